"""What the search keeps beside the ledger: numbers, days and facets of claims and documents, and their words.

Everything here can be made again from the ledger's tables, so no migration knows of it: an index that is not there, or
is of another version, is made anew (`rebuild`). What must stay true: whoever adds to the ledger calls `follow` in the
same transaction; rows are added and marked as superseded, never deleted, so that a search as of any day is possible.

The facets of a claim are one text of codes of six characters: a letter for the facet and the number of the value in
base 32. The codes of many thousand claims are then joined by the database and counted in one step (facets.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    update,
)

from callout.ledger.aspects import Value, days_of, texts_of, values_of, values_of_document, when_said
from callout.ledger.clock import Recorded
from callout.ledger.fulltext import Among, full_text
from callout.ledger.tables import appearances, claims, documents
from callout.record.claim import Claim
from callout.record.document import Document

VERSION = "1"
"""Counts up with every change of what is kept or of how texts become tokens."""

index_metadata = MetaData()

search_state = Table("search_state", index_metadata, Column("version", String(16), primary_key=True))

search_values = Table(
    "search_values",
    index_metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("facet", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
)
"""`label` is how a value was first written; `key` is facet and value."""

search_documents = Table(
    "search_documents",
    index_metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("codes", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Index("ix_search_documents_last_day", "last_day", "number"),
)

search_claims = Table(
    "search_claims",
    index_metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("codes", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Column("superseded_at", Recorded),
    Index("ix_search_claims_document", "document"),
    Index("ix_search_claims_last_day", "last_day", "number"),
)
"""`number` is that of the ledger's own row. Days are empty where the claim has no date."""

FACETS = {
    "claimant": "p",
    "accused": "q",
    "act": "r",
    "tie": "s",
    "venue": "t",
    "year": "u",
    "source": "v",
    "kind": "w",
}
"""Every facet and the letter of its codes."""
DOCUMENT_LETTER = "x"
"""The code with which the codes of each claim begin: its document."""

_AT_ONCE = 200
"""Documents that are taken into the index together when it is made anew."""


CODE_WIDTH = 6


def code(letter: str, number: int) -> str:
    """The letter, and five digits of base 32 from `0` to `O`: none is a letter in both cases, which LIKE would not tell
    apart, and none is a sign of LIKE's own."""
    return letter + "".join(chr(48 + (number >> shift & 31)) for shift in (20, 15, 10, 5, 0))


def is_current(connection: Connection) -> bool:
    """Whether the index is there and of this version."""
    if not inspect(connection).has_table(search_state.name):
        return False
    return connection.execute(select(search_state.c.version)).scalar() == VERSION


def rebuild(connection: Connection) -> None:
    """Makes the index anew from the ledger, in the caller's transaction. Two seconds for ten thousand documents."""
    words = full_text(connection)
    words.drop(connection)
    index_metadata.drop_all(connection)
    index_metadata.create_all(connection)
    words.make(connection)
    connection.execute(insert(search_state).values(version=VERSION))
    everything = connection.execute(select(documents.c.id).order_by(documents.c.recorded_at, documents.c.id))
    waiting = list(everything.scalars())
    for begin in range(0, len(waiting), _AT_ONCE):
        follow(connection, waiting[begin : begin + _AT_ONCE])


def follow(connection: Connection, ids: Sequence[str]) -> None:
    """Takes into the index what the ledger has of these documents and the index has not."""
    _follow_documents(connection, ids)
    known = {row.id: row for row in connection.execute(select(search_documents).where(search_documents.c.id.in_(ids)))}
    numbers = {i: row.number for i, row in known.items()}
    there = select(search_claims.c.number).where(search_claims.c.document.in_(numbers.values()))
    new = connection.execute(
        select(claims).where(claims.c.document.in_(ids), claims.c.number.not_in(there)).order_by(claims.c.number)
    ).all()
    first = first_appearances(connection, {row.document for row in new})
    read = [(row, Claim.model_validate_json(row.body)) for row in new]
    values = _numbers_of(connection, (v for row, claim in read for v in values_of(claim, first[row.document])))
    rows, texts = [], []
    for row, claim in read:
        document = first[row.document]
        codes = [code(DOCUMENT_LETTER, numbers[row.document])]
        pairs = dict.fromkeys((facet, value) for facet, value, _ in values_of(claim, document))
        codes += [code(FACETS[facet], values[facet, value]) for facet, value in pairs]
        first_day, last_day = days_of(when_said(claim, document))
        rows.append(
            {
                "number": row.number,
                "document": numbers[row.document],
                "first_day": first_day,
                "last_day": last_day,
                "codes": "".join(codes),
                "recorded_at": row.recorded_at,
                "superseded_at": row.superseded_at,
            }
        )
        texts.append((row.number, texts_of(claim)))
    if rows:
        connection.execute(insert(search_claims), rows)
        full_text(connection).add(connection, Among.CLAIMS, texts)
    _follow_superseded(connection, list(numbers.values()))


