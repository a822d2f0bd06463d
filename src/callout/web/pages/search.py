"""`/search`: claims and documents by their words, and by what the claims say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape
from starlette.requests import Request

from callout.ledger.query import Query, marks, parse_query
from callout.record.decision import ClaimStatus
from callout.web.asked import Asked, cursor_after, cursor_key
from callout.web.desk import Desk
from callout.web.pages.home import LINE, line
from callout.web.rendering import link, shown, state_name
from callout.web.rows import ClaimRow
from callout.web.search_questions import Filters, facets_of, filtered
from callout.web.twins import Shown, Table
from callout.web.words import STATUSES as STATUS_NAMES

PAGE = 25


def search(request: Request, asked: Asked, desk: Desk) -> Shown:
    words = asked.text("q")
    query = parse_query(words) if words else None
    filters = Filters.asked(asked)
    view = desk.view(asked.as_of)
    matches = desk.matches(words, asked.as_of) if words else None
    rows = filtered(view, filters, matches.claims if matches else None)
    rejected = len(filtered(view, replace(filters, status=ClaimStatus.FALSE), matches.claims if matches else None))
    rows.sort(key=lambda row: (view.date_of(row) or "", row.number), reverse=True)
    cursor = asked.text("cursor")
    start = 0
    if cursor:
        (after,) = cursor_key(cursor, (int,))
        start = next((n for n, row in enumerate(rows, start=1) if row.number == after), len(rows))
    page = rows[start : start + PAGE]
    following = cursor_after(page[-1].number) if start + PAGE < len(rows) else None
    given = {"q": words, **filters.parameters(), "as_of": asked.text("as_of")}
    documents = matches.documents if matches and not filters.any() and not cursor else []
    context = {
        "view": view,
        "q": words or "",
        "given": given,
        "set": [(name, _named(name, value), _without(given, name)) for name, value in filters.parameters().items()],
        "facets": [
            (facet, [(_named(facet.name, v), n, _with(given, facet.name, v)) for v, n in facet.values])
            for facet in facets_of(view, rows, filters, rejected)
        ],
        "rows": page,
        "total": len(rows),
        "next": _with(given, "cursor", following) if following else None,
        "documents": [
            (view.documents[i], marked(text, ranges)) for i, text, ranges in documents if i in view.documents
        ],
        "document_total": matches.document_total if matches else 0,
        "words_of": lambda row: matches_in(row.words, query),
        "atom": _feed("/search.atom", given),
        "json_feed": _feed("/search.feed.json", given),
    }
    return Shown(
        "search.html",
        context,
        record=lambda: _record(view, rows, start, following, documents),
        table=lambda: Table((*LINE, "status"), [(*line(view, row), view.status_of(row.id)) for row in rows]),
    )


def _record(view: Any, rows: list[ClaimRow], start: int, following: str | None, documents: Any) -> Mapping[str, Any]:
    return {
        "total": len(rows),
        "claims": [row._asdict() | {"status": view.status_of(row.id)} for row in rows[start : start + PAGE]],
        "documents": [{"document": i, "snippet": text, "ranges": ranges} for i, text, ranges in documents],
        "next": following,
    }


def _named(name: str, value: str) -> str:
    if name == "status":
        return STATUS_NAMES[value]
    return state_name(value) if name in ("accused", "speaker") and value.isupper() else value


def _with(given: Mapping[str, str | None], name: str, value: str) -> str:
    return link("/search", **{**given, name: value})


def _without(given: Mapping[str, str | None], name: str) -> str:
    return link("/search", **{key: value for key, value in given.items() if key != name})


def _feed(path: str, given: Mapping[str, str | None]) -> str:
    return link(path, **{key: value for key, value in given.items() if key not in ("as_of", "cursor")})


def marked(text: str, ranges: list[tuple[int, int]]) -> Markup:
    """Text with its ranges marked, everything escaped."""
    parts, at = [], 0
    for start, end in sorted(ranges):
        if start < at:
            continue
        parts.append(escape(shown(text[at:start])))
        parts.append(Markup("<mark>") + escape(shown(text[start:end])) + Markup("</mark>"))
        at = end
    parts.append(escape(shown(text[at:])))
    return Markup("").join(parts)


def matches_in(text: str, query: Query | None) -> Markup:
    """A claim's words with what was searched for marked."""
    return marked(text, list(marks(text, query)) if query else [])
