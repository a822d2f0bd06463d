from __future__ import annotations

import pytest

from callout.knowledge.files import table
from callout.knowledge.holders import Holder, holders


def _held(start: int | None, end: int | None) -> Holder:
    return Holder("Kari Nordmann", "NO", "minister", start, end)


@pytest.mark.parametrize(
    ("surname", "name", "country"),
    [
        ("Putin", "Vladimir Putin", "RU"),
        ("Merkel", "Angela Merkel", "DE"),
        ("Blinken", "Antony Blinken", "US"),
        ("Stoltenberg", "Jens Stoltenberg", "NATO"),
    ],
)
def test_a_surname_gives_who_bears_it_and_for_which_state(surname: str, name: str, country: str) -> None:
    assert {(held.name, held.country) for held in holders(surname)} == {(name, country)}


def test_one_person_may_have_held_offices_for_more_than_one() -> None:
    assert {held.country for held in holders("Kallas")} == {"EE", "EU"}


@pytest.mark.parametrize("surname", ["", " ", "Nobodyatall", "putin", "PUTIN", "Vladimir Putin", "Vladimir"])
def test_what_is_no_surname_of_the_tables_gives_nobody(surname: str) -> None:
    assert list(holders(surname)) == []


@pytest.mark.parametrize("name", ["officials", "leaders"])
def test_every_row_of_the_tables_is_found_by_its_surname(name: str) -> None:
    for row in table(name):
        found = holders(row["name"].split()[-1])
        assert (row["name"], row["country"], row["office"]) in {(h.name, h.country, h.office) for h in found}


@pytest.mark.parametrize("surname", sorted({row["name"].split()[-1] for row in table("leaders")}))
def test_years_are_years_and_run_forward(surname: str) -> None:
    for held in holders(surname):
        assert all(year is None or 1900 < year < 2100 for year in (held.start, held.end))
        assert held.start is None or held.end is None or held.start <= held.end


def test_the_years_of_the_first_and_the_last_day_are_in_office() -> None:
    held = _held(2013, 2021)

    assert [year for year in range(2010, 2025) if held.in_office(year)] == list(range(2013, 2022))


@pytest.mark.parametrize(
    ("start", "end", "years"), [(2013, None, [2013, 2030]), (None, 2013, [1950, 2013]), (None, None, [1950, 2030])]
)
def test_a_year_that_the_tables_do_not_give_bounds_nothing(
    start: int | None, end: int | None, years: list[int]
) -> None:
    assert [year for year in (1950, 2013, 2030) if _held(start, end).in_office(year)] == [
        year for year in (1950, 2013, 2030) if min(years) <= year <= max(years)
    ]
