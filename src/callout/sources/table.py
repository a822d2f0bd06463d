"""A table of texts: JSON Lines of `{"id", "text", "title"?, "published"?, "uri"?}`.

The text is kept character for character, so that offsets count in what was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document
from callout.sources.text import LARGEST


def read_table(lines: Iterator[str], where: str) -> Iterator[Document | SourceError]:
    """A document for each line; a line that is not one gives an error that names it, and the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(line, f"{where}, line {number}")


def _row(line: str, where: str) -> Document | SourceError:
    try:
        row = json.loads(line)
    except ValueError as error:
        return SourceError(where, f"it is not JSON ({error})", "Write one JSON object on each line")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("id") in (None, ""):
        return SourceError(where, "it lacks `id` or `text`", 'Write {"id": …, "text": …} on each line')
    if not row["text"].strip():
        return SourceError(where, "its text is empty", "Leave the line out")
    if len(row["text"]) > LARGEST:
        return SourceError(where, f"its text has {len(row['text'])} characters", f"At most {LARGEST} are read")
    published = None
    if row.get("published"):
        try:
            published = When.parse(str(row["published"]))
        except ValueError:
            return SourceError(where, f"`published` {row['published']!r} is not a date", "Write it as 2021-07-20")
    return Document.of(
        row["text"],
        str(row.get("uri") or row["id"]),
        title=str(row["title"]) if row.get("title") else None,
        published=published,
    )
