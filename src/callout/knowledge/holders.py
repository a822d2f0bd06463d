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


def holders(surname: str) -> Sequence[Holder]:
    """Those whose name ends in `surname`."""
    return _by_surname().get(surname, ())


@cache
def _by_surname() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for name, start, end in (("officials", "start", "end"), ("leaders", "from", "to")):
        for row in table(name):
            holder = Holder(row["name"], row["country"], row["office"], _year(row[start]), _year(row[end]))
            found.setdefault(holder.name.split()[-1], []).append(holder)
    return found


def _year(cell: str) -> int | None:
    return int(cell[:4]) if cell[:4].isdigit() else None
