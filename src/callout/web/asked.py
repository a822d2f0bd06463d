"""What a request asks for: `as_of`, filters and pages, read strictly. What is not understood is refused."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Collection

from starlette.datastructures import QueryParams

from callout.errors import RequestError

LONGEST = 400
"""Letters of the longest value of a parameter."""


def as_of_time(written: str | None) -> dt.datetime | None:
    """A time in UTC. A day means its end; a time without a zone is UTC. Raises RequestError for anything else."""
    if not written:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return dt.datetime.combine(dt.date.fromisoformat(written), dt.time.max, tzinfo=dt.UTC)
        # A plus sign of a zone comes out of an address as a space.
        time = dt.datetime.fromisoformat(re.sub(r" (\d{2}:?\d{2})$", r"+\1", written))
        return (time if time.tzinfo else time.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise RequestError(
            "as_of", f"{written[:40]!r} is no day or time", "Write it as 2026-11-22 or 2026-11-22T08:00:00Z"
        ) from None


class Asked:
    """The parameters of one request. Each method raises RequestError for a value that it does not take."""

    def __init__(self, parameters: QueryParams) -> None:
        self._parameters = parameters
        self.as_of = as_of_time(self.text("as_of"))

    def text(self, name: str) -> str | None:
        """The value without white space around it; null where it is empty."""
        value = self._parameters.get(name, "").strip()
        if len(value) > LONGEST:
            raise RequestError(name, f"it is longer than {LONGEST} letters", "Shorten it")
        if "\0" in value:
            raise RequestError(name, "it holds a character that no text holds", "Leave it out")
        return value or None

    def one_of(self, name: str, known: Collection[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in known:
            raise RequestError(name, f"{value[:40]!r} is not known here", f"Use one of {', '.join(sorted(known))}")
        return value

    def day(self, name: str) -> dt.date | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise RequestError(name, f"{value[:40]!r} is no day", "Write it as 2026-11-22") from None

    def number(self, name: str, default: int, largest: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,9}", value) or not 1 <= int(value) <= largest:
            raise RequestError(name, f"{value[:40]!r} is no number from 1 to {largest}", "Give one of these")
        return int(value)


def cursor_after(*key: str | int) -> str:
    """An opaque word that stands for a place in a list: the sort key of the last item given out."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def cursor_key(cursor: str, shape: tuple[type, ...]) -> tuple[str | int, ...]:
    """The key that `cursor_after` wrote. Raises RequestError for what is no cursor of this list."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        key = None
    if not isinstance(key, list) or [type(part) for part in key] != list(shape):
        raise RequestError("cursor", "it is no cursor of this list", "Use `next` of the page before, as it is")
    return tuple(key)
