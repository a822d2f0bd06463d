"""Claims to cases, all at once: for documents that are at hand. A ledger keeps its cases as they grow (`placing`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from callout.cases.bonds import Bonds, decided_strands
from callout.cases.build import Member, build, title_of
from callout.cases.decided import UNDECIDED, Decided
from callout.cases.fingerprint import Fingerprint
from callout.cases.links import links_between
from callout.cases.memory import MemoryShelf
from callout.cases.placing import place
from callout.cases.strands import Strand, with_words
from callout.cases.traits import Traits
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
    strands = decided_strands(documents, claims, conducts, decided)
    told = {document: with_words(found) for document, found in strands.items()}
    fingerprints = {document: Fingerprint.of(documents[document].text) for document, found in told.items() if found}
    return cases_from(placed_at_once(told, bonds), bonds, fingerprints)


def placed_at_once(told: Mapping[str, Sequence[Strand]], bonds: Bonds) -> dict[str, list[Member]]:
    """The members of each case, by its id, of strands with their words, by document."""
    renamed = {document: [bonds.renamed(strand) for strand in found] for document, found in told.items()}
    shelf = MemoryShelf()
    place(shelf, {document: [Traits.of(strand) for strand in found] for document, found in renamed.items()}, bonds)
    return members_on(shelf, (strand for found in renamed.values() for strand in found))


def members_on(shelf: MemoryShelf, strands: Iterable[Strand]) -> dict[str, list[Member]]:
    """The members of each case of a shelf, by its id; `strands` are all that stand there."""
    by_key = {strand.key: strand for strand in strands}
    return {case: [Member(by_key[p.strand.key], p.reasons) for p in placed] for case, placed in shelf.by_case().items()}


def cases_from(
    members: Mapping[str, Sequence[Member]], bonds: Bonds, fingerprints: Mapping[str, Fingerprint]
) -> list[Case]:
    """The cases with the given members, linked among each other."""
    strands = {case: [m.strand for m in told] for case, told in members.items()}
    links = links_between(strands, {case: title_of(s) for case, s in strands.items()}, bonds)
    cases = [build(case, told, links[case], fingerprints, bonds.decided) for case, told in members.items()]
    return sorted(cases, key=lambda case: (-len(case.merged_on), case.title, case.id))
