"""Every page answers, with its twins, and every link on it leads somewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import deque
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import (
    RUSSIA,
    a_claim,
    a_reading,
    client_of,
    form_token,
    ledger_with,
    links_of,
    settings_for,
)

from callout.record.acts import Act
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Spokesperson
from callout.web.pages import PAGES
from callout.web.rows import group_id, person_id, source_id

LARGEST_PAGE = 100_000


def crawled(client: TestClient, most: int = 400) -> dict[str, str]:
    """The pages that links lead to, by address, beginning at the first page."""
    waiting, seen = deque(["/"]), {"/": ""}
    while waiting and len(seen) < most:
        address = waiting.popleft()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:300]}"
        seen[address] = answer.text
        if "text/html" in answer.headers["content-type"]:
            for found in links_of(answer.text):
                if found not in seen:
                    seen[found] = ""
                    waiting.append(found)
    return seen


def test_every_link_leads_to_a_page_of_under_100_kb(client: TestClient) -> None:
    pages = crawled(client)
    assert len(pages) > 150
    kinds = {re.sub(r"[?].*|(?<=/)(cas|clm|doc|ent|src)_\w+|(?<=/)[A-Z]{2,4}$", "", address) for address in pages}
    assert {"/cases/", "/claims/", "/documents/", "/states/", "/sources/", "/parties/", "/groups/", "/people/"} <= kinds
    for address, text in pages.items():
        if not address.startswith("/static/"):
            assert len(text.encode()) < LARGEST_PAGE, address


def addresses(client: TestClient) -> dict[str, str]:
    """One address for each page of the site, by its pattern."""
    claim = client.get("/api/v1/claims?class=attribution&limit=200").json()["items"]
    case = client.get("/api/v1/cases?q=NotPetya").json()["items"][0]["id"]
    home = "".join(crawled(client).values())
    known = {
        "case": case,
        "claim": claim[0]["id"],
        "document": claim[0]["document"],
        "state": "RU",
        "party": next(c["claimant"]["id"] for c in claim if c["claimant"] and c["claimant"]["kind"] != "state"),
    }
    for name, path in (("group", "groups"), ("person", "people"), ("source", "sources")):
        found = re.search(rf"/{path}/(\w+)", home)
        assert found, name
        known[name] = found[1]
    return {pattern: re.sub(r"{(\w+)}", lambda m: known[m[1]], pattern) for pattern, _ in PAGES}


def test_every_page_has_a_json_and_a_csv_twin(client: TestClient) -> None:
    for address in addresses(client).values():
        stem = "/index" if address == "/" else address
        page = client.get(address)
        assert page.status_code == 200
        assert f'href="{stem}.json"' in page.text
        twin = client.get(f"{stem}.json")
        assert twin.status_code == 200
        assert twin.headers["content-type"] == "application/json"
        json.loads(twin.text)
        table = client.get(f"{stem}.csv")
        assert table.status_code == 200
        assert table.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(table.text)))
        assert rows, address
        assert len({len(row) for row in rows}) == 1, address


def test_every_page_takes_a_time_and_knows_nothing_before_the_first_document(client: TestClient) -> None:
    for pattern, address in addresses(client).items():
        answer = client.get(address, params={"as_of": "2001-01-01"})
        assert answer.status_code == (404 if "{" in pattern and "state" not in pattern else 200), address
        assert "2001-01-01" in answer.text or answer.status_code == 404


def test_a_page_as_of_a_time_leads_to_pages_as_of_that_time(client: TestClient) -> None:
    page = client.get("/cases", params={"as_of": "2100-01-01"}).text
    assert re.search(r'href="/cases/cas_\w+\?as_of=2100-01-01"', page)


def test_a_time_that_is_none_is_refused(client: TestClient) -> None:
    answer = client.get("/cases.json", params={"as_of": "yesterday"})
    assert answer.status_code == 400
    assert answer.json()["error"]["where"] == "as_of"


@pytest.mark.parametrize(
    "address",
    [
        "/cases/cas_nope",
        "/claims/clm_nope",
        "/documents/doc_nope",
        "/states/XX",
        "/groups/x",
        "/people/x",
        "/sources/x",
        "/parties/x",
        "/nope",
        "/add/nope",
    ],
)
def test_what_is_not_there_is_said_in_one_shape(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "<h1>" in page.text
    told = client.get(f"{address}.json")
    assert told.status_code == 404
    assert set(told.json()["error"]) == {"status", "where", "what", "remedy"}
    assert told.json()["error"]["status"] == 404


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    with client_of(settings_for(tmp_path / "new.db")) as client:
        page = client.get("/").text
        assert "The ledger is empty" in page
        assert 'name="text"' in page
        assert 'type="file"' in page
        assert 'name="address"' in page
        for address in ("/cases", "/states", "/accusations", "/search", "/search?q=x", "/add", "/words", "/api"):
            assert client.get(address).status_code == 200


def test_the_newest_since_a_day_and_since_the_last_visit(client: TestClient) -> None:
    assert "claims since 1 January 2001" in client.get("/?since=2001-01-01").text
    assert "Nothing new since 1 January 2100" in client.get("/?since=2100-01-01").text
    client.cookies.set("callout_visits", "1000000000.1000000100", domain="127.0.0.1")
    assert "since your last visit" in client.get("/").text
    client.cookies.clear()
    client.cookies.set("callout_visits", "<x>.99999999999999", domain="127.0.0.1")
    assert "The newest claims" in client.get("/").text


def test_the_matrix_of_states_counts_what_its_cells_lead_to(client: TestClient) -> None:
    rows = client.get("/accusations.json").json()
    assert rows
    for row in rows[:10]:
        found = client.get(
            "/api/v1/claims",
            params={"speaker": row["accuser"], "accused": row["accused"], "class": "attribution", "limit": 200},
        ).json()
        made = [c for c in found["items"] if c["standing"] != "past"]
        assert len(made) >= row["claims"] > 0


def test_no_page_says_more_than_what_it_was_told(client: TestClient) -> None:
    """The summary of a case names only claimants, states and words that its record holds."""
    for line in client.get("/cases.json").json()["cases"]:
        case = client.get(f"/cases/{line['id']}.json").json()
        page = client.get(f"/cases/{line['id']}").text
        summary = re.search(r'<p class="summary">(.*?)</p>', page, re.S)
        assert summary
        for words in re.findall(r"“(.+?)”", summary[1]):
            phrases = [p["confidence"]["phrase"] for p in case["positions"]] + [
                t for p in case["positions"] for t in p["ties"]
            ]
            assert words in phrases


def test_cells_of_the_matrix_open_their_sentences(client: TestClient) -> None:
    case = client.get("/api/v1/cases?q=NotPetya").json()["items"][0]["id"]
    page = client.get(f"/cases/{case}").text
    chips = re.findall(r'<a href="(/documents/\w+\?claim=(\w+)#\w+)" title=', page)
    assert chips
    for address, claim in chips:
        text = client.get(address).text
        assert f'id="{claim}"' in text
        assert re.search(rf'<mark class="[^"]*\bon\b[^"]*" data-claims="[^"]*{claim}', text)


def test_a_page_that_is_kept_carries_nothing_of_another_visitor_and_changes_with_the_ledger(examples: Path) -> None:
    with client_of(settings_for(examples)) as client:
        first = client.get("/review").text
        mine = client.cookies["callout_visitor"]
        client.cookies.clear()
        second = client.get("/review").text
        assert client.cookies["callout_visitor"] != mine
        assert form_token(first) != form_token(second)
        assert "token-" not in second
        claim = re.search(r'action="(/claims/\w+/decisions)"', second)
        assert claim
        sent = {"form_token": form_token(second), "kind": "confirm"}
        assert client.post(claim[1], data={**sent, "form_token": form_token(first)}).status_code == 403
        assert client.post(claim[1], data=sent).status_code == 303
        assert claim[1] not in client.get("/review").text
        client.post("/theme", data={"form_token": form_token(second), "theme": "dark"})
        assert 'data-theme="dark"' in client.get("/review").text
        client.cookies.clear()
        assert 'data-theme="auto"' in client.get("/review").text


def test_the_first_page_remembers_when_one_was_here(client: TestClient) -> None:
    client.get("/")
    before, during = client.cookies["callout_visits"].split(".")
    assert before == "0"
    assert abs(int(during) - dt.datetime.now(dt.UTC).timestamp()) < 60


def test_pages_of_sources_groups_persons_and_states_have_a_chart_and_the_days_that_things_took(tmp_path: Path) -> None:
    words = "Norway said Russia hacked the parliament. Russia denied it."
    document = Document.of(words, "https://news.example/a", source="Example News", published=When.parse("2021-07-22"))
    conduct = Conduct(id="con_1", summary="it", groups=("Grey Heron",), disclosed=When.parse("2021-03-02"))
    speaker = Spokesperson(name="Kari Holm", role="minister", country="NO")
    said = a_claim(
        document, "Norway said Russia hacked the parliament.", conduct=conduct, people=(speaker,),
        said_on=When.parse("2021-07-20"),
    )  # fmt: skip
    denied = a_claim(
        document, "Russia denied it.", act=Act.DENY, claimant=RUSSIA, states=(), conduct=conduct,
        said_on=When.parse("2021-07-21"),
    )  # fmt: skip
    # A month is no day: it counts in no lag.
    vague = Document.of("Norway said so in May.", "https://news.example/b", source="Example News")
    month = a_claim(vague, "Norway said so in May.", said_on=When.parse("2021-05"), conduct=conduct)
    path = ledger_with(tmp_path / "lags.db", a_reading(document, said, denied), a_reading(vague, month))
    known = (dt.date(2021, 7, 20) - dt.date(2021, 3, 2)).days
    expected = {
        f"/sources/{source_id('Example News')}": {
            "from the saying to its report": 1,
            "from what became known to the first attribution that it carries": known,
        },
        f"/groups/{group_id('Grey Heron')}": {"from what became known to the first claim that names it": known},
        f"/people/{person_id('Kari Holm', 'NO')}": {"from what became known to the first attribution spoken": known},
        "/states/NO": {"from disclosure to its first attribution": known},
        "/states/RU": {"from the first accusation to its first answer": 1},
    }
    with client_of(settings_for(path)) as client:
        for address, lags in expected.items():
            page, told = client.get(address).text, client.get(f"{address}.json").json()
            assert {lag["what"]: lag["median_days"] for lag in told["lags"]} == lags, address
            for what in lags:
                assert what[0].upper() + what[1:] in page
            assert re.search(r'<svg[^>]*aria-label="Claims [a-z ]+ by year"', page), address
