"""Reports made by hand, of two cases, and the brief of some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ledger_samples import NORWAY, RUSSIA, a_claim, a_document

from callout.cases.assemble import assemble
from callout.record.acts import Act
from callout.record.claim import Claim, Conduct
from callout.record.dates import When
from callout.record.document import Document
from callout.watch.brief import Brief, brief_of

SINCE = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
UNTIL = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
GERMANY = NORWAY.model_copy(update={"id": "d", "name": "Germany", "country": "DE"})
HERON = Conduct(summary="the break-in", operation="Operation Glass Heron")
OTHER = Conduct(summary="another break-in", operation="Operation Tin Magpie")


Report = tuple[Document, list[Claim]]


def made_report(name: str, sentences: dict[str, dict[str, object]], **more: object) -> tuple[Document, list[Claim]]:
    """A document of these sentences, each with a claim of its own."""
    text = " ".join(sentences)
    document = a_document(text, f"https://{name}.example/", title=name, published=When.parse("2026-11-19"), **more)
    return document, [a_claim(document, words, **fields) for words, fields in sentences.items()]  # type: ignore[arg-type]


FIRST = made_report("first", {"Norway blamed Russia.": {"conduct": HERON}})
SECOND = made_report(
    "second",
    {
        "Norway blamed Russia again.": {"conduct": HERON},
        "Germany joined it.": {"conduct": HERON, "act": Act.JOIN, "claimant": GERMANY},
        "Moscow denied it.": {"conduct": HERON, "act": Act.DENY, "claimant": RUSSIA, "states": ()},
        "Norway put sanctions on officers.": {"conduct": HERON, "act": Act.SANCTION},
        "Norway was appalled.": {"conduct": HERON, "act": Act.CONDEMN},
    },
)
THIRD = made_report("third", {"Norway blamed Russia for more.": {"conduct": OTHER}})
COPY = made_report("copy", {"Norway, too, blamed Russia for more.": {"conduct": OTHER}})


def made_brief(
    reports: Sequence[tuple[Document, list[Claim]]], known: Sequence[tuple[Document, list[Claim]]] = ()
) -> Brief:
    documents = {d.id: d for d, _ in (*known, *reports)}
    claims = [c for _, found in (*known, *reports) for c in found]
    return brief_of(
        assemble(documents, claims, {}),
        claims,
        documents,
        known_before={c.id for _, found in known for c in found},
        since=SINCE,
        until=UNTIL,
    )
