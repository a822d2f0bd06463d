"""What a ledger holds, read on one connection: documents, conducts and claims as they were known at a time.

`as_of` is what was known then; now, where it is None. `ids` and `documents` narrow a question; None asks for all.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, or_, select

from callout.ledger.tables import appearances, readings
from callout.ledger.tables import case_lines as case_lines_table
from callout.ledger.tables import claims as claims_table
from callout.ledger.tables import decisions as decisions_table
from callout.ledger.tables import documents as documents_table
from callout.ledger.tables import fingerprints as fingerprints_table
from callout.ledger.tables import placements as placements_table
from callout.record.claim import Claim, Conduct
from callout.record.decision import Decision
from callout.record.document import Document
from callout.record.reading import Alias, Mentions

T = TypeVar("T")

_AT_ONCE = 8_000
"""Values in one query: databases bound them (SQLite 32,766, PostgreSQL 65,535)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the ledger with every place where its text appeared, first recorded first."""

    document: Document
    appearances: tuple[Document, ...]
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class KeptClaim:
    claim: Claim
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class KeptDecision:
    decision: Decision
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Placement:
    """In which case a strand was, why, and from when to when."""

    strand: str
    document: str
    case: str
    reasons: tuple[str, ...]
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class KeptLine:
    """What lists say of a case, as JSON, and from when to when."""

    case: str
    body: str
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ClaimsWanted:
    """Which claims are asked for. `claimant` is a country code or a part of a name, `accused` a country code. With
    `history` those that were superseded too, each version of a claim on its own."""

    act: str | None = None
    act_class: str | None = None
    claimant: str | None = None
    accused: str | None = None
    standing: str | None = None
    document: str | None = None
    documents: Sequence[str] | None = None
    ids: Sequence[str] | None = None
    history: bool = False


def claims(connection: Connection, wanted: ClaimsWanted, as_of: dt.datetime | None = None) -> list[KeptClaim]:
    """In order of recording."""
    table = claims_table
    query: Select[Any] = select(table.c.number, table.c.body, table.c.recorded_at, table.c.superseded_at)
    query = _ever_known(query, table, as_of) if wanted.history else as_known(query, table, as_of)
    exact = {"act": table.c.act, "act_class": table.c.act_class, "standing": table.c.standing}
    for name, column in {**exact, "document": table.c.document}.items():
        if getattr(wanted, name):
            query = query.where(column == getattr(wanted, name))
    if wanted.claimant:
        named = func.lower(table.c.claimant).contains(wanted.claimant.lower(), autoescape=True)
        query = query.where(or_(table.c.claimant_country == wanted.claimant.upper(), named))
    if wanted.accused:
        query = query.where(table.c.accused_states.contains(f"|{wanted.accused.upper()}|", autoescape=True))
    rows: list[Any] = []
    for some in _narrowed(query, table.c.document, wanted.documents):
        for narrowed in _narrowed(some, table.c.id, wanted.ids):
            rows += connection.execute(narrowed.order_by(table.c.number)).all()
    return [
        KeptClaim(
            Claim.model_validate_json(row.body),
            row.recorded_at,
            # What was superseded later was not known to be so then.
            row.superseded_at if as_of is None or (row.superseded_at and row.superseded_at <= as_of) else None,
        )
        for row in sorted(rows, key=lambda row: row.number)
    ]


def first_recorded(connection: Connection, since: dt.datetime, until: dt.datetime) -> dict[str, str]:
    """The document of each claim whose first row is of the period, by the claim's id."""
    table, earlier = claims_table, claims_table.alias("earlier")
    before = select(earlier.c.number).where(earlier.c.id == table.c.id, earlier.c.recorded_at < since)
    query = select(table.c.id, table.c.document).where(
        table.c.recorded_at >= since, table.c.recorded_at <= until, ~before.exists()
    )
    return {row.id: row.document for row in connection.execute(query)}


def documents(
    connection: Connection, as_of: dt.datetime | None = None, *, texts: bool = False, ids: Iterable[str] | None = None
) -> list[Kept]:
    """In order of recording. Without `texts` their texts are left empty."""
    table = documents_table
    query = select(table.c.id, table.c.recorded_at, table.c.text if texts else table.c.id.label("text"))
    if as_of is not None:
        query = query.where(table.c.recorded_at <= as_of)
    rows: list[Any] = []
    for some in _narrowed(query, table.c.id, None if ids is None else list(ids)):
        rows += connection.execute(some).all()
    seen = _appearances(connection, as_of, None if ids is None else [row.id for row in rows])
    return [
        _kept(row.text if texts else "", row.recorded_at, seen[row.id])
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.id))
    ]


def conducts(
    connection: Connection, as_of: dt.datetime | None = None, documents: Iterable[str] | None = None
) -> dict[str, list[Conduct]]:
    """By document id."""
    query = as_known(select(readings.c.document, readings.c.body), readings, as_of)
    found = {}
    for some in _narrowed(query, readings.c.document, None if documents is None else list(documents)):
        for row in connection.execute(some):
            found[row.document] = [Conduct.model_validate(c) for c in json.loads(row.body)["conducts"]]
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """What a document names beside its claims."""

    mentions: Mentions
    aliases: tuple[Alias, ...]


