"""When: the time words of a sentence, resolved against the publication date, never beyond their words.

"Monday" read on a Tuesday is the day before; read on a Monday it is that day. "in March" is a month, "2017" a year,
"early March" the month, "two days later" counts from the date before it. What cannot be worked out, or may be read in
two ways ("05/06/2022"), keeps its phrase and has no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from callout.reading.lexicon import words
from callout.record.dates import When


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Time words at `start` to `end`; `since` marks an open period ("since 2017")."""

    start: int
    end: int
    when: When
    since: bool = False


@cache
def _numbers() -> dict[str, int]:
    return {name: i for i, name in enumerate(words("when")["numbers"], start=1)} | {"a": 1}


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    lists = words("when")
    months = {name: i for i, name in enumerate(lists["months"], start=1)}
    for name in lists["short_months"]:
        months.setdefault(name, next(i for full, i in months.items() if full.startswith(name[:3])))
    weekdays = {name: i for i, name in enumerate(lists["weekdays"])}
    month = "|".join(sorted(months, key=len, reverse=True))
    day = "|".join(weekdays)
    season = "|".join(lists["seasons"])
    number = "|".join(_numbers())
    feast = "|".join(
        re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]") for name in sorted(_feasts(), key=len, reverse=True)
    )
    year = r"(?:19|20)\d\d"
    part = r"(?:(?:early|mid|late)[\s-]+)"
    # "since at least", "in or about", "as early as": the words before a year or a month leave its precision alone.
    before = (
        r"(?:(?:in|since|during|from|by|of|until|through|around|at\s+least|as\s+early\s+as)"
        r"(?:\s+(?:or\s+(?:about|around)|at\s+least|around|about|as\s+early\s+as)){0,2}\s+)"
    )
    pattern = re.compile(
        rf"""(?<![\w/])(?:
          (?P<iso>{year}-\d\d-\d\d)
        | (?P<num>(?P<n1>\d{{1,2}})(?P<sep>[./])(?P<n2>\d{{1,2}})(?P=sep)(?P<n3>{year}))\b(?!\.\d)
        | (?P<feast>(?P<fn>{feast})(?:,?\s+(?P<fy>{year}))?)\b
        | (?P<between>(?:between|from)\s+(?P<b1>{year}|(?:{month})(?:\s+{year})?)\s+(?:and|to|until|through)\s+
            (?:(?:{month})\s+)?(?P<b2>{year}))\b
        | (?P<range>{year}\s?[-–]\s?{year})\b
        | (?P<days>(?:(?:between|from)\s+)?(?:
            (?P<e1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|until|through)\s*
              (?P<e2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<em>{month})\.?(?:,?\s+(?P<ey>{year}))?
            |(?P<fm>{month})\.?\s+(?P<f1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|until|through)\s*
              (?P<f2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<fy2>{year}))?))\b
        | (?P<dmy>(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{month})\.?,?\s+(?P<y1>{year}))
        | (?P<mdy>(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{year}))
        | (?P<dml>(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m7>{month})\s+last\s+year)
        | (?P<ml>(?:in\s+)?(?P<m8>{month})\s+(?:of\s+)?last\s+year)
        | (?P<my>{before}?{part}?(?P<m3>{month})\.?,?\s+(?:of\s+)?(?P<y3>{year})(?!-\d))
        | (?P<dm>(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m4>{month})\b)
        | (?P<md>(?P<m5>{month})\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|million|people)))
        | (?P<weekday>(?:(?:late|early)\s+(?:on\s+|this\s+)?)?(?P<last>(?:last|this|next)\s+)?(?P<wd>{day})
            (?:\s+(?:night|morning|afternoon|evening))?(?P<lw>\s+last\s+week)?
            (?!,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{month})\b|,?\s+(?:{month})\.?\s+\d))
        | (?P<month>(?:(?:early|mid|late|earlier\s+in|since|in|last|this|by|during|until|from|of)[\s-]+)
            (?:early\s+|mid-?|late\s+)?(?P<m6>{month})\b(?!\.?,?\s+(?:of\s+)?{year}|\.?\s+\d{{1,2}}\b))
        | (?P<same>(?:on\s+)?the\s+same\s+day)
        | (?P<later>(?:(?P<ln>\d+|{number})\s+(?P<lu>days?|months?|years?)\s+later
            |(?:on\s+)?the\s+(?:following|next)\s+(?P<nu>day|month|year)|later\s+that\s+(?P<tu>day|month|year)))\b
        | (?P<relative>the\s+day\s+before\s+yesterday|today|yesterday|tomorrow|tonight|last\s+night|earlier\s+today
            |this\s+(?:morning|afternoon|evening)|one\s+year\s+ago\s+today)
        | (?P<seasoned>{before}?(?:the\s+)?{part}?(?:{season})(?:\s+of)?\s+(?P<y9>{year}))\b
        | (?P<ago>(?:last|this|next)\s+(?:week|month|year|{season})
            |earlier\s+this\s+(?:week|month|year)|(?P<n>\d+|{number})\s+(?P<unit>years?|months?|days?|weeks?)\s+ago)
        | (?P<year>(?:{before}|(?:late|early|mid)[\s-]+)(?:{part}|(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+)?
            (?P<y7>{year})(?!-\d|\s+(?:computers|emails|documents|people|servers|accounts|files|users)\b))\b
        | (?P<modifier>(?:(?<=\bthe\s)|(?<=\ba\s)|(?<=\bits\s)|(?<=’s\s)|(?<='s\s))(?P<y8>{year})(?=\s+[A-Za-z])
            (?!\s+(?:computers|emails|documents|people|servers|accounts|files|users|employees|victims)\b))
        | (?P<nth>(?:(?<=\bon\sthe\s)|(?<=\bby\sthe\s)|(?<=\bsince\sthe\s))(?P<d7>\d{{1,2}})(?:st|nd|rd|th)
            (?=\s*[,.;:)]|\s*$|\s+(?:by|the|and|in|at|to|that|for|with|but|after|as|when)\b))
        )""",
        re.IGNORECASE | re.VERBOSE | re.ASCII,
    )
    return pattern, months, weekdays


