"""A view: what the ledger knew at one time, in light rows, with what follows from them.

What must stay true: a view never changes once it is made; what is worked out of it is worked out once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from callout.casebook.waiting import Content, Item, waiting_in
from callout.cases.decided import DecidedClaim
from callout.record.case import CaseLine
from callout.record.decision import ClaimStatus
from callout.web.rows import ClaimRow, DocumentRow

T = TypeVar("T")


class Stands(NamedTuple):
    """The case that a strand stands in; `on_words` says why where it is there for its words alone."""

    case: str
    on_words: str | None


class AsDecided(NamedTuple):
    """What persons decided, as of a time: `claims` by the id that they have now, and `strands` the strand of each claim
    of a document in which a decision may have moved some."""

    claims: Mapping[str, DecidedClaim]
    strands: Mapping[str, str]


class View:
    """What the ledger knew at one time. `stamp` names it: two views of one stamp are the same.

    `claims` are those that stand, as decisions leave them, in order of recording; `rejected` those that a person found
    not to have been made; `decided` what persons decided on each claim; `cases` what lists say of the cases, those with
    the most claims first.
    """

    def __init__(
        self,
        stamp: str,
        as_of: dt.datetime | None,
        claims: Mapping[str, ClaimRow],
        rejected: Mapping[str, ClaimRow],
        documents: Mapping[str, DocumentRow],
        lines: Sequence[tuple[int, CaseLine]],
        strands: Mapping[str, Stands],
        decided: AsDecided,
        last_decision: int,
    ) -> None:
        self.stamp = stamp
        self.as_of = as_of
        self.claims = claims
        self.rejected = rejected
        self.documents = documents
        self.decided = decided.claims
        self.last_decision = last_decision
        ordered = sorted(lines, key=lambda pair: (-pair[1].claims, pair[1].title, pair[1].id))
        self.cases: Mapping[str, CaseLine] = {line.id: line for _, line in ordered}
        self.line_numbers: Mapping[str, int] = {line.id: number for number, line in lines}
        self._strands = strands
        self._strand_of = decided.strands
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
        cases, strands, moved = self.cases, self._strands, self._strand_of
        return {
            row.id: stands.case
            for row in self.claims.values()
            if (stands := strands.get(moved.get(row.id, row.strand))) is not None and stands.case in cases
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
        """The ids of the claims by the number of their row, the rejected ones too."""
        return {row.number: row.id for rows in (self.claims, self.rejected) for row in rows.values()}

    @cached_property
    def newest(self) -> Sequence[ClaimRow]:
        """The claims, the last recorded first."""
        return sorted(self.claims.values(), key=lambda r: r.number, reverse=True)

    @cached_property
    def unplaced(self) -> int:
        """How many of the documents known then were put in cases only later, together with others that came since."""
        placed = {strand.partition("/")[0] for strand in self._strands}
        return sum(1 for document in self.documents if document not in placed)

    @cached_property
    def waiting(self) -> Sequence[Item]:
        """What waits for a person's decision, as `callout review` lists it, but for words that are longer than a
        row's."""
        on_words: dict[str, list[ClaimRow]] = {key: [] for key, one in self._strands.items() if one.on_words}
        if on_words:
            for row in self.claims.values():
                key = self._strand_of.get(row.id, row.strand)
                if key in on_words:
                    on_words[key].append(row)
        return waiting_in(
            Content(
                read=[row for row in self.claims.values() if row.id not in self.decided],
                decided=list(self.decided.values()),
                case_of=self.case_of,
                on_words=[(self._strands[key].on_words or "", rows) for key, rows in on_words.items()],
            )
        )

    @cached_property
    def waiting_in_case(self) -> Mapping[str, int]:
        """How many of them are in a case, by case."""
        return Counter(item.case for item in self.waiting if item.case)

    def date_of(self, row: ClaimRow) -> str | None:
        """When a claim was said, else when its document was published: an ISO date at its own precision, or null."""
        if row.said or row.standing == "past":
            return row.said
        document = self.documents.get(row.document)
        return document.published if document else None

    def status_of(self, claim: str) -> ClaimStatus:
        found = self.decided.get(claim)
        return found.status if found else ClaimStatus.READ
