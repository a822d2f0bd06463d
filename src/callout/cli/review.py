"""`callout review`: what wants a decision, and the decisions: on claims, on cases, on names, and their undoing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Optional

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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callout.casebook.deciding import Person
    from callout.casebook.waiting import Waiting
    from callout.ledger.ledger import Ledger
    from callout.record.decision import Decision, DecisionKind

ByOption = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--by", metavar="NAME", envvar="CALLOUT_BY", help="Who decides."),
]
WhyOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--why", metavar="REASON", help="The reason, kept with the decision."),
]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, superseded ones too.")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="The id of a case or of a document.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The id of another case or document.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name as documents write it.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help=review.__doc__, invoke_without_command=True, rich_markup_mode=None)
    group.callback()(review)
    for command in (confirm, correct, reject, doubt, withdraw, merge, split, link, same, different, undo, decisions):
        group.command()(command)
    app.add_typer(group, name="review")


def review(
    context: typer.Context,
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
    wants: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--wants", metavar="REASON", help="Only what waits for this reason; may be given again."),
    ] = None,
    case: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--case", metavar="CASE", help="Only of this case: its id, or words of its title."),
    ] = None,
    document: Annotated[Optional[str], typer.Option("--document", metavar="ID", help="Only of this document.")] = None,  # noqa: UP045
    interactive: Annotated[bool, typer.Option("--interactive", help="Ask for each claim; one key decides.")] = False,
    by: ByOption = None,
) -> None:
    """List what wants a decision, the most uncertain and conflicting first; with a subcommand, decide."""
    if context.invoked_subcommand is not None:
        return
    from callout.casebook.ask import find_case
    from callout.casebook.queue import queue
    from callout.casebook.waiting import Wants
    from callout.cli.output import clipped, print_records, print_table
    from callout.ledger.ledger import Ledger

    for one in wants or ():
        if one not in list(Wants):
            raise typer.BadParameter(f"{one!r} is not one of {', '.join(Wants)}", param_hint="--wants")
    how, time = format_or_default(format_), as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = queue(
            kept,
            as_of=time,
            wants=[Wants(one) for one in wants or ()],
            case=find_case(kept, case, as_of=time) if case else None,
            document=kept.document(document, as_of=time).document.id if document else None,
        )
        if interactive:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                raise typer.BadParameter("a terminal is needed", param_hint="--interactive")
            ask_for_each(kept, found, by)
            return
    if how is not Format.TABLE:
        print_records((one.model_dump(mode="json") for one in found), how)
        return
    print_table(
        ["claim", "says", "why", "words"],
        [[one.claim or "", _said(one), clipped(f"{one.wants}: {one.why}"), clipped(one.words, 120)] for one in found],
    )


def _said(one: Waiting) -> str:
    return f"{one.claimant or '(unnamed)'}: {one.act} {', '.join(one.accused)}".rstrip()


_KEYS = {"c": "confirm", "r": "reject", "d": "doubt", "w": "withdraw"}


def ask_for_each(ledger: Ledger, found: Sequence[Waiting], by: str | None) -> None:
    """One key decides on a claim; the reason is asked for, since it is kept. What is decided on is not asked again."""
    import click

    from callout.casebook.deciding import decide_on_claim
    from callout.cli.output import Page
    from callout.record.decision import DecisionKind

    page, done = Page(), set()
    for one in found:
        if one.claim is None or one.claim in done:
            continue
        page.heading(_said(one))
        page.quote(one.words)
        page.line(f"{one.why}\n{one.uri}\n[c]onfirm  [r]eject  [d]oubt  [w]ithdrawn by the claimant  [s]kip  [q]uit")
        key = click.getchar().lower()
        if key == "q":
            return
        if key in _KEYS:
            person = _person(by, click.prompt("Why"))
            decide_on_claim(ledger, DecisionKind(_KEYS[key]), one.claim, person)
            done.add(one.claim)


def confirm(claim: ClaimArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None) -> None:
    """Decide that a claim is read rightly. It stays although a later reading no longer finds it."""
    _on_claim("confirm", claim, by, why, ledger)


def correct(
    claim: ClaimArgument,
    fields: Annotated[
        list[str],
        typer.Option("--field", metavar="NAME=JSON", help="A field of the claim and its value; may be given again."),
    ],
    by: ByOption = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that some fields of a claim are read wrongly, and what they are. Its words stay where they stand."""
    _on_claim("correct", claim, by, why, ledger, _changes(fields))


