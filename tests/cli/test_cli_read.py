from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from cli_samples import assert_says, callout
from hypothesis import given, settings
from hypothesis import strategies as st

NORWAY = "Norway's foreign minister, Ine Eriksen Soreide, said Russia was behind the attack on the parliament."
BRITAIN = "Britain said that Russia's military intelligence service, the GRU, carried out the cyberattack on Georgia."
GERMANY = "Germany accused Russia of the hacking attack on its parliament, the Bundestag."

_PAGE = f"""<!doctype html><html lang="en"><head><title>Norway names Russia</title>
<meta property="article:published_time" content="2020-10-13"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Norway names Russia</h1>
<p>{NORWAY} The parliament said in September that the mail of some members had been opened.</p>
<p>The minister said that the attack struck at the most important institution of the country's democracy.</p>
</article><footer>All rights reserved</footer></body></html>"""


def _read(*arguments: str | Path, stdin: bytes = b"") -> list[Any]:
    """The readings of inputs of which none is refused."""
    run = callout("read", *arguments, "--format", "jsonl", stdin=stdin)
    assert (run.status, run.err) == (0, "")
    return run.lines()


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _row(**fields: Any) -> str:
    return json.dumps(fields) + "\n"


def _assert_norway(reading: Any) -> None:
    claim = next(c for c in reading["claims"] if c["claimant"]["country"] == "NO")
    assert claim["act"] == "attribute"
    assert claim["class"] == "attribution"
    assert [a["state"] for a in claim["accused"]] == ["RU"]
    assert [p["name"] for p in claim["spokespeople"]] == ["Ine Eriksen Soreide"]


def test_a_text_file_gives_its_claim_with_its_words(tmp_path: Path) -> None:
    path = _file(tmp_path, "norway.txt", NORWAY)
    (reading,) = _read(path)
    assert reading["document"]["uri"] == str(path)
    assert reading["document"]["length"] == len(NORWAY)
    _assert_norway(reading)
    (evidence,) = reading["claims"][0]["evidence"]
    assert NORWAY[evidence["start"] : evidence["end"]] == evidence["exact"]


def test_a_reading_has_the_parts_of_the_record_and_no_more(tmp_path: Path) -> None:
    (reading,) = _read(_file(tmp_path, "norway.txt", NORWAY))
    assert set(reading) == {"document", "engine", "claims", "conducts", "entities", "mentions"}
    assert set(reading["mentions"]) == {"vulnerabilities", "products", "techniques", "groups", "malware"}
    assert "text" not in reading["document"]


def test_a_page_gives_its_main_text(tmp_path: Path) -> None:
    (reading,) = _read(_file(tmp_path, "norway.html", _PAGE))
    assert reading["document"]["title"] == "Norway names Russia"
    assert reading["document"]["published"] == {"date": "2020-10-13", "precision": "day", "phrase": None}
    assert reading["document"]["language"] == "en"
    _assert_norway(reading)


def test_a_table_of_texts_gives_one_object_a_line_in_order(tmp_path: Path) -> None:
    table = _file(
        tmp_path,
        "table.jsonl",
        _row(id="one", text=NORWAY, title="Norway names Russia", published="2020-10")
        + "\n"
        + _row(id=2, text="The weather was fine.")
        + _row(id="three", text=BRITAIN, uri="https://example.org/three"),
    )
    readings = _read(table)
    assert [r["document"]["uri"] for r in readings] == ["one", "2", "https://example.org/three"]
    assert readings[0]["document"]["title"] == "Norway names Russia"
    assert readings[0]["document"]["published"] == {"date": "2020-10", "precision": "month", "phrase": None}
    assert readings[1]["claims"] == []
    assert readings[2]["claims"][0]["claimant"]["country"] == "GB"


def test_standard_input_is_read_as_text() -> None:
    (reading,) = _read("-", stdin=NORWAY.encode())
    assert reading["document"]["uri"] == "-"
    _assert_norway(reading)


def test_standard_input_is_read_as_a_page() -> None:
    (reading,) = _read("-", stdin=_PAGE.encode())
    _assert_norway(reading)
    assert reading["document"]["title"] == "Norway names Russia"


def test_standard_input_is_read_as_a_table_where_it_is_called_one() -> None:
    readings = _read("--input", "jsonl", "-", stdin=(_row(id="a", text=NORWAY) + _row(id="b", text=GERMANY)).encode())
    assert [r["document"]["uri"] for r in readings] == ["a", "b"]


def test_inputs_come_out_in_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    german = _file(tmp_path, "z.txt", GERMANY)
    table = _file(tmp_path, "m.jsonl", _row(id="one", text=NORWAY) + _row(id="two", text=BRITAIN))
    page = _file(tmp_path, "a.html", _PAGE)
    uris = [r["document"]["uri"] for r in _read(german, table, "-", page, stdin=b"Nothing.")]
    assert uris == [str(german), "one", "two", "-", str(page)]


