"""Review: why a claim waits, deciding in the pages and over the API, undoing; decisions are seen everywhere."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import NORWAY, SWEDEN, a_claim, a_reading, client_of, form_token, ledger_with, settings_for

from callout.record.acts import Act, Tie
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.document import Document


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Norway says two different things of one conduct, Sweden one, and somebody unnamed a third."""
    document = Document.of(
        "Norway said Russia hacked the parliament. Norway said hackers based in Russia did it. "
        "Sweden said Russia did it. It was said that Russia did it.",
        "https://news.example/a",
        title="Parliament hacked",
        published=When.parse("2021-07-20"),
    )
    conduct = Conduct(id="con_1", summary="the parliament was hacked", operation="Parliament hack")
    return ledger_with(
        tmp_path / "review.db",
        a_reading(
            document,
            a_claim(document, "Norway said Russia hacked the parliament.", conduct=conduct),
            a_claim(document, "Norway said hackers based in Russia did it.", tie=Tie.FROM_TERRITORY, conduct=conduct),
            a_claim(document, "Sweden said Russia did it.", claimant=SWEDEN, conduct=conduct),
            a_claim(document, "It was said that Russia did it.", claimant=None, conduct=conduct),
        ),
    )


def queue(client: TestClient) -> dict[str, list[str]]:
    return {one["claim"]: one["reasons"] for one in client.get("/api/v1/review").json()["items"]}


def by_words(client: TestClient, words: str) -> str:
    claims = client.get("/api/v1/claims").json()["items"]
    return next(str(c["id"]) for c in claims if c["evidence"][0]["exact"].startswith(words))


