"""What differs between SQLite and PostgreSQL, in one place: opening, locking, and what their errors mean."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from callout.errors import LedgerError

WAIT_SECONDS = 60


def open_engine(name: str) -> Engine:
    """An engine for a file name or a database URL. Raises LedgerError for a URL that names no known database."""
    try:
        # A file name may hold any character; only what has a scheme is a URL.
        parsed = make_url(name) if "://" in name else URL.create("sqlite", database=str(Path(name)))
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(str(parsed.database), parsed)
        if parsed.get_backend_name() == "postgresql":
            return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise LedgerError(
            shown(name), "it is not a file name or a database URL", "Use a path, or postgresql://…"
        ) from None
    except ModuleNotFoundError as error:
        raise LedgerError(shown(name), f"{error.name} is not installed", "Install callout[postgresql]") from None
    raise LedgerError(shown(name), "only SQLite and PostgreSQL keep a ledger", "Use a path, or postgresql://…")


def shown(name: str) -> str:
    """A ledger's name without its password, for messages."""
    return re.sub(r"(://[^:/@\s]*):[^@/\s]*@", r"\1:***@", name)


def _sqlite(database: str, url: Any) -> Engine:
    folder = Path(database).parent
    if database not in (":memory:", "None") and not folder.is_dir():
        raise LedgerError(database, f"the folder {folder} does not exist", "Make the folder, or name another file")
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transaction handling commits around DDL: it is switched off, and BEGIN is said below.
        connection.isolation_level = None
        cursor = connection.cursor()
        _switch_to_wal(cursor)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: two writers wait for each other and never deadlock.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _switch_to_wal(cursor: Any) -> None:
    """SQLite does not wait for another process while the journal mode changes: the wait is here."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def hold_writers(connection: Connection) -> None:
    """Lets one writer at a time add on PostgreSQL, as SQLite does; held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7266815)"))


def explained(error: DBAPIError, name: str) -> LedgerError:
    """A database error in words that say what to do."""
    name = shown(name)
    reason = " ".join(str(error.orig).split())
    said = reason.lower()
    if "readonly" in said or "read-only" in said:
        return LedgerError(
            name, "the ledger may not be written", "Give yourself the right to write the file and its folder"
        )
    if "disk is full" in said or "no space" in said or "disk i/o" in said:
        return LedgerError(
            name, "the disk is full or failing", "Free some space and run the command again: nothing is half written"
        )
    if "not a database" in said or "malformed" in said:
        return LedgerError(
            name, "the file is not a callout ledger, or is damaged", "Restore a copy, or name another file"
        )
    if "unable to open" in said:
        return LedgerError(name, "the file cannot be opened", "Check its name and your rights")
    if "locked" in said:
        return LedgerError(
            name, f"another process kept the ledger for over {WAIT_SECONDS} s", "Wait for it and run again"
        )
    if isinstance(error, OperationalError):
        return LedgerError(name, f"the database cannot be reached ({reason})", "Check the URL and the server")
    return LedgerError(name, f"the database refused ({reason})", "Report this with the ledger's version")
