"""Copies: which documents carry one text, however it was cut, edited and re-headlined.

Most of a reprint may differ, so what counts is not how much two texts have in common but how: a copy keeps the lead, or
passages from several places. One passage inside is a background paragraph that every story on the subject carries, and
words in quotation marks are the speaker's, whoever reports them.

What must stay true: whether two texts are copies depends on them alone, and is symmetric; which are copies of one text,
directly or by way of others, does not depend on the order in which they are given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from callout.cases.fingerprint import Fingerprint, Pair

# The numbers are of telling words or of pairs of them, and were chosen on the first half of the syndication sets.

LEAST = 10
"""Pairs that two copies share, and that passages elsewhere hold. Reports of one accusation share fewer by chance."""

SHARED = 0.25
"""Of the pairs of the shorter text that stand in shared passages."""

ELSEWHERE = 0.15
"""Of the pairs of the shorter text that stand in shared passages other than the longest."""

WHOLE = 0.8
"""Of the pairs of the shorter text in one passage: it was taken whole, wherever it stands now."""

HEAD = 10
"""Words before the lead: headline, place, agency."""

REWORDED = 5
"""Words that may be replaced within a passage."""

SHORTEST = 5
"""Pairs of a passage. Shorter ones are phrases of the trade ("said that Russia was behind the hack of")."""

LEFT_OUT = 15
"""Words that may be left out of a passage, in one of the texts."""

REFRAIN = 8
"""Times that a pair may stand in a text. One that stands in it more often says nothing of where a passage goes on."""


def texts_among(fingerprints: Mapping[str, Fingerprint]) -> dict[str, str]:
    """For each document the first by id of all that carry the same text; itself where it is no copy."""
    texts = {document: {document} for document in fingerprints}
    first = {document: document for document in fingerprints}
    # By pair of words the documents that hold it, one for each text so far: copies do not make it longer.
    holding: dict[Pair, list[str]] = {}
    for document in sorted(fingerprints):
        mine = fingerprints[document]
        met: dict[str, int] = {}
        shared = Counter(chain.from_iterable(holding[pair] for pair in mine.pairs & holding.keys()))
        for other, pairs in shared.items():
            met[first[other]] = met.get(first[other], 0) + pairs
        for text in sorted(text for text, pairs in met.items() if pairs >= LEAST):
            if any(are_copies(mine, fingerprints[other]) for other in sorted(texts[text])):
                _join(first[document], text, texts, first)
        for pair in mine.pairs:
            known = holding.setdefault(pair, [])
            if all(first[other] != first[document] for other in known):
                known.append(document)
    return first


def _join(one: str, other: str, texts: dict[str, set[str]], first: dict[str, str]) -> None:
    kept, gone = sorted((one, other))
    if kept != gone:
        texts[kept] |= texts.pop(gone)
        first.update(dict.fromkeys(texts[kept], kept))


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one is a copy of the other, or both of a third."""
    shorter, longer = sorted((one, other), key=lambda f: (len(f.pairs), f.words, f.quotes))
    size = len(shorter.pairs)
    if len(shorter.pairs & longer.pairs) < max(LEAST, SHARED * size):
        return False
    passages = _passages(shorter, longer)
    if sum(passage.pairs for passage in passages) < max(LEAST, SHARED * size):
        return False
    longest = passages[0]
    if longest.pairs >= WHOLE * size or max(longest.at) <= HEAD:
        return True
    return sum(passage.pairs for passage in passages[1:]) >= max(LEAST, ELSEWHERE * size)


@dataclass(slots=True)
class _Passage:
    """A stretch that two texts share: where it begins and ends in each, and how many pairs of it stand in both."""

    at: Pair
    to: Pair
    pairs: int


def _passages(one: Fingerprint, other: Fingerprint) -> list[_Passage]:
    """The shared passages, the longest first."""
    places = other.places
    found: list[_Passage] = []
    growing: list[_Passage] = []
    for at, pair in one.in_order:
        if len(places.get(pair, ())) not in range(1, REFRAIN + 1):
            continue
        growing = [passage for passage in growing if at - passage.to[0] <= REWORDED]
        for there in places[pair]:
            before = [p for p in growing if p.to[0] < at and 0 < there - p.to[1] <= REWORDED]
            if before:
                passage = max(before, key=lambda p: p.pairs)
                passage.to, passage.pairs = (at, there), passage.pairs + 1
            else:
                found.append(_Passage((at, there), (at, there), 1))
                growing.append(found[-1])
    whole = _joined([passage for passage in found if passage.pairs >= SHORTEST])
    return sorted(whole, key=lambda p: (-p.pairs, p.at))


def _joined(passages: list[_Passage]) -> list[_Passage]:
    """One passage where two follow one another in both texts and one text leaves out what is between."""
    joined: list[_Passage] = []
    for passage in sorted(passages, key=lambda p: p.at):
        for before in joined:
            gaps = passage.at[0] - before.to[0], passage.at[1] - before.to[1]
            if min(gaps) > 0 and min(gaps) <= REWORDED and max(gaps) <= LEFT_OUT:
                before.to, before.pairs = passage.to, before.pairs + passage.pairs
                break
        else:
            joined.append(passage)
    return joined
