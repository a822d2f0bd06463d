"""`/brief`: what came to be known in a period, by case, each line with its words; and `/brief.md`, the same to copy."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from callout.errors import RequestError
from callout.watch.brief import Brief
from callout.watch.period import brief_from
from callout.watch.written import as_markdown
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.twins import Shown, Table

DAYS = 7
MOST = 3_000
"""Claims that may be new in a period that a page tells of: the command line tells of longer ones."""
LINES = 120
"""Lines that the page shows; the twins have all."""


def brief(request: Request, asked: Asked, desk: Desk) -> Shown:
    since, until = _period(asked)
    fresh = _fresh(desk, since, until)
    found = _told(desk, since, until) if fresh <= MOST else None
    left, cases = LINES, []
    for case in found.cases if found else ():
        if left <= 0:
            break
        # In the order of the brief: what was claimed before what was answered.
        shown = [(section, list(lines)) for section, lines in groupby(case.lines[:left], key=lambda one: one.section)]
        cases.append((case, shown))
        left -= max(1, len(case.lines))
    context = {
        "brief": found,
        "fresh": fresh,
        "cases": cases,
        "left": len(found.cases) - len(cases) if found else 0,
        "since_day": since.date().isoformat(),
        "until_day": until.date().isoformat(),
    }
    return Shown(
        "brief.html",
        context,
        record=lambda: _told(desk, since, until),
        table=lambda: _table(_told(desk, since, until)),
    )


def markdown(request: Request) -> Response:
    """The brief as Markdown."""
    since, until = _period(Asked(request.query_params))
    return Response(as_markdown(_told(request.app.state.desk, since, until)), media_type="text/markdown; charset=utf-8")


def _period(asked: Asked) -> tuple[dt.datetime, dt.datetime]:
    """The days asked for, whole; the last seven up to now (or `as_of`) by default. Raises RequestError."""
    now = asked.as_of or dt.datetime.now(dt.UTC)
    last = asked.day("until")
    until = min(dt.datetime.combine(last, dt.time.max, tzinfo=dt.UTC), now) if last else now
    first = asked.day("since") or until.date() - dt.timedelta(days=DAYS)
    since = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
    if since > until:
        raise RequestError("since", "the period ends before it begins", "Give an earlier day")
    return since, until


def _fresh(desk: Desk, since: dt.datetime, until: dt.datetime) -> int:
    """How many claims were recorded in the period."""
    return sum(1 for row in desk.view().claims.values() if since <= row.recorded_at <= until)


def _told(desk: Desk, since: dt.datetime, until: dt.datetime) -> Brief:
    """Raises RequestError where more is new than the site tells of."""
    fresh = _fresh(desk, since, until)
    if fresh > MOST:
        raise RequestError(
            "the period", f"{fresh:,} claims came to be known in it", "Give a shorter one, or use `callout brief`"
        )
    return brief_from(desk.ledger, since, until)


def _table(found: Brief) -> Table:
    return Table(
        (
            "case",
            "title",
            "new",
            "section",
            "claim",
            "claimant",
            "act",
            "standing",
            "when",
            "document",
            "words",
            "reports",
        ),
        [
            (
                case.case,
                case.title,
                "yes" if case.new else "no",
                line.section,
                line.claim,
                line.claimant.name if line.claimant else None,
                line.act,
                line.standing,
                line.when.date if line.when else None,
                line.document.id,
                line.words.exact,
                line.reports,
            )
            for case in found.cases
            for line in case.lines
        ],
    )
