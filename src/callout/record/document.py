"""A document: one text that a source published, kept word for word, addressed by the hash of its text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import Field

from callout.record.dates import When
from callout.record.ids import make_id
from callout.record.model import Record


class DocumentKind(StrEnum):
    NEWS = "news"
    STATEMENT = "statement"
    ADVISORY = "advisory"
    INDICTMENT = "indictment"
    SANCTIONS_NOTICE = "sanctions-notice"
    REPORT = "report"
    MAIL = "mail"
    TEXT = "text"


class Document(Record):
    """`text` never changes and is not part of the JSON form: readings carry its stretches.

    `source` is the publisher as the document names it, `pages` the offset at which each page of a
    paged source begins. Nothing here is guessed: what the source does not give is null.
    """

    id: str
    uri: str
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: When | None = None
    language: str | None = None
    kind: DocumentKind = DocumentKind.TEXT
    length: int
    pages: tuple[int, ...] = ()
    text: str = Field(exclude=True, repr=False)

    @classmethod
    def of(
        cls,
        text: str,
        uri: str,
        *,
        title: str | None = None,
        source: str | None = None,
        byline: str | None = None,
        published: When | None = None,
        language: str | None = None,
        kind: DocumentKind = DocumentKind.TEXT,
        pages: Sequence[int] = (),
    ) -> Document:
        return cls(
            id=make_id("doc", text),
            uri=uri,
            title=title,
            source=source,
            byline=byline,
            published=published,
            language=language,
            kind=kind,
            length=len(text),
            pages=tuple(pages),
            text=text,
        )
