"""Occasions: which claims of one claimant were said on one day, so that one statement counts once however it is put.

What must stay true: a date of saying stands as the text gives it. A date of publication only leads to the occasion that
it follows; no claim gets a date from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from callout.record.acts import Mode, Standing
from callout.record.claim import Claim
from callout.record.dates import Precision, When
from callout.record.document import Document

REPORTED_WITHIN = 2
"""Days between a statement and the reports that give no day for it; either way, since it may be another day there."""

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Telling:
    """A claim as a document tells it. `shares` names what the document has in common with others that tell the same:
    its text, the quotations in it."""

    claim: Claim
    document: Document
    shares: frozenset[Hashable] = frozenset()

    @property
    def authored(self) -> bool:
        """Whether the document is the claimant's own."""
        return self.claim.mode is Mode.AUTHORED and self.claim.claimant is not None

    @property
    def published(self) -> dt.date | None:
        return _day(self.document.published)

    @property
    def said(self) -> dt.date | None:
        """The day on which it was said; what a claimant publishes itself, it says when it publishes it."""
        day = _day(self.claim.said_on)
        if day is None and self.authored and self.claim.standing is not Standing.PAST and not _dated(self.claim):
            return self.published
        return day

    @property
    def reported(self) -> dt.date | None:
        """The day on which it was news, for what has no date of its own."""
        return None if _dated(self.claim) or self.claim.standing is Standing.PAST else self.published


def occasions(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings of one claimant, by occasion; each in one."""
    shared = _shared_days(tellings)
    said: dict[dt.date, list[Telling]] = {}
    reported: dict[dt.date, list[Telling]] = {}
    rest: list[Telling] = []
    for telling in tellings:
        day, news = telling.said, telling.reported
        if day is None and not _dated(telling.claim):
            day, news = shared.of(telling)
        if day:
            said.setdefault(day, []).append(telling)
        elif news:
            reported.setdefault(news, []).append(telling)
        else:
            rest.append(telling)
    found = {day: [*group] for day, group in said.items()}
    for run in _runs(day for day in reported if not _nearest(day, said)):
        found[run[0]] = [telling for day in run for telling in reported[day]]
    for day, group in reported.items():
        nearest = _nearest(day, said)
        if nearest:
            found[nearest] += group
    undated: dict[Hashable, list[Telling]] = {}
    for telling in rest:
        led_to = _occasion_of(telling, sorted(found))
        if led_to:
            undated.setdefault(led_to, []).append(telling)
        else:
            date = telling.claim.said_on.date if telling.claim.said_on else None
            undated.setdefault(date or "", []).append(telling)
    for place, group in undated.items():
        if isinstance(place, dt.date):
            found[place] += group
    return [*found.values(), *(group for place, group in undated.items() if not isinstance(place, dt.date))]


def _dated(claim: Claim) -> bool:
    return claim.said_on is not None and claim.said_on.date is not None


def _day(when: When | None) -> dt.date | None:
    if when is None or when.date is None or when.precision is not Precision.DAY:
        return None
    return dt.date.fromisoformat(when.date)


@dataclass(frozen=True, slots=True)
class _SharedDays:
    """By what documents share, the days on which those that share it have it said, and on which it was news."""

    said: Mapping[Hashable, frozenset[dt.date]]
    reported: Mapping[Hashable, dt.date]

    def of(self, telling: Telling) -> tuple[dt.date | None, dt.date | None]:
        """The only day on which it was said, else the first on which it was news."""
        said = frozenset[dt.date]().union(*(self.said.get(s, frozenset()) for s in telling.shares))
        if len(said) == 1:
            return next(iter(said)), None
        days = [self.reported[s] for s in telling.shares if s in self.reported]
        return None, min(days, default=telling.reported)


def _shared_days(tellings: Iterable[Telling]) -> _SharedDays:
    said: dict[Hashable, frozenset[dt.date]] = {}
    reported: dict[Hashable, dt.date] = {}
    for telling in tellings:
        for shared in telling.shares:
            if telling.said:
                said[shared] = said.get(shared, frozenset()) | {telling.said}
            elif telling.reported:
                reported[shared] = min(telling.reported, reported.get(shared, telling.reported))
    return _SharedDays(said, reported)


def _nearest(day: dt.date, said: Iterable[dt.date]) -> dt.date | None:
    near = [(abs((day - other).days), other) for other in said]
    apart, nearest = min(near, default=(REPORTED_WITHIN + 1, day))
    return nearest if apart <= REPORTED_WITHIN else None


def _runs(days: Iterable[dt.date]) -> list[list[dt.date]]:
    """Days in rows that follow one another."""
    runs: list[list[dt.date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] <= DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _occasion_of(telling: Telling, days: Sequence[dt.date]) -> dt.date | None:
    """The occasion meant by a month or a year, if only one is; by no date, the first that is not later than the
    document."""
    span = telling.claim.said_on.span() if telling.claim.said_on else None
    if span:
        within = [day for day in days if span[0] <= day <= span[1]]
        return within[0] if len(within) == 1 else None
    until = telling.published
    before = [day for day in days if until is None or day <= until]
    return before[0] if before else None
