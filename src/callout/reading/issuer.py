"""Who issues a document: the body, alliance or company whose own words it is.

A ministry's statement, a prosecutor's release or a vendor's post says who speaks once, in its head ("Ministry of
Foreign Affairs", "Declaration by … on behalf of the European Union", "By Microsoft Threat Intelligence"), and then
claims without naming a speaker. News is issued by an outlet, which makes none of the claims that it carries: it has no
issuer here.

What must stay true: an issuer stands in the document's own words or in its source; without one the voice stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.frames import has_claiming_verb
from callout.reading.lexicon import Terms, word_set
from callout.reading.lines import Quotations, Sentence
from callout.reading.mentions import Mention, Mentions, find_mentions, party_of
from callout.reading.namesakes import settled
from callout.record.document import Document
from callout.record.entity import STATE_BODIES, Entity, EntityKind


@dataclass(frozen=True, slots=True)
class Issuer:
    """`partners` issue it together with `party` (a joint advisory)."""

    party: Entity
    partners: tuple[Entity, ...] = ()
    head: tuple[int, int] | None = None
    """The line of the title that names it, and perhaps the person who speaks ("Statement by Prime Minister …")."""

    @property
    def country(self) -> str | None:
        return self.party.country if self.party.kind is not EntityKind.COMPANY else None


_HEAD_LINES = 12
_LONGEST_HEAD_LINE = 200
_OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|I|[Mm]y)\b(?!\.)")
_JOINT = re.compile(
    r"\b(?:this|the\s+following)\s+(?:joint\s+|cyber\s?security\s+)*(?:advisory|alert|statement|report|guidance|warning|bulletin)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:accusation|allegation|claim|charge|report|attack|cyber-?attack|hack|breach|activit\w+|operation|campaign|intrusion"
    r"|theft|on|concerning|about|against|over|regarding)s?\b",
    re.I,
)


class Head:
    """The lines before the first paragraph: title, letterhead, place and date."""

    def __init__(self, text: str, sentences: Sequence[Sentence], mentions: Mentions, terms: Terms) -> None:
        self.text = text
        self.mentions = mentions
        self._terms = terms
        self.lines = list(_head(text, sentences))

    def is_news(self) -> bool:
        """Whether an outlet stands there. The agencies of a state carry its statements ("KCNA")."""
        named = (m for start, end in self.lines for m in self.mentions.within(start, end))
        return any(m.what is What.MEDIA and m.country is None for m in named)

    def tells(self, start: int, end: int) -> bool:
        """Whether a line tells what happened, as a headline does, outside the names that it holds."""
        if re.search(r"\s(?:says?|said|hits?|will|has|have|is|are|was|were)\b", self.text[start:end]):
            return True
        for category in ("cyber.strong", "cyber.weak"):
            for term in self._terms.within(start, end, category):
                if self.mentions.covering(term.start) is None:
                    return True
        return has_claiming_verb(self.text, start, end)


def find_issuer(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions, quotations: Quotations, terms: Terms
) -> Issuer | None:
    """The issuer of a document; None where nothing says whose words it is, and for news."""
    text = document.text
    named = settled(document.source, find_mentions(document.source)).all if document.source else []
    if any(m.what is What.MEDIA for m in named):
        return None
    joint = _joint(text, sentences, mentions)
    if joint:
        return joint
    head = Head(text, sentences, mentions, terms)
    sources = [party for m in named if (party := _speaks(m))]
    if sources:
        return _of_source(head, sources)
    announcing = _announcing(head)
    if announcing is not None:
        return Issuer(announcing)
    for start, end in head.lines:
        party = _titled(text, start, end, mentions)
        if party:
            return Issuer(party, _listed_after(text, start, end, mentions, party), (start, end))
    if head.is_news():
        return None
    first_person = _first_person(text, sentences, quotations)
    # On the first line only a name that is nearly all of it: a title may name anybody.
    opening = [line for line in head.lines[:1] if len(head.lines) > 1 and _is_all_name(head, *line)]
    for start, end in (*opening, *head.lines[1:]):
        party = _letterhead(head, start, end, bool(first_person))
        if party:
            return Issuer(party)
    return _open_letterhead(head) or _own_company(mentions, first_person)


def _of_source(head: Head, sources: Sequence[Entity]) -> Issuer:
    """The publisher, with those whom the title names beside it ("Joint Statement of …") and the line of the title."""
    party = sources[0]
    for start, end in head.lines:
        paper = _paper().search(head.text, start, end)
        if paper is not None and not has_claiming_verb(head.text, start, end):
            return Issuer(party, _listed_after(head.text, start, end, head.mentions, party), (start, end))
    return Issuer(party)


def _head(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    for number, sentence in enumerate(sentences[:_HEAD_LINES]):
        ends = text[sentence.end - 1] in ".!?" and sentence.end - sentence.start > 60
        turn = number > 0 and re.match(r"[A-Z][\w .’'-]{0,40}:\s", text[sentence.start : sentence.end])
        if turn and not re.match(r"(?:From|By|Source|Date|Issued|Published|Released?)\b", text[sentence.start :]):
            # The first turn of a transcript: the head is over.
            return
        if (number and ends) or sentence.end - sentence.start > _LONGEST_HEAD_LINE:
            return
        yield sentence.start, sentence.end


def _titled(text: str, start: int, end: int, mentions: Mentions) -> Entity | None:
    """ "Declaration by the High Representative on behalf of the European Union", "Remarks of the Spokesperson of …"."""
    paper = _paper().search(text, start, end)
    if paper is None:
        return None
    named = [m for m in mentions.within(start, end) if _speaks(m) or m.what in (What.STATE, What.PEOPLE)]
    for introduced in (r"on\s+behalf\s+of\s+(?:the\s+)?$", r"\b(?:by|of|from)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"):
        for mention in named:
            between = text[paper.end() : mention.start]
            # "responds to the accusation of the authorities": what another said leads away from the speaker.
            if mention.start >= paper.start() and re.search(introduced, between, re.I) and not _OTHERS.search(between):
                party = _speaks(mention) or (state_entity(mention.country) if mention.country else None)
                if party:
                    return party
    # "Foreign Ministry Spokesperson Guo Jiakun's Regular Press Conference": whoever stands before it.
    first = named[0] if named and named[0].start - start <= 2 else None
    tells = has_claiming_verb(text, start, paper.start()) or has_claiming_verb(text, paper.end(), end)
    if first is None or tells or first.what is What.STATE:
        return None
    return _speaks(first) or (state_entity(first.country) if first.country else None)


def _listed_after(text: str, start: int, end: int, mentions: Mentions, party: Entity) -> tuple[Entity, ...]:
    """ "Joint Statement of the United States, Japan and the Republic of Korea": the others of the list."""
    if not re.search(r"\bjoint\b", text[start:end], re.I):
        return ()
    found: dict[str, Entity] = {}
    for mention in mentions.within(start, end):
        also = mention.entity if mention.what is What.STATE else _speaks(mention)
        if also and also.id != party.id and not re.search(r"\b(?:on|against|about)\b", text[start : mention.start]):
            found.setdefault(also.id, also)
    return tuple(found.values())


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('speech', 'issued'))))})s?\b", re.I)


_RELEASE = re.compile(r"(?:Press|News|Media)\s+(?:Releases?|Notes?|Statement)\b|For\s+Immediate\s+Release\b", re.I)


def _announcing(head: Head) -> Entity | None:
    """ "Treasury Sanctions Leader of …", over "Press Releases": the body that the title opens with issues it."""
    if not head.lines or not any(_RELEASE.match(head.text, start, end) for start, end in head.lines):
        return None
    start, end = head.lines[0]
    first = next(iter(head.mentions.within(start, end)), None)
    if first is None or first.what is not What.BODY or first.start - start > _ARTICLE:
        return None
    party = _speaks(first)
    verb = re.match(r"\s+[A-Z]?[a-z]+s\b", head.text[first.end : end])
    return (
        party if verb and party is not None and party.country and has_claiming_verb(head.text, first.end, end) else None
    )


_ARTICLE = 4
"""Characters that may stand before the name that a title opens with: "The "."""


def _is_all_name(head: Head, start: int, end: int) -> bool:
    named = [m for m in head.mentions.within(start, end) if m.what in (What.BODY, What.ROLE_BODY) and m.country]
    return bool(named) and sum(m.end - m.start for m in named) >= 0.6 * (end - start)


def _letterhead(head: Head, start: int, end: int, first_person: bool) -> Entity | None:
    """A line that names a state, a body of one, or in a text in the first person a company, and tells nothing."""
    if head.tells(start, end) or head.text[end - 1] in ".!?":
        return None
    for mention in head.mentions.within(start, end):
        party = _speaks(mention)
        if mention.what is What.STATE and mention.end - mention.start > (end - start) / 2:
            party = mention.entity
        if party is None or (party.kind is EntityKind.COMPANY and not first_person):
            continue
        # What stands before it only leads to it: "From:", "Press Centre of the", "Issued by the Ministry and the".
        if party.kind is EntityKind.COMPANY or len(head.text[start : mention.start].split()) <= 10:
            return party
    return None


def _open_letterhead(head: Head) -> Issuer | None:
    """A ministry or a minister without the state: the one that the head names, or whose bodies the document names
    most."""
    for start, end in head.lines[1:]:
        if head.text[end - 1] in ".!?":
            # "The ministry said so on Monday.": a short sentence is no letterhead.
            continue
        for mention in head.mentions.within(start, end):
            if head.tells(start, end) or mention.country or mention.what not in (What.ROLE_BODY, What.OFFICE):
                continue
            if not head.text[mention.start].isupper():
                # "Threat intelligence": a word of the line, and no letterhead.
                continue
            states = [m.country for a, b in head.lines[1:] for m in head.mentions.within(a, b) if m.what in _OF_STATES]
            home = next((s for s in states if s), None) or _speaking(head) or _most_named(head.mentions)
            return Issuer(state_entity(home)) if home else None
    return None


_OF_STATES = (What.STATE, What.ROLE_BODY, What.BODY, What.OFFICE, What.SEAT)


_SPEAKS = re.compile(
    r"(?:\s(?:also|therefore|today|hereby|again|\w+ly))*\s(?:condemns?|attributes?|denounces?|deplores?|urges?|calls?|joins?"
    r"|supports?|stands?|expresse?s?|welcomes?|reaffirms?|is\s(?:determined|convinced|deeply|concerned)|reserves?|rejects?)\b"
)


def _speaking(head: Head) -> str | None:
    """ "France condemns", "Norway joins": the state that a text of a ministry lets speak in the present tense."""
    spoken = Counter(m.country for m in head.mentions.all if m.what is What.STATE and _SPEAKS.match(head.text, m.end))
    return spoken.most_common(1)[0][0] if spoken else None


def _most_named(mentions: Mentions) -> str | None:
    named = Counter(m.country for m in mentions.all if m.country and m.what in (What.ROLE_BODY, What.BODY, What.OFFICE))
    return named.most_common(1)[0][0] if named else None


def _own_company(mentions: Mentions, first_person: Sequence[Sentence]) -> Issuer | None:
    """ "Today Facebook is sharing what we did": the company that a text in the first person names most, where one of
    those sentences begins with it."""
    named = Counter(m.entity.id for m in mentions.all if m.what is What.COMPANY and m.entity)
    for sentence in first_person:
        for mention in mentions.within(sentence.start, min(sentence.end, sentence.start + 40)):
            if mention.what is What.COMPANY and mention.entity and mention.entity.id == named.most_common(1)[0][0]:
                return Issuer(mention.entity)
    return None


def _joint(text: str, sentences: Sequence[Sentence], mentions: Mentions) -> Issuer | None:
    """ "The FBI, CISA and NSA are publishing this advisory": several bodies, said to issue it."""
    for number, sentence in enumerate(sentences[:15]):
        said = _JOINT.search(text, sentence.start, sentence.end)
        if said is None:
            continue
        parties: dict[str, Entity] = {}
        for one in sentences[number : number + 2]:
            # "It was written together with …" goes on with the list.
            if one is not sentence and not text.startswith(("It ", "They "), one.start):
                break
            for mention in mentions.within(one.start, one.end):
                party = _speaks(mention)
                leads = one is not sentence or mention.start < said.start() or said.start() - one.start < 40
                if party and party.country and leads:
                    parties.setdefault(party.id, party)
        if len(parties) > 1:
            first, *others = parties.values()
            return Issuer(first, tuple(others))
    return None


def _first_person(text: str, sentences: Sequence[Sentence], quotations: Quotations) -> list[Sentence]:
    """The sentences that speak of "we" or "our" outside quotations; none where it is only one."""
    found = []
    for sentence in sentences:
        match = _OWN.search(text, sentence.start, sentence.end)
        if match and quotations.at(match.start()) is None:
            found.append(sentence)
    return found if len(found) > 1 else []


def _speaks(mention: Mention) -> Entity | None:
    """Whom the mention lets speak: a state, a body of one, an alliance or a company."""
    if mention.what in (What.BODY, What.ROLE_BODY, What.OFFICE, What.COMPANY):
        party = party_of(mention)
        kinds = (EntityKind.STATE, EntityKind.COMPANY, *STATE_BODIES)
        if party and (party.kind in kinds or party.country in ("EU", "NATO", "UN")):
            return party
    return None
