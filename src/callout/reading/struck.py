"""Whom a deed struck: by name ("the attack on the mail of the Storting", "hacked Saipem") or as the institution of a
state ("the hacking of its coast guard", "Norway's parliament was attacked").

What must stay true: a name is given only where nothing but common words stands between it and the deed, and never one
that knowledge takes for a state, a person, an actor, a tool or a time; an institution is that of a state only where the
words beside it name the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from callout.knowledge.institutions import Institution, find_institutions
from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.lexicon import words

_NAME = r"[A-Z][\w’'&.-]*[\w](?:\s+(?:of\s+(?:the\s+)?|for\s+|and\s+)?[A-Z][\w’'&.-]*[\w]){0,4}"
_PLACES = {What.STATE, What.DEMONYM, What.SEAT}
_PERSONS = {What.OFFICIAL, What.OFFICE}
_BODIES = {What.BODY, What.ROLE_BODY}
_NOT = frozenset(_PLACES | _PERSONS | {What.GROUP, What.CAMPAIGN, What.MALWARE, What.PRODUCT})
_DEEDS = (
    r"(?:attacks?|cyber-?attacks?|hacks?|hacking|breach(?:es)?|intrusions?|break-ins?|operations?|campaigns?|espionage|"
    r"theft|raids?|floods?)"
)
_DONE = (
    r"(?:hacked|hacking|breached|attacked|targeted|compromised|infiltrated|entered|penetrated|robbed|robbing|hit|struck|"
    r"stole|stolen|stealing|wiped|crippled|paraly[sz]ed|encrypted|flooded|defaced|spied\s+on|spying\s+on|"
    r"br(?:oke|oken|eaking)\s+into|knocked\s+out|shut\s+down)"
)
_STRUCK = re.compile(
    rf"\b(?:{_DEEDS}|{_DONE})(?:\s+(?:on|against|of|into|at|inside|in|from))?"
    rf"(?:\s+(?:[a-z\d][\w’'-]*)){{0,6}}?\s+({_NAME})"
)


def struck_names(context: Context, start: int, end: int) -> Iterator[str]:
    """The names in `text[start:end]`, without a possessive ending."""
    for match in _STRUCK.finditer(context.text, start, end):
        first, last = match.span(1)
        last -= len(match.group(1)) - len(_OWNER.sub("", match.group(1)))
        known = list(context.mentions.within(first, last))
        body = next((m for m in known if m.start == first and m.what in _BODIES), None)
        if body is not None:
            if not any(find_institutions(context.text, body.start, body.end)):
                yield context.text[body.start : body.end]
            continue
        # "Bangladesh Bank" is a name that begins with a state's.
        if any(m.what in _NOT and (m.what not in _PLACES or m.end >= last) for m in known):
            continue
        name = context.text[first:last]
        if name.split()[0].lower() not in _times() and len(name) > 2:
            yield name


def struck_institutions(context: Context, start: int, end: int) -> Iterator[tuple[str, str | None]]:
    """The institutions in `text[start:end]` that a deed struck, each with its state where the words give it."""
    for found in find_institutions(context.text, start, end):
        before, after = context.text[max(start, found.start - 90) : found.start], context.text[found.end : end]
        if _DONE_TO.search(before) or _WAS_DONE_TO.match(after):
            yield found.noun, _state_of(context, found)


_DONE_TO = re.compile(
    rf"\b(?:{_DEEDS}\s+(?:on|against|of|into|at|inside|in|from|that)|{_DONE})(?:\s+[\w’'-]+){{0,6}}?\s+$", re.I
)
_WAS_DONE_TO = re.compile(
    r"(?:[’']s(?:\s+[a-z-]+){1,2})?\s+(?:was|were|is|are|has\s+been|had\s+been|have\s+been)\s+(?:[a-z]+\s+)?"
    r"(?:hacked|breached|attacked|targeted|compromised|infiltrated|penetrated|robbed|hit|struck|wiped|crippled|encrypted|"
    r"flooded|defaced|stolen|knocked\s+out|shut\s+down|the\s+targets?\s+of|the\s+victims?\s+of|under\s+attack)\b"
)
_OWNER = re.compile(r"[’']s$")
_STATES = (What.STATE, What.DEMONYM, What.SEAT)
_BETWEEN = re.compile(r"(?:[’']s?)?\s+(?:[a-z-]+\s+)?")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?")


def _state_of(context: Context, found: Institution) -> str | None:
    """The state that stands beside an institution: "Norway's …", "the Norwegian …", "… of Norway"."""
    own = context.mentions.covering(found.start)
    if own is not None and own.country:
        return own.country
    before = [m for m in context.mentions.within(found.start - 40, found.start) if m.what in _STATES]
    if before and _BETWEEN.fullmatch(context.text[before[-1].end : found.start]):
        return before[-1].country
    of = _OF.match(context.text, found.end)
    after = context.mentions.covering(of.end()) if of else None
    return after.country if after is not None and after.what in _STATES else None


@cache
def _times() -> frozenset[str]:
    lists = words("when")
    return frozenset([*lists["months"], *lists["weekdays"]])
