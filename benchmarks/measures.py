"""Measures of the gold in `gold/`: dates, products, CVE ids; and of parts that the scorer beside the data does not
tell apart."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callout.knowledge.names import What
from callout.reading.mentions import find_mentions
from callout.reading.rules import RulesEngine
from callout.reading.when import find_time
from callout.record.dates import When
from callout.record.document import Document
from callout.record.reading import Reading

Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return f"F1 {self.f1:.3f} (P {precision:.3f}, R {recall:.3f})"

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def half_of(identifier: str) -> str:
    """The half of a data set that a document is in, fixed by its hash."""
    return "first" if hashlib.sha256(f"callout{identifier}".encode()).digest()[0] % 2 == 0 else "second"


def _readings(rows: Sequence[Row]) -> Iterable[Reading]:
    return RulesEngine().read_all(
        Document.of(
            row["text"], str(row["id"]), published=When.parse(row["published"]) if row.get("published") else None
        )
        for row in rows
    )


@dataclass(slots=True)
class Dated:
    """Time phrases of texts: how many got their date and precision, how many stand in the field of their kind, and how
    many stand in the field of another kind as well or instead."""

    size: int = 0
    phrases: int = 0
    fields: int = 0
    astray: int = 0

    def of(self, number: int) -> str:
        return f"{number}/{self.size} ({number / max(1, self.size):.1%})"


KINDS = ("said", "conduct", "disclosed")


def dates(path: Path) -> dict[str, Dated]:
    """The time phrases of all texts, and by half. The kind `none` is of a time that dates none of the three: it is
    right where no field has it."""
    rows = rows_of(path)
    parts = {part: Dated() for part in ("all", "first half", "second half")}
    for row, reading in zip(rows, _readings(rows), strict=True):
        wanted = (row["date"], row["precision"])
        at = row["text"].find(row["phrase"])
        times = find_time(row["text"], 0, len(row["text"]), When.parse(row["published"]))
        hits = [t.when for t in times if t.start < at + len(row["phrase"]) and at < t.end]
        phrase = wanted in [(w.date, w.precision) for w in hits or [When()]]
        found = {kind: [(w.date, w.precision) for w in _of_kind(reading, kind)] for kind in KINDS}
        astray = any(wanted in found[kind] for kind in KINDS if kind != row["kind"]) and wanted[0] is not None
        own = found.get(row["kind"], [])
        field = (
            (not astray if row["kind"] == "none" else wanted in own) if wanted[0] else all(d is None for d, _ in own)
        )
        for part in (parts["all"], parts[f"{half_of(row['id'])} half"]):
            part.size += 1
            part.phrases += phrase
            part.fields += field
            part.astray += astray
    return parts


def _of_kind(reading: Reading, kind: str) -> list[When]:
    if kind == "said":
        return [c.said_on for c in reading.claims if c.said_on]
    dated = [c.period if kind == "conduct" else c.disclosed for c in reading.conducts]
    return [when for when in dated if when]


def products(path: Path) -> tuple[Score, Score, Score, Score]:
    """Products of all texts, of the half that was looked at and of the other; and CVE ids."""
    rows = rows_of(path)
    whole, seen, unseen, cves = Score(), Score(), Score(), Score()
    for row, reading in zip(rows, _readings(rows), strict=True):
        found = {mention.name.lower() for mention in reading.mentions.products}
        accepted = [{name.lower() for name in names} for names in row["products"]]
        right = sum(bool(names & found) for names in accepted)
        wrong = len(found - set().union(*accepted))
        for score in (whole, seen if int(row["id"][1:]) % 2 == 0 else unseen):
            score.right += right
            score.missed += len(accepted) - right
            score.wrong += wrong
        ids, wanted = {mention.id for mention in reading.mentions.vulnerabilities}, set(row["cves"])
        cves.right += len(ids & wanted)
        cves.wrong += len(ids - wanted)
        cves.missed += len(wanted - ids)
    return whole, seen, unseen, cves


_ACCUSING = {"attribute", "join", "support", "suspect", "charge", "sanction"}


def accused(gold: Sequence[Row], read: dict[str, Row]) -> dict[str, Score]:
    """The accused country by half; and of the texts that do not name it, where it follows from a group or not at
    all."""
    scores = {part: Score() for part in ("first half", "second half", "country not named in the text")}
    for row in gold:
        wanted = set(row["accused"])
        claims = read.get(str(row["id"]), {}).get("claims", [])
        found = {a["state"] for c in claims if c["act"] in _ACCUSING for a in c["accused"]} - {None}
        parts = [f"{half_of(str(row['id']))} half"]
        named = {m.country for m in find_mentions(row["text"]).all if m.what is not What.GROUP}
        if wanted and not wanted & named:
            parts.append("country not named in the text")
        for part in parts:
            scores[part].right += bool(wanted & found)
            scores[part].wrong += bool(found) and not wanted & found
            scores[part].missed += bool(wanted) and not wanted & found
    return scores


def techniques(gold: Sequence[Row], read: dict[str, Row]) -> tuple[dict[str, Score], str]:
    """Technique ids by half, and how many ids that a text spells out are found."""
    scores = {"first half": Score(), "second half": Score()}
    explicit, found_explicit = 0, 0
    for row in gold:
        found = {t["id"] for t in read.get(str(row["id"]), {}).get("mentions", {}).get("techniques", [])}
        wanted, score = set(row["techniques"]), scores[f"{half_of(str(row['id']))} half"]
        score.right += len(found & wanted)
        score.wrong += len(found - wanted)
        score.missed += len(wanted - found)
        written = set(re.findall(r"\bT\d{4}(?:\.\d{3})?\b", row["text"])) & wanted
        explicit += len(written)
        found_explicit += len(written & found)
    return scores, f"{found_explicit}/{explicit}"


def speech_read(gold: Sequence[Row], read: dict[str, Row], lemmas: Any, reporting: frozenset[str]) -> dict[str, Score]:
    """Overlap of source, cue and content among the attributions whose cue callout reads claims by ("say", "according
    to").

    `lemmas` gives the lemmas of a stretch of text; both sides are held to the same cues.
    """
    scores = {part: Score() for part in ("source", "cue", "content")}
    for row in gold:
        text = row["text"]

        def of_these(utterance: Row, text: str = text) -> bool:
            cue = _span(utterance["cue"])
            return cue is not None and bool(lemmas(text[cue[0] : cue[1]]) & reporting)

        wanted = [u for u in row["speech"] if of_these(u)]
        found = [u for u in read.get(str(row["id"]), {}).get("speech", []) if of_these(u)]
        for part, score in scores.items():
            spans = sorted({s for u in wanted if (s := _span(u[part]))})
            free = sorted({s for u in found if (s := _span(u[part]))})
            total, hits = Counter(free).total(), 0
            for start, end in spans:
                hit = next((s for s in free if s[0] < end and start < s[1]), None)
                if hit:
                    free.remove(hit)
                    hits += 1
            score.right += hits
            score.wrong += total - hits
            score.missed += len(spans) - hits
    return scores


def _span(part: Sequence[Any]) -> tuple[int, int] | None:
    """From the first to the last character of a part that may be interrupted."""
    points = [(p["start"], p["end"]) if isinstance(p, dict) else (p[0], p[1]) for p in part]
    return (min(a for a, _ in points), max(b for _, b in points)) if points else None
