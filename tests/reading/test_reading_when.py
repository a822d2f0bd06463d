from __future__ import annotations

import calendar
import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.reading.lexicon import words
from callout.reading.when import TimeWords, _matches, _patterns, dates_itself, find_time
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


# Dates in numbers


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("28.10.2019", "2019-10-28"),
        ("5.6.2020", "2020-06-05"),
        ("05.06.2020", "2020-06-05"),
        ("28/10/2019", "2019-10-28"),
        ("10/28/2019", "2019-10-28"),
        ("1/13/2020", "2020-01-13"),
        ("13/1/2020", "2020-01-13"),
        ("05/05/2020", "2020-05-05"),
        ("29/02/2020", "2020-02-29"),
        ("29.02.2020", "2020-02-29"),
        ("2/29/2020", "2020-02-29"),
        ("24/7/2019", "2019-07-24"),
    ],
)
def test_a_date_in_numbers_is_a_day_where_its_order_shows(written: str, date: str) -> None:
    for published in (TUESDAY, None):
        (found,) = _times(f"It was seen on {written}, they say.", published)

        assert (found.when.date, found.when.precision, found.when.phrase) == (date, Precision.DAY, written)


@pytest.mark.parametrize("written", ["10/12/2021", "05/06/2022", "1/2/2020", "12/11/2015"])
def test_a_date_in_numbers_that_may_be_read_in_two_ways_keeps_its_phrase_and_has_no_date(written: str) -> None:
    (found,) = _times(f"It was seen on {written}.")

    assert (found.when.date, found.when.precision, found.when.phrase) == (None, None, written)


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2020", "31.02.2020", "29/02/2019", "29.02.2019", "2/29/2019", "31.6.2020", "10.28.2019", "13/13/2020",
        "0/0/2020", "00.05.2020", "2021-02-29", "2020-13-01", "2020-00-10",
    ],
)  # fmt: skip
def test_numbers_that_are_no_day_of_the_calendar_have_no_date(written: str) -> None:
    assert _dates(f"It was seen on {written}.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The desk works 24/7 and never sleeps.",
        "The report of 28/10/19 was read.",
        "It fell on 28.10/2019, a slip of the pen.",
        "The server 192.168.1.2019 was hit.",
        "See https://example.org/28/10/2019/news for more.",
        "The ratio was 3/4/5 that day or so.",
        "They read 1984 at school.",
        "The novel 1984 is by Orwell.",
        "Room 39 keeps the money.",
        "It was traced to Room 39 of the party.",
        "Unit 61398 sits in Shanghai.",
        "Unit 74455 and Unit 26165 were named.",
        "The 74455 unit was named.",
        "The servers ran Exchange version 2016 then.",
        "It hit Office 2016 and Windows Server 2019 alike.",
        "The 12th Centre did it.",
        "It was the 12th Centre that did it.",
        "It was the 12th Centre and the 18th Centre that did it.",
        "The 3rd Department and the 16th Directorate were named.",
        "A 9.8 out of 10 was given.",
        "In 2016 emails, nothing was found.",
        "Springs and falls are no seasons of a year.",
        "Later, they spoke of a later day.",
        "They were between 20 and 30.",
        "Some 2015-strong crowd came.",
    ],
)
def test_numbers_and_names_that_look_like_time_are_none(text: str) -> None:
    assert _times(text) == []


# Days that have a name


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Christmas Eve", "2020-12-24"),
        ("Christmas Day", "2020-12-25"),
        ("Boxing Day", "2020-12-26"),
        ("New Year's Eve", "2020-12-31"),
        ("New Year’s Eve", "2020-12-31"),
        ("New Year's Day", "2021-01-01"),
        ("New Year’s Day", "2021-01-01"),
        ("Valentine's Day", "2021-02-14"),
        ("the Fourth of July", "2021-07-04"),
        ("Bastille Day", "2021-07-14"),
        ("Halloween", "2020-10-31"),
        ("Thanksgiving", "2020-11-26"),
        ("Thanksgiving Day", "2020-11-26"),
        ("CHRISTMAS DAY", "2020-12-25"),
        ("Christmas Eve 2015", "2015-12-24"),
        ("Christmas Day, 2015", "2015-12-25"),
        ("New Year's Day 2020", "2020-01-01"),
        ("the Fourth of July 2019", "2019-07-04"),
        ("Thanksgiving 2018", "2018-11-22"),
    ],
)
def test_a_feast_is_the_day_of_its_year_or_the_last_one(words: str, date: str) -> None:
    (found,) = _times(f"It fell on {words}.")

    assert (found.when.date, found.when.precision, found.when.phrase) == (date, Precision.DAY, words)


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        ("2020-12-23", "Christmas Eve", "2019-12-24"),
        ("2020-12-24", "Christmas Eve", "2020-12-24"),
        ("2020-12-25", "Christmas Eve", "2020-12-24"),
        ("2021-01-01", "New Year's Eve", "2020-12-31"),
        ("2021-01-01", "New Year's Day", "2021-01-01"),
        ("2020-12-31", "New Year's Day", "2020-01-01"),
        ("2020-12-31", "New Year's Eve", "2020-12-31"),
        ("2021-07-03", "the Fourth of July", "2020-07-04"),
        ("2021-07-04", "the Fourth of July", "2021-07-04"),
        ("2021-11-24", "Thanksgiving", "2020-11-26"),
        ("2021-11-25", "Thanksgiving", "2021-11-25"),
        ("2021-11-26", "Thanksgiving", "2021-11-25"),
    ],
)
def test_a_feast_without_its_year_is_the_last_one_up_to_publication(published: str, words: str, date: str) -> None:
    assert _dates(f"It fell on {words}.", published) == [date]


