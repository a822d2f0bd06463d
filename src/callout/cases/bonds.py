"""What persons decided of cases and names, as it bears on strands: which are one, which are apart, what is one name.

A decision names places in documents. A strand is meant where a claim of it, or its conduct, stands at such a place: so
the decision holds after a better reading cut the document into other strands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from callout.cases.decided import Decided
from callout.cases.strands import Strand
from callout.record.decision import DecisionKind, Place


@dataclass(frozen=True, slots=True)
class Bonds:
    decided: Decided

    def joined(self, strands: Sequence[Strand]) -> Iterator[tuple[int, int, str]]:
        """Pairs that a person decided to be one case, by number, with the reason in words."""
        by_document: dict[str, list[int]] = {}
        for number, strand in enumerate(strands):
            by_document.setdefault(strand.document.id, []).append(number)
        for decision in self.decided.of_cases:
            if decision.kind is not DecisionKind.MERGE:
                continue
            there = sorted(
                {
                    number
                    for side in decision.sides
                    for place in side
                    for number in by_document.get(place.document, ())
                    if stands_at(strands[number], place)
                }
            )
            for i, j in pairwise(there):
                yield i, j, f"{decision.by} decided that they are one: {decision.why}"

    def marks(self, strand: Strand) -> frozenset[tuple[str, int]]:
        """The decisions that set the strand apart from others, each with the side on which it stands."""
        found = {
            (decision.id, number)
            for decision in self.decided.of_cases
            if decision.kind is DecisionKind.SPLIT
            for number, side in enumerate(decision.sides)
            if any(stands_at(strand, place) for place in side)
        }
        different = [d for d in self.decided.of_names if d.kind is DecisionKind.DIFFERENT]
        borne = names_borne(strand) if different else set()
        found |= {(d.id, number) for d in different for number, name in enumerate(d.names) if name in borne}
        return frozenset(found)

    def touching(self, strand: Strand) -> Iterator[str]:
        """The ids of the decisions on cases that mean the strand."""
        for decision in self.decided.of_cases:
            if any(
                place.document == strand.document.id and stands_at(strand, place)
                for side in decision.sides
                for place in side
            ):
                yield decision.id

    def renamed(self, strand: Strand) -> Strand:
        """The strand with names that a person held to be one under one name."""
        names = self._one_name()
        conduct = strand.conduct
        if not names or conduct is None:
            return strand
        changed = {
            field: tuple(dict.fromkeys(names.get(n, n) for n in getattr(conduct, field)))
            for field in ("groups", "malware", "products")
        }
        operation = names.get(conduct.operation, conduct.operation) if conduct.operation else None
        return replace(strand, conduct=conduct.model_copy(update={**changed, "operation": operation}))

    def _one_name(self) -> dict[str, str]:
        """Each name that was held to be the same as another, and the first of them by decision."""
        first: dict[str, str] = {}
        for decision in self.decided.of_names:
            if decision.kind is DecisionKind.SAME:
                one, other = (first.get(name, name) for name in decision.names)
                first = {name: one if now == other else now for name, now in first.items()} | {other: one}
        return {name: now for name, now in first.items() if name != now}


def stands_at(strand: Strand, place: Place) -> bool:
    if strand.document.id != place.document:
        return False
    if place.start is None or place.end is None:
        return True
    stretches = [e for claim in strand.claims for e in claim.evidence]
    if not strand.claims and strand.conduct:
        stretches += strand.conduct.evidence
    return any(e.start < place.end and place.start < e.end for e in stretches)


def places_of(strands: Iterable[Strand]) -> tuple[Place, ...]:
    """Where strands stand, so that a decision finds them again."""
    found = []
    for strand in strands:
        stretches = [e for claim in strand.claims for e in claim.evidence]
        if not stretches and strand.conduct:
            stretches = list(strand.conduct.evidence)
        places = [Place(document=strand.document.id, start=e.start, end=e.end) for e in stretches]
        found += places or [Place(document=strand.document.id)]
    return tuple(sorted(set(found), key=lambda p: (p.document, p.start or 0, p.end or 0)))


def are_apart(one: Iterable[tuple[str, int]], other: Iterable[tuple[str, int]]) -> bool:
    """Whether the marks of two groups stand on the two sides of one decision."""
    theirs = set(other)
    return any((decision, 1 - side) in theirs for decision, side in one)


def names_borne(strand: Strand) -> set[str]:
    """The groups, malware and campaigns that a strand names."""
    found = {a.name for c in strand.claims for a in c.accused if a.name}
    if strand.conduct:
        found.update(strand.conduct.groups, strand.conduct.malware)
        found.update({strand.conduct.operation} if strand.conduct.operation else ())
    return found
