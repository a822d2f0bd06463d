"""How a text becomes the words that are searched: the same for SQLite, for PostgreSQL, for a query and for its marks.

A word is a run of letters, marks and digits, in lower case and without the accents of Latin, Greek and Cyrillic.
Scripts that do not put spaces between words (Han, Kana, Thai …) and Hangul, whose endings stick to words, give one
token for each character: a word of a query is then a phrase of characters and is found wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 64
"""Characters of a word that count: no word of any language is longer, a line of base64 is."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0df3"
)
_UNSPACED = (
    "\u0e00-\u0e5b\u0e80-\u0edf\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
)
_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}_])[\w{_MARKS}])+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters whose stroke is no accent to Unicode, and is one to whoever types the name."""


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` are code points of the text, end exclusive."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order, without those that nothing is left of (a mark alone)."""
    for found in _TOKEN.finditer(text):
        word = normal(found.group())
        if word:
            yield Token(word, found.start(), found.end())


def words(text: str) -> str:
    """The tokens of a text, with a space between them."""
    return " ".join(filter(None, map(normal, _TOKEN.findall(text))))


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """A word as it is compared: in lower case, without accents, of one way of writing it."""
    if word.isascii():
        return word.lower()[:LONGEST]
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()).translate(_STROKES))
    # Marks of other scripts are letters of their words and stay.
    return "".join(_TOKEN.findall(unicodedata.normalize("NFC", bare.casefold())))[:LONGEST]


def is_unspaced(word: str) -> bool:
    """Whether a token is a character of a script that is searched character by character."""
    return len(word) == 1 and re.match(rf"[{_UNSPACED}]", word) is not None
