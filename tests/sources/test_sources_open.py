from __future__ import annotations

import io
import json
import os
import socket
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from callout.errors import FetchRefused, SourceError
from callout.record.document import Document, DocumentKind
from callout.sources.open import InputKind, open_inputs
from callout.sources.text import LARGEST

_WORDS = "The embassy rejected the charge and called on the ministry to put its evidence on the table at once. "
_PAGE = f"<!DOCTYPE html>\n<html><head><title>A denial</title></head><body><p>{_WORDS * 3}</p></body></html>"
_MAIL = "From: press@ministry.example\nDate: Mon, 19 Jul 2021 14:02:11 +0200\nSubject: A denial\n\nThey deny it.\n"
_ROW = '{"id": "row-1", "text": "They deny it."}\n'


def _pdf() -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    pdf.add_page()
    pdf.multi_cell(0, 8, _WORDS)
    return bytes(pdf.output())


def _opened(*names: str | Path, **named: Any) -> tuple[list[Document], list[SourceError]]:
    results = list(open_inputs([str(name) for name in names], **named))
    return (
        [result for result in results if isinstance(result, Document)],
        [result for result in results if isinstance(result, SourceError)],
    )


def _uris(documents: Iterable[Document], root: Path) -> list[str]:
    return [Path(document.uri).relative_to(root).as_posix() for document in documents]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = tmp_path / "good"
    folder.mkdir()
    (folder / "good.txt").write_text("They deny it.\n")
    return folder / "good.txt"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_pdf(), DocumentKind.REPORT),
        (_PAGE.encode(), DocumentKind.NEWS),
        (b"\n  <!-- saved -->\n" + _PAGE.encode(), DocumentKind.NEWS),
        (b"\xef\xbb\xbf" + _PAGE.encode(), DocumentKind.NEWS),
        (_MAIL.encode(), DocumentKind.MAIL),
        (_MAIL.replace("\n", "\r\n").encode(), DocumentKind.MAIL),
        (_WORDS.encode(), DocumentKind.TEXT),
        (b"They wrote <html> in a text.", DocumentKind.TEXT),
        (b"Note: one.\nAlso: two.\nLast: three.\n\nNone of these is a mail.", DocumentKind.TEXT),
        (b"Date: 19 July 2021\nPlace: Oslo\nSpeaker: K. Nordmann\n\nThey deny it.", DocumentKind.TEXT),
        (b"title: A denial\nurl: https://a.example/\npublished: 2021-07-19\n\nThey deny it.", DocumentKind.TEXT),
    ],
)
def test_the_kind_of_an_input_is_told_from_its_bytes(data: bytes, kind: DocumentKind, tmp_path: Path) -> None:
    (tmp_path / "input.txt").write_bytes(data)
    documents, errors = _opened(tmp_path / "input.txt")

    assert not errors
    assert [document.kind for document in documents] == [kind]


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM"])
def test_the_name_tells_the_kind_where_the_bytes_do_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"<?xml version='1.0'?>\n{_PAGE}")

    assert _opened(tmp_path / name)[0][0].kind is DocumentKind.NEWS


def test_a_mail_is_told_by_its_name_however_few_headers_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("Subject: A denial\n\nThey deny it.\n")

    assert _opened(tmp_path / "a.eml")[0][0].kind is DocumentKind.MAIL


@pytest.mark.parametrize("name", ["rows.jsonl", "ROWS.NDJSON"])
def test_a_table_is_told_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(_ROW)

    assert [document.uri for document in _opened(tmp_path / name)[0]] == ["row-1"]


def test_the_kind_that_is_asked_for_stands_before_what_the_bytes_tell(tmp_path: Path) -> None:
    page, table = tmp_path / "page.html", tmp_path / "rows.txt"
    page.write_text(_PAGE)
    table.write_text(_ROW)

    assert _opened(page, kind=InputKind.TEXT)[0][0].text == _PAGE
    assert _opened(table, kind=InputKind.JSONL)[0][0].uri == "row-1"
    assert _opened(table, kind=InputKind.TEXT)[0][0].text == _ROW


