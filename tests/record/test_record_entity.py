from __future__ import annotations

import pytest
from pydantic import ValidationError

from callout.record.entity import Entity, EntityKind, Party


def test_outside_ids_are_learnt_later_and_do_not_change_the_id() -> None:
    bare = Entity(name="Sandworm Team", kind=EntityKind.GROUP)
    known = Entity(name="Sandworm Team", kind=EntityKind.GROUP, ids={"attack": "G0034"})

    assert bare.id == known.id


def test_letter_case_does_not_make_another_entity() -> None:
    assert Entity(name="FANCY BEAR", kind=EntityKind.GROUP).id == Entity(name="Fancy Bear", kind=EntityKind.GROUP).id


def test_the_same_name_in_two_states_or_of_two_kinds_is_two_entities() -> None:
    norway = Entity(name="Ministry of Defence", kind=EntityKind.GOVERNMENT_BODY, country="NO")
    japan = Entity(name="Ministry of Defence", kind=EntityKind.GOVERNMENT_BODY, country="JP")
    army = Entity(name="Ministry of Defence", kind=EntityKind.MILITARY, country="NO")

    assert len({norway.id, japan.id, army.id}) == 3


def test_an_entity_without_a_name_is_refused() -> None:
    with pytest.raises(ValidationError):
        Entity(name="", kind=EntityKind.PERSON)


def test_a_party_is_the_entity_as_a_claim_names_it() -> None:
    entity = Entity(name="Norway", kind=EntityKind.STATE, country="NO", ids={"iso3166": "NO"})

    assert Party.of(entity) == Party(id=entity.id, name="Norway", kind=EntityKind.STATE, country="NO")
