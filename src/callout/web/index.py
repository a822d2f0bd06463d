"""The index: a light copy of the ledger in memory, kept up to date by what changed, never by reading it all again.

What must stay true: a view never changes once it is made; one made after a write of this process shows that write, one
of another process within a quarter of a second; a view as of a time holds exactly what the ledger says of that time.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from callout.cases.decided import Decided, DecidedClaim, decided_claims
from callout.ledger.changes import VERSIONED, Mark, changes_since, mark_of
from callout.ledger.content import KeptDecision
from callout.ledger.ledger import Ledger
from callout.record.case import CaseLine
from callout.record.decision import ClaimStatus
from callout.web.rows import ClaimRow, DocumentRow, claim_row, document_row

T = TypeVar("T")

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


class View:
    """What the ledger knew at one time. `stamp` names it: two views of one stamp are the same.

    `claims` are those that stand, as decisions leave them, in order of recording; `decided` those that a person decided
    on, the rejected ones too; `cases` what lists say of the cases, those with the most claims first.
    """

    def __init__(
        self,
        stamp: str,
        as_of: dt.datetime | None,
        claims: Mapping[str, ClaimRow],
        documents: Mapping[str, DocumentRow],
        lines: Sequence[tuple[int, CaseLine]],
        strands: Mapping[str, str],
        decided: Mapping[str, DecidedClaim],
        last_decision: int,
    ) -> None:
        self.stamp = stamp
        self.as_of = as_of
        self.claims = claims
        self.documents = documents
        self.decided = decided
        self.last_decision = last_decision
        ordered = sorted(lines, key=lambda pair: (-pair[1].claims, pair[1].title, pair[1].id))
        self.cases: Mapping[str, CaseLine] = {line.id: line for _, line in ordered}
        self.line_numbers: Mapping[str, int] = {line.id: number for number, line in lines}
        self._strands = strands
        self._remembered: dict[str, Any] = {}

    def remember(self, name: str, make: Callable[[View], T]) -> T:
        """What `make` gives for this view, made once. Two threads may make it at once, and give the same."""
        if name not in self._remembered:
            self._remembered[name] = make(self)
        found: T = self._remembered[name]
        return found

    @cached_property
    def case_of(self) -> Mapping[str, str]:
        """The case of each claim that is placed."""
        cases, strands = self.cases, self._strands
        return {
            row.id: case
            for row in self.claims.values()
            if (case := strands.get(row.strand)) is not None and case in cases
        }

    @cached_property
    def by_case(self) -> Mapping[str, Sequence[ClaimRow]]:
        """The claims of each case, in order of recording."""
        found: dict[str, list[ClaimRow]] = {}
        for claim, case in self.case_of.items():
            found.setdefault(case, []).append(self.claims[claim])
        return found

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
    def by_number(self) -> Mapping[int, str]:
        """The ids of the claims by the number of their row."""
        return {row.number: row.id for row in self.claims.values()}

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

    def status_of(self, claim: str) -> ClaimStatus:
        found = self.decided.get(claim)
        return found.status if found else ClaimStatus.READ


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
        self._decided: tuple[str, dict[str, DecidedClaim]] = ("", {})
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
        made = {"claims": _claim, "placements": _as_it_is, "case_lines": _line}
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
        for claim_id, one in decided.items():
            if one.status is ClaimStatus.FALSE:
                claims.pop(claim_id, None)
            elif one.status is ClaimStatus.CORRECTED and claim_id in claims:
                kept = claims[claim_id]
                claims[claim_id] = claim_row(kept.number, one.claim.model_dump_json(), kept.recorded_at)
        return View(
            f"{self._mark}.{as_of or ''}",
            as_of,
            claims,
            documents,
            self._versions["case_lines"].at(as_of),
            {strand: case for _, (strand, case) in self._versions["placements"].at(as_of)},
            decided,
            self._mark.decisions,
        )

    def _decided_at(self, as_of: dt.datetime | None) -> dict[str, DecidedClaim]:
        """What was decided on each claim, by its id as it is read now."""
        decided = Decided.by(k.decision for k in self._decisions if as_of is None or k.recorded_at <= as_of)
        found: dict[str, DecidedClaim] = {}
        documents = list(decided.of_claims)
        read: dict[str, list[Any]] = {document: [] for document in documents}
        for kept in self.ledger.claims(documents=documents, as_of=as_of) if documents else ():
            read[kept.claim.document].append(kept.claim)
        for document, claims in read.items():
            for one in decided_claims(document, claims, decided):
                if one.decisions:
                    found[one.claim.id] = one
        return found


def _claim(number: int, values: tuple[str, ...], recorded_at: dt.datetime) -> ClaimRow:
    return claim_row(number, values[0], recorded_at)


def _as_it_is(_number: int, values: tuple[str, ...], _recorded_at: dt.datetime) -> tuple[str, ...]:
    return values


def _line(_number: int, values: tuple[str, ...], _recorded_at: dt.datetime) -> CaseLine:
    return CaseLine.model_validate_json(values[1])
