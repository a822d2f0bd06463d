"""When a visitor was last here, kept in a cookie of two times: the visit before, and the one that goes on now.

A visit ends after half an hour without a page. Nothing else is kept of a visitor, and nothing on the server.
"""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "callout_visits"
_VISIT = dt.timedelta(minutes=30)
_KEPT_SECONDS = 365 * 24 * 3600


def last_visit(request: Request) -> dt.datetime | None:
    """The end of the visit before this one; null at the first."""
    before, during = _times(request)
    if during is not None and _now() - during > _VISIT:
        return during
    return before


def keep_visit(request: Request, response: Response) -> None:
    before, during = _times(request)
    now = _now()
    if during is not None and now - during > _VISIT:
        before = during
    value = f"{int(before.timestamp()) if before else 0}.{int(now.timestamp())}"
    response.set_cookie(COOKIE, value, max_age=_KEPT_SECONDS, httponly=True, samesite="strict", path="/")


def _times(request: Request) -> tuple[dt.datetime | None, dt.datetime | None]:
    before, _, during = request.cookies.get(COOKIE, "").partition(".")
    return _time(before), _time(during)


def _time(written: str) -> dt.datetime | None:
    """A time of the past; null for anything else: the cookie is the visitor's to change."""
    if not (written.isascii() and written.isdigit() and len(written) <= 10) or written == "0":
        return None
    time = dt.datetime.fromtimestamp(int(written), dt.UTC)
    return time if time <= _now() else None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
