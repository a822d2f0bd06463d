"""What a case rests on, on a terminal: each origin with the reports that carry it, so that none counts twice."""

from __future__ import annotations

from callout.cli.output import Page, clipped
from callout.record.case import Case, CaseReport, Origin, OriginKind

SHOWN = 6
"""Reports of an origin that are listed; of more the number is given."""


def print_origins(page: Page, case: Case) -> None:
    page.heading("Origins, and the reports of each")
    if case.single_origin:
        page.line("All attributions rest on one origin.", bold=True)
    reports = {report.document: report for report in case.reports}
    told: set[str] = set()
    for origin in case.origins:
        page.line(" · ".join(_head(origin)), bold=True)
        page.quote(clipped(origin.words, 300))
        if origin.named:
            page.line(f"   named in {origin.named.document} as “{origin.named.evidence.exact}”")
        for document in origin.documents[:SHOWN]:
            _print_report(page, reports[document], brief=document in told)
        if len(origin.documents) > SHOWN:
            page.line(f"   and {len(origin.documents) - SHOWN} more")
        told.update(origin.documents[:SHOWN])
    rest = [report for report in case.reports if not any(report.document in o.documents for o in case.origins)]
    if rest:
        page.heading("Reports that hold nobody responsible")
    for report in rest:
        _print_report(page, report, brief=False)


def _head(origin: Origin) -> list[str]:
    count = len(origin.documents)
    parts = [origin.claimant.name if origin.claimant else "(unnamed)"]
    if origin.said_on and origin.said_on.date:
        parts.append(origin.said_on.date)
    if origin.kind is OriginKind.TEXT and count == 1:
        parts.append("the claimant's own text")
    parts.append("1 report" if count == 1 else f"{count} reports")
    if origin.texts < count:
        parts.append("copies of one text" if origin.texts == 1 else f"{origin.texts} texts and their copies")
    return parts


def _print_report(page: Page, report: CaseReport, *, brief: bool) -> None:
    date = report.published.date if report.published and report.published.date else "(no date)"
    copied = f"   copy of {report.copy_of}" if report.copy_of else ""
    page.line(f"   {date:<10}  " + clipped(report.title or report.uri, 80))
    if not brief:
        page.line(f"   {'':<10}  {report.document}  {report.uri}{copied}")
