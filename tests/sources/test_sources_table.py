from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document
from callout.sources.open import InputKind, open_inputs
from callout.sources.table import read_table

_WORDS = st.text(min_size=1).filter(str.strip)


_GOOD = b'{"id": "good", "text": "They deny it."}'


def _rows(*lines: str | bytes) -> list[Document | SourceError]:
    written = (line.encode() if isinstance(line, str) else line for line in lines)
    return list(read_table(io.BytesIO(b"\n".join(written)), "table.jsonl"))


def _document(line: str | bytes) -> Document:
    (row,) = _rows(line)
    assert isinstance(row, Document)
    return row


def _refused(line: str | bytes) -> SourceError:
    (row,) = _rows(line)
    assert isinstance(row, SourceError)
    return row


@given(_WORDS, st.booleans())
def test_the_text_is_kept_character_for_character(text: str, escaped: bool) -> None:
    document = _document(json.dumps({"id": "a", "text": text}, ensure_ascii=escaped))

    assert document.text == text
    assert document.length == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\nTwo.\rThree.\n\n\tFour.",
        "  white space at both ends \n",
        "cafe\u0301 and caf\u00e9, Å and A\u030a",
        "👩🏽‍💻 and 🇳🇴 and 🛰",
        "a\u2028b\u2029c\u0085d\u000be\u000cf",
        "\ufeffa mark\u200b\u00ad\u202e",
        "a\u0000b",
    ],
    ids=["line ends", "ends", "combining", "emoji", "separators", "invisible", "nul"],
)
def test_a_table_file_is_not_normalised(text: str, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    rows = [{"id": "a", "text": text}, {"id": "b", "text": "They deny it."}]
    table.write_bytes("\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    documents = list(open_inputs([str(table)], InputKind.JSONL))

    assert [document.text for document in documents if isinstance(document, Document)] == [text, "They deny it."]


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "a", "text": "not \xff utf-8"}',
        '{"id": "a", "text": "caf\u00e9"}'.encode("latin-1"),
        b'{"id": "a", "text": "half of a pair: \xed\xa0\x80"}',
        b'{"id": "a", "text": "too long a form: \xc0\xaf"}',
        b'{"id": "a", "text": "cut off \xe2\x82"}',
        b'{"id": "a", "text": "They deny it.", "note": "\xe9"}',
        '{"id": "a", "text": "They deny it."}'.encode("utf-16"),
    ],
    ids=["stray byte", "latin-1", "surrogate", "overlong", "cut off", "other field", "utf-16"],
)
def test_a_line_that_is_not_utf_8_is_refused_and_the_others_go_on(line: bytes, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_bytes(_GOOD + b"\n" + line + b"\n" + _GOOD + b"\n")
    first, bad, last = open_inputs([str(table)])

    assert isinstance(first, Document)
    assert isinstance(bad, SourceError)
    assert bad.where == f"{table}, line 2"
    assert "not UTF-8" in bad.what
    assert bad.remedy
    assert last == first


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "text": "not \ud800 whole"},
        {"id": "a", "text": "the halves \udef0\ud83d the wrong way round"},
        {"id": "a", "text": "They deny it.", "title": "A \udfff denial"},
        {"id": "a", "text": "They deny it.", "uri": "https://a.example/\ud83d"},
        {"id": "\udc80", "text": "They deny it."},
    ],
    ids=["text", "reversed", "title", "address", "id"],
)
def test_half_a_character_is_refused_by_its_line_and_the_others_go_on(row: dict[str, str]) -> None:
    bad, good = _rows(json.dumps(row), _GOOD)

    assert isinstance(bad, SourceError)
    assert bad.where == "table.jsonl, line 1"
    assert "half a character" in bad.what
    assert bad.remedy
    assert isinstance(good, Document)


