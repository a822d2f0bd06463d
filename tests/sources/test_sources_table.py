from __future__ import annotations

import io
import json
from collections.abc import Iterator
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


def _rows(*lines: str) -> list[Document | SourceError]:
    return list(read_table(iter(lines), "table.jsonl"))


def _document(line: str) -> Document:
    (row,) = _rows(line)
    assert isinstance(row, Document)
    return row


def _refused(line: str) -> SourceError:
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
    "line", [b'{"id": "a", "text": "not \\ud800 whole"}', b'{"id": "a", "text": "not \xff utf-8"}']
)
def test_half_a_character_stops_nothing(line: bytes, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_bytes(line + b'\n{"id": "b", "text": "They deny it."}\n')
    first, second = open_inputs([str(table)])

    # Kept, replaced one for one, or refused by its line: never a crash, never offsets that moved.
    if isinstance(first, Document):
        assert first.length == len(first.text)
        assert first.text.startswith("not ")
    else:
        assert "line 1" in first.where
    assert isinstance(second, Document)
    assert second.uri == "b"


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


@pytest.mark.parametrize("given_id", ["a-1", 17])
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
    ],
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
    assert bad.remedy


def test_empty_lines_are_counted_and_passed_over() -> None:
    document, bad = _rows("\n", '{"id": "a", "text": "They deny it."}\n', "  \r\n", "{\n")

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


@pytest.mark.parametrize("written", ["20 July 2021", "2021-7-1", "2021-02-30", "soon"])
def test_a_published_date_that_is_none_is_refused(written: str) -> None:
    refused = _refused(json.dumps({"id": "a", "text": "They deny it.", "published": written}))

    assert written in refused.what
    assert "2021-07-20" in refused.remedy


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.table.LARGEST", 13)

    assert _document('{"id": "a", "text": "They deny it."}').length == 13
    assert "14" in _refused('{"id": "a", "text": "They deny it!!"}').what


def test_a_table_is_read_line_by_line() -> None:
    taken: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            taken.append(number)
            yield json.dumps({"id": number, "text": "They deny it."})

    next(read_table(lines(), "table.jsonl"))

    assert taken == [0]
