"""The ledger's commands: `add`, `cases`, `show`, `claims`, `document`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from callout.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    as_of_time,
    format_or_default,
    ledger_name,
)
from callout.cli.read import InputOption, input_kind
from callout.errors import LedgerError, SourceError

if TYPE_CHECKING:
    from callout.cases.decided import DecidedClaim
    from callout.record.dates import When


def register(app: typer.Typer) -> None:
    app.command()(add)
    app.command()(cases)
    app.command()(show)
    app.command()(claims)
    app.command()(document)


def add(
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files, folders, addresses, or - for standard input.")
    ],
    input_: InputOption = "auto",
    ledger: LedgerOption = None,
) -> None:
    """Read reports and keep their claims in the ledger. Adding the same twice changes nothing."""
    from callout.cli.output import note, progress
    from callout.ledger.ledger import Ledger
    from callout.pipeline import add_all
    from callout.reading.rules import RulesEngine
    from callout.sources.open import open_inputs

    refused = added = known = claims_added = 0
    kind = input_kind(input_)
    with Ledger.open(ledger_name(ledger)) as kept, progress("reading") as advance:
        for step in add_all(open_inputs(inputs, kind), RulesEngine(), kept):
            if step.error:
                note(str(step.error))
                refused += 1
            elif step.added:
                added += step.added.new_document
                known += not step.added.new_document
                claims_added += step.added.new_claims
            advance()
    note(f"{added} new documents, {known} known ones, {claims_added} new claims, {refused} refused")
    if refused:
        raise typer.Exit(SourceError.exit_status)


def cases(
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
    by_document: Annotated[bool, typer.Option("--by-document", help="Print the main case of each document.")] = False,
) -> None:
    """List the cases, those with the most claims first."""
    from callout.casebook.ask import case_lines, cases_of, main_case_of
    from callout.cli.output import clipped, print_records, print_table
    from callout.ledger.ledger import Ledger

    how = format_or_default(format_)
    time = as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        if by_document:
            documents, main = kept.documents(as_of=time), main_case_of(cases_of(kept, as_of=time))
        elif how is Format.TABLE:
            lines = case_lines(kept, as_of=time)
        else:
            found = cases_of(kept, as_of=time)
    if by_document:
        pairs = [(seen.uri, main.get(k.document.id)) for k in documents for seen in k.appearances]
        if how is Format.TABLE:
            print_table(["document", "case"], [[uri, case or ""] for uri, case in pairs])
        else:
            print_records(({"uri": uri, "case": case} for uri, case in pairs), how)
        return
    if how is not Format.TABLE:
        print_records((case.model_dump(mode="json") for case in found), how)
        return
    print_table(
        ["case", "title", "accused", "claimants", "origins", "reports"],
        [
            [
                c.id,
                clipped(c.title, 60),
                ", ".join(c.accused),
                str(len(c.claimants)),
                str(c.origins),
                str(c.reports),
            ]
            for c in lines
        ],
    )


def show(
    case: Annotated[str, typer.Argument(help="The id of a case, or its beginning, or words of its title.")],
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show one case: who said what in which words, the answers, the measures, the timeline, and where each thing was
    said first, with the reports that carry it."""
    from callout.casebook.ask import case_of, find_case
    from callout.casebook.statuses import statuses
    from callout.cli.case_page import print_case
    from callout.cli.output import print_records
    from callout.ledger.ledger import Ledger

    how = format_or_default(format_)
    time = as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = case_of(kept, find_case(kept, case, as_of=time), as_of=time)
        settled = {s.claim.id: s for s in statuses(kept, [r.document for r in found.reports], as_of=time)}
    if how is not Format.TABLE:
        record = found.model_dump(mode="json")
        record["claims"] = [claim_record(settled[m.claim]) for m in found.merged_on]
        print_records([record], how)
        return
    print_case(found, [settled[m.claim] for m in found.merged_on])


def claim_record(settled: DecidedClaim) -> dict[str, Any]:
    """The claim's public JSON, with its `status` where that is another than that it is read."""
    status = {} if settled.status == "read" else {"status": settled.status.value}
    return settled.claim.model_dump(mode="json") | status


def _date(when: When | None) -> str:
    return when.date or "" if when else ""


