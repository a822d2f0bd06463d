"""`/documents/ID`: the evidence reader. The text beside its claims; a claim's address scrolls to its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from callout.record.claim import Claim
from callout.record.decision import ClaimStatus
from callout.record.document import Document
from callout.record.reading import Dropped
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.rows import source_id, urlsplit_host
from callout.web.segments import part_at, parts_of, segments_of
from callout.web.twins import Shown, Table
from callout.web.view import View


def document(request: Request, asked: Asked, desk: Desk) -> Shown:
    kept = desk.document(request.path_params["document"], asked.as_of)
    found = kept.document
    claims = desk.claims_of(found.id, asked.as_of)
    wanted = asked.text("claim")
    chosen = next((claim for claim in claims if claim.id == wanted), None)
    bounds = parts_of(found.text, [evidence.start for claim in claims for evidence in claim.evidence])
    default = part_at(bounds, min(e.start for e in chosen.evidence)) if chosen else 1
    number = asked.number("part", default, len(bounds))
    start, end = bounds[number - 1]
    dropped: Sequence[Dropped] = desk.dropped(found) if asked.one_of("dropped", ("1",)) else ()
    view = desk.view(asked.as_of)
    source = found.source or urlsplit_host(found.uri)
    context = {
        "document": found,
        "kept": kept,
        "claims": claims,
        "numbered": [
            (n, claim) for n, claim in enumerate(claims, 1) if any(start <= e.start < end for e in claim.evidence)
        ],
        "chosen": chosen.id if chosen else None,
        "segments": segments_of(found.text, claims, start=start, end=end, pages=found.pages, dropped=dropped),
        "part": number,
        "of_parts": len(bounds),
        "dropped": dropped,
        "dropped_on": bool(asked.text("dropped")),
        "added": asked.one_of("added", ("new", "known")),
        "case_of": view.case_of,
        "cases": view.cases,
        "source": source,
        "source_id": source_id(source) if source else None,
        "webby": found.uri.startswith(("http://", "https://")),
        "rejected": {i for i, one in view.decided.items() if one.status is ClaimStatus.FALSE},
        "decisions": desk.decisions_on([claim.id for claim in claims], asked.as_of),
    }
    return Shown(
        "document.html",
        context,
        record=lambda: _record(view, found, kept.appearances, claims),
        table=lambda: Table(
            ("claim", "status", "act", "claimant", "accused", "start", "end", "evidence"),
            [
                (
                    claim.id,
                    view.status_of(claim.id),
                    claim.act,
                    claim.claimant.name if claim.claimant else None,
                    "; ".join(a.name or a.phrase for a in claim.accused),
                    evidence.start,
                    evidence.end,
                    evidence.exact,
                )
                for claim in claims
                for evidence in claim.evidence
            ],
        ),
    )


def _record(view: View, found: Document, appearances: Sequence[Document], claims: Sequence[Claim]) -> dict[str, object]:
    return {
        **found.model_dump(mode="json"),
        "text": found.text,
        "appearances": [one.model_dump(mode="json") for one in appearances],
        "claims": [claim.model_dump(mode="json") | {"status": view.status_of(claim.id)} for claim in claims],
    }