def test_the_queue_says_why_and_leaves_out_what_is_plain(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        waiting = queue(client)
        assert by_words(client, "Sweden") not in waiting
        assert waiting[by_words(client, "It was")] == ["nobody is named as the claimant"]
        assert all(
            "from-territory, is-state" in waiting[by_words(client, words)][0]
            for words in ("Norway said R", "Norway said h")
        )
        page = client.get("/review").text
        assert "3 claims to be looked at" in page
        assert "nobody is named as the claimant" in page


def send(client: TestClient, claim: str, **fields: str) -> int:
    token = form_token(client.get("/review").text)
    return client.post(f"/claims/{claim}/decisions", data={"form_token": token, **fields}).status_code


def test_confirming_takes_it_out_of_the_queue_and_undoing_brings_it_back(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        claim = by_words(client, "It was")
        assert send(client, claim, kind="confirm", why="as it stands") == 303
        assert claim not in queue(client)
        page = client.get(f"/claims/{claim}").text
        assert "Confirmed" in page
        assert "as it stands" in page
        assert client.get(f"/api/v1/claims/{claim}").json()["status"] == "confirmed"
        undo = re.search(r'action="(/decisions/dec_\w+/undo)"', page)
        assert undo
        done = client.post(undo[1], data={"form_token": form_token(page), "back": "/review"})
        assert (done.status_code, done.headers["location"]) == (303, "/review")
        assert claim in queue(client)
        assert client.get(f"/api/v1/claims/{claim}").json()["status"] == "read"
        assert [d["kind"] for d in client.get("/api/v1/decisions").json()] == ["confirm", "undo"]


def test_a_rejected_claim_counts_nowhere_and_stays_in_its_document_as_rejected(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        claim = by_words(client, "Sweden")
        before = dt.datetime.now(dt.UTC).isoformat()
        document = client.get(f"/api/v1/claims/{claim}").json()["claim"]["document"]
        assert client.get("/accusations.json").json()[1]["accuser"] in ("NO", "SE")
        assert send(client, claim, kind="reject", why="it is not said") == 303
        assert {row["accuser"] for row in client.get("/accusations.json").json()} == {"NO"}
        assert "Sweden" not in client.get("/states").text
        assert claim not in [c["id"] for c in client.get("/api/v1/claims").json()["items"]]
        case = client.get("/api/v1/cases").json()["items"][0]
        assert "Sweden" not in case["claimants"]
        assert claim not in client.get(f"/cases/{case['id']}.json").text
        page = client.get(f"/documents/{document}").text
        assert "Rejected" in page
        assert "Sweden said Russia did it." in page
        # As of a time before, nothing was decided.
        assert client.get(f"/api/v1/claims/{claim}", params={"as_of": before}).json()["status"] == "read"


def test_a_correction_is_shown_everywhere_with_what_was_read_kept(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        claim = by_words(client, "Norway said h")
        assert send(client, claim, kind="correct", **{"tie-0": "tolerated", "act": "suspect"}) == 303
        found = client.get(f"/api/v1/claims/{claim}").json()
        assert found["status"] == "corrected"
        assert (found["claim"]["act"], found["claim"]["accused"][0]["tie"]) == ("suspect", "tolerated")
        case = client.get("/api/v1/cases").json()["items"][0]["id"]
        assert 'class="chip tie-tolerated' in client.get(f"/cases/{case}").text
        decision = client.get("/api/v1/decisions").json()[0]
        assert decision["claim"]["act"] == "attribute"
        assert decision["changes"]["act"] == "suspect"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "nonsense"}, 422),
        ({"kind": "merge"}, 422),
        ({"kind": "correct"}, 422),
        ({"kind": "correct", "act": "nonsense"}, 422),
        ({"kind": "correct", "tie-0": "nonsense"}, 422),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(ledger: Path, fields: dict[str, str], status: int) -> None:
    with client_of(settings_for(ledger)) as client:
        assert send(client, by_words(client, "Sweden"), **fields) == status
        assert client.get("/api/v1/decisions").json() == []


def test_deciding_on_what_is_not_there_is_refused(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        assert send(client, "clm_nope", kind="confirm") == 404
        token = form_token(client.get("/review").text)
        assert client.post("/decisions/dec_nope/undo", data={"form_token": token}).status_code == 404


def test_deciding_over_the_api_carries_the_name_of_the_token(ledger: Path) -> None:
    with client_of(settings_for(ledger, host="192.0.2.1")) as client:
        claim = by_words(client, "Sweden")
        body = {"kind": "doubt", "why": "unclear"}
        assert client.post(f"/api/v1/claims/{claim}/decisions", json=body).status_code == 401
        headers = {"Authorization": "Bearer right-token"}
        made = client.post(f"/api/v1/claims/{claim}/decisions", json=body, headers=headers)
        assert made.status_code == 201
        assert made.json()["by"] == "Ada"
        assert "a person left it open" in queue(client)[claim]
        undone = client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={}, headers=headers)
        assert undone.status_code == 201
        assert claim not in queue(client)


def test_nothing_waits_where_every_claim_is_plain(tmp_path: Path) -> None:
    document = Document.of("Norway said Russia did it.", "a.txt")
    path = ledger_with(tmp_path / "plain.db", a_reading(document, a_claim(document, "Norway said Russia did it.")))
    with client_of(settings_for(path)) as client:
        assert queue(client) == {}
        assert "Nothing waits" in client.get("/review").text


def test_a_claimant_that_accuses_and_denies_waits(tmp_path: Path) -> None:
    document = Document.of("Norway said Russia did it. Norway denied it.", "a.txt")
    conduct = Conduct(id="con_1", summary="it")
    path = ledger_with(
        tmp_path / "both.db",
        a_reading(
            document,
            a_claim(document, "Norway said Russia did it.", conduct=conduct),
            a_claim(document, "Norway denied it.", act=Act.DENY, claimant=NORWAY, states=(), conduct=conduct),
        ),
    )
    with client_of(settings_for(path)) as client:
        assert queue(client)[by_words(client, "Norway denied")] == ["the same claimant accuses and denies in this case"]
