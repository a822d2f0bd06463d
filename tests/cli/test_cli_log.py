"""`callout log`: the history of a case on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import assert_says, callout, make_ledger, norway_report, us_report

from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = make_ledger(tmp_path / "callout.db", then=[norway_report()], now=[us_report()])
    with Ledger.open(str(path)) as kept:
        place_waiting(kept)
    return path


def test_a_log_is_a_table_an_object_or_lines(ledger: Path) -> None:
    (case, _) = callout("cases", "--ledger", ledger).json()
    (log,) = callout("log", case["id"], "--ledger", ledger).json()
    assert (log["case"], log["stands"]) == (case["id"], True)
    assert callout("log", case["id"], "--format", "jsonl", "--ledger", ledger).lines() == log["entries"]
    page = callout("log", case["id"], "--format", "table", "--ledger", ledger).out
    assert case["id"] in page
    assert "claim-added" in page


def test_an_unknown_case_is_named(ledger: Path) -> None:
    run = callout("log", "cas_none", "--ledger", ledger)
    assert run.status == 5
    assert_says(run.err, "cas_none")


def test_a_merged_case_says_where_its_claims_are(ledger: Path) -> None:
    one, other = (case["id"] for case in callout("cases", "--ledger", ledger).json())
    run = callout("review", "merge", one, other, "--by", "Ada", "--why", "one", "--ledger", ledger)
    assert run.status == 0, run.err
    (now,) = callout("cases", "--ledger", ledger).json()
    (gone,) = {one, other} - {now["id"]}
    page = callout("log", gone, "--format", "table", "--ledger", ledger).out
    assert f"{gone} is no more" in page
    assert now["id"] in page
