from __future__ import annotations

import importlib.util
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import POSTGRESQL, STORES, a_document, a_reading, all_rows, new_store, three_claims
from sqlalchemy import Engine, event, text

from callout.errors import LedgerError
from callout.ledger.dialect import open_engine
from callout.ledger.ledger import Ledger


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


def _refusal(name: str | Path) -> LedgerError:
    """The error that opening the ledger gives; it has to name the ledger and a remedy, on one line."""
    with pytest.raises(LedgerError) as refused, Ledger.open(str(name)):
        pass
    error = refused.value
    assert error.exit_status == 4
    assert error.what
    assert error.remedy
    assert "\n" not in str(error)
    return error


def _execute(name: str, *statements: str) -> None:
    engine = open_engine(name)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _filled(name: str) -> None:
    with Ledger.open(name) as ledger:
        document = a_document()
        ledger.add(a_reading(document, three_claims(document)))


def test_a_new_ledger_is_empty(store: str) -> None:
    with Ledger.open(store) as ledger:
        assert ledger.counts() == {"documents": 0, "appearances": 0, "claims": 0}
        assert ledger.claims() == []
        assert ledger.documents() == []
        assert ledger.conducts() == {}


@pytest.mark.skipif(
    POSTGRESQL is None,
    reason="set CALLOUT_TEST_POSTGRESQL to a database URL to run all tests of the ledger on PostgreSQL too",
)
def test_a_postgresql_database_keeps_a_ledger(tmp_path: Path) -> None:
    with new_store("postgresql", tmp_path) as name:
        _filled(name)
        with Ledger.open(name) as ledger:
            assert ledger.counts() == {"documents": 1, "appearances": 1, "claims": 3}


def test_opening_again_changes_nothing(store: str) -> None:
    _filled(store)
    before = all_rows(store)
    for _ in range(3):
        with Ledger.open(store):
            pass
    assert all_rows(store) == before


def test_a_ledger_may_be_named_by_a_url(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    _filled(f"sqlite:///{path}")
    with Ledger.open(str(path)) as ledger:
        assert ledger.counts()["documents"] == 1


def test_names_with_spaces_and_signs_are_file_names(tmp_path: Path) -> None:
    for name in ("a ledger.db", "half 50%.db", "né#1.db"):
        _filled(str(tmp_path / name))
        assert (tmp_path / name).is_file(), name
    with Ledger.open(str(tmp_path / "half 50%.db")) as ledger:
        assert ledger.counts()["claims"] == 3


# What is not a ledger


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 100, bytes(range(256)) * 40, b"SQLite format 3\x00" + b"?" * 4096]
)
def test_a_file_that_is_not_a_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "diary.db"
    path.write_bytes(content)
    assert str(path) in _refusal(path).where
    assert path.read_bytes() == content


def test_a_damaged_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    _filled(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    assert str(path) in _refusal(path).where


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in _refusal(tmp_path).where


def test_a_database_with_other_tables_is_refused_and_left_as_it_was(store: str) -> None:
    _execute(store, "CREATE TABLE recipes (name VARCHAR(20))", "INSERT INTO recipes VALUES ('soup')")
    assert "other tables" in _refusal(store).what
    engine = open_engine(store)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM recipes")).scalars().all() == ["soup"]
        with pytest.raises(Exception, match="alembic_version"):
            connection.execute(text("SELECT * FROM alembic_version"))
    engine.dispose()


def test_a_ledger_of_a_newer_callout_is_refused_and_left_as_it_was(store: str) -> None:
    _filled(store)
    before = all_rows(store)
    _execute(store, "UPDATE alembic_version SET version_num = '9001'")
    error = _refusal(store)
    assert "9001" in error.what
    assert "Upgrade" in error.remedy
    assert all_rows(store) == before


# Where no ledger can be


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    error = _refusal(tmp_path / "nowhere" / "ledger.db")
    assert str(tmp_path / "nowhere") in str(error)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["mysql://host/ledger", "ftp://host/ledger.db", "https://example.org/", "nonsense://"])
def test_an_address_of_no_known_database_is_refused(name: str) -> None:
    assert name in _refusal(name).where


@pytest.mark.skipif(importlib.util.find_spec("psycopg") is not None, reason="psycopg is installed")
def test_postgresql_without_its_driver_says_what_to_install() -> None:
    assert "callout[postgresql]" in _refusal("postgresql://localhost/ledger").remedy


@contextmanager
def _read_only(path: Path) -> Iterator[None]:
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(before & ~0o222)
    try:
        if os.access(path, os.W_OK):
            pytest.skip("this user may write what is read-only (root)")
        yield
    finally:
        path.chmod(before)


def _refused_to_add(name: str) -> LedgerError:
    document = a_document("Something new.", "new.txt")
    with pytest.raises(LedgerError) as refused, Ledger.open(name) as ledger:
        ledger.add(a_reading(document, []))
    assert name in refused.value.where
    assert refused.value.remedy
    return refused.value


def test_a_read_only_file_is_not_written_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    _filled(str(path))
    before = all_rows(str(path))
    with _read_only(path):
        assert "write" in _refused_to_add(str(path)).remedy
    assert all_rows(str(path)) == before


def test_a_ledger_in_a_read_only_folder_is_not_written_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "ledger.db"
    path.parent.mkdir()
    _filled(str(path))
    before = all_rows(str(path))
    with _read_only(path.parent):
        _refused_to_add(str(path))
    assert all_rows(str(path)) == before


def test_no_ledger_is_made_in_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    with _read_only(folder):
        assert str(folder) in _refusal(folder / "ledger.db").where


def test_a_database_that_takes_no_writing_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    _filled(str(path))
    before = all_rows(str(path))

    def refuse_writing(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(Engine, "connect", refuse_writing)
    try:
        assert "write" in _refused_to_add(str(path)).remedy
    finally:
        event.remove(Engine, "connect", refuse_writing)
    assert all_rows(str(path)) == before


def test_a_ledger_that_another_process_keeps_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.ledger.dialect.WAIT_SECONDS", 0.1)
    path = tmp_path / "ledger.db"
    _filled(str(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "another process" in _refused_to_add(str(path)).what
        with Ledger.open(str(path)) as ledger:
            # Who only reads is not held up.
            assert len(ledger.claims()) == 3
        other.execute("ROLLBACK")
