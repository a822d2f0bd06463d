"""Sourcing: where a report says that what it repeats was said first ("said in a statement", "told Reuters", "citing").

What must stay true: each mention is an exact stretch of the text, and the search is linear in its length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache
from importlib import resources

from callout.knowledge.files import names_in, table

MOST = 40
"""Mentions that are kept of a text. A text with more is a survey of what others said."""

SENTENCE = 600
"""Characters to each side in which the bounds of the mention's sentence are looked for."""

_ENDS = re.compile(r"[.!?][\"'”’»)]*(?=\s)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name an origin, with their offsets; those of the sentence that they stand in; the outlet, where it is
    one ("Reuters"; None for "said in a statement")."""

    start: int
    end: int
    exact: str
    sentence_start: int
    sentence_end: int
    outlet: str | None = None

    def written(self) -> list[int | str | None]:
        return list(astuple(self))


def named_in(text: str) -> tuple[Named, ...]:
    """The origins that a text names, in order; an outlet's name goes before the form of what it holds."""
    found: dict[int, Named] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(mention.start < end and start < mention.end for mention in found.values()):
                continue
            outlet = match.groupdict().get("outlet")
            found[start] = Named(start, end, match.group(), *_sentence(text, start, end), _plain(outlet))
            if len(found) >= 4 * MOST:
                break
    return tuple(found[start] for start in sorted(found))[:MOST]


def outlet_key(name: str) -> str:
    """What two spellings of an outlet have in common."""
    return _outlets_known().get(name.casefold(), name).casefold().removeprefix("the ")


def _plain(outlet: str | None) -> str | None:
    if outlet is None:
        return None
    return _outlets_known().get(outlet.casefold()) or outlet


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(0, start - SENTENCE)
    for match in _ENDS.finditer(text, begin, start):
        begin = match.end()
    after = _ENDS.search(text, max(start, end - 1), min(len(text), end + SENTENCE))
    return begin, after.end() if after else min(len(text), end + SENTENCE)


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((resources.files("callout.cases") / "sourcing.toml").read_text(encoding="utf-8"))


@cache
def _outlets_known() -> dict[str, str]:
    """The name under which an outlet is known, by each of its names in small letters."""
    return {
        name.casefold(): row["name"] for row in table("media") for name in (row["name"], *names_in(row["other_names"]))
    }


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = _lists()
    known = {name for row in table("media") for name in (row["name"], *names_in(row["other_names"]))}
    last = _any(lists["outlets"])
    outlet = rf"(?P<outlet>(?=[A-Z])(?:{_any(known)})|(?:[A-Z][\w'’&.-]{{0,30}} ){{1,3}}(?:{last}))\b"
    the, press, proper = "(?:[Tt]he )?", _any(lists["press"]), r"[A-Z][\w’'&-]{0,30}"
    form = rf"(?:an? |the |its |his |her |their )(?:(?:{_any(lists['kinds'])}),? ){{0,3}}(?:{_any(lists['forms'])})\b"
    saying, taking = _any(lists["saying"]), _any(lists["taking"])
    reporting = _any(lists["reporting"])
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b(?:{taking}) (?:the )?(?:state |{proper} )?(?:{press}) (?P<outlet>{proper}(?: {proper}){{0,3}})",
            rf"\b(?:{taking}) {the}{outlet}(?!’s|'s)",
            rf"\b{the}{outlet}(?: (?:{press}))? (?:{reporting})\b",
            rf"\b(?:{saying}) (?:(?:on |this )?\w+day )?in {form}",
            rf"\b[Aa]ccording to {form}(?: (?:by|from|of|in) {the}{outlet.replace('(?P<outlet>', '(?:', 1)})?",
            rf"\bciting (?:{form}|(?:\w+ )?(?:{_any(lists['unnamed'])}))",
            rf"\btold (?:{_any(lists['audiences'])})\b",
            rf"\b[Ii]n {form}(?= (?:on|published|issued|released|posted|sent|broadcast)\b|,)",
        )
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
