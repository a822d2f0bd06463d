"""The API: its committed description holds for whatever is asked, cursors give all of it once, adding is idempotent."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient
from web_samples import client_of, ledger_with, served, settings_for

CONFORMANCE = "status_code_conformance,content_type_conformance,response_schema_conformance"
PAGED = ("/api/v1/cases", "/api/v1/claims", "/api/v1/documents")


@pytest.mark.parametrize("address", PAGED)
def test_cursors_give_everything_once_while_documents_come_in(examples: Path, address: str) -> None:
    with client_of(settings_for(examples)) as client:
        known = {item["id"] for item in client.get(f"{address}?limit=200").json()["items"]}
        seen: list[str] = []
        cursor = None
        for number in range(500):
            page = client.get(address, params={"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
            if number == 1:
                add(
                    client,
                    "Finland accused Russia of the cyberattack on its parliament in March 2021, a minister said.",
                )
            if cursor is None:
                break
        assert len(seen) == len(set(seen))
        assert known <= set(seen)


def add(client: TestClient, text: str, **fields: str) -> dict[str, Any]:
    """Adds a text and waits for what becomes of it."""
    job = client.post("/api/v1/documents", json={"text": text, **fields})
    assert job.status_code == 202, job.text
    until = time.monotonic() + 120
    while True:
        found: dict[str, Any] = client.get(f"/api/v1/jobs/{job.json()['id']}").json()
        if found["state"] == "done":
            outcome: dict[str, Any] = found["outcomes"][0]
            return outcome
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_same_document_twice_is_recognised_and_what_is_added_is_there(tmp_path: Path) -> None:
    with client_of(settings_for(ledger_with(tmp_path / "new.db"))) as client:
        text = "Norway accused Russia on Monday of the cyberattack on its parliament, the foreign minister said."
        first = add(
            client, text, title="A report", published="2020-10-13", source="Example News", uri="https://news.example/a"
        )
        assert first["new"]
        assert first["claims"] == 1
        again = add(client, text)
        assert (again["new"], again["document"]) == (False, first["document"])
        found = client.get(f"/api/v1/documents/{first['document']}").json()
        assert found["text"] == text
        assert found["document"]["published"]["date"] == "2020-10-13"
        assert client.get("/api/v1/ledger").json() == {"cases": 1, "claims": 1, "documents": 1, "unplaced": 0}
        assert client.get(f"/cases/{client.get('/api/v1/cases').json()['items'][0]['id']}").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "x", "address": "https://example.org"},
        {"text": ""},
        {"text": "x", "published": "yesterday"},
        {"address": "file:///etc/passwd"},
        {"address": "/etc/passwd"},
        {"text": "x", "uri": "javascript:alert(1)"},
        {"text": "x", "more": 1},
        [],
    ],
)
def test_what_cannot_be_added_is_refused(client: TestClient, body: Any) -> None:
    before = client.get("/api/v1/ledger").json()
    answer = client.post("/api/v1/documents", json=body)
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"status", "where", "what", "remedy"}
    assert client.get("/api/v1/ledger").json() == before


def test_an_address_that_is_not_public_is_refused(client: TestClient) -> None:
    for address in ("http://127.0.0.1:1/", "http://169.254.169.254/", "http://[::1]/"):
        job = client.post("/api/v1/documents", json={"address": address}).json()
        until = time.monotonic() + 60
        while job["state"] != "done":
            assert time.monotonic() < until
            job = client.get(f"/api/v1/jobs/{job['id']}").json()
            time.sleep(0.05)
        assert "not public" in job["outcomes"][0]["error"]


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/cases?limit=1").json()["next"]
    answer = client.get("/api/v1/claims", params={"cursor": cursor})
    assert answer.status_code == 400
    assert answer.json()["error"]["where"] == "cursor"


def fuzzed(site: str, *options: str) -> None:
    """Schemathesis draws requests from the description and checks that every answer is one that it tells of."""
    command = [
        sys.executable, "-W", "ignore", "-m", "schemathesis.cli", "run", f"{site}/openapi.json",
        "--checks", f"not_a_server_error,{CONFORMANCE}",
        "--phases", "examples,coverage,fuzzing", "--seed", "1",
        "--generation-database", "none", "--workers", "1", *options,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_the_description_holds_for_whatever_is_asked(examples: Path) -> None:
    with served(examples) as site:
        fuzzed(site, "--exclude-method", "POST", "--max-examples", "12")


def test_the_description_holds_for_whatever_is_written(examples: Path) -> None:
    """With a token, where one is needed."""
    with served(examples, adds=1_000_000, host="192.0.2.1") as site:
        fuzzed(
            site, "--include-method", "POST", "--max-examples", "25", "--header", "Authorization: Bearer right-token"
        )
        # What was written is there, and the ledger answers.
        assert read(f"{site}/api/v1/ledger")["documents"] >= 10
        for decision in read(f"{site}/api/v1/decisions"):
            assert decision["by"] == "Ada"
            assert decision["why"].strip()


@pytest.mark.parametrize("header", ["X-Nothing: 1", "Authorization: Bearer wrong-token"])
def test_without_a_token_nothing_is_written_whatever_is_sent(examples: Path, header: str) -> None:
    with served(examples, adds=1_000_000, host="192.0.2.1") as site:
        before = read(f"{site}/api/v1/ledger")
        fuzzed(site, "--include-method", "POST", "--max-examples", "10", "--header", header)
        assert read(f"{site}/api/v1/ledger") == before
        assert read(f"{site}/api/v1/decisions") == []


def test_without_a_token_nothing_is_written_to_what_is_there(examples: Path) -> None:
    with client_of(settings_for(examples, host="192.0.2.1")) as client:
        for address, body in written_to(client).items():
            for headers in ({}, {"Authorization": "Bearer wrong-token"}, {"Authorization": "Basic cmlnaHQtdG9rZW4="}):
                assert client.post(address, json=body, headers=headers).status_code == 401, address
        assert client.get("/api/v1/decisions").json() == []


def test_what_another_site_starts_writes_nothing_over_the_api(client: TestClient) -> None:
    for address, body in written_to(client).items():
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert client.post(address, json=body, headers=headers).status_code == 403, address
        # A form that a foreign page may send without leave is no JSON.
        plain = {"Content-Type": "text/plain"}
        assert client.post(address, content=json.dumps(body), headers=plain).status_code in (415, 422), address
    assert client.get("/api/v1/decisions").json() == []


def written_to(client: TestClient) -> dict[str, dict[str, Any]]:
    """Every address of the API that writes, with what it would take."""
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]["id"]
    return {
        "/api/v1/documents": {"text": "x"},
        f"/api/v1/claims/{claim}/decisions": {"kind": "confirm"},
        "/api/v1/decisions": {"kind": "same", "names": ["a", "b"], "why": "x"},
        "/api/v1/decisions/dec_x/undo": {},
    }


def read(address: str) -> Any:
    with urlopen(address) as answer:  # noqa: S310 - the test's own server
        return json.load(answer)
