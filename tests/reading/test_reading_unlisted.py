"""Organisations that no list has: known by what the text says of them, and never a person or a place."""

from __future__ import annotations

import pytest
from reading_samples import by, claims

from callout.record.acts import ActClass
from callout.record.entity import EntityKind


def _claimants(text: str) -> list[str | None]:
    return [by(c) for c in claims(text) if c.act_class is ActClass.ATTRIBUTION]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bayer said on Thursday that it had contained an attack by the hackers called Winnti.", "Bayer"),
        ("Bayer said on Thursday that Winnti had broken into its network.", "Bayer"),
        ("Henkel said in March that the group APT41 had broken into its servers.", "Henkel"),
        ("Telenor said that Chinese hackers had hacked its network.", "Telenor"),
        ("Telenor said that Chinese hackers had hacked two offices. The company called the police.", "Telenor"),
    ],
)
def test_a_name_that_opens_its_sentence_is_an_organisation_where_the_text_goes_on_so(text: str, name: str) -> None:
    assert _claimants(text) == [name]
    assert all(c.claimant is None or c.claimant.kind is EntityKind.ORGANISATION for c in claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "Petrova said that Russian hackers had hacked her telephone.",
        "Petrova said that it was Russia that had hacked the telephones.",
        "Petrova said that Russia had hacked the telephones with its army.",
        "Petrova said that APT28 had hacked the telephones with its own malware.",
        "Petrova said that Russian hackers had hacked the telephones.",
        "Gotham said that Russian hackers had hacked the telephones.",
        "Petrova said that Russian hackers had hacked two banks. The minister called the police.",
    ],
)
def test_a_person_or_a_place_is_no_organisation(text: str) -> None:
    assert _claimants(text) == [None]
