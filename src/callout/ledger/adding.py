"""Adding a reading to the ledger's tables, within one transaction: its document, where that appeared, and its claims.

What must stay true: no claim without its exact words in the kept text; adding the same twice changes nothing; what a
later reading no longer finds is marked as superseded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from callout.errors import EvidenceError
from callout.ledger.tables import appearances, claims, documents, pending, readings
from callout.record.claim import Claim
from callout.record.document import Document
from callout.record.reading import Reading


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `add` changed."""

    new_document: bool
    new_appearance: bool
    new_reading: bool
    new_claims: int
    changed_claims: int
    superseded_claims: int

    @property
    def nothing(self) -> bool:
        return not any(
            (
                self.new_document,
                self.new_appearance,
                self.new_reading,
                self.new_claims,
                self.changed_claims,
                self.superseded_claims,
            )
        )


def checked(reading: Reading) -> None:
    """Raises EvidenceError where a stretch of a claim is not word for word in the document's text, or a claim is of
    another document."""
    document = reading.document
    for claim in reading.claims:
        if claim.document != document.id:
            raise EvidenceError(document.uri, f"the claim {claim.id} is of another document", "Report this as a bug")
        for evidence in claim.evidence:
            evidence.check(document.text, f"{document.uri}, claim {claim.id}")


def add_reading(connection: Connection, reading: Reading, now: dt.datetime) -> Added:
    """Adds what is new of a checked reading. What changes its claims or conducts waits to be placed in cases."""
    document = reading.document
    new_document = _add_document(connection, document, now)
    first = new_document or _is_first(connection, document)
    new_appearance = _add_appearance(connection, document, now)
    if not first:
        return Added(new_document, new_appearance, False, 0, 0, 0)
    new_reading = _add_reading(connection, reading, now)
    new, changed, gone = _add_claims(connection, reading, now)
    if new_reading or new or changed or gone:
        wait_to_be_placed(connection, [document.id], now)
    return Added(new_document, new_appearance, new_reading, new, changed, gone)


def _add_document(connection: Connection, document: Document, now: dt.datetime) -> bool:
    if connection.execute(select(documents.c.id).where(documents.c.id == document.id)).first():
        return False
    connection.execute(
        insert(documents).values(id=document.id, text=document.text, length=document.length, recorded_at=now)
    )
    return True


def _add_appearance(connection: Connection, document: Document, now: dt.datetime) -> bool:
    there = and_(appearances.c.document == document.id, appearances.c.uri == document.uri)
    if connection.execute(select(appearances.c.number).where(there)).first():
        return False
    connection.execute(
        insert(appearances).values(
            document=document.id, uri=document.uri, body=document.model_dump_json(), recorded_at=now
        )
    )
    return True


def _is_first(connection: Connection, document: Document) -> bool:
    """Whether the text is known from this address first: its dates are the ones that the reading goes by."""
    query = select(appearances.c.uri).where(appearances.c.document == document.id).order_by(appearances.c.number)
    return connection.execute(query.limit(1)).scalar() == document.uri


def _add_reading(connection: Connection, reading: Reading, now: dt.datetime) -> bool:
    # Without aliases as it was before they were read: a reading that has none is no new one.
    kept = {"conducts", "entities", "mentions"} | ({"aliases"} if reading.aliases else set())
    body = reading.model_dump_json(include=kept)
    mine = and_(readings.c.document == reading.document.id, readings.c.superseded_at.is_(None))
    row = connection.execute(
        select(readings.c.number, readings.c.engine, readings.c.version, readings.c.body).where(mine)
    ).first()
    if row and (row.engine, row.version, row.body) == (reading.engine.name, reading.engine.version, body):
        return False
    if row:
        connection.execute(update(readings).where(readings.c.number == row.number).values(superseded_at=now))
    connection.execute(
        insert(readings).values(
            document=reading.document.id,
            engine=reading.engine.name,
            version=reading.engine.version,
            body=body,
            recorded_at=now,
        )
    )
    return True


def _add_claims(connection: Connection, reading: Reading, now: dt.datetime) -> tuple[int, int, int]:
    mine = and_(claims.c.document == reading.document.id, claims.c.superseded_at.is_(None))
    known = {row.id: row for row in connection.execute(select(claims.c.number, claims.c.id, claims.c.body).where(mine))}
    found = {claim.id: claim for claim in reading.claims}
    changed = [i for i, claim in found.items() if i in known and known[i].body != claim.model_dump_json()]
    gone = [i for i in known if i not in found]
    for claim_id in [*changed, *gone]:
        connection.execute(update(claims).where(claims.c.number == known[claim_id].number).values(superseded_at=now))
    new = [claim for i, claim in found.items() if i not in known]
    rows = [_row(claim, now) for claim in [*new, *(found[i] for i in changed)]]
    if rows:
        connection.execute(insert(claims), rows)
    return len(new), len(changed), len(gone)


def wait_to_be_placed(connection: Connection, ids: Iterable[str], now: dt.datetime) -> None:
    wanted = set(ids)
    waiting = connection.execute(select(pending.c.document).where(pending.c.document.in_(wanted))).scalars()
    rows = [{"document": i, "recorded_at": now} for i in sorted(wanted - set(waiting))]
    if rows:
        connection.execute(insert(pending), rows)


def _row(claim: Claim, now: dt.datetime) -> dict[str, Any]:
    states: Sequence[str] = sorted({a.state for a in claim.accused if a.state})
    return {
        "id": claim.id,
        "document": claim.document,
        "act": claim.act,
        "act_class": claim.act_class,
        "claimant": claim.claimant.name if claim.claimant else None,
        "claimant_country": claim.claimant.country if claim.claimant else None,
        "accused_states": "|" + "|".join(states) + "|" if states else "",
        "standing": claim.standing,
        "body": claim.model_dump_json(),
        "recorded_at": now,
        "superseded_at": None,
    }
