"""The timeline of a case: conduct, disclosure, claims, answers and measures, each with its kind of date.

A claim without a date of its own stands under its document's publication date, and says so by its kind. A claim cited
from the past has no date unless its words give one.
"""

from __future__ import annotations

from collections.abc import Sequence

from callout.cases.strands import Strand, when_of
from callout.record.case import DateKind, Entry
from callout.record.claim import Claim


def timeline_of(members: Sequence[Strand]) -> tuple[Entry, ...]:
    """In order of date; a month stands before its days, a year before its months."""
    entries: dict[tuple[str, str, str], Entry] = {}
    for strand in members:
        if strand.conduct and strand.conduct.period and strand.conduct.period.date:
            _add(entries, Entry(when=strand.conduct.period, kind=DateKind.CONDUCT, what="the conduct"))
        if strand.conduct and strand.conduct.disclosed and strand.conduct.disclosed.date:
            _add(entries, Entry(when=strand.conduct.disclosed, kind=DateKind.DISCLOSED, what="the disclosure"))
        for claim in strand.claims:
            when, is_publication = when_of(claim, strand.document)
            if when is None or not when.date:
                continue
            who = claim.claimant.name if claim.claimant else "unnamed"
            joint = f" with {', '.join(p.name for p in claim.partners)}" if claim.partners else ""
            _add(
                entries,
                Entry(
                    when=when,
                    kind=DateKind.PUBLISHED if is_publication else DateKind.SAID,
                    what=f"{who}: {claim.act}{_of(claim)}{joint}",
                    claim=claim.id,
                ),
            )
    return tuple(sorted(entries.values(), key=lambda e: (e.when.date or "", e.kind, e.what)))


def _of(claim: Claim) -> str:
    states = sorted({a.state for a in claim.accused if a.state})
    return f" ({', '.join(states)})" if states else ""


def _add(entries: dict[tuple[str, str, str], Entry], entry: Entry) -> None:
    entries.setdefault((entry.when.date or "", entry.kind, entry.what), entry)