def test_a_folder_is_read_in_order_of_file_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", ".hidden.txt", "b.txt"):
        _file(tmp_path, name, NORWAY)
    (tmp_path / "inside").mkdir()
    inside = str(_file(tmp_path / "inside", "d.txt", BRITAIN))
    uris = [r["document"]["uri"] for r in _read(tmp_path)]
    assert inside in uris
    uris.remove(inside)
    assert uris == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]


def test_the_same_text_has_the_same_document_and_claims_wherever_it_stands(tmp_path: Path) -> None:
    in_file, in_table = _read(
        _file(tmp_path, "a.txt", NORWAY), _file(tmp_path, "b.jsonl", _row(id="other", text=NORWAY))
    )
    assert in_file["document"]["id"] == in_table["document"]["id"]
    assert [c["id"] for c in in_file["claims"]] == [c["id"] for c in in_table["claims"]]


def test_json_is_one_array_of_the_same_readings(tmp_path: Path) -> None:
    paths = [_file(tmp_path, "a.txt", NORWAY), _file(tmp_path, "b.txt", BRITAIN)]
    run = callout("read", *paths, "--format", "json")
    assert (run.status, run.err) == (0, "")
    assert run.json() == _read(*paths)


def test_without_a_format_a_pipe_gets_json(tmp_path: Path) -> None:
    run = callout("read", _file(tmp_path, "a.txt", NORWAY))
    assert run.status == 0
    assert len(run.json()) == 1


def test_a_table_is_printed_too(tmp_path: Path) -> None:
    run = callout("read", _file(tmp_path, "a.txt", NORWAY), "--dropped", "--format", "table")
    assert (run.status, run.err) == (0, "")
    assert "Norway" in run.out


# What cannot be read


def test_bad_input_among_good_is_named_and_the_good_is_read(tmp_path: Path) -> None:
    good = [_file(tmp_path, "good.txt", NORWAY), _file(tmp_path, "last.txt", BRITAIN)]
    empty = _file(tmp_path, "empty.txt", " \n")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 64)
    missing = tmp_path / "missing.txt"
    run = callout("read", good[0], empty, binary, missing, good[1], "--format", "jsonl")
    assert run.status == 1
    assert [r["document"]["uri"] for r in run.lines()] == [str(p) for p in good]
    errors = run.err.splitlines(keepends=True)
    assert len(errors) == 3
    for error, path in zip(errors, (empty, binary, missing), strict=True):
        assert_says(error, str(path))


@pytest.mark.parametrize("how", ["json", "table"])
def test_bad_input_is_refused_in_every_format(tmp_path: Path, how: str) -> None:
    run = callout("read", tmp_path / "missing.txt", _file(tmp_path, "a.txt", NORWAY), "--format", how)
    assert run.status == 1
    assert_says(run.err, "missing.txt")
    assert "Norway" in run.out


def test_nothing_but_bad_input_prints_no_reading(tmp_path: Path) -> None:
    run = callout("read", tmp_path / "missing.txt", "--format", "jsonl")
    assert (run.status, run.out) == (1, "")
    assert_says(run.err, str(tmp_path / "missing.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        '"text"',
        _row(text="no id"),
        _row(id="no text"),
        _row(id="", text="x"),
        _row(id="a", text=" "),
        _row(id="a", text=5),
        _row(id="a", text="x", published="some day"),
        "[" * 100_000,
        json.dumps({"id": "a", "text": "half a character: \ud83d"}),
    ],
)
def test_a_bad_line_of_a_table_is_named_by_its_number_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    table = _file(tmp_path, "t.jsonl", _row(id="one", text=NORWAY) + line.strip() + "\n" + _row(id="two", text=BRITAIN))
    run = callout("read", table, "--format", "jsonl")
    assert run.status == 1
    assert [r["document"]["uri"] for r in run.lines()] == ["one", "two"]
    assert_says(run.err, f"{table}, line 2")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/report", "http://[::1]/", "ftp://example.org/report.txt"])
def test_an_address_that_is_not_public_is_not_fetched(address: str) -> None:
    run = callout("read", address, "--format", "jsonl")
    assert (run.status, run.out) == (1, "")
    assert_says(run.err, address)


# Options


def test_speech_is_there_when_it_is_asked_for_cyber_or_not(tmp_path: Path) -> None:
    text = "The mayor said the bridge will open in May. The weather was fine."
    path = _file(tmp_path, "bridge.txt", text)
    (without,) = _read(path)
    (reading,) = _read(path, "--speech")
    assert "speech" not in without
    (utterance,) = reading["speech"]
    words = {part: [text[s["start"] : s["end"]] for s in utterance[part]] for part in ("source", "cue", "content")}
    assert words["source"] == ["The mayor"]
    assert words["cue"] == ["said"]
    assert "the bridge will open" in words["content"][0]
    assert reading["claims"] == []


