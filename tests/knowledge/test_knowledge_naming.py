"""What vendors' naming of actors says of names that no list has."""

from __future__ import annotations

import pytest

from callout.knowledge.names import Sense, What, names
from callout.knowledge.naming import schemed_names


def _groups(text: str) -> list[tuple[str, Sense]]:
    return [(text[h.start : h.end], s) for h in names().find(text) for s in h.senses if s.what is What.GROUP]


@pytest.mark.parametrize(
    ("name", "state", "vendor"),
    [
        ("Umber Typhoon", "CN", "Microsoft"),
        ("UMBER TYPHOON", "CN", "Microsoft"),
        ("Turquoise Blizzard", "RU", "Microsoft"),
        ("Teal Sleet", "KP", "Microsoft"),
        ("Whimsical Chollima", "KP", "CrowdStrike"),
        ("Tardy Serpens", "IR", "Palo Alto Networks"),
        ("COBALT TROMBONE", "IR", "Secureworks"),
        ("Sleepy Manticore", "IR", "Check Point"),
    ],
)
def test_a_new_name_has_the_state_that_its_vendor_gives_such_names(name: str, state: str, vendor: str) -> None:
    [(written, sense)] = _groups(f"The intrusion is the work of {name}, analysts say.")

    assert (written, sense.country, sense.source) == (name, state, f"naming of actors by {vendor}")
    assert sense.entity is not None
    assert (sense.entity.name, sense.entity.country) == (name, None)


@pytest.mark.parametrize("text", ["A Quiet Panda was born.", "The Grey Wolf is back.", "Old Bear Lodge burnt."])
def test_a_name_with_an_animal_counts_only_beside_a_word_for_actors(text: str) -> None:
    assert all(sense.weak for _, sense in _groups(text))


@pytest.mark.parametrize(
    "text", ["Super Typhoon Nanmadol", "The Blizzard of 1978", "A Giant Panda", "iron ore", "salt"]
)
def test_storms_animals_and_metals_are_no_groups(text: str) -> None:
    assert list(schemed_names(text)) == []


def test_what_a_list_says_of_a_name_comes_before_the_naming() -> None:
    [(_, sense)] = _groups("the group Volt Typhoon")

    assert (sense.country, sense.source) == ("CN", "callout groups.tsv")


def test_groups_of_two_words_and_numbered_ones_are_known_in_their_spellings() -> None:
    for name in ("SpringDragon", "Spring Dragon", "Storm-0558", "STORM-0558", "Storm 0558", "UNC-3886", "UNC3886"):
        assert [written for written, _ in _groups(f"the group {name} did it")][:1] == [name]
