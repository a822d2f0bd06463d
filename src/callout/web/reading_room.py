"""Reading for the site, in a process of its own: a page that is read for long holds up no visitor, and a file that
breaks a parser breaks that process alone.

One input at a time. What takes too long is given up, with its process; the next input starts a new one.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from callout.errors import CalloutError, FetchRefused, SourceError
from callout.record.document import Document
from callout.record.reading import Dropped, Reading

SECONDS = 600.0
"""After which a reading is given up."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page to be fetched (public addresses only)."""

    url: str


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that somebody gave under a name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text whose title, source and date its giver has stated."""

    document: Document


@dataclass(frozen=True, slots=True)
class WhatWasDropped:
    """The question what of a document looked like a claim and was not written."""

    document: Document


Order = Address | Upload | Pasted | WhatWasDropped
Answer = list[Reading | SourceError] | tuple[Dropped, ...] | CalloutError


class ReadingRoom:
    """Safe to use from several threads: they wait for each other."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def read(self, order: Address | Upload | Pasted) -> Sequence[Reading | SourceError]:
        """The readings of an input. Raises SourceError where it is given up, EngineError where nothing can be read."""
        answer = self._ask(order, _name_of(order))
        assert isinstance(answer, list)  # noqa: S101 - what `_answer` gives for these orders
        return answer

    def dropped(self, document: Document) -> tuple[Dropped, ...]:
        """What of a document was not written, with the reasons. Raises as `read`."""
        answer = self._ask(WhatWasDropped(document), document.uri)
        assert isinstance(answer, tuple)  # noqa: S101
        return answer

    def close(self) -> None:
        with self._lock:
            self._end()

    def _ask(self, order: Order, name: str) -> list[Reading | SourceError] | tuple[Dropped, ...]:
        with self._lock:
            line = self._open_line()
            try:
                line.send(order)
                if not line.poll(self._seconds):
                    self._end()
                    raise SourceError(
                        name,
                        f"reading it took over {self._seconds:.0f} s",
                        "Add it with `callout add`, or a part of it",
                    )
                answer: Answer = line.recv()
            except (EOFError, OSError):
                self._end()
                raise SourceError(
                    name, "the process that read it broke", "Save the text of the report and add that"
                ) from None
        if isinstance(answer, CalloutError):
            raise answer
        return answer

    def _open_line(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self._end()
            # A fresh process: a copy of this one would share its threads' locks.
            context = get_context("spawn")
            self._line, far = context.Pipe()
            self._process = context.Process(target=_serve, args=(far,), daemon=True, name="callout reading")
            self._process.start()
            far.close()
        return self._line

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _name_of(order: Address | Upload | Pasted) -> str:
    if isinstance(order, Address):
        return order.url
    return order.name if isinstance(order, Upload) else order.document.uri


def _serve(line: Connection) -> None:
    """What the process does: answers orders until the line is closed."""
    while True:
        try:
            order = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: Answer = _answer(order)
        except CalloutError as error:
            answer = error
        except KeyboardInterrupt:
            return
        line.send(answer)


def _answer(order: Order) -> Answer:
    from callout.reading.rules import RulesEngine
    from callout.sources.open import open_bytes, open_inputs

    engine = RulesEngine()
    if isinstance(order, WhatWasDropped):
        return engine.read(order.document, dropped=True).dropped or ()
    if isinstance(order, Pasted):
        return [engine.read(order.document)]
    if isinstance(order, Address):
        # What is no web address would be opened as a file.
        if not order.url.lower().startswith(("http://", "https://")):
            raise FetchRefused(order.url, "only http and https addresses are fetched", "Save the file and give that")
        inputs = open_inputs([order.url])
    else:
        inputs = open_bytes(order.data, order.name)
    return [found if isinstance(found, SourceError) else engine.read(found) for found in inputs]
