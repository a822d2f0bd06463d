"""Placing what waits: the strands of documents that were added, read anew or decided on are put in their cases.

What must stay true: a ledger's cases are those that its claims and decisions give when they are placed all at once; a
run that was stopped leaves documents waiting, and whoever asks next places them.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache

from callout.cases.bonds import Bonds, decided_strands
from callout.cases.decided import Decided
from callout.cases.fingerprint import Fingerprint
from callout.cases.line import line_of
from callout.cases.near import Facts, Near
from callout.cases.placing import Placed, place
from callout.cases.signs import Signs
from callout.cases.strands import Span, Strand, with_words
from callout.cases.traits import Traits
from callout.cases.words import Words
from callout.ledger import content
from callout.ledger.content import ClaimsWanted, Kept, KeptClaim
from callout.ledger.ledger import Ledger
from callout.ledger.shelf import Placing, StrandRow
from callout.record.claim import Conduct

AT_ONCE = 1_000
"""Documents placed in one transaction: what a run that is stopped has to do again at most."""


def place_waiting(ledger: Ledger, placed: Callable[[int], None] = lambda count: None) -> int:
    """Places the documents that wait, and tells `placed` how many each time. Returns how many there were."""
    total = 0
    known = Known()
    while ledger.waiting():
        count, known = _place_some(ledger, known)
        placed(count)
        total += count
    return total


def decided_in(ledger: Ledger, as_of: dt.datetime | None = None) -> Decided:
    """The decisions that hold, or held at `as_of`."""
    return Decided.by(kept.decision for kept in ledger.decisions(as_of=as_of))


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a ledger: traits by the key of their strand, and by document its strands by key, as claims and
    decisions gave them."""

    traits: dict[str, Traits] = field(default_factory=dict)
    strands: dict[str, dict[str, Strand]] = field(default_factory=dict)

    def documents(self) -> set[str]:
        return {traits.document for traits in self.traits.values()} | self.strands.keys()

    def of(self, documents: Set[str]) -> Known:
        return Known(
            {key: traits for key, traits in self.traits.items() if traits.document in documents},
            {document: strands for document, strands in self.strands.items() if document in documents},
        )


def _place_some(ledger: Ledger, known: Known) -> tuple[int, Known]:
    """Places some of what waits. `known` was read before; what of it waits by now has changed, and is read anew."""
    bonds = Bonds(decided_in(ledger))
    with _without_collecting(), ledger.placing() as placing:
        waiting = placing.rows.pending(AT_ONCE)
        read_before = known.documents()
        shelf = LedgerShelf(placing, bonds, known.of(read_before - placing.rows.waiting_among(read_before)))
        if waiting:
            when = max(since for _, since in waiting)
            changes = place(shelf, shelf.read([document for document, _ in waiting]), bonds)
            placing.rows.record([_row(placed) for placed in changes.placed], changes.gone, when)
            placing.rows.record_lines(shelf.lines(changes.cases), when)
            placing.rows.done(waiting)
    return len(waiting), shelf.used()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Cycles are not searched for meanwhile: a batch makes millions of objects and hardly a cycle, and looking through
    them again and again took two fifths of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def strands_in(
    documents: Sequence[Kept],
    claims: Iterable[KeptClaim],
    conducts: Mapping[str, Sequence[Conduct]],
    decided: Decided,
) -> dict[str, list[Strand]]:
    """The strands of documents, by document, as decisions leave their claims."""
    return decided_strands(
        {kept.document.id: kept.document for kept in documents}, (kept.claim for kept in claims), conducts, decided
    )


