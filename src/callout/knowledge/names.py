"""One automaton over every name that callout knows, and what each hit may mean.

A hit keeps all its senses: two states have a Ministry of State Security, and this module does not
choose. Names match by their own spelling: a name of capitals ("US", "IT", "WHO") only in capitals, a
single word only with its capital, a name of several words in any case. Codes are never names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from callout.knowledge.files import galaxy, names_in, table
from callout.knowledge.groups import groups, malware, weak_names
from callout.knowledge.naming import schemed_names
from callout.knowledge.states import ALLIANCES, state_entity, states
from callout.record.entity import Entity, EntityKind


class What(StrEnum):
    """What a name names, and so what may be concluded from it."""

    STATE = "state"
    DEMONYM = "demonym"
    SEAT = "seat"
    BODY = "body"
    ROLE_BODY = "role-body"
    OFFICE = "office"
    PEOPLE = "people"
    OFFICIAL = "official"
    GROUP = "group"
    COMPANY = "company"
    MEDIA = "media"
    PRODUCT = "product"
    CAMPAIGN = "campaign"
    MALWARE = "malware"
    CITY = "city"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name.

    `country` is the state it stands for or acts for; `source` says which knowledge gave it where that
    is not plain from the name; `weak` asks for a word such as "group" beside the name; `role` is the
    office of an official.
    """

    what: What
    entity: Entity | None
    country: str | None
    source: str | None = None
    weak: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: code-point offsets, end exclusive, and every sense of the name."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class _Form(StrEnum):
    EXACT = "exact"
    CAPITAL = "capital"
    ANY = "any"


_EXACT = re.compile(r"(?=.*[A-Z0-9])[A-Z0-9.&/#()’'-]{1,}|\w*[a-z]+[A-Z]\w*")


@cache
def _english() -> frozenset[str]:
    return frozenset(row["word"] for row in table("english"))


def _form_of(name: str, what: What) -> _Form:
    if what in (What.ROLE_BODY, What.OFFICE, What.PEOPLE):
        return _Form.EXACT if name.isupper() else _Form.ANY
    if what is What.GROUP and name.isalpha() and len(name) >= 6:
        # Vendors write HAFNIUM, newspapers Hafnium. Names that are English words are marked as weak.
        return _Form.CAPITAL
    if _EXACT.fullmatch(name) or (what is What.PRODUCT and not name[0].isupper()):
        # "7-Zip" and "nginx" have no capital to be known by.
        return _Form.EXACT
    if what is What.DEMONYM and len(name) > 4 and name.lower() not in _english():
        return _Form.ANY
    if " " in name.removeprefix("the ") and what in (What.BODY, What.PRODUCT, What.COMPANY):
        return _Form.ANY
    return _Form.CAPITAL


def _plural(adjective: str) -> str | None:
    return adjective + "s" if re.fullmatch(r"[A-Z][\w ]*(?:an|i|er|k|t|d|e|p)", adjective) else None


def _entries() -> Iterator[tuple[str, Sense]]:
    yield from _state_entries()
    yield from _body_entries()
    yield from _people_entries()
    yield from _thing_entries()
    for row in table("cities"):
        for name in (row["name"], *names_in(row["other_names"])):
            yield name, Sense(What.CITY, None, row["country"])
    for row in table("places"):
        yield row["name"], Sense(What.PLACE, None, None)


def _state_entries() -> Iterator[tuple[str, Sense]]:
    for state in states().values():
        entity = state_entity(state.code)
        for name in state.names:
            yield name, Sense(What.STATE, entity, state.code)
        for adjective in state.adjectives:
            # A name that is also its own adjective ("UK", "Hong Kong") is a state that may stand before a noun.
            if adjective not in state.names:
                yield adjective, Sense(What.DEMONYM, entity, state.code)
                plural = _plural(adjective)
                if plural:
                    yield plural, Sense(What.DEMONYM, entity, state.code)
        for seat in state.seats:
            if seat not in state.names:
                yield seat, Sense(What.SEAT, entity, state.code)


