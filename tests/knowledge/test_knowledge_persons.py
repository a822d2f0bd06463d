"""Whom a misprinted name means: by likeness and office and state, never by one of them."""

from __future__ import annotations

import pytest

from callout.knowledge.persons import as_written, is_one_office, likely_holder


def test_a_misprint_with_the_office_and_the_state_means_the_holder_and_says_why() -> None:
    found = likely_holder("Jo Biden", "US president", "US", 2021)
    assert found is not None
    assert (found.name, found.country) == ("Joe Biden", "US")
    assert "president" in found.because
    assert str(found.likeness) in found.because


@pytest.mark.parametrize(
    ("name", "role", "country", "year"),
    [
        ("Jo Biden", None, "US", 2021),
        ("Jo Biden", "spokesman", "US", 2021),
        ("Jo Biden", "president", None, 2021),
        ("Jo Biden", "president", "FR", 2021),
        ("Jo Biden", "president", "US", 1999),
        ("Joe Biden", "president", "US", 2021),
        ("Ada Lovelace", "president", "US", 2021),
    ],
    ids=["no office", "another office", "no state", "another state", "another time", "known as written", "not alike"],
)
def test_without_likeness_office_and_state_nobody_is_meant(
    name: str, role: str | None, country: str | None, year: int | None
) -> None:
    assert likely_holder(name, role, country, year) is None


@pytest.mark.parametrize(
    ("one", "other", "country", "same"),
    [
        ("president", "President of the United States", "US", True),
        ("US President", "president", "US", True),
        ("foreign minister", "Minister for Foreign Affairs", "AU", True),
        ("foreign minister", "prime minister", "AU", False),
        ("minister", "president", "FR", False),
        ("France's", "president", "FR", False),
    ],
)
def test_offices_are_one_where_all_words_of_the_shorter_are_in_the_longer(
    one: str, other: str, country: str, same: bool
) -> None:
    assert is_one_office(one, other, country) is same
    assert is_one_office(other, one, country) is same


def test_a_name_is_taken_as_the_text_writes_it() -> None:
    assert as_written("Joe Biden", ["President Jo Biden spoke."]) == "Jo Biden"
    assert as_written("Joe Biden", ["President Joe Biden spoke. Jo Biden left."]) == "Joe Biden"
    assert as_written("Joe Biden", ["President Biden spoke."]) == "Joe Biden"
    assert as_written("Joe Biden", ["Hunter Biden spoke."]) == "Joe Biden"