@pytest.mark.parametrize("published", ["2021-07", "2021", None])
def test_a_feast_without_its_year_has_no_date_where_the_day_of_publication_is_not_known(published: str | None) -> None:
    assert _dates("It fell on Christmas Eve.", published) == [None]
    assert _dates("It fell on Christmas Eve 2015.", published) == ["2015-12-24"]


@pytest.mark.parametrize("year", range(1999, 2031))
def test_thanksgiving_is_the_fourth_thursday_of_november(year: int) -> None:
    thursdays = [week[calendar.THURSDAY] for week in calendar.monthcalendar(year, 11) if week[calendar.THURSDAY]]
    day = f"{year}-11-{thursdays[3]}"

    assert _dates(f"It fell on Thanksgiving {year}.", None) == [day]
    assert _dates("It fell on Thanksgiving.", f"{year}-12-01") == [day]
    assert _dates("It fell on Thanksgiving.", day) == [day]


# Stretches


@pytest.mark.parametrize(
    "words",
    [
        "between 2014 and 2018", "from 2014 to 2018", "from 2014 until 2018", "from 2014 through 2018", "2014-2018",
        "2014–2018", "2014 – 2018", "2019-2020",
    ],
)  # fmt: skip
def test_a_stretch_over_several_years_is_one_time_without_a_date(words: str) -> None:
    (found,) = _times(f"It went on {words}, they say.")

    assert (found.when.date, found.when.precision, found.when.phrase) == (None, None, words)


def test_a_stretch_within_a_year_is_of_that_year() -> None:
    assert _dates("It went on from 2018 through 2018.") == ["2018"]


# The day of the month


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        (TUESDAY, "the 20th", "2021-07-20"),
        (TUESDAY, "the 19th", "2021-07-19"),
        (TUESDAY, "the 1st", "2021-07-01"),
        (TUESDAY, "the 21st", "2021-06-21"),
        (TUESDAY, "the 22nd", "2021-06-22"),
        (TUESDAY, "the 3rd", "2021-07-03"),
        ("2021-01-05", "the 6th", "2020-12-06"),
        ("2021-01-05", "the 31st", "2020-12-31"),
        ("2020-03-05", "the 29th", "2020-02-29"),
        ("2021-03-05", "the 29th", None),
        ("2021-03-05", "the 30th", None),
        (TUESDAY, "the 31st", None),
        (TUESDAY, "the 32nd", None),
        (TUESDAY, "the 0th", None),
        ("2021-07", "the 19th", None),
        (None, "the 19th", None),
    ],
)
def test_a_day_by_its_number_is_the_last_one_up_to_publication(
    published: str | None, words: str, date: str | None
) -> None:
    for text in (f"It came on {words}.", f"It came on {words}, they said.", f"They say that it came on {words}"):
        assert _dates(text, published) == [date], text


