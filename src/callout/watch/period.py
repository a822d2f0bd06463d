"""The brief of a ledger: which cases a period touched, and what was known of them before. Asking writes nothing."""

from __future__ import annotations

import datetime as dt

from callout.casebook.ask import case_of, cases_of
from callout.casebook.shelf import decided_in
from callout.cases.decided import standing_claims
from callout.ledger.ledger import Ledger
from callout.record.case import Case
from callout.record.claim import Claim
from callout.watch.brief import Brief, brief_of


def brief_from(ledger: Ledger, since: dt.datetime, until: dt.datetime) -> Brief:
    """What came to be known from `since` to `until`, both included, as decisions known at `until` leave it."""
    new = ledger.first_recorded(since, until)
    cases = _touched(ledger, set(new.values()), until)
    of_them = sorted({report.document for case in cases for report in case.reports})
    read: dict[str, list[Claim]] = {document: [] for document in of_them}
    for kept in ledger.claims(as_of=until, documents=of_them):
        read[kept.claim.document].append(kept.claim)
    decided = decided_in(ledger, until)
    claims = [claim for document, found in read.items() for claim in standing_claims(document, found, decided)]
    return brief_of(
        cases,
        claims,
        {kept.document.id: kept.document for kept in ledger.documents(as_of=until, ids=of_them)},
        known_before={claim.id for claim in claims} - new.keys(),
        since=since,
        until=until,
    )


def _touched(ledger: Ledger, documents: set[str], until: dt.datetime) -> list[Case]:
    """The cases that any of the documents is in."""
    if not documents:
        return []
    if not ledger.stands_placed(until):
        return [
            case for case in cases_of(ledger, as_of=until) if documents & {report.document for report in case.reports}
        ]
    ids = {placement.case for placement in ledger.placements(as_of=until, documents=sorted(documents))}
    return [case_of(ledger, case, as_of=until) for case in sorted(ids)]
