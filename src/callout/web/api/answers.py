"""The shapes of the API's answers. Claims, cases and documents have their public JSON form, as everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from callout.casebook.waiting import Waiting
from callout.record.claim import Claim
from callout.record.decision import ClaimStatus
from callout.record.document import Document


class Totals(BaseModel):
    """What the ledger holds. `unplaced` counts documents that were put in cases only later, together with others."""

    cases: int
    claims: int
    documents: int
    unplaced: int


class CaseLine(BaseModel):
    """A case as a list shows it. `latest` is the last date of a claim, at its own precision."""

    id: str
    title: str
    accused: list[str]
    claimants: list[str]
    claims: int
    reports: int
    latest: str | None


class CasePage(BaseModel):
    items: list[CaseLine]
    next: str | None = Field(description="Give it back as `cursor` for the items after these; null at the end.")


class ClaimAnswer(BaseModel):
    """A claim, the case that it is in, and when callout knew it."""

    claim: Claim
    status: ClaimStatus
    case: str | None
    recorded_at: dt.datetime
    superseded_at: dt.datetime | None


class ClaimPage(BaseModel):
    items: list[Claim]
    total: int
    next: str | None = Field(description="Give it back as `cursor` for the items after these; null at the end.")


class DocumentLine(BaseModel):
    """A document as a list shows it. `source` is its publisher, else the host of its address."""

    id: str
    uri: str
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    kind: str
    length: int
    claims: int
    recorded_at: dt.datetime


class DocumentPage(BaseModel):
    items: list[DocumentLine]
    next: str | None = Field(description="Give it back as `cursor` for the items after these; null at the end.")


class DocumentAnswer(BaseModel):
    """A document with its text, the places where it appeared, and its claims. Offsets count code points of `text`."""

    document: Document
    text: str
    appearances: list[Document]
    claims: list[Claim]
    recorded_at: dt.datetime


class StateLine(BaseModel):
    code: str
    name: str
    attributions: int
    attributed_to_it: int


class LagAnswer(BaseModel):
    """Days between two dates that are both known to the day, over cases."""

    what: str
    median_days: float
    cases: dict[str, int]


class StateAnswer(BaseModel):
    """Both directions: ids of the claims that a state makes, of those made of it, and of its answers."""

    code: str
    name: str
    made: list[str]
    received: list[str]
    answers: list[str]
    partners: dict[str, int]
    accuses: dict[str, int]
    accused_by: dict[str, int]
    ties: dict[str, int]
    cases: list[str]
    lags: list[LagAnswer]


class Accusation(BaseModel):
    """How many attributions one state or alliance makes of another, joint ones included."""

    accuser: str
    accused: str
    claims: int


class OutcomeAnswer(BaseModel):
    """What became of one document: recorded, known before, or refused with an error."""

    name: str
    document: str | None
    new: bool
    claims: int
    error: str | None


class JobAnswer(BaseModel):
    """Adding goes on after the answer: ask for the job until its state is `done`."""

    id: str
    state: str
    outcomes: list[OutcomeAnswer]


class Given(BaseModel):
    """A document to add: its text with what is known of it, or the address of a public page."""

    model_config = {"extra": "forbid"}

    text: str | None = Field(default=None, max_length=20_000_000)
    address: str | None = Field(default=None, max_length=2000)
    title: str | None = Field(default=None, max_length=200)
    source: str | None = Field(default=None, max_length=200)
    published: str | None = Field(default=None, max_length=40, description="2021-07-20, 2021-07 or 2021")
    uri: str | None = Field(default=None, max_length=2000, description="Where the text was published.")


class DecisionGiven(BaseModel):
    """A decision on a claim. `changes` are the fields that a correction says otherwise, in the record's JSON form."""

    model_config = {"extra": "forbid"}

    kind: Literal["confirm", "correct", "reject", "doubt", "withdraw"]
    why: str = Field(default="", max_length=500)
    changes: dict[str, Any] = Field(default_factory=dict)


class CaseDecisionGiven(BaseModel):
    """A decision on cases or on names. `merge` and `link` name two `cases` (either may be a document, by its id),
    `split` one and what leaves it (`out`: ids of documents or claims), `same` and `different` two `names` as documents
    write them."""

    model_config = {"extra": "forbid"}

    kind: Literal["merge", "split", "link", "same", "different"]
    why: str = Field(min_length=1, max_length=500)
    cases: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list, max_length=2)
    out: list[Annotated[str, Field(max_length=64)]] = Field(default_factory=list, max_length=2000)
    names: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=2)


class QueuePage(BaseModel):
    items: list[Waiting]
    total: int
    next: str | None = None
