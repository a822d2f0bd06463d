"""Traitss to groups, one group a case: strands that are alike are united, the surest grounds first.

What must stay true: the groups follow from the set of strands alone, never from their order; two groups that bear
different names are never united, nor two that a person set apart; alike words unite two groups only where the whole of
one is like the whole of the other. What only cites or answers unites nothing here: `hanging` says where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from callout.cases.bonds import Bonds, are_apart
from callout.cases.likeness import is_short, sure
from callout.cases.near import Near, are_alike, is_loose, reasons_for
from callout.cases.signs import ties_of
from callout.cases.strands import Span
from callout.cases.traits import Traits
from callout.cases.words import Words, likeness_of

COHESION = 0.05
"""Mean likeness of the strands of one group to those of another below which alike strands do not unite the two: chains
of reports, each like the next, end there (measured on pairs of reports; `benchmarks/README.md`)."""


@dataclass(frozen=True, slots=True)
class Group:
    """The strands of one case in order of key, with the reasons for which each is in it (none where it is alone)."""

    strands: tuple[Traits, ...]
    reasons: Mapping[str, tuple[str, ...]]


def unite(strands: Iterable[Traits], near: Mapping[str, Sequence[Near]], bonds: Bonds) -> list[list[Group]]:
    """The groups, by component: strands of two components share nothing that could ever unite them.

    `near` are the nearest of each strand in words, by key. A strand that is added later changes only the components
    that it is tied to.
    """
    forest = _Forest(sorted(strands, key=lambda s: s.key), bonds)
    for i, j, reason in bonds.joined(forest.strands):
        forest.join(i, j, (reason,), decided=True)
    for i, j in _same_names(forest.strands):
        forest.tie(i, j)
        forest.join(i, j, sure(forest.strands[i], forest.strands[j]))
    for i, j in _sharing(forest):
        if forest.group(i) != forest.group(j):
            forest.join(i, j, sure(forest.strands[i], forest.strands[j]))
    _bring_together(forest, near)
    return forest.components()


def _bring_together(forest: _Forest, near: Mapping[str, Sequence[Near]]) -> None:
    """Unites the groups of near strands, the nearest first."""
    for i, j in _near_pairs(forest.strands, near):
        a, b = forest.strands[i], forest.strands[j]
        if is_loose(a, b):
            continue
        forest.tie(i, j)
        if forest.group(i) != forest.group(j) and (is_short(a, b) or forest.cohere(i, j)):
            forest.join(i, j, reasons_for(a, b))


def _same_names(strands: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs that share a name. Those that say the same of it are chained and not compared each with each, so that a
    campaign of a thousand reports costs a thousand comparisons and not a million."""
    by_name: dict[str, dict[object, list[int]]] = {}
    for number, strand in enumerate(strands):
        names = strand.names
        charged = strand.groups if strand.measures else frozenset[str]()
        for name in names:
            by_name.setdefault(name, {}).setdefault((strand.accused, names, charged, strand.past), []).append(number)
    for name in sorted(by_name):
        profiles = list(by_name[name].values())
        for numbers in profiles:
            yield from pairwise(numbers)
        for one, other in combinations(profiles, 2):
            accused = strands[one[0]].accused, strands[other[0]].accused
            # Tied in any case: groups of one name tell apart who bears it.
            yield min(one[0], other[0]), max(one[0], other[0])
            if all(accused) and not accused[0] & accused[1]:
                yield from _near_in_time(strands, one, other)