# Words that count from the date before them


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It began on 5 June 2020 and ended two days later.", "2020-06-07"),
        ("It began on 5 June 2020 and ended a day later.", "2020-06-06"),
        ("It began on 5 June 2020 and ended 30 days later.", "2020-07-05"),
        ("It began on 27 February 2020 and ended two days later.", "2020-02-29"),
        ("It began on 27 February 2021 and ended two days later.", "2021-03-01"),
        ("It began on 31 December 2020. The next day it ended.", "2021-01-01"),
        ("It began on 31 December 2020. On the following day it ended.", "2021-01-01"),
        ("It began on 5 June 2020 and later that day it ended.", "2020-06-05"),
        ("It began on Friday and ended two days later.", "2021-07-18"),
        ("It began on Christmas Eve 2015 and ended a day later.", "2015-12-25"),
        ("It began on 28.10.2019 and ended four days later.", "2019-11-01"),
        ("It began on 5 June 2020 and ended two months later.", "2020-08"),
        ("It began on 31 December 2020 and ended two months later.", "2021-02"),
        ("It began in June 2020 and ended two months later.", "2020-08"),
        ("It began in December 2020 and ended the following month.", "2021-01"),
        ("It began on 5 June 2020 and later that month it ended.", "2020-06"),
        ("It began in November 2020 and ended the next year.", "2021"),
        ("It began on 5 June 2020 and ended three years later.", "2023"),
        ("It began in 2015 and ended two years later.", "2017"),
        ("It began in 2015, and later that year it ended.", "2015"),
    ],
)
def test_words_that_count_from_a_date_are_as_exact_as_they_and_the_date_are(text: str, date: str) -> None:
    assert _dates(text)[1:] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "It began in June 2020 and ended two days later.",
        "It began in 2015 and ended two days later.",
        "It began in 2015 and ended two months later.",
        "It began in June 2020. The next day it ended.",
        "It began in 2015, and later that month it ended.",
        "It began last spring and ended two days later.",
        "It began last week and ended a day later.",
        "It began on 10/12/2021 and ended a day later.",
    ],
)
def test_words_that_count_from_less_than_they_need_have_no_date(text: str) -> None:
    assert _dates(text)[-1] is None


@pytest.mark.parametrize("words", ["two days later", "the next day", "later that month", "10 years later"])
def test_words_that_count_from_nothing_have_no_date(words: str) -> None:
    (found,) = _times(f"It ended {words}.")

    assert (found.when.date, found.when.phrase) == (None, words)


def test_words_count_from_the_date_that_is_nearest_before_them() -> None:
    text = "It began on 5 June 2020 and stopped on 9 August 2020. It came back two days later. The next day it left."

    assert _dates(text) == ["2020-06-05", "2020-08-09", "2020-08-11", "2020-08-12"]


def test_words_count_from_a_date_right_before_the_stretch_that_is_asked_for() -> None:
    text = "It was hit on 5 June 2020. It was found two days later."
    at = text.index("It was found")

    assert [f.when.date for f in find_time(text, at, len(text), None)] == ["2020-06-07"]


def test_words_do_not_count_from_a_date_far_before_the_stretch_or_after_them() -> None:
    text = "It was hit on 5 June 2020. " + "Nothing was known of it. " * 40 + "It was found two days later."
    at = text.index("It was found")

    assert [f.when.date for f in find_time(text, at, len(text), None)] == [None]
    assert _dates("Two days later it was 9 June 2020.") == [None, "2020-06-09"]


# Last year and last week, by month and weekday


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It began in October last year.", "2020-10"),
        ("It began in October of last year.", "2020-10"),
        ("October last year was the month.", "2020-10"),
        ("It began in March last year.", "2020-03"),
        ("It began in May last year.", "2020-05"),
        ("It began on 14 October last year.", "2020-10-14"),
        ("It began on the 14th of October last year.", "2020-10-14"),
        ("It began on 29 February last year.", "2020-02-29"),
        ("It began on Tuesday last week.", "2021-07-13"),
        ("It began on Monday last week.", "2021-07-12"),
        ("It began Sunday last week.", "2021-07-18"),
        ("It was the day before yesterday.", "2021-07-18"),
        ("It was this morning.", "2021-07-20"),
        ("It was this evening.", "2021-07-20"),
        ("It was one year ago today.", "2020-07-20"),
        ("It comes next year.", "2022"),
        ("It comes next month.", "2021-08"),
    ],
)
def test_words_of_last_year_and_last_week_count_from_publication(text: str, date: str) -> None:
    (found,) = _times(text)

    assert found.when.date == date
    assert _dates(text, None) == [None]
    assert _dates(text, "2021") == [None]
    assert _dates(text, "2021-07") == [None]


