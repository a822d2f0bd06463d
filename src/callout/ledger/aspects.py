"""What the search sees of a claim and of a document: facets, days, and the texts that are looked through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callout.record.acts import Standing
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import EntityKind, Party

Value = tuple[str, str, str]
"""Facet, value, label."""

_PRIVATE = (EntityKind.COMPANY, EntityKind.MEDIA, EntityKind.PERSON, EntityKind.GROUP)


def values_of(claim: Claim, document: Document) -> list[Value]:
    """The facets of a claim. A value may be there twice, with two labels."""
    found: list[Value] = [("act", claim.act, claim.act)]
    for party in (claim.claimant, *claim.partners):
        if party:
            value = speaker(party)
            # The name of one body of a state is no label for the state.
            found.append(("claimant", value, party.name if party.kind is EntityKind.STATE else value))
    for accused in claim.accused:
        if accused.state:
            label = accused.name if accused.kind is EntityKind.STATE and accused.name else accused.state
            found.append(("accused", accused.state, label))
        if accused.tie:
            found.append(("tie", accused.tie, accused.tie))
    if claim.venue:
        found.append(("venue", claim.venue, claim.venue))
    found += [*_year(when_said(claim, document)), *_source_and_kind(document)]
    return list(dict.fromkeys(found))


def values_of_document(document: Document) -> list[Value]:
    return [*_year(document.published), *_source_and_kind(document)]


def _source_and_kind(document: Document) -> Iterator[Value]:
    if document.source:
        yield ("source", document.source, document.source)
    yield ("kind", document.kind, document.kind)


def _year(when: When | None) -> Iterator[Value]:
    if when and when.date:
        yield ("year", when.date[:4], when.date[:4])


def speaker(party: Party) -> str:
    """Under what a claimant is counted: its state for a state and its bodies, else its name."""
    return party.country if party.country and party.kind not in _PRIVATE else party.name


def when_said(claim: Claim, document: Document) -> When | None:
    """When a claim was said, else its document's date; a claim cited from the past has its own date or none."""
    if claim.said_on and claim.said_on.date:
        return claim.said_on
    return None if claim.standing is Standing.PAST else document.published


def days_of(when: When | None) -> tuple[str, str]:
    span = when.span() if when else None
    return (span[0].isoformat(), span[1].isoformat()) if span else ("", "")


def texts_of(claim: Claim) -> tuple[str, str, str, str]:
    """The fields of fulltext.FIELDS."""
    who = [name for party in (claim.claimant, *claim.partners) if party for name in (party.name, party.country or "")]
    who += [word for person in claim.spokespeople for word in (person.name, person.role or "")]
    whom = [word or "" for a in claim.accused for word in (a.name, a.phrase, a.state)]
    about = _about(claim)
    return " ".join(who), " ".join(whom), " … ".join(e.exact for e in claim.evidence), about


def _about(claim: Claim) -> str:
    conduct = claim.conduct
    if conduct is None:
        return ""
    named: tuple[Any, ...] = (
        conduct.operation or "",
        *conduct.vulnerabilities,
        *conduct.products,
        *conduct.malware,
        *conduct.groups,
        conduct.summary,
    )
    return " … ".join(named)
