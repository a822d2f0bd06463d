"""What is parsed as one: a sentence, or its content and its reporting clause apart.

News puts the speaker last ("…, the prime minister, Edi Rama, said in a statement"), and a parser that reads both as one
clause takes the wrong subject. Where a sentence ends in such a clause the two are parsed apart, and the speaker of the
clause is the speaker of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from callout.reading.lexicon import words
from callout.reading.lines import Sentence


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch to parse. `content` is what a reporting clause reports; null for whole sentences and for contents."""

    sentence: Sentence
    start: int
    end: int
    content: tuple[int, int] | None = None
    skipped: tuple[int, int] | None = None
    """A reporting clause that interrupts a content, parsed apart."""


@cache
def _tail() -> re.Pattern[str]:
    lists = words("speech")
    say = "|".join(lists["tails"])
    word = r"[\w’'.&-]+"
    return re.compile(
        rf"""(?:
          (?:(?:the|a|an|his|her|its|one|another)\s)?{word}(?:\s(?!(?:that|which|who|said)\b){word}){{0,11}}
            (?:,\s[^,“”"]{{3,110}},)?\s(?:(?:has|have|had|also|later|once|then|repeatedly|previously)\s)*(?:{say})
        | (?:{say})\s[^“”"]{{3,140}}?
        )
        (?:(?<=told)\s(?:reporters|journalists|parliament|lawmakers|senators|{word}(?:\s[A-Z]{word}){{0,3}}))?
        (?:\s(?:on|in|at|during|to|late|early|this|last|yesterday|today|by|via|after|before|when|as|from|earlier|here)\b
            [^“”"]{{0,140}})?[.]?[”"]?$""",
        re.X,
    )


_TURN = re.compile(
    r"(?:Q|A|Question|Answer|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}(?:,\s[^:\n]{3,60})?):\s+(?=[A-Z“\"])"
)
_DATELINE = re.compile(r"[A-Z][A-Z .,/'’-]{2,40}(?:,\s[A-Z][\w .]{2,20})?(?:\s\([A-Za-z .]{2,20}\))?\s+[-–—]+\s+")
_COMMA = re.compile(r"[,?!][”\"’]?\s+|[”\"],?\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|do|does|may|might|must|should|\w{3,}ed|be|been)\b",
    re.I,
)
_SHORTEST = 30
_LEAST = 12
"""Characters of the content on each side of a reporting clause that interrupts it."""


def units_of(text: str, sentences: Iterable[Sentence]) -> list[Unit]:
    """The units of the sentences, in order: whole, or content and then reporting clause."""
    units = []
    for sentence in sentences:
        split = _split(text, sentence)
        # The place that a story opens with, or the name that a turn of a transcript opens with, is no part of it.
        dateline = _DATELINE.match(text, sentence.start, sentence.end) or _TURN.match(
            text, sentence.start, sentence.end
        )
        begin = dateline.end() if dateline and dateline.end() < sentence.end - 20 else sentence.start
        if split is None:
            aside = _aside(text, begin, sentence.end)
            if aside:
                # The speaker first: "he" and "the ministry" in what follows look back to it.
                units.append(Unit(sentence, aside.start("clause"), aside.end("clause"), (begin, sentence.end)))
            aside = aside or _sure(text, begin, sentence.end)
            units.append(Unit(sentence, begin, sentence.end, skipped=aside.span() if aside else None))
            continue
        content = (begin, split[0])
        units.append(Unit(sentence, *content))
        units.append(Unit(sentence, split[1], sentence.end, content))
    return units


@cache
def _asides() -> re.Pattern[str]:
    lists = words("speech")
    say, first = "|".join(lists["asides"]), "|".join(lists["asides_first"])
    word = rf"(?!(?:that|which|who|to|{say})\b)[\w’'.&-]+"
    noun = rf"(?:(?:the|a|an|his|her|its|one|some|several|two)\s)?{word}(?:\s{word}){{0,7}}"
    sure = r"(?:\swith\s[\w\s-]{4,30}confidence)?"
    return re.compile(rf",\s(?P<clause>{noun}\s(?:{say}){sure}|(?:{first})\s{noun}),(?=\s)")


_NO_SPEAKER = re.compile(r"(?:which|who|that|as|if|when|while|and|but|or|because|although|having|it|what)\b", re.I)


def _aside(text: str, start: int, end: int) -> re.Match[str] | None:
    """A reporting clause between commas, with the content on both sides of it."""
    for match in _asides().finditer(text, start + _LEAST, end - _LEAST):
        if not _NO_SPEAKER.match(match["clause"]):
            return match
    return None


_SURE = re.compile(
    r",?\swith\s(?:an?\s)?(?:[\w-]+\s){0,2}?(?:low|medium|moderate|high|strong|great|reasonable|full)\s"
    r"(?:[\w-]+\s){0,2}?(?:confidence|certainty|probability)\b(?:,(?=\s))?"
)


def _sure(text: str, start: int, end: int) -> re.Match[str] | None:
    """ "said with high confidence that the service …": the parser hangs the clause on the confidence."""
    if text.find("confidence", start, end) < 0 and text.find("certainty", start, end) < 0:
        return None
    match = _SURE.search(text, start, end)
    return match if match and match.end() < end - _LEAST else None


def _split(text: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where the content ends and the reporting clause begins; None where the sentence does not end in one."""
    for match in _COMMA.finditer(text, sentence.start + _SHORTEST, sentence.end):
        rest = text[match.end() : sentence.end]
        if len(rest) > 330:
            continue
        if not _tail().match(rest) or re.search(r"\bthat\b", rest):
            continue
        if _FINITE.search(text, sentence.start, match.start()):
            return match.start() + 1, match.end()
    return None
