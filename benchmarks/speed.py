"""Measures of time and memory: beside the full language pipeline, on two processes, over length; and where the time
goes.

The pipeline and callout take turns in one process, and the median of three counts: the machine's mood changes both.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from callout.reading import rules, syntax
from callout.reading.rules import RulesEngine
from callout.record.document import Document
from callout.scale.processes import read_on

ROUNDS = 3


def texts_of(path: Path, most: int = 500) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(most), lines, strict=False)]


def documents_of(texts: Sequence[str]) -> list[Document]:
    return [Document.of(text, str(number)) for number, text in enumerate(texts)]


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def beside_pipeline(texts: Sequence[str]) -> tuple[float, float]:
    """Texts a second of callout, and of the full pipeline alone on the same texts, taking turns."""
    import spacy

    documents, engine, full = documents_of(texts), RulesEngine(), spacy.load(syntax.PIPELINE)
    list(engine.read_all(documents[:20]))
    list(full.pipe(texts[:20]))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: list(engine.read_all(documents))))
        theirs.append(seconds(lambda: list(full.pipe(texts, batch_size=128))))
    return len(texts) / statistics.median(ours), len(texts) / statistics.median(theirs)


def where_time_goes(texts: Sequence[str]) -> str:
    """Shares of one run: preparing, gate and units; the parser; word forms; the rules."""
    documents, engine = documents_of(texts), RulesEngine()
    list(engine.read_all(documents[:20]))
    spent: dict[str, float] = {}
    timed = {
        "names, words, quotations": (rules, "prepare"),
        "parser and word forms": (rules, "parse"),
        "rules": (RulesEngine, "_finish"),
    }
    kept = {name: getattr(owner, function) for name, (owner, function) in timed.items()}
    try:
        for name, (owner, function) in timed.items():
            setattr(owner, function, _timing(kept[name], name, spent))
        whole = seconds(lambda: list(engine.read_all(documents)))
    finally:
        for name, (owner, function) in timed.items():
            setattr(owner, function, kept[name])
    shares = [f"{name} {time_ / whole:.0%}" for name, time_ in spent.items()]
    return ", ".join([*shares, f"gate and the rest {1 - sum(spent.values()) / whole:.0%}"])


def _timing(function: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    """`function`, with its time added up; of an iterator the time in which it makes its items."""

    def timed(*args: object, **options: object) -> object:
        begin = time.perf_counter()
        made = function(*args, **options)
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - begin
        return _each(made) if hasattr(made, "__next__") else made

    def _each(items: object) -> object:
        while True:
            begin = time.perf_counter()
            try:
                item = next(items)  # type: ignore[call-overload]
            except StopIteration:
                return
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - begin
            yield item

    return timed


def two_processes(texts: Sequence[str]) -> tuple[float, float]:
    """Texts a second on one process and on two, both after their start, over the same texts twice."""
    documents = documents_of([*texts, *texts])
    rates = []
    for jobs in (1, 2):
        readings = read_on(jobs, iter([*documents[: 40 * jobs], *documents]))
        for _ in range(40 * jobs):
            next(readings)
        rates.append(len(documents) / seconds(partial(list, readings)))
    return rates[0], rates[1]


_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def memory(path: Path) -> float:
    """Peak resident megabytes of `callout read` over a file.

    Started from a small process of its own: Linux counts the memory of whoever starts a program as the program's.
    """
    callout = Path(sys.executable).parent / "callout"
    command = [str(callout), "read", "--input", "jsonl", str(path), "--format", "jsonl"]
    peak = subprocess.run([sys.executable, "-c", _PEAK, *command], stdout=subprocess.PIPE, text=True, check=True).stdout
    # Linux counts in kilobytes, macOS in bytes.
    return int(peak) / (1024 if sys.platform != "darwin" else 1024 * 1024)


LENGTHS = (25_000, 50_000, 100_000, 200_000, 400_000)

_SENTENCE = "On Monday, Norway accused Russia of hacking the “Storting”, and the embassy called it a lie. "
HOSTILE: dict[str, Callable[[int], str]] = {
    "prose": lambda length: (_SENTENCE * (length // len(_SENTENCE) + 1))[:length],
    "no punctuation": lambda length: (_SENTENCE.translate(str.maketrans("", "", ",.“”")) * length)[:length],
    "capitals": lambda length: (_SENTENCE.upper() * (length // len(_SENTENCE) + 1))[:length],
    "letters apart": lambda length: (" ".join(_SENTENCE) * length)[:length],
    "one word": lambda length: "hacker" * (length // 6),
    "quotation marks": lambda length: "“Russia” " * (length // 9),
    "lines": lambda length: "APT28\n" * (length // 6),
    "another alphabet": lambda length: ("Россия отвергает обвинения в кибератаке. " * length)[:length],
}


def over_length() -> list[tuple[str, float, float]]:
    """For each kind of text the seconds of the longest, and its time for a character against that of the shortest."""
    engine = RulesEngine()
    engine.read(Document.of(_SENTENCE, "warm"))
    found = []
    for name, make in HOSTILE.items():
        times = [_reading_time(engine, make(length)) for length in LENGTHS]
        found.append((name, times[-1], (times[-1] / LENGTHS[-1]) / (times[0] / LENGTHS[0])))
    return found


def _reading_time(engine: RulesEngine, text: str) -> float:
    document = Document.of(text, "x")
    return seconds(lambda: engine.read(document))
