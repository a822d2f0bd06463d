"""`cases`, `show` and `document`, on a ledger made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_samples import (
    AFTER,
    NORWAY_SAYS,
    RUSSIA_DENIES,
    assert_says,
    callout,
    empty_report,
    make_ledger,
    norway_report,
    us_report,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Known on the 21st: Norway's report and an empty one. Since the 23rd: the report on mail servers."""
    path = tmp_path_factory.mktemp("cases") / "ledger.db"
    return make_ledger(path, then=[norway_report(), empty_report()], now=[us_report()])


def _asked(ledger: Path, *arguments: str) -> list[Any]:
    run = callout(*arguments, "--ledger", ledger, "--format", "jsonl")
    assert (run.status, run.err) == (0, "")
    return run.lines()


def _one(ledger: Path, *arguments: str) -> Any:
    (record,) = _asked(ledger, *arguments)
    return record


def test_cases_come_with_the_most_claims_first(ledger: Path) -> None:
    cases = _asked(ledger, "cases")
    assert len(cases) == 2
    assert [c["accused"] for c in cases] == [["RU"], ["CN"]]
    assert [len(c["merged_on"]) for c in cases] == [2, 1]
    assert [[r["uri"] for r in c["reports"]] for c in cases] == [
        ["https://example.org/norway"],
        ["@two.example/report"],
    ]


def test_json_is_one_array_of_the_same_cases(ledger: Path) -> None:
    run = callout("cases", "--ledger", ledger, "--format", "json")
    assert (run.status, run.err) == (0, "")
    assert run.json() == _asked(ledger, "cases")


def test_each_document_has_its_main_case_or_none(ledger: Path) -> None:
    first, second = _asked(ledger, "cases")
    pairs = _asked(ledger, "cases", "--by-document")
    assert all(set(pair) == {"uri", "case"} for pair in pairs)
    assert {pair["uri"]: pair["case"] for pair in pairs} == {
        "https://example.org/norway": first["id"],
        "weather.txt": None,
        "@two.example/report": second["id"],
    }
    assert len(pairs) == 3


def test_every_address_of_a_text_has_its_case(tmp_path: Path) -> None:
    reading = norway_report()
    twin = reading.model_copy(update={"document": reading.document.model_copy(update={"uri": "https://twin.example"})})
    pairs = _asked(make_ledger(tmp_path / "l.db", then=[reading, twin]), "cases", "--by-document")
    assert [pair["uri"] for pair in pairs] == ["https://example.org/norway", "https://twin.example"]
    assert len({pair["case"] for pair in pairs}) == 1


def test_a_ledger_without_claims_has_no_cases(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "l.db", then=[empty_report()])
    assert _asked(path, "cases") == []
    assert callout("cases", "--ledger", path, "--format", "json").json() == []


# One case


def test_a_case_is_shown_by_its_id_its_beginning_and_words_of_its_title(ledger: Path) -> None:
    wanted = _asked(ledger, "cases")[0]
    for name in (wanted["id"], wanted["id"][:12], wanted["title"], wanted["title"][2:-2].upper()):
        assert _one(ledger, "show", name)["id"] == wanted["id"]


def test_a_shown_case_carries_its_claims_whole(ledger: Path) -> None:
    case = _asked(ledger, "cases")[0]
    shown = _one(ledger, "show", case["id"])
    claims = shown.pop("claims")
    assert shown == case
    assert [c["id"] for c in claims] == [m["claim"] for m in case["merged_on"]]
    assert {c["evidence"][0]["exact"] for c in claims} == {NORWAY_SAYS, RUSSIA_DENIES}
    assert claims == [c for c in _asked(ledger, "claims") if c["id"] in {m["claim"] for m in case["merged_on"]}]


def test_a_case_holds_who_said_what_and_who_answered(ledger: Path) -> None:
    case = _asked(ledger, "cases")[0]
    (position,) = case["positions"]
    assert (position["claimant"]["country"], position["act"]) == ("NO", "attribute")
    (answer,) = case["answers"]
    assert (answer["claimant"]["country"], answer["act"]) == ("RU", "deny")
    assert answer["answers"] == position["claims"]