def claims(
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
    act: Annotated[Optional[str], typer.Option(help="Only this act, for example attribute.")] = None,  # noqa: UP045
    act_class: Annotated[str | None, typer.Option("--class", help="attribution, stance, response or measure.")] = None,
    claimant: Annotated[Optional[str], typer.Option(help="A country code or a part of a name.")] = None,  # noqa: UP045
    accused: Annotated[Optional[str], typer.Option(help="A country code.")] = None,  # noqa: UP045
    standing: Annotated[Optional[str], typer.Option(help="asserted, conditional, expected, past or withdrawn.")] = None,  # noqa: UP045
    document: Annotated[Optional[str], typer.Option("--document", help="Only claims of this document.")] = None,  # noqa: UP045
    status: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="read, confirmed, corrected, false, uncertain, withdrawn or superseded."),
    ] = None,
) -> None:
    """List claims as persons decided on them; those that no reading finds any more where --status asks for them."""
    from callout.casebook.statuses import statuses
    from callout.cli.output import accused_words, clipped, print_records, print_table
    from callout.ledger.ledger import Ledger
    from callout.record.acts import Act, ActClass, Standing
    from callout.record.decision import ClaimStatus

    for value, known, option in (
        (act, Act, "--act"),
        (act_class, ActClass, "--class"),
        (standing, Standing, "--standing"),
        (status, ClaimStatus, "--status"),
    ):
        if value is not None and value not in [member.value for member in known]:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(known)}", param_hint=option)
    how = format_or_default(format_)
    time = as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        wanted = kept.claims(
            as_of=time,
            act=act,
            act_class=act_class,
            claimant=claimant,
            accused=accused,
            standing=standing,
            document=document,
            history=status is not None,
        )
        documents = sorted({k.claim.document for k in wanted})
        settled = {s.claim.id: s for s in statuses(kept, documents, as_of=time)}
    ids = list(dict.fromkeys(k.claim.id for k in wanted))
    found = [settled[i] for i in ids if status is None or settled[i].status == status]
    if how is not Format.TABLE:
        print_records((claim_record(s) for s in found), how)
        return
    print_table(
        ["claim", "claimant", "act", "accused", "said on", "words"],
        [
            [
                s.claim.id,
                s.claim.claimant.name if s.claim.claimant else "(unnamed)",
                s.claim.act if s.status is ClaimStatus.READ else f"{s.claim.act} ({s.status})",
                accused_words(s.claim.accused),
                _date(s.claim.said_on),
                clipped(s.claim.evidence[0].exact),
            ]
            for s in found
        ],
    )


def document(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a document.")],
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show the text of a document with its evidence marked, and its claims as persons decided on them."""
    from callout.casebook.statuses import statuses
    from callout.cli.output import print_records
    from callout.ledger.ledger import Ledger

    how = format_or_default(format_)
    time = as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        known = kept.document(document_id, as_of=time)
        found = [s for s in statuses(kept, [document_id], as_of=time) if s.status != "superseded"]
    if how is not Format.TABLE:
        record = known.document.model_dump(mode="json") | {"text": known.document.text}
        record["appearances"] = [a.model_dump(mode="json") for a in known.appearances]
        record["claims"] = [claim_record(settled) for settled in found]
        print_records([record], how)
        return
    from rich.console import Console
    from rich.text import Text

    text = Text(known.document.text)
    for number, settled in enumerate(found, start=1):
        style = "strike" if settled.status == "false" else "reverse" if number % 2 else "bold underline"
        for evidence in settled.claim.evidence:
            text.stylize(style, evidence.start, evidence.end)
    Console().print(text)
    for number, settled in enumerate(found, start=1):
        claim = settled.claim
        who = claim.claimant.name if claim.claimant else "(the document)"
        spans = ", ".join(f"{e.start}–{e.end}" for e in claim.evidence)
        act = claim.act if settled.status == "read" else f"{claim.act} ({settled.status})"
        Console().print(f"{number}. {who}: {act}  [{spans}]  {claim.id}", markup=False, highlight=False)


def existing_ledger(name: str) -> str:
    """Asking makes no ledger: a wrong name is an error, not an empty answer."""
    from pathlib import Path

    file = name.removeprefix("sqlite:///") if name.startswith("sqlite:") else name
    if "://" not in file and not (Path(file).is_file() and Path(file).stat().st_size):
        raise LedgerError(name, "there is no such ledger", "Add reports first: callout add FILE…")
    return name
