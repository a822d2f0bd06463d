"""Origins are measured by halves, and copies are found in sets of either half."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from measures import half_of
from origins import HALVES, by_half, copies, statements
from syndication import make_sets

SETS = list(islice(make_sets(), 40))


def test_copies_are_found_in_both_halves() -> None:
    scores = by_half(copies(SETS), "origins")
    assert set(scores) == {*HALVES, "all"}
    assert all(score.right > 100 for score in scores.values())
    assert all(score.f1 >= 0.95 for score in scores.values()), {half: str(score) for half, score in scores.items()}
    assert scores["all"].right == sum(scores[half].right for half in HALVES)


def test_errors_are_told_of_the_first_half_alone() -> None:
    errors: list[str] = []
    wrong = ((gold, dict.fromkeys(gold["kinds"], "one")) for _, gold in SETS)
    scores = by_half(wrong, "origins", errors)
    assert scores["second"].wrong > 0
    assert errors
    assert {half_of(error.split()[0]) for error in errors} == {"first"}


def test_a_set_is_read_and_assembled_to_its_statements() -> None:
    ((gold, found),) = statements(SETS[:1])
    assert set(found) == set(gold["kinds"])
    assert by_half([(gold, found)], "statements")["all"].right > 0
