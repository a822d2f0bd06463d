"""What vendors' naming of actors says: Microsoft's Typhoons are Chinese, CrowdStrike's Kittens Iranian.

New names appear every month and in no list; the word that a vendor gives all actors of a state does not change. What
must stay true: the state is the vendor's word, and travels with the vendor's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from callout.knowledge.files import table


@dataclass(frozen=True, slots=True)
class SchemedName:
    """A name that a vendor's naming explains: code-point offsets in the text, and the state with its source."""

    start: int
    end: int
    name: str
    state: str
    source: str
    weak: bool


@cache
def _schemes() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in table("naming")}


@cache
def _words(place: str) -> tuple[str, ...]:
    return tuple(word for word, row in _schemes().items() if row["place"] == place)


@cache
def _pattern() -> re.Pattern[str]:
    last = "|".join((*_words("last"), *(word.upper() for word in _words("last"))))
    first = "|".join(_words("first"))
    given = rf"(?!(?:{'|'.join(_words('never-before'))})\b)(?:[A-Z][a-z]{{2,}}|[A-Z]{{3,}})"
    return re.compile(rf"\b(?:{given} (?P<last>{last})|(?P<first>{first}) [A-Z]{{4,}})\b")


def schemed_names(text: str) -> Iterator[SchemedName]:
    """The names in `text` that a vendor's naming explains, in order."""
    for match in _pattern().finditer(text):
        word = match["last"] or match["first"]
        row = _schemes().get(word) or _schemes()[word.capitalize()]
        source = f"naming of actors by {row['vendor']}"
        yield SchemedName(match.start(), match.end(), match.group(), row["state"], source, row["weak"] == "weak")
