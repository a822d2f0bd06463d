"""`/cases/ID/log`: what came to be known of a case when, and why it changed, as `callout log` tells it.

A case that is no more has a log too, and says where its claims are now.
"""

from __future__ import annotations

from starlette.requests import Request

from callout.casebook.history import log_of
from callout.errors import NotInLedger
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.rendering import link
from callout.web.twins import Shown, Table

PAGE = 100


def log(request: Request, asked: Asked, desk: Desk) -> Shown:
    case = request.path_params["case"]
    if not desk.ledger.placements(as_of=asked.as_of, cases=[case], history=True):
        raise NotInLedger(case, "no case ever bore that id", "Look through /cases, or search")
    found = log_of(desk.ledger, case, as_of=asked.as_of)
    start = asked.number("page", 1, 100_000) - 1
    entries = found.entries[::-1][start * PAGE : (start + 1) * PAGE]
    more = (start + 1) * PAGE < len(found.entries)
    context = {
        "log": found,
        "view": desk.view(asked.as_of),
        "entries": entries,
        "next": link(f"/cases/{case}/log", page=start + 2, as_of=asked.text("as_of")) if more else None,
    }
    return Shown(
        "log.html",
        context,
        record=lambda: found,
        table=lambda: Table(
            ("at", "what", "words", "because", "document", "claim", "case", "decision"),
            [
                (e.at.isoformat(), e.what, e.words, "; ".join(e.because), e.document, e.claim, e.case, e.decision)
                for e in found.entries
            ],
        ),
    )
