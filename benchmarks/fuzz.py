"""Reads thousands of mutated documents and stops at the first that raises, or whose evidence is not exact.

    python benchmarks/fuzz.py [NUMBER] [--seed N] [--data FOLDER]

The documents are the examples, and the evaluation texts where they are there (`../shared/benchmarks`, or `--data`),
cut and damaged as scanners, converters and typists damage them: capitals, no punctuation, doubled spaces, letters
apart ("governme nt"), stray marks and control characters, repeated and reversed stretches, other alphabets. The same
seed gives the same documents. A document that fails is written to `fuzz-failure.txt`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from callout.reading.rules import RulesEngine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.reading import Reading

HERE = Path(__file__).resolve().parent
NUMBER = 20_000
_TOGETHER = 40
_STRAY = [
    *"“”\"'’()[],.…-–—\n\t\0\u200b\ufeff\u202e",
    "\n\n",
    "İ",
    "ß",
    "𝒜",
    "中国外交部",
    "Россия",
    "said",
    "not",
    "if",
    "CVE-2021-",
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Read mutated documents.")
    parser.add_argument("number", type=int, nargs="?", default=NUMBER)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "benchmarks")
    options = parser.parse_args()
    texts = list(_texts(options.data))
    chance = random.Random(options.seed)  # noqa: S311 - repeatable damage, not a secret
    engine, begin, read = RulesEngine(), time.perf_counter(), 0
    while read < options.number:
        number = min(_TOGETHER, options.number - read)
        documents = [_document(chance, texts, read + i) for i in range(number)]
        with ExitStack() as where_it_failed:
            where_it_failed.callback(_keep, engine, documents)
            for reading in engine.read_all(documents, dropped=True, explain=True, speech=read % 5 == 0):
                _check(reading)
            where_it_failed.pop_all()
        read += number
        if read % 2_000 == 0:
            print(f"{read} documents, {read / (time.perf_counter() - begin):.0f} a second", file=sys.stderr, flush=True)
    print(f"{read} mutated documents (seed {options.seed}): no exception, all evidence exact")
    return 0


def _texts(data: Path) -> Iterator[str]:
    for path in sorted((HERE.parent / "examples" / "reports").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")
    for name, most in (("claims-news-dev.jsonl", 100), ("speed-news.jsonl", 60), ("accused-dev.jsonl", 300)):
        path = data / name
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for _, line in zip(range(most), lines, strict=False))


def _document(chance: random.Random, texts: list[str], number: int) -> Document:
    text = _mutated(chance, chance.choice(texts))
    title = chance.choice([None, "Statement by the Government of Norway", "APT28", text[:80]])
    published = When.parse("2018-01-05") if number % 2 else None
    return Document.of(text or ".", str(number), title=title, published=published)


def _mutated(chance: random.Random, text: str) -> str:
    length = chance.randint(1, 2_500)
    text = text[:length] if chance.random() < 0.7 else text[-length:]
    for _ in range(chance.randint(0, 6)):
        text = chance.choice(_DAMAGES)(chance, text)
    return text


def _stretch(chance: random.Random, text: str) -> tuple[int, int]:
    start = chance.randint(0, max(0, len(text) - 1))
    return start, min(len(text), start + chance.randint(1, 80))


def _lost(chance: random.Random, text: str) -> str:
    start, end = _stretch(chance, text)
    return text[:start] + text[end:]


def _strayed(chance: random.Random, text: str) -> str:
    start, _ = _stretch(chance, text)
    stray: str = chance.choice(_STRAY)
    return text[:start] + stray * chance.randint(1, 4) + text[start:]


def _repeated(chance: random.Random, text: str) -> str:
    start, end = _stretch(chance, text)
    return text[:start] + text[start:end] * chance.randint(2, 5) + text[end:]


def _apart(chance: random.Random, text: str) -> str:
    return "".join(char + (" " if chance.random() < 0.03 else "") for char in text)


_DAMAGES: list[Callable[[random.Random, str], str]] = [
    _lost,
    _strayed,
    _repeated,
    _apart,
    lambda _, text: text.upper(),
    lambda _, text: text.lower(),
    lambda _, text: text.replace(" ", "  "),
    lambda _, text: text.replace(".", ""),
    lambda _, text: text.replace("\n", " "),
    lambda _, text: text[::-1],
]


def _check(reading: Reading) -> None:
    text = reading.document.text
    stretches = [e for claim in reading.claims for e in claim.evidence]
    stretches += [dropped.evidence for dropped in reading.dropped or ()]
    stretches += [e for mention in reading.mentions.vulnerabilities for e in mention.evidence]
    for evidence in stretches:
        if text[evidence.start : evidence.end] != evidence.exact:
            raise AssertionError(
                f"{reading.document.uri}: {evidence.start} to {evidence.end} is not {evidence.exact!r}"
            )
    for utterance in reading.speech or ():
        for part in (*utterance.source, *utterance.cue, *utterance.content):
            if not 0 <= part.start < part.end <= len(text):
                raise AssertionError(f"{reading.document.uri}: {part} lies outside the text")


def _keep(engine: RulesEngine, documents: list[Document]) -> None:
    """Writes the first of the documents that fails alone."""
    for document in documents:
        try:
            _check(engine.read(document, dropped=True, explain=True, speech=True))
        except Exception as error:  # noqa: BLE001 - whatever it raises is what is looked for
            Path("fuzz-failure.txt").write_text(document.text, encoding="utf-8", errors="surrogatepass")
            print(f"document {document.uri}: {error!r}, written to fuzz-failure.txt", file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(main())
