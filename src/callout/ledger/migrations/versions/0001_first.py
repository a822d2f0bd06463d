"""The first tables: documents, appearances, readings, claims."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
    )
    op.create_table(
        "appearances",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.UniqueConstraint("document", "uri", name="uq_appearances_document_uri"),
    )
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("engine", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("superseded_at", sa.String(27)),
    )
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("act_class", sa.String(16), nullable=False),
        sa.Column("claimant", sa.Text),
        sa.Column("claimant_country", sa.String(8)),
        sa.Column("accused_states", sa.Text, nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("superseded_at", sa.String(27)),
    )
    op.create_index("ix_claims_document", "claims", ["document"])
    op.create_index("ix_claims_id", "claims", ["id"])
    current = sa.text("superseded_at IS NULL")
    op.create_index("uq_claims_current", "claims", ["id"], unique=True, sqlite_where=current, postgresql_where=current)
    op.create_index(
        "uq_readings_current", "readings", ["document"], unique=True, sqlite_where=current, postgresql_where=current
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only grows: go back by restoring a copy")
