"""States and the alliances that speak like them, by code. ISO 3166-1 alpha-2; `EU`, `NATO` and `UN` beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from callout.knowledge.files import names_in, table
from callout.record.entity import Entity, EntityKind

ALLIANCES = {"EU": "European Union", "NATO": "NATO", "UN": "United Nations"}


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def states() -> dict[str, State]:
    """Every state by its code."""
    return {
        row["code"]: State(
            code=row["code"],
            name=row["name"],
            names=(row["name"], *names_in(row["other_names"])),
            adjectives=tuple(names_in(row["adjectives"])),
            seats=tuple(names_in(row["seats"])),
        )
        for row in table("states")
    }


@cache
def state_entity(code: str) -> Entity:
    """The state or alliance of a code, as an entity. Raises KeyError for a code that is neither."""
    if code in ALLIANCES:
        return Entity(name=ALLIANCES[code], kind=EntityKind.ORGANISATION, country=code)
    return Entity(name=states()[code].name, kind=EntityKind.STATE, country=code, ids={"iso3166": code})
