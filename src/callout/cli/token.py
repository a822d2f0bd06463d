"""`callout token`: who may write to the ledger over the web."""

from __future__ import annotations

from typing import Annotated

import typer

from callout.cli.cases import existing_ledger
from callout.cli.options import Format, FormatOption, LedgerOption, format_or_default, ledger_name

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The person or the program that uses the token.")]


def register(app: typer.Typer) -> None:
    tokens = typer.Typer(
        name="token",
        help="Make, list and revoke the tokens with which the ledger is written over the web.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    tokens.command("make")(make)
    tokens.command("list")(list_)
    tokens.command("revoke")(revoke)
    app.add_typer(tokens)


def make(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Make a token and print it. It is shown this once: only its hash is kept."""
    from callout.cli.output import note
    from callout.ledger.ledger import Ledger

    with Ledger.open(ledger_name(ledger)) as kept:
        token = kept.access.make(name)
    typer.echo(token)
    note("keep it where the program that uses it finds it; it cannot be shown again")


def list_(ledger: LedgerOption = None, format_: FormatOption = None) -> None:
    """List the tokens that were made, also those that were revoked."""
    from callout.cli.output import print_records, print_table
    from callout.ledger.ledger import Ledger

    how = format_or_default(format_)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        found = kept.access.all()
    rows = [
        {"name": t.name, "made_at": t.made_at.isoformat(), "revoked_at": t.revoked_at and t.revoked_at.isoformat()}
        for t in found
    ]
    if how is Format.TABLE:
        columns = ["name", "made_at", "revoked_at"]
        print_table(["name", "made at", "revoked at"], [[row[c] or "" for c in columns] for row in rows])
    else:
        print_records(rows, how)


def revoke(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Revoke a token: from now on it lets nobody write."""
    from callout.cli.output import note
    from callout.ledger.ledger import Ledger

    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        kept.access.revoke(name)
    note(f"the token {name} is revoked")
