"""Organisations that no list has, by the name that the document gives them.

What must stay true: a name is what the document writes as one, and a country comes from its words or its issuer.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from callout.knowledge.names import What
from callout.reading.cast import Cast
from callout.reading.issuer import Issuer
from callout.reading.levels import DOING, level_of
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mentions
from callout.reading.syntax import Tree, Word
from callout.reading.voice import Voice
from callout.record.entity import Entity, EntityKind

_TITLES = "Chief|President|Director|Vice|Senior|Head|Spokes|Chairman|Founder|Research|Threat|Said|The"
_REST_OF_NAME = re.compile(rf"(?:\s(?!{_TITLES})[A-Z][a-z]+){{1,2}}(?![\w-])")
_IN_WORD = re.compile(r"[\w-]")
_OWNING = (What.DEMONYM, What.STATE)
_COMPANIES = (What.COMPANY, What.MEDIA, What.BODY)
_OF_PERSONS = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_DAYS = frozenset(calendar.day_name) | frozenset(calendar.month_name[1:])
_GOES_ON = re.compile(r"[.”\"]*\s+The\s(?P<first>[a-z-]+)(?:\s(?P<second>[a-z-]+))?")
_BACK = 400
"""Characters before a sentence in which a listed company may be the one that "the company" is."""
_UNLISTED = (EntityKind.ORGANISATION, EntityKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Names of one document: how far they go, and what kind of party bears them."""

    text: str
    mentions: Mentions
    cast: Cast
    issuer: Issuer | None

    def named(self, name: str, start: int, end: int) -> Entity:
        """An organisation that no list has. One called as bodies of a state are ("Agency for National Security") is of
        the state in its name, else of the one that issues the document."""
        if not any(noun in name.lower().split() for noun in word_set("speech", "bodies")):
            return Entity(name=name, kind=EntityKind.ORGANISATION)
        own = next((m.country for m in self.mentions.within(start, end) if m.country and m.what in _OWNING), None)
        country = own or (self.issuer.country if self.issuer else None)
        kind = EntityKind.GOVERNMENT_BODY if country else EntityKind.ORGANISATION
        return Entity(name=name, kind=kind, country=country)

    def full_name(self, name: str) -> str:
        """ "FTI", which the document calls "FTI Consulting" elsewhere."""
        if " " in name:
            return name
        at = self.text.find(name)
        while at >= 0:
            rest = _REST_OF_NAME.match(self.text, at + len(name))
            if rest and not _IN_WORD.match(self.text[max(0, at - 1) : at]):
                return self.text[at : rest.end()]
            at = self.text.find(name, at + 1)
        return name

    def is_name(self, name: str, first: Word, tree: Tree) -> bool:
        """A single capitalised word that opens its sentence is a name only if it has its capital elsewhere too, or if
        the text goes on about it as about an organisation."""
        if " " in name or name.isupper() or first.i > 0:
            return True
        if re.search(rf"[a-z,;] {re.escape(name)}\b", self.text) is not None:
            return True
        return self._is_it(tree, first) or self._is_the_company(tree)

    def _is_it(self, tree: Tree, name: Word) -> bool:
        """Whether "it" or "its" can be nobody but the name: "Bayer said on Thursday that it had contained an attack",
        "said that APT41 had broken into its network"."""
        if any(w.low in _OF_PERSONS for w in tree.words):
            return False
        doers = False
        for word in tree.words[name.i + 1 :]:
            if word.low == "its":
                # Doers may have tools of their own, and break into somebody else's systems.
                return not doers or tree.words[word.head].lemma in word_set("cyber", "systems")
            if word.low == "it":
                # "Petrova said it was Russia": nobody.
                verb = tree.words[word.head]
                return not doers and word.dep == "nsubj" and verb.lemma not in ("be", "seem", "appear", "take")
            if word.tag not in ("NN", "NNP") or word.pos == "ADJ" or word.text in _DAYS:
                continue
            mention = self.mentions.covering(word.start)
            if level_of(word) not in DOING and (mention is None or mention.what is not What.GROUP):
                # The army or the state that stands between may be it as well.
                return False
            doers = True
        return False

    def _is_the_company(self, tree: Tree) -> bool:
        """Whether the next sentence goes on with "The company", and no listed one stands before it."""
        end = tree.words[-1].end
        goes_on = _GOES_ON.match(self.text, end)
        if goes_on is None or not {goes_on["first"], goes_on["second"]} & word_set("speech", "organisations"):
            return False
        return not any(m.what in _COMPANIES for m in self.mentions.within(max(0, end - _BACK), end))

    def end_with_place(self, tree: Tree, head: Word) -> int:
        """Where "the University of Oxford" ends: the kind of an organisation alone is no name."""
        kinds = word_set("speech", "organisations") | word_set("speech", "bodies")
        if head.low in kinds:
            for prep in tree.kids(head.i, "prep"):
                for place in tree.kids(prep.i, "pobj") if prep.low == "of" and prep.i == head.i + 1 else ():
                    mention = self.mentions.covering(place.start)
                    if place.pos == "PROPN" and (mention is None or mention.what is What.CITY):
                        return place.end
        return head.end

    def abbreviated(self, start: int, end: int, head: Word) -> Entity | None:
        """The organisation that the document defined by an abbreviation, where the phrase is it or is issued by it."""
        stretch = self.text[start:end]
        for short, entity in self.cast.abbreviations.items():
            if entity.kind is EntityKind.ORGANISATION and entity.country is None:
                entity = self.named(entity.name, start, start)
            for name in (short, entity.name):
                at = re.search(rf"\b{re.escape(name)}\b", stretch)
                if at and (
                    start + at.end() >= head.start
                    or re.search(r"\b(?:of|by|from|at)\s+(?:the\s+)?$", stretch[: at.start()])
                ):
                    return entity
        return None

    def with_ampersand(self, tree: Tree, place: int, before: Voice) -> Voice | None:
        """ "Hale & Morrow said": one firm, whose name the parser takes for two."""
        first = next((w for w in tree.subtree(place) if w.pos == "PROPN"), tree.words[place])
        unlisted = before.party is not None and before.party.kind in _UNLISTED and before.party.country is None
        if before.party is None or not unlisted or not self.text[: first.start].endswith(" & "):
            return None
        name = f"{before.party.name} & {self.text[first.start : tree.words[place].end]}"
        return replace(before, party=Entity(name=name, kind=before.party.kind), end=tree.words[place].end)
