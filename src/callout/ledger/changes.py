"""What changed in a ledger since a mark: for readers that keep a light copy of it in memory.

What must stay true: two equal marks mean that nothing was added or superseded between them; asking for a mark, and for
what is current, reads indexes alone and no bodies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from callout.ledger.content import KeptDecision, batches
from callout.ledger.content import decisions as decisions_of
from callout.ledger.ledger import Ledger
from callout.ledger.tables import appearances, case_lines, claims, decisions, placements

VERSIONED = {"claims": claims, "placements": placements, "case_lines": case_lines}
"""Tables whose rows are superseded. Each has an index over its current rows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """For each versioned table its last row and how many rows are current; for the others the last row."""

    claims: tuple[int, int] = (0, 0)
    placements: tuple[int, int] = (0, 0)
    case_lines: tuple[int, int] = (0, 0)
    appearances: int = 0
    decisions: int = 0

    def __str__(self) -> str:
        numbers = (*self.claims, *self.placements, *self.case_lines, self.appearances, self.decisions)
        return ".".join(map(str, numbers))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a versioned table or of the appearances, with its own columns in `values`."""

    number: int
    values: Any
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


@dataclass(slots=True)
class Changes:
    """The changes that bring a copy from a mark to `mark`: rows added, and rows superseded by when."""

    mark: Mark
    added: dict[str, list[Row]]
    superseded: dict[str, dict[int, dt.datetime]]
    appearances: list[Row]
    decisions: list[KeptDecision]


def mark_of(ledger: Ledger) -> Mark:
    """Where the ledger stands."""
    with ledger.asking() as connection:
        return _mark(connection)


def changes_since(ledger: Ledger, mark: Mark, current: dict[str, set[int]]) -> Changes:
    """What came after `mark`, in one snapshot; `current` are the rows that the copy holds as current, by table.

    All decisions are given, not only the new ones: they are few, and hold together.
    """
    with ledger.asking() as connection:
        now = _mark(connection)
        added: dict[str, list[Row]] = {}
        superseded: dict[str, dict[int, dt.datetime]] = {}
        for name, table in VERSIONED.items():
            last, _ = getattr(mark, name)
            added[name] = list(_rows_after(connection, table, last)) if getattr(now, name)[0] > last else []
            fresh = sum(1 for row in added[name] if row.superseded_at is None)
            superseded[name] = {}
            if getattr(now, name)[1] != len(current[name]) + fresh:
                superseded[name] = _superseded(connection, table, current[name])
        shown = (
            list(_rows_after(connection, appearances, mark.appearances)) if now.appearances > mark.appearances else []
        )
        decided = decisions_of(connection) if now.decisions else []
    return Changes(now, added, superseded, shown, decided)


def _mark(connection: Connection) -> Mark:
    found: dict[str, Any] = {}
    for name, table in VERSIONED.items():
        last = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
        alive = select(func.count()).select_from(table).where(table.c.superseded_at.is_(None))
        found[name] = (last, connection.execute(alive).scalar_one())
    for table in (appearances, decisions):
        found[table.name] = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    return Mark(**found)


def _rows_after(connection: Connection, table: Table, number: int) -> Iterator[Row]:
    """In order of adding; `values` holds what the copy keeps of the table."""
    wanted = {
        "claims": (table.c.get("body"),),
        "appearances": (table.c.get("body"),),
        "case_lines": (table.c.get("id"), table.c.get("body")),
        "placements": (table.c.get("strand"), table.c.get("case_id"), table.c.get("reasons")),
    }[table.name]
    columns = [table.c.number, table.c.recorded_at, *(c for c in wanted if c is not None)]
    if "superseded_at" in table.c:
        columns.append(table.c.superseded_at)
    query = select(*columns).where(table.c.number > number).order_by(table.c.number)
    for row in connection.execute(query.execution_options(yield_per=2000)):
        values = tuple(getattr(row, c.name) for c in wanted if c is not None)
        gone = row.superseded_at if "superseded_at" in table.c else None
        yield Row(row.number, values, row.recorded_at, gone)


def _superseded(connection: Connection, table: Table, current: set[int]) -> dict[int, dt.datetime]:
    """Which of the rows that were current are so no longer, and since when."""
    alive = set(connection.execute(select(table.c.number).where(table.c.superseded_at.is_(None))).scalars())
    found: dict[int, dt.datetime] = {}
    for some in batches(sorted(current - alive)):
        rows = connection.execute(select(table.c.number, table.c.superseded_at).where(table.c.number.in_(some)))
        found.update((row.number, row.superseded_at) for row in rows)
    return found
