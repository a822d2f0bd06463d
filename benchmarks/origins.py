"""Measures who repeats whom: the syndication sets (`syndication.py`), in two halves.

    python benchmarks/origins.py [--errors]

prints pairs F1 for copies of one text, from texts alone, and for reports of one statement, as a reader gets them: the
documents of a set are read and assembled. The numbers in `callout.cases.copies` were chosen on the first half;
`--errors` lists what is wrong there and nothing of the second.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import measures
import syndication
from measures import Row, Score

from callout.cases.assemble import assemble
from callout.cases.copies import texts_among
from callout.cases.fingerprint import Fingerprint
from callout.reading.rules import RulesEngine
from callout.record.case import Case
from callout.record.dates import When
from callout.record.document import Document

HALVES = ("first", "second")

Set = tuple[list[Row], Row]


def copies(sets: Iterable[Set]) -> Iterator[tuple[Row, dict[str, str]]]:
    """The gold of each set, and a name of the text that each document carries."""
    for documents, gold in sets:
        yield gold, texts_among({row["id"]: Fingerprint.of(row["text"]) for row in documents})


def statements(sets: Iterable[Set]) -> Iterator[tuple[Row, dict[str, str]]]:
    """The gold of each set, and a name of the statement that each document reports: that of the origin of its
    attribution, or of the text that it copies."""
    engine = RulesEngine()
    for rows, gold in sets:
        documents = {row["id"]: _document(row) for row in rows}
        read = list(engine.read_all(documents.values()))
        cases = assemble(
            {r.document.id: r.document for r in read},
            [claim for r in read for claim in r.claims],
            {r.document.id: r.conducts for r in read},
        )
        said = _said_in(cases)
        yield gold, {name: said.get(document.id, name) for name, document in documents.items()}


def _document(row: Row) -> Document:
    published = When.parse(row["published"]) if row["published"] else None
    return Document.of(row["text"], row["id"], title=row["title"], source=row["source"], published=published)


def _said_in(cases: Sequence[Case]) -> dict[str, str]:
    """By document the first of the documents that report what it reports."""
    first: dict[str, str] = {}

    def root(document: str) -> str:
        while first.setdefault(document, document) != document:
            document = first[document]
        return document

    pairs = [(o.first, d) for case in cases for o in case.origins if o.attributes for d in o.documents]
    pairs += [(r.copy_of, r.document) for case in cases for r in case.reports if r.copy_of]
    for one, other in pairs:
        first[max(root(one), root(other))] = min(root(one), root(other))
    return {document: root(document) for document in first}


def by_half(
    found: Iterable[tuple[Row, Mapping[str, str]]], groups: str, errors: list[str] | None = None
) -> dict[str, Score]:
    """The score of each half, and of both as `all`."""
    scores: dict[str, Score] = defaultdict(Score)
    for gold, predicted in found:
        half = measures.half_of(gold["id"])
        mine = syndication.score(predicted, [gold], groups)
        for name in (half, "all"):
            scores[name].right += mine.right
            scores[name].wrong += mine.wrong
            scores[name].missed += mine.missed
        if errors is not None and half == HALVES[0] and mine.wrong + mine.missed:
            errors.append(f"{gold['id']} {groups}: " + ", ".join(_wrong(gold, predicted, groups)))
    return scores


def _wrong(gold: Row, predicted: Mapping[str, str], groups: str) -> list[str]:
    """Pairs of what is joined wrongly or apart wrongly, by how the documents were made."""
    kinds = gold["kinds"]
    wanted = {document: at for at, group in enumerate(gold[groups]) for document in group}
    wrong = [
        f"{'apart' if same else 'joined'} {one[-2:]} {kinds[one]}, {other[-2:]} {kinds[other]}"
        for one, other in combinations(sorted(wanted), 2)
        if (same := wanted[one] == wanted[other]) != (predicted[one] == predicted[other])
    ]
    return [*wrong[:6], *([f"{len(wrong) - 6} more"] if len(wrong) > 6 else [])]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure origins on the syndication sets.")
    parser.add_argument("--errors", action="store_true", help="list the errors of the first half")
    wanted = parser.parse_args()
    errors: list[str] = []
    sets = list(syndication.make_sets())
    for groups, found in (("origins", copies(sets)), ("statements", statements(sets))):
        scores = by_half(found, groups, errors)
        print("\n".join(f"{groups}, {half}: {scores[half]}" for half in (*HALVES, "all")))
    if wanted.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
