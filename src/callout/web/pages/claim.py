"""`/claims/ID`: one claim: its sentence, every field that the words give, and what became of it."""

from __future__ import annotations

from starlette.requests import Request

from callout.record.claim import Claim
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.rows import person_id
from callout.web.segments import in_order
from callout.web.twins import Shown, Table

_AROUND = 240
"""Code points of text that are shown before and after a stretch."""


def claim(request: Request, asked: Asked, desk: Desk) -> Shown:
    kept = desk.claim(request.path_params["claim"], asked.as_of)
    found = kept.claim
    document = desk.document(found.document, asked.as_of)
    view = desk.view(asked.as_of)
    case_id = view.case_of.get(found.id)
    case = desk.case(case_id, asked.as_of) if case_id else None
    membership = next((m for m in case.merged_on if m.claim == found.id), None) if case else None
    context = {
        "claim": found,
        "kept": kept,
        "document": document.document,
        "view": view,
        "stretches": [stretch(document.document.text, e.start, e.end) for e in in_order(found.evidence)],
        "case": case,
        "person_id": lambda person: person_id(person.name, person.country),
        "reasons": membership.reasons if membership else (),
        "decision": desk.decisions_on([found.id], asked.as_of).get(found.id),
    }
    return Shown(
        "claim.html",
        context,
        record=lambda: {
            **found.model_dump(mode="json"),
            "case": case.id if case else None,
            "recorded_at": kept.recorded_at.isoformat(),
            "superseded_at": kept.superseded_at.isoformat() if kept.superseded_at else None,
        },
        table=lambda: _table(found),
    )


def stretch(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words with what stands around them on the same lines."""
    before = text[max(0, start - _AROUND) : start].rsplit("\n", 1)[-1]
    after = text[end : end + _AROUND].split("\n", 1)[0]
    if start - len(before) > 0 and len(before) == _AROUND:
        before = "…" + before[before.find(" ") + 1 :]
    if len(after) == _AROUND:
        after = after[: after.rfind(" ")] + "…"
    return before, text[start:end], after


def _table(found: Claim) -> Table:
    return Table(
        ("claim", "document", "act", "claimant", "start", "end", "evidence"),
        [
            (
                found.id,
                found.document,
                found.act,
                found.claimant.name if found.claimant else None,
                evidence.start,
                evidence.end,
                evidence.exact,
            )
            for evidence in found.evidence
        ],
    )
