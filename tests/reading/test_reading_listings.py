"""Measures whose persons stand one to a line, and other forms of notices."""

from __future__ import annotations

from reading_samples import by, claims, held

from callout.record.acts import Act

_NOTICE = (
    "Council of the European Union\nPress release\n\nThe Council today decided to impose restrictive measures on four "
    "individuals who hacked public bodies.\n\nThe listed individuals are:\n\n"
    "• Pavel Orlov and Igor Belov, officers of the Russian Federal Security Service, for phishing in Estonia;\n"
    "• Li Wenjun, China, for the hack of a Finnish bank.\n\nThey are subject to an asset freeze."
)


def test_each_line_of_a_list_is_under_the_measure() -> None:
    listed = [h for c in claims(_NOTICE, Act.SANCTION) for h in held(c)]
    assert {by(c) for c in claims(_NOTICE, Act.SANCTION)} == {"EU"}
    assert "RU officer is-state" in listed
    assert "CN individuals nationals" in listed


def test_victims_and_grounds_of_a_line_are_not_listed() -> None:
    states = {a.state for c in claims(_NOTICE, Act.SANCTION) for a in c.accused}
    assert not states & {"EE", "FI"}


def test_lines_that_follow_no_measure_list_nobody() -> None:
    text = "Norway blamed Russia for the hack.\n\n• Li Wenjun, China, for the hack of a Finnish bank."
    assert claims(text, Act.SANCTION) == []


def test_persons_are_of_the_state_of_the_place_that_they_are_of() -> None:
    text = "The Justice Department charged Amir Hosseini, 34, and Reza Karimi, both of Tehran, with hacking."
    assert [held(c) for c in claims(text, Act.CHARGE)] == [["IR individuals nationals", "IR individuals nationals"]]


def test_nationals_in_a_headline_are_nationals() -> None:
    text = "Justice Department\n\nTwo Iranian Nationals Charged With Hacking Water Utilities"
    assert [held(c) for c in claims(text, Act.CHARGE)] == [["IR individuals nationals"]]
