"""Readings made by hand, a clock that the test moves, and a new ledger on each kind of database.

A ledger's tests never run the language pipeline: what is kept does not depend on who read it.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, select, text

from callout.ledger.dialect import open_engine
from callout.ledger.tables import metadata
from callout.record.acts import Act, Level, Mode, Standing, Tie
from callout.record.claim import Accused, Claim, Conduct, Engine
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party
from callout.record.evidence import Evidence
from callout.record.model import Record
from callout.record.reading import Reading

START = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)

NORWAY = Party.of(Entity(name="Norway", kind=EntityKind.STATE, country="NO"))
RUSSIA = Party.of(Entity(name="Russia", kind=EntityKind.STATE, country="RU"))
NIMBUS = Party.of(Entity(name="Nimbus 100% Security", kind=EntityKind.COMPANY, country="US"))

NORWAY_SAYS = "Norway said Russia was behind the attack on its parliament."
RUSSIA_DENIES = "Russia denied it."
NIMBUS_SAYS = "Nimbus 100% Security linked the tools to a Chinese group."
TEXT = f"{NORWAY_SAYS} {RUSSIA_DENIES} {NIMBUS_SAYS}"


class HandClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, step: dt.timedelta = dt.timedelta(hours=1)) -> dt.datetime:
        self.now += step
        return self.now


def a_claim(
    document: Document,
    words: str,
    *,
    act: Act = Act.ATTRIBUTE,
    claimant: Party | None = NORWAY,
    states: Sequence[str] = ("RU",),
    standing: Standing = Standing.ASSERTED,
    **more: Any,
) -> Claim:
    """A claim whose evidence is the first place of `words` in the document."""
    start = document.text.index(words)
    return Claim(
        document=document.id,
        act=act,
        claimant=claimant,
        accused=[Accused(name=s, state=s, level=Level.STATE, tie=Tie.IS_STATE, phrase=s) for s in states],
        mode=Mode.REPORTED,
        standing=standing,
        evidence=[Evidence.cut(document.text, start, start + len(words))],
        engine=Engine(name="by-hand", version="1"),
        **more,
    )


def three_claims(document: Document) -> list[Claim]:
    """The three claims of a document whose text begins with TEXT."""
    return [
        a_claim(document, NORWAY_SAYS),
        a_claim(document, RUSSIA_DENIES, act=Act.DENY, claimant=RUSSIA, states=()),
        a_claim(document, NIMBUS_SAYS, claimant=NIMBUS, states=("CN", "RU"), standing=Standing.PAST),
    ]


def a_reading(document: Document, claims: Sequence[Claim], *, conduct: str | None = None) -> Reading:
    return Reading(
        document=document,
        engine=Engine(name="by-hand", version="1"),
        claims=claims,
        conducts=[Conduct(summary=conduct)] if conduct else [],
    )


def a_document(words: str = TEXT, uri: str = "memo.txt", **more: Any) -> Document:
    return Document.of(words, uri, **more)


def numbered_readings(count: int = 30) -> list[Reading]:
    """Different documents with one to five claims each, long enough that writing one takes a while."""
    readings = []
    for number in range(count):
        sentences = [f"In case {number} Norway named culprit {part}." for part in range(1 + number % 5)]
        text = "\n".join([*sentences, f"Report {number} goes on. " * 400])
        document = Document.of(text, f"report-{number}.txt", title=f"Report {number}")
        claims = [a_claim(document, sentence) for sentence in sentences]
        readings.append(a_reading(document, claims, conduct=f"attack {number}"))
    return readings


def written(record: Record) -> dict[str, Any]:
    """A record as its public JSON, and the text of a document: what has to come back from the ledger."""
    public: dict[str, Any] = record.model_dump(mode="json")
    return public | {"text": record.text} if isinstance(record, Document) else public


# Where a ledger is kept

POSTGRESQL = os.environ.get("CALLOUT_TEST_POSTGRESQL")
STORES = ("sqlite", "postgresql") if POSTGRESQL else ("sqlite",)
"""The kinds of database that each test of the ledger runs on. One test says so where PostgreSQL is not among them."""


@contextmanager
def new_store(kind: str, folder: Path) -> Iterator[str]:
    """The name of a ledger that is not there yet: a file, or a schema of its own on the server."""
    if kind == "sqlite":
        yield str(folder / f"{uuid.uuid4().hex}.db")
        return
    url = make_url(str(POSTGRESQL)).set(drivername="postgresql+psycopg")
    schema = f"callout_test_{uuid.uuid4().hex}"
    server = create_engine(url)
    try:
        with server.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        yield url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    finally:
        with server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        server.dispose()


Rows = dict[str, list[dict[str, Any]]]


def all_rows(name: str) -> Rows:
    """Every row of every table, in order of writing, past and present."""
    engine = open_engine(name)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                # One view of all tables, also while the server still ends what a killed process began.
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            return {
                table.name: [
                    dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
                ]
                for table in metadata.sorted_tables
            }
    finally:
        engine.dispose()


def without_times(rows: Rows) -> Rows:
    """What was written, whenever that was."""
    left_out = ("number", "recorded_at")
    return {
        name: sorted(({k: v for k, v in row.items() if k not in left_out} for row in found), key=str)
        for name, found in rows.items()
    }