@pytest.mark.parametrize("text", ["It began on 31 June last year.", "It began on 30 February last year."])
def test_a_day_of_last_year_that_was_none_has_no_date(text: str) -> None:
    assert _dates(text) == [None]


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        ("2020-02-29", "one year ago today", None),
        ("2020-02-29", "29 February last year", None),
        ("2021-02-28", "one year ago today", "2020-02-28"),
        ("2021-03-01", "one year ago today", "2020-03-01"),
        ("2020-03-01", "yesterday", "2020-02-29"),
        ("2020-03-02", "the day before yesterday", "2020-02-29"),
        ("2021-03-02", "the day before yesterday", "2021-02-28"),
        ("2020-02-29", "last year", "2019"),
        ("2020-02-29", "last month", "2020-01"),
        ("2020-03-31", "last month", "2020-02"),
        ("2021-01-31", "next month", "2021-02"),
        ("2020-12-31", "next month", "2021-01"),
        ("2020-02-29", "two years ago", "2018"),
        ("2021-01-04", "Friday last week", "2021-01-01"),
        ("2021-01-04", "Tuesday last week", "2020-12-29"),
    ],
)
def test_leap_days_and_the_ends_of_months_are_no_trap(published: str, words: str, date: str | None) -> None:
    assert _dates(f"It was {words}.", published) == [date]


# Years: before nouns, of seasons, parts of them


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They recall the 2015 hack.", "2015"),
        ("They recall the 2015 Bundestag hack.", "2015"),
        ("They recall Ukraine's 2016 blackout.", "2016"),
        ("They recall Ukraine’s 2016 blackout.", "2016"),
        ("They recall its 2016 report.", "2016"),
        ("They recall a 2013 paper.", "2013"),
        ("It was in the summer of 2016.", "2016"),
        ("It was in summer 2016.", "2016"),
        ("It was in late summer 2016.", "2016"),
        ("Spring 2020 was quiet.", "2020"),
        ("The fall of 2019 was not.", "2019"),
        ("It was at the start of 2019.", "2019"),
        ("It was in the middle of 2019.", "2019"),
        ("By the end of 2019 it was over.", "2019"),
        ("It has gone on since at least 2014.", "2014"),
        ("It has gone on since at least early 2014.", "2014"),
        ("It went on in or around 2014.", "2014"),
        ("It went on as early as 2014.", "2014"),
        ("It went on around 2014.", "2014"),
        ("It went on from 2014.", "2014"),
        ("It has gone on since at least March 2014.", "2014-03"),
        ("It began in or about March 2014.", "2014-03"),
        ("It began as early as March 2014.", "2014-03"),
        ("It began around March 2014.", "2014-03"),
        ("It began in March of 2014.", "2014-03"),
    ],
)
def test_words_before_and_after_a_year_leave_its_precision_alone(text: str, date: str) -> None:
    for published in (TUESDAY, "2021", None):
        assert _dates(text, published) == [date]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("It has gone on since the winter of 2018.", True),
        ("It has gone on since March 2018.", True),
        ("It has gone on since Christmas Eve.", True),
        ("It has gone on since at least 2014.", False),
        ("It has gone on since at least March 2014.", False),
        ("They recall the 2015 hack.", False),
    ],
)
def test_since_at_least_dates_a_beginning_and_since_alone_opens_a_period(text: str, since: bool) -> None:
    assert [found.since for found in _times(text)] == [since]


# Whatever the text


_DAY_WORDS = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\b|day|night|morning|afternoon|evening|tomorrow|christmas|new year"
    r"|halloween|thanksgiving|fourth of july"
)
_MONTH_WORDS = re.compile(r"month|" + "|".join(name.lower() for name in calendar.month_abbr if name))

_MORE_WORDS = st.sampled_from(
    [
        "on", "in", "since", "at least", "as early as", "or about", "between", "from", "to", "and", "until", "the",
        "a", "its", "’s", "of", "last", "next", "this", "later", "that", "following", "same", "early", "end of",
        "day", "days", "month", "months", "year", "years", "week", "weeks", "ago", "two", "ten", "12", "31", "29",
        "28.10.2019", "10/12/2021", "31/02/2020", "2/29/2020", "24/7", "0/0/0", "2015", "2016-2018", "2020-02-29",
        "the 12th", "the 31st", "22nd", "Centre", "Room 39", "Unit 61398", "version 2016", "hack", "report",
        "February", "March", "may", "May", "Sept.", "October", "Monday", "Sunday", "summer", "fall", "winter",
        "Thanksgiving", "Christmas Eve", "New Year’s Day", "the Fourth of July", "today", "yesterday",
        "one year ago today", "the day before yesterday", "two days later", "later that year", "the next day",
        ",", ".", "-", "–", "/", "\n",
    ]
)  # fmt: skip
_PUBLISHED = st.one_of(
    st.none(),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)).map(When.day),
    st.sampled_from(["2020-02-29", "2024-02-29", "2021-12-31", "2021-01-01"]).map(When.parse),
    st.builds(When.month, st.integers(1950, 2090), st.integers(1, 12)),
    st.builds(When.year, st.integers(1950, 2090)),
)


