"""Claims to cases, all at once: for documents that are at hand. A ledger keeps its cases as they grow (`placing`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from callout.cases.bonds import Bonds, decided_strands
from callout.cases.build import build, title_of
from callout.cases.decided import UNDECIDED, Decided
from callout.cases.fingerprint import Fingerprint
from callout.cases.links import links_between
from callout.cases.memory import MemoryShelf
from callout.cases.placing import Placed, place
from callout.cases.strands import with_words
from callout.record.case import Case
from callout.record.claim import Claim, Conduct
from callout.record.document import Document


def assemble(
    documents: Mapping[str, Document],
    claims: Iterable[Claim],
    conducts: Mapping[str, Sequence[Conduct]],
    decided: Decided = UNDECIDED,
) -> list[Case]:
    """The cases, those with the most claims first. `claims` are as they were read: decisions are applied here."""
    bonds = Bonds(decided)
    shelf = MemoryShelf()
    fresh = {
        document: with_words(strands)
        for document, strands in decided_strands(documents, claims, conducts, decided).items()
    }
    place(shelf, fresh, bonds)
    return cases_from(
        shelf.by_case(), bonds, {i: Fingerprint.of(documents[i].text) for i, told in fresh.items() if told}
    )


def cases_from(
    members: Mapping[str, Sequence[Placed]], bonds: Bonds, fingerprints: Mapping[str, Fingerprint]
) -> list[Case]:
    """The cases with the given strands, linked among each other."""
    strands = {case: [p.strand for p in placed] for case, placed in members.items()}
    links = links_between(strands, {case: title_of(s) for case, s in strands.items()}, bonds)
    cases = [
        build(case, strands[case], {p.strand.key: p.reasons for p in placed}, links[case], fingerprints, bonds.decided)
        for case, placed in members.items()
    ]
    return sorted(cases, key=lambda case: (-len(case.merged_on), case.title, case.id))
