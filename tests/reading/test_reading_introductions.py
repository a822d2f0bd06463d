"""The state that a group serves, where the text says it beside the group's name."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, context, held, one

from callout.record.acts import Act


def _introduced(text: str) -> dict[str, tuple[str, str]]:
    return {name: (said.country, said.tie.value) for name, said in context(text).introductions.items()}


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("Sandworm, a unit of Russian military intelligence, did it.", {"Sandworm": ("RU", "is-state")}),
        ("Sandworm, a unit of the GRU, did it.", {"Sandworm": ("RU", "is-state")}),
        ("Sandworm, the Russian intelligence unit, did it.", {"Sandworm": ("RU", "is-state")}),
        ("APT29, which is part of the SVR, did it.", {"APT29": ("RU", "is-state")}),
        ("APT29, that is part of the SVR, did it.", {"APT29": ("RU", "is-state")}),
        ("APT41, a group that works for the Chinese government, did it.", {"APT41": ("CN", "directed")}),
        ("Fancy Bear, a hacking group backed by Russia, did it.", {"Fancy Bear": ("RU", "sponsored")}),
        ("Kimsuky, a North Korean state-sponsored group, did it.", {"Kimsuky": ("KP", "sponsored")}),
        ("Turla, a threat actor linked to Russia, did it.", {"Turla": ("RU", "affiliated")}),
        ("Gamaredon, a group based in Minsk, did it.", {"Gamaredon": ("BY", "from-territory")}),
        ("Charming Kitten, an Iranian hacking group, did it.", {"Charming Kitten": ("IR", "nationals")}),
    ],
)
def test_what_stands_beside_the_name_of_a_group_says_its_state_and_its_tie(
    text: str, introduced: dict[str, tuple[str, str]]
) -> None:
    assert _introduced(text) == introduced


@pytest.mark.parametrize(
    "name",
    [
        "“Sandworm”",
        '"Sandworm"',
        "Sandworm (a name of 2014)",
        "Sandworm, also known as the worm",
        "Sandworm, aka the worm",
    ],
)
def test_marks_and_other_names_may_stand_between_the_name_and_what_it_is(name: str) -> None:
    assert _introduced(f"{name}, a unit of the GRU, did it.") == {"Sandworm": ("RU", "is-state")}


@pytest.mark.parametrize(
    "text",
    [
        # A negation.
        "Sandworm, which is not part of the GRU, did it.",
        "Sandworm, a group with no ties to Russia, did it.",
        "Sandworm, a group without ties to Russia, did it.",
        "Sandworm, a group that has never served Russia, did it.",
        "Sandworm, a group that denied ties to Russia, did it.",
        # Not about the group.
        "Sandworm, a victim of Russian winters, did it.",
        "Sandworm, a company in Russia, did it.",
        "Sandworm, the book about Russia, sold well.",
        # Not beside the name, or without a state.
        "Sandworm did it. A unit of the GRU was there.",
        "Sandworm, the hackers. Russia was there.",
        "Sandworm, a group, of the GRU",
        "Sandworm, a group of hackers, did it.",
        "Sandworm: a unit of the GRU did it.",
        # No group of that name.
        "The parliament, a unit of the GRU, did it.",
        "Microsoft, a group that works for the Chinese government, did it.",
        "",
        "\n\n\n",
    ],
)
def test_other_words_beside_a_name_introduce_nobody(text: str) -> None:
    assert _introduced(text) == {}


def test_two_introductions_that_agree_are_one() -> None:
    text = "Sandworm, a unit of the GRU, did it. They saw Sandworm, a unit of the GRU, in May."

    assert _introduced(text) == {"Sandworm": ("RU", "is-state")}


@pytest.mark.parametrize("again", ["", " Sandworm, a unit of the GRU, came again."])
def test_two_introductions_that_disagree_give_none(again: str) -> None:
    text = "Sandworm, a unit of the GRU, is old. Sandworm, a group backed by China, is new." + again

    assert _introduced(text) == {}


def test_a_group_that_is_disputed_does_not_take_the_others_with_it() -> None:
    text = (
        "Sandworm, a unit of the GRU, is old. Sandworm, a group backed by China, is new. "
        "Kimsuky, a North Korean state-sponsored group, is older."
    )

    assert _introduced(text) == {"Kimsuky": ("KP", "sponsored")}


# What follows for the claims


@pytest.mark.parametrize(
    ("introduction", "accused"),
    [
        ("Sandworm, a unit of Russian military intelligence, is old.", "RU group is-state"),
        ("Sandworm, a group backed by Russia, is old.", "RU group sponsored"),
    ],
)
def test_a_group_that_is_accused_by_its_name_alone_is_what_the_text_says_of_it_elsewhere(
    introduction: str, accused: str
) -> None:
    claim = one(f"{introduction} Norway blamed Sandworm for the hack of its parliament.", Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("NO", [accused])
    assert [a.state_from for a in claim.accused] == [None]


def test_an_introduction_after_the_claim_counts_as_well() -> None:
    text = "Norway blamed Sandworm for the hack of its parliament. Sandworm, a unit of the GRU, is old."

    assert held(one(text, Act.ATTRIBUTE)) == ["RU group is-state"]


def test_without_an_introduction_the_state_of_a_group_is_that_of_knowledge_and_says_so() -> None:
    claim = one("Norway blamed Sandworm for the hack of its parliament.", Act.ATTRIBUTE)

    assert held(claim) == ["RU group -"]
    assert all(accused.state_from for accused in claim.accused)


# Hostile texts


@pytest.mark.parametrize(
    "piece",
    ["x", " ", "Sandworm ", "Sandworm, a ", "Sandworm (", "Sandworm aka ", "Sandworm, which is part of the GRU, "],
)
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    context(text)

    assert time.process_time() - began < 5