@cache
def _feasts() -> dict[str, tuple[int, int]]:
    """Days that have a name: month and day. Thanksgiving, the fourth Thursday of November, has the day 0."""
    return {name: (month, day) for name, (month, day) in words("when")["feasts"].items()}


@cache
def _dating() -> re.Pattern[str]:
    lists = words("when")
    # With their capitals: "may" and "march" are verbs far more often than months.
    named = "|".join(name.capitalize() for name in (*lists["months"], *lists["short_months"], *lists["weekdays"]))
    return re.compile(rf"\b(?:(?:19|20)\d\d|{named}|ago|[Yy]esterday|[Ll]ast\s+(?:week|month|year))\b")


def dates_itself(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` holds a word of time: cheap, and wider than `find_time`."""
    return _dating().search(text, start, end) is not None


_WORD = re.compile(r"(?<![\w/])\w+", re.ASCII)
_OPENING = frozenset(
    {"in", "since", "during", "from", "by", "of", "until", "through", "around", "at", "as", "between", "on", "the"}
    | {"early", "mid", "late", "earlier", "later", "last", "this", "next"}
)
"""Words other than names and numbers that the pattern of times may begin with: what is added to the one is added to
the other."""


@cache
def _opening() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that a time begins with, and those that may run on ("Mondays"). A figure may begin one too."""
    lists = words("when")
    feasts = (name.split()[0] for name in _feasts())
    names = (word for name in ("months", "short_months", "seasons", "numbers") for word in lists[name])
    firsts = (re.split(r"\W", word, maxsplit=1)[0] for word in (*feasts, *names, *_numbers()))
    return _OPENING.union(firsts), (*lists["weekdays"], "today", "yesterday", "tomorrow", "tonight")


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the pattern of times finds in `text[start:end]`, tried only at words that a time begins with: the pattern
    is long, and most words begin none."""
    pattern = _patterns()[0]
    whole, running_on = _opening()
    read = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < read:
            continue
        low = word.group().lower()
        if not (low in whole or low[0].isdigit() or low.startswith(running_on)):
            continue
        match = pattern.match(text, word.start(), end)
        if match is not None:
            yield match
            read = match.end()


def find_time(text: str, start: int, end: int, published: When | None) -> list[TimeWords]:
    """The time words of `text[start:end]`, in order."""
    _, months, weekdays = _patterns()
    found: list[TimeWords] = []
    for match in _matches(text, start, end):
        # "may" is a verb far more often than a month: it counts as one only with its capital.
        name = next((match[g] for g in ("em", "fm", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8") if match[g]), "")
        if name and name[0].islower() and name.lower() in ("may", "mar", "march"):
            continue
        phrase = match.group().strip()
        try:
            if match["later"]:
                when = _later(match, phrase, _before(text, start, found, published))
            else:
                when = _resolve(match, phrase, published, months, weekdays)
        except (ValueError, OverflowError):
            # 31 June, 1 of month 0, 9999999 days ago: words that look like a date and are none.
            when = When(phrase=phrase)
        found.append(TimeWords(match.start(), match.end(), when, _is_since(text, match.start(), phrase)))
    return found


_LOOK_BACK = 300
"""Characters before a stretch in which "two days later" finds the day that it counts from."""
_LOOK_BACK_TIMES = 8
"""Times within a stretch among which it looks for that day."""


def _before(text: str, start: int, found: list[TimeWords], published: When | None) -> When | None:
    """The last date before the words that count from it: in their own stretch, else right before it."""
    near = next((w.when for w in found[: -_LOOK_BACK_TIMES - 1 : -1] if w.when.date), None)
    if near or found or start == 0:
        return near
    # What counts from a date in its turn is left out: the date itself must stand there.
    begin = max(0, start - _LOOK_BACK)
    dated = [m for m in _matches(text, begin, start) if not m["later"]]
    earlier = find_time(text, dated[-1].start(), dated[-1].end(), published) if dated else []
    return next((w.when for w in reversed(earlier) if w.when.date), None)


def _later(match: re.Match[str], phrase: str, anchor: When | None) -> When:
    """ "Two days later", "the following month", "later that year", from the date told before."""
    unknown = When(phrase=phrase)
    span = anchor.span() if anchor else None
    if anchor is None or anchor.precision is None or span is None:
        return unknown
    unit = (match["lu"] or match["nu"] or match["tu"]).lower().rstrip("s")
    count = 0 if match["tu"] else 1 if match["nu"] else _numbers().get(match["ln"].lower()) or int(match["ln"])
    first = span[0]
    if unit == "year":
        return When.year(first.year + count, phrase)
    if anchor.precision == "year":
        return unknown
    if unit == "month":
        place = first.year * 12 + first.month - 1 + count
        return When.month(place // 12, place % 12 + 1, phrase)
    return When.day(first + dt.timedelta(days=count), phrase) if anchor.precision == "day" else unknown


def _is_since(text: str, start: int, phrase: str) -> bool:
    """An open period ("since 2017"). "Since at least 2014" dates the beginning of what is told of."""
    low = phrase.lower()
    if low.startswith("since"):
        return "at least" not in low
    return text[max(0, start - 6) : start].lower().strip() == "since"


def _resolve(
    match: re.Match[str], phrase: str, published: When | None, months: dict[str, int], weekdays: dict[str, int]
) -> When:
    unknown = When(phrase=phrase)
    span = published.span() if published else None
    today = span[0] if span and span[0] == span[1] else None
    absolute = _absolute(match, phrase, months)
    if absolute is not None:
        return absolute
    if match["dm"] or match["md"]:
        month = months[(match["m4"] or match["m5"]).lower()]
        return _day_in_last_year(int(match["d4"] or match["d5"]), month, today, phrase)
    if match["days"]:
        return _days(match, phrase, months, today)
    if today is None:
        return unknown
    if match["feast"]:
        return _feast(match["fn"].lower(), None, today, phrase)
    if match["dml"]:
        return When.day(dt.date(today.year - 1, months[match["m7"].lower()], int(match["d6"])), phrase)
    if match["ml"]:
        return When.month(today.year - 1, months[match["m8"].lower()], phrase)
    if match["nth"]:
        return _nth(int(match["d7"]), today, phrase)
    if match["weekday"]:
        if match["lw"]:
            return _in_last_week(weekdays[match["wd"].lower()], today, phrase)
        return _weekday(weekdays[match["wd"].lower()], (match["last"] or "").strip().lower(), today, phrase)
    if match["month"]:
        month = months[match["m6"].lower()]
        past = month < today.month or (month == today.month and not phrase.lower().startswith("last"))
        return When.month(today.year if past else today.year - 1, month, phrase)
    if match["relative"]:
        return _relative(re.sub(r"\s+", " ", phrase.lower()), today, phrase)
    if match["ago"]:
        return _ago(match, today, phrase)
    return unknown


def _absolute(match: re.Match[str], phrase: str, months: dict[str, int]) -> When | None:
    """Words that say their year themselves."""
    if match["iso"]:
        return When.day(dt.date.fromisoformat(match["iso"]), phrase)
    if match["dmy"]:
        return When.day(dt.date(int(match["y1"]), months[match["m1"].lower()], int(match["d1"])), phrase)
    if match["mdy"]:
        return When.day(dt.date(int(match["y2"]), months[match["m2"].lower()], int(match["d2"])), phrase)
    if match["num"]:
        return _numeric(int(match["n1"]), int(match["n2"]), int(match["n3"]), match["sep"], phrase)
    if match["feast"] and match["fy"]:
        return _feast(match["fn"].lower(), int(match["fy"]), None, phrase)
    if match["my"]:
        return When.month(int(match["y3"]), months[match["m3"].lower()], phrase)
    if match["between"]:
        # A stretch within one year is of that year; one over several has no single date.
        first = re.search(r"\d{4}", match["b1"])
        same = first is None or first.group() == match["b2"]
        return When.year(int(match["b2"]), phrase) if same else When(phrase=phrase)
    if match["range"]:
        return When(phrase=phrase)
    written = next((match[g] for g in ("y7", "y8", "y9") if match[g]), None)
    return When.year(int(written), phrase) if written else None


def _days(match: re.Match[str], phrase: str, months: dict[str, int], today: dt.date | None) -> When:
    """ "13 to 14 January 2022", "May 6-8": days of one month are of that month, and no single day."""
    month = months[(match["em"] or match["fm"]).lower()]
    first, last = int(match["e1"] or match["f1"]), int(match["e2"] or match["f2"])
    written = match["ey"] or match["fy2"]
    if written:
        begin = dt.date(int(written), month, first)
    else:
        day = _day_in_last_year(first, month, today, phrase)
        if day.date is None:
            return day
        begin = dt.date.fromisoformat(day.date)
    if not begin < begin.replace(day=last):
        return When(phrase=phrase)
    return When.month(begin.year, month, phrase)


def _numeric(first: int, second: int, year: int, separator: str, phrase: str) -> When:
    """ "28.10.2019" has the day first. With slashes both orders are in use: only a number over 12 tells them apart."""
    if separator == "." or first > 12 or first == second:
        return When.day(dt.date(year, second, first), phrase)
    if second > 12:
        return When.day(dt.date(year, first, second), phrase)
    return When(phrase=phrase)


def _feast(name: str, year: int | None, today: dt.date | None, phrase: str) -> When:
    """A day that has a name, of a year or the last one up to publication."""
    month, day = _feasts()[re.sub(r"\s+", " ", name).replace("’", "'")]

    def of(year: int) -> dt.date:
        if day:
            return dt.date(year, month, day)
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)

    if year is not None:
        return When.day(of(year), phrase)
    if today is None:
        return When(phrase=phrase)
    return When.day(of(today.year) if of(today.year) <= today else of(today.year - 1), phrase)


def _nth(day: int, today: dt.date, phrase: str) -> When:
    """ "On the 22nd": of this month, or of the one before where it has not come yet."""
    if day <= today.day:
        return When.day(today.replace(day=day), phrase)
    before = today.replace(day=1) - dt.timedelta(days=1)
    return When.day(before.replace(day=day), phrase)


def _in_last_week(weekday: int, today: dt.date, phrase: str) -> When:
    """ "Tuesday last week": of the week, Monday to Sunday, before that of publication."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return When.day(monday + dt.timedelta(days=weekday), phrase)


def _relative(low: str, today: dt.date, phrase: str) -> When:
    if low == "one year ago today":
        return When.day(today.replace(year=today.year - 1), phrase)
    back = {"the day before yesterday": 2, "yesterday": 1, "last night": 1, "tomorrow": -1}.get(low, 0)
    return When.day(today - dt.timedelta(days=back), phrase)


def _day_in_last_year(day: int, month: int, today: dt.date | None, phrase: str) -> When:
    """A day without a year is the last such day up to a week after publication (announcements look ahead)."""
    if today is None:
        return When(phrase=phrase)
    for year in (today.year + 1, today.year, today.year - 1):
        if (month, day) == (2, 29) and not calendar.isleap(year):
            continue
        found = dt.date(year, month, day)
        if found <= today + dt.timedelta(days=7):
            return When.day(found, phrase)
    return When(phrase=phrase)


def _weekday(weekday: int, which: str, today: dt.date, phrase: str) -> When:
    """The last such day up to publication; "last Monday" said in news is that same day or the one before: left open."""
    back = (today.weekday() - weekday) % 7
    if which == "next":
        return When.day(today + dt.timedelta(days=7 - back if back else 7), phrase)
    if which == "last" and back == 0:
        back = 7
    return When.day(today - dt.timedelta(days=back), phrase)


def _ago(match: re.Match[str], today: dt.date, phrase: str) -> When:
    low = re.sub(r"\s+", " ", phrase.lower())
    if low.endswith("year"):
        return When.year(today.year + {"last": -1, "next": 1}.get(low[:4], 0), phrase)
    if low.endswith("month"):
        if low.startswith("next"):
            following = today.replace(day=28) + dt.timedelta(days=4)
            return When.month(following.year, following.month, phrase)
        if low.startswith("last"):
            first = today.replace(day=1) - dt.timedelta(days=1)
            return When.month(first.year, first.month, phrase)
        return When.month(today.year, today.month, phrase)
    if match["n"]:
        number = _numbers().get(match["n"].lower()) or int(match["n"])
        unit = match["unit"].lower()
        if unit.startswith("day"):
            return When.day(today - dt.timedelta(days=number), phrase)
        if unit.startswith("month"):
            place = today.year * 12 + today.month - 1 - number
            return When.month(place // 12, place % 12 + 1, phrase)
        if unit.startswith("year"):
            return When.year(today.year - number, phrase)
    # "last week", "this spring": a stretch that no single precision names.
    return When(phrase=phrase)
