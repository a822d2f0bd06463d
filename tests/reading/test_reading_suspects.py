"""Persons whom a document introduces as nationals, officers or hackers of a state."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, claims, context, held, one

from callout.reading.suspects import Suspect
from callout.record.acts import Act, Level, Tie


def _suspect(text: str, phrase: str) -> Suspect | None:
    return context(text).suspects.named(phrase)


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        (
            "The Russian national Ivan Petrov stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.INDIVIDUALS, Tie.NATIONALS),
        ),
        (
            "Russian nationals Ivan Petrov and another man stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.INDIVIDUALS, Tie.NATIONALS),
        ),
        (
            "Iranian hackers Reza Petrov and others stole the mail.",
            Suspect("Reza Petrov", "IR", Level.UNNAMED, Tie.NATIONALS),
        ),
        (
            "The Russian cybercriminal Ivan Petrov stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.CRIMINALS, Tie.NATIONALS),
        ),
        (
            "A Russian criminal, Ivan Petrov, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.CRIMINALS, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, a Russian national, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.INDIVIDUALS, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, 34, a Russian hacker, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.UNNAMED, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, aka Boa, a Russian hacker, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.UNNAMED, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, 34, also known as “Boa”, a Russian hacker, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.UNNAMED, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, a Shanghai-based cyber actor, stole the mail.",
            Suspect("Ivan Petrov", "CN", Level.UNNAMED, Tie.NATIONALS),
        ),
        (
            "Ivan Petrov, an officer of the GRU, stole the mail.",
            Suspect("Ivan Petrov", "RU", Level.OFFICER, Tie.IS_STATE),
        ),
    ],
)
def test_a_person_whom_the_text_calls_an_actor_of_a_state_is_a_suspect(text: str, suspect: Suspect) -> None:
    assert _suspect(text, suspect.name) == suspect


@pytest.mark.parametrize("phrase", ["Ivan Petrov", "Petrov", "the defendant Petrov", "Ivan “Boa” Petrov", "Petrov’s"])
def test_a_suspect_is_known_by_surname(phrase: str) -> None:
    assert _suspect("The Russian national Ivan Petrov stole the mail.", phrase) is not None


@pytest.mark.parametrize("phrase", ["", "Petrova", "Ivan", "Petrovich", "petrov", "the Russian national", "Orlov"])
def test_a_phrase_that_does_not_name_a_suspect_names_none(phrase: str) -> None:
    assert _suspect("The Russian national Ivan Petrov stole the mail.", phrase) is None


def test_each_of_several_suspects_keeps_the_own_state() -> None:
    text = "The Russian hacker Ivan Petrov met Reza Karimi, an Iranian national, in May."

    found = [_suspect(text, name) for name in ("Petrov", "Karimi")]

    assert [(s.country, s.level) for s in found if s] == [("RU", Level.UNNAMED), ("IR", Level.INDIVIDUALS)]


def test_the_first_introduction_of_a_person_counts() -> None:
    found = _suspect("The Russian hacker Ivan Petrov was named. Ivan Petrov, an Iranian national, was seen.", "Petrov")

    assert found == Suspect("Ivan Petrov", "RU", Level.UNNAMED, Tie.NATIONALS)


@pytest.mark.parametrize(
    "text",
    [
        # Whoever was hit, and whoever tells of it.
        "Norwegian journalist Kari Lie lost her mail.",
        "Kari Lie, a Norwegian victim of the hack, lost her mail.",
        "Kari Lie, a Norwegian minister whose mail was read, spoke.",
        "Norwegian foreign minister Kari Lie spoke of the hack.",
        "Kari Lie, the Norwegian foreign minister, spoke of the hack.",
        "Kari Lie, a Norwegian official, spoke of the hack.",
        "Norwegian official Kari Lie spoke of the hack.",
        "FBI agent Kari Lie spoke of the hack.",
        "Kari Lie, an FBI agent, spoke of the hack.",
        "A Norwegian spokeswoman, Kari Lie, spoke of the hack.",
        # The state stands in another clause or at another person.
        "Kari Lie, a hacker, who met a Russian official, was named.",
        "Kari Lie, a hacker, met the Russian national Oleg Orlov.",
        "Kari Lie, a hacker. The Russian was named.",
        "Kari Lie, the aide of a minister, and a Russian national.",
        # No noun of an actor, no full name, no person.
        "The Russian Kari Lie was named.",
        "The Russian national Lie was named.",
        "Lie, a Russian national, was named.",
        "",
        "\n\n\n",
    ],
)
def test_a_victim_a_speaker_or_a_person_without_a_state_is_no_suspect(text: str) -> None:
    suspects = context(text).suspects

    assert [suspects.named(name) for name in ("Kari Lie", "Lie", "Microsoft Exchange")] == [None] * 3


def test_a_product_is_no_suspect() -> None:
    assert _suspect("The Russian hacker Microsoft Exchange was named.", "Microsoft Exchange") is None


# What follows for the claims


@pytest.mark.parametrize(
    ("introduction", "accused"),
    [
        ("Ivan Petrov, 34, a Russian hacker,", "RU unnamed nationals"),
        ("the Russian national Ivan Petrov", "RU individuals nationals"),
        ("Ivan Petrov, an officer of the GRU,", "RU officer is-state"),
        ("Li Petrov, a Shanghai-based cyber actor,", "CN unnamed nationals"),
    ],
)
def test_a_surname_later_in_the_text_accuses_as_the_introduction_does(introduction: str, accused: str) -> None:
    text = (
        f"The United States charged {introduction} over the hack of the parliament. "
        "Norway said that Petrov hacked its parliament."
    )

    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("NO", [accused])


def test_a_surname_that_the_text_introduces_without_a_state_accuses_no_state() -> None:
    text = "Kari Lie, the Norwegian foreign minister, spoke. Denmark said that Petrov hacked its parliament."

    assert [accused.state for claim in claims(text) for accused in claim.accused if accused.state] == []


# Hostile texts


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "A",
        "Ab ",
        "A. ",
        "-a",
        "Ab’",
        "Russian ",
        "Russian a-",
        "Russian hacker ",
        "Russian hacker Ab ",
        "Ivan Petrov, a ",
        "Ab Cd, also known as ",
        "Ab Cd, a Russian hacker ",
    ],
)
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    context(text).suspects.named("Petrov")

    assert time.process_time() - began < 5


def test_all_persons_of_a_list_are_of_the_state_that_stands_before_it() -> None:
    suspects = context("The court charged the Russian nationals Ivan Petrov, Pavel Orlov and Oleg Sidorov.").suspects
    assert [s.country for s in map(suspects.named, ("Petrov", "Pavel Orlov", "Sidorov")) if s] == ["RU", "RU", "RU"]
