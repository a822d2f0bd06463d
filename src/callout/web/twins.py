"""Every page has twins: `.json` says the same to programs, `.csv` to spreadsheets. One function answers all three.

A view is asked for a `Shown`; what only one of the forms needs is made when that form is asked for.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.kept_pages import Key
from callout.web.rendering import THEME_COOKIE, render
from callout.web.visits import keep_visit, last_visit

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """What the `.csv` twin holds."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer of a view: a template with what it needs, the record for JSON, the table for CSV."""

    template: str
    context: Mapping[str, Any]
    record: Callable[[], Any]
    table: Callable[[], Table]


View = Callable[[Request, Asked, Desk], Shown]


def routes_of(path: str, view: View) -> list[Route]:
    """The page and its twins. The twins of `/` are `/index.json` and `/index.csv`."""
    stem = "/index" if path == "/" else path

    def page(request: Request) -> Response:
        state = request.app.state
        asked, desk, pages = Asked(request.query_params), state.desk, state.pages
        visitor = state.doors.context(request)
        stamp = desk.view(asked.as_of).stamp
        key = _key(request, visitor["writer"])
        body = pages.get(key, stamp, visitor["form_token"])
        if body is None:
            found = view(request, asked, desk)
            # Of the state now, what waits is placed within a moment.
            unplaced = desk.view(asked.as_of).unplaced if asked.as_of else 0
            context = {
                **visitor,
                "unplaced": unplaced,
                "form_token": pages.form_token,
                "twin": _twin(request),
                **found.context,
            }
            made = render(found.template, request, context).encode()
            pages.keep(key, stamp, made)
            body = pages.sent(made, visitor["form_token"])
        response = Response(body, media_type="text/html")
        state.doors.keep_visitor(request, response)
        if path == "/":
            keep_visit(request, response)
        return response

    def as_json(request: Request) -> Response:
        found = view(request, Asked(request.query_params), request.app.state.desk)
        return JSONResponse(plain(found.record()))

    def as_csv(request: Request) -> Response:
        found = view(request, Asked(request.query_params), request.app.state.desk)
        name = request.url.path.strip("/").replace("/", "-")
        return Response(
            written(found.table()),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="callout-{name}"'},
        )

    return [
        Route(f"{stem}.json", as_json, methods=["GET"]),
        Route(f"{stem}.csv", as_csv, methods=["GET"]),
        Route(path, page, methods=["GET"]),
    ]


def _key(request: Request, writer: str | None) -> Key:
    """What a page depends on beside the ledger: its address, the colours, who may write, the day, the last visit."""
    before = last_visit(request)
    return (
        request.url.path,
        request.url.query,
        request.cookies.get(THEME_COOKIE, "")[:8],
        writer or "",
        dt.datetime.now(dt.UTC).date().isoformat(),
        before.isoformat() if before and request.url.path == "/" else "",
    )


def _twin(request: Request) -> Callable[[str], str]:
    """The address of a twin of the page that is shown, with its parameters."""

    def address(ending: str) -> str:
        path = request.url.path
        stem = "/index" if path == "/" else path
        return f"{stem}.{ending}" + (f"?{request.url.query}" if request.url.query else "")

    return address


def plain(value: Any) -> Any:
    """JSON-able: models in their public form, everything else as it is."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, str | int | float | None):
        return value
    if hasattr(value, "_asdict"):
        return {key: plain(one) for key, one in value._asdict().items()}
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return str(value)


def written(table: Table) -> str:
    """CSV whose cells no spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return cell
