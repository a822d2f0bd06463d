"""Turns: who speaks each stretch of a transcript ("Q: …", "Reuters: …", "Guo Jiakun: …").

A press conference is told in labelled lines. What the one who answers says is his government's own voice; what is said
in a question is nobody's claim but of those whom the question names. What must stay true: only a text with a question
and an answer is a transcript.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.cast import Cast
from callout.reading.issuer import Issuer
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mentions
from callout.record.entity import Entity, Spokesperson

_LABEL = re.compile(r"^[ \t]*(?P<label>[A-Z][^\n:“”\"?!]{0,80}?)[ \t]*:(?=\s)", re.M)
_WORDS = 8
"""Words that a label has at most: longer ones are sentences that end in a colon."""


@dataclass(frozen=True, slots=True)
class Turn:
    """`party` is null for whoever asks; `people` names the one who answers."""

    start: int
    end: int
    party: Entity | None
    people: tuple[Spokesperson, ...] = ()


class Turns:
    def __init__(self, text: str, mentions: Mentions, cast: Cast, issuer: Issuer | None) -> None:
        labels = [m for m in _LABEL.finditer(text) if len(m["label"].split()) <= _WORDS]
        asking = {m.start(): m for m in labels if _asks(m["label"], m.start("label"), mentions)}
        answering = [m for m in labels if asking and m.start() not in asking]
        self.all: list[Turn] = []
        if asking and answering:
            spoken = sorted([*asking.values(), *answering], key=lambda m: m.start())
            for match, following in zip(spoken, [*spoken[1:], None], strict=True):
                end = following.start() if following else len(text)
                if match.start() in asking:
                    self.all.append(Turn(match.end(), end, None))
                else:
                    self.all.append(_answer(match, end, mentions, cast, issuer))
        self._starts = [turn.start for turn in self.all]

    def at(self, position: int) -> Turn | None:
        index = bisect_right(self._starts, position) - 1
        return self.all[index] if index >= 0 and position < self.all[index].end else None


def _name_of(label: str) -> str:
    """The name of a label without the office that its first turn gives ("Guo Jiakun, Spokesperson")."""
    return label.partition(",")[0].strip()


def _asks(label: str, start: int, mentions: Mentions) -> bool:
    mention = mentions.covering(start)
    outlet = mention is not None and mention.what is What.MEDIA and mention.end >= start + len(label)
    # An outlet that no list has is still written as one, in capitals ("AFP", "NHK").
    return outlet or label.strip().lower() in word_set("speech", "asking") or (label.isupper() and len(label) > 1)


def _answer(match: re.Match[str], end: int, mentions: Mentions, cast: Cast, issuer: Issuer | None) -> Turn:
    name = _name_of(match["label"])
    person = cast.person(name)
    office = next((m for m in mentions.within(match.start("label"), match.end()) if m.country), None)
    party = issuer.party if issuer else None
    if party is None and person is not None:
        party = person.org or (state_entity(person.country) if person.country else None)
    if party is None and office is not None and office.country:
        party = state_entity(office.country)
    country = party.country if party else None
    people = (Spokesperson(name=name, role=person.role if person else None, country=country),) if " " in name else ()
    return Turn(match.end(), end, party, people)
