"""Anything that a user names to documents: a file, a folder, `-`, an address, a table of texts.

An input that cannot be read comes out as a SourceError that names it; the others go on.
"""

from __future__ import annotations

import io
import os
import re
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
                yield from _from_bytes((stdin or sys.stdin.buffer).read(LARGEST + 1), "-", kind)
            elif re.match(r"[a-z][a-z0-9+.-]*://", name, re.I):
                data, address, content_type = fetch(name)
                yield from _from_bytes(data, address, _kind_of_type(content_type) if kind is InputKind.AUTO else kind)
            else:
                yield from _from_path(Path(name), kind)
        except SourceError as error:
            yield error


def _from_path(path: Path, kind: InputKind) -> Iterator[Document | SourceError]:
    if path.is_dir():
        yield from _from_folder(path, kind)
        return
    try:
        if kind is InputKind.JSONL or (kind is InputKind.AUTO and path.suffix.lower() in (".jsonl", ".ndjson")):
            # A table may be larger than any one document: it is read line by line.
            with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
                yield from read_table(lines, str(path))
            return
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                refuse_large(os.fstat(file.fileno()).st_size, str(path))
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError(str(path), "there is no such file", "Check the name") from None
    except PermissionError:
        raise SourceError(str(path), "it may not be read", "Give yourself the right to read it") from None
    except IsADirectoryError:
        raise SourceError(str(path), "it is a folder that cannot be listed", "Give its files") from None
    except OSError as error:
        raise SourceError(str(path), f"it cannot be read ({error.strerror})", "Check the file and the disk") from None
    yield from _from_bytes(data, str(path), kind)


def _from_folder(path: Path, kind: InputKind) -> Iterator[Document | SourceError]:
    found = False
    try:
        inside = sorted(path.rglob("*"))
    except OSError as error:
        raise SourceError(str(path), f"it cannot be listed ({error.strerror})", "Check its rights") from None
    for file in inside:
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        # Folders, also linked ones (a link may lead back up), are walked by rglob or not at all.
        if hidden or file.is_dir():
            continue
        found = True
        try:
            yield from _from_path(file, kind)
        except SourceError as error:
            yield error
    if not found:
        raise SourceError(str(path), "the folder holds no files", "Give a folder with reports")


def _from_bytes(data: bytes, uri: str, kind: InputKind) -> Iterator[Document | SourceError]:
    refuse_unreadable(data, uri)
    settled = _told_from(data, uri) if kind is InputKind.AUTO else kind
    if settled is InputKind.JSONL:
        yield from read_table(io.StringIO(data.decode("utf-8", "surrogateescape"), newline="\n"), uri)
    elif settled is InputKind.HTML:
        from callout.sources.page import read_page

        yield read_page(data, uri)
    elif settled is InputKind.PDF:
        from callout.sources.pdf import read_pdf

        yield read_pdf(data, uri)
    elif settled is InputKind.MAIL:
        from callout.sources.mail import read_mail

        yield read_mail(data, uri)
    else:
        yield read_text(data, uri)


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
