"""Counts over a view: by accused, by claimant, by week; who accused whom. A claim that is cited from the past is no new
claim and is not counted among them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from callout.record.acts import ActClass
from callout.web.rows import ClaimRow, PartyRow
from callout.web.view import View


def accusing(rows: Iterable[ClaimRow]) -> Iterable[ClaimRow]:
    """The attributions that are made, not cited."""
    return (r for r in rows if r.act_class == ActClass.ATTRIBUTION and r.standing != "past")


def by_accused(rows: Iterable[ClaimRow]) -> Counter[str]:
    """Attributions by the state accused."""
    return Counter(state for row in accusing(rows) for state in row.states)


def by_claimant(rows: Iterable[ClaimRow]) -> Counter[PartyRow]:
    """Attributions by who makes them; a state's bodies count for themselves."""
    return Counter(row.claimant for row in accusing(rows) if row.claimant)


def accusations(view: View, first: dt.date | None = None, last: dt.date | None = None) -> Counter[tuple[str, str]]:
    """Pairs of accuser and accused, as country codes, with the number of claims; joint claims count for each partner.

    With a period only claims with a date are counted whose date lies, as far as it says, within it.
    """
    found: Counter[tuple[str, str]] = Counter()
    for row in accusing(view.claims.values()):
        if (first or last) and not within(view.date_of(row), first, last):
            continue
        speakers = {p.country for p in (row.claimant, *row.partners) if p and p.country and p.kind not in PRIVATE}
        found.update((speaker, state) for speaker in speakers for state in row.states)
    return found


PRIVATE = frozenset({"company", "media", "person", "group"})
"""Kinds that speak for themselves and not for their country."""


def within(date: str | None, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether an ISO date of any precision may lie between two days."""
    if not date:
        return False
    low = date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date
    high = date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date
    return (first is None or high >= first.isoformat()) and (last is None or low <= last.isoformat())


def recorded_days(rows: Iterable[ClaimRow]) -> Iterable[dt.date]:
    return (row.recorded_at.date() for row in rows)


def said_days(view: View, rows: Iterable[ClaimRow]) -> list[dt.date]:
    """The days of claims that have a date to the day."""
    return [dt.date.fromisoformat(date) for row in rows if (date := view.date_of(row)) and len(date) == 10]
