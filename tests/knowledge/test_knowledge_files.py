from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from itertools import takewhile
from pathlib import Path
from unittest import mock

import pycountry
import pytest

from callout.errors import KnowledgeError
from callout.knowledge import files
from callout.knowledge.files import attack, galaxy, names_in, packaged_json, table
from callout.knowledge.states import states
from callout.record.acts import Act, ConductKind
from callout.record.entity import EntityKind

_DATA = Path(str(resources.files("callout.knowledge") / "data"))
_WORDS = Path(str(resources.files("callout.reading") / "words"))
_TABLES = sorted(path.stem for path in _DATA.glob("*.tsv"))
_LISTS = sorted(path.stem for path in _WORDS.glob("*.toml"))

_SOURCES = re.compile(r"by hand|facts from|wikidata|iso 3166|misp|nvd|icd 203|propbank", re.I)
"""Words by which a header says where its facts come from."""

_CODES = {country.alpha_2 for country in pycountry.countries} | {"XK", "EU", "NATO", "UN"}
"""XK is the user-assigned code of Kosovo; the alliances have the codes that record.md gives them."""


def _header(text: str) -> str:
    return "\n".join(takewhile(lambda line: line.startswith("#"), text.splitlines()))


def _codes_of(name: str, column: str) -> set[str]:
    return {code for row in table(name) for code in names_in(row[column])}


def test_there_are_data_files_and_every_one_is_tested() -> None:
    assert {"states", "bodies", "roles", "officials", "leaders", "groups", "companies"} <= set(_TABLES)
    assert {path.suffix for path in _DATA.iterdir() if path.is_file()} == {".tsv"}


@pytest.mark.parametrize("name", _TABLES)
def test_a_data_file_begins_by_saying_what_it_is_and_where_its_facts_come_from(name: str) -> None:
    header = _header((_DATA / f"{name}.tsv").read_text(encoding="utf-8"))

    assert len(header) > 80
    assert _SOURCES.search(header)


@pytest.mark.parametrize("name", _LISTS)
def test_a_word_file_begins_by_saying_what_it_is_and_parses(name: str) -> None:
    text = (_WORDS / f"{name}.toml").read_text(encoding="utf-8")

    assert len(_header(text)) > 60
    assert tomllib.loads(text)


@pytest.mark.parametrize("name", _TABLES)
def test_every_row_of_a_data_file_has_its_first_cell_and_clean_cells(name: str) -> None:
    rows = list(table(name))

    assert rows
    first = next(iter(rows[0]))
    for row in rows:
        assert row[first]
        assert all(cell == cell.strip() for cell in row.values()), row
        assert not any("||" in cell or cell.startswith("|") or cell.endswith("|") for cell in row.values()), row


@pytest.mark.parametrize("name", _TABLES)
def test_no_row_of_a_data_file_stands_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name)]

    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("states", "code"),
        ("bodies", "country"),
        ("roles", "country"),
        ("officials", "country"),
        ("leaders", "country"),
        ("cities", "country"),
        ("media", "country"),
        ("groups", "state"),
    ],
)
def test_a_country_is_an_iso_code_or_an_alliance(name: str, column: str) -> None:
    assert _codes_of(name, column) <= _CODES


def test_a_body_and_a_role_are_of_a_kind_that_the_record_knows() -> None:
    kinds = {kind.value for kind in EntityKind}

    assert {row["kind"] for row in table("bodies")} <= kinds | {"contractor"}
    assert {row["kind"] for row in table("roles")} <= kinds
    assert {row["what"] for row in table("roles")} <= {"body", "office", "people"}


def test_a_campaign_has_conduct_kinds_of_the_record_and_ids_of_the_form_that_flaws_have() -> None:
    for row in table("campaigns"):
        assert set(names_in(row["kinds"])) <= {kind.value for kind in ConductKind}, row
        assert all(re.fullmatch(r"CVE-\d{4}-\d{4,7}", cve) for cve in names_in(row["cves"])), row
        assert row["kind"] in ("campaign", "malware", "family")


def test_the_products_of_a_campaign_are_known_products() -> None:
    products = {row["name"] for row in table("products")}
    of_campaigns = {name for row in table("campaigns") for name in names_in(row["products"])}

    assert "Microsoft Exchange" in products & of_campaigns


