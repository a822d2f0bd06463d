"""Where documents differ about one claimant: a partner that one lists and another omits, "with high confidence" in one
and nothing in the other, another act, level, tie, accused or date.

What must stay true: every side is shown with its documents, and none is called wrong. What a document does not report
of a claimant at all is no side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from callout.cases.dated import Told, dated
from callout.cases.joiners import ATTRIBUTING, holds_responsible, plainest
from callout.cases.strands import speaker_key, states_of
from callout.record.acts import Level, Standing, Tie
from callout.record.claim import Accused
from callout.record.coalition import Difference, Differing, Side
from callout.record.dates import DateKind
from callout.record.entity import Party

NOTHING = "none"
"""What a side says where its documents have no words for it."""

_LEVELS, _TIES = list(Level), list(Tie)
_Document = Sequence[Told]
"""What one document tells of one claimant."""


def differences_in(told: Sequence[Told]) -> tuple[Difference, ...]:
    """The differences about each claimant that speaks for itself in two documents or more, by claimant."""
    by_holder: dict[str, dict[str, list[Told]]] = {}
    parties: dict[str, set[Party]] = {}
    for claim, document in told:
        if claim.claimant and holds_responsible(claim) and claim.standing is not Standing.PAST:
            holder = speaker_key(claim.claimant)
            parties.setdefault(holder, set()).add(claim.claimant)
            by_holder.setdefault(holder, {}).setdefault(document.id, []).append((claim, document))
    found: list[Difference] = []
    for holder, documents in by_holder.items():
        if len(documents) > 1:
            found += _about(plainest(parties[holder]), documents)
    return tuple(
        sorted(found, key=lambda d: (d.claimant.name, d.claimant.id, list(Differing).index(d.what), d.in_words))
    )


def _about(party: Party, documents: dict[str, list[Told]]) -> list[Difference]:
    found = [d for what, tell in _OF_ALL.items() if (d := _difference(party, what, documents, tell)) is not None]
    # Level, tie and confidence are compared of one accused state: of another they are other words.
    states = sorted({state for told in documents.values() for claim, _ in told for state in states_of(claim)})
    for state in states:
        of_it = {
            document: kept
            for document, told in documents.items()
            if (kept := [(c, d) for c, d in told if state in states_of(c)])
        }
        for what, tell in _of_state(state).items():
            difference = _difference(party, what, of_it, tell, state if len(states) > 1 else None)
            if difference is not None:
                found.append(difference)
    return found


def _difference(
    party: Party,
    what: Differing,
    documents: dict[str, list[Told]],
    tell: Callable[[_Document], tuple[str, ...] | None],
    state: str | None = None,
) -> Difference | None:
    """What the documents tell by `tell`, as sides; None where they agree. `tell` is None where a document does not
    say."""
    sides: dict[tuple[str, ...], list[str]] = {}
    for document in sorted(documents):
        said = tell(documents[document])
        if said is not None:
            sides.setdefault(said, []).append(document)
    if len(sides) < 2:
        return None
    ordered = sorted(sides, key=lambda said: (-len(sides[said]), not said, said))
    named = f"{what} of its words on {state}" if state else str(what)
    shown = [
        f"{', '.join(said) or NOTHING} in {len(sides[said])} document{'s' if len(sides[said]) > 1 else ''}"
        for said in ordered
    ]
    if what is Differing.PARTNERS:
        listed = {partner for said in ordered for partner in said}
        disputed = sorted(p for p in listed if not all(p in said for said in ordered))
        shown = [
            f"{partner} is listed in {_count(sides, partner, True)} and omitted in {_count(sides, partner, False)}"
            for partner in disputed
        ]
    return Difference(
        claimant=party,
        what=what,
        in_words=f"{party.name}, {named}: " + "; ".join(shown),
        sides=tuple(
            Side(
                value=", ".join(said) or NOTHING,
                documents=tuple(sides[said]),
                claims=tuple(c.id for document in sides[said] for c, _ in documents[document]),
            )
            for said in ordered
        ),
    )


def _count(sides: dict[tuple[str, ...], list[str]], partner: str, listed: bool) -> int:
    return sum(len(documents) for said, documents in sides.items() if (partner in said) is listed)


# What one document tells of a claimant: in a fixed order, empty where it has no words for it.


def _act(told: _Document) -> tuple[str, ...]:
    """The firmest act."""
    return (min((c.act for c, _ in told), key=ATTRIBUTING.index),)


def _partners(told: _Document) -> tuple[str, ...]:
    return tuple(sorted({p.name for c, _ in told for p in c.partners}))


def _accused(told: _Document) -> tuple[str, ...] | None:
    return tuple(sorted({s for c, _ in told for s in states_of(c)})) or None


def _date(told: _Document) -> tuple[str, ...] | None:
    """The days on which it was said; none where the document gives only its own day of publication."""
    days = {d.when.date for c, where in told if (d := dated(c, where)) and d.kind is DateKind.SAID and d.when.date}
    return tuple(sorted(days)) or None


def _confidence(told: _Document) -> tuple[str, ...]:
    """The level, or the words where they name none."""
    stated = {c.confidence.level or (c.confidence.phrase or "").casefold() for c, _ in told}
    return tuple(sorted(f"{one}" for one in stated if one))


_OF_ALL: dict[Differing, Callable[[_Document], tuple[str, ...] | None]] = {
    Differing.ACT: _act,
    Differing.ACCUSED: _accused,
    Differing.PARTNERS: _partners,
    Differing.DATE: _date,
}


def _of_state(state: str) -> dict[Differing, Callable[[_Document], tuple[str, ...] | None]]:
    def level(told: _Document) -> tuple[str, ...]:
        return tuple(sorted({a.level for a in _accused_of(told, state)}, key=_LEVELS.index))

    def tie(told: _Document) -> tuple[str, ...]:
        return tuple(sorted({a.tie for a in _accused_of(told, state) if a.tie}, key=_TIES.index))

    return {Differing.LEVEL: level, Differing.TIE: tie, Differing.CONFIDENCE: _confidence}


def _accused_of(told: _Document, state: str) -> list[Accused]:
    return [a for claim, _ in told for a in claim.accused if a.state == state]
