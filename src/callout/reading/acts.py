"""What a parsed sentence claims: attributions, stances and measures, as drafts that the engine merges into claims.

Two ways lead to an attribution. A verb of the frames says it ("accused China", "linked the attack to Iran"). Or a
deed is stated of somebody ("Russian officers hacked …", "the attack carried out by …"): then it is the claim of
whoever the sentence says it for (a reporting verb above it, the speaker of the quotation), or of the document itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor, level_of
from callout.reading.clauses import Arguments, arguments, conjuncts, noun_phrase
from callout.reading.context import Context
from callout.reading.frames import Frame, accused_places, fits, frames
from callout.reading.hedges import is_negated, is_suspicion, standing_of
from callout.reading.lexicon import word_set, words
from callout.reading.lines import Sentence
from callout.reading.speech import Cue, Speakers, cues, governing_cue
from callout.reading.syntax import Tree, Word
from callout.reading.who import Voice
from callout.record.acts import Act, ActClass, Level, Mode, Standing, Tie
from callout.record.claim import Accused
from callout.record.entity import Entity, EntityKind, Spokesperson


@dataclass(slots=True)
class Draft:
    """A claim in the making: one sentence's worth of one speech act."""

    act: Act
    party: Entity | None
    people: tuple[Spokesperson, ...]
    partners: tuple[Entity, ...]
    accused: list[Accused]
    standing: Standing
    mode: Mode
    start: int
    end: int
    anonymous: bool = False
    ground: str | None = None
    steps: list[str] = field(default_factory=list)

    @property
    def states(self) -> set[str]:
        return {a.state for a in self.accused if a.state}


@dataclass(slots=True)
class Parsed:
    """A parsed sentence with its reporting words and the voice of each subject."""

    sentence: Sentence
    tree: Tree
    cues: list[Cue]
    voices: dict[int, list[Voice]]


@dataclass(frozen=True, slots=True)
class Drop:
    reason: str
    start: int
    end: int


_DOERS = (Level.UNNAMED, Level.CRIMINALS, Level.CONTRACTOR, Level.GROUP)


