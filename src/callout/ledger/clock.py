"""The second clock: when callout came to know a thing. UTC only.

Times are stored as text of one width (`2026-11-22T08:00:00.000000Z`), which sorts in time order and reads the same
from SQLite and PostgreSQL. A naive time is refused by the column type, on the way in and as a bound value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Recorded(TypeDecorator[dt.datetime]):
    """An aware time, kept in UTC to the microsecond. Raises ValueError for a naive one."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone is refused: the ledger keeps UTC")
        # isoformat and not strftime, which does not fill up years before 1000 on every platform.
        utc = value.astimezone(dt.UTC)
        return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        return dt.datetime.fromisoformat(value) if value is not None else None
