"""What newsrooms do to a text before they print it: cut, reorder, rephrase, re-headline. The same seed, the same copy.

A copy keeps the first sentence and those that make the claim, and changes how they are put. Word lists are in
`gold/rewriting.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LISTS = Path(__file__).resolve().parent / "gold" / "rewriting.toml"

Paragraphs = list[list[str]]

# How a copy was made, from the least to the most that was changed.
KINDS = ("light", "cut", "edited", "hard", "brief")

_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]\"))\s+(?=[\"A-Z])")
_DATELINE = re.compile(r"^[A-Z][A-Z .]+, [A-Z][a-z]+\.? \d+ \([\w ]+\) -{1,2} ")
_REPORTED = re.compile(r"^((?:(?! said | that )[^:]){3,60}?) said( (?:on )?(?:this )?\w+day)? that ((?:(?!\").)+)\.$")
_QUOTED = re.compile(r"^\"([^\"]+),\" ([^\"]+)\.$")
_TAIL = re.compile(r", (?:which|who|whose|where|so that|although|though|among them|and its|and the|as) [^,\"]+\.$")
_ASIDE = re.compile(r"(?<=\w), (?!and |or |but |so |which )[^,\"]{8,60},(?= (?!and |or )[a-z])")
_CLAIM = re.compile(r"\b(?:was behind|accused|blamed?|blames|suspects)\b")
_SAID_FIRST = re.compile(r"^said (.+)$")


@cache
def lists() -> dict[str, Any]:
    """The word lists of the newsroom."""
    return tomllib.loads(LISTS.read_text(encoding="utf-8"))


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(lists()["words"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def split(text: str) -> Paragraphs:
    """The sentences of each paragraph, without the agency's dateline."""
    return [_SENTENCE_END.split(_DATELINE.sub("", paragraph)) for paragraph in text.split("\n\n")]


def join(paragraphs: Paragraphs) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


@dataclass(frozen=True, slots=True)
class Strength:
    """How much of a text changes; shares from 0 to 1."""

    drop: float  # sentences left out
    reword: float  # phrases of the list replaced
    recast: float  # sentences put another way round
    reorder: float  # chance that paragraphs change places
    lead: float  # chance of a paragraph of the newsroom's own in front
    quotation: float  # chance that the quotation is cut or left out


_STRENGTHS = {
    "light": Strength(drop=0.05, reword=0.0, recast=0.0, reorder=0.0, lead=0.0, quotation=0.0),
    "cut": Strength(drop=0.0, reword=0.05, recast=0.0, reorder=0.0, lead=0.1, quotation=0.0),
    "edited": Strength(drop=0.25, reword=0.35, recast=0.3, reorder=0.4, lead=0.25, quotation=0.3),
    "hard": Strength(drop=0.4, reword=0.9, recast=0.85, reorder=0.7, lead=0.35, quotation=0.4),
    "brief": Strength(drop=0.6, reword=0.7, recast=0.7, reorder=0.3, lead=0.1, quotation=0.5),
}


def rewrite(paragraphs: Paragraphs, kind: str, quotation: str, rng: Random) -> Paragraphs:
    """A copy of a text as a newsroom prints it, before its house style.

    `quotation` is the words between the quotation marks of the sentence that all reports of the statement share.
    """
    how = _STRENGTHS[kind]
    first, rest = paragraphs[0], [list(sentences) for sentences in paragraphs[1:]]
    if kind == "cut":
        rest = _cut(rest, rng.randint(1, max(1, len(rest) - 2)))
    if rng.random() < how.quotation:
        rest = _without_quotation(rest, quotation, rng)
    rest = [
        [s for s in sentences if _CLAIM.search(s) or quotation in s or rng.random() >= how.drop] for sentences in rest
    ]
    first = first[:1] + [s for s in first[1:] if _CLAIM.search(s) or rng.random() >= how.drop]
    rest = [sentences for sentences in rest if sentences]
    if kind == "brief":
        rest = _cut(rest, 2)
    if rng.random() < how.reorder:
        rng.shuffle(rest)
    if rng.random() < how.reorder:
        rest = _broken_elsewhere(rest, rng)
    copy = [[_put(s, how, quotation, rng) for s in sentences] for sentences in [first, *rest]]
    if rng.random() < how.lead:
        copy.insert(0, [rng.choice(lists()["leads"]).format(place=rng.choice(lists()["places"]))])
    return copy


def _cut(paragraphs: Paragraphs, length: int) -> Paragraphs:
    """The first paragraphs, and of the rest the claim."""
    claims = [[s for s in sentences if _CLAIM.search(s)] for sentences in paragraphs[length:]]
    return paragraphs[:length] + [sentences for sentences in claims if sentences]


