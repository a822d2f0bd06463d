from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from callout.record.dates import Precision, When

_DAYS = st.dates()


@pytest.mark.parametrize(
    ("written", "precision"),
    [("2021-07-19", Precision.DAY), ("2021-07", Precision.MONTH), ("2021", Precision.YEAR)],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, precision: Precision) -> None:
    when = When.parse(written)

    assert (when.date, when.precision, when.phrase) == (written, precision, None)


@pytest.mark.parametrize(
    ("date", "precision"),
    [
        ("2021", "day"),
        ("2021", "month"),
        ("2021-07", "day"),
        ("2021-07", "year"),
        ("2021-01-01", "year"),
        ("2021-07-01", "month"),
        ("2021-7-1", "day"),
        ("21-07-19", "day"),
        ("2021-00", "month"),
        ("2021-13", "month"),
        ("2021-02-29", "day"),
        ("2021-06-31", "day"),
        ("2021-07-19T12:00:00", "day"),
        ("last week", "day"),
        ("", "year"),
        ("0000", "year"),
        ("0000-07", "month"),
        ("0000-07-19", "day"),
        ("２０２１", "year"),
        ("2021-0٧", "month"),
        ("२०२१-०७-१९", "day"),
        ("2021-07-19\n", "day"),
        ("2021\n", "year"),
    ],
)
def test_a_date_of_another_precision_than_it_claims_is_refused(date: str, precision: str) -> None:
    with pytest.raises(ValidationError):
        When(date=date, precision=Precision(precision))


def test_a_date_without_a_precision_is_refused() -> None:
    with pytest.raises(ValidationError):
        When(date="2021-07-19")


def test_a_precision_without_a_date_is_refused() -> None:
    with pytest.raises(ValidationError):
        When(precision=Precision.DAY, phrase="on Monday")


def test_a_phrase_that_cannot_be_worked_out_is_kept_without_a_date() -> None:
    when = When(phrase="some time after the elections")

    assert when.date is None
    assert when.precision is None
    assert when.phrase == "some time after the elections"
    assert when.span() is None


@pytest.mark.parametrize(
    "written",
    [
        "2021-07-19T23:59:59-05:00",
        "2021-07-19T00:00:00.000Z",
        "2021-07-19T00:00:00,000+0200",
        "2021-07-19 08:30:00",
        "2021-07-19 08:30:00 +0200",
        "2021-07-19 08:30 Z",
        "2021-07-19T08:30",
        "2021-07-19T08Z",
        "2021-07-19T083000Z",
        "  2021-07-19\n",
        "\u00a02021-07-19\u2003",
    ],
)
def test_the_time_of_day_is_left_out_and_the_day_stays_as_written(written: str) -> None:
    assert When.parse(written) == When.day(dt.date(2021, 7, 19))


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "July 2021",
        "19 July 2021",
        "19/07/2021",
        "2021/07/19",
        "2021-7-19",
        "20210719",
        "2021-13",
        "2021-02-30",
        "T",
        "2021-07-19 or so",
        "2021-07-19 (updated)",
        "2021-07-19 2021-07-20",
        "2021-07-19/2021-07-25",
        "2021-07-19\n2021-07-20",
        "2021-07-19T",
        "2021-07-19Tea",
        "2021-07-19T8:30",
        "2021-07-19T08:3",
        "2021-07-19T08:30:00 in Oslo",
        "2021-07-19T08:30:00Z or so",
        "2021-07-19T08:30:00 +0",
        "2021-07-190",
        "2021-07-19-05",
        "2021-07 to 2021-09",
        "2021-07T08:30",
        "2021-07-",
        "2021 or 2022",
        "2021T08:30",
        "2021-",
        "2021–22",
        "20211",
        "c. 2021",
        "-2021",
        "+2021",
        "0000",
        "0000-07",
        "0000-07-19",
        "0000-00-00",
        "２０２１",
        "２０２１-０７-１９",
        "٢٠٢١-٠٧-١٩",
        "2021-0७",
        "2021-07-1๙",
        "2021-07-19T०८:30",
        "²⁰²¹",
    ],
)
def test_what_is_not_an_iso_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message differs with the fault
        When.parse(written)


@given(_DAYS, st.text(min_size=1).filter(lambda tail: tail.strip() and tail.strip()[0] not in "T0123456789+-,.:"))
def test_a_date_with_words_after_it_is_refused(day: dt.date, tail: str) -> None:
    for written in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        with pytest.raises(ValueError, match="is not an ISO 8601 date"):
            When.parse(f"{written} {tail}")


@given(st.from_regex(r"\A\d{4}(-\d{2}(-\d{2})?)?\Z"))
def test_a_date_that_is_read_is_written_in_ascii_and_is_in_the_calendar(written: str) -> None:
    try:
        when = When.parse(written)
    except ValueError:
        return

    assert when.date == written.strip()
    assert when.date.isascii()
    assert when.span() is not None


@given(_DAYS)
def test_a_day_spans_itself(day: dt.date) -> None:
    when = When.parse(day.isoformat())

    assert when == When.day(day)
    assert when.span() == (day, day)


@given(_DAYS)
def test_a_month_spans_its_first_to_its_last_day(day: dt.date) -> None:
    when = When.month(day.year, day.month)
    last = calendar.monthrange(day.year, day.month)[1]

    assert when == When.parse(day.isoformat()[:7])
    assert when.span() == (day.replace(day=1), day.replace(day=last))


@given(_DAYS)
def test_a_year_spans_its_first_to_its_last_day(day: dt.date) -> None:
    when = When.year(day.year)

    assert when == When.parse(day.isoformat()[:4])
    assert when.span() == (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("9999-12", dt.date(9999, 12, 1), dt.date(9999, 12, 31)),
        ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31)),
        ("0001", dt.date(1, 1, 1), dt.date(1, 12, 31)),
        ("2021-12", dt.date(2021, 12, 1), dt.date(2021, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("1900-02", dt.date(1900, 2, 1), dt.date(1900, 2, 28)),
        ("0987", dt.date(987, 1, 1), dt.date(987, 12, 31)),
    ],
)
def test_a_span_knows_december_and_leap_years(written: str, first: dt.date, last: dt.date) -> None:
    assert When.parse(written).span() == (first, last)


def test_the_words_of_a_date_travel_with_it() -> None:
    assert When.day(dt.date(2021, 7, 19), "late on Monday").phrase == "late on Monday"
    assert When.month(2021, 3, "in early March").phrase == "in early March"
    assert When.year(2021, "in 2021").phrase == "in 2021"


def test_a_date_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        When.year(2021).date = "2022"  # type: ignore[misc]
