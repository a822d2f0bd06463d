"""A case: one alleged conduct across all documents, with every claim about it, side by side.

A case is a view: it can be built again from claims at any time and is the same whatever the order in which they came.
"""

from __future__ import annotations

from enum import StrEnum

from callout.record.acts import Act, ActClass, ConductKind, Level, Standing, Tie, Venue
from callout.record.claim import Accused, Confidence
from callout.record.dates import When
from callout.record.entity import Party, Spokesperson
from callout.record.evidence import Evidence
from callout.record.model import Record


class DateKind(StrEnum):
    """Five kinds of date, never mixed."""

    CONDUCT = "conduct"
    DISCLOSED = "disclosed"
    SAID = "said"
    PUBLISHED = "published"
    RECORDED = "recorded"


class Membership(Record):
    """Why a claim is in the case, in words."""

    claim: str
    document: str
    reasons: tuple[str, ...]


class Position(Record):
    """One wording of one claimant: what it said, of whom, at which level and tie, with which confidence, where.

    A claimant that said two different things has two positions: nothing is averaged.
    """

    claimant: Party | None
    act: Act
    act_class: ActClass
    accused: tuple[Accused, ...]
    levels: tuple[Level, ...]
    ties: tuple[Tie, ...]
    confidence: Confidence
    venues: tuple[Venue, ...]
    standing: Standing
    said_on: When | None
    date_kind: DateKind | None
    spokespeople: tuple[Spokesperson, ...]
    joint: bool
    claims: tuple[str, ...]
    reports: int


class Answer(Record):
    """A denial, rejection, counter-accusation or threat, and the positions' claims that it answers."""

    claim: str
    act: Act
    claimant: Party | None
    ground: str | None
    answers: tuple[str, ...]


class Entry(Record):
    """A line of the timeline."""

    when: When
    kind: DateKind
    what: str
    claim: str | None = None


class CaseReport(Record):
    """A document that carries claims of the case. `copy_of` is the first of the documents whose text it carries too,
    cut and edited as it may be; null where it is itself the first, or no copy."""

    document: str
    uri: str
    title: str | None
    published: When | None
    claims: int
    copy_of: str | None = None


class OriginKind(StrEnum):
    """How far the documents lead to where something was said first, from the nearest: `text`, the claimant's own words
    or one text and its copies; `named`, a place that a document names and whose text is not there; `quotation`, words
    that several quote; `statement`, what one claimant said on one occasion, in the words of those who report it."""

    TEXT = "text"
    NAMED = "named"
    QUOTATION = "quotation"
    STATEMENT = "statement"


class NamedOrigin(Record):
    """The words of a document that name where a claim was made ("said in a statement", "told Reuters"). `outlet` is the
    one named, null where the words name only a form."""

    document: str
    evidence: Evidence
    outlet: str | None = None


class Origin(Record):
    """One thing said once, however many documents carry it and however they put it.

    `words` are those quoted, else those of the claim in the first document; `first` is the first document by date, then
    by id, and `documents` and `claims` begin with it; `texts` counts the documents without copies. `attributes` says
    whether it attributes the conduct to anybody.
    """

    id: str
    kind: OriginKind
    words: str
    claimant: Party | None
    attributes: bool
    said_on: When | None
    named: NamedOrigin | None
    first: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    texts: int


class Link(Record):
    """Another case that stands beside this one, and why."""

    case: str
    title: str
    reason: str


class Case(Record):
    """`single_origin` says that all attributions rest on one origin; false where there are none."""

    id: str
    title: str
    summary: str
    operation: str | None
    kinds: tuple[ConductKind, ...]
    vulnerabilities: tuple[str, ...]
    products: tuple[str, ...]
    malware: tuple[str, ...]
    groups: tuple[str, ...]
    targets: tuple[str, ...]
    accused: tuple[str, ...]
    claimants: tuple[Party, ...]
    positions: tuple[Position, ...]
    answers: tuple[Answer, ...]
    measures: tuple[Position, ...]
    timeline: tuple[Entry, ...]
    reports: tuple[CaseReport, ...]
    origins: tuple[Origin, ...]
    single_origin: bool
    merged_on: tuple[Membership, ...]
    links: tuple[Link, ...]


class CaseLine(Record):
    """What a list says of a case. `origins` counts those of all that is said but answers. `first` and `last` are the
    dates of its earliest and latest position, each at its own precision; null where none is dated."""

    id: str
    title: str
    accused: tuple[str, ...]
    claimants: tuple[str, ...]
    kinds: tuple[ConductKind, ...]
    claims: int
    origins: int
    reports: int
    answers: int
    measures: int
    first: str | None
    last: str | None
