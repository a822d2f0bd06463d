"""Which sentences are worth parsing."""

from __future__ import annotations

import time

import pytest
from reading_samples import claims, context, read

from callout.reading.gate import Gate, is_furniture


def _passed(text: str) -> list[str]:
    known = context(text)
    gate = Gate(known)
    return [text[s.start : s.end] for s in known.sentences if gate.passes(s)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway blamed Russia.",
        "Norway lost it",
        "The Kremlin said nothing of it.",
        "The weather in Oslo was fine that day.",
        "The FBI went home in the evening.",
        "The foreign ministry closed for the day.",
        "Sandworm was seen in the spring.",
        "NotPetya stopped the ships that day.",
    ],
)
def test_whoever_speaks_for_a_state_or_may_be_accused_passes_whatever_is_said(sentence: str) -> None:
    assert _passed(sentence) == [sentence]


@pytest.mark.parametrize(
    ("passes", "stops"),
    [
        ("Microsoft attributed the hack to some gang.", "Microsoft attributed the growth to its cloud."),
        ("ESET holds with high confidence that the malware is new.", "ESET holds that the spring will be late."),
        ("Microsoft denied that the hack took place.", "Microsoft said that its cloud grew last year."),
        ("ESET named the hackers last night.", "ESET named its new chief last night."),
    ],
)
def test_a_company_passes_with_something_that_may_claim(passes: str, stops: str) -> None:
    assert _passed(f"{passes}\n{stops}") == [passes]


@pytest.mark.parametrize(
    ("passes", "stops"),
    [
        (
            "The company attributed the attack to a state-sponsored actor.",
            "The company attributed the growth to a good year.",
        ),
        ("The shop had nothing to do with the hack.", "The shop had no hand in the sale."),
    ],
)
def test_a_sentence_without_a_name_passes_where_it_may_still_claim(passes: str, stops: str) -> None:
    assert _passed(f"{passes}\n{stops}") == [passes]


@pytest.mark.parametrize(
    "sentence",
    [
        "The sun rose over the hills that day.",
        "Hackers broke into the servers of a school.",
        "The talks went on until the evening.",
        "",
        "\n\n\n",
        # Too short to claim anything.
        "Norway",
        "Norway won.",
    ],
)
def test_a_sentence_that_names_nobody_and_claims_nothing_is_stopped(sentence: str) -> None:
    assert _passed(sentence) == []


# A text that names somebody who may be accused


_ACCUSES = "Norway blamed Russia for it."


@pytest.mark.parametrize(
    "sentence",
    [
        "That is not what ESET found.",
        "Microsoft, Google and ESET joined those who had said so on the evening before, in a letter of four pages.",
        "The owners said that Microsoft, which they had left many years ago with a large sum, told of an attack.",
    ],
)
def test_a_company_passes_more_easily_in_a_text_that_names_a_state(sentence: str) -> None:
    assert _passed(sentence) == []
    assert _passed(f"{_ACCUSES}\n{sentence}") == [_ACCUSES, sentence]


def test_a_long_sentence_on_one_company_is_stopped_though_the_text_names_a_state() -> None:
    sentence = (
        "The owners said that Microsoft, which they had left many years ago with a large sum, has grown by a half."
    )

    assert _passed(f"{_ACCUSES}\n{sentence}") == [_ACCUSES]


# The own text of an issuer


def test_in_its_own_text_a_ministry_need_not_name_itself() -> None:
    said = ["We strongly condemn this conduct.", "This is nonsense and slander.", "We are gravely concerned by it."]
    other = "We met many friends in the spring."
    own = "A grave matter\nMinistry of Foreign Affairs of Denmark\n4 May\n\n"
    letterhead = "Ministry of Foreign Affairs of Denmark"

    assert _passed(own + "\n".join([*said, other])) == [letterhead, *said]
    assert _passed("A grave matter\n4 May\n\n" + "\n".join([*said, other])) == []


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Source link: Russian hackers did it",
        "Read more about Russian hackers",
        "Title: Norway blames Russia for the hack",
        "PHOTO: Norway blames Russia for the hack",
        "Sign up for our letters on Russia",
        "Further reading: Norway blames Russia for the hack",
        "Related articles: Norway blames Russia for the hack",
    ],
)
def test_a_line_of_the_page_around_the_text_is_stopped(line: str) -> None:
    known = context(line)

    assert [is_furniture(known, sentence) for sentence in known.sentences] == [True]
    assert _passed(line) == []
    assert claims(line) == []


@pytest.mark.parametrize(
    "line", ["Russia has no source link to it", "Norway will sign up for talks", "Norway said: read more of it"]
)
def test_the_words_of_furniture_inside_a_sentence_do_not_stop_it(line: str) -> None:
    known = context(line)

    assert [is_furniture(known, sentence) for sentence in known.sentences] == [False]
    assert _passed(line) == [line]


# What follows for the reading


def test_what_the_gate_stops_claims_nothing_even_where_every_sentence_is_parsed() -> None:
    text = "Source link: Norway blamed Russia for the hack of its parliament"

    assert read(text, speech=True).claims == ()


@pytest.mark.parametrize("piece", ["x", " ", "We ", "Norway ", "Microsoft ", "-", "issued ", "hack "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    _passed(text)

    assert time.process_time() - began < 5
