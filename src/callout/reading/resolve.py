"""Whom a phrase names: the state for which a person, office, body or group acts, or none.

The phrase stands alone, without a document around it, so nothing but its own words and knowledge can settle it. A date
chooses among those who held an office.
"""

from __future__ import annotations

import re

from callout.knowledge.holders import holders
from callout.knowledge.names import What
from callout.reading.mentions import Mention, find_mentions

_BY_NAME = (What.BODY, What.OFFICIAL, What.GROUP)
_NAME = re.compile(r"\w[\w'’-]*")
_JOINED = re.compile(r"(?:'s|’s)?\s*(?:,|&|/|and|or|, and)\s*(?:the\s+)?")


def state_of_phrase(phrase: str, date: str | None = None) -> str | None:
    """The ISO code of the state, EU, NATO or UN; None where the phrase names none, or two that do not agree."""
    found = find_mentions(phrase).all
    mentions = [m for m in found if m.country]
    if not mentions:
        offices = [phrase[m.start : m.end] for m in found if m.what is What.OFFICE]
        return _of_holder(offices[0], phrase, date) if len(offices) == 1 else None
    before_of = [m for m in mentions if not _is_object(phrase, m)]
    for chosen in (before_of, mentions):
        countries = list(dict.fromkeys(m.country for m in chosen))
        if len(countries) == 1:
            return countries[0]
        named = list(dict.fromkeys(m.country for m in chosen if m.what in _BY_NAME))
        if len(named) == 1:
            return named[0]
    first, second = chosen[:2]
    # "China and Russia" is no one of the two; "the US-born adviser of Russia's president" is told by its first.
    return None if _JOINED.fullmatch(phrase[first.end : second.start]) else first.country


def _of_holder(office: str, phrase: str, date: str | None) -> str | None:
    """ "Deputy Secretary Hicks": the only state for which somebody of that surname held such an office, at that
    date."""
    names = [word for word in _NAME.findall(phrase) if word[0].isupper()]
    year = int(date[:4]) if date and date[:4].isdigit() else None
    states = {
        held.country
        for held in holders(names[-1] if names else "")
        if office.lower() in held.office.lower() and (year is None or held.in_office(year))
    }
    return next(iter(states)) if len(states) == 1 else None


def _is_object(phrase: str, mention: Mention) -> bool:
    """ "Russia's ambassador to Poland": the second state is where, not whose."""
    return phrase[: mention.start].rstrip().endswith((" to", " in", " at", " on", " against"))
