"""Entities: states, bodies, companies, groups and persons, as canonical things with outside ids."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from callout.record.ids import make_id
from callout.record.model import Record


class EntityKind(StrEnum):
    STATE = "state"
    ORGANISATION = "organisation"
    GOVERNMENT_BODY = "government-body"
    INTELLIGENCE_AGENCY = "intelligence-agency"
    MILITARY = "military"
    COURT = "court"
    PARLIAMENT = "parliament"
    COMPANY = "company"
    MEDIA = "media"
    GROUP = "group"
    PERSON = "person"
    PRODUCT = "product"
    MALWARE = "malware"
    CAMPAIGN = "campaign"


STATE_BODIES = frozenset(
    {
        EntityKind.GOVERNMENT_BODY,
        EntityKind.INTELLIGENCE_AGENCY,
        EntityKind.MILITARY,
        EntityKind.COURT,
        EntityKind.PARLIAMENT,
    }
)
"""Kinds that speak and act for their state."""


class Entity(Record):
    """One canonical thing. `country` is ISO 3166-1 alpha-2, or EU, NATO, UN; null where not known.

    `ids` holds outside ids by scheme: `iso3166`, `attack`, `misp`, `wikidata`.
    """

    name: str = Field(min_length=1)
    kind: EntityKind
    country: str | None = None
    ids: dict[str, str] = Field(default_factory=dict)
    id: str = ""

    def model_post_init(self, _context: object, /) -> None:
        if not self.id:
            # The id follows from the name and kind alone: outside ids are learnt later.
            object.__setattr__(
                self, "id", make_id("ent", {"country": self.country, "kind": self.kind, "name": self.name.casefold()})
            )


class Party(Record):
    """An entity as one claim names it: the claimant, or one that joins it."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None

    @classmethod
    def of(cls, entity: Entity) -> Party:
        return cls(id=entity.id, name=entity.name, kind=entity.kind, country=entity.country)


class Spokesperson(Record):
    """A person or office that voiced a claim. An unnamed official has a role and no name of a person."""

    name: str
    role: str | None = None
    country: str | None = None
