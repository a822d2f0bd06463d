"""Institutions of which every state has one: parliament, central bank, coast guard. A victim that is told by such a
noun is known from others by its state.

What must stay true: one noun stands for all words for an institution, so that "Poland's Senate" and "the Polish lower
house" are its parliament.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from callout.knowledge.files import names_in, table
from callout.knowledge.states import states


class Institution(NamedTuple):
    """`text[start:end]` names an institution: `noun` is the first of the words for it, in lower case."""

    start: int
    end: int
    noun: str


def find_institutions(text: str, start: int, end: int) -> Iterator[Institution]:
    for match in _pattern().finditer(text, start, end):
        yield Institution(match.start(), match.end(), _nouns()[match.group().lower()])


def is_institution(noun: str) -> bool:
    return noun in _named()


def institution_of(noun: str, country: str) -> str:
    """How the institution of a state, by its ISO code, is called among the targets of a conduct."""
    return f"{noun} of {states()[country].name}"


def known_as(name: str) -> str | None:
    """What an institution with a name of its own is: the Storting is the parliament of Norway. None for other names."""
    return _own_names().get(name)


@cache
def _own_names() -> dict[str, str]:
    named = [(row["name"], row["noun"], row["country"]) for row in table("institution_names")]
    for row in table("bodies"):
        if row["kind"] == "parliament" and row["country"] in states():
            named += [(name, "parliament", row["country"]) for name in (row["name"], *names_in(row["other_names"]))]
    return {name: institution_of(noun, country) for name, noun, country in named}


@cache
def _nouns() -> dict[str, str]:
    """By each of the words for it, in lower case."""
    return {form.lower(): row["name"] for row in table("institutions") for form in _forms(row)}


@cache
def _named() -> frozenset[str]:
    return frozenset(_nouns().values())


def _forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *names_in(row["other_names"])]


@cache
def _pattern() -> re.Pattern[str]:
    written = "|".join(re.escape(form) for form in sorted(_nouns(), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.I)