def test_speech_changes_nothing_else(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", f"The mayor said the bridge will open in May. {NORWAY}")
    (without,), (reading,) = _read(path), _read(path, "--speech")
    del reading["speech"]
    assert reading == without


def test_dropped_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", NORWAY)
    (without,) = _read(path)
    (reading,) = _read(path, "--dropped")
    assert "dropped" not in without
    assert isinstance(reading["dropped"], list)
    for dropped in reading["dropped"]:
        assert dropped["reason"]


_ABROAD = "Die Regierung wirft Russland vor, hinter dem Angriff auf die Rechner des Landtags zu stehen."
_NEGATED = "Norway did not attribute the cyberattack on its bank to China."


def test_explanations_are_there_when_they_are_asked_for(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", f"{NORWAY} {_NEGATED}")
    (without,) = _read(path)
    (reading,) = _read(path, "--explain")
    assert "explained" not in without
    assert [e["claim"] for e in reading["explained"]] == [c["id"] for c in reading["claims"]]
    for explanation in reading["explained"]:
        assert {"act", "claimant", "accused", "standing", "mode"} <= {s["field"] for s in explanation["steps"]}
        assert all(set(step) == {"field", "value", "because"} for step in explanation["steps"])


def test_explanations_say_what_was_dropped_too(tmp_path: Path) -> None:
    (reading,) = _read(_file(tmp_path, "a.txt", f"{NORWAY} {_NEGATED}"), "--explain")
    assert [(d["reason"], d["evidence"]["exact"]) for d in reading["dropped"]] == [("negated", _NEGATED)]


def test_explanations_change_nothing_else(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", f"{NORWAY} {_NEGATED} {BRITAIN}")
    (without,), (reading,) = _read(path), _read(path, "--explain")
    del reading["explained"], reading["dropped"]
    assert reading == without


def test_a_table_explains_each_claim_by_its_words_and_its_fields(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", f"{NORWAY} {_NEGATED}")
    run = callout("read", path, "--explain", "--format", "table", environment={"COLUMNS": "200"})
    assert (run.status, run.err) == (0, "")
    assert "Norway: attribute Russia [RU] state/is-state" in run.out
    assert f"“{NORWAY}”" in run.out
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in run.out.splitlines() if line.startswith("│")]
    assert ["accused", "Russia", "the words “Russia”"] in rows
    assert ["confidence", "null", "the text has no words for it"] in rows
    assert ["negated", _NEGATED] in rows


def test_a_table_explains_that_nothing_was_found(tmp_path: Path) -> None:
    run = callout("read", _file(tmp_path, "a.txt", "The weather was fine."), "--explain", "--format", "table")
    assert (run.status, run.err) == (0, "")
    assert "No claim was found." in run.out


@pytest.mark.parametrize("how", ["jsonl", "table", "json"])
def test_what_is_in_another_language_is_named_and_is_no_error(tmp_path: Path, how: str) -> None:
    abroad = _file(tmp_path, "abroad.txt", _ABROAD)
    run = callout("read", abroad, _file(tmp_path, "norway.txt", NORWAY), "--format", how)
    assert run.status == 0
    assert "Norway" in run.out
    (line,) = run.err.splitlines()
    assert str(abroad) in line
    assert "(de)" in line


# Evidence


def _stretches(value: Any) -> list[Any]:
    """Every `{start, end, exact}` anywhere in a reading."""
    if isinstance(value, list):
        return [s for item in value for s in _stretches(item)]
    if isinstance(value, dict):
        found = [value] if "exact" in value else []
        return found + [s for item in value.values() for s in _stretches(item)]
    return []


_SENTENCES = st.sampled_from(
    [NORWAY, BRITAIN, GERMANY, "“We reject this,” Russia's embassy said.", "It exploited CVE-2021-26855."]
)
_NOISE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\t “”’—\u00a0\u2028\ufeff😀e\u0301"), max_size=30
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_NOISE, _SENTENCES), min_size=1, max_size=4), _NOISE)
def test_every_stretch_is_word_for_word_at_its_offsets(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{noise}\n\n{sentence}" for noise, sentence in parts) + end
    with tempfile.TemporaryDirectory() as folder:
        table = _file(Path(folder), "t.jsonl", _row(id="any", text=text))
        run = callout("read", table, "--format", "jsonl", "--speech", "--dropped")
    # Noise may be taken for a text in another language, which is said.
    assert run.status == 0
    assert run.err == "" or "it is in another language" in run.err
    (reading,) = run.lines()
    assert reading["document"]["length"] == len(text)
    for stretch in _stretches(reading):
        assert text[stretch["start"] : stretch["end"]] == stretch["exact"]
    for utterance in reading["speech"]:
        for part in ("source", "cue", "content"):
            assert all(0 <= s["start"] < s["end"] <= len(text) for s in utterance[part])