@given(st.lists(_MORE_WORDS, max_size=16).map(" ".join), _PUBLISHED)
def test_no_date_is_more_exact_than_its_words(text: str, published: When | None) -> None:
    for found in find_time(text, 0, len(text), published):
        phrase = (found.when.phrase or "").lower()
        assert phrase == text[found.start : found.end].strip().lower()
        if found.when.precision is Precision.DAY:
            assert _DAY_WORDS.search(phrase)
        elif found.when.precision is Precision.MONTH:
            assert _MONTH_WORDS.search(phrase)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It was defaced in the night of 13 to 14 January 2020.", "2020-01"),
        ("Between 6 and 8 May 2020 it was down.", "2020-05"),
        ("It was down from May 6-8, 2020.", "2020-05"),
        ("It was down on 3 and 4 March.", "2021-03"),
        ("It was down on 29 and 30 December.", "2020-12"),
        ("It was down between 12 and 5 May 2020.", None),
    ],
)
def test_days_of_one_month_are_of_that_month(text: str, date: str | None) -> None:
    assert _dates(text) == [date]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("On 3 May it was hacked.", True),
        ("It was hacked in 2019.", True),
        ("It may march on.", False),
        ("1984 files", True),
    ],
)
def test_whether_a_stretch_holds_a_word_of_time_is_cheap_to_say(text: str, holds: bool) -> None:
    assert dates_itself(text, 0, len(text)) is holds


@given(st.lists(_MORE_WORDS, max_size=16).map(" ".join), _PUBLISHED)
def test_a_date_is_of_the_year_that_its_words_name(text: str, published: When | None) -> None:
    for found in find_time(text, 0, len(text), published):
        years = re.findall(r"(?:19|20)\d\d", found.when.phrase or "")
        assert found.when.date is None or not years or found.when.date[:4] in years


@given(st.lists(_MORE_WORDS, max_size=16).map(" ".join))
def test_without_a_publication_day_only_words_with_a_year_have_a_date(text: str) -> None:
    # Words such as "two days later" take their year from the date before them.
    if re.search(r"\b(?:19|20)\d\d", text):
        return
    assert all(found.when.date is None for found in find_time(text, 0, len(text), None))
    assert all(found.when.date is None for found in find_time(text, 0, len(text), When.parse("2021-07")))


@given(st.text() | st.text("0123456789/.-–, aehinty"), _PUBLISHED)
def test_any_text_is_read_whatever_is_known_of_its_publication(text: str, published: When | None) -> None:
    for found in find_time(text, 0, len(text), published):
        assert found.when.phrase == text[found.start : found.end].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1 to ", "1-", "May 1 to ",
        "1/", "12/", "12/12/", "12/12/20", "1/1/2020 ", "0/0/0", "/", "1.", ".", "20", "2015 ", "2020-", "2014 - ",
        "2014-2018", "2014–", "between 2014 and ", "from March ", "the 1st ", "’s 2015 a", "in or about ",
        "since at least ", "the start of ", "Christmas Day ", "spring of ", "on 5 May, one day later ",
    ],
)  # fmt: skip
def test_hostile_numbers_of_200_000_characters_take_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    began = time.process_time()
    _times(text)

    assert time.process_time() - began < 5


_PIECES = sorted(
    {word for name in ("months", "short_months", "weekdays", "seasons", "numbers") for word in words("when")[name]}
    | {piece for feast in words("when")["feasts"] for piece in feast.split()}
    | {"in", "since", "during", "from", "by", "of", "until", "through", "around", "at", "least", "as", "early", "or"}
    | {"about", "between", "and", "to", "on", "the", "mid", "late", "earlier", "later", "last", "this", "next", "same"}
    | {"that", "before", "start", "beginning", "middle", "end", "a", "its", "day", "days", "week", "weeks", "month"}
    | {"months", "year", "years", "ago", "today", "yesterday", "tomorrow", "tonight", "night", "morning"}
    | {"2019", "2019-05-06", "3", "3rd", "22nd", "14.", "05/06/2022", "28.10.2019", "-", "–", ",", ".", "\n", "é", "x"}
)


@given(
    st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from([" ", " ", " ", "", "-", "/", "_"])), max_size=12),
    st.sampled_from([str.lower, str.title, str.upper]),
    st.integers(0, 8),
)
def test_times_are_found_where_the_pattern_alone_finds_them(
    pieces: list[tuple[str, str]], written: Callable[[str], str], start: int
) -> None:
    text = written("".join(f"{word}{space}" for word, space in pieces))
    end = max(start, len(text) - start)
    found = [(match.span(), match.groupdict()) for match in _patterns()[0].finditer(text, start, end)]
    assert [(match.span(), match.groupdict()) for match in _matches(text, start, end)] == found
