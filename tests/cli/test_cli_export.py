from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from cli_samples import (
    RUSSIA_DENIES,
    US_SAYS,
    Run,
    a_claim,
    a_reading,
    callout,
    empty_report,
    make_ledger,
    norway_report,
    us_report,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.cli.export import COLUMNS
from callout.record.claim import Conduct
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.record.reading import Reading

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "ledger.db"
    return make_ledger(path, then=[norway_report(), empty_report(), us_report()])


def _export(ledger: Path, how: str) -> Run:
    run = callout("export", "--ledger", ledger, "--format", how)
    assert (run.status, run.err) == (0, "")
    return run


def _rows(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run.out, newline="")))


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RUN_BY_SPREADSHEETS else cell


def test_json_holds_the_documents_the_claims_and_the_cases(ledger: Path) -> None:
    out = _export(ledger, "json").json()
    assert set(out) == {"documents", "claims", "cases"}
    assert [d["uri"] for d in out["documents"]] == [
        r.document.uri for r in sorted((norway_report(), empty_report(), us_report()), key=lambda r: r.document.id)
    ]
    assert out["claims"] == callout("claims", "--ledger", ledger, "--format", "json").json()
    assert out["cases"] == callout("cases", "--ledger", ledger, "--format", "json").json()
    assert {m["claim"] for c in out["cases"] for m in c["merged_on"]} == {c["id"] for c in out["claims"]}


def test_json_is_the_format_where_none_is_named(ledger: Path) -> None:
    assert callout("export", "--ledger", ledger).out == _export(ledger, "json").out


def test_csv_has_a_row_for_each_claim_accused_and_stretch(ledger: Path) -> None:
    rows = _rows(_export(ledger, "csv"))
    claims = {c["id"]: c for c in _export(ledger, "json").json()["claims"]}
    assert tuple(rows[0]) == COLUMNS
    assert {row["claim"] for row in rows} == set(claims)
    assert len(rows) == 3
    for row in rows:
        claim = claims[row["claim"]]
        (stretch,) = claim["evidence"]
        assert row["document"] == claim["document"]
        assert (row["act"], row["class"], row["standing"]) == (claim["act"], claim["class"], claim["standing"])
        assert row["claimant_country"] == claim["claimant"]["country"]
        assert row["accused_state"] == "".join(a["state"] for a in claim["accused"])
        assert (int(row["evidence_start"]), int(row["evidence_end"])) == (stretch["start"], stretch["end"])
        assert _bare(row["evidence"]) == stretch["exact"]


def test_csv_has_the_address_and_the_day_of_each_report(ledger: Path) -> None:
    found = {(_bare(row["uri"]), row["published"]) for row in _rows(_export(ledger, "csv"))}
    assert found == {("https://example.org/norway", "2020-10-13"), ("@two.example/report", "2021-07")}


def test_every_accused_and_every_stretch_has_its_row(tmp_path: Path) -> None:
    document = Document.of(f"{US_SAYS} {US_SAYS}", "twice.txt")
    claim = a_claim(document, US_SAYS, "US", ["CN", "RU"])
    again = Evidence.cut(document.text, len(US_SAYS) + 1, len(document.text))
    claim = claim.model_copy(update={"evidence": (*claim.evidence, again)})
    rows = _rows(_export(make_ledger(tmp_path / "l.db", then=[a_reading(document, claim)]), "csv"))
    assert sorted((row["accused_state"], row["evidence_start"]) for row in rows) == [
        (state, start) for state in ("CN", "RU") for start in sorted(("0", str(again.start)))
    ]


def test_an_empty_ledger_is_a_csv_of_the_column_names(tmp_path: Path) -> None:
    run = _export(make_ledger(tmp_path / "l.db", then=[empty_report()]), "csv")
    assert run.out == ",".join(COLUMNS) + "\n"


def test_a_cell_that_begins_a_formula_is_defused(ledger: Path) -> None:
    rows = _rows(_export(ledger, "csv"))
    (row,) = [r for r in rows if r["accused_state"] == "CN"]
    assert row["uri"] == "'@two.example/report"
    (harmless,) = [r for r in rows if r["act"] == "deny"]
    assert harmless["uri"] == "https://example.org/norway"
    assert harmless["evidence"] == RUSSIA_DENIES


def _hostile(words: str) -> Reading:
    document = Document.of(f"It began. {words}", f"{words} x", title=f"{words} y")
    conduct = Conduct(id="cnd_x", summary="x")
    return a_reading(document, a_claim(document, words, "US", ["CN"], conduct=conduct))


_WORDS = st.tuples(
    st.sampled_from(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'", '"', ",", ";", "a\nb", "\u2028", "“é”", "1"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10),
).map("".join)


@settings(max_examples=25, deadline=None)
@given(_WORDS.filter(str.strip))
def test_csv_survives_any_words_and_no_cell_begins_a_formula(words: str) -> None:
    reading = _hostile(words.strip())
    with tempfile.TemporaryDirectory() as folder:
        path = make_ledger(Path(folder) / "ledger.db", then=[reading])
        run = _export(path, "csv")
        out = _export(path, "json").json()
    (claim,), (case,) = out["claims"], out["cases"]
    (row,) = _rows(run)
    assert None not in row
    assert row["claim"] == claim["id"]
    assert _bare(row["evidence"]) == claim["evidence"][0]["exact"]
    assert _bare(row["uri"]) == reading.document.uri
    assert _bare(row["case_title"]) == case["title"]
    assert not [cell for cell in row.values() if cell.startswith(_RUN_BY_SPREADSHEETS)]


def test_json_keeps_letters_as_letters(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "l.db", then=[_hostile("Søreide 👩‍💻 sagte")])
    out = _export(path, "json").out
    assert "Søreide 👩‍💻 sagte" in out
    found: Any = json.loads(out)
    assert found["documents"][0]["title"] == "Søreide 👩‍💻 sagte y"
