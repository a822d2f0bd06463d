from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import (
    NORWAY_SAYS,
    RUSSIA_DENIES,
    US_SAYS,
    callout,
    empty_report,
    make_ledger,
    norway_report,
    us_report,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "ledger.db"
    return make_ledger(path, then=[norway_report(), empty_report(), us_report()])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], {NORWAY_SAYS, RUSSIA_DENIES, US_SAYS}),
        (["denied"], {RUSSIA_DENIES}),
        (["--accused", "cn"], {US_SAYS}),
        (["--act", "attribute", "--act", "deny"], {NORWAY_SAYS, RUSSIA_DENIES, US_SAYS}),
        (["--act", "deny"], {RUSSIA_DENIES}),
        (["--", "-denied"], {NORWAY_SAYS, US_SAYS}),
        (["nothing of the kind"], set()),
        (['NEAR("', "AND", "*"], set()),
    ],
)
def test_claims_are_found(ledger: Path, arguments: list[str], words: set[str]) -> None:
    run = callout("search", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert (run.status, run.err) == (0, "")
    assert {hit["words"]["text"] for hit in run.lines()} == words


def test_an_argument_of_several_words_is_a_phrase(ledger: Path) -> None:
    beside, apart = "embassy denied", "denied embassy"
    assert beside in RUSSIA_DENIES
    assert callout("search", "--ledger", ledger, beside, "--format", "json").json()["total"] == 1
    assert callout("search", "--ledger", ledger, apart, "--format", "json").json()["total"] == 0
    assert callout("search", "--ledger", ledger, *apart.split(), "--format", "json").json()["total"] == 1


def test_json_is_the_page_with_facets_and_the_cursor_of_the_next(ledger: Path) -> None:
    page = callout("search", "--ledger", ledger, "--limit", "2", "--format", "json").json()
    assert page["total"] == 3
    assert len(page["hits"]) == 2
    assert {v["value"]: v["count"] for f in page["facets"] if f["name"] == "act" for v in f["values"]} == {
        "attribute": 2,
        "deny": 1,
    }
    rest = callout("search", "--ledger", ledger, "--limit", "2", "--cursor", page["cursor"], "--format", "json").json()
    assert len(rest["hits"]) == 1
    assert rest["cursor"] is None


def test_the_table_shows_the_words_and_the_notes_the_facets(ledger: Path) -> None:
    run = callout("search", "--ledger", ledger, "--documents", "norway", "--format", "table")
    assert run.status == 0
    assert "doc_" in run.out
    assert "1 found for: norway" in run.err


def test_what_is_no_day_and_what_is_no_cursor_is_said(ledger: Path) -> None:
    wrong = callout("search", "--ledger", ledger, "--since", "yesterday")
    assert wrong.status == 2
    assert "2026-11-22" in wrong.err
    refused = callout("search", "--ledger", ledger, "--cursor", "abc")
    assert refused.status == 2
    assert "Begin again" in refused.err


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert callout("search", "--ledger", tmp_path / "no.db", "norway").status == 4
    assert not (tmp_path / "no.db").exists()


def test_claims_are_shown_as_persons_decided_on_them(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "decided.db", then=[norway_report(), us_report()])
    wrong, mended = norway_report().claims[0].id, us_report().claims[0].id
    by = ("--by", "Ada", "--why", "read again", "--ledger", ledger)
    assert callout("review", "reject", wrong, *by).status == 0
    assert callout("review", "correct", mended, "--field", 'act="suspect"', *by).status == 0
    hits = {
        hit["claim"]["id"]: hit["claim"] for hit in callout("search", "--ledger", ledger, "--format", "jsonl").lines()
    }
    assert hits[wrong]["status"] == "false"
    assert (hits[mended]["status"], hits[mended]["act"]) == ("corrected", "suspect")
    page = callout("search", "--ledger", ledger, "--format", "json").json()
    assert {hit["claim"]["id"]: hit["claim"].get("status", "read") for hit in page["hits"]}[wrong] == "false"
    table = callout("search", "--ledger", ledger, "--format", "table").out
    assert "(false)" in table
    assert "(correcte" in table
    (document,) = callout("document", us_report().document.id, "--ledger", ledger, "--format", "json").json()
    told = {claim["id"]: claim for claim in document["claims"]}[mended]
    assert (told["status"], told["act"]) == ("corrected", "suspect")
    assert (
        "suspect (corrected)"
        in callout("document", us_report().document.id, "--ledger", ledger, "--format", "table").out
    )
