"""`callout export`: the cases and claims of a ledger as JSON or CSV."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from callout.cli.options import AsOfOption, LedgerOption, as_of_time, ledger_name

if TYPE_CHECKING:
    from callout.record.claim import Claim
    from callout.record.decision import ClaimStatus

COLUMNS = (
    "case",
    "case_title",
    "claim",
    "document",
    "uri",
    "published",
    "act",
    "class",
    "claimant",
    "claimant_country",
    "with",
    "spokespeople",
    "accused",
    "accused_state",
    "state_from",
    "level",
    "tie",
    "confidence",
    "confidence_level",
    "likelihood",
    "venue",
    "said_on",
    "said_on_precision",
    "mode",
    "standing",
    "evidence_start",
    "evidence_end",
    "evidence",
    "status",
)
"""The columns of the CSV: one row for each claim, accused and stretch of evidence."""


class ExportFormat(StrEnum):
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    ledger: LedgerOption = None,
    format_: Annotated[
        ExportFormat, typer.Option("--format", help="json: cases with their claims; csv: one row a stretch.")
    ] = ExportFormat.JSON,
    as_of: AsOfOption = None,
) -> None:
    """Write the ledger's cases and claims to standard output."""
    from callout.casebook.ask import cases_of
    from callout.casebook.statuses import statuses
    from callout.cli.cases import claim_record, existing_ledger
    from callout.ledger.ledger import Ledger

    time = as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        cases = cases_of(kept, as_of=time)
        # What no reading finds any more is there where a decision keeps it.
        claims = {s.claim.id: s for s in statuses(kept, as_of=time) if s.as_read or s.decisions}
        documents = {k.document.id: k.document for k in kept.documents(as_of=time)}
    if format_ is ExportFormat.JSON:
        import json

        out = {
            "documents": [d.model_dump(mode="json") for d in documents.values()],
            "claims": [claim_record(settled) for settled in claims.values()],
            "cases": [c.model_dump(mode="json") for c in cases],
        }
        json.dump(out, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    rows = (
        {
            "case": case.id,
            "case_title": case.title,
            "uri": documents[m.document].uri,
            "published": _published(documents[m.document]),
        }
        | row
        for case in cases
        for m in case.merged_on
        for row in _rows(claims[m.claim].claim, claims[m.claim].status)
    )
    _write_csv(sys.stdout, rows)


def _published(document: Any) -> str:
    return document.published.date or "" if document.published else ""


def _rows(claim: Claim, status: ClaimStatus) -> list[dict[str, Any]]:
    shared = {
        "claim": claim.id,
        "document": claim.document,
        "act": claim.act,
        "class": claim.act_class,
        "claimant": claim.claimant.name if claim.claimant else "",
        "claimant_country": claim.claimant.country if claim.claimant else "",
        "with": "; ".join(p.name for p in claim.partners),
        "spokespeople": "; ".join(p.name for p in claim.spokespeople),
        "confidence": claim.confidence.phrase or "",
        "confidence_level": claim.confidence.level or "",
        "likelihood": claim.likelihood.phrase if claim.likelihood else "",
        "venue": claim.venue or "",
        "said_on": (claim.said_on.date or "") if claim.said_on else "",
        "said_on_precision": (claim.said_on.precision or "") if claim.said_on else "",
        "mode": claim.mode,
        "standing": claim.standing,
        "status": status,
    }
    accused: list[dict[str, Any]] = [
        {
            "accused": a.name or a.phrase,
            "accused_state": a.state or "",
            "state_from": a.state_from or "",
            "level": a.level,
            "tie": a.tie or "",
        }
        for a in claim.accused
    ] or [{}]
    return [
        shared | one | {"evidence_start": e.start, "evidence_end": e.end, "evidence": e.exact}
        for one in accused
        for e in claim.evidence
    ]


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _write_csv(out: TextIO, rows: Any) -> None:
    import csv

    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})


def _harmless(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
