"""Review: why a claim waits, deciding in the pages and over the API, undoing; decisions are seen everywhere."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_samples import NORWAY, SWEDEN, a_claim, a_reading, client_of, form_token, ledger_with, settings_for

from callout.casebook.queue import queue as casebook_queue
from callout.ledger.ledger import Ledger
from callout.record.acts import Tie
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.document import Document
from callout.record.evidence import Evidence


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
    """The reasons for which each claim waits."""
    found: dict[str, list[str]] = {}
    for one in client.get("/api/v1/review").json()["items"]:
        for claim in one["claims"]:
            found.setdefault(claim, []).append(one["wants"])
    return found


def by_words(client: TestClient, words: str) -> str:
    claims = client.get("/api/v1/claims").json()["items"]
    return next(str(c["id"]) for c in claims if c["evidence"][0]["exact"].startswith(words))


def test_the_queue_says_why_and_leaves_out_what_is_plain(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        waiting = queue(client)
        assert by_words(client, "Sweden") not in waiting
        assert waiting[by_words(client, "It was")] == ["no-claimant"]
        page = client.get("/review").text
        assert "1 thing to be decided" in page
        assert "the text does not say who makes the claim" in page


def test_page_twins_api_and_command_line_list_the_same(examples: Path) -> None:
    with Ledger.open(str(examples)) as kept:
        told = [one.model_dump(mode="json") for one in casebook_queue(kept)]
    assert len({one["wants"] for one in told}) > 2
    with client_of(settings_for(examples)) as client:
        assert client.get("/api/v1/review?limit=200").json()["items"] == told
        assert client.get("/review.json").json() == {"total": len(told), "queue": told}
        rows = list(csv.DictReader(io.StringIO(client.get("/review.csv").text)))
        assert [(row["wants"], row["claim"]) for row in rows] == [(one["wants"], one["claim"]) for one in told]
        assert f"{len(told)} things to be decided" in client.get("/review").text
        for one in told:
            page = client.get("/review", params={"at": one["claim"], "because": one["wants"]}).text
            assert html.escape(one["why"], quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
        # Narrowed down by reason, case and document, as the command line narrows it.
        for wants in {one["wants"] for one in told}:
            some = client.get("/api/v1/review", params={"wants": wants}).json()["items"]
            assert some == [one for one in told if one["wants"] == wants]
        with Ledger.open(str(examples)) as kept:
            for name in ("case", "document"):
                of_one = told[0][name]
                mine = [w.model_dump(mode="json") for w in casebook_queue(kept, **{name: of_one})]
                assert client.get("/api/v1/review", params={name: of_one}).json()["items"] == mine


def test_the_queue_comes_in_pages_that_hold_all_of_it_once(examples: Path) -> None:
    with client_of(settings_for(examples)) as client:
        seen, cursor = list[tuple[str, str]](), None
        while True:
            page = client.get("/api/v1/review", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
            seen += [(one["wants"], one["claim"]) for one in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == page["total"]


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
        assert queue(client)[claim] == ["left-open"]
        undone = client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={}, headers=headers)
        assert undone.status_code == 201
        assert claim not in queue(client)


def test_a_person_at_the_own_machine_decides_under_the_name_that_it_gives(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        token = form_token(client.get("/sign-in").text)
        answer = client.post(
            "/sign-in", data={"form_token": token, "name": " Ada\u202e  Løvelace\n", "back": "/review"}
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/review")
        assert "You decide as <bdi>Ada Løvelace</bdi>" in client.get("/review").text
        assert send(client, by_words(client, "Sweden"), kind="confirm") == 303
        assert client.get("/api/v1/decisions").json()[0]["by"] == "Ada Løvelace"
    with client_of(settings_for(ledger, host="192.0.2.1")) as client:
        token = form_token(client.get("/sign-in").text)
        assert client.post("/sign-in", data={"form_token": token, "name": "Ada"}).status_code == 403
        client.cookies.set("callout_name", "Ada", domain="127.0.0.1")
        assert client.post("/names", data={"form_token": form_token(client.get("/names").text)}).status_code == 401


def test_nothing_waits_where_every_claim_is_plain(tmp_path: Path) -> None:
    document = Document.of("Norway said Russia did it.", "a.txt")
    path = ledger_with(tmp_path / "plain.db", a_reading(document, a_claim(document, "Norway said Russia did it.")))
    with client_of(settings_for(path)) as client:
        assert queue(client) == {}
        assert "Nothing waits" in client.get("/review").text


# Cases and names


@pytest.fixture
def two_cases(tmp_path: Path) -> Path:
    """Norway on one operation in two documents, Sweden on another in one, and a tool under two names."""
    readings = []
    for number, (who, party, name, tool) in enumerate(
        [
            ("Norway", NORWAY, "Operation Oak", "Nyetya"),
            ("Norway", NORWAY, "Operation Oak", "Nyetya"),
            ("Sweden", SWEDEN, "Operation Elm", "Grabber"),
        ]
    ):
        words = f"{who} said Russia did {name} with {tool}, which was report {number} of it."
        document = Document.of(
            words, f"https://news.example/{number}", title=f"{name} {number}", published=When.parse("2021-07-20")
        )
        conduct = Conduct(
            id=f"con_{name}", summary=words, operation=name, evidence=(Evidence.cut(words, 0, len(words)),)
        )
        readings.append(a_reading(document, a_claim(document, words, claimant=party, conduct=conduct)))
    return ledger_with(tmp_path / "two.db", *readings)


def post(client: TestClient, address: str, **fields: str | list[str]) -> Any:
    token = form_token(client.get("/names").text)
    return client.post(address, data={"form_token": token, **fields})


def cases_by_title(client: TestClient) -> dict[str, str]:
    return {one["title"]: one["id"] for one in client.get("/api/v1/cases").json()["items"]}


def made_decision(client: TestClient, answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    made = str(answer.headers["location"].partition("#")[2])
    assert made in client.get(answer.headers["location"]).text
    return made


def test_two_cases_are_merged_and_the_undoing_parts_them(two_cases: Path) -> None:
    with client_of(settings_for(two_cases)) as client:
        before = cases_by_title(client)
        oak, elm = before["Operation Oak"], before["Operation Elm"]
        page = client.get(f"/cases/{oak}/decisions").text
        assert "They are one case" in page
        made = made_decision(
            client, post(client, f"/cases/{oak}/decisions", kind="merge", other="elm", why="same files")
        )
        (case,) = client.get("/api/v1/cases").json()["items"]
        assert case["reports"] == 3
        assert "same files" in client.get(f"/cases/{case['id']}/decisions").text
        gone = next(one for one in (oak, elm) if one != case["id"]) if case["id"] in (oak, elm) else elm
        assert case["id"] in client.get(f"/cases/{gone}").text
        decision = client.get("/api/v1/decisions").json()[0]
        assert (decision["id"], decision["kind"], decision["why"]) == (made, "merge", "same files")
        assert decision["by"]
        assert post(client, f"/decisions/{made}/undo").status_code == 303
        assert cases_by_title(client) == before
        rows = list(csv.DictReader(io.StringIO(client.get("/decisions.csv").text)))
        assert [(row["kind"], row["holds"]) for row in rows] == [("undo", "no"), ("merge", "no")]
        # Undoing the undoing brings it back.
        again = re.search(
            r'action="(/decisions/dec_\w+/undo)"[^>]*>(?:(?!</form>).)*Let it hold again', client.get("/decisions").text
        )
        assert again
        assert post(client, again[1]).status_code == 303
        assert len(cases_by_title(client)) == 1


def test_reports_are_split_off_and_cases_linked(two_cases: Path) -> None:
    with client_of(settings_for(two_cases)) as client:
        before = cases_by_title(client)
        oak, elm = before["Operation Oak"], before["Operation Elm"]
        reports = [one["document"] for one in client.get(f"/cases/{oak}.json").json()["reports"]]
        assert len(reports) == 2
        made_decision(
            client, post(client, f"/cases/{oak}/decisions", kind="split", out=[reports[0]], why="another one")
        )
        assert len(client.get("/api/v1/cases").json()["items"]) == 3
        made_decision(client, post(client, f"/cases/{elm}/decisions", kind="link", other=oak, why="the same month"))
        assert "the same month" in client.get(f"/cases/{elm}").text


def test_names_are_said_to_be_one_or_two(two_cases: Path) -> None:
    with client_of(settings_for(two_cases)) as client:
        answer = post(client, "/names", kind="same", one="Operation Oak", other="Operation Elm", why="one campaign")
        made = made_decision(client, answer)
        (case,) = client.get("/api/v1/cases").json()["items"]
        assert case["title"] in ("Operation Oak", "Operation Elm")
        assert post(client, f"/decisions/{made}/undo").status_code == 303
        assert len(client.get("/api/v1/cases").json()["items"]) == 2
        made_decision(client, post(client, "/names", kind="different", one="Nyetya", other="NotPetya", why="two tools"))
        assert [one["kind"] for one in client.get("/names.json").json()] == ["different", "undo", "same"]


@pytest.mark.parametrize(
    ("kind", "fields", "where"),
    [
        ("merge", {"other": "", "why": "x"}, "nothing is named"),
        ("merge", {"other": "elm", "why": "  "}, "no reason"),
        ("merge", {"other": "oak", "why": "x"}, None),
        ("split", {"out": "doc_nope", "why": "x"}, "does not hold"),
        ("link", {"other": "nothing like it", "why": "x"}, "no such case"),
        ("nonsense", {"other": "elm", "why": "x"}, "no decision on cases"),
    ],
)
def test_a_decision_on_a_case_that_does_not_fit_is_refused_in_words(
    two_cases: Path, kind: str, fields: dict[str, str], where: str | None
) -> None:
    with client_of(settings_for(two_cases)) as client:
        oak = cases_by_title(client)["Operation Oak"]
        sent = {name: oak if value == "oak" else value for name, value in fields.items()}
        answer = post(client, f"/cases/{oak}/decisions", kind=kind, **sent)
        assert answer.status_code in (404, 422)
        assert "<h1>" in answer.text
        assert where is None or where in answer.text.lower()
        assert client.get("/api/v1/decisions").json() == []


def test_the_api_decides_on_cases_and_names_and_refuses_what_does_not_fit(two_cases: Path) -> None:
    with client_of(settings_for(two_cases, host="192.0.2.1")) as client:
        oak, elm = (cases_by_title(client)[f"Operation {name}"] for name in ("Oak", "Elm"))
        body = {"kind": "merge", "cases": [oak, elm], "why": "same files"}
        assert client.post("/api/v1/decisions", json=body).status_code == 401
        headers = {"Authorization": "Bearer right-token"}
        made = client.post("/api/v1/decisions", json=body, headers=headers)
        assert (made.status_code, made.json()["by"]) == (201, "Ada")
        assert client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={}, headers=headers).status_code == 201
        document = client.get(f"/cases/{oak}.json").json()["reports"][0]["document"]
        right = [
            {"kind": "split", "cases": [oak], "out": [document], "why": "x"},
            {"kind": "same", "names": ["Oak", "Elm"], "why": "x"},
        ]
        wrong = [
            {"kind": "merge", "cases": [oak], "why": "x"},
            {"kind": "merge", "cases": [oak, elm], "names": ["a", "b"], "why": "x"},
            {"kind": "split", "cases": [oak], "why": "x"},
            {"kind": "same", "names": ["Oak", "Oak"], "why": "x"},
            {"kind": "link", "cases": [oak, elm], "why": ""},
        ]
        for one in wrong:
            assert client.post("/api/v1/decisions", json=one, headers=headers).status_code == 422, one
        for one in right:
            assert client.post("/api/v1/decisions", json=one, headers=headers).status_code == 201, one


def test_whether_a_report_on_words_alone_belongs_is_decided_in_the_queue(tmp_path: Path) -> None:
    texts = (
        "Norway said that Russia was behind the theft of mail from the shipping registry at Tromvik harbour. Divers, "
        "pilots and tug crews lost their timetables, the ferry office at Storvann closed, and pumps at the lock stood "
        "still.",
        "Norway said Russia did it. At Tromvik harbour tug crews, divers and pilots had no timetables after mail of "
        "the shipping registry was taken. The pumps of the lock stood still and the ferry office at Storvann closed.",
    )
    published = When.parse("2021-07-20")
    documents = [Document.of(text, f"https://news.example/{n}", published=published) for n, text in enumerate(texts)]
    readings = [a_reading(one, a_claim(one, one.text)) for one in documents]
    path = ledger_with(tmp_path / "alone.db", *readings)
    with client_of(settings_for(path)) as client:
        waiting = client.get("/api/v1/review?wants=words-alone").json()["items"]
        assert waiting
        page = client.get("/review?wants=words-alone").text
        assert "It belongs to the case" in page
        case, document = waiting[0]["case"], waiting[0]["document"]
        form = {"kind": "merge", "other": document, "out": document, "why": "the same words, and the same day"}
        assert post(client, f"/cases/{case}/decisions", back="/review", **form).headers["location"] == "/review"
        assert client.get("/api/v1/review?wants=words-alone").json()["items"] == []


def test_a_claim_that_was_corrected_or_rejected_says_so_wherever_it_is_shown(ledger: Path) -> None:
    with client_of(settings_for(ledger)) as client:
        mended, wrong = by_words(client, "Norway said h"), by_words(client, "Sweden")
        assert send(client, mended, kind="correct", **{"tie-0": "tolerated", "confidence": "high confidence"}) == 303
        assert send(client, wrong, kind="reject", why="not said") == 303
        page = client.get(f"/claims/{mended}").text
        assert "tolerated" in page
        assert "read as RU, state, from-territory" in page
        assert "Corrected" in page
        told = client.get(f"/claims/{mended}.json").json()
        assert (told["status"], told["as_read"]["accused"][0]["tie"]) == ("corrected", "from-territory")
        found = client.get("/search?q=Norway").text
        assert "tolerated" in found
        assert "corrected: " in found
        rows = {row["id"]: row for row in client.get("/search.json?q=Norway").json()["claims"]}
        assert rows[mended]["status"] == "corrected"
        assert rows[mended]["accused"][0]["tie"] == "tolerated"
        # What was rejected counts nowhere, and is found where one asks for it.
        assert wrong not in [row["id"] for row in client.get("/search.json?q=Sweden").json()["claims"]]
        asked = client.get("/search.json?q=Sweden&status=false").json()["claims"]
        assert [(row["id"], row["status"]) for row in asked] == [(wrong, "false")]
        assert "rejected" in client.get("/search?status=false").text
        document = client.get(f"/api/v1/claims/{wrong}").json()["claim"]["document"]
        reader = client.get(f"/documents/{document}").text
        assert re.search(rf'<mark class="[^"]*\brejected\b[^"]*" data-claims="{wrong}"', reader)
        statuses = {
            row["claim"]: row["status"]
            for row in csv.DictReader(io.StringIO(client.get(f"/documents/{document}.csv").text))
        }
        assert (statuses[mended], statuses[wrong]) == ("corrected", "false")
