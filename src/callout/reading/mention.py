"""One mention: a name or role in a text, with what it names and the state that it is of."""

from __future__ import annotations

from dataclasses import dataclass

from callout.knowledge.names import What
from callout.record.entity import Entity

NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or role in the text. `entity` is null for a role of nobody in particular; `country` is the state that
    it is or acts for; `state_from` says which knowledge gave the country where the text does not."""

    start: int
    end: int
    what: What
    entity: Entity | None
    country: str | None
    role: str | None = None
    state_from: str | None = None
    org: Entity | None = None
    open_countries: tuple[str, ...] = ()
