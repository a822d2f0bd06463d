"""The brief: what came to be known in a period, by case, each line with its document and its words.

A pure function of cases and claims. What must stay true: a line is new, or it is not there (the same claimant saying
the same of the same state in one more document is counted, not told); every line has the exact words and where they
stand; the same input in any order gives the same brief.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from callout.cases.coalition import holder_key
from callout.cases.strands import when_of
from callout.record.acts import Act, ActClass, ConfidenceLevel, Standing
from callout.record.case import Case
from callout.record.claim import Accused, Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Party
from callout.record.evidence import Evidence
from callout.record.model import Record


class Section(StrEnum):
    """In the order in which they stand under a case."""

    CLAIMS = "claims"
    JOINERS = "joiners"
    STANCES = "stances"
    ANSWERS = "answers"
    MEASURES = "measures"


_JOINING = frozenset({Act.JOIN, Act.SUPPORT, Act.ACKNOWLEDGE})
_SECTION = {
    ActClass.ATTRIBUTION: Section.CLAIMS,
    ActClass.STANCE: Section.STANCES,
    ActClass.RESPONSE: Section.ANSWERS,
    ActClass.MEASURE: Section.MEASURES,
}


class BriefLine(Record):
    """One new position of a claimant. `reports` is how many documents carry it; the words are of the first of them."""

    claim: str
    section: Section
    act: Act
    claimant: Party | None
    partners: tuple[Party, ...]
    accused: tuple[Accused, ...]
    confidence: str | None
    confidence_level: ConfidenceLevel | None
    ground: str | None
    standing: Standing
    when: When | None
    when_is_publication: bool
    document: Document
    words: Evidence
    reports: int


class BriefCase(Record):
    """`new` where nothing of the case was known before. `further_reports` are documents that repeat what was known or
    cite it, without a line of their own."""

    case: str
    title: str
    accused: tuple[str, ...]
    new: bool
    lines: tuple[BriefLine, ...]
    further_reports: int


class Brief(Record):
    """`since` and `until` are when things came to be known, not when they were said; both are in the period."""

    since: dt.datetime
    until: dt.datetime
    new_cases: int
    new_lines: int
    documents: int
    cases: tuple[BriefCase, ...]


def brief_of(
    cases: Iterable[Case],
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    *,
    known_before: AbstractSet[str],
    since: dt.datetime,
    until: dt.datetime,
) -> Brief:
    """What is new among the claims known at `until`: those whose id is not among `known_before`.

    New cases come first, then those with the most lines. A case in which nothing but repetitions is new is told in its
    number of further reports; one in which nothing is new is left out.
    """
    by_id = {claim.id: claim for claim in claims if claim.document in documents}
    told = [
        told_of
        for case in cases
        if (told_of := _case(case, by_id, documents, known_before)) and (told_of.lines or told_of.further_reports)
    ]
    told.sort(key=lambda c: (not c.new, -len(c.lines), c.title, c.case))
    return Brief(
        since=since,
        until=until,
        new_cases=sum(c.new for c in told),
        new_lines=sum(len(c.lines) for c in told),
        documents=len({claim.document for i, claim in by_id.items() if i not in known_before}),
        cases=tuple(told),
    )


_Position = tuple[str, Act, Standing, tuple[str, ...]]


def _position(claim: Claim) -> _Position:
    """What makes a claim the same as one that was known: who, in which act and standing, of whom."""
    whom = tuple(sorted({a.state or (a.name or a.phrase).casefold() for a in claim.accused}))
    return holder_key(claim.claimant), claim.act, claim.standing, whom


def _case(
    case: Case, by_id: Mapping[str, Claim], documents: Mapping[str, Document], known_before: AbstractSet[str]
) -> BriefCase:
    members = [by_id[m.claim] for m in case.merged_on if m.claim in by_id]
    known = [claim for claim in members if claim.id in known_before]
    known_positions = {_position(claim) for claim in known}
    new: dict[_Position, list[Claim]] = {}
    repeating: set[str] = set()
    for claim in members:
        if claim.id in known_before:
            continue
        if claim.standing is Standing.PAST or _position(claim) in known_positions:
            repeating.add(claim.document)
        else:
            new.setdefault(_position(claim), []).append(claim)
    lines = [_line(found, documents) for found in new.values()]
    lines.sort(key=_order)
    return BriefCase(
        case=case.id,
        title=case.title,
        accused=case.accused,
        new=bool(members) and not known,
        lines=tuple(lines),
        further_reports=len(repeating - {line.document.id for line in lines}),
    )


def _line(claims: Sequence[Claim], documents: Mapping[str, Document]) -> BriefLine:
    first = min(claims, key=lambda c: (_published(documents[c.document]), c.document, c.evidence[0].start, c.id))
    document = documents[first.document]
    when, is_publication = when_of(first, document)
    return BriefLine(
        claim=first.id,
        section=Section.JOINERS if first.act in _JOINING else _SECTION[first.act_class],
        act=first.act,
        claimant=first.claimant,
        partners=first.partners,
        accused=first.accused,
        confidence=first.confidence.phrase,
        confidence_level=first.confidence.level,
        ground=first.ground,
        standing=first.standing,
        when=when,
        when_is_publication=is_publication,
        document=document,
        words=max(first.evidence, key=lambda e: (len(e.exact), -e.start)),
        reports=len({c.document for c in claims}),
    )


def _published(document: Document) -> str:
    return (document.published.date if document.published else None) or "9999"


def _order(line: BriefLine) -> tuple[int, str, str, str]:
    date = (line.when.date if line.when else None) or "9999"
    return list(Section).index(line.section), date, line.claimant.name if line.claimant else "~", line.claim
