from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_samples import START, STORES, a_document, a_reading, new_store, three_claims
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from callout.ledger.dialect import open_engine
from callout.ledger.ledger import Ledger
from callout.ledger.migrate import HEAD, migrate, version_of
from callout.ledger.tables import claims, metadata, readings


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


def _scripts() -> ScriptDirectory:
    found = importlib.util.find_spec("callout.ledger")
    assert found is not None
    assert found.origin is not None
    config = Config()
    config.set_main_option("script_location", str(Path(found.origin).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_migrations_make_the_tables_that_the_code_speaks_of(store: str) -> None:
    with Ledger.open(store):
        pass
    engine = open_engine(store)
    with engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True, "include_name": _is_migrated}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _is_migrated(name: str | None, kind: str, _parents: object) -> bool:
    """All tables but those of the search, which are made from the others."""
    return kind != "table" or not str(name).startswith("search_")


def test_a_migrated_ledger_has_the_constraints_of_one_made_from_the_tables(store: str, tmp_path: Path) -> None:
    with Ledger.open(store):
        pass
    kind = "sqlite" if store.endswith(".db") else "postgresql"
    with new_store(kind, tmp_path) as from_tables:
        made, migrated = open_engine(from_tables), open_engine(store)
        metadata.create_all(made)
        for table in metadata.tables:
            one, other = inspect(made), inspect(migrated)
            assert {c["name"]: c["nullable"] for c in one.get_columns(table)} == {
                c["name"]: c["nullable"] for c in other.get_columns(table)
            }
            assert (
                one.get_pk_constraint(table)["constrained_columns"]
                == (other.get_pk_constraint(table)["constrained_columns"])
            )
            assert [(k["constrained_columns"], k["referred_table"]) for k in one.get_foreign_keys(table)] == [
                (k["constrained_columns"], k["referred_table"]) for k in other.get_foreign_keys(table)
            ]
            assert {(i["name"], i["unique"]) for i in one.get_indexes(table)} == {
                (i["name"], i["unique"]) for i in other.get_indexes(table)
            }
            assert {tuple(u["column_names"]) for u in one.get_unique_constraints(table)} == {
                tuple(u["column_names"]) for u in other.get_unique_constraints(table)
            }
        made.dispose()
        migrated.dispose()


def test_the_newest_migration_is_the_version_that_the_code_asks_for() -> None:
    assert _scripts().get_heads() == [HEAD]


def test_the_migrations_are_one_line_of_rising_numbers() -> None:
    revisions = [script.revision for script in _scripts().walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert _scripts().get_bases() == [revisions[-1]]


def test_an_empty_database_has_no_version_and_a_ledger_has_the_newest(store: str) -> None:
    engine = open_engine(store)
    with engine.connect() as connection:
        assert version_of(connection, store) is None
    with Ledger.open(store):
        pass
    with engine.connect() as connection:
        assert version_of(connection, store) == HEAD
    engine.dispose()


def test_migrating_twice_is_migrating_once(store: str) -> None:
    engine = open_engine(store)
    for _ in range(2):
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            migrate(connection, store)
            assert version_of(connection, store) == HEAD
    engine.dispose()


def test_a_migration_that_is_given_up_leaves_nothing(store: str) -> None:
    engine = open_engine(store)
    with engine.connect().execution_options(writing=True) as connection:
        attempt = connection.begin()
        migrate(connection, store)
        attempt.rollback()
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_the_database_itself_refuses_a_second_current_row(store: str) -> None:
    document = a_document()
    reading = a_reading(document, three_claims(document))
    with Ledger.open(store) as ledger:
        ledger.add(reading)
    engine = open_engine(store)
    for table, key in ((claims, claims.c.id), (readings, readings.c.document)):
        with engine.connect() as connection:
            row = dict(connection.execute(select(table).order_by(key).limit(1)).one()._mapping)
        del row["number"]
        with engine.begin() as connection:
            # A past version beside the current one is what the tables are for.
            connection.execute(insert(table).values(row | {"superseded_at": START}))
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(insert(table).values(row))
    engine.dispose()


def test_a_ledger_of_the_first_version_is_brought_to_the_newest_with_all_that_it_held(store: str) -> None:
    document = a_document()
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, three_claims(document)))
    engine = open_engine(store)
    newer = sorted(set(metadata.tables) - {"documents", "appearances", "readings", "claims"})
    made = [name for name in inspect(engine).get_table_names() if name in ("search_state", *newer)]
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        for name in made:
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    with Ledger.open(store) as ledger:
        assert ledger.counts()["claims"] == 3
        assert ledger.search("norway").total == 1
        assert ledger.access.all() == []
    with engine.connect() as connection:
        assert version_of(connection, store) == HEAD
    engine.dispose()
