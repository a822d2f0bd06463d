"""The claim: one public speech act of one claimant, with the exact words that carry it.

Within a document the same claimant, act, accused and conduct is one claim, with every stretch that
says so. The id follows from what was said and where, never from who read it.
"""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, computed_field, model_validator

from callout.record.acts import (
    Act,
    ActClass,
    ConductKind,
    ConfidenceLevel,
    Level,
    LikelihoodTerm,
    Mode,
    NormKind,
    Standing,
    Tie,
    Venue,
)
from callout.record.dates import When
from callout.record.entity import EntityKind, Party, Spokesperson
from callout.record.evidence import Evidence
from callout.record.ids import make_id
from callout.record.model import Record


class Accused(Record):
    """Who is held responsible, in the words of the text. `name` is null where the text names nobody ("a state-sponsored
    actor"): level, tie and phrase then say all there is.

    `state_from` says where `state` comes from: null where the text says it, otherwise the knowledge
    that gave it (a group's state is a source's claim, not the text's).
    """

    entity: str | None = None
    name: str | None
    kind: EntityKind | None = None
    state: str | None = None
    state_from: str | None = None
    level: Level
    tie: Tie | None = None
    phrase: str


class Confidence(Record):
    """The words as written and the level they name. Both null where the text has none."""

    phrase: str | None = None
    level: ConfidenceLevel | None = None


class Likelihood(Record):
    phrase: str
    term: LikelihoodTerm


class Invocation(Record):
    """A commitment, norm or law that a claim appeals to."""

    phrase: str
    kind: NormKind


class Conduct(Record):
    """Something that a document describes as having been done, whoever is held responsible.

    `targets` are states (ISO codes), sectors or names; `scale` is the number phrase as written.
    """

    id: str = ""
    summary: str
    kinds: tuple[ConductKind, ...] = ()
    operation: str | None = None
    vulnerabilities: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    malware: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    scale: str | None = None
    motives: tuple[str, ...] = ()
    period: When | None = None
    disclosed: When | None = None
    evidence: tuple[Evidence, ...] = ()


class Engine(Record):
    name: str
    version: str


class Claim(Record):
    """One speech act. See the design's record page for what each field stands for."""

    id: str = ""
    document: str
    act: Act
    claimant: Party | None
    spokespeople: tuple[Spokesperson, ...] = ()
    partners: tuple[Party, ...] = Field(default=(), alias="with")
    accused: tuple[Accused, ...] = ()
    conduct: Conduct | None = None
    confidence: Confidence = Confidence()
    likelihood: Likelihood | None = None
    invokes: tuple[Invocation, ...] = ()
    ground: str | None = None
    venue: Venue | None = None
    said_on: When | None = None
    mode: Mode
    standing: Standing
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    engine: Engine

    @model_validator(mode="before")
    @classmethod
    def _class_follows_from_act(cls, data: Any) -> Any:
        if isinstance(data, dict) and "class" in data:
            data = dict(data)
            given = data.pop("class")
            act = data.get("act")
            if act is not None and given != Act(act).act_class:
                raise ValueError(f"the act {act!r} is not of the class {given!r}")
        return data

    @model_validator(mode="after")
    def _identified_by_what_was_said(self) -> Self:
        if not self.id:
            object.__setattr__(self, "id", self._content_id())
        return self

    @computed_field(alias="class")  # type: ignore[prop-decorator]
    @property
    def act_class(self) -> ActClass:
        return self.act.act_class

    def _content_id(self) -> str:
        return make_id(
            "clm",
            {
                "document": self.document,
                "act": self.act,
                "claimant": self.claimant.id if self.claimant else None,
                "accused": sorted(f"{(a.name or a.phrase).casefold()}|{a.state or ''}" for a in self.accused),
                "evidence": sorted([e.start, e.end] for e in self.evidence),
            },
        )
