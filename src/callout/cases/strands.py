"""Strands: what one document says of one conduct. The smallest thing that is put into a case whole.

A strand carries the claims of a document about one of its conducts, and the features by which it may belong to the same
conduct as a strand of another document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Protocol

from callout.cases.words import NO_WORDS, Words
from callout.knowledge.files import table
from callout.record.acts import Act, ActClass, ConductKind, Standing
from callout.record.claim import Claim, Conduct
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import EntityKind

Span = tuple[dt.date, dt.date]
"""The first and the last day."""


@dataclass(frozen=True)
class Strand:
    """`key` orders strands and does not depend on when they came. What follows from the claims is worked out once.

    `meant` are the decisions on cases that mean the strand, each with the side on which it stands.
    """

    key: str
    document: Document
    conduct: Conduct | None
    claims: tuple[Claim, ...]
    words: Words = NO_WORDS
    meant: frozenset[tuple[str, int]] = frozenset()

    @cached_property
    def accused(self) -> frozenset[str]:
        return frozenset(
            a.state for c in self.claims if c.act_class is not ActClass.RESPONSE for a in c.accused if a.state
        )

    @cached_property
    def claimants(self) -> frozenset[str]:
        return frozenset(speaker_key(p) for c in self.claims for p in (c.claimant, *c.partners) if p)

    @cached_property
    def past(self) -> bool:
        """Whether the document only cites what is here: earlier attributions named in passing."""
        return bool(self.claims) and all(c.standing is Standing.PAST for c in self.claims)

    @cached_property
    def is_answer(self) -> bool:
        """Whether there is nothing here but answers to what is told elsewhere."""
        return bool(self.claims) and all(c.act_class is ActClass.RESPONSE for c in self.claims)

    @cached_property
    def taken_back(self) -> tuple[Claim, ...]:
        """The claims that their claimant takes back here, where the document does nothing but that and answer."""
        told = tuple(c for c in self.claims if c.standing is Standing.WITHDRAWN)
        rest = [c for c in self.claims if c.standing is not Standing.WITHDRAWN]
        return told if all(c.act_class is ActClass.RESPONSE for c in rest) else ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing was read in the document: it makes no case, and joins one that is told in the same words."""
        return not self.claims and self.conduct is None

    @cached_property
    def measures(self) -> tuple[Claim, ...]:
        acts = (Act.CHARGE, Act.SANCTION, Act.ARREST, Act.EXPEL, Act.DISRUPT)
        return tuple(c for c in self.claims if c.act in acts and c.standing is not Standing.PAST)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Names of which a conduct bears one: its campaign, malware that names one conduct. Two with different ones are
        two conducts."""
        if self.conduct is None:
            return frozenset()
        campaign = {self.conduct.operation} if self.conduct.operation else set()
        return frozenset(campaign | (set(self.conduct.malware) & telling_malware()))

    @cached_property
    def names(self) -> frozenset[str]:
        """What names the conduct on its own: its titles, and its flaws where they are few."""
        flaws = self.conduct.vulnerabilities if self.conduct else ()
        return self.titles | frozenset(flaws if len(flaws) <= MANY else ())

    @cached_property
    def attributions(self) -> tuple[Claim, ...]:
        """The attributions that the strand makes or reports as news. One that is told as taken back is not made."""
        not_made = (Standing.PAST, Standing.WITHDRAWN)
        return tuple(c for c in self.claims if c.act_class is ActClass.ATTRIBUTION and c.standing not in not_made)

    @cached_property
    def quotes(self) -> frozenset[str]:
        """Long stretches word for word, as the sign of a text that was copied or of a statement quoted twice."""
        stretches = [e.exact.lower().split() for c in self.claims for e in c.evidence]
        return frozenset(" ".join(words) for words in stretches if len(words) >= LONG_QUOTE)

    @cached_property
    def victims(self) -> frozenset[str]:
        """The names of whom the conduct struck: no state, and no sector (written in lower case)."""
        targets = self.conduct.targets if self.conduct else ()
        return frozenset(t.casefold() for t in targets if not t.islower() and not (len(t) == 2 and t.isupper()))

    @cached_property
    def parties(self) -> frozenset[str]:
        """The states that are named as victims, or that speak."""
        targets = self.conduct.targets if self.conduct else ()
        return frozenset(code for code in {*targets, *self.claimants} if len(code) == 2 and code.isupper())

    @cached_property
    def struck(self) -> Span | None:
        """When the conduct took place, else when it became known; None where the document does not say."""
        if self.conduct is None:
            return None
        spans = [when.span() for when in (self.conduct.period, self.conduct.disclosed) if when]
        return next((span for span in spans if span), None)

    def day(self) -> Span | None:
        """When the strand's claims were said, as far as known: said-on dates, else the publication date."""
        return self._day

    @cached_property
    def _day(self) -> Span | None:
        fresh = [c for c in self.claims if c.standing is not Standing.PAST] or self.claims
        spans = [s for c in fresh if c.said_on and (s := c.said_on.span())]
        if spans:
            return min(s[0] for s in spans), max(s[1] for s in spans)
        return self.document.published.span() if self.document.published else None


