"""Answers: each denial, counter-accusation or threat next to the attributions that it answers, with who speaks.

What must stay true: an answer answers only attributions of whoever speaks (or, for a victim, of the conduct that it
denies), only those of the claimants whom it names where it names any, and none said more than a few days after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from callout.cases.dated import Dated, Told, dated
from callout.cases.grounds import Denied, denies, grounds_of
from callout.cases.naming import names, stretches_of, text_of
from callout.cases.strands import speaker_key, states_of
from callout.record.acts import Act, ActClass, Standing
from callout.record.case import Answer, Answering
from callout.record.claim import Claim
from callout.record.entity import STATE_BODIES, EntityKind, Party

REPORTING = dt.timedelta(days=3)
"""A report may date what is answered some days after its answer: the claim was said on Friday, and told on Monday."""

_SPEAKS_FOR_STATE = STATE_BODIES | {EntityKind.STATE, EntityKind.ORGANISATION}
_DENIALS = (Act.DENY, Act.REJECT)


@dataclass(frozen=True, slots=True)
class _About:
    """Who makes an attribution (with partners: `makers`), and whom it accuses."""

    claimant: str | None
    makers: frozenset[str]
    states: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, claim: Claim) -> _About:
        return cls(
            claimant=speaker_key(claim.claimant) if claim.claimant else None,
            makers=frozenset(speaker_key(p) for p in (claim.claimant, *claim.partners) if p),
            states=frozenset(states_of(claim)),
            names=frozenset(a.name.casefold() for a in claim.accused if a.name),
        )


def answers_in(told: Sequence[Told]) -> tuple[Answer, ...]:
    """The answers, by act; `told` is in an order of its own that the documents' order does not change."""
    attributions = [
        (claim, dated(claim, document))
        for claim, document in told
        if claim.act_class is ActClass.ATTRIBUTION and claim.standing is not Standing.WITHDRAWN
    ]
    # Thousands of reports make few different claims: whom each concerns is asked once.
    attributed: dict[_About, list[tuple[int, str, Dated | None]]] = {}
    for n, (claim, said) in enumerate(attributions):
        attributed.setdefault(_About.of(claim), []).append((n, claim.id, said))
    accused = {state for claim, _ in attributions for state in states_of(claim)}
    accused_names = {a.name.casefold() for claim, _ in attributions for a in claim.accused if a.name}
    targets = {t.casefold() for claim, _ in told if claim.conduct for t in claim.conduct.targets}
    accusers = {speaker_key(p): p for claim, _ in attributions for p in (claim.claimant, *claim.partners) if p}
    found = []
    for claim, document in told:
        if claim.act_class is not ActClass.RESPONSE:
            continue
        party, when = claim.claimant, dated(claim, document)
        speaker = _speaker(claim, accused, accused_names, targets)
        named = _named(claim, accusers, targets)
        answered: list[tuple[int, str]] = []
        for about, those in attributed.items():
            if party and _concerns(about, party, speaker) and (not named or about.makers & named.keys()):
                answered += [(n, one) for n, one, said in those if _may_follow(when, said)]
        found.append(
            Answer(
                claim=claim.id,
                act=claim.act,
                claimant=party,
                ground=claim.ground,
                answers=tuple(one for _, one in sorted(answered)),
                speaker=speaker,
                standing=claim.standing,
                said_on=when.when if when else None,
                date_kind=when.kind if when else None,
                naming=tuple(named[key] for key in sorted(named)),
                grounds=grounds_of(claim.id, document.id, claim.evidence),
                evidence=stretches_of([(claim, document)], party),
            )
        )
    return tuple(sorted(found, key=lambda a: (list(Act).index(a.act), a.claim)))


def _speaker(claim: Claim, accused: set[str], accused_names: set[str], targets: set[str]) -> Answering:
    party = claim.claimant
    if party is None:
        return Answering.OTHER
    if party.name.casefold() in accused_names or (party.country in accused and party.kind in _SPEAKS_FOR_STATE):
        return Answering.ACCUSED
    if claim.act not in _DENIALS:
        return Answering.OTHER
    is_target = party.name.casefold() in targets or speaker_key(party).casefold() in targets
    if is_target or denies(claim, Denied.BREACH):
        return Answering.VICTIM
    # Who denies a deed has been accused of it, by somebody whose claim is not among the documents.
    return Answering.ACCUSED if denies(claim, Denied.DEED) else Answering.OTHER


def _concerns(about: _About, party: Party, speaker: Answering) -> bool:
    """Whether an attribution is one that the party may answer: it accuses the party, or its state where the party is no
    company; and any that another makes of the conduct, for a victim."""
    if about.claimant == speaker_key(party):
        return False
    if speaker is Answering.VICTIM or party.name.casefold() in about.names:
        return True
    return party.kind is not EntityKind.COMPANY and party.country in about.states


def _named(answer: Claim, accusers: dict[str, Party], targets: set[str]) -> dict[str, Party]:
    """The claimants whom the words of an answer name, or whom it accuses in turn. One that is a victim too may be named
    as such ("denied that it had hacked Norway's parliament"): that says nothing of whom the answer is to."""
    words = text_of(answer.evidence)
    own = speaker_key(answer.claimant) if answer.claimant else None
    countered = states_of(answer)
    return {
        key: party
        for key, party in accusers.items()
        if key != own
        and (key in countered or (not countered and key.casefold() not in targets and names(words, party)))
    }


def _may_follow(when: Dated | None, said: Dated | None) -> bool:
    """Whether an answer may have been given after an attribution, as far as their dates tell. An answer without a date
    ("has denied it before") is told as the answer that there is."""
    return when is None or said is None or said.first - REPORTING <= when.last
