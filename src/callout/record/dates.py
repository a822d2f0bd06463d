"""Dates as texts give them: never more exact than the words, and the words kept.

A date is written in ISO 8601 at its own precision: `2021-07-19`, `2021-07` or `2021`. A month is
never written as its first day, a year never as 1 January. A date that cannot be worked out is null
and keeps its phrase.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from callout.record.model import Record


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateKind(StrEnum):
    """Five kinds of date, never mixed."""

    CONDUCT = "conduct"
    DISCLOSED = "disclosed"
    SAID = "said"
    PUBLISHED = "published"
    RECORDED = "recorded"


_SHAPE = {
    Precision.DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Precision.MONTH: re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])"),
    Precision.YEAR: re.compile(r"(?!0000)[0-9]{4}"),
}
_TIME_OF_DAY = re.compile(
    r"[Tt ]([01][0-9]|2[0-4])(:?[0-5][0-9](:?([0-5][0-9]|60))?)?([.,][0-9]+)?\s*([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?"
)


class When(Record):
    """A date at the precision of its words. `phrase` is null where no words give it (metadata)."""

    date: str | None = None
    precision: Precision | None = None
    phrase: str | None = None

    @model_validator(mode="after")
    def _as_exact_as_it_says(self) -> Self:
        if (self.date is None) != (self.precision is None):
            raise ValueError("a date has a precision, and a precision has a date")
        if self.date is not None and self.precision is not None:
            if not _SHAPE[self.precision].fullmatch(self.date):
                raise ValueError(f"{self.date!r} is not a date to the {self.precision}")
            if self.precision is Precision.DAY:
                dt.date.fromisoformat(self.date)
        return self

    @classmethod
    def day(cls, day: dt.date, phrase: str | None = None) -> When:
        return cls(date=day.isoformat(), precision=Precision.DAY, phrase=phrase)

    @classmethod
    def month(cls, year: int, month: int, phrase: str | None = None) -> When:
        return cls(date=f"{year:04d}-{month:02d}", precision=Precision.MONTH, phrase=phrase)

    @classmethod
    def year(cls, year: int, phrase: str | None = None) -> When:
        return cls(date=f"{year:04d}", precision=Precision.YEAR, phrase=phrase)

    @classmethod
    def parse(cls, text: str) -> When:
        """An ISO date at whatever precision it is written, `2021-07-19T…` included.

        Raises ValueError where the text is not such a date.
        """
        written = text.strip()
        for precision, shape in _SHAPE.items():
            head = shape.match(written)
            if head is None:
                continue
            rest = written[head.end() :]
            if not rest or (precision is Precision.DAY and _TIME_OF_DAY.fullmatch(rest)):
                return cls(date=head.group(), precision=precision)
        raise ValueError(f"{text!r} is not an ISO 8601 date")

    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day that the date may mean; None where there is no date."""
        if self.date is None or self.precision is None:
            return None
        year = int(self.date[:4])
        if self.precision is Precision.YEAR:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        month = int(self.date[5:7])
        if self.precision is Precision.MONTH:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        day = dt.date.fromisoformat(self.date)
        return day, day
