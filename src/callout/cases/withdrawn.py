"""Withdrawals: a claimant that took back or corrected its attribution, as a document tells or a person decided.

What must stay true: what was taken back does not count as an attribution that stands, and is still shown; what its
claimant said after that stands; nobody takes back another's claim.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from callout.cases.dated import Dated, Told, dated, earliest
from callout.cases.decided import Decided, decided_claims
from callout.cases.naming import stretches_of
from callout.cases.strands import speaker_key, states_of
from callout.record.acts import ActClass, Standing
from callout.record.claim import Claim
from callout.record.coalition import Withdrawal
from callout.record.decision import ClaimStatus, Decision
from callout.record.document import Document


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The withdrawals of a case, and the ids of the claims that do not stand any more: those taken back, and those that
    only tell of the taking back."""

    withdrawals: tuple[Withdrawal, ...]
    taken_back: frozenset[str]
    telling: frozenset[str]

    def stands(self, claim: Claim) -> bool:
        return claim.id not in self.taken_back and claim.id not in self.telling


NOTHING_WITHDRAWN = Withdrawn((), frozenset(), frozenset())


def withdrawn_by_persons(told: Sequence[Told], decided: Decided) -> dict[str, Decision]:
    """The decisions that say that a claim was taken back by whoever made it, by the claim's id."""
    by_document: dict[str, list[Claim]] = {}
    for claim, document in told:
        if document.id in decided.of_claims:
            by_document.setdefault(document.id, []).append(claim)
    ids = {claim.id for claims in by_document.values() for claim in claims}
    return {
        one.claim.id: one.decisions[-1]
        for document, claims in by_document.items()
        for one in decided_claims(document, claims, decided)
        if one.status is ClaimStatus.WITHDRAWN and one.decisions and one.claim.id in ids
    }


def withdrawn_in(told: Sequence[Told], decisions: Mapping[str, Decision]) -> Withdrawn:
    """One withdrawal for each claimant and set of states. `decisions` are those of `withdrawn_by_persons`."""
    telling = [(c, d) for c, d in told if c.standing is Standing.WITHDRAWN]
    grouped: dict[tuple[str, tuple[str, ...], str | None], list[Told]] = {}
    for claim, document in told:
        if claim.claimant is None:
            continue
        by = decisions[claim.id].by if claim.id in decisions else None
        if by or claim.standing is Standing.WITHDRAWN:
            key = (speaker_key(claim.claimant), tuple(sorted(states_of(claim))), by)
            grouped.setdefault(key, []).append((claim, document))
    found = []
    for (holder, states, by), group in sorted(grouped.items(), key=lambda pair: str(pair[0])):
        about = {c.id for c, _ in group} if by else _taken_back(holder, states, group, told)
        said = earliest(dated(c, d) for c, d in group) if by is None else None
        party = group[0][0].claimant
        if party is None:
            continue
        found.append(
            Withdrawal(
                claimant=party,
                states=states or tuple(sorted({s for c, _ in told if c.id in about for s in states_of(c)})),
                said_on=said.when if said else None,
                date_kind=said.kind if said else None,
                claims=tuple(c.id for c, _ in group) if by is None else (),
                takes_back=tuple(dict.fromkeys(c.id for c, _ in told if c.id in about)),
                evidence=stretches_of(group, party),
                decided_by=by,
            )
        )
    return Withdrawn(
        tuple(found),
        frozenset(claim for one in found for claim in one.takes_back),
        frozenset(c.id for c, _ in telling),
    )


def _taken_back(holder: str, states: Collection[str], group: Sequence[Told], told: Sequence[Told]) -> set[str]:
    """The ids of the claimant's attributions that were said before, of the states that the withdrawal names (of any,
    where it names none)."""
    found = set()
    for claim, document in told:
        if (
            claim.standing is Standing.WITHDRAWN
            or claim.act_class is not ActClass.ATTRIBUTION
            or claim.claimant is None
            or speaker_key(claim.claimant) != holder
        ):
            continue
        if states and not set(states) & states_of(claim):
            continue
        if any(_is_before(claim, document, one, where) for one, where in group):
            found.add(claim.id)
    return found


def _is_before(claim: Claim, document: Document, withdrawal: Claim, where: Document) -> bool:
    if document.id == where.id:
        # What the document that tells of the withdrawal reports as said now, the claimant still says.
        return claim.standing is Standing.PAST
    said, taken = dated(claim, document), dated(withdrawal, where)
    return _is_unknown(said, taken) or (said is not None and taken is not None and said.first <= taken.last)


def _is_unknown(said: Dated | None, taken: Dated | None) -> bool:
    return said is None or taken is None
