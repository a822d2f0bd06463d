"""`/claims/ID`: one claim: its sentence, every field that the words give, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from callout.casebook.waiting import fields_that_differ
from callout.record.acts import Act, ConfidenceLevel, Level, Mode, Standing, Tie, Venue
from callout.record.claim import Claim
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.rows import person_id
from callout.web.segments import in_order
from callout.web.twins import Shown, Table

VOCABULARIES: dict[str, Sequence[str]] = {
    "acts": list(Act),
    "standings": list(Standing),
    "modes": list(Mode),
    "venues": list(Venue),
    "confidences": list(ConfidenceLevel),
    "levels": list(Level),
    "ties": list(Tie),
}
"""What the fields of a correction may hold."""
_AROUND = 240
"""Code points of text that are shown before and after a stretch."""


def claim(request: Request, asked: Asked, desk: Desk) -> Shown:
    kept = desk.claim(request.path_params["claim"], asked.as_of)
    decision = desk.decisions_on([kept.claim.id], asked.as_of).get(kept.claim.id)
    found = decision.claim if decision else kept.claim
    document = desk.document(found.document, asked.as_of)
    view = desk.view(asked.as_of)
    case_id = view.case_of.get(found.id)
    case = desk.case(case_id, asked.as_of) if case_id else None
    membership = next((m for m in case.merged_on if m.claim == found.id), None) if case else None
    context = {
        "claim": found,
        "kept": kept,
        "read": kept.claim,
        "read_otherwise": fields_that_differ(kept.claim, found),
        "document": document.document,
        "view": view,
        "stretches": [stretch(document.document.text, e.start, e.end) for e in in_order(found.evidence)],
        "case": case,
        "person_id": lambda person: person_id(person.name, person.country),
        "reasons": membership.reasons if membership else (),
        "decision": decision,
        "status": desk.status(kept, asked.as_of),
        **VOCABULARIES,
    }
    return Shown(
        "claim.html",
        context,
        record=lambda: {
            **found.model_dump(mode="json"),
            "status": desk.status(kept, asked.as_of),
            "as_read": kept.claim.model_dump(mode="json"),
            "case": case.id if case else None,
            "recorded_at": kept.recorded_at.isoformat(),
            "superseded_at": kept.superseded_at.isoformat() if kept.superseded_at else None,
        },
        table=lambda: _table(found, desk.status(kept, asked.as_of)),
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


def _table(found: Claim, status: str) -> Table:
    return Table(
        ("claim", "document", "status", "act", "claimant", "start", "end", "evidence"),
        [
            (
                found.id,
                found.document,
                status,
                found.act,
                found.claimant.name if found.claimant else None,
                evidence.start,
                evidence.end,
                evidence.exact,
            )
            for evidence in found.evidence
        ],
    )
