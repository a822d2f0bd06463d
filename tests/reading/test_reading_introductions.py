"""The state that a group serves, where the text says it beside the group's name."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, context, held, one, read

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


@pytest.mark.parametrize(
    "text",
    [
        "Sandworm, a group known from the Ukrainian power cuts, did it.",
        "Sandworm, a group feared by the staff of Ukrainian banks, did it.",
        "Sandworm, the hackers Ukraine has long blamed, did it.",
        "Sandworm, a group with victims in Ukraine, did it.",
    ],
)
def test_a_state_that_only_knows_or_suffers_a_group_is_not_the_one_it_serves(text: str) -> None:
    assert _introduced(text) == {}


# A state that is said to be behind a group: both are accused, and the group carries that state and no other.


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (
            "South Korean police said that Vietnam was behind Winnti, which hacked a bank.",
            ["VN state is-state", "VN group directed"],
        ),
        (
            "South Korean police said that Vietnam was behind the hacking group Winnti, which stole certificates.",
            ["VN state is-state", "VN group directed"],
        ),
        (
            "South Korean police said that Vietnam runs Winnti, which broke into the network of a bank.",
            ["VN state directed", "VN group directed"],
        ),
        (
            "South Korean police said that Vietnam was responsible for Winnti, the group that hacked its banks.",
            ["VN state is-state", "VN group directed"],
        ),
        (
            "South Korean police said that Winnti, which is run by Vietnam, had hacked a bank.",
            ["VN group directed"],
        ),
    ],
)
def test_a_state_behind_a_group_is_accused_and_is_the_state_of_the_group(text: str, accused: list[str]) -> None:
    claim = one(text, Act.ATTRIBUTE)
    assert by(claim) == "KR"
    assert held(claim) == accused
    assert all(a.state_from is None for a in claim.accused)


def test_what_knowledge_has_does_not_contradict_who_is_said_to_be_behind_a_group() -> None:
    text = "Seoul said that Vietnam was behind Winnti, which hacked a bank. ESET said that Winnti hacked an airport."
    of_eset = [c for c in read(text).claims if c.claimant and c.claimant.name == "ESET"]
    assert [[a.state for a in c.accused] for c in of_eset] == [[None]]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Seoul said that behind Sandworm stood the army of Belarus.", {"Sandworm": {"BY"}}),
        ("Seoul said that Sandworm works for the army of Belarus.", {"Sandworm": {"BY"}}),
        ("Seoul accused Minsk of running the hackers of Sandworm.", {"Sandworm": {"BY"}}),
        ("Seoul said Minsk runs Sandworm; Tokyo said Hanoi runs Sandworm.", {"Sandworm": {"BY", "VN"}}),
        ("Minsk denied that Belarus was behind Sandworm.", {}),
        ("Belarus was behind the hack that Kyiv blames on Sandworm.", {}),
        ("Belarus was hit by Sandworm.", {}),
    ],
)
def test_the_states_that_are_said_to_be_behind_a_group(text: str, states: dict[str, set[str]]) -> None:
    assert {name: set(found) for name, found in context(text).patrons.items()} == states


def test_whoever_runs_a_group_has_not_done_what_the_group_is_said_to_have_done() -> None:
    text = "Seoul said that Kimsuky is not run by Belarus but by Vietnam and had hacked the mail of scholars."
    assert "BY" not in {a.state for claim in read(text).claims for a in claim.accused}
