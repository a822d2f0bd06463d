"""`callout brief`: what came to be known since a day, by case."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from callout.cli.cases import existing_ledger
from callout.cli.options import LedgerOption, ledger_name


class BriefFormat(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command()(brief)


def brief(
    since: Annotated[str, typer.Option(metavar="DAY", help="The first day of the period, in UTC: 2026-11-22.")],
    until: Annotated[Optional[str], typer.Option(metavar="DAY", help="The last day [default: now].")] = None,  # noqa: UP045
    ledger: LedgerOption = None,
    format_: Annotated[BriefFormat, typer.Option("--format", help="How to write it.")] = BriefFormat.MARKDOWN,
) -> None:
    """Write what came to be known in a period, by case, each line with its source and its words."""
    import datetime as dt

    from callout.cli.options import day_of
    from callout.ledger.clock import utc_now
    from callout.ledger.ledger import Ledger
    from callout.watch.period import brief_from
    from callout.watch.written import as_html, as_markdown

    first, last = day_of(since, "--since"), day_of(until, "--until")
    begin = dt.datetime.combine(first or dt.date.min, dt.time.min, tzinfo=dt.UTC)
    end = dt.datetime.combine(last, dt.time.max, tzinfo=dt.UTC) if last else utc_now()
    if end < begin:
        raise typer.BadParameter(f"the period ends before {since}", param_hint="--until")
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = brief_from(kept, begin, end)
    if format_ is BriefFormat.JSON:
        typer.echo(found.model_dump_json(indent=2))
    else:
        typer.echo({BriefFormat.MARKDOWN: as_markdown, BriefFormat.HTML: as_html}[format_](found), nl=False)
