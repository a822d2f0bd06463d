"""What tells without its words that a strand is not near another: the states that it accuses and those it speaks of.
Where the strands of a document are placed is found by the document.

Every document that is there is pending, so that its strands get them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("strands", sa.Column("accused", sa.Text, nullable=False, server_default=""))
    op.add_column("strands", sa.Column("places", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_placements_document", "placements", ["document"])
    op.execute(
        "INSERT INTO pending (document, recorded_at)"
        " SELECT id, recorded_at FROM documents WHERE id NOT IN (SELECT document FROM pending)"
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only grows: go back by restoring a copy")
