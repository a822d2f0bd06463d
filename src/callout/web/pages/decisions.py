"""`/decisions`, `/cases/ID/decisions` and `/names`: every decision with its reason and how to undo it, and the forms
that decide on cases (merge, split, link) and on names (the same, not the same)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callout.record.case import Case
from callout.record.decision import OF_NAMES, Decision, DecisionKind
from callout.web.asked import Asked
from callout.web.deciding import decide_on_cases, decide_on_names
from callout.web.desk import Desk, Ruling
from callout.web.pages.review import checked
from callout.web.rendering import link
from callout.web.twins import Cell, Shown, Table

PAGE = 40
OUT = 60
"""Reports of a case that the form to split it lists; others are named by their ids."""
COLUMNS = ("decision", "decided_at", "by", "kind", "about", "why", "holds", "undone_by")


def decisions(request: Request, asked: Asked, desk: Desk) -> Shown:
    every = desk.decisions(asked.as_of)
    start = asked.number("page", 1, 100_000) - 1
    page = every[start * PAGE : (start + 1) * PAGE]
    more = (start + 1) * PAGE < len(every)
    context = {
        **_shared(desk, asked, page),
        "total": len(every),
        "next": link("/decisions", page=start + 2, as_of=asked.text("as_of")) if more else None,
    }
    return Shown("decisions.html", context, record=lambda: _record(every), table=lambda: _table(every))


def of_case(request: Request, asked: Asked, desk: Desk) -> Shown:
    case = desk.case(request.path_params["case"], asked.as_of)
    found = bearing_on(case, desk.decisions(asked.as_of))
    view = desk.view(asked.as_of)
    chosen = asked.text("out")
    claims = {
        report.document: [row for row in view.by_case.get(case.id, ()) if row.document == report.document]
        for report in case.reports[:OUT]
    }
    context = {
        **_shared(desk, asked, found[:PAGE]),
        "case": case,
        "reports": case.reports[:OUT],
        "reports_left": max(0, len(case.reports) - OUT),
        "claims_of": claims,
        "chosen": chosen,
        "beside": [(one.case, one.title) for one in case.links[:20]],
    }
    return Shown("case_decisions.html", context, record=lambda: _record(found), table=lambda: _table(found))


def names(request: Request, asked: Asked, desk: Desk) -> Shown:
    every = desk.decisions(asked.as_of)
    by_id = {one.decision.id: one.decision for one in every}
    found = [one for one in every if _about(one.decision, by_id).kind in OF_NAMES]
    context = {
        **_shared(desk, asked, found[:PAGE]),
        "one": asked.text("one") or "",
        "other": asked.text("other") or "",
    }
    return Shown("names.html", context, record=lambda: _record(found), table=lambda: _table(found))


def bearing_on(case: Case, every: Sequence[Ruling]) -> list[Ruling]:
    """The decisions on a case and on its claims, with their undoings, the last first."""
    claims = {member.claim for member in case.merged_on}
    documents = {report.document for report in case.reports}
    mine: set[str] = set()
    for one in reversed(every):
        decision = one.decision
        if (
            (decision.claim is not None and (decision.claim.id in claims or decision.claim.document in documents))
            or case.id in decision.cases
            or any(place.document in documents for side in decision.sides for place in side)
            or (decision.undoes in mine)
        ):
            mine.add(decision.id)
    return [one for one in every if one.decision.id in mine]


def _about(decision: Decision, by_id: Mapping[str, Decision]) -> Decision:
    """What an undoing undoes in the end; any other decision itself."""
    while decision.undoes and decision.undoes in by_id:
        decision = by_id[decision.undoes]
    return decision


def _shared(desk: Desk, asked: Asked, shown: Sequence[Ruling]) -> dict[str, object]:
    by_id = {one.decision.id: one.decision for one in desk.decisions(asked.as_of)}
    return {
        "view": desk.view(asked.as_of),
        "rulings": shown,
        "about": lambda decision: _about(decision, by_id),
    }


def _record(found: Sequence[Ruling]) -> list[dict[str, object]]:
    return [{**one.decision.model_dump(mode="json"), "holds": one.holds, "undone_by": one.undone_by} for one in found]


def _table(found: Sequence[Ruling]) -> Table:
    return Table(COLUMNS, [_line(one) for one in found])


def _line(one: Ruling) -> tuple[Cell, ...]:
    decision = one.decision
    about = [decision.claim.id if decision.claim else "", *decision.cases, *decision.names, decision.undoes or ""]
    return (
        decision.id,
        decision.decided_at.isoformat(),
        decision.by,
        decision.kind,
        " ".join(part for part in about if part),
        decision.why,
        "yes" if one.holds else "no",
        one.undone_by,
    )


# What forms send


async def case_decided(request: Request) -> Response:
    """Takes a decision to merge, link or split, and shows it with what it takes to undo it."""
    async with request.form(max_files=0, max_fields=2_000) as form:
        name, back = checked(request, form, "")
        kind, why = str(form.get("kind", "")), str(form.get("why", ""))
        chosen = "out" if kind == DecisionKind.SPLIT else "other"
        others = [part for one in form.getlist(chosen) for part in _named(str(one), chosen)]
        desk: Desk = request.app.state.desk
        case = request.path_params["case"]
        made = await run_in_threadpool(decide_on_cases, desk.ledger, kind, case, others, name, why)
        desk.written()
    return RedirectResponse(back if back != "/" else f"/decisions#{made.id}", 303)


def _named(written: str, field: str) -> list[str]:
    """Ids to take out may stand in one field, with spaces between them; another case may be named by several words."""
    return written.split() if field == "out" else [" ".join(written.split())]


async def names_decided(request: Request) -> Response:
    async with request.form(max_files=0, max_fields=20) as form:
        name, _ = checked(request, form, "")
        given = [str(form.get(field, "")) for field in ("kind", "one", "other", "why")]
        desk: Desk = request.app.state.desk
        made = await run_in_threadpool(decide_on_names, desk.ledger, given[0], given[1], given[2], name, given[3])
        desk.written()
    return RedirectResponse(f"/names#{made.id}", 303)
