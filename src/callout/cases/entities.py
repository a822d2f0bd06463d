"""Entities as documents name them: which sightings are of one thing, and why.

What must stay true: nothing is one by likeness alone, and two groups are never one because a vendor says so: a person
may decide it, and then the entity says who did. The result does not depend on the order of the sightings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callout.cases.bonds import Bonds, known_name
from callout.cases.decided import Decided
from callout.knowledge.persons import ALIKE, is_known, is_one_office, likely_holder, likeness_of_names
from callout.record.decision import DecisionKind
from callout.record.entity import Entity, EntityKind


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a document names an entity: `id` and `name` as the reading has them; `role` and `year` for a
    person: the office in the text's words, and the year of the document."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    document: str
    role: str | None = None
    year: int | None = None
    claim: str | None = None
    makes: bool = False
    """Whether it makes the claim; otherwise the claim is about it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One entity: `names` are those seen, each with why it is a name of this entity (None: it is written so)."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    names: Mapping[str, str | None]
    sightings: tuple[Sighting, ...]


def person(name: str, country: str | None, document: str, role: str | None, year: int | None, claim: str) -> Sighting:
    """A person who voices a claim."""
    entity = Entity(name=name, kind=EntityKind.PERSON, country=country)
    return Sighting(entity.id, name, EntityKind.PERSON, country, document, role, year, claim, True)


def entities_in(sightings: Iterable[Sighting], decided: Decided) -> list[Known]:
    """The entities, in order of name."""
    by_id: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_id.setdefault(sighting.id, []).append(sighting)
    joined = {**_misprints(by_id, decided), **_decided(by_id, decided)}
    groups: dict[str, list[str]] = {}
    for own in by_id:
        groups.setdefault(_end_of(own, joined), []).append(own)
    found = [_entity(end, members, by_id, joined) for end, members in groups.items()]
    return sorted(found, key=lambda e: (e.name.casefold(), e.kind, e.id))


@dataclass(frozen=True, slots=True)
class _Joined:
    """An entity is another: its id, name and country, and why."""

    id: str
    name: str
    country: str | None
    because: str


def _end_of(own: str, joined: Mapping[str, _Joined]) -> str:
    seen = {own}
    while own in joined and joined[own].id not in seen:
        own = joined[own].id
        seen.add(own)
    return own


def _entity(
    end: str, members: Sequence[str], by_id: Mapping[str, list[Sighting]], joined: Mapping[str, _Joined]
) -> Known:
    sightings = [s for own in sorted(members) for s in by_id[own]]
    sightings.sort(key=lambda s: (s.document, s.claim or "", s.makes, s.name))
    names: dict[str, str | None] = {}
    for own in sorted(members, key=lambda i: (i != end, i)):
        for sighting in by_id[own]:
            names.setdefault(sighting.name, joined[own].because if own != end else None)
    if end in by_id:
        first = by_id[end][0]
        return Known(end, first.name, first.kind, first.country, names, tuple(sightings))
    target = next(joined[own] for own in sorted(members) if own in joined and joined[own].id == end)
    return Known(end, target.name, sightings[0].kind, target.country, names, tuple(sightings))


# Persons whose names are misprinted


def _misprints(by_id: Mapping[str, Sequence[Sighting]], decided: Decided) -> dict[str, _Joined]:
    """For each person whose name is not known as it is written, the one that it is like, if office and state agree."""
    apart = _apart(decided)
    persons = {own: seen for own, seen in by_id.items() if seen[0].kind is EntityKind.PERSON}
    found: dict[str, _Joined] = {}
    for own, seen in persons.items():
        name, country = seen[0].name, seen[0].country
        likely = [likely_holder(name, s.role, country, s.year) for s in seen]
        meant = {one.name: one for one in likely if one}
        if len(meant) == 1:
            (one,) = meant.values()
            if _pair(name, one.name) not in apart:
                entity = Entity(name=one.name, kind=EntityKind.PERSON, country=country)
                found[own] = _Joined(entity.id, one.name, country, one.because)
        elif not meant and not is_known(name, country):
            other = _like_another(own, persons, apart)
            if other:
                found[own] = other
    return found


def _like_another(own: str, persons: Mapping[str, Sequence[Sighting]], apart: set[frozenset[str]]) -> _Joined | None:
    """The one person of that office and state whom more documents name so that it differs by a misprint."""
    mine = persons[own]
    country, documents = mine[0].country, {s.document for s in mine}
    if country is None:
        return None
    fit: list[tuple[int, str, str]] = []
    for other, theirs in persons.items():
        named = theirs[0]
        alike = likeness_of_names(mine[0].name, named.name)
        if other == own or named.country != country or alike < ALIKE or _pair(mine[0].name, named.name) in apart:
            continue
        offices = [(s.role, t.role) for s in mine for t in theirs if s.role and t.role]
        if len({t.document for t in theirs}) > len(documents) and any(is_one_office(a, b, country) for a, b in offices):
            fit.append((alike, other, named.name))
    if len(fit) != 1:
        return None
    alike, other, name = fit[0]
    role = next(s.role for s in mine if s.role)
    because = f"written like {name} ({alike} of 100), whom more documents name as {role} of {country}"
    return _Joined(other, name, country, because)


# What persons decided


def _decided(by_id: Mapping[str, Sequence[Sighting]], decided: Decided) -> dict[str, _Joined]:
    """Entities whose names a person held to be one: all under the first of the names that is seen."""
    bonds = Bonds(decided)
    by_name: dict[str, list[str]] = {}
    for own in sorted(by_id):
        by_name.setdefault(by_id[own][0].name.casefold(), []).append(own)
    found: dict[str, _Joined] = {}
    for name, first in sorted(bonds.one_name.items()):
        reason = next(
            decision
            for decision in reversed(decided.of_names)
            if decision.kind is DecisionKind.SAME and name in map(known_name, decision.names)
        )
        ends = by_name.get(first.casefold(), [])
        for own in by_name.get(name.casefold(), ()):
            end = by_id[ends[0]][0] if ends else by_id[own][0]
            kept = end.id if ends else Entity(name=first, kind=end.kind, country=end.country).id
            if own != kept:
                found[own] = _Joined(kept, first, end.country, f"{reason.by} decided that they are one: {reason.why}")
    return found


def _apart(decided: Decided) -> set[frozenset[str]]:
    """Pairs of names that a person held to be different, unless a later decision holds them to be the same."""
    found: set[frozenset[str]] = set()
    for decision in decided.of_names:
        pair = _pair(*decision.names)
        if decision.kind is DecisionKind.DIFFERENT:
            found.add(pair)
        else:
            found.discard(pair)
    return found


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset({one.casefold(), other.casefold()})
