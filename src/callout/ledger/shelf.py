"""The strands of a ledger as they are placed in cases, within one writing transaction.

Plain rows: what makes two strands one case is not known here. What must stay true: a strand stands in one case at a
time; where it stood before is kept, marked as superseded.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from callout.ledger.content import batches
from callout.ledger.tables import batches as batches_table
from callout.ledger.tables import case_lines, fingerprints, near, pending, placements, signs, strands


@dataclass(frozen=True, slots=True)
class StrandRow:
    """`near` are keys with their likeness, the nearest first. `traits` are null where an older callout placed it."""

    key: str
    document: str
    component: str
    case_id: str
    days: tuple[str, str] | None
    accused: str
    places: str
    reasons: tuple[str, ...]
    traits: str | None
    words: str
    near: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What tells without its words that a strand is not near another: `StrandRow` has the rest."""

    number: int
    key: str
    days: tuple[str, str] | None
    accused: str
    places: str


@dataclass(frozen=True, slots=True)
class Placing:
    """One transaction: the ledger's content as it is in it, and the rows of its strands."""

    connection: Connection
    rows: ShelfRows


_asked = Table(
    "asked",
    MetaData(),
    Column("asker", Integer, nullable=False),
    Column("sign", BigInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
"""What is asked for in one query, however many signs these are."""

_ASKING_AT_ONCE = 100
"""Strands that ask in one query: what it finds is held in memory."""


class ShelfRows:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # What waits to be placed

    def pending(self, most: int) -> list[tuple[str, dt.datetime]]:
        """Documents whose claims or decisions changed since they were placed, and since when, the longest first."""
        query = select(pending).order_by(pending.c.recorded_at, pending.c.document).limit(most)
        return [(row.document, row.recorded_at) for row in self._connection.execute(query)]

    def waiting_among(self, documents: Iterable[str]) -> set[str]:
        """Those of the documents that wait."""
        found: set[str] = set()
        for some in batches(documents):
            found.update(
                self._connection.execute(select(pending.c.document).where(pending.c.document.in_(some))).scalars()
            )
        return found

    def done(self, placed: Sequence[tuple[str, dt.datetime]]) -> None:
        """They were placed together, as of the last of their times."""
        for some in batches(document for document, _ in placed):
            self._connection.execute(delete(pending).where(pending.c.document.in_(some)))
        first, last = min(since for _, since in placed), max(since for _, since in placed)
        if first < last:
            self._connection.execute(insert(batches_table).values(first=first, last=last))

    # Looking up

    def days(self) -> tuple[str, str] | None:
        # Each by itself is looked up in its index; both in one query read every strand.
        first = self._connection.execute(select(func.min(strands.c.first_day))).scalar()
        last = self._connection.execute(select(func.max(strands.c.last_day))).scalar()
        return (first, last) if first is not None and last is not None else None

    def showing(self, wanted: Iterable[int]) -> set[str]:
        """Keys of the strands that show any of the signs."""
        found: set[str] = set()
        for some in batches(wanted):
            query = select(strands.c.key).join(signs, signs.c.strand == strands.c.number).where(signs.c.sign.in_(some))
            found.update(self._connection.execute(query).scalars())
        return found

    def sharing(self, asked: Mapping[str, Iterable[int]], least: int) -> Iterator[tuple[str, dict[int, int]]]:
        """For each that asks for signs: the numbers of the strands that show at least so many, and how many."""
        _asked.create(self._connection, checkfirst=True)
        count = func.count()
        one_by_one = (
            select(_asked.c.asker, signs.c.strand, count.label("shows"))
            .join(signs, signs.c.sign == _asked.c.sign)
            .group_by(_asked.c.asker, signs.c.strand)
            .having(count >= least)
            .subquery()
        )
        asker, strand, shows = one_by_one.c
        # Hundreds of numbers in one text are read in less time than hundreds of rows.
        numbers = func.aggregate_strings(cast(strand, String), " ")
        shared = select(asker, shows, numbers).group_by(asker, shows)
        for some in batches(asked, _ASKING_AT_ONCE):
            self._connection.execute(delete(_asked))
            wanted = [{"asker": n, "sign": sign} for n, asker in enumerate(some) for sign in asked[asker]]
            if wanted:
                self._connection.execute(insert(_asked), wanted)
            found: list[dict[int, int]] = [{} for _ in some]
            for number, times, written in self._connection.execute(shared).all():
                found[number].update(dict.fromkeys(map(int, written.split()), times))
            yield from zip(some, found, strict=True)

    def briefs(self, numbers: Iterable[int]) -> list[Brief]:
        columns = strands.c
        query = select(
            columns.number, columns.key, columns.first_day, columns.last_day, columns.accused, columns.places
        )
        return [
            Brief(number, key, (first, last) if first else None, accused, places)
            for some in batches(numbers)
            for number, key, first, last, accused, places in self._connection.execute(
                query.where(columns.number.in_(some))
            ).all()
        ]

    def keys_of(self, column: str, values: Iterable[str]) -> set[str]:
        """Keys of the strands whose `document`, `component` or `case_id` is one of the values."""
        found: set[str] = set()
        for some in batches(values):
            found.update(self._connection.execute(select(strands.c.key).where(strands.c[column].in_(some))).scalars())
        return found

    def naming(self, keys: Iterable[str], least: float) -> set[str]:
        """Keys of the strands that have one of `keys` among their nearest, at least so near."""
        other = strands.alias()
        found: set[str] = set()
        for some in batches(keys):
            query = (
                select(strands.c.key)
                .join(near, near.c.strand == strands.c.number)
                .join(other, other.c.number == near.c.other)
                .where(other.c.key.in_(some), near.c.likeness >= least)
            )
            found.update(self._connection.execute(query).scalars())
        return found

    def rows(self, keys: Iterable[str]) -> dict[str, StrandRow]:
        c = strands.c
        query = select(
            c.number,
            c.key,
            c.document,
            c.component,
            c.case_id,
            c.first_day,
            c.last_day,
            c.accused,
            c.places,
            c.reasons,
            c.traits,
            c.words,
        )
        found: dict[str, StrandRow] = {}
        for some in batches(keys):
            nearest = self._nearest(some)
            # Taken apart, which is faster than asking each row for its columns by name.
            for (
                number,
                key,
                document,
                component,
                case,
                first,
                last,
                accused,
                places,
                why,
                traits,
                words,
            ) in self._connection.execute(query.where(c.key.in_(some))).all():
                days = (first, last) if first else None
                near_it = tuple(nearest.get(number, ()))
                reasons = _reasons(why)
                found[key] = StrandRow(
                    key, document, component, case, days, accused, places, reasons, traits, words, near_it
                )
        return found

    def _nearest(self, keys: Sequence[str]) -> dict[int, list[tuple[str, float]]]:
        """By number, the nearest first."""
        other = strands.alias()
        query = (
            select(near.c.strand, other.c.key, near.c.likeness)
            .join(strands, strands.c.number == near.c.strand)
            .join(other, other.c.number == near.c.other)
            .where(strands.c.key.in_(keys))
            .order_by(near.c.likeness.desc(), other.c.key)
        )
        found: dict[int, list[tuple[str, float]]] = {}
        for number, key, likeness in self._connection.execute(query).all():
            found.setdefault(number, []).append((key, likeness))
        return found

    # Keeping

    def remove(self, keys: Iterable[str]) -> None:
        for some in batches(keys):
            numbers = select(strands.c.number).where(strands.c.key.in_(some))
            self._connection.execute(delete(signs).where(signs.c.strand.in_(numbers)))
            self._connection.execute(delete(near).where(near.c.strand.in_(numbers)))
            self._connection.execute(delete(near).where(near.c.other.in_(numbers)))
            self._connection.execute(delete(strands).where(strands.c.key.in_(some)))

    def put(self, rows: Sequence[StrandRow], shown: Mapping[str, Iterable[int]]) -> None:
        """Keeps new strands and changes where known ones stand; `shown` has the signs of those that are new."""
        known = set(self.rows_numbers([row.key for row in rows]))
        new = [row for row in rows if row.key not in known]
        if new:
            self._connection.execute(insert(strands), [_values(row) for row in new])
        for row in rows:
            if row.key in known:
                self._connection.execute(update(strands).where(strands.c.key == row.key).values(_values(row)))
        numbers = self.rows_numbers([*(row.key for row in rows), *(key for row in rows for key, _ in row.near)])
        mine = [numbers[row.key] for row in rows]
        for some in batches(mine):
            self._connection.execute(delete(near).where(near.c.strand.in_(some)))
        nearest = [
            {"strand": numbers[row.key], "other": numbers[key], "likeness": alike}
            for row in rows
            for key, alike in row.near
        ]
        if nearest:
            self._connection.execute(insert(near), nearest)
        showing = [
            {"sign": sign, "strand": numbers[row.key]} for row in rows for sign in sorted(shown.get(row.key, ()))
        ]
        if showing:
            self._connection.execute(insert(signs), showing)

    def rows_numbers(self, keys: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in batches(set(keys)):
            query = select(strands.c.key, strands.c.number).where(strands.c.key.in_(some))
            found.update({row.key: row.number for row in self._connection.execute(query)})
        return found

    def keep_fingerprints(self, written: Mapping[str, str]) -> None:
        """Keeps those of documents, in place of those that were kept."""
        for some in batches(written):
            self._connection.execute(delete(fingerprints).where(fingerprints.c.document.in_(some)))
        if written:
            self._connection.execute(
                insert(fingerprints), [{"document": i, "body": written[i]} for i in sorted(written)]
            )

    # What was known when

    def record(self, rows: Iterable[StrandRow], gone: Iterable[str], when: dt.datetime) -> None:
        """Keeps where strands stand since `when` beside where they stood, and that some are gone."""
        now = {row.key: row for row in rows}
        before = self._current(placements, placements.c.strand, [*now, *gone])
        kept = {
            key
            for key, row in before.items()
            if key in now and (row.case_id, row.reasons) == (now[key].case_id, json.dumps(now[key].reasons))
        }
        self._supersede(placements, [row.number for key, row in before.items() if key not in kept], when)
        values = [
            {
                "strand": row.key,
                "document": row.document,
                "case_id": row.case_id,
                "reasons": json.dumps(row.reasons),
                "recorded_at": when,
            }
            for key, row in now.items()
            if key not in kept
        ]
        if values:
            self._connection.execute(insert(placements), values)

    def record_lines(self, lines: Mapping[str, str | None], when: dt.datetime) -> None:
        """Keeps the lines of cases by id since `when`; None where a case is no more."""
        before = self._current(case_lines, case_lines.c.id, lines)
        changed = {i for i, line in lines.items() if (before[i].body if i in before else None) != line}
        self._supersede(case_lines, [row.number for i, row in before.items() if i in changed], when)
        values = [{"id": i, "body": lines[i], "recorded_at": when} for i in sorted(changed) if lines[i]]
        if values:
            self._connection.execute(insert(case_lines), values)

    def _current(self, table: Table, column: Any, values: Iterable[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for some in batches(values):
            query = select(table, column.label("of")).where(column.in_(some), table.c.superseded_at.is_(None))
            found.update({row.of: row for row in self._connection.execute(query)})
        return found

    def _supersede(self, table: Table, numbers: Iterable[int], when: dt.datetime) -> None:
        for some in batches(numbers):
            self._connection.execute(update(table).where(table.c.number.in_(some)).values(superseded_at=when))


@lru_cache(maxsize=10_000)
def _reasons(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _values(row: StrandRow) -> dict[str, Any]:
    first, last = row.days or (None, None)
    return {
        "key": row.key,
        "document": row.document,
        "component": row.component,
        "case_id": row.case_id,
        "first_day": first,
        "last_day": last,
        "accused": row.accused,
        "places": row.places,
        "reasons": json.dumps(row.reasons),
        "traits": row.traits,
        "words": row.words,
    }
