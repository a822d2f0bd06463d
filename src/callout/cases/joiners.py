"""Who joined when, and who spoke without attributing.

Days are counted from the first attribution of the case. None joins before the first: where a date is known to the month
only, the fewest days are none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from callout.cases.dated import Dated, Told, dated, days_between, earliest
from callout.cases.strands import speaker_key
from callout.cases.withdrawn import Withdrawn
from callout.record.acts import Act, ActClass, Standing
from callout.record.claim import Claim
from callout.record.coalition import Joiner, Reserve
from callout.record.dates import DateKind
from callout.record.document import Document
from callout.record.entity import EntityKind, Party

ATTRIBUTING = (Act.ATTRIBUTE, Act.JOIN, Act.SUPPORT, Act.SUSPECT)
"""Acts that hold somebody responsible, the firmest first. To acknowledge others' attribution is not one of them."""

_LATEST = dt.date.max

_RESERVED = (Act.ACKNOWLEDGE, Act.CONDEMN, Act.CONCERN, Act.WARN, Act.URGE)


def holds_responsible(claim: Claim) -> bool:
    """Whether a claim is an attribution that is or was made: not one under a condition, not one taken back."""
    return claim.act in ATTRIBUTING and claim.standing not in (Standing.CONDITIONAL, Standing.WITHDRAWN)


def first_attribution(told: Sequence[Told], state: str | None = None) -> Dated | None:
    """The first dated attribution, of one state where one is given."""
    return earliest(
        dated(claim, document)
        for claim, document in told
        if holds_responsible(claim) and (state is None or any(a.state == state for a in claim.accused))
    )


def joiners_in(told: Sequence[Told], withdrawn: Withdrawn) -> tuple[Joiner, ...]:
    """Each claimant whose attribution stands, in order of its first one; those without a date stand last."""
    held = _by_holder([(c, d) for c, d in told if holds_responsible(c) and withdrawn.stands(c)])
    first = first_attribution(told)
    found: list[tuple[tuple[object, ...], Joiner]] = []
    for party, claims in held:
        when = earliest(dated(c, d) for c, d, _ in claims)
        days = days_between(first, when) if first and when else None
        dates = {c.id: dated(c, d) for c, d, _ in claims}
        # The act is that of its first attribution; of several on one day, the firmest.
        act = min(
            (c for c, _, _ in claims),
            key=lambda c: ((d.last if (d := dates[c.id]) else _LATEST), ATTRIBUTING.index(c.act), c.id),
        ).act
        joiner = Joiner(
            claimant=party,
            act=act,
            said_on=when.when if when else None,
            date_kind=when.kind if when else None,
            least=max(0, days[0]) if days else None,
            most=max(0, days[1]) if days else None,
            joint=all(joint for _, _, joint in claims),
            claims=tuple(dict.fromkeys(c.id for c, _, _ in claims)),
        )
        order = (
            when.last if when else _LATEST,
            when.kind is DateKind.PUBLISHED if when else True,
            party.name,
            party.id,
        )
        found.append((order, joiner))
    return tuple(joiner for _, joiner in sorted(found, key=lambda pair: pair[0]))


def reserved_in(told: Sequence[Told]) -> tuple[Reserve, ...]:
    """Each claimant that acknowledged, condemned, warned or was concerned and never attributed, not even what it took
    back since."""
    attributing = {
        speaker_key(p)
        for claim, _ in told
        if claim.act in ATTRIBUTING and claim.standing is not Standing.CONDITIONAL
        for p in (claim.claimant, *claim.partners)
        if p
    }
    spoke = [(c, d) for c, d in told if c.act in _RESERVED and c.act_class in (ActClass.ATTRIBUTION, ActClass.STANCE)]
    found = []
    for party, claims in _by_holder(spoke):
        if speaker_key(party) in attributing:
            continue
        when = earliest(dated(c, d) for c, d, _ in claims)
        acts = {c.act for c, _, _ in claims}
        found.append(
            Reserve(
                claimant=party,
                acts=tuple(act for act in _RESERVED if act in acts),
                said_on=when.when if when else None,
                date_kind=when.kind if when else None,
                claims=tuple(dict.fromkeys(c.id for c, _, _ in claims)),
            )
        )
    return tuple(sorted(found, key=lambda r: (_RESERVED.index(r.acts[0]), r.claimant.name, r.claimant.id)))


def _by_holder(told: Sequence[Told]) -> list[tuple[Party, list[tuple[Claim, Document, bool]]]]:
    """The claims of each claimant, a state and its bodies as one under the plainest name; true for a partner."""
    held: dict[str, list[tuple[Claim, Document, bool]]] = {}
    parties: dict[str, set[Party]] = {}
    for claim, document in told:
        for party, joint in ((claim.claimant, False), *((p, True) for p in claim.partners)):
            if party:
                held.setdefault(speaker_key(party), []).append((claim, document, joint))
                parties.setdefault(speaker_key(party), set()).add(party)
    return [(plainest(parties[key]), held[key]) for key in sorted(held)]


def plainest(parties: set[Party]) -> Party:
    """The state rather than a body of it; else the first by name."""
    return min(parties, key=lambda p: (p.kind is not EntityKind.STATE, p.name, p.id))
