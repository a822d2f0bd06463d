"""The ledger: add readings, ask what was known on any day.

What must stay true: no claim without its exact words in the kept text; adding the same twice changes nothing; a
document is added whole or not at all, in one transaction; nothing known is deleted: what a later reading no longer
finds is marked as superseded; every question takes `as_of`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, insert, or_, select, update
from sqlalchemy.exc import DBAPIError

from callout.errors import EvidenceError, NotInLedger
from callout.ledger.clock import Clock, utc_now
from callout.ledger.dialect import explained, hold_writers, open_engine, shown
from callout.ledger.migrate import HEAD, migrate, version_of
from callout.ledger.tables import appearances, claims, documents, readings
from callout.record.claim import Claim, Conduct
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


class Ledger:
    """Open with `Ledger.open`; close by leaving the `with` block."""

    def __init__(self, engine: Engine, name: str, clock: Clock) -> None:
        self._engine = engine
        self._name = name
        self._clock = clock

    @classmethod
    @contextmanager
    def open(cls, name: str, *, clock: Clock = utc_now) -> Iterator[Ledger]:
        """Opens a ledger by file name or database URL, making or upgrading its tables.

        Raises LedgerError where it cannot be opened or is not a ledger of this version.
        """
        ledger = cls(open_engine(name), name, clock)
        try:
            with ledger._reading() as connection:
                current = version_of(connection, shown(name))
            if current != HEAD:
                with ledger._writing() as connection:
                    migrate(connection, shown(name))
            yield ledger
        finally:
            ledger._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                hold_writers(connection)
                yield connection
        except DBAPIError as error:
            raise explained(error, self._name) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise explained(error, self._name) from error

    # Adding

    def add(self, reading: Reading) -> Added:
        """Adds one reading whole, or nothing of it.

        Raises EvidenceError where a stretch of a claim is not word for word in the document's text, or a claim is of
        another document. The first appearance of a text dates it: the same text at another address adds an appearance
        and leaves the reading as it is.
        """
        document = reading.document
        for claim in reading.claims:
            if claim.document != document.id:
                raise EvidenceError(
                    document.uri, f"the claim {claim.id} is of another document", "Report this as a bug"
                )
            for evidence in claim.evidence:
                evidence.check(document.text, f"{document.uri}, claim {claim.id}")
        with self._writing() as connection:
            # Read after the lock is held: what is committed later is never recorded as known earlier.
            now = self._clock()
            new_document = self._add_document(connection, document, now)
            first = new_document or self._is_first(connection, document)
            new_appearance = self._add_appearance(connection, document, now)
            if not first:
                return Added(new_document, new_appearance, False, 0, 0, 0)
            new_reading = self._add_reading(connection, reading, now)
            new, changed, gone = self._add_claims(connection, reading, now)
        return Added(new_document, new_appearance, new_reading, new, changed, gone)

    def _add_document(self, connection: Connection, document: Document, now: dt.datetime) -> bool:
        if connection.execute(select(documents.c.id).where(documents.c.id == document.id)).first():
            return False
        connection.execute(
            insert(documents).values(id=document.id, text=document.text, length=document.length, recorded_at=now)
        )
        return True

    def _add_appearance(self, connection: Connection, document: Document, now: dt.datetime) -> bool:
        there = and_(appearances.c.document == document.id, appearances.c.uri == document.uri)
        if connection.execute(select(appearances.c.number).where(there)).first():
            return False
        connection.execute(
            insert(appearances).values(
                document=document.id, uri=document.uri, body=document.model_dump_json(), recorded_at=now
            )
        )
        return True

    def _is_first(self, connection: Connection, document: Document) -> bool:
        """Whether the text is known from this address first: its dates are the ones that the reading goes by."""
        query = select(appearances.c.uri).where(appearances.c.document == document.id).order_by(appearances.c.number)
        return connection.execute(query.limit(1)).scalar() == document.uri

    def _add_reading(self, connection: Connection, reading: Reading, now: dt.datetime) -> bool:
        body = reading.model_dump_json(include={"conducts", "entities", "mentions"})
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

    def _add_claims(self, connection: Connection, reading: Reading, now: dt.datetime) -> tuple[int, int, int]:
        mine = and_(claims.c.document == reading.document.id, claims.c.superseded_at.is_(None))
        known = {
            row.id: row for row in connection.execute(select(claims.c.number, claims.c.id, claims.c.body).where(mine))
        }
        found = {claim.id: claim for claim in reading.claims}
        changed = [i for i, claim in found.items() if i in known and known[i].body != claim.model_dump_json()]
        gone = [i for i in known if i not in found]
        for claim_id in [*changed, *gone]:
            connection.execute(
                update(claims).where(claims.c.number == known[claim_id].number).values(superseded_at=now)
            )
        new = [claim for i, claim in found.items() if i not in known]
        rows = [_row(claim, now) for claim in [*new, *(found[i] for i in changed)]]
        if rows:
            connection.execute(insert(claims), rows)
        return len(new), len(changed), len(gone)

    # Asking

    def claims(
        self,
        *,
        as_of: dt.datetime | None = None,
        act: str | None = None,
        act_class: str | None = None,
        claimant: str | None = None,
        accused: str | None = None,
        standing: str | None = None,
        document: str | None = None,
    ) -> list[KeptClaim]:
        """The claims known at `as_of` (now, where it is not given), in order of recording.

        `claimant` is a country code or a part of a name, `accused` a country code.
        """
        query = self._as_known(select(claims.c.body, claims.c.recorded_at, claims.c.superseded_at), claims, as_of)
        if act:
            query = query.where(claims.c.act == act)
        if act_class:
            query = query.where(claims.c.act_class == act_class)
        if claimant:
            named = func.lower(claims.c.claimant).contains(claimant.lower(), autoescape=True)
            query = query.where(or_(claims.c.claimant_country == claimant.upper(), named))
        if accused:
            query = query.where(claims.c.accused_states.contains(f"|{accused.upper()}|", autoescape=True))
        if standing:
            query = query.where(claims.c.standing == standing)
        if document:
            query = query.where(claims.c.document == document)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(claims.c.number)).all()
        return [
            KeptClaim(
                Claim.model_validate_json(row.body),
                row.recorded_at,
                # What was superseded later was not known to be so then.
                row.superseded_at if as_of is None or (row.superseded_at and row.superseded_at <= as_of) else None,
            )
            for row in rows
        ]

    def documents(self, *, as_of: dt.datetime | None = None, texts: bool = False) -> list[Kept]:
        """The documents known at `as_of`, in order of recording. Without `texts` their texts are left empty."""
        query = select(
            documents.c.id, documents.c.recorded_at, documents.c.text if texts else documents.c.id.label("text")
        ).order_by(documents.c.recorded_at, documents.c.id)
        if as_of is not None:
            query = query.where(documents.c.recorded_at <= as_of)
        with self._reading() as connection:
            rows = connection.execute(query).all()
            seen = self._appearances(connection, as_of)
        return [_kept(row.text if texts else "", row.recorded_at, seen[row.id]) for row in rows]

    def document(self, document_id: str, *, as_of: dt.datetime | None = None) -> Kept:
        """One document with its text. Raises NotInLedger where it was not known."""
        query = select(documents).where(documents.c.id == document_id)
        if as_of is not None:
            query = query.where(documents.c.recorded_at <= as_of)
        with self._reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise NotInLedger(document_id, "the ledger has no such document", "List them with `callout claims`")
            seen = self._appearances(connection, as_of, document_id)
        return _kept(row.text, row.recorded_at, seen[document_id])

    def conducts(self, *, as_of: dt.datetime | None = None) -> dict[str, list[Conduct]]:
        """The conducts that each document describes, by document id."""
        query = self._as_known(select(readings.c.document, readings.c.body), readings, as_of)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return {row.document: [Conduct.model_validate(c) for c in json.loads(row.body)["conducts"]] for row in rows}

    def counts(self) -> dict[str, int]:
        """How many documents, appearances and current claims there are."""
        with self._reading() as connection:
            return {
                "documents": connection.execute(select(func.count()).select_from(documents)).scalar_one(),
                "appearances": connection.execute(select(func.count()).select_from(appearances)).scalar_one(),
                "claims": connection.execute(
                    select(func.count()).select_from(claims).where(claims.c.superseded_at.is_(None))
                ).scalar_one(),
            }

    def _appearances(
        self, connection: Connection, as_of: dt.datetime | None, document_id: str | None = None
    ) -> dict[str, list[dict[str, Any]]]:
        query = select(appearances.c.document, appearances.c.body).order_by(appearances.c.number)
        if as_of is not None:
            query = query.where(appearances.c.recorded_at <= as_of)
        if document_id is not None:
            query = query.where(appearances.c.document == document_id)
        found: dict[str, list[dict[str, Any]]] = {}
        for row in connection.execute(query):
            found.setdefault(row.document, []).append(json.loads(row.body))
        return found

    @staticmethod
    def _as_known(query: Select[Any], table: Any, as_of: dt.datetime | None) -> Select[Any]:
        if as_of is None:
            return query.where(table.c.superseded_at.is_(None))
        return query.where(
            table.c.recorded_at <= as_of, or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of)
        )


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


def _kept(text: str, recorded_at: dt.datetime, bodies: list[dict[str, Any]]) -> Kept:
    seen = tuple(Document.model_validate({**body, "text": text}) for body in bodies)
    return Kept(seen[0], seen, recorded_at)
