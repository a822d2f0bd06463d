"""Telling words: rare ones weigh more, names of actors say nothing, and likeness is the same from both sides."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.words import ASKED, KEPT, LONGEST, NO_WORDS, Words, likeness_of, shared
from callout.knowledge.rarity import PLAIN, rarity, terms

STORTING = "Mail of the Storting was read by intruders in August 2020, Norway said."
AGAIN = "In August 2020 intruders had read mail of the Storting in Oslo."
OTHER = "A petrochemical plant in Jubail was stopped when its Triconex controllers failed."


def test_reports_of_one_thing_are_more_alike_than_reports_of_two() -> None:
    assert likeness_of(Words.of(STORTING), Words.of(AGAIN)) > 0.4
    assert likeness_of(Words.of(STORTING), Words.of(OTHER)) < 0.1


def test_what_makes_two_alike_is_named_the_weightiest_first() -> None:
    telling = shared(Words.of(STORTING), Words.of(AGAIN))
    assert any("stortin" in term for term in telling)
    assert not any(a in b for a in telling for b in telling if a != b)


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_symmetric_to_the_last_bit_and_within_bounds(one: str, other: str) -> None:
    a, b = Words.of(one), Words.of(other)
    assert likeness_of(a, b) == likeness_of(b, a)
    assert -1e-9 <= likeness_of(a, b) <= 1.01


@given(st.text(max_size=400))
def test_words_survive_being_written(text: str) -> None:
    words = Words.of(text)
    assert Words.from_json(words.to_json()) == words


def test_weights_have_the_length_one_and_are_bounded_in_number() -> None:
    words = Words.of(" ".join(f"Zq{n}word Xy{n}name" for n in range(500)))
    assert len(words.weights) == KEPT
    assert math.isclose(sum(w * w for w in words.weights.values()), 1, abs_tol=0.01)
    assert len(words.rarest()) == ASKED


def test_a_name_that_vendors_give_an_actor_is_no_telling_word() -> None:
    assert not any("apt28" in term for term in Words.of("APT28 read mail of the Storting.").weights)


def test_places_and_years_are_those_that_the_words_name() -> None:
    words = Words.of("Hackers from Iran struck Albania in July 2022; Tirana cut relations.")
    assert words.places == {"IR", "AL"}
    assert words.years == {2022}


def test_a_text_without_a_telling_word_has_none() -> None:
    assert Words.of("") == NO_WORDS
    assert Words.of("the of and to in").weights == {}


def test_what_stands_after_the_longest_report_is_not_looked_at() -> None:
    assert "stortin" not in Words.of("a " * LONGEST + "Storting").weights


@pytest.mark.parametrize("word", ["the", "used", "and"])
def test_plain_words_are_below_the_threshold_and_break_pairs(word: str) -> None:
    assert rarity(word) < PLAIN
    assert [term.stem for term in terms(f"Storting {word} Bundestag")] == ["stortin", "bundest"]


def test_rarity_falls_with_how_many_texts_hold_a_word() -> None:
    assert rarity("malware") < rarity("parliam") <= rarity("zzyzxqq")
