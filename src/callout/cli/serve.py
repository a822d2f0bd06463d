"""`callout serve`: the pages and the API over a ledger."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from callout.cli.options import LedgerOption, ledger_name


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8765,
    allow_host: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--allow-host", metavar="NAME", help="A further name under which the site is reached."),
    ] = None,
) -> None:
    """Show the ledger on pages: http://127.0.0.1:8765/ until it is stopped.

    Only this machine reaches them unless --host says otherwise; then reading is open, and writing needs a token.
    """
    import gc

    import uvicorn

    from callout.cli.output import note
    from callout.web.app import create_app
    from callout.web.settings import Settings

    settings = Settings(ledger=ledger_name(ledger), host=host, port=port, hosts=tuple(allow_host or ()))
    application = create_app(settings)
    # A large ledger's rows stay as long as the site runs; searched for cycles at the usual pace, they held the largest
    # pages up for as long as making them takes.
    gc.set_threshold(50_000, 20, 20)
    note(f"{settings.address} shows {settings.ledger}. Ctrl-C ends it.")
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False, access_log=False)
