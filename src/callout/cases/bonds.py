"""What persons decided of cases and names, as it bears on strands: which are one, which are apart, what is one name.

Of two decisions that do not go together the later counts. A strand bears the sides of the decisions that mean it
(`meant`), which are found while all strands of its document are at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations, pairwise

from callout.cases.decided import Decided, common, standing_claims
from callout.cases.strands import Strand, strands_of
from callout.cases.traits import Traits
from callout.knowledge.names import What, names
from callout.record.claim import Claim, Conduct
from callout.record.decision import Decision, DecisionKind, Place
from callout.record.document import Document
from callout.record.ids import make_id

Marks = frozenset[tuple[str, int]]
"""Decisions, each with the number of one of its two sides."""


@dataclass(frozen=True)
class Bonds:
    decided: Decided

    def joined(self, strands: Sequence[Traits]) -> Iterator[tuple[int, int, str]]:
        """Pairs that a person decided to be one case, by number, with the reason in words.

        Those that no later decision sets apart are chained; then each of these chains is tried with each other.
        """
        meant: dict[str, list[int]] = {}
        for number, strand in enumerate(strands):
            for about, side in self._in_force(strand):
                if side == 0 or self._kind_of[about] is DecisionKind.MERGE:
                    meant.setdefault(about, []).append(number)
        for decision in self.decided.of_cases:
            if decision.kind is DecisionKind.LINK:
                continue
            alike: dict[Marks, list[int]] = {}
            for number in sorted(set(meant.get(decision.id, ()))):
                alike.setdefault(self.marks(strands[number]), []).append(number)
            decided = "they are one" if decision.kind is DecisionKind.MERGE else "they are a case of their own"
            reason = f"{decision.by} decided that {decided}: {decision.why}"
            for chain in alike.values():
                yield from ((i, j, reason) for i, j in pairwise(chain))
            firsts = sorted(chain[0] for chain in alike.values())
            yield from ((i, j, reason) for i, j in combinations(firsts, 2))

    def marks(self, strand: Traits) -> Marks:
        """The decisions that set the strand apart from others, each with the side on which it stands."""
        meant = self._in_force(strand)
        merged = {decision for decision, _ in meant if self._kind_of[decision] is DecisionKind.MERGE}
        found = {
            (decision, side)
            for decision, side in meant
            if self._kind_of[decision] is DecisionKind.SPLIT and not merged & self._undone_by[decision]
        }
        for decision in self._apart_by_name:
            borne = [number for number, name in enumerate(decision.names) if name in strand.titles]
            later = any(self._order[merge] > self._order[decision.id] for merge in merged)
            if len(borne) == 1 and not later:
                found.add((decision.id, borne[0]))
        return frozenset(found)

    def touching(self, strand: Traits) -> Iterator[str]:
        """The ids of the decisions on cases that mean the strand."""
        yield from sorted({decision for decision, _ in self._in_force(strand)})

    def _in_force(self, strand: Traits) -> Marks:
        """The decisions that mean the strand. One that was undone is forgotten by the strands that it meant when these
        are placed again, which may come later than others are."""
        return frozenset(mark for mark in strand.meant if mark[0] in self._kind_of)

    def renamed(self, strand: Strand) -> Strand:
        """The strand with names that a person held to be one under one name, and under the name that its words have
        where a person held that it is not the one by which it is known here."""
        conduct = strand.conduct
        if conduct is None or not (self.one_name or self._apart_by_name):
            return strand
        seen = self._as_seen(strand)

        def name_of(name: str) -> str:
            now = seen.get(name, name)
            return self.one_name.get(now, now)

        changed = {
            field: tuple(dict.fromkeys(name_of(name) for name in getattr(conduct, field)))
            for field in ("malware", "products")
        }
        # A group has each of its names in its own right already.
        groups = tuple(dict.fromkeys(self.one_name.get(name, name) for name in conduct.groups))
        operation = name_of(conduct.operation) if conduct.operation else None
        now = conduct.model_copy(update={**changed, "groups": groups, "operation": operation})
        return strand if now == conduct else replace(strand, conduct=now)

    def _as_seen(self, strand: Strand) -> dict[str, str]:
        """Names that knowledge puts for another name, where the strand has only the other in its words and a person
        held the two to be different."""
        words = [e.exact for claim in strand.claims for e in claim.evidence]
        words += [e.exact for e in strand.conduct.evidence] if strand.conduct else []
        found: dict[str, str] = {}
        for decision in self._apart_by_name:
            seen = [any(re.search(rf"\b{re.escape(n)}\b", w) for w in words) for n in decision.names]
            if seen[0] != seen[1]:
                there, absent = decision.names if seen[0] else decision.names[::-1]
                found[absent] = there
        return found

    @cached_property
    def one_name(self) -> dict[str, str]:
        """Each name that was held to be the same as another, and the first of them by decision; a name that knowledge
        puts under another counts as that."""
        first: dict[str, str] = {}
        for decision in self._names_in_force:
            if decision.kind is DecisionKind.SAME:
                one, other = (first.get(name, name) for name in map(known_name, decision.names))
                first = {name: one if now == other else now for name, now in first.items()} | {other: one}
        return {name: now for name, now in first.items() if name != now}

    @cached_property
    def _names_in_force(self) -> tuple[Decision, ...]:
        """The decisions on names without those that a later one contradicts, in order of time."""
        kept: list[Decision] = []
        groups: dict[str, frozenset[str]] = {}
        apart: list[tuple[str, str]] = []
        for decision in reversed(self.decided.of_names):
            one, other = (groups.get(name, frozenset({name})) for name in decision.names)
            if decision.kind is DecisionKind.DIFFERENT:
                if one != other:
                    apart.append((decision.names[0], decision.names[1]))
                    kept.append(decision)
            elif not any((a in one and b in other) or (a in other and b in one) for a, b in apart):
                groups.update(dict.fromkeys(one | other, one | other))
                kept.append(decision)
        return tuple(reversed(kept))

    @cached_property
    def _apart_by_name(self) -> tuple[Decision, ...]:
        return tuple(d for d in self._names_in_force if d.kind is DecisionKind.DIFFERENT)

    @cached_property
    def _kind_of(self) -> dict[str, DecisionKind]:
        return {decision.id: decision.kind for decision in self.decided.of_cases}

    @cached_property
    def _order(self) -> dict[str, tuple[object, str]]:
        decisions = (*self.decided.of_cases, *self.decided.of_names)
        return {decision.id: (decision.decided_at, decision.id) for decision in decisions}

    @cached_property
    def _undone_by(self) -> dict[str, set[str]]:
        """For each split the later merges of what it set apart: it holds no more between what they mean."""
        splits = [d for d in self.decided.of_cases if d.kind is DecisionKind.SPLIT]
        merges = [d for d in self.decided.of_cases if d.kind is DecisionKind.MERGE]
        return {
            split.id: {
                merge.id
                for merge in merges
                if self._order[merge.id] > self._order[split.id] and all(_meet(side, merge) for side in split.sides)
            }
            for split in splits
        }


def _meet(side: Sequence[Place], decision: Decision) -> bool:
    return any(
        place.document == other.document
        and (place.start is None or other.start is None or common([_stretch(place)], [_stretch(other)]) > 0)
        for place in side
        for one in decision.sides
        for other in one
    )


def _stretch(place: Place) -> tuple[int, int]:
    return place.start or 0, place.end or 0


@cache
def known_name(name: str) -> str:
    """The name that readings give a campaign, a malware or a product that documents call so; else the name itself."""
    whole = [hit for hit in names().find(name) if (hit.start, hit.end) == (0, len(name))]
    found = {s.entity.name for hit in whole for s in hit.senses if s.entity and s.what in _RENAMED}
    return next(iter(found)) if len(found) == 1 else name


_RENAMED = (What.CAMPAIGN, What.MALWARE, What.PRODUCT)


def are_apart(one: Iterable[tuple[str, int]], other: Iterable[tuple[str, int]]) -> bool:
    """Whether the marks of two groups stand on the two sides of one decision."""
    theirs = set(other)
    return any((decision, 1 - side) in theirs for decision, side in one)


# Places: where strands stand, and which strands stand there


def places_of(strands: Iterable[Strand], beside: Iterable[Strand] = ()) -> tuple[Place, ...]:
    """Where strands stand, so that a decision finds them again.

    `beside` are others of the same documents: stretches in which these are told too are left out, unless there are no
    others.
    """
    shared = {(s.document.id, stretch) for s in beside for stretch in stretches_of(s)}
    found = set()
    for strand in strands:
        names = tuple(sorted(strand.names))
        stretches = stretches_of(strand)
        own = [stretch for stretch in stretches if (strand.document.id, stretch) not in shared]
        for start, end in own or stretches:
            found.add(Place(document=strand.document.id, start=start, end=end, names=names))
        if not stretches:
            found.add(Place(document=strand.document.id, names=names))
    return tuple(sorted(found, key=lambda p: (p.document, p.start or 0, p.end or 0, p.names)))


def stretches_of(strand: Strand) -> list[tuple[int, int]]:
    """The offsets of its claims' evidence; of its conduct's where it has no claims."""
    stretches = [e for claim in strand.claims for e in claim.evidence]
    if not strand.claims and strand.conduct:
        stretches += strand.conduct.evidence
    return sorted({(e.start, e.end) for e in stretches})


def decided_strands(
    documents: Mapping[str, Document],
    claims: Iterable[Claim],
    conducts: Mapping[str, Sequence[Conduct]],
    decided: Decided,
) -> dict[str, list[Strand]]:
    """The strands of documents, by document, as decisions leave their claims, and with the sides that mean them."""
    read: dict[str, list[Claim]] = {document: [] for document in documents}
    for claim in claims:
        if claim.document in read:
            read[claim.document].append(claim)
    standing = [
        claim
        for document, found in read.items()
        for claim in standing_claims(document, found, decided, conducts.get(document, ()))
    ]
    strands = strands_of(documents, standing, conducts)
    places = _places_by_document(decided, strands)
    return {
        document: _with_sides(found, places[document]) if document in places else found
        for document, found in strands.items()
    }


_Sides = dict[str, tuple[Decision, list[list[Place]]]]


def _places_by_document(decided: Decided, wanted: Mapping[str, object]) -> dict[str, _Sides]:
    """For each document the decisions that have places in it, with those of each side."""
    found: dict[str, _Sides] = {}
    for decision in decided.of_cases:
        for number, side in enumerate(decision.sides):
            for place in side:
                if place.document in wanted:
                    sides = found.setdefault(place.document, {})
                    sides.setdefault(decision.id, (decision, [[], []]))[1][number].append(place)
    return found


def _with_sides(strands: Sequence[Strand], sides: _Sides) -> list[Strand]:
    for decision, (out, rest) in sides.values():
        if decision.kind is DecisionKind.SPLIT and out and rest:
            strands = [part for strand in strands for part in _cut(strand, decision.id, out, rest)]
    meant: dict[str, set[tuple[str, int]]] = {strand.key: set() for strand in strands}
    for decision, two in sides.values():
        for number, places in enumerate(two):
            for strand in _meant(strands, places) if places else ():
                meant[strand.key].add((decision.id, number))
        if decision.kind is DecisionKind.SPLIT:
            _stand_on_one_side(strands, decision.id, two, meant)
    return [replace(strand, meant=frozenset(meant[strand.key])) for strand in strands]


def _cut(strand: Strand, decision: str, out: Sequence[Place], rest: Sequence[Place]) -> list[Strand]:
    """A strand that a split goes through (one conduct as it is read, two as a person decided) in two."""
    parted: dict[int, list[Claim]] = {-1: [], 0: [], 1: []}
    for claim in strand.claims:
        stretches = [(e.start, e.end) for e in claim.evidence]
        there = [_common(stretches, places) for places in (out, rest)]
        parted[-1 if there[0] == there[1] else 0 if there[0] > there[1] else 1].append(claim)
    if not parted[0] or not parted[1]:
        return [strand]
    own = set(map(id, parted[0]))
    taken = replace(
        strand,
        key=f"{strand.document.id}/{make_id('cut', [strand.key, decision])}",
        claims=tuple(parted[0]),
    )
    return [replace(strand, claims=tuple(c for c in strand.claims if id(c) not in own)), taken]


def _meant(strands: Sequence[Strand], places: Sequence[Place]) -> list[Strand]:
    """The strands of one document that stand at the places: where most of a strand lies, or what has most of them.

    Of several that are told there, those whose conduct bears the name that it bore when it was decided, if any does.
    """
    if any(place.start is None for place in places):
        found = list(strands)
    else:
        size = common([_stretch(p) for p in places], [_stretch(p) for p in places])
        inside = {s.key: _common(stretches_of(s), places) for s in strands}
        most = [s for s in strands if 2 * inside[s.key] >= min(size, _size(s)) > 0]
        found = most or [s for s in strands if inside[s.key]]
    names = {name for place in places for name in place.names}
    if any(strand.names & names for strand in found):
        found = [strand for strand in found if strand.names & names or not strand.names]
    return found


def _stand_on_one_side(
    strands: Sequence[Strand], decision: str, sides: Sequence[Sequence[Place]], meant: dict[str, set[tuple[str, int]]]
) -> None:
    """A strand that could not be cut stands where more of it is told; where it is told in the same words, it stays."""
    for strand in strands:
        if {(decision, 0), (decision, 1)} <= meant[strand.key]:
            there = [_common(stretches_of(strand), places) for places in sides]
            meant[strand.key].discard((decision, 1 if there[0] > there[1] else 0))


def _common(stretches: Sequence[tuple[int, int]], places: Sequence[Place]) -> int:
    return common(stretches, [_stretch(place) for place in places])


def _size(strand: Strand) -> int:
    stretches = stretches_of(strand)
    return common(stretches, stretches)
