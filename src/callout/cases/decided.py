"""Claims as persons decided on them: what was rejected is out, what was corrected is as corrected, what was confirmed
is as confirmed and stays although a later reading no longer finds it.

A decision is about a claim that stood at certain words of a document. A later reading may give the same claim another
id (a longer stretch, another name of the claimant) or cut it in two; the decision then holds for what is alike. A
document's text never changes, so neither does what a decision is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from callout.record.acts import ActClass
from callout.record.claim import Claim, Conduct
from callout.record.decision import OF_CASES, OF_CLAIMS, OF_NAMES, ClaimStatus, Decision, DecisionKind, corrected
from callout.record.evidence import Evidence

_STATUS = {
    DecisionKind.CONFIRM: ClaimStatus.CONFIRMED,
    DecisionKind.CORRECT: ClaimStatus.CORRECTED,
    DecisionKind.REJECT: ClaimStatus.FALSE,
    DecisionKind.DOUBT: ClaimStatus.UNCERTAIN,
    DecisionKind.WITHDRAW: ClaimStatus.WITHDRAWN,
}

_AS_DECIDED = (DecisionKind.CONFIRM, DecisionKind.CORRECT)


def standing_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that hold, in order of time: without those that were undone, and without the undoing."""
    in_order = sorted(decisions, key=lambda d: (d.decided_at, d.id))
    undoings: dict[str, list[str]] = {}
    for decision in in_order:
        if decision.undoes:
            undoings.setdefault(decision.undoes, []).append(decision.id)
    holds: dict[str, bool] = {}
    for decision in in_order:
        _settle(decision.id, undoings, holds)
    return [d for d in in_order if holds[d.id] and d.kind is not DecisionKind.UNDO]


