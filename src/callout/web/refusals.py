"""Errors on the web: one shape, as a page for people and as JSON for programs.

    {"error": {"status": 404, "where": "…", "what": "…", "remedy": "…"}}

What callout expects to go wrong keeps its own words; what it does not is a 500 that tells nothing of the inside.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from callout.errors import (
    CalloutError,
    DecisionRefused,
    EngineError,
    LedgerError,
    NotInLedger,
    QuestionError,
    RequestError,
    SourceError,
)
from callout.web.rendering import render


class ErrorBody(BaseModel):
    """What went wrong, where, and what to do."""

    status: int
    where: str
    what: str
    remedy: str


class ErrorAnswer(BaseModel):
    """The shape of every error of the API."""

    error: ErrorBody


def status_of(error: CalloutError) -> int:
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, NotInLedger):
        return 404
    if isinstance(error, QuestionError):
        return 400
    if isinstance(error, SourceError | DecisionRefused):
        return 422
    if isinstance(error, LedgerError | EngineError):
        return 503
    return 500


def wants_json(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith("/api/") or path.endswith((".json", ".csv"))


def refusal(error: CalloutError, scope: Scope) -> Response:
    """The answer to a request that ended in `error`."""
    status = status_of(error)
    body = ErrorBody(status=status, where=error.where, what=error.what, remedy=error.remedy)
    headers = {"Retry-After": "60"} if status == 429 else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if wants_json(scope):
        return JSONResponse(ErrorAnswer(error=body).model_dump(), status, headers)
    page = render("error.html", Request(scope), {"error": body, "reason": HTTPStatus(status).phrase})
    return Response(page, status, headers, "text/html")


_REMEDIES = {
    404: ("there is no such page", "Go to the first page, or search"),
    413: ("what was sent is larger than what is taken here", "Send the report's own text"),
    405: ("this address does not take that method", "See /api for what it takes"),
}


def from_http(error: HTTPException, path: str) -> RequestError:
    what, remedy = _REMEDIES.get(error.status_code, (str(error.detail).lower(), "Check the request"))
    return RequestError(path, what, remedy, error.status_code)


def from_validation(error: RequestValidationError, path: str) -> RequestError:
    """What the API's models refused, field by field."""
    found: list[Any] = list(error.errors())
    parts = [f"{'.'.join(str(p) for p in one['loc'])}: {str(one['msg'])[:200]}" for one in found[:5]]
    return RequestError(path, "; ".join(parts) or "it is not valid", "See /openapi.json for what is taken", 422)
