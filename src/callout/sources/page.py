"""Web pages: the main text, without the furniture of the page, and what the page says of itself.

Raises SourceError for a page without a main text, and for one nested so deep that parsers fail on it.
"""

from __future__ import annotations

import datetime as dt
import re

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.sources.text import decode

DEEPEST = 2_000
"""Open elements at one time. Pages have some dozens; libxml2 and the extractor recurse on them."""

_TAG = re.compile(
    rb"<(/?)(?:div|span|section|article|table|ul|ol|b|i|em|strong|font|blockquote|a|center|main|form)\b",
    re.I,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.I)
_LANGUAGE = re.compile(r"<html[^>]{0,300}\blang=[\"']?([A-Za-z]{2,3})\b", re.I)


def read_page(data: bytes, uri: str, declared: str | None = None) -> Document:
    """An HTML page. Its address is the canonical one where the page names it. `declared` is the transport's charset."""
    _refuse_deep(data, uri)
    in_page = _CHARSET.search(data[:4096])
    declared = declared or (in_page[1].decode("ascii", "replace") if in_page else None)
    return document_of_html(decode(data, uri, declared), uri)


def document_of_html(html: str, uri: str, *, with_title: bool = True) -> Document:
    """`with_title` puts the headline before the text: it is part of what was published."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted

    if not _WHOLE.search(html):
        html = f"<html><body>{html}</body></html>"
    address = uri if uri.startswith("http") else None
    found = bare_extraction(html, url=address, with_metadata=True, include_comments=False)
    if not isinstance(found, Extracted) or not (found.text or "").strip():
        found = bare_extraction(html, url=address, with_metadata=True, include_comments=False, favor_recall=True)
    if not isinstance(found, Extracted) or not (found.text or "").strip():
        raise SourceError(uri, "the page has no main text", "Save the report's text and add that")
    text = (found.text or "").strip()
    title = found.title or None
    if with_title and title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    language = _LANGUAGE.search(html[:4000])
    return Document.of(
        text,
        found.url or uri,
        title=title,
        source=found.sitename or found.hostname or None,
        byline=found.author or None,
        published=published_in(html, address),
        language=found.language or (language[1].lower() if language else None),
        kind=DocumentKind.NEWS,
    )


_WHOLE = re.compile(r"<html\b", re.I)
_TAGS = re.compile(r"<(?:meta|time)\b[^<>]{0,600}>", re.I)
_LINKED_DATA = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"<>]{4,40})"')
_CHANGED_IN_DATA = re.compile(r'"dateModified"\s{0,9}:\s{0,9}"[^"<>]{0,40}"')
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_PUBLISHED_BY = re.compile(
    r"""\b(?:property|name|itemprop)=["']?(?:article:published_time|og:published_time|date|dc\.date(?:\.issued)?"""
    r"""|dcterms\.(?:date|issued|created)|datepublished|pubdate|publish-?date|parsely-pub-date|sailthru\.date"""
    r"""|citation_publication_date)["'\s/>]|\bpubdate\b""",
    re.I,
)
_CHANGED = re.compile(r"modif|updat|lastmod|revis", re.I)
_VALUE = re.compile(r"""\b(?:content|datetime)=["']?([^"'<>]{4,40})""", re.I)
_HEAD = 300_000
"""Characters in which a page states its date: it does so at its beginning."""


def published_in(html: str, address: str | None = None) -> When | None:
    """The publication date at the precision that the page states it; null where it states none.

    What the page's metadata says comes first. A date found elsewhere counts only when the page spells out that day: the
    finder fills in a missing day or month, and the day of a change, or of what is told, is not that of publication.
    """
    from htmldate import find_date

    head = _COMMENT.sub("", html[:_HEAD])
    tags = _TAGS.findall(head)
    linked = _LINKED_DATA.findall(head)
    stated = [
        value[1]
        for tag in tags
        if _PUBLISHED_BY.search(tag) and not _CHANGED.search(tag) and (value := _VALUE.search(tag))
    ]
    lead = head[: start.start()] if (start := re.search(r"<p[\s>]", head, re.I)) else ""
    # A bare time stands for the page's own date only before its text begins: later ones date what is told.
    above = [value[1] for tag in _TAGS.findall(lead) if _is_bare_time(tag) and (value := _VALUE.search(tag))]
    for written in [*stated, *linked, *above]:
        try:
            return When.parse(written)
        except ValueError:
            # Not an ISO date: the finder below may still read it.
            continue
    for tag in tags:
        # A date of a change, or one that marks a time in the text, is taken out of the finder's sight.
        if _CHANGED.search(tag) or _is_bare_time(tag):
            head = head.replace(tag, "")
    head = _CHANGED_IN_DATA.sub("", head)
    found = find_date(head, extensive_search=False, original_date=True, url=address) if head.strip() else None
    if not found:
        return None
    when = When.parse(found)
    return when if _spells_out(head, address or "", found) else None


def _is_bare_time(tag: str) -> bool:
    return tag[1:5].lower() == "time" and not _PUBLISHED_BY.search(tag) and not _CHANGED.search(tag)


def _spells_out(html: str, address: str, day: str) -> bool:
    date = dt.date.fromisoformat(day)
    month = date.strftime("%B")
    spellings = (
        rf"{date:%Y}[-/.]?{date:%m}[-/.]?{date:%d}",
        rf"\b0?{date.day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month[:3]}\w*\.?,?\s+{date.year}",
        rf"\b{month[:3]}\w*\.?\s+0?{date.day}(?:st|nd|rd|th)?,?\s+{date.year}",
        rf"\b0?{date.day}[.]0?{date.month}[.]{date.year}",
        # With strokes the order of day and month is told by a day above 12 alone.
        rf"\b(?:0?{date.day}/0?{date.month}|0?{date.month}/0?{date.day})/{date.year}" if date.day > 12 else r"(?!)",
    )
    return any(re.search(spelling, html, re.I) or re.search(spelling, address, re.I) for spelling in spellings)


def _refuse_deep(data: bytes, uri: str) -> None:
    depth = 0
    for match in _TAG.finditer(data):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise SourceError(
                uri, f"its elements are nested more than {DEEPEST} deep", "Save the report's text and add that"
            )
