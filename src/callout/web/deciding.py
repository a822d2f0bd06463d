"""What a person decides in the pages, turned into a decision of the casebook.

A decision carries who, when and why: nothing is overwritten, and an undoing is a decision too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callout.casebook import deciding
from callout.casebook.deciding import Person
from callout.errors import RequestError
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, ConfidenceLevel, Level, Mode, Standing, Tie, Venue
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.decision import OF_CLAIMS, Decision, DecisionKind

WHY = {
    DecisionKind.CONFIRM: "the words say so",
    DecisionKind.REJECT: "the words do not say so",
    DecisionKind.DOUBT: "the words may be read otherwise",
    DecisionKind.WITHDRAW: "the claimant took it back",
    DecisionKind.CORRECT: "the words say it otherwise",
    DecisionKind.UNDO: "decided in error",
}
"""The reason where a person gives none of its own: it is what that decision means. One on cases or names means no one
thing, and needs a reason."""

LONGEST = 500
"""Letters of a reason."""


def decide(ledger: Ledger, claim: str, kind: str, by: str, why: str, changes: Mapping[str, Any]) -> Decision:
    """Keeps a decision on a claim and places what it changes. Raises RequestError, NotInLedger, DecisionRefused."""
    if kind not in [str(one) for one in OF_CLAIMS]:
        raise RequestError(
            "kind", f"{kind[:40]!r} is no decision on a claim", f"Use one of {', '.join(OF_CLAIMS)}", 422
        )
    of_kind = DecisionKind(kind)
    if not changes and of_kind is DecisionKind.CORRECT:
        raise RequestError("the correction", "it changes nothing", "Give at least one field another value", 422)
    return deciding.decide_on_claim(ledger, of_kind, claim, _person(by, why, WHY[of_kind]), changes)


def decide_on_cases(ledger: Ledger, kind: str, case: str, others: Sequence[str], by: str, why: str) -> Decision:
    """Merges or links a case with the first of `others`, a case or a document by id (or a case by words of its title),
    or splits `others`, documents or claims, from it. Raises RequestError, NotInLedger, DecisionRefused."""
    person = _person(by, why)
    named = [one.strip() for one in others if one.strip()]
    if not named:
        raise RequestError(
            "the decision", "nothing is named beside the case", "Name another case, or what is to leave it", 422
        )
    if kind == DecisionKind.SPLIT:
        return deciding.split(ledger, case, named, person)
    if kind in (DecisionKind.MERGE, DecisionKind.LINK):
        make = deciding.merge if kind == DecisionKind.MERGE else deciding.link
        return make(ledger, case, named[0], person)
    raise RequestError("kind", f"{kind[:40]!r} is no decision on cases", "Use one of merge, split, link", 422)


def decide_on_names(ledger: Ledger, kind: str, one: str, other: str, by: str, why: str) -> Decision:
    """Decides that two names name one thing, or two. Raises RequestError and DecisionRefused."""
    person = _person(by, why)
    if kind == DecisionKind.SAME:
        return deciding.same(ledger, one, other, person)
    if kind == DecisionKind.DIFFERENT:
        return deciding.different(ledger, one, other, person)
    raise RequestError("kind", f"{kind[:40]!r} is no decision on names", "Use one of same, different", 422)


def undo(ledger: Ledger, decision: str, by: str, why: str = "") -> Decision:
    """Undoes a decision by another. Raises NotInLedger where there is no such decision."""
    return deciding.undo(ledger, decision, _person(by, why, WHY[DecisionKind.UNDO]))


def _person(by: str, why: str, otherwise: str = "") -> Person:
    reason = " ".join(why.split())[:LONGEST] or otherwise
    if not reason:
        raise RequestError("the decision", "no reason is given", "Say why: it is kept with the decision", 422)
    return Person(by, reason)


def changes_in(claim: Claim, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a form says otherwise than the claim: act, standing, mode, venue, the words and level of its
    confidence, when it was said, and level and tie of each accused. What a form does not give stays.

    Raises RequestError (422) for a value that is not in its vocabulary.
    """
    changes: dict[str, Any] = {}
    for name, known, now in (
        ("act", Act, claim.act),
        ("standing", Standing, claim.standing),
        ("mode", Mode, claim.mode),
    ):
        value = given.get(name)
        if value and value != now:
            changes[name] = _known(name, value, [str(one) for one in known])
    venue = given.get("venue")
    if venue is not None and (venue or None) != claim.venue:
        changes["venue"] = _known("venue", venue, [str(one) for one in Venue]) if venue else None
    phrase, level = given.get("confidence"), given.get("confidence-level")
    confidence = claim.confidence.model_dump(mode="json")
    if phrase is not None:
        confidence["phrase"] = phrase.strip() or None
    if level is not None:
        known_levels = [str(one) for one in ConfidenceLevel]
        confidence["level"] = _known("confidence-level", level, known_levels) if level else None
    if confidence != claim.confidence.model_dump(mode="json"):
        changes["confidence"] = confidence
    said = given.get("said_on")
    if said is not None and said.strip() != ((claim.said_on.date or "") if claim.said_on else ""):
        changes["said_on"] = _date(said.strip())
    accused = [one.model_dump(mode="json") for one in claim.accused]
    for number, one in enumerate(accused):
        of_level, tie = given.get(f"level-{number}"), given.get(f"tie-{number}")
        if of_level:
            one["level"] = _known("level", of_level, [str(v) for v in Level])
        if tie is not None:
            one["tie"] = _known("tie", tie, [str(v) for v in Tie]) if tie else None
    if accused != [one.model_dump(mode="json") for one in claim.accused]:
        changes["accused"] = accused
    return changes


def _date(written: str) -> dict[str, Any] | None:
    if not written:
        return None
    try:
        return When.parse(written).model_dump(mode="json")
    except ValueError:
        raise RequestError(
            "said_on", f"{written[:40]!r} is no date", "Write it as 2021-07-20, 2021-07 or 2021", 422
        ) from None


def _known(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise RequestError(name, f"{value[:40]!r} is not known", f"Use one of {', '.join(known)}", 422)
    return value
