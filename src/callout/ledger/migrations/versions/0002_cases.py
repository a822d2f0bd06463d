"""Decisions, and the cases as they grow: strands, their signs and nearest, fingerprints of texts,
placements, lines of cases.

Every document that is there is pending: its strands are placed when cases are next asked for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("document", sa.String(32)),
        sa.Column("claim", sa.String(32)),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
    )
    op.create_table(
        "pending",
        sa.Column("document", sa.String(32), primary_key=True),
        sa.Column("recorded_at", sa.String(27), nullable=False),
    )
    op.create_table(
        "strands",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("component", sa.String(80), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("first_day", sa.String(10)),
        sa.Column("last_day", sa.String(10)),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.UniqueConstraint("key", name="uq_strands_key"),
    )
    op.create_table(
        "signs",
        sa.Column("sign", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("strand", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "near",
        sa.Column("strand", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("other", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("likeness", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fingerprints",
        sa.Column("document", sa.String(32), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("first", sa.String(27), nullable=False),
        sa.Column("last", sa.String(27), nullable=False),
    )
    op.create_table(
        "placements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("strand", sa.String(80), nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("superseded_at", sa.String(27)),
    )
    op.create_table(
        "case_lines",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("superseded_at", sa.String(27)),
    )
    for table, columns in (
        ("decisions", ["document"]),
        ("pending", ["recorded_at"]),
        ("strands", ["document"]),
        ("strands", ["component"]),
        ("strands", ["case_id"]),
        ("strands", ["first_day"]),
        ("strands", ["last_day"]),
        ("signs", ["strand"]),
        ("near", ["other"]),
        ("placements", ["strand"]),
        ("placements", ["case_id"]),
        ("case_lines", ["id"]),
        ("case_lines", ["recorded_at"]),
    ):
        op.create_index(f"ix_{table}_{columns[0]}", table, columns)
    current = sa.text("superseded_at IS NULL")
    for table, column in (("placements", "strand"), ("case_lines", "id")):
        op.create_index(
            f"uq_{table}_current", table, [column], unique=True, sqlite_where=current, postgresql_where=current
        )
    op.execute("INSERT INTO pending (document, recorded_at) SELECT id, recorded_at FROM documents")


def downgrade() -> None:
    raise NotImplementedError("the ledger only grows: go back by restoring a copy")
