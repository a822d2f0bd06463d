"""Asking for cases: one, some or all, as they are or as they were known at a time.

`as_of` asks what the ledger said then: the placements, claims and decisions of that time. Asking writes nothing: where
documents still wait to be placed (a run was stopped), they are placed in memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from callout.casebook.shelf import decided_in, read_fingerprints, strands_in
from callout.cases.assemble import cases_from, placed_at_once
from callout.cases.bonds import Bonds
from callout.cases.build import Member, build, title_of
from callout.cases.fingerprint import Fingerprint
from callout.cases.line import line_of
from callout.cases.links import links_between
from callout.cases.signs import beside_of
from callout.cases.strands import Strand, with_words
from callout.errors import NotInLedger
from callout.ledger.content import Placement
from callout.ledger.ledger import Ledger
from callout.record.case import Case, CaseLine


def case_lines(ledger: Ledger, *, as_of: dt.datetime | None = None) -> list[CaseLine]:
    """What lists say of the cases, those with the most claims first."""
    if not ledger.stands_placed(as_of):
        bonds = Bonds(decided_in(ledger, as_of))
        found, prints = _placed_at_hand(ledger, bonds, as_of)
        lines = [line_of(case, [m.strand for m in told], prints, bonds.decided) for case, told in found.items()]
    else:
        lines = [CaseLine.model_validate_json(kept.body) for kept in ledger.case_lines(as_of=as_of)]
    return sorted(lines, key=lambda line: (-line.claims, line.title, line.id))


def cases_of(ledger: Ledger, *, as_of: dt.datetime | None = None) -> list[Case]:
    """All cases, those with the most claims first. Builds each: for lists ask for `case_lines`."""
    bonds = Bonds(decided_in(ledger, as_of))
    if not ledger.stands_placed(as_of):
        found, fingerprints = _placed_at_hand(ledger, bonds, as_of)
        return cases_from(found, bonds, fingerprints)
    found = _members(ledger, ledger.placements(as_of=as_of), bonds, as_of)
    return cases_from(found, bonds, read_fingerprints(ledger.fingerprints()))


def case_of(ledger: Ledger, case: str, *, as_of: dt.datetime | None = None, placed_only: bool = False) -> Case:
    """One case by its id. Raises NotInLedger where it was not known, and says where its claims are now if it was.

    With `placed_only` documents that wait are left out until they are placed, which takes less time than placing all.
    """
    bonds = Bonds(decided_in(ledger, as_of))
    if not placed_only and not ledger.stands_placed(as_of):
        found, fingerprints = _placed_at_hand(ledger, bonds, as_of)
    else:
        found = _members(ledger, ledger.placements(as_of=as_of, cases=[case]), bonds, as_of)
        strands = [m.strand for m in found.get(case, ())]
        found |= _members(ledger, _beside(ledger, case, strands, bonds, as_of), bonds, as_of)
        fingerprints = read_fingerprints(ledger.fingerprints(sorted({strand.document.id for strand in strands})))
    if case not in found:
        raise NotInLedger(case, "the ledger has no such case", _where_now(ledger, case, as_of))
    groups = {other: [m.strand for m in members] for other, members in found.items()}
    links = links_between(groups, {other: title_of(strands) for other, strands in groups.items()}, bonds)
    return build(case, found[case], links[case], fingerprints, bonds.decided)


def find_case(ledger: Ledger, wanted: str, *, as_of: dt.datetime | None = None) -> str:
    """The id of the case meant by an id, the beginning of one, or words of a title. Raises NotInLedger where there is
    none, or more than one."""
    lines = case_lines(ledger, as_of=as_of)
    exact = [line for line in lines if line.id == wanted]
    begun = [line for line in lines if line.id.startswith(wanted)]
    titled = [line for line in lines if wanted.lower() in line.title.lower()]
    for matches in (exact, begun, titled):
        if len(matches) == 1:
            return matches[0].id
        if matches:
            ids = ", ".join(line.id for line in matches[:5])
            raise NotInLedger(wanted, f"{len(matches)} cases match", f"Give the whole id: {ids}")
    raise NotInLedger(wanted, "the ledger has no such case", _where_now(ledger, wanted, as_of))


def _members(
    ledger: Ledger, placed: Sequence[Placement], bonds: Bonds, as_of: dt.datetime | None
) -> dict[str, list[Member]]:
    """The members of cases, read from the claims and conducts known then."""
    documents = sorted({placement.document for placement in placed})
    strands = strands_in(
        ledger.documents(as_of=as_of, ids=documents),
        ledger.claims(as_of=as_of, documents=documents),
        ledger.conducts(as_of=as_of, documents=documents),
        bonds.decided,
    )
    by_key = {strand.key: strand for found in strands.values() for strand in found}
    members: dict[str, list[Member]] = {}
    for placement in placed:
        strand = by_key.get(placement.strand)
        if strand is not None:
            members.setdefault(placement.case, []).append(Member(bonds.renamed(strand), placement.reasons))
    return {case: found for case, found in members.items() if not all(m.strand.is_bare for m in found)}


def _placed_at_hand(
    ledger: Ledger, bonds: Bonds, as_of: dt.datetime | None
) -> tuple[dict[str, list[Member]], dict[str, Fingerprint]]:
    """The members of cases, placed in memory: where documents wait, and since asking writes nothing. With the
    fingerprints of their texts."""
    strands = strands_in(
        ledger.documents(as_of=as_of, texts=True),
        ledger.claims(as_of=as_of),
        ledger.conducts(as_of=as_of),
        bonds.decided,
    )
    texts = {document: found[0].document.text for document, found in strands.items() if found}
    members = placed_at_once({document: with_words(found) for document, found in strands.items()}, bonds)
    return members, {document: Fingerprint.of(text) for document, text in texts.items()}


def _beside(
    ledger: Ledger, case: str, strands: Iterable[Strand], bonds: Bonds, as_of: dt.datetime | None
) -> list[Placement]:
    """The placements of the cases that may be linked to one: told in a document with it, announced with it, or tied to
    it by a person."""
    documents = sorted({strand.document.id for strand in strands})
    documents += [p.document for d in bonds.decided.of_cases for side in d.sides for p in side]
    together = ledger.showing(sign for strand in strands for sign in beside_of(strand))
    found = [
        *ledger.placements(as_of=as_of, documents=sorted(set(documents))),
        *ledger.placements(as_of=as_of, strands=sorted(together)),
    ]
    others = sorted({placement.case for placement in found} - {case})
    return ledger.placements(as_of=as_of, cases=others) if others else []


def _where_now(ledger: Ledger, case: str, as_of: dt.datetime | None) -> str:
    """What to do about an id that no case bears (any more)."""
    was = [p.strand for p in ledger.placements(cases=[case], history=True)]
    now = sorted({p.case for p in ledger.placements(as_of=as_of, strands=was)}) if was else []
    if now:
        return f"What it held is now in {', '.join(now[:5])}: ask for that, or see `callout log {case}`"
    return "List them with `callout cases`"


def main_case_of(cases: Iterable[Case]) -> dict[str, str]:
    """For each document the case that most of its claims belong to; the earlier by title where two are equal."""
    best: dict[str, tuple[int, str]] = {}
    for case in sorted(cases, key=lambda c: (c.title, c.id)):
        for report in case.reports:
            if report.document not in best or report.claims > best[report.document][0]:
                best[report.document] = (report.claims, case.id)
    return {document: case for document, (_, case) in best.items()}
