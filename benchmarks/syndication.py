"""Syndication sets: a story and its copies among reports that are not copies. The same sets on every run.

    python benchmarks/syndication.py --out FOLDER [--sets 200]

writes `texts.jsonl`, to be read by `callout add --input jsonl`, and `origins.jsonl`, a line for each set:
`origins` (the documents of each origin text, every document once), `statements` (the documents that report one
statement, whether they copy one another or not), `quotation_only` (those that share only a quotation with the set's
story) and `kinds` (how each document was made).

All sets can be put into one ledger. Only pairs within a set count, since several sets are made from one story.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from measures import Score
from rewriting import KINDS, House, Paragraphs, cut_to, headline, join, lists, rewrite, split

Row = dict[str, Any]

GOLD = Path(__file__).resolve().parent / "gold"
SETS = 200

_SHARES = (0.12, 0.18, 0.25, 0.35, 0.1)  # of KINDS
_STORY_ABSENT = 0.25  # of the sets hold copies only: nobody has the agency's own text
_FROM_A_COPY = 0.2  # of the copies are made from another copy, not from the story
_BACKGROUND = 0.6  # of the sets' stories carry a paragraph that other stories carry too


@dataclass(slots=True)
class Made:
    """A document of a set, before it has its id."""

    kind: str
    origin: str
    statement: str
    title: str
    text: str
    published: str | None
    source: str
    paragraphs: Paragraphs = field(default_factory=list)


def stories(path: Path = GOLD / "stories.jsonl") -> list[Row]:
    """The base stories: `{id, event, published, city, accused, titles, quotation, text}`. Two of one event were
    written apart and share the quotation."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def make_sets(count: int = SETS) -> Iterator[tuple[list[Row], Row]]:
    """The documents of each set and its gold."""
    base, seen = stories(), set[str]()
    for number in range(count):
        yield _make_set(number, base, seen)


def _make_set(number: int, base: Sequence[Row], seen: set[str]) -> tuple[list[Row], Row]:
    name = f"syndication-{number:03}"
    rng = Random(name)  # noqa: S311 - repeatable copies, not a secret
    story = base[number % len(base)]
    background = _background(story, rng) if rng.random() < _BACKGROUND else None
    original = _story(story, "original", rng, seen, background)
    made = _copies(original, story, int(2 * 20.5 ** rng.random()), rng, seen)
    if rng.random() >= _STORY_ABSENT:
        made.append(original)
    others = [other for other in base if other["event"] != story["event"]]
    for pair in base:
        if pair["event"] == story["event"] and pair["id"] != story["id"]:
            report = _story(pair, "independent", rng, seen, cut=rng.random() < 0.5)
            made += [report, *_copies(report, pair, rng.randint(0, 3), rng, seen)]
    if background:
        alike = [other for other in others if other["accused"] == story["accused"]] or others
        for other in rng.sample(alike, min(len(alike), rng.randint(1, 3))):
            made.append(_story(other, "background", rng, seen, background, cut=rng.random() < 0.6))
    taken = {document.statement for document in made}
    for other in rng.sample(others, rng.randint(0, 3)):
        if other["event"] not in taken:
            made.append(_story(other, "other", rng, seen))
            taken.add(str(other["event"]))
    if rng.random() < 0.4:
        while (sayings := _sayings([story, *rng.sample(others, 2)], rng)).text in seen:
            pass
        seen.add(sayings.text)
        made.append(sayings)
    return _numbered(name, story, made, rng)


def _background(story: Row, rng: Random) -> str:
    ready: dict[str, list[str]] = lists()["backgrounds"]
    return rng.choice(ready.get(story["accused"], ready["other"]))


def _story(
    story: Row, kind: str, rng: Random, seen: set[str], background: str | None = None, cut: bool = False
) -> Made:
    """The story as its first house prints it: with a background paragraph, where one is given; `cut` to a few
    sentences, so that what is shared with other texts makes up much of it."""
    paragraphs = split(story["text"])
    if cut:
        paragraphs = cut_to(paragraphs, story["quotation"] if kind == "independent" else "")
    if background:
        paragraphs.insert(rng.randint(1, len(paragraphs)), split(background)[0])
    while True:
        house = House(rng.choice(['""', "“”"]), False, "dateline", rng.choice(lists()["agencies"]))
        text = house.set(paragraphs, story["city"], _day(story), rng)
        if text not in seen:
            break
    seen.add(text)
    return Made(
        kind, story["id"], story["event"], story["titles"][0], text, story["published"], house.agency,
        paragraphs=paragraphs,
    )  # fmt: skip


