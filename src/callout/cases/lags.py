"""Lags: the days from disclosure to the first attribution, and from an attribution to its denial.

What must stay true: a number of days only where both dates are known to the day, else a range; nothing where a date is
not known; an end that is a publication date says so. A denial follows what it denies: where dates known to a month
allow it to precede, the fewest days are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from callout.cases.dated import Dated, dated, days_between, earliest
from callout.cases.joiners import first_attribution
from callout.cases.strands import Strand, states_of
from callout.record.acts import Act
from callout.record.case import Answer, Answering, Lag, LagEnd, LagKind
from callout.record.dates import DateKind


def lags_in(members: Sequence[Strand], answers: Sequence[Answer]) -> tuple[Lag, ...]:
    """The lag from the first disclosure, and for each accused state the lag to its first denial."""
    told = [(claim, strand.document) for strand in members for claim in strand.claims]
    found = []
    disclosed = earliest(
        Dated(when, DateKind.DISCLOSED, *span)
        for s in members
        if s.conduct and (when := s.conduct.disclosed) and (span := when.span())
    )
    first = first_attribution(told)
    if disclosed and first:
        found.append(_lag(LagKind.DISCLOSURE_TO_ATTRIBUTION, None, disclosed, first))
    by_id = {claim.id: (claim, document) for claim, document in told}
    denials = [a for a in answers if a.speaker is Answering.ACCUSED and a.act in (Act.DENY, Act.REJECT)]
    for state in sorted({state for claim, _ in told for state in states_of(claim)}):
        blamed = first_attribution(told, state)
        denied = earliest(
            dated(*by_id[a.claim]) for a in denials if any(state in states_of(by_id[claim][0]) for claim in a.answers)
        )
        if blamed and denied:
            found.append(_lag(LagKind.ATTRIBUTION_TO_DENIAL, state, blamed, denied))
    return tuple(found)


def _lag(what: LagKind, state: str | None, start: Dated, end: Dated) -> Lag:
    least, most = days_between(start, end)
    if least < most:
        least, most = max(0, least) if most >= 0 else least, most
    return Lag(what=what, state=state, least=least, most=most, from_=_end(start), to=_end(end))


def _end(date: Dated) -> LagEnd:
    return LagEnd(when=date.when, kind=date.kind, claim=date.claim)
