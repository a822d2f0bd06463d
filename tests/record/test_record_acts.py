from __future__ import annotations

import pytest

from callout.record.acts import Act, ActClass, Level, Tie

_CLASSES = {
    ActClass.ATTRIBUTION: {"attribute", "join", "support", "acknowledge", "suspect"},
    ActClass.STANCE: {"condemn", "concern", "urge", "warn"},
    ActClass.RESPONSE: {"deny", "reject", "counter-accuse", "threaten", "decline"},
    ActClass.MEASURE: {"charge", "sanction", "arrest", "expel", "summon", "disrupt", "advise", "patch"},
}


@pytest.mark.parametrize("act_class", ActClass)
def test_a_class_holds_the_acts_that_the_record_names(act_class: ActClass) -> None:
    assert {act.value for act in Act if act.act_class is act_class} == _CLASSES[act_class]


def test_ties_run_from_the_strongest_wording_to_the_weakest() -> None:
    assert [tie.value for tie in Tie] == [
        "is-state",
        "directed",
        "sponsored",
        "affiliated",
        "tolerated",
        "from-territory",
        "nationals",
        "none",
    ]


def test_levels_are_those_that_the_record_names() -> None:
    assert {level.value for level in Level} == {
        "state",
        "state-organ",
        "officer",
        "contractor",
        "group",
        "criminals",
        "individuals",
        "unnamed",
    }
