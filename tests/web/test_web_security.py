"""What the site refuses, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import ADDRESS, client_of, form_token, settings_for

from callout.web.settings import Settings


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for address in ("/", "/cases.json", "/cases.csv", "/nope", "/api/v1/ledger", "/static/icon.svg", "/openapi.json"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_has_an_inline_script_or_style_or_loads_from_elsewhere(client: TestClient) -> None:
    import re

    for address in ("/", "/cases", "/search?q=Russia", "/add", "/accusations", "/words"):
        page = client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8765", "127.0.0.1@evil.example"]
)
def test_a_request_for_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/cases.json", headers={"Host": host})
    assert answer.status_code == 421
    assert set(answer.json()["error"]) == {"status", "where", "what", "remedy"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "[::1]:8765", "LOCALHOST"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/cases.json", headers={"Host": host}).status_code == 200


def test_a_further_name_is_known_when_it_is_allowed(examples: Path) -> None:
    with client_of(settings_for(examples, hosts=("desk.example",))) as client:
        assert client.get("/cases.json", headers={"Host": "desk.example"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - where nothing listens
        ("192.0.2.1", False),
        ("desk.example", False),
    ],
)
def test_only_the_own_machine_is_local(host: str, local: bool) -> None:
    assert Settings(ledger="x", host=host).local is local


def a_form(client: TestClient, **fields: str) -> dict[str, str]:
    return {"form_token": form_token(client.get("/add").text), "how": "paste", **fields}


def test_a_form_without_its_token_or_of_another_visitor_is_refused(examples: Path) -> None:
    with client_of(settings_for(examples)) as client:
        form = a_form(client, text="Norway accused Russia of the cyberattack.")
        assert client.post("/add", data={**form, "form_token": ""}).status_code == 403
        assert client.post("/add", data={**form, "form_token": form["form_token"] + "x"}).status_code == 403
        assert client.post("/add", data=form).status_code == 303
        client.cookies.clear()
        assert client.post("/add", data=form).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_started_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = a_form(client, text="Norway accused Russia of the cyberattack.")
    assert client.post("/add", data=form, headers=headers).status_code == 403
    answer = client.post("/api/v1/documents", json={"text": "x"}, headers=headers)
    assert answer.status_code == 403


def test_the_api_takes_no_form_that_a_browser_sends_from_elsewhere(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", content='{"text": "x"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code in (415, 422)


def test_bound_elsewhere_reading_is_open_and_writing_needs_a_token(examples: Path) -> None:
    text = {"text": "Norway accused Russia of the cyberattack on its parliament."}
    with client_of(settings_for(examples, host="192.0.2.1")) as client:
        assert client.get("/cases").status_code == 200
        assert client.post("/api/v1/documents", json=text).status_code == 401
        wrong = {"Authorization": "Bearer wrong-token"}
        assert client.post("/api/v1/documents", json=text, headers=wrong).status_code == 401
        right = {"Authorization": "Bearer right-token"}
        assert client.post("/api/v1/documents", json=text, headers=right).status_code == 202
        assert client.post("/add", data=a_form(client, **text)).status_code == 401
        token = form_token(client.get("/sign-in").text)
        assert client.post("/sign-in", data={"form_token": token, "token": "wrong"}).status_code == 401
        done = client.post("/sign-in", data={"form_token": token, "token": "right-token"})
        assert done.status_code == 303
        assert "httponly" in done.headers["set-cookie"].lower()
        assert "samesite=strict" in done.headers["set-cookie"].lower()
        assert "right-token" not in client.get("/").text
        assert client.post("/add", data=a_form(client, **text)).status_code == 303
        client.post("/sign-in", data={"form_token": token, "leave": "1"})
        assert client.post("/add", data=a_form(client, **text)).status_code == 401


def test_a_cookie_that_was_tampered_with_signs_nobody_in(examples: Path) -> None:
    with client_of(settings_for(examples, host="192.0.2.1")) as client:
        client.cookies.set("callout_signed_in", "cmlnaHQtdG9rZW4.x.y", domain="127.0.0.1")
        assert client.post("/add", data=a_form(client, text="x")).status_code == 401


def test_adding_is_counted(examples: Path) -> None:
    with client_of(settings_for(examples, adds=3)) as client:
        found = [client.post("/add", data=a_form(client, text=f"Text {n}")).status_code for n in range(5)]
        assert found == [303, 303, 303, 429, 429]
        answer = client.post("/api/v1/documents", json={"text": "x"})
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "60"


def test_tries_at_tokens_are_counted(examples: Path) -> None:
    with client_of(settings_for(examples, host="192.0.2.1")) as client:
        token = form_token(client.get("/sign-in").text)
        found = [client.post("/sign-in", data={"form_token": token, "token": str(n)}).status_code for n in range(12)]
        assert found == [401] * 10 + [429] * 2


def test_what_is_too_large_is_refused_before_it_is_read(examples: Path) -> None:
    with client_of(settings_for(examples, largest=10_000)) as client:
        assert client.post("/add", data=a_form(client, text="x" * 20_000)).status_code == 413

        def pieces() -> Iterator[bytes]:
            for _ in range(30):
                yield b"x" * 1_000

        answer = client.post("/api/v1/documents", content=pieces(), headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert client.get("/cases").status_code == 200


def test_a_path_never_reaches_the_file_system(client: TestClient) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fpyproject.toml",
        "/documents/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
    ):
        answer = client.get(path)
        assert answer.status_code in (404, 400), path
        assert "from __future__" not in answer.text


def test_going_back_after_a_form_stays_on_this_site(client: TestClient) -> None:
    token = form_token(client.get("/").text)
    for back in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
    ):
        answer = client.post("/theme", data={"form_token": token, "theme": "dark", "back": back})
        assert answer.headers["location"] == "/"
    answer = client.post("/theme", data={"form_token": token, "theme": "dark", "back": "/cases?sort=title"})
    assert answer.headers["location"] == "/cases?sort=title"
    assert 'data-theme="dark"' in client.get("/").text
    client.cookies.set("callout_theme", '"><script>', domain="127.0.0.1")


def test_a_bug_tells_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from callout.web.desk import Desk

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(Desk, "view", broken)
    with TestClient(client.app, base_url=ADDRESS, raise_server_exceptions=False) as visitor:
        for address in ("/cases", "/cases.json", "/api/v1/cases"):
            answer = visitor.get(address)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text
        assert visitor.get("/cases.json").json()["error"]["status"] == 500


def test_hostile_documents_are_only_text(hostile: TestClient) -> None:
    import re

    document = hostile.get("/api/v1/documents").json()["items"][0]["id"]
    claims = hostile.get("/api/v1/claims").json()["items"]
    assert len(claims) == 10
    addresses = ["/", "/cases", f"/documents/{document}", "/search?q=script", "/search?q=<script>"]
    addresses += [f"/claims/{c['id']}" for c in claims] + [f"/parties/{c['claimant']['id']}" for c in claims]
    addresses += [f"/cases/{c['id']}" for c in hostile.get("/api/v1/cases").json()["items"]]
    for address in addresses:
        page = hostile.get(address)
        assert page.status_code == 200, address
        assert not re.search(r"<script(?![^>]*src=\"/static/)", page.text), address
        assert not re.search(r"<(?:img|style|b id)", page.text), address
        assert "not mine</h1>" not in page.text
        assert 'href="javascript:' not in page.text
        assert "49 " not in page.text or "{{ 7 * 7 }}" in page.text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x07\x1b]", page.text), address


def test_a_cell_of_a_table_is_no_formula() -> None:
    from callout.web.twins import Table, written

    table = Table(("a",), [["=1+1"], ["+1"], ["-1"], ["@x"], ["x=1"], [3], [None]])
    assert written(table).split("\n") == ["a", "'=1+1", "'+1", "'-1", "'@x", "x=1", "3", '""', ""]
