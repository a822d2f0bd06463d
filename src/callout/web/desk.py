"""The desk: every question that a page or the API asks of the ledger and its cases, in one place.

Lists and counts are answered from the index, in memory; whole claims and texts come from the ledger, by id. An id that
was not known at the time asked for raises NotInLedger.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from callout.casebook.ask import case_of
from callout.cases.decided import DecidedClaim, standing_decisions
from callout.errors import NotInLedger
from callout.knowledge.states import ALLIANCES, states
from callout.ledger.content import Kept, KeptClaim
from callout.ledger.ledger import Ledger
from callout.ledger.search import claims_with, documents_with
from callout.record.case import Case
from callout.record.claim import Claim
from callout.record.decision import Decision
from callout.record.document import Document
from callout.record.reading import Dropped
from callout.web.index import Index, View
from callout.web.queue import queue_of
from callout.web.reading_room import ReadingRoom
from callout.web.rows import ClaimRow, DocumentRow

_DOCUMENTS = 8
_CASES_KEPT = 300
_DROPPED_KEPT = 64
"""Documents for which what was not written is remembered: it follows from the text alone."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of claims; documents with a snippet and the ranges in it that match, the best first."""

    claims: Sequence[str]
    documents: Sequence[tuple[str, str, list[tuple[int, int]]]]
    document_total: int


class Desk:
    """Safe to use from several threads."""

    def __init__(self, ledger: Ledger, room: ReadingRoom) -> None:
        self.ledger = ledger
        self.room = room
        self._index = Index(ledger)
        # A search makes the index of words where it is missing or old.
        ledger.search(limit=1)
        self._dropped: OrderedDict[str, tuple[Dropped, ...]] = OrderedDict()
        self._cases: OrderedDict[tuple[str, dt.datetime | None, int, int], Case] = OrderedDict()
        self._lock = threading.Lock()

    def view(self, as_of: dt.datetime | None = None) -> View:
        """Everything that lists and counts need, as of a time."""
        return self._index.view(as_of)

    def written(self) -> None:
        """Says that this process wrote to the ledger: the next view shows it."""
        self._index.written()

    def case(self, case_id: str, as_of: dt.datetime | None = None) -> Case:
        """One case, whole. A case that has not changed is built once."""
        view = self.view(as_of)
        if case_id not in view.cases:
            raise NotInLedger(case_id, f"there is no such case{_then(as_of)}", "Look through /cases, or search")
        key = (case_id, as_of, view.line_numbers[case_id], view.last_decision)
        with self._lock:
            found = self._cases.get(key)
        if found is None:
            found = case_of(self.ledger, case_id, as_of=as_of, placed_only=True)
            with self._lock:
                self._cases[key] = found
                while len(self._cases) > _CASES_KEPT:
                    self._cases.popitem(last=False)
        return found

    def claims(self, ids: Collection[str], as_of: dt.datetime | None = None) -> Mapping[str, Claim]:
        """Whole claims by id, as decisions leave them; those not known are left out."""
        decided = self.view(as_of).decided
        kept = self.ledger.claims(ids=list(ids), as_of=as_of) if ids else []
        found = {one.claim.id: one.claim for one in kept}
        return {i: decided[i].claim if i in decided else claim for i, claim in found.items()}

    def claim(self, claim_id: str, as_of: dt.datetime | None = None) -> KeptClaim:
        """One claim as it is read: `decided` of the view says what a person decided on it."""
        found = self.ledger.claims(ids=[claim_id], as_of=as_of)
        if not found:
            raise NotInLedger(claim_id, f"there is no such claim{_then(as_of)}", "Search for its words")
        return found[0]

    def document(self, document_id: str, as_of: dt.datetime | None = None) -> Kept:
        return self.ledger.document(document_id, as_of=as_of)

    def claims_of(self, document_id: str, as_of: dt.datetime | None = None) -> Sequence[Claim]:
        """The claims of a document in order of their first words, as decisions leave them, the rejected ones too."""
        decided = self.view(as_of).decided
        read = [kept.claim for kept in self.ledger.claims(document=document_id, as_of=as_of)]
        found = [decided[claim.id].claim if claim.id in decided else claim for claim in read]
        return sorted(found, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end, claim.id))

    def dropped(self, document: Document) -> tuple[Dropped, ...]:
        """What of a document looked like a claim and was not written: read anew, since the ledger does not keep it."""
        if document.id not in self._dropped:
            self._dropped[document.id] = self.room.dropped(document)
            while len(self._dropped) > _DROPPED_KEPT:
                self._dropped.popitem(last=False)
        return self._dropped[document.id]

    def matches(self, words: str, as_of: dt.datetime | None = None) -> Matches:
        """The claims whose words hold what is asked for, and the documents, the best first."""
        with self.ledger.asking() as connection:
            total, hits = documents_with(connection, words, _DOCUMENTS, as_of)
            wanted, unwanted = claims_with(connection, words)
        numbers = self.view(as_of).by_number
        kept = numbers if wanted is None else [number for number in wanted if number in numbers]
        documents = [(h.document.id, h.words.text, [(m.start, m.end) for m in h.words.marks]) for h in hits]
        return Matches([numbers[number] for number in kept if number not in unwanted], documents, total)

    def decisions_on(self, ids: Collection[str], as_of: dt.datetime | None = None) -> Mapping[str, DecidedClaim]:
        """What people decided about claims, by claim."""
        decided = self.view(as_of).decided
        return {i: decided[i] for i in ids if i in decided}

    def document_row(self, document_id: str, as_of: dt.datetime | None = None) -> DocumentRow | None:
        return self.view(as_of).documents.get(document_id)

    def queue_length(self, as_of: dt.datetime | None = None) -> int:
        """How many claims wait to be looked at."""
        return len(queue_of(self.view(as_of)))

    def latest_decisions(self, most: int, as_of: dt.datetime | None = None) -> list[Decision]:
        """The last decisions that hold, the last first."""
        return standing_decisions(kept.decision for kept in self.ledger.decisions(as_of=as_of))[::-1][:most]

    def rows(self, ids: Collection[str], as_of: dt.datetime | None = None) -> Sequence[ClaimRow]:
        known = self.view(as_of).claims
        return [known[i] for i in ids if i in known]


def is_state(code: str) -> bool:
    return code in ALLIANCES or code in states()


def _then(as_of: dt.datetime | None) -> str:
    return f" as of {as_of:%Y-%m-%d %H:%M} UTC" if as_of else ""
