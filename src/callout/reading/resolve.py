"""Whom a phrase names: the state for which a person, office, body or group acts, or none.

The phrase stands alone, without a document around it, so nothing but its own words and knowledge can settle it. A date
chooses among those who held an office.
"""

from __future__ import annotations

from callout.knowledge.names import What
from callout.reading.mentions import Mention, find_mentions

_BY_NAME = (What.BODY, What.OFFICIAL, What.GROUP)
_NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)


def state_of_phrase(phrase: str, date: str | None = None) -> str | None:
    """The ISO code of the state, EU, NATO or UN; None where the phrase names none, or two that do not agree."""
    mentions = [m for m in find_mentions(phrase).all if m.country]
    if not mentions:
        return None
    before_of = [m for m in mentions if not _is_object(phrase, m)]
    for chosen in (before_of, mentions):
        countries = list(dict.fromkeys(m.country for m in chosen))
        if len(countries) == 1:
            return countries[0]
        named = list(dict.fromkeys(m.country for m in chosen if m.what in _BY_NAME))
        if len(named) == 1:
            return named[0]
    return mentions[0].country


def _is_object(phrase: str, mention: Mention) -> bool:
    """ "Russia's ambassador to Poland": the second state is where, not whose."""
    return phrase[: mention.start].rstrip().endswith((" to", " in", " at", " on", " against"))
