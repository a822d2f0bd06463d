"""What only cites or answers, and the group that it hangs on: that of what is nearest to it.

It is asked once the groups are made: it puts no two of them together and names none, so that it never makes neighbours
of cases that have nothing else in common. What must stay true: where a strand hangs follows from its nearest, from the
groups that these are in, and from what else hangs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callout.cases.bonds import Bonds, are_apart
from callout.cases.near import COPIES, Near
from callout.cases.traits import Traits
from callout.cases.unite import Group


def held_by(near: Iterable[Near]) -> list[str]:
    """The keys of what a strand that is alone may hang on; it may be nearest to several."""
    hosts = [one for one in near if one.likeness >= COPIES]
    most = max((one.likeness for one in hosts), default=0.0)
    return [one.key for one in hosts if one.likeness == most]


def hang(
    alone: Iterable[Traits], near: Mapping[str, Sequence[Near]], groups: Sequence[Group], bonds: Bonds
) -> dict[str, tuple[int, str]]:
    """For each strand that hangs on a group, by key, the number of that group and the key of what it hangs on.

    `alone` are those that nothing unites with another; one by itself may be a group of `groups`. What is nearest to
    several groups hangs on none, nor does what bears another name or was set apart by a person.
    """
    hosts = _Hosts.of(groups, bonds)
    hung: dict[str, tuple[int, str]] = {}
    # What takes a claim back first: there are answers to that too.
    for strand in sorted(alone, key=lambda s: (not s.taken_back, s.key)):
        held = held_by(near[strand.key])
        found = {hosts.group_of.get(key) for key in held}
        group = found.pop() if len(found) == 1 else None
        if group is not None and hosts.takes(group, strand):
            hung[strand.key] = (group, held[0])
    return hung


@dataclass(slots=True)
class _Hosts:
    """The groups, and what they and what hangs on them are named."""

    group_of: dict[str, int]
    titles: list[set[str]]
    marks: list[set[tuple[str, int]]]
    bonds: Bonds

    @classmethod
    def of(cls, groups: Sequence[Group], bonds: Bonds) -> _Hosts:
        return cls(
            {strand.key: number for number, group in enumerate(groups) for strand in group.strands},
            [{title for strand in group.strands for title in strand.titles} for group in groups],
            [{mark for strand in group.strands for mark in bonds.marks(strand)} for group in groups],
            bonds,
        )

    def takes(self, group: int, strand: Traits) -> bool:
        """Lets a strand hang on a group, unless it bears another name or was set apart."""
        marks, titles = self.bonds.marks(strand), self.titles[group]
        if (titles and strand.titles and not titles & strand.titles) or are_apart(self.marks[group], marks):
            return False
        titles |= strand.titles
        self.marks[group] |= marks
        self.group_of[strand.key] = group
        return True