def _body_entries() -> Iterator[tuple[str, Sense]]:
    own: set[str] = set()
    for row in table("bodies"):
        own |= {folded(name) for name in (row["name"], *names_in(row["other_names"]))}
        kind = EntityKind.ORGANISATION if row["kind"] == "contractor" else EntityKind(row["kind"])
        countries: list[str | None] = [*names_in(row["country"])] or [None]
        for country in countries:
            if country and (kind is EntityKind.STATE or row["name"] == ALLIANCES.get(country)):
                entity = state_entity(country)
            else:
                entity = Entity(name=row["name"], kind=kind, country=country)
            for name in (row["name"], *names_in(row["other_names"])):
                yield name, Sense(What.BODY, entity, country)
    for value in galaxy("intelligence-agencies"):
        country = value.get("meta", {}).get("country")
        name = value["value"].split(" (")[0].strip()
        # callout's own table comes first: a name that it settles is not opened again by a namesake elsewhere.
        if country and len(name) >= 12 and " " in name and folded(name) not in own:
            entity = Entity(
                name=name, kind=EntityKind.INTELLIGENCE_AGENCY, country=country, ids={"misp": value["uuid"]}
            )
            yield name, Sense(What.BODY, entity, country, source="MISP galaxy intelligence-agencies")


def _people_entries() -> Iterator[tuple[str, Sense]]:
    whats = {"body": What.ROLE_BODY, "office": What.OFFICE, "people": What.PEOPLE}
    for row in table("roles"):
        what = whats[row["what"]]
        for name in names_in(row["phrases"]):
            entity = (
                Entity(name=name, kind=EntityKind(row["kind"]), country=row["country"] or None)
                if what is What.ROLE_BODY
                else None
            )
            yield name, Sense(what, entity, row["country"] or None)
    for row in table("leaders"):
        person = Entity(name=row["name"], kind=EntityKind.PERSON, country=row["country"])
        for name in (row["surname"], row["name"]):
            yield name, Sense(What.OFFICIAL, person, row["country"], role=row["office"])
    for row in table("officials"):
        person = Entity(
            name=row["name"], kind=EntityKind.PERSON, country=row["country"], ids={"wikidata": row["wikidata"]}
        )
        yield row["name"], Sense(What.OFFICIAL, person, row["country"], source="Wikidata 2022-03", role=row["office"])


def _thing_entries() -> Iterator[tuple[str, Sense]]:
    weak = weak_names()
    for group in groups():
        for name in (spelt for written in group.names for spelt in _spellings(written)):
            # Each name is a group of its own: that two names are one group is a vendor's claim.
            entity = Entity(name=name, kind=EntityKind.GROUP, ids=group.entity.ids)
            yield name, Sense(What.GROUP, entity, group.state, source=group.state_from, weak=name in weak)
    for row in table("companies"):
        entity = Entity(name=row["name"], kind=EntityKind.COMPANY)
        for name in (row["name"], *names_in(row["other_names"])):
            yield name, Sense(What.COMPANY, entity, None)
    for row in table("media"):
        entity = Entity(name=row["name"], kind=EntityKind.MEDIA, country=row["country"] or None)
        for name in (row["name"], *names_in(row["other_names"])):
            yield name, Sense(What.MEDIA, entity, row["country"] or None)
    for row in table("products"):
        entity = Entity(name=row["name"], kind=EntityKind.PRODUCT)
        for name in (row["name"], *names_in(row["other_names"])):
            yield name, Sense(What.PRODUCT, entity, None)
    for row in table("campaigns"):
        kind = EntityKind.CAMPAIGN if row["kind"] == "campaign" else EntityKind.MALWARE
        what = What.CAMPAIGN if kind is EntityKind.CAMPAIGN else What.MALWARE
        entity = Entity(name=row["name"], kind=kind)
        for name in (row["name"], *names_in(row["other_names"])):
            yield name, Sense(what, entity, None)
    for entity in malware():
        yield entity.name, Sense(What.MALWARE, entity, None)


_NUMBERED = re.compile(r"(APT|UNC|TA|FIN|UAC|TEMP|ITG|DEV|TAG|Storm|STORM)[- ]?(\d+)")
_TWO_WORDS = re.compile(r"([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})")


