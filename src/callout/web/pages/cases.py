"""`/cases`: the list, by accused, claimant and words, in pages."""

from __future__ import annotations

from starlette.requests import Request

from callout.record.case import CaseLine
from callout.web.asked import Asked, cursor_after, cursor_key
from callout.web.desk import Desk
from callout.web.rendering import link, state_name
from callout.web.twins import Shown, Table

PAGE = 50
_SORTS = ("claims", "claimants", "latest", "title")


def cases(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    accused, claimant, words = asked.text("accused"), asked.text("claimant"), asked.text("q")
    sort = asked.one_of("sort", _SORTS) or "claims"
    found = [case for case in view.cases.values() if fits(case, accused, claimant, words)]
    keyed = sorted(((_key(case, sort), case) for case in found), key=lambda pair: pair[0])
    cursor = asked.text("cursor")
    if cursor:
        after = cursor_key(cursor, (type(keyed[0][0][0]) if keyed else int, str))
        keyed = [(key, case) for key, case in keyed if key > after]
    page = keyed[:PAGE]
    following = cursor_after(*page[-1][0]) if len(keyed) > PAGE else None
    asked_for = {"accused": accused, "claimant": claimant, "q": words, "as_of": asked.text("as_of")}
    context = {
        "view": view,
        "cases": [case for _, case in page],
        "total": len(found),
        "sorts": [(name, link("/cases", sort=name, **asked_for)) for name in _SORTS],
        "sort": sort,
        "asked_for": asked_for,
        "next": link("/cases", sort=sort, cursor=following, **asked_for) if following else None,
        "first": not cursor,
        "codes": sorted({code for case in view.cases.values() for code in case.accused}, key=state_name),
        "state_name": state_name,
    }
    return Shown(
        "cases.html",
        context,
        record=lambda: {"cases": [brief(case) for _, case in page], "next": following},
        table=lambda: Table(
            ("case", "title", "accused", "claimants", "claims", "reports", "latest"),
            [
                (
                    c.id,
                    c.title,
                    " ".join(c.accused),
                    len(c.claimants),
                    c.claims,
                    c.reports,
                    c.last,
                )
                for _, c in keyed
            ],
        ),
    )


def fits(case: CaseLine, accused: str | None, claimant: str | None, words: str | None) -> bool:
    return (
        (not accused or accused.upper() in case.accused)
        and (not claimant or _named(claimant, case))
        and (not words or words.lower() in case.title.lower())
    )


def _named(claimant: str, case: CaseLine) -> bool:
    """Whether a claimant of the case has that code, or that part of a name."""
    return state_name(claimant.upper()) in case.claimants or any(claimant.lower() in n.lower() for n in case.claimants)


def _key(case: CaseLine, sort: str) -> tuple[int | str, str]:
    if sort == "title":
        return case.title.casefold(), case.id
    if sort == "latest":
        # The newest first: digits are turned round so that one order serves every sort.
        return "".join(chr(ord("~") - ord(letter)) for letter in case.last or ""), case.id
    number = case.claims if sort == "claims" else len(case.claimants)
    return -number, case.id


def brief(case: CaseLine) -> dict[str, object]:
    """A case as a line of a list."""
    return {
        "id": case.id,
        "title": case.title,
        "accused": case.accused,
        "claimants": list(case.claimants),
        "claims": case.claims,
        "reports": case.reports,
        "latest": case.last,
    }
