"""A run that is killed at any moment leaves a ledger that the next run completes: nothing twice, nothing half."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import (
    STORES,
    Rows,
    a_document,
    a_reading,
    all_rows,
    new_store,
    numbered_readings,
    three_claims,
    without_times,
)
from sqlalchemy import text

from callout.ledger.dialect import open_engine
from callout.ledger.ledger import Ledger

_READINGS = {reading.document.id: reading for reading in numbered_readings()}
_KILLED = -signal.SIGKILL
_KILLS = {"sqlite": 50, "postgresql": 20}


class Loader:
    """The program that adds the numbered readings, one process for each order."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self, name: str, *, changed: bool = False, kill_after: float | None = None, kill_at_statement: int | None = None
    ) -> tuple[int, float]:
        """The exit status of the run, and the seconds it took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"ledger": name, "changed": changed, "kill_after": kill_after, "kill_at_statement": kill_at_statement}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return int(answer["status"]), float(answer["seconds"])


@pytest.fixture(scope="module")
def loader() -> Iterator[Loader]:
    command = [sys.executable, str(Path(__file__).with_name("ledger_loader.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Loader(process)
        process.communicate()


@pytest.fixture(params=STORES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _checked(name: str) -> Rows:
    """The rows of a ledger that opens, is sound, and has each document whole. Returns them."""
    with Ledger.open(name) as ledger:
        counts = ledger.counts()
    engine = open_engine(name)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    engine.dispose()
    rows = all_rows(name)
    assert counts["documents"] == len(rows["documents"])
    for table in ("appearances", "readings", "claims"):
        assert {row["document"] for row in rows[table]} <= {row["id"] for row in rows["documents"]}
    return rows


def _assert_whole(rows: Rows) -> None:
    """Every document has its appearance, its reading and exactly its claims, all recorded at one time."""
    for row in rows["documents"]:
        reading = _READINGS[row["id"]]
        (appearance,) = [a for a in rows["appearances"] if a["document"] == row["id"]]
        (kept,) = [r for r in rows["readings"] if r["document"] == row["id"]]
        claims = [c for c in rows["claims"] if c["document"] == row["id"]]
        assert row["text"] == reading.document.text
        assert appearance["uri"] == reading.document.uri
        assert [(c["id"], c["body"]) for c in claims] == [(c.id, c.model_dump_json()) for c in reading.claims]
        assert {r["superseded_at"] for r in (kept, *claims)} == {None}
        assert {r["recorded_at"] for r in (appearance, kept, *claims)} == {row["recorded_at"]}


def test_a_ledger_survives_kills_at_any_moment_and_the_next_run_completes_it(
    loader: Loader, kind: str, tmp_path: Path
) -> None:
    chance = random.Random(20)  # noqa: S311 - moments to kill at, not a secret
    kills = unfinished = 0
    with new_store(kind, tmp_path) as whole:
        status, seconds = loader.run(whole)
        assert status == 0
        in_one_go = without_times(_checked(whole))
    assert len(in_one_go["documents"]) == len(_READINGS)
    while kills < _KILLS[kind]:
        with new_store(kind, tmp_path) as name:
            for _ in range(5):
                # Later than the start of some, so that a ledger is half made, half filled and being checked again.
                status, _seconds = loader.run(name, kill_after=chance.uniform(0, seconds))
                assert status in (0, _KILLED)
                kills += status == _KILLED
                rows = _checked(name)
                _assert_whole(rows)
                unfinished += 0 < len(rows["documents"]) < len(_READINGS)
            status, _seconds = loader.run(name)
            assert status == 0
            rows = _checked(name)
            _assert_whole(rows)
            assert without_times(rows) == in_one_go
            # And no further run finds anything left to do.
            assert loader.run(name)[0] == 0
            assert all_rows(name) == rows
    assert unfinished > 0, "no kill came between two documents: the test has lost its point"


def test_a_run_killed_at_any_statement_of_making_a_ledger_leaves_one_that_can_be_made(
    loader: Loader, kind: str, tmp_path: Path
) -> None:
    for statement in range(1, 200):
        with new_store(kind, tmp_path) as name:
            assert loader.run(name, kill_at_statement=statement)[0] == _KILLED
            rows = _checked(name)
            _assert_whole(rows)
            with Ledger.open(name) as ledger:
                document = a_document()
                assert ledger.add(a_reading(document, three_claims(document))).new_claims == 3
        if len(rows["documents"]) == 2:
            # Every statement from the first table to the second document was cut off once.
            return
    pytest.fail("two documents take over 200 statements: stop the kills earlier")


def test_a_changed_reading_killed_at_any_statement_is_in_force_whole_or_not_at_all(
    loader: Loader, kind: str, tmp_path: Path
) -> None:
    with new_store(kind, tmp_path) as name:
        assert loader.run(name)[0] == 0
        before = {c["id"] for c in _checked(name)["claims"]}
        superseded: list[int] = []
        for statement in range(1, 100):
            assert loader.run(name, changed=True, kill_at_statement=statement)[0] == _KILLED
            rows = _checked(name)
            gone = {c["id"] for c in rows["claims"] if c["superseded_at"] is not None}
            assert {c["id"] for c in rows["claims"]} == before
            for reading in _READINGS.values():
                assert gone & {c.id for c in reading.claims} in (set(), {reading.claims[0].id})
            superseded.append(len(gone))
            if len(gone) == 3:
                break
        assert superseded == sorted(superseded)
        assert superseded[0] == 0
        assert loader.run(name, changed=True)[0] == 0
        assert [c["id"] for c in _checked(name)["claims"] if c["superseded_at"] is not None] == [
            reading.claims[0].id for reading in _READINGS.values()
        ]
