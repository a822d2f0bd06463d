"""Home: the state that a text speaks of as its own, where it says "the ministry" or "officials" and no more.

What must stay true: it follows from who issues the text, from where it is told, or from the only state whose bodies or
ministers the text names; where these leave two, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.issuer import Issuer
from callout.reading.mentions import Mention, Mentions
from callout.record.entity import STATE_BODIES, Entity, EntityKind


class Home:
    """`dateline` is the state of the city that a story is told from; null where it names none."""

    def __init__(self, text: str, mentions: Mentions, issuer: Issuer | None) -> None:
        self._text = text
        self._mentions = mentions
        self._issuer = issuer
        self.dateline = dateline_state(text, mentions)

    def seat_before(self, mention: Mention) -> str | None:
        """ "In Canberra the defence minister said", "Speaking in Tallinn, the minister": the state in whose seat a
        sentence opens."""
        for other in self._mentions.within(max(0, mention.start - 60), mention.start):
            opening = re.search(
                r"(?:^|[\n.!?:]\s+)(?:Speaking\s+)?[Ii]n\s+$", self._text[max(0, other.start - 16) : other.start]
            )
            between = self._text[other.end : mention.start]
            if (
                other.what is What.SEAT
                and other.country
                and opening
                and re.fullmatch(r",?\s+(?:(?:the|its)\s+)?", between)
            ):
                return other.country
        return None

    def state(self, mention: Mention | None = None, besides: Collection[str | None] = ()) -> Entity | None:
        """The state that issues the document, or whose own bodies and offices it names, if it is only one `besides`
        those that are accused."""
        if self._issuer and self._issuer.country:
            return state_entity(self._issuer.country)
        countries = {
            m.country
            for m in self._mentions.all
            if m.country
            and m.what in (What.BODY, What.OFFICE)
            and m is not mention
            and (m.entity is None or m.entity.kind in STATE_BODIES or m.entity.kind is EntityKind.STATE)
        }
        if not countries:
            # Where none is named, the state whose ministers or services the document names.
            persons = (What.OFFICIAL, What.ROLE_BODY, What.PEOPLE)
            countries = {m.country for m in self._mentions.all if m.country and m.what in persons and m is not mention}
        countries = countries.difference(besides)
        if len(countries) == 1:
            return state_entity(next(iter(countries)))
        # "KYIV, Jan 17": a story from a capital or a city speaks of that state's ministries without naming it.
        return state_entity(self.dateline) if self.dateline and not countries else None


_AFTER_PLACE = re.compile(
    r"(?:,\s[^\n—–-]{2,30})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:[—–|:]|-{1,2}\s)|,\s\d{1,2}\s[A-Z][a-z]+\s\d{4}\s*[.\n]"
)


def dateline_state(text: str, mentions: Mentions) -> str | None:
    """The state of the city from which a story is told ("KYIV, Jan 17 (Reuters) - …"); None without one."""
    for mention in mentions.within(0, 700):
        opens = mention.start == 0 or text[mention.start - 1] == "\n"
        if opens and mention.what in (What.SEAT, What.CITY) and _AFTER_PLACE.match(text, mention.end):
            return mention.country
    return None
