from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.reading.when import TimeWords, find_time
from callout.record.dates import Precision, When

TUESDAY = "2021-07-20"


def _times(text: str, published: str | None = TUESDAY) -> list[TimeWords]:
    return find_time(text, 0, len(text), When.parse(published) if published else None)


def _dates(text: str, published: str | None = TUESDAY) -> list[str | None]:
    return [found.when.date for found in _times(text, published)]


_DAYS = [
    ("The ministry said on Monday that it knew.", "2021-07-19"),
    ("The ministry said late on Monday that it knew.", "2021-07-19"),
    ("The ministry said on Tuesday that it knew.", "2021-07-20"),
    ("The ministry said on Wednesday that it knew.", "2021-07-14"),
    ("On Thursday night the ministry spoke.", "2021-07-15"),
    ("The ministry spoke last Friday.", "2021-07-16"),
    ("The ministry spoke Saturday morning.", "2021-07-17"),
    ("Early on Sunday the ministry spoke.", "2021-07-18"),
    ("MONDAY: the ministry speaks", "2021-07-19"),
    ("It will speak next Friday.", "2021-07-23"),
    ("The ministry spoke today.", "2021-07-20"),
    ("Earlier today the ministry spoke.", "2021-07-20"),
    ("The ministry spoke yesterday.", "2021-07-19"),
    ("The ministry spoke last night.", "2021-07-19"),
    ("It will speak tomorrow.", "2021-07-21"),
    ("It will speak tonight.", "2021-07-20"),
    ("It spoke five days ago.", "2021-07-15"),
    ("It spoke 10 days ago.", "2021-07-10"),
    ("It spoke on 19 July.", "2021-07-19"),
    ("It spoke on July 19.", "2021-07-19"),
    ("It spoke on the 19th of July.", "2021-07-19"),
    ("It spoke on July 2nd.", "2021-07-02"),
    ("It spoke on 20 December.", "2020-12-20"),
    ("It will speak on 22 July.", "2021-07-22"),
]

_DAYS_WITH_A_YEAR = [
    ("It spoke on 14 January 2020.", "2020-01-14"),
    ("It spoke on 14th January, 2020.", "2020-01-14"),
    ("It spoke on January 14, 2020.", "2020-01-14"),
    ("It spoke on Jan. 14, 2020.", "2020-01-14"),
    ("It spoke on Sept. 4, 2020.", "2020-09-04"),
    ("It spoke on 4 Sep 2020.", "2020-09-04"),
    ("It spoke on 1 May 2019.", "2019-05-01"),
    ("It spoke on 29 February 2020.", "2020-02-29"),
    ("Statement, 2018-02-15", "2018-02-15"),
]

_MONTHS = [
    ("It was seen in March.", "2021-03"),
    ("It was seen in July.", "2021-07"),
    ("It was seen in December.", "2020-12"),
    ("It was seen last March.", "2021-03"),
    ("It was seen in early March.", "2021-03"),
    ("It began early March.", "2021-03"),
    ("It was seen in mid-March.", "2021-03"),
    ("It was seen in late March.", "2021-03"),
    ("It has gone on since February.", "2021-02"),
    ("It was seen in May.", "2021-05"),
    ("It was seen last month.", "2021-06"),
    ("It was seen this month.", "2021-07"),
    ("It was seen earlier this month.", "2021-07"),
    ("It was seen three months ago.", "2021-04"),
    ("It was seen a month ago.", "2021-06"),
    ("It was seen 8 months ago.", "2020-11"),
]

_MONTHS_WITH_A_YEAR = [
    ("March 2020 was the month.", "2020-03"),
    ("Early March 2020 was the month.", "2020-03"),
    ("Late-December 2015 was the month.", "2015-12"),
    ("May 2017 was the month.", "2017-05"),
    ("Report (Sept. 2019)", "2019-09"),
]

_YEARS = [
    ("It was seen in 2017.", "2017"),
    ("It has gone on since 2017.", "2017"),
    ("It was seen in early 2020.", "2020"),
    ("It was seen in late 2019.", "2019"),
    ("It was seen in mid-2016.", "2016"),
    ("It went on until 2018.", "2018"),
    ("It was seen by 2014.", "2014"),
    ("It was seen during 2015.", "2015"),
]