def test_inputs_come_in_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    for name in names:
        name.write_text(f"Words of {name.name}.")

    assert _uris(_opened(*names)[0], tmp_path) == ["c.txt", "a.txt", "b.txt"]


def test_one_input_is_opened_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They deny it.")
    results = open_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])

    assert isinstance(next(results), Document)
    (tmp_path / "b.txt").write_text("Written while the first was read.")
    assert isinstance(next(results), Document)


def test_a_folder_is_read_to_its_depths_its_own_files_first_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "b/deep/er/x.txt", "c.txt", "ø.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Words of {name}.")
    documents, errors = _opened(tmp_path)

    assert not errors
    assert _uris(documents, tmp_path) == ["a.txt", "c.txt", "ø.txt", "b/1.txt", "b/2.txt", "b/deep/er/x.txt"]


def test_a_folder_is_read_in_the_same_order_whatever_the_system_lists_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("c/x.txt", "b/y.txt", "b/x.txt", "a.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Words of {name}.")
    listing = os.scandir

    class Turned:
        def __init__(self, folder: str | Path) -> None:
            with listing(folder) as entries:
                self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return self._entries

        def __next__(self) -> os.DirEntry[str]:
            return next(self._entries)

        def __enter__(self) -> Turned:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing is left open."""

    monkeypatch.setattr(os, "scandir", Turned)

    assert _uris(_opened(tmp_path)[0], tmp_path) == ["a.txt", "d.txt", "b/x.txt", "b/y.txt", "c/x.txt"]


def test_the_files_of_a_folder_may_be_of_many_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_PAGE)
    (tmp_path / "b.pdf").write_bytes(_pdf())
    (tmp_path / "c.eml").write_text(_MAIL)
    (tmp_path / "d.jsonl").write_text(_ROW * 2)
    (tmp_path / "e.md").write_text(_WORDS)

    assert [document.kind.value for document in _opened(tmp_path)[0]] == [
        "news",
        "report",
        "mail",
        "text",
        "text",
        "text",
    ]


def test_hidden_files_and_folders_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config.txt", "a/.cache/x.txt", "a/seen.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.")

    assert _uris(_opened(tmp_path)[0], tmp_path) == ["a/seen.txt"]


def test_a_folder_that_lies_in_a_hidden_one_is_read_when_it_is_named(tmp_path: Path) -> None:
    inside = tmp_path / ".store" / "reports"
    inside.mkdir(parents=True)
    (inside / "a.txt").write_text("Words.")
    (tmp_path / ".note.txt").write_text("Words.")

    assert len(_opened(inside)[0]) == 1
    assert len(_opened(tmp_path / ".note.txt")[0]) == 1


def test_a_link_that_leads_back_up_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Words.")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    documents, errors = _opened(tmp_path)

    assert not errors
    assert _uris(documents, tmp_path) == ["a/x.txt"]


def test_a_linked_folder_is_not_followed_out_of_the_one_that_was_named(tmp_path: Path, good: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "elsewhere").symlink_to(good.parent, target_is_directory=True)
    (inbox / "a.txt").write_text("Words.")
    documents, errors = _opened(inbox)

    assert not errors
    assert _uris(documents, tmp_path) == ["inbox/a.txt"]

    (inbox / "a.txt").unlink()
    documents, errors = _opened(inbox, good)

    assert [error.where for error in errors] == [str(inbox)]
    assert "no files" in errors[0].what
    assert len(documents) == 1


def test_a_linked_folder_is_read_when_it_is_named(tmp_path: Path, good: Path) -> None:
    (tmp_path / "link").symlink_to(good.parent, target_is_directory=True)

    assert _uris(_opened(tmp_path / "link")[0], tmp_path) == ["link/good.txt"]


def test_a_linked_file_is_read(tmp_path: Path, good: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "link.txt").symlink_to(good)

    assert [document.text for document in _opened(tmp_path / "inbox")[0]] == ["They deny it.\n"]


def test_links_that_lead_nowhere_are_reported_each_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "x.txt").write_text("Words.")
    documents, errors = _opened(tmp_path)

    assert _uris(documents, tmp_path) == ["x.txt"]
    assert [Path(error.where).name for error in errors] == ["gone.txt", "loop.txt"]


@pytest.mark.parametrize("hidden", [False, True])
def test_a_folder_without_files_is_reported(hidden: bool, tmp_path: Path, good: Path) -> None:
    empty = tmp_path / "empty"
    (empty / "sub").mkdir(parents=True)
    if hidden:
        (empty / ".hidden").write_text("Words.")
    documents, errors = _opened(empty, good)

    assert [error.where for error in errors] == [str(empty)]
    assert len(documents) == 1


_BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("empty.txt", b""),
    "white space": ("blank.txt", b" \r\n\t\n"),
    "binary": ("tool.exe", b"MZ\x90\x00\x03" + bytes(500)),
    "picture": ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(32)) * 40),
    "archive": ("reports.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)) * 20),
    "wrong date": ("dated.txt", b"published: next week\n\nThey deny it.\n"),
    "no PDF": ("named.pdf", b"These are words."),
    "cut PDF": ("cut.pdf", _pdf()[:700]),
    "blank page": ("blank.html", b"<html><body></body></html>"),
    "empty mail": ("empty.eml", b"Subject: A denial\n\n\n"),
    "deep page": ("deep.html", b"<html><body>" + b"<div>" * 100_000 + b"They deny it."),
    "deep page that ends": (
        "deep2.html",
        b"<html>" + b"<table><tr><td>" * 100_000 + b"They deny it." + b"</td></tr></table>" * 100_000,
    ),
    "one bad row": ("rows.jsonl", b"{\n"),
}


@pytest.mark.parametrize(("name", "data"), _BAD.values(), ids=_BAD.keys())
def test_a_bad_file_is_one_error_that_names_it_with_a_remedy_and_the_others_go_on(
    name: str, data: bytes, tmp_path: Path, good: Path
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    documents, errors = _opened(good, bad, good)

    assert len(documents) == 2
    assert len(errors) == 1
    assert errors[0].where.startswith(str(bad))
    assert errors[0].what
    assert errors[0].remedy
    assert str(errors[0]) == f"{errors[0].where}: {errors[0].what}. {errors[0].remedy}"


def test_all_the_bad_files_of_a_folder_are_reported_and_the_good_ones_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, data in _BAD.values():
        (folder / name).write_bytes(data)
    for number in range(3):
        (folder / f"good-{number}.txt").write_text("They deny it.")
    documents, errors = _opened(folder)

    assert len(documents) == 3
    assert len(errors) == len(_BAD)
    assert {Path(error.where.split(",")[0]).name for error in errors} == {name for name, _ in _BAD.values()}


def test_a_file_that_is_not_there_is_reported(tmp_path: Path, good: Path) -> None:
    documents, errors = _opened(
        tmp_path / "missing.txt", tmp_path / "missing.jsonl", tmp_path / "no" / "such.txt", good
    )

    assert [Path(error.where).name for error in errors] == ["missing.txt", "missing.jsonl", "such.txt"]
    assert all("no such file" in error.what for error in errors)
    assert len(documents) == 1


def test_a_file_below_a_file_is_reported(good: Path) -> None:
    documents, errors = _opened(good / "below.txt", good)

    assert [error.where for error in errors] == [str(good / "below.txt")]
    assert len(documents) == 1


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied"),
        OSError(5, "Input/output error"),
        IsADirectoryError(21, "Is a directory"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_file_that_cannot_be_read_is_reported(
    error: OSError, tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("They deny it.")
    opening = Path.open

    def refusing(self: Path, *arguments: Any, **named: Any) -> Any:
        if self == locked:
            raise error
        return opening(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", refusing)
    documents, errors = _opened(locked, good)

    assert [refused.where for refused in errors] == [str(locked)]
    assert errors[0].remedy
    assert len(documents) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_the_right_to_read_it_is_reported(tmp_path: Path, good: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("They deny it.")
    locked.chmod(0)
    documents, errors = _opened(locked, good)

    assert "may not be read" in errors[0].what
    assert len(documents) == 1


def _refuse_to_list(monkeypatch: pytest.MonkeyPatch, *locked: Path) -> None:
    listing = os.scandir

    def refusing(folder: str | Path) -> Any:
        if Path(folder) in locked:
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(os, "scandir", refusing)


def test_folders_that_may_not_be_listed_are_reported_each_by_name_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/x.txt", "b/locked/y.txt", "c/locked/z.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.")
    locked = [tmp_path / "b" / "locked", tmp_path / "c" / "locked"]
    _refuse_to_list(monkeypatch, *locked)
    documents, errors = _opened(tmp_path)

    assert _uris(documents, tmp_path) == ["d.txt", "a/x.txt"]
    assert [error.where for error in errors] == [str(folder) for folder in locked]
    assert all("may not be listed" in error.what and error.remedy for error in errors)


def test_a_named_folder_that_may_not_be_listed_is_one_error(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    _refuse_to_list(monkeypatch, locked)
    documents, errors = _opened(locked, good)

    assert [error.where for error in errors] == [str(locked)]
    assert "may not be listed" in errors[0].what
    assert len(documents) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may list every folder")
def test_a_folder_without_the_right_to_list_it_is_reported(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "a.txt").write_text("Words.")
    locked.chmod(0)
    try:
        documents, errors = _opened(tmp_path)
    finally:
        locked.chmod(0o700)

    assert [error.where for error in errors] == [str(locked)]
    assert len(documents) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("kind", InputKind)
@pytest.mark.parametrize("name", ["pipe", "pipe.txt", "rows.jsonl", "page.html", "cut.pdf", "a.eml"])
def test_a_named_pipe_is_refused_and_not_waited_for(name: str, kind: InputKind, tmp_path: Path) -> None:
    pipe, link = tmp_path / name, tmp_path / f"link-to-{name}"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    documents, errors = _opened(pipe, link, kind=kind)

    assert not documents
    assert [error.where for error in errors] == [str(pipe), str(link)]
    assert all("pipe" in error.what and error.remedy for error in errors)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_in_a_folder_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text("Words.")
    documents, errors = _opened(tmp_path)

    assert _uris(documents, tmp_path) == ["a.txt", "c.txt"]
    assert [error.where for error in errors] == [str(tmp_path / "b.txt")]


@pytest.mark.parametrize("kind", [InputKind.AUTO, InputKind.JSONL])
def test_a_device_is_refused(kind: InputKind) -> None:
    documents, errors = _opened(os.devnull, kind=kind)

    assert not documents
    assert [error.where for error in errors] == [os.devnull]
    assert "not a file" in errors[0].what


@pytest.mark.parametrize("kind", [InputKind.AUTO, InputKind.TEXT])
@pytest.mark.parametrize("name", ["", "\0", "a\0b.txt", "reports/\0"], ids=["empty", "NUL", "NUL inside", "NUL below"])
def test_a_name_that_no_file_can_have_is_refused(name: str, kind: InputKind, good: Path) -> None:
    documents, errors = _opened(name, good, kind=kind)

    assert [error.where for error in errors] == [repr(name)]
    assert "no file name" in errors[0].what
    assert errors[0].remedy
    assert len(documents) == 1


def test_a_name_that_is_too_long_is_refused(good: Path) -> None:
    documents, errors = _opened("a" * 5_000, good)

    assert [error.where for error in errors] == ["a" * 5_000]
    assert len(documents) == 1


@pytest.fixture
def raw_name(tmp_path: Path) -> Path:
    """A file whose name is not UTF-8, as old archives have them."""
    name = os.fsencode(tmp_path) + b"/d\xe9menti.txt"
    try:
        with open(name, "wb") as file:
            file.write(b"They deny it.\n")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    return Path(os.fsdecode(name))


def test_a_file_name_that_is_not_utf_8_is_shown_with_a_replacement_character(raw_name: Path, tmp_path: Path) -> None:
    shown = str(tmp_path / "d\ufffdmenti.txt")

    for named in (raw_name, tmp_path):
        (document,), errors = _opened(named)
        assert not errors
        assert document.uri == shown
        assert shown in document.model_dump_json()


def test_an_error_about_a_file_name_that_is_not_utf_8_can_be_printed(raw_name: Path, tmp_path: Path) -> None:
    shown = str(tmp_path / "d\ufffdmenti.txt")
    raw_name.write_bytes(b"")
    _, (empty,) = _opened(raw_name)
    raw_name.unlink()
    _, (missing,) = _opened(raw_name)
    raw_name.mkdir()
    _, (folder,) = _opened(raw_name)

    for error in (empty, missing, folder):
        assert error.where == shown
        str(error).encode()


def test_the_files_below_a_folder_whose_name_is_not_utf_8_are_read(raw_name: Path, tmp_path: Path) -> None:
    raw_name.unlink()
    raw_name.mkdir()
    (raw_name / "rows.jsonl").write_text(f"{_ROW}{{\n")
    documents, errors = _opened(tmp_path)

    assert [document.uri for document in documents] == ["row-1"]
    assert [error.where for error in errors] == [f"{tmp_path}/d\ufffdmenti.txt/rows.jsonl, line 2"]


@pytest.mark.parametrize("name", ["huge.txt", "huge.pdf", "huge.html", "huge.eml", "huge"])
def test_a_file_of_200_mb_is_refused_without_being_read(name: str, tmp_path: Path, good: Path) -> None:
    huge = tmp_path / name
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    began = time.monotonic()
    documents, errors = _opened(huge, good)

    assert time.monotonic() - began < 1
    assert [error.where for error in errors] == [str(huge)]
    assert "over 199 MB" in errors[0].what
    assert len(documents) == 1


def test_a_table_may_be_larger_than_any_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(_ROW * 200)
    monkeypatch.setattr("callout.sources.open.LARGEST", 1_000)
    monkeypatch.setattr("callout.sources.text.LARGEST", 1_000)

    assert len(_opened(table)[0]) == 200


def test_the_bad_rows_of_a_table_are_reported_by_line_and_the_others_go_on(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    rows = [json.dumps({"id": n, "text": "They deny it."}) for n in range(5)]
    table.write_text("\n".join([rows[0], "not JSON", rows[2], '{"id": 3}', rows[4]]))
    documents, errors = _opened(table)

    assert [document.uri for document in documents] == ["0", "2", "4"]
    assert [error.where for error in errors] == [f"{table}, line 2", f"{table}, line 4"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(_WORDS.encode(), DocumentKind.TEXT), (_PAGE.encode(), DocumentKind.NEWS), (_pdf(), DocumentKind.REPORT)],
)
def test_standard_input_is_one_document(data: bytes, kind: DocumentKind) -> None:
    documents, errors = _opened("-", stdin=io.BytesIO(data))

    assert not errors
    assert [document.kind for document in documents] == [kind]
    assert documents[0].uri == "-"


def test_standard_input_may_be_a_table() -> None:
    text = "One.\r\nTwo.\u2028Three."
    data = json.dumps({"id": "a", "text": text}, ensure_ascii=False).encode() + b"\r\n{\r\n" + _ROW.encode()
    documents, errors = _opened("-", kind=InputKind.JSONL, stdin=io.BytesIO(data))

    assert [document.text for document in documents] == [text, "They deny it."]
    assert [error.where for error in errors] == ["-, line 2"]


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\x7fELF" + bytes(200), b"a" * (LARGEST + 1)], ids=["empty", "blank", "binary", "large"]
)
def test_standard_input_that_cannot_be_read_is_reported_and_the_others_go_on(data: bytes, good: Path) -> None:
    documents, errors = _opened("-", good, stdin=io.BytesIO(data))

    assert [error.where for error in errors] == ["-"]
    assert errors[0].remedy
    assert len(documents) == 1


class _Endless(io.RawIOBase):
    """A stream without an end, such as a device."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


