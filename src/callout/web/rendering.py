"""Templates to pages: what every template can use, and the last guard over what documents say.

Everything is escaped. Beside that, characters that turn the direction of the text around them, or that no text holds,
are shown by their code, so that a document cannot make a page read otherwise than it is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from callout import __version__
from callout.knowledge.states import ALLIANCES, states
from callout.web import words

HERE = Path(__file__).parent
STATIC = HERE / "static"

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]")
THEMES = ("auto", "light", "dark")
THEME_COOKIE = "callout_theme"


def shown(value: Any) -> Any:
    """What a template prints for a value: nothing for null; in text, turning characters by their code."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _TURNING.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", value)
    return value


@cache
def asset(name: str) -> str:
    """The address of a static file, with the hash of its content: it may be kept for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def day(date: str | None) -> str:
    """An ISO date in words, never more exact than it is: `19 July 2021`, `July 2021`, `2021`."""
    if not date:
        return ""
    parts = date.split("-")
    months = (None, *words.MONTHS)
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return f"{months[int(parts[1])]} {parts[0]}"
    return f"{int(parts[2])} {months[int(parts[1])]} {parts[0]}"


def moment(time: dt.datetime) -> str:
    """A time in UTC, to the minute."""
    return f"{time.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def clipped(text: str, length: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def state_name(code: str) -> str:
    """The name of a state or alliance; the word itself where it is neither."""
    if code in ALLIANCES:
        return ALLIANCES[code]
    found = states().get(code)
    return found.name if found else code


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`, `1,200 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def link(path: str, **parameters: str | int | None) -> str:
    """An address of this site; parameters that are null or empty are left out."""
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return quote(path) + (f"?{urlencode(given)}" if given else "")


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=asset, version=__version__, words=words, link=link, count=count)
    made.filters.update(day=day, moment=moment, clipped=clipped, named=state_name)
    return made


def render(template: str, request: Request, context: Mapping[str, Any]) -> str:
    """A whole page. `context` is the page's own; the theme, the address and `as_of` are the same for all."""
    theme = request.cookies.get(THEME_COOKIE, "auto")
    as_of = request.query_params.get("as_of") or None

    def here(path: str, **parameters: str | int | None) -> str:
        return link(path, **parameters, as_of=as_of)

    return (
        environment()
        .get_template(template)
        .render(
            **{"as_of": as_of, "form_token": "", "unplaced": 0, **context},
            request=request,
            theme=theme if theme in THEMES else "auto",
            to=here,
        )
    )
