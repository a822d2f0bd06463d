"""What is asked of a strand to place it, beside it, so that its claims need not be read again.

Those of strands that are there are null until they are placed again: then their claims are read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("strands", sa.Column("traits", sa.Text))


def downgrade() -> None:
    raise NotImplementedError("the ledger only grows: go back by restoring a copy")
