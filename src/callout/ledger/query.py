"""What a person types into the search, understood: words, "phrases", -not, prefix*. Nothing that is typed is an error.

All words must be there. A word that is several tokens (CVE-2021-26855, or a word of a script without spaces) is a
phrase. Whatever else is typed (operators of a database, a quotation mark without its other) is white space or words.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from callout.ledger.tokens import Token, is_unspaced, tokens

MOST_TOKENS = 48
"""Tokens of a query that count. Longer ones are pasted texts."""

_SHORTEST_PREFIX = 2
"""One letter and a star would be half of all words."""

_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?(?P<open>\*?)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟«»＂−–—", '"""""""---')


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that stand beside each other in this order; the last may go on where `prefix`; absent where `without`."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False

    def __str__(self) -> str:
        shown = " ".join(self.words)
        quoted = f'"{shown}"' if len(self.words) > 1 else shown
        return f"{'-' * self.without}{quoted}{'*' * self.prefix}"


@dataclass(frozen=True, slots=True)
class Query:
    """`blank` where nothing was typed. A query of other things than words (`?!`) has no terms and finds nothing."""

    terms: tuple[Term, ...]
    blank: bool

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(t for t in self.terms if not t.without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        return tuple(t for t in self.terms if t.without)

    def __str__(self) -> str:
        """How it was understood; understood again it is the same."""
        return " ".join(map(str, self.terms))


def parse_query(written: str) -> Query:
    """Never raises, whatever is written."""
    terms: list[Term] = []
    left = MOST_TOKENS
    for part in _PART.finditer(written.translate(_QUOTES)):
        word = part["word"]
        said = part["phrase"] if word is None else word
        found = tuple(token.word for token in islice(tokens(said), left))
        if not found:
            continue
        left -= len(found)
        star = bool(part["open"]) if word is None else word.endswith("*")
        last = found[-1]
        prefix = star and len(last) >= _SHORTEST_PREFIX and not is_unspaced(last)
        term = Term(found, prefix, part["without"] == "-")
        if term not in terms:
            terms.append(term)
        if left <= 0:
            break
    return Query(tuple(terms), not written.strip())


def marks(text: str, query: Query, limit: int | None = None) -> Iterator[tuple[int, int]]:
    """Where a text has what was asked for: ranges of code points, in order, none overlapping another.

    Only the first `limit` characters are looked at.
    """
    wanted = query.wanted
    if not wanted:
        return
    coming = tokens(text if limit is None else text[:limit])
    window = deque(islice(coming, max(len(term.words) for term in wanted)))
    marked = 0
    while window:
        end = max(_end(term, window) for term in wanted)
        if end > marked:
            yield max(window[0].start, marked), end
            marked = end
        window.popleft()
        window.extend(islice(coming, 1))


def _end(term: Term, window: Sequence[Token]) -> int:
    """Where the term that begins at the first token of the window ends; 0 where it does not begin there."""
    if len(term.words) > len(window):
        return 0
    for number, word in enumerate(term.words):
        there = window[number].word
        goes_on = term.prefix and number == len(term.words) - 1
        if not (there.startswith(word) if goes_on else there == word):
            return 0
    return window[len(term.words) - 1].end
