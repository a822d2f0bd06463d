"""A case on a terminal: who said what in which words, where the words differ, what is contested, the answers, the
timeline, the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callout.cli.origins import print_origins
from callout.cli.output import Page, clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callout.cases.decided import DecidedClaim
    from callout.record.case import Answer, Case, Lag, Position
    from callout.record.coalition import Coalition
    from callout.record.dates import DateKind, When
    from callout.record.entity import Party
    from callout.record.evidence import Stretch

_SHOWN = 300
"""Characters of a stretch that are shown; `--format json` has it whole."""


def print_case(case: Case, settled: Sequence[DecidedClaim]) -> None:
    """`settled` are the claims of the case with what was decided on each."""
    page = Page()
    page.heading(case.title)
    page.line(f"{case.id}   accused: {', '.join(case.accused) or 'nobody'}")
    for name in ("kinds", "vulnerabilities", "products", "malware", "groups", "targets"):
        values = getattr(case, name)
        if values:
            page.line(f"{name}: {', '.join(values)}")
    page.heading("Who said what")
    for together in _told_alike(case.positions):
        _print_position(page, together[0], _names(p.claimant for p in together if p.claimant))
    _print_coalition(page, case.coalition)
    if case.answers:
        page.heading("Answers")
    for answer in case.answers:
        _print_answer(page, answer)
    if case.measures:
        page.heading("Measures")
    for position in case.measures:
        _print_position(page, position)
    page.heading("Timeline")
    for entry in case.timeline:
        page.line(f"{entry.when.date or '':<10}  {entry.kind:<9}  {entry.entry or '':<18}  {entry.what}")
    for lag in case.lags:
        page.line(_lag(lag))
    print_origins(page, case)
    page.heading("Merged on")
    for reason in sorted({reason for m in case.merged_on for reason in m.reasons}):
        page.line(f"- {reason}")
    decided = [one for one in settled if one.decisions]
    if decided:
        page.heading("Decided on")
    for one in decided:
        last = one.decisions[-1]
        page.line(f"{one.status}: {_name(one.claim.claimant)} · {one.claim.act} · {one.claim.id}", bold=True)
        page.line(f"   by {last.by}: {last.why}" + ("" if one.as_read else " (no reading finds it any more)"))
    if case.links:
        page.heading("Beside this case")
    for link in case.links:
        page.line(f"- {link.title} ({link.case}): {link.reason}")


def _told_alike(positions: Sequence[Position]) -> list[list[Position]]:
    """The positions in order, those that partners hold jointly by the same claims as one."""
    together: dict[object, list[Position]] = {}
    for number, position in enumerate(positions):
        key = (position.act, position.standing, position.claims) if position.joint else number
        together.setdefault(key, []).append(position)
    return list(together.values())


def _print_position(page: Page, position: Position, holders: str = "") -> None:
    act = position.act + ("" if position.standing == "asserted" else f" ({position.standing})")
    parts = [holders or _name(position.claimant), act]
    if position.accused:
        accused = list(dict.fromkeys(a.name or a.phrase for a in position.accused))
        parts.append(f"of {', '.join(accused[:3])}")
        parts.append(f"level {', '.join(position.levels)}; tie {', '.join(position.ties) or 'not said'}")
    if position.confidence.phrase:
        parts.append(f"“{position.confidence.phrase}”")
    if position.joint:
        parts.append("jointly, in another's words")
    if position.withdrawn:
        parts.append("taken back since")
    page.line(" · ".join(parts), bold=True)
    people = ", ".join(p.name for p in position.spokespeople)
    detail = [
        part
        for part in (
            _dated(position.said_on, position.date_kind),
            people,
            ", ".join(position.venues),
            "1 report" if position.reports == 1 else f"{position.reports} reports",
        )
        if part
    ]
    page.line("   " + " · ".join(detail))
    _quote(page, position.evidence)


def _print_coalition(page: Page, coalition: Coalition) -> None:
    if len(coalition.joiners) > 1:
        page.heading("Who joined when")
        for joiner in coalition.joiners:
            joint = " · jointly, in another's words" if joiner.joint else ""
            date = _dated(joiner.said_on, joiner.date_kind)
            page.line(f"{joiner.claimant.name} · {joiner.act} · {date}{_days_after(joiner.least, joiner.most)}{joint}")
    if coalition.reserved:
        page.heading("Who spoke without attributing")
        for reserve in coalition.reserved:
            parts = [reserve.claimant.name, ", ".join(reserve.acts), _dated(reserve.said_on, reserve.date_kind)]
            page.line(" · ".join(part for part in parts if part))
    if coalition.gaps:
        page.heading("Where the words differ most")
        for gap in coalition.gaps:
            page.line(f"- {clipped(gap.in_words, _SHOWN)}")
    if coalition.differences:
        page.heading("Where documents differ about one claimant")
        for difference in coalition.differences:
            page.line(f"- {difference.in_words}")
            for side in difference.sides:
                page.line(f"    {side.value}: {', '.join(side.documents)}")
    _print_contested(page, coalition)


def _print_contested(page: Page, coalition: Coalition) -> None:
    if coalition.contested or coalition.withdrawals:
        page.heading("Contested")
    if coalition.contested:
        for accused in coalition.accused:
            back = f"; taken back by {_names(accused.withdrawn_by)}" if accused.withdrawn_by else ""
            page.line(f"- {accused.state} is held responsible by {_names(accused.claimants) or 'nobody named'}{back}")
    for withdrawal in coalition.withdrawals:
        how = f"decided by {withdrawal.decided_by}" if withdrawal.decided_by else "as told"
        of = f" of {', '.join(withdrawal.states)}" if withdrawal.states else ""
        date = _dated(withdrawal.said_on, withdrawal.date_kind)
        claims = f"{len(withdrawal.takes_back)} claims" if len(withdrawal.takes_back) != 1 else "1 claim"
        parts = [f"{withdrawal.claimant.name} took back its attribution{of}", how, date, f"{claims} of this case"]
        page.line(" · ".join(part for part in parts if part), bold=True)
        _quote(page, withdrawal.evidence)


def _print_answer(page: Page, answer: Answer) -> None:
    speaker = "" if answer.speaker == "other" else f" (the {answer.speaker})"
    act = answer.act + ("" if answer.standing == "asserted" else f" ({answer.standing})")
    parts = [f"{_name(answer.claimant)}{speaker}", act, _dated(answer.said_on, answer.date_kind)]
    grounds = list(dict.fromkeys(ground.words.exact for ground in answer.grounds)) or (
        [answer.ground] if answer.ground else []
    )
    if grounds:
        parts.append("on the ground " + ", ".join(f"“{ground}”" for ground in grounds))
    parts.append(f"answers {len(answer.answers)} claims" if len(answer.answers) != 1 else "answers 1 claim")
    page.line(" · ".join(part for part in parts if part), bold=True)
    _quote(page, answer.evidence)


def _lag(lag: Lag) -> str:
    whose = f" ({lag.state})" if lag.state else ""
    days = _days(lag.least) if lag.least == lag.most else f"{lag.least} to {lag.most} days"
    ends = f"{_dated(lag.from_.when, lag.from_.kind)} to {_dated(lag.to.when, lag.to.kind)}"
    return f"From {lag.what.replace('-to-', ' to ')}{whose}: {days} ({ends})"


def _days_after(least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return "no date"
    if least == most:
        return " · the first day" if least == 0 else f" · {_days(least)} after the first"
    return f" · {least} to {most} days after the first"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _quote(page: Page, evidence: Sequence[Stretch]) -> None:
    if evidence:
        page.quote(clipped(evidence[0].exact, _SHOWN))


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _name(party: Party | None) -> str:
    return party.name if party else "(unnamed)"


def _dated(when: When | None, kind: DateKind | None) -> str:
    """The date with its kind: never one without the other."""
    return f"{when.date} ({kind})" if when and when.date and kind else ""


def _date(when: When | None) -> str:
    return when.date or "" if when else ""
