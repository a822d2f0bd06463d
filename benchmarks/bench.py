"""Measures callout on the evaluation data beside the checkout, and its speed.

    python benchmarks/bench.py [--data FOLDER] [--write]

The data is not part of the project (`../shared/benchmarks`, or `--data`). What is absent is reported as absent,
never as passed. `--write` also writes `benchmarks/RESULTS.md`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CALLOUT = Path(sys.executable).parent / "callout"


@dataclass(frozen=True, slots=True)
class Row:
    task: str
    data: str
    metric: str
    floor: str
    target: str
    result: str


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure callout.")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "benchmarks")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for task in (claims, news_claims, accused, roles, techniques, speech, cold_start, short_texts):
            rows += task(options.data, Path(folder))
            print(_line(rows[-1]), flush=True)
    table = _table(rows)
    print("\n" + table)
    if options.write:
        (HERE / "RESULTS.md").write_text(_report(table), encoding="utf-8")
    return 0


def claims(data: Path, folder: Path) -> list[Row]:
    return _claims(data, folder, "claims-dev.jsonl", "claims of two articles", "F1 ≥ .85")


def news_claims(data: Path, folder: Path) -> list[Row]:
    return _claims(data, folder, "claims-news-dev.jsonl", "claims of news articles", "F1 ≥ .80, P ≥ .85")


def _claims(data: Path, folder: Path, name: str, task: str, target: str) -> list[Row]:
    said = _score(data, folder, "claims", name)
    if said is None:
        return [_absent(task, name)]
    fields = ", ".join(f"{field} {hit}" for field, hit in re.findall(r"^\s+(\w+)\s+(\d+/\d+)$", said, re.M))
    return [Row(task, name, "triples", "–", target, f"{_prf(said)}; {fields}")]


def accused(data: Path, folder: Path) -> list[Row]:
    name = "accused-dev.jsonl"
    said = _score(data, folder, "accused", name)
    if said is None:
        return [_absent("accused country", name)]
    found = []
    for line in said.splitlines():
        target = "F1 ≥ .65, P ≥ .80" if line.startswith("all") else ""
        floor = {"all": ".550", "cfr": ".555", "cissm-nation": ".609", "eurepoc-2021": ".677", "eurepoc-early": ".480"}
        part = line.split()[0]
        found.append(Row(f"accused country, {part}", name, "any match", floor.get(part, "–"), target, _prf(line)))
    return found


def roles(data: Path, folder: Path) -> list[Row]:
    name = "roles-dev.tsv"
    if not (data / name).exists():
        return [_absent("roles to states", name)]
    out = folder / "roles.tsv"
    with out.open("w", encoding="utf-8") as file:
        subprocess.run([CALLOUT, "resolve", "--input", "tsv", data / name], stdout=file, check=True)
    said = _run([sys.executable, str(data / "score.py"), "roles", str(data / name), str(out)])
    return [
        Row("roles to states", name, "right of those with a state; left empty of those without", "–", "", said.strip())
    ]


def techniques(data: Path, folder: Path) -> list[Row]:
    name = "techniques-dev.jsonl"
    said = _score(data, folder, "techniques", name)
    if said is None:
        return [_absent("techniques of a report", name)]
    return [
        Row(line.split(" P ")[0].strip(), name, "ids", ".246", "", _prf(line))
        for line in said.splitlines()
        if line.strip()
    ]


def speech(data: Path, folder: Path) -> list[Row]:
    name = "quotes-dev.jsonl"
    said = _score(data, folder, "speech", name, "--speech")
    if said is None:
        return [_absent("attributed speech", name)]
    floors = {"source exact": ".107", "cue exact": ".228", "content exact": ".056"}
    found = []
    for line in said.splitlines():
        part = " ".join(line.split()[:2])
        found.append(Row(f"speech, {part}", name, "spans", floors.get(part, "–"), "", _prf(line)))
    return found


def cold_start(data: Path, folder: Path) -> list[Row]:
    article = HERE.parent / "examples" / "reports" / "wannacry-bossert.txt"
    best = min(_seconds(lambda: _run([str(CALLOUT), "read", str(article), "--format", "jsonl"])) for _ in range(3))
    return [Row("one article, cold start", article.name, "seconds, best of 3", "–", "< 3", f"{best:.2f}")]


def short_texts(data: Path, folder: Path) -> list[Row]:
    """callout and the full language pipeline alone on the same texts, in this process, in turn."""
    name = "accused-dev.jsonl"
    if not (data / name).exists():
        return [_absent("500 short texts", name)]
    import spacy

    from callout.reading.rules import RulesEngine
    from callout.reading.syntax import PIPELINE
    from callout.record.document import Document

    with (data / name).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(500), lines, strict=False)]
    documents = [Document.of(text, str(number)) for number, text in enumerate(texts)]
    engine, full = RulesEngine(), spacy.load(PIPELINE)
    list(engine.read_all(documents[:20]))
    list(full.pipe(texts[:20]))
    ours, theirs = [], []
    for _ in range(3):
        ours.append(_seconds(lambda: list(engine.read_all(documents))))
        theirs.append(_seconds(lambda: list(full.pipe(texts, batch_size=128))))
    rate, other = 500 / sorted(ours)[1], 500 / sorted(theirs)[1]
    return [
        Row(
            "500 short texts",
            name,
            "texts a second, median of 3",
            f"{other:.0f} (the full spaCy pipeline alone)",
            "at least as fast",
            f"{rate:.0f} ({rate / other:.2f} times)",
        )
    ]


def _score(data: Path, folder: Path, task: str, name: str, *options: str) -> str | None:
    """What the scorer says of callout's reading of one file; None where the file is not there."""
    gold = data / name
    if not gold.exists() or not (data / "score.py").exists():
        return None
    out = folder / f"{name}.out"
    with out.open("w", encoding="utf-8") as file:
        subprocess.run(
            [CALLOUT, "read", "--input", "jsonl", gold, "--format", "jsonl", *options], stdout=file, check=True
        )
    return _run([sys.executable, str(data / "score.py"), task, str(gold), str(out)])


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _prf(line: str) -> str:
    match = re.search(r"P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", line)
    return f"F1 {match[3]} (P {match[1]}, R {match[2]})" if match else line.strip()


def _absent(task: str, name: str) -> Row:
    return Row(task, name, "–", "–", "–", "absent: not measured")


def _line(row: Row) -> str:
    return f"{row.task}: {row.result}"


def _table(rows: list[Row]) -> str:
    head = "| task | data | metric | floor | target | callout |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(f"| {r.task} | {r.data} | {r.metric} | {r.floor} | {r.target} | {r.result} |" for r in rows)


def _report(table: str) -> str:
    commit = _run(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]).strip()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        "# Results\n\nWritten by `make bench`. The data is evaluation data that is not part of the project; "
        f"`benchmarks/README.md` says what it is.\n\nMeasured on {today} at commit {commit}.\n\n{table}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
