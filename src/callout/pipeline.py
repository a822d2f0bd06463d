"""The whole way: inputs to documents, documents to readings, readings to the ledger, the ledger to cases.

The only file that knows all of it. One document at a time: a run that is stopped leaves a ledger that the next run
completes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from callout.cases.assemble import assemble
from callout.errors import SourceError
from callout.ledger.ledger import Added, Ledger
from callout.reading.engine import ReadingEngine
from callout.record.case import Case
from callout.record.document import Document
from callout.record.reading import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """One input, read and added; or refused, with the reason."""

    reading: Reading | None
    added: Added | None
    error: SourceError | None


def add_all(inputs: Iterable[Document | SourceError], engine: ReadingEngine, ledger: Ledger) -> Iterator[Step]:
    """Reads and adds each input in turn. A refused input is reported and the rest goes on."""
    refused: list[SourceError] = []
    for reading in engine.read_all(_documents_of(inputs, refused)):
        yield from (Step(None, None, error) for error in _drained(refused))
        yield Step(reading, ledger.add(reading), None)
    yield from (Step(None, None, error) for error in _drained(refused))


def _documents_of(inputs: Iterable[Document | SourceError], refused: list[SourceError]) -> Iterator[Document]:
    """The documents of the inputs; what was refused goes to `refused`."""
    for found in inputs:
        if isinstance(found, SourceError):
            refused.append(found)
        else:
            yield found


def _drained(refused: list[SourceError]) -> list[SourceError]:
    errors = refused[:]
    refused.clear()
    return errors


def cases_of(ledger: Ledger, *, as_of: dt.datetime | None = None) -> list[Case]:
    """The cases as they were known at `as_of`."""
    documents = {kept.document.id: kept.document for kept in ledger.documents(as_of=as_of)}
    claims = [kept.claim for kept in ledger.claims(as_of=as_of)]
    return assemble(documents, claims, ledger.conducts(as_of=as_of))


def main_case_of(cases: Iterable[Case]) -> dict[str, str]:
    """For each document the case that most of its claims belong to; the earlier by title where two are equal."""
    best: dict[str, tuple[int, str]] = {}
    for case in sorted(cases, key=lambda c: (c.title, c.id)):
        for report in case.reports:
            if report.document not in best or report.claims > best[report.document][0]:
                best[report.document] = (report.claims, case.id)
    return {document: case for document, (_, case) in best.items()}
