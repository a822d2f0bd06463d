"""Links: cases that stand beside each other and are not one: announced together, or tied by a person.

Two cases told in one document, or two accusations of one state on one day, are what readers confuse: each names the
other, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from callout.cases.bonds import Bonds
from callout.cases.strands import Strand, announced_by
from callout.record.case import Link
from callout.record.decision import DecisionKind


def links_between(
    cases: Mapping[str, Sequence[Strand]], titles: Mapping[str, str], bonds: Bonds
) -> dict[str, tuple[Link, ...]]:
    """The links of each case to others of those given, by id; both sides of a link have it."""
    reasons: dict[tuple[str, str], str] = {}
    showing: dict[str, set[str]] = {}
    for case, members in cases.items():
        for strand in members:
            for sign in _signs(strand):
                showing.setdefault(sign, set()).add(case)
    for sign in sorted(showing):
        for pair in combinations(sorted(showing[sign]), 2):
            told_together = sign.startswith("document ")
            reason = f"announced the same day: {sign}"
            if told_together:
                said = any(_says_same_day(cases[case], sign.removeprefix("document ")) for case in pair)
                reason = "announced the same day, as one document says" if said else "told in the same document"
            if pair not in reasons or not told_together:
                reasons[pair] = reason
    reasons |= _decided(cases, bonds)
    found: dict[str, list[Link]] = {case: [] for case in cases}
    for (one, other), reason in sorted(reasons.items()):
        found[one].append(Link(case=other, title=titles[other], reason=reason))
        found[other].append(Link(case=one, title=titles[one], reason=reason))
    return {case: tuple(sorted(links, key=lambda link: (link.title, link.case))) for case, links in found.items()}


def _signs(strand: Strand) -> set[str]:
    told = {f"document {strand.document.id}"} if strand.claims and not strand.past else set()
    return told | {f"{state} was accused on {day}" for state, day in announced_by(strand)}


def _says_same_day(members: Sequence[Strand], document: str) -> bool:
    return any(
        claim.said_on is not None and (claim.said_on.phrase or "").lower().endswith("same day")
        for strand in members
        if strand.document.id == document
        for claim in strand.claims
    )


def _decided(cases: Mapping[str, Sequence[Strand]], bonds: Bonds) -> dict[tuple[str, str], str]:
    found = {}
    for decision in bonds.decided.of_cases:
        if decision.kind is not DecisionKind.LINK:
            continue
        sides = [
            {case for case, members in cases.items() if any((decision.id, side) in s.meant for s in members)}
            for side in (0, 1)
        ]
        for pair in {(min(a, b), max(a, b)) for a in sides[0] for b in sides[1] if a != b}:
            found[pair] = f"linked by {decision.by}: {decision.why}"
    return found
