"""A shelf in memory: for cases of documents that are at hand, and for placing a whole ledger anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from callout.cases.near import Facts
from callout.cases.placing import Placed
from callout.cases.signs import Signs
from callout.cases.strands import Span


class MemoryShelf:
    def __init__(self) -> None:
        self._placed: dict[str, Placed] = {}
        self._showing: dict[int, set[str]] = {}
        self._shown: dict[str, frozenset[int]] = {}
        self._by_document: dict[str, set[str]] = {}
        self._by_component: dict[str, set[str]] = {}
        self._naming: dict[str, set[str]] = {}
        self._days: Span | None = None

    def days(self) -> Span | None:
        return self._days

    def sharing(self, asked: Mapping[str, Iterable[int]], least: int) -> Iterator[tuple[str, dict[str, int]]]:
        for key, signs in asked.items():
            found = Counter(chain.from_iterable(self._showing.get(sign, ()) for sign in signs))
            yield key, {other: count for other, count in found.items() if count >= least}

    def facts(self, keys: Iterable[str]) -> dict[str, Facts]:
        return {key: Facts.of(self._placed[key].strand) for key in keys if key in self._placed}

    def placed(self, keys: Iterable[str]) -> dict[str, Placed]:
        return {key: self._placed[key] for key in keys if key in self._placed}

    def of_documents(self, documents: Iterable[str]) -> set[str]:
        return set().union(*(self._by_document.get(d, ()) for d in documents))

    def of_components(self, components: Iterable[str]) -> set[str]:
        return set().union(*(self._by_component.get(c, ()) for c in components))

    def naming(self, keys: Iterable[str], least: float = 0.0) -> set[str]:
        return {
            other
            for key in keys
            for other in self._naming.get(key, ())
            if any(near.key == key and near.likeness >= least for near in self._placed[other].near)
        }

    def remove(self, keys: Iterable[str]) -> None:
        for key in list(keys):
            self._forget_place(key)
            for sign in self._shown.pop(key):
                self._showing[sign].discard(key)
            self._by_document[self._placed.pop(key).strand.document].discard(key)

    def put(self, placed: Sequence[Placed], signs: Mapping[str, Signs]) -> None:
        for one in placed:
            key = one.strand.key
            if key in self._placed:
                self._forget_place(key)
            self._placed[key] = one
            self._by_document.setdefault(one.strand.document, set()).add(key)
            if one.component:
                self._by_component.setdefault(one.component, set()).add(key)
            for near in one.near:
                self._naming.setdefault(near.key, set()).add(key)
            if key in signs:
                self._shown[key] = signs[key].shown
                for sign in signs[key].shown:
                    self._showing.setdefault(sign, set()).add(key)
            day = one.strand.day
            if day:
                first, last = self._days or day
                self._days = min(first, day[0]), max(last, day[1])

    def by_case(self) -> dict[str, list[Placed]]:
        """Everything kept that is in a case, by case, in order of key."""
        found: dict[str, list[Placed]] = {}
        for key in sorted(self._placed):
            found.setdefault(self._placed[key].case, []).append(self._placed[key])
        return {case: placed for case, placed in found.items() if not all(p.strand.bare for p in placed)}

    def _forget_place(self, key: str) -> None:
        was = self._placed[key]
        self._by_component.get(was.component, set()).discard(key)
        for near in was.near:
            self._naming[near.key].discard(key)
