"""What a list says of a case: enough to choose by, and no more than the case says."""

from __future__ import annotations

from callout.record.case import Case, CaseLine


def line_of(case: Case) -> CaseLine:
    dates = sorted(position.said_on.date for position in case.positions if position.said_on and position.said_on.date)
    answers = {answer.claim for answer in case.answers}
    return CaseLine(
        id=case.id,
        title=case.title,
        accused=case.accused,
        claimants=tuple(party.name for party in case.claimants),
        kinds=case.kinds,
        claims=len(case.merged_on),
        origins=sum(not set(origin.claims) <= answers for origin in case.origins),
        reports=len(case.reports),
        answers=len(case.answers),
        measures=len(case.measures),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
