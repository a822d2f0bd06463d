"""Saved searches as feeds: `/search.atom` and `/search.feed.json` give the newest claims that a search finds."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.responses import Response

from callout.exchange.feeds import Feed, as_atom, as_json_feed, claim_entry, feed_of
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.search_questions import Filters, filtered

ENTRIES = 50


def atom(request: Request) -> Response:
    return Response(as_atom(_feed(request)), media_type="application/atom+xml")


def json_feed(request: Request) -> Response:
    return Response(as_json_feed(_feed(request)), media_type="application/feed+json")


def _feed(request: Request) -> Feed:
    """The claims last recorded that the search finds, the last first."""
    asked = Asked(request.query_params)
    desk: Desk = request.app.state.desk
    words, filters, view = asked.text("q"), Filters.asked(asked), desk.view(asked.as_of)
    rows = filtered(view, filters, desk.matches(words, asked.as_of).claims if words else None)
    newest = sorted(rows, key=lambda row: row.number, reverse=True)[:ENTRIES]
    claims = desk.claims([row.id for row in newest], asked.as_of)
    documents = {
        kept.document.id: kept.document for kept in desk.ledger.documents(ids={row.document for row in newest})
    }
    site = str(request.base_url).rstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    entries = [
        claim_entry(claims[row.id], documents[row.document], row.recorded_at, site)
        for row in newest
        if row.id in claims
    ]
    told = ", ".join(filter(None, [words, *filters.parameters().values()]))
    return feed_of(
        f"callout: {told or 'every claim'}",
        address=f"{site}{request.url.path}{query}",
        home=f"{site}/search{query}",
        entries=entries,
        asked_at=dt.datetime.now(dt.UTC),
    )
