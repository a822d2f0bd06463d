"""What a strand is told in: its telling words, weighed by their rarity, and the states and years that it speaks of.

Names and numbers weigh more than other words: they are what two reports of one conduct share (measured on pairs of
reports; `benchmarks/README.md`). Rarity does not depend on the ledger, so neither does likeness.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from callout.knowledge.names import What, names
from callout.knowledge.rarity import rarity, terms

NAME_WEIGHT = 2.0
NUMBER_WEIGHT = 1.5

KEPT = 100
"""Terms kept of a strand, the weightiest first: what is beyond adds nothing to a likeness."""

ASKED = 28
"""Terms by which strands that may be alike are found: those that are alike share some of their rarest."""

LONGEST = 20_000
"""Characters of a report that are looked at. A longer one is a treatise on many things."""

_YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")
_PLACES = (What.STATE, What.DEMONYM, What.SEAT, What.CITY)

_COMMON = (What.GROUP,)
"""Names that say who did it and not what was done: one group does many things, and has a name with each vendor."""


@dataclass(frozen=True, slots=True)
class Words:
    """`weights` by term, of length 1 together; `places` are ISO codes of the states that the words name or speak of."""

    weights: dict[str, float]
    places: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> Self:
        told = text[:LONGEST]
        hits = names().find(told)
        common = [(hit.start, hit.end) for hit in hits if any(sense.what in _COMMON for sense in hit.senses)]
        weighed: dict[str, float] = {}
        for term in terms(_without(told, common)):
            counts = NAME_WEIGHT if term.name else NUMBER_WEIGHT if term.number else 1.0
            weighed[term.stem] = weighed.get(term.stem, 0.0) + counts
        for stem, count in weighed.items():
            weighed[stem] = (1 + math.log(max(count, 1.0))) * rarity(stem)
        kept = sorted(weighed, key=lambda stem: (-weighed[stem], stem))[:KEPT]
        length = math.sqrt(sum(weighed[stem] ** 2 for stem in kept))
        places = {sense.country for hit in hits for sense in hit.senses if sense.what in _PLACES and sense.country}
        return cls(
            {stem: round(weighed[stem] / length, 4) for stem in kept},
            frozenset(places),
            frozenset(int(year) for year in _YEAR.findall(told)),
        )

    def rarest(self) -> list[str]:
        """The terms by which strands that may be alike are found, single words and pairs."""
        return list(self.weights)[:ASKED]

    def to_json(self) -> str:
        return json.dumps([self.weights, sorted(self.places), sorted(self.years)], ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str) -> Self:
        weights, places, years = json.loads(written)
        return cls(weights, frozenset(places), frozenset(years))


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with stretches blanked, so that nothing else moves."""
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


NO_WORDS = Words({})


def likeness_of(a: Words, b: Words) -> float:
    """The cosine of the two, from 0 to 1."""
    mine, theirs = a.weights, b.weights
    # An exact sum: the same to the last bit whichever of the two is asked first.
    return math.fsum([mine[stem] * theirs[stem] for stem in mine.keys() & theirs.keys()])


def shared(a: Words, b: Words, most: int = 4) -> list[str]:
    """The terms that make the two alike, the weightiest first; a word that stands in a pair is not named again."""
    both = sorted((s for s in a.weights if s in b.weights), key=lambda s: (-a.weights[s] * b.weights[s], s))
    chosen: list[str] = []
    for stem in both:
        if not any(stem in other or other in stem for other in chosen):
            chosen.append(stem)
    return chosen[:most]
