"""Run by the program on the connection that it holds; there is no alembic.ini and no other way in."""

from alembic import context

from callout.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
# The caller holds the transaction: a migration that is killed leaves the ledger as it was.
context.run_migrations()