_YEARS_BY_RELATION = [
    ("It was seen last year.", "2020"),
    ("It was seen this year.", "2021"),
    ("It was seen earlier this year.", "2021"),
    ("It was seen two years ago.", "2019"),
    ("It was seen a year ago.", "2020"),
    ("It was seen 10 years ago.", "2011"),
]

_WITHOUT_A_DATE = [
    ("It was seen last week.", "last week"),
    ("It was seen this week.", "this week"),
    ("It was seen earlier this week.", "this week"),
    ("It was seen two weeks ago.", "two weeks ago"),
    ("It was seen last spring.", "last spring"),
    ("It was seen this summer.", "this summer"),
    ("It was seen on 31 June.", "31 June"),
    ("It was seen on June 31, 2020.", "June 31, 2020"),
    ("It was seen on 30 February 2021.", "30 February 2021"),
    ("It was seen on 29 February 2021.", "29 February 2021"),
    ("It was seen on the same day.", "the same day"),
]


@pytest.mark.parametrize(("text", "day"), [*_DAYS, *_DAYS_WITH_A_YEAR])
def test_words_that_name_a_day_give_that_day(text: str, day: str) -> None:
    (found,) = _times(text)

    assert (found.when.date, found.when.precision) == (day, Precision.DAY)


@pytest.mark.parametrize(("text", "month"), [*_MONTHS, *_MONTHS_WITH_A_YEAR])
def test_words_that_name_a_month_give_the_month_and_no_day(text: str, month: str) -> None:
    (found,) = _times(text)

    assert (found.when.date, found.when.precision) == (month, Precision.MONTH)


@pytest.mark.parametrize(("text", "year"), [*_YEARS, *_YEARS_BY_RELATION])
def test_words_that_name_a_year_give_the_year_and_no_month(text: str, year: str) -> None:
    (found,) = _times(text)

    assert (found.when.date, found.when.precision) == (year, Precision.YEAR)


@pytest.mark.parametrize(("text", "phrase"), _WITHOUT_A_DATE)
def test_words_that_cannot_be_worked_out_keep_their_phrase_and_have_no_date(text: str, phrase: str) -> None:
    (found,) = _times(text)

    assert (found.when.date, found.when.precision) == (None, None)
    assert found.when.phrase is not None
    assert phrase in found.when.phrase


@pytest.mark.parametrize(
    ("published", "weekday", "day"),
    [
        ("2021-07-19", "Monday", "2021-07-19"),
        ("2021-07-20", "Tuesday", "2021-07-20"),
        ("2021-07-21", "Tuesday", "2021-07-20"),
        ("2021-07-26", "Tuesday", "2021-07-20"),
        ("2020-10-13", "Tuesday", "2020-10-13"),
        ("2021-01-01", "Wednesday", "2020-12-30"),
        ("2020-03-01", "Saturday", "2020-02-29"),
        ("2018-01-01", "Sunday", "2017-12-31"),
    ],
)
def test_a_weekday_is_the_last_one_up_to_publication_that_day_included(published: str, weekday: str, day: str) -> None:
    assert _dates(f"The ministry said on {weekday} that it knew.", published) == [day]


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        ("2021-01-15", "last month", "2020-12"),
        ("2021-03-31", "last month", "2021-02"),
        ("2021-01-15", "yesterday", "2021-01-14"),
        ("2021-01-01", "yesterday", "2020-12-31"),
        ("2021-01-05", "in December", "2020-12"),
        ("2021-12-31", "in December", "2021-12"),
        ("2021-01-05", "three months ago", "2020-10"),
        ("2021-01-03", "on 30 December", "2020-12-30"),
    ],
)
def test_words_read_at_the_turn_of_the_year_look_back(published: str, words: str, date: str) -> None:
    assert _dates(f"It was seen {words}.", published) == [date]