MANY = 5
"""A strand that names more vulnerabilities than this is a list of advice, not one conduct."""

LONG_QUOTE = 12
"""Words that two texts do not share by chance."""


@cache
def telling_malware() -> frozenset[str]:
    """Malware that names one conduct (NotPetya). Tools that many use (Cobalt Strike) tell nothing."""
    return frozenset(row["name"] for row in table("campaigns") if row["kind"] == "malware")


_PRIVATE = (EntityKind.COMPANY, EntityKind.MEDIA, EntityKind.PERSON, EntityKind.GROUP)


class Speaker(Protocol):
    """Whoever may speak, whole or as a row of a list."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str | None: ...


def speaker_key(party: Speaker) -> str:
    """The state for a state and its bodies, otherwise the party itself: a company does not speak for its state."""
    return party.country if party.country and party.kind not in _PRIVATE else party.id


def strands_of(
    documents: Mapping[str, Document], claims: Iterable[Claim], conducts: Mapping[str, Sequence[Conduct]]
) -> dict[str, list[Strand]]:
    """The strands of each document, in an order that depends on their content alone. A document in which nothing was
    read has one that is bare."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    described: dict[tuple[str, str], Conduct] = {}
    for claim in claims:
        place = (claim.document, claim.conduct.id if claim.conduct else "")
        grouped.setdefault(place, []).append(claim)
        if claim.conduct:
            described.setdefault(place, claim.conduct)
    for document_id, found in conducts.items():
        for conduct in found:
            # A conduct that nobody is held responsible for yet is a strand without claims.
            described.setdefault((document_id, conduct.id), conduct)
            grouped.setdefault((document_id, conduct.id), [])
    strands: dict[str, list[Strand]] = {document: [] for document in documents}
    for place in sorted(grouped):
        if place[0] in documents:
            in_order = tuple(sorted(grouped[place], key=lambda c: (c.evidence[0].start, c.id)))
            strands[place[0]].append(
                Strand(f"{place[0]}/{place[1]}", documents[place[0]], described.get(place), in_order)
            )
    for document_id, of_document in strands.items():
        if not of_document:
            of_document.append(Strand(f"{document_id}/", documents[document_id], None, ()))
    return strands


def with_words(strands: Sequence[Strand]) -> list[Strand]:
    """The strands of one document, with the words that each is told in: the whole report where it tells of nothing
    else, else the lines of its evidence. What a report only cites has none: it is found by what names it."""
    told = [s for s in strands if not s.past]
    return [
        strand
        if strand.past
        else replace(strand, words=Words.of(_report(strand.document) if len(told) == 1 else _lines_of(strand)))
        for strand in strands
    ]


def _report(document: Document) -> str:
    title = document.title or ""
    return document.text if document.text.startswith(title) else f"{title}\n{document.text}"


def _lines_of(strand: Strand) -> str:
    text = strand.document.text
    stretches = [e for claim in strand.claims for e in claim.evidence]
    stretches += strand.conduct.evidence if strand.conduct else ()
    lines: dict[tuple[int, int], str] = {}
    for stretch in stretches:
        start = text.rfind("\n", 0, stretch.start) + 1
        end = text.find("\n", stretch.end)
        end = len(text) if end < 0 else end
        lines[start, end] = text[start:end]
    return "\n".join(lines[place] for place in sorted(lines))


def measurer_of(claim: Claim) -> str | None:
    """The state that acts; none for a company, which does not act for its state."""
    party = claim.claimant
    return party.country if party and party.country and speaker_key(party) == party.country else None


def states_of(claim: Claim) -> set[str]:
    return {a.state for a in claim.accused if a.state}


def days_apart(a: Strand, b: Strand) -> int:
    """Days between the two, 0 where they overlap; far apart where either has no date."""
    one, other = a.day(), b.day()
    return 9_999 if one is None or other is None else days_between(one, other)


def days_between(one: Span, other: Span) -> int:
    """Days between two spans, 0 where they overlap."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0
    return max((one[0] - other[1]).days, (other[0] - one[1]).days)


def when_of(claim: Claim, document: Document) -> tuple[When | None, bool]:
    """The date of a claim, and whether it is the publication date for want of a said-on date."""
    if claim.said_on and claim.said_on.date:
        return claim.said_on, False
    if claim.standing is Standing.PAST:
        return None, False
    return document.published, True


def kinds_of(strand: Strand) -> frozenset[ConductKind]:
    return frozenset(strand.conduct.kinds) if strand.conduct else frozenset()
