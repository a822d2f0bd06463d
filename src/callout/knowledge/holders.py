"""Office-holders by surname: who of that name held which office for which state, and when. Neither complete nor
current."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from callout.knowledge.files import table


@dataclass(frozen=True, slots=True)
class Holder:
    """`start` and `end` are years; null where the table has none."""

    name: str
    country: str
    office: str
    start: int | None
    end: int | None

    def in_office(self, year: int) -> bool:
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


_FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "SG", "TW", "VN"})
"""States whose names mostly stand with the family name first in English too."""


def holders(surname: str) -> Sequence[Holder]:
    """Those of that family name."""
    return _by_surname().get(surname, ())


@cache
def holders_of(country: str) -> tuple[Holder, ...]:
    """Those who held an office of a state, each once for each office."""
    found = {holder for held in _by_surname().values() for holder in held if holder.country == country}
    return tuple(sorted(found, key=lambda h: (h.name, h.office, h.start or 0)))


@cache
def _by_surname() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for name, start, end in (("officials", "start", "end"), ("leaders", "from", "to")):
        for row in table(name):
            holder = Holder(row["name"], row["country"], row["office"], _year(row[start]), _year(row[end]))
            names = holder.name.split()
            for surname in {names[-1], names[0]} if holder.country in _FAMILY_FIRST else {names[-1]}:
                found.setdefault(surname, []).append(holder)
    return found


def _year(cell: str) -> int | None:
    return int(cell[:4]) if cell[:4].isdigit() else None
