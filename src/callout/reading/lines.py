"""Lines, sentences and quotations, with offsets into the kept text.

What must stay true: every offset counts code points of the text as given; nothing is copied, joined
or normalised; the work is linear in the length of the text. A line is split off before anything
else, so that a headline or a byline never fuses with the first sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from callout.reading.lexicon import word_set

LONGEST_SENTENCE = 1200
"""Code points after which a stretch without a sentence end is cut at white space (OCR, tables, no punctuation)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`heading` is a short line that does not end as a sentence does."""

    index: int
    start: int
    end: int
    line: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, the marks not included. `whole` numbers the quotation that its parts belong to
    where it runs over several paragraphs."""

    start: int
    end: int
    line: int
    whole: int


_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_STOP = re.compile(r"(?<![.!?…])[.!?…]{1,40}[\"'”’»)\]]{0,8}(?=\s)|(?<![。！？])[。！？]{1,40}[”’」』]{0,8}")
_WORD_BEFORE = re.compile(r"([\w.’'-]+)$")


def split_lines(text: str) -> list[tuple[int, int]]:
    """The lines that hold words, without white space at their ends. In a text that is broken at a fixed width (mail,
    PDF) a line is a whole paragraph, line breaks included."""
    lines = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if end > start:
            lines.append((start, end))
    return _joined(text, lines)


_WIDEST = 130
"""Columns of the widest text that is taken to be broken at a fixed width."""


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines broken at a fixed width put together: a line that is nearly full goes on in the next, unless a blank line,
    or a bullet, stands between."""
    lengths = sorted(end - start for start, end in lines)
    if len(lines) < 4 or lengths[-1] > _WIDEST:
        return lines
    full = lengths[int(len(lengths) * 0.9)] * 0.7
    running_on = sum(
        1
        for (a, b), (c, _) in pairwise(lines)
        if b - a >= full and text[b - 1] not in ".!?:;" and text[c].islower() and "\n\n" not in text[b:c]
    )
    if running_on < max(2, len(lines) // 10):
        return lines
    joined = [lines[0]]
    for (a, b), (c, d) in pairwise(lines):
        adjacent = text[b:c].count("\n") <= 1
        bullet = text[c] in word_set("text", "bullets")
        if adjacent and not bullet and b - a >= full:
            joined[-1] = (joined[-1][0], d)
        else:
            joined.append((c, d))
    return joined


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of every line, in order."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(split_lines(text)):
        for a, b in _sentences_of_line(text, start, end):
            ended = text[b - 1] in ".!?…”\"’'»。！？)"
            heading = not ended and b - a <= 200 and (a, b) == (start, end)
            sentences.append(Sentence(len(sentences), a, b, number, heading))
    return sentences


def _sentences_of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if not _ends_sentence(text, match.start(), match.end(), begin, end):
            continue
        cuts.append((begin, match.end()))
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        cuts.append((begin, end))
    return [piece for a, b in cuts for piece in _cut_long(text, a, b)]


def _ends_sentence(text: str, stop: int, after: int, begin: int, end: int) -> bool:
    if text[stop] != ".":
        following = text[after : after + 3].lstrip()
        return not following or not following[0].islower()
    rest = text[after : min(end, after + 40)].lstrip()
    if not rest:
        return True
    if rest[0].islower():
        return False
    before = _WORD_BEFORE.search(text, max(begin, stop - 30), stop)
    word = before.group(1).lower() if before else ""
    if len(word) == 1 and word.isalpha():
        return False
    if word in word_set("text", "ending"):
        return True
    if word in word_set("text", "abbreviations"):
        next_word = re.match(r"[\"“‘'(]*([A-Za-z]+)", rest)
        return (
            "." in word
            and bool(next_word)
            and next_word is not None
            and (next_word.group(1).lower() in word_set("text", "starters") and next_word.group(1)[0].isupper())
        )
    return True


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = start + LONGEST_SENTENCE if cut < 0 else cut
        pieces.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


_PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」"}
_MARK = re.compile(r"[\"‘’“”„«»「」]")
_STRAY_APOSTROPHE = re.compile(r"\w[’']\w")


def find_quotations(text: str) -> list[Quotation]:
    """Quotations in order. A paragraph that opens one without closing it runs on where the next opens one again."""
    found: list[Quotation] = []
    whole = 0
    running: str | None = None
    for number, (start, end) in enumerate(split_lines(text)):
        open_at: int | None = None
        mark = ""
        if running is not None and text[start] != running:
            running = None
        if running is None:
            whole += 1
        for match in _MARK.finditer(text, start, end):
            position, char = match.start(), match.group()
            if open_at is None:
                if char in _PAIRS or char == '"' or (char == "‘" and not _inside_word(text, position)):
                    open_at, mark = position + 1, char
                    if running is None and position != start:
                        whole += 1
            elif char == _closing(mark) and not (char == "’" and _inside_word(text, position)):
                if open_at < position:
                    found.append(Quotation(open_at, position, number, whole))
                open_at, running = None, None
                whole += 1
        if open_at is not None and open_at < end:
            if mark == "‘":
                running = None
            else:
                found.append(Quotation(open_at, end, number, whole))
                running = mark
    return found


def _closing(mark: str) -> str:
    return '"' if mark == '"' else "’" if mark == "‘" else _PAIRS[mark]


def _inside_word(text: str, position: int) -> bool:
    return bool(_STRAY_APOSTROPHE.match(text, max(0, position - 1), position + 2))


class Quotations:
    """Which quotation a position lies in. Look-ups by bisection."""

    def __init__(self, quotations: list[Quotation]) -> None:
        self.all = quotations
        self._starts = [q.start for q in quotations]

    def at(self, position: int) -> Quotation | None:
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.all[index].end:
            return self.all[index]
        return None

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        index = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while index < len(self.all) and self.all[index].start < end:
            if self.all[index].end > start:
                found.append(self.all[index])
            index += 1
        return found
