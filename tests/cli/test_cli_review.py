"""`callout review`: what waits, and deciding on it from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli_samples import assert_says, callout, make_ledger, norway_report, us_report

from callout.casebook.queue import queue
from callout.casebook.shelf import place_waiting
from callout.cli.review import ask_for_each
from callout.ledger.ledger import Ledger

NORWAY_CLAIM = norway_report().claims[0].id
BY = ("--by", "Ada", "--why", "read side by side")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "callout.db", then=[norway_report()], now=[us_report()])


def decide(ledger: Path, *arguments: str) -> str:
    run = callout("review", *arguments, *BY, "--ledger", ledger)
    assert run.status == 0, run.err
    assert run.err.count("\n") == 1
    return run.out.strip()


def status_of(ledger: Path, claim: str = NORWAY_CLAIM) -> str:
    (found,) = [c for c in callout("claims", "--ledger", ledger).json() if c["id"] == claim]
    return str(found.get("status", "read"))


def test_without_a_person_nothing_is_decided_and_the_error_says_how_to_name_one(ledger: Path) -> None:
    run = callout("review", "confirm", NORWAY_CLAIM, "--why", "read", "--ledger", ledger)
    assert (run.status, run.out) == (2, "")
    assert_says(run.err, "--by", "CALLOUT_BY")
    assert status_of(ledger) == "read"


def test_without_a_reason_nothing_is_decided(ledger: Path) -> None:
    run = callout("review", "confirm", NORWAY_CLAIM, "--by", "Ada", "--ledger", ledger)
    assert run.status == 2
    assert_says(run.err, "--why")


def test_the_person_may_be_named_by_the_environment(ledger: Path) -> None:
    run = callout(
        "review", "reject", NORWAY_CLAIM, "--why", "read", "--ledger", ledger, environment={"CALLOUT_BY": "Bo"}
    )
    assert run.status == 0
    (decision,) = callout("review", "decisions", "--ledger", ledger).json()
    assert (decision["by"], decision["kind"], decision["holds"]) == ("Bo", "reject", True)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("confirm", "confirmed"), ("reject", "false"), ("doubt", "uncertain"), ("withdraw", "withdrawn")],
)
def test_a_decision_on_a_claim_is_shown_as_its_status_until_it_is_undone(ledger: Path, kind: str, status: str) -> None:
    decision = decide(ledger, kind, NORWAY_CLAIM)
    assert status_of(ledger) == status
    shown = callout("claims", "--status", status, "--format", "table", "--ledger", ledger)
    assert NORWAY_CLAIM in shown.out
    decide(ledger, "undo", decision)
    assert status_of(ledger) == "read"


def test_fields_are_corrected_by_json(ledger: Path) -> None:
    decide(ledger, "correct", NORWAY_CLAIM, "--field", 'act="suspect"', "--field", 'confidence={"phrase": "likely"}')
    (claim,) = [c for c in callout("claims", "--ledger", ledger).json() if c["id"] == NORWAY_CLAIM]
    assert (claim["act"], claim["confidence"], claim["status"]) == (
        "suspect",
        {"phrase": "likely", "level": None},
        "corrected",
    )


@pytest.mark.parametrize("field", ["act=suspect", "act", "colour=1", 'act="guess"'])
def test_a_field_that_is_none_is_refused(ledger: Path, field: str) -> None:
    run = callout("review", "correct", NORWAY_CLAIM, "--field", field, *BY, "--ledger", ledger)
    assert run.status == 2
    assert status_of(ledger) == "read"


def test_cases_are_merged_linked_and_split(ledger: Path) -> None:
    one, other = (case["id"] for case in callout("cases", "--ledger", ledger).json())
    linked = decide(ledger, "link", one, other)
    assert any("Ada" in link["reason"] for c in callout("cases", "--ledger", ledger).json() for link in c["links"])
    decide(ledger, "undo", linked)
    decide(ledger, "merge", one, other)
    (case,) = callout("cases", "--ledger", ledger).json()
    decide(ledger, "split", case["id"], us_report().document.id)
    assert len(callout("cases", "--ledger", ledger).json()) == 2


def test_names_are_held_to_be_one_or_two(ledger: Path) -> None:
    decide(ledger, "same", "APT28", "Fancy Bear")
    decide(ledger, "different", "APT28", "APT29")
    kinds = [d["kind"] for d in callout("review", "decisions", "--ledger", ledger).json()]
    assert kinds == ["same", "different"]


def test_what_is_not_in_the_ledger_is_named(ledger: Path) -> None:
    run = callout("review", "confirm", "clm_none", *BY, "--ledger", ledger)
    assert run.status == 5
    assert_says(run.err, "clm_none")


def test_the_list_says_why_each_waits_and_a_decision_takes_it_away(ledger: Path, tmp_path: Path) -> None:
    decide(ledger, "doubt", NORWAY_CLAIM)
    (waiting,) = callout("review", "--format", "jsonl", "--ledger", ledger).lines()
    assert (waiting["wants"], waiting["claim"]) == ("left-open", NORWAY_CLAIM)
    assert "Ada" in waiting["why"]
    table = callout("review", "--format", "table", "--wants", "left-open", "--ledger", ledger)
    assert NORWAY_CLAIM in table.out
    assert callout("review", "--wants", "hedged", "--ledger", ledger).json() == []
    decide(ledger, "confirm", NORWAY_CLAIM)
    assert callout("review", "--ledger", ledger).json() == []


def test_what_no_reading_finds_any_more_is_listed_where_it_is_asked_for(ledger: Path) -> None:
    with Ledger.open(str(ledger)) as kept:
        kept.add(norway_report().model_copy(update={"claims": norway_report().claims[1:]}))
        place_waiting(kept)
    (gone,) = callout("claims", "--status", "superseded", "--ledger", ledger).json()
    assert (gone["id"], gone["status"]) == (NORWAY_CLAIM, "superseded")
    assert NORWAY_CLAIM not in callout("claims", "--ledger", ledger).out
    assert callout("claims", "--status", "maybe", "--ledger", ledger).status == 2


@pytest.mark.parametrize(
    ("key", "kinds"), [("c", ["confirm"]), ("r", ["reject"]), ("s", []), ("q", [])], ids=["yes", "no", "skip", "quit"]
)
def test_asked_one_by_one_a_key_decides(
    ledger: Path, key: str, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(ledger, "doubt", NORWAY_CLAIM)
    monkeypatch.setattr("click.getchar", lambda: key)
    monkeypatch.setattr("click.prompt", lambda what: "read again")
    with Ledger.open(str(ledger)) as kept:
        ask_for_each(kept, queue(kept), "Ada")
        made = [k.decision for k in kept.decisions()][1:]
    assert [(d.kind.value, d.by, d.why) for d in made] == [(kind, "Ada", "read again") for kind in kinds]


def test_an_unknown_reason_is_refused(ledger: Path) -> None:
    run = callout("review", "--wants", "coffee", "--ledger", ledger)
    assert run.status == 2
    assert "left-open" in run.err


def test_asking_one_by_one_needs_a_terminal(ledger: Path) -> None:
    assert callout("review", "--interactive", "--ledger", ledger).status == 2


def test_the_case_says_what_was_decided_on(ledger: Path) -> None:
    decide(ledger, "withdraw", NORWAY_CLAIM)
    (case,) = [c for c in callout("cases", "--ledger", ledger).json() if NORWAY_CLAIM in json.dumps(c)]
    page = callout("show", case["id"], "--format", "table", "--ledger", ledger).out
    assert "Decided on" in page
    assert "withdrawn" in page
    (shown,) = callout("show", case["id"], "--ledger", ledger).json()
    assert {c["id"]: c.get("status") for c in shown["claims"]}[NORWAY_CLAIM] == "withdrawn"


def test_an_export_has_the_status_and_what_only_a_decision_keeps(ledger: Path) -> None:
    decide(ledger, "confirm", NORWAY_CLAIM)
    with Ledger.open(str(ledger)) as kept:
        kept.add(norway_report().model_copy(update={"claims": norway_report().claims[1:]}))
        place_waiting(kept)
    rows = list(csv.DictReader(callout("export", "--format", "csv", "--ledger", ledger).out.splitlines()))
    assert {row["status"] for row in rows if row["claim"] == NORWAY_CLAIM} == {"confirmed"}
    assert {row["status"] for row in rows if row["claim"] != NORWAY_CLAIM} == {"read"}
    out = callout("export", "--ledger", ledger).json()
    assert {c["id"]: c.get("status") for c in out["claims"]}[NORWAY_CLAIM] == "confirmed"
