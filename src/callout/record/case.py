"""A case: one alleged conduct across all documents, with every claim about it, side by side.

A case is a view: it can be built again from claims at any time and is the same whatever the order in which they came.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from callout.record.acts import Act, ActClass, ConductKind, Level, Standing, Tie, Venue
from callout.record.claim import Accused, Confidence
from callout.record.coalition import Coalition
from callout.record.dates import DateKind, When
from callout.record.entity import Party, Spokesperson
from callout.record.evidence import Evidence, Stretch
from callout.record.model import Record


class Membership(Record):
    """Why a claim is in the case, in words."""

    claim: str
    document: str
    reasons: tuple[str, ...]


class Position(Record):
    """One wording of one claimant: what it said, of whom, at which level and tie, with which confidence, where.

    A claimant that said two different things has two positions: nothing is averaged. `evidence` is some of the
    stretches that say so, the one that names the claimant first and no two of one document before each has one;
    `claims` are all. `withdrawn` is true where the claimant has since taken it back.
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
    evidence: tuple[Stretch, ...] = ()
    withdrawn: bool = False


class Answering(StrEnum):
    """Who answers. A victim that denies that it was breached says something else than an accused that denies the deed.
    `other` is whoever is neither, as far as the documents tell."""

    ACCUSED = "accused"
    VICTIM = "victim"
    OTHER = "other"


class GroundKind(StrEnum):
    """What an answer rests on, as its words say."""

    NO_EVIDENCE = "no-evidence"
    FABRICATED = "fabricated"
    UNTRUE = "untrue"
    HOSTILE = "hostile"
    VICTIM_TOO = "victim-too"
    OPPOSES_HACKING = "opposes-hacking"
    OTHERS_DO = "others-do"
    NOT_BREACHED = "not-breached"


class Ground(Record):
    """The exact words by which an answer says what it rests on."""

    kind: GroundKind
    words: Stretch


class Answer(Record):
    """A denial, rejection, counter-accusation, threat or refusal to comment, and the attributions that it answers.

    `ground` is the reading's; `grounds` are all that its evidence words. `naming` are the claimants whom it names:
    where there are any, it answers them alone.
    """

    claim: str
    act: Act
    claimant: Party | None
    ground: str | None
    answers: tuple[str, ...]
    speaker: Answering = Answering.OTHER
    standing: Standing = Standing.ASSERTED
    said_on: When | None = None
    date_kind: DateKind | None = None
    naming: tuple[Party, ...] = ()
    grounds: tuple[Ground, ...] = ()
    evidence: tuple[Stretch, ...] = ()


class EntryKind(StrEnum):
    """What a line of the timeline tells. A `joiner` is an attribution by another than whoever attributed first."""

    CONDUCT = "conduct"
    DISCLOSURE = "disclosure"
    PATCH = "patch"
    ADVISORY = "advisory"
    CLAIM = "claim"
    JOINER = "joiner"
    STANCE = "stance"
    DENIAL = "denial"
    COUNTER_ACCUSATION = "counter-accusation"
    THREAT = "threat"
    NO_COMMENT = "no-comment"
    CHARGE = "charge"
    SANCTION = "sanction"
    MEASURE = "measure"
    WITHDRAWAL = "withdrawal"


class Entry(Record):
    """A line of the timeline. `kind` is the kind of its date, `entry` what it tells; `claim` is the first of `claims`,
    which differ in their documents only."""

    when: When
    kind: DateKind
    what: str
    claim: str | None = None
    entry: EntryKind | None = None
    claims: tuple[str, ...] = ()


class LagKind(StrEnum):
    DISCLOSURE_TO_ATTRIBUTION = "disclosure-to-attribution"
    ATTRIBUTION_TO_DENIAL = "attribution-to-denial"


class LagEnd(Record):
    """One end of a lag: the date, of which kind it is, and the claim that it dates (none for a disclosure)."""

    when: When
    kind: DateKind
    claim: str | None = None


class Lag(Record):
    """Days between two things: one number where both dates are known to the day (`least` equals `most`), else the
    fewest and the most that their words allow. An end that is a publication date says so by its kind."""

    what: LagKind
    state: str | None = None
    least: int
    most: int
    from_: LagEnd = Field(alias="from")
    to: LagEnd


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
    coalition: Coalition = Coalition()
    lags: tuple[Lag, ...] = ()


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
