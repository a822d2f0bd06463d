"""Loose ties: what only cites an attribution, or only answers one, belongs to it and puts no two others together."""

from __future__ import annotations

from callout.cases.traits import Traits, days_apart

ANSWER_DAYS = 14
"""An answer follows within a fortnight of what it answers."""

WITHDRAWN_DAYS = 400
"""What is taken back is taken back within a year or so."""


def by_citation(a: Traits, b: Traits) -> list[str]:
    """One cites what the other reports: the same claimant accused the same state, then ("in October …")."""
    return sorted(
        {
            f"one cites the attribution by {cited.acting} of {cited.date}"
            for one, other in ((a, b), (b, a))
            for cited in one.cited
            for made in other.attributions
            if cited.date
            and made.date
            and cited.acting is not None
            and made.acting == cited.acting
            and made.accused & cited.accused
            and cited.first <= made.first
            and made.last <= cited.last
        }
    )


def by_answer(a: Traits, b: Traits) -> list[str]:
    """A report of nothing but an answer belongs to the accusation that it answers, where it names who accused."""
    for answer, accusation in ((a, b), (b, a)):
        if not answer.is_answer or accusation.past:
            continue
        accused = sorted(answer.answering & accusation.accused)
        accusers = sorted(answer.addressed & accusation.claimants)
        if accused and accusers and days_apart(a, b) <= ANSWER_DAYS:
            return [f"{accused[0]} answers the accusation by {accusers[0]}, within {days_apart(a, b)} days"]
    return []


def by_withdrawal(a: Traits, b: Traits) -> list[str]:
    """What its claimant takes back belongs to where it was claimed: the same claimant, for itself or its state, and the
    same accused, before."""
    for withdrawal, claimed in ((a, b), (b, a)):
        for claim in withdrawal.taken_back:
            for made in claimed.attributions:
                accused = sorted(claim.accused & made.accused)
                same = claim.claimant is not None and claim.claimant == made.claimant
                if same and accused and days_apart(a, b) <= WITHDRAWN_DAYS:
                    return [f"{claim.name} takes back what it claimed of {accused[0]}"]
    return []
