"""What the API writes: documents and decisions. A program sends JSON, with a token where the site is not bound to its
own machine.

A browser cannot be made to send such a request from another site: JSON needs a permission across origins that this site
never gives, and a request that names a foreign origin is refused.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Security
from fastapi.security import HTTPBearer

from callout.errors import RequestError
from callout.record.decision import Decision
from callout.web.adding import Adding, Job
from callout.web.api.answers import CaseDecisionGiven, DecisionGiven, Given, JobAnswer, OutcomeAnswer
from callout.web.deciding import decide, decide_on_cases, decide_on_names, undo
from callout.web.desk import Desk
from callout.web.doors import Doors
from callout.web.pages.add import pasted, web_address
from callout.web.reading_room import Address
from callout.web.refusals import ErrorAnswer

router = APIRouter(
    responses={
        401: {"model": ErrorAnswer, "description": "Writing needs a token here."},
        403: {"model": ErrorAnswer, "description": "Another site started the request."},
        413: {"model": ErrorAnswer, "description": "What was sent is too large."},
        415: {"model": ErrorAnswer, "description": "What was sent is not JSON."},
        429: {"model": ErrorAnswer, "description": "Too much within a minute."},
    }
)


bearer = HTTPBearer(auto_error=False, description="A token that `callout token` makes.")


def writer(request: Request, told: Annotated[object, Security(bearer)]) -> str:
    """Who writes. Raises RequestError where the request may not."""
    doors: Doors = request.app.state.doors
    doors.check_origin(request)
    name = doors.writer(request)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise RequestError("the request", "its body is not application/json", "Send JSON, and say so", 415)
    return name


Writer = Annotated[str, Depends(writer)]
Id = Annotated[str, Path(max_length=64)]


@router.post("/documents", summary="Add a document", status_code=202)
def add(request: Request, given: Given, name: Writer) -> JobAnswer:
    """Gives a job: ask `/api/v1/jobs/{id}` what has become of it. A text that the ledger has already is recognised."""
    if (given.text is None) == (given.address is None):
        raise RequestError("the request", "it gives neither or both of text and address", "Give one of them", 422)
    order = (
        Address(web_address(given.address, "address"))
        if given.address is not None
        else pasted(given.text or "", given.title or "", given.source or "", given.published or "", given.uri or "")
    )
    request.app.state.doors.count_add(request)
    adding: Adding = request.app.state.adding
    return _answer(adding.submit([order]))


@router.get("/jobs/{job_id}", summary="What has become of something added")
def job(request: Request, job_id: Id) -> JobAnswer:
    adding: Adding = request.app.state.adding
    return _answer(adding.job(job_id))


@router.post("/claims/{claim_id}/decisions", summary="Decide on a claim", status_code=201)
def decide_on(request: Request, claim_id: Id, given: DecisionGiven, name: Writer) -> Decision:
    """Confirms, corrects, rejects, leaves open, or notes that its claimant took it back. Nothing is overwritten."""
    desk: Desk = request.app.state.desk
    decision = decide(desk.ledger, claim_id, given.kind, name, given.why, given.changes)
    desk.written()
    return decision


@router.post("/decisions", summary="Decide on cases or on names", status_code=201)
def decide_on_more(request: Request, given: CaseDecisionGiven, name: Writer) -> Decision:
    """Merges, splits or links cases; says that two names are one thing, or two. What does not fit is refused whole."""
    desk: Desk = request.app.state.desk
    wanted = {"names": 0, "cases": 2, "out": 0} | _NEEDED[given.kind]
    for field, number in wanted.items():
        told = len(getattr(given, field))
        if told != number and not (field == "out" and number and told):
            raise RequestError(field, f"a decision to {given.kind} does not take {told} of these", _NEEDS, 422)
    if given.names:
        decision = decide_on_names(desk.ledger, given.kind, given.names[0], given.names[1], name, given.why)
    else:
        others = given.out or given.cases[1:]
        decision = decide_on_cases(desk.ledger, given.kind, given.cases[0], others, name, given.why)
    desk.written()
    return decision


_NEEDED = {
    "merge": {},
    "link": {},
    "split": {"cases": 1, "out": 1},
    "same": {"cases": 0, "names": 2},
    "different": {"cases": 0, "names": 2},
}
_NEEDS = "merge and link take two cases, split one and what leaves it, same and different two names"


@router.post("/decisions/{decision_id}/undo", summary="Undo a decision", status_code=201)
def undo_one(request: Request, decision_id: Id, name: Writer) -> Decision:
    """Undone by a decision of its own: both are kept."""
    desk: Desk = request.app.state.desk
    decision = undo(desk.ledger, decision_id, name)
    desk.written()
    return decision


def _answer(found: Job) -> JobAnswer:
    outcomes = [
        OutcomeAnswer(name=o.name, document=o.document, new=o.new, claims=o.claims, error=o.error)
        for o in found.outcomes
    ]
    return JobAnswer(id=found.id, state=found.state, outcomes=outcomes)