def named(
    connection: Connection, as_of: dt.datetime | None = None, documents: Iterable[str] | None = None
) -> dict[str, Named]:
    """By document id."""
    query = as_known(select(readings.c.document, readings.c.body), readings, as_of)
    found = {}
    for some in _narrowed(query, readings.c.document, None if documents is None else list(documents)):
        for row in connection.execute(some):
            body = json.loads(row.body)
            aliases = tuple(Alias.model_validate(alias) for alias in body.get("aliases", ()))
            found[row.document] = Named(Mentions.model_validate(body["mentions"]), aliases)
    return found


def decisions(connection: Connection, as_of: dt.datetime | None = None) -> list[KeptDecision]:
    """In order of recording."""
    query = select(decisions_table.c.body, decisions_table.c.recorded_at).order_by(decisions_table.c.number)
    if as_of is not None:
        query = query.where(decisions_table.c.recorded_at <= as_of)
    return [KeptDecision(Decision.model_validate_json(r.body), r.recorded_at) for r in connection.execute(query)]


def placements(
    connection: Connection,
    as_of: dt.datetime | None = None,
    cases: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    strands: Sequence[str] | None = None,
    *,
    history: bool = False,
) -> list[Placement]:
    """In order of recording."""
    table = placements_table
    query = _ever_known(select(table), table, as_of) if history else as_known(select(table), table, as_of)
    rows: list[Any] = []
    for by_case in _narrowed(query, table.c.case_id, cases):
        for by_document in _narrowed(by_case, table.c.document, documents):
            for by_strand in _narrowed(by_document, table.c.strand, strands):
                rows += connection.execute(by_strand).all()
    return [
        Placement(
            row.strand, row.document, row.case_id, tuple(json.loads(row.reasons)), row.recorded_at, row.superseded_at
        )
        for row in sorted(rows, key=lambda row: row.number)
    ]


def case_lines(
    connection: Connection,
    as_of: dt.datetime | None = None,
    ids: Sequence[str] | None = None,
    *,
    history: bool = False,
) -> list[KeptLine]:
    """In order of recording."""
    table = case_lines_table
    query = _ever_known(select(table), table, as_of) if history else as_known(select(table), table, as_of)
    rows: list[Any] = []
    for some in _narrowed(query, table.c.id, ids):
        rows += connection.execute(some).all()
    return [
        KeptLine(row.id, row.body, row.recorded_at, row.superseded_at)
        for row in sorted(rows, key=lambda row: row.number)
    ]


def fingerprints(connection: Connection, ids: Sequence[str] | None = None) -> dict[str, str]:
    """By document id, as they were written; of documents that were never placed there is none."""
    found: dict[str, str] = {}
    for some in _narrowed(select(fingerprints_table), fingerprints_table.c.document, ids):
        found.update({row.document: row.body for row in connection.execute(some)})
    return found


def _appearances(
    connection: Connection, as_of: dt.datetime | None, ids: Sequence[str] | None
) -> dict[str, list[dict[str, Any]]]:
    query = select(appearances.c.document, appearances.c.body).order_by(appearances.c.number)
    if as_of is not None:
        query = query.where(appearances.c.recorded_at <= as_of)
    found: dict[str, list[dict[str, Any]]] = {}
    for some in _narrowed(query, appearances.c.document, ids):
        for row in connection.execute(some):
            found.setdefault(row.document, []).append(json.loads(row.body))
    return found


def _kept(text: str, recorded_at: dt.datetime, bodies: list[dict[str, Any]]) -> Kept:
    seen = tuple(Document.model_validate({**body, "text": text}) for body in bodies)
    return Kept(seen[0], seen, recorded_at)


def as_known(query: Select[Any], table: Any, as_of: dt.datetime | None) -> Select[Any]:
    """Narrows a question to the rows that were current at `as_of`."""
    if as_of is None:
        return query.where(table.c.superseded_at.is_(None))
    return query.where(
        table.c.recorded_at <= as_of, or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of)
    )


def _ever_known(query: Select[Any], table: Any, as_of: dt.datetime | None) -> Select[Any]:
    """Narrows a question to the rows that were known by `as_of`, current or not."""
    return query if as_of is None else query.where(table.c.recorded_at <= as_of)


def _narrowed(query: Select[Any], column: Any, values: Sequence[str] | None) -> Iterator[Select[Any]]:
    """The question asked once, or once for each batch of the values."""
    if values is None:
        yield query
    else:
        for some in batches(values):
            yield query.where(column.in_(some))


def batches(values: Iterable[T], most: int = _AT_ONCE) -> Iterator[list[T]]:
    """The values in lists that fit one query."""
    all_of_them = list(values)
    for start in range(0, len(all_of_them), most):
        yield all_of_them[start : start + most]
