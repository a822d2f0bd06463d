from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from ledger_samples import HandClock, a_reading
from watch_samples import COPY, FIRST, HERON, SECOND, SINCE, THIRD, UNTIL, made_brief, made_report

from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger
from callout.record.acts import Standing
from callout.watch.brief import Section
from callout.watch.period import brief_from


def test_what_is_new_in_a_known_case_stands_in_its_section() -> None:
    brief = made_brief([SECOND], known=[FIRST])
    (case,) = brief.cases
    assert not case.new
    assert [(line.section, line.claimant.name if line.claimant else None) for line in case.lines] == [
        (Section.JOINERS, "Germany"),
        (Section.STANCES, "Norway"),
        (Section.ANSWERS, "Russia"),
        (Section.MEASURES, "Norway"),
    ]
    # That Norway blamed Russia was known.
    assert "Norway blamed Russia again." not in [line.words.exact for line in case.lines]
    assert (brief.new_cases, brief.new_lines, brief.documents) == (0, 4, 1)


def test_every_line_has_words_that_stand_in_its_document() -> None:
    brief = made_brief([FIRST, SECOND, THIRD])
    lines = [line for case in brief.cases for line in case.lines]
    assert len(lines) == 6
    for line in lines:
        assert line.document.text[line.words.start : line.words.end] == line.words.exact


def test_a_case_of_which_nothing_was_known_is_new_and_comes_first() -> None:
    brief = made_brief([SECOND, THIRD], known=[FIRST])
    assert [(case.title, case.new) for case in brief.cases] == [
        ("Operation Tin Magpie", True),
        ("Operation Glass Heron", False),
    ]
    assert brief.new_cases == 1


def test_the_same_said_in_two_documents_is_one_line_with_two_reports() -> None:
    ((case),) = made_brief([THIRD, COPY]).cases
    (line,) = case.lines
    assert line.reports == 2
    assert case.further_reports == 0


def test_what_only_repeats_is_counted_and_not_told() -> None:
    brief = made_brief([COPY], known=[THIRD])
    (case,) = brief.cases
    assert (case.new, case.lines, case.further_reports) == (False, (), 1)


def test_a_claim_that_is_cited_from_the_past_is_no_news() -> None:
    cited = made_report("cited", {"Norway once blamed Russia.": {"conduct": HERON, "standing": Standing.PAST}})
    (case,) = made_brief([cited], known=[FIRST]).cases
    assert (case.lines, case.further_reports) == ((), 1)


def test_where_nothing_is_new_the_brief_is_empty() -> None:
    assert made_brief([], known=[FIRST, SECOND]).cases == ()
    assert made_brief([]).cases == ()


def test_the_order_of_what_comes_in_does_not_count() -> None:
    reports = [FIRST, SECOND, THIRD, COPY]
    expected = made_brief(reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)  # noqa: S311
        assert made_brief(reports) == expected


def test_of_the_ledger_the_period_counts_in_which_things_came_to_be_known(tmp_path: Path) -> None:
    clock = HandClock(SINCE - dt.timedelta(days=1))
    with Ledger.open(str(tmp_path / "ledger.db"), clock=clock) as ledger:
        ledger.add(a_reading(*FIRST))
        clock.now = SINCE
        ledger.add(a_reading(*SECOND))
        clock.now = UNTIL + dt.timedelta(seconds=1)
        ledger.add(a_reading(*THIRD))
        within = brief_from(ledger, SINCE, UNTIL)
        later = brief_from(ledger, UNTIL, UNTIL + dt.timedelta(days=1))
        place_waiting(ledger)
        assert brief_from(ledger, UNTIL, UNTIL + dt.timedelta(days=1)) == later
        assert brief_from(ledger, SINCE, UNTIL) == within
    assert (within.new_cases, within.new_lines) == (0, 4)
    assert (later.new_cases, later.new_lines) == (1, 1)


def test_a_claim_that_is_read_anew_is_no_news(tmp_path: Path) -> None:
    clock = HandClock(SINCE)
    document, claims = SECOND
    with Ledger.open(str(tmp_path / "ledger.db"), clock=clock) as ledger:
        ledger.add(a_reading(document, claims))
        clock.now = UNTIL
        again = [claim.model_copy(update={"ground": "no evidence"}) for claim in claims]
        assert ledger.add(a_reading(document, again)).changed_claims == len(claims)
        assert brief_from(ledger, UNTIL, UNTIL).cases == ()
        assert brief_from(ledger, SINCE, UNTIL).new_lines == len(claims)
