"""A document's text cut into segments, so that overlapping stretches stay legible: each segment knows every claim that
covers it, and where a stretch begins stands the number of its claim.

What must stay true: the segments put together are the text, letter for letter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callout.record.claim import Claim
from callout.record.evidence import Evidence
from callout.record.reading import Dropped

PART = 20_000
"""Code points of a part of a long text, at least; a part ends where a line does."""
CLAIMS = 50
"""Stretches of claims that begin in one part, at most, where a line or word ends between them."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a stretch of a claim begins. `anchor` is the id that the claim's address leads to."""

    number: int
    claim: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same claims. `numbers` count the document's claims from 1; `page` is that of a paged
    document where a page begins here, `reason` why a sentence was dropped."""

    text: str
    numbers: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()
    act_class: str | None = None
    begins: tuple[Beginning, ...] = ()
    reason: str | None = None
    page: int | None = None


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    beginning: Beginning | None = None
    act_class: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: `start` to `end`, its number of `parts`."""

    number: int
    parts: int
    start: int
    end: int
    segments: tuple[Segment, ...] = field(default=())


def parts_of(text: str, begins: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The offsets of the parts of a text: whole lines, at least PART code points each but the last, or fewer where more
    than CLAIMS of the stretches that begin at `begins` would begin in one."""
    ordered = sorted(begins)
    bounds = [0]
    while True:
        cut = _cut_by_length(text, bounds[-1])
        inside = bisect_left(ordered, bounds[-1])
        if inside + CLAIMS < len(ordered):
            full = _cut_before(text, bounds[-1], ordered[inside + CLAIMS])
            cut = min(cut, full) if full else cut
        if cut >= len(text):
            return list(zip(bounds, [*bounds[1:], len(text)], strict=True))
        bounds.append(cut)


def _cut_by_length(text: str, start: int) -> int:
    if len(text) - start <= PART * 4 // 3:
        return len(text)
    line_end = text.find("\n", start + PART)
    # A text of one line is cut at a space, or where it must be.
    if line_end < 0 or line_end > start + 2 * PART:
        line_end = text.rfind(" ", start + PART, start + 2 * PART)
    return line_end + 1 if line_end > 0 else start + PART


def _cut_before(text: str, start: int, stretch: int) -> int | None:
    """Where the line, else the word, of a stretch begins; null where the part would have no text."""
    for end in ("\n", " "):
        cut = text.rfind(end, start, stretch) + 1
        if cut > start:
            return cut
    return None


def part_at(bounds: Sequence[tuple[int, int]], offset: int) -> int:
    """The number, from 1, of the part that an offset lies in."""
    return max(1, bisect_right([start for start, _ in bounds], offset))


def segments_of(
    text: str,
    claims: Sequence[Claim],
    *,
    start: int = 0,
    end: int | None = None,
    pages: Sequence[int] = (),
    dropped: Sequence[Dropped] = (),
) -> tuple[Segment, ...]:
    """The segments of `text[start:end]`, under the claims in their given order."""
    end = len(text) if end is None else end
    stretches = [s for s in _stretches(claims, dropped) if s.start < end and s.end > start]
    page_of = {offset: number for number, offset in enumerate(pages, start=1) if start <= offset < end}
    cuts = {start, end, *page_of}
    for stretch in stretches:
        cuts |= {max(start, stretch.start), min(end, stretch.end)}
    bounds = sorted(cuts)
    ordered = sorted(stretches, key=lambda s: s.start)
    found: list[Segment] = []
    running: list[_Stretch] = []
    following = 0
    for low, high in pairwise(bounds):
        running = [s for s in running if s.end > low]
        while following < len(ordered) and ordered[following].start <= low:
            if ordered[following].end > low:
                running.append(ordered[following])
            following += 1
        found.append(_segment(text[low:high], low, running, page_of.get(low)))
    return tuple(found)


def _stretches(claims: Sequence[Claim], dropped: Sequence[Dropped]) -> list[_Stretch]:
    found = []
    for number, claim in enumerate(claims, start=1):
        for count, evidence in enumerate(in_order(claim.evidence), start=1):
            anchor = claim.id if count == 1 else f"{claim.id}-{count}"
            found.append(
                _Stretch(evidence.start, evidence.end, Beginning(number, claim.id, anchor), str(claim.act_class))
            )
    found.extend(_Stretch(one.evidence.start, one.evidence.end, reason=one.reason) for one in dropped)
    return found


def in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda e: (e.start, e.end))


def _segment(text: str, low: int, running: Sequence[_Stretch], page: int | None) -> Segment:
    covering = sorted((s for s in running if s.beginning), key=lambda s: s.beginning.number if s.beginning else 0)
    begins = tuple(s.beginning for s in covering if s.start == low and s.beginning)
    numbers = dict.fromkeys(s.beginning.number for s in covering if s.beginning)
    ids = dict.fromkeys(s.beginning.claim for s in covering if s.beginning)
    return Segment(
        text=text,
        numbers=tuple(numbers),
        claims=tuple(ids),
        act_class=covering[0].act_class if covering else None,
        begins=begins,
        reason=next((s.reason for s in running if s.reason), None),
        page=page,
    )
