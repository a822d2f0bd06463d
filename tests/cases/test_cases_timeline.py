"""The timeline keeps the kinds of date apart, and gives no claim a date that nothing says."""

from __future__ import annotations

import itertools

import pytest
from cases_samples import (
    ESTONIA,
    JUSTICE,
    NORWAY,
    a_reading,
    charge,
    cite,
    conduct,
    deny,
    only_case,
    say,
)

from callout.record.case import Case, Entry
from callout.record.claim import Conduct
from callout.record.dates import DateKind, When
from callout.record.reading import Reading

HACK = conduct(operation="Storting breach")


def breach(**fields: str) -> Conduct:
    """The same campaign, with the dates that a document gives for it."""
    return conduct(operation="Storting breach", **{name: When.parse(date) for name, date in fields.items()})


def lines(case: Case) -> list[tuple[str | None, DateKind]]:
    return [(line.when.date, line.kind) for line in case.timeline]


def of_claim(reading: Reading, number: int = 0) -> list[Entry]:
    return [line for line in only_case(reading).timeline if line.claim == reading.claims[number].id]


def test_conduct_disclosure_saying_and_publication_stand_as_what_they_are() -> None:
    about = breach(period="2020-08", disclosed="2020-09-01")
    paper = a_reading(
        say("On Tuesday Norway blamed Russia.", about=about, on="2020-10-13"),
        deny("Russia denied it.", about=about),
        published="2020-10-15",
    )
    assert lines(only_case(paper)) == [
        ("2020-08", DateKind.CONDUCT),
        ("2020-09-01", DateKind.DISCLOSED),
        ("2020-10-13", DateKind.SAID),
        ("2020-10-15", DateKind.PUBLISHED),
    ]


def test_a_claim_without_a_date_stands_under_the_day_of_publication_and_says_so() -> None:
    (line,) = of_claim(a_reading(say("Norway blamed Russia."), published="2020-10-14"))
    assert (line.when.date, line.kind) == ("2020-10-14", DateKind.PUBLISHED)


def test_a_claim_with_a_date_stands_under_it_and_not_under_the_day_of_publication() -> None:
    (line,) = of_claim(a_reading(say("Norway blamed Russia.", on="2020-10-13"), published="2020-10-14"))
    assert (line.when.date, line.kind) == ("2020-10-13", DateKind.SAID)


def test_words_for_a_day_that_cannot_be_worked_out_are_no_date() -> None:
    vague = When(phrase="earlier this week")
    (line,) = of_claim(a_reading(say("Norway blamed Russia.", said_on=vague), published="2020-10-14"))
    assert (line.when.date, line.kind) == ("2020-10-14", DateKind.PUBLISHED)


def test_a_claim_without_any_date_is_absent() -> None:
    assert only_case(a_reading(say("Norway blamed Russia."), published=None)).timeline == ()


def test_a_past_claim_without_a_date_is_absent() -> None:
    paper = a_reading(say("Norway blamed Russia.", on="2020-10-13", about=HACK), cite("It had before.", about=HACK))
    assert of_claim(paper, 1) == []
    assert len(of_claim(paper, 0)) == 1


def test_a_past_claim_with_a_date_stands_under_it() -> None:
    (line,) = of_claim(a_reading(cite("In October 2020 it had.", on="2020-10"), published="2022-01-01"))
    assert (line.when.date, line.kind) == ("2020-10", DateKind.SAID)


def test_a_month_stands_before_its_days_and_a_year_before_its_months() -> None:
    days = ["2021-07-19", "2021", "2021-07", "2020-12-31", "2021-07-01", "2021-08"]
    papers = [a_reading(say(f"Said in or on {day}.", about=HACK, on=day), published=None) for day in days]
    assert [date for date, _ in lines(only_case(*papers))] == [
        "2020-12-31",
        "2021",
        "2021-07",
        "2021-07-01",
        "2021-07-19",
        "2021-08",
    ]


def test_the_precision_of_a_date_is_kept() -> None:
    about = breach(period="2020", disclosed="2020-09")
    paper = a_reading(say("Norway blamed Russia.", about=about, on="2020-10-13"))
    assert [line.when.precision for line in only_case(paper).timeline] == ["year", "month", "day"]


def test_one_statement_in_two_documents_is_one_line() -> None:
    papers = [a_reading(say(f"Norway, says the {name}.", about=HACK, on="2020-10-13")) for name in ("Post", "Times")]
    assert lines(only_case(*papers)) == [("2020-10-13", DateKind.SAID)]


def test_the_same_conduct_date_in_two_documents_is_one_line() -> None:
    papers = [
        a_reading(say(f"Norway, says the {name}.", about=breach(period="2020-08"), on="2020-10-13"))
        for name in ("Post", "Times")
    ]
    assert lines(only_case(*papers)) == [("2020-08", DateKind.CONDUCT), ("2020-10-13", DateKind.SAID)]


def test_dates_of_the_conduct_on_which_documents_differ_both_stand() -> None:
    papers = [
        a_reading(say(f"In {month}.", about=breach(period=month), on="2020-10-13")) for month in ("2020-08", "2020-07")
    ]
    assert lines(only_case(*papers))[:2] == [("2020-07", DateKind.CONDUCT), ("2020-08", DateKind.CONDUCT)]


def test_a_conduct_that_nobody_is_accused_of_has_its_dates() -> None:
    disclosed = a_reading(more=[breach(period="2020-08", disclosed="2020-09-01")], published="2020-09-02")
    assert lines(only_case(disclosed)) == [("2020-08", DateKind.CONDUCT), ("2020-09-01", DateKind.DISCLOSED)]


def test_a_line_says_who_did_what_with_whom() -> None:
    paper = a_reading(
        say("With Estonia, Norway blamed Russia.", NORWAY, partners=(ESTONIA,), about=HACK, on="2020-10-13"),
        charge("America charged four.", JUSTICE, about=HACK, on="2020-10-19"),
        say("Somebody blamed Russia.", None, about=HACK, on="2020-10-20"),
    )
    first, second, third = (line.what for line in only_case(paper).timeline)
    assert "Norway" in first
    assert "attribute" in first
    assert "Estonia" in first
    assert "Department of Justice" in second
    assert "charge" in second
    assert "Norway" not in third


def test_a_measure_and_an_answer_have_their_lines() -> None:
    paper = a_reading(
        say("Norway blamed Russia.", about=HACK, on="2020-10-13"),
        deny(about=HACK, on="2020-10-14"),
        charge("Charged.", about=HACK, on="2020-10-19"),
    )
    assert {line.claim for line in only_case(paper).timeline} == {claim.id for claim in paper.claims}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_documents_changes_nothing(order: tuple[int, ...]) -> None:
    papers = [
        a_reading(say("Norway, says the Post.", about=breach(period="2020-08"), on="2020-10-13")),
        a_reading(say("Norway, says the Times.", about=HACK, on="2020-10-13"), published="2020-10-14"),
        a_reading(say("Norway, says the Herald.", about=breach(disclosed="2020-09-01")), published="2020-10-15"),
    ]
    assert only_case(*(papers[i] for i in order)).timeline == only_case(*papers).timeline