def test_an_unknown_case_is_not_in_the_ledger(ledger: Path) -> None:
    run = callout("show", "cas_unknown", "--ledger", ledger, "--format", "json")
    assert (run.status, run.out) == (5, "")
    assert_says(run.err, "cas_unknown", "callout cases")


def test_a_name_that_fits_several_cases_is_refused_with_their_ids(ledger: Path) -> None:
    run = callout("show", "cas_", "--ledger", ledger)
    assert (run.status, run.out) == (5, "")
    assert_says(run.err, *(c["id"] for c in _asked(ledger, "cases")))


@pytest.mark.parametrize(
    "arguments", [["cases"], ["cases", "--by-document"], ["claims"], ["show", "Norway"], ["show", "mail"]]
)
def test_there_is_a_table_of_everything(ledger: Path, arguments: list[str]) -> None:
    run = callout(*arguments, "--ledger", ledger, "--format", "table")
    assert (run.status, run.err) == (0, "")
    assert run.out.strip()


def test_a_shown_page_has_the_words_of_the_claims(ledger: Path) -> None:
    run = callout("show", "Norway", "--ledger", ledger, "--format", "table", environment={"COLUMNS": "200"})
    assert NORWAY_SAYS in run.out
    assert RUSSIA_DENIES in run.out
    assert "https://example.org/norway" in run.out


def test_a_shown_page_says_who_answers_what_and_each_date_with_its_kind(ledger: Path) -> None:
    run = callout("show", "Norway", "--ledger", ledger, "--format", "table", environment={"COLUMNS": "200"})
    assert "Russia (the accused) · deny" in run.out
    assert "answers 1 claim\n" in run.out
    shown = _one(ledger, "show", "Norway")
    for entry in shown["timeline"]:
        assert f"{entry['when']['date']}  {entry['kind']:<9}  {entry['entry']}" in run.out


def test_a_shown_page_tells_what_is_contested_where_words_differ_and_what_was_taken_back(tmp_path: Path) -> None:
    text = (
        "The United Kingdom said on 4 May 2022 that Russia's military intelligence service, the GRU, was behind the"
        " cyberattack on Viasat.\n\nEstonia said on 5 May 2022 that hackers operating from the territory of Russia were"
        " behind the cyberattack on Viasat.\n\n"
        "Canada said on 6 May 2022 that China was behind the cyberattack on Viasat."
    )
    back = "Norway said on 4 May 2022 that Iran was behind the cyberattack on Viasat."
    later = "Norway on 9 May 2022 withdrew its accusation that Iran was behind the cyberattack on Viasat."
    for number, words in enumerate((text, back, later)):
        (tmp_path / f"{number}.txt").write_text(words, encoding="utf-8")
    ledger = tmp_path / "l.db"
    assert callout("add", *sorted(tmp_path.glob("*.txt")), "--ledger", ledger).status == 0
    run = callout("show", "Viasat", "--ledger", ledger, "--format", "table", environment={"COLUMNS": "250"})
    assert (run.status, run.err) == (0, "")
    for words in (
        "Estonia · attribute · 2022-05-05 (said) · 1 day after the first",
        "(state-organ, is-state); Estonia: “hackers operating from the territory of Russia”",
        "- CN is held responsible by Canada",
        "- IR is held responsible by nobody named; taken back by Norway",
        "Norway took back its attribution of IR · as told · 2022-05-09 (said) · 1 claim of this case",
        "taken back since",
    ):
        assert words in run.out


# One document


def _norway_id() -> str:
    return norway_report().document.id


def test_a_document_comes_with_its_text_its_addresses_and_its_claims(ledger: Path) -> None:
    shown = _one(ledger, "document", _norway_id())
    assert shown["text"] == f"{NORWAY_SAYS} {RUSSIA_DENIES}"
    assert (shown["id"], shown["title"]) == (_norway_id(), "Norway names Russia")
    assert [a["uri"] for a in shown["appearances"]] == ["https://example.org/norway"]
    assert len(shown["claims"]) == 2
    for claim in shown["claims"]:
        for e in claim["evidence"]:
            assert shown["text"][e["start"] : e["end"]] == e["exact"]


