"""Texts: which text each document of a case carries, and where its sentences say that its claims were made.

What must stay true: documents are known by their fingerprints alone, since cases are built without texts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from callout.cases.copies import texts_among
from callout.cases.fingerprint import Fingerprint
from callout.cases.occasions import Telling
from callout.cases.sourcing import Named
from callout.record.claim import Claim
from callout.record.document import Document


@dataclass(frozen=True, slots=True)
class Texts:
    """What the documents of a case have in common: the text that each carries, by the first of those that carry it, and
    their fingerprints. Where there is none a document is no copy, and names no origin."""

    fingerprints: Mapping[str, Fingerprint]
    text_of: Mapping[str, str]

    @classmethod
    def of(cls, documents: Iterable[Document], fingerprints: Mapping[str, Fingerprint]) -> Texts:
        """The first of a text is the first by date, then by id."""
        known = {d.id: d for d in documents}
        root_of = texts_among({i: fingerprints[i] for i in known if i in fingerprints})
        first: dict[str, Document] = {}
        for document in sorted(known.values(), key=order_of):
            first.setdefault(root_of.get(document.id, document.id), document)
        return cls(fingerprints, {i: first[root_of.get(i, i)].id for i in known})

    def telling(self, claim: Claim, document: Document) -> Telling:
        mine = self.fingerprints.get(document.id)
        said = mine.said if mine else frozenset()
        return Telling(claim, document, frozenset[Hashable]({self.text_of[document.id], *said}))

    def named(self, telling: Telling) -> list[Named]:
        """The origins that the sentences of a claim name, those of outlets first."""
        mine = self.fingerprints.get(telling.document.id)
        stretches = telling.claim.evidence
        return sorted(
            (
                named
                for named in (mine.named if mine else ())
                if any(e.start < named.sentence_end and named.sentence_start < e.end for e in stretches)
            ),
            key=lambda named: (named.outlet is None, named.start),
        )


def order_of(document: Document) -> tuple[str, str]:
    """Documents in order of date, then of id; those without a date last."""
    return (document.published.date if document.published else None) or "9", document.id
