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
from callout.record.acts import Act, ActClass, Standing
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
    def past(self) -> bool:
        """Whether the document only cites what is here: earlier attributions named in passing."""
        return bool(self.claims) and all(c.standing is Standing.PAST for c in self.claims)

    @property
    def is_bare(self) -> bool:
        """Whether nothing was read in the document: it makes no case, and joins one that is told in the same words."""
        return not self.claims and self.conduct is None

    @cached_property
    def measures(self) -> tuple[Claim, ...]:
        acts = (Act.CHARGE, Act.SANCTION, Act.ARREST, Act.EXPEL, Act.DISRUPT)
        return tuple(c for c in self.claims if c.act in acts and c.standing is not Standing.PAST)

    @property
    def operation(self) -> str | None:
        return self.conduct.operation if self.conduct else None

    @cached_property
    def telling(self) -> frozenset[str]:
        """Malware that names the conduct."""
        return frozenset(self.conduct.malware) & telling_malware() if self.conduct else frozenset()

    @cached_property
    def flaws(self) -> frozenset[str]:
        """The vulnerabilities, where they are few enough to name one conduct."""
        found = self.conduct.vulnerabilities if self.conduct else ()
        return frozenset(found if len(found) <= MANY else ())

    @cached_property
    def titles(self) -> frozenset[str]:
        """Names of which a conduct bears one: its campaign, malware that names one conduct. Two with different ones are
        two conducts."""
        return self.telling | {self.operation} if self.operation else self.telling

    @property
    def names(self) -> frozenset[str]:
        """What names the conduct on its own: its titles, and its flaws where they are few."""
        return self.titles | self.flaws

    @cached_property
    def day(self) -> Span | None:
        """When the strand's claims were said, as far as known: said-on dates, else the publication date."""
        fresh = [c for c in self.claims if c.standing is not Standing.PAST] or self.claims
        spans = [s for c in fresh if c.said_on and (s := c.said_on.span())]
        if spans:
            return min(s[0] for s in spans), max(s[1] for s in spans)
        return self.document.published.span() if self.document.published else None


MANY = 5
"""A strand that names more vulnerabilities than this is a list of advice, not one conduct."""


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


def names_borne(strand: Strand) -> set[str]:
    """The groups, malware and campaigns that a strand names."""
    found = {a.name for c in strand.claims for a in c.accused if a.name}
    if strand.conduct:
        found.update(strand.conduct.groups, strand.conduct.malware)
        found.update({strand.conduct.operation} if strand.conduct.operation else ())
    return found


def announced_by(strand: Strand) -> set[tuple[str, str]]:
    """Which state was accused in it by another, and on which day; nothing of what is only cited."""
    span = None if strand.past else strand.day
    if span is None or span[0] != span[1]:
        return set()
    claims = [c for c in strand.claims if c.act_class in (ActClass.ATTRIBUTION, ActClass.MEASURE) and measurer_of(c)]
    return {(state, span[0].isoformat()) for claim in claims for state in states_of(claim)}


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
