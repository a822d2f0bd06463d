"""The syndication sets: made the same on every run, and labelled so that every document has one origin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from rewriting import KINDS, join, rewrite, split  # noqa: E402
from syndication import SETS, make_sets, score, stories, with_copies  # noqa: E402

STORIES = stories()
MADE = list(make_sets(SETS))
GOLD = [gold for _, gold in MADE]
CASES = [json.loads(line) for line in (BENCHMARKS / "gold" / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
AGENCY = [row for row in CASES if row["theme"] == "agency-story"]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def test_stories_are_whole_and_hold_their_quotation() -> None:
    assert len(STORIES) >= 40
    assert len({story["id"] for story in STORIES}) == len(STORIES)
    for story in STORIES:
        assert 150 <= len(story["text"].split()) <= 300
        assert story["quotation"] in story["text"]
        assert len(set(story["titles"])) == 3
        date.fromisoformat(story["published"])


def test_two_stories_of_one_event_share_the_quotation_and_little_else() -> None:
    pairs = [
        (one, other)
        for one in STORIES
        for other in STORIES
        if one["event"] == other["event"] and one["id"] < other["id"]
    ]
    assert len(pairs) >= 8
    for one, other in pairs:
        assert one["quotation"] == other["quotation"]
        first, second = (shingles(s["text"].replace(s["quotation"], "")) for s in (one, other))
        assert len(first & second) / len(first | second) < 0.05


def test_sets_have_two_to_forty_copies_and_texts_that_no_other_set_has() -> None:
    assert len(MADE) == SETS == 200
    texts = [document["text"] for documents, _ in MADE for document in documents]
    assert len(set(texts)) == len(texts)
    origin = [max(sum(gold["kinds"][d] in KINDS for d in group) for group in gold["origins"]) for gold in GOLD]
    assert (min(origin), max(origin)) == (2, 40)


@pytest.mark.parametrize(("documents", "gold"), MADE, ids=[gold["id"] for gold in GOLD])
def test_every_document_has_one_origin_and_one_statement(documents: list[dict[str, Any]], gold: dict[str, Any]) -> None:
    ids = sorted(document["id"] for document in documents)
    assert ids == sorted(gold["kinds"])
    for groups in ("origins", "statements"):
        assert sorted(document for group in gold[groups] for document in group) == ids
    statement = {document: at for at, group in enumerate(gold["statements"]) for document in group}
    assert all(len({statement[document] for document in group}) == 1 for group in gold["origins"])
    assert set(gold["quotation_only"]) <= set(ids)


def test_the_same_sets_are_made_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, str(BENCHMARKS / "syndication.py"), "--out", str(tmp_path / seed), "--sets", "20"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    for name in ("texts.jsonl", "origins.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    first = [json.loads(line)["id"] for line in (tmp_path / "1" / "origins.jsonl").read_text().splitlines()]
    assert first == [gold["id"] for gold in GOLD[:20]]


def test_the_hard_copies_share_about_a_third_of_their_word_triples_with_the_story() -> None:
    shared = []
    for documents, gold in MADE:
        text = {document["id"]: shingles(document["text"]) for document in documents}
        for group in gold["origins"]:
            for story in (d for d in group if gold["kinds"][d] == "original"):
                hard = [d for d in group if gold["kinds"][d] == "hard"]
                shared += [len(text[story] & text[d]) / len(text[story] | text[d]) for d in hard]
    shared.sort()
    assert len(shared) > 400
    assert 0.25 < shared[len(shared) // 2] < 0.38


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_keeps_its_claim_and_a_light_one_its_quotation(kind: str) -> None:
    for story in STORIES:
        text = join(rewrite(split(story["text"]), kind, story["quotation"], Random(kind)))  # noqa: S311
        assert any(cue in text for cue in ("was behind", "accused", "blamed")), story["id"]
        if kind == "light":
            assert story["quotation"] in text


def test_score_counts_pairs_within_a_set() -> None:
    gold = [
        {"origins": [["a", "b", "c"], ["d"]], "statements": [["a", "b", "c", "d"]]},
        {"origins": [["e", "f"]], "statements": [["e", "f"]]},
    ]
    right = score({"a": "x", "b": "x", "c": "x", "d": "y", "e": "z", "f": "z"}, gold)
    assert (right.right, right.wrong, right.missed) == (4, 0, 0)
    mixed = score({"a": "x", "b": "x", "d": "x", "e": "x"}, gold)
    assert (mixed.right, mixed.wrong, mixed.missed) == (1, 2, 3)
    assert score({}, gold).missed == 4
    assert score(dict.fromkeys("abcdef", "x"), gold, "statements").f1 == 1.0


@pytest.mark.parametrize("row", AGENCY, ids=[row["id"] for row in AGENCY])
def test_an_agency_story_gets_its_forty_copies_in_its_case(row: dict[str, Any]) -> None:
    whole = with_copies(row)
    assert len(whole["documents"]) == len(row["documents"]) + 40
    assert len({document["text"] for document in whole["documents"]}) == len(whole["documents"])
    held = sorted(document for case in whole["cases"] for document in case)
    assert held == sorted(document["id"] for document in whole["documents"])
    assert len(whole["cases"][0]) == len(row["cases"][0]) + 40
    assert with_copies(row) == whole
