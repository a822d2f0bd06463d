"""Brings a ledger to this version's tables, by the program itself, in the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from callout.errors import LedgerError

HEAD = "0005"
"""The newest migration. Alembic is imported only where a ledger is not there yet: it costs a fifth of a second."""


def version_of(connection: Connection, name: str) -> str | None:
    """The migration that a ledger is at; None for an empty database. Raises LedgerError for somebody else's tables."""
    tables = inspect(connection).get_table_names()
    ours = {"documents", "appearances", "readings", "claims"} <= set(tables)
    if "alembic_version" in tables and (ours or len(tables) == 1):
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise LedgerError(name, "the database holds other tables and no ledger", "Name an empty or a new one")
    return None


def migrate(connection: Connection, name: str) -> None:
    """Raises LedgerError for a ledger written by a newer callout."""
    version = version_of(connection, name)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise LedgerError(name, f"a newer callout wrote it (tables {version})", "Upgrade callout")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
