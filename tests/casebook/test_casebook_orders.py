"""A ledger in which documents came and persons decided in any order has the cases that all of it gives at once."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from casebook_samples import ADA, BETTER, StepClock
from cases_drawn import readings
from cases_samples import line_by
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.casebook import deciding, shelf
from callout.casebook.ask import case_lines, cases_of
from callout.casebook.shelf import place_waiting
from callout.cases.assemble import assemble
from callout.cases.decided import Decided
from callout.errors import DecisionRefused
from callout.ledger.ledger import Ledger
from callout.record.decision import DecisionKind
from callout.record.reading import Reading

NAMES = ["Cloud Hopper", "Night Dragon", "NotPetya", "Microsoft Exchange", "SolarWinds Orion"]


def decide(ledger: Ledger, data: st.DataObject) -> None:
    """One decision of any kind on what the ledger holds; what is refused is not kept."""
    cases = sorted(line.id for line in case_lines(ledger))
    kind = data.draw(st.sampled_from(list(DecisionKind)))
    if kind in (DecisionKind.SAME, DecisionKind.DIFFERENT):
        one, other, *_ = data.draw(st.permutations(NAMES))
        (deciding.same if kind is DecisionKind.SAME else deciding.different)(ledger, one, other, ADA)
    elif kind is DecisionKind.UNDO:
        made = [kept.decision.id for kept in ledger.decisions()]
        if made:
            deciding.undo(ledger, data.draw(st.sampled_from(made)), ADA)
    elif kind in (DecisionKind.MERGE, DecisionKind.LINK):
        if len(cases) > 1:
            one, other = data.draw(st.permutations(cases))[:2]
            (deciding.merge if kind is DecisionKind.MERGE else deciding.link)(ledger, one, other, ADA)
    elif kind is DecisionKind.SPLIT:
        if cases:
            case = data.draw(st.sampled_from(cases))
            placed = ledger.placements(cases=[case])
            deciding.split(ledger, case, [data.draw(st.sampled_from(placed)).document], ADA)
    else:
        known = [kept.claim.id for kept in ledger.claims(history=True)]
        if known:
            changes = {"act": "suspect"} if kind is DecisionKind.CORRECT else None
            deciding.decide_on_claim(ledger, kind, data.draw(st.sampled_from(known)), ADA, changes)


def read_again(reading: Reading, data: st.DataObject) -> Reading:
    """The same document without some of its claims, by another version of the engine."""
    claims = [claim.model_copy(update={"engine": BETTER}) for claim in reading.claims if data.draw(st.booleans())]
    return reading.model_copy(update={"claims": tuple(claims), "engine": BETTER})


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_ledger_has_the_cases_that_its_readings_and_decisions_give_at_once(data: st.DataObject) -> None:
    drawn = data.draw(st.lists(readings(), min_size=2, max_size=4, unique_by=lambda r: r.document.id))
    with (
        patch.object(shelf, "AT_ONCE", data.draw(st.sampled_from([1, 1_000]))),
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(str(Path(folder) / "callout.db"), clock=StepClock()) as ledger,
    ):
        now: dict[str, Reading] = {}
        for step in data.draw(st.permutations([*drawn, *drawn, *range(4)])):
            if isinstance(step, int):
                try:
                    decide(ledger, data)
                except DecisionRefused:
                    continue
            else:
                known = step.document.id in now
                now[step.document.id] = read_again(step, data) if known else step
                ledger.add(now[step.document.id])
                place_waiting(ledger)
        wanted = assemble(
            {i: r.document for i, r in now.items()},
            [claim for r in now.values() for claim in r.claims],
            {i: r.conducts for i, r in now.items()},
            Decided.by(kept.decision for kept in ledger.decisions()),
        )
        assert cases_of(ledger) == wanted
        assert sorted(case_lines(ledger), key=lambda line: line.id) == sorted(
            (line_by(case) for case in wanted), key=lambda line: line.id
        )
