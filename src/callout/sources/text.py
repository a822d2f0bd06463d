"""Plain text: bytes to characters, and the header lines that a text file may begin with.

The text is kept as decoded, line by line. A file may begin with lines such as `title: …`, `url: …`,
`published: 2021-07-20`, `source: …`; they stay part of the text and also fill the document's fields.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NoReturn

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind

LARGEST = 20_000_000
"""Bytes of the largest input that is read, whatever its kind: a report is never larger, a bomb is."""

_HEADER = re.compile(r"(title|url|published|source|byline|author|language):[ \t]*(\S[^\n\r]*)[\n\r]+", re.I)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse_unreadable(data: bytes, where: str) -> None:
    """Raises SourceError for what cannot be a document: nothing, too much."""
    if not data.strip():
        raise SourceError(where, "it is empty", "Give a file that holds a text")
    if len(data) > LARGEST:
        refuse_large(len(data), where)


def refuse_large(size: int, where: str) -> NoReturn:
    """Raises SourceError for an input of `size` bytes, more than are read."""
    raise SourceError(
        where,
        f"it has over {(size - 1) // 1_000_000} MB, and at most {LARGEST // 1_000_000} MB are read",
        "Save the report's own text and add that",
    )


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The characters of `data`: by byte-order mark, as UTF-8, as declared, or as detected.

    Raises SourceError for binary data.
    """
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    head = data[:65536]
    if len(_BINARY.findall(head)) > len(head) // 100:
        raise SourceError(where, "it is binary, not text", "Give a text, HTML, PDF or mail file")
    codec = _codec(declared)
    if codec and codec.startswith(("iso2022", "hz")):
        # Encodings of seven bits are valid UTF-8 too: the declaration is all there is.
        with suppress(ValueError):
            return data.decode(codec)
    for encoding in ("utf-8", codec):
        if encoding:
            try:
                return data.decode(encoding)
            except ValueError:
                # A page may declare what it is not: then its bytes decide.
                continue
    return data.decode(_detected(data), errors="replace")


_NOT_CHARACTERS = ("unicode_escape", "raw_unicode_escape", "undefined", "idna", "punycode", "utf_7", "rot_13")
"""Codecs of Python that turn characters into other characters: no text is encoded in them."""


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared encoding; none where it is unknown or no encoding of characters."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name.replace("-", "_") in _NOT_CHARACTERS else name


_SURE = 0.3
"""Coherence with a language above which a detection counts. Short Western texts score 0 for every guess."""


def _is_western(alphabets: list[str]) -> bool:
    """Whether the characters are Latin ones: then Windows-1252 explains them as well as its neighbours do."""
    return all("Latin" in name or "Punctuation" in name or "Symbol" in name or "Currency" in name for name in alphabets)


_MULTIBYTE = ("gb", "big5", "cp932", "cp936", "cp949", "cp950", "euc", "shift_jis", "johab", "hz")


def _detected(data: bytes) -> str:
    """Windows-1252, what Western texts without a declaration are in (WHATWG), unless another is clearly a language.

    Coherence tells the language and not the code page, so Windows-1252 stays where it is as coherent as the best.
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:200_000])
    best = matches.best()
    if best is not None and not best.encoding.startswith(("utf_16", "utf_32")):
        wide = best.encoding.startswith(_MULTIBYTE) and best.coherence > 0 and len(data) > 40
        if wide or (best.coherence >= _SURE and not _is_western(best.alphabets)):
            return best.encoding
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def read_text(data: bytes, uri: str, declared: str | None = None) -> Document:
    """A plain text file."""
    text = decode(data, uri, declared)
    if not text.strip():
        raise SourceError(uri, "it holds no text", "Give a file that holds a text")
    fields: dict[str, str] = {}
    position = 0
    while match := _HEADER.match(text, position):
        fields[match[1].lower()] = match[2].strip()
        position = match.end()
    return Document.of(
        text,
        fields.get("url", uri),
        title=fields.get("title"),
        source=fields.get("source"),
        byline=fields.get("byline") or fields.get("author"),
        published=_date(fields.get("published"), uri),
        language=fields.get("language"),
        kind=DocumentKind.TEXT,
    )


def _date(written: str | None, where: str) -> When | None:
    if written is None:
        return None
    try:
        return When.parse(written)
    except ValueError:
        raise SourceError(
            where, f"its publication date {written!r} is not a date", "Write it as 2021-07-20, 2021-07 or 2021"
        ) from None
