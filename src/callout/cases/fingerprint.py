"""Fingerprints: what is kept of a text to tell whether it is a copy of another, and where it says its claims were made.

What must stay true: a fingerprint follows from the text alone, and is a fraction of its size. It is kept for each
document, since cases are built from claims without texts.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Self

from callout.cases.sourcing import Named, named_in
from callout.knowledge.rarity import PLAIN, STEM, rarity

LONGEST = 1_500
"""Telling words that are kept, about 3,000 words of English: no news story is longer."""

SHORTEST_QUOTE = 20
LONGEST_QUOTE = 800
"""Characters of a stretch in quotation marks that is somebody's words; a shorter one is a term."""

SAID_ALIKE = 4
"""Telling words in a row within quotation marks that two texts do not share by chance: some eight words or more."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTE = re.compile(
    "|".join(
        rf"(?<!\w){opening}(?=\w)(?:(?!\n\s*\n)[^{inside}]){{{SHORTEST_QUOTE},{LONGEST_QUOTE}}}?{closing}(?!\w)"
        for opening, inside, closing in (
            ("“", "“”", "”"),
            ('"', '"', '"'),
            ("«", "«»", "»"),
            ("„", "„“”", "[“”]"),
            ("‘", "‘", "’"),
        )
    )
)

Pair = tuple[int, int]


@dataclass(frozen=True)
class Fingerprint:
    """`words` are numbers of 16 bits for the telling words in order, `quotes` the stretches of them, end exclusive,
    that stand in quotation marks, `named` where the text says that its claims were made."""

    words: tuple[int, ...]
    quotes: tuple[Pair, ...] = ()
    named: tuple[Named, ...] = ()

    @classmethod
    def of(cls, text: str) -> Self:
        quoted = [match.span() for match in _QUOTE.finditer(text)]
        words: list[int] = []
        starts: list[int] = []
        for match in _WORD.finditer(text):
            number = _number(match.group().lower()[:STEM])
            if number is not None:
                words.append(number)
                starts.append(match.start())
                if len(words) == LONGEST:
                    break
        return cls(tuple(words), tuple(_places(quoted, starts)), named_in(text))

    @cached_property
    def told(self) -> tuple[int | None, ...]:
        """The words outside quotation marks, with None where a quotation stood."""
        told: list[int | None] = []
        after = 0
        for start, end in self.quotes:
            told += [*self.words[after:start], None]
            after = end
        return (*told, *self.words[after:])

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """Telling words that follow one another outside quotation marks."""
        pairs = set(pairwise(self.told))
        return frozenset((one, other) for one, other in pairs if one is not None and other is not None)

    @cached_property
    def in_order(self) -> list[tuple[int, Pair]]:
        """Each of them and where its first word stands."""
        return [
            (at, (one, other))
            for at, (one, other) in enumerate(pairwise(self.told))
            if one is not None and other is not None
        ]

    @cached_property
    def places(self) -> dict[Pair, list[int]]:
        """All places of each."""
        found: dict[Pair, list[int]] = {}
        for at, pair in self.in_order:
            found.setdefault(pair, []).append(at)
        return found

    @cached_property
    def said(self) -> frozenset[tuple[int, ...]]:
        """Rows of telling words within quotation marks: texts that share one quote the same words."""
        return frozenset(
            self.words[at : at + SAID_ALIKE] for start, end in self.quotes for at in range(start, end - SAID_ALIKE + 1)
        )

    def to_json(self) -> str:
        packed = base64.b64encode(struct.pack(f">{len(self.words)}H", *self.words)).decode("ascii")
        named = [named.written() for named in self.named]
        return json.dumps([packed, self.quotes, named], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, written: str) -> Self:
        packed, quotes, named = json.loads(written)
        unpacked = base64.b64decode(packed)
        return cls(
            struct.unpack(f">{len(unpacked) // 2}H", unpacked),
            tuple((start, end) for start, end in quotes),
            tuple(Named(*found) for found in named),
        )


@lru_cache(maxsize=100_000)
def _number(stem: str) -> int | None:
    """None for a word that says nothing of what a text is about."""
    return zlib.crc32(stem.encode()) & 0xFFFF if len(stem) > 1 and rarity(stem) >= PLAIN else None


def _places(quoted: list[Pair], starts: list[int]) -> list[Pair]:
    """Stretches of characters as stretches of the words that start in them; those without a word are left out."""
    from bisect import bisect_left

    found = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in quoted)
    return [(start, end) for start, end in found if start < end]
