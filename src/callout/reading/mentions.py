"""Who and what a text names, with generic roles bound to their state ("the Chinese embassy", "UK foreign secretary").

A hit of the name automaton may have several senses; this module settles them by what stands beside the
name and by the states that the document names, and leaves them open where that does not decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callout.knowledge.names import Hit, Sense, What, folded, names
from callout.knowledge.states import state_entity
from callout.reading.lexicon import word_set
from callout.reading.mention import NATIONAL, Mention
from callout.reading.owners import HOLDER, OF, QUALIFIES, bound_to_owners
from callout.record.entity import Entity

__all__ = ["Mention", "Mentions", "find_mentions", "party_of"]


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
    named: Counter[str | None] = Counter(s.country for h in hits for s in h.senses if s.what in NATIONAL and s.country)
    settled = list(_settle(text, hits, named))
    return Mentions(bound_to_owners(text, _as_written(text, settled)))


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
            beside = _state_beside(text, hits, index)
            country = beside if beside in countries else None
            if beside is None:
                # "Kenya's State Security Service" is none of those that knowledge lists.
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
    if sense.what in NATIONAL and sense.country:
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


def _state_beside(text: str, hits: list[Hit], index: int) -> str | None:
    """The state that stands right before a body's name, or behind "of" after it."""
    hit = hits[index]
    own = [s.country for s in hit.senses if s.what is What.BODY]
    if index:
        before = hits[index - 1].senses[0]
        qualifies = QUALIFIES.fullmatch(text[hits[index - 1].end : hit.start])
        if before.country and qualifies and (before.country in own or before.what in NATIONAL):
            return before.country
    if index + 1 < len(hits):
        after = hits[index + 1].senses[0]
        gap = text[hit.end : hits[index + 1].start]
        if after.country in own and (OF.fullmatch(gap) or gap in (", ", " (")):
            return after.country
        if after.what is What.STATE and HOLDER.fullmatch(gap):
            return after.country
    return None


def party_of(mention: Mention) -> Entity | None:
    """The party that a mention speaks for: a named body or company itself, otherwise the state."""
    if mention.org:
        return mention.org
    if mention.what in (What.COMPANY, What.MEDIA, What.BODY):
        return mention.entity
    return state_entity(mention.country) if mention.country else None
