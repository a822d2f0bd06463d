"""Whose body a name means, where several states have one of that name.

Two things settle it. The text may say so after the name ("Ministry of Defence of the Netherlands"). Or the name is a
namesake of a body that knowledge lists for another state: most states have a National Intelligence Centre or a National
Bureau of Investigation, lists of agencies hold some of them, and a Spanish story's "National Intelligence Centre" is
not Mexico's. What must stay true: only names that come from a list of agencies are asked, never the bodies that
everybody means by their name alone ("the Central Intelligence Agency"); the text must not name the listed state at all,
and the state that it names nearest takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.mentions import Mention, Mentions, find_mentions
from callout.record.entity import Entity, EntityKind

_LISTED = "MISP galaxy"
_OF_STATES = (What.STATE, What.DEMONYM, What.SEAT, What.ROLE_BODY, What.OFFICE, What.PEOPLE)


def settled(text: str, mentions: Mentions) -> Mentions:
    """The mentions of a text with every body whose state can be settled so."""
    return without_namesakes(text, Mentions([_held(text, m, mentions) for m in mentions.all]))


_HOLDER = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
_OWN_HOLDER = re.compile(r"\s+of\s+(?:the\s+)?(?P<state>[A-Z][\w’' -]+)$")


def _held(text: str, mention: Mention, mentions: Mentions) -> Mention:
    """A body without a state that "of the …" gives one, after the name or as its end."""
    if mention.country is not None or mention.what not in (What.BODY, What.ROLE_BODY):
        return mention
    after = _HOLDER.match(text, mention.end)
    holder = mentions.covering(after.end()) if after else None
    country = holder.country if holder is not None and holder.what is What.STATE else None
    name = text[mention.start : mention.end]
    own = _OWN_HOLDER.search(name)
    if country is None and own is not None:
        country = next((m.country for m in find_mentions(own["state"]).all if m.what is What.STATE), None)
    if country is None:
        return mention
    kind = mention.entity.kind if mention.entity else EntityKind.GOVERNMENT_BODY
    body = Entity(name=name, kind=kind, country=country)
    return replace(mention, entity=body, country=country, open_countries=())


def without_namesakes(text: str, mentions: Mentions) -> Mentions:
    """The mentions with each namesake turned into a body of the state that the text names nearest before it, or
    after it where none stands before."""
    states = [m for m in mentions.all if m.country and m.what in _OF_STATES]
    own = {m.country for m in states} | {m.country for m in mentions.all if m.what in (What.CITY, What.OFFICIAL)}
    if not states or not any(_is_candidate(m, own) for m in mentions.all):
        return mentions
    return Mentions([_at_home(text, m, states) if _is_candidate(m, own) else m for m in mentions.all])


def _is_candidate(mention: Mention, named: set[str | None]) -> bool:
    listed = mention.what is What.BODY and (mention.state_from or "").startswith(_LISTED)
    return listed and mention.country is not None and mention.country not in named


def _at_home(text: str, mention: Mention, states: Sequence[Mention]) -> Mention:
    before = [m for m in states if m.end <= mention.start]
    country = before[-1].country if before else states[0].country
    name = text[mention.start : mention.end]
    body = Entity(name=name, kind=EntityKind.GOVERNMENT_BODY, country=country)
    return replace(mention, what=What.ROLE_BODY, entity=body, country=country, role=name, state_from=None)