def _spellings(name: str) -> tuple[str, ...]:
    """ "APT10" is also written "APT 10" and "APT-10", and "Spring Dragon" "SpringDragon"."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None:
        families = ("Storm", "STORM") if numbered[1] in ("Storm", "STORM") else (numbered[1],)
        return (name, *(f"{family}{mark}{numbered[2]}" for family in families for mark in ("", " ", "-")))
    words = _TWO_WORDS.fullmatch(name)
    return (name, f"{words[1]}{words[2]}") if words else (name,)


def _same(a: Entity | None, b: Entity | None) -> bool:
    return (a.id if a else None) == (b.id if b else None)


def _with_ids(sense: Sense, other: Entity | None) -> Sense:
    more = set(other.ids) - set(sense.entity.ids) if other and sense.entity else set()
    if not more or other is None or sense.entity is None:
        return sense
    return replace(sense, entity=sense.entity.model_copy(update={"ids": {**other.ids, **sense.entity.ids}}))


_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "\u2011": "-"})


def folded(text: str) -> str:
    """`text` in lower case with plain apostrophes and spaces, of the same length, so that offsets hold."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


class Names:
    """The automaton. Build it once (`names()`): it takes about a tenth of a second."""

    def __init__(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        by_pattern: dict[str, list[tuple[str, _Form, Sense]]] = {}
        for name, sense in _entries():
            entries = by_pattern.setdefault(folded(name), [])
            for number, (known, form, first) in enumerate(entries):
                if known == name and first.what is sense.what and _same(first.entity, sense.entity):
                    # The first of two sources says what the name means; the other may know it under more ids.
                    entries[number] = known, form, _with_ids(first, sense.entity)
                    break
            else:
                entries.append((name, _form_of(name, sense.what), sense))
        self._patterns = list(by_pattern)
        self._entries = [by_pattern[pattern] for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def __len__(self) -> int:
        return len(self._patterns)

    def find(self, text: str) -> list[Hit]:
        """The hits in order of start; of overlapping hits the longest stays."""
        low = folded(text)
        hits: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalnum() and low[start].isalnum():
                continue
            if end < len(low) and low[end].isalnum() and low[end - 1].isalnum():
                continue
            written = text[start:end]
            senses = tuple(s for name, form, s in self._entries[index] if _spelt(written, name, form, text, start, end))
            if senses:
                hits.append(Hit(start, end, senses))
        return _longest(_with_schemed(text, hits))


def _with_schemed(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits with the names that only a vendor's naming explains: those that no list has, or has without a state."""
    known = {(hit.start, hit.end): hit for hit in hits}
    for found in schemed_names(text):
        place = (found.start, found.end)
        senses = known[place].senses if place in known else ()
        groups_named = [s for s in senses if s.what is What.GROUP]
        if len(groups_named) < len(senses) or any(s.country for s in senses):
            continue
        listed = next((s.entity for s in groups_named), None)
        entity = listed or Entity(name=found.name, kind=EntityKind.GROUP)
        weak = found.weak and listed is None
        known[place] = Hit(*place, (Sense(What.GROUP, entity, found.state, source=found.source, weak=weak),))
    return list(known.values())


def _spelt(written: str, name: str, form: _Form, text: str, start: int, end: int) -> bool:
    if form is _Form.ANY:
        return True
    if form is _Form.EXACT:
        if written == name or (name.islower() and written == name.capitalize()):
            # In a line of capitals "US" may be the pronoun: it needs a neighbour in lower case, or its points.
            return len(name) > 2 or "." in name or _has_lower_case_near(text, start, end)
        return len(name) >= 5 and written.isupper() and name.replace(" ", "").isalpha()
    first = written[4:] if written[:4].lower() == "the " else written
    return first[0].isupper() or first[0] == "#"


def _has_lower_case_near(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 40) : start] + text[end : end + 40]
    return any(c.islower() for c in around) or not any(c.isalpha() for c in around)


def _longest(hits: list[Hit]) -> list[Hit]:
    hits.sort(key=lambda hit: (hit.start, -(hit.end - hit.start)))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


@cache
def names() -> Names:
    """The one automaton of this process."""
    return Names()
