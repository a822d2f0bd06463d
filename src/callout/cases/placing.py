"""Which case each strand is in, kept up to date: documents that were added or changed touch only what is near them.

What must stay true: placing documents one by one, in any order, together or again gives the same cases with the same
ids as placing them all at once. It holds since a strand's group follows from its component alone, and components from
pairs: what a document adds or takes away changes the components that it is tied to, and these are united anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from callout.cases.bonds import Bonds
from callout.cases.identity import ids_of
from callout.cases.likeness import sure
from callout.cases.near import COPIES, TERMS_SHARED, Facts, Near, keeps, may_be_told_alike, nearest, nearness
from callout.cases.signs import Signs, signs_of
from callout.cases.strands import Span, Strand
from callout.cases.unite import Group, span_of, unite


@dataclass(frozen=True, slots=True)
class Placed:
    """A strand, its nearest in words, the component that it is in, its case and the reasons for it."""

    strand: Strand
    near: tuple[Near, ...] = ()
    component: str = ""
    case: str = ""
    reasons: tuple[str, ...] = ()


class Shelf(Protocol):
    """Where placed strands are kept. All look-ups are of what is kept now."""

    def days(self) -> Span | None:
        """The first and last day of the dated strands, or wider."""

    def sharing(self, asked: Mapping[str, Iterable[int]], least: int) -> Iterator[tuple[str, Mapping[str, int]]]:
        """For each that asks for signs, by key: the strands that show at least so many of them, and how many."""

    def facts(self, keys: Iterable[str]) -> Mapping[str, Facts]: ...

    def placed(self, keys: Iterable[str]) -> dict[str, Placed]: ...

    def of_documents(self, documents: Iterable[str]) -> set[str]:
        """Keys of the strands of documents."""

    def of_components(self, components: Iterable[str]) -> set[str]: ...

    def naming(self, keys: Iterable[str]) -> set[str]:
        """Keys of the strands that have one of `keys` among their nearest."""

    def remove(self, keys: Iterable[str]) -> None: ...

    def put(self, placed: Sequence[Placed], signs: Mapping[str, Signs]) -> None:
        """Keeps strands; `signs` has those of the strands that are new or whose content changed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What placing changed: strands that are new or stand otherwise than before, and keys of those that are gone."""

    placed: tuple[Placed, ...]
    gone: frozenset[str]
    cases: frozenset[str]
    """Ids of all cases that won or lost a strand, or whose strands were read anew."""


def place(shelf: Shelf, fresh: Mapping[str, Sequence[Strand]], bonds: Bonds) -> Changes:
    """Places the strands of documents (by id; none where a document has no strand any more), and what they touch."""
    before = shelf.placed(shelf.of_documents(fresh))
    new = {strand.key: bonds.renamed(strand) for strands in fresh.values() for strand in strands}
    within = _wider(shelf.days(), span_of(new.values()))
    signs = {key: signs_of(strand, within, bonds) for key, strand in new.items()}
    orphans = shelf.naming(before) - set(before)
    shelf.remove(before)
    shelf.put([Placed(strand) for strand in new.values()], signs)

    work = _Work(shelf, bonds, within, dict(shelf.placed([*new, *orphans])))
    near = _new_nearest(work, new, signs, orphans)
    touched = {p.component for p in before.values()}
    for key in near:
        touched.update(p.component for p in work.load([key, *(n.key for n in near[key])]))
    tied = dict(shelf.sharing({key: signs[key].ties for key in new}, 1))
    work.load(set().union(*tied.values()))
    for key, others in tied.items():
        for other in work.load(others.keys() - {key}):
            if other.component not in touched and _are_tied(new[key], other.strand, bonds):
                touched.add(other.component)
    members = work.load({*new, *near, *shelf.of_components(touched - {""})})
    components = unite([p.strand for p in members], _near_of(members, near), bonds)
    while apart := work.load(_left_alone(components, members, near)):
        touched.update(p.component for p in apart)
        members = work.load({*new, *near, *shelf.of_components(touched - {""})})
        components = unite([p.strand for p in members], _near_of(members, near), bonds)
    return _write(shelf, components, members, near, signs, before)


@dataclass(slots=True)
class _Work:
    """The strands looked at so far, each loaded once."""

    shelf: Shelf
    bonds: Bonds
    within: Span | None
    known: dict[str, Placed]

    def load(self, keys: Iterable[str]) -> list[Placed]:
        wanted = list(keys)
        missing = [key for key in wanted if key not in self.known]
        if missing:
            self.known.update(self.shelf.placed(missing))
        return [self.known[key] for key in sorted(wanted) if key in self.known]


def _new_nearest(
    work: _Work, new: Mapping[str, Strand], signs: Mapping[str, Signs], orphans: Iterable[str]
) -> dict[str, tuple[Near, ...]]:
    """The nearest of each strand for which they are new or other than before."""
    asking = {key: signs[key] for key in new}
    for orphan in orphans:
        asking[orphan] = signs_of(work.known[orphan].strand, work.within, work.bonds)
    found: dict[str, set[str]] = {}
    for key, shared in work.shelf.sharing({key: asked.likely for key, asked in asking.items()}, 1):
        found[key] = set(shared)
    for key, shared in work.shelf.sharing({key: asked.words for key, asked in asking.items()}, TERMS_SHARED):
        found[key] |= _told_alike(work.shelf, work.known[key].strand, shared)
    work.load(set().union(*found.values()))
    met: dict[str, list[Near]] = {key: [] for key in asking}
    for key, others in found.items():
        strand = work.known[key].strand
        # Of two that both ask, one is enough.
        for other in work.load(o for o in others if o > key or o not in asking):
            alike = nearness(strand, other.strand)
            if alike and keeps(strand, other.strand):
                met[key].append(Near(other.strand.key, alike))
            if alike and keeps(other.strand, strand):
                met.setdefault(other.strand.key, []).append(Near(key, alike))
    now = {key: nearest(near if key in asking else [*work.known[key].near, *near]) for key, near in met.items()}
    return {key: near for key, near in now.items() if key in asking or near != work.known[key].near}


def _told_alike(shelf: Shelf, strand: Strand, shared: Mapping[str, int]) -> set[str]:
    """Those whose words may bring them to a strand, of those that share rare terms with it (how many, by key)."""
    mine = Facts.of(strand)
    theirs = shelf.facts(shared)
    return {key for key, terms in shared.items() if may_be_told_alike(mine, theirs[key], terms)}


def _are_tied(strand: Strand, other: Strand, bonds: Bonds) -> bool:
    """As `unite` ties them: by a name, a decision, or grounds on which they are one conduct."""
    return (
        bool(strand.names & other.names)
        or bool(set(bonds.touching(strand)) & set(bonds.touching(other)))
        or bool(sure(strand, other))
    )


def _wider(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _near_of(members: Iterable[Placed], near: Mapping[str, tuple[Near, ...]]) -> dict[str, tuple[Near, ...]]:
    return {p.strand.key: near.get(p.strand.key, p.near) for p in members}


def _left_alone(
    components: Iterable[Sequence[Group]], members: Iterable[Placed], near: Mapping[str, tuple[Near, ...]]
) -> set[str]:
    """What strands may hang on that are alone now: as long as they were not, it was in other components."""
    now_near = _near_of(members, near)
    alone = [group.strands[0].key for groups in components for group in groups if len(group.strands) == 1]
    return {n.key for key in alone for n in now_near[key] if n.likeness >= COPIES and n.key not in now_near}


def _write(
    shelf: Shelf,
    components: Iterable[Sequence[Group]],
    members: Sequence[Placed],
    near: Mapping[str, tuple[Near, ...]],
    signs: Mapping[str, Signs],
    before: Mapping[str, Placed],
) -> Changes:
    now_near = _near_of(members, near)
    known = {p.strand.key: p for p in members}
    changed: list[Placed] = []
    cases = {p.case for p in before.values()}
    for component in components:
        name = min(strand.key for group in component for strand in group.strands)
        for group, case in zip(component, ids_of(component), strict=True):
            for strand in group.strands:
                was = before.get(strand.key, known[strand.key])
                now = Placed(strand, now_near[strand.key], name, case, _reasons(group, strand))
                if strand.key in signs or _stands(now) != _stands(was):
                    changed.append(now)
                if strand.key in signs or was.case != case:
                    cases |= {was.case, case}
    shelf.put(changed, {})
    return Changes(tuple(changed), frozenset(set(before) - set(known)), frozenset(cases - {""}))


def _reasons(group: Group, strand: Strand) -> tuple[str, ...]:
    return group.reasons[strand.key] or ("the only document so far",)


def _stands(placed: Placed) -> tuple[object, ...]:
    return placed.near, placed.component, placed.case, placed.reasons
