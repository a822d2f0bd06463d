"""First pass over the parsed sentences, in the order of the text: who each subject is.

Pronouns, "the ministers", "the coalition" and "the firms" look back from here; an organisation that is named only later
("the world governing body said …") is settled after the last sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from callout.knowledge.names import What
from callout.reading.clauses import arguments, told_first
from callout.reading.context import Context
from callout.reading.frames import frames
from callout.reading.hedges import standing_of
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.lines import Sentence
from callout.reading.speech import Cue, Speakers, cues, governing_cue
from callout.reading.syntax import Tree, Word
from callout.reading.units import Unit
from callout.reading.voice import Voice
from callout.record.acts import Act, Mode, Standing
from callout.record.entity import Entity, EntityKind

_HEARD = (What.STATE, What.BODY, What.ROLE_BODY, What.COMPANY, What.MEDIA)


@dataclass(slots=True)
class Parsed:
    """A parsed sentence with its reporting words and the voice of each subject."""

    sentence: Sentence
    tree: Tree
    cues: list[Cue]
    voices: dict[int, list[Voice]]
    content: tuple[int, int] | None = None
    """What a reporting clause that was parsed apart reports."""


class Hearing:
    """Sentences go in one by one; `settle` after the last."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parsed: list[Parsed] = []
        self.speakers = Speakers(context)

    def hear(self, unit: Unit, tree: Tree) -> Parsed:
        known = cues(tree) or (_closing_cue(tree) if unit.content else [])
        parsed = Parsed(unit.sentence, tree, known, {}, unit.content)
        reported = False
        discourse = self._context.resolver.discourse
        cue_at = {cue.i: cue for cue in reversed(known)}
        for word in tree.words:
            cue = cue_at.get(word.i)
            verb = word.pos in ("VERB", "AUX")
            performs = verb and any(not f.backing for f in frames().get(word.lemma, ()))
            if cue is None and (not performs or _is_backing(tree, word)):
                self._note_subject(tree, word)
                continue
            place = cue.source if cue else arguments(tree, word.i).subject
            if place is None:
                continue
            if place not in parsed.voices:
                parsed.voices[place] = self._context.resolver.voices(tree, place)
            voices = parsed.voices[place]
            first = voices[0]
            noun = tree.words[place].lemma
            if first.party or first.people:
                discourse.heard(together(voices), noun)
            if cue:
                merged = together(voices)
                self.speakers.heard(tree, cue, merged)
                if unit.content and not reported and (merged.party or merged.people):
                    self.speakers.reported(*unit.content, merged)
                    reported = True
        self._note_coalition(parsed)
        self._parsed.append(parsed)
        return parsed

    def _note_subject(self, tree: Tree, word: Word) -> None:
        """ "The Centre, in its assessment, has put India on the list. It says …": whom a sentence is about, though it
        says nothing yet, is whom "it" means in the next."""
        if word.dep != "ROOT" or word.pos not in ("VERB", "AUX") or told_first(tree) is not None:
            return
        subject = next((k.i for k in tree.kids(word.i, "nsubj")), None)
        mention = self._context.mentions.covering(tree.words[subject].start) if subject is not None else None
        # "IssueMakersLab, a group of experts, went further: it said …"
        kinds = tree.kids(subject, "appos") if subject is not None and mention is None else []
        named = subject is not None and mention is None and tree.words[subject].pos == "PROPN"
        person = self._context.cast.person(tree.words[subject].text) if named and subject is not None else None
        organisation = any(k.lemma in word_set("speech", "organisations") or k.lemma == "group" for k in kinds)
        heard = organisation or person is not None or (mention is not None and mention.what in _HEARD)
        if subject is not None and heard:
            voice = self._context.resolver.voices(tree, subject)[0]
            if voice.party:
                self._context.resolver.discourse.heard(voice, tree.words[subject].lemma)

    def _note_coalition(self, parsed: Parsed) -> None:
        """A list of states beside a word such as "allies" says who "the governments" are from here on."""
        start, end = parsed.sentence.start, parsed.sentence.end
        text = self._context.text
        self._note_firms(start, end)
        if not self._context.terms.any(start, end, "answers.coalitions") and not re.search(
            r"\bjoin(?:s|ed|ing)?\b", text[start:end]
        ):
            return
        named: list[Entity] = []
        run: list[Entity] = []
        last_end = None
        for mention in self._context.mentions.within(start, end):
            if mention.entity is None or mention.what not in (What.STATE, What.BODY) or mention.country is None:
                continue
            if mention.entity.kind not in (EntityKind.STATE, EntityKind.ORGANISATION):
                continue
            gap = text[last_end : mention.start] if last_end is not None else ""
            if last_end is not None and re.fullmatch(r"\s*(?:,|and|,\s*and|as well as)?\s*(?:and\s+)?(?:the\s+)?", gap):
                run.append(mention.entity)
            else:
                named = max(named, run, key=len)
                run = [mention.entity]
            last_end = mention.end
        named = max(named, run, key=len)
        if len(named) < 3:
            return
        coalition = self._context.resolver.discourse.coalition
        known = {e.id for e in named}
        self._context.resolver.discourse.coalition = [*[e for e in self._joiners(parsed) if e.id not in known], *named]
        for entity in coalition:
            if entity.id not in {e.id for e in self._context.resolver.discourse.coalition}:
                self._context.resolver.discourse.coalition.append(entity)

    def _note_firms(self, start: int, end: int) -> None:
        """Companies listed side by side are "the firms" from here on."""
        companies = [m for m in self._context.mentions.within(start, end) if m.what is What.COMPANY and m.entity]
        firms = []
        for one, following in pairwise(companies):
            if re.fullmatch(r",?\s+(?:and\s+)?", self._context.text[one.end : following.start]):
                firms += [m.entity for m in (one, following) if m.entity and m.entity not in firms]
        if firms:
            self._context.resolver.discourse.firms = firms

    def settle(self) -> None:
        """After the last sentence: quotations without a reporting word, and speakers that are named only later."""
        self.speakers.settle()
        spoken = Counter(v.party.id for p in self._parsed for vs in p.voices.values() for v in vs if v.party)
        parties = {v.party.id: v.party for p in self._parsed for vs in p.voices.values() for v in vs if v.party}
        main = next(
            (
                parties[i]
                for i, _ in spoken.most_common()
                if parties[i].kind in (EntityKind.ORGANISATION, EntityKind.COMPANY) and parties[i].country is None
            ),
            None,
        )
        if main is None:
            return
        for parsed in self._parsed:
            for place, voices in parsed.voices.items():
                if len(voices) == 1 and voices[0].party is None and self._is_later_named(parsed, place):
                    parsed.voices[place] = [replace(voices[0], party=main)]

    def _is_later_named(self, parsed: Parsed, place: int) -> bool:
        """A definite organisation without a name yet ("the world governing body said"), or one in a headline."""
        head = parsed.tree.words[place]
        phrase = parsed.tree.subtree(place)
        return (
            head.tag in ("NN", "NNP")
            and any(w.lemma in word_set("speech", "organisations") for w in phrase)
            and (phrase[0].low == "the" or parsed.sentence.heading)
        )

    def _joiners(self, parsed: Parsed) -> list[Entity]:
        """The subject of "joined with …", who is of the coalition though not in its list."""
        for word in parsed.tree.words:
            if word.lemma == "join" and word.pos == "VERB":
                place = arguments(parsed.tree, word.i).subject
                if place is not None:
                    return [v.party for v in self._context.resolver.voices(parsed.tree, place) if v.party]
        return []


