from __future__ import annotations

from collections import Counter

import pycountry
import pytest

from callout.knowledge.states import ALLIANCES, state_entity, states
from callout.record.entity import EntityKind


def test_every_code_is_iso_3166_or_the_user_assigned_one_of_kosovo() -> None:
    known = {country.alpha_2 for country in pycountry.countries}

    assert set(states()) - known == {"XK"}


def test_the_alliances_have_the_codes_of_the_record() -> None:
    assert ALLIANCES == {"EU": "European Union", "NATO": "NATO", "UN": "United Nations"}
    assert not set(ALLIANCES) & set(states())


def test_no_two_states_share_a_name() -> None:
    names = Counter(name for state in states().values() for name in {n.casefold() for n in state.names})

    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_states_share_a_seat() -> None:
    seats = Counter(seat.casefold() for state in states().values() for seat in set(state.seats))

    assert [seat for seat, count in seats.items() if count > 1] == []


def test_no_seat_bears_the_name_of_another_state() -> None:
    for state in states().values():
        others = {name for other in states().values() if other is not state for name in other.names}
        assert not set(state.seats) & others, state.code


def test_a_code_is_never_a_name_unless_texts_write_it_so() -> None:
    written = {code for code, state in states().items() if code in state.names or code in state.adjectives}

    assert written <= {"US", "UK"}


@pytest.mark.parametrize(
    "code",
    [
        "AL", "AU", "BE", "BY", "CA", "CN", "CR", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GE", "IL", "IN",
        "IR",
        "IT", "JP", "KP", "KR", "LB", "LT", "LV", "ME", "NL", "NO", "NZ", "PK", "PL", "QA", "RO", "RU", "SA", "SE",
        "SG",
        "SK", "SY", "TR", "TW", "UA", "US", "VN", "XK",
    ],
)  # fmt: skip
def test_a_state_that_accuses_or_is_accused_in_public_is_known_with_a_demonym_and_a_name(code: str) -> None:
    state = states()[code]

    assert state.name in state.names
    assert state.adjectives


def test_every_member_state_has_at_least_a_name() -> None:
    assert len(states()) >= 195
    assert all(state.name and all(state.names) for state in states().values())


def test_a_state_is_an_entity_with_its_iso_code() -> None:
    entity = state_entity("NO")

    assert (entity.name, entity.kind, entity.country) == ("Norway", EntityKind.STATE, "NO")
    assert entity.ids == {"iso3166": "NO"}


@pytest.mark.parametrize("code", ["EU", "NATO", "UN"])
def test_an_alliance_is_an_organisation_and_no_iso_country(code: str) -> None:
    entity = state_entity(code)

    assert (entity.kind, entity.country, entity.ids) == (EntityKind.ORGANISATION, code, {})


@pytest.mark.parametrize("code", ["XX", "us", "UK", ""])
def test_what_is_no_code_of_a_state_is_refused(code: str) -> None:
    with pytest.raises(KeyError):
        state_entity(code)
