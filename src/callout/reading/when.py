"""When: the time words of a sentence, resolved against the publication date, never beyond their words.

"Monday" read on a Tuesday is the day before; read on a Monday it is that day. "in March" is a month,
"2017" a year, "early March" the month. What cannot be worked out keeps its phrase and has no date.
"""

from __future__ import annotations

import datetime as dt
import re
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
    pattern = re.compile(
        rf"""\b(?:
          (?P<iso>(?:19|20)\d\d-\d\d-\d\d)
        | (?P<dmy>(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{month})\.?,?\s+(?P<y1>(?:19|20)\d\d))
        | (?P<mdy>(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d))
        | (?P<my>(?:(?:in|since|during|by|of|from|until|through)\s+)?(?:(?:early|mid|late)[\s-]+)?
            (?P<m3>{month})\.?,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)(?!-\d))
        | (?P<dm>(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m4>{month})\b)
        | (?P<md>(?P<m5>{month})\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|million|people)))
        | (?P<weekday>(?:(?:late|early)\s+(?:on\s+|this\s+)?)?(?P<last>(?:last|this|next)\s+)?(?P<wd>{day})
            (?:\s+(?:night|morning|afternoon|evening))?(?!,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{month})\b
            |,?\s+(?:{month})\.?\s+\d))
        | (?P<month>(?:(?:early|mid|late|earlier\s+in|since|in|last|this|by|during|until|from|of)[\s-]+)
            (?:early\s+|mid-?|late\s+)?(?P<m6>{month})\b(?!\.?,?\s+(?:of\s+)?(?:19|20)\d\d))
        | (?P<same>(?:on\s+)?the\s+same\s+day)
        | (?P<relative>today|yesterday|tomorrow|tonight|last\s+night|earlier\s+today)
        | (?P<ago>last\s+(?:week|month|year|{season})|this\s+(?:week|month|year|{season})
            |earlier\s+this\s+(?:week|month|year)|(?P<n>\d+|{number})\s+(?P<unit>years?|months?|days?|weeks?)\s+ago)
        | (?P<year>(?:in|since|during|from|by|of|late|early|mid|until|through)[\s-]+(?:late\s+|early\s+|mid-?)?
            (?P<y7>(?:19|20)\d\d)(?!-\d|\s+[a-z]+s\b))\b
        )""",
        re.IGNORECASE | re.VERBOSE,
    )
    return pattern, months, weekdays


def find_time(text: str, start: int, end: int, published: When | None) -> list[TimeWords]:
    """The time words of `text[start:end]`, in order."""
    pattern, months, weekdays = _patterns()
    found = []
    for match in pattern.finditer(text, start, end):
        # "may" is a verb far more often than a month: it counts as one only with its capital.
        name = next((match[g] for g in ("m1", "m2", "m3", "m4", "m5", "m6") if match[g]), "")
        if name and name[0].islower() and name.lower() in ("may", "mar", "march"):
            continue
        phrase = match.group().strip()
        when = _resolve(match, phrase, published, months, weekdays)
        found.append(TimeWords(match.start(), match.end(), when, _is_since(text, match.start(), phrase)))
    return found


def _is_since(text: str, start: int, phrase: str) -> bool:
    return phrase.lower().startswith("since") or text[max(0, start - 6) : start].lower().strip() == "since"


def _resolve(
    match: re.Match[str], phrase: str, published: When | None, months: dict[str, int], weekdays: dict[str, int]
) -> When:
    unknown = When(phrase=phrase)
    span = published.span() if published else None
    today = span[0] if span and span[0] == span[1] else None
    try:
        if match["iso"]:
            return When.day(dt.date.fromisoformat(match["iso"]), phrase)
        if match["dmy"]:
            return When.day(dt.date(int(match["y1"]), months[match["m1"].lower()], int(match["d1"])), phrase)
        if match["mdy"]:
            return When.day(dt.date(int(match["y2"]), months[match["m2"].lower()], int(match["d2"])), phrase)
        if match["my"]:
            return When.month(int(match["y3"]), months[match["m3"].lower()], phrase)
        if match["year"]:
            return When.year(int(match["y7"]), phrase)
        if match["dm"] or match["md"]:
            month = months[(match["m4"] or match["m5"]).lower()]
            return _day_in_last_year(int(match["d4"] or match["d5"]), month, today, phrase)
        if today is None:
            return unknown
        if match["weekday"]:
            return _weekday(weekdays[match["wd"].lower()], (match["last"] or "").strip().lower(), today, phrase)
        if match["month"]:
            month = months[match["m6"].lower()]
            return When.month(today.year if month <= today.month else today.year - 1, month, phrase)
        if match["relative"]:
            back = {"yesterday": 1, "last night": 1, "tomorrow": -1}.get(re.sub(r"\s+", " ", phrase.lower()), 0)
            return When.day(today - dt.timedelta(days=back), phrase)
        if match["ago"]:
            return _ago(match, today, phrase)
    except ValueError:
        # 31 June, 1 of month 0: words that look like a date and are none.
        return unknown
    return unknown


def _day_in_last_year(day: int, month: int, today: dt.date | None, phrase: str) -> When:
    """A day without a year is the last such day up to a week after publication (announcements look ahead)."""
    if today is None:
        return When(phrase=phrase)
    for year in (today.year + 1, today.year, today.year - 1):
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
        return When.year(today.year - (1 if low.startswith("last") else 0), phrase)
    if low.endswith("month"):
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
