"""`/`: what is new since the visitor was last here, and what the ledger holds. An empty ledger says how to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile

from starlette.requests import Request

from callout.web import figures
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.drawings import bars_of, weeks_of
from callout.web.rendering import link, state_name
from callout.web.rows import ClaimRow, PartyRow
from callout.web.twins import Shown, Table
from callout.web.view import View
from callout.web.visits import last_visit

_NEWEST = 12
"""Cases with something new that the page shows; the others are counted."""
_WEEKS = 52
_WITHOUT = 60
"""Claims that are shown where nothing is new, or nobody was here before."""
_LOOKED_AT = 2_000
"""New claims that are put under their cases; the others are counted."""
_RANKED = 8


def home(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    if not view.documents:
        return Shown("empty.html", {}, record=lambda: {"claims": [], "cases": []}, table=lambda: Table(LINE, ()))
    since_day = asked.day("since")
    since = dt.datetime.combine(since_day, dt.time(), tzinfo=dt.UTC) if since_day else last_visit(request)
    # Rows are recorded in order of time, so that what is new stands first.
    fresh = list(takewhile(lambda row: row.recorded_at >= since, view.newest)) if since else []
    groups = grouped(view, fresh[:_LOOKED_AT] or view.newest[:_WITHOUT])
    last, weeks = view.remember("weeks", _weeks)
    context = {
        "view": view,
        "since": since,
        "fresh": len(fresh),
        "fresh_cases": len({view.case_of.get(row.id) for row in fresh}),
        "groups": groups[:_NEWEST],
        "left": max(0, len(groups) - _NEWEST),
        "bars": bars_of(weeks),
        "week_of": last,
        "accused": [
            (link(f"/states/{code}", as_of=asked.text("as_of")), state_name(code), number)
            for code, number in view.remember("by accused", _by_accused)
        ],
        "claimants": [
            (_party_address(party, asked), party.name, number)
            for party, number in view.remember("by claimant", _by_claimant)
        ],
        "queue": desk.queue_length(asked.as_of),
    }
    shown = fresh or view.newest[:_WITHOUT]
    return Shown(
        "home.html",
        context,
        record=lambda: {
            "since": since.isoformat() if since else None,
            "totals": {"cases": len(view.cases), "claims": len(view.claims), "documents": len(view.documents)},
            "weeks": weeks,
            "newest": shown[:200],
        },
        table=lambda: Table(LINE, [line(view, row) for row in shown[:1000]]),
    )


LINE = (
    "recorded_at",
    "claim",
    "case",
    "date",
    "claimant",
    "act",
    "standing",
    "accused_states",
    "document",
    "words",
)


def line(view: View, row: ClaimRow) -> tuple[str | None, ...]:
    """A claim as a row of a table."""
    return (
        row.recorded_at.isoformat(),
        row.id,
        view.case_of.get(row.id),
        view.date_of(row),
        row.claimant.name if row.claimant else None,
        row.act,
        row.standing,
        " ".join(sorted(row.states)),
        row.document,
        row.words,
    )


def grouped(view: View, rows: Sequence[ClaimRow]) -> list[tuple[str | None, list[ClaimRow]]]:
    """Claims under their cases, the case with the last recorded claim first."""
    found: dict[str | None, list[ClaimRow]] = {}
    for row in rows:
        found.setdefault(view.case_of.get(row.id), []).append(row)
    return list(found.items())


def _party_address(party: PartyRow, asked: Asked) -> str:
    path = (
        f"/states/{party.country}"
        if party.country and party.kind in ("state", "organisation")
        else f"/parties/{party.id}"
    )
    return link(path, as_of=asked.text("as_of"))


def _weeks(view: View) -> tuple[dt.date, dict[str, int]]:
    """The last day of a claim, and the claims a week of the year to it."""
    days = figures.said_days(view, view.claims.values())
    last = max(days, default=dt.datetime.now(dt.UTC).date())
    return last, weeks_of(days, last, _WEEKS)


def _by_accused(view: View) -> list[tuple[str, int]]:
    return figures.by_accused(view.claims.values()).most_common(_RANKED)


def _by_claimant(view: View) -> list[tuple[PartyRow, int]]:
    return figures.by_claimant(view.claims.values()).most_common(_RANKED)
