"""Several processes add to one ledger at the same time: all succeed, and nothing is there twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import STORES, a_document, a_reading, all_rows, new_store, numbered_readings, three_claims

from callout.ledger.ledger import Ledger

_ADD = """
import sys
from ledger_samples import numbered_readings
from callout.ledger.ledger import Ledger

name, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
readings = numbered_readings()[first:last]
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(name) as ledger:
    added = [ledger.add(reading) for reading in readings]
print(sum(a.new_document for a in added), sum(a.new_claims for a in added))
"""

_READINGS = numbered_readings()


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        with Ledger.open(name):
            pass
        yield name


def _add_at_once(name: str, *shares: tuple[int, int]) -> list[tuple[int, int]]:
    """Adds each share of the readings in a process of its own, all let go together.

    Returns how many new documents and claims each of them reports.
    """
    here = str(Path(__file__).parent)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {here!r})\n{_ADD}", name, str(first), str(last)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first, last in shares
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    results = []
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        documents, claims = out.split()
        results.append((int(documents), int(claims)))
    return results


def _assert_complete(name: str) -> None:
    rows = all_rows(name)
    claims = sorted(c.id for r in _READINGS for c in r.claims)
    assert sorted(r["id"] for r in rows["documents"]) == sorted(r.document.id for r in _READINGS)
    assert sorted(r["uri"] for r in rows["appearances"]) == sorted(r.document.uri for r in _READINGS)
    assert len(rows["readings"]) == len(_READINGS)
    assert sorted(r["id"] for r in rows["claims"]) == claims
    assert {r["superseded_at"] for r in rows["claims"]} == {None}


def test_two_processes_that_add_different_reports_both_succeed(store: str) -> None:
    assert _add_at_once(store, (0, 15), (15, 30)) == [
        (15, sum(len(r.claims) for r in _READINGS[:15])),
        (15, sum(len(r.claims) for r in _READINGS[15:])),
    ]
    _assert_complete(store)


def test_two_processes_that_add_the_same_reports_both_succeed_and_add_them_once(store: str) -> None:
    one, other = _add_at_once(store, (0, 30), (0, 30))
    assert one[0] + other[0] == len(_READINGS)
    assert one[1] + other[1] == sum(len(r.claims) for r in _READINGS)
    _assert_complete(store)


def test_what_one_adds_another_that_has_the_ledger_open_sees(store: str) -> None:
    document = a_document()
    with Ledger.open(store) as one, Ledger.open(store) as other:
        assert other.claims() == []
        one.add(a_reading(document, three_claims(document)))
        assert len(other.claims()) == 3
        assert other.add(a_reading(document, three_claims(document))).nothing


def test_times_of_recording_follow_the_order_of_writing_whoever_writes(store: str) -> None:
    _add_at_once(store, (0, 30), (10, 30))
    for table in ("appearances", "readings", "claims"):
        times = [row["recorded_at"] for row in all_rows(store)[table]]
        assert times == sorted(times)