@pytest.mark.parametrize("text", [text for text, _ in (*_DAYS, *_MONTHS, *_YEARS_BY_RELATION)])
def test_without_a_publication_date_relative_words_keep_their_phrase_and_have_no_date(text: str) -> None:
    (found,) = _times(text, None)

    assert (found.when.date, found.when.precision) == (None, None)
    assert found.when.phrase
    assert found.when.phrase in text


@pytest.mark.parametrize(("text", "date"), [*_DAYS_WITH_A_YEAR, *_MONTHS_WITH_A_YEAR, *_YEARS])
def test_a_date_with_its_year_needs_no_publication_date(text: str, date: str) -> None:
    assert _dates(text, None) == [date]


@pytest.mark.parametrize("published", ["2021-07", "2021"])
def test_a_publication_date_that_is_no_day_gives_no_weekday(published: str) -> None:
    assert _dates("The ministry said on Monday that it knew.", published) == [None]
    assert _dates("The ministry said yesterday that it knew.", published) == [None]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("It has gone on since 2017.", True),
        ("It has gone on since February.", True),
        ("It has gone on since Monday.", True),
        ("It has gone on since early 2020.", True),
        ("It was seen in 2017.", False),
        ("It was said on Monday.", False),
    ],
)
def test_since_marks_an_open_period(text: str, since: bool) -> None:
    assert [found.since for found in _times(text)] == [since]


@pytest.mark.parametrize(
    "text",
    [
        "The hackers may have read the mail.",
        "They may 3 times have done it.",
        "They march on.",
        "Some 2000 servers were hit.",
        "It was hit 2017 times.",
        "The flaw CVE-2021-26855 was used.",
        "Unit 61398 was named.",
        "The daylight faded.",
        "Secondly, the mundane answer.",
        "It is a monthly, weekly and yearly report.",
        "The second-largest bank of the state.",
        "Version 7.1 was hit.",
    ],
)
def test_words_that_are_no_time_give_none(text: str) -> None:
    assert _times(text) == []


def test_the_phrase_is_the_words_at_the_offsets() -> None:
    text = "On Monday, and in early March, and since 2017: it was said."

    assert [text[found.start : found.end].strip() for found in _times(text)] == [f.when.phrase for f in _times(text)]
    assert _dates(text) == ["2021-07-19", "2021-03", "2017"]


def test_only_the_stretch_that_was_asked_for_is_read() -> None:
    text = "On Monday it fell. On Sunday it rose."
    at = text.index("On Sunday")

    assert [f.when.date for f in find_time(text, at, len(text), When.parse(TUESDAY))] == ["2021-07-18"]


_WORDS = st.sampled_from(
    [
        "on", "in", "since", "last", "this", "early", "late", "mid-", "Monday", "Tuesday", "Sunday", "night",
        "March", "May", "June", "31", "30", "29", "1", "0", "00", "99", "2021", "1999", "the", "st", "th", "of",
        ",", ".", "year", "month", "week", "spring", "ago", "two", "12", "days", "yesterday", "today", "-",
        "2020-02-30", "2021-13-01", "Feb.", "Sept", "400", "years",
    ]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=20), st.dates() | st.none())
def test_any_mix_of_time_words_has_offsets_in_order_and_precise_dates(words: list[str], day: object) -> None:
    text = " ".join(words)
    published = When.parse(str(day)) if day else None
    last = 0
    for found in find_time(text, 0, len(text), published):
        assert last <= found.start < found.end <= len(text)
        assert found.when.phrase == text[found.start : found.end].strip()
        assert found.when.date is None or found.when.span() is not None
        last = found.end


@given(st.text(), st.dates() | st.none())
def test_any_text_gives_offsets_in_order(text: str, day: object) -> None:
    published = When.parse(str(day)) if day else None
    last = 0
    for found in find_time(text, 0, len(text), published):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize(
    "piece", ["in ", "1 ", "last ", "2021 ", "early ", "May ", "late on ", "1 of ", " ", "\n", "a", "on the same "]
)
def test_hostile_time_words_of_300_000_characters_take_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))

    began = time.process_time()
    _times(text)

    assert time.process_time() - began < 5
