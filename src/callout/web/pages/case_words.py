"""What a case's page says in callout's own words: a summary of recorded fields only."""

from __future__ import annotations

from collections.abc import Sequence

from callout.record.acts import Act, ActClass, Tie
from callout.record.case import Case, Position
from callout.web.rendering import count, day, state_name


def summary_of(case: Case) -> list[str]:
    """Sentences that say what the case holds. Nothing in them is more than a count or a name of a field."""
    claims = len({m.claim for m in case.merged_on})
    sentences = [
        f"{count(claims, 'claim')} by {count(len(case.claimants), 'claimant')} in {count(len(case.reports), 'report')}"
        + _period(case)
        + "."
    ]
    attributions = [p for p in case.positions if p.act_class is ActClass.ATTRIBUTION and p.standing != "past"]
    own = [p for p in attributions if not p.joint]
    accused = [state_name(code) for code in case.accused]
    if attributions and accused:
        names = {p.claimant.name for p in attributions if p.claimant}
        sentences.append(f"{_listed(sorted(names), 5)} {'name' if len(names) > 1 else 'names'} {_listed(accused, 4)}.")
    ties = [tie for tie in Tie if any(tie in p.ties for p in own)]
    if len(ties) > 1:
        sentences.append(
            f"In their own words the tie goes from “{ties[0]}” ({_who(own, ties[0])}) to “{ties[-1]}” "
            f"({_who(own, ties[-1])})."
        )
    confident = [p for p in own if p.confidence.phrase]
    if confident:
        said = "; ".join(dict.fromkeys(f"“{p.confidence.phrase}” ({_name(p)})" for p in confident[:3]))
        sentences.append(f"Confidence is stated as {said}.")
    elif own:
        sentences.append("None states a confidence.")
    denied = sorted({a.claimant.name for a in case.answers if a.claimant and a.act in (Act.DENY, Act.REJECT)})
    if denied:
        sentences.append(f"{_listed(denied, 3)} {'deny or reject' if len(denied) > 1 else 'denies or rejects'} it.")
    measures = sorted({str(p.act) for p in case.measures if p.standing == "asserted"})
    if measures:
        sentences.append(f"Measures: {_listed(measures, 5)}.")
    return sentences


def _name(position: Position) -> str:
    return position.claimant.name if position.claimant else "unnamed"


def _who(positions: Sequence[Position], tie: Tie) -> str:
    return _listed(sorted({_name(p) for p in positions if tie in p.ties}), 3)


def _listed(names: Sequence[str], most: int) -> str:
    if len(names) > most:
        return ", ".join(names[:most]) + f" and {len(names) - most} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _period(case: Case) -> str:
    dates = [e.when.date for e in case.timeline if e.when.date and e.kind in ("said", "published")]
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    return f", {day(first)}" if first == last else f", {day(first)} to {day(last)}"
