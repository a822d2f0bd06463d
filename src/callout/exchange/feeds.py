"""Found claims, or cases, as a feed: Atom 1.0 (RFC 4287) and JSON Feed 1.1.

What must stay true: the id of an entry follows from the claim or the case alone, so that a reader never shows it twice,
whatever the site's address; texts are plain, so that nothing of a document is markup in a reader; `updated` says when
callout came to know of it, and two feeds of the same things are the same to the byte.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from callout.exchange.plain import flat, web_address, xml_text
from callout.ledger.hits import Hit
from callout.record.case import Case
from callout.record.claim import Claim
from callout.record.document import Document
from callout.record.model import Record

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_URN = "urn:callout:"
_TITLE = 140


class FeedEntry(Record):
    """`address` is the page here, `source` the address of the document; `text` is plain."""

    id: str
    title: str
    address: str
    source: str | None
    author: str
    text: str
    published: dt.datetime
    updated: dt.datetime
    tags: tuple[str, ...]


class Feed(Record):
    """`address` is the feed's own, `home` the page that shows the same to a person."""

    title: str
    address: str
    home: str
    updated: dt.datetime
    entries: tuple[FeedEntry, ...]


def feed_of(title: str, *, address: str, home: str, entries: Sequence[FeedEntry], asked_at: dt.datetime) -> Feed:
    """The feed of these entries, the latest first. `asked_at` dates a feed without any."""
    latest_first = sorted(entries, key=lambda e: (e.updated, e.id), reverse=True)
    updated = max((e.updated for e in entries), default=asked_at)
    return Feed(title=flat(title), address=address, home=home, updated=updated, entries=tuple(latest_first))


def hit_entries(hits: Iterable[Hit], site: str) -> list[FeedEntry]:
    """Entries of what a search found. `site` is the address of the pages, without a slash at its end."""
    return [
        claim_entry(hit.claim, hit.document, hit.recorded_at, site)
        if hit.claim
        else _document_entry(hit.document, hit.words.text, hit.recorded_at, site)
        for hit in hits
    ]


def claim_entry(claim: Claim, document: Document, recorded_at: dt.datetime, site: str) -> FeedEntry:
    who = claim.claimant.name if claim.claimant else "unnamed"
    states = sorted({a.state or a.name or a.phrase for a in claim.accused})
    whom = f" ({', '.join(states)})" if states else ""
    about = flat(f"{document.title or document.id}, {document.source or document.uri}")
    said = f", said {claim.said_on.date}" if claim.said_on and claim.said_on.date else ""
    words = "\n\n".join(f"“{flat(e.exact).strip('“”')}”" for e in claim.evidence)
    return FeedEntry(
        id=claim.id,
        title=_titled(f"{who}: {claim.act}{whom}"),
        address=f"{site}/claims/{claim.id}",
        source=web_address(document.uri),
        author=flat(who) or "unnamed",
        text=f"{flat(who)}: {claim.act}{flat(whom)}{said}\n\n{words}\n\n{about}",
        published=recorded_at,
        updated=recorded_at,
        tags=(claim.act_class, claim.act, *states),
    )


def _document_entry(document: Document, words: str, recorded_at: dt.datetime, site: str) -> FeedEntry:
    return FeedEntry(
        id=document.id,
        title=_titled(document.title or document.uri),
        address=f"{site}/documents/{document.id}",
        source=web_address(document.uri),
        author=flat(document.source or "") or "unnamed source",
        text=flat(words),
        published=recorded_at,
        updated=recorded_at,
        tags=(document.kind,),
    )


def case_entries(cases: Iterable[Case], recorded: Mapping[str, dt.datetime], site: str) -> list[FeedEntry]:
    """Entries of cases: published when the first of their claims was recorded, updated when the last was.

    `recorded` says when each claim was, by its id. A case of which no claim is there is left out: nothing dates it.
    """
    entries = []
    for case in cases:
        times = [recorded[m.claim] for m in case.merged_on if m.claim in recorded]
        if not times:
            continue
        claimants = ", ".join(p.name for p in case.claimants) or "nobody"
        counts = f"{len(case.merged_on)} claims in {len(case.reports)} documents"
        lines = [case.summary, f"Claimants: {claimants}", f"Accused: {', '.join(case.accused) or 'nobody'}", counts]
        entries.append(
            FeedEntry(
                id=case.id,
                title=_titled(case.title),
                address=f"{site}/cases/{case.id}",
                source=None,
                author="callout",
                text="\n\n".join(flat(line) for line in lines if line),
                published=min(times),
                updated=max(times),
                tags=(*case.kinds, *case.accused),
            )
        )
    return entries


def _titled(words: str) -> str:
    title = flat(words) or "untitled"
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def as_json_feed(feed: Feed) -> str:
    """JSON Feed 1.1, of the media type `application/feed+json`."""
    content: dict[str, Any] = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "en",
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": _URN + entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": _time(entry.published),
        "date_modified": _time(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": list(entry.tags),
    }
    if entry.source:
        item["external_url"] = entry.source
    return item


def as_atom(feed: Feed) -> bytes:
    """Atom 1.0 in UTF-8, of the media type `application/atom+xml`."""
    from lxml import etree

    root = etree.Element("feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")

    def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
        element = etree.SubElement(parent, name, {k: xml_text(v) for k, v in attributes.items()})
        element.text = xml_text(text) if text is not None else None
        return element

    add(root, "id", feed.address)
    add(root, "title", feed.title)
    add(root, "updated", _time(feed.updated))
    add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    add(root, "generator", "callout")
    for entry in feed.entries:
        element = add(root, "entry")
        add(element, "id", _URN + entry.id)
        add(element, "title", entry.title, type="text")
        add(element, "published", _time(entry.published))
        add(element, "updated", _time(entry.updated))
        add(add(element, "author"), "name", entry.author)
        add(element, "link", rel="alternate", type="text/html", href=entry.address)
        if entry.source:
            add(element, "link", rel="via", href=entry.source)
        for tag in entry.tags:
            add(element, "category", term=tag)
        add(element, "content", entry.text, type="text")
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _time(when: dt.datetime) -> str:
    """RFC 3339 in UTC, to the microsecond where there are any."""
    return when.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
