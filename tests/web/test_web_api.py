"""The API: its committed description holds for whatever is asked, cursors give all of it once, adding is idempotent."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

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


def test_the_description_holds_for_whatever_is_asked(examples: Path) -> None:
    """Schemathesis draws requests from the description and checks that every answer is one that it tells of."""
    import subprocess
    import sys

    with served(examples, adds=1_000_000) as site:
        command = [
            sys.executable, "-W", "ignore", "-m", "schemathesis.cli", "run", f"{site}/openapi.json",
            "--checks", f"not_a_server_error,{CONFORMANCE}",
            "--max-examples", "12", "--phases", "examples,coverage,fuzzing", "--seed", "1",
            "--generation-database", "none",
            "--exclude-path", "/api/v1/documents", "--exclude-method", "POST", "--workers", "1",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
