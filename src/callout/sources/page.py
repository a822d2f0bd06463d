"""Web pages: the main text, without the furniture of the page, and what the page says of itself.

Raises SourceError for a page without a main text, and for one nested so deep that parsers fail on it.
"""

from __future__ import annotations

import re

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.sources.text import decode

DEEPEST = 2_000
"""Open elements at one time. Pages have some dozens; libxml2 and the extractor recurse on them."""

_TAG = re.compile(
    rb"<(/?)(?:div|span|section|article|table|tbody|tr|td|ul|ol|b|i|em|strong|font|blockquote|a|center|main|form)\b",
    re.I,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.I)
_LANGUAGE = re.compile(r"<html[^>]{0,300}\blang=[\"']?([A-Za-z]{2,3})\b", re.I)


def read_page(data: bytes, uri: str) -> Document:
    """An HTML page. Its address is the canonical one where the page names it."""
    _refuse_deep(data, uri)
    declared = _CHARSET.search(data[:4096])
    html = decode(data, uri, declared[1].decode("ascii") if declared else None)
    return document_of_html(html, uri)


def document_of_html(html: str, uri: str) -> Document:
    from trafilatura import bare_extraction

    found = bare_extraction(
        html, url=uri if uri.startswith("http") else None, with_metadata=True, include_comments=False
    )
    if found is None or not (found.text or "").strip():
        found = bare_extraction(
            html,
            url=uri if uri.startswith("http") else None,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
        )
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not text:
        raise SourceError(uri, "the page has no main text", "Save the report's text and add that")
    title = found.title
    if title and not text.startswith(title):
        # The headline is part of what was published, and often the shortest form of the claim.
        text = f"{title}\n\n{text}"
    language = _LANGUAGE.search(html[:4000])
    return Document.of(
        text,
        found.url or uri,
        title=title,
        source=found.sitename or found.hostname,
        byline=found.author,
        published=_published(found.date),
        language=(found.language or (language[1].lower() if language else None)),
        kind=DocumentKind.NEWS,
    )


def _published(date: str | None) -> When | None:
    try:
        return When.parse(date) if date else None
    except ValueError:
        # The extractor could not read the page's own date: then it is not known.
        return None


def _refuse_deep(data: bytes, uri: str) -> None:
    depth = 0
    for match in _TAG.finditer(data):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise SourceError(
                uri, f"its elements are nested more than {DEEPEST} deep", "Save the report's text and add that"
            )