@given(st.text(st.characters(categories=("Cs", "L", "P")), min_size=1))
def test_a_text_with_escapes_is_kept_whole_or_refused(text: str) -> None:
    (row,) = _rows(json.dumps({"id": "a", "text": text}))
    # Two halves that stand side by side in the right order are one character.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    if isinstance(row, Document):
        assert row.text == whole
    else:
        assert "\ufffd" in whole


def test_two_escaped_halves_are_one_character() -> None:
    document = _document(r'{"id": "a", "text": "\ud83d\udef0"}')

    assert document.text == "🛰"
    assert document.length == 1


def test_a_carriage_return_does_not_end_a_row(tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_bytes(b'{"id": "a",\r"text": "They deny it."}\r\n')

    for documents in (
        open_inputs([str(table)]),
        open_inputs(["-"], InputKind.JSONL, stdin=io.BytesIO(table.read_bytes())),
    ):
        assert [type(document) for document in documents] == [Document]


def test_a_row_gives_title_date_and_address() -> None:
    document = _document(
        json.dumps(
            {
                "id": "a",
                "text": "They deny it.",
                "title": "A denial",
                "published": "2021-07",
                "uri": "https://a.example/",
            }
        )
    )

    assert document.title == "A denial"
    assert document.published == When.month(2021, 7)
    assert document.uri == "https://a.example/"


@pytest.mark.parametrize("given_id", ["a-1", 17, 0, -3, 10**30, "true", "1.5"])
def test_the_id_is_the_address_where_a_row_has_none(given_id: str | int) -> None:
    document = _document(json.dumps({"id": given_id, "text": "They deny it."}))

    assert document.uri == str(given_id)
    assert document.title is None
    assert document.published is None


def test_a_title_is_not_added_to_the_text() -> None:
    assert _document('{"id": "a", "text": "They deny it.", "title": "A denial"}').text == "They deny it."


def test_fields_that_callout_does_not_know_are_passed_over() -> None:
    assert (
        _document('{"id": "a", "text": "They deny it.", "label": 3, "nested": {"text": "x"}}').text == "They deny it."
    )


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "not JSON",
        '{"id": "a", "text": "cut off',
        '{"id": "a", "text": "one"} {"id": "b", "text": "two"}',
        "{'id': 'a', 'text': 'single quotes'}",
        '\ufeff{"id": "a", "text": "a byte-order mark in the middle of a table"}',
        '{"id": ' + "9" * 5_000 + ', "text": "a number that Python will not read"}',
        '{"id": "a", "text": ' + "[" * 100_000,
        '{"id": "a", "text": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=["brace", "words", "cut off", "two objects", "quotes", "mark", "number", "deep", "deep that ends"],
)
def test_a_line_that_is_not_json_is_reported_by_its_number_while_the_others_go_on(line: str) -> None:
    good = '{{"id": "{}", "text": "They deny it."}}'
    first, bad, last = _rows(good.format(1), line, good.format(3))

    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.uri, last.uri) == ("1", "3")
    assert isinstance(bad, SourceError)
    assert "table.jsonl" in bad.where
    assert "line 2" in bad.where
    assert "JSON" in bad.what
    assert len(bad.what) < 120
    assert bad.remedy


def test_empty_lines_are_counted_and_passed_over() -> None:
    document, bad = _rows("", '{"id": "a", "text": "They deny it."}', "  \r", "{")

    assert isinstance(document, Document)
    assert isinstance(bad, SourceError)
    assert "line 4" in bad.where


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "null",
        '"words"',
        "17",
        "{}",
        '{"text": "no id"}',
        '{"id": "", "text": "an empty id"}',
        '{"id": null, "text": "no id"}',
        '{"id": true, "text": "no id"}',
        '{"id": false, "text": "no id"}',
        '{"id": 1.5, "text": "no id"}',
        '{"id": 1e3, "text": "no id"}',
        '{"id": NaN, "text": "no id"}',
        '{"id": ["a"], "text": "no id"}',
        '{"id": {}, "text": "no id"}',
        '{"id": "a"}',
        '{"id": "a", "text": null}',
        '{"id": "a", "text": ["in", "a", "list"]}',
        '{"id": "a", "text": ""}',
        '{"id": "a", "text": " \\n\\t"}',
    ],
)
def test_a_row_without_an_id_or_a_text_is_refused(line: str) -> None:
    refused = _refused(line)

    assert "line 1" in refused.where
    assert refused.remedy


