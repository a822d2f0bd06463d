"""Names of whom a deed struck: "the attack on the mail of the Storting", "hacked Saipem".

What must stay true: a name is given only where nothing but common words stands between it and the deed, and never one
that knowledge takes for a state, a person, an actor, a tool or a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.lexicon import words

_NAME = r"[A-Z][\w’'&.-]*[\w](?:\s+(?:of\s+(?:the\s+)?|for\s+|and\s+)?[A-Z][\w’'&.-]*[\w]){0,4}"
_PLACES = {What.STATE, What.DEMONYM, What.SEAT}
_PERSONS = {What.OFFICIAL, What.OFFICE}
_BODIES = {What.BODY, What.ROLE_BODY}
_NOT = frozenset(_PLACES | _PERSONS | {What.GROUP, What.CAMPAIGN, What.MALWARE, What.PRODUCT})
_DEEDS = (
    r"(?:attacks?|cyber-?attacks?|hacks?|hacking|breach(?:es)?|intrusions?|break-ins?|operations?|campaigns?|espionage|theft|"
    r"hacked|breached|attacked|targeted|compromised|infiltrated|entered|penetrated|robbed|hit|struck)"
)
_STRUCK = re.compile(
    rf"\b{_DEEDS}(?:\s+(?:on|against|of|into|at|inside|in|from))?(?:\s+(?:[a-z][\w’'-]*)){{0,6}}?\s+({_NAME})"
)


def struck_names(context: Context, start: int, end: int) -> Iterator[str]:
    """The names in `text[start:end]`, without a possessive ending."""
    for match in _STRUCK.finditer(context.text, start, end):
        first, last = match.span(1)
        known = list(context.mentions.within(first, last))
        body = next((m for m in known if m.start == first and m.what in _BODIES), None)
        if body is not None:
            yield context.text[body.start : body.end]
            continue
        # "Bangladesh Bank" is a name that begins with a state's.
        if any(m.what in _NOT and (m.what not in _PLACES or m.end >= last) for m in known):
            continue
        name = re.sub(r"[’']s$", "", match.group(1))
        if name.split()[0].lower() not in _times() and len(name) > 2:
            yield name


@cache
def _times() -> frozenset[str]:
    lists = words("when")
    return frozenset([*lists["months"], *lists["weekdays"]])
