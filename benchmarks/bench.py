"""Measures callout on the evaluation data beside the checkout and on its own gold, and its speed.

    python benchmarks/bench.py [--data FOLDER] [--write]

The data is not part of the project (`../shared/benchmarks`, or `--data`). What is absent is reported as absent, never
as passed. `--write` also writes `benchmarks/RESULTS.md`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import assembling
import growing
import made
import measures
import origins
import speed
import syndication

from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold"
CALLOUT = Path(sys.executable).parent / "callout"


@dataclass(frozen=True, slots=True)
class Row:
    task: str
    data: str
    size: str
    metric: str
    floor: str
    published: str
    target: str
    result: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data lies, and a folder for what callout prints."""

    data: Path
    folder: Path

    def gold(self, name: str) -> Path | None:
        """A data set with its scorer; None where either is not there."""
        path = self.data / name
        return path if path.exists() and (self.data / "score.py").exists() else None

    def read(self, gold: Path, *options: str) -> Path:
        """What callout prints for a data set."""
        out = self.folder / f"{gold.name}{''.join(options)}.out"
        if not out.exists():
            with out.open("w", encoding="utf-8") as file:
                command = [str(CALLOUT), "read", "--input", "jsonl", str(gold), "--format", "jsonl", *options]
                subprocess.run(command, stdout=file, check=True)
        return out

    def score(self, task: str, gold: Path, out: Path) -> str:
        return _run([sys.executable, str(self.data / "score.py"), task, str(gold), str(out)])


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure callout.")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "benchmarks")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Place(options.data, Path(folder))
        for task in (
            claims,
            accused,
            speech,
            roles,
            techniques,
            own_gold,
            merging,
            cases,
            who_repeats_whom,
            cold_start,
            rates,
            lengths,
            growth,
            pages,
        ):
            for row in task(place):
                rows.append(row)
                print(f"{row.task}: {row.result}", flush=True)
    table = _table(rows)
    print("\n" + table)
    if options.write:
        (HERE / "RESULTS.md").write_text(_report(table), encoding="utf-8")
    return 0


def claims(place: Place) -> Iterator[Row]:
    sets = [
        ("claims of two articles", place.data / "claims-dev.jsonl"),
        ("claims of news articles", place.data / "claims-news-dev.jsonl"),
        ("claims of documents of all kinds, read while writing the rules", GOLD / "claims.jsonl"),
        ("claims of documents of all kinds, held out", GOLD / "claims-held.jsonl"),
    ]
    for task, path in sets:
        if not path.exists() or not (place.data / "score.py").exists():
            yield _absent(task, path.name)
            continue
        said = place.score("claims", path, place.read(path))
        fields = ", ".join(f"{field} {hit}" for field, hit in re.findall(r"^\s+(\w+)\s+(\d+/\d+)$", said, re.M))
        target = "F1 ≥ .80, P ≥ .85; fields ≥ 85%"
        result = f"{_prf(said)}; {fields}"
        yield Row(task, path.name, f"{_count(path)} documents", "triples", "–", "none", target, result)


def accused(place: Place) -> Iterator[Row]:
    gold = place.gold("accused-dev.jsonl")
    if gold is None:
        yield _absent("accused country", "accused-dev.jsonl")
        return
    out = place.read(gold)
    floors = {"all": ".550", "cfr": ".555", "cissm-nation": ".609", "eurepoc-2021": ".677", "eurepoc-early": ".480"}
    targets = {"all": "F1 ≥ .75, P ≥ .87", "eurepoc-2021": "F1 ≥ .83"}
    for line in place.score("accused", gold, out).splitlines():
        part = line.split()[0]
        size = f"{line.split()[2]} texts"
        floor, target = floors.get(part, "–"), targets.get(part, "")
        yield Row(f"accused country, {part}", gold.name, size, "any match", floor, "none", target, _prf(line))
    rows = measures.rows_of(gold)
    for part, score in measures.accused(rows, _by_uri(out)).items():
        yield Row(f"accused country, {part}", gold.name, "", "any match", "–", "none", "", str(score))


