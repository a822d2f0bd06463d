"""The tables. Rows are added and at most marked as superseded; nothing is changed or deleted.

A claim row is one version of a claim: the same id may have several rows, of which at most one is current. The body
is the claim's public JSON; the columns beside it are what is filtered by.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from callout.ledger.clock import Recorded

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
)
"""One row for each text, by the hash of the text."""

appearances = Table(
    "appearances",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False),
    Column("uri", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    UniqueConstraint("document", "uri"),
)
"""Where a text was published: its address, title, source and date. The same text may appear at many addresses."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False),
    Column("engine", String(64), nullable=False),
    Column("version", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Column("superseded_at", Recorded),
)
"""What an engine found beside claims: conducts, entities, mentions."""

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False),
    Column("act", String(32), nullable=False),
    Column("act_class", String(16), nullable=False),
    Column("claimant", Text),
    Column("claimant_country", String(8)),
    Column("accused_states", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Column("superseded_at", Recorded),
    Index("ix_claims_document", "document"),
    Index("ix_claims_id", "id"),
)

Index(
    "uq_claims_current",
    claims.c.id,
    unique=True,
    sqlite_where=claims.c.superseded_at.is_(None),
    postgresql_where=claims.c.superseded_at.is_(None),
)
Index(
    "uq_readings_current",
    readings.c.document,
    unique=True,
    sqlite_where=readings.c.superseded_at.is_(None),
    postgresql_where=readings.c.superseded_at.is_(None),
)
