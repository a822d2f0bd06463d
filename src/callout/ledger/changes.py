"""What changed in a ledger since a mark: for readers that keep a light copy of it in memory.

What must stay true: a mark taken before reading never misses a change, because rows are only added and marked; and it
costs no reading of bodies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from callout.ledger.ledger import Ledger
from callout.ledger.tables import appearances, claims, documents, readings


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row of each table and the last time at which a claim was superseded."""

    claims: int = 0
    appearances: int = 0
    readings: int = 0
    superseded_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimVersion:
    """One row of the claims table: a version of a claim, its public JSON, and when it was known."""

    number: int
    body: str
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AppearanceRow:
    """One place where a text appeared, with the document's public JSON as it was there."""

    number: int
    body: str
    recorded_at: dt.datetime


def mark_of(ledger: Ledger) -> Mark:
    """Where the ledger stands. Two equal marks mean that nothing was added or superseded between them."""
    with ledger.asking() as connection:
        last = [
            connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
            for table in (claims, appearances, readings)
        ]
        superseded_at = connection.execute(select(func.max(claims.c.superseded_at))).scalar_one()
    return Mark(claims=last[0], appearances=last[1], readings=last[2], superseded_at=superseded_at)


def claims_since(ledger: Ledger, number: int) -> Iterator[ClaimVersion]:
    """The versions of claims that were added after row `number`, in order of adding."""
    columns = (claims.c.number, claims.c.body, claims.c.recorded_at, claims.c.superseded_at)
    query = select(*columns).where(claims.c.number > number).order_by(claims.c.number)
    with ledger.asking() as connection:
        for row in connection.execute(query.execution_options(yield_per=1000)):
            yield ClaimVersion(row.number, row.body, row.recorded_at, row.superseded_at)


def superseded_since(ledger: Ledger, time: dt.datetime | None) -> dict[int, dt.datetime]:
    """The rows that were superseded at `time` or later (ever, where it is None), with when."""
    query = select(claims.c.number, claims.c.superseded_at).where(claims.c.superseded_at.is_not(None))
    if time is not None:
        query = query.where(claims.c.superseded_at >= time)
    with ledger.asking() as connection:
        return {row.number: row.superseded_at for row in connection.execute(query)}


def appearances_since(ledger: Ledger, number: int) -> Iterator[AppearanceRow]:
    """The appearances of documents that were added after row `number`, in order of adding."""
    query = (
        select(appearances.c.number, appearances.c.body, appearances.c.recorded_at)
        .where(appearances.c.number > number)
        .order_by(appearances.c.number)
    )
    with ledger.asking() as connection:
        for row in connection.execute(query.execution_options(yield_per=1000)):
            yield AppearanceRow(row.number, row.body, row.recorded_at)


def has_document(ledger: Ledger, document: str) -> bool:
    """Whether the text of that id is kept."""
    with ledger.asking() as connection:
        return connection.execute(select(documents.c.id).where(documents.c.id == document)).first() is not None
