"""Drawings as plain geometry: the templates write them as SVG. Every drawing stands beside a table that says the same.

Positions across are per cent of the width, so that a drawing fits any screen and its letters keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from callout.record.case import Entry
from callout.record.dates import DateKind

LANE = 26
"""Pixels of a lane of the timeline."""
_CLOSER = 6
"""How much closer the second drawing is, at least."""
_SHORTEST = 7
"""Days of a second drawing, at least."""


_TOO_CLOSE = 2
"""Per cent of the width within which marks of one lane lie on each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Entries of one kind, of one date or so close that they would lie on each other. `width` is null for days, a
    length in per cent for a month or a year."""

    x: float
    y: int
    width: float | None
    entries: tuple[Entry, ...]
    precision: str

    @property
    def label(self) -> str:
        told = f"{len(self.entries)} entries: " if len(self.entries) > 1 else ""
        return (
            told
            + "; ".join(f"{e.when.date} ({e.kind}) {e.what}" for e in self.entries[:3])
            + (f"; and {len(self.entries) - 3} more" if len(self.entries) > 3 else "")
        )


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """`first` and `last` are the days at the edges of the drawing."""

    first: dt.date
    last: dt.date
    lanes: tuple[DateKind, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: int


def timeline_of(entries: Sequence[Entry]) -> tuple[Timeline, ...]:
    """The whole time to scale, and beside it the busiest part, where most entries stand in a sixth of it or less."""
    spans = [(span, entry) for entry in entries if (span := entry.when.span())]
    if not spans:
        return ()
    first = min(span[0] for span, _ in spans)
    last = max(span[1] for span, _ in spans)
    drawn = [_drawn(spans, first, last)]
    close = _busiest([span for span, _ in spans], first, last)
    if close:
        inside = [(span, entry) for span, entry in spans if close[0] <= span[0] and span[1] <= close[1]]
        drawn.append(_drawn(inside, *close))
    return tuple(drawn)


def _busiest(spans: Sequence[tuple[dt.date, dt.date]], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
    """A window that holds at least half of the entries; null where there is none, or the whole is short."""
    days = (last - first).days // _CLOSER
    if days < _SHORTEST:
        return None
    best: tuple[int, dt.date, dt.date] | None = None
    for start in sorted({span[0] for span in spans}):
        inside = [s for s in spans if start <= s[0] and s[1] <= start + dt.timedelta(days=days)]
        if best is None or len(inside) > best[0]:
            best = (len(inside), start, max((s[1] for s in inside), default=start))
    if best is None or best[0] < 3 or best[0] * 2 < len(spans):
        return None
    return best[1], best[2]


def _drawn(spans: Sequence[tuple[tuple[dt.date, dt.date], Entry]], first: dt.date, last: dt.date) -> Timeline:
    days = max((last - first).days + 1, 7)
    pad = max(1, days // 30)
    start = first - dt.timedelta(days=pad)
    whole = days + 2 * pad

    def at(day: dt.date) -> float:
        return round(100 * ((day - start).days + 0.5) / whole, 3)

    lanes = tuple(kind for kind in DateKind if any(entry.kind is kind for _, entry in spans))
    grouped: dict[tuple[DateKind, dt.date, dt.date], list[Entry]] = {}
    for (low, high), entry in spans:
        grouped.setdefault((entry.kind, low, high), []).append(entry)
    marks = tuple(
        Mark(
            x=at(low),
            y=lanes.index(kind) * LANE + LANE // 2,
            width=None if low == high else round(at(high) - at(low), 3),
            entries=tuple(found),
            precision=str(found[0].when.precision),
        )
        # Years first: a day lies on its year, and not under it.
        for (kind, low, high), found in sorted(grouped.items(), key=lambda g: (g[0][1] - g[0][2], g[0][1]))
    )
    return Timeline(first, last, lanes, _apart(marks), _ticks(start, whole, at), len(lanes) * LANE)


def _apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, with those of days in one lane that would lie on each other as one, where the first of them lies."""
    spans = [mark for mark in marks if mark.width is not None]
    found: list[Mark] = []
    for mark in sorted((mark for mark in marks if mark.width is None), key=lambda one: (one.y, one.x)):
        if found and found[-1].y == mark.y and mark.x - found[-1].x < _TOO_CLOSE:
            found[-1] = replace(found[-1], entries=(*found[-1].entries, *mark.entries))
        else:
            found.append(mark)
    return (*spans, *found)


def _ticks(start: dt.date, days: int, at: Callable[[dt.date], float]) -> tuple[Tick, ...]:
    end = start + dt.timedelta(days=days)
    if days > 3 * 366:
        step = max(1, round(days / 366 / 10))
        found = [(dt.date(y, 1, 1), str(y)) for y in range(start.year + 1, end.year + 1) if y % step == 0]
    elif days > 75:
        step = 1 if days < 400 else 3
        months = [(y, m) for y in range(start.year, end.year + 1) for m in range(1, 13, step)]
        found = [(dt.date(y, m, 1), f"{dt.date(y, m, 1):%b %Y}") for y, m in months]
    else:
        step = max(1, days // 8)
        found = [
            (day, f"{day.day} {day:%b}") for n in range(0, days, step) if (day := start + dt.timedelta(days=n)) <= end
        ]
    inside = [(day, label) for day, label in found if 2 < at(day) < 96]
    return tuple(Tick(at(day), label, number % 3 == 0) for number, (day, label) in enumerate(inside))


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a chart: its place and height in per cent, and what it counts."""

    x: float
    width: float
    height: float
    label: str
    count: int


def bars_of(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """A chart of counts in their order; the highest fills the height."""
    if not counts:
        return ()
    highest = max(counts.values()) or 1
    width = 100 / len(counts)
    return tuple(
        Bar(round(number * width, 3), round(width * 0.78, 3), round(100 * value / highest, 2), label, value)
        for number, (label, value) in enumerate(counts.items())
    )


def weeks_of(days: Iterable[dt.date], last: dt.date, weeks: int) -> dict[str, int]:
    """Counts a week (Monday to Sunday, named by its Monday) for the `weeks` up to that of `last`, empty ones too."""
    monday = last.toordinal() - last.weekday()
    first = monday - 7 * (weeks - 1)
    found = [0] * weeks
    for day in days:
        number = (day.toordinal() - first) // 7
        if 0 <= number < weeks:
            found[number] += 1
    return {dt.date.fromordinal(first + 7 * number).isoformat(): count for number, count in enumerate(found)}


def years_of(dates: Iterable[str]) -> dict[str, int]:
    """Counts a year of ISO dates at any precision, from the first year to the last, empty ones too: six years at least,
    forty at most."""
    years = [int(date[:4]) for date in dates]
    if not years:
        return {}
    counts = {str(year): 0 for year in range(max(min(*years, max(years) - 5), max(years) - 39), max(years) + 1)}
    for year in years:
        if str(year) in counts:
            counts[str(year)] += 1
    return counts
