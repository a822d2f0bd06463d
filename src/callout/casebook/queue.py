"""What wants a person's decision, the most uncertain and conflicting first, each with why.

What must stay true: what a person decided on is asked for again only where a later reading does not agree with it, or
where it was left open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from callout.casebook.shelf import decided_in, strands_in
from callout.cases.decided import Decided, DecidedClaim, decided_claims
from callout.cases.strands import Strand, speaker_key
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, ActClass, Mode, Standing
from callout.record.claim import Claim
from callout.record.decision import ClaimStatus, DecisionKind
from callout.record.model import Record


class Wants(StrEnum):
    """Why something wants a decision, in the order in which it is listed."""

    NOT_READ_NOW = "not-read-now"
    READ_OTHERWISE = "read-otherwise"
    REPORTS_DIFFER = "reports-differ"
    LEFT_OPEN = "left-open"
    NO_CLAIMANT = "no-claimant"
    HEDGED = "hedged"
    STATE_FROM_KNOWLEDGE = "state-from-knowledge"
    WORDS_ALONE = "words-alone"


class Waiting(Record):
    """One thing to decide on: a claim, or for `words-alone` the place of a document in a case.

    `why` says it in words, `words` is the first stretch of the evidence, `claims` are all that the decision is about
    (for `reports-differ` the claims that do not agree).
    """

    wants: Wants
    why: str
    claim: str | None
    claims: tuple[str, ...]
    case: str | None
    document: str
    uri: str
    claimant: str | None
    act: Act | None
    accused: tuple[str, ...]
    words: str
    decision: str | None = None


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
    content = _Content(ledger, None if cases is None else sorted({p.document for p in placed}), as_of)
    content.case_of = {p.strand: p.case for p in placed}
    content.reasons_of = {p.strand: p.reasons for p in placed}
    found = [one for one in content.waiting() if not wants or one.wants in wants]
    if cases is not None:
        found = [one for one in found if one.case in cases]
    if document:
        mine = {settled.claim.id for settled in content.claims if settled.claim.document == document}
        found = [one for one in found if mine & set(one.claims)]
    order = {reason: number for number, reason in enumerate(Wants)}
    return sorted(found, key=lambda w: (order[w.wants], w.case or "", w.document, w.words, w.claims))


class _Content:
    """What the documents hold, as decisions leave it."""

    def __init__(self, ledger: Ledger, documents: Sequence[str] | None, as_of: dt.datetime | None) -> None:
        self.decided: Decided = decided_in(ledger, as_of)
        kept = ledger.documents(as_of=as_of, ids=documents)
        claims = ledger.claims(as_of=as_of, documents=documents)
        conducts = ledger.conducts(as_of=as_of, documents=documents)
        self.uris = {k.document.id: k.document.uri for k in kept}
        read: dict[str, list[Claim]] = {k.document.id: [] for k in kept}
        for one in claims:
            read[one.claim.document].append(one.claim)
        self.claims = [
            settled
            for document in read
            for settled in decided_claims(document, read[document], self.decided, conducts.get(document, ()))
        ]
        self.strands = [s for of_one in strands_in(kept, claims, conducts, self.decided).values() for s in of_one]
        self.strand_of = {claim.id: strand.key for strand in self.strands for claim in strand.claims}
        self.case_of: dict[str, str] = {}
        self.reasons_of: dict[str, tuple[str, ...]] = {}

    def waiting(self) -> Iterator[Waiting]:
        for settled in self.claims:
            yield from self._of_decision(settled)
            if settled.status is ClaimStatus.READ:
                yield from self._of_reading(settled.claim)
        yield from self._reports_that_differ()
        for strand in self.strands:
            yield from self._on_words_alone(strand)

    def _of_decision(self, settled: DecidedClaim) -> Iterator[Waiting]:
        if not settled.decisions:
            return
        last, read = settled.decisions[-1], settled.as_read
        held = [d for d in settled.decisions if d.kind in (DecisionKind.CONFIRM, DecisionKind.CORRECT)]
        if read is None:
            if settled.status is not ClaimStatus.FALSE:
                why = f"{last.by} decided to {last.kind} it, and no reading finds it any more"
                yield self._of(settled.claim, Wants.NOT_READ_NOW, why, last.id)
        elif held and held[-1].claim is not None:
            fields = fields_that_differ(read, settled.claim)
            stale = fields_that_differ(read, held[-1].claim)
            if fields and stale:
                why = f"{held[-1].by} decided to {held[-1].kind} it; it is read otherwise now: {', '.join(stale)}"
                yield self._of(settled.claim, Wants.READ_OTHERWISE, why, held[-1].id)
        if settled.status is ClaimStatus.UNCERTAIN and read is not None:
            yield self._of(settled.claim, Wants.LEFT_OPEN, f"{last.by} left it open: {last.why}", last.id)

    def _of_reading(self, claim: Claim) -> Iterator[Waiting]:
        if claim.standing is Standing.PAST:
            return
        if claim.claimant is None and claim.mode is not Mode.AUTHORED:
            yield self._of(claim, Wants.NO_CLAIMANT, "the text does not say who makes the claim, or it was not found")
        if claim.act is Act.SUSPECT:
            yield self._of(claim, Wants.HEDGED, "the blame is hedged: is it an attribution?")
        elif claim.standing in (Standing.CONDITIONAL, Standing.EXPECTED) and claim.act_class is ActClass.ATTRIBUTION:
            yield self._of(claim, Wants.HEDGED, f"the attribution is {claim.standing} and not made")
        known = sorted({f"{a.name or a.phrase}: {a.state} ({a.state_from})" for a in claim.accused if a.state_from})
        if known:
            why = f"the state comes from knowledge and not from the text: {'; '.join(known)}"
            yield self._of(claim, Wants.STATE_FROM_KNOWLEDGE, why)

    def _reports_that_differ(self) -> Iterator[Waiting]:
        """Attributions of one claimant of one accused state in one case that documents report differently."""
        said: dict[tuple[str, str, str], list[Claim]] = {}
        for settled in self.claims:
            claim = settled.claim
            case = self.case_of.get(self.strand_of.get(claim.id, ""))
            fresh = claim.standing is not Standing.PAST and settled.status is ClaimStatus.READ
            if case and claim.claimant and claim.act_class is ActClass.ATTRIBUTION and fresh:
                for state in sorted({a.state for a in claim.accused if a.state}):
                    said.setdefault((case, speaker_key(claim.claimant), state), []).append(claim)
        for (_, _, state), claims in said.items():
            differ = [name for name, values in _told(claims, state).items() if len(values) > 1]
            if len({claim.document for claim in claims}) > 1 and differ:
                why = "; ".join(f"{name}: {' or '.join(sorted(_told(claims, state)[name]))}" for name in differ)
                first = min(claims, key=lambda c: (c.document, c.evidence[0].start, c.id))
                ids = tuple(sorted(claim.id for claim in claims))
                found = self._of(first, Wants.REPORTS_DIFFER, f"documents report it differently. {why}")
                yield found.model_copy(update={"claims": ids})

    def _on_words_alone(self, strand: Strand) -> Iterator[Waiting]:
        reasons = self.reasons_of.get(strand.key, ())
        if strand.claims and reasons and all(r.startswith("told in the same words") for r in reasons):
            found = self._of(strand.claims[0], Wants.WORDS_ALONE, f"it is in the case on words alone: {reasons[0]}")
            yield found.model_copy(update={"claims": tuple(claim.id for claim in strand.claims)})

    def _of(self, claim: Claim, wants: Wants, why: str, decision: str | None = None) -> Waiting:
        return Waiting(
            wants=wants,
            why=why,
            claim=claim.id,
            claims=(claim.id,),
            case=self.case_of.get(self.strand_of.get(claim.id, "")),
            document=claim.document,
            uri=self.uris[claim.document],
            claimant=claim.claimant.name if claim.claimant else None,
            act=claim.act,
            accused=tuple(dict.fromkeys(a.name or a.phrase for a in claim.accused)),
            words=claim.evidence[0].exact,
            decision=decision,
        )


_COMPARED = (
    "act",
    "claimant",
    "spokespeople",
    "partners",
    "accused",
    "confidence",
    "likelihood",
    "venue",
    "said_on",
    "mode",
    "standing",
)


def fields_that_differ(one: Claim, other: Claim) -> list[str]:
    """The names of the fields in which two readings of a claim differ, but for its words and its conduct."""
    return [name for name in _COMPARED if getattr(one, name) != getattr(other, name)]


def _told(claims: Sequence[Claim], state: str) -> dict[str, set[str]]:
    """The acts, levels, ties and words of confidence that the claims report."""
    accused = [a for claim in claims for a in claim.accused if a.state == state]
    return {
        "act": {claim.act.value for claim in claims},
        "level": {a.level.value for a in accused},
        "tie": {a.tie.value if a.tie else "not said" for a in accused},
        "confidence": {f"“{claim.confidence.phrase}”" if claim.confidence.phrase else "none" for claim in claims},
    }