def _near_in_time(strands: Sequence[Traits], one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of the two lists and what of the other is told next before and after it: where any two are near, two of
    these are."""
    dated = [(span[0].toordinal(), number) for number in (*one, *other) if (span := strands[number].day)]
    first = set(one)
    last: dict[bool, int] = {}
    for _, number in sorted(dated):
        mine = number in first
        if (not mine) in last:
            yield min(last[not mine], number), max(last[not mine], number)
        last[mine] = number


def _sharing(forest: _Forest) -> list[tuple[int, int]]:
    """Pairs, not of one group yet, of which one asks for what the other shows, by anything but a name or words."""
    within = span_of(forest.strands)
    showing: dict[str, list[int]] = {}
    groups: dict[str, set[int]] = {}
    asking = []
    for number, strand in enumerate(forest.strands):
        found = ties_of(strand, within)
        asking.append(found.asked)
        for sign in found.shown:
            showing.setdefault(sign, []).append(number)
            groups.setdefault(sign, set()).add(forest.group(number))
    pairs: set[tuple[int, int]] = set()
    for number, asked in enumerate(asking):
        mine = forest.group(number)
        for sign in asked & groups.keys():
            if len(groups[sign]) > 1 or mine not in groups[sign]:
                pairs.update(
                    (min(number, other), max(number, other)) for other in showing[sign] if forest.group(other) != mine
                )
    return sorted(pairs)


def span_of(strands: Iterable[Traits]) -> Span | None:
    """The first and the last day of the dated ones."""
    days = [span for strand in strands if (span := strand.day)]
    return (min(d[0] for d in days), max(d[1] for d in days)) if days else None


def _near_pairs(strands: Sequence[Traits], near: Mapping[str, Sequence[Near]]) -> Iterator[tuple[int, int]]:
    """The pairs that are alike, the nearest first."""
    number_of = {strand.key: number for number, strand in enumerate(strands)}
    pairs = {
        (min(number, number_of[other.key]), max(number, number_of[other.key]), other.likeness)
        for number, strand in enumerate(strands)
        for other in near.get(strand.key, ())
        if other.key in number_of and are_alike(strand.key, other, near.get(other.key, ()))
    }
    yield from ((i, j) for i, j, _ in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])))


@dataclass(slots=True)
class _Told:
    """The weights of several strands together, and of how many: what the mean likeness of two groups needs."""

    weights: dict[str, float]
    strands: int

    @classmethod
    def of(cls, strands: Iterable[Traits]) -> _Told:
        told = cls({}, 0)
        for strand in strands:
            told.add(_Told(strand.words.weights, 1 if strand.words.weights else 0))
        return told

    def add(self, other: _Told) -> None:
        self.strands += other.strands
        for stem, weight in other.weights.items():
            self.weights[stem] = self.weights.get(stem, 0.0) + weight


@dataclass(slots=True)
class _Forest:
    """Groups as they grow, and components: what is tied, whether or not it may be one group."""

    strands: list[Traits]
    bonds: Bonds
    _parent: list[int] = field(init=False)
    _tied: list[int] = field(init=False)
    _members: dict[int, list[int]] = field(init=False)
    _titles: dict[int, set[str]] = field(init=False)
    _marks: dict[int, set[tuple[str, int]]] = field(init=False)
    _told: dict[int, _Told] = field(init=False, default_factory=dict)
    """Only of the groups of which it was asked."""
    _reasons: dict[int, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        numbers = range(len(self.strands))
        self._parent, self._tied = list(numbers), list(numbers)
        self._members = {n: [n] for n in numbers}
        self._titles = {n: set(self.strands[n].titles) for n in numbers}
        self._marks = {n: set(self.bonds.marks(self.strands[n])) for n in numbers}
        self._reasons = {n: [] for n in numbers}

    def group(self, number: int) -> int:
        return _root(self._parent, number)

    def tie(self, i: int, j: int) -> None:
        a, b = sorted((_root(self._tied, i), _root(self._tied, j)))
        self._tied[b] = a

    def join(self, i: int, j: int, reasons: Sequence[str], *, decided: bool = False) -> None:
        """Unites the groups of the two, unless they bear different names or were set apart. Nothing without reasons."""
        if not reasons:
            return
        self.tie(i, j)
        a, b = sorted((self.group(i), self.group(j)))
        if a != b:
            titles = self._titles[a], self._titles[b]
            opposed = titles[0] and titles[1] and not titles[0] & titles[1]
            if (opposed and not decided) or are_apart(self._marks[a], self._marks[b]):
                return
            self._parent[b] = a
            self._members[a] += self._members.pop(b)
            self._titles[a] |= self._titles.pop(b)
            self._marks[a] |= self._marks.pop(b)
            one, other = self._told.pop(a, None), self._told.pop(b, None)
            if one and other:
                one.add(other)
                self._told[a] = one
        for number in (i, j):
            self._reasons[number] += [r for r in reasons if r not in self._reasons[number]]

    def cohere(self, i: int, j: int) -> bool:
        """Whether the groups of the two are alike as wholes."""
        one, other = self._told_in(self.group(i)), self._told_in(self.group(j))
        return likeness_of(Words(one.weights), Words(other.weights)) >= COHESION * one.strands * other.strands

    def _told_in(self, group: int) -> _Told:
        if group not in self._told:
            self._told[group] = _Told.of(self.strands[n] for n in self._members[group])
        return self._told[group]

    def components(self) -> list[list[Group]]:
        found: dict[int, list[Group]] = {}
        for members in self._members.values():
            strands = tuple(self.strands[n] for n in sorted(members))
            reasons = {self.strands[n].key: tuple(self._reasons[n]) for n in members}
            found.setdefault(_root(self._tied, members[0]), []).append(Group(strands, reasons))
        return [sorted(found[root], key=lambda g: g.strands[0].key) for root in sorted(found)]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
