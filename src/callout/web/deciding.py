"""What a person decides on a claim in the pages, turned into a decision of the ledger.

A decision carries who, when and why, and the claim as it was: nothing is overwritten, and an undoing is a decision too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from callout.casebook.shelf import place_waiting
from callout.errors import NotInLedger, RequestError
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, Level, Standing, Tie
from callout.record.claim import Claim
from callout.record.decision import OF_CLAIMS, Decision, DecisionKind

WHY = {
    DecisionKind.CONFIRM: "the words say so",
    DecisionKind.REJECT: "the words do not say so",
    DecisionKind.DOUBT: "the words may be read otherwise",
    DecisionKind.WITHDRAW: "the claimant took it back",
    DecisionKind.CORRECT: "the words say it otherwise",
}
"""The reason where a person gives none of its own: it is what that decision means."""

LONGEST = 500


def decide(ledger: Ledger, claim: Claim, kind: str, by: str, why: str, changes: Mapping[str, Any]) -> Decision:
    """Keeps a decision on a claim and places what it changes. Raises RequestError (422) for one that does not fit."""
    if kind not in [str(one) for one in OF_CLAIMS]:
        raise RequestError(
            "kind", f"{kind[:40]!r} is no decision on a claim", f"Use one of {', '.join(OF_CLAIMS)}", 422
        )
    of_kind = DecisionKind(kind)
    try:
        decision = Decision(
            kind=of_kind,
            by=by,
            why=why.strip()[:LONGEST] or WHY[of_kind],
            decided_at=dt.datetime.now(dt.UTC),
            claim=claim,
            changes=dict(changes),
        )
    except ValidationError as error:
        said = "; ".join(str(one["msg"]).removeprefix("Value error, ") for one in error.errors()[:3])
        raise RequestError("the decision", said, "Change at least one field, to one of its values", 422) from None
    ledger.decide(decision, [claim.document])
    place_waiting(ledger)
    return decision


def undo(ledger: Ledger, decision_id: str, by: str, why: str = "") -> Decision:
    """Undoes a decision by another. Raises NotInLedger where there is no such decision."""
    found = next((k.decision for k in ledger.decisions() if k.decision.id == decision_id), None)
    if found is None:
        raise NotInLedger(decision_id, "there is no such decision", "See /review for those that there are")
    undoing = Decision(
        kind=DecisionKind.UNDO,
        by=by,
        why=why.strip()[:LONGEST] or "decided in error",
        decided_at=dt.datetime.now(dt.UTC),
        undoes=found.id,
    )
    documents = {found.claim.document} if found.claim else {p.document for side in found.sides for p in side}
    ledger.decide(undoing, sorted(documents))
    place_waiting(ledger)
    return undoing


def changes_in(claim: Claim, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a form says otherwise than the claim: act, standing, and level and tie of each accused.

    Raises RequestError (422) for a value that is not in its vocabulary.
    """
    changes: dict[str, Any] = {}
    for name, known, now in (("act", Act, claim.act), ("standing", Standing, claim.standing)):
        value = given.get(name)
        if value and value != now:
            changes[name] = _known(name, value, [str(one) for one in known])
    accused = [one.model_dump(mode="json") for one in claim.accused]
    for number, one in enumerate(accused):
        level, tie = given.get(f"level-{number}"), given.get(f"tie-{number}")
        if level:
            one["level"] = _known("level", level, [str(v) for v in Level])
        if tie is not None:
            one["tie"] = _known("tie", tie, [str(v) for v in Tie]) if tie else None
    if accused != [one.model_dump(mode="json") for one in claim.accused]:
        changes["accused"] = accused
    return changes


def _known(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise RequestError(name, f"{value[:40]!r} is not known", f"Use one of {', '.join(known)}", 422)
    return value
