"""The history of a case: what came to be known of it when, and why it changed.

Everything follows from the ledger's rows and their two clocks; nothing is kept for this. What must stay true: each
entry stands at the time at which it was recorded, and a case that is no more says where its claims are now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from callout.casebook.ask import find_case
from callout.casebook.shelf import decided_in, strands_in
from callout.casebook.waiting import fields_that_differ
from callout.cases.strands import names_borne
from callout.errors import NotInLedger
from callout.ledger.content import Kept, KeptClaim, KeptDecision, Placement
from callout.ledger.ledger import Ledger
from callout.record.case import CaseLine
from callout.record.claim import Claim
from callout.record.decision import OF_NAMES, Decision, DecisionKind
from callout.record.model import Record


class Happened(StrEnum):
    """What an entry tells, in the order in which those of one time are listed."""

    DECIDED = "decided"
    UNDONE = "undone"
    BEGAN = "began"
    NAMED = "named"
    ADDED = "added"
    CAME = "came"
    WENT = "went"
    REASONS = "reasons"
    CLAIM_ADDED = "claim-added"
    CLAIM_CHANGED = "claim-changed"
    CLAIM_SUPERSEDED = "claim-superseded"
    NOT_READ_NOW = "not-read-now"
    ENDED = "ended"


class LogEntry(Record):
    """`words` say what happened, `because` what is recorded of why: the reasons of a placement, or of a decision."""

    at: dt.datetime
    what: Happened
    words: str
    because: tuple[str, ...] = ()
    document: str | None = None
    claim: str | None = None
    case: str | None = None
    decision: str | None = None


class CaseLog(Record):
    """`stands` is whether the case is there (or was, at the time asked for); `now_in` are the cases that hold what it
    once held."""

    case: str
    title: str
    stands: bool
    now_in: tuple[str, ...]
    entries: tuple[LogEntry, ...]


def log_of(ledger: Ledger, case: str, *, as_of: dt.datetime | None = None) -> CaseLog:
    """The log of a case by its id, one that is no more too, or by the beginning of an id or words of a title.

    With `as_of` what was known then. Raises NotInLedger where no case ever bore the id.
    """
    rows = ledger.placements(as_of=as_of, cases=[case], history=True)
    if not rows:
        case = find_case(ledger, case, as_of=as_of)
        rows = ledger.placements(as_of=as_of, cases=[case], history=True)
    if not rows:
        raise NotInLedger(case, "the ledger has no such case", "List them with `callout cases`")
    history = _History(ledger, case, rows, as_of)
    entries = [*history.of_lines(), *history.of_strands(), *history.of_claims()]
    entries += history.of_decisions({entry.at for entry in entries})
    order = {what: number for number, what in enumerate(Happened)}
    entries.sort(key=lambda e: (e.at, order[e.what], e.document or "", e.words, e.claim or ""))
    now_in = {p.case for p in ledger.placements(as_of=as_of, strands=sorted(history.strands))}
    return CaseLog(
        case=case,
        title=history.title,
        stands=case in now_in,
        now_in=tuple(sorted(now_in)),
        entries=tuple(entries),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    at: dt.datetime
    until: dt.datetime | None
    line: CaseLine


class _History:
    """The rows that bear on one case."""

    def __init__(self, ledger: Ledger, case: str, rows: Sequence[Placement], as_of: dt.datetime | None) -> None:
        self.case = case
        self.as_of = as_of
        self.strands = {row.strand for row in rows}
        self.rows: dict[str, list[Placement]] = {}
        for row in ledger.placements(as_of=as_of, strands=sorted(self.strands), history=True):
            self.rows.setdefault(row.strand, []).append(row)
        documents = sorted({row.document for row in rows})
        self.documents: Mapping[str, Kept] = {k.document.id: k for k in ledger.documents(as_of=as_of, ids=documents)}
        self.claims = ledger.claims(as_of=as_of, documents=documents, history=True)
        self.decisions = ledger.decisions(as_of=as_of)
        self.lines = [
            _Line(kept.recorded_at, self._known(kept.superseded_at), CaseLine.model_validate_json(kept.body))
            for kept in ledger.case_lines(as_of=as_of, ids=[case], history=True)
        ]
        self.title = self.lines[-1].line.title if self.lines else case
        read = [kept for kept in self.claims if self._known(kept.superseded_at) is None]
        conducts = ledger.conducts(as_of=as_of, documents=documents)
        found = strands_in(list(self.documents.values()), read, conducts, decided_in(ledger, as_of))
        strands = [strand for of_one in found.values() for strand in of_one]
        self.strand_of = {claim.id: strand.key for strand in strands for claim in strand.claims}
        self.names = {name for s in strands if s.key in self.strands for name in names_borne(s)}

    def _known(self, time: dt.datetime | None) -> dt.datetime | None:
        """What was to be superseded later was not known to be so then."""
        return time if time and (self.as_of is None or time <= self.as_of) else None

    # The case itself

    def of_lines(self) -> Iterator[LogEntry]:
        for number, one in enumerate(self.lines):
            before = self.lines[number - 1] if number else None
            if before is None or before.until != one.at:
                words = f"the case {'begins' if before is None else 'is there again'}: {one.line.title}"
                yield LogEntry(at=one.at, what=Happened.BEGAN, words=words, case=self.case)
            elif before.line.title != one.line.title:
                words = f"it is called {one.line.title}, before {before.line.title}"
                yield LogEntry(at=one.at, what=Happened.NAMED, words=words, case=self.case)
            after = self.lines[number + 1] if number + 1 < len(self.lines) else None
            if one.until and (after is None or after.at != one.until):
                words = f"the case is no more under this id; its claims are in {self._went_to(one.until)}"
                yield LogEntry(at=one.until, what=Happened.ENDED, words=words, case=self.case)

    def _went_to(self, time: dt.datetime) -> str:
        there = {row.case for rows in self.rows.values() for row in rows if row.recorded_at == time}
        return ", ".join(sorted(there - {self.case})) or "no case: no reading finds them any more"

    # What came and went

    def of_strands(self) -> Iterator[LogEntry]:
        for rows in self.rows.values():
            for number, row in enumerate(rows):
                if row.case == self.case:
                    before = rows[number - 1] if number else None
                    after = rows[number + 1] if number + 1 < len(rows) else None
                    yield from self._arrival(row, before)
                    yield from self._departure(row, after)

    def _arrival(self, row: Placement, before: Placement | None) -> Iterator[LogEntry]:
        report = self._report(row.document)
        moved = before is not None and before.superseded_at == row.recorded_at
        if before is None:
            words = f"{report} is in the case"
            yield self._entry(row.recorded_at, Happened.ADDED, words, row.reasons, row.document)
        elif not moved:
            words = f"{report} is read so again, and is in the case"
            yield self._entry(row.recorded_at, Happened.ADDED, words, row.reasons, row.document)
        elif before.case != self.case:
            words = f"{report} came from {before.case}"
            yield self._entry(row.recorded_at, Happened.CAME, words, row.reasons, row.document, before.case)
        else:
            words = f"{report} is in the case for other reasons, before: {'; '.join(before.reasons)}"
            yield self._entry(row.recorded_at, Happened.REASONS, words, row.reasons, row.document)

    def _departure(self, row: Placement, after: Placement | None) -> Iterator[LogEntry]:
        left = self._known(row.superseded_at)
        if left is None:
            return
        report = self._report(row.document)
        if after is None or after.recorded_at != left:
            yield self._entry(left, Happened.NOT_READ_NOW, f"{report} is not read so any more", (), row.document)
        elif after.case != self.case:
            words = f"{report} went to {after.case}"
            yield self._entry(left, Happened.WENT, words, after.reasons, row.document, after.case)

    def _entry(
        self,
        at: dt.datetime,
        what: Happened,
        words: str,
        because: Sequence[str],
        document: str,
        case: str | None = None,
    ) -> LogEntry:
        return LogEntry(at=at, what=what, words=words, because=tuple(because), document=document, case=case)

    def _report(self, document: str) -> str:
        kept = self.documents[document].document
        return f"“{kept.title}”" if kept.title else kept.uri

    # Claims

    def of_claims(self) -> Iterator[LogEntry]:
        versions: dict[str, list[KeptClaim]] = {}
        for kept in self.claims:
            versions.setdefault(kept.claim.id, []).append(kept)
        for rows in versions.values():
            for number, kept in enumerate(rows):
                before = rows[number - 1] if number else None
                after = rows[number + 1] if number + 1 < len(rows) else None
                if self._was_here(kept.claim, kept.recorded_at):
                    yield self._of_claim(kept, before)
                gone = self._known(kept.superseded_at)
                if gone and (after is None or after.recorded_at != gone) and self._was_here(kept.claim, gone):
                    words = f"{_said(kept.claim)} is superseded: a later reading does not find it"
                    yield self._claim_entry(gone, Happened.CLAIM_SUPERSEDED, words, kept.claim)

    def _of_claim(self, kept: KeptClaim, before: KeptClaim | None) -> LogEntry:
        if before is None or before.superseded_at != kept.recorded_at:
            return self._claim_entry(kept.recorded_at, Happened.CLAIM_ADDED, _said(kept.claim), kept.claim)
        fields = ", ".join(fields_that_differ(before.claim, kept.claim)) or "its conduct or its engine"
        words = f"{_said(kept.claim)} is read otherwise: {fields}"
        return self._claim_entry(kept.recorded_at, Happened.CLAIM_CHANGED, words, kept.claim)

    def _claim_entry(self, at: dt.datetime, what: Happened, words: str, claim: Claim) -> LogEntry:
        return LogEntry(at=at, what=what, words=words, document=claim.document, claim=claim.id)

    def _was_here(self, claim: Claim, time: dt.datetime) -> bool:
        """Whether the claim's strand was in the case then, or came into it as its first."""
        key = self._strand_of(claim)
        return any(
            row.case == self.case
            and (number == 0 or row.recorded_at <= time)
            and (row.superseded_at is None or time <= row.superseded_at)
            for number, row in enumerate(self.rows.get(key, ()))
        )

    def _strand_of(self, claim: Claim) -> str:
        return self.strand_of.get(claim.id) or f"{claim.document}/{claim.conduct.id if claim.conduct else ''}"

    # Decisions

    def of_decisions(self, times: set[dt.datetime]) -> list[LogEntry]:
        """Those on the case, on its claims or on names that it bears, and those at whose time it changed."""
        by_id = {kept.decision.id: kept.decision for kept in self.decisions}
        found = []
        for kept in self.decisions:
            about = kept.decision
            while about.undoes and about.undoes in by_id:
                about = by_id[about.undoes]
            if kept.recorded_at in times or self._bears_on(about):
                found.append(_decided(kept, about))
        return found

    def _bears_on(self, decision: Decision) -> bool:
        if decision.claim:
            return self._strand_of(decision.claim) in self.strands
        if decision.kind in OF_NAMES:
            return bool(set(decision.names) & self.names)
        return self.case in decision.cases


def _decided(kept: KeptDecision, about: Decision) -> LogEntry:
    decision = kept.decision
    is_undo = decision.kind is DecisionKind.UNDO
    what = " ".join([about.claim.id if about.claim else "", *about.changes, *about.cases, *about.names]).strip()
    words = f"{decision.by} decided to {about.kind} {what}"
    if is_undo:
        words = f"{decision.by} undid {decision.undoes} ({about.kind} {what})"
    return LogEntry(
        at=kept.recorded_at,
        what=Happened.UNDONE if is_undo else Happened.DECIDED,
        words=words,
        because=(decision.why,),
        claim=about.claim.id if about.claim else None,
        decision=decision.id,
    )


def _said(claim: Claim) -> str:
    who = claim.claimant.name if claim.claimant else "(unnamed)"
    accused = ", ".join(dict.fromkeys(a.name or a.phrase for a in claim.accused))
    return f"{who}: {claim.act}{f' (accused: {accused})' if accused else ''}"
