"""How somebody calls a group is no attribution by him; a deed that is called so still is."""

from __future__ import annotations

import pytest
from reading_samples import claims

from callout.record.acts import ActClass


def _attributing(text: str) -> list[tuple[str | None, list[str | None]]]:
    found = [c for c in claims(text) if c.act_class is ActClass.ATTRIBUTION]
    return [(c.claimant.name if c.claimant else None, [a.name for a in c.accused]) for c in found]


_TOLD = "Microsoft said on Friday that the Russian group Star Blizzard had phished the mail of think tanks. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Google calls the group Coldriver.",
        "Google tracks the hackers as Coldriver.",
        "Google tracks it as Coldriver.",
        "Google, which calls the group Coldriver, agreed.",
        "The group is the same as Coldriver, Google said.",
    ],
)
def test_whoever_has_a_name_for_a_group_attributes_nothing(sentence: str) -> None:
    assert _attributing(_TOLD + sentence) == [("Microsoft", ["Star Blizzard"])]


def test_those_who_give_names_are_not_accused() -> None:
    text = "The mails were stolen by the group APT28, which CrowdStrike calls Fancy Bear and Microsoft Forest Blizzard."
    assert "Microsoft" not in [name for _, names in _attributing(text) for name in names]


@pytest.mark.parametrize(
    ("text", "claimant", "state"),
    [
        ("CrowdStrike said that a Chinese group it calls Liminal Panda had hacked telecom firms.", "CrowdStrike", "CN"),
        ("ESET said that an actor known as APT28 had hacked the parliament.", "ESET", "RU"),
    ],
)
def test_an_actor_that_is_called_so_may_be_accused(text: str, claimant: str, state: str) -> None:
    found = [c for c in claims(text) if c.act_class is ActClass.ATTRIBUTION]
    assert [(c.claimant.name if c.claimant else None, c.accused[0].state) for c in found] == [(claimant, state)]


def test_a_state_that_only_knowledge_gives_a_named_group_says_so() -> None:
    text = "ESET said that the group APT28 had hacked the parliament."
    assert [a.state_from is not None for c in claims(text) for a in c.accused] == [True]
