"""`/api/v1`: the same questions for programs, typed, in pages, with one error shape. `docs/reference/openapi.json` is
committed; a change that breaks a caller needs `/api/v2`."""

from __future__ import annotations

from fastapi import APIRouter

from callout.web.api import reading, writing
from callout.web.refusals import ErrorAnswer

_ERRORS = {
    400: "A parameter is not as it must be.",
    404: "The ledger does not hold it (as of that time).",
    421: "The request names a host that this site does not answer to.",
    422: "The request does not fit the schema.",
    503: "The ledger or the reading engine cannot be used now.",
}

router = APIRouter(
    prefix="/api/v1",
    responses={status: {"model": ErrorAnswer, "description": text} for status, text in _ERRORS.items()},
)
router.include_router(reading.router)
router.include_router(writing.router)
