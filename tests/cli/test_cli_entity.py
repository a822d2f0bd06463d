"""`callout entity`: the entities of a ledger on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import NORWAY_SAYS, assert_says, callout, make_ledger, norway_report, us_report


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "callout.db", then=[norway_report()], now=[us_report()])


def test_the_list_names_each_entity_with_its_claims(ledger: Path) -> None:
    lines = {line["name"]: line for line in callout("entity", "--format", "jsonl", "--ledger", ledger).lines()}
    assert (lines["Norway"]["claims_by"], lines["Norway"]["claims_about"]) == (1, 0)
    assert "Norway" in callout("entity", "--format", "table", "--ledger", ledger).out
    assert callout("entity", "--kind", "person", "--ledger", ledger).json() == []


def test_an_entity_is_shown_by_name_with_where_it_is_named(ledger: Path) -> None:
    (page,) = callout("entity", "norway", "--ledger", ledger).json()
    assert (page["kind"], page["country"], page["ids"]) == ("state", "NO", {"iso3166": "NO"})
    (where,) = page["where"]
    assert next(e["exact"] for e in where["evidence"]) in NORWAY_SAYS
    table = callout("entity", "norway", "--format", "table", "--ledger", ledger).out
    assert "iso3166: NO" in table
    assert "Names seen" in table


def test_what_was_not_known_then_is_not_shown_then(ledger: Path) -> None:
    run = callout("entity", "United States", "--as-of", "2026-11-22", "--ledger", ledger)
    assert run.status == 5
    assert_says(run.err, "United States")


def test_an_unknown_kind_is_refused(ledger: Path) -> None:
    run = callout("entity", "--kind", "planet", "--ledger", ledger)
    assert run.status == 2
    assert "person" in run.err
