from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from callout.ledger.clock import Recorded, utc_now

_COLUMN = Recorded()
_DIALECT = sqlite.dialect()

_ZONES = st.timedeltas(min_value=dt.timedelta(hours=-14), max_value=dt.timedelta(hours=14)).map(
    lambda offset: dt.timezone(dt.timedelta(minutes=offset // dt.timedelta(minutes=1)))
)
_TIMES = st.datetimes(min_value=dt.datetime(1970, 1, 2), max_value=dt.datetime(9999, 12, 30), timezones=_ZONES)


def _written(time: dt.datetime | None) -> str | None:
    return _COLUMN.process_bind_param(time, _DIALECT)


@given(_TIMES)
def test_a_time_comes_back_as_the_same_instant_in_utc(time: dt.datetime) -> None:
    back = _COLUMN.process_result_value(_written(time), _DIALECT)
    assert back == time
    assert back is not None
    assert back.tzinfo is dt.UTC


@given(_TIMES, _TIMES)
def test_written_times_sort_as_time_does(one: dt.datetime, other: dt.datetime) -> None:
    assert (str(_written(one)) < str(_written(other))) == (one < other)


@given(_TIMES)
def test_written_times_have_one_width(time: dt.datetime) -> None:
    assert len(str(_written(time))) == 27


@given(st.datetimes())
def test_a_time_without_a_zone_is_refused(naive: dt.datetime) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        _written(naive)


def test_no_time_stays_no_time() -> None:
    assert _written(None) is None
    assert _COLUMN.process_result_value(None, _DIALECT) is None


def test_the_clock_gives_utc() -> None:
    assert utc_now().utcoffset() == dt.timedelta(0)
