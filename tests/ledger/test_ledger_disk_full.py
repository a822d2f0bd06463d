"""A disk that fills up while documents are added: the ledger stays whole, says so, and goes on when there is room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import all_rows, numbered_readings, without_times
from sqlalchemy import Engine, event, text

from callout.errors import LedgerError
from callout.ledger.dialect import open_engine
from callout.ledger.ledger import Ledger

_READINGS = numbered_readings()


@contextmanager
def _room_for(pages: int) -> Iterator[None]:
    """Every connection that is opened meanwhile may let the database grow to so many pages and no further."""

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def _pages(name: str) -> int:
    engine = open_engine(name)
    with engine.connect() as connection:
        pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    engine.dispose()
    return pages


def _add_all(name: str) -> None:
    with Ledger.open(name) as ledger:
        for reading in _READINGS:
            ledger.add(reading)


def _assert_whole(name: str) -> int:
    """Each document of the ledger has all that belongs to it. Returns their number."""
    rows = all_rows(name)
    kept = {row["id"] for row in rows["documents"]}
    expected = [r for r in _READINGS if r.document.id in kept]
    assert len(expected) == len(kept)
    assert sorted(r["document"] for r in rows["appearances"]) == sorted(kept)
    assert sorted(r["document"] for r in rows["readings"]) == sorted(kept)
    assert sorted(r["id"] for r in rows["claims"]) == sorted(c.id for r in expected for c in r.claims)
    return len(kept)


@pytest.fixture
def whole(tmp_path: Path) -> str:
    name = str(tmp_path / "whole.db")
    _add_all(name)
    return name


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_full_disk_leaves_the_ledger_whole_and_the_next_run_completes_it(
    whole: str, tmp_path: Path, share: float
) -> None:
    name = str(tmp_path / "ledger.db")
    empty = str(tmp_path / "empty.db")
    with Ledger.open(empty):
        pass
    room = _pages(empty) + int((_pages(whole) - _pages(empty)) * share)
    with _room_for(room), pytest.raises(LedgerError) as full:
        _add_all(name)
    assert full.value.where == name
    assert "full" in full.value.what
    assert "space" in full.value.remedy
    assert _pages(name) <= room
    assert 0 < _assert_whole(name) < len(_READINGS)
    _add_all(name)
    assert without_times(all_rows(name)) == without_times(all_rows(whole))


def test_a_ledger_can_be_read_while_the_disk_is_full(whole: str) -> None:
    with _room_for(_pages(whole)), Ledger.open(whole) as ledger:
        assert ledger.counts()["documents"] == len(_READINGS)
        assert ledger.add(_READINGS[0]).nothing


def test_a_disk_too_full_for_the_tables_leaves_no_half_of_them(tmp_path: Path) -> None:
    name = str(tmp_path / "ledger.db")
    with _room_for(4), pytest.raises(LedgerError, match="full"), Ledger.open(name):
        pass
    _add_all(name)
    assert _assert_whole(name) == len(_READINGS)


_ADD_WITH_LITTLE_ROOM = """
import resource, sys
from ledger_samples import numbered_readings
from callout.errors import LedgerError
from callout.ledger.ledger import Ledger

readings = numbered_readings()
with Ledger.open(sys.argv[1]) as ledger:
    ledger.add(readings[0])
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for reading in readings:
            ledger.add(reading)
    except LedgerError as error:
        print(error)
        sys.exit(error.exit_status)
"""


def test_a_file_that_the_system_lets_grow_no_further_leaves_the_ledger_whole(whole: str, tmp_path: Path) -> None:
    name = str(tmp_path / "ledger.db")
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r})\n{_ADD_WITH_LITTLE_ROOM}"
    ended = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (4, "")
    assert "disk is full or failing" in ended.stdout
    _pages(name)
    assert 0 < _assert_whole(name) < len(_READINGS)
    _add_all(name)
    assert without_times(all_rows(name)) == without_times(all_rows(whole))
