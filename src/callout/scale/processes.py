"""Reading on several processes of one machine: documents out in batches, readings back in order.

What must stay true: the readings are those of one process, in the same order; only a few batches are under way at once,
so that memory does not grow with the number of documents; a worker writes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from callout.reading.rules import RulesEngine, batches
from callout.record.document import Document
from callout.record.reading import Reading

_CHARACTERS = 40_000
"""Of the documents of a batch: enough for the parser's own batches, and little to wait for."""
_AHEAD = 3
"""Batches for each process that are under way."""


def read_on(
    jobs: int, documents: Iterable[Document], *, speech: bool = False, dropped: bool = False, explain: bool = False
) -> Iterator[Reading]:
    """The readings of documents on `jobs` processes. What a worker raises is raised here, and the rest is given up."""
    # Workers start anew: a copy of this process would share its threads' locks.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        try:
            for batch in batches(documents, _CHARACTERS):
                waiting.append(pool.submit(_read, batch, speech, dropped, explain))
                if len(waiting) > jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@cache
def _engine() -> RulesEngine:
    return RulesEngine()


def _read(batch: list[Document], speech: bool, dropped: bool, explain: bool) -> list[Reading]:
    return list(_engine().read_all(batch, speech=speech, dropped=dropped, explain=explain))
