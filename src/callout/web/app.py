"""The application: pages, their twins, the API and what guards them, in one process without a build step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from callout import __version__
from callout.errors import CalloutError, RequestError
from callout.ledger.ledger import Ledger
from callout.web.adding import Adding
from callout.web.api import router
from callout.web.desk import Desk
from callout.web.doors import Doors, TokenCheck
from callout.web.guard import Guard
from callout.web.kept_pages import KeptPages
from callout.web.pages import OTHERS, PAGES, WRITING
from callout.web.reading_room import ReadingRoom
from callout.web.refusals import from_http, from_validation, refusal
from callout.web.rendering import STATIC, environment
from callout.web.settings import Settings
from callout.web.twins import routes_of

PAGES_AT_ONCE = 2
"""Pages that are made at once. Making one is work of the processor and not waiting: of twenty made at once each took
twenty times as long and all together half as long again, and what was being added stood still (measured with
`benchmarks/load.py`)."""

HandlerOfExceptions = Callable[[Request, Exception], Response]


def create_app(settings: Settings, *, holder_of: TokenCheck | None = None) -> Guard:
    """The site over a ledger. `holder_of` names the holder of a write token; by default the ledger is asked."""
    return Guard(unguarded(settings, holder_of), settings)


def unguarded(settings: Settings, holder_of: TokenCheck | None = None) -> FastAPI:
    """The pages and the API without what guards them: for describing the API, and never to be served."""

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
        with Ledger.open(settings.ledger) as ledger:
            room = ReadingRoom()
            desk = Desk(ledger, room)
            adding = Adding(ledger, room, desk.written)
            app.state.desk = desk
            app.state.adding = adding
            app.state.pages = KeptPages()
            app.state.doors = Doors(settings, holder_of or ledger.access.holder)
            environment()
            try:
                yield
            finally:
                adding.close()
                room.close()

    app = FastAPI(
        title="callout",
        version=__version__,
        description="Who publicly said who is behind a cyber operation, in which words.",
        lifespan=opened,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.settings = settings
    for path, view in PAGES:
        app.router.routes.extend(routes_of(path, view))
    app.router.routes.extend((*OTHERS, *WRITING))
    app.include_router(router)
    app.mount("/static", _KeptFiles(directory=STATIC))
    app.add_exception_handler(CalloutError, _expected)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(Exception, _unexpected)
    return app


def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, CalloutError)  # noqa: S101 - registered for these
    return refusal(error, request.scope)


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return refusal(from_http(error, request.url.path), request.scope)


def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return refusal(from_validation(error, request.url.path), request.scope)


def _unexpected(request: Request, error: Exception) -> Response:
    """Told to the visitor without the inside; the server's own log has the rest."""
    where = request.url.path
    return refusal(RequestError(where, "callout met a bug here", "Report it with what you did", 500), request.scope)


class _KeptFiles(StaticFiles):
    """Static files, whose addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200 and b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
