"""`/review`: the queue, one claim at a time, with what there is to decide; and the decisions that forms send."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callout.record.acts import Act, Level, Standing, Tie
from callout.web.asked import Asked
from callout.web.deciding import changes_in, decide, undo
from callout.web.desk import Desk
from callout.web.doors import FORM_FIELD
from callout.web.pages.claim import stretch
from callout.web.pages.visitor import own_path
from callout.web.queue import queue_of
from callout.web.segments import in_order
from callout.web.twins import Shown, Table

_COMING = 15
LATEST = 8


def review(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    queue = queue_of(view)
    wanted = asked.text("at")
    at = next((n for n, one in enumerate(queue) if one.row.id == wanted), 0)
    one = queue[at] if queue else None
    claim = desk.claims([one.row.id], asked.as_of)[one.row.id] if one else None
    document = desk.document(claim.document, asked.as_of).document if claim else None
    context = {
        "view": view,
        "total": len(queue),
        "at": at,
        "one": one,
        "claim": claim,
        "document": document,
        "stretches": [stretch(document.text, e.start, e.end) for e in in_order(claim.evidence)]
        if claim and document
        else [],
        "coming": queue[at + 1 : at + 1 + _COMING],
        "before": queue[at - 1].row.id if at else None,
        "after": queue[at + 1].row.id if at + 1 < len(queue) else None,
        "latest": desk.latest_decisions(LATEST, asked.as_of),
        "acts": list(Act),
        "standings": list(Standing),
        "levels": list(Level),
        "ties": list(Tie),
    }
    return Shown(
        "review.html",
        context,
        record=lambda: {
            "total": len(queue),
            "queue": [{"claim": w.row.id, "weight": w.weight, "reasons": w.reasons} for w in queue[:500]],
        },
        table=lambda: Table(
            ("claim", "weight", "reasons", "document", "words"),
            [(w.row.id, w.weight, "; ".join(w.reasons), w.row.document, w.row.words) for w in queue],
        ),
    )


async def decided(request: Request) -> Response:
    """Takes a decision on a claim, and goes back to where it was made."""
    async with request.form(max_files=0, max_fields=200) as form:
        name, back = _checked(request, form)
        await run_in_threadpool(_decide, request, {k: str(v) for k, v in form.items()}, name)
    return RedirectResponse(back, 303)


async def undone(request: Request) -> Response:
    async with request.form(max_files=0, max_fields=20) as form:
        name, back = _checked(request, form)
        desk: Desk = request.app.state.desk
        await run_in_threadpool(undo, desk.ledger, request.path_params["decision"], name)
        desk.written()
    return RedirectResponse(back, 303)


def _checked(request: Request, form: FormData) -> tuple[str, str]:
    doors = request.app.state.doors
    doors.check_form(request, str(form.get(FORM_FIELD, "")))
    name: str = doors.writer(request)
    return name, own_path(str(form.get("back", "/review")))


def _decide(request: Request, given: dict[str, str], name: str) -> None:
    desk: Desk = request.app.state.desk
    claim = desk.claim(request.path_params["claim"]).claim
    kind = given.get("kind", "")
    changes = changes_in(claim, given) if kind == "correct" else {}
    decide(desk.ledger, claim, kind, name, given.get("why", ""), changes)
    desk.written()
