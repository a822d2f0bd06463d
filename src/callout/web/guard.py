"""What every request passes before any page sees it: the host that it names, the size of what it sends, and the
headers that every answer carries.

Written as plain ASGI, so that a body is counted while it comes in and an answer is never buffered.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from callout.errors import RequestError
from callout.web.refusals import refusal
from callout.web.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script, no inline style, nothing from elsewhere."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_PORT = re.compile(r":\d{1,5}$")


class Guard:
    """Wraps the application. Wrong host: 421. Body over `settings.largest`: 413, without reading the rest."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        error = self._host_error(scope) or self._size_error(scope)
        if error:
            await refusal(error, scope)(scope, receive, with_headers)
            return
        await self._app(scope, _Counted(receive, self._settings.largest), with_headers)

    def _host_error(self, scope: Scope) -> RequestError | None:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        host = _PORT.sub("", named[0]).lower() if len(named) == 1 else ""
        if host in self._settings.known_hosts:
            return None
        return RequestError(
            host or "the request", "this site does not answer to that name", "Start it with --allow-host NAME", 421
        )

    def _size_error(self, scope: Scope) -> RequestError | None:
        told = [value for name, value in scope["headers"] if name == b"content-length"]
        if told and (not told[0].isdigit() or int(told[0]) > self._settings.largest):
            return _too_large(self._settings.largest)
        return None


class _Counted:
    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive = receive
        self._left = largest

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                # Of a kind that whatever reads the body lets through.
                raise HTTPException(413, "it is larger than what is taken here")
        return message


def _too_large(largest: int) -> RequestError:
    size = f"{largest / 1e6:.0f} MB" if largest >= 1e6 else f"{largest / 1e3:.0f} kB"
    return RequestError("what was sent", f"it is larger than {size}", "Send the report's own text", 413)
