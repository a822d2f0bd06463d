"""Readers of the pages at once, on a real server: how long a page takes, how large it is, and whether adding disturbs.

    python benchmarks/load.py LEDGER [--seconds 60] [--readers 20] [--pause 0] [--adding]

Each reader asks for one page after another, with a pause of so many seconds on average (none unless told): cases,
searches and the first page, a third each, at addresses drawn anew. With `--adding` documents are added all the while,
and every one must be there at the end. The ledger is copied first. Prints one JSON object; exits 1 where a page failed
or a document was lost.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
WORDS = (
    "parliament",
    "malware",
    "denied",
    "sanctions",
    "ministry",
    "Russia",
    "attribution",
    "bank",
    "cyberattack",
    "energy",
)


@dataclass
class Seen:
    """What the readers saw: seconds and bytes by kind of page, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    largest: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, address: str, status: int, took: float, size: int) -> None:
        with self.lock:
            self.seconds[kind].append(took)
            self.largest[kind] = max(self.largest[kind], size)
            if status != 200:
                self.failed.append(f"{address}: {status}")


def ask(connection: http.client.HTTPConnection, address: str) -> tuple[int, bytes]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read()


def told(port: int, address: str) -> Any:
    status, body = ask(http.client.HTTPConnection(HOST, port, timeout=300), address)
    if status != 200:
        raise SystemExit(f"{address}: {status} {body[:300]!r}")
    return json.loads(body)


def cases_of(port: int) -> list[str]:
    found, cursor = [], ""
    while True:
        page = told(port, f"/api/v1/cases?limit=200{cursor}")
        found += [case["id"] for case in page["items"]]
        if not page["next"]:
            return found
        cursor = f"&cursor={page['next']}"


def read(port: int, cases: list[str], until: float, pause: float, seed: int, seen: Seen) -> None:
    drawn = random.Random(seed)  # noqa: S311 - which page is asked for next is no secret
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    while time.monotonic() < until:
        kind = drawn.choice(("case", "search", "home"))
        address = {
            "case": f"/cases/{drawn.choice(cases)}",
            "search": f"/search?q={drawn.choice(WORDS)}+{drawn.choice(WORDS)}"
            if drawn.random() < 0.5
            else f"/search?q={drawn.choice(WORDS)}",
            "home": "/",
        }[kind]
        began = time.perf_counter()
        try:
            status, body = ask(connection, address)
        except (OSError, http.client.HTTPException) as error:
            with seen.lock:
                seen.failed.append(f"{address}: {error!r}")
            connection = http.client.HTTPConnection(HOST, port, timeout=120)
            continue
        seen.note(kind, address, status, time.perf_counter() - began, len(body))
        time.sleep(drawn.uniform(0, 2 * pause))


def add(port: int, until: float, jobs: list[str], failed: list[str]) -> None:
    """One document after another, each of its own text."""
    number = 0
    while time.monotonic() < until:
        number += 1
        text = f"Norway accused Russia of the cyberattack number {number} on its parliament, the foreign minister said."
        connection = http.client.HTTPConnection(HOST, port, timeout=120)
        body = json.dumps({"text": text, "title": f"Load {number}"})
        connection.request("POST", "/api/v1/documents", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        given = answer.read()
        if answer.status == 202:
            jobs.append(json.loads(given)["id"])
        else:
            failed.append(f"adding {number}: {answer.status} {given[:200]!r}")
        time.sleep(2.5)


def lost(port: int, jobs: list[str]) -> list[str]:
    """The jobs whose document is not in the ledger two minutes after the last was given."""
    until = time.monotonic() + 120
    waiting, gone = list(jobs), []
    while waiting and time.monotonic() < until:
        job = told(port, f"/api/v1/jobs/{waiting[0]}")
        if job["state"] != "done":
            time.sleep(0.5)
            continue
        outcome = job["outcomes"][0]
        if not outcome["document"]:
            gone.append(f"{waiting[0]}: {outcome['error']}")
        elif told(port, f"/api/v1/documents/{outcome['document']}")["document"]["id"] != outcome["document"]:
            gone.append(outcome["document"])
        waiting.pop(0)
    return gone + waiting


def share(values: list[float], part: float) -> float:
    """The value that `part` of the values do not exceed, in milliseconds."""
    return round(1000 * sorted(values)[min(len(values) - 1, int(part * len(values)))], 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0, help="seconds between two pages of a reader, on average")
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--adding", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "load.db"
        shutil.copy(asked.ledger, ledger)
        command = [sys.executable, "-m", "callout.cli.app", "--ledger", str(ledger), "serve", "--port", str(asked.port)]
        server = subprocess.Popen(command)
        try:
            return run(asked, server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def run(asked: argparse.Namespace, server: subprocess.Popen[bytes]) -> int:
    began = time.monotonic()
    while True:
        try:
            totals = told(asked.port, "/api/v1/ledger")
            break
        except OSError:
            if server.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit("the server did not start") from None
            time.sleep(0.2)
    ready = time.monotonic() - began
    cases = cases_of(asked.port)
    seen, jobs = Seen(), list[str]()
    until = time.monotonic() + asked.seconds
    threads = [
        threading.Thread(target=read, args=(asked.port, cases, until, asked.pause, seed, seen))
        for seed in range(asked.readers)
    ]
    if asked.adding:
        threads.append(threading.Thread(target=add, args=(asked.port, until, jobs, seen.failed)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gone = lost(asked.port, jobs)
    result = {
        "ledger": totals,
        "readers": asked.readers,
        "pause": asked.pause,
        "seconds": asked.seconds,
        "ready_after_s": round(ready, 1),
        "pages": {
            kind: {
                "asked": len(took),
                "p50_ms": share(took, 0.5),
                "p95_ms": share(took, 0.95),
                "max_ms": share(took, 1),
                "largest_bytes": seen.largest[kind],
            }
            for kind, took in sorted(seen.seconds.items())
        },
        "added": len(jobs),
        "lost": gone[:10],
        "failed": seen.failed[:10],
    }
    print(json.dumps(result, indent=1))
    return 1 if seen.failed or gone else 0


if __name__ == "__main__":
    sys.exit(main())