def test_years_of_office_run_forward() -> None:
    for row in table("leaders"):
        assert re.fullmatch(r"\d{4}", row["from"]), row
        assert not row["to"] or row["from"] <= row["to"], row
    for row in table("officials"):
        assert not (row["start"] and row["end"]) or row["start"] <= row["end"], row


def test_every_official_has_the_id_that_the_header_promises() -> None:
    assert all(re.fullmatch(r"Q\d+", row["wikidata"]) for row in table("officials"))


def _cities() -> dict[str, set[str]]:
    """The states of each name of a city."""
    found: dict[str, set[str]] = {}
    for row in table("cities"):
        for name in (row["name"], *names_in(row["other_names"])):
            found.setdefault(name.casefold(), set()).add(row["country"])
    return found


def test_no_city_lies_in_two_states() -> None:
    assert {name: within for name, within in _cities().items() if len(within) > 1} == {}


def test_no_city_bears_the_name_or_the_adjective_of_a_state() -> None:
    taken = {name.casefold() for state in states().values() for name in (*state.names, *state.adjectives)}

    assert set(_cities()) & taken == set()


def test_a_city_that_is_a_seat_is_that_of_its_own_state() -> None:
    seats = {seat.casefold(): state.code for state in states().values() for seat in state.seats}

    assert {name: within for name, within in _cities().items() if within != {seats.get(name, *within)}} == {}


@pytest.mark.parametrize(("name", "country"), [("Shanghai", "CN"), ("Saint Petersburg", "RU"), ("Mashhad", "IR")])
def test_a_city_lies_in_its_state(name: str, country: str) -> None:
    assert _cities()[name.casefold()] == {country}


def test_a_correction_of_groups_adds_weakens_or_drops() -> None:
    assert {row["treat"] for row in table("groups")} == {"add", "weak", "drop"}


def test_every_verb_frame_performs_an_act_of_the_record() -> None:
    frames = tomllib.loads((_WORDS / "frames.toml").read_text(encoding="utf-8"))["frame"]

    assert {frame["act"] for frame in frames} <= {act.value for act in Act}
    assert all(frame["verbs"] for frame in frames)


def test_names_in_a_cell_are_parted_by_bars_and_empty_ones_left_out() -> None:
    assert names_in("Tehran|Teheran| ") == ["Tehran", "Teheran"]
    assert names_in("") == []


def test_a_row_with_more_cells_than_columns_is_an_error_that_names_the_row(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "odd.tsv").write_text("# By hand.\ncode\tname\nAA\tOne\nBB\tTwo\tThree\n", encoding="utf-8")

    with mock.patch("callout.knowledge.files.resources.files", return_value=tmp_path):
        rows = table("odd")
        assert next(rows) == {"code": "AA", "name": "One"}
        with pytest.raises(KnowledgeError, match=r"odd\.tsv, row 2") as refused:
            next(rows)

    assert refused.value.remedy


def test_cells_that_are_missing_at_the_end_of_a_row_are_empty(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "odd.tsv").write_text("# By hand.\ncode\tname\tseats\nAA\n", encoding="utf-8")

    with mock.patch("callout.knowledge.files.resources.files", return_value=tmp_path):
        assert list(table("odd")) == [{"code": "AA", "name": "", "seats": ""}]


def test_a_data_package_that_is_missing_is_an_error_with_a_remedy() -> None:
    with pytest.raises(KnowledgeError, match="no_such_package_of_groups") as refused:
        packaged_json("no_such_package_of_groups", "groups.json")

    assert "Install" in refused.value.remedy


def test_a_data_file_that_is_missing_from_its_package_is_an_error_with_a_remedy() -> None:
    with pytest.raises(KnowledgeError, match=r"nothing\.json") as refused:
        packaged_json("pymispgalaxies", "data/nothing.json")

    assert "pymispgalaxies" in refused.value.remedy


def test_the_packaged_knowledge_holds_actors_services_and_attack() -> None:
    assert len(galaxy("threat-actor")) > 300
    assert len(galaxy("intelligence-agencies")) > 100
    assert len(attack("attack-patterns", "attack_patterns")) > 500


def test_revoked_and_deprecated_objects_of_attack_are_left_out() -> None:
    listed = [{"name": "a"}, {"name": "b", "revoked": True}, {"name": "c", "deprecated": True}]
    with mock.patch.object(files, "packaged_json", return_value=json.loads(json.dumps({"software": listed}))):
        assert attack("software", "software") == [{"name": "a"}]
