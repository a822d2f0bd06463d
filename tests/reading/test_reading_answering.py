"""Answers without a word of cyber conduct: they point back to an accusation that the document told before."""

from __future__ import annotations

import pytest
from reading_samples import by, claims

from callout.record.acts import Act, ActClass

_TOLD = "Denmark accused Russia of hacking its railway. "

_ANSWERS = [
    ("Russia's foreign ministry denied that the navy had any part in it.", Act.DENY),
    ("Moscow denied any role.", Act.DENY),
    ("There was no Russian participation at all, the foreign ministry in Moscow said.", Act.DENY),
    ("The embassy in Copenhagen denied any hand in the affair.", Act.DENY),
    ("Russia's defence ministry denied everything.", Act.DENY),
    ("The ambassador denied it.", Act.DENY),
    ("Moscow knew nothing of the matter, its ambassador said.", Act.DENY),
    ("The embassy called the charge an old joke.", Act.REJECT),
    ("“There is no proof,” the embassy wrote.", Act.REJECT),
    ("Moscow disputed the finding.", Act.REJECT),
    ("The Russian embassy in Copenhagen dismissed the list of names.", Act.REJECT),
    ("The Kremlin brushed the matter aside.", Act.REJECT),
    ("The Russian embassy would not comment on the list.", Act.DECLINE),
    ("The weather was fine that week. Moscow rejected the accusations.", Act.REJECT),
]


@pytest.mark.parametrize(("text", "act"), _ANSWERS)
def test_an_answer_points_back_to_the_accusation_before_it(text: str, act: Act) -> None:
    found = [c for c in claims(_TOLD + text) if c.act_class is ActClass.RESPONSE]

    assert [(c.act, by(c)) for c in found] == [(act, "RU")]


@pytest.mark.parametrize(
    "text",
    [
        "Russia's ministry of trade denied that it sold grain below cost.",
        "Russia rejected claims that its ships had crossed the border.",
        "The two also spoke of fish. Russia called the quotas unfair and rejected them.",
        "Moscow denied the prisoners a visit.",
        "Moscow said that it saw no role for itself in the talks on grain.",
        "On Thursday a plane came down. Moscow denied that it had shot at it.",
        "Finland accused Russia of cutting a cable. Moscow called the charge a lie.",
        "A couple was held for spying. Moscow denied any role in the couple's work.",
    ],
)
def test_an_answer_to_something_else_is_none(text: str) -> None:
    assert [c.act for c in claims(_TOLD + text) if c.act_class is ActClass.RESPONSE] == []


def test_an_embassy_without_a_name_is_of_nobody_where_two_states_are_accused() -> None:
    text = "Denmark accused Russia and China of hacking its railway. The embassy denied it."
    assert [by(c) for c in claims(text, Act.DENY) if by(c) in ("RU", "CN")] == []


def test_what_the_accused_says_before_any_accusation_answers_none() -> None:
    text = "Moscow denied any role. The weather was fine. Denmark accused Russia of hacking its railway."
    assert claims(text, Act.DENY) == []
