"""Who and what a text names, with generic roles bound to their state ("the Chinese embassy", "UK foreign secretary").

A hit of the name automaton may have several senses; this module settles them by what stands beside the
name and by the states that the document names, and leaves them open where that does not decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callout.knowledge.names import Hit, Sense, What, folded, names
from callout.knowledge.states import state_entity
from callout.reading.lexicon import word_set
from callout.record.entity import Entity, EntityKind

_GENERIC = (What.ROLE_BODY, What.OFFICE, What.PEOPLE)
_NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)

# Between a state and the role that it qualifies stand at most a possessive and a few plain adjectives.
_QUALIFIES = re.compile(
    r"(?:['’]s?)?[\s-]+(?:(?!(?:of|in|to|and|or|at|on|for|by|with|from|that|who|said|says|is|was|has|had|have|will|may|its|his|the|a|an)\b|\w+ed\b|\w+ing\b)[\w’'-]+\s+){0,3}",
    re.I,
)
_OF = re.compile(r"\s+(?:of|for|from|representing)\s+(?:the\s+|President\s+|Prime\s+Minister\s+)?", re.I)
_IN = re.compile(r"\s+(?:in|at|inside|within)\s+(?:the\s+)?", re.I)
_ABROAD = re.compile(r"embass|consul|ambassador|mission|delegation|envoy|representative|diplomat", re.I)


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


class Mentions:
    """The mentions of one document in order, looked up by stretch."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self.all = sorted(found, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.all]

    def within(self, start: int, end: int) -> list[Mention]:
        found = []
        for index in range(bisect_left(self._starts, start), len(self.all)):
            if self.all[index].start >= end:
                break
            found.append(self.all[index])
        return found

    def covering(self, position: int) -> Mention | None:
        """The mention that the character at `position` belongs to."""
        index = bisect_left(self._starts, position + 1) - 1
        while index >= 0 and index >= 0 and self.all[index].start > position - 120:
            if self.all[index].end > position:
                return self.all[index]
            index -= 1
        return None


def find_mentions(text: str) -> Mentions:
    hits = names().find(text)
    named: Counter[str | None] = Counter(s.country for h in hits for s in h.senses if s.what in _NATIONAL and s.country)
    settled = list(_settle(text, hits, named))
    return Mentions(_bind_roles(text, _as_written(text, settled)))


