"""Whom a name of a person means, where it is not written as knowledge has it: "Jo Biden", president of the US.

Likeness alone never says so: the office and the state that the text gives must be those that the person held, at the
time. What must stay true: of two persons that fit equally well, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from callout.knowledge.holders import Holder, holders_of
from callout.knowledge.states import states

ALIKE = 88
"""Likeness of 100 below which two names are not one name misprinted: one letter of six, or two of a dozen and more."""

_PLAIN = frozenset({"of", "the", "for", "and", "to", "a", "in", "then", "acting", "outgoing"})
_FORMER = frozenset({"former", "ex"})


@dataclass(frozen=True, slots=True)
class Likely:
    """A person that a name means, and why, in words; `likeness` is of 100."""

    name: str
    country: str
    likeness: int
    because: str


def likeness_of_names(one: str, other: str) -> int:
    """Of 100; whole names are compared, without regard to capitals."""
    from rapidfuzz import fuzz

    return round(fuzz.ratio(one.casefold(), other.casefold()))


def is_known(name: str, country: str | None) -> bool:
    """Whether knowledge has an office-holder of that very name."""
    return country is not None and any(h.name.casefold() == name.casefold() for h in holders_of(country))


def likely_holder(name: str, role: str | None, country: str | None, year: int | None) -> Likely | None:
    """The one holder of that office of that state whose name is alike; None where there is none, or several, or where
    the name is known as it is written."""
    if not role or not country or is_known(name, country):
        return None
    best: dict[str, tuple[int, Holder]] = {}
    for holder in holders_of(country):
        alike = likeness_of_names(name, holder.name)
        if alike >= ALIKE and is_one_office(role, holder.office, country) and _held_then(holder, role, year):
            best.setdefault(holder.name, (alike, holder))
    ranked = sorted(best.values(), key=lambda b: (-b[0], b[1].name))
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    alike, holder = ranked[0]
    years = f"{holder.start or '?'} to {holder.end or 'now'}"
    because = f"written like {holder.name} ({alike} of 100), {holder.office} of {country} ({years}), and called {role}"
    return Likely(holder.name, country, alike, because)


def as_written(name: str, texts: Iterable[str]) -> str:
    """The name as texts have it, where they have it otherwise by a misprint; the name itself where they do not."""
    words = name.split()
    pattern = re.compile(rf"\b(?:[A-Z][\w'’.-]*\s+){{{len(words) - 1}}}{re.escape(words[-1])}\b")
    found: set[str] = set()
    for text in texts:
        if name in text:
            return name
        found |= {" ".join(match.group().split()) for match in pattern.finditer(text)}
    alike = sorted(one for one in found if likeness_of_names(one, name) >= ALIKE)
    return alike[0] if len(alike) == 1 else name


def is_one_office(one: str, other: str, country: str) -> bool:
    """Whether two phrases name one office: all words of the shorter are words of the longer, but for the state's."""
    words = [_office(phrase, country) for phrase in (one, other)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])


def _office(phrase: str, country: str) -> frozenset[str]:
    state = states().get(country)
    names = (*state.names, *state.adjectives) if state else ()
    own = {word.lower().strip(".") for name in names for word in name.split()}
    found = {word.lower() for word in re.findall(r"[^\W\d_]+", phrase.replace("'s", " ").replace("’s", " "))}
    return frozenset(found - own - _PLAIN - _FORMER)


def _held_then(holder: Holder, role: str, year: int | None) -> bool:
    if year is None or set(re.findall(r"[a-z]+", role.lower())) & _FORMER:
        return True
    return holder.in_office(year)
