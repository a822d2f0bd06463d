"""What is known of a document before its claims are read: its words, names, quotations and people."""

from __future__ import annotations

from dataclasses import dataclass

from callout.reading.cast import Cast
from callout.reading.introductions import Introduction, introductions, patrons
from callout.reading.issuer import Issuer, find_issuer
from callout.reading.lexicon import Terms, lexicon
from callout.reading.lines import Quotations, Sentence, find_quotations, split_sentences
from callout.reading.mentions import Mentions, find_mentions
from callout.reading.namesakes import settled
from callout.reading.suspects import Suspects
from callout.reading.turns import Turns
from callout.reading.who import Resolver
from callout.record.dates import When
from callout.record.document import Document


@dataclass(slots=True)
class Context:
    document: Document
    text: str
    sentences: list[Sentence]
    quotations: Quotations
    mentions: Mentions
    terms: Terms
    cast: Cast
    issuer: Issuer | None
    turns: Turns
    suspects: Suspects
    introductions: dict[str, Introduction]
    patrons: dict[str, frozenset[str]]
    resolver: Resolver

    @property
    def published(self) -> When | None:
        return self.document.published


def prepare(document: Document) -> Context:
    """Everything that needs no parser. Linear in the length of the text."""
    text = document.text
    sentences = split_sentences(text)
    quotations = Quotations(find_quotations(text))
    mentions = settled(text, find_mentions(text))
    terms = lexicon().find(text)
    cast = Cast(text, mentions)
    issuer = find_issuer(document, sentences, mentions, quotations, terms)
    return Context(
        document=document,
        text=text,
        sentences=sentences,
        quotations=quotations,
        mentions=mentions,
        terms=terms,
        cast=cast,
        issuer=issuer,
        turns=Turns(text, mentions, cast, issuer),
        introductions=introductions(text, mentions, terms),
        patrons=patrons(text, mentions),
        suspects=Suspects(text, mentions),
        resolver=Resolver(text, mentions, cast, issuer),
    )
