"""The timeline of a case: conduct, disclosure, claims, answers and measures, each with its kind of date.

A claim without a date of its own stands under its document's publication date, and says so by its kind. A claim cited
from the past has no date unless its words give one.
"""

from __future__ import annotations

from collections.abc import Sequence

from callout.cases.dated import Dated, Told, dated, earliest
from callout.cases.joiners import holds_responsible
from callout.cases.strands import Strand, speaker_key, states_of
from callout.record.acts import Act, ActClass, Standing
from callout.record.case import Entry, EntryKind
from callout.record.claim import Claim
from callout.record.dates import DateKind

_KIND_OF = {
    Act.DENY: EntryKind.DENIAL,
    Act.REJECT: EntryKind.DENIAL,
    Act.COUNTER_ACCUSE: EntryKind.COUNTER_ACCUSATION,
    Act.THREATEN: EntryKind.THREAT,
    Act.DECLINE: EntryKind.NO_COMMENT,
    Act.CHARGE: EntryKind.CHARGE,
    Act.SANCTION: EntryKind.SANCTION,
    Act.ADVISE: EntryKind.ADVISORY,
    Act.PATCH: EntryKind.PATCH,
    Act.ACKNOWLEDGE: EntryKind.STANCE,
}


def timeline_of(members: Sequence[Strand]) -> tuple[Entry, ...]:
    """In order of date; a month stands before its days, a year before its months."""
    entries: dict[tuple[str, str, str], Entry] = {}
    first = _first_claimants([(claim, strand.document) for strand in members for claim in strand.claims])
    for strand in members:
        conduct = strand.conduct
        if conduct and conduct.period and conduct.period.date:
            _add(
                entries,
                Entry(when=conduct.period, kind=DateKind.CONDUCT, what="the conduct", entry=EntryKind.CONDUCT),
            )
        if conduct and conduct.disclosed and conduct.disclosed.date:
            _add(
                entries,
                Entry(
                    when=conduct.disclosed,
                    kind=DateKind.DISCLOSED,
                    what="the disclosure",
                    entry=EntryKind.DISCLOSURE,
                ),
            )
        for claim in strand.claims:
            when = dated(claim, strand.document)
            if when is None:
                continue
            who = claim.claimant.name if claim.claimant else "unnamed"
            standing = "" if claim.standing is Standing.ASSERTED else f", {claim.standing}"
            joint = f" with {', '.join(p.name for p in claim.partners)}" if claim.partners else ""
            _add(
                entries,
                Entry(
                    when=when.when,
                    kind=when.kind,
                    what=f"{who}: {claim.act}{_of(claim)}{standing}{joint}",
                    claim=claim.id,
                    entry=_kind(claim, first),
                    claims=(claim.id,),
                ),
            )
    return tuple(sorted(entries.values(), key=lambda e: (e.when.date or "", e.kind, e.what)))


def _kind(claim: Claim, first: dict[str, set[str]]) -> EntryKind:
    if claim.standing is Standing.WITHDRAWN:
        return EntryKind.WITHDRAWAL
    if claim.act in _KIND_OF:
        return _KIND_OF[claim.act]
    if claim.act_class is ActClass.STANCE:
        return EntryKind.STANCE
    if claim.act_class is ActClass.MEASURE:
        return EntryKind.MEASURE
    if claim.claimant is None:
        return EntryKind.CLAIM
    before = [first[state] for state in states_of(claim) or {""} if state in first]
    joins = claim.act in (Act.JOIN, Act.SUPPORT) or (
        bool(before) and all(speaker_key(claim.claimant) not in holders for holders in before)
    )
    return EntryKind.JOINER if joins else EntryKind.CLAIM


def _first_claimants(told: Sequence[Told]) -> dict[str, set[str]]:
    """By accused state (empty where none is named), those who attributed it on the first day that is known."""
    dates: dict[str, list[tuple[str, Dated]]] = {}
    for claim, document in told:
        when = dated(claim, document)
        if claim.claimant and when and holds_responsible(claim):
            for state in states_of(claim) or {""}:
                dates.setdefault(state, []).append((speaker_key(claim.claimant), when))
    first: dict[str, set[str]] = {}
    for state, found in dates.items():
        start = earliest(when for _, when in found)
        first[state] = {holder for holder, when in found if start and when.last == start.last}
    return first


def _of(claim: Claim) -> str:
    states = sorted(states_of(claim))
    return f" ({', '.join(states)})" if states else ""


def _add(entries: dict[tuple[str, str, str], Entry], entry: Entry) -> None:
    """What several documents tell alike is one line, with the claims of all."""
    key = (entry.when.date or "", entry.kind, entry.what)
    known = entries.get(key)
    if known is None:
        entries[key] = entry
    elif entry.claim:
        entries[key] = known.model_copy(update={"claims": (*known.claims, entry.claim)})