@dataclass(slots=True)
class LedgerShelf:
    """The shelf of `cases.placing` over a ledger's rows, within one transaction. What was loaded stays loaded."""

    placing: Placing
    bonds: Bonds
    known: Known
    _placed: dict[str, Placed] = field(default_factory=dict)
    _fingerprints: dict[str, Fingerprint] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    _facts: dict[str, Facts] = field(default_factory=dict)

    def read(self, documents: Sequence[str]) -> dict[str, list[Traits]]:
        """The traits of the strands of documents as their claims and the decisions now give them. Keeps the
        fingerprints of their texts."""
        found = self._read(documents, texts=True)
        told = {document: [self.bonds.renamed(s) for s in with_words(strands)] for document, strands in found.items()}
        new = {document: Fingerprint.of(strands[0].document.text) for document, strands in found.items() if strands}
        self._fingerprints.update(new)
        self.placing.rows.keep_fingerprints({document: new[document].to_json() for document in new})
        traits = {document: [Traits.of(strand) for strand in strands] for document, strands in told.items()}
        for document, strands in told.items():
            self.known.strands[document] = {strand.key: strand for strand in strands}
            self.known.traits.update((one.key, one) for one in traits[document])
        return traits

    def used(self) -> Known:
        """What is known of the documents that were looked at."""
        return self.known.of({placed.strand.document for placed in self._placed.values()})

    def _strands(self, documents: Iterable[str]) -> dict[str, Strand]:
        """The strands of documents by key, without their words."""
        wanted = set(documents)
        missing = sorted(wanted - self.known.strands.keys())
        for document, strands in self._read(missing, texts=False).items():
            self.known.strands[document] = {strand.key: self.bonds.renamed(strand) for strand in strands}
        return {key: strand for d in wanted for key, strand in self.known.strands.get(d, {}).items()}

    def _read(self, documents: Sequence[str], *, texts: bool) -> dict[str, list[Strand]]:
        connection = self.placing.connection
        return strands_in(
            content.documents(connection, texts=texts, ids=documents),
            content.claims(connection, ClaimsWanted(documents=documents)),
            content.conducts(connection, documents=documents),
            self.bonds.decided,
        )

    def days(self) -> Span | None:
        return _span(self.placing.rows.days())

    def sharing(self, asked: Mapping[str, Iterable[int]], least: int) -> Iterator[tuple[str, dict[str, int]]]:
        for asker, shared in self.placing.rows.sharing(asked, least):
            self._look_up(shared)
            yield asker, {self._keys[number]: shows for number, shows in shared.items()}

    def facts(self, keys: Iterable[str]) -> dict[str, Facts]:
        return {key: self._facts[key] for key in keys}

    def _look_up(self, numbers: Iterable[int]) -> None:
        for brief in self.placing.rows.briefs([number for number in numbers if number not in self._keys]):
            self._keys[brief.number] = brief.key
            self._facts[brief.key] = Facts(_span(brief.days), _codes(brief.accused), _codes(brief.places))

    def of_documents(self, documents: Iterable[str]) -> set[str]:
        return self.placing.rows.keys_of("document", documents)

    def of_components(self, components: Iterable[str]) -> set[str]:
        return self.placing.rows.keys_of("component", components)

    def naming(self, keys: Iterable[str], least: float = 0.0) -> set[str]:
        return self.placing.rows.naming(keys, least)

    def placed(self, keys: Iterable[str]) -> dict[str, Placed]:
        wanted = set(keys)
        rows = self.placing.rows.rows(wanted - self._placed.keys())
        # Where an older callout placed it, there are no traits: they are made of its claims.
        unread = {row.document for row in rows.values() if row.traits is None and row.key not in self.known.traits}
        strands = self._strands(unread) if unread else {}
        for key, row in rows.items():
            if key not in self.known.traits and row.traits is not None:
                self.known.traits[key] = Traits.from_json(row.traits, row.words)
            elif key not in self.known.traits and key in strands:
                self.known.traits[key] = Traits.of(replace(strands[key], words=Words.from_json(row.words)))
            # A strand whose document waits to be read anew may be gone already: it is removed when its turn comes.
            if key in self.known.traits:
                self._placed[key] = _placed(row, self.known.traits[key])
        return {key: self._placed[key] for key in wanted if key in self._placed}

    def remove(self, keys: Iterable[str]) -> None:
        gone = list(keys)
        for key in gone:
            self._placed.pop(key, None)
        self._keys.clear()
        self.placing.rows.remove(gone)

    def put(self, placed: Sequence[Placed], signs: Mapping[str, Signs]) -> None:
        for one in placed:
            self._placed[one.strand.key] = one
            self._facts[one.strand.key] = Facts.of(one.strand)
        self.placing.rows.put([_row(one) for one in placed], {key: found.shown for key, found in signs.items()})

    def lines(self, cases: Iterable[str]) -> dict[str, str | None]:
        """What lists say of cases, by id; None for those that have no strand any more."""
        by_case: dict[str, list[Placed]] = {case: [] for case in sorted(cases)}
        for one in self.placed(self.placing.rows.keys_of("case_id", by_case)).values():
            by_case[one.case].append(one)
        documents = {one.strand.document for members in by_case.values() for one in members}
        strands, prints = self._strands(documents), self._printed(documents)
        lines: dict[str, str | None] = dict.fromkeys(by_case)
        for case, members in by_case.items():
            told = [strands[p.strand.key] for p in members if p.strand.key in strands]
            if not all(strand.is_bare for strand in told):
                lines[case] = line_of(case, told, prints, self.bonds.decided).model_dump_json()
        return lines

    def _printed(self, documents: set[str]) -> Mapping[str, Fingerprint]:
        missing = sorted(documents - set(self._fingerprints))
        if missing:
            self._fingerprints.update(read_fingerprints(content.fingerprints(self.placing.connection, missing)))
        return self._fingerprints


def read_fingerprints(written: Mapping[str, str]) -> dict[str, Fingerprint]:
    return {document: Fingerprint.from_json(body) for document, body in written.items()}


@lru_cache(maxsize=100_000)
def _span(days: tuple[str, str] | None) -> Span | None:
    return (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[1])) if days else None


@lru_cache(maxsize=100_000)
def _codes(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _row(placed: Placed) -> StrandRow:
    traits, facts = placed.strand, Facts.of(placed.strand)
    return StrandRow(
        key=traits.key,
        document=traits.document,
        component=placed.component,
        case_id=placed.case,
        days=(facts.day[0].isoformat(), facts.day[1].isoformat()) if facts.day else None,
        accused=" ".join(sorted(facts.accused)),
        places=" ".join(sorted(facts.places)),
        reasons=placed.reasons,
        traits=traits.to_json(),
        words=traits.told,
        near=tuple((near.key, near.likeness) for near in placed.near),
    )


def _placed(row: StrandRow, traits: Traits) -> Placed:
    return Placed(
        strand=traits,
        near=tuple(Near(key, likeness) for key, likeness in row.near),
        component=row.component,
        case=row.case_id,
        reasons=row.reasons,
    )
