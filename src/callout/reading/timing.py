"""Which clock a time in a sentence belongs to: when it was done, when it became known, or when it was said.

The parser knows what a time hangs on: the verb of a deed, of a discovery or of saying, or a noun that names a deed
("the 2015 hack") or a paper ("the 2013 report"). Sentences that were not parsed are read by what stands right before
the time. What must stay true: a time is of one kind, and a time whose kind does not show is of none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from callout.reading.accused import level_of
from callout.reading.clauses import arguments
from callout.reading.context import Context
from callout.reading.frames import frames
from callout.reading.hearing import Parsed
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.when import TimeWords, find_time
from callout.record.dates import When


class Clock(StrEnum):
    CONDUCT = "conduct"
    DISCLOSED = "disclosed"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Timed:
    words: TimeWords
    clock: Clock | None


_NEAR = 70
"""Characters before a time in which its deed stands, where no parse says what it hangs on."""
_OF_DEEDS = ("cyber.strong", "cyber.weak", "cyber.anaphors", "cyber.happening")


class Timing:
    """The times of one document, in order."""

    def __init__(self, context: Context, parsed: Sequence[Parsed]) -> None:
        self._context = context
        self._trees: dict[int, list[Tree]] = {}
        for one in parsed:
            self._trees.setdefault(one.sentence.start, []).append(one.tree)
        self._starts = [sentence.start for sentence in context.sentences]
        self._known: dict[int, list[Timed]] = {}

    def within(self, start: int, end: int, clock: Clock) -> Iterator[TimeWords]:
        """The times of `text[start:end]` on one clock."""
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self._starts)):
            if self._starts[index] >= end:
                return
            for timed in self._of_sentence(index):
                if start <= timed.words.start < end and timed.clock is clock:
                    yield timed.words

    def _of_sentence(self, index: int) -> list[Timed]:
        """The times of one sentence, found when they are first asked for: most sentences claim nothing."""
        if index not in self._known:
            context, sentence = self._context, self._context.sentences[index]
            trees = self._trees.get(sentence.start, ())
            times = find_time(context.text, sentence.start, sentence.end, context.published)
            self._known[index] = [Timed(words, self._clock(words, trees, sentence.start)) for words in times]
        return self._known[index]

    def of_deed(self, start: int, end: int, clock: Clock) -> When | None:
        """When what `text[start:end]` tells of was done or became known. An open period ("since 2017") dates
        nothing."""
        return next((w.when for w in self.within(start, end, clock) if w.when.date and not w.since), None)

    def _clock(self, words: TimeWords, trees: Sequence[Tree], start: int) -> Clock | None:
        for tree in trees:
            inside = [w for w in tree.words if words.start <= w.start and w.end <= words.end]
            head = next((w for w in inside if w.head not in {i.i for i in inside}), None)
            if head is not None:
                return _hanging_on(tree, head) or self._by_nearness(words, start)
        return self._by_nearness(words, start)

    def _by_nearness(self, words: TimeWords, sentence: int) -> Clock | None:
        """By the words right before the time: those of a deed, of its becoming known, or of telling."""
        terms, before = self._context.terms, max(sentence, words.start - _NEAR)
        near = [t for t in terms.within(before, words.start) if t.category.startswith("cyber.")]
        telling = terms.any(before, words.start, "cyber.telling") or terms.any(before, words.start, "speech.tails")
        if near and terms.any(max(before, max(t.end for t in near) - 20), words.start, "cyber.disclosing"):
            return Clock.DISCLOSED
        if telling:
            return Clock.SAID
        return Clock.CONDUCT if any(t.category in _OF_DEEDS for t in near) else None


def _hanging_on(tree: Tree, time: Word) -> Clock | None:
    """What a time hangs on, nearest first."""
    for word in tree.ancestors(time.i):
        if word.pos in ("VERB", "AUX"):
            # "severed relations on Wednesday and expelled the diplomats": the verbs of a clause share its time.
            clocks = [
                _of_verb(tree, verb) for verb in (word, *tree.kids(word.i, "conj")) if verb.pos in ("VERB", "AUX")
            ]
            clock = next((c for c in clocks if c), None)
            if clock is not None:
                return clock
        elif word.pos in ("NOUN", "PROPN"):
            if word.lemma in word_set("cyber", "deeds"):
                return Clock.CONDUCT
            if word.lemma in word_set("cyber", "tellings"):
                return Clock.SAID
    # "On Monday, …" before a verb that the parser made a part of something else, "Statement, 14 January 2020".
    return Clock.SAID if time.dep == "ROOT" else None


def _of_verb(tree: Tree, verb: Word) -> Clock | None:
    known = verb.lemma in word_set("cyber", "disclosed_by")
    made = verb.lemma in ("make", "become", "come") and any(
        tree.words[k].low in ("public", "known", "light") or tree.words[k].lemma == "to" for k in verb.kids
    )
    particles = {w.low for w in tree.subtree(verb.i)[:12]} if made else set()
    if known or particles & {"public", "known", "light"}:
        # "disclosed a breach in March", "the breach was disclosed in March"; but "disclosed that China had …" is said.
        return Clock.SAID if tree.kids(verb.i, "ccomp") else Clock.DISCLOSED
    placed = verb.lemma == "take" and any(k.low == "place" for k in tree.kids(verb.i, "dobj"))
    if placed or verb.lemma in word_set("cyber", "own") or verb.lemma in word_set("cyber", "happened"):
        return Clock.CONDUCT
    if verb.lemma in word_set("cyber", "shared") and _is_done_by_actors(tree, verb):
        return Clock.CONDUCT
    if verb.lemma in frames() or verb.lemma in word_set("speech", "assertive"):
        noun = tree.words[verb.head]
        if verb.dep in ("acl", "relcl") and noun.lemma in word_set("cyber", "deeds"):
            # "the breach announced on the 28th"
            return Clock.DISCLOSED if verb.lemma in word_set("cyber", "announced_by") else Clock.SAID
        return Clock.SAID
    if verb.lemma in word_set("cyber", "shared"):
        return Clock.CONDUCT
    return None


def _is_done_by_actors(tree: Tree, verb: Word) -> bool:
    """ "In July hackers disrupted the network": some verbs of deeds are also verbs of measures."""
    subject = arguments(tree, verb.i).subject
    return subject is not None and level_of(tree.words[subject]) is not None
