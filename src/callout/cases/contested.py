"""What is contested: which states are held responsible, by whom, and who denies, withdrew or corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from callout.cases.dated import Told
from callout.cases.differences import differences_in
from callout.cases.gaps import gaps_in
from callout.cases.joiners import holds_responsible, joiners_in, plainest, reserved_in
from callout.cases.strands import speaker_key, states_of
from callout.cases.withdrawn import Withdrawn
from callout.record.acts import Act
from callout.record.case import Answer, Answering
from callout.record.claim import Claim
from callout.record.coalition import AccusedState, Coalition
from callout.record.entity import Party


def coalition_of(told: Sequence[Told], answers: Sequence[Answer], withdrawn: Withdrawn) -> Coalition:
    """The views on a case's claims. `told` is in an order that the documents' order of arrival does not change."""
    accused = _accused_states(told, withdrawn)
    return Coalition(
        joiners=joiners_in(told, withdrawn),
        reserved=reserved_in(told),
        gaps=gaps_in(told, withdrawn),
        differences=differences_in(told),
        accused=accused,
        contested=_contested(told, withdrawn),
        denials=_denials(answers, Answering.ACCUSED),
        victim_denials=_denials(answers, Answering.VICTIM),
        withdrawals=withdrawn.withdrawals,
    )


def _accused_states(told: Sequence[Told], withdrawn: Withdrawn) -> tuple[AccusedState, ...]:
    claims: dict[str, list[Claim]] = {}
    for claim, _ in told:
        if holds_responsible(claim):
            for state in states_of(claim):
                claims.setdefault(state, []).append(claim)
    found = []
    for state, held in claims.items():
        standing = _holders(c for c in held if withdrawn.stands(c))
        all_holders = _holders(held)
        found.append(
            AccusedState(
                state=state,
                claimants=tuple(party for key, party in all_holders.items() if key in standing),
                withdrawn_by=tuple(party for key, party in all_holders.items() if key not in standing),
                claims=tuple(c.id for c in held),
            )
        )
    return tuple(sorted(found, key=lambda a: (-len(a.claimants), -len(a.withdrawn_by), a.state)))


def _holders(claims: Iterable[Claim]) -> dict[str, Party]:
    """Whoever makes the claims, by key, in order of name."""
    parties: dict[str, set[Party]] = {}
    for claim in claims:
        for party in (claim.claimant, *claim.partners):
            if party:
                parties.setdefault(speaker_key(party), set()).add(party)
    named = {key: plainest(found) for key, found in parties.items()}
    return dict(sorted(named.items(), key=lambda pair: (pair[1].name, pair[0])))


def _contested(told: Sequence[Told], withdrawn: Withdrawn) -> tuple[str, ...]:
    """The states of which two named claimants' standing attributions hold one each responsible, and none holds both.

    Who speaks against itself ("it was China", and a year later "it was Russia") contests it too.
    """
    standing = [states_of(c) for c, _ in told if c.claimant and holds_responsible(c) and withdrawn.stands(c)]
    together = {frozenset(pair) for states in standing for pair in combinations(sorted(states), 2)}
    states = sorted(set().union(*standing))
    apart = [pair for pair in combinations(states, 2) if frozenset(pair) not in together]
    return tuple(sorted({state for pair in apart for state in pair}))


def _denials(answers: Sequence[Answer], speaker: Answering) -> tuple[str, ...]:
    return tuple(a.claim for a in answers if a.speaker is speaker and a.act in (Act.DENY, Act.REJECT))
