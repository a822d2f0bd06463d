"""Anything that a user names to documents: a file, a folder, `-`, an address, a table of texts.

An input that cannot be read comes out as a SourceError that names it; the others go on.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from callout.errors import SourceError
from callout.record.document import Document
from callout.sources.table import read_table
from callout.sources.text import LARGEST, read_text, refuse_large, refuse_unreadable


class InputKind(StrEnum):
    """`auto` tells a file's kind from its bytes and its name."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    MAIL = "mail"
    JSONL = "jsonl"


_PAGE = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|meta|title)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.M)
_MAIL_FIELDS = (b"from:", b"date:", b"subject:", b"mime-version:", b"received:", b"message-id:")

Fetch = Callable[[str], tuple[bytes, str, str]]


def _guarded_fetch(url: str) -> tuple[bytes, str, str]:
    from callout.sources.fetch import fetch

    return fetch(url)


def open_inputs(
    names: Iterable[str],
    kind: InputKind = InputKind.AUTO,
    *,
    fetch: Fetch = _guarded_fetch,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | SourceError]:
    """The documents of the named inputs, in order; folders in order of file name."""
    for name in names:
        try:
            if name == "-":
                yield from _from_stream(stdin or sys.stdin.buffer, kind)
            elif re.match(r"[a-z][a-z0-9+.-]*://", name, re.I):
                data, address, content_type = fetch(name)
                told = _kind_of_type(content_type) if kind is InputKind.AUTO else kind
                yield from _from_bytes(data, address, told, _charset_of_type(content_type))
            elif not name or "\0" in name:
                raise SourceError(repr(name), "it is no file name", "Name a file, a folder, an address, or -")
            else:
                yield from _from_path(Path(name), kind)
        except SourceError as error:
            yield error


def open_bytes(data: bytes, name: str, kind: InputKind = InputKind.AUTO) -> Iterator[Document | SourceError]:
    """The documents in bytes that somebody gave: `name` says what they are called, and is never opened as a path."""
    try:
        yield from _from_bytes(data, name, kind)
    except SourceError as error:
        yield error


def _from_stream(stream: BinaryIO, kind: InputKind) -> Iterator[Document | SourceError]:
    if kind is InputKind.JSONL:
        yield from read_table(stream, "-")
    else:
        yield from _from_bytes(stream.read(LARGEST + 1), "-", kind)


def _shown(path: Path) -> str:
    """The path as text; bytes of a file name that are not UTF-8 are replaced, so that it can be printed and kept."""
    return os.fsencode(path).decode("utf-8", "replace")


def _from_path(path: Path, kind: InputKind) -> Iterator[Document | SourceError]:
    where = _shown(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            inside = list(_files_in(path))
        elif not stat.S_ISREG(mode):
            raise SourceError(where, "it is not a file (a pipe, a device or a socket)", "Save it to a file, or use -")
        elif kind is InputKind.JSONL or (kind is InputKind.AUTO and path.suffix.lower() in (".jsonl", ".ndjson")):
            # A table may be larger than any one document: it is read line by line.
            with path.open("rb") as file:
                yield from read_table(file, where)
            return
        else:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_size > LARGEST:
                    refuse_large(os.fstat(file.fileno()).st_size, where)
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError(where, "there is no such file", "Check the name") from None
    except PermissionError:
        raise SourceError(where, "it may not be read", "Give yourself the right to read it") from None
    except OSError as error:
        raise SourceError(where, f"it cannot be read ({error.strerror})", "Check the name and the disk") from None
    if stat.S_ISDIR(mode):
        yield from _from_folder(where, inside, kind)
    else:
        yield from _from_bytes(data, where, kind)


def _files_in(folder: Path) -> Iterator[Path | SourceError]:
    """The files below a folder in order of name; hidden ones are left out, linked folders are not followed."""
    refused: list[SourceError] = []

    def refuse(error: OSError) -> None:
        where = _shown(Path(str(error.filename)))
        refused.append(SourceError(where, "the folder may not be listed", "Give yourself the right to read it"))

    for root, folders, files in _walk(folder, refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
    yield from refused


def _walk(folder: Path, refuse: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
    try:
        yield from os.walk(folder, onerror=refuse)
    except RecursionError:
        refuse(OSError(0, "nested too deep", str(folder)))


def _from_folder(where: str, inside: list[Path | SourceError], kind: InputKind) -> Iterator[Document | SourceError]:
    if not inside:
        raise SourceError(where, "the folder holds no files", "Give a folder with reports")
    for file in inside:
        if isinstance(file, SourceError):
            yield file
            continue
        try:
            yield from _from_path(file, kind)
        except SourceError as error:
            yield error


def _from_bytes(data: bytes, uri: str, kind: InputKind, charset: str | None = None) -> Iterator[Document | SourceError]:
    refuse_unreadable(data, uri)
    settled = _told_from(data, uri) if kind is InputKind.AUTO else kind
    if settled is InputKind.JSONL:
        yield from read_table(io.BytesIO(data), uri)
    elif settled is InputKind.HTML:
        from callout.sources.page import read_page

        yield read_page(data, uri, charset)
    elif settled is InputKind.PDF:
        from callout.sources.pdf import read_pdf

        yield read_pdf(data, uri)
    elif settled is InputKind.MAIL:
        from callout.sources.mail import read_mail

        yield read_mail(data, uri)
    else:
        yield read_text(data, uri, charset)


def _charset_of_type(content_type: str) -> str | None:
    match = re.search(r"charset=[\"']?([\w-]+)", content_type, re.I)
    return match[1] if match else None


def _kind_of_type(content_type: str) -> InputKind:
    told = content_type.split(";")[0].strip().lower()
    return {
        "text/html": InputKind.HTML,
        "application/xhtml+xml": InputKind.HTML,
        "application/pdf": InputKind.PDF,
        "message/rfc822": InputKind.MAIL,
    }.get(told, InputKind.AUTO)


def _told_from(data: bytes, uri: str) -> InputKind:
    head = data[:8192].lstrip(b"\xef\xbb\xbf")
    name = uri.lower()
    if head.startswith(b"%PDF-") or name.endswith(".pdf"):
        return InputKind.PDF
    if _PAGE.match(head) or name.endswith((".html", ".htm", ".xhtml")):
        return InputKind.HTML
    if name.endswith(".eml"):
        return InputKind.MAIL
    match = _MAIL.match(head)
    if match and sum(field in match.group().lower() for field in _MAIL_FIELDS) >= 3:
        return InputKind.MAIL
    return InputKind.TEXT
