"""A fingerprint follows from the text alone, is small, and survives being written."""

from __future__ import annotations

import time

import pytest
from cases_stories import APART, OTHER, QUOTE, STORY
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.fingerprint import LONGEST, Fingerprint


@given(st.text(max_size=400))
def test_what_is_written_is_read_again(text: str) -> None:
    made = Fingerprint.of(text)
    assert Fingerprint.from_json(made.to_json()) == made == Fingerprint.of(text)


@given(st.text(alphabet='ab “”"«»\n‘’.', max_size=200))
def test_quotations_are_stretches_of_the_words(text: str) -> None:
    made = Fingerprint.of(text)
    assert all(0 <= start < end <= len(made.words) for start, end in made.quotes)
    assert list(made.quotes) == sorted(made.quotes)
    assert len([word for word in made.told if word is None]) == len(made.quotes)


def test_a_fingerprint_is_smaller_than_half_of_its_text() -> None:
    assert len(Fingerprint.of(STORY).to_json()) < len(STORY) / 2


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "„“"], ids=["curly", "straight", "angle", "single", "low"])
def test_words_in_any_quotation_marks_are_said_and_not_told(marks: str) -> None:
    text = STORY.replace(f'"{QUOTE},"', f"{marks[0]}{QUOTE},{marks[1]}")
    made = Fingerprint.of(text)
    assert made.said == Fingerprint.of(STORY).said
    assert made.pairs == Fingerprint.of(STORY).pairs


def test_texts_that_quote_the_same_words_have_them_in_common() -> None:
    assert Fingerprint.of(STORY).said & Fingerprint.of(APART).said
    assert not Fingerprint.of(STORY).said & Fingerprint.of(OTHER).said


def test_a_term_in_quotation_marks_is_nobodys_words() -> None:
    assert Fingerprint.of('The group, called "Night Heron" by a vendor, copied harbour charts.').quotes == ()


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    opened = '"We have moved the buoys, said the minister of shipping.\n\nFishermen received charts on paper." Enough.'
    assert Fingerprint.of(opened).quotes == ()


def test_an_apostrophe_opens_no_quotation() -> None:
    text = "The fishermen’s charts and the pilots’ mailboxes were copied, and the insurers’ premium was doubled."
    assert Fingerprint.of(text).quotes == ()


def test_no_more_words_are_kept_than_a_story_has() -> None:
    assert len(Fingerprint.of("harbour charts " * 5_000).words) == LONGEST


@pytest.mark.parametrize("filler", ['"', "“", "‘a ", "said in a ", "told ", "A", "The Times ", ". ", "according to "])
def test_a_hostile_text_takes_no_longer_than_its_length_asks(filler: str) -> None:
    start = time.process_time()
    Fingerprint.of((filler * 400_000)[:400_000])
    assert time.process_time() - start < 8
