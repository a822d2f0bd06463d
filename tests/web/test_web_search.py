"""Search: words, facets that count what they lead to, scripts beside Latin, feeds and the brief."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from fastapi.testclient import TestClient
from web_samples import a_claim, a_reading, client_of, ledger_with, settings_for

from callout.record.document import Document


def test_every_facet_leads_to_as_many_claims_as_it_counts(client: TestClient) -> None:
    page = client.get("/search?q=Russia").text
    facets = re.findall(r'<li><a href="(/search[^"]+)"><bdi>[^<]+</bdi></a><span class="number">([\d,]+)<', page)
    assert len(facets) > 10
    for address, number in facets:
        found = client.get(address.replace("&amp;", "&"))
        assert f"<h2>{number} claim" in found.text, address


def test_words_are_found_in_documents_and_claims_and_marked(client: TestClient) -> None:
    page = client.get("/search?q=parliament").text
    assert re.search(r"<mark>parliament</mark>", page, re.I)
    assert re.search(r"<h2>\d+ documents?</h2>", page)
    assert client.get("/search?q=zzzyyyxxx").text.count("No claim is like that") == 1


@pytest.mark.parametrize(
    "words", ['"', "-", "*", "AND OR NOT", '"unclosed', "a" * 300, "%", "\\", "';--", "<b>", "NEAR(a b)"]
)
def test_whatever_is_typed_is_no_error(client: TestClient, words: str) -> None:
    for address in ("/search", "/search.json", "/search.csv", "/search.atom", "/search.feed.json"):
        assert client.get(address, params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    "question",
    [
        "act=nonsense",
        "class=x",
        "tie=x",
        "venue=x",
        "standing=x",
        "from=yesterday",
        "cursor=x",
        "part=0",
        "q=" + "a" * 500,
    ],
)
def test_a_filter_that_is_none_is_refused_by_name(client: TestClient, question: str) -> None:
    answer = client.get(f"/search.json?{question}")
    if question.startswith("part"):
        assert answer.status_code == 200
    else:
        assert answer.status_code == 400
        assert answer.json()["error"]["where"] == question.split("=")[0]


def test_other_scripts_are_found_and_marked(tmp_path: Path) -> None:
    document = Document.of("外交部发言人表示，中国坚决反对。 Минобороны РФ отрицает обвинения.", "a.txt", title="回应")
    path = ledger_with(
        tmp_path / "scripts.db",
        a_reading(document, a_claim(document, "中国坚决反对"), a_claim(document, "Минобороны РФ отрицает обвинения")),
    )
    with client_of(settings_for(path)) as client:
        assert "<mark>反对</mark>" in client.get("/search", params={"q": "反对"}).text
        assert "<mark>Минобороны</mark>" in client.get("/search", params={"q": "минобороны"}).text


def test_pages_of_a_search_hold_every_claim_once(client: TestClient) -> None:
    address, seen = "/search", list[str]()
    while address:
        page = client.get(address).text
        seen += re.findall(r'class="id" href="/claims/(\w+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    everything = client.get("/api/v1/claims?limit=200").json()
    assert len(seen) == len(set(seen)) == everything["total"]


def test_a_search_is_a_feed_in_two_forms(client: TestClient) -> None:
    found = client.get("/search?accused=RU&class=attribution").text
    addresses = re.findall(r'href="(/search\.(?:atom|feed\.json)[^"]*)"', found)
    assert len(addresses) >= 2
    atom = client.get("/search.atom?accused=RU&class=attribution")
    assert atom.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(atom.content)
    items = json.loads(client.get("/search.feed.json?accused=RU&class=attribution").text)["items"]
    total = client.get("/api/v1/claims?accused=RU&class=attribution").json()["total"]
    assert len(feed.entries) == len(items) == total > 3
    for entry in feed.entries:
        assert client.get(urlsplit(entry.link).path).status_code == 200
    assert parse_qs(urlsplit(feed.feed.links[0]["href"]).query)["accused"] == ["RU"]


def test_a_brief_of_more_than_a_page_holds_says_so_and_asks_for_less(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("callout.web.pages.brief"), "MOST", 3)
    page = client.get("/brief")
    assert page.status_code == 200
    assert "more than a page tells of" in page.text
    assert 'name="since"' in page.text
    assert client.get("/brief.json").status_code == 400


def test_the_brief_tells_of_everything_that_is_new(client: TestClient) -> None:
    page = client.get("/brief").text
    told = client.get("/brief.json").json()
    assert told["new_cases"] == len(told["cases"]) > 3
    for case in told["cases"]:
        assert f"/cases/{case['case']}" in page
    markdown = client.get("/brief.md")
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# Brief")
    assert "Nothing new" in client.get("/brief?since=2001-01-01&until=2001-02-01").text
    assert client.get("/brief.json?since=2100-01-01").status_code == 400
