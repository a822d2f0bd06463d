"""`/review`: what waits for a decision, one thing at a time, as `callout review` lists it; and the decisions on claims
that forms send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callout.casebook.queue import narrowed
from callout.casebook.waiting import Item, Waiting, Wants
from callout.record.claim import Claim
from callout.web.asked import Asked
from callout.web.deciding import changes_in, decide, undo
from callout.web.desk import Desk
from callout.web.doors import FORM_FIELD
from callout.web.pages.claim import VOCABULARIES, stretch
from callout.web.pages.visitor import own_path
from callout.web.rendering import link
from callout.web.segments import in_order
from callout.web.twins import Shown, Table
from callout.web.view import View
from callout.web.words import WANTS

_COMING = 15
_TOGETHER = 6
"""Claims of one item that are shown side by side; the others are counted."""
LATEST = 8
_TOLD = 500
"""Items of the JSON twin; the API has all, in pages."""


def review(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    wants, case, document = asked.one_of("wants", list(Wants)), asked.text("case"), asked.text("document")
    found = waiting_for(view, Wants(wants) if wants else None, case, document)
    at = _place(found, asked.text("at"), asked.one_of("because", list(Wants)))
    one = told(view, found[at]) if found else None
    given = {"wants": wants, "case": case, "document": document}

    def address(item: Waiting | None) -> str:
        place = {"at": item.claim, "because": item.wants} if item else {}
        return link("/review", **given, **place)

    after = told(view, found[at + 1]) if at + 1 < len(found) else None
    context = {
        "view": view,
        "total": len(found),
        "at": at,
        "one": one,
        "looked_at": _looked_at(desk, asked, one.claims[:_TOGETHER]) if one else [],
        "left": max(0, len(one.claims) - _TOGETHER) if one else 0,
        "besides": [told(view, w) for w in view.waiting if one and w.claim.id == one.claim and w.wants != one.wants],
        "coming": [told(view, w) for w in found[at + 1 : at + 1 + _COMING]],
        "address": address,
        "back": address(after),
        "here": address(None),
        "before": address(told(view, found[at - 1])) if at else None,
        "after": address(after) if after else None,
        "counts": _counts(view, case, document),
        "given": given,
        "latest": desk.latest_decisions(LATEST, asked.as_of),
        "why_of": WANTS,
        **VOCABULARIES,
    }
    return Shown(
        "review.html",
        context,
        record=lambda: {"total": len(found), "queue": whole(desk, found[:_TOLD], asked.as_of)},
        table=lambda: Table(
            ("wants", "why", "claim", "claims", "case", "document", "claimant", "act", "accused", "words"),
            [
                (w.wants, w.why, w.claim, " ".join(w.claims), w.case, w.document, w.claimant, w.act,
                 "; ".join(w.accused), w.words)
                for w in (told(view, one) for one in found)
            ],
        ),
    )  # fmt: skip


def waiting_for(
    view: View, wants: Wants | None = None, case: str | None = None, document: str | None = None
) -> list[Item]:
    """What waits, narrowed down as `callout review` narrows it."""
    claims = None
    if document:
        claims = {row.id for row in view.by_document.get(document, ())}
        claims |= {i for i, settled in view.decided.items() if settled.claim.document == document}
    return narrowed(view.waiting, wants=[wants] if wants else [], cases=[case] if case else None, claims=claims)


def told(view: View, item: Item) -> Waiting:
    return item.told({item.claim.document: view.documents[item.claim.document].uri})


def whole(desk: Desk, items: Sequence[Item], as_of: dt.datetime | None) -> list[Waiting]:
    """The items with their words whole, as the command line has them: a row's are clipped."""
    found = [told(desk.view(as_of), item) for item in items]
    claims = desk.claims([item.claim.id for item in items], as_of)
    return [
        one.model_copy(update={"words": claims[one.claim].evidence[0].exact})
        if one.claim is not None and one.claim in claims
        else one
        for one in found
    ]


def _counts(view: View, case: str | None, document: str | None) -> list[tuple[Wants, int]]:
    every = waiting_for(view, None, case, document)
    counted = [(reason, sum(1 for one in every if one.wants is reason)) for reason in Wants]
    return [(reason, number) for reason, number in counted if number]


def _place(found: Sequence[Item], claim: str | None, because: str | None) -> int:
    """The place of an item: by its claim and reason, else by its claim, else the first."""
    same = [n for n, one in enumerate(found) if one.claim.id == claim]
    return next((n for n in same if found[n].wants == because), same[0] if same else 0)


def _looked_at(desk: Desk, asked: Asked, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Claims with their documents and words, for the page."""
    shown = []
    for claim in desk.claims(ids, asked.as_of).values():
        document = desk.document(claim.document, asked.as_of).document
        shown.append(
            {
                "claim": claim,
                "document": document,
                "stretches": stretches_of(claim, document.text),
                "decision": desk.decisions_on([claim.id], asked.as_of).get(claim.id),
            }
        )
    return shown


def stretches_of(claim: Claim, text: str) -> list[tuple[str, str, str]]:
    """The words of a claim, each stretch with what stands around it."""
    return [stretch(text, one.start, one.end) for one in in_order(claim.evidence)]


async def decided(request: Request) -> Response:
    """Takes a decision on a claim, and goes back to where it was made."""
    async with request.form(max_files=0, max_fields=200) as form:
        name, back = checked(request, form, "/review")
        await run_in_threadpool(_decide, request, {k: str(v) for k, v in form.items()}, name)
    return RedirectResponse(back, 303)


async def undone(request: Request) -> Response:
    async with request.form(max_files=0, max_fields=20) as form:
        name, back = checked(request, form, "/decisions")
        desk: Desk = request.app.state.desk
        await run_in_threadpool(undo, desk.ledger, request.path_params["decision"], name, str(form.get("why", "")))
        desk.written()
    return RedirectResponse(back, 303)


def checked(request: Request, form: FormData, back: str) -> tuple[str, str]:
    """Who writes, and where to go afterwards. Raises RequestError where the form or the visitor may not write."""
    doors = request.app.state.doors
    doors.check_form(request, str(form.get(FORM_FIELD, "")))
    name: str = doors.writer(request)
    return name, own_path(str(form.get("back", back)))


def _decide(request: Request, given: dict[str, str], name: str) -> None:
    desk: Desk = request.app.state.desk
    claim = desk.claim(request.path_params["claim"]).claim
    kind = given.get("kind", "")
    changes = changes_in(claim, given) if kind == "correct" else {}
    decide(desk.ledger, claim.id, kind, name, given.get("why", ""), changes)
    desk.written()
