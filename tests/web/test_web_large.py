"""Pages stay under 100 kB where there is much: a case with hundreds of reports, a document with hundreds of claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from made_cases import made_case
from made_reports import made_reading
from web_samples import NORWAY, SWEDEN, a_claim, a_reading, client_of, ledger_with, settings_for

from callout.record.document import Document

LARGEST = 100_000
"""Bytes of a page without what it loads."""
REPORTS = 260


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = made_case(0, 7, 50)
    readings = [made_reading(case, number, 6) for number in range(REPORTS)]
    lines = [
        f"{who} said on day {n} that Russia was behind the intrusion number {n} into the mail of an agency of its own."
        for n in range(150)
        for who in ("Norway", "Sweden")
    ]
    document = Document.of("\n".join(lines), "https://news.example/long", title="A long list")
    claims = [a_claim(document, one, claimant=NORWAY if one.startswith("Norway") else SWEDEN) for one in lines]
    path = ledger_with(tmp_path_factory.mktemp("large") / "large.db", *readings, a_reading(document, *claims))
    with client_of(settings_for(path)) as client:
        yield client


def biggest(client: TestClient) -> tuple[str, int]:
    line = client.get("/cases.json").json()["cases"][0]
    return str(line["id"]), int(line["reports"])


def test_the_pages_of_a_case_with_hundreds_of_reports_are_small_and_say_what_they_leave_out(large: TestClient) -> None:
    case, reports = biggest(large)
    assert reports > 200
    for address in ("", "?all=1", "/decisions", "/log", "/log?page=2"):
        page = large.get(f"/cases/{case}{address}")
        assert page.status_code == 200
        assert len(page.content) < LARGEST, (address, len(page.content))
    whole = large.get(f"/cases/{case}").text
    told = re.search(r"(\d+) more reports?: see", whole)
    assert told
    shown = len(re.findall(r'<td class="number" data-label="Claims">', whole))
    assert int(told[1]) + shown == reports
    assert len(large.get(f"/cases/{case}.json").json()["reports"]) == reports
    assert len(large.get(f"/cases/{case}/decisions").text.split('name="out"')) - 1 >= 60


def test_every_other_page_of_a_ledger_with_such_a_case_is_small_too(large: TestClient) -> None:
    case, _ = biggest(large)
    state = large.get("/api/v1/cases").json()["items"][0]["accused"][0]
    addresses = ["/", "/?since=2001-01-01", "/cases", "/states", f"/states/{state}", "/accusations", "/search"]
    addresses += ["/search?q=said", "/review", f"/review?case={case}", "/brief", "/decisions", "/names"]
    found: set[str] = set(re.findall(r"/(?:groups|people|sources|parties)/\w+", large.get("/search?q=said").text))
    assert found
    for address in [*addresses, *sorted(found)[:12]]:
        page = large.get(address)
        assert page.status_code == 200, address
        assert len(page.content) < LARGEST, (address, len(page.content))


def test_the_parts_of_a_document_with_hundreds_of_claims_are_small_and_hold_all_of_them(large: TestClient) -> None:
    first = large.get("/api/v1/documents?limit=200").json()
    more = large.get("/api/v1/documents", params={"limit": 200, "cursor": first["next"]}).json()
    long = next(one for one in [*first["items"], *more["items"]] if one["title"] == "A long list")
    seen: set[str] = set()
    address, parts = f"/documents/{long['id']}", 0
    while address:
        page = large.get(address)
        assert len(page.content) < LARGEST, (address, len(page.content))
        seen |= set(re.findall(r'data-claim="(\w+)"', page.text))
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = following[1].replace("&amp;", "&") if following else ""
        parts += 1
    assert parts > 1
    assert len(seen) == long["claims"] == 300


def test_a_day_between_two_of_a_batch_says_what_was_placed_only_later(tmp_path: Path) -> None:
    from callout.casebook.shelf import place_waiting
    from callout.ledger.ledger import Ledger

    case = made_case(0, 3, 50)
    path = tmp_path / "batch.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(made_reading(case, 0, 2))
        between = ledger.now()
        ledger.add(made_reading(case, 1, 2))
        place_waiting(ledger)
        after = ledger.now()
    with client_of(settings_for(path)) as client:
        page = client.get("/cases", params={"as_of": written(between)})
        assert "1 document known then came into a case only later" in page.text
        assert client.get("/api/v1/ledger", params={"as_of": written(between)}).json()["unplaced"] == 1
        assert "only later" not in client.get("/cases", params={"as_of": written(after)}).text
        assert "only later" not in client.get("/cases").text


def written(time: dt.datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")
