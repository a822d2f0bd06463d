"""The id of a case: from what names it, so that it stays when reports join; else from the first that was told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from callout.cases.traits import Traits
from callout.cases.unite import Group
from callout.record.ids import make_id


class Named(Protocol):
    """What may bear names: a strand, or its traits."""

    @property
    def operation(self) -> str | None: ...
    @property
    def telling(self) -> frozenset[str]: ...
    @property
    def flaws(self) -> frozenset[str]: ...


def name_of(strands: Iterable[Named]) -> str | None:
    """The campaign, the malware that names one conduct, or the only flaw that the strands name; None where they do
    not. Where there are several, the one that most strands name."""
    counts: dict[int, Counter[str]] = {0: Counter(), 1: Counter(), 2: Counter()}
    for strand in strands:
        counts[0].update([strand.operation] if strand.operation else ())
        counts[1].update(strand.telling)
        counts[2].update(strand.flaws)
    for rank in (0, 1):
        if counts[rank]:
            return min(counts[rank], key=lambda name: (-counts[rank][name], name))
    return next(iter(counts[2])) if len(counts[2]) == 1 else None


def ids_of(component: Sequence[Group]) -> list[str]:
    """The ids of the groups of one component. Of several that one name names, the first told keeps the plain id."""
    anchors = [_anchor(group.strands) for group in component]
    first: dict[str, str] = {}
    for group, anchor in zip(component, anchors, strict=True):
        told = _first(group.strands)
        first[anchor] = min(first.get(anchor, told), told)
    return [
        make_id("cas", anchor if first[anchor] == (told := _first(group.strands)) else f"{anchor}|{told}")
        for group, anchor in zip(component, anchors, strict=True)
    ]


def _anchor(strands: Sequence[Traits]) -> str:
    name = name_of(strands)
    return name if name and not all(s.past for s in strands) else _first(strands)


def _first(strands: Sequence[Traits]) -> str:
    """The day and key of what was told first: what is told later does not change it."""
    return min(f"{span[0].isoformat() if (span := s.day) else '9999'} {s.key}" for s in strands)
