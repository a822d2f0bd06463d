"""Measures how the cases of a ledger keep up as it grows, on made readings (`made.py`).

    python benchmarks/growing.py [--claims 1000 10000 100000]

For each size: the time to place its documents in cases, and what one more document costs then: the median, the mean
and the ninth decile of some that were kept back, drawn evenly from all (a large case has many reports, and costs more
than a small one), each added and placed by itself.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from made import made_readings

from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger
from callout.record.reading import Reading

KEPT_BACK = 60
"""Documents that are added one by one at the end."""

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Grown:
    """Times in seconds; `added` those of the last documents, each the placing of one."""

    claims: int
    documents: int
    kept: float
    placed: float
    added: Sequence[float]

    def __str__(self) -> str:
        ninth = statistics.quantiles(self.added, n=10)[-1]
        each = 1000 * self.placed / self.documents
        return (
            f"{self.documents} documents placed in {self.placed:.0f} s ({each:.1f} ms each);"
            f" one more: median {1000 * statistics.median(self.added):.0f} ms,"
            f" mean {1000 * statistics.mean(self.added):.0f} ms, ninth decile {1000 * ninth:.0f} ms"
        )


def grown(claims: int, folder: Path) -> Grown:
    """A ledger of so many made claims."""
    readings = list(made_readings(claims))
    back = readings[:: max(1, len(readings) // KEPT_BACK)][:KEPT_BACK]
    ids = {reading.document.id for reading in back}
    with Ledger.open(str(folder / f"{claims}.db")) as ledger:
        kept = _seconds(ledger, [reading for reading in readings if reading.document.id not in ids])
        started = time.perf_counter()
        place_waiting(ledger)
        placed = time.perf_counter() - started
        added = [_added(ledger, reading) for reading in back]
    return Grown(claims, len(readings) - len(back), kept, placed, added)


def _seconds(ledger: Ledger, readings: Sequence[Reading]) -> float:
    started = time.perf_counter()
    for reading in readings:
        ledger.add(reading)
    return time.perf_counter() - started


def _added(ledger: Ledger, reading: Reading) -> float:
    ledger.add(reading)
    started = time.perf_counter()
    place_waiting(ledger)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for claims in options.claims:
            print(f"{claims} claims: {grown(claims, Path(folder))}", flush=True)


if __name__ == "__main__":
    main()