def _closing_cue(tree: Tree) -> list[Cue]:
    """ "…, the minister charged": a reporting clause reports by whatever verb it has."""
    root = next((w for w in tree.words if w.dep == "ROOT" and w.pos == "VERB"), None)
    if root is None:
        # "…, Kyiv charges": the parser takes verb and name for one noun.
        last = next((w for w in reversed(tree.words) if w.low in word_set("speech", "tails")), None)
        named = last is not None and last.i > 0 and tree.words[last.i - 1].pos == "PROPN"
        return [Cue(last.i, last.i - 1)] if last is not None and named else []
    subject = arguments(tree, root.i).subject if root else None
    return [Cue(root.i, subject)] if root is not None and subject is not None else []


def _is_backing(tree: Tree, word: Word) -> bool:
    """ "A hacker backed by Iran": whoever backs an actor does not speak."""
    backs = any(frame.act is Act.SUPPORT for frame in frames()[word.lemma])
    return backs and word.dep == "acl" and level_of(tree.words[word.head]) is not None


def standing_of_report(context: Context, parsed: Parsed, word: Word, mode: Mode) -> Standing:
    """A deed is as old as it is; its claim is past where the reporting is ("have previously said")."""
    cue = governing_cue(parsed.tree, word.i, parsed.cues)
    if mode is Mode.AUTHORED or cue is None or parsed.tree.words[cue.i].low == "according":
        return Standing.ASSERTED
    return standing_of(context, parsed.tree, cue.i, reporting=True)


def together(voices: Sequence[Voice]) -> Voice:
    """Coordinated speakers as one voice with partners: "the NSA, CISA and FBI said"."""
    first = next((v for v in voices if v.party), voices[0])
    others = [p for v in voices if v is not first and v.party for p in (v.party, *v.partners)]
    partners = unique([*others, *first.partners], first.party)
    people = tuple(p for v in voices for p in v.people)
    return replace(first, partners=partners, people=people, plural=len(voices) > 1 or first.plural)


def unique(entities: Sequence[Entity | None], besides: Entity | None = None) -> tuple[Entity, ...]:
    """Each entity once, in order, without `besides`."""
    seen = {besides.id} if besides else set()
    found = []
    for entity in entities:
        if entity is not None and entity.id not in seen:
            seen.add(entity.id)
            found.append(entity)
    return tuple(found)