def _follow_superseded(connection: Connection, numbers: Sequence[int]) -> None:
    """What the ledger has marked as superseded is marked here."""
    marked = select(claims.c.superseded_at).where(claims.c.number == search_claims.c.number)
    connection.execute(
        update(search_claims)
        .where(search_claims.c.document.in_(numbers), search_claims.c.superseded_at.is_(None))
        .values(superseded_at=marked.scalar_subquery())
    )


def _follow_documents(connection: Connection, ids: Sequence[str]) -> None:
    there = select(search_documents.c.id).where(search_documents.c.id.in_(ids))
    new = connection.execute(
        select(documents.c.id, documents.c.text, documents.c.recorded_at)
        .where(documents.c.id.in_(ids), documents.c.id.not_in(there))
        .order_by(documents.c.recorded_at, documents.c.id)
    ).all()
    if not new:
        return
    first = first_appearances(connection, {row.id for row in new})
    values = _numbers_of(connection, (v for row in new for v in values_of_document(first[row.id])))
    last = connection.execute(select(func.max(search_documents.c.number))).scalar() or 0
    rows, texts = [], []
    for number, row in enumerate(new, last + 1):
        document = first[row.id]
        first_day, last_day = days_of(document.published)
        found = [code(FACETS[facet], values[facet, value]) for facet, value, _ in values_of_document(document)]
        rows.append(
            {
                "number": number,
                "id": row.id,
                "first_day": first_day,
                "last_day": last_day,
                "codes": "".join([code(DOCUMENT_LETTER, number), *found]),
                "recorded_at": row.recorded_at,
            }
        )
        texts.append((number, (document.title or "", row.text)))
    connection.execute(insert(search_documents), rows)
    full_text(connection).add(connection, Among.DOCUMENTS, texts)


def first_appearances(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    """The first appearance of each document: title, source and date are those that its reading went by. No texts."""
    found: dict[str, Document] = {}
    query = select(appearances.c.document, appearances.c.body).where(appearances.c.document.in_(list(ids)))
    for row in connection.execute(query.order_by(appearances.c.number)):
        if row.document not in found:
            found[row.document] = Document.model_validate(json.loads(row.body) | {"text": ""})
    return found


def _numbers_of(connection: Connection, wanted: Iterable[Value]) -> Mapping[tuple[str, str], int]:
    """The number of each value; new ones get the next."""
    labels: dict[tuple[str, str], str] = {}
    for facet, value, label in wanted:
        if labels.get((facet, value), value) == value:
            labels[facet, value] = label
    keys = [f"{facet}:{value}" for facet, value in labels]
    known = {}
    for row in connection.execute(select(search_values).where(search_values.c.key.in_(keys))).all():
        known[row.facet, row.value] = row.number
        label = labels[row.facet, row.value]
        if row.label == row.value != label:
            connection.execute(update(search_values).where(search_values.c.number == row.number).values(label=label))
    new = [pair for pair in labels if pair not in known]
    if new:
        last = connection.execute(select(func.max(search_values.c.number))).scalar() or 0
        rows = [
            {"number": number, "facet": facet, "value": value, "label": labels[facet, value], "key": f"{facet}:{value}"}
            for number, (facet, value) in enumerate(new, last + 1)
        ]
        connection.execute(insert(search_values), rows)
        known |= {(row["facet"], row["value"]): row["number"] for row in rows}
    return known