def speech(place: Place) -> Iterator[Row]:
    gold = place.gold("quotes-dev.jsonl")
    if gold is None:
        yield _absent("attributed speech", "quotes-dev.jsonl")
        return
    out = place.read(gold, "--speech")
    size = f"{_count(gold)} articles"
    floors = {"source exact": ".107", "cue exact": ".228", "content exact": ".056"}
    published = {"source exact": ".83", "cue exact": ".75", "content exact": ".73"}
    for line in place.score("speech", gold, out).splitlines():
        part = " ".join(line.split()[:2])
        floor, best = floors.get(part, "–"), published.get(part, "–")
        yield Row(f"speech, {part}", gold.name, size, "spans", floor, best, "", _prf(line))
    scores = measures.speech_read(measures.rows_of(gold), _by_uri(out), _lemmas(), _reporting())
    for part, score in scores.items():
        target = "F1 ≥ .70" if part == "source" else ""
        task = f"speech that claims are read from, {part} overlap"
        yield Row(task, gold.name, size, "spans", "–", "–", target, str(score))


def roles(place: Place) -> Iterator[Row]:
    gold = place.gold("roles-dev.tsv")
    if gold is None:
        yield _absent("roles to states", "roles-dev.tsv")
        return
    out = place.folder / "roles.tsv"
    with out.open("w", encoding="utf-8") as file:
        subprocess.run([CALLOUT, "resolve", "--input", "tsv", gold], stdout=file, check=True)
    metric = "right of those with a state; left empty of those without"
    target = "≥ 85% of those that are not bare names of persons"
    said = place.score("roles", gold, out).strip()
    yield Row("roles to states", gold.name, "127 phrases", metric, "–", "none", target, said)


def techniques(place: Place) -> Iterator[Row]:
    gold = place.gold("techniques-dev.jsonl")
    if gold is None:
        yield _absent("techniques of a report", "techniques-dev.jsonl")
        return
    out = place.read(gold)
    size = f"{_count(gold)} reports"
    targets = {"technique ids": "F1 ≥ .45", "parent techniques": "F1 ≥ .55"}
    for line in place.score("techniques", gold, out).splitlines():
        task = line.split(" P ")[0].strip()
        yield Row(task, gold.name, size, "ids", ".246", ".246", targets.get(task, ""), _prf(line))
    scores, explicit = measures.techniques(measures.rows_of(gold), _by_uri(out))
    for part, score in scores.items():
        yield Row(f"technique ids, {part}", gold.name, "", "ids", "–", "–", "", str(score))
    yield Row("technique ids that the text spells out", gold.name, "", "found", "–", "–", "all", explicit)


def own_gold(place: Place) -> Iterator[Row]:
    path = GOLD / "dates.jsonl"
    yield from _dated("dates", path, measures.dates(path)["all"])
    path = GOLD / "dates-other-styles.jsonl"
    by_half = measures.dates(path)
    yield from _dated("dates of other styles", path, by_half["all"])
    yield from _dated("dates of other styles, half whose errors were looked at", path, by_half["first half"])
    yield from _dated("dates of other styles, other half", path, by_half["second half"])
    path = GOLD / "products.jsonl"
    whole, seen, unseen, cves = measures.products(path)
    size = f"{_count(path)} texts"
    yield Row("CVE ids", path.name, size, "ids", "–", "–", "all", f"{cves.right}/{cves.right + cves.missed}; {cves}")
    yield Row("products", path.name, size, "names", "–", "–", "F1 ≥ .90", str(whole))
    yield Row("products, half whose errors were looked at", path.name, "", "names", "–", "–", "", str(seen))
    yield Row("products, other half", path.name, "", "names", "–", "–", "", str(unseen))


def _dated(name: str, path: Path, found: measures.Dated) -> Iterator[Row]:
    size, right, astray = f"{found.size} phrases", found.of(found.fields), found.of(found.astray)
    phrases = found.of(found.phrases)
    yield Row(f"{name}: phrase to date and precision", path.name, size, "right", "–", "–", "≥ 95%", phrases)
    yield Row(f"{name}: in the field of their kind", path.name, size, "right", "–", "–", "≥ 95%", right)
    yield Row(f"{name}: in the field of another kind", path.name, size, "wrong", "–", "–", "", astray)


