"""Dates of claims as figures need them: with their kind, and as the days that their words allow.

What must stay true: a publication date is told as such; days between two dates are one number only where both are known
to the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from callout.cases.strands import when_of
from callout.record.claim import Claim
from callout.record.dates import DateKind, When
from callout.record.document import Document

Told = tuple[Claim, Document]
"""A claim and the document that tells it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the days that it may mean. Without a claim it is that of a conduct."""

    when: When
    kind: DateKind
    first: dt.date
    last: dt.date
    claim: str | None = None


def dated(claim: Claim, document: Document) -> Dated | None:
    """When a claim was said, else when its document was published; None for a cited claim without a date of its own."""
    when, is_publication = when_of(claim, document)
    span = when.span() if when else None
    if when is None or span is None:
        return None
    return Dated(when, DateKind.PUBLISHED if is_publication else DateKind.SAID, *span, claim.id)


def earliest(dates: Iterable[Dated | None]) -> Dated | None:
    """What is known to have been said first: by the last day that it may mean. Of two on one day, a date of saying."""
    known = [date for date in dates if date is not None]
    return min(
        known,
        key=lambda d: (d.last, d.first, d.kind is DateKind.PUBLISHED, d.claim or ""),
        default=None,
    )


def days_between(one: Dated, other: Dated) -> tuple[int, int]:
    """The fewest and the most days from one to the other; below zero where the other may be the earlier."""
    return (other.first - one.last).days, (other.last - one.first).days
