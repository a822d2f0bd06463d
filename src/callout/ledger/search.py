"""Asking the ledger in words: claims or documents that have them, with the places marked, facets counted, page by page.

What must stay true: nothing that is typed raises; a hit's marks are ranges of code points of the words that it shows,
never markup; facets count everything that was found, not the page; a search as of a day finds what was known then.
A cursor holds the moment of its first page, so that what is added meanwhile does not shift the pages behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, false, func, or_, select, tuple_

from callout.errors import QuestionError
from callout.ledger.cursor import Place
from callout.ledger.facets import Facet, count_claims, count_documents, written
from callout.ledger.fulltext import Among, full_text
from callout.ledger.hits import Hit, hits_of
from callout.ledger.index import FACETS, code, search_claims, search_documents, search_values
from callout.ledger.query import Query, Term, parse_query
from callout.record.model import Record

MOST_HITS = 200
"""Hits of one page at most."""
MOST_VALUES_WANTED = 50
"""Values of one facet that may be asked for."""


class Order(StrEnum):
    """`best`: the most telling words first; `newest`: by the day that the claim was said or the document published."""

    BEST = "best"
    NEWEST = "newest"


class Wanted(Record):
    """What hits must have: one of the values of every facet named. Days are inclusive; an undated hit has none.

    `claimant` and `source` are values of the facet, or a part of them where there is no such value.
    """

    claimant: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    tie: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


class Found(Record):
    """One page. `understood` is the query as it was read; `cursor` asks for the next page, null on the last one."""

    understood: str
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    cursor: str | None


def search(
    connection: Connection,
    written_query: str,
    *,
    among: Among,
    wanted: Wanted,
    order: Order | None,
    limit: int,
    cursor: str | None,
    as_of: dt.datetime | None,
    now: dt.datetime,
) -> Found:
    """One page of hits. Raises QuestionError for a cursor that is not of this search, a limit below one, or too
    many values of a facet."""
    if limit < 1:
        raise QuestionError("limit", f"{limit} is not a number of hits", f"Ask for 1 to {MOST_HITS}")
    for facet in FACETS:
        if len(getattr(wanted, facet)) > MOST_VALUES_WANTED:
            raise QuestionError(facet, "too many values are asked for", f"Name {MOST_VALUES_WANTED} at most")
    query = parse_query(written_query)
    by = order or (Order.BEST if query.wanted else Order.NEWEST)
    by = by if query.wanted else Order.NEWEST
    asked = [written_query, among, wanted.model_dump(mode="json"), by]
    place = Place.of(cursor, asked, by_day=by is Order.NEWEST) if cursor else None
    known_at = as_of or (place.known_at if place else None)
    asking = _Asking(connection, query, among, wanted, known_at)
    page = asking.page(by, min(limit, MOST_HITS), place)
    more = None
    if len(page) > min(limit, MOST_HITS):
        page = page[:-1]
        more = Place(page[-1].sorted_by, page[-1].number, known_at or now).written(asked)
    total, facets = asking.counted()
    return Found(
        understood=str(query),
        total=total,
        hits=hits_of(connection, among, [row.number for row in page], query),
        facets=facets,
        cursor=more,
    )


class _Asking:
    """One question, of which the page and the facets are asked."""

    def __init__(
        self, connection: Connection, query: Query, among: Among, wanted: Wanted, known_at: dt.datetime | None
    ) -> None:
        self._connection = connection
        self._words = full_text(connection)
        self._query = query
        self._among = among
        self._known_at = known_at
        self._table: Table = search_claims if among is Among.CLAIMS else search_documents
        self._conditions = self._all_conditions(wanted)

    def page(self, by: Order, limit: int, place: Place | None) -> Sequence[Any]:
        """The rows of a page and one more where there is one: `number` and what they are `sorted_by`."""
        number = self._table.c.number
        query: Any
        if by is Order.BEST:
            having = self._words.having(self._among, self._query.wanted, every=True).subquery()
            query = select(number, having.c.score.label("sorted_by")).join(having, having.c.number == number)
            if place:
                query = query.where(tuple_(having.c.score, number) > place.key)
            query = query.order_by(having.c.score, number)
        else:
            day = self._table.c.last_day
            query = select(number, day.label("sorted_by"))
            if self._query.wanted:
                query = query.where(number.in_(self._numbers(self._query.wanted, every=True)))
            if place:
                query = query.where(tuple_(day, number) < place.key)
            query = query.order_by(day.desc(), number.desc())
        return self._connection.execute(query.where(*self._conditions).limit(limit + 1)).all()

    def counted(self) -> tuple[int, tuple[Facet, ...]]:
        """How many there are, and the facets of all of them."""
        table = self._table
        query = select(table.c.number, table.c.codes).where(*self._conditions)
        if self._query.wanted:
            query = query.where(table.c.number.in_(self._numbers(self._query.wanted, every=True)))
        # What is found is looked for once, however often it is read.
        found = query.cte("found").prefix_with("MATERIALIZED")
        columns = [select(func.count()).select_from(found), select(self._words.joined(found.c.codes))]
        if self._among is Among.DOCUMENTS:
            of_claims = select(self._words.joined(search_claims.c.codes)).where(*self._known(search_claims))
            columns.append(of_claims.where(search_claims.c.document.in_(select(found.c.number))))
        total, codes, *more = self._connection.execute(select(*(c.scalar_subquery() for c in columns))).one()
        counts = count_documents(codes or "", more[0] or "") if more else count_claims(codes or "")
        return total, written(self._connection, counts)

    def _numbers(self, terms: Sequence[Term], *, every: bool) -> Select[Any]:
        found = self._words.having(self._among, terms, every=every).subquery()
        return select(found.c.number)

    def _all_conditions(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        table = self._table
        conditions = self._known(table)
        if not self._query.blank and not self._query.terms:
            # Something was typed, and it has no word.
            conditions.append(false())
        if self._query.unwanted:
            conditions.append(table.c.number.not_in(self._numbers(self._query.unwanted, every=False)))
        if wanted.since:
            conditions.append(table.c.last_day >= wanted.since.isoformat())
        if wanted.until:
            conditions += [table.c.first_day <= wanted.until.isoformat(), table.c.first_day != ""]
        of_claims: list[ColumnElement[bool]] = []
        for facet in FACETS:
            values = getattr(wanted, facet)
            if not values:
                continue
            own = self._among is Among.CLAIMS or facet in ("source", "kind", "year")
            codes = (table if own else search_claims).c.codes
            has = or_(false(), *(codes.contains(c) for c in self._codes(facet, values)))
            (conditions if own else of_claims).append(has)
        if of_claims:
            # One claim of the document has all that is asked of claims.
            having = select(search_claims.c.document).where(*self._known(search_claims), *of_claims)
            conditions.append(table.c.number.in_(having))
        return conditions

    def _codes(self, facet: str, values: Sequence[str]) -> list[str]:
        """The codes of values as they are written; of a part of a name, where there is no such value."""
        found: list[str] = []
        for value in filter(_is_writable, values):
            mine = search_values.c.facet == facet
            same = [
                func.lower(search_values.c.value) == value.lower(),
                func.lower(search_values.c.label) == value.lower(),
            ]
            numbers = self._connection.execute(select(search_values.c.number).where(mine, or_(*same))).scalars().all()
            if not numbers and facet in ("claimant", "source"):
                part = func.lower(search_values.c.label).contains(value.lower(), autoescape=True)
                numbers = self._connection.execute(select(search_values.c.number).where(mine, part)).scalars().all()
            found += [code(FACETS[facet], number) for number in numbers]
        return found

    def _known(self, table: Any) -> list[ColumnElement[bool]]:
        """What was known at the time asked for. A document is never superseded."""
        conditions: list[ColumnElement[bool]] = []
        if self._known_at is not None:
            conditions.append(table.c.recorded_at <= self._known_at)
        if "superseded_at" in table.c:
            current = table.c.superseded_at.is_(None)
            conditions.append(
                current if self._known_at is None else or_(current, table.c.superseded_at > self._known_at)
            )
        return conditions


def _is_writable(value: str) -> bool:
    """Whether a database could hold it: what it could not, it does not."""
    return "\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value)


def claims_with(connection: Connection, written_query: str) -> tuple[list[int] | None, set[int]]:
    """The numbers of the claims' rows that have the words of a query, the best first (None where it asks for no words),
    and of those that have words which it wants away. Superseded rows are among them: whoever asks knows which count."""
    query = parse_query(written_query)
    if not query.blank and not query.terms:
        return [], set()
    words = full_text(connection)
    unwanted: set[int] = set()
    if query.unwanted:
        away = words.having(Among.CLAIMS, query.unwanted, every=False).subquery()
        unwanted = set(connection.execute(select(away.c.number)).scalars())
    if not query.wanted:
        return None, unwanted
    found = words.having(Among.CLAIMS, query.wanted, every=True).subquery()
    return list(connection.execute(select(found.c.number).order_by(found.c.score)).scalars()), unwanted


def documents_with(
    connection: Connection, written_query: str, limit: int, as_of: dt.datetime | None
) -> tuple[int, tuple[Hit, ...]]:
    """How many documents have the words of a query, and the best of them, without facets. A query that asks for no
    words finds none."""
    query = parse_query(written_query)
    if not query.wanted:
        return 0, ()
    words = full_text(connection)
    having = words.having(Among.DOCUMENTS, query.wanted, every=True).subquery()
    found = select(search_documents.c.number, having.c.score).join(having, having.c.number == search_documents.c.number)
    if query.unwanted:
        away = words.having(Among.DOCUMENTS, query.unwanted, every=False).subquery()
        found = found.where(search_documents.c.number.not_in(select(away.c.number)))
    if as_of is not None:
        found = found.where(search_documents.c.recorded_at <= as_of)
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    best = connection.execute(found.order_by(having.c.score, search_documents.c.number).limit(limit))
    return total, hits_of(connection, Among.DOCUMENTS, [row.number for row in best], query)