def test_standard_input_without_an_end_is_left() -> None:
    documents, errors = _opened("-", stdin=io.BufferedReader(_Endless()))

    assert not documents
    assert "MB" in errors[0].what


@pytest.mark.parametrize(
    ("content_type", "data", "kind"),
    [
        ("text/html; charset=utf-8", f"<p>{_WORDS}</p>{_PAGE}".encode(), DocumentKind.NEWS),
        ("application/xhtml+xml", f"<?xml version='1.0'?>{_PAGE}".encode(), DocumentKind.NEWS),
        ("Application/PDF", _pdf(), DocumentKind.REPORT),
        ("message/rfc822", b"Subject: A denial\n\nThey deny it.\n", DocumentKind.MAIL),
        ("text/plain", _WORDS.encode(), DocumentKind.TEXT),
        ("application/octet-stream", _pdf(), DocumentKind.REPORT),
        ("", _PAGE.encode(), DocumentKind.NEWS),
    ],
)
def test_an_address_is_fetched_and_read_by_its_content_type(content_type: str, data: bytes, kind: DocumentKind) -> None:
    asked: list[str] = []

    def fetch(url: str) -> tuple[bytes, str, str]:
        asked.append(url)
        return data, "https://news.example/after-redirects", content_type

    documents, errors = _opened("https://news.example/a", fetch=fetch)

    assert not errors
    assert asked == ["https://news.example/a"]
    assert [document.kind for document in documents] == [kind]
    assert documents[0].uri == "https://news.example/after-redirects"


