"""One case from its strands: everything that documents say of one conduct, side by side.

What must stay true: a case holds nothing that its claims and conducts do not say, and does not depend on the order in
which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callout.cases.answers import answers_in
from callout.cases.coalition import positions_in
from callout.cases.contested import coalition_of
from callout.cases.decided import UNDECIDED, Decided
from callout.cases.fingerprint import Fingerprint
from callout.cases.identity import name_of
from callout.cases.lags import lags_in
from callout.cases.origins import origins_in, rest_on_one
from callout.cases.strands import Strand
from callout.cases.texts import Texts
from callout.cases.timeline import timeline_of
from callout.cases.withdrawn import withdrawn_by_persons, withdrawn_in
from callout.record.acts import ActClass
from callout.record.case import Case, CaseReport, Link, Membership
from callout.record.claim import Conduct
from callout.record.entity import Party


@dataclass(frozen=True, slots=True)
class Member:
    """A strand of a case, and why it is in it."""

    strand: Strand
    reasons: tuple[str, ...]


def build(
    case: str,
    told: Iterable[Member],
    links: Sequence[Link],
    fingerprints: Mapping[str, Fingerprint],
    decided: Decided = UNDECIDED,
) -> Case:
    """The case of the id `case`; `fingerprints` are those of its documents by id. Of `decided` only what persons found
    to be taken back is asked: the rest has already been done to the strands."""
    told = sorted(told, key=lambda m: m.strand.key)
    members = [member.strand for member in told]
    claims = [(c, s.document) for s in members for c in s.claims]
    withdrawn = withdrawn_in(claims, withdrawn_by_persons(claims, decided))
    answers = answers_in(claims)
    merged = [s.conduct for s in members if s.conduct]
    texts = Texts.of((s.document for s in members), fingerprints)
    origins = origins_in(claims, texts)
    return Case(
        id=case,
        title=title_of(members),
        summary=_summary(members),
        operation=next((c.operation for c in merged if c.operation), None),
        kinds=most_named(merged, "kinds"),
        vulnerabilities=most_named(merged, "vulnerabilities"),
        products=most_named(merged, "products"),
        malware=most_named(merged, "malware"),
        groups=most_named(merged, "groups"),
        targets=most_named(merged, "targets"),
        accused=accused_in(members),
        claimants=claimants_in(members),
        positions=positions_in([pair for pair in claims if pair[0].act_class in HOLDING], withdrawn),
        answers=answers,
        measures=positions_in([pair for pair in claims if pair[0].act_class is ActClass.MEASURE]),
        timeline=timeline_of(members),
        reports=_reports(members, texts),
        origins=origins,
        single_origin=rest_on_one(origins),
        merged_on=tuple(
            Membership(claim=c.id, document=m.strand.document.id, reasons=m.reasons)
            for m in told
            for c in m.strand.claims
        ),
        links=tuple(links),
        coalition=coalition_of(claims, answers, withdrawn),
        lags=lags_in(members, answers),
    )


HOLDING = (ActClass.ATTRIBUTION, ActClass.STANCE)
"""Acts by which a claimant takes a position on a conduct."""


def accused_in(members: Iterable[Strand]) -> tuple[str, ...]:
    """The states that are held responsible, by code."""
    return tuple(sorted({state for strand in members for state in strand.accused}))


def most_named(conducts: Sequence[Conduct], name: str) -> tuple[str, ...]:
    """The values of one field over all conducts, the most often named first."""
    counts: dict[str, int] = {}
    for conduct in conducts:
        for value in getattr(conduct, name):
            counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def title_of(members: Sequence[Strand]) -> str:
    """What names the case, else what its first report is called, else the words of its first claim. Never a sentence of
    callout's own about who did it."""
    name = name_of(members)
    if name:
        return name
    dated = sorted(members, key=lambda s: ((s.document.published.date if s.document.published else None) or "9", s.key))
    titles = [s.document.title for s in dated if s.document.title and not s.past]
    if titles:
        return titles[0][:100]
    measures = [c for s in members for c in s.measures]
    if measures:
        first = measures[0]
        by = first.claimant.name if first.claimant else "unnamed authority"
        against = next((a.name or a.phrase for a in first.accused), "unnamed persons")
        groups = most_named([s.conduct for s in members if s.conduct], "groups")
        return f"{by}: {first.act} ({', '.join(groups[:1]) or against})"
    accused = sorted({state for s in members for state in s.accused})
    return _summary(members)[:100] or f"Conduct ascribed to {', '.join(accused) or 'nobody'}"


def _summary(members: Sequence[Strand]) -> str:
    """The words of the first claim, or of the first conduct."""
    for strand in members:
        for claim in strand.claims:
            if claim.act_class is ActClass.ATTRIBUTION:
                return claim.evidence[0].exact
    for strand in members:
        if strand.claims:
            return strand.claims[0].evidence[0].exact
        if strand.conduct:
            return strand.conduct.summary
    return ""


def claimants_in(members: Iterable[Strand]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for claim in (claim for strand in members for claim in strand.claims):
        for party in (claim.claimant, *claim.partners):
            if party:
                found.setdefault(party.id, party)
    return tuple(sorted(found.values(), key=lambda p: (p.name, p.id)))


def _reports(members: Sequence[Strand], texts: Texts) -> tuple[CaseReport, ...]:
    counted: dict[str, int] = {}
    documents = {s.document.id: s.document for s in members}
    for strand in members:
        counted[strand.document.id] = counted.get(strand.document.id, 0) + len(strand.claims)
    return tuple(
        CaseReport(
            document=i,
            uri=d.uri,
            title=d.title,
            published=d.published,
            claims=counted[i],
            copy_of=texts.text_of[i] if texts.text_of[i] != i else None,
        )
        for i, d in sorted(
            documents.items(),
            key=lambda pair: ((pair[1].published.date if pair[1].published else None) or "9", pair[0]),
        )
    )
