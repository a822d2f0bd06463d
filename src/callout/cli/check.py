"""`callout doctor`: what is installed and whether it works. `callout schema`: the JSON Schema of the output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from callout.cli.options import LedgerOption, ledger_name
from callout.errors import CalloutError


class SchemaOf(StrEnum):
    READING = "reading"
    CASE = "case"


def register(app: typer.Typer) -> None:
    app.command()(doctor)
    app.command()(schema)


def doctor(ledger: LedgerOption = None) -> None:
    """Check the installation and the ledger, and say what to do about what is wrong."""
    wrong = 0
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: sys.version.split()[0]),
        ("names", _names),
        ("language pipeline", _pipeline),
        ("reading", _reading),
        (f"ledger {ledger_name(ledger)}", lambda: _ledger(ledger_name(ledger))),
    ]
    for name, check in checks:
        try:
            typer.echo(f"ok     {name}: {check()}")
        except CalloutError as error:
            wrong = wrong or error.exit_status
            typer.echo(f"wrong  {name}: {error}")
    raise typer.Exit(wrong)


def _names() -> str:
    from callout.knowledge.names import names

    return f"{len(names())} names"


def _pipeline() -> str:
    from callout.reading.syntax import PIPELINE, pipeline

    return f"{PIPELINE} {pipeline().meta['version']}"


def _reading() -> str:
    from callout.errors import EngineError
    from callout.reading.rules import RulesEngine
    from callout.record.document import Document

    claims = (
        RulesEngine().read(Document.of("Norway accused Russia of the cyberattack on its parliament.", "doctor")).claims
    )
    if not claims:
        raise EngineError(
            "the rules engine", "it does not find the claim of a plain sentence", "Install the pinned requirements"
        )
    return "a plain sentence gives its claim"


def _ledger(name: str) -> str:
    from pathlib import Path

    from callout.ledger.ledger import Ledger

    if "://" not in name and not Path(name).exists():
        return "not there yet; `callout add` makes it"
    with Ledger.open(name) as kept:
        return ", ".join(f"{count} {what}" for what, count in kept.counts().items())


def schema(
    what: Annotated[
        SchemaOf, typer.Argument(help="reading: a line of `callout read`; case: of `callout cases`.")
    ] = SchemaOf.READING,
) -> None:
    """Print the JSON Schema of the output."""
    from callout.record.case import Case
    from callout.record.reading import Reading

    model = Reading if what is SchemaOf.READING else Case
    typer.echo(json.dumps(model.model_json_schema(mode="serialization", by_alias=True), ensure_ascii=False, indent=2))
