"""What a list says of a case: enough to choose by, and no more than the case says.

It is worked out without the case, of which it is a small part: each report that joins a case changes its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from callout.cases.build import HOLDING, accused_in, claimants_in, most_named, title_of
from callout.cases.coalition import dates_in
from callout.cases.decided import UNDECIDED, Decided
from callout.cases.fingerprint import Fingerprint
from callout.cases.origins import count_origins
from callout.cases.strands import Strand
from callout.cases.texts import Texts
from callout.cases.withdrawn import withdrawn_by_persons, withdrawn_in
from callout.record.acts import ActClass
from callout.record.case import CaseLine


def line_of(
    case: str, told: Iterable[Strand], fingerprints: Mapping[str, Fingerprint], decided: Decided = UNDECIDED
) -> CaseLine:
    """The line of the case with the id `case` and these strands; the rest is as for `build`."""
    members = sorted(told, key=lambda strand: strand.key)
    claims = [(claim, strand.document) for strand in members for claim in strand.claims]
    documents = {strand.document.id: strand.document for strand in members}
    withdrawn = withdrawn_in(claims, withdrawn_by_persons(claims, decided))
    held = dates_in([pair for pair in claims if pair[0].act_class in HOLDING], withdrawn)
    dates = sorted(date for date in held if date)
    return CaseLine(
        id=case,
        title=title_of(members),
        accused=accused_in(members),
        claimants=tuple(party.name for party in claimants_in(members)),
        kinds=most_named([s.conduct for s in members if s.conduct], "kinds"),
        claims=len(claims),
        origins=count_origins(claims, Texts.of(documents.values(), fingerprints)),
        reports=len(documents),
        answers=sum(claim.act_class is ActClass.RESPONSE for claim, _ in claims),
        measures=len(dates_in([pair for pair in claims if pair[0].act_class is ActClass.MEASURE])),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
