"""Measures the search over a ledger of made claims: every question many times, first page with its facets.

    python benchmarks/searching.py [--claims 50000] [LEDGER]

Without LEDGER one is made in a temporary folder. The questions go from a rare name to words that half of everything
has; what is told is the median of twenty of each, and the second slowest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path

from made import fill

from callout.ledger.fulltext import Among
from callout.ledger.ledger import Ledger
from callout.ledger.search import Wanted

TIMES = 20
QUESTIONS = {
    "a rare name": ("kestrel row", Wanted()),
    "a phrase": ('"high confidence"', Wanted()),
    "a vulnerability": ("CVE-2019", Wanted()),
    "two common words": ("operation russia", Wanted()),
    "a quarter of everything": ("said", Wanted()),
    "the beginning of words": ("in* de*", Wanted()),
    "without a word": ("said -china", Wanted()),
    "facets without words": ("", Wanted(accused=("CN",), act=("attribute",))),
    "words, facets and days": ("hackers", Wanted(accused=("RU",), since=dt.date(2018, 1, 1))),
    "everything": ("", Wanted()),
    "Chinese": ("外交部", Wanted()),
}


def times_of(ledger: Ledger) -> dict[tuple[str, Among], list[float]]:
    """Milliseconds of each question, asked in turn so that the machine's mood is everybody's."""
    found: dict[tuple[str, Among], list[float]] = {}
    for _ in range(TIMES + 1):
        for among in Among:
            for name, (words, wanted) in QUESTIONS.items():
                begin = time.perf_counter()
                ledger.search(words, among=among, wanted=wanted)
                found.setdefault((name, among), []).append((time.perf_counter() - begin) * 1000)
    # The first of each reads what the others find in memory.
    return {question: times[1:] for question, times in found.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("ledger", nargs="?", help="a ledger of made claims; made where it is not given")
    parser.add_argument("--claims", type=int, default=50_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        name = options.ledger or str(Path(folder) / "made.db")
        with Ledger.open(name) as ledger:
            if not options.ledger:
                for _ in fill(ledger, options.claims):
                    pass
            print("| question | among | median ms | second slowest ms |\n|---|---|---:|---:|")
            for (question, among), times in times_of(ledger).items():
                print(f"| {question} | {among} | {statistics.median(times):.1f} | {sorted(times)[-2]:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
