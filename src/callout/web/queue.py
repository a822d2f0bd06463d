"""The review queue: claims that are uncertain or that others contradict, the most doubtful first, with the reasons.

A claim that a person decided on is not in it, but for one that was left open. The reasons follow from the recorded
fields alone: they say what to look at, never who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callout.record.acts import ActClass
from callout.record.decision import ClaimStatus
from callout.web.index import View
from callout.web.rows import ClaimRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim with the reasons to look at it; `weight` orders the queue."""

    row: ClaimRow
    reasons: tuple[str, ...]
    weight: int


def queue_of(view: View) -> Sequence[Waiting]:
    """The most doubtful first; among equals the last recorded. Made once for a view."""
    return view.remember("review queue", _made)


def _made(view: View) -> list[Waiting]:
    reasons: dict[str, list[tuple[int, str]]] = {}
    for row in view.claims.values():
        for weight, reason in _of_the_claim(row):
            reasons.setdefault(row.id, []).append((weight, reason))
    for rows in view.by_case.values():
        for row, weight, reason in _of_the_case(rows):
            reasons.setdefault(row.id, []).append((weight, reason))
    for claim_id, one in view.decided.items():
        if one.status is ClaimStatus.UNCERTAIN and claim_id in view.claims:
            reasons.setdefault(claim_id, []).append((10, "a person left it open"))
    waiting = [
        Waiting(view.claims[claim], tuple(reason for _, reason in sorted(why, reverse=True)), sum(w for w, _ in why))
        for claim, why in reasons.items()
        if view.status_of(claim) in (ClaimStatus.READ, ClaimStatus.UNCERTAIN)
    ]
    return sorted(waiting, key=lambda one: (-one.weight, -one.row.number))


def _of_the_claim(row: ClaimRow) -> Iterable[tuple[int, str]]:
    if row.claimant is None:
        yield 4, "nobody is named as the claimant"
    if row.act_class == ActClass.ATTRIBUTION:
        if not row.accused:
            yield 5, "it attributes, and accuses nobody"
        elif not row.states:
            yield 1, "no state is named or known of the accused"
        if any(one.known_from for one in row.accused):
            yield 2, "the state of the accused is not in the text"


def _of_the_case(rows: Sequence[ClaimRow]) -> Iterable[tuple[ClaimRow, int, str]]:
    """What claims of one case say against each other: the same claimant, differently, of the same state."""
    by_speaker: dict[tuple[str, str], list[ClaimRow]] = {}
    for row in rows:
        if row.claimant and row.act_class == ActClass.ATTRIBUTION and row.standing == "asserted":
            for state in row.states:
                by_speaker.setdefault((row.claimant.id, state), []).append(row)
    for (_, state), found in by_speaker.items():
        ties = _ties(found, state)
        if len(ties) > 1:
            told = ", ".join(sorted(ties))
            yield from ((row, 3, f"the same claimant's ties to {state} differ in this case: {told}") for row in found)
    accusers = {row.claimant.id: row for row in rows if row.claimant and row.act_class == ActClass.ATTRIBUTION}
    for row in rows:
        if row.act_class == ActClass.RESPONSE and row.claimant and row.claimant.id in accusers and row.act == "deny":
            yield row, 3, "the same claimant accuses and denies in this case"


def _ties(rows: Sequence[ClaimRow], state: str) -> Mapping[str, None]:
    return dict.fromkeys(one.tie for row in rows for one in row.accused if one.state == state and one.tie)
