from __future__ import annotations

import re

import pytest

from callout.knowledge.files import table
from callout.knowledge.groups import Group, groups, malware, weak_names
from callout.knowledge.names import Sense, What, names
from callout.record.entity import EntityKind

_ALL = list(groups())


def _named(name: str) -> list[Group]:
    return [group for group in _ALL if name in group.names]


def _senses(text: str) -> list[Sense]:
    return [sense for hit in names().find(text) for sense in hit.senses]


def test_the_state_of_a_group_comes_with_its_source_and_never_without() -> None:
    assert _ALL
    for group in _ALL:
        assert (group.state is None) == (group.state_from is None), group
        assert group.state is None or re.fullmatch(r"[A-Z]{2}", group.state), group


def test_a_group_is_an_entity_without_a_country_of_its_own() -> None:
    assert {group.entity.kind for group in _ALL} == {EntityKind.GROUP}
    assert {group.entity.country for group in _ALL} == {None}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("APT28", "RU"), ("Fancy Bear", "RU"), ("APT29", "RU"), ("Cozy Bear", "RU"), ("Turla", "RU"),
        ("Gamaredon Group", "RU"),
        ("APT40", "CN"), ("APT10", "CN"), ("APT41", "CN"), ("HAFNIUM", "CN"), ("Mustang Panda", "CN"),
        ("Volt Typhoon", "CN"),
        ("Lazarus Group", "KP"), ("Kimsuky", "KP"), ("APT33", "IR"), ("Charming Kitten", "IR"), ("MuddyWater", "IR"),
        ("OceanLotus", "VN"), ("Syrian Electronic Army", "SY"),
    ],
)  # fmt: skip
def test_a_well_known_group_has_the_state_that_sources_give_and_says_which_source(name: str, state: str) -> None:
    senses = [sense for sense in _senses(f"It was {name}, they said.") if sense.what is What.GROUP and sense.country]

    assert senses
    assert {(sense.country, bool(sense.source)) for sense in senses} == {(state, True)}


@pytest.mark.parametrize("name", ["LulzSec", "Lizard Squad"])
def test_a_group_that_no_source_ties_to_a_state_has_none(name: str) -> None:
    assert {(group.state, group.state_from) for group in _named(name)} == {(None, None)}


def test_every_sense_of_a_group_in_a_text_carries_the_source_of_its_state() -> None:
    senses = [s for s in _senses("APT28, Lazarus Group, OceanLotus and LulzSec were named.") if s.what is What.GROUP]

    assert {sense.country for sense in senses} >= {"RU", "KP", "VN", None}
    assert all((sense.country is None) == (sense.source is None) for sense in senses)


def test_ids_of_attack_have_their_form() -> None:
    ids = [group.entity.ids["attack"] for group in _ALL if "attack" in group.entity.ids]

    assert ids
    assert all(re.fullmatch(r"G\d{4}", attack_id) for attack_id in ids)


def test_catalogue_numbers_and_words_in_lower_case_are_no_names() -> None:
    written = {name for group in _ALL for name in group.names}

    assert not [name for name in written if re.fullmatch(r"G\d{4}|ATK ?\d+", name)]
    assert not [name for name in written if name.islower()]


def test_a_dropped_name_is_no_group() -> None:
    dropped = {row["name"] for row in table("groups") if row["treat"] == "drop"}
    added = {
        name
        for row in table("groups")
        if row["treat"] == "add"
        for name in (row["name"], *row["other_names"].split("|"))
    }

    assert not {name for group in _ALL for name in group.names} & (dropped - added)


def test_weak_names_are_those_that_the_data_file_marks() -> None:
    assert {"Machete", "Snake", "Mercury", "Play"} <= weak_names()
    assert not {"APT28", "Lazarus Group", "Turla"} & weak_names()


@pytest.mark.parametrize(
    "name", ["Machete", "Mask", "Mercury", "Patchwork", "Play", "Silence", "Snake", "Tick", "Trident"]
)
def test_a_name_that_is_an_english_word_is_marked_as_weak_in_every_sense(name: str) -> None:
    found = [sense for sense in _senses(f"Somebody said that {name} was there.") if sense.what is What.GROUP]

    assert found
    assert all(sense.weak for sense in found)


def test_malware_is_named_by_attack_and_common_tools_are_not_among_it() -> None:
    found = {entity.name: entity for entity in malware()}

    assert found["Industroyer"].kind is EntityKind.MALWARE
    assert re.fullmatch(r"S\d{4}", found["Industroyer"].ids["attack"])
    assert not {"Net", "at", "Ping", "Reg", "Tor"} & set(found)
