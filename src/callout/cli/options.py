"""Options that several commands share, and the formats of output."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from typing import Annotated, Optional

import typer

DEFAULT_LEDGER = "callout.db"

_chosen: str | None = None


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


LedgerOption = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--ledger", metavar="FILE_OR_URL", help="The ledger: a file or a database URL [default: callout.db]"),
]
FormatOption = Annotated[
    Optional[Format],  # noqa: UP045
    typer.Option("--format", help="How to print [default: table on a terminal, json otherwise]"),
]
AsOfOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--as-of", metavar="TIME", help="What was known then: 2026-11-22, or 2026-11-22T08:00:00Z"),
]


def choose_ledger(name: str | None) -> None:
    """Keeps the `--ledger` that stood before the command; one after the command counts more."""
    global _chosen
    _chosen = name


def ledger_name(after: str | None) -> str:
    import os

    return after or _chosen or os.environ.get("CALLOUT_LEDGER") or DEFAULT_LEDGER


def format_or_default(wanted: Format | None) -> Format:
    return wanted or (Format.TABLE if sys.stdout.isatty() else Format.JSON)


def as_of_time(written: str | None) -> dt.datetime | None:
    """A time in UTC. A day means its end; a time without a zone is UTC. Raises BadParameter for anything else."""
    if written is None:
        return None
    try:
        if len(written) == 10:
            day = dt.date.fromisoformat(written)
            return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)
        time = dt.datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(
            f"{written!r} is not a day or a time such as 2026-11-22", param_hint="--as-of"
        ) from None
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def day_of(written: str | None, option: str) -> dt.date | None:
    """A day such as 2026-11-22. Raises BadParameter, naming the option, for anything else."""
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a day such as 2026-11-22", param_hint=option) from None