def reject(claim: ClaimArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None) -> None:
    """Decide that a claim was not made: the reading is false."""
    _on_claim("reject", claim, by, why, ledger)


def doubt(claim: ClaimArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None) -> None:
    """Leave a claim open: it is uncertain, and stays in the list."""
    _on_claim("doubt", claim, by, why, ledger)


def withdraw(claim: ClaimArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None) -> None:
    """Say that whoever made a claim took it back."""
    _on_claim("withdraw", claim, by, why, ledger)


def merge(
    case: CaseArgument,
    other: OtherArgument,
    by: ByOption = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two cases are one. It holds whatever names documents give them."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.merge(kept, case, other, person))


def split(
    case: CaseArgument,
    out: Annotated[
        list[str], typer.Argument(metavar="OUT…", help="Ids of the documents or claims that are a case of their own.")
    ],
    by: ByOption = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that some documents or claims of a case are a case of their own, apart from the rest."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.split(kept, case, out, person))


def link(
    case: CaseArgument,
    other: OtherArgument,
    by: ByOption = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two cases stand beside each other and are not one."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.link(kept, case, other, person))


def same(
    name: NameArgument, other: NameArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None
) -> None:
    """Decide that two names name one thing."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.same(kept, name, other, person))


def different(
    name: NameArgument, other: NameArgument, by: ByOption = None, why: WhyOption = None, ledger: LedgerOption = None
) -> None:
    """Decide that two names do not name one thing."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.different(kept, name, other, person))


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The id of a decision, or of an undoing.")],
    by: ByOption = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Undo a decision. Undoing an undoing brings back what it had undone."""
    from callout.casebook import deciding

    _decide(ledger, by, why, lambda kept, person: deciding.undo(kept, decision, person))


def decisions(ledger: LedgerOption = None, format_: FormatOption = None, as_of: AsOfOption = None) -> None:
    """List all decisions ever made, and whether they hold."""
    from callout.casebook.deciding import decisions_that_hold
    from callout.cli.output import clipped, print_records, print_table
    from callout.ledger.ledger import Ledger

    how, time = format_or_default(format_), as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = [k.decision for k in kept.decisions(as_of=time)]
        holds = {decision.id for decision in decisions_that_hold(kept, as_of=time)}
    if how is not Format.TABLE:
        print_records((d.model_dump(mode="json") | {"holds": d.id in holds} for d in found), how)
        return
    print_table(
        ["decision", "when", "by", "what", "holds", "why"],
        [
            [
                d.id,
                d.decided_at.isoformat(timespec="seconds"),
                d.by,
                clipped(f"{d.kind} {about(d)}"),
                "" if d.kind == "undo" else "yes" if d.id in holds else "no",
                clipped(d.why),
            ]
            for d in found
        ],
    )


def about(decision: Decision) -> str:
    """What a decision is about, by ids and names."""
    parts = [decision.claim.id] if decision.claim else []
    return " ".join([*parts, *decision.changes, *decision.cases, *decision.names, decision.undoes or ""]).strip()


def _changes(fields: Sequence[str]) -> dict[str, Any]:
    import json

    changes = {}
    for field in fields:
        name, sign, value = field.partition("=")
        try:
            changes[name.strip()] = json.loads(value)
        except ValueError:
            shown = f"{value!r} is not JSON; words stand in quotation marks" if sign else f"{field!r} has no value"
            raise typer.BadParameter(f"{shown}: write NAME=JSON", param_hint="--field") from None
    return changes


def _on_claim(
    kind: str, claim: str, by: str | None, why: str | None, ledger: str | None, changes: dict[str, Any] | None = None
) -> None:
    from callout.casebook.deciding import decide_on_claim
    from callout.record.decision import DecisionKind

    what: DecisionKind = DecisionKind(kind)
    _decide(ledger, by, why, lambda kept, person: decide_on_claim(kept, what, claim, person, changes))


def _person(by: str | None, why: str | None) -> Person:
    from callout.casebook.deciding import Person

    return Person(by or "", why or "")


def _decide(ledger: str | None, by: str | None, why: str | None, make: Callable[[Ledger, Person], Decision]) -> None:
    """Makes a decision and prints its id: what it takes to undo it."""
    from callout.cli.output import note
    from callout.ledger.ledger import Ledger

    person = _person(by, why)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        made = make(kept, person)
    note(f"{made.kind} {about(made)}: kept; undo it with `callout review undo {made.id}`")
    typer.echo(made.id)
