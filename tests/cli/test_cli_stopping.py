"""What ends a run before its end: the user, a closed pipe, a full disk."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import BEFORE, PROGRAM, a_claim, a_reading, assert_says, callout, empty_report, make_ledger

from callout.ledger.ledger import Ledger
from callout.record.document import Document
from callout.record.reading import Reading

_MANY = 400

# Where the tests run in the background, a shell has made them ignore what Ctrl-C sends.
_STOPPABLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
_PROGRAM_IN_FRONT = (sys.executable, "-c", _STOPPABLE + "from callout.cli.app import main; main()")


def _report(number: int) -> str:
    return (
        "Norway's foreign minister, Ine Eriksen Soreide, said Russia was behind the attack on the parliament. "
        f"This is report {number}."
    )


def _documents_in(ledger: Path) -> int:
    """How many documents another process has added so far."""
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    finally:
        connection.close()


def test_ctrl_c_stops_adding_and_the_same_command_goes_on(tmp_path: Path) -> None:
    table, ledger = tmp_path / "many.jsonl", tmp_path / "ledger.db"
    rows = [json.dumps({"id": f"r{n}", "text": _report(n)}) + "\n" for n in range(_MANY)]
    table.write_text("".join(rows), encoding="utf-8")
    make_ledger(ledger, then=[])
    command = [*_PROGRAM_IN_FRONT, "add", str(table), "--ledger", str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        give_up = time.monotonic() + 60
        while _documents_in(ledger) < 3:
            assert process.poll() is None
            assert time.monotonic() < give_up
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    with Ledger.open(str(ledger)) as kept:
        counts = kept.counts()
    assert 3 <= counts["documents"] < _MANY
    # Whole: one appearance and one claim for each document that is there.
    assert set(counts.values()) == {counts["documents"]}
    few = tmp_path / "few.jsonl"
    few.write_text("".join(rows[: counts["documents"] + 2]), encoding="utf-8")
    again = callout("add", few, "--ledger", ledger)
    assert again.status == 0
    assert "2 new documents" in again.err


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose claims do not fit into a pipe."""
    readings: list[Reading] = []
    for number in range(10):
        sentences = [f"In case {number} Norway named culprit {part}." for part in range(30)]
        document = Document.of(" ".join(sentences), f"{number}.txt")
        readings.append(a_reading(document, *(a_claim(document, words, "NO", ["RU"]) for words in sentences)))
    return make_ledger(tmp_path_factory.mktemp("large") / "ledger.db", then=readings)


@pytest.mark.parametrize("how", ["jsonl", "json", "table"])
def test_a_reader_that_goes_away_after_a_line_is_no_error(large: Path, how: str) -> None:
    command = [*PROGRAM, "claims", "--ledger", str(large), "--format", how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_reader_that_was_never_there_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = subprocess.run([*PROGRAM, "--version"], stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_on_a_full_disk_is_one_line_of_error(large: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*PROGRAM, "export", "--ledger", str(large)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert_says(ended.stderr, "No space left")


def test_asking_writes_nothing_so_that_it_may_be_stopped_at_any_time(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "ledger.db", then=[empty_report()])
    before = ledger.read_bytes()
    for command in (["claims"], ["cases"], ["export"], ["cases", "--as-of", BEFORE.isoformat()]):
        assert callout(*command, "--ledger", ledger).status == 0
    assert ledger.read_bytes() == before
