"""`callout log`: the history of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from callout.cli.cases import existing_ledger
from callout.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    as_of_time,
    format_or_default,
    ledger_name,
)


def register(app: typer.Typer) -> None:
    app.command()(log)


def log(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="The id of a case, one that is no more too, or words of its title.")
    ],
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show the history of a case: what came to be known of it when, and why it changed."""
    from callout.casebook.history import log_of
    from callout.cli.output import Page, note, print_records, print_table
    from callout.ledger.ledger import Ledger

    how = format_or_default(format_)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = log_of(kept, case, as_of=as_of_time(as_of))
        waiting = kept.waiting()
    if waiting:
        note(f"{waiting} documents wait to be placed in cases: what they change is not in the log yet")
    if how is Format.JSONL:
        print_records((entry.model_dump(mode="json") for entry in found.entries), how)
        return
    if how is Format.JSON:
        print_records([found.model_dump(mode="json")], how)
        return
    page = Page()
    page.heading(found.title)
    page.line(found.case if found.stands else f"{found.case} is no more; its claims are in {', '.join(found.now_in)}")
    print_table(
        ["when", "what", "words", "because"],
        [
            [entry.at.isoformat(sep=" ", timespec="seconds")[:19], entry.what, entry.words, "; ".join(entry.because)]
            for entry in found.entries
        ],
    )