class Hearing:
    """First pass, in the order of the text: who each subject is. Pronouns and "the ministers" look back from here."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parsed: list[Parsed] = []
        self.speakers = Speakers(context)

    def hear(self, sentence: Sentence, tree: Tree) -> Parsed:
        known = cues(tree)
        parsed = Parsed(sentence, tree, known, {})
        discourse = self._context.resolver.discourse
        for word in tree.words:
            cue = next((c for c in known if c.i == word.i), None)
            lemma_frames = frames().get(word.lemma) if word.pos in ("VERB", "AUX") else None
            if cue is None and not lemma_frames:
                continue
            place = cue.source if cue else arguments(tree, word.i).subject
            if place is None:
                continue
            if place not in parsed.voices:
                parsed.voices[place] = self._context.resolver.voices(tree, place)
            voices = parsed.voices[place]
            first = voices[0]
            noun = tree.words[place].lemma
            joint = len(voices) > 1
            if first.party or first.people:
                together = replace(first, plural=True) if joint else first
                discourse.heard(together, noun)
            if cue:
                merged = _together(voices)
                self.speakers.heard(tree, cue, merged)
        self._note_coalition(parsed)
        self._parsed.append(parsed)
        return parsed

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
        """ "The world governing body of athletics said": a definite organisation without a name yet, or "it" in a headline."""
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


def _together(voices: Sequence[Voice]) -> Voice:
    """Coordinated speakers as one voice with partners: "the NSA, CISA and FBI said"."""
    first = next((v for v in voices if v.party), voices[0])
    others = [p for v in voices if v is not first and v.party for p in (v.party, *v.partners)]
    partners = _unique([*others, *first.partners], first.party)
    people = tuple(p for v in voices for p in v.people)
    return replace(first, partners=partners, people=people, plural=len(voices) > 1 or first.plural)


def _unique(entities: Sequence[Entity | None], besides: Entity | None = None) -> tuple[Entity, ...]:
    seen = {besides.id} if besides else set()
    found = []
    for entity in entities:
        if entity is not None and entity.id not in seen:
            seen.add(entity.id)
            found.append(entity)
    return tuple(found)


class Extraction:
    """Second pass: the drafts of each sentence."""

    def __init__(self, context: Context, speakers: Speakers) -> None:
        self._context = context
        self._speakers = speakers
        self.dropped: list[Drop] = []
        self._last_accused: list[Accused] = []
        strong = context.terms.within(0, len(context.text), "cyber.strong")
        self._speaks_of_cyber = sum(1 for _ in zip(range(2), strong, strict=False)) == 2

    def drafts(self, parsed: Parsed) -> list[Draft]:
        """The drafts of one sentence, attributions before deeds: a deed inside an accusation is its conduct."""
        found: list[Draft] = []
        used: set[int] = set()
        for word in parsed.tree.words:
            if word.pos in ("VERB", "AUX") and word.lemma in frames() and word.i not in used:
                for frame in frames()[word.lemma]:
                    draft = self._by_frame(parsed, word, frame, used)
                    if draft:
                        found.append(draft)
                        break
        for word in parsed.tree.words:
            found.extend(self._by_deed(parsed, word, used))
        if not any(d.act.act_class is ActClass.ATTRIBUTION and d.accused for d in found):
            found.extend(self._by_presence(parsed, used))
        for draft in found:
            if draft.accused and draft.act.act_class is ActClass.ATTRIBUTION:
                self._last_accused = draft.accused
        return found

    # Frames

    def _by_frame(self, parsed: Parsed, word: Word, frame: Frame, used: set[int]) -> Draft | None:
        tree = parsed.tree
        args = arguments(tree, word.i)
        if not fits(frame, tree, word.i, args):
            return None
        start, end = parsed.sentence.start, parsed.sentence.end
        accused, places = self._frame_accused(parsed, word, frame, args)
        if frame.act is Act.URGE and self._is_advice(parsed, word, args):
            return self._advice(parsed, word, args)
        if not self._is_about_conduct(parsed, frame):
            return None
        if frame.act.act_class is not ActClass.MEASURE or frame.accused:
            if not accused and frame.act not in (Act.ACKNOWLEDGE, Act.SUPPORT, Act.CONDEMN):
                return None
            if not accused and frame.act in (Act.ACKNOWLEDGE, Act.CONDEMN):
                return None
        if is_negated(self._context, tree, word.i):
            self.dropped.append(Drop("negated", start, end))
            used.update(w.i for w in tree.subtree(word.i))
            return None
        accused = [a for a in accused if a.state or a.tie or a.name or a.level is not Level.UNNAMED]
        if not accused and places and frame.accused and frame.act.act_class is not ActClass.MEASURE:
            self.dropped.append(Drop("nobody accused", start, end))
            return None
        if self._is_hypothetical(parsed, word):
            self.dropped.append(Drop("hypothetical", start, end))
            used.update(w.i for w in tree.subtree(word.i))
            return None
        voice, mode = self._claimant(parsed, word, args)
        voice = self._with_speaker(parsed, word, voice)
        if not self._may_perform(frame, voice):
            return None
        if (
            frame.act in (Act.URGE, Act.WARN, Act.CONDEMN, Act.DISRUPT, Act.ADVISE, Act.PATCH, Act.SUPPORT)
            and voice.party is None
        ):
            self.dropped.append(Drop("speaker unresolved", start, end))
            return None
        partners = _unique([*voice.partners, *self._partners(parsed, word)], voice.party)
        used.add(word.i)
        for place in places:
            used.update(w.i for w in tree.subtree(place))
        if frame.act in (Act.ATTRIBUTE, Act.CHARGE, Act.SANCTION, Act.CONDEMN, Act.SUSPECT):
            used.update(w.i for w in tree.subtree(word.i) if w.i > word.i)
        act = frame.act
        standing = standing_of(self._context, tree, word.i)
        if word.lemma == "hold" and standing in (Standing.EXPECTED, Standing.CONDITIONAL):
            # "will be held to account" warns; it does not yet hold.
            act = Act.WARN
        if act is Act.ATTRIBUTE and (is_suspicion(self._context, *self._clause(parsed, word))):
            act = Act.SUSPECT
        accused = [
            a for a in accused if a.state is None or a.state != voice.country or act.act_class is ActClass.MEASURE
        ]
        if not accused and frame.accused and act.act_class is not ActClass.MEASURE:
            return None
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=partners,
            accused=accused,
            standing=standing,
            mode=mode,
            start=start,
            end=end,
            anonymous=voice.anonymous,
            steps=[f"act: the verb “{word.text}”", f"accused: {', '.join(frame.accused) or 'none asked for'}"],
        )

    def _frame_accused(
        self, parsed: Parsed, word: Word, frame: Frame, args: Arguments
    ) -> tuple[list[Accused], list[int]]:
        context, tree = self._context, parsed.tree
        candidates = accused_places(frame, tree, word.i, args)
        if frame.linking and args.object is not None:
            return self._linked(parsed, frame, args)
        for places in candidates:
            accused = [a for place in places for a in accused_in(context, tree, place)]
            if frame.act is Act.URGE or frame.act is Act.WARN:
                accused = [
                    a for a in accused if a.state and a.level in (Level.STATE, Level.STATE_ORGAN, Level.OFFICER)
                ] or (self._inside_parentheses(parsed, word) if frame.act is Act.URGE else [])
            if word.lemma not in ("accuse", "blame", "charge", "sanction", "indict", "suspect", "implicate"):
                # A company that is merely named or identified is not accused.
                accused = [a for a in accused if a.kind is not EntityKind.COMPANY or a.state or a.tie]
            if frame.act in (Act.CHARGE, Act.SANCTION, Act.ARREST) and not accused:
                accused = self._measured(parsed, places)
            if accused:
                return accused, places
        if frame.act in (Act.CHARGE, Act.SANCTION):
            # "announced charges …, alleging a conspiracy between hackers and the FSB": whoever the rest of the clause accuses.
            for other in tree.subtree(word.i):
                agent = other.dep == "pobj" and tree.words[other.head].dep == "agent"
                if (
                    other.i > word.i
                    and not agent
                    and other.pos in ("NOUN", "PROPN")
                    and other.dep not in ("compound", "poss")
                ):
                    accused = [a for a in accused_in(context, tree, other.i) if a.state and a.level is not Level.STATE]
                    if accused:
                        return accused, [other.i]
        return [], []

    def _inside_parentheses(self, parsed: Parsed, word: Word) -> list[Accused]:
        """ "called on all countries – including China – to act responsibly"."""
        match = re.search(
            r"\bincluding\s+(?:the\s+)?(?=[A-Z])",
            self._context.text[word.end : min(parsed.sentence.end, word.end + 60)],
        )
        if not match:
            return []
        mention = self._context.mentions.covering(word.end + match.end())
        head = next((w for w in parsed.tree.words if mention and mention.start <= w.start < mention.end), None)
        return accused_in(self._context, parsed.tree, head.i)[:1] if head else []

    def _linked(self, parsed: Parsed, frame: Frame, args: Arguments) -> tuple[list[Accused], list[int]]:
        """ "linked X to Y": where X did something Y is accused; where X is an actor it is accused, tied to Y."""
        context, tree = self._context, parsed.tree
        assert args.object is not None  # noqa: S101 - asked by the caller
        obj = args.object
        others = [p for name in ("to", "with") for p in args.preps.get(name, [])]
        whole = accused_in(context, tree, obj)
        second = [a for p in others for a in accused_in(context, tree, p)]
        if is_actor(context, tree, obj) and whole:
            bound = next((a for a in second if a.state), None)
            if bound:
                whole = [
                    a.model_copy(update={"state": bound.state, "state_from": None, "tie": a.tie or Tie.AFFILIATED})
                    for a in whole
                ]
            return whole, [obj, *others]
        if second:
            return second, others
        if whole and tree.words[obj].lemma not in word_set("cyber", "deeds"):
            return whole, [obj]
        return [], []

    def _measured(self, parsed: Parsed, places: Sequence[int]) -> list[Accused]:
        """Persons under charge or sanction: named persons, or a bare number of them ("four nationals")."""
        context, tree = self._context, parsed.tree
        found = []
        for place in places:
            for i in conjuncts(tree, place):
                head = tree.words[i]
                if head.pos == "PROPN" and not context.mentions.covering(head.start):
                    words_ = [w for w in noun_phrase(tree, i) if w.pos == "PROPN"]
                    name = context.text[words_[0].start : words_[-1].end] if words_ else head.text
                    found.append(Accused(name=name, kind=EntityKind.PERSON, level=Level.INDIVIDUALS, phrase=name))
                elif head.tag in ("NNS", "NN") and head.lemma in word_set("actors", "levels", "individuals"):
                    start, end = tree.span(i)
                    found.append(Accused(name=head.text, level=Level.INDIVIDUALS, phrase=context.text[start:end][:200]))
        return found

    # Advice

    def _is_advice(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        tree = parsed.tree
        if args.object is None and "on" not in args.preps and "upon" not in args.preps:
            return False
        heads = [args.object] if args.object is not None else args.preps.get("on", args.preps.get("upon", []))
        start, end = tree.words[word.i].end, parsed.sentence.end
        addressed = any(
            tree.words[c].lemma in word_set("answers", "advised")
            for h in heads
            if h is not None
            for c in conjuncts(tree, h)
        ) or any(w.lemma in word_set("answers", "advised") for h in heads if h is not None for w in tree.subtree(h)[:6])
        return addressed and self._context.terms.any(start, end, "answers.advice")

    def _advice(self, parsed: Parsed, word: Word, args: Arguments) -> Draft | None:
        voice, mode = self._claimant(parsed, word, args)
        if voice.party is None or is_negated(self._context, parsed.tree, word.i):
            return None
        return Draft(
            Act.ADVISE,
            voice.party,
            voice.people,
            _unique(voice.partners, voice.party),
            [],
            standing_of(self._context, parsed.tree, word.i),
            mode,
            parsed.sentence.start,
            parsed.sentence.end,
            steps=[f"act: “{word.text}” addressed to those who defend"],
        )

    # Deeds

    def _by_deed(self, parsed: Parsed, word: Word, used: set[int]) -> Iterator[Draft]:
        tree = parsed.tree
        if word.i in used:
            return
        used_others = self._by_use(parsed, word, used)
        if used_others:
            yield used_others
            return
        actor: int | None = None
        how = ""
        if word.lemma in ("be", "stand", "lie") and word.pos in ("AUX", "VERB"):
            actor, how = self._behind(tree, word)
        elif word.pos == "VERB":
            args = arguments(tree, word.i)
            if word.lemma in ("originate", "come", "stem", "emanate") and args.preps.get("from"):
                actor, how = args.preps["from"][0], "origin"
            elif args.subject is not None and self._is_deed(parsed, word, args):
                actor, how = args.subject, "deed"
        elif word.pos == "NOUN" and word.lemma in word_set("cyber", "deeds"):
            actor = next(
                (p.i for k in tree.kids(word.i, "prep") if k.low == "by" for p in tree.kids(k.i, "pobj")), None
            )
            how = "deed"
        if actor is None:
            return
        draft = self._deed_of(parsed, word, actor, how, used)
        if draft:
            yield draft

    def _by_use(self, parsed: Parsed, word: Word, used: set[int]) -> Draft | None:
        """ "The ministry hired hackers", "is protecting those who do it": the state lets others do it, and the verb words the tie."""
        tie = next((Tie(t) for t, verbs in words("actors")["used"].items() if word.lemma in verbs), None)
        if tie is None or word.pos != "VERB":
            return None
        tree = parsed.tree
        args = arguments(tree, word.i)
        if args.subject is None or args.object is None:
            return None
        actor = tree.words[args.object]
        doers = [w for w in tree.subtree(args.object)[:12] if level_of(w) in _DOERS]
        if not doers and not (actor.low == "those" and tree.kids(actor.i, "relcl")):
            return None
        draft = self._deed_of(parsed, word, args.subject, "use", used)
        if draft is None or not all(a.level in (Level.STATE, Level.STATE_ORGAN, Level.OFFICER) for a in draft.accused):
            return None
        used.update(w.i for w in tree.subtree(word.i))
        draft.accused = [a.model_copy(update={"tie": tie}) for a in draft.accused]
        return draft

    def _behind(self, tree: Tree, word: Word) -> tuple[int | None, str]:
        """ "Russia is behind", "was responsible for", "is the culprit", "was the work of"."""
        args = arguments(tree, word.i)
        for kid in (tree.words[k] for k in word.kids):
            if kid.low == "behind":
                return args.subject, "behind"
            if kid.dep in ("acomp", "oprd") and kid.lemma in ("responsible", "accountable", "culpable"):
                return args.subject, "behind"
            if kid.dep in ("acomp", "attr") and args.subject is not None and level_of(tree.words[args.subject]):
                mention = self._context.mentions.covering(kid.start)
                if (
                    mention
                    and mention.what is What.DEMONYM
                    and kid.text == self._context.text[mention.start : mention.end]
                ):
                    return kid.i, "behind"
            if kid.dep == "attr":
                if kid.lemma in ("culprit", "perpetrator", "mastermind"):
                    return args.subject, "behind"
                if kid.lemma in ("work", "handiwork", "doing"):
                    for prep in tree.kids(kid.i, "prep"):
                        for pobj in tree.kids(prep.i, "pobj"):
                            return pobj.i, "behind"
        return None, ""

    def _is_deed(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        assert args.subject is not None  # noqa: S101 - asked by the caller
        tree, context = parsed.tree, self._context
        reporting = any(c.i == word.i for c in parsed.cues)
        if reporting and not is_actor(context, tree, args.subject):
            return False
        if args.object is not None and tree.words[args.object].lemma in word_set("speech", "papers"):
            return False
        if word.lemma in word_set("cyber", "own"):
            # A state hacks something or somebody; "Ministry website hacked" in a headline is about the victim.
            return args.object is not None or bool(args.preps) or is_actor(context, tree, args.subject)
        if word.lemma not in word_set("cyber", "shared"):
            return False
        start, end = tree.span(word.i)
        start = min(start, word.start)
        if is_actor(context, tree, args.subject):
            return True
        below = [w for w in tree.subtree(word.i) if w.i > word.i or args.passive]
        if not below:
            return False
        a, b = below[0].start, below[-1].end
        return (
            context.terms.any(a, b, "cyber.strong")
            or any(m.what in (What.CAMPAIGN, What.MALWARE, What.PRODUCT) for m in context.mentions.within(a, b))
            or sum(1 for _ in context.terms.within(a, b, "cyber.weak")) >= 2
        )

    def _deed_of(self, parsed: Parsed, word: Word, actor: int, how: str, used: set[int]) -> Draft | None:
        context, tree = self._context, parsed.tree
        start, end = parsed.sentence.start, parsed.sentence.end
        again = tree.words[actor].lemma in word_set("actors", "again")
        if self._last_accused and (again or (tree.words[actor].low in ("they", "it", "he") and how == "behind")):
            accused = list(self._last_accused)
        else:
            accused = [a for a in accused_in(context, tree, actor) if a.state or a.level is Level.GROUP or a.tie]
        if not accused or any(w.i in used for w in [tree.words[actor]]):
            return None
        if (
            how == "behind"
            and not context.terms.any(start, end, "cyber.strong")
            and not self._mentions_conduct(start, end)
        ):
            if not context.terms.any(start, end, "cyber.weak") and not context.terms.any(start, end, "cyber.anaphors"):
                return None
        if is_negated(context, tree, word.i):
            self.dropped.append(Drop("negated", start, end))
            used.update(w.i for w in tree.subtree(actor))
            return None
        if self._is_hypothetical(parsed, word):
            self.dropped.append(Drop("hypothetical", start, end))
            return None
        if any(a.lemma in ("deny", "disavow", "reject", "dismiss", "refute") for a in tree.ancestors(word.i)):
            self.dropped.append(Drop("denied", start, end))
            return None
        voice, mode = self._source(parsed, word)
        voice = self._with_speaker(parsed, word, voice)
        used.update(w.i for w in tree.subtree(actor))
        used.add(word.i)
        if voice.country and any(a.state == voice.country for a in accused):
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                return None
        suspicion = self._hedged(parsed, word, actor)
        act = self._concern(parsed, word) or (Act.SUSPECT if suspicion else Act.ATTRIBUTE)
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=_unique(voice.partners, voice.party),
            accused=accused,
            standing=self._standing_of_report(parsed, word, mode),
            mode=mode,
            start=start,
            end=end,
            anonymous=voice.anonymous,
            steps=[f"act: the deed “{word.text}” of “{tree.words[actor].text}”"],
        )

    def _standing_of_report(self, parsed: Parsed, word: Word, mode: Mode) -> Standing:
        """A deed is as old as it is; its claim is past where the reporting is ("have previously said")."""
        cue = governing_cue(parsed.tree, word.i, parsed.cues)
        if mode is Mode.AUTHORED or cue is None or parsed.tree.words[cue.i].low == "according":
            return Standing.ASSERTED
        return standing_of(self._context, parsed.tree, cue.i)

    def _concern(self, parsed: Parsed, word: Word) -> Act | None:
        """A deed that stands in what somebody is concerned about is a concern, not an attribution."""
        for above in parsed.tree.ancestors(word.i):
            if above.low in word_set("answers", "concerns"):
                return Act.CONCERN
        return None

    def _hedged(self, parsed: Parsed, word: Word, actor: int) -> bool:
        tree, context = parsed.tree, self._context
        kids = {tree.words[k].low for k in word.kids}
        if kids & {"may", "might", "could", "possibly", "potentially", "perhaps", "reportedly", "apparently"}:
            return True
        if any(
            a.lemma in ("believe", "think", "suspect", "appear", "seem", "suggest", "presume")
            for a in tree.ancestors(word.i)
        ):
            return True
        start, end = tree.span(actor)
        return context.terms.any(start, end, "hedges.suspecting")

    def _is_hypothetical(self, parsed: Parsed, word: Word) -> bool:
        tree = parsed.tree
        for place in [word, *tree.ancestors(word.i)]:
            if place.dep in ("acl", "relcl") and place.i != word.i:
                return False
            if any(
                tree.words[k].dep == "mark" and tree.words[k].low in ("if", "unless", "whether") for k in place.kids
            ):
                return True
            if (
                place.dep == "ROOT"
                and any(tree.words[k].low == "would" and tree.words[k].dep == "aux" for k in place.kids)
                and place.i == word.i
            ):
                return True
        return False

    def _by_presence(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """A phrase such as "the Chinese state-sponsored group" or "Russian hacking campaign" says whose they are, whatever
        the verb. Only in sentences about cyber conduct, and never for what is aimed at or denied."""
        context, tree = self._context, parsed.tree
        start, end = parsed.sentence.start, parsed.sentence.end
        if not self._mentions_conduct(start, end):
            return
        for word in tree.words:
            if word.pos not in ("NOUN", "PROPN") or word.i in used or word.dep in ("compound", "poss", "amod", "nmod"):
                continue
            deed = word.lemma in word_set("cyber", "doings")
            if not deed and not is_actor(context, tree, word.i):
                continue
            if deed and not self._own_deed(parsed, word):
                continue
            accused = [a for a in accused_in(context, tree, word.i) if a.state]
            if not accused:
                continue
            verb = next((a for a in tree.ancestors(word.i) if a.pos in ("VERB", "AUX")), None)
            if verb is not None and (
                is_negated(context, tree, verb.i)
                or verb.lemma
                in (
                    "deny",
                    "reject",
                    "dismiss",
                    "refute",
                    "arrest",
                    "train",
                    "defend",
                    "protect",
                    "combat",
                    "counter",
                    "ask",
                )
                or self._is_hypothetical(parsed, verb)
            ):
                self.dropped.append(Drop("negated, denied or hypothetical", start, end))
                continue
            voice, mode = self._source(parsed, word)
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                continue
            a, b = tree.span(word.i)
            act = (
                Act.SUSPECT
                if context.terms.any(a, b, "hedges.suspecting")
                or (verb is not None and self._hedged(parsed, verb, word.i))
                else Act.ATTRIBUTE
            )
            yield Draft(
                act=self._concern(parsed, word) or act,
                party=voice.party,
                people=voice.people,
                partners=_unique(voice.partners, voice.party),
                accused=accused,
                standing=Standing.ASSERTED,
                mode=mode,
                start=start,
                end=end,
                anonymous=voice.anonymous,
                steps=[f"act: the phrase “{context.text[a:b][:80]}” says whose it is"],
            )
            used.update(w.i for w in tree.subtree(word.i))

    def _own_deed(self, parsed: Parsed, word: Word) -> bool:
        """ "Chinese cyber espionage campaign", "Russia's hacking": nothing but words of the deed between state and noun."""
        context = self._context
        phrase = noun_phrase(parsed.tree, word.i)
        for mention in context.mentions.within(phrase[0].start, word.start):
            if mention.country is None or mention.what not in (What.DEMONYM, What.STATE, What.BODY, What.ROLE_BODY):
                continue
            between = context.text[mention.end : word.start]
            possessive = bool(re.match(r"['’]s?\s", between))
            if mention.what is What.STATE and not possessive and not re.match(r"-|\s(?:state|government)-", between):
                continue
            rest = re.sub(r"^['’]s?", "", between).strip().lower()
            if possessive and not context.terms.any(mention.end, word.end, "cyber.strong"):
                continue
            tokens = re.findall(r"[\w-]+", rest)
            if all(_is_deed_word(t) for t in tokens) and (
                context.terms.any(mention.end, word.end, "cyber.strong")
                or context.terms.any(mention.end, word.end, "actors.ties")
            ):
                return True
        return False

    # Who claims

    def _claimant(self, parsed: Parsed, word: Word, args: Arguments) -> tuple[Voice, Mode]:
        """The performer of a verb that is itself a speech act; without one, the source of its clause."""
        place = args.subject
        if place is not None:
            voices = parsed.voices.get(place) or self._context.resolver.voices(parsed.tree, place)
            head = parsed.tree.words[place]
            inside = self._speakers.at(head.start)
            if head.low in ("we", "i", "us", "our") and inside:
                return inside, Mode.QUOTED
            joined = _together(voices)
            if joined.party:
                speaker, _ = self._source(parsed, word)
                if joined.partners and speaker.party and any(p.id == speaker.party.id for p in joined.partners):
                    # A member of the coalition speaks for it.
                    others = [joined.party, *joined.partners]
                    joined = replace(speaker, partners=_unique(others, speaker.party))
                return joined, self._mode(word, Mode.REPORTED)
            if head.lemma in word_set("speech", "papers"):
                holder = self._holder_of(parsed, head)
                if holder:
                    return holder, self._mode(word, Mode.REPORTED)
            if head.low not in ("it", "they", "he", "she", "who", "which", "that"):
                spoken, mode = self._source(parsed, word)
                return (
                    (joined, Mode.REPORTED)
                    if head.lemma in word_set("speech", "anonymous")
                    else (
                        (spoken, mode)
                        if spoken.party and head.lemma in word_set("cyber", "deeds")
                        else (joined, Mode.REPORTED)
                    )
                )
        elif args.object is not None and word.lemma in frames() and any(f.performer for f in frames()[word.lemma]):
            owner = next(iter(parsed.tree.kids(args.object, "poss")), None)
            if owner is not None:
                voices = self._context.resolver.voices(parsed.tree, owner.i)
                if voices[0].party:
                    return _together(voices), self._mode(word, Mode.REPORTED)
        return self._source(parsed, word)

    def _with_speaker(self, parsed: Parsed, word: Word, voice: Voice) -> Voice:
        """Who voiced it for the claimant: "the government has determined …, the ministers said"."""
        if voice.people or voice.party is None:
            return voice
        outer = [self._speakers.at(word.start)]
        outer += [
            _together(parsed.voices[c.source]) for c in parsed.cues if c.source in parsed.voices and c.i != word.i
        ]
        for other in outer:
            if other and other.people and other.country and other.country == voice.country:
                return replace(voice, people=other.people)
        return voice

    def _holder_of(self, parsed: Parsed, noun: Word) -> Voice | None:
        """The subject of the verb whose object the paper is: "released a report naming …"."""
        for above in parsed.tree.ancestors(noun.i):
            if above.pos == "VERB":
                place = arguments(parsed.tree, above.i).subject
                if place is not None and place != noun.i:
                    voice = _together(self._context.resolver.voices(parsed.tree, place))
                    return voice if voice.party else None
                return None
        return None

    def _source(self, parsed: Parsed, word: Word) -> tuple[Voice, Mode]:
        """Whose claim a clause is: the reporting word above it, the quotation's speaker, the paper's issuer, else the document's."""
        tree = parsed.tree
        cue = governing_cue(tree, word.i, parsed.cues)
        inside = self._speakers.at(word.start)
        if cue and not (
            inside and self._speakers.at(tree.words[cue.i].start) is None and self._is_own_pronoun(tree, cue)
        ):
            voices = parsed.voices.get(cue.source)
            if voices:
                voice = _together(voices)
                head = tree.words[cue.source]
                if head.low in ("we", "i") and inside:
                    return inside, Mode.QUOTED
                return voice, self._mode(word, Mode.REPORTED)
        if inside:
            return inside, Mode.QUOTED
        for above in tree.ancestors(word.i):
            if (
                above.lemma in word_set("speech", "papers")
                and above.pos == "NOUN"
                and tree.words[word.i].dep in ("acl", "relcl")
            ):
                holder = self._holder_of(parsed, above)
                if holder:
                    return holder, Mode.REPORTED
        if cue is None and self._passive_report(tree, word):
            return Voice(None), Mode.REPORTED
        return Voice(None), Mode.AUTHORED

    @staticmethod
    def _is_own_pronoun(tree: Tree, cue: Cue) -> bool:
        return tree.words[cue.source].low in ("we", "i")

    @staticmethod
    def _passive_report(tree: Tree, word: Word) -> bool:
        """ "is believed to be", "was said to": reported of nobody in particular."""
        return any(
            a.lemma in word_set("speech", "assertive") and any(tree.words[k].dep == "auxpass" for k in a.kids)
            for a in tree.ancestors(word.i)
        )

    def _mode(self, word: Word, otherwise: Mode) -> Mode:
        return Mode.QUOTED if self._context.quotations.at(word.start) else otherwise

    def _partners(self, parsed: Parsed, word: Word) -> list[Entity]:
        """Those named as making the same claim: "joined with … to accuse", "together with", "alongside"."""
        tree = parsed.tree
        found: list[Entity] = []
        place = word
        chain = [word]
        while place.dep in ("xcomp", "advcl", "pcomp", "conj", "prep", "acl") and place.head != place.i:
            place = tree.words[place.head]
            chain.append(place)
        for verb in chain:
            joining = verb.lemma in ("join", "team", "partner", "unite")
            for kid in (tree.words[k] for k in verb.kids):
                if kid.dep == "prep" and (
                    kid.low in ("alongside",) or (kid.low == "with" and (joining or self._together_before(tree, kid)))
                ):
                    found += self._parties(parsed, [p.i for p in tree.kids(kid.i, "pobj")])
                elif joining and kid.dep == "dobj":
                    if kid.lemma in ("force", "forces", "hand", "hands"):
                        found += self._parties(
                            parsed,
                            [p.i for k in tree.kids(kid.i, "prep") if k.low == "with" for p in tree.kids(k.i, "pobj")],
                        )
                    else:
                        found += self._parties(parsed, [kid.i])
        return found

    @staticmethod
    def _together_before(tree: Tree, prep: Word) -> bool:
        before = tree.words[prep.i - 1].low if prep.i else ""
        return before in ("together", "along", "jointly", "concert", "coordination")

    def _parties(self, parsed: Parsed, places: Sequence[int]) -> list[Entity]:
        return [
            v.party
            for place in places
            for v in self._context.resolver.voices(parsed.tree, place)
            if v.party and v.party.kind is not EntityKind.PERSON
        ]

    # What a sentence is about

    def _is_about_conduct(self, parsed: Parsed, frame: Frame) -> bool:
        start, end = parsed.sentence.start, parsed.sentence.end
        if frame.act in (Act.EXPEL, Act.SUMMON):
            return self._mentions_conduct(start, end)
        return (
            self._mentions_conduct(start, end)
            or self._context.terms.any(start, end, "cyber.anaphors")
            or self._context.terms.any(start, end, "cyber.weak")
        )

    def _mentions_conduct(self, start: int, end: int) -> bool:
        terms = self._context.terms
        return (
            terms.any(start, end, "cyber.strong")
            or any(
                m.what in (What.CAMPAIGN, What.MALWARE, What.GROUP) for m in self._context.mentions.within(start, end)
            )
            or sum(1 for _ in terms.within(start, end, "cyber.weak")) >= 2
            or (self._speaks_of_cyber and terms.any(start, end, "cyber.anaphors"))
        )

    def _clause(self, parsed: Parsed, word: Word) -> tuple[int, int]:
        """From the verb's auxiliaries to its object's end: where hedges on the verb stand."""
        kids = [
            parsed.tree.words[k] for k in word.kids if parsed.tree.words[k].dep in ("aux", "advmod", "auxpass", "neg")
        ]
        return min([word.start, *(k.start for k in kids)]), word.end

    @staticmethod
    def _may_perform(frame: Frame, voice: Voice) -> bool:
        if not frame.performer:
            return True
        if voice.party is None:
            return False
        if "any" in frame.performer:
            return True
        if "company" in frame.performer and voice.party.kind is EntityKind.COMPANY:
            return True
        if "state" in frame.performer and voice.party.country and voice.party.kind is not EntityKind.COMPANY:
            return True
        return (
            "company" in frame.performer and voice.party.kind is EntityKind.ORGANISATION and voice.party.country is None
        )


def _is_deed_word(token: str) -> bool:
    return token in word_set("actors", "between") or token.startswith(("cyber", "hack", "spy"))
