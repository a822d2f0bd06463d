"""Adding documents while the pages go on: jobs that are read one after another, and what has become of each.

What must stay true: a job is recorded whole or says why not; the same document twice leads to the first; the number of
jobs that wait is bounded, and so is what is remembered of those done.
"""

from __future__ import annotations

import datetime as dt
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from callout.casebook.shelf import place_waiting
from callout.errors import CalloutError, RequestError, SourceError
from callout.ledger.ledger import Ledger
from callout.web.reading_room import Address, Pasted, ReadingRoom, Upload

WAITING = 50
REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: recorded (`new` or known before), or refused."""

    name: str
    document: str | None = None
    title: str | None = None
    new: bool = False
    claims: int = 0
    error: str | None = None


@dataclass(slots=True)
class Job:
    """`state` goes from `waiting` over `reading` to `done`."""

    id: str
    names: tuple[str, ...]
    orders: tuple[Address | Upload | Pasted, ...] = field(repr=False)
    state: str = "waiting"
    outcomes: list[Outcome] = field(default_factory=list)
    begun_at: dt.datetime | None = None

    @property
    def only(self) -> Outcome | None:
        """The one outcome of a job that is done and has no other."""
        return self.outcomes[0] if self.state == "done" and len(self.outcomes) == 1 else None


class Adding:
    """One thread reads and records, and tells `written` each time. `close` lets the running document end."""

    def __init__(self, ledger: Ledger, room: ReadingRoom, written: Callable[[], None]) -> None:
        self._ledger = ledger
        self._written = written
        self._room = room
        self._queue: queue.Queue[Job | None] = queue.Queue(maxsize=WAITING)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="callout adding", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join(timeout=10)

    def submit(self, orders: Sequence[Address | Upload | Pasted]) -> Job:
        """A new job. Raises RequestError (503) where too many wait."""
        job = Job(secrets.token_urlsafe(12), tuple(_name(order) for order in orders), tuple(orders))
        try:
            self._queue.put_nowait(job)
        except queue.Full:
            raise RequestError("adding", f"{WAITING} jobs wait already", "Try again in a minute", 503) from None
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED:
                self._jobs.popitem(last=False)
        return job

    def job(self, job_id: str) -> Job:
        """Raises RequestError (404) for one that is not remembered."""
        with self._lock:
            found = self._jobs.get(job_id)
        if found is None:
            raise RequestError(
                job_id, "no such job is remembered", "What was read is in the ledger: search for it", 404
            )
        return found

    def before(self, job: Job) -> int:
        """How many jobs wait before this one."""
        with self._lock:
            waiting = [one.id for one in self._jobs.values() if one.state != "done"]
        return waiting.index(job.id) if job.id in waiting else 0

    def _work(self) -> None:
        with suppress(CalloutError):
            # What a run that was stopped left over; where it cannot be placed now, the next document's turn says why.
            place_waiting(self._ledger)
            self._written()
        while (job := self._queue.get()) is not None:
            job.state = "reading"
            job.begun_at = dt.datetime.now(dt.UTC)
            for order in job.orders:
                job.outcomes.extend(self._outcomes(order))
            job.orders = ()
            job.state = "done"

    def _outcomes(self, order: Address | Upload | Pasted) -> list[Outcome]:
        """Every failure that callout knows is an outcome: the thread must live on."""
        found = []
        try:
            for reading in self._room.read(order):
                if isinstance(reading, SourceError):
                    found.append(Outcome(reading.where, error=str(reading)))
                    continue
                added = self._ledger.add(reading)
                place_waiting(self._ledger)
                self._written()
                document = reading.document
                found.append(
                    Outcome(document.uri, document.id, document.title, added.new_document, len(reading.claims))
                )
        except CalloutError as error:
            found.append(Outcome(_name(order), error=str(error)))
        return found or [Outcome(_name(order), error=f"{_name(order)}: there is no text in it. Give one that has some")]


def _name(order: Address | Upload | Pasted) -> str:
    if isinstance(order, Address):
        return order.url
    return order.name if isinstance(order, Upload) else (order.document.title or "pasted text")