def merging(place: Place) -> Iterator[Row]:
    """Texts of incident databases that cite the same page, added to one ledger."""
    gold = place.gold("merging-dev.jsonl")
    if gold is None:
        yield _absent("texts to cases", "merging-dev.jsonl")
        return
    texts, out, ledger = (place.folder / name for name in ("merging.jsonl", "merging.out", "merging.db"))
    given = {text["id"]: text for pair in measures.rows_of(gold) for text in (pair["a"], pair["b"])}
    lines = [json.dumps({key: text[key] for key in ("id", "title", "text")}) for text in given.values()]
    texts.write_text("\n".join(lines), encoding="utf-8")
    _run([str(CALLOUT), "--ledger", str(ledger), "add", "--input", "jsonl", str(texts)])
    said = _run([str(CALLOUT), "--ledger", str(ledger), "cases", "--by-document", "--format", "jsonl"])
    out.write_text(said, encoding="utf-8")
    score = place.score("merging", gold, out)
    wrongly = score.split("wrongly merged")[-1].strip()
    target = "F1 ≥ .82, at most 1% wrongly merged"
    result = f"{_prf(score)}; wrongly merged {wrongly}"
    yield Row("texts to cases", gold.name, f"{len(given)} texts", "pairs", ".773", "none", target, result)


def cases(place: Place) -> Iterator[Row]:
    sets = measures.rows_of(GOLD / "cases.jsonl")
    for name, theme in assembling.measured(sets).items():
        yield Row(
            f"cases, {name}", "cases.jsonl", f"{theme.sets} sets", "pairs of documents", "–", "none", "", str(theme)
        )


def growth(place: Place) -> Iterator[Row]:
    for claims in growing.SIZES:
        grown = growing.grown(claims, place.folder)
        target = "< 300 s" if claims == growing.SIZES[-1] else "one more document: flat"
        yield Row(
            "cases of a growing ledger", "made", f"{claims} claims", "time to place", "–", "–", target, str(grown)
        )


PAGES_OF = 50_000
"""Claims of the made ledger whose pages are read."""


def pages(place: Place) -> Iterator[Row]:
    """Twenty readers of one server: those who look at a page for a second, those who never pause, and five minutes of
    these while documents are added. It has to be the whole command: readers and server take turns on the same cores."""
    path = place.folder / "pages.db"
    with Ledger.open(str(path)) as ledger:
        for _ in made.fill(ledger, PAGES_OF):
            pass
        place_waiting(ledger)
    for readers, seconds, options in (
        ("a second between pages", 60, ("--pause", "1")),
        ("no pause", 60, ()),
        ("no pause, documents added", 300, ("--adding",)),
    ):
        command = [sys.executable, str(HERE / "load.py"), str(path), "--seconds", str(seconds), *options]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
        size = f"{said['ledger']['cases']} cases, {said['ledger']['claims']} claims"
        times = ", ".join(
            f"{kind} {seen['p50_ms']:.0f} / {seen['p95_ms']:.0f} ms (at most {seen['largest_bytes'] // 1000} kB)"
            for kind, seen in said["pages"].items()
        )
        result = f"{times}; failed {len(said['failed'])}"
        if said["added"]:
            result += f"; added {said['added']}, lost {len(said['lost'])}"
        metric = f"20 readers for {seconds} s, {readers}: median / p95"
        yield Row("pages", "made", size, metric, "–", "–", "p95 < 150 ms; none failed, none lost", result)


def who_repeats_whom(place: Place) -> Iterator[Row]:
    sets = list(syndication.make_sets())
    size = f"{sum(len(documents) for documents, _ in sets)} documents, {len(sets)} sets"
    for task, groups, found in (
        ("copies of one text", "origins", origins.copies(sets)),
        ("reports of one statement", "statements", origins.statements(sets)),
    ):
        scores = origins.by_half(found, groups)
        for half, name in (
            ("all", task),
            ("first", f"{task}, half whose errors were looked at"),
            ("second", f"{task}, other half"),
        ):
            whole = half == "all"
            target = "F1 ≥ .95" if whole else ""
            floor = ".78 (one origin a set)" if whole and groups == "origins" else "–"
            yield Row(name, "syndication.py", size if whole else "", "pairs", floor, "none", target, str(scores[half]))


