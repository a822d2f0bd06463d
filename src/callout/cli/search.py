"""`callout search`: full text over claims and documents, with facets, page by page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from callout.cli.cases import existing_ledger
from callout.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    as_of_time,
    day_of,
    format_or_default,
    ledger_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.text import Text

    from callout.cases.decided import DecidedClaim
    from callout.ledger.hits import Hit, Snippet
    from callout.ledger.search import Found
    from callout.record.claim import Claim


class OrderOf(StrEnum):
    BEST = "best"
    NEWEST = "newest"


def register(app: typer.Typer) -> None:
    app.command()(search)


def search(
    words: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(
            metavar="WORDS…",
            help="Words that must all be there, 'a \"phrase\"', begin*, and -without after --. None lists everything.",
        ),
    ] = None,
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
    documents: Annotated[bool, typer.Option("--documents", help="Search documents, not claims.")] = False,
    claimant: Annotated[Optional[list[str]], typer.Option(help="A country code or a part of a name.")] = None,  # noqa: UP045
    accused: Annotated[Optional[list[str]], typer.Option(help="A country code or a state.")] = None,  # noqa: UP045
    act: Annotated[Optional[list[str]], typer.Option(help="For example attribute.")] = None,  # noqa: UP045
    tie: Annotated[Optional[list[str]], typer.Option(help="For example sponsored.")] = None,  # noqa: UP045
    venue: Annotated[Optional[list[str]], typer.Option(help="For example formal-statement.")] = None,  # noqa: UP045
    source: Annotated[Optional[list[str]], typer.Option(help="A part of a publisher's name.")] = None,  # noqa: UP045
    kind: Annotated[Optional[list[str]], typer.Option(help="For example news.")] = None,  # noqa: UP045
    since: Annotated[Optional[str], typer.Option(metavar="DAY", help="Said or published on or after this day.")] = None,  # noqa: UP045
    until: Annotated[Optional[str], typer.Option(metavar="DAY", help="Said or published up to this day.")] = None,  # noqa: UP045
    order: Annotated[
        Optional[OrderOf],  # noqa: UP045
        typer.Option(help="[default: best where there are words]"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Hits of one page.")] = 20,
    cursor: Annotated[Optional[str], typer.Option(help="Where the page before ended.")] = None,  # noqa: UP045
) -> None:
    """Search claims, or documents, by their words. An option given twice means either value.

    Claims are found as they were read, and shown as persons decided on them: a rejected one is marked as false.
    """
    import json

    from callout.casebook.statuses import statuses
    from callout.cli.output import print_records
    from callout.ledger.fulltext import Among
    from callout.ledger.ledger import Ledger
    from callout.ledger.search import Order, Wanted

    how = format_or_default(format_)
    wanted = Wanted(
        claimant=tuple(claimant or ()),
        accused=tuple(accused or ()),
        act=tuple(act or ()),
        tie=tuple(tie or ()),
        venue=tuple(venue or ()),
        source=tuple(source or ()),
        kind=tuple(kind or ()),
        since=day_of(since, "--since"),
        until=day_of(until, "--until"),
    )
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = kept.search(
            " ".join(map(_typed, words or ())),
            among=Among.DOCUMENTS if documents else Among.CLAIMS,
            wanted=wanted,
            order=Order(order) if order else None,
            limit=limit,
            cursor=cursor,
            as_of=as_of_time(as_of),
        )
        there = sorted({hit.document.id for hit in found.hits if hit.claim})
        settled = {one.claim.id: one for one in statuses(kept, there, as_of=as_of_time(as_of))} if there else {}
    if how is Format.JSONL:
        print_records((_record(hit, settled) for hit in found.hits), how)
    elif how is Format.JSON:
        hits = [_record(hit, settled) for hit in found.hits]
        typer.echo(json.dumps(found.model_dump(mode="json") | {"hits": hits}, indent=2, ensure_ascii=False))
    else:
        _print(found, settled)


def _record(hit: Hit, settled: Mapping[str, DecidedClaim]) -> dict[str, Any]:
    """A hit with its claim as persons decided on it."""
    from callout.cli.cases import claim_record

    decided = claim_record(settled[hit.claim.id]) if hit.claim else None
    return hit.model_dump(mode="json") | {"claim": decided}


def _typed(argument: str) -> str:
    """An argument of several words came in quotation marks that the shell took away: it is a phrase."""
    return f'"{argument}"' if " " in argument.strip() and '"' not in argument else argument


def _print(found: Found, settled: Mapping[str, DecidedClaim]) -> None:
    from callout.cli.output import clipped, note, print_table

    print_table(
        ["id", "date", "who", "act", "words"],
        [
            [hit.claim.id if hit.claim else hit.document.id, *_told(hit, settled), marked(hit.words)]
            for hit in found.hits
        ],
    )
    for facet in found.facets:
        if facet.values:
            told = ", ".join(f"{clipped(v.label, 40)} {v.count}" for v in facet.values[:8])
            note(f"{facet.name}: {told}")
    note(f"{found.total} found for: {found.understood or '(everything)'}")
    if found.cursor:
        note(f"the next page: --cursor {found.cursor}")


def _told(hit: Hit, settled: Mapping[str, DecidedClaim]) -> list[str]:
    """The date, the speaker and the act of a hit; the publisher and the kind of a document."""
    if hit.claim is None:
        return [_date(hit, None), hit.document.source or "", hit.document.kind]
    one = settled[hit.claim.id]
    who = one.claim.claimant.name if one.claim.claimant else "(unnamed)"
    return [_date(hit, one.claim), who, one.claim.act if one.status == "read" else f"{one.claim.act} ({one.status})"]


def _date(hit: Hit, claim: Claim | None) -> str:
    said = claim.said_on if claim else None
    when = said if said and said.date else hit.document.published
    return when.date or "" if when else ""


def marked(snippet: Snippet) -> Text:
    """The words of a hit with what was asked for in bold."""
    from rich.text import Text

    text = Text(snippet.text)
    for mark in snippet.marks:
        text.stylize("bold", mark.start, mark.end)
    return Text(" ").join(line for line in text.split() if line.plain.strip())
