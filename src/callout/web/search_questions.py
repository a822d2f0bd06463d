"""What the search page and the API filter claims by, and how many claims each further filter would leave.

Filters are asked for by name and joined by *and*. Facets count the claims that are left, so that a click never leads to
nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from callout.record.acts import Act, ActClass, Standing, Tie, Venue
from callout.record.decision import ClaimStatus
from callout.web.asked import Asked
from callout.web.figures import within
from callout.web.rows import ClaimRow
from callout.web.view import View
from callout.web.words import NOT_SAID

NO_SOURCE = "not given"
STATUSES = tuple(str(one) for one in ClaimStatus if one is not ClaimStatus.SUPERSEDED)
"""States of review. What a later reading no longer finds is in no list."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Null where it is not asked for. `speaker` is a country code, or a claimant's or partner's name, or a
    part of one."""

    speaker: str | None = None
    accused: str | None = None
    act_class: str | None = None
    act: str | None = None
    tie: str | None = None
    venue: str | None = None
    standing: str | None = None
    source: str | None = None
    status: str | None = None
    year: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    @classmethod
    def asked(cls, asked: Asked) -> Filters:
        """Reads them from a request. Raises RequestError for a value of a closed vocabulary that is not in it."""
        accused = asked.text("accused")
        return cls(
            speaker=asked.text("speaker"),
            accused=accused.upper() if accused else None,
            act_class=asked.one_of("class", [str(one) for one in ActClass]),
            act=asked.one_of("act", [str(one) for one in Act]),
            tie=asked.one_of("tie", [*(str(one) for one in Tie), NOT_SAID]),
            venue=asked.one_of("venue", [str(one) for one in Venue]),
            standing=asked.one_of("standing", [str(one) for one in Standing]),
            source=asked.text("source"),
            status=asked.one_of("status", STATUSES),
            year=asked.text("year"),
            first=asked.day("from"),
            last=asked.day("to"),
        )

    def parameters(self) -> dict[str, str]:
        """As they stand in an address."""
        names = {"act_class": "class", "first": "from", "last": "to"}
        return {
            names.get(one.name, one.name): str(value)
            for one in fields(self)
            if (value := getattr(self, one.name)) is not None
        }

    def any(self) -> bool:
        return bool(self.parameters())


def filtered(view: View, filters: Filters, among: Collection[str] | None = None) -> list[ClaimRow]:
    """The claims that fit, in order of recording; only those of `among` where that is given. Rejected ones are given
    where they are asked for by their status, and not else."""
    there = view.rejected if filters.status == ClaimStatus.FALSE else view.claims
    rows: Iterable[ClaimRow] = there.values() if among is None else (there[i] for i in among if i in there)
    if not filters.any():
        return list(rows)
    whole = filters.speaker is not None and filters.speaker.lower() in view.remember("names of speakers", _names)
    return [row for row in rows if _fits(view, row, filters) and _speaks(row, filters.speaker, whole)]


def _names(view: View) -> frozenset[str]:
    return frozenset(p.name.lower() for row in view.claims.values() for p in (row.claimant, *row.partners) if p)


def _fits(view: View, row: ClaimRow, f: Filters) -> bool:
    return (
        (f.act is None or row.act == f.act)
        and (f.act_class is None or row.act_class == f.act_class)
        and (f.standing is None or row.standing == f.standing)
        and (f.venue is None or row.venue == f.venue)
        and (f.accused is None or any(a.state == f.accused for a in row.accused))
        and (f.tie is None or any((a.tie or NOT_SAID) == f.tie for a in row.accused))
        and (f.status is None or view.status_of(row.id) == f.status)
        and (f.source is None or source_of(view, row).casefold() == f.source.casefold())
        and (f.year is None or (view.date_of(row) or "")[:4] == f.year)
        and ((f.first is None and f.last is None) or within(view.date_of(row), f.first, f.last))
    )


def _speaks(row: ClaimRow, wanted: str | None, whole: bool) -> bool:
    """Whether a country code or a name is a claimant's or a partner's; a part of a name only where no name is it."""
    if wanted is None:
        return True
    upper, lower = wanted.upper(), wanted.lower()
    return any(
        p.country == upper or (p.name.lower() == lower if whole else lower in p.name.lower())
        for p in (row.claimant, *row.partners)
        if p
    )


def source_of(view: View, row: ClaimRow) -> str:
    document = view.documents.get(row.document)
    return (document.source if document else None) or NO_SOURCE


@dataclass(frozen=True, slots=True)
class Facet:
    """`name` is the parameter; values the most frequent first, as (value, count)."""

    name: str
    title: str
    values: Sequence[tuple[str, int]]


_MOST = 10


def facets_of(view: View, rows: Sequence[ClaimRow], filters: Filters, rejected: int = 0) -> list[Facet]:
    """What the claims may be narrowed down by. A filter that is set has no facet, nor has one value. `rejected` is how
    many rejected claims fit the filters: they are not among `rows`."""
    given = filters.parameters()
    counts: dict[str, Counter[str]] = {name: Counter() for name in _TITLES}
    spelt: dict[str, str] = {}
    for row in rows:
        counts["class"][row.act_class] += 1
        counts["act"][row.act] += 1
        counts["standing"][row.standing] += 1
        counts["speaker"].update({p.name for p in (row.claimant, *row.partners) if p})
        counts["accused"].update(row.states)
        counts["tie"].update({a.tie or NOT_SAID for a in row.accused})
        if row.venue:
            counts["venue"][row.venue] += 1
        counts["status"][view.status_of(row.id)] += 1
        counts["year"][(view.date_of(row) or "")[:4]] += 1
        source = source_of(view, row)
        # However a source writes its name, it is one: the first spelling stands for all.
        counts["source"][spelt.setdefault(source.casefold(), source)] += 1
    if rejected:
        counts["status"][ClaimStatus.FALSE] = rejected
    found = []
    for name, title in _TITLES.items():
        values = [(value, number) for value, number in counts[name].most_common(_MOST + 1) if value][:_MOST]
        if name == "year":
            values = sorted(((v, n) for v, n in counts[name].items() if v), reverse=True)[:_MOST]
        if name not in given and len(counts[name]) > 1 and values:
            found.append(Facet(name, title, values))
    return found


_TITLES: Mapping[str, str] = {
    "speaker": "Claimant",
    "accused": "Accused",
    "class": "Class of act",
    "act": "Act",
    "tie": "Tie",
    "venue": "Venue",
    "standing": "Standing",
    "status": "State of review",
    "year": "Year",
    "source": "Source",
}
