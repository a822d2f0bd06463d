"""The ledger: add readings, ask what was known on any day.

What must stay true: no claim without its exact words in the kept text; adding the same twice changes nothing; a
document is added whole or not at all, in one transaction; nothing known is deleted: what a later reading no longer
finds is marked as superseded; every question takes `as_of`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError

from callout.errors import NotInLedger
from callout.ledger import content, index
from callout.ledger.access import Access
from callout.ledger.adding import Added, add_reading, checked, wait_to_be_placed
from callout.ledger.clock import Clock, utc_now
from callout.ledger.content import ClaimsWanted, Kept, KeptClaim, KeptDecision, KeptLine, Named, Placement
from callout.ledger.dialect import explained, hold_writers, open_engine, shown
from callout.ledger.fulltext import Among
from callout.ledger.migrate import HEAD, migrate, version_of
from callout.ledger.search import Found, Order, Wanted, search
from callout.ledger.shelf import Placing, ShelfRows
from callout.ledger.tables import appearances, batches, claims, decisions, documents, pending
from callout.record.claim import Conduct
from callout.record.decision import Decision
from callout.record.reading import Reading


class Ledger:
    """Open with `Ledger.open`; close by leaving the `with` block."""

    def __init__(self, engine: Engine, name: str, clock: Clock) -> None:
        self._engine = engine
        self._name = name
        self._clock = clock

    @classmethod
    @contextmanager
    def open(cls, name: str, *, clock: Clock = utc_now) -> Iterator[Ledger]:
        """Opens a ledger by file name or database URL, making or upgrading its tables.

        Raises LedgerError where it cannot be opened or is not a ledger of this version.
        """
        ledger = cls(open_engine(name), name, clock)
        try:
            with ledger._reading() as connection:
                current = version_of(connection, shown(name))
            if current != HEAD:
                with ledger._writing() as connection:
                    migrate(connection, shown(name))
                    if current is None:
                        index.rebuild(connection)
            yield ledger
        finally:
            ledger._engine.dispose()

    @property
    def access(self) -> Access:
        """The tokens for writing over the web."""
        return Access(self._reading, self._writing, self._clock)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                hold_writers(connection)
                yield connection
        except DBAPIError as error:
            raise explained(error, self._name) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise explained(error, self._name) from error

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection to read from, for questions that stand in files of their own. Raises LedgerError."""
        with self._reading() as connection:
            yield connection

    # Adding

    def add(self, reading: Reading) -> Added:
        """Adds one reading whole, or nothing of it.

        Raises EvidenceError where a stretch of a claim is not word for word in the document's text, or a claim is of
        another document. The first appearance of a text dates it: the same text at another address adds an appearance
        and leaves the reading as it is.
        """
        checked(reading)
        with self._writing() as connection:
            # Read after the lock is held: what is committed later is never recorded as known earlier.
            added = add_reading(connection, reading, self._clock())
            if not added.nothing and index.is_current(connection):
                index.follow(connection, [reading.document.id])
        return added

    # Deciding

    def decide(self, decision: Decision, documents: Iterable[str]) -> None:
        """Keeps a decision for ever; `documents` are those whose cases it may change. Deciding the same twice changes
        nothing."""
        with self._writing() as connection:
            if connection.execute(select(decisions.c.id).where(decisions.c.id == decision.id)).first():
                return
            now = self._clock()
            connection.execute(
                insert(decisions).values(
                    id=decision.id,
                    kind=decision.kind,
                    document=decision.claim.document if decision.claim else None,
                    claim=decision.claim.id if decision.claim else None,
                    body=decision.model_dump_json(),
                    recorded_at=now,
                )
            )
            wait_to_be_placed(connection, documents, now)

    def decisions(self, *, as_of: dt.datetime | None = None) -> list[KeptDecision]:
        """All decisions known at `as_of`, those that were undone too, in order of recording."""
        with self._reading() as connection:
            return content.decisions(connection, as_of)

    # Cases

    @contextmanager
    def placing(self) -> Iterator[Placing]:
        """One transaction in which strands are placed; all of it is kept, or none."""
        with self._writing() as connection:
            yield Placing(connection, ShelfRows(connection))

    def waiting(self) -> int:
        """How many documents wait to be placed in cases."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(pending)).scalar_one()

    def stands_placed(self, as_of: dt.datetime | None = None) -> bool:
        """Whether `placements` and `case_lines` say what was known at `as_of`: nothing waits, and what was known then
        was not placed together with what came later."""
        if self.waiting():
            return False
        if as_of is None:
            return True
        between = select(batches.c.number).where(batches.c.first <= as_of, batches.c.last > as_of)
        with self._reading() as connection:
            return connection.execute(between.limit(1)).first() is None

    def placements(
        self,
        *,
        as_of: dt.datetime | None = None,
        cases: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
        strands: Sequence[str] | None = None,
        history: bool = False,
    ) -> list[Placement]:
        """In which cases strands are, or were at `as_of`; with `history` all there ever were. In order of recording."""
        with self._reading() as connection:
            return content.placements(connection, as_of, cases, documents, strands, history=history)

    def case_lines(
        self, *, as_of: dt.datetime | None = None, ids: Sequence[str] | None = None, history: bool = False
    ) -> list[KeptLine]:
        """What lists say of cases; with `history` every line ever, in order of recording."""
        with self._reading() as connection:
            return content.case_lines(connection, as_of, ids, history=history)

    def fingerprints(self, ids: Sequence[str] | None = None) -> dict[str, str]:
        """The fingerprints of texts by document id, as they were written; none of a document that was never placed."""
        with self._reading() as connection:
            return content.fingerprints(connection, ids)

    def showing(self, signs: Iterable[int]) -> set[str]:
        """Keys of the strands that show any of the signs."""
        with self._reading() as connection:
            return ShelfRows(connection).showing(signs)

    # Asking

    def now(self) -> dt.datetime:
        """The ledger's time."""
        return self._clock()

    def claims(
        self,
        *,
        as_of: dt.datetime | None = None,
        act: str | None = None,
        act_class: str | None = None,
        claimant: str | None = None,
        accused: str | None = None,
        standing: str | None = None,
        document: str | None = None,
        documents: Sequence[str] | None = None,
        ids: Sequence[str] | None = None,
        history: bool = False,
    ) -> list[KeptClaim]:
        """The claims known at `as_of` (now, where it is not given), in order of recording; with `history` those that
        were superseded by then too, each version of a claim on its own.

        `claimant` is a country code or a part of a name, `accused` a country code.
        """
        wanted = ClaimsWanted(act, act_class, claimant, accused, standing, document, documents, ids, history)
        with self._reading() as connection:
            return content.claims(connection, wanted, as_of)

    def first_recorded(self, since: dt.datetime, until: dt.datetime) -> dict[str, str]:
        """The claims that came to be known in the period, both ends included: the document of each, by its id. A claim
        that was read anew, or found again, came to be known the first time."""
        with self._reading() as connection:
            return content.first_recorded(connection, since, until)

    def documents(
        self, *, as_of: dt.datetime | None = None, texts: bool = False, ids: Iterable[str] | None = None
    ) -> list[Kept]:
        """The documents known at `as_of`, in order of recording. Without `texts` their texts are left empty."""
        with self._reading() as connection:
            return content.documents(connection, as_of, texts=texts, ids=ids)

    def document(self, document_id: str, *, as_of: dt.datetime | None = None) -> Kept:
        """One document with its text. Raises NotInLedger where it was not known."""
        found = self.documents(as_of=as_of, texts=True, ids=[document_id])
        if not found:
            raise NotInLedger(document_id, "the ledger has no such document", "List them with `callout claims`")
        return found[0]

    def conducts(
        self, *, as_of: dt.datetime | None = None, documents: Iterable[str] | None = None
    ) -> dict[str, list[Conduct]]:
        """The conducts that each document describes, by document id."""
        with self._reading() as connection:
            return content.conducts(connection, as_of, documents)

    def search(
        self,
        words: str = "",
        *,
        among: Among = Among.CLAIMS,
        wanted: Wanted = Wanted(),  # noqa: B008 - frozen
        order: Order | None = None,
        limit: int = 20,
        cursor: str | None = None,
        as_of: dt.datetime | None = None,
    ) -> Found:
        """Claims or documents that have the words: all of them, "in a phrase", -without, begin*; no words find all.

        A page of at most `limit` hits (200), the facets of everything found, and the cursor of the next page. `order`
        is by best match where there are words, else the newest first. Raises QuestionError for a cursor of another
        search; whatever the words are is never an error. An index that is missing or old is made first.
        """
        with self._reading() as connection:
            ready = index.is_current(connection)
        if not ready:
            with self._writing() as connection:
                if not index.is_current(connection):
                    index.rebuild(connection)
        with self._reading() as connection:
            return search(
                connection,
                words,
                among=among,
                wanted=wanted,
                order=order,
                limit=limit,
                cursor=cursor,
                as_of=as_of,
                now=self._clock(),
            )

    def named(self, *, as_of: dt.datetime | None = None, documents: Iterable[str] | None = None) -> dict[str, Named]:
        """What each document names beside its claims, by document id."""
        with self._reading() as connection:
            return content.named(connection, as_of, documents)

    def counts(self) -> dict[str, int]:
        """How many documents, appearances and current claims there are."""
        with self._reading() as connection:
            return {
                "documents": connection.execute(select(func.count()).select_from(documents)).scalar_one(),
                "appearances": connection.execute(select(func.count()).select_from(appearances)).scalar_one(),
                "claims": connection.execute(
                    select(func.count()).select_from(claims).where(claims.c.superseded_at.is_(None))
                ).scalar_one(),
            }
