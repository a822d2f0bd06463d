from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import (
    NORWAY_SAYS,
    RUSSIA_DENIES,
    US_SAYS,
    assert_says,
    callout,
    empty_report,
    make_ledger,
    norway_report,
    us_report,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "ledger.db"
    return make_ledger(path, then=[norway_report(), empty_report(), us_report()])


def _words(ledger: Path, *arguments: str) -> list[str]:
    run = callout("claims", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert (run.status, run.err) == (0, "")
    return [claim["evidence"][0]["exact"] for claim in run.lines()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], [NORWAY_SAYS, RUSSIA_DENIES, US_SAYS]),
        (["--act", "attribute"], [NORWAY_SAYS, US_SAYS]),
        (["--act", "deny"], [RUSSIA_DENIES]),
        (["--act", "sanction"], []),
        (["--class", "response"], [RUSSIA_DENIES]),
        (["--class", "attribution"], [NORWAY_SAYS, US_SAYS]),
        (["--claimant", "NO"], [NORWAY_SAYS]),
        (["--claimant", "united"], [US_SAYS]),
        (["--claimant", "nobody"], []),
        (["--accused", "RU"], [NORWAY_SAYS]),
        (["--accused", "cn"], [US_SAYS]),
        (["--standing", "past"], [US_SAYS]),
        (["--standing", "asserted"], [NORWAY_SAYS, RUSSIA_DENIES]),
        (["--class", "attribution", "--standing", "asserted", "--accused", "RU"], [NORWAY_SAYS]),
        (["--class", "attribution", "--accused", "FR"], []),
    ],
)
def test_claims_are_chosen_by(ledger: Path, arguments: list[str], words: list[str]) -> None:
    assert _words(ledger, *arguments) == words


def test_claims_are_chosen_by_document(ledger: Path) -> None:
    assert _words(ledger, "--document", us_report().document.id) == [US_SAYS]
    assert _words(ledger, "--document", empty_report().document.id) == []


@pytest.mark.parametrize(
    ("option", "wrong"),
    [("--act", "attributes"), ("--act", "Attribute"), ("--class", "attribute"), ("--standing", "asserted?")],
)
def test_a_filter_of_no_known_value_is_wrong_usage(ledger: Path, option: str, wrong: str) -> None:
    run = callout("claims", "--ledger", ledger, option, wrong)
    assert (run.status, run.out) == (2, "")
    assert option in run.err
    assert repr(wrong) in run.err


def test_json_is_one_array_of_the_same_claims(ledger: Path) -> None:
    as_lines = callout("claims", "--ledger", ledger, "--format", "jsonl").lines()
    assert callout("claims", "--ledger", ledger, "--format", "json").json() == as_lines
    assert callout("claims", "--ledger", ledger).json() == as_lines


def test_claims_have_their_public_names(ledger: Path) -> None:
    claim = callout("claims", "--ledger", ledger, "--act", "deny", "--format", "jsonl").lines()[0]
    assert (claim["class"], claim["with"]) == ("response", [])
    assert not {"act_class", "partners"} & claim.keys()


def test_claims_of_no_ledger_is_an_error(tmp_path: Path) -> None:
    run = callout("claims", "--ledger", tmp_path / "none.db")
    assert (run.status, run.out) == (4, "")
    assert_says(run.err, str(tmp_path / "none.db"))
