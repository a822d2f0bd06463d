"""Which clock a time in a sentence belongs to: when it was done, when it became known, or when it was said.

The parser knows what a time hangs on: the verb of a deed, of a discovery or of saying, or a noun that names a deed
("the 2015 hack") or a paper ("the 2013 report"). Sentences that were not parsed are read by what stands right before
the time. What must stay true: a time is of one kind, and a time whose kind does not show is of none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callout.reading.clock import Clock
from callout.reading.context import Context
from callout.reading.events import Events
from callout.reading.hearing import Parsed
from callout.reading.onsystems import OnSystems
from callout.reading.syntax import Tree
from callout.reading.time_place import follows_deed, goes_on, is_of_conduct, is_of_event
from callout.reading.when import TimeWords, find_time
from callout.record.dates import When


@dataclass(frozen=True, slots=True)
class Timed:
    """`parsed` where the grammar of the sentence shows the clock, and not only the words near the time."""

    words: TimeWords
    clock: Clock | None
    parsed: bool


_THESE_DAYS = 7
"""Days before publication in which what is told was said."""

_LONGEST_DATELINE = 60
"""Characters of a dateline that is a sentence of its own."""

_AHEAD = 1
"""Days by which a place may be ahead of the publisher's."""

_NEAR = 70
"""Characters before a time in which its deed stands, where no parse says what it hangs on."""
_PLACE = re.compile(r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,4},?\s+(?:\(?[A-Z][\w ]{2,20}\)?,?\s+)?")
_OPENING = re.compile(r"\)?\s*(?:[–—:]|-{1,2}\s)")
"""The place before the date of a dateline, and the dash or colon after a date that opens a sentence."""
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

    def within(self, start: int, end: int, clock: Clock, *, parsed: bool = False) -> Iterator[TimeWords]:
        """The times of `text[start:end]` on one clock; with `parsed` those that the grammar puts there."""
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self._starts)):
            if self._starts[index] >= end:
                return
            for timed in self._of_sentence(index):
                if start <= timed.words.start < end and timed.clock is clock and timed.parsed >= parsed:
                    yield timed.words
            if clock is Clock.SAID and index and self._starts[index] == start:
                yield from self._of_dateline(index - 1)

    def _of_dateline(self, index: int) -> Iterator[TimeWords]:
        """The date of a dateline that stands as a sentence of its own ("Vilnius, 9 July 2020. The ministry …"): it
        dates what is said next."""
        sentence = self._context.sentences[index]
        if sentence.end - sentence.start > _LONGEST_DATELINE:
            return
        for timed in self._of_sentence(index):
            words, text = timed.words, self._context.text
            if _PLACE.fullmatch(text, sentence.start, words.start) and text[words.end : sentence.end] in ("", "."):
                yield words

    def _of_sentence(self, index: int) -> list[Timed]:
        """The times of one sentence, found when they are first asked for: most sentences claim nothing."""
        if index not in self._known:
            context, sentence = self._context, self._context.sentences[index]
            trees = self._trees.get(sentence.start, ())
            times = find_time(context.text, sentence.start, sentence.end, context.published)
            self._known[index] = [self._timed(words, trees, sentence.start) for words in times]
        return self._known[index]

    def of_deed(self, start: int, end: int, clock: Clock, *, parsed: bool = False) -> When | None:
        """When what `text[start:end]` tells of was done or became known. The begin of an open period ("since 2017")
        dates it where nothing closer does."""
        dated = [w for w in self.within(start, end, clock, parsed=parsed) if w.when.date and not self.is_to_come(w)]
        return next((w.when for w in sorted(dated, key=lambda w: w.since)), None)

    def is_to_come(self, words: TimeWords) -> bool:
        """Whether a time is after publication: nothing that is told was done or said then ("will report by June")."""
        span, published = words.when.span(), self._context.published
        today = published.span() if published else None
        return span is not None and today is not None and (span[0] - today[1]).days > _AHEAD

    def tells_of_deed(self, index: int) -> bool:
        """Whether a clause of sentence `index` does something to systems or data, as far as it was parsed."""
        trees = self._trees.get(self._context.sentences[index].start, ())
        return any(OnSystems(self._context, tree).tells_of_deed() for tree in trees)

    def reveals_deed(self, index: int, known: bool) -> bool:
        """Whether a clause of sentence `index` tells that a deed became known; `known` where the document speaks of
        cyber conduct."""
        trees = self._trees.get(self._context.sentences[index].start, ())
        return any(Events(self._context, tree).reveals_deed(known) for tree in trees)

    def _timed(self, words: TimeWords, trees: Sequence[Tree], start: int) -> Timed:
        clock = self._by_grammar(words, trees, start)
        return Timed(words, clock or self._by_nearness(words, start), parsed=clock is not None)

    def _by_grammar(self, words: TimeWords, trees: Sequence[Tree], start: int) -> Clock | None:
        opening = _OPENING.match(self._context.text, words.end) if words.start == start else None
        if trees and (opening or self._is_dateline(words, start)):
            # "LONDON, 20 December 2018 — …" is of what is said; "20 December 2018: …" of what the sentence tells.
            return (Events(self._context, trees[0]).of_opening() if opening else None) or Clock.SAID
        for tree in trees:
            inside = [w for w in tree.words if words.start <= w.start and w.end <= words.end]
            head = next((w for w in inside if w.head not in {i.i for i in inside}), None)
            if head is not None:
                events = Events(self._context, tree)
                clock = events.dated_by(head, inside[-1])
                unclear = clock not in (Clock.CONDUCT, Clock.DISCLOSED) and not self._is_of_these_days(words)
                if (unclear or goes_on(tree, inside[-1])) and follows_deed(tree, inside[0]):
                    return Clock.CONDUCT
                if unclear and clock is Clock.SAID and is_of_conduct(tree, head):
                    clock = Clock.CONDUCT
                elif clock in (Clock.SAID, Clock.DISCLOSED) and not self._is_of_these_days(words):
                    clock = events.of_told_clause(head) or clock
                datable = clock is Clock.CONDUCT or (clock is Clock.SAID and not self._is_of_these_days(words))
                return Clock.OTHER if datable and is_of_event(tree, inside[0]) else clock
        return None

    def _is_of_these_days(self, words: TimeWords) -> bool:
        """Whether the time may as well be that of the saying: a weekday, or a day within a week of publication."""
        span, published = words.when.span(), self._context.published
        if span is None or published is None or published.span() is None:
            return not any(c.isdigit() for c in self._context.text[words.start : words.end])
        last = published.span()[1]  # type: ignore[index]
        return span[0] == span[1] and abs((last - span[0]).days) <= _THESE_DAYS

    def _is_dateline(self, words: TimeWords, start: int) -> bool:
        text = self._context.text
        return _PLACE.fullmatch(text, start, words.start) is not None and _OPENING.match(text, words.end) is not None

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
