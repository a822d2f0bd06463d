from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cli_samples import assert_says, callout

NORWAY = "Norway's foreign minister, Ine Eriksen Soreide, said Russia was behind the attack on the parliament."
GERMANY = "Germany accused Russia of the hacking attack on its parliament, the Bundestag."


def _reports(folder: Path) -> list[Path]:
    table = folder / "table.jsonl"
    rows = [
        {"id": "one", "text": NORWAY, "title": "Norway names Russia"},
        {"id": "two", "text": "The weather was fine."},
    ]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    page = folder / "germany.txt"
    page.write_text(GERMANY, encoding="utf-8")
    return [table, page]


def _asked(ledger: Path | str, command: str = "claims", *more: str) -> list[Any]:
    run = callout(command, "--ledger", ledger, "--format", "jsonl", *more)
    assert (run.status, run.err) == (0, "")
    return run.lines()


def _content(ledger: Path) -> list[str]:
    connection = sqlite3.connect(ledger)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_what_is_added_can_be_asked_for(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    run = callout("add", "--ledger", ledger, *_reports(tmp_path))
    assert (run.status, run.out) == (0, "")
    assert run.err.count("\n") == 1
    claims = _asked(ledger)
    assert [(c["claimant"]["country"], c["accused"][0]["state"]) for c in claims] == [("NO", "RU"), ("DE", "RU")]
    assert claims[0]["evidence"][0]["exact"] == NORWAY


def test_claims_are_kept_as_they_are_read(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    reports = _reports(tmp_path)
    callout("add", "--ledger", ledger, *reports)
    read = callout("read", *reports, "--format", "jsonl")
    assert _asked(ledger) == [claim for reading in read.lines() for claim in reading["claims"]]


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    reports = _reports(tmp_path)
    assert callout("add", "--ledger", ledger, *reports).status == 0
    before = _content(ledger)
    run = callout("add", "--ledger", ledger, *reports)
    assert (run.status, run.out) == (0, "")
    assert "0 new documents" in run.err
    assert _content(ledger) == before


def test_standard_input_and_tables_can_be_added(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    line = json.dumps({"id": "one", "text": NORWAY}).encode()
    assert callout("add", "--ledger", ledger, "--input", "jsonl", "-", stdin=line).status == 0
    assert callout("add", "--ledger", ledger, "-", stdin=GERMANY.encode()).status == 0
    pairs = _asked(ledger, "cases", "--by-document")
    assert [pair["uri"] for pair in pairs] == ["one", "-"]


def test_bad_input_among_good_is_named_and_the_good_is_added(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    reports = _reports(tmp_path)
    run = callout("add", "--ledger", ledger, reports[0], tmp_path / "missing.txt", reports[1])
    assert (run.status, run.out) == (1, "")
    errors = run.err.splitlines(keepends=True)
    assert_says(errors[0], "missing.txt")
    assert "1 refused" in errors[-1]
    assert len(_asked(ledger)) == 2


# Which ledger


def test_the_ledger_may_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    before, after = tmp_path / "before.db", tmp_path / "after.db"
    report = _reports(tmp_path)[1]
    assert callout("--ledger", before, "add", report).status == 0
    assert callout("add", report, "--ledger", after).status == 0
    for ledger in (before, after):
        run = callout("--ledger", ledger, "claims", "--format", "jsonl")
        assert len(run.lines()) == len(_asked(ledger)) == 1


def test_the_ledger_named_after_the_command_counts_more(tmp_path: Path) -> None:
    before, after = tmp_path / "before.db", tmp_path / "after.db"
    assert callout("--ledger", before, "add", _reports(tmp_path)[1], "--ledger", after).status == 0
    assert after.exists()
    assert not before.exists()


def test_the_ledger_of_one_run_is_not_that_of_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    callout("--ledger", tmp_path / "before.db", "add", _reports(tmp_path)[1])
    run = callout("claims", "--format", "jsonl")
    assert (run.status, run.out) == (4, "")
    assert_says(run.err, "callout.db")


def test_without_a_name_the_ledger_is_that_of_the_environment_else_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = _reports(tmp_path)[1]
    named = str(tmp_path / "named.db")
    assert callout("add", report, environment={"CALLOUT_LEDGER": named}).status == 0
    assert Path(named).exists()
    assert not Path("callout.db").exists()
    assert callout("add", report).status == 0
    assert Path("callout.db").exists()


@pytest.mark.parametrize("name", ["folder/that/is/not/there.db", "mysql://host/ledger", "nonsense://x"])
def test_a_ledger_that_cannot_be_made_is_named(tmp_path: Path, name: str) -> None:
    run = callout("add", "--ledger", name, _reports(tmp_path)[1])
    assert (run.status, run.out) == (4, "")
    assert_says(run.err, name)


def test_a_file_that_is_not_a_ledger_is_named_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    before = path.read_bytes()
    for command in (["add", str(_reports(tmp_path)[1])], ["claims"], ["export"]):
        run = callout(*command, "--ledger", path)
        assert (run.status, run.out) == (4, "")
        assert_says(run.err, str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command", [["cases"], ["show", "cas_x"], ["claims"], ["document", "doc_x"], ["export"], ["cases", "--by-document"]]
)
def test_asking_a_ledger_that_is_not_there_is_an_error_and_makes_none(tmp_path: Path, command: list[str]) -> None:
    ledger = tmp_path / "missing.db"
    run = callout(*command, "--ledger", ledger)
    assert (run.status, run.out) == (4, "")
    assert_says(run.err, str(ledger), "callout add")
    assert not ledger.exists()
