"""The tables. Rows are added and at most marked as superseded; nothing is changed or deleted. The exceptions are what
can be made again from the rest: `pending`, `strands`, `signs`, `near`, `fingerprints`.

A claim row is one version of a claim: the same id may have several rows, of which at most one is current. The body
is the claim's public JSON; the columns beside it are what is filtered by.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("made_at", Recorded, nullable=False),
    Column("revoked_at", Recorded),
)
"""Tokens for writing over the web: their hashes, never the tokens."""

Index(
    "uq_access_tokens_in_force",
    access_tokens.c.name,
    unique=True,
    sqlite_where=access_tokens.c.revoked_at.is_(None),
    postgresql_where=access_tokens.c.revoked_at.is_(None),
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

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("document", String(32)),
    Column("claim", String(32)),
    Column("body", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Index("ix_decisions_document", "document"),
)
"""What persons decided; undone by another row."""

pending = Table(
    "pending",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("recorded_at", Recorded, nullable=False),
    Index("ix_pending_recorded_at", "recorded_at"),
)
"""Documents whose claims changed since their strands were placed in cases, and since when that was known: where they
are then placed counts from that time."""

strands = Table(
    "strands",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String(80), nullable=False, unique=True),
    Column("document", String(32), nullable=False),
    Column("component", String(80), nullable=False),
    Column("case_id", String(32), nullable=False),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("accused", Text, nullable=False, server_default=""),
    Column("places", Text, nullable=False, server_default=""),
    Column("reasons", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("traits", Text),
    Index("ix_strands_document", "document"),
    Index("ix_strands_component", "component"),
    Index("ix_strands_case_id", "case_id"),
    Index("ix_strands_first_day", "first_day"),
    Index("ix_strands_last_day", "last_day"),
)
"""The strands of documents, as they are placed now. `accused` and `places` are codes of states, a space between."""

signs = Table(
    "signs",
    metadata,
    Column("sign", BigInteger, primary_key=True, autoincrement=False),
    Column("strand", Integer, primary_key=True, autoincrement=False),
    Index("ix_signs_strand", "strand"),
    sqlite_with_rowid=False,
)
"""By which signs a strand is found."""

near = Table(
    "near",
    metadata,
    Column("strand", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False),
    Column("likeness", Float, nullable=False),
    Index("ix_near_other", "other"),
    sqlite_with_rowid=False,
)
"""The nearest of a strand in words."""

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("body", Text, nullable=False),
)
"""What is kept of a text to tell whether it is a copy of another."""

batches = Table(
    "batches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("first", Recorded, nullable=False),
    Column("last", Recorded, nullable=False),
)
"""Documents known at different times were placed together, as of the last: what was known between `first` and `last`
does not stand in `placements`."""

placements = Table(
    "placements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("strand", String(80), nullable=False),
    Column("document", String(32), nullable=False),
    Column("case_id", String(32), nullable=False),
    Column("reasons", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Column("superseded_at", Recorded),
    Index("ix_placements_strand", "strand"),
    Index("ix_placements_document", "document"),
    Index("ix_placements_case_id", "case_id"),
)
"""In which case a strand was, from when to when."""

case_lines = Table(
    "case_lines",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Recorded, nullable=False),
    Column("superseded_at", Recorded),
    Index("ix_case_lines_id", "id"),
    Index("ix_case_lines_recorded_at", "recorded_at"),
)
"""What a list of cases says of each, from when to when."""

for table in (placements, case_lines):
    key = table.c.strand if table is placements else table.c.id
    Index(
        f"uq_{table.name}_current",
        key,
        unique=True,
        sqlite_where=table.c.superseded_at.is_(None),
        postgresql_where=table.c.superseded_at.is_(None),
    )
