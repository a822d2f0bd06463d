"""The shelf: a light copy of the ledger in memory, kept up to date by what changed, never by reading it all again.

What must stay true: a view never changes once it is made; one made after a write shows that write; a view as of a time
holds exactly what the ledger says of that time.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property

from callout.ledger.changes import Mark, appearances_since, claims_since, mark_of, superseded_since
from callout.ledger.ledger import Ledger
from callout.pipeline import cases_of
from callout.record.case import Case
from callout.web.rows import ClaimRow, DocumentRow, claim_row, document_row

_VIEWS = 4
"""Views of earlier times that are kept; the current one is kept beside them."""


class View:
    """What the ledger knew at one time. `stamp` names it: two views of one stamp are the same."""

    def __init__(
        self,
        ledger: Ledger,
        stamp: str,
        as_of: dt.datetime | None,
        claims: Mapping[str, ClaimRow],
        documents: Mapping[str, DocumentRow],
    ) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self.stamp = stamp
        self.as_of = as_of
        self.claims = claims
        self.documents = documents

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The cases by id, those with the most claims first."""
        with self._lock:
            return {case.id: case for case in cases_of(self._ledger, as_of=self.as_of)}

    @cached_property
    def case_of(self) -> Mapping[str, str]:
        """The case of each claim."""
        return {m.claim: case.id for case in self.cases.values() for m in case.merged_on}

    @cached_property
    def by_document(self) -> Mapping[str, Sequence[ClaimRow]]:
        """The claims of each document, in order of their first words."""
        found: dict[str, list[ClaimRow]] = {}
        for row in self.claims.values():
            found.setdefault(row.document, []).append(row)
        for rows in found.values():
            rows.sort(key=lambda r: (r.start, r.number))
        return found

    @cached_property
    def newest(self) -> Sequence[ClaimRow]:
        """The claims, the last recorded first."""
        return sorted(self.claims.values(), key=lambda r: r.number, reverse=True)

    def date_of(self, row: ClaimRow) -> str | None:
        """When a claim was said, else when its document was published: an ISO date at its own precision, or null."""
        if row.said or row.standing == "past":
            return row.said
        document = self.documents.get(row.document)
        return document.published if document else None


class Shelf:
    """Hands out views. Safe to use from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._mark = Mark()
        self._versions: list[ClaimRow] = []
        self._superseded: dict[int, dt.datetime] = {}
        self._appearances: list[tuple[dt.datetime, DocumentRow]] = []
        self._current: View | None = None
        self._past: OrderedDict[tuple[str, dt.datetime], View] = OrderedDict()

    def view(self, as_of: dt.datetime | None = None) -> View:
        """What is known now, or was at `as_of`. Raises LedgerError."""
        with self._lock:
            self._catch_up()
            assert self._current is not None  # noqa: S101 - catching up makes it
            if as_of is None:
                return self._current
            key = (self._current.stamp, as_of)
            if key not in self._past:
                self._past[key] = self._view(as_of)
            self._past.move_to_end(key)
            while len(self._past) > _VIEWS:
                self._past.popitem(last=False)
            return self._past[key]

    def _catch_up(self) -> None:
        mark = mark_of(self.ledger)
        if self._current is not None and mark == self._mark:
            return
        # Rows added between the mark and the queries come in now and are not asked for again: each list knows its end.
        last = self._versions[-1].number if self._versions else 0
        self._versions.extend(claim_row(version) for version in claims_since(self.ledger, last))
        self._superseded.update(superseded_since(self.ledger, self._mark.superseded_at))
        for row in appearances_since(self.ledger, self._last_appearance):
            self._appearances.append((row.recorded_at, document_row(row)))
            self._last_appearance = row.number
        self._mark = mark
        self._current = self._view(None)

    _last_appearance = 0

    def _view(self, as_of: dt.datetime | None) -> View:
        gone = self._superseded
        if as_of is None:
            claims = {row.id: row for row in self._versions if row.number not in gone}
        else:
            claims = {
                row.id: row
                for row in self._versions
                if row.recorded_at <= as_of and (row.number not in gone or gone[row.number] > as_of)
            }
        documents: dict[str, DocumentRow] = {}
        for recorded_at, document in self._appearances:
            if as_of is None or recorded_at <= as_of:
                documents.setdefault(document.id, document)
        mark = self._mark
        stamp = f"{mark.claims}.{mark.appearances}.{mark.readings}.{mark.superseded_at or ''}.{as_of or ''}"
        return View(self.ledger, stamp, as_of, claims, documents)
