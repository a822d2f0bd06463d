"""A claim in the making, and what was considered and dropped. Merged into claims by `claims.py`."""

from __future__ import annotations

from dataclasses import dataclass, field

from callout.record.acts import Act, ActClass, Mode, Standing
from callout.record.claim import Accused
from callout.record.entity import Entity, Spokesperson


@dataclass(slots=True)
class Draft:
    """A claim in the making: one sentence's worth of one speech act."""

    act: Act
    party: Entity | None
    people: tuple[Spokesperson, ...]
    partners: tuple[Entity, ...]
    accused: list[Accused]
    standing: Standing
    mode: Mode
    start: int
    end: int
    anonymous: bool = False
    ground: str | None = None
    said_by: tuple[int, int] | None = None
    """The words by which the text names, or points back to, who speaks; null for the document's own voice."""
    steps: list[str] = field(default_factory=list)

    @property
    def states(self) -> set[str]:
        return {a.state for a in self.accused if a.state}


@dataclass(frozen=True, slots=True)
class Drop:
    reason: str
    start: int
    end: int


@dataclass(slots=True)
class Findings:
    """What the passes over one document share: what was dropped, whom the last attribution accused, and which states
    have been accused so far."""

    dropped: list[Drop] = field(default_factory=list)
    last_accused: list[Accused] = field(default_factory=list)
    last_accuser: Entity | None = None
    last_end: int = 0
    """Where the sentence of the last accusation ends."""
    last_act: Act | None = None
    accused_states: set[str] = field(default_factory=set)
    other_accusations: list[int] = field(default_factory=list)
    """Where sentences begin that accuse somebody of something else than cyber conduct."""

    def note(self, draft: Draft) -> None:
        """Remembers whom a draft accuses."""
        if draft.accused and draft.act.act_class in (ActClass.ATTRIBUTION, ActClass.MEASURE):
            self.last_accused = draft.accused
            self.last_end = draft.end
            self.last_act = draft.act
            self.last_accuser = draft.party or self.last_accuser
            self.accused_states |= draft.states

    def drop(self, reason: str, start: int, end: int) -> None:
        self.dropped.append(Drop(reason, start, end))
