"""Stances that no verb performs: concern ("is worried about hacking"), and blame by a word ("was reckless").

A stance is of a state or of an alliance; firms and experts that are worried take none. What must stay true: it answers
conduct that the sentence speaks of or refers back to, and nobody takes a stance against himself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callout.knowledge.names import What
from callout.reading.accused import accused_in
from callout.reading.claimant import Claimants
from callout.reading.clauses import arguments
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.hearing import Parsed
from callout.reading.hedges import is_negated
from callout.reading.lexicon import Term, word_set
from callout.reading.syntax import Word, word_at
from callout.reading.topic import Topic
from callout.reading.voice import Voice
from callout.record.acts import Act, ActClass, Mode
from callout.record.claim import Accused
from callout.record.entity import EntityKind

_PUBLIC = (
    EntityKind.STATE,
    EntityKind.ORGANISATION,
    EntityKind.GOVERNMENT_BODY,
    EntityKind.INTELLIGENCE_AGENCY,
)


class Stances:
    """After the attributions: it knows who is accused in this document."""

    def __init__(self, context: Context, claimants: Claimants, topic: Topic, drafts: Sequence[Draft]) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._accused = {s for d in drafts if d.act.act_class is not ActClass.RESPONSE for s in d.states}
        # An ambassador who is summoned is not who did it.
        told = (d for d in reversed(drafts) if d.act not in (Act.SUMMON, Act.EXPEL))
        self._last = next((d.accused for d in told if d.states), [])

    def drafts(self, parsed: Parsed) -> Iterator[Draft]:
        start, end = parsed.sentence.start, parsed.sentence.end
        near = self._topic.is_near_conduct(start, end)
        yield from (d for d in self._blamed(parsed) if near or d.states & self._accused)
        if near:
            yield from self._untolerated(parsed)
            yield from self._concerned(parsed, list(self._context.terms.within(start, end, "answers.concerns")))

    def _concerned(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        for term in terms:
            at = word_at(parsed.tree, term.start)
            if at is None:
                continue
            if at.pos == "VERB" and not any(parsed.tree.words[k].dep == "auxpass" for k in at.kids):
                # "The designations do not concern …": nobody is concerned.
                continue
            verb = next((w for w in [at, *parsed.tree.ancestors(at.i)] if w.pos in ("VERB", "AUX")), None)
            voice = self._voice(parsed, at, verb) if verb is not None else None
            if verb is None or voice is None:
                continue
            accused = self._accused_after(parsed, at, voice.party.country if voice.party else None)
            mode = self._claimants.mode(at, Mode.REPORTED)
            yield self._claimants.answered(Act.CONCERN, parsed, voice, verb, mode, accused)
            return

    def _blamed(self, parsed: Parsed) -> Iterator[Draft]:
        """ "Iran's conduct was reckless, he said": a deed, and whose it is, called what only blame calls it."""
        yield from self._called(parsed)
        for word in parsed.tree.words:
            if word.lemma != "be" or word.pos not in ("AUX", "VERB"):
                continue
            said = next(
                (k for k in parsed.tree.kids(word.i, "acomp", "attr") if k.lemma in word_set("answers", "condemning")),
                None,
            )
            subject = arguments(parsed.tree, word.i).subject
            if not said or subject is None or is_negated(self._context, parsed.tree, word.i):
                continue
            voice, mode = self._claimants.source(parsed, word)
            if not _is_public(voice):
                continue
            accused = [a for a in self._doers(parsed, subject) if a.state and a.state != voice.country]
            if accused:
                yield self._claimants.answered(Act.CONDEMN, parsed, voice, word, mode, accused)
                return

    def _called(self, parsed: Parsed) -> Iterator[Draft]:
        """ "The foreign secretary called the attempts completely unacceptable"."""
        for word in parsed.tree.words:
            if word.pos != "VERB" or word.lemma not in word_set("answers", "labelling"):
                continue
            args = arguments(parsed.tree, word.i)
            if args.object is None or args.passive or is_negated(self._context, parsed.tree, word.i):
                continue
            below = [w for w in parsed.tree.subtree(word.i) if w.i > args.object]
            if not any(w.lemma in word_set("answers", "condemning") for w in below):
                continue
            voice, _ = self._claimants.claimant(parsed, word, args)
            accused = [a for a in self._doers(parsed, args.object) if a.state and a.state != voice.country]
            if accused and _is_public(voice):
                mode = self._claimants.mode(word, Mode.REPORTED)
                yield self._claimants.answered(Act.CONDEMN, parsed, voice, word, mode, accused)
                return

    def _untolerated(self, parsed: Parsed) -> Iterator[Draft]:
        """ "Japan cannot tolerate such activities of China"."""
        for word in parsed.tree.words:
            if word.lemma not in word_set("answers", "tolerating") or not parsed.tree.kids(word.i, "neg"):
                continue
            args = arguments(parsed.tree, word.i)
            if args.object is None:
                continue
            voice, mode = self._claimants.claimant(parsed, word, args)
            accused = [a for a in self._doers(parsed, args.object) if a.state and a.state != voice.country]
            if accused and _is_public(voice):
                yield self._claimants.answered(Act.CONDEMN, parsed, voice, word, mode, accused)
                return

    def _doers(self, parsed: Parsed, subject: int) -> list[Accused]:
        """Whose deed a noun phrase names ("Russia's attacks"); of "the attack", those of the only one accused."""
        tree = parsed.tree
        if tree.words[subject].low in ("it", "this", "them", "these") and len(self._accused) == 1:
            return list(self._last)
        if tree.words[subject].lemma not in word_set("cyber", "deeds"):
            return []
        owner = next(iter(tree.kids(subject, "poss")), None)
        found = accused_in(self._context, tree, owner.i if owner is not None else subject)
        for prep in tree.kids(subject, "prep") if not found else ():
            if prep.low == "of":
                found = [a for p in tree.kids(prep.i, "pobj") for a in accused_in(self._context, tree, p.i)]
        if owner is None and not found and len(self._accused) == 1:
            return list(self._last)
        return found

    def _voice(self, parsed: Parsed, at: Word, verb: Word) -> Voice | None:
        """The state or the alliance that the clause of a stance is of; None where it is of somebody else."""
        subject = arguments(parsed.tree, verb.i).subject
        voice = None
        if subject is not None:
            inside = self._claimants.speaker_at(at.start)
            head = parsed.tree.words[subject]
            voices = parsed.voices.get(subject) or self._context.resolver.voices(parsed.tree, subject)
            voice = inside if inside and head.low in ("we", "i") else voices[0]
        if voice is None or voice.party is None:
            voice, _ = self._claimants.source(parsed, at)
        return voice if _is_public(voice) else None

    def _accused_after(self, parsed: Parsed, at: Word, besides: str | None) -> list[Accused]:
        for mention in self._context.mentions.within(at.end, parsed.sentence.end):
            if mention.country in (None, besides) and not mention.open_countries:
                continue
            if mention.what not in (What.STATE, What.BODY, What.ROLE_BODY, What.GROUP, What.DEMONYM):
                continue
            head = next((w for w in reversed(parsed.tree.words) if mention.start <= w.start < mention.end), None)
            if head is None:
                continue
            found = accused_in(self._context, parsed.tree, head.i)
            if not found and head.head != head.i:
                found = accused_in(self._context, parsed.tree, head.head)
            found = [
                a for a in found if a.state and a.state != besides and (a.state in self._accused or not self._accused)
            ]
            if found:
                return found[:1]
        return []


def _is_public(voice: Voice) -> bool:
    party = voice.party
    if party is None or party.kind not in _PUBLIC:
        return False
    return party.kind is not EntityKind.ORGANISATION or party.country is not None
