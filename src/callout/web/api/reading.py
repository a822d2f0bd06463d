"""The API's questions. All may be asked as of a time; lists come in pages, with a cursor that stays right while
documents are added."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from callout.casebook.waiting import Wants
from callout.errors import NotInLedger
from callout.record.acts import Act, ActClass, Standing, Tie, Venue
from callout.record.case import Case
from callout.record.claim import Claim
from callout.record.decision import ClaimStatus, Decision
from callout.web import figures
from callout.web.api import answers
from callout.web.asked import as_of_time, cursor_after, cursor_key
from callout.web.desk import Desk, is_state
from callout.web.pages.cases import brief, fits
from callout.web.pages.review import waiting_for, whole
from callout.web.pages.subjects import states_in
from callout.web.profiles import profile_of
from callout.web.rendering import state_name
from callout.web.search_questions import Filters, filtered

router = APIRouter()


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def as_of(
    as_of: Annotated[
        str | None,
        Query(
            description="What was known then: a day (its end) or a time in UTC, 2026-11-22T08:00:00Z.", max_length=40
        ),
    ] = None,
) -> dt.datetime | None:
    return as_of_time(as_of)


TheDesk = Annotated[Desk, Depends(desk_of)]
AsOf = Annotated[dt.datetime | None, Depends(as_of)]
Limit = Annotated[int, Query(ge=1, le=200, description="Items of a page.")]
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the page before.")]
Code = Annotated[str | None, Query(max_length=8, description="ISO 3166-1 alpha-2, EU, NATO or UN.")]
Words = Annotated[str | None, Query(max_length=400)]
Id = Annotated[str, Path(max_length=64)]


@router.get("/ledger", summary="What the ledger holds")
def ledger(desk: TheDesk, time: AsOf) -> answers.Totals:
    view = desk.view(time)
    return answers.Totals(
        cases=len(view.cases), claims=len(view.claims), documents=len(view.documents), unplaced=view.unplaced
    )


@router.get("/cases", summary="Cases, in order of id")
def cases(
    desk: TheDesk,
    time: AsOf,
    accused: Code = None,
    claimant: Words = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> answers.CasePage:
    """`claimant` is a country code or a part of a name, `q` words of the title."""
    view = desk.view(time)
    after = str(cursor_key(cursor, (str,))[0]) if cursor else ""
    found = sorted(
        (c for c in view.cases.values() if c.id > after and fits(c, accused, claimant, q)), key=lambda c: c.id
    )
    items = [answers.CaseLine.model_validate(brief(case)) for case in found[:limit]]
    return answers.CasePage(items=items, next=cursor_after(items[-1].id) if len(found) > limit else None)


@router.get("/cases/{case_id}", summary="One case")
def one_case(desk: TheDesk, time: AsOf, case_id: Id) -> Case:
    return desk.case(case_id, time)


@router.get("/claims", summary="Claims, in order of recording")
def claims(
    desk: TheDesk,
    time: AsOf,
    q: Words = None,
    speaker: Words = None,
    accused: Code = None,
    act: Act | None = None,
    act_class: Annotated[ActClass | None, Query(alias="class")] = None,
    tie: Tie | None = None,
    venue: Venue | None = None,
    standing: Standing | None = None,
    source: Words = None,
    status: Annotated[ClaimStatus | None, Query(description="State of review; `false` gives those rejected.")] = None,
    first: Annotated[dt.date | None, Query(alias="from", description="Said or published on that day or later.")] = None,
    last: Annotated[dt.date | None, Query(alias="to", description="Said or published on that day or before.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> answers.ClaimPage:
    """Filters are joined by *and*. `q` is words of the claim, `speaker` a country code or a part of a name."""
    view = desk.view(time)
    filters = Filters(
        speaker=speaker, accused=accused.upper() if accused else None, act_class=act_class, act=act, tie=tie,
        venue=venue, standing=standing, source=source, status=status, first=first, last=last,
    )  # fmt: skip
    rows = filtered(view, filters, desk.matches(q, time).claims if q else None)
    rows.sort(key=lambda row: row.number)
    total = len(rows)
    if cursor:
        after = cursor_key(cursor, (int,))[0]
        rows = [row for row in rows if row.number > int(after)]
    page = rows[:limit]
    whole = desk.claims([row.id for row in page], time)
    items: list[Claim] = [whole[row.id] for row in page if row.id in whole]
    return answers.ClaimPage(
        items=items, total=total, next=cursor_after(page[-1].number) if len(rows) > limit else None
    )


@router.get("/claims/{claim_id}", summary="One claim")
def claim(desk: TheDesk, time: AsOf, claim_id: Id) -> answers.ClaimAnswer:
    kept = desk.claim(claim_id, time)
    view = desk.view(time)
    decided = view.decided.get(claim_id)
    return answers.ClaimAnswer(
        claim=decided.claim if decided else kept.claim,
        status=desk.status(kept, time),
        case=view.case_of.get(claim_id),
        recorded_at=kept.recorded_at,
        superseded_at=kept.superseded_at,
    )


@router.get("/documents", summary="Documents, in order of recording")
def documents(
    desk: TheDesk, time: AsOf, source: Words = None, limit: Limit = 50, cursor: Cursor = None
) -> answers.DocumentPage:
    view = desk.view(time)
    after = int(cursor_key(cursor, (int,))[0]) if cursor else 0
    found = [
        row
        for row in view.documents.values()
        if row.number > after and (source is None or (row.source or "").casefold() == source.casefold())
    ]
    items = [
        answers.DocumentLine.model_validate({**row._asdict(), "claims": len(view.by_document.get(row.id, ()))})
        for row in found[:limit]
    ]
    return answers.DocumentPage(items=items, next=cursor_after(found[limit - 1].number) if len(found) > limit else None)


@router.get("/documents/{document_id}", summary="One document with its text and claims")
def document(desk: TheDesk, time: AsOf, document_id: Id) -> answers.DocumentAnswer:
    kept = desk.document(document_id, time)
    return answers.DocumentAnswer(
        document=kept.document,
        text=kept.document.text,
        appearances=list(kept.appearances),
        claims=list(desk.claims_of(document_id, time)),
        recorded_at=kept.recorded_at,
    )


@router.get("/states", summary="States and alliances that speak or are accused")
def states(desk: TheDesk, time: AsOf) -> list[answers.StateLine]:
    return [
        answers.StateLine(code=code, name=name, attributions=made, attributed_to_it=received)
        for code, name, made, received in states_in(desk.view(time))
    ]


@router.get("/states/{code}", summary="One state, in both directions")
def state(desk: TheDesk, time: AsOf, code: Id) -> answers.StateAnswer:
    if not is_state(code):
        raise NotInLedger(code, "there is no state or alliance of that code", "Use ISO 3166-1 codes, EU, NATO or UN")
    profile = profile_of(desk.view(time), lambda p: p.country == code and p.kind not in figures.PRIVATE, code)
    return answers.StateAnswer(
        code=code,
        name=state_name(code),
        made=[row.id for row in profile.made],
        received=[row.id for row in profile.received],
        answers=[row.id for row in profile.answers],
        partners={p.name: n for p, n in profile.partners.most_common()},
        accuses=dict(profile.accuses.most_common()),
        accused_by={p.name: n for p, n in profile.accused_by.most_common()},
        ties=dict(profile.ties.most_common()),
        cases=list(profile.cases),
        lags=[answers.LagAnswer(what=g.what, median_days=g.median, cases=dict(g.days)) for g in profile.lags],
    )


@router.get("/accusations", summary="Who accused whom over a period")
def accusations(
    desk: TheDesk,
    time: AsOf,
    first: Annotated[dt.date | None, Query(alias="from")] = None,
    last: Annotated[dt.date | None, Query(alias="to")] = None,
) -> list[answers.Accusation]:
    pairs: Any = figures.accusations(desk.view(time), first, last)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [answers.Accusation(accuser=a, accused=b, claims=n) for (a, b), n in ordered]


@router.get("/review", summary="What waits for a person's decision, the most uncertain and conflicting first")
def review(
    desk: TheDesk,
    time: AsOf,
    wants: Annotated[Wants | None, Query(description="Only what waits for this reason.")] = None,
    case: Annotated[str | None, Query(max_length=64, description="Only of this case, by its id.")] = None,
    document: Annotated[str | None, Query(max_length=64, description="Only of this document, by its id.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> answers.QueuePage:
    """As `callout review` lists it, with the reason why each is there."""
    found = waiting_for(desk.view(time), wants, case, document)
    start = 0
    if cursor:
        place, because, claim = cursor_key(cursor, (int, str, str))
        same = (n for n, one in enumerate(found, start=1) if one.claim.id == claim and one.wants == because)
        start = next(same, int(place))
    page = found[start : start + limit]
    more = start + limit < len(found)
    following = cursor_after(start + limit, page[-1].wants, page[-1].claim.id) if more else None
    return answers.QueuePage(items=whole(desk, page, time), total=len(found), next=following)


@router.get("/decisions", summary="Every decision, the undone ones too, in order of recording")
def decisions(desk: TheDesk, time: AsOf) -> list[Decision]:
    return [kept.decision for kept in desk.ledger.decisions(as_of=time)]
