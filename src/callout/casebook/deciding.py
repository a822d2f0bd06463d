"""Deciding: a person's decision is made, kept for ever, and what it touches is placed in cases anew.

What must stay true: a decision that is kept means what was asked for, and nothing beside it; what cannot be decided so
is refused and nothing is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from callout.casebook.ask import find_case
from callout.casebook.shelf import decided_in, place_waiting, strands_in
from callout.cases.bonds import known_name, places_of
from callout.cases.decided import Decided, standing_decisions
from callout.cases.signs import bearing
from callout.cases.strands import Strand
from callout.errors import DecisionRefused, NotInLedger
from callout.ledger.ledger import Ledger
from callout.record.claim import Claim
from callout.record.decision import OF_CLAIMS, OF_NAMES, Decision, DecisionKind


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides, and why: both are kept with the decision. Raises DecisionRefused where either is empty."""

    by: str
    why: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise DecisionRefused("deciding", "nobody is named who decides", "Give --by NAME, or set CALLOUT_BY")
        if not self.why.strip():
            raise DecisionRefused("deciding", "no reason is given", "Give --why REASON: it is kept with the decision")


def decide_on_claim(
    ledger: Ledger, kind: DecisionKind, claim: str, person: Person, changes: Mapping[str, Any] | None = None
) -> Decision:
    """Confirms, corrects, rejects, doubts or withdraws a claim by its id, superseded ones too.

    `changes` are the corrected fields in the record's JSON form; an object changes what it names of a field and leaves
    the rest. Raises NotInLedger for an unknown claim and DecisionRefused for changes that make no claim.
    """
    if kind not in OF_CLAIMS:
        raise ValueError(f"{kind} is no decision on a claim")
    versions = ledger.claims(ids=[claim], history=True)
    if not versions:
        raise NotInLedger(claim, "the ledger has no such claim", "List them with `callout claims` or `callout review`")
    about, until = versions[-1].claim, versions[-1].superseded_at
    # What was read beside it, as long as it was read: what took its place may be the same claim.
    beside = {
        kept.claim.id
        for kept in ledger.claims(document=about.document, history=True)
        if (kept.superseded_at is None or (until is not None and kept.superseded_at >= until))
        and (until is None or kept.recorded_at < until)
    }
    try:
        decision = _made(
            ledger,
            kind,
            person,
            claim=about,
            beside=tuple(sorted(beside - {claim})),
            changes=_whole(about, changes or {}),
        )
    except ValidationError as error:
        reason = "; ".join(e["msg"].removeprefix("Value error, ") for e in error.errors()[:2])
        raise DecisionRefused(claim, f"the correction does not make a claim: {reason}", _FIELDS) from None
    except ValueError as error:
        raise DecisionRefused(claim, str(error), _FIELDS) from None
    return _keep(ledger, decision)


_FIELDS = "Give fields of the claim as `callout claims --format json` writes them"


