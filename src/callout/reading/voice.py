"""Voices: who makes a claim and who voices it for them, and who spoke up to here.

What must stay true: a voice without a party is nobody's; a guessed voice never accuses its own state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from callout.reading.issuer import Issuer
from callout.record.claim import Accused
from callout.record.entity import STATE_BODIES, Entity, EntityKind, Spokesperson


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes a claim. `party` is null where the text does not say for whom the voice speaks."""

    party: Entity | None
    people: tuple[Spokesperson, ...] = ()
    start: int = 0
    end: int = 0
    plural: bool = False
    anonymous: bool = False
    partners: tuple[Entity, ...] = ()
    guessed: bool = False
    """Whether the state is only the one that the text speaks of: "officials", "the ministry" without a name. Whoever is
    accused may as well be the only state that a text names."""

    @property
    def words(self) -> tuple[int, int] | None:
        """Where the text names the voice, or points back to it; null where it does neither."""
        return (self.start, self.end) if self.end > self.start else None

    @property
    def country(self) -> str | None:
        return self.party.country if self.party and _speaks_for_state(self.party) else None


def _speaks_for_state(entity: Entity) -> bool:
    return entity.kind in (EntityKind.STATE, EntityKind.ORGANISATION, *STATE_BODIES)


def apart(voice: Voice, accused: Sequence[Accused]) -> Voice:
    """A guessed voice is not that of the state that it accuses: "officials said the GRU hacked the ministry"."""
    if voice.guessed and voice.country and any(a.state == voice.country for a in accused):
        return replace(voice, party=None, people=tuple(_stateless(p) for p in voice.people))
    return voice


def _stateless(person: Spokesperson) -> Spokesperson:
    return Spokesperson(name=person.name, role=person.role, country=None)


def voice_of(issuer: Issuer, people: tuple[Spokesperson, ...] = ()) -> Voice:
    """The document's own voice; `people` are those whose statement its title says it is."""
    return Voice(issuer.party, people, plural=bool(issuer.partners), partners=issuer.partners)


@dataclass(slots=True)
class Discourse:
    """Who spoke, and who was meant, up to here."""

    first: Voice | None = None
    person: Voice | None = None
    several: Voice | None = None
    party: Voice | None = None
    company: Entity | None = None
    coalition: list[Entity] = field(default_factory=list)
    firms: list[Entity] = field(default_factory=list)
    by_noun: dict[str, Voice] = field(default_factory=dict)

    def heard(self, voice: Voice, noun: str) -> None:
        if voice.people and not voice.plural:
            self.person = voice
        if voice.plural:
            self.several = voice
        if voice.party:
            self.first = self.first or voice
            self.party = voice
            if voice.party.kind in (EntityKind.COMPANY, EntityKind.ORGANISATION):
                self.company = voice.party
            self.by_noun[noun] = voice
