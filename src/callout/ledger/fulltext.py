"""Full text search of each kind of database behind the same four functions: FTS5 of SQLite, tsvector of PostgreSQL.

Both are given tokens (tokens.py) and never a text: neither their own tokenizers nor a server's language settings decide
what is found. Neither keeps the text: what is shown comes from the ledger's own tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Double,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from callout.ledger.query import Term
from callout.ledger.tokens import words


class Among(StrEnum):
    """What is searched: claims by their words and who speaks of whom; documents by title and text."""

    CLAIMS = "claims"
    DOCUMENTS = "documents"


FIELDS = {Among.CLAIMS: ("who", "whom", "words", "about"), Among.DOCUMENTS: ("title", "body")}
_WEIGHTS = {Among.CLAIMS: (2.0, 2.0, 1.0, 0.5), Among.DOCUMENTS: (3.0, 1.0)}
_LETTERS = {Among.CLAIMS: "AABC", Among.DOCUMENTS: "AB"}

Row = tuple[int, Sequence[str]]
"""The number of a claim or document, and the text of each of its fields."""


class FullText(Protocol):
    def make(self, connection: Connection) -> None: ...

    def drop(self, connection: Connection) -> None: ...

    def add(self, connection: Connection, among: Among, rows: Sequence[Row]) -> None: ...

    def having(self, among: Among, terms: Sequence[Term], *, every: bool) -> Select[Any]:
        """The `number` of what has every term, or any of them, and its `score`: the lower the better."""

    def joined(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """The strings of all rows behind each other."""


def full_text(connection: Connection) -> FullText:
    return _tsvector() if connection.dialect.name == "postgresql" else _fts5()


def _name(among: Among) -> str:
    return f"search_{among}_words"


class Fts5:
    """One contentless table each; a row number is the number of the claim or document."""

    def __init__(self) -> None:
        self._tables = {
            among: Table(_name(among), MetaData(), Column("rowid", Integer), *(Column(f, Text) for f in fields))
            for among, fields in FIELDS.items()
        }

    def make(self, connection: Connection) -> None:
        for among, fields in FIELDS.items():
            # Marks are letters of their words, as in tokens.py; accents are gone before.
            how = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
            connection.execute(
                text(
                    f"CREATE VIRTUAL TABLE {_name(among)} "
                    f"USING fts5({', '.join(fields)}, content='', tokenize=\"{how}\", prefix='2 3')"
                )
            )

    def drop(self, connection: Connection) -> None:
        for among in Among:
            connection.execute(text(f"DROP TABLE IF EXISTS {_name(among)}"))

    def add(self, connection: Connection, among: Among, rows: Sequence[Row]) -> None:
        if rows:
            connection.execute(
                insert(self._tables[among]),
                [
                    {"rowid": number} | dict(zip(FIELDS[among], map(words, texts), strict=True))
                    for number, texts in rows
                ],
            )

    def having(self, among: Among, terms: Sequence[Term], *, every: bool) -> Select[Any]:
        table: ColumnElement[Any] = literal_column(_name(among))
        asked = (" AND " if every else " OR ").join(map(_phrase, terms))
        return (
            select(
                self._tables[among].c.rowid.label("number"),
                func.bm25(table, *_WEIGHTS[among], type_=Float).label("score"),
            )
            .select_from(self._tables[among])
            .where(table.op("MATCH")(asked))
        )

    def joined(self, column: ColumnElement[str]) -> ColumnElement[str]:
        return func.group_concat(column, "")


def _phrase(term: Term) -> str:
    """A term in FTS5's own language. Tokens hold letters, marks and digits alone: nothing in them needs escaping."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


class Tsvector:
    """A table each of numbers and tsvectors. PostgreSQL knows the places of the first 16,383 tokens of a text: beyond
    them words are found and phrases are not."""

    MOST_BYTES = 400_000
    """Tokens beyond are left out: a tsvector holds a megabyte, places included."""

    def __init__(self) -> None:
        self._tables = {
            among: Table(
                _name(among), MetaData(), Column("number", Integer, primary_key=True), Column("words", TSVECTOR)
            )
            for among in Among
        }

    def make(self, connection: Connection) -> None:
        for among, table in self._tables.items():
            table.create(connection)
            connection.execute(text(f"CREATE INDEX ix_{_name(among)} ON {_name(among)} USING gin (words)"))

    def drop(self, connection: Connection) -> None:
        for table in self._tables.values():
            table.drop(connection, checkfirst=True)

    def add(self, connection: Connection, among: Among, rows: Sequence[Row]) -> None:
        for number, texts in rows:
            vector = cast(literal(self._vector(texts, _LETTERS[among])), TSVECTOR)
            connection.execute(insert(self._tables[among]).values(number=number, words=vector))

    def _vector(self, texts: Iterable[str], letters: str) -> str:
        parts, place, left = [], 1, self.MOST_BYTES
        for field, letter in zip(texts, letters, strict=True):
            for word in words(field).split():
                left -= len(word.encode()) + 1
                if left < 0:
                    break
                parts.append(f"'{word}':{min(place, 16_383)}{letter}")
                place += 1
            # No phrase goes from one field into the next.
            place += 1
        return " ".join(parts)

    def having(self, among: Among, terms: Sequence[Term], *, every: bool) -> Select[Any]:
        table = self._tables[among]
        asked = cast(literal((" & " if every else " | ").join(map(_followed, terms))), TSQUERY)
        # In double precision: a cursor's score has to compare as equal to itself.
        score = -cast(func.ts_rank(table.c.words, asked), Double)
        return select(table.c.number, score.label("score")).where(table.c.words.op("@@")(asked))

    def joined(self, column: ColumnElement[str]) -> ColumnElement[str]:
        return func.string_agg(column, literal(""))


def _followed(term: Term) -> str:
    """A term in the language of tsquery."""
    quoted = [f"'{word}'" for word in term.words]
    quoted[-1] += ":*" if term.prefix else ""
    return f"({' <-> '.join(quoted)})"


# One of each: SQLAlchemy keeps a statement compiled only as long as it is of the same tables.


@cache
def _fts5() -> Fts5:
    return Fts5()


@cache
def _tsvector() -> Tsvector:
    return Tsvector()
