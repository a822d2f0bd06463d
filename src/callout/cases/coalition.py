"""The coalition: each claimant's position on the conduct, side by side.

Joint and repeated claims are grouped by claimant: a state and the offices that speak for it are one claimant, with the
bodies named in the position's spokespeople. Nothing is averaged: every level, tie and wording of a claimant stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from callout.cases.naming import stretches_of
from callout.cases.strands import speaker_key, when_of
from callout.cases.withdrawn import NOTHING_WITHDRAWN, Withdrawn
from callout.record.acts import Act, Level, Standing, Tie, Venue
from callout.record.case import Position
from callout.record.claim import Accused, Claim, Confidence
from callout.record.dates import DateKind, When
from callout.record.document import Document
from callout.record.entity import EntityKind, Party, Spokesperson

T = TypeVar("T", Level, Tie, Venue)

_STRENGTH = [Act.ATTRIBUTE, Act.JOIN, Act.SUPPORT, Act.SUSPECT, Act.ACKNOWLEDGE]


def positions_in(
    claims: Sequence[tuple[Claim, Document]], withdrawn: Withdrawn = NOTHING_WITHDRAWN
) -> tuple[Position, ...]:
    """One position for each claimant and wording, in order of act, then of date. Partners hold the position jointly."""
    party_of: dict[str, Party | None] = {}
    for claim, _ in claims:
        for party in (claim.claimant, *claim.partners):
            name = holder_key(party)
            if name not in party_of or _is_plainer(party, party_of[name]):
                party_of[name] = party
    positions = [
        _position(party_of[wording[0]], wording[1], found, withdrawn=taken_back)
        for (wording, taken_back), found in _by_wording(claims, withdrawn).items()
    ]
    return tuple(sorted(positions, key=_order))


def dates_in(claims: Sequence[tuple[Claim, Document]], withdrawn: Withdrawn = NOTHING_WITHDRAWN) -> list[str | None]:
    """The date of each position that the claims make, in no order: what costs a tenth of the positions themselves."""
    dates = (_first_date(found)[0] for found in _by_wording(claims, withdrawn).values())
    return [when.date if when else None for when in dates]


_Wording = tuple[str, Act, Standing, bool, tuple[tuple[str | None, ...], ...], str | None]
_Held = tuple[Claim, Document, bool]
"""A claim that its holder makes, or makes jointly with who speaks."""


def _by_wording(
    claims: Sequence[tuple[Claim, Document]], withdrawn: Withdrawn
) -> dict[tuple[_Wording, bool], list[_Held]]:
    """The claims of each position, by its wording and by whether it was taken back: what was taken back and what was
    said again after that are two positions of one wording."""
    grouped: dict[tuple[_Wording, bool], list[_Held]] = {}
    for claim, document in claims:
        for party, joint in ((claim.claimant, False), *((p, True) for p in claim.partners)):
            taken_back = claim.id in withdrawn.taken_back and not joint
            wording = _wording(holder_key(party), claim, joint)
            grouped.setdefault((wording, taken_back), []).append((claim, document, joint))
    return grouped


def _wording(name: str, claim: Claim, joint: bool) -> _Wording:
    """What makes two claims of a claimant the same wording: act, standing, whom at which level and tie, confidence.

    A partner's wording is the joint one: neither the speaker's confidence nor its finer accused are the partner's.
    """
    accused = _shared_accused([claim]) if joint else claim.accused
    whom = {(a.name if a.level is Level.STATE_ORGAN else None, a.state, a.level, a.tie) for a in accused}
    confidence = None if joint else claim.confidence.level
    return name, claim.act, claim.standing, joint, tuple(sorted(whom, key=str)), confidence


def holder_key(party: Party | None) -> str:
    """What a claimant is grouped under: the state for a state and its bodies, otherwise the party itself."""
    return speaker_key(party) if party else ""


def _is_plainer(party: Party | None, known: Party | None) -> bool:
    return known is None or (
        party is not None and known.kind is not EntityKind.STATE and party.kind is EntityKind.STATE
    )


def _position(party: Party | None, act: Act, found: Sequence[_Held], *, withdrawn: bool) -> Position:
    claims = [c for c, _, _ in found]
    own = [c for c, _, joint in found if not joint]
    accused = _distinct_accused(own) if own else _shared_accused(claims)
    when, kind = _first_date(found)
    return Position(
        claimant=party,
        act=act,
        act_class=act.act_class,
        accused=accused,
        levels=_distinct(Level, (a.level for a in accused)),
        ties=_distinct(Tie, (a.tie for a in accused if a.tie)),
        confidence=next((c.confidence for c in own if c.confidence.phrase), Confidence()),
        venues=_distinct(Venue, (c.venue for c in own if c.venue)),
        standing=min((c.standing for c in claims), key=list(Standing).index),
        said_on=when,
        date_kind=kind,
        spokespeople=_people(own),
        joint=not own,
        claims=tuple(dict.fromkeys(c.id for c in claims)),
        reports=len({d.id for _, d, _ in found}),
        evidence=stretches_of([(c, d) for c, d, _ in found], party),
        withdrawn=withdrawn,
    )


def _distinct(order: type[T], values: Iterable[T]) -> tuple[T, ...]:
    seen = set(values)
    return tuple(value for value in order if value in seen)


def _shared_accused(claims: Sequence[Claim]) -> tuple[Accused, ...]:
    """Whom a partner accuses: what the joint words say, which is the state where a finer word is the speaker's own."""
    accused = _distinct_accused(claims)
    states = tuple(a for a in accused if a.level is Level.STATE)
    return states or accused


def _distinct_accused(claims: Sequence[Claim]) -> tuple[Accused, ...]:
    found: dict[tuple[str | None, str | None, str, str | None], Accused] = {}
    for claim in claims:
        for accused in claim.accused:
            found.setdefault((accused.name, accused.state, accused.level, accused.tie), accused)
    return tuple(found.values())


def _people(claims: Sequence[Claim]) -> tuple[Spokesperson, ...]:
    found: dict[str, Spokesperson] = {}
    for claim in claims:
        for person in claim.spokespeople:
            found.setdefault(person.name, person)
    return tuple(found.values())


def _first_date(found: Sequence[_Held]) -> tuple[When | None, DateKind | None]:
    dated: list[tuple[str, bool, When]] = []
    for claim, document, _ in found:
        when, is_publication = when_of(claim, document)
        if when and when.date:
            dated.append((when.date, is_publication, when))
    if not dated:
        return None, None
    # A date of saying is better than a date of publication, whichever is earlier.
    _, is_publication, when = min(dated, key=lambda d: (d[1], d[0]))
    return when, DateKind.PUBLISHED if is_publication else DateKind.SAID


def _order(position: Position) -> tuple[int, str, int, str]:
    rank = (
        _STRENGTH.index(position.act) if position.act in _STRENGTH else len(_STRENGTH) + list(Act).index(position.act)
    )
    date = position.said_on.date if position.said_on and position.said_on.date else "9999"
    return rank, date, int(position.joint), position.claimant.name if position.claimant else "~"
