"""What wants a person's decision, the most uncertain and conflicting first, each with why.

The ledger is asked here; the rules are in `waiting`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from callout.casebook.shelf import decided_in, strands_in
from callout.casebook.waiting import Content, Item, Waiting, Wants, on_words_alone, seen, waiting_in
from callout.cases.decided import decided_claims
from callout.ledger.content import Kept, Placement
from callout.ledger.ledger import Ledger
from callout.record.claim import Claim


def queue(
    ledger: Ledger,
    *,
    as_of: dt.datetime | None = None,
    wants: Sequence[Wants] = (),
    case: str | None = None,
    document: str | None = None,
) -> list[Waiting]:
    """What waits, in the order of `Wants`, then by case and place in the document. `wants`, `case` (an id) and
    `document` narrow it."""
    cases = [case] if case else None
    if document:
        there = {p.case for p in ledger.placements(as_of=as_of, documents=[document])}
        cases = sorted(there & set(cases) if cases else there)
    placed = ledger.placements(as_of=as_of, cases=cases)
    documents = None if cases is None else sorted({p.document for p in placed})
    kept = ledger.documents(as_of=as_of, ids=documents)
    content = _content(ledger, kept, placed, as_of)
    claims = None
    if document:
        claims = {one.id for one in content.read if one.document == document}
        claims |= {one.claim.id for one in content.decided if one.claim.document == document}
    uris = {k.document.id: k.document.uri for k in kept}
    return [item.told(uris) for item in narrowed(waiting_in(content), wants=wants, cases=cases, claims=claims)]


def narrowed(
    found: Sequence[Item],
    *,
    wants: Sequence[Wants] = (),
    cases: Sequence[str] | None = None,
    claims: Collection[str] | None = None,
) -> list[Item]:
    """What waits for one of these reasons, in one of these cases, and is about one of these claims."""
    return [
        one
        for one in found
        if (not wants or one.wants in wants)
        and (cases is None or one.case in cases)
        and (claims is None or any(claim in claims for claim in one.claims))
    ]


def _content(ledger: Ledger, kept: Sequence[Kept], placed: Sequence[Placement], as_of: dt.datetime | None) -> Content:
    decided = decided_in(ledger, as_of)
    documents = [one.document.id for one in kept]
    claims = ledger.claims(as_of=as_of, documents=documents)
    conducts = ledger.conducts(as_of=as_of, documents=documents)
    read: dict[str, list[Claim]] = {k.document.id: [] for k in kept}
    for one in claims:
        read[one.claim.document].append(one.claim)
    settled = [
        one
        for document in read
        for one in decided_claims(document, read[document], decided, conducts.get(document, ()))
    ]
    strands = {s.key: s for of_one in strands_in(kept, claims, conducts, decided).values() for s in of_one}
    stands = [(p, strands[p.strand]) for p in placed if p.strand in strands]
    return Content(
        read=[seen(one.claim) for one in settled if not one.decisions],
        decided=[one for one in settled if one.decisions],
        case_of={claim.id: p.case for p, strand in stands for claim in strand.claims},
        on_words=[
            (p.reasons[0], [seen(claim) for claim in strand.claims])
            for p, strand in stands
            if on_words_alone(p.reasons)
        ],
    )
