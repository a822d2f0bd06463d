"""Decisions and cases: the same whatever came first, documents or decisions; and what holds of several decisions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from cases_drawn import readings
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.cases.assemble import assemble, cases_from, members_on
from callout.cases.bonds import Bonds, decided_strands, places_of
from callout.cases.decided import Decided, standing_decisions
from callout.cases.fingerprint import Fingerprint
from callout.cases.memory import MemoryShelf
from callout.cases.placing import place
from callout.cases.strands import Strand, with_words
from callout.cases.traits import Traits
from callout.record.case import Case
from callout.record.decision import Decision, DecisionKind
from callout.record.reading import Reading

START = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def strands(found: Sequence[Reading], decided: Decided) -> dict[str, list[Strand]]:
    return decided_strands(
        {r.document.id: r.document for r in found},
        [claim for r in found for claim in r.claims],
        {r.document.id: r.conducts for r in found},
        decided,
    )


def a_decision(number: int, kind: DecisionKind, **about: object) -> Decision:
    return Decision.model_validate(
        {"kind": kind, "by": "Ada", "why": "read", "decided_at": START + dt.timedelta(minutes=number)} | about
    )


@st.composite
def decisions(draw: st.DrawFn, found: Sequence[Reading]) -> list[Decision]:
    """Decisions of all kinds on what the readings hold, at times one after another."""
    made: list[Decision] = []
    claims = [claim for reading in found for claim in reading.claims]
    told = [strand for of_one in strands(found, Decided()).values() for strand in of_one]
    for number in range(draw(st.integers(1, 4))):
        what = draw(st.sampled_from(["claim", "cases", "names", "undo"]))
        if what == "claim" and claims:
            kind = draw(st.sampled_from([DecisionKind.CONFIRM, DecisionKind.REJECT, DecisionKind.CORRECT]))
            changes = {"act": "suspect"} if kind is DecisionKind.CORRECT else {}
            made.append(a_decision(number, kind, claim=draw(st.sampled_from(claims)), changes=changes))
        elif what == "cases" and len(told) > 1:
            kind = draw(st.sampled_from([DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.LINK]))
            chosen = draw(st.lists(st.sampled_from(told), min_size=2, max_size=4, unique_by=lambda s: s.key))
            sides = places_of(chosen[:1], chosen[1:]), places_of(chosen[1:], chosen[:1])
            made.append(a_decision(number, kind, sides=sides))
        elif what == "undo" and made:
            made.append(a_decision(number, DecisionKind.UNDO, undoes=draw(st.sampled_from(made)).id))
        elif what == "names":
            kind = draw(st.sampled_from([DecisionKind.SAME, DecisionKind.DIFFERENT]))
            names = draw(st.permutations(["Cloud Hopper", "Night Dragon", "NotPetya"]))[:2]
            made.append(a_decision(number, kind, names=names))
    return made


@st.composite
def decided_readings(draw: st.DrawFn) -> tuple[list[Reading], list[Decision]]:
    found = draw(st.lists(readings(), min_size=1, max_size=5, unique_by=lambda r: r.document.id))
    return found, draw(decisions(found))


def at_once(found: Sequence[Reading], made: Sequence[Decision]) -> list[Case]:
    return assemble(
        {r.document.id: r.document for r in found},
        [claim for r in found for claim in r.claims],
        {r.document.id: r.conducts for r in found},
        Decided.by(made),
    )


@settings(max_examples=150, deadline=None)
@given(decided_readings(), st.randoms(use_true_random=False))
def test_the_cases_are_the_same_in_any_order_of_documents_around_the_decisions(
    drawn: tuple[list[Reading], list[Decision]], chance: random.Random
) -> None:
    found, made = drawn
    wanted = at_once(found, made)
    shelf = MemoryShelf()
    there: list[Reading] = []
    known: list[Decision] = []
    prints = {reading.document.id: Fingerprint.of(reading.document.text) for reading in found}
    steps: list[Reading | Decision] = [*found, *made]
    chance.shuffle(steps)
    for step in steps:
        if isinstance(step, Reading):
            there.append(step)
            touched = {step.document.id}
        else:
            known.append(step)
            # As in a ledger: the documents of a decision are placed anew, and for names those that bear them.
            touched = {reading.document.id for reading in there}
        decided = Decided.by(known)
        fresh = strands([reading for reading in there if reading.document.id in touched], decided)
        bonds = Bonds(decided)
        told = {document: [bonds.renamed(s) for s in with_words(of_one)] for document, of_one in fresh.items()}
        place(shelf, {document: [Traits.of(s) for s in of_one] for document, of_one in told.items()}, bonds)
    bonds = Bonds(Decided.by(made))
    last = [bonds.renamed(s) for of_one in strands(found, bonds.decided).values() for s in of_one]
    assert cases_from(members_on(shelf, last), bonds, prints) == wanted


@settings(max_examples=150, deadline=None)
@given(decided_readings())
def test_no_case_holds_both_sides_of_a_split_that_stands(drawn: tuple[list[Reading], list[Decision]]) -> None:
    found, made = drawn
    last = made[-1] if made else None
    if last is None or last.kind is not DecisionKind.SPLIT:
        return
    home = {member.claim: case.id for case in at_once(found, made) for member in case.merged_on}
    sides: list[set[str]] = [set(), set()]
    for of_one in strands(found, Decided.by(made)).values():
        for strand in of_one:
            for decision, side in strand.meant:
                if decision == last.id:
                    sides[side] |= {home[claim.id] for claim in strand.claims}
    assert not sides[0] & sides[1]


@settings(max_examples=200)
@given(st.lists(st.integers(0, 9), max_size=10), st.booleans())
def test_a_decision_holds_unless_an_undoing_of_it_holds(targets: list[int], same_time: bool) -> None:
    """Each undoing names something before it; also where all bear one time."""
    made = [a_decision(0, DecisionKind.SAME, names=("one", "other"))]
    for number, target in enumerate(targets, start=1):
        about = {"undoes": made[target % len(made)].id, "why": f"undoing {number}"}
        made.append(a_decision(0 if same_time else number, DecisionKind.UNDO, **about))
    holds: dict[str, bool] = {}
    for decision in reversed(made):
        holds[decision.id] = not any(d.undoes == decision.id and holds[d.id] for d in made if d.id in holds)
    assert [d.id for d in standing_decisions(made)] == ([made[0].id] if holds[made[0].id] else [])
