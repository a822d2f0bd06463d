"""What words of documents become before they leave: one line of plain characters, and addresses of the web alone."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flat(words: str) -> str:
    """On one line, without signs that turn the writing direction, move a cursor, or that XML does not take."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())


def xml_text(words: str) -> str:
    """The words without the characters that XML 1.0 does not take."""
    return _NOT_XML.sub("", words)


def web_address(uri: str) -> str | None:
    """The address, where it is one of the web, with every sign escaped that is none of an address; else None."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(uri.encode("utf-8", "replace"), safe=":/?#[]@!$&'()*+,;=%~-._")