_MOSCOW = "Москва отвергает обвинения."


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset=koi8-r",
        "text/plain;charset=KOI8-R",
        'text/plain; charset="koi8-r"; format=flowed',
        "text/plain; format=flowed; Charset='koi8-r'",
        "application/octet-stream; charset=koi8-r",
    ],
)
@pytest.mark.parametrize("kind", [InputKind.AUTO, InputKind.TEXT])
def test_a_text_is_read_in_the_encoding_that_the_server_declares(content_type: str, kind: InputKind) -> None:
    data = _MOSCOW.encode("koi8-r")
    documents, errors = _opened("https://news.example/a", kind=kind, fetch=lambda url: (data, url, content_type))

    assert not errors
    assert [document.text for document in documents] == [_MOSCOW]


@pytest.mark.parametrize("meta", ["", '<meta charset="iso-8859-1">'], ids=["no declaration", "another declaration"])
@pytest.mark.parametrize("kind", [InputKind.AUTO, InputKind.HTML])
def test_a_page_is_read_in_the_encoding_that_the_server_declares(meta: str, kind: InputKind) -> None:
    page = f"<html><head>{meta}</head><body><p>{_MOSCOW * 3}</p></body></html>".encode("koi8-r")
    documents, errors = _opened(
        "https://news.example/a", kind=kind, fetch=lambda url: (page, url, "text/html; charset=koi8-r")
    )

    assert not errors
    assert [document.text for document in documents] == [_MOSCOW * 3]


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "text/plain; charset=", "text/plain; charset=no-such-encoding", "charset", "", "é;;="],
)
def test_a_server_that_declares_no_encoding_leaves_it_to_the_bytes(content_type: str) -> None:
    for data, text in (("Le démenti".encode("cp1252"), "Le démenti"), (_MOSCOW.encode(), _MOSCOW)):
        documents, errors = _opened("https://news.example/a", fetch=lambda url: (data, url, content_type))  # noqa: B023

        assert not errors
        assert [document.text for document in documents] == [text]


@pytest.mark.parametrize(
    "name", ["http://news.example/", "HTTPS://news.example/", "file:///etc/hostname", "ftp://news.example/"]
)
def test_whatever_has_a_scheme_goes_to_the_guarded_fetch(name: str, good: Path) -> None:
    def fetch(url: str) -> tuple[bytes, str, str]:
        raise FetchRefused(url, "the address is not public", "Save the page and add the file")

    documents, errors = _opened(name, good, fetch=fetch)

    assert [error.where for error in errors] == [name]
    assert len(documents) == 1


@pytest.mark.parametrize("name", ["file:///etc/hostname", "ftp://127.0.0.1/", "http://127.0.0.1/", "http://[::1]:9/"])
def test_the_fetch_is_guarded_unless_another_is_given(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the fetch reached for the network"))
    documents, errors = _opened(name)

    assert not documents
    assert [type(error) for error in errors] == [FetchRefused]


def test_an_answer_that_cannot_be_read_is_reported_under_its_address(good: Path) -> None:
    documents, errors = _opened("https://news.example/a", good, fetch=lambda url: (b"", url, "text/html"))

    assert [error.where for error in errors] == ["https://news.example/a"]
    assert len(documents) == 1
