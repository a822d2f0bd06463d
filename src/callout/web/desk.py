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
from callout.record.decision import ClaimStatus, Decision
from callout.record.document import Document
from callout.record.reading import Dropped
from callout.web.index import Index
from callout.web.reading_room import ReadingRoom
from callout.web.rows import ClaimRow, DocumentRow
from callout.web.view import View

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


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision, whether it holds, and the last decision that undid it."""

    decision: Decision
    holds: bool
    undone_by: str | None


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
            return self._no_case(case_id, as_of)
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

    def _no_case(self, case_id: str, as_of: dt.datetime | None) -> Case:
        """Raises NotInLedger, and says where what the case held is now."""
        strands = [p.strand for p in self.ledger.placements(cases=[case_id], history=True)]
        now = sorted({p.case for p in self.ledger.placements(as_of=as_of, strands=strands)}) if strands else []
        remedy = f"What it held is now in {', '.join(now[:5])}" if now else "Look through /cases, or search"
        raise NotInLedger(case_id, f"there is no such case{_then(as_of)}", remedy)

    def claims(self, ids: Collection[str], as_of: dt.datetime | None = None) -> Mapping[str, Claim]:
        """Whole claims by id, as decisions leave them; those not known are left out."""
        decided = self.view(as_of).decided
        kept = self.ledger.claims(ids=list(ids), as_of=as_of) if ids else []
        found = {one.claim.id: one.claim for one in kept}
        return {i: decided[i].claim if i in decided else found[i] for i in ids if i in decided or i in found}

    def claim(self, claim_id: str, as_of: dt.datetime | None = None) -> KeptClaim:
        """One claim as it is read, or was when it was read last: `decided` of the view says what a person decided."""
        found = self.ledger.claims(ids=[claim_id], as_of=as_of, history=True)
        if not found:
            raise NotInLedger(claim_id, f"there is no such claim{_then(as_of)}", "Search for its words")
        return found[-1]

    def status(self, kept: KeptClaim, as_of: dt.datetime | None = None) -> ClaimStatus:
        """What is known of a claim beside its words."""
        view = self.view(as_of)
        if kept.superseded_at and kept.claim.id not in view.decided:
            return ClaimStatus.SUPERSEDED
        return view.status_of(kept.claim.id)

    def document(self, document_id: str, as_of: dt.datetime | None = None) -> Kept:
        return self.ledger.document(document_id, as_of=as_of)

    def claims_of(self, document_id: str, as_of: dt.datetime | None = None) -> Sequence[Claim]:
        """The claims of a document in order of their first words, as decisions leave them: the rejected ones too, and
        those that only a decision keeps."""
        view = self.view(as_of)
        found = {kept.claim.id: kept.claim for kept in self.ledger.claims(document=document_id, as_of=as_of)}
        found |= {i: one.claim for i, one in view.decided.items() if one.claim.document == document_id}
        return sorted(found.values(), key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end, claim.id))

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
        """How much waits to be decided."""
        return len(self.view(as_of).waiting)

    def decisions(self, as_of: dt.datetime | None = None) -> list[Ruling]:
        """Every decision ever made, the last first."""
        kept = [one.decision for one in self.ledger.decisions(as_of=as_of)]
        holds = {one.id for one in standing_decisions(kept)}
        undoings = {one.undoes: one.id for one in kept if one.undoes}
        return [Ruling(one, one.id in holds, undoings.get(one.id)) for one in reversed(kept)]

    def latest_decisions(self, most: int, as_of: dt.datetime | None = None) -> list[Decision]:
        """The last decisions that hold, the last first."""
        return [one.decision for one in self.decisions(as_of) if one.holds][:most]

    def rows(self, ids: Collection[str], as_of: dt.datetime | None = None) -> Sequence[ClaimRow]:
        known = self.view(as_of).claims
        return [known[i] for i in ids if i in known]


def is_state(code: str) -> bool:
    return code in ALLIANCES or code in states()


def _then(as_of: dt.datetime | None) -> str:
    return f" as of {as_of:%Y-%m-%d %H:%M} UTC" if as_of else ""
