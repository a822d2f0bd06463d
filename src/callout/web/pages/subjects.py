"""The pages of who speaks, is accused, or publishes: `/states/CODE`, `/parties/ID`, `/groups/ID`, `/people/ID`,
`/sources/ID`, and the list of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request

from callout.errors import NotInLedger
from callout.web.asked import Asked
from callout.web.desk import Desk, is_state
from callout.web.drawings import bars_of, years_of
from callout.web.figures import PRIVATE, accusations
from callout.web.pages.home import LINE, line
from callout.web.profiles import Lag, Profile, profile_of, to_first, to_report
from callout.web.rendering import count, link, state_name
from callout.web.rows import ClaimRow, PartyRow, group_id
from callout.web.twins import Shown, Table
from callout.web.view import View

SHOWN = 12
"""Claims of a list; the search has the others."""
_RANKED = 10
COLUMNS = ("direction", *LINE)


def states_in(view: View) -> list[tuple[str, str, int, int]]:
    """Code, name, attributions and attributions to it of each state that speaks or is accused, the most named first."""
    made: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for (speaker, accused), number in accusations(view).items():
        made[speaker] += number
        received[accused] += number
    codes = sorted({*made, *received}, key=lambda code: (-(made[code] + received[code]), code))
    return [(code, state_name(code), made[code], received[code]) for code in codes]


def states(request: Request, asked: Asked, desk: Desk) -> Shown:
    rows = states_in(desk.view(asked.as_of))
    return Shown(
        "states.html",
        {"rows": rows},
        record=lambda: [{"code": c, "name": n, "attributions": m, "attributed_to_it": r} for c, n, m, r in rows],
        table=lambda: Table(("code", "name", "attributions", "attributed_to_it"), rows),
    )


def state(request: Request, asked: Asked, desk: Desk) -> Shown:
    code = request.path_params["state"]
    if not is_state(code):
        raise NotInLedger(code, "there is no state or alliance of that code", "Use ISO 3166-1 codes, EU, NATO or UN")
    view = desk.view(asked.as_of)
    profile = profile_of(view, lambda p: p.country == code and p.kind not in PRIVATE, code)
    return _shown(view, asked, profile, "State", state_name(code), code, search={"speaker": code, "accused": code})


def party(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    wanted = request.path_params["party"]
    found = next(
        (p for row in view.claims.values() for p in (row.claimant, *row.partners) if p and p.id == wanted), None
    )
    if found is None:
        raise NotInLedger(wanted, "no claimant has that id", "Search for its name")
    profile = profile_of(view, lambda p: p.id == wanted)
    notes = [f"of {state_name(found.country)}"] if found.country else []
    return _shown(view, asked, profile, found.kind.replace("-", " ").capitalize(), found.name, found.id, notes=notes,
                  search={"speaker": found.name})  # fmt: skip


def group(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    wanted = request.path_params["group"]

    def names(row: ClaimRow) -> list[str]:
        accused = [a.name for a in row.accused if a.kind == "group" and (a.entity or group_id(a.name)) == wanted]
        return accused or [name for name in row.groups if group_id(name) == wanted]

    rows = [row for row in view.claims.values() if names(row)]
    if not rows:
        raise NotInLedger(wanted, "no claim names a group of that id", "Search for its name")
    name = names(rows[0])[0]
    as_accused = [row for row in rows if any(a.kind == "group" and a.name == name for a in row.accused)]
    named = [a for row in as_accused for a in row.accused if a.name == name and a.state]
    said = Counter(a.state for a in named if a.state and not a.known_from)
    known = Counter((a.state, a.known_from) for a in named if a.state and a.known_from)
    notes = [f"said to be of {state_name(code)} in {count(number, 'claim')}" for code, number in said.most_common(4)]
    notes += [
        f"of {state_name(code)} after {source}, where the words name no state: {count(number, 'claim')}"
        for (code, source), number in known.most_common(2)
    ]
    lag = Lag("from what became known to the first claim that names it", to_first(view, as_accused or rows))
    profile = _profile_from(view, made=(), received=as_accused or rows, lags=[lag])
    return _shown(view, asked, profile, "Group", name, wanted, notes=notes, search={"q": name})


def person(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    wanted = request.path_params["person"]
    rows = [row for row in view.claims.values() if any(p.id == wanted for p in row.people)]
    if not rows:
        raise NotInLedger(wanted, "no person of that id speaks in the ledger", "Search for the name")
    spoken = [p for row in rows for p in row.people if p.id == wanted]
    roles = Counter(p.role for p in spoken if p.role)
    notes = [role for role, _ in roles.most_common(4)]
    if spoken[0].country:
        notes.append(state_name(spoken[0].country))
    lag = Lag("from what became known to the first attribution spoken", to_first(view, rows))
    profile = _profile_from(view, made=rows, received=(), lags=[lag])
    return _shown(view, asked, profile, "Person", spoken[0].name, wanted, notes=notes, search={"q": spoken[0].name})


def source(request: Request, asked: Asked, desk: Desk) -> Shown:
    view = desk.view(asked.as_of)
    wanted = request.path_params["source"]
    documents = [d for d in view.documents.values() if d.source_id == wanted]
    if not documents:
        raise NotInLedger(wanted, "no document is of a source of that id", "Search for its name")
    documents.sort(key=lambda d: (d.published or "", d.id), reverse=True)
    rows = [row for d in documents for row in view.by_document.get(d.id, ())]
    lags = [
        Lag("from the saying to its report", to_report(view, rows)),
        Lag("from what became known to the first attribution that it carries", to_first(view, rows)),
    ]
    profile = _profile_from(view, made=rows, received=(), lags=lags)
    return _shown(view, asked, profile, "Source", documents[0].source or "", wanted, documents=documents[:40],
                  notes=[f"{len(documents)} documents"], search={"source": documents[0].source or ""})  # fmt: skip


def _profile_from(
    view: View, made: Sequence[ClaimRow], received: Sequence[ClaimRow], lags: Sequence[Lag] = ()
) -> Profile:
    """A profile of claims that are known already: what a source carries, a person says, or a group is named in."""

    def ordered(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
        return sorted(rows, key=lambda row: (view.date_of(row) or "", row.number), reverse=True)

    every = [*made, *received]
    return Profile(
        made=ordered([r for r in made if r.act_class != "response"]),
        received=ordered(received),
        answers=ordered([r for r in made if r.act_class == "response"]),
        partners=Counter(),
        accuses=Counter(code for row in made for code in row.states),
        accused_by=Counter(row.claimant for row in every if row.claimant),
        ties=Counter(a.tie or "not said" for row in received for a in row.accused),
        cases=list(dict.fromkeys(i for row in every if (i := view.case_of.get(row.id)))),
        lags=[lag for lag in lags if lag.days],
    )


def _shown(
    view: View,
    asked: Asked,
    profile: Profile,
    kind: str,
    name: str,
    subject_id: str,
    *,
    notes: Sequence[str] = (),
    documents: Sequence[Any] = (),
    search: dict[str, str],
) -> Shown:
    as_of = asked.text("as_of")

    def address(party: PartyRow) -> str:
        stately = party.country and party.kind in ("state", "organisation")
        return link(f"/states/{party.country}" if stately else f"/parties/{party.id}", as_of=as_of)

    def ranked(
        counts: Counter[Any], name_of: Callable[[Any], str], to: Callable[[Any], str]
    ) -> list[tuple[str, str, int]]:
        return [(to(one), name_of(one), number) for one, number in counts.most_common(_RANKED)]

    carried = {"Source": "Claims carried", "Person": "Claims spoken"}.get(kind, "Claims made")
    dates = {
        carried: years_of(d for r in profile.made if (d := view.date_of(r))),
        "Claims about it": years_of(d for r in profile.received if (d := view.date_of(r))),
    }
    context = {
        "view": view,
        "kind": kind,
        "name": name,
        "id": subject_id,
        "notes": notes,
        "profile": profile,
        "documents": documents,
        "shown": SHOWN,
        "charts": [(title, bars_of(counts)) for title, counts in dates.items() if counts],
        "rankings": [
            (title, rows)
            for title, rows in (
                ("Accused by it", ranked(profile.accuses, state_name, lambda c: link(f"/states/{c}", as_of=as_of))),
                ("Claims by", ranked(profile.accused_by, lambda p: p.name, address)),
                ("Joined most often with", ranked(profile.partners, lambda p: p.name, address)),
                ("Tie asserted", ranked(profile.ties, str, lambda _: link("/words") + "#ties")),
            )
            if rows
        ],
        "more": {
            "made": link("/search", as_of=as_of, **{k: v for k, v in search.items() if k != "accused"}),
            "received": link("/search", as_of=as_of, **{k: v for k, v in search.items() if k != "speaker"}),
        },
    }
    return Shown(
        "subject.html",
        context,
        record=lambda: _record(view, profile, kind, name, subject_id),
        table=lambda: _table(view, profile),
    )


def _record(view: View, profile: Profile, kind: str, name: str, subject_id: str) -> dict[str, Any]:
    return {
        "id": subject_id,
        "kind": kind.lower(),
        "name": name,
        "made": [row.id for row in profile.made],
        "received": [row.id for row in profile.received],
        "answers": [row.id for row in profile.answers],
        "partners": {p.name: n for p, n in profile.partners.most_common()},
        "accuses": dict(profile.accuses.most_common()),
        "accused_by": {p.name: n for p, n in profile.accused_by.most_common()},
        "ties": dict(profile.ties.most_common()),
        "cases": profile.cases,
        "lags": [{"what": lag.what, "median_days": lag.median, "cases": dict(lag.days)} for lag in profile.lags],
    }


def _table(view: View, profile: Profile) -> Table:
    rows = [
        (direction, *line(view, row))
        for direction, found in (("made", profile.made), ("received", profile.received), ("answer", profile.answers))
        for row in found
    ]
    return Table(COLUMNS, rows)
