"""Loose ties: what only cites an attribution, or only answers one, belongs to it and puts no two others together."""

from __future__ import annotations

import re

from callout.cases.strands import Strand, days_apart, measurer_of, speaker_key, states_of
from callout.knowledge.states import states
from callout.record.acts import ActClass, Standing

ANSWER_DAYS = 14
"""An answer follows within a fortnight of what it answers."""

WITHDRAWN_DAYS = 400
"""What is taken back is taken back within a year or so."""


def by_citation(a: Strand, b: Strand) -> list[str]:
    """One cites what the other reports: the same claimant accused the same state, then ("in October …")."""
    found = set()
    for one, other in ((a, b), (b, a)):
        for cited in one.claims:
            span = cited.said_on.span() if cited.said_on else None
            if cited.standing is not Standing.PAST or cited.act_class is not ActClass.ATTRIBUTION or span is None:
                continue
            for claim in other.attributions:
                said = claim.said_on.span() if claim.said_on else None
                same = measurer_of(claim) is not None and measurer_of(claim) == measurer_of(cited)
                accused = states_of(claim) & states_of(cited)
                if same and accused and said and span[0] <= said[0] and said[1] <= span[1]:
                    when = cited.said_on.date if cited.said_on else None
                    found.add(f"one cites the attribution by {measurer_of(claim)} of {when}")
    return sorted(found)


def by_answer(a: Strand, b: Strand) -> list[str]:
    """A report of nothing but an answer belongs to the accusation that it answers, where it names who accused."""
    for answer, accusation in ((a, b), (b, a)):
        if not answer.is_answer:
            continue
        answering = {speaker_key(c.claimant) for c in answer.claims if c.claimant}
        accused = sorted(answering & accusation.accused)
        text = " ".join(e.exact for c in answer.claims for e in c.evidence)
        accusers = sorted(c for c in accusation.claimants if c in states() and _names_state(text, c))
        if accused and accusers and not accusation.past and days_apart(a, b) <= ANSWER_DAYS:
            return [f"{accused[0]} answers the accusation by {accusers[0]}, within {days_apart(a, b)} days"]
    return []


def by_withdrawal(a: Strand, b: Strand) -> list[str]:
    """What its claimant takes back belongs to where it was claimed: the same claimant, for itself or its state, and the
    same accused, before."""
    for withdrawal, claimed in ((a, b), (b, a)):
        for claim in withdrawal.taken_back:
            for made in claimed.attributions:
                same = claim.claimant and made.claimant and speaker_key(claim.claimant) == speaker_key(made.claimant)
                accused = sorted(states_of(claim) & states_of(made))
                if same and accused and claim.claimant and days_apart(a, b) <= WITHDRAWN_DAYS:
                    return [f"{claim.claimant.name} takes back what it claimed of {accused[0]}"]
    return []


def _names_state(text: str, code: str) -> bool:
    state = states()[code]
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in (*state.names, *state.adjectives, *state.seats))
