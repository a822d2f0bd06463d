"""A case: one alleged conduct across all documents, with every claim about it, side by side.

A case is a view: it can be built again from claims at any time and is the same whatever the order in which they came.
"""

from __future__ import annotations

from enum import StrEnum

from callout.record.acts import Act, ActClass, ConductKind, Level, Standing, Tie, Venue
from callout.record.claim import Accused, Confidence
from callout.record.dates import When
from callout.record.entity import Party, Spokesperson
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
    """A document that carries claims of the case."""

    document: str
    uri: str
    title: str | None
    published: When | None
    claims: int


class Origin(Record):
    """Words that several documents carry: one origin, many reports."""

    words: str
    claimant: Party | None
    documents: tuple[str, ...]


class Link(Record):
    """Another case that stands beside this one, and why."""

    case: str
    title: str
    reason: str


class Case(Record):
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
    merged_on: tuple[Membership, ...]
    links: tuple[Link, ...]


class CaseLine(Record):
    """What a list says of a case. `first` and `last` are the dates of its earliest and latest position, each at its own
    precision; null where none is dated."""

    id: str
    title: str
    accused: tuple[str, ...]
    claimants: tuple[str, ...]
    kinds: tuple[ConductKind, ...]
    claims: int
    reports: int
    answers: int
    measures: int
    first: str | None
    last: str | None
