"""Which case each strand is in, kept up to date: documents that were added or changed touch only what is near them.

What must stay true: placing documents one by one, in any order, together or again gives the same cases with the same
ids as placing them all at once. It holds since a strand's group follows from its component alone, and components from
pairs: what a document adds or takes away changes the components that it is tied to, and these are united anew. What
only cites or answers hangs on a group of another component: it is asked anew where that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from callout.cases.bonds import Bonds
from callout.cases.hanging import hang, held_by
from callout.cases.identity import ids_of
from callout.cases.likeness import sure
from callout.cases.near import (
    COPIES,
    TERMS_SHARED,
    Facts,
    Near,
    are_alike,
    keeps,
    may_be_told_alike,
    nearest,
    nearness,
    reasons_for,
)
from callout.cases.signs import Signs, signs_of
from callout.cases.strands import Span
from callout.cases.traits import Traits
from callout.cases.unite import Group, span_of, unite

ALONE = ("no other report of it so far",)
"""The reason of what is put together with nothing; something may hang on it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strand, its nearest in words, the component that it is in, its case and the reasons for it."""

    strand: Traits
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

    def naming(self, keys: Iterable[str], least: float = 0.0) -> set[str]:
        """Keys of the strands that have one of `keys` among their nearest, at least so near."""

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


def place(shelf: Shelf, fresh: Mapping[str, Sequence[Traits]], bonds: Bonds) -> Changes:
    """Places the strands of documents (by id; none where a document has no strand any more), and what they touch."""
    before = shelf.placed(shelf.of_documents(fresh))
    new = {strand.key: strand for strands in fresh.values() for strand in strands}
    within = _wider(shelf.days(), span_of(new.values()))
    signs = {key: signs_of(strand, within, bonds) for key, strand in new.items()}
    orphans = shelf.naming(before) - set(before)
    shelf.remove(before)
    shelf.put([Placed(strand) for strand in new.values()], signs)

    work = _Work(shelf, bonds, within, dict(shelf.placed([*new, *orphans])))
    work.near = _new_nearest(work, new, signs, orphans)
    touched = {p.component for p in before.values()}
    touched.update(p.component for p in work.load([*new, *work.near, *_hosts(p.near for p in before.values())]))
    touched.update(p.component for p in work.load(_alike(work)))
    tied = dict(shelf.sharing({key: signs[key].ties for key in new}, 1))
    work.load(set().union(*tied.values()))
    for key, others in tied.items():
        for other in work.load(others.keys() - {key}):
            if other.component not in touched and _are_tied(new[key], other.strand, bonds):
                touched.add(other.component)
    return _write(work, _standing(work, _united(work, touched, new)), signs, before)


def _united(work: _Work, touched: set[str], new: Iterable[str]) -> list[list[Group]]:
    """The components of what is touched, united anew, with the components on which their members hang or hung."""
    while True:
        members = work.load({*new, *work.near, *work.shelf.of_components(touched - {""})})
        among = {p.strand.key for p in members}
        hosts = {*_hosts(p.near for p in members), *_hosts(map(work.nearest, among))}
        beyond = work.load(hosts - among)
        if not beyond:
            return unite([p.strand for p in members], {key: work.nearest(key) for key in among}, work.bonds)
        touched |= {p.component for p in beyond}


def _hosts(nearest: Iterable[Iterable[Near]]) -> Iterator[str]:
    """Keys of what strands with these nearest may hang on."""
    return (near.key for found in nearest for near in found if near.likeness >= COPIES)


def _alike(work: _Work) -> Iterator[str]:
    """Keys of those to which strands whose nearest are others now are alike."""
    work.load(near.key for found in work.near.values() for near in found)
    for key, found in work.near.items():
        yield from (near.key for near in found if are_alike(key, near, work.nearest(near.key)))


@dataclass(slots=True)
class _Work:
    """The strands looked at so far, each loaded once, and the nearest of those that have others now than before."""

    shelf: Shelf
    bonds: Bonds
    within: Span | None
    known: dict[str, Placed]
    near: dict[str, tuple[Near, ...]] = field(default_factory=dict)

    def load(self, keys: Iterable[str]) -> list[Placed]:
        wanted = list(keys)
        missing = [key for key in wanted if key not in self.known]
        if missing:
            self.known.update(self.shelf.placed(missing))
        return [self.known[key] for key in sorted(wanted) if key in self.known]

    def nearest(self, key: str) -> tuple[Near, ...]:
        if key in self.near:
            return self.near[key]
        return self.known[key].near if key in self.known else ()


def _new_nearest(
    work: _Work, new: Mapping[str, Traits], signs: Mapping[str, Signs], orphans: Iterable[str]
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


def _told_alike(shelf: Shelf, strand: Traits, shared: Mapping[str, int]) -> set[str]:
    """Those whose words may bring them to a strand, of those that share rare terms with it (how many, by key)."""
    mine = Facts.of(strand)
    theirs = shelf.facts(shared)
    return {key for key, terms in shared.items() if may_be_told_alike(mine, theirs[key], terms)}


def _are_tied(strand: Traits, other: Traits, bonds: Bonds) -> bool:
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


def _standing(work: _Work, components: Sequence[Sequence[Group]]) -> dict[str, Placed]:
    """Where each strand of the components stands now, and each that may hang on one of them."""
    members = {strand.key for component in components for group in component for strand in group.strands}
    leaves = [[Group((p.strand,), {p.strand.key: ()})] for p in _hanging_on(work, members)]
    standing: dict[str, Placed] = {}
    groups: list[Group] = []
    alone: list[Traits] = []
    for component in [*components, *leaves]:
        name = min(strand.key for group in component for strand in group.strands)
        for group, case in zip(component, ids_of(component), strict=True):
            groups.append(group)
            for strand in group.strands:
                reasons = group.reasons[strand.key] or ALONE
                standing[strand.key] = Placed(strand, work.nearest(strand.key), name, case, reasons)
        if len(component) == len(component[0].strands) == 1:
            alone.append(component[0].strands[0])
    cases = [standing[group.strands[0].key].case for group in groups]
    nearest_of = {strand.key: work.nearest(strand.key) for strand in alone}
    for key, (number, host) in hang(alone, nearest_of, groups, work.bonds).items():
        reasons = reasons_for(standing[key].strand, standing[host].strand)
        standing[key] = replace(standing[key], case=cases[number], reasons=reasons)
    return standing


def _write(
    work: _Work, standing: Mapping[str, Placed], signs: Mapping[str, Signs], before: Mapping[str, Placed]
) -> Changes:
    changed: list[Placed] = []
    cases = {p.case for p in before.values()}
    for key in sorted(standing):
        now, was = standing[key], before.get(key, work.known[key])
        if key in signs or _stands(now) != _stands(was):
            changed.append(now)
        if key in signs or was.case != now.case:
            cases |= {was.case, now.case}
    work.shelf.put(changed, {})
    return Changes(tuple(changed), frozenset(before.keys() - standing.keys()), frozenset(cases - {""}))


def _hanging_on(work: _Work, members: set[str]) -> list[Placed]:
    """The strands of other components, each alone in its own, that hang on members if on anything, or on one that
    does."""
    found: set[str] = set()
    more = members
    while more := work.shelf.naming(more, COPIES) - members - found:
        found |= more
    company = Counter(p.component for p in work.load(work.shelf.of_components({p.component for p in work.load(found)})))
    at_hand = members | found
    return [p for p in work.load(found) if company[p.component] == 1 and not at_hand.isdisjoint(held_by(p.near))]


def _stands(placed: Placed) -> tuple[object, ...]:
    return placed.near, placed.component, placed.case, placed.reasons
