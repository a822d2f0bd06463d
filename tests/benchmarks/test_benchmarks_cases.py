"""The gold of cases is well formed: what it says about documents, states and dates can be looked up."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from callout.knowledge.states import states
from callout.record.dates import When

GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "cases.jsonl"
SETS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
FIELDS = {
    "id", "theme", "trap", "documents", "cases", "linked", "contested", "answers", "withdrawn", "aliases", "origins",
    "copies",
}  # fmt: skip
each_set = pytest.mark.parametrize("row", SETS, ids=lambda row: str(row["id"]))


def test_ids_are_unique_and_every_theme_has_twelve_sets() -> None:
    assert max(Counter(row["id"] for row in SETS).values()) == 1
    assert max(Counter(d["id"] for row in SETS for d in row["documents"]).values()) == 1
    assert max(Counter(d["text"] for row in SETS for d in row["documents"]).values()) == 1
    themes = Counter(row["theme"] for row in SETS)
    assert len(themes) == 8
    assert min(themes.values()) >= 12


@each_set
def test_the_cases_of_a_set_hold_each_document_once(row: dict[str, Any]) -> None:
    held = [document for case in row["cases"] for document in case]
    assert sorted(held) == sorted(d["id"] for d in row["documents"])
    assert set(row) <= FIELDS


@each_set
def test_documents_have_a_title_a_source_a_date_that_parses_and_a_readable_length(row: dict[str, Any]) -> None:
    assert 2 <= len(row["documents"]) <= 5
    for document in row["documents"]:
        assert document["title"]
        assert document["source"]
        assert document["published"] is None or When.parse(document["published"]).precision == "day"
        assert 30 <= len(document["text"].split()) <= 250


@each_set
def test_what_a_theme_asks_for_is_there(row: dict[str, Any]) -> None:
    asked = {
        "two-states": "contested", "withdrawn": "withdrawn", "two-campaigns": "linked", "vendor-names": "aliases",
        "victim-denies": "answers", "agency-story": "copies",
    }  # fmt: skip
    assert row["theme"] not in asked or row[asked[row["theme"]]]
    assert row["theme"] != "victim-denies" or "victim" in [answer["speaker"] for answer in row["answers"]]
    assert row["theme"] != "agency-story" or row["origins"] >= 1


@each_set
def test_links_join_documents_of_two_cases(row: dict[str, Any]) -> None:
    case_of = {document: at for at, case in enumerate(row["cases"]) for document in case}
    for one, other in row.get("linked", []):
        assert case_of[one] != case_of[other]


@each_set
def test_contested_states_are_two_known_states(row: dict[str, Any]) -> None:
    contested = row.get("contested", [])
    assert len(contested) in (0, 2)
    assert all(states().get(code) for code in contested)
    assert not contested or row["theme"] != "group-over-time"


@each_set
def test_names_of_aliases_and_answers_stand_in_the_texts(row: dict[str, Any]) -> None:
    words = " ".join(d["source"] + " " + d["title"] + " " + d["text"] for d in row["documents"])
    for alias in row.get("aliases", []):
        assert alias["name"] in words
        assert alias["alias"] in words
    for answer in row.get("answers", []):
        assert answer["act"] in ("deny", "reject", "counter-accuse", "decline", "threaten")
        assert answer["speaker"] in ("accused", "victim")
        assert states().get(answer["by"]) or answer["by"] in words
