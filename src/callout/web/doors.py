"""Who may write, and that it is they: tokens, signed forms, and how often a visitor may add.

On the own machine anyone at it may write; elsewhere a token is asked for (as `Authorization: Bearer`, or once on the
sign-in page, which leaves a signed cookie). Every form carries a token signed for its visitor's cookie, and a request
that another site started is refused, so that no foreign page writes in a visitor's name.
"""

from __future__ import annotations

import getpass
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from callout.errors import RequestError
from callout.web.settings import Settings

VISITOR = "callout_visitor"
SIGNED_IN = "callout_signed_in"
NAME = "callout_name"
"""Cookie with the name that a visitor of the own machine decides under; where a token is needed, its holder decides."""
FORM_FIELD = "form_token"
_LONGEST_NAME = 80
_FORM_SECONDS = 12 * 3600
_SIGNED_IN_SECONDS = 30 * 24 * 3600
_TRIES = 10
_BUCKETS = 10_000
"""Visitors whose adding is counted at once; the longest idle is forgotten first."""

TokenCheck = Callable[[str], str | None]
"""The name of the holder of a write token, or null where there is no such token."""


class Doors:
    """What lets a request write, or says why not."""

    def __init__(self, settings: Settings, holder_of: TokenCheck) -> None:
        self._settings = settings
        self._holder_of = holder_of
        self._forms = URLSafeTimedSerializer(settings.secret, salt="form")
        self._signed_in = URLSafeTimedSerializer(settings.secret, salt="signed in")
        self._counted: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    # What pages need

    def context(self, request: Request) -> dict[str, Any]:
        """For templates: the form token of this visitor, who writes, and whether writing needs a token."""
        return {
            "form_token": self._forms.dumps(self._visitor(request)),
            "writer": self._writer_or_none(request),
            "needs_token": not self._settings.local,
        }

    def keep_visitor(self, request: Request, response: Response) -> None:
        if VISITOR not in request.cookies:
            self._set(response, VISITOR, self._visitor(request), None)

    def _visitor(self, request: Request) -> str:
        if VISITOR in request.cookies:
            return request.cookies[VISITOR]
        if not hasattr(request.state, "visitor"):
            request.state.visitor = secrets.token_urlsafe(16)
        visitor: str = request.state.visitor
        return visitor

    # Writing

    def check_form(self, request: Request, given: str | None) -> None:
        """Raises RequestError (403) unless the form was made by this site for this visitor."""
        self.check_origin(request)
        visitor = request.cookies.get(VISITOR)
        try:
            made_for = self._forms.loads(given or "", max_age=_FORM_SECONDS)
        except BadSignature:
            made_for = None
        if not visitor or made_for != visitor:
            raise RequestError(
                "the form", "it is too old, or was not made here", "Load the page again and send it", 403
            )

    def check_origin(self, request: Request) -> None:
        """Raises RequestError (403) for a request that a browser says another site started."""
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != request.headers["host"].lower()
        if foreign or (site is not None and site not in ("same-origin", "none")):
            raise RequestError("the request", "another site started it", "Send it from this site's own pages", 403)

    def writer(self, request: Request) -> str:
        """Who writes. Raises RequestError (401) where a token is needed and none, or a wrong one, is given."""
        found = self._writer_or_none(request)
        if found is None:
            raise RequestError(
                "writing",
                "it needs a token here",
                "Make one with `callout token`, and sign in or send it as Bearer",
                401,
            )
        return found

    def _writer_or_none(self, request: Request) -> str | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._holder_of(token.strip())
        cookie = request.cookies.get(SIGNED_IN)
        if cookie:
            try:
                # The token itself is signed in, so that revoking it ends the visit.
                holder = self._holder_of(self._signed_in.loads(cookie, max_age=_SIGNED_IN_SECONDS))
            except BadSignature:
                holder = None
            if holder:
                return holder
        return (_given_name(request) or _own_name()) if self._settings.local else None

    def sign_in(self, response: Response, token: str) -> None:
        """Leaves the cookie of a token's holder. Raises RequestError (401) where there is no such token."""
        if self._holder_of(token) is None:
            raise RequestError("the token", "it is not known, or was revoked", "Make one with `callout token`", 401)
        self._set(response, SIGNED_IN, self._signed_in.dumps(token), _SIGNED_IN_SECONDS)

    def call(self, response: Response, name: str) -> None:
        """Leaves the cookie of a visitor's name; an empty one takes it away. Raises RequestError (403) where the name
        is that of a token's holder."""
        if not self._settings.local:
            raise RequestError("the name", "it is that of the token's holder here", "Sign in with another token", 403)
        cleaned = _cleaned(name)
        if cleaned:
            self._set(response, NAME, quote(cleaned), _SIGNED_IN_SECONDS)
        else:
            response.delete_cookie(NAME)

    def sign_out(self, response: Response) -> None:
        response.delete_cookie(SIGNED_IN)

    def count_add(self, request: Request) -> None:
        """Raises RequestError (429) where the visitor's address added too much within a minute."""
        self._count(request, "adding", self._settings.adds)

    def count_try(self, request: Request) -> None:
        """Raises RequestError (429) where the visitor's address tried too many tokens within a minute."""
        self._count(request, "signing in", _TRIES)

    def _count(self, request: Request, what: str, most: int) -> None:
        key = f"{what} {request.client.host if request.client else 'unknown'}"
        now = time.monotonic()
        with self._lock:
            times = self._counted.pop(key, deque())
            self._counted[key] = times
            while len(self._counted) > _BUCKETS:
                self._counted.pop(next(iter(self._counted)))
            while times and now - times[0] > 60:
                times.popleft()
            if len(times) >= most:
                raise RequestError(what, f"over {most} times within a minute", "Wait a minute", 429)
            times.append(now)

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", path="/")


def _given_name(request: Request) -> str | None:
    return _cleaned(unquote(request.cookies.get(NAME, ""))) or None


def _cleaned(name: str) -> str:
    """A name of one line, of letters that are seen."""
    return " ".join("".join(letter for letter in name if letter.isprintable()).split())[:_LONGEST_NAME]


def _own_name() -> str:
    """The user at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"
