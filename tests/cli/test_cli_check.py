"""`doctor` and `schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from cli_samples import callout, empty_report, make_ledger, norway_report, us_report

_REPORTS = [
    "Norway's foreign minister, Ine Eriksen Soreide, said Russia was behind the attack on the parliament.",
    "The weather was fine.",
    "The United States and Britain said with high confidence that China's Ministry of State Security was behind the "
    "attack on Microsoft Exchange in March 2021, which exploited CVE-2021-26855. “We reject these accusations,” "
    "China's foreign ministry spokesman Zhao Lijian said on Tuesday. The Justice Department charged four Chinese "
    "nationals. Microsoft blamed a group that it calls Hafnium, which is very likely state-sponsored.",
]


def _schema(*what: str) -> Any:
    run = callout("schema", *what)
    assert (run.status, run.err) == (0, "")
    return run.json()


def _validator(schema: Any) -> Any:
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The outputs of `read`, with and without each option."""
    table = tmp_path_factory.mktemp("check") / "t.jsonl"
    rows = [{"id": n, "text": text, "published": "2021-07-20"} for n, text in enumerate(_REPORTS, start=1)]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = []
    for options in ([], ["--speech"], ["--dropped"], ["--speech", "--dropped"]):
        run = callout("read", table, "--format", "jsonl", *options)
        assert run.status == 0
        found += run.lines()
    return found


@pytest.mark.parametrize("what", [[], ["reading"], ["case"]])
def test_the_schema_is_valid_json_schema(what: list[str]) -> None:
    schema = _schema(*what)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"


def test_the_schema_is_that_of_a_reading_where_nothing_is_named() -> None:
    assert _schema() == _schema("reading")


def test_every_reading_keeps_to_its_schema(readings: list[Any]) -> None:
    validator = _validator(_schema("reading"))
    assert any(r["claims"] for r in readings)
    for reading in readings:
        assert list(validator.iter_errors(reading)) == []


def test_the_schema_refuses_what_is_not_a_reading(readings: list[Any]) -> None:
    validator = _validator(_schema("reading"))
    whole = next(r for r in readings if r["claims"])
    for wrong in (
        {k: v for k, v in whole.items() if k != "document"},
        whole | {"document": None},
        whole | {"invented": 1},
        whole | {"claims": [whole["claims"][0] | {"act": "guess"}]},
        whole | {"claims": [{k: v for k, v in whole["claims"][0].items() if k != "evidence"}]},
    ):
        assert not validator.is_valid(wrong)


def test_the_schema_names_the_fields_as_the_output_does(readings: list[Any]) -> None:
    claim = next(r for r in readings if r["claims"])["claims"][0]
    assert set(_schema("reading")["$defs"]["Claim"]["properties"]) == set(claim)
    assert {"class", "with"} <= set(claim)


def test_every_case_keeps_to_its_schema(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "l.db", then=[norway_report(), us_report()])
    validator = _validator(_schema("case"))
    cases = callout("cases", "--ledger", ledger, "--format", "jsonl").lines()
    assert len(cases) == 2
    for case in cases:
        assert list(validator.iter_errors(case)) == []


def test_doctor_finds_nothing_wrong_where_all_works(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "l.db", then=[norway_report(), empty_report()])
    run = callout("doctor", "--ledger", ledger)
    assert (run.status, run.err) == (0, "")
    assert str(ledger) in run.out
    assert "2 documents" in run.out
    assert "2 claims" in run.out
    assert "wrong" not in run.out


def test_doctor_makes_no_ledger(tmp_path: Path) -> None:
    run = callout("doctor", "--ledger", tmp_path / "none.db")
    assert run.status == 0
    assert "callout add" in run.out
    assert not (tmp_path / "none.db").exists()


def test_doctor_names_what_is_wrong_with_the_ledger_and_checks_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    run = callout("doctor", "--ledger", path)
    assert run.status == 4
    (wrong,) = [line for line in run.out.splitlines() if line.startswith("wrong")]
    assert str(path) in wrong
    assert "another file" in wrong
    assert "language pipeline" in run.out


def test_doctor_names_what_is_wrong_with_the_engine_and_checks_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from callout.errors import EngineError

    def missing() -> None:
        raise EngineError("the language pipeline", "it is not installed", "Install the pinned requirements")

    monkeypatch.setattr("callout.reading.syntax.pipeline", missing)
    run = callout("doctor", "--ledger", tmp_path / "none.db")
    assert run.status == 3
    assert "Install the pinned requirements" in run.out
    assert "none.db" in run.out
