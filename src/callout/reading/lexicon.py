"""The word lists of `words/`, and one automaton that finds all their terms in a text at once.

A term matches in any case at word boundaries. `*` at its end stands for any ending, `-` at its start
for "after a word and a hyphen" (`-linked`), `?` inside for s or z. A category is the path of the list:
`cyber.kinds.espionage`, `hedges.negating`.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from callout.knowledge.names import folded


@cache
def words(name: str) -> Mapping[str, Any]:
    """One word file as it stands."""
    path = resources.files("callout.reading") / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_set(name: str, *path: str) -> frozenset[str]:
    """One list of a word file, as a set for look-up of lemmas."""
    found: Any = words(name)
    for key in path:
        found = found[key]
    return frozenset(found)


class Term(NamedTuple):
    """A term found in a text: code-point offsets, end exclusive."""

    start: int
    end: int
    category: str


_FOUND = ("cyber", "actors.ties", "hedges", "answers", "speech.tails")
"""The paths whose terms are looked for in texts. Other lists are sets of lemmas, and half of all words are in one."""


class Lexicon:
    """Built once (`lexicon()`); holds no text."""

    def __init__(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        categories: dict[str, list[tuple[str, bool]]] = {}
        for path in _FOUND:
            for category, term in _listed(path):
                prefix = term.endswith("*")
                for written in _expanded(term.rstrip("*")):
                    categories.setdefault(written, []).append((category, prefix))
        self._patterns = list(categories)
        self._categories = [categories[p] for p in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)
        self._below = _paths({category for listed in self._categories for category, _ in listed})

    def find(self, text: str) -> Terms:
        low = folded(text)
        found: list[Term] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start].isalnum() and low[start - 1].isalnum():
                continue
            continued = end < len(low) and low[end].isalnum() and low[end - 1].isalnum()
            for category, prefix in self._categories[index]:
                if prefix or not continued:
                    found.append(Term(start, end, category))
        found.sort(key=itemgetter(0, 1))
        return Terms(found, self._below)


def _paths(categories: Iterable[str]) -> dict[str, list[str]]:
    """The categories below each path: "hedges.confidence.high" is also found as "hedges.confidence", "hedges" and
    ""."""
    below: dict[str, list[str]] = {"": []}
    for category in categories:
        path = category
        while path:
            below.setdefault(path, []).append(category)
            path = path.rpartition(".")[0]
        below[""].append(category)
    return below


class Terms:
    """The terms of one text, looked up by stretch and category."""

    def __init__(self, terms: list[Term], below: Mapping[str, Sequence[str]]) -> None:
        self._all = terms
        self._below = below
        self._places: dict[str, list[int]] = {}
        for place, term in enumerate(terms):
            self._places.setdefault(term.category, []).append(place)
        self._under: dict[str, tuple[list[int], list[Term]]] = {}

    def _of(self, category: str) -> tuple[list[int], list[Term]]:
        """The starts and the terms of a category and of all below it, put together when they are first asked for.
        Raises KeyError where its terms are not looked for in texts."""
        known = self._under.get(category)
        if known is None:
            if category and not any(f"{category}.".startswith(f"{path}.") for path in _FOUND):
                raise KeyError(f"terms of {category!r} are not looked for in texts: {_FOUND} are")
            places = [self._places[name] for name in self._below.get(category, ()) if name in self._places]
            terms = [self._all[place] for place in sorted(chain(*places))]
            known = self._under[category] = [term.start for term in terms], terms
        return known

    def within(self, start: int, end: int, category: str = "") -> Iterator[Term]:
        """The terms that lie in `text[start:end]`, of a category or of all below it (`hedges.confidence`)."""
        starts, found = self._of(category)
        for index in range(bisect_left(starts, start), len(found)):
            term = found[index]
            if term.start >= end:
                return
            if term.end <= end:
                yield term

    def any(self, start: int, end: int, category: str) -> bool:
        starts, found = self._of(category)
        for index in range(bisect_left(starts, start), len(found)):
            if starts[index] >= end:
                return False
            if found[index].end <= end:
                return True
        return False


def _listed(path: str) -> Iterator[tuple[str, str]]:
    """The categories at a path and below it, each with its terms."""
    file, *keys = path.split(".")
    found: Any = words(file)
    for key in keys:
        found = found[key]
    return _terms(found, path)


def _terms(found: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield from _terms(value, f"{path}.{key}")
    elif isinstance(found, list):
        for term in found:
            yield path, term.lower()


def _expanded(term: str) -> list[str]:
    if "?" not in term:
        return [term]
    return [term.replace("?", "s"), term.replace("?", "z")]


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process."""
    return Lexicon()
