"""Clauses that say who an actor is, conditions, support, namesakes of states; and texts made to be slow."""

from __future__ import annotations

import base64
import hashlib
import time

import pytest
from reading_samples import by, claims, held, joined, one, read

from callout.reading.clauses import _arguments, arguments
from callout.reading.syntax import parse
from callout.record.acts import Act


@pytest.mark.parametrize(
    ("text", "claimant", "accused"),
    [
        (
            "Finland said that hackers linked to China hacked the parliament in 2021.",
            "FI",
            ["CN unnamed affiliated"],
        ),
        ("Hackers tied to Iran breached the water utility, officials said.", None, ["IR unnamed affiliated"]),
        (
            "Hackers serving the Belarusian KGB penetrated the mail servers, according to Lithuania's minister.",
            "LT",
            ["BY unnamed directed"],
        ),
        (
            "The FBI said that hackers hired by the Chinese government had stolen emails from officials.",
            "US",
            ["CN unnamed directed"],
        ),
    ],
)
def test_a_clause_that_binds_an_actor_is_not_a_claim_of_its_own(
    text: str, claimant: str | None, accused: list[str]
) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == (claimant, accused)


def test_whoever_backs_an_actor_does_not_speak() -> None:
    text = "A hacker backed by Iran and Russia breached the water utility, officials said."

    assert all(by(claim) is None for claim in claims(text))
    assert {a.state for a in one(text, Act.ATTRIBUTE).accused} == {"IR", "RU"}


def test_partners_may_stand_with_the_name_instead_of_the_verb() -> None:
    claim = one("Norway, together with Denmark and Sweden, blamed Russia for the cyberattack.", Act.ATTRIBUTE)

    assert (by(claim), joined(claim)) == ("NO", {"DK", "SE"})


def test_a_concern_is_claimed_once() -> None:
    claim = one("Japan expressed serious concern about Chinese cyberattacks on its companies.", Act.CONCERN)

    assert (by(claim), held(claim)) == ("JP", ["CN state is-state"])


@pytest.mark.parametrize("length", [20_000, 200_000])
def test_a_word_without_end_does_not_hold_up_the_reader(length: int) -> None:
    read("Germany accused Russia of hacking the Bundestag.")
    word = base64.b64encode(hashlib.shake_256(b"a word").digest(length)).decode()[:length]

    began = time.perf_counter()
    reading = read(f"Germany accused Russia of hacking the Bundestag. {word}")

    assert [by(claim) for claim in reading.claims] == ["DE"]
    assert time.perf_counter() - began < 5 * length / 20_000


@pytest.mark.parametrize(
    ("text", "claimant", "accused"),
    [
        ("Poland backs the attribution of the NotPetya attack to Russia.", "PL", ["RU state is-state"]),
        ("Poland endorsed the accusations against China over the Exchange hack.", "PL", ["CN state is-state"]),
    ],
)
def test_support_keeps_whom_the_supported_attribution_accuses(text: str, claimant: str, accused: list[str]) -> None:
    claim = one(text, Act.SUPPORT)

    assert (by(claim), held(claim)) == (claimant, accused)


@pytest.mark.parametrize(
    "text",
    [
        "Should Russia be behind the attack, Germany will respond, the minister said.",
        "Should Russia hack Germany again, the minister said, there will be consequences.",
    ],
)
def test_a_condition_without_if_accuses_nobody(text: str) -> None:
    assert not claims(text, Act.ATTRIBUTE)


@pytest.mark.parametrize(
    "text",
    [
        "Officials in New Mexico said Russia hacked the city of Las Cruces.",
        "Georgia Tech researchers said Russia hacked the city.",
    ],
)
def test_a_place_whose_name_holds_a_states_name_is_not_that_state(text: str) -> None:
    assert by(one(text, Act.ATTRIBUTE)) is None


@pytest.mark.parametrize("word", ["break-in", "Break-ins", "cyber-attack", "CYBER-ATTACKS"])
def test_a_noun_that_is_written_with_a_hyphen_is_one_word(word: str) -> None:
    text = f"Norway blamed Russia for the {word} at the ministry."

    assert word in [w.text for w in next(parse([(text, 0, len(text))])).words]


def test_the_arguments_of_a_verb_are_found_once_and_are_those_of_its_words() -> None:
    text = "The minister said that Norway had urged Russia to stop helping those who broke into the mail."
    (tree,) = parse([(text, 0, len(text))])
    for word in tree.words[::-1]:
        found = arguments(tree, word.i)
        assert found is arguments(tree, word.i)
        tree.known.clear()
        assert found == _arguments(tree, word.i)