def _as_written(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Companies and media bear the name that the document gives them: a report of 2021 says "Facebook", not "Meta".
    The entity stays the same. Where the document has the usual name as well, that is the name."""
    forms: dict[str, set[str]] = {}
    for mention in found:
        if mention.entity and mention.what in _PUBLISHED_NAMES:
            forms.setdefault(mention.entity.id, set()).add(text[mention.start : mention.end])
    renamed = []
    for mention in found:
        written = forms.get(mention.entity.id, set()) if mention.entity and mention.what in _PUBLISHED_NAMES else set()
        if mention.entity and written and not any(folded(mention.entity.name) in folded(w) for w in written):
            entity = mention.entity.model_copy(update={"name": max(sorted(written), key=len)})
            mention = replace(mention, entity=entity)
        renamed.append(mention)
    return renamed


_PUBLISHED_NAMES = (What.COMPANY, What.MEDIA)


def _settle(text: str, hits: list[Hit], named: Counter[str | None]) -> Iterator[Mention]:
    """One sense for each hit; a weak name only beside a word such as "group"."""
    for index, hit in enumerate(hits):
        senses = hit.senses
        if all(s.weak for s in senses) and not _beside_actor_noun(text, hit):
            continue
        sense = senses[0]
        bodies = [s for s in senses if s.what is What.BODY]
        if bodies and (_is_namesake(text, hit, bodies) or _is_part_of_name(text, hit, index and hits[index - 1])):
            yield Mention(hit.start, hit.end, What.ROLE_BODY, None, None)
            continue
        # The same words may be a person's name and something else; knowledge lists the commoner sense first.
        countries = list(dict.fromkeys(s.country for s in bodies if s.country))
        if bodies and len(countries) > 1:
            country = _state_beside(text, hits, index, countries)
            if country is None:
                mentioned = [c for c in countries if named[c]]
                country = mentioned[0] if len(mentioned) == 1 else None
            if country:
                chosen = next(s for s in bodies if s.country == country)
                yield _mention(hit, chosen)
            else:
                entity = bodies[0].entity
                assert entity is not None  # noqa: S101 - a body always has one
                open_body = Entity(name=entity.name, kind=entity.kind)
                yield Mention(hit.start, hit.end, What.BODY, open_body, None, open_countries=tuple(countries))
            continue
        if sense.what is What.GROUP:
            sense = next((s for s in senses if s.country), sense)
            states = {s.country for s in senses if s.country}
            if len(states) > 1:
                sense = replace(sense, country=None, source=None)
        yield _mention(hit, sense)


_LETTERS = re.compile(r"\s?\((?P<in>[A-Z]{2,6})\)|,\s(?P<after>[A-Z]{2,6}),")


def _is_namesake(text: str, hit: Hit, bodies: Sequence[Sense]) -> bool:
    """ "the National Security Agency, ANB,": other letters than its own say that it is another state's body of that
    name. A name that says its state ("of Ukraine") has no namesake."""
    written = text[hit.start : hit.end]
    match = _LETTERS.match(text, hit.end)
    if match is None or " " not in written or len(bodies) > 1 or bodies[0].entity is None:
        return False
    letters = match["in"] or match["after"]
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", written) if w[0].isupper())
    # Letters that are a name themselves are its own ("(FBI)"), or the next of a list ("the European Union, NATO,").
    # Without the state that ends it: "Cyber Security Agency of Singapore (CSA)".
    return not initials.startswith(letters) and not names().find(letters)


_RANK = re.compile(r"\b(?:Central|National|Federal|Supreme|Permanent|Independent|Regional|Joint|High)\s$")


def _is_part_of_name(text: str, hit: Hit, before: Hit | int | None) -> bool:
    """ "the Central Electoral Commission": not the body listed under the shorter name."""
    own = isinstance(before, Hit) and before.end == hit.start - 1
    return (
        not own
        and " " in text[hit.start : hit.end]
        and _RANK.search(text, max(0, hit.start - 14), hit.start) is not None
    )


def _mention(hit: Hit, sense: Sense) -> Mention:
    entity = sense.entity
    if sense.what in _NATIONAL and sense.country:
        entity = state_entity(sense.country)
    return Mention(hit.start, hit.end, sense.what, entity, sense.country, role=sense.role, state_from=sense.source)


_NAMING = re.compile(r"\b(?:known as|called|dubbed|named|codenamed|aka)\W*$", re.I)


def _beside_actor_noun(text: str, hit: Hit) -> bool:
    """Whether a noun for doers stands right beside a name, or before words that give the name ("hackers known as")."""
    before = text[max(0, hit.start - 60) : hit.start]
    beside = re.findall(r"[\w-]+", before.lower())[-6 if _NAMING.search(before) else -2 :]
    beside += re.findall(r"[\w-]+", text[hit.end : hit.end + 30].lower())[:1]
    nouns = word_set("actors", "levels", "group") | word_set("actors", "levels", "unnamed")
    return any(w in nouns or w.rstrip("s") in nouns or w in ("apt", "apts") for w in beside)


def _state_beside(text: str, hits: list[Hit], index: int, among: list[str]) -> str | None:
    hit = hits[index]
    if index:
        before = hits[index - 1]
        country = before.senses[0].country
        if country in among and _QUALIFIES.fullmatch(text[before.end : hit.start]):
            return country
    if index + 1 < len(hits):
        after = hits[index + 1]
        country = after.senses[0].country
        if country in among and (
            _OF.fullmatch(text[hit.end : after.start]) or text[hit.end : after.start] in (", ", " (")
        ):
            return country
    return None


def _bind_roles(text: str, found: list[Mention]) -> list[Mention]:
    bound: list[Mention] = []
    short: dict[str, Mention] = {}
    for index, mention in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        written = text[mention.start : mention.end]
        if mention.what is What.ROLE_BODY and written.isupper() and mention.country is None:
            # "Britain's National Cyber Security Centre (NCSC)": the letters name that body from here on.
            long = bound[-1] if bound and text[bound[-1].end : mention.start] == " (" else short.get(written)
            if long is not None and long.country:
                short[written] = long
                bound.append(replace(mention, entity=long.entity, country=long.country, what=long.what))
                continue
        if mention.what in (What.ROLE_BODY, What.OFFICE, What.PEOPLE, What.BODY):
            mention = _bind(text, mention, bound, after)
        bound.append(mention)
    return bound


def _bind(text: str, mention: Mention, bound: list[Mention], after: Mention | None) -> Mention:
    before = bound[-1] if bound else None
    role = text[mention.start : mention.end]
    if before and before.end <= mention.start and _qualifies(text, before, mention):
        if before.what is What.BODY and mention.what is What.ROLE_BODY and before.entity and not before.country:
            return mention
        if mention.what is What.BODY and mention.country not in (None, before.country):
            # "Chile's Defense Department" is Chile's, though another state has a body of that name.
            possessive = text[before.end : mention.start] in ("'s ", "’s ")
            if not possessive or before.what not in _NATIONAL or " " not in text[mention.start : mention.end]:
                return mention
            named = Entity(
                name=text[mention.start : mention.end], kind=EntityKind.GOVERNMENT_BODY, country=before.country
            )
            mention = replace(mention, entity=named)
        bound.pop()
        return _with_state(text, mention, before, before.start, role)
    if mention.country or mention.what is What.BODY or after is None:
        return mention
    if after.what is What.CITY and mention.what is not What.ROLE_BODY:
        return mention
    gap = text[mention.end : after.start]
    if _OF.fullmatch(gap) and (after.country or after.entity):
        return _with_state(text, mention, after, mention.start, role)
    if _IN.fullmatch(gap) and after.country and not _ABROAD.search(role) and mention.what is not What.OFFICE:
        return _with_state(text, mention, after, mention.start, role)
    return mention


def _qualifies(text: str, before: Mention, mention: Mention) -> bool:
    gap = text[before.end : mention.start]
    if len(gap) > 48 or not _QUALIFIES.fullmatch(gap) or "\n" in gap:
        return False
    if before.what in _GENERIC:
        # "foreign ministry spokesman": a role may qualify a role only directly, and only a body's.
        return before.what is What.ROLE_BODY and gap in (" ", "'s ", "’s ") and before.country is not None
    if before.what in (What.COMPANY, What.MEDIA, What.GROUP):
        return mention.what in (What.PEOPLE, What.OFFICE) and gap in (" ", "'s ", "’s ", "' ", "’ ")
    if before.what is What.CITY:
        # "Mumbai police": a body of the city's state.
        return mention.what is What.ROLE_BODY and gap in (" ", "'s ", "’s ")
    if before.what is What.OFFICIAL:
        return mention.what is What.ROLE_BODY and gap.strip("'’s ") == ""
    return before.what in (*_NATIONAL, What.BODY) and before.country is not None


def _with_state(text: str, mention: Mention, holder: Mention, start: int, role: str) -> Mention:
    entity = mention.entity
    org = holder.entity if holder.what in (What.BODY, What.COMPANY, What.MEDIA) else holder.org
    if mention.what is What.ROLE_BODY and holder.country:
        entity = Entity(name=role, kind=entity.kind if entity else EntityKind.GOVERNMENT_BODY, country=holder.country)
    return replace(mention, start=start, entity=entity, country=holder.country or mention.country, role=role, org=org)


def party_of(mention: Mention) -> Entity | None:
    """The party that a mention speaks for: a named body or company itself, otherwise the state."""
    if mention.org:
        return mention.org
    if mention.what in (What.COMPANY, What.MEDIA, What.BODY):
        return mention.entity
    return state_entity(mention.country) if mention.country else None
