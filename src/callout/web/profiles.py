"""What one party is in the ledger: the claims it makes and those about it, whom it joins with, how long things take.

Counts are of claims that are made, not of those cited from the past. A lag is only counted where both dates are known
to the day: the gap between a month and a day is no figure.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from callout.record.acts import ActClass
from callout.web.rows import ClaimRow, PartyRow
from callout.web.view import View

Belongs = Callable[[PartyRow], bool]
"""Whether a claimant or partner is the one that the profile is of."""


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from one thing to another over several cases. `days` in order of cases."""

    what: str
    days: tuple[tuple[str, int], ...]

    @property
    def median(self) -> float:
        return median(number for _, number in self.days)


@dataclass(frozen=True, slots=True)
class Profile:
    """Rows the last said first; those without a date at the end."""

    made: Sequence[ClaimRow]
    received: Sequence[ClaimRow]
    answers: Sequence[ClaimRow]
    partners: Counter[PartyRow]
    accuses: Counter[str]
    accused_by: Counter[PartyRow]
    ties: Counter[str]
    cases: Sequence[str]
    lags: Sequence[Lag]


def profile_of(view: View, belongs: Belongs, state: str | None = None) -> Profile:
    """The profile of whoever `belongs` says, and of `state` as the accused where that is given."""
    spoken: list[ClaimRow] = []
    received: list[ClaimRow] = []
    partners: Counter[PartyRow] = Counter()
    accuses: Counter[str] = Counter()
    accused_by: Counter[PartyRow] = Counter()
    ties: Counter[str] = Counter()
    for row in view.claims.values():
        speakers = [p for p in (row.claimant, *row.partners) if p is not None]
        fresh = row.act_class == ActClass.ATTRIBUTION and row.standing != "past"
        if any(belongs(p) for p in speakers):
            spoken.append(row)
            partners.update(p for p in speakers if not belongs(p))
            if fresh:
                accuses.update(row.states)
        if state and row.act_class != ActClass.RESPONSE and state in row.states:
            received.append(row)
            if fresh:
                accused_by.update(speakers[:1])
                ties.update({a.tie or "not said" for a in row.accused if a.state == state})
    ordered = _by_date(view, spoken)
    cases = dict.fromkeys(i for row in [*ordered, *_by_date(view, received)] if (i := view.case_of.get(row.id)))
    return Profile(
        made=[row for row in ordered if row.act_class != ActClass.RESPONSE],
        received=_by_date(view, received),
        answers=[row for row in ordered if row.act_class == ActClass.RESPONSE],
        partners=partners,
        accuses=accuses,
        accused_by=accused_by,
        ties=ties,
        cases=list(cases),
        lags=[lag for lag in _lags(view, list(cases), belongs, state) if lag.days],
    )


def _by_date(view: View, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    return sorted(rows, key=lambda row: (view.date_of(row) or "", row.number), reverse=True)


def _lags(view: View, cases: Sequence[str], belongs: Belongs, state: str | None) -> list[Lag]:
    disclosed: list[tuple[str, int]] = []
    answered: list[tuple[str, int]] = []
    for case_id in cases:
        rows = view.by_case.get(case_id, ())
        own = _first(
            row.said
            for row in rows
            if row.act_class == ActClass.ATTRIBUTION
            and row.standing == "asserted"
            and any(belongs(p) for p in (row.claimant, *row.partners) if p)
        )
        opened = _first(row.disclosed for row in rows)
        if own and opened and own >= opened:
            disclosed.append((case_id, (own - opened).days))
        if state:
            accused = _first(row.said for row in rows if row.act_class == ActClass.ATTRIBUTION and state in row.states)
            reply = _first(
                row.said
                for row in rows
                if row.act_class == ActClass.RESPONSE and row.claimant and row.claimant.country == state
            )
            if accused and reply and reply >= accused:
                answered.append((case_id, (reply - accused).days))
    return [
        Lag("from disclosure to its first attribution", tuple(disclosed)),
        Lag("from the first accusation to its first answer", tuple(answered)),
    ]


def to_first(view: View, rows: Sequence[ClaimRow]) -> tuple[tuple[str, int], ...]:
    """Days from when a case's conduct became known to the first attribution among `rows`, by case."""
    said: dict[str, list[str | None]] = {}
    for row in rows:
        case = view.case_of.get(row.id)
        if case and row.act_class == ActClass.ATTRIBUTION and row.standing == "asserted":
            said.setdefault(case, []).append(row.said)
    found = []
    for case, dates in said.items():
        first, opened = _first(dates), _first(row.disclosed for row in view.by_case.get(case, ()))
        if first and opened and first >= opened:
            found.append((case, (first - opened).days))
    return tuple(found)


def to_report(view: View, rows: Sequence[ClaimRow]) -> tuple[tuple[str, int], ...]:
    """Days from the saying of a claim among `rows` to the publication of its document: the fewest of a case, by case.
    What is cited from the past is left out."""
    days: dict[str, int] = {}
    for row in rows:
        case, document = view.case_of.get(row.id), view.documents.get(row.document)
        said, published = _first([row.said]), _first([document.published if document else None])
        if case and said and published and published >= said and row.standing != "past":
            days[case] = min(days.get(case, (published - said).days), (published - said).days)
    return tuple(days.items())


def _first(dates: Iterable[str | None]) -> dt.date | None:
    """The first of ISO dates that are known to the day."""
    days = [date for date in dates if date and len(date) == 10]
    return dt.date.fromisoformat(min(days)) if days else None
