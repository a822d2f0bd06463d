"""Institutions of states: found by any word for them, and each word stands for one."""

from __future__ import annotations

from collections import Counter

import pytest

from callout.knowledge.files import names_in, table
from callout.knowledge.institutions import find_institutions, institution_of, is_institution, known_as
from callout.knowledge.states import states


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Poland's Senate", "parliament"),
        ("the Ministry of Foreign Affairs", "foreign ministry"),
        ("its coastguard", "coast guard"),
        ("the grid operator", "power grid"),
    ],
)
def test_an_institution_is_found_under_any_word_for_it(text: str, noun: str) -> None:
    (found,) = find_institutions(text, 0, len(text))
    assert found.noun == noun
    assert is_institution(found.noun)


@pytest.mark.parametrize("text", ["a parliamentary debate", "the Treasury-backed bank", "the banks", ""])
def test_a_part_of_a_word_is_none(text: str) -> None:
    assert not list(find_institutions(text, 0, len(text)))


def test_only_the_stretch_is_looked_at() -> None:
    text = "the parliament and the coast guard"
    assert [text[i.start : i.end] for i in find_institutions(text, 0, 14)] == ["parliament"]


def test_it_is_called_after_its_state() -> None:
    assert institution_of("parliament", "NO") == "parliament of Norway"


def test_no_word_stands_for_two() -> None:
    words = [w.lower() for row in table("institutions") for w in (row["name"], *names_in(row["other_names"]))]
    assert not [word for word, times in Counter(words).items() if times > 1]


@pytest.mark.parametrize(
    ("name", "known"),
    [("Storting", "parliament of Norway"), ("Riksbank", "central bank of Sweden"), ("Equinor", None)],
)
def test_an_institution_with_a_name_of_its_own_is_known(name: str, known: str | None) -> None:
    assert known_as(name) == known


def test_every_own_name_stands_under_a_noun_and_a_state() -> None:
    for row in table("institution_names"):
        assert is_institution(row["noun"])
        assert row["country"] in states()