def _settle(start: str, undoings: Mapping[str, Sequence[str]], holds: dict[str, bool]) -> None:
    """A decision holds unless an undoing of it holds. Undoings name what was there before them: there is no circle."""
    path = [start]
    while path:
        one = path[-1]
        open_ones = [undoing for undoing in undoings.get(one, ()) if undoing not in holds]
        if open_ones:
            path += open_ones
        else:
            holds[one] = not any(holds[undoing] for undoing in undoings.get(one, ()))
            path.pop()


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that hold, by what they are about, in order of time."""

    of_claims: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    of_cases: Sequence[Decision] = ()
    of_names: Sequence[Decision] = ()

    @classmethod
    def by(cls, decisions: Iterable[Decision]) -> Decided:
        of_claims: dict[str, list[Decision]] = {}
        of_cases, of_names = [], []
        for decision in standing_decisions(decisions):
            if decision.kind in OF_CLAIMS and decision.claim:
                of_claims.setdefault(decision.claim.document, []).append(decision)
            elif decision.kind in OF_CASES:
                of_cases.append(decision)
            elif decision.kind in OF_NAMES:
                of_names.append(decision)
        return cls(of_claims, tuple(of_cases), tuple(of_names))


UNDECIDED = Decided()


@dataclass(frozen=True, slots=True)
class DecidedClaim:
    """`decisions` are those that hold for it, the last one last; `as_read` what the engine reads, null where only a
    decision keeps it."""

    claim: Claim
    status: ClaimStatus
    decisions: tuple[Decision, ...]
    as_read: Claim | None


def decided_claims(
    document: str, claims: Sequence[Claim], decided: Decided, conducts: Sequence[Conduct] = ()
) -> list[DecidedClaim]:
    """The claims of one document with what was decided on each; those that were rejected too, as `false`.

    `conducts` are those that the document is now read to describe: what only a decision keeps is about the one told at
    its words.
    """
    on: dict[str, list[Decision]] = {}
    kept: list[list[Decision]] = []
    for decision in decided.of_claims.get(document, ()):
        found = matches(decision, claims)
        for claim in found:
            on.setdefault(claim.id, []).append(decision)
        if not found:
            _keep(decision, kept)
    read = [
        _as_decided(on[claim.id], claim, claim) if claim.id in on else DecidedClaim(claim, ClaimStatus.READ, (), claim)
        for claim in claims
    ]
    return [*read, *(_as_decided(about, _placed(_claim_of(about[-1]), conducts), None) for about in kept)]


def standing_claims(
    document: str, claims: Sequence[Claim], decided: Decided, conducts: Sequence[Conduct] = ()
) -> list[Claim]:
    """What counts in cases: all but what was found not to have been made."""
    if not decided.of_claims.get(document):
        return list(claims)
    found = decided_claims(document, claims, decided, conducts)
    # What is open or was taken back stands as long as it is read; only what a person held to be right outlives that.
    return [
        d.claim
        for d in found
        if d.status is not ClaimStatus.FALSE and (d.as_read or any(one.kind in _AS_DECIDED for one in d.decisions))
    ]


def _as_decided(decisions: Sequence[Decision], claim: Claim, as_read: Claim | None) -> DecidedClaim:
    """The fields are those that were last confirmed or corrected, and the corrections; the words are those read now."""
    held = [d for d in decisions if d.kind in _AS_DECIDED]
    changes = {name: value for d in held for name, value in d.changes.items()}
    status = _STATUS[decisions[-1].kind]
    if changes and status is ClaimStatus.CONFIRMED:
        status = ClaimStatus.CORRECTED
    if held:
        now: dict[str, object] = {"id": claim.id, "evidence": claim.evidence}
        if "conduct" not in changes:
            now["conduct"] = claim.conduct
        claim = corrected(_claim_of(held[-1]), changes).model_copy(update=now)
    return DecidedClaim(claim, status, tuple(decisions), as_read)


def _claim_of(decision: Decision) -> Claim:
    if decision.claim is None:
        raise ValueError(f"the decision {decision.id} is not about a claim")
    return decision.claim


def _keep(decision: Decision, kept: list[list[Decision]]) -> None:
    """Beside the decisions on the same claim, of those that no reading finds any more."""
    for about in kept:
        if matches(decision, [_claim_of(one) for one in about]):
            about.append(decision)
            return
    kept.append([decision])


def _placed(claim: Claim, conducts: Sequence[Conduct]) -> Claim:
    """The claim about the conduct that is told at its words now, where the one that it was about has another id."""
    if claim.conduct is None or any(conduct.id == claim.conduct.id for conduct in conducts):
        return claim
    words = (*claim.evidence, *claim.conduct.evidence)
    told = max(conducts, key=lambda c: (overlap(c.evidence, words), c.id), default=None)
    if told is None or not overlap(told.evidence, words):
        return claim
    return claim.model_copy(update={"conduct": told})


def matches(decision: Decision, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a later reading that a decision is about: the one with its id, else those that are alike."""
    about = _claim_of(decision)
    same = [claim for claim in claims if claim.id == about.id]
    if same:
        return same
    forms = [about, corrected(about, decision.changes)] if decision.changes else [about]
    return [
        claim for claim in claims if claim.id not in decision.beside and any(_are_alike(claim, form) for form in forms)
    ]


def _are_alike(one: Claim, other: Claim) -> bool:
    """Whether two readings of one document mean one claim: the same class of act at the same words, and neither the
    speaker nor the accused speaks against it."""
    if one.document != other.document or one.act_class is not other.act_class:
        return False
    common = overlap(one.evidence, other.evidence)
    if not common or 2 * common < min(overlap(c.evidence, c.evidence) for c in (one, other)):
        return False
    if one.claimant is None or other.claimant is None:
        speaks = one.claimant is other.claimant or one.act is other.act
    else:
        speaks = _is_one_speaker(one, other)
    accused = [{a.state for a in c.accused if a.state} for c in (one, other)]
    answers = one.act_class is ActClass.RESPONSE
    return speaks and (answers or not all(accused) or bool(accused[0] & accused[1]))


def _is_one_speaker(one: Claim, other: Claim) -> bool:
    """The same state, or names of which one has all the words of the other ("Microsoft", "Microsoft Threat
    Intelligence")."""
    a, b = one.claimant, other.claimant
    if a is None or b is None:
        return a is b
    if a.country and b.country:
        return a.country == b.country
    words = [set(party.name.casefold().split()) for party in (a, b)]
    return words[0] <= words[1] or words[1] <= words[0]


def overlap(one: Iterable[Evidence], other: Iterable[Evidence]) -> int:
    """Characters that the stretches have in common, each counted once."""
    return common(((e.start, e.end) for e in one), ((e.start, e.end) for e in other))


def common(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> int:
    """How many places two lists of stretches have in common."""
    mine, theirs = _merged(one), _merged(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in theirs)


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
