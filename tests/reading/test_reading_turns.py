"""Who speaks each stretch of a transcript."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, claims, context, held, one

from callout.reading.turns import Turn, Turns
from callout.record.acts import Act

_HEAD = "Regular press conference\nForeign Ministry of Japan\n4 May 2021\n\n"
_ASKED = "What does the ministry know of those who entered the mail servers of the parliament of Finland in the spring?"
_ANSWERED = "We have seen what was said of it, and we are looking into it together with our friends in other states."


def _turns(text: str) -> list[tuple[str, str | None]]:
    """What is said in each turn, and the state of whoever says it."""
    return [(text[t.start : t.end].strip(), t.party.country if t.party else None) for t in context(text).turns.all]


def _speakers(text: str) -> list[list[str]]:
    return [[person.name for person in turn.people] for turn in context(text).turns.all]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Q", "A"),
        ("Question", "Answer"),
        ("Reuters", "Kari Lie"),
        ("REPORTER", "Kari Lie"),
        ("Journalist", "Minister Lie"),
        ("NHK", "Kari Lie"),
        ("XYZ", "Kari Lie"),
        ("BBC News", "Kari Lie, Press Secretary"),
    ],
)
def test_questions_are_nobodys_and_answers_are_the_issuers(asks: str, answers: str) -> None:
    text = f"{_HEAD}{asks}: {_ASKED}\n\n{answers}: {_ANSWERED}\n\n{asks}: Is that all?\n\n{answers}: It is."

    assert _turns(text) == [(_ASKED, None), (_ANSWERED, "JP"), ("Is that all?", None), ("It is.", "JP")]


def test_a_turn_lasts_from_its_label_to_the_next() -> None:
    text = f"{_HEAD}Q: {_ASKED}\n\nA: {_ANSWERED}\nAnd so on.\n\nQ: Is that all?\n"

    found = context(text).turns.all

    assert [(turn.start, turn.end) for turn in found] == [
        (text.index("Q:") + 2, text.index("A:")),
        (text.index("A:") + 2, text.rindex("Q:")),
        (text.rindex("Q:") + 2, len(text)),
    ]


def test_a_position_lies_in_the_turn_that_holds_it() -> None:
    text = f"{_HEAD}Q: {_ASKED}\n\nA: {_ANSWERED}\n"
    turns = context(text).turns
    question, answer = turns.all

    expected: dict[int, Turn | None] = {
        0: None,
        text.index("Q:"): None,
        question.start - 1: None,
        question.start: question,
        text.index("Finland"): question,
        text.index("A:") - 1: question,
        text.index("A:"): None,
        answer.start: answer,
        len(text) - 1: answer,
        len(text): None,
        -1: None,
    }
    assert {position: turns.at(position) for position in expected} == expected


def test_whoever_answers_is_named_with_the_office_of_the_first_label() -> None:
    text = (
        f"Reuters: {_ASKED}\n\nGuo Jiakun, Spokesperson of the Chinese Foreign Ministry: {_ANSWERED}\n\n"
        "AP: Is that all?\n\nGuo Jiakun: It is."
    )

    found = [turn for turn in context(text).turns.all if turn.people]

    assert _speakers(text) == [[], ["Guo Jiakun"], [], ["Guo Jiakun"]]
    assert [turn.party.country if turn.party else None for turn in found] == ["CN", "CN"]
    assert {person.country for turn in found for person in turn.people} == {"CN"}


def test_a_single_letter_or_word_names_no_speaker() -> None:
    assert _speakers(f"{_HEAD}Q: {_ASKED}\n\nA: {_ANSWERED}\n\nQ: Is that all?\n\nLie: It is.") == [[], [], [], []]


def test_whoever_answers_without_a_state_or_an_issuer_stays_open() -> None:
    text = f"Press conference\n\nQ: {_ASKED}\n\nKari Lie: {_ANSWERED}"

    assert _turns(text) == [(_ASKED, None), (_ANSWERED, None)]
    assert _speakers(text) == [[], ["Kari Lie"]]


# What is no transcript


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "Norway blamed Russia for the hack. It gave no proof.",
        # No questions.
        "Notes of the day\n\nOslo: A street is closed.\n\nBergen: Rain.\n\nOslo: The street is open.",
        "Kari Lie: We know who did it.\n\nOla Berg: So do we.\n\nKari Lie: It was them.",
        # No answers.
        "Q: Who hacked the parliament?\n\nNobody said a word.\n\nQ: Who was it?",
        "Reuters: Norway blames Russia for hack",
        # A label has no mark of quotation, no question and no end of a sentence that is long.
        "Q: Who was it?\n\nThe minister who came late to the hall then said at last: nobody.",
        "Q: Who was it?\n\n“Kari Lie”: Nobody.",
        "Q: Who was it?\n\nkari lie: Nobody.",
        # A colon without a space after it is none of speech.
        "Q: Who was it?\n\nhttps://example.org/who\nIt was 10:30.\nSee Https://example.org",
    ],
)
def test_a_text_without_a_question_and_an_answer_is_no_transcript(text: str) -> None:
    turns: Turns = context(text).turns

    assert turns.all == []
    assert turns.at(0) is None


# What follows for the claims


def test_an_answer_claims_for_the_government_of_whoever_gives_it() -> None:
    text = (
        f"{_HEAD}Reuters: {_ASKED}\n\nKari Lie: North Korea was behind the cyberattack on the parliament.\n\n"
        "Reuters: Is that all?\n\nKari Lie: It is."
    )

    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("JP", ["KP state is-state"])
    assert [person.name for person in claim.spokespeople] == ["Kari Lie"]


def test_what_a_question_tells_is_the_claim_of_whom_it_names_and_not_of_the_government() -> None:
    text = (
        "Regular press conference\nForeign Ministry of Japan\n4 May 2021\n\n"
        "Reuters: The government of Finland said last night that China was behind the hacking of its parliament. What "
        f"does the ministry say?\n\nKari Lie: {_ANSWERED}"
    )

    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("FI", ["CN state is-state"])


def test_an_accused_that_is_asked_denies_in_its_own_name() -> None:
    text = (
        "Regular press conference of the Chinese Foreign Ministry\n\n"
        "Reuters: The government of Norway said last night that China was behind the hacking of its parliament. What "
        "do you say to that?\n\nMao Ning: China has nothing to do with the hacking of the parliament."
    )

    assert {(claim.act, by(claim)) for claim in claims(text)} == {(Act.ATTRIBUTE, "NO"), (Act.DENY, "CN")}


# Hostile texts


@pytest.mark.parametrize("piece", ["x", " ", "A", "Q: ", "A: b Q: c ", "A b c d e f g h ", "Kari Lie, "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    context(text)

    assert time.process_time() - began < 5
