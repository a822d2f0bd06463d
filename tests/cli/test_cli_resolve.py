from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import assert_says, callout


def _countries(*arguments: str | Path) -> list[list[str]]:
    """The rows printed below `phrase` and `country`."""
    run = callout("resolve", *arguments)
    assert (run.status, run.err) == (0, "")
    assert run.out.endswith("\n")
    lines = [line.split("\t") for line in run.out.split("\n")[:-1]]
    assert lines[0] == ["phrase", "country"]
    assert all(len(line) == 2 for line in lines)
    return lines[1:]


def test_phrases_name_their_state_or_none() -> None:
    assert _countries("Russia's foreign ministry", "the mayor", "the White House", "the European Union") == [
        ["Russia's foreign ministry", "RU"],
        ["the mayor", ""],
        ["the White House", "US"],
        ["the European Union", "EU"],
    ]


def test_a_file_is_answered_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_text("date\tphrase\n2020\tthe Kremlin\n\tthe mayor\n2021-07\tChina\n", encoding="utf-8")
    assert _countries("--input", "tsv", path) == [["the Kremlin", "RU"], ["the mayor", ""], ["China", "CN"]]


def test_a_file_may_have_phrases_alone(tmp_path: Path) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_text("phrase\nthe Kremlin\n", encoding="utf-8")
    assert _countries("--input", "tsv", path) == [["the Kremlin", "RU"]]


@pytest.mark.parametrize(
    "content", [b"who\nthe Kremlin\n", b"", b"phrase\n\xff\xfe\x00", b"PHRASE\nthe Kremlin\n"], ids=repr
)
def test_a_file_without_phrases_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_bytes(content)
    run = callout("resolve", "--input", "tsv", path)
    assert (run.status, run.out) == (1, "")
    assert_says(run.err, str(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    run = callout("resolve", "--input", "tsv", tmp_path / "none.tsv")
    assert (run.status, run.out) == (1, "")
    assert_says(run.err, str(tmp_path / "none.tsv"))


@pytest.mark.parametrize("arguments", [[], ["--input", "tsv"], ["--input", "csv", "x"], ["--input", "tsv", "x", "y"]])
def test_wrong_usage_says_how_it_is_used(arguments: list[str]) -> None:
    run = callout("resolve", *arguments)
    assert (run.status, run.out) == (2, "")
    assert "--input tsv FILE" in run.err