def _copies(story: Made, row: Row, count: int, rng: Random, seen: set[str]) -> list[Made]:
    copies: list[Made] = []
    while len(copies) < count:
        kind = rng.choices(KINDS, _SHARES)[0]
        second_hand = [copy for copy in copies if len(copy.paragraphs) > 4]
        source = rng.choice(second_hand) if second_hand and rng.random() < _FROM_A_COPY else story
        paragraphs = rewrite(source.paragraphs, kind, row["quotation"], rng)
        text = House.drawn(rng).set(paragraphs, row["city"], _day(row), rng)
        if text in seen:
            continue
        seen.add(text)
        day = dt.date.fromisoformat(row["published"]) + dt.timedelta(days=rng.choice([0, 0, 0, 1]))
        copies.append(
            Made(
                kind,
                story.origin,
                story.statement,
                headline(row["titles"], kind, rng),
                text,
                None if rng.random() < 0.05 else day.isoformat(),
                rng.choice(lists()["outlets"]),
                paragraphs=paragraphs,
            )
        )
    return copies


def _day(story: Row) -> str:
    day = dt.date.fromisoformat(story["published"])
    return f"{day:%B} {day.day}"


def _sayings(rows: Sequence[Row], rng: Random) -> Made:
    """A round-up of quotations: it shares one with the story and tells nothing of it."""
    rows = rng.sample(list(rows), len(rows))
    words = [[f'"{row["quotation"]}." So it was heard in {row["city"].title()}.'] for row in rows]
    text = rng.choice(lists()["sayings"]) + join(words)
    name = "sayings-" + "-".join(row["id"] for row in rows)
    return Made(
        "sayings", name, name, "Sayings of the week", text, rows[0]["published"], rng.choice(lists()["outlets"])
    )


def _numbered(name: str, story: Row, made: list[Made], rng: Random) -> tuple[list[Row], Row]:
    rng.shuffle(made)
    documents: list[Row] = []
    gold: Row = {"id": name, "event": story["event"], "kinds": {}, "quotation_only": []}
    origins: dict[str, list[str]] = {}
    statements: dict[str, list[str]] = {}
    for at, document in enumerate(made):
        identifier = f"{name}-{at:02}"
        documents.append(
            {"id": identifier, "title": document.title, "text": document.text, "published": document.published,
             "source": document.source}
        )  # fmt: skip
        gold["kinds"][identifier] = document.kind
        origins.setdefault(document.origin, []).append(identifier)
        statements.setdefault(document.statement, []).append(identifier)
        if document.origin != story["id"] and story["quotation"] in document.text:
            gold["quotation_only"].append(identifier)
    return documents, gold | {"origins": list(origins.values()), "statements": list(statements.values())}


def score(predicted: Mapping[str, str], gold: Sequence[Row], groups: str = "origins") -> Score:
    """Precision and recall of the pairs of one set that are said to have one origin.

    `predicted` gives a name of the origin for each document id; a document that is not in it is an origin of its own.
    `groups` is `origins` for texts copied from one another, `statements` for reports of one statement.
    """
    result = Score()
    for row in gold:
        wanted = {document: at for at, group in enumerate(row[groups]) for document in group}
        for one, other in combinations(sorted(wanted), 2):
            same = wanted[one] == wanted[other]
            said = one in predicted and predicted[one] == predicted.get(other)
            result.right += same and said
            result.wrong += said and not same
            result.missed += same and not said
    return result


def with_copies(row: Row) -> Row:
    """A set of the theme `agency-story` of `cases.jsonl` with the copies of its first document, in the same case."""
    story = row["documents"][0]
    rng = Random(row["id"])  # noqa: S311 - repeatable copies, not a secret
    quotation = max(story["text"].split('"')[1::2], key=len).rstrip(",.")
    base = {
        "id": story["id"], "event": row["id"], "published": story["published"], "titles": [story["title"]],
        "city": story["text"].split(",")[0], "quotation": quotation,
    }  # fmt: skip
    original = Made(
        "original", story["id"], row["id"], story["title"], story["text"], story["published"], story["source"],
        paragraphs=split(story["text"]),
    )  # fmt: skip
    copies = [
        {"id": f"{story['id']}-copy-{at:02}", "title": made.title, "text": made.text, "published": made.published,
         "source": made.source}
        for at, made in enumerate(_copies(original, base, row["copies"], rng, {original.text}))
    ]  # fmt: skip
    first = [*row["cases"][0], *(copy["id"] for copy in copies)]
    return row | {"documents": [*row["documents"], *copies], "cases": [first, *row["cases"][1:]]}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write syndication sets and their gold.")
    parser.add_argument("--out", type=Path, required=True, help="folder for texts.jsonl and origins.jsonl")
    parser.add_argument("--sets", type=int, default=SETS)
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with (
        (wanted.out / "texts.jsonl").open("w", encoding="utf-8") as texts,
        (wanted.out / "origins.jsonl").open("w", encoding="utf-8") as origins,
    ):
        for documents, gold in make_sets(wanted.sets):
            texts.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
            origins.write(json.dumps(gold, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
