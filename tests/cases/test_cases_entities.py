"""Which sightings are of one entity, and why: never by likeness alone, never by a vendor's alias."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from callout.cases.decided import UNDECIDED, Decided
from callout.cases.entities import Known, Sighting, entities_in, person
from callout.record.decision import Decision, DecisionKind
from callout.record.entity import Entity, EntityKind


def by_name(found: list[Known]) -> dict[str, Known]:
    return {one.name: one for one in found}


def decided(kind: DecisionKind, *names: str) -> Decided:
    when = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    return Decided.by([Decision(kind=kind, by="Ada", why="read", decided_at=when, names=names)])


def biden(name: str, document: str = "doc_1", role: str | None = "president", country: str | None = "US") -> Sighting:
    return person(name, country, document, role, 2021, f"clm_{document}")


def group(name: str, document: str = "doc_1") -> Sighting:
    return Sighting(Entity(name=name, kind=EntityKind.GROUP).id, name, EntityKind.GROUP, None, document)


def test_a_misprint_is_a_name_seen_of_the_right_person_and_says_why() -> None:
    (found,) = entities_in([biden("Jo Biden"), biden("Joe Biden", "doc_2")], UNDECIDED)
    assert (found.name, set(found.names)) == ("Joe Biden", {"Joe Biden", "Jo Biden"})
    assert found.names["Joe Biden"] is None
    assert "president" in (found.names["Jo Biden"] or "")


def test_the_right_person_is_found_where_only_the_misprint_is_seen() -> None:
    (found,) = entities_in([biden("Jo Biden")], UNDECIDED)
    assert found.name == "Joe Biden"
    assert found.id == Entity(name="Joe Biden", kind=EntityKind.PERSON, country="US").id


def test_a_decision_parts_the_two_and_a_decision_joins_what_is_not_alike() -> None:
    seen = [biden("Jo Biden"), biden("Joe Biden", "doc_2")]
    assert len(entities_in(seen, decided(DecisionKind.DIFFERENT, "jo biden", "Joe Biden"))) == 2
    (one,) = entities_in(
        [group("APT28"), group("Forest Blizzard")], decided(DecisionKind.SAME, "APT28", "Forest Blizzard")
    )
    assert one.name == "APT28"
    assert one.names == {"APT28": None, "Forest Blizzard": "Ada decided that they are one: read"}


def test_a_name_that_knowledge_has_under_another_is_joined_under_what_it_is_known_by() -> None:
    def campaign(name: str) -> Sighting:
        return Sighting(Entity(name=name, kind=EntityKind.CAMPAIGN).id, name, EntityKind.CAMPAIGN, None, "doc_1")

    seen = [campaign("NotPetya"), campaign("Night Dragon")]
    (one,) = entities_in(seen, decided(DecisionKind.SAME, "Night Dragon", "Nyetya"))
    assert set(one.names) == {"NotPetya", "Night Dragon"}


def test_likeness_without_office_or_state_joins_nobody() -> None:
    assert len(entities_in([biden("Jo Biden", role=None), biden("Joe Biden", "doc_2")], UNDECIDED)) == 2
    assert len(entities_in([biden("Jo Biden", country=None), biden("Joe Biden", "doc_2")], UNDECIDED)) == 2


def test_groups_that_are_written_alike_stay_two() -> None:
    assert len(entities_in([group("APT28"), group("APT29")], UNDECIDED)) == 2


def test_a_person_whom_knowledge_does_not_have_is_told_by_the_name_that_most_documents_write() -> None:
    def envoy(name: str, document: str, role: str = "cyber envoy") -> Sighting:
        return person(name, "NO", document, role, 2021, f"clm_{document}")

    usual = [envoy("Kari Nordmannsen", "doc_1"), envoy("Kari Nordmannsen", "doc_2")]
    (one,) = entities_in([*usual, envoy("Kari Nordmansen", "doc_3")], UNDECIDED)
    assert one.name == "Kari Nordmannsen"
    assert "more documents" in (one.names["Kari Nordmansen"] or "")
    assert len(entities_in([*usual, envoy("Kari Nordmansen", "doc_3", "judge")], UNDECIDED)) == 2


SEEN = [
    biden("Jo Biden"),
    biden("Joe Biden", "doc_2"),
    biden("Joe Bidn", "doc_3"),
    group("APT28"),
    group("Fancy Bear", "doc_2"),
    group("Sofacy", "doc_3"),
]


@given(st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_sightings_does_not_matter(chance: random.Random, joined: bool) -> None:
    known = decided(DecisionKind.SAME, "Fancy Bear", "APT28") if joined else UNDECIDED
    shuffled = list(SEEN)
    chance.shuffle(shuffled)
    assert entities_in(shuffled, known) == entities_in(SEEN, known)
