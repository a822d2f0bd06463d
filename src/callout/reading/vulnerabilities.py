"""CVE ids as texts write them: with any hyphen, broken over a line, in lists that give only the last number.

An id is given in its canonical form; its evidence is the stretch as written. A year alone, or an id of another scheme,
is none. Form of an id: CVE-YYYY-NNNN, four digits or more (CVE Program, since 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HYPHEN = r"[-‐‑‒–—−]\s?"
_ID = re.compile(
    rf"(?<![A-Za-z0-9])CVE(?:{_HYPHEN}|\s|_)(?P<year>(?:19|20)[0-9]{{2}})(?:{_HYPHEN}|_)(?P<number>[0-9]{{4,7}})(?!\d)",
    re.I,
)
_NEXT = re.compile(
    rf"(?:\s*[,/&]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:(?P<year>(?:19|20)[0-9]{{2}}){_HYPHEN}|{_HYPHEN})?(?P<number>[0-9]{{4,7}})"
    # "CVE-2021-26855 and 30000 servers": a number of things.
    r"(?!\w|[.,]\d|\s+of\b|\s+people\b|\s+(?!was\b|is\b|has\b|as\b)[a-z]+s\b)"
)


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """`id` is canonical; `start` and `end` are where the text gives it."""

    id: str
    start: int
    end: int


def find_vulnerabilities(text: str, start: int = 0, end: int | None = None) -> Iterator[Vulnerability]:
    """The ids of `text[start:end]`, in order, those that a list continues included ("CVE-2021-26855, -26857 and
    26858")."""
    stop = len(text) if end is None else end
    for match in _ID.finditer(text, start, stop):
        year, at = match["year"], match.end()
        yield Vulnerability(f"CVE-{year}-{match['number']}", match.start(), at)
        while (following := _NEXT.match(text, at, stop)) is not None:
            year = following["year"] or year
            if following["year"] is None and _is_year(following["number"]):
                # "CVE-2021-26855 and 2022": a year, not the number of a flaw.
                break
            at = following.end()
            yield Vulnerability(f"CVE-{year}-{following['number']}", following.start("number"), at)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("19", "20"))
