"""What a hit shows: a claim or a document, with the places marked that were asked for.

Marks are ranges of code points of the words that are shown, never markup: whoever shows them escapes and wraps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, select

from callout.ledger.fulltext import Among
from callout.ledger.index import first_appearances, search_documents
from callout.ledger.query import Query, marks
from callout.ledger.tables import claims, documents
from callout.record.claim import Claim
from callout.record.document import Document
from callout.record.model import Record

SNIPPET = 240
"""Characters that a hit shows around its first mark."""
_LOOKED_AT = 200_000
"""Characters of a long document in which a mark is looked for; beyond, the hit shows the beginning."""
_MOST_MARKS = 40


class Mark(Record):
    """Code points of a snippet's `text`, end exclusive."""

    start: int
    end: int


class Snippet(Record):
    """Words of a hit. `start` is where `text` begins in the document's text; null for a title."""

    start: int | None
    text: str
    marks: tuple[Mark, ...]


class Hit(Record):
    """A claim with its document, or a document alone (`claim` is null). The document comes without its text."""

    document: Document
    claim: Claim | None
    title: Snippet | None
    words: Snippet
    recorded_at: dt.datetime


def hits_of(connection: Connection, among: Among, numbers: Sequence[int], query: Query) -> tuple[Hit, ...]:
    if among is Among.CLAIMS:
        rows = {
            row.number: row
            for row in connection.execute(
                select(claims.c.number, claims.c.document.label("id"), claims.c.body, claims.c.recorded_at).where(
                    claims.c.number.in_(numbers)
                )
            )
        }
    else:
        rows = {
            row.number: row
            for row in connection.execute(
                select(search_documents.c.number, documents.c.id, documents.c.text, documents.c.recorded_at)
                .join(documents, documents.c.id == search_documents.c.id)
                .where(search_documents.c.number.in_(numbers))
            )
        }
    first = first_appearances(connection, {row.id for row in rows.values()})
    hits = []
    for number in numbers:
        row = rows[number]
        document = first[row.id]
        claim = Claim.model_validate_json(row.body) if among is Among.CLAIMS else None
        words = _best_stretch(claim, query) if claim else _around(row.text, query)
        title = _title(document, query)
        hits.append(Hit(document=document, claim=claim, title=title, words=words, recorded_at=row.recorded_at))
    return tuple(hits)


def _title(document: Document, query: Query) -> Snippet | None:
    if document.title is None:
        return None
    return Snippet(start=None, text=document.title, marks=_marks(document.title, query))


def _marks(text: str, query: Query) -> tuple[Mark, ...]:
    return tuple(Mark(start=a, end=b) for a, b in islice(marks(text, query, _LOOKED_AT), _MOST_MARKS))


def _best_stretch(claim: Claim, query: Query) -> Snippet:
    """The stretch of the evidence with the most marks, whole: it is what the claim rests on."""
    stretches = [
        Snippet(start=evidence.start, text=evidence.exact, marks=_marks(evidence.exact, query))
        for evidence in claim.evidence
    ]
    return max(stretches, key=lambda s: len(s.marks))


def _around(text: str, query: Query) -> Snippet:
    """The words around the first mark, cut at white space; the beginning where nothing is marked."""
    first = next(marks(text, query, _LOOKED_AT), (0, 0))
    start = max(0, first[0] - SNIPPET // 3)
    if start:
        # No further than the mark.
        space = text.find(" ", start, first[0])
        start = space + 1 if space >= 0 else start
    end = max(start + SNIPPET, first[1])
    if end < len(text):
        space = text.rfind(" ", first[1], end)
        end = space if space > first[1] else end
    words = text[start:end]
    return Snippet(start=start, text=words, marks=_marks(words, query))