def test_a_document_without_claims_is_shown_too(ledger: Path) -> None:
    shown = _one(ledger, "document", empty_report().document.id)
    assert (shown["text"], shown["claims"]) == ("The weather was fine.", [])


def test_a_document_is_shown_as_text_with_its_words_whole(ledger: Path) -> None:
    run = callout("document", _norway_id(), "--ledger", ledger, "--format", "table", environment={"COLUMNS": "200"})
    assert (run.status, run.err) == (0, "")
    assert NORWAY_SAYS in run.out


def test_an_unknown_document_is_not_in_the_ledger(ledger: Path) -> None:
    run = callout("document", "doc_unknown", "--ledger", ledger, "--format", "json")
    assert (run.status, run.out) == (5, "")
    assert_says(run.err, "doc_unknown")


# What was known then


@pytest.mark.parametrize("day", ["2026-11-21", "2026-11-21T12:00:00Z", "2026-11-22T23:59", "2026-11-21T13:00:00+01:00"])
def test_as_of_a_day_between_only_what_came_before_is_known(ledger: Path, day: str) -> None:
    assert [c["accused"] for c in _asked(ledger, "cases", "--as-of", day)] == [["RU"]]
    assert len(_asked(ledger, "cases", "--by-document", "--as-of", day)) == 2
    assert len(_asked(ledger, "claims", "--as-of", day)) == 2
    assert _one(ledger, "show", "Norway", "--as-of", day)["title"]
    assert _one(ledger, "document", _norway_id(), "--as-of", day)["text"]


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21T11:59:59Z", "2026-11-21T12:00:00+00:01"])
def test_as_of_a_day_before_all_nothing_is_known(ledger: Path, day: str) -> None:
    assert _asked(ledger, "cases", "--as-of", day) == []
    assert _asked(ledger, "cases", "--by-document", "--as-of", day) == []
    assert _asked(ledger, "claims", "--as-of", day) == []
    for arguments in (["show", "Norway"], ["document", _norway_id()]):
        run = callout(*arguments, "--as-of", day, "--ledger", ledger)
        assert (run.status, run.out) == (5, "")


def test_as_of_a_day_means_the_end_of_it(ledger: Path) -> None:
    assert len(_asked(ledger, "claims", "--as-of", AFTER.date().isoformat())) == 3
    assert len(_asked(ledger, "claims", "--as-of", "2026-11-22")) == 2


@pytest.mark.parametrize(("day", "claims"), [("2026-11-20", 0), ("2026-11-22", 2), ("2026-11-24", 3)])
def test_an_export_is_as_of_its_day_too(ledger: Path, day: str, claims: int) -> None:
    run = callout("export", "--ledger", ledger, "--as-of", day)
    assert (run.status, run.err) == (0, "")
    assert len(run.json()["claims"]) == claims


@pytest.mark.parametrize("command", [["cases"], ["show", "x"], ["claims"], ["document", "x"], ["export"]])
@pytest.mark.parametrize("wrong", ["yesterday", "2026-13-01", "2026-11-31", "22.11.2026", "2026-11-22T25:00"])
def test_a_time_that_is_none_is_wrong_usage(ledger: Path, command: list[str], wrong: str) -> None:
    run = callout(*command, "--as-of", wrong, "--ledger", ledger)
    assert (run.status, run.out) == (2, "")
    assert "--as-of" in run.err
    assert wrong in run.err


def test_show_says_on_how_many_origins_a_case_rests(ledger: Path) -> None:
    (first, _) = _asked(ledger, "cases")
    assert first["single_origin"] is True
    run = callout("show", first["id"], "--ledger", ledger, "--format", "table")
    assert run.status == 0
    assert "All attributions rest on one origin." in run.out
    assert f"{first['origins'][0]['claimant']['name']} · 1 report" in run.out
    assert first["reports"][0]["document"] in run.out