def cut_to(paragraphs: Paragraphs, quotation: str) -> Paragraphs:
    """The first sentence and those that make the claim or hold the quotation ("" for none)."""
    kept = [[s for s in ss if _CLAIM.search(s) or (quotation and quotation in s)] for ss in paragraphs[1:]]
    return [paragraphs[0][:1], *(sentences for sentences in kept if sentences)]


def _without_quotation(paragraphs: Paragraphs, quotation: str, rng: Random) -> Paragraphs:
    """Leaves the quotation out, or all of it after its first comma or before its last."""
    parts = quotation.split(", ")
    kept = rng.choice([parts[0], parts[-1]]) if len(parts) > 1 and rng.random() < 0.6 else ""
    if len(kept.split()) < 4:
        return [[s for s in sentences if quotation not in s] for sentences in paragraphs]
    kept = kept[0].upper() + kept[1:]
    return [[s.replace(quotation, kept) for s in sentences] for sentences in paragraphs]


def _broken_elsewhere(paragraphs: Paragraphs, rng: Random) -> Paragraphs:
    """The same sentences with other breaks between paragraphs."""
    broken: Paragraphs = []
    for sentence in (s for sentences in paragraphs for s in sentences):
        if broken and rng.random() < 0.6:
            broken[-1].append(sentence)
        else:
            broken.append([sentence])
    return broken


def _put(sentence: str, how: Strength, quotation: str, rng: Random) -> str:
    if rng.random() < how.recast and quotation not in sentence:
        sentence = _ASIDE.sub("", sentence, count=1)
    if rng.random() < how.recast:
        sentence = _recast(sentence, rng)
    if how.reword == 0:
        return sentence
    # A newsroom may cut a quotation and never rewords it.
    parts = sentence.split(quotation)
    return quotation.join(_phrases().sub(lambda phrase: _other(phrase[0], how, rng), part) for part in parts)


def _other(phrase: str, how: Strength, rng: Random) -> str:
    choices: dict[str, list[str]] = lists()["words"]
    return rng.choice(choices[phrase]) if rng.random() < how.reword else phrase


def _recast(sentence: str, rng: Random) -> str:
    """The speaker after what was said and the other way round; a subordinate clause at the end left out."""
    if quoted := _QUOTED.match(sentence):
        words, speaker = quoted[1], quoted[2]
        if said := _SAID_FIRST.match(speaker):
            speaker = f"{said[1]} said"
        return f'{speaker[0].upper()}{speaker[1:]}: "{words}."'
    if reported := _REPORTED.match(sentence):
        speaker, day, content = reported[1], reported[2] or "", reported[3]
        if speaker.split()[0] in ("The", "A", "Its", "Their", "His", "Her"):
            speaker = speaker[0].lower() + speaker[1:]
        return f"{content[0].upper()}{content[1:]}, {speaker} said{day}."
    if '"' not in sentence and rng.random() < 0.6:
        return _TAIL.sub(".", sentence)
    if '"' not in sentence and sentence.startswith(("The ", "A ", "In ", "It ", "They ")):
        connectives: list[str] = lists()["connectives"]
        return rng.choice(connectives) + sentence[0].lower() + sentence[1:]
    return sentence


@dataclass(frozen=True, slots=True)
class House:
    """A newsroom's ways: quotation marks, spelling, where it credits the agency."""

    marks: str
    american: bool
    credit: str
    agency: str

    @classmethod
    def drawn(cls, rng: Random) -> House:
        marks = rng.choice(['""', '""', "“”", "“”", "‘’", "«»"])
        credit = rng.choice(["dateline", "dateline", "end", "byline", "none"])
        return cls(marks, rng.random() < 0.5, credit, rng.choice(lists()["agencies"]))

    def set(self, paragraphs: Paragraphs, city: str, day: str, rng: Random) -> str:
        """The text as this house prints it. `day` is as "March 4"."""
        text = join(paragraphs)
        if self.american:
            for british, american in lists()["spelling"].items():
                text = re.sub(rf"\b{british}\b", american, text)
        opening, closing = self.marks[0], self.marks[1]
        text = re.sub(r'"([^"]*)"', rf"{opening}\1{closing}", text)
        if self.credit == "dateline":
            dash = rng.choice(["-", "--", "—", "–"])
            return f"{rng.choice([city, city.title()])}, {day} ({self.agency}) {dash} {text}"
        if self.credit == "byline":
            return f"{self.agency}, {city.title()}\n\n{text}"
        if self.credit == "end":
            return f"{text}\n\n({self.agency})"
        return f"{text}\n\n{rng.choice(lists()['closings'])}" if rng.random() < 0.5 else text


def headline(titles: Sequence[str], kind: str, rng: Random) -> str:
    """A headline for a copy: one of the story's, or one made of it."""
    if kind == "light" and rng.random() < 0.5:
        return titles[0]
    title = rng.choice(list(titles))
    return rng.choice(lists()["headlines"]).format(title) if rng.random() < 0.4 else title
