"""Claims as persons decided on them: what was rejected is out, what was corrected is as corrected, what was confirmed
stays although a later reading no longer finds it.

A decision is about a claim that stood at certain words of a document. A later reading may give the same claim another
id (a longer stretch, another name of the claimant); the decision then holds for the claim of the same class by the same
claimant at the same words. A document's text never changes, so neither does what a decision is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from callout.record.claim import Claim
from callout.record.decision import OF_CASES, OF_CLAIMS, OF_NAMES, ClaimStatus, Decision, DecisionKind

_STATUS = {
    DecisionKind.CONFIRM: ClaimStatus.CONFIRMED,
    DecisionKind.CORRECT: ClaimStatus.CORRECTED,
    DecisionKind.REJECT: ClaimStatus.FALSE,
    DecisionKind.DOUBT: ClaimStatus.UNCERTAIN,
    DecisionKind.WITHDRAW: ClaimStatus.WITHDRAWN,
}


def standing_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that hold, in order of time: without those that were undone, and without the undoing."""
    in_order = sorted(decisions, key=lambda d: (d.decided_at, d.id))
    undone: set[str] = set()
    # From the last: an undoing that was itself undone undoes nothing.
    for decision in reversed(in_order):
        if decision.undoes and decision.id not in undone:
            undone.add(decision.undoes)
    return [d for d in in_order if d.id not in undone and d.kind is not DecisionKind.UNDO]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that hold, by what they are about."""

    of_claims: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    of_cases: Sequence[Decision] = ()
    of_names: Sequence[Decision] = ()

    @classmethod
    def by(cls, decisions: Iterable[Decision]) -> Decided:
        of_claims: dict[str, list[Decision]] = {}
        of_cases, of_names = [], []
        for decision in standing_decisions(decisions):
            if decision.kind in OF_CLAIMS and decision.claim:
                of_claims.setdefault(decision.claim.document, []).append(decision)
            elif decision.kind in OF_CASES:
                of_cases.append(decision)
            elif decision.kind in OF_NAMES:
                of_names.append(decision)
        return cls(of_claims, tuple(of_cases), tuple(of_names))


UNDECIDED = Decided()


@dataclass(frozen=True, slots=True)
class DecidedClaim:
    """`decision` is the last one on it; `as_read` what the engine reads, null where only the decision keeps it."""

    claim: Claim
    status: ClaimStatus
    decision: Decision | None
    as_read: Claim | None


def decided_claims(document: str, claims: Sequence[Claim], decided: Decided) -> list[DecidedClaim]:
    """The claims of one document with what was decided on each; those that were rejected too, as `false`."""
    last: dict[str, Decision] = {}
    kept: dict[str, DecidedClaim] = {}
    for decision in decided.of_claims.get(document, ()):
        found = match(decision, claims)
        if found is not None:
            last[found.id] = decision
        elif decision.claim is not None:
            status = _STATUS[decision.kind]
            kept[decision.claim.id] = DecidedClaim(_as_decided(decision, decision.claim), status, decision, None)
    read = [
        DecidedClaim(_as_decided(d, claim), _STATUS[d.kind], d, claim)
        if (d := last.get(claim.id))
        else DecidedClaim(claim, ClaimStatus.READ, None, claim)
        for claim in claims
    ]
    # A rejected claim that is no longer read has nothing left to be rejected.
    return [*read, *(k for k in kept.values() if k.status is not ClaimStatus.FALSE)]


def standing_claims(document: str, claims: Sequence[Claim], decided: Decided) -> list[Claim]:
    """What counts in cases: all but what was found not to have been made."""
    if not decided.of_claims.get(document):
        return list(claims)
    return [d.claim for d in decided_claims(document, claims, decided) if d.status is not ClaimStatus.FALSE]


def _as_decided(decision: Decision, claim: Claim) -> Claim:
    if decision.kind is not DecisionKind.CORRECT:
        return claim
    return decision.corrected().model_copy(
        update={"id": claim.id, "evidence": claim.evidence, "conduct": _conduct(decision, claim)}
    )


def _conduct(decision: Decision, claim: Claim) -> object:
    return decision.corrected().conduct if "conduct" in decision.changes else claim.conduct


def match(decision: Decision, claims: Sequence[Claim]) -> Claim | None:
    """The claim of a later reading that a decision is about; None where there is none."""
    about = decision.claim
    if about is None:
        return None
    for claim in claims:
        if claim.id == about.id:
            return claim
    alike = [
        (_overlap(claim, about), claim)
        for claim in claims
        if claim.act_class is about.act_class and _speaker(claim) == _speaker(about) and _overlap(claim, about)
    ]
    return max(alike, key=lambda pair: (pair[0], pair[1].id))[1] if alike else None


def _speaker(claim: Claim) -> str | None:
    return (claim.claimant.country or claim.claimant.name.casefold()) if claim.claimant else None


def _overlap(a: Claim, b: Claim) -> int:
    """Characters of evidence that the two have in common."""
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start)) for one in a.evidence for other in b.evidence
    )
