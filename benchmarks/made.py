"""Made readings: as many claims as wanted, in the shape of a real ledger, without running the reading engine.

    python benchmarks/made.py --claims 100000 [--seed 0] LEDGER

About ten claims a case with a long tail (many cases with one report, a few with hundreds), over ten years however many
there are. The documents of a case share what real ones share: a campaign, a vulnerability, a product and an accused,
or a victim, an accused and a day. Statements are quoted by many documents, reports are copied, old cases are cited.

What must stay true: the same seed and number give the same readings; there are exactly as many claims as were asked
for; the memory needed depends on how many cases are open on one day; documents come in order of publication.
"""

from __future__ import annotations

import argparse
import heapq
import re
import sys
import time
from collections.abc import Iterator

from made_cases import chance_of, made_case
from made_reports import made_reading, unread_reading

from callout.ledger.ledger import Ledger
from callout.record.reading import Reading

TAIL = 1.31
"""Exponent of the number of reports of a case: three of five cases have one, one in a thousand over two hundred."""
MOST_REPORTS = 600
CLAIMS_A_REPORT = (28, 24, 18, 12, 8, 5, 3, 2)
"""Of a hundred reports, so many with one claim, with two, and so on."""
UNREAD = 0.02
"""Documents, beside each report, in a language that the engine does not read."""


def made_readings(claims: int, seed: int = 0) -> Iterator[Reading]:
    """Readings with `claims` claims together, in order of publication."""
    number_of_cases = sum(1 for _ in _sizes(claims, seed))
    waiting: list[tuple[str, int, int, Reading]] = []
    for number, sizes in enumerate(_sizes(claims, seed)):
        case = made_case(seed, number, number_of_cases)
        # No report of this case or of a later one is older than the case.
        while waiting and waiting[0][0] < case.day.isoformat():
            yield heapq.heappop(waiting)[-1]
        for report, size in enumerate(sizes):
            _wait(waiting, number, report, made_reading(case, report, size))
        if chance_of(seed, "unread", number).random() < UNREAD * len(sizes):
            unread = unread_reading(case, len(sizes))
            if unread:
                _wait(waiting, number, len(sizes), unread)
    while waiting:
        yield heapq.heappop(waiting)[-1]


def _wait(waiting: list[tuple[str, int, int, Reading]], number: int, report: int, reading: Reading) -> None:
    published = reading.document.published
    heapq.heappush(waiting, (published.date or "" if published else "", number, report, reading))


def case_number(reading: Reading) -> int:
    """The case that a reading was made for, from its address: an assembly can be scored by it."""
    found = re.search(r"/case-(\d+)/", reading.document.uri)
    if found is None:
        raise ValueError(f"{reading.document.uri} is not the address of a made document")
    return int(found.group(1))


def _sizes(claims: int, seed: int) -> Iterator[list[int]]:
    """For each case the number of claims of each of its reports."""
    chance, left = chance_of(seed, "sizes"), claims
    while left > 0:
        sizes: list[int] = []
        for _ in range(min(int((1 - chance.random()) ** (-1 / TAIL)), MOST_REPORTS)):
            size = chance.choices(range(1, len(CLAIMS_A_REPORT) + 1), CLAIMS_A_REPORT)[0]
            if left > 0:
                sizes.append(min(size, left))
                left -= sizes[-1]
        yield sizes


def fill(ledger: Ledger, claims: int, seed: int = 0) -> Iterator[int]:
    """Adds made readings, one after the other, and yields how many claims there are so far."""
    added = 0
    for reading in made_readings(claims, seed):
        ledger.add(reading)
        added += len(reading.claims)
        yield added


def main() -> int:
    parser = argparse.ArgumentParser(description="Fill a ledger with made claims.")
    parser.add_argument("ledger", help="a file or a database URL")
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begin = told = time.monotonic()
    documents = 0
    with Ledger.open(options.ledger) as ledger:
        for claims in fill(ledger, options.claims, options.seed):
            documents += 1
            if time.monotonic() - told > 2 or claims == options.claims:
                told = time.monotonic()
                print(f"\r{claims} of {options.claims} claims, {documents} documents, {told - begin:.0f} s", end="",
                      file=sys.stderr)  # fmt: skip
    print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