def _whole(claim: Claim, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changed fields whole: an object given for a field that has one keeps what it does not name."""
    written = claim.model_dump(mode="json", by_alias=True)
    return {
        name: {**written[name], **value} if isinstance(value, dict) and isinstance(written.get(name), dict) else value
        for name, value in changes.items()
    }


def merge(ledger: Ledger, one: str, other: str, person: Person) -> Decision:
    """Decides that two cases are one. Either may be a document, by its id: what it tells of the one conduct that most
    of its claims are about. Raises NotInLedger, and DecisionRefused where both are the same strands."""
    return _on_two(ledger, DecisionKind.MERGE, one, other, person)


def link(ledger: Ledger, one: str, other: str, person: Person) -> Decision:
    """Decides that two cases stand beside each other and are not one."""
    return _on_two(ledger, DecisionKind.LINK, one, other, person)


def _on_two(ledger: Ledger, kind: DecisionKind, one: str, other: str, person: Person) -> Decision:
    place_waiting(ledger)
    sides = [_side(ledger, wanted) for wanted in (one, other)]
    if {s.key for s in sides[0].strands} & {s.key for s in sides[1].strands} and one == other:
        raise DecisionRefused(one, "it is named twice", "Name two cases, or a case and a document")
    if kind is DecisionKind.LINK and sides[0].case == sides[1].case:
        raise DecisionRefused(one, f"{one} and {other} are one case already", "Split it first: `callout review split`")
    decision = _made(
        ledger,
        kind,
        person,
        sides=tuple(places_of(side.strands, side.beside) for side in sides),
        cases=tuple(dict.fromkeys(side.case for side in sides)),
    )
    return _keep(ledger, _checked(ledger, decision, [side.strands for side in sides]))


def split(ledger: Ledger, case: str, out: Sequence[str], person: Person) -> Decision:
    """Decides that some documents or claims of a case, by their ids, are a case of their own, apart from the rest.

    Raises NotInLedger for what the case does not hold, and DecisionRefused where nothing stays, or where a claim is
    said in the same words as one that stays.
    """
    place_waiting(ledger)
    side = _side(ledger, case)
    claims = {claim.id: strand for strand in side.strands for claim in strand.claims}
    documents = {strand.document.id for strand in side.strands}
    unknown = [wanted for wanted in out if wanted not in claims and wanted not in documents]
    if unknown:
        raise NotInLedger(unknown[0], f"the case {side.case} does not hold it", f"See `callout show {side.case}`")
    taken, rest = _divided(side.strands, set(out))
    if not taken or not rest:
        what = "nothing is named" if not taken else "nothing would stay in the case"
        raise DecisionRefused(side.case, what, "Name some documents or claims of the case, and not all")
    decision = _made(
        ledger,
        DecisionKind.SPLIT,
        person,
        sides=(places_of(taken, (*side.beside, *rest)), places_of(rest, (*side.beside, *taken))),
        cases=(side.case,),
    )
    return _keep(ledger, _checked(ledger, decision, [taken, rest]))


def same(ledger: Ledger, one: str, other: str, person: Person) -> Decision:
    """Decides that two names, as they are seen, name one thing."""
    return _on_names(ledger, DecisionKind.SAME, one, other, person)


def different(ledger: Ledger, one: str, other: str, person: Person) -> Decision:
    """Decides that two names do not name one thing."""
    return _on_names(ledger, DecisionKind.DIFFERENT, one, other, person)


def _on_names(ledger: Ledger, kind: DecisionKind, one: str, other: str, person: Person) -> Decision:
    names = tuple(" ".join(name.split()) for name in (one, other))
    if not all(names) or names[0] == names[1]:
        raise DecisionRefused(one or other, "two names that differ are needed", "Give them as documents write them")
    return _keep(ledger, _made(ledger, kind, person, names=names))


def undo(ledger: Ledger, decision: str, person: Person) -> Decision:
    """Undoes a decision by its id; undoing an undo brings back what it had undone. Raises NotInLedger."""
    if decision not in {kept.decision.id for kept in ledger.decisions()}:
        raise NotInLedger(decision, "the ledger has no such decision", "List them with `callout review decisions`")
    return _keep(ledger, _made(ledger, DecisionKind.UNDO, person, undoes=decision))


# The sides of a decision on cases


@dataclass(frozen=True, slots=True)
class _Side:
    """Strands that are meant, the case that they are in, and the others of their documents."""

    case: str
    strands: list[Strand]
    beside: list[Strand]


def _side(ledger: Ledger, wanted: str) -> _Side:
    case = None
    if wanted.startswith("doc_"):
        placed = ledger.placements(documents=[ledger.document(wanted).document.id])
        if not placed:
            raise DecisionRefused(wanted, "the document tells of no conduct", "Name one that is in a case")
    else:
        case = find_case(ledger, wanted)
        placed = ledger.placements(cases=[case])
    documents = sorted({placement.document for placement in placed})
    found = _strands_in(ledger, documents, decided_in(ledger))
    if case is None:
        sizes = {s.key: len(s.claims) for s in found}
        main = max(placed, key=lambda p: (sizes.get(p.strand, -1), p.strand))
        case, placed = main.case, [main]
    keys = {placement.strand for placement in placed}
    return _Side(case, [s for s in found if s.key in keys], [s for s in found if s.key not in keys])


def _strands_in(ledger: Ledger, documents: Sequence[str], decided: Decided) -> list[Strand]:
    strands = strands_in(
        ledger.documents(ids=documents),
        ledger.claims(documents=documents),
        ledger.conducts(documents=documents),
        decided,
    )
    return [strand for found in strands.values() for strand in found]


def _divided(strands: Sequence[Strand], out: set[str]) -> tuple[list[Strand], list[Strand]]:
    """What is named and what is not; a strand of which some claims are named is on both sides."""
    taken, rest = [], []
    for strand in strands:
        named = tuple(c for c in strand.claims if strand.document.id in out or c.id in out)
        others = tuple(c for c in strand.claims if c not in named)
        if named and others:
            taken.append(replace(strand, claims=named))
            rest.append(replace(strand, claims=others))
        elif named or strand.document.id in out:
            taken.append(strand)
        else:
            rest.append(strand)
    return taken, rest


def _checked(ledger: Ledger, decision: Decision, meant: Sequence[Sequence[Strand]]) -> Decision:
    """The decision, where it means what was asked for and nothing beside it. Raises DecisionRefused."""
    documents = sorted({strand.document.id for strands in meant for strand in strands})
    decisions = [kept.decision for kept in ledger.decisions()]
    found = _strands_in(ledger, documents, Decided.by([*decisions, decision]))
    for number, wanted in enumerate(meant):
        told = [strand for strand in found if (decision.id, number) in strand.meant]
        ids = [{claim.id for strand in strands for claim in strand.claims} for strands in (told, wanted)]
        beside = sorted(ids[0] - ids[1]) or sorted(ids[1] - ids[0])
        if beside:
            raise DecisionRefused(
                decision.cases[0],
                f"{', '.join(beside[:3])} cannot be told apart from what is meant: it is said in the same words",
                "Decide on that claim first, or name it too",
            )
    return decision


# Keeping


def _made(ledger: Ledger, kind: DecisionKind, person: Person, **about: Any) -> Decision:
    """A decision as of now, or just after the last one: their order in time is the order in which they count."""
    last = max((kept.decision.decided_at for kept in ledger.decisions()), default=None)
    now = ledger.now()
    if last is not None and last >= now:
        now = last + dt.timedelta(microseconds=1)
    return Decision(kind=kind, by=person.by.strip(), why=person.why.strip(), decided_at=now, **about)


def _keep(ledger: Ledger, decision: Decision) -> Decision:
    touched = documents_touched(ledger, decision)
    ledger.decide(decision, touched)
    place_waiting(ledger)
    return decision


def documents_touched(ledger: Ledger, decision: Decision) -> set[str]:
    """The documents whose cases a decision may change, or its undoing."""
    known = {kept.decision.id: kept.decision for kept in ledger.decisions()}
    while decision.undoes and decision.undoes in known:
        decision = known[decision.undoes]
    if decision.claim:
        return {decision.claim.document}
    if decision.kind in OF_NAMES:
        names = _tied_names(decision.names, known.values())
        keys = ledger.showing(sign for name in names for sign in bearing(name))
        return {placement.document for placement in ledger.placements(strands=sorted(keys))}
    return {place.document for side in decision.sides for place in side}


def _tied_names(names: Iterable[str], decisions: Iterable[Decision]) -> set[str]:
    """The names, and those that any decision ever tied to them: strands may be kept under one of these."""
    tied = [set(_with_known(decision.names)) for decision in decisions if decision.kind in OF_NAMES]
    found = set(_with_known(names))
    while more := {name for pair in tied if pair & found for name in pair} - found:
        found |= more
    return found


def _with_known(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (name, known_name(name))


def decisions_that_hold(ledger: Ledger, *, as_of: dt.datetime | None = None) -> list[Decision]:
    """The decisions that hold, or held at `as_of`, in order of time."""
    return standing_decisions(kept.decision for kept in ledger.decisions(as_of=as_of))
