"""`/cases/ID`: one case at a glance, with the sentence behind every field one step away."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from starlette.requests import Request

from callout.knowledge.techniques import techniques
from callout.record.case import Answer, Case
from callout.record.claim import Accused, Claim
from callout.record.evidence import Evidence
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.drawings import timeline_of
from callout.web.matrix import Chip, Matrix, bounded, matrix_of
from callout.web.pages.case_words import summary_of
from callout.web.rendering import state_name
from callout.web.rows import ClaimRow, group_id
from callout.web.twins import Shown, Table

SHOWN = 10
"""Answers, measures, reports and reasons of each kind on the page; the twins have all."""
SIDES = 3
"""Wordings of a difference on the page; one more of the differences themselves."""
ENTRIES = 18
"""Lines of the timeline's table."""
FEW = (12, 2, 24)
"""Claimants of the matrix, wordings in a cell, and wordings in all, before one asks for more."""
MORE = (60, 5, 160)
"""The same where one asks for more: the page then shows nothing else, and the twins have all."""
MOMENTS = 8
"""Of the history; the log has all."""
LINKED = 3
"""Claims of one wording that its chip links to."""

COLUMNS = (
    "claim", "document", "uri", "class", "act", "standing", "claimant", "claimant_country", "with", "accused",
    "accused_state", "level", "tie", "confidence", "confidence_level", "venue", "said_on", "start", "end", "evidence",
)  # fmt: skip


def case(request: Request, asked: Asked, desk: Desk) -> Shown:
    found = desk.case(request.path_params["case"], asked.as_of)
    view = desk.view(asked.as_of)
    ids = list(dict.fromkeys(m.claim for m in found.merged_on))
    rows = {row.id: row for row in desk.rows(ids, asked.as_of)}
    every = asked.one_of("all", ("1",)) is not None
    whole = matrix_of(found)
    matrix = bounded(whole, *(MORE if every else FEW))
    claims = desk.claims(_shown_in(found, matrix), asked.as_of)
    context = {
        "case": found,
        "summary": summary_of(found),
        "matrix": matrix,
        "claimants_left": len(whole.rows) - len(matrix.rows),
        "view": view,
        "waiting": view.waiting_in_case.get(found.id, 0),
        "timelines": timeline_of(found.timeline),
        "entry_number": {entry: number for number, entry in reversed(list(enumerate(found.timeline)))},
        "document_of": {m.claim: m.document for m in found.merged_on},
        "documents": view.documents,
        "report_of": {report.document: report for report in found.reports},
        "shown": SHOWN,
        "sides": SIDES,
        "every": every,
        "answers": [(answer, claims.get(answer.claim)) for answer in found.answers[:SHOWN]],
        "measures": [(p, next((claims[i] for i in p.claims if i in claims), None)) for p in found.measures[:SHOWN]],
        "reasons": Counter(reason for m in found.merged_on for reason in m.reasons).most_common(SHOWN),
        "techniques": _techniques(rows.values()),
        "entries": found.timeline[:ENTRIES],
        "history": _history(rows.values()),
        "stood_at": _now(asked).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "state_name": state_name,
        "group_id": group_id,
        "answered": lambda answer: _answered(answer, rows),
        "words_of": lambda chip: _words(chip, claims),
    }
    return Shown(
        "case.html",
        context,
        record=lambda: (
            found.model_dump(mode="json")
            | {"claims": [c.model_dump(mode="json") for c in desk.claims(ids, asked.as_of).values()]}
        ),
        table=lambda: _table(found, list(desk.claims(ids, asked.as_of).values())),
    )


def _now(asked: Asked) -> dt.datetime:
    return asked.as_of or dt.datetime.now(dt.UTC)


def _shown_in(found: Case, matrix: Matrix) -> list[str]:
    """The claims whose words the page shows: whole claims are read for these alone."""
    chips = [i for row in matrix.rows for cell in row.cells.values() for chip in cell for i, _ in chip.claims[:LINKED]]
    answers = [answer.claim for answer in found.answers[:SHOWN]]
    measures = [i for position in found.measures[:SHOWN] for i in position.claims[:1]]
    return list(dict.fromkeys([*chips, *answers, *measures]))


def _techniques(rows: Iterable[ClaimRow]) -> list[tuple[str, str]]:
    """The ATT&CK techniques that the conducts of claims have, with their names."""
    names = techniques()
    return [(one, names.get(one, "")) for one in sorted({technique for row in rows for technique in row.techniques})]


def _history(rows: Iterable[ClaimRow]) -> list[tuple[dt.datetime, str]]:
    """When claims of the case were recorded: one line for each moment, the last first."""
    by_time: dict[dt.datetime, list[ClaimRow]] = {}
    for row in rows:
        by_time.setdefault(row.recorded_at, []).append(row)
    lines = []
    for time, found in sorted(by_time.items(), reverse=True)[:MOMENTS]:
        documents = len({row.document for row in found})
        claims = f"{len(found)} claim{'s' if len(found) > 1 else ''}"
        lines.append((time, f"{claims} of {documents} document{'s' if documents > 1 else ''} recorded"))
    return lines


def _answered(answer: Answer, rows: Mapping[str, ClaimRow]) -> str:
    """Whose claims an answer answers, in words."""
    names = Counter(
        row.claimant.name if row.claimant else "unnamed" for i in answer.answers if (row := rows.get(i)) is not None
    )
    if not names:
        return f"{len(answer.answers)} claims"
    told = ", ".join(name for name, _ in names.most_common(6))
    return told + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _words(chip: Chip, claims: Mapping[str, Claim]) -> str:
    """The stretch that names the claimant, else the longest: a headline says least."""
    stretches = [e.exact for i, _ in chip.claims if i in claims for e in claims[i].evidence]
    name = chip.position.claimant.name if chip.position.claimant else None
    naming = [s for s in stretches if name and name in s]
    return max(naming or stretches, key=len, default="")


def _table(found: Case, claims: Sequence[Claim]) -> Table:
    uris = {report.document: report.uri for report in found.reports}
    rows = [
        _line(claim, accused, evidence, uris.get(claim.document))
        for claim in claims
        for accused in claim.accused or (None,)
        for evidence in claim.evidence
    ]
    return Table(COLUMNS, rows)


def _line(claim: Claim, accused: Accused | None, evidence: Evidence, uri: str | None) -> tuple[str | int | None, ...]:
    return (
        claim.id,
        claim.document,
        uri,
        claim.act_class,
        claim.act,
        claim.standing,
        claim.claimant.name if claim.claimant else None,
        claim.claimant.country if claim.claimant else None,
        "; ".join(p.name for p in claim.partners),
        (accused.name or accused.phrase) if accused else None,
        accused.state if accused else None,
        accused.level if accused else None,
        accused.tie if accused else None,
        claim.confidence.phrase,
        claim.confidence.level,
        claim.venue,
        claim.said_on.date if claim.said_on else None,
        evidence.start,
        evidence.end,
        evidence.exact,
    )