@pytest.mark.parametrize("written", ["20 July 2021", "2021-7-1", "2021-02-30", "soon", "2021-07-19 or so"])
def test_a_published_date_that_is_none_is_refused(written: str) -> None:
    refused = _refused(json.dumps({"id": "a", "text": "They deny it.", "published": written}))

    assert written in refused.what
    assert "2021-07-20" in refused.remedy


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.table.LARGEST", 13)

    assert _document('{"id": "a", "text": "They deny it."}').length == 13
    assert "14" in _refused('{"id": "a", "text": "They deny it!!"}').what


def test_a_table_is_read_line_by_line() -> None:
    table = io.BytesIO((_GOOD + b"\n") * 3)
    rows = read_table(table, "table.jsonl")

    for number in range(1, 4):
        assert isinstance(next(rows), Document)
        assert table.tell() == number * len(_GOOD + b"\n")
    assert not list(rows)


class _Watched(io.BytesIO):
    """A file that notes how many bytes were asked for at one time."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.asked: list[int] = []

    def readline(self, size: int | None = -1, /) -> bytes:
        self.asked.append(-1 if size is None else size)
        return super().readline(size)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""], ids=["newline", "windows", "end of the file"])
def test_a_line_that_is_too_long_is_passed_over_without_being_held(end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.table.LONGEST_LINE", 100)
    table = _Watched(b'{"id": "a", "text": "' + b"a" * 1_000 + b'"}' + end + (_GOOD if end else b""))
    bad, *others = read_table(table, "table.jsonl")

    assert isinstance(bad, SourceError)
    assert bad.where == "table.jsonl, line 1"
    assert "too long" in bad.what
    assert bad.remedy
    assert [isinstance(other, Document) for other in others] == ([True] if end else [])
    assert all(0 < size <= 101 for size in table.asked)


def test_the_lines_after_one_that_is_too_long_keep_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.table.LONGEST_LINE", 100)
    errors = [row for row in _rows(_GOOD, b"a" * 350, _GOOD, b"{", b"a" * 101, b"{") if isinstance(row, SourceError)]

    assert [error.where for error in errors] == [f"table.jsonl, line {number}" for number in (2, 4, 5, 6)]


def test_a_line_of_the_greatest_length_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.table.LONGEST_LINE", len(_GOOD))
    first, second = _rows(_GOOD + b" ", _GOOD)

    assert isinstance(first, SourceError)
    assert isinstance(second, Document)


def test_a_byte_order_mark_before_the_first_line_is_not_part_of_the_table() -> None:
    assert _document(b"\xef\xbb\xbf" + _GOOD).text == "They deny it."


_EMPTY = [b"", b"\n", b"\r\n \t\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"]


@pytest.mark.parametrize("data", _EMPTY, ids=["nothing", "newline", "blank lines", "mark", "mark and line end"])
def test_a_table_without_rows_is_refused(data: bytes, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_bytes(data)

    for where, rows in (
        ("table.jsonl", read_table(io.BytesIO(data), "table.jsonl")),
        (str(table), open_inputs([str(table)])),
        ("-", open_inputs(["-"], InputKind.JSONL, stdin=io.BytesIO(data))),
    ):
        (refused,) = rows
        assert isinstance(refused, SourceError)
        assert refused.where == where
        assert "empty" in refused.what
        assert refused.remedy


def test_a_table_of_nothing_but_bad_rows_is_not_called_empty() -> None:
    (refused,) = _rows("", "{", "")

    assert isinstance(refused, SourceError)
    assert refused.where == "table.jsonl, line 2"
    assert "empty" not in refused.what
