"""Suspects: the persons whom a document introduces as nationals, officers or hackers of a state.

Charges and sanctions name a person with his state once ("the Russian national Aleksandr Ermakov", "Yin Kecheng, a
Shanghai-based cyber actor") and by surname from then on. What must stay true: the state stands beside the name in the
document; a victim or a speaker is no suspect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callout.knowledge.names import What
from callout.reading.cast import NAME
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention, Mentions
from callout.record.acts import Level, Tie
from callout.record.entity import STATE_BODIES, EntityKind


@dataclass(frozen=True, slots=True)
class Suspect:
    name: str
    country: str
    level: Level
    tie: Tie


_LEVELS = (Level.OFFICER, Level.UNNAMED, Level.CRIMINALS, Level.INDIVIDUALS)
_FOLLOWED = re.compile(rf"(?:[-\s][\w-]+){{0,4}}?[-\s](?P<noun>[\w-]+),?\s+(?P<name>{NAME})")
_INTRODUCED = re.compile(
    rf"(?P<name>{NAME}),\s+(?:\d\d,\s+)?(?:(?:also\s+known\s+as|aka|alias)\s[^,.;]{{2,60}},\s+)?"
    r"(?P<what>(?:an?|the)\s[^.;:“”]{3,110})"
)


_OF_PLACE = r",(?:\s\d\d,)?\s(?:both\s|all\s)?(?:of|from)\s(?:the\s)?(?=[A-Z])"
_PLACED = re.compile(rf"(?:(?P<first>{NAME})(?:,\s\d\d,?)?\s+and\s+)?(?P<name>{NAME}){_OF_PLACE}")
_PLACE = re.compile(_OF_PLACE)
"""How such a phrase ends: looked for first, since names are dear to look for and few documents have the end."""
_CLAUSE = re.compile(
    r",|\s(?:who|whom|whose|that|which|wanted|sought|accused|charged|convicted|arrested|jailed|known|hired|employed)\b"
)
_AIMED = re.compile(r"\b(?:into|against|on|at|of attacking|of hacking)\s+(?:an?\s+|the\s+)?\Z")
"""What a hacker is said to be after or to be tried for names no state of his."""
_VICTIM = re.compile(r"\b(?:victim|victims|said|told|says|by)\W{0,3}$", re.I)


class Suspects:
    """The suspects of one document, by full name and by surname."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._by_name: dict[str, Suspect] = {}
        self._mentions = mentions
        for mention in mentions.all:
            begin = (
                mention.end if mention.what is not What.PEOPLE else max(mention.start, text.rfind(" ", 0, mention.end))
            )
            match = _FOLLOWED.match(text, begin) if _is_of_state(mention) else None
            if match and not self._is_other(match.start("name")):
                self._add(match["name"], match["noun"], mention)
                for name in _listed(text, match.end("name")):
                    self._add(name, match["noun"], mention)
        for match in _INTRODUCED.finditer(text):
            begin = match.start("what")
            # Up to the comma or a clause of its own: what follows it may be about somebody else.
            words = _CLAUSE.split(match["what"], maxsplit=1)[0]
            if _VICTIM.search(text, max(0, match.start() - 30), match.start()):
                continue
            of_state = (m for m in mentions.within(begin, begin + len(words)) if _is_of_state(m))
            bound = next((m for m in of_state if not _AIMED.search(text, begin, m.start)), None)
            noun = next((w for w in re.findall(r"[\w-]+", words) if _level(w)), None)
            if bound and noun and not self._is_other(match.start("name")):
                self._add(match["name"], noun, bound)
        self._add_placed(text)

    def _add_placed(self, text: str) -> None:
        """ "Amir Hosseini, 34, and Reza Karimi, both of Tehran": persons by the place they are of."""
        if not _PLACE.search(text):
            return
        for match in _PLACED.finditer(text):
            place = self._mentions.covering(match.end())
            if place is None or place.country is None or place.what not in (What.STATE, What.SEAT, What.CITY):
                continue
            if not _VICTIM.search(text, max(0, match.start() - 30), match.start()):
                for name in (match["first"], match["name"]):
                    if name and not self._is_other(match.start("name")):
                        self._add(name, "resident", place)

    def named(self, phrase: str) -> Suspect | None:
        """The suspect whom a noun phrase names, in full or by surname alone."""
        for name in sorted(self._by_name, key=len, reverse=True):
            at = re.search(rf"\b{re.escape(name)}\b", phrase)
            # "Kari Petrov" is not the Ivan Petrov whom the document has introduced.
            if at and (" " in name or not re.search(r"[A-Z][a-z]+\s$", phrase[: at.start()])):
                return self._by_name[name]
        return None

    def _is_other(self, start: int) -> bool:
        mention = self._mentions.covering(start)
        return mention is not None and mention.what is not What.OFFICIAL

    def _add(self, name: str, noun: str, mention: Mention) -> None:
        level = _level(noun)
        if level is None or " " not in name:
            return
        assert mention.country is not None  # noqa: S101 - only mentions of a state are asked
        of_body = mention.org is not None or (mention.entity is not None and mention.entity.kind in STATE_BODIES)
        tie = Tie.IS_STATE if level is Level.OFFICER and of_body else Tie.NATIONALS
        suspect = Suspect(name, mention.country, level, tie)
        self._by_name.setdefault(name, suspect)
        self._by_name.setdefault(name.split()[-1], suspect)


_NEXT = re.compile(
    rf"(?:,|,?\s+and)\s+(?P<name>{NAME})(?=,?\s+(?:and\b|with\b|were\b|was\b|have\b|of\b|for\b|to\b)|[.,;])"
)


def _listed(text: str, end: int) -> Iterator[str]:
    """The names that go on after the first: "the Russian nationals Ivan Petrov and Oleg Sidorov"."""
    while following := _NEXT.match(text, end):
        yield following["name"]
        end = following.end("name")


def _is_of_state(mention: Mention) -> bool:
    if mention.what is What.PEOPLE:
        # "GRU officer": of a service or of the forces; any other officer or official may as well be a speaker.
        serving = (EntityKind.INTELLIGENCE_AGENCY, EntityKind.MILITARY)
        return mention.country is not None and mention.org is not None and mention.org.kind in serving
    return mention.country is not None and mention.what in (What.DEMONYM, What.STATE, What.BODY, What.CITY)


def _level(noun: str) -> Level | None:
    low = noun.lower()
    for level in _LEVELS:
        nouns = word_set("actors", "levels", level)
        if low in nouns or low.removesuffix("s") in nouns:
            return level
    return None
