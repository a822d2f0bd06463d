"""A program that adds the numbered readings to ledgers, and dies on the way when it is told to.

It reads one order a line from standard input, as JSON, and answers each with one line:

    {"ledger": NAME, "changed": false, "kill_after": SECONDS or null, "kill_at_statement": NUMBER or null}

Each order is carried out by a process of its own (a fork: the imports are paid once), which is killed with SIGKILL
after the given time, or kills itself in front of the given SQL statement. The answer says how it ended.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from typing import Any, NoReturn

from ledger_samples import numbered_readings
from sqlalchemy import Engine, event

from callout.ledger.ledger import Ledger

_READINGS = numbered_readings()


def _import_all() -> None:
    """What is imported only when a first ledger is made, before any fork."""
    with suppress(ModuleNotFoundError):
        importlib.import_module("psycopg")
    with Ledger.open(":memory:"):
        pass


def load(name: str, changed: bool) -> None:
    """Adds all readings; as a changed reading of the same texts, without the first claim of each."""
    with Ledger.open(name) as ledger:
        for reading in _READINGS:
            ledger.add(reading.model_copy(update={"claims": reading.claims[1:]}) if changed else reading)


def _kill_at(number: int) -> None:
    """Kills this process when it is about to say its SQL statement of this number (COMMIT included)."""
    said = 0

    def count(*_: Any) -> None:
        nonlocal said
        said += 1
        if said == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)


def _carry_out(order: dict[str, Any]) -> NoReturn:
    """The life of a child: its end must not reach the code of its parent."""
    status = 1
    try:
        if order["kill_at_statement"] is not None:
            _kill_at(order["kill_at_statement"])
        load(order["ledger"], order["changed"])
        status = 0
    finally:
        if status:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(status)


def _in_own_process(order: dict[str, Any]) -> dict[str, Any]:
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _carry_out(order)
    if order["kill_after"] is not None:
        time.sleep(order["kill_after"])
        # Not waited for yet, so the number is still the child's own, alive or dead.
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - begun}


if __name__ == "__main__":
    _import_all()
    for line in sys.stdin:
        print(json.dumps(_in_own_process(json.loads(line))), flush=True)
