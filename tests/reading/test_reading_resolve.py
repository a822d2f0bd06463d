"""Whom a phrase names, with nothing around it."""

from __future__ import annotations

import pytest

from callout.reading.resolve import state_of_phrase


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("Norway", "NO"),
        ("the Norwegian foreign minister", "NO"),
        ("Russia's foreign ministry", "RU"),
        ("the Kremlin", "RU"),
        ("the GRU", "RU"),
        ("APT28", "RU"),
        ("Chancellor Merkel", "DE"),
        ("Lavrov", "RU"),
        ("the US Department of Justice", "US"),
        ("the European Union", "EU"),
        ("NATO", "NATO"),
        ("a Shanghai-based company", "CN"),
    ],
)
def test_a_phrase_names_the_state_for_which_somebody_acts(phrase: str, state: str) -> None:
    assert state_of_phrase(phrase) == state


@pytest.mark.parametrize(
    "phrase",
    ["", "   ", "\n", "the mayor", "the minister", "Microsoft", "somebody", "2021", "the foreign ministry", "?"],
)
def test_a_phrase_that_names_no_state_gives_none(phrase: str) -> None:
    assert state_of_phrase(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("Russia's ambassador to Poland", "RU"),
        ("the Polish ambassador in Moscow", "PL"),
        ("the Chinese embassy in Washington", "CN"),
        ("the French envoy at NATO", "FR"),
        ("Russian hackers against Ukraine", "RU"),
        ("the Iranian delegation on Cyprus", "IR"),
    ],
)
def test_the_state_to_which_or_in_which_somebody_is_sent_is_not_whose(phrase: str, state: str) -> None:
    assert state_of_phrase(phrase) == state


def test_of_two_states_the_one_of_a_body_or_group_is_meant() -> None:
    assert state_of_phrase("Ukraine's servers, attacked by the GRU") == "RU"


@pytest.mark.parametrize(
    ("phrase", "state"),
    [("the ambassador to Poland", "PL"), ("hackers in China", "CN"), ("an attack on Estonia", "EE")],
)
def test_the_only_state_of_a_phrase_is_taken_wherever_it_stands(phrase: str, state: str) -> None:
    assert state_of_phrase(phrase) == state


# Holders of offices


@pytest.mark.parametrize(
    ("phrase", "date", "state"),
    [
        ("Deputy Secretary Hicks", None, "US"),
        ("Deputy Secretary Hicks", "2021", "US"),
        ("Deputy Secretary Hicks", "2021-05", "US"),
        ("Deputy Secretary Hicks", "2021-05-01", "US"),
        ("Deputy Secretary Hicks", "1990-05-01", None),
        ("Prime Minister Johnson", "2021", "GB"),
        ("Prime Minister Johnson", "1950", None),
        ("Deputy Secretary Nobodyatall", None, None),
    ],
)
def test_an_office_and_a_surname_give_the_state_at_the_date(phrase: str, date: str | None, state: str | None) -> None:
    assert state_of_phrase(phrase, date) == state


@pytest.mark.parametrize("date", ["", "n.d.", "c. 2021", "May"])
def test_what_is_no_date_chooses_nobody_out(date: str) -> None:
    assert state_of_phrase("Deputy Secretary Hicks", date) == "US"


def test_another_office_than_the_one_held_gives_none() -> None:
    assert state_of_phrase("Prime Minister Hicks") is None


def test_a_date_does_not_change_what_the_words_say() -> None:
    assert state_of_phrase("the Norwegian prime minister", "1950") == "NO"
