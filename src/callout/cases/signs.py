"""Signs: what two strands must share before it is asked whether they are alike. So never all pairs are compared.

A sign that holds for some days only is kept by stretches of days, so that a ledger of ten years is not searched for
what was near last week. What must stay true: strands that `likeness` finds alike can find each other (`asked` of one
meets `shown` of the other), and asking is symmetric.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from callout.cases.bonds import Bonds
from callout.cases.likeness import NEAR_DAYS, SAME_DAYS, STRUCK_DAYS, VICTIM_DAYS
from callout.cases.loose import ANSWER_DAYS, WITHDRAWN_DAYS
from callout.cases.near import WORDS_DAYS
from callout.cases.strands import Span, Strand, announced_by
from callout.cases.traits import Traits

_MOST_STRETCHES = 14
"""A day known only within more stretches than this (a year, for what holds for a week) is taken as not known."""


@dataclass(frozen=True, slots=True)
class Signs:
    """`shown` is what a strand is kept under; the others are what it asks for: by which strands are found that are one
    conduct with it (`ties`), that may be (`likely`), and that may be alike in words (`words`). Numbers of 63 bits."""

    shown: frozenset[int]
    ties: frozenset[int]
    likely: frozenset[int]
    words: frozenset[int]


def signs_of(strand: Traits, within: Span | None, bonds: Bonds) -> Signs:
    """`within` are the first and the last day of all dated strands: where one without a date looks for others."""
    ties, likely = ties_of(strand, within), _likely_of(strand, within)
    named = {f"name {name}" for name in strand.names} | {f"decision {d}" for d in bonds.touching(strand)}
    words = Grounds(set(), set(), within)
    # One sign a term, so that two strands that find each other count the same number of terms in common.
    told = (day[0], day[0]) if (day := strand.day) else None
    for term in strand.words.rarest():
        words.show(f"word {term}", WORDS_DAYS, told)
        words.ask(f"word {term}", WORDS_DAYS, told)
    borne = {f"bears {name}" for name in strand.borne}
    return Signs(
        shown=_numbers(ties.shown | likely.shown | named | words.shown | borne | _beside(strand.announced)),
        ties=_numbers(ties.asked | named),
        likely=_numbers(likely.asked),
        words=_numbers(words.asked),
    )


def ties_of(strand: Traits, within: Span | None) -> Grounds:
    """The signs of grounds that unite by themselves, but for names: `likeness.sure`."""
    found = Grounds(set(), set(), within)
    for quote in strand.quotes:
        found.shown.add(f"quote {quote}")
        found.asked.add(f"quote {quote}")
    for said in strand.measures:
        for state in said.accused if said.acting else ():
            found.show(f"{said.act} {said.acting} {state}", SAME_DAYS, strand.day)
            found.ask(f"{said.act} {said.acting} {state}", SAME_DAYS, strand.day)
    for said in strand.attributions:
        for state in said.accused if said.acting and said.date else ():
            found.show(f"states {said.acting} {state}", SAME_DAYS, said.span)
            found.ask(f"states {said.acting} {state}", SAME_DAYS, said.span)
    return found


def _likely_of(strand: Traits, within: Span | None) -> Grounds:
    """The signs of grounds that bring the nearest together: `likeness.likely`, and what cites or answers."""
    found = Grounds(set(), set(), within)
    for sign, days, span in _passing(strand):
        found.show(sign, days, span)
        found.ask(sign, days, span)
    _add_citations(strand, found)
    _add_answers(strand, found)
    _add_withdrawals(strand, found)
    return found


def bearing(name: str) -> frozenset[int]:
    """Shown by strands that name a group, malware or campaign so."""
    return _numbers({f"bears {name}"})


@dataclass(frozen=True, slots=True)
class Grounds:
    shown: set[str]
    asked: set[str]
    within: Span | None

    def show(self, sign: str, days: int, span: Span | None) -> None:
        stretches = _stretches(days, span)
        self.shown.update([f"{sign} undated"] if stretches is None else (f"{sign} {n}" for n in stretches))

    def ask(self, sign: str, days: int, span: Span | None) -> None:
        """One with a date asks its own days and their neighbours; one without asks all."""
        stretches = _stretches(days, span)
        if stretches is not None:
            stretches = range(stretches.start - 1, stretches.stop + 1)
        elif self.within is not None:
            stretches = range(self.within[0].toordinal() // days, self.within[1].toordinal() // days + 1)
        self.asked.add(f"{sign} undated")
        self.asked.update(f"{sign} {n}" for n in stretches or ())


def _passing(strand: Traits) -> Iterator[tuple[str, int, Span | None]]:
    """What unites only those that are told near each other: the sign, within how many days, and when it was told."""
    day = strand.day
    for victim in strand.victims:
        yield from ((f"struck {victim}", STRUCK_DAYS, when) for when in {day, strand.struck})
    for state in strand.accused:
        yield from ((f"product {p} {state}", NEAR_DAYS, day) for p in strand.products)
        yield from ((f"party {state} {code}", VICTIM_DAYS, day) for code in strand.parties)
        at = strand.period
        yield from ((f"at the time {state} {code}", STRUCK_DAYS, at) for code in strand.parties if at)
    for group in strand.groups:
        targets = (t for t in strand.targets if not t.islower())
        yield from ((f"group {group} {target}", NEAR_DAYS, day) for target in targets)


def _add_citations(strand: Traits, found: Grounds) -> None:
    """An attribution, and what cites it: the same claimant and accused, the day of one within the span of the other."""
    for claims, mine, other in ((strand.attributions, "said", "cited"), (strand.cited, "cited", "said")):
        for said in claims:
            for state in said.accused if said.acting and said.date else ():
                found.show(f"{mine} {said.acting} {state}", NEAR_DAYS, said.span)
                found.ask(f"{other} {said.acting} {state}", NEAR_DAYS, said.span)


def _add_answers(strand: Traits, found: Grounds) -> None:
    """A report of an answer alone, and what accuses whoever answers."""
    day = strand.day
    for state in strand.accused:
        found.show(f"accuses {state}", ANSWER_DAYS, day)
        found.ask(f"answers {state}", ANSWER_DAYS, day)
    for who in strand.answering:
        found.show(f"answers {who}", ANSWER_DAYS, day)
        found.ask(f"accuses {who}", ANSWER_DAYS, day)


def _add_withdrawals(strand: Traits, found: Grounds) -> None:
    """What is taken back, and what it was: by the same claimant of the same accused."""
    day = strand.day
    for shown, asked, claims in (("withdrawn", "made", strand.taken_back), ("made", "withdrawn", strand.attributions)):
        for said in claims:
            for state in said.accused if said.claimant else ():
                found.show(f"{shown} {said.claimant} {state}", WITHDRAWN_DAYS, day)
                found.ask(f"{asked} {said.claimant} {state}", WITHDRAWN_DAYS, day)


def beside_of(strand: Strand) -> frozenset[int]:
    """Shown by strands that were announced together with this one. It unites nothing and links the cases."""
    return _numbers(_beside(announced_by(strand)))


def _beside(announced: Iterable[tuple[str, str]]) -> set[str]:
    return {f"beside {state} {day}" for state, day in announced}


def _stretches(days: int, span: Span | None) -> range | None:
    """The stretches of `days` that a span touches; None where it is not known or too wide to say anything."""
    if span is None:
        return None
    first, last = (day.toordinal() // days for day in span)
    return range(first, last + 1) if last - first < _MOST_STRETCHES else None


def _numbers(signs: set[str]) -> frozenset[int]:
    """Numbers instead of words: a ledger holds some forty a strand. Two of one number cost a comparison, no more."""
    return frozenset(
        int.from_bytes(hashlib.blake2b(sign.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
        for sign in signs
    )
