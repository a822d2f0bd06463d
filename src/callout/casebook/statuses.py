"""What is known of each claim beside its words: read, confirmed, corrected, false, uncertain, withdrawn, superseded.

The four ways of not standing are never mixed: `false` a person found, `superseded` a later reading, `uncertain` is left
open, `withdrawn` whoever made the claim took it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from callout.casebook.shelf import decided_in
from callout.cases.decided import DecidedClaim, decided_claims
from callout.ledger.content import KeptClaim
from callout.ledger.ledger import Ledger
from callout.record.decision import ClaimStatus


def statuses(
    ledger: Ledger, documents: Sequence[str] | None = None, *, as_of: dt.datetime | None = None
) -> list[DecidedClaim]:
    """Every claim that was ever known of the documents (of all, where None), in order of recording, as decisions leave
    it; what a later reading no longer finds and nobody decided on as `superseded`."""
    decided = decided_in(ledger, as_of)
    conducts = ledger.conducts(as_of=as_of, documents=documents)
    current: dict[str, list[KeptClaim]] = {}
    ever: dict[str, dict[str, KeptClaim]] = {}
    for kept in ledger.claims(as_of=as_of, documents=documents, history=True):
        document = kept.claim.document
        if kept.superseded_at is None:
            current.setdefault(document, []).append(kept)
        ever.setdefault(document, {})[kept.claim.id] = kept
    found = []
    for document, versions in ever.items():
        read = [kept.claim for kept in current.get(document, ())]
        settled = {d.claim.id: d for d in decided_claims(document, read, decided, conducts.get(document, ()))}
        found += [
            settled[claim] if claim in settled else DecidedClaim(kept.claim, ClaimStatus.SUPERSEDED, (), None)
            for claim, kept in versions.items()
        ]
    return found
