"""The index: a light copy of the ledger in memory, kept up to date by what changed, never by reading it all again.

What must stay true: a view never changes once it is made; one made after a write of this process shows that write, one
of another process within a quarter of a second; a view as of a time holds exactly what the ledger says of that time.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from callout.casebook.shelf import strands_in
from callout.casebook.waiting import SAME_WORDS, on_words_alone
from callout.cases.decided import Decided, decided_claims
from callout.ledger.changes import VERSIONED, Mark, changes_since, mark_of
from callout.ledger.content import KeptDecision
from callout.ledger.ledger import Ledger
from callout.record.case import CaseLine
from callout.record.decision import ClaimStatus, DecisionKind
from callout.web.rows import ClaimRow, DocumentRow, claim_row, document_row
from callout.web.view import AsDecided, Stands, View

_VIEWS = 4
"""Views of earlier times that are kept; the current one is kept beside them."""
_SECONDS = 0.25
"""Between two looks at whether another process wrote."""


@dataclass(slots=True)
class _Versions:
    """The rows of one table: all that there ever were, which are current, and since when the others are not."""

    rows: list[tuple[int, dt.datetime, Any]] = field(default_factory=list)
    gone: dict[int, dt.datetime] = field(default_factory=dict)
    current: set[int] = field(default_factory=set)

    def at(self, as_of: dt.datetime | None) -> list[tuple[int, Any]]:
        """The rows that were current at a time, in order of adding."""
        if as_of is None:
            return [(number, value) for number, _, value in self.rows if number in self.current]
        gone = self.gone
        return [
            (number, value)
            for number, recorded_at, value in self.rows
            if recorded_at <= as_of and (number not in gone or gone[number] > as_of)
        ]


class Index:
    """Hands out views. Safe to use from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._mark = Mark()
        self._looked_at = 0.0
        self._versions = {name: _Versions() for name in VERSIONED}
        self._appearances: list[tuple[dt.datetime, DocumentRow]] = []
        self._decisions: list[KeptDecision] = []
        self._current: View | None = None
        self._past: OrderedDict[tuple[str, dt.datetime], View] = OrderedDict()

    def written(self) -> None:
        """Says that this process wrote: the next view is made anew."""
        self._looked_at = 0.0

    def view(self, as_of: dt.datetime | None = None) -> View:
        """What is known now, or was at `as_of`. Raises LedgerError."""
        current = self._current
        if as_of is None and current is not None and time.monotonic() - self._looked_at < _SECONDS:
            return current
        with self._lock:
            current = self._caught_up()
            if as_of is None:
                return current
            key = (current.stamp, as_of)
            if key not in self._past:
                self._past[key] = self._view(as_of)
            self._past.move_to_end(key)
            while len(self._past) > _VIEWS:
                self._past.popitem(last=False)
            return self._past[key]

    def _caught_up(self) -> View:
        looked_at = time.monotonic()
        if self._current is None or (looked_at - self._looked_at >= _SECONDS and mark_of(self.ledger) != self._mark):
            self._take_in()
            self._current = self._view(None)
        self._looked_at = looked_at
        return self._current

    def _take_in(self) -> None:
        current = {name: versions.current for name, versions in self._versions.items()}
        changes = changes_since(self.ledger, self._mark, current)
        made = {"claims": _claim, "placements": _stands, "case_lines": _line}
        for name, versions in self._versions.items():
            for row in changes.added[name]:
                versions.rows.append((row.number, row.recorded_at, made[name](row.number, row.values, row.recorded_at)))
                if row.superseded_at is None:
                    versions.current.add(row.number)
                else:
                    versions.gone[row.number] = row.superseded_at
            versions.gone.update(changes.superseded[name])
            versions.current.difference_update(changes.superseded[name])
        for row in changes.appearances:
            self._appearances.append((row.recorded_at, document_row(row.number, row.values[0], row.recorded_at)))
        self._decisions = changes.decisions
        self._mark = changes.mark

    def _view(self, as_of: dt.datetime | None) -> View:
        claims: dict[str, ClaimRow] = {value.id: value for _, value in self._versions["claims"].at(as_of)}
        documents: dict[str, DocumentRow] = {}
        for recorded_at, document in self._appearances:
            if as_of is None or recorded_at <= as_of:
                documents.setdefault(document.id, document)
        decided = self._decided_at(as_of)
        rejected: dict[str, ClaimRow] = {}
        for claim_id, one in decided.claims.items():
            if one.status is ClaimStatus.FALSE:
                if claim_id in claims:
                    rejected[claim_id] = claims.pop(claim_id)
            elif claim_id in claims and one.claim != one.as_read:
                kept = claims[claim_id]
                claims[claim_id] = claim_row(kept.number, one.claim.model_dump_json(), kept.recorded_at)
            elif one.as_read is None and claim_id in decided.strands:
                # No reading finds it any more; what a person held to be right stands all the same.
                kept = self._last_row(claim_id)
                claims[claim_id] = claim_row(kept.number, one.claim.model_dump_json(), kept.recorded_at)
        return View(
            f"{self._mark}.{as_of or ''}",
            as_of,
            claims,
            rejected,
            documents,
            self._versions["case_lines"].at(as_of),
            {strand: stands for _, (strand, stands) in self._versions["placements"].at(as_of)},
            decided,
            self._mark.decisions,
        )

    def _last_row(self, claim_id: str) -> ClaimRow:
        found: ClaimRow = next(row for _, _, row in reversed(self._versions["claims"].rows) if row.id == claim_id)
        return found

    def _decided_at(self, as_of: dt.datetime | None) -> AsDecided:
        decided = Decided.by(k.decision for k in self._decisions if as_of is None or k.recorded_at <= as_of)
        split = (
            place.document for d in decided.of_cases if d.kind is DecisionKind.SPLIT for s in d.sides for place in s
        )
        documents = sorted({*decided.of_claims, *split})
        if not documents:
            return AsDecided({}, {})
        kept = self.ledger.documents(ids=documents, as_of=as_of)
        claims = self.ledger.claims(documents=documents, as_of=as_of)
        conducts = self.ledger.conducts(documents=documents, as_of=as_of)
        read: dict[str, list[Any]] = {document: [] for document in documents}
        for one in claims:
            read[one.claim.document].append(one.claim)
        settled = chain.from_iterable(
            decided_claims(document, found, decided, conducts.get(document, ())) for document, found in read.items()
        )
        strands = strands_in(kept, claims, conducts, decided)
        return AsDecided(
            {one.claim.id: one for one in settled if one.decisions},
            {claim.id: s.key for found in strands.values() for s in found for claim in s.claims},
        )


def _claim(number: int, values: tuple[str, ...], recorded_at: dt.datetime) -> ClaimRow:
    return claim_row(number, values[0], recorded_at)


def _stands(_number: int, values: tuple[str, ...], _recorded_at: dt.datetime) -> tuple[str, Stands]:
    strand, case, written = values
    # Of a hundred thousand reasons hardly one is looked at again: only those are kept.
    reasons = json.loads(written) if SAME_WORDS in written else []
    return strand, Stands(case, reasons[0] if on_words_alone(reasons) else None)


def _line(_number: int, values: tuple[str, ...], _recorded_at: dt.datetime) -> CaseLine:
    return CaseLine.model_validate_json(values[1])