def cold_start(place: Place) -> Iterator[Row]:
    article = HERE.parent / "examples" / "reports" / "wannacry-bossert.txt"
    command = [str(CALLOUT), "read", str(article), "--format", "jsonl"]
    best = min(speed.seconds(lambda: _run(command)) for _ in range(3))
    yield Row("one article, cold start", article.name, "1", "seconds, best of 3", "–", "–", "< 3", f"{best:.2f}")


def rates(place: Place) -> Iterator[Row]:
    for task, name, target in (
        ("news articles", "speed-news.jsonl", "≥ 3 times"),
        ("short texts", "accused-dev.jsonl", "≥ 1 times"),
    ):
        path = place.data / name
        if not path.exists():
            yield _absent(task, name)
            continue
        texts = speed.texts_of(path)
        ours, theirs = speed.beside_pipeline(texts)
        floor = f"{theirs:.0f} (the full spaCy pipeline alone)"
        result = f"{ours:.0f} ({ours / theirs:.2f} times)"
        size = f"{len(texts)} texts"
        yield Row(task, name, size, "texts a second, median of 3", floor, "–", target, result)
    path = place.data / "speed-news.jsonl"
    if path.exists():
        texts = speed.texts_of(path)
        yield Row("where the time goes", path.name, "", "shares of one run", "–", "–", "", speed.where_time_goes(texts))
        one, two = speed.two_processes(texts)
        result = f"{two / one:.2f} times ({one:.0f} and {two:.0f} texts a second)"
        yield Row("two processes", path.name, f"{2 * len(texts)} texts", "against one", "–", "–", "≥ 1.7 times", result)
        peak = f"{speed.memory(path):.0f} MB"
        yield Row("memory", path.name, f"{len(texts)} texts", "peak resident", "–", "–", "< 600 MB", peak)


def lengths(place: Place) -> Iterator[Row]:
    first, last = speed.LENGTHS[0], speed.LENGTHS[-1]
    metric = f"seconds at {last:,} characters; time for a character there against {first:,}"
    for name, longest, growth in speed.over_length():
        result = f"{longest:.1f} s, {growth:.2f} times"
        yield Row(f"length: {name}", "made", f"{last:,}", metric, "–", "–", "no growth", result)


def _lemmas() -> Callable[[str], set[str]]:
    """The lemmas of a stretch of text by the language pipeline."""
    import spacy

    from callout.reading.syntax import PIPELINE

    language = spacy.load(PIPELINE, exclude=["ner", "parser"])
    return lambda text: {token.lemma_.lower() for token in language(text)}


def _reporting() -> frozenset[str]:
    from callout.reading.lexicon import word_set

    return word_set("speech", "assertive") | {"accord", "according"}


def _by_uri(out: Path) -> dict[str, dict[str, Any]]:
    return {str(row["document"]["uri"]): row for row in measures.rows_of(out)}


def _count(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return sum(1 for line in lines if line.strip())


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _prf(line: str) -> str:
    match = re.search(r"P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", line)
    return f"F1 {match[3]} (P {match[1]}, R {match[2]})" if match else line.strip()


def _absent(task: str, name: str) -> Row:
    return Row(task, name, "–", "–", "–", "–", "–", "absent: not measured")


def _table(rows: list[Row]) -> str:
    head = "| task | data | size | metric | floor | published best | target | callout |\n" + "|---" * 8 + "|\n"
    cells = [[r.task, r.data, r.size, r.metric, r.floor, r.published, r.target, r.result] for r in rows]
    return head + "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _report(table: str) -> str:
    commit = _run(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]).strip()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        "# Results\n\nWritten by `make bench`. `benchmarks/README.md` says what the data is and what each line "
        "measures; `gold/` is callout's own, the rest is evaluation data that is not part of the project.\n\n"
        f"Measured on {today} at commit {commit}.\n\n{table}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
