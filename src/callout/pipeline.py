"""The whole way: inputs to documents, documents to readings, readings to the ledger, the ledger to cases.

The only file that knows all of it. One document at a time: a run that is stopped leaves a ledger that the next run
completes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from callout.casebook.shelf import AT_ONCE, place_waiting
from callout.errors import SourceError
from callout.ledger.adding import Added
from callout.ledger.ledger import Ledger
from callout.reading.engine import ReadingEngine
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
        if ledger.waiting() >= AT_ONCE:
            place_waiting(ledger)
    yield from (Step(None, None, error) for error in _drained(refused))
    place_waiting(ledger)


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
