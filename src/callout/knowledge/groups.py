"""Threat groups and the malware that has a name, from MISP's galaxy and ATT&CK, with callout's corrections.

A group's state is what some source says, so it travels with the name of that source. MISP's
`attribution-confidence` is not used: nearly every value is one default. Groups that share an alias
stay two groups: an alias is a vendor's claim. A name that two groups bear has the state of both
only where they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callout.knowledge.files import attack, galaxy, names_in, table
from callout.record.entity import Entity, EntityKind

GALAXY = "MISP galaxy threat-actor"
OWN = "callout groups.tsv"

_ATTACK_ID = re.compile(r"G\d{4}")
_CATALOGUE_ID = re.compile(r"G\d{4}|ATK ?\d+|\W*")


@dataclass(frozen=True, slots=True)
class Group:
    """`state_from` names the source of `state`; both null where no source gives one."""

    entity: Entity
    names: tuple[str, ...]
    state: str | None
    state_from: str | None


def _country(meta: dict[str, object]) -> str | None:
    code = meta.get("country")
    return code if isinstance(code, str) and re.fullmatch(r"[A-Z]{2}", code) else None


def groups() -> Iterator[Group]:
    """Every group. callout's own entries come first: the first entry of a name is the one that counts."""
    dropped = set()
    for row in table("groups"):
        if row["treat"] == "drop":
            dropped.add(row["name"])
        elif row["treat"] == "add":
            yield Group(
                entity=Entity(name=row["name"], kind=EntityKind.GROUP),
                names=(row["name"], *names_in(row["other_names"])),
                state=row["state"] or None,
                state_from=OWN if row["state"] else None,
            )
    for value in galaxy("threat-actor"):
        meta = value.get("meta", {})
        names = [value["value"], *(meta.get("synonyms") or [])]
        kept = [n.strip() for n in names if n.strip() not in dropped and _usable(n)]
        if not kept:
            continue
        ids = {"misp": value["uuid"]}
        attack_id = next((n for n in names if _ATTACK_ID.fullmatch(n)), None)
        if attack_id:
            ids["attack"] = attack_id
        state = _country(meta)
        yield Group(
            entity=Entity(name=value["value"], kind=EntityKind.GROUP, ids=ids),
            names=tuple(kept),
            state=state,
            state_from=GALAXY if state else None,
        )
    for found in attack("groups-campaigns", "groups_campaigns"):
        if found["stix_type"] != "intrusion-set":
            continue
        kept = [n for n in dict.fromkeys([found["name"], *found["aliases"]]) if n not in dropped and _usable(n)]
        if kept:
            yield Group(
                entity=Entity(name=found["name"], kind=EntityKind.GROUP, ids={"attack": found["external_id"]}),
                names=tuple(kept),
                state=None,
                state_from=None,
            )


def weak_names() -> frozenset[str]:
    """Names that are also English words: they count only beside a word such as "group"."""
    return frozenset(row["name"] for row in table("groups") if row["treat"] == "weak")


def _usable(name: str) -> bool:
    return len(name) >= 4 and not _CATALOGUE_ID.fullmatch(name) and not name.islower()


def malware() -> Iterator[Entity]:
    """Malware families of ATT&CK whose names cannot be taken for English words or programs.

    Tools (Ping, Net, at) are left out: they are what any administrator uses. A family counts when
    its name carries a capital inside it, a digit, or at least seven letters.
    """
    for found in attack("software", "software"):
        if found["stix_type"] != "malware":
            continue
        for name in dict.fromkeys([found["name"], *found["aliases"]]):
            if len(name) >= 7 or (len(name) >= 4 and re.search(r"[a-z][A-Z]|\d|^[A-Z]{4,}$", name)):
                yield Entity(name=name, kind=EntityKind.MALWARE, ids={"attack": found["external_id"]})
