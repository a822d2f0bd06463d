"""`/accusations`: who accused whom over a period, as a matrix of states and alliances."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request

from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.figures import accusations as counted
from callout.web.rendering import link, state_name
from callout.web.twins import Shown, Table

_COLUMNS = 14
"""States accused that have a column of their own, those named most; the twins have all."""
_STEPS = (0.1, 0.3, 0.6)
"""Shares of the highest count at which a cell turns a shade darker."""


def accusations(request: Request, asked: Asked, desk: Desk) -> Shown:
    first, last = asked.day("from"), asked.day("to")
    pairs = counted(desk.view(asked.as_of), first, last)
    by_accused: Counter[str] = Counter()
    by_speaker: Counter[str] = Counter()
    for (speaker, accused), number in pairs.items():
        by_accused[accused] += number
        by_speaker[speaker] += number
    columns = [code for code, _ in by_accused.most_common(_COLUMNS)]
    highest = max(pairs.values(), default=1)
    rows = [
        (code, [_cell(pairs.get((code, column), 0), highest, code, column, asked) for column in columns], total)
        for code, total in by_speaker.most_common()
    ]
    context = {
        "columns": columns,
        "rows": rows,
        "totals": [by_accused[code] for code in columns],
        "left": len(by_accused) - len(columns),
        "state_name": state_name,
        "from_day": first.isoformat() if first else "",
        "to_day": last.isoformat() if last else "",
    }
    table = [
        (a, state_name(a), b, state_name(b), n) for (a, b), n in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    ]
    return Shown(
        "accusations.html",
        context,
        record=lambda: [{"accuser": a, "accused": b, "claims": n} for a, _, b, _, n in table],
        table=lambda: Table(("accuser", "accuser_name", "accused", "accused_name", "claims"), table),
    )


def _cell(number: int, highest: int, speaker: str, accused: str, asked: Asked) -> tuple[int, int, str]:
    """A count, its shade from 1 to 4, and the address of its claims."""
    shade = 1 + sum(number > step * highest for step in _STEPS) if number else 0
    address = link(
        "/search",
        speaker=speaker,
        accused=accused,
        **{"class": "attribution", "from": asked.text("from"), "to": asked.text("to"), "as_of": asked.text("as_of")},
    )
    return number, shade, address
