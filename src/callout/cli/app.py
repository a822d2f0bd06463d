"""The `callout` program: its commands, its exit statuses, and how it says what went wrong.

Exit statuses: 0 done; 1 an input was refused (the others were read); 2 a wrong command or option; 3 the reading engine
cannot start; 4 the ledger cannot be used; 5 the ledger does not hold what was asked for; 130 stopped by the user.
"""

from __future__ import annotations

import sys
from typing import Annotated, Optional

import typer

from callout import __version__
from callout.cli import brief, cases, check, entity, export, log, read, review, search, serve, token
from callout.cli.options import choose_ledger
from callout.errors import CalloutError

app = typer.Typer(
    name="callout",
    help="Who publicly said who is behind a cyber operation, in which words.",
    epilog="Exit status: 0 done, 1 an input was refused, 2 wrong usage, 3 no engine, "
    "4 ledger unusable, 5 not in the ledger, 130 stopped.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"callout {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    ledger: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(
            "--ledger", metavar="FILE_OR_URL", help="The ledger: a file or a database URL [default: callout.db]"
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    choose_ledger(ledger)


for module in (read, cases, search, entity, review, log, brief, export, serve, token, check):
    module.register(app)


STOPPED = 130
"""The status that typer gives to Ctrl-C."""


def main() -> None:
    """Runs the program. Errors that callout expects come out as one line on standard error."""
    try:
        app()
    except CalloutError as error:
        typer.echo(f"callout: {error}", err=True)
        sys.exit(error.exit_status)
    except SystemExit as done:
        if done.code == STOPPED:
            typer.echo("callout: stopped. What was added stays; run the same command again to go on.", err=True)
        raise
    except OSError as error:
        typer.echo(f"callout: {error.filename or 'output'}: {error.strerror}. Check the disk and your rights", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
