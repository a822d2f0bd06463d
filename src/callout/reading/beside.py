"""Who stands beside a speaker: states and bodies in one list with it, where the parser lost the list.

What must stay true: only what follows one after the other, with nothing but what joins a list between, is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.mentions import Mention, Mentions, party_of
from callout.reading.syntax import Tree, Word
from callout.reading.voice import Voice
from callout.record.entity import Entity

_LISTED = (What.STATE, What.BODY, What.SEAT)
_IN_LIST = re.compile(
    # "The Federal Bureau of Investigation (FBI), the …": a name with its letters after it stands in a list as well.
    r"\s*\(|\)?(?:[’']s?)?(?:,|,?\s+and|,?\s+as well as)\s+(?:the\s+)?"
    r"(?:\([A-Z][\w-]{1,9}\),?\s+(?:and\s+)?(?:the\s+)?)?"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Looks around a speaker in one document. A party that speaks already is not found again."""

    text: str
    mentions: Mentions

    def in_the_list(self, tree: Tree, i: int, voices: Sequence[Voice]) -> list[Voice]:
        """States and bodies that stand in one list with the head, where the parser lost the list."""
        mention = self.mentions.covering(tree.words[i].start)
        if mention is None or mention.what not in _LISTED:
            return []
        around = [m for m in self.mentions.within(tree.words[0].start, tree.words[-1].end) if m.what in _LISTED]
        place = around.index(mention) if mention in around else -1
        known = {v.party.id for v in voices if v.party}
        found = []
        for step in (1, -1):
            at = place
            while place >= 0 and 0 <= at + step < len(around):
                one, other = sorted((around[at], around[at + step]), key=lambda m: m.start)
                if not _IN_LIST.fullmatch(self.text[one.end : other.start]):
                    break
                at += step
                party = party_of(around[at])
                if party and party.id not in known:
                    known.add(party.id)
                    found.append(Voice(party, start=around[at].start, end=around[at].end))
        return found

    def after(self, mention: Mention, party: Entity) -> tuple[Entity, ...]:
        """ "A statement from Britain, the United States and Canada": the others of the list."""
        found: list[Entity] = []
        last = mention
        for other in self.mentions.within(mention.end, mention.end + 160):
            if other.what not in _LISTED or not _IN_LIST.fullmatch(self.text[last.end : other.start]):
                break
            also = party_of(other)
            if also and also.id != party.id and also.id not in {e.id for e in found}:
                found.append(also)
            last = other
        return tuple(found)

    def of_governments(self, mention: Mention, party: Entity, phrase: Sequence[Word]) -> tuple[Entity, ...]:
        """ "The Governments of Canada, Japan and the United Kingdom": the others of the list."""
        several = self.text[mention.start : phrase[-1].end]
        if mention.country is None or not re.match(r"\w+(?:s|ies)\s+of\s", several):
            return ()
        last = next((m for m in self.mentions.within(mention.start, mention.end + 1) if m.what is What.STATE), None)
        last = last or next(iter(self.mentions.within(mention.end, mention.end + 30)), None)
        return self.after(last, party) if last is not None and last.country == mention.country else ()

    def adjectives_before(self, mention: Mention, party: Entity) -> tuple[Entity, ...]:
        """ "American and British agencies": the other states of a noun with several adjectives."""
        if mention.what not in (What.ROLE_BODY, What.OFFICE, What.PEOPLE, What.DEMONYM) or mention.country is None:
            return ()
        found: list[Entity] = []
        first = mention
        for other in reversed(list(self.mentions.within(max(0, mention.start - 60), mention.start))):
            joined = re.fullmatch(r"(?:,|,?\s+and)\s+", self.text[other.end : first.start])
            if other.what is not What.DEMONYM or other.country is None or not joined:
                break
            found.append(state_entity(other.country))
            first = other
        return tuple(e for e in found if e.id != party.id)
