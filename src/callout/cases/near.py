"""The nearest of a strand in words. Two strands are alike where each is among the other's nearest, or either is and
the two are all but copies.

The nearest, and not all above a threshold: reports on one kind of conduct are all somewhat alike, and a threshold that
finds the pairs chains them together (measured on pairs of reports; `benchmarks/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from callout.cases.likeness import TOLD_ALIKE, announced_apart, is_short, likely, loose, passing, struck_apart
from callout.cases.strands import Span, days_between
from callout.cases.traits import Traits, days_apart
from callout.cases.words import likeness_of, shared

WORDS_DAYS = 30
"""Reports that are alike in their words alone are about one conduct only where they come within a month."""

NEAREST = 3
"""How many are kept of a strand."""

ALIKE = 0.13
"""The least likeness of two that are each among the other's nearest."""

COPIES = 0.3
"""The least likeness of two of which one is among the other's nearest."""

SAME_WEEK = 7
"""Days within which two reports on one product that accuse different states may be on one conduct."""

FEWEST_TERMS = 9
"""Terms of a strand below which its words alone bring it to no other: a headline says who accuses whom, not of what."""

LIKELY = 0.12
"""What a product, group or victim that two share adds to the likeness of their words."""

TERMS_SHARED = 2
"""Of their rarest terms two strands share so many at least, or their words are not compared."""

TERMS_SHARED_BY_OTHERS = 4
"""So many where the two accuse different states: they must be all but copies then."""


@dataclass(frozen=True, slots=True)
class Near:
    key: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells without the words of two strands that these do not bring them together: when each was told, the states
    that it accuses, and those that its words name or speak of."""

    day: Span | None
    accused: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, strand: Traits) -> Self:
        return cls(strand.day, strand.accused, strand.words.places)


def may_be_told_alike(a: Facts, b: Facts, terms: int) -> bool:
    """Whether the words of two strands may bring them together that share so many of their rarest terms: it spares
    loading and comparing six of seven. Symmetric, and never true less often than `nearness` is more than 0 for words
    alone, but for those that share too few terms."""
    return (
        terms >= (TERMS_SHARED_BY_OTHERS if _differ(a.accused, b.accused) else TERMS_SHARED)
        and _days_near(a.day, b.day)
        and not _elsewhere(a, b)
    )


def nearness(a: Traits, b: Traits) -> float:
    """How near two strands are that may be one conduct: the likeness of their words, more where something else speaks
    for it, 0 where something speaks against it. Symmetric."""
    if a.bare and b.bare:
        return 0.0
    alike = likeness_of(a.words, b.words) if a.words.weights and b.words.weights else 0.0
    if is_loose(a, b):
        return round(COPIES + alike, 4)
    if alike < TOLD_ALIKE and not is_short(a, b):
        return 0.0
    if found := passing(a, b):
        return round(alike + (COPIES if is_short(a, b) else LIKELY * len(found)), 4)
    if min(len(a.words.weights), len(b.words.weights)) < FEWEST_TERMS:
        return 0.0
    # Reports that accuse different states may be on one conduct, but then they tell it alike.
    least = COPIES if _differ(a.accused, b.accused) and not _about_one_product(a, b) else ALIKE
    return round(alike, 4) if alike >= least and _may_be_one(a, b) else 0.0


def keeps(a: Traits, b: Traits) -> bool:
    """Whether `a` counts `b` among its nearest: what is only cited or answered does not count those who do so."""
    return not is_loose(a, b) or _hangs(a, b)


def is_loose(a: Traits, b: Traits) -> bool:
    """Whether one of the two cites or answers the other, and hangs on it."""
    return (_hangs(a, b) or _hangs(b, a)) and bool(loose(a, b))


def _hangs(a: Traits, b: Traits) -> bool:
    if a.taken_back:
        return not b.taken_back and not b.is_answer
    return (a.is_answer and not b.is_answer) or (a.past and not b.past)


def reasons_for(a: Traits, b: Traits) -> tuple[str, ...]:
    """Why two near strands are one conduct, in words."""
    if is_loose(a, b):
        return loose(a, b)
    telling = ", ".join(shared(a.words, b.words))
    return (*likely(a, b), *((f"told in the same words: {telling}",) if telling else ()))


def _may_be_one(a: Traits, b: Traits) -> bool:
    """Nothing speaks against it: their days are near, and the names, flaws, places and years of the two are not
    apart."""
    if struck_apart(a, b) or a.document == b.document or announced_apart(a, b):
        return False
    if _differ(a.titles, b.titles) or _differ(a.flaws, b.flaws) or _elsewhere(Facts.of(a), Facts.of(b)):
        return False
    if not _days_near(a.day, b.day):
        return False
    years = a.words.years, b.words.years
    return not all(years) or any(abs(one - other) <= 1 for one in years[0] for other in years[1])


def _days_near(one: Span | None, other: Span | None) -> bool:
    """Whether the two are told near enough for their words alone to bring them together."""
    return one is None or other is None or days_between(one, other) <= WORDS_DAYS


def _elsewhere(a: Facts, b: Facts) -> bool:
    """Whether both speak of places, and of none in common. The accused's own states are no places: an accused is common
    to many conducts."""
    accused = a.accused | b.accused
    return _differ(a.places - accused, b.places - accused)


def _about_one_product(a: Traits, b: Traits) -> bool:
    """Whether the two say within a week that one product was attacked: two states may be accused of it."""
    return bool(a.products & b.products) and days_apart(a, b) <= SAME_WEEK


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def nearest(found: Iterable[Near]) -> tuple[Near, ...]:
    """The few to be kept, the nearest first."""
    best = {near.key: near for near in found if near.likeness > 0}
    return tuple(sorted(best.values(), key=lambda near: (-near.likeness, near.key))[:NEAREST])


def are_alike(key: str, other: Near, nearest_of_other: Sequence[Near]) -> bool:
    """Whether a strand and one of its nearest are alike."""
    return other.likeness >= COPIES or any(near.key == key for near in nearest_of_other)
