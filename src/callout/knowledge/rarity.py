"""How rare a word is in writing about cyber operations: what two texts share tells the more, the rarer it is.

Rarity is counted once, in descriptions of actors, malware and techniques (`training/rarity.py`), and does not change
with the ledger: whether two texts are alike never depends on which others were added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

STEM = 7
"""Letters of a word that count: "sanctioned", "sanctions" and "sanctioning" are one. What holds a digit counts whole: a
CVE id is no other's."""

PLAIN = 1.5
"""Below this rarity a word says nothing of what a text is about ("the", "used"), and breaks a pair of words."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?\n“\"]\s*)$")


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, or two in a row with a space between. `name`: it is written as a name is; `number`: it holds a digit."""

    stem: str
    name: bool = False
    number: bool = False


def terms(text: str) -> Iterator[Term]:
    """The telling words of a text in order, each after the pair that it ends."""
    before: str | None = None
    for match in _WORD.finditer(text):
        word = match.group()
        stem = stem_of(word)
        if len(stem) < 2 or rarity(stem) < PLAIN:
            before = None
            continue
        if before is not None:
            yield Term(f"{before} {stem}")
        name = word[0].isupper() and not _SENTENCE_STARTS.search(text, max(0, match.start() - 3), match.start())
        yield Term(stem, name=name, number=_has_digit(word))
        before = stem


def stem_of(word: str) -> str:
    low = word.lower()
    whole = low[:-2] if low.endswith(("'s", "’s")) else low
    return whole if _has_digit(whole) else whole[:STEM]


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(c.isdigit() for c in word)


@lru_cache(maxsize=200_000)
def rarity(stem: str) -> float:
    """The logarithm of how few texts hold it, from 0 (all do) to about 8 (none of those counted does)."""
    counted, texts = _counted()
    return math.log((1 + texts) / (1 + counted.get(stem, 0)))


@cache
def _counted() -> tuple[dict[str, int], int]:
    path = resources.files("callout.knowledge") / "data" / "rarity.tsv"
    counts: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                stem, _, count = line.rstrip("\n").partition("\t")
                counts[stem] = int(count)
    return counts, counts.pop("")
