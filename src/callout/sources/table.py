"""A table of texts: JSON Lines of `{"id", "text", "title"?, "published"?, "uri"?}`.

The text is kept character for character, so that offsets count in what was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document
from callout.sources.text import LARGEST

LONGEST_LINE = 4 * LARGEST
"""Bytes of the longest line: a text of the largest size, escaped."""


def read_table(file: BinaryIO, where: str) -> Iterator[Document | SourceError]:
    """A document for each line; a line that is not one gives an error that names it, and the rest goes on."""
    number = 0
    empty = True
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        here = f"{where}, line {number}"
        if len(line) > LONGEST_LINE:
            yield SourceError(here, "the line is too long", f"At most {LONGEST_LINE // 1_000_000} MB stand on a line")
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            empty = False
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            empty = False
            yield _row(line, here)
    if empty:
        yield SourceError(where, "it is empty", "Write one JSON object on each line")


def _row(line: bytes, where: str) -> Document | SourceError:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return SourceError(where, "it is not UTF-8", "Save the table as UTF-8")
    except (ValueError, RecursionError) as error:
        return SourceError(where, f"it is not JSON ({str(error)[:60]})", "Write one JSON object on each line")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not _is_id(row.get("id")):
        return SourceError(where, "it lacks `id` or `text`", 'Write {"id": …, "text": …} on each line')
    text: str = row["text"]
    if not text.strip():
        return SourceError(where, "its text is empty", "Leave the line out")
    if len(text) > LARGEST:
        return SourceError(where, f"its text has {len(text)} characters", f"At most {LARGEST} are read")
    uri = str(row.get("uri") or row["id"])
    title = str(row["title"]) if row.get("title") else None
    if _has_half_characters(f"{uri}{title or ''}{text}"):
        return SourceError(where, "it holds half a character (a lone surrogate)", "Write the character whole")
    published = None
    if row.get("published"):
        try:
            published = When.parse(str(row["published"]))
        except ValueError:
            return SourceError(where, f"`published` {row['published']!r} is not a date", "Write it as 2021-07-20")
    return Document.of(text, uri, title=title, published=published)


def _is_id(value: object) -> bool:
    return (isinstance(value, str) and bool(value)) or (isinstance(value, int) and not isinstance(value, bool))


def _has_half_characters(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
