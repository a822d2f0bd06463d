from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from ledger_samples import START, HandClock, a_claim, a_document, a_reading, three_claims

from callout.cases.assemble import assemble
from callout.exchange.feeds import Feed, as_atom, as_json_feed, case_entries, feed_of, hit_entries
from callout.ledger.fulltext import Among
from callout.ledger.ledger import Ledger

SITE = "https://desk.example"
NASTY = "<script>alert('x')</script> ]]> & \x00\x0b\ufffe\u202e \ud83d\ude00"


def _feed(entries: Any, **more: Any) -> Feed:
    given: dict[str, Any] = {"address": f"{SITE}/feed.atom", "home": f"{SITE}/search?q=a&b=c", "asked_at": START} | more
    return feed_of("Norway & Russia", entries=entries, **given)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    clock = HandClock()
    with Ledger.open(str(tmp_path / "ledger.db"), clock=clock) as opened:
        first = a_document(uri="https://paper.example/a b?x=<y>", title="The first", source="A Paper")
        opened.add(a_reading(first, three_claims(first)))
        clock.move()
        text = f"Norway said {NASTY.encode('utf-8', 'ignore').decode()} of Russia."
        second = a_document(text, "javascript:alert(1)", title="<b>Second</b>")
        opened.add(a_reading(second, [a_claim(second, text)]))
        yield opened


def _parsed(feed: Feed) -> Any:
    parsed = feedparser.parse(as_atom(feed))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def test_an_atom_feed_of_claims_is_read_by_a_reader(ledger: Ledger) -> None:
    hits = ledger.search().hits
    parsed = _parsed(_feed(hit_entries(hits, SITE)))
    assert parsed.feed.title == "Norway & Russia"
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": f"{SITE}/feed.atom",
        "alternate": f"{SITE}/search?q=a&b=c",
    }
    assert parsed.feed.updated == "2026-11-22T09:00:00Z"
    assert {e.id for e in parsed.entries} == {f"urn:callout:{h.claim.id}" for h in hits if h.claim}
    assert parsed.entries[0].updated == "2026-11-22T09:00:00Z"
    for entry in parsed.entries:
        assert entry.link.startswith(f"{SITE}/claims/clm_")
        assert entry.author
        assert entry.published
        assert entry.content[0].type == "text/plain"
    norway = next(e for e in parsed.entries if "parliament" in e.content[0].value)
    assert norway.title == "Norway: attribute (RU)"
    assert {t.term for t in norway.tags} == {"attribution", "attribute", "RU"}
    assert next(x.href for x in norway.links if x.rel == "via") == "https://paper.example/a%20b?x=%3Cy%3E"


def test_what_a_document_says_is_plain_text_in_a_feed(ledger: Ledger) -> None:
    feed = _feed(hit_entries(ledger.search("alert").hits, SITE))
    (entry,) = _parsed(feed).entries
    assert "<script>alert('x')</script>" in entry.content[0].value
    assert [link.rel for link in entry.links] == ["alternate"]
    (item,) = json.loads(as_json_feed(feed))["items"]
    assert "external_url" not in item
    assert "content_html" not in item
    for written in (as_atom(feed).decode(), as_json_feed(feed)):
        assert not any(c in written for c in "\x00\x0b\ufffe\u202e")


def test_a_json_feed_has_what_version_1_1_asks_for(ledger: Ledger) -> None:
    feed = json.loads(as_json_feed(_feed(hit_entries(ledger.search().hits, SITE))))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert len(feed["items"]) == 4
    assert len({item["id"] for item in feed["items"]}) == 4
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert dt.datetime.fromisoformat(item["date_published"]).tzinfo
        assert dt.datetime.fromisoformat(item["date_modified"]).tzinfo
        assert all(set(author) == {"name"} and author["name"] for author in item["authors"])
        assert all(isinstance(tag, str) for tag in item["tags"])
    times = [item["date_modified"] for item in feed["items"]]
    assert times == sorted(times, reverse=True)


def test_an_entry_keeps_its_id_on_another_site_and_another_day(ledger: Ledger) -> None:
    hits = ledger.search().hits
    here = _parsed(_feed(hit_entries(hits, SITE)))
    there = _parsed(_feed(hit_entries(hits, "http://127.0.0.1:8000"), asked_at=START + dt.timedelta(days=9)))
    assert [e.id for e in here.entries] == [e.id for e in there.entries]
    assert as_atom(_feed(hit_entries(hits, SITE))) == as_atom(_feed(hit_entries(hits[::-1], SITE)))


def test_documents_are_entries_too(ledger: Ledger) -> None:
    parsed = _parsed(_feed(hit_entries(ledger.search(among=Among.DOCUMENTS).hits, SITE)))
    assert {e.title for e in parsed.entries} == {"The first", "<b>Second</b>"}
    assert all(e.link.startswith(f"{SITE}/documents/doc_") for e in parsed.entries)


def test_a_case_is_updated_when_the_last_of_its_claims_came(ledger: Ledger) -> None:
    kept = ledger.claims()
    documents = {k.document.id: k.document for k in ledger.documents()}
    cases = assemble(documents, [k.claim for k in kept], {})
    recorded = {k.claim.id: k.recorded_at for k in kept}
    parsed = _parsed(_feed(case_entries(cases, recorded, SITE)))
    assert {e.id for e in parsed.entries} == {f"urn:callout:{case.id}" for case in cases}
    for case in cases:
        entry = next(e for e in parsed.entries if e.id.endswith(case.id))
        times = [recorded[m.claim] for m in case.merged_on]
        assert dt.datetime.fromisoformat(entry.updated) == max(times)
        assert dt.datetime.fromisoformat(entry.published) == min(times)
        assert entry.link == f"{SITE}/cases/{case.id}"
    assert case_entries(cases, {}, SITE) == []


def test_a_feed_of_nothing_is_a_feed() -> None:
    parsed = _parsed(_feed([]))
    assert parsed.entries == []
    assert parsed.feed.updated == "2026-11-22T08:00:00Z"
    assert json.loads(as_json_feed(_feed([])))["items"] == []
