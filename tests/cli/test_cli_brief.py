from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import NORWAY_SAYS, callout, empty_report, make_ledger, norway_report, us_report


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "ledger.db"
    return make_ledger(path, then=[norway_report(), empty_report(), us_report()])


def test_the_brief_comes_in_three_forms(ledger: Path) -> None:
    brief = callout("brief", "--ledger", ledger, "--since", "2000-01-01", "--format", "json").json()
    words = [line["words"]["exact"] for case in brief["cases"] for line in case["lines"]]
    assert NORWAY_SAYS in words
    markdown = callout("brief", "--ledger", ledger, "--since", "2000-01-01")
    assert (markdown.status, markdown.err) == (0, "")
    assert markdown.out.startswith("# Brief: 2000-01-01 to ")
    page = callout("brief", "--ledger", ledger, "--since", "2000-01-01", "--format", "html")
    assert page.out.startswith("<!DOCTYPE html>")
    assert NORWAY_SAYS in page.out


def test_before_anything_was_known_nothing_is_new(ledger: Path) -> None:
    run = callout("brief", "--ledger", ledger, "--since", "2000-01-01", "--until", "2000-12-31")
    assert "Nothing new" in run.out


@pytest.mark.parametrize(
    "arguments", [[], ["--since", "yesterday"], ["--since", "2026-11-22", "--until", "2026-11-21"]]
)
def test_a_period_that_is_none_is_refused(ledger: Path, arguments: list[str]) -> None:
    run = callout("brief", "--ledger", ledger, *arguments)
    assert (run.status, run.out) == (2, "")
