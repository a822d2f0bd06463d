"""The protocol of a reading engine: a document in, a reading out. No clock, no network, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from callout.record.claim import Engine as EngineName
from callout.record.document import Document
from callout.record.reading import Reading


class ReadingEngine(Protocol):
    """`name` and `version` stand in every claim; ids do not depend on them."""

    @property
    def name(self) -> EngineName: ...

    def read(
        self, document: Document, *, speech: bool = False, dropped: bool = False, explain: bool = False
    ) -> Reading:
        """The claims of one document. `speech`, `dropped` and `explain` ask for those parts of the reading."""
        ...

    def read_all(
        self, documents: Iterable[Document], *, speech: bool = False, dropped: bool = False, explain: bool = False
    ) -> Iterator[Reading]:
        """The readings of many documents, in order."""
        ...
