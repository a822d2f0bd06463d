"""`callout read`: readings on standard output, nothing kept. `callout resolve`: whom a phrase names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from callout.cli.options import Format, FormatOption, format_or_default
from callout.errors import SourceError

if TYPE_CHECKING:
    from callout.record.document import Document
    from callout.record.reading import Reading
    from callout.sources.open import InputKind

InputOption = Annotated[
    str,
    typer.Option("--input", metavar="KIND", help="auto, text, html, pdf, mail or jsonl [default: told from the file]"),
]


def input_kind(written: str) -> InputKind:
    from callout.sources.open import InputKind

    try:
        return InputKind(written)
    except ValueError:
        kinds = ", ".join(InputKind)
        raise typer.BadParameter(f"{written!r} is not one of {kinds}", param_hint="--input") from None


def register(app: typer.Typer) -> None:
    app.command()(read)
    app.command()(resolve)


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files, folders, addresses, or - for standard input.")
    ],
    input_: InputOption = "auto",
    format_: FormatOption = None,
    speech: Annotated[bool, typer.Option("--speech", help="Add every attributed utterance, cyber or not.")] = False,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Add what looked like a claim and was not written, and why.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each claim what set each field, and what was dropped and why.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes to read on.")] = 1,
) -> None:
    """Read reports and print their claims. Keeps nothing."""
    from callout.cli.output import note
    from callout.reading.rules import RulesEngine
    from callout.scale.processes import read_on
    from callout.sources.open import open_inputs

    how = format_or_default(format_)
    kind = input_kind(input_)
    refused = 0
    readings: list[Reading] = []

    def documents() -> Iterator[Document]:
        nonlocal refused
        for found in open_inputs(inputs, kind):
            if isinstance(found, SourceError):
                typer.echo(f"callout: {found}", err=True)
                refused += 1
            else:
                yield found

    asked = {"speech": speech, "dropped": dropped or explain, "explain": explain}
    found = RulesEngine().read_all(documents(), **asked) if jobs == 1 else read_on(jobs, documents(), **asked)
    for reading in found:
        if reading.unread:
            note(f"{reading.document.uri}: it is in another language ({reading.unread}); only its names were read")
        if how is Format.JSONL:
            sys.stdout.write(reading.to_json() + "\n")
            sys.stdout.flush()
        elif how is Format.TABLE and explain:
            _explain(reading)
        elif how is Format.TABLE:
            _print(reading)
        else:
            readings.append(reading)
    if how is Format.JSON:
        sys.stdout.write("[" + ",\n ".join(r.to_json() for r in readings) + "]\n")
    if refused:
        raise typer.Exit(SourceError.exit_status)


def _print(reading: Reading) -> None:
    from callout.cli.output import accused_words, clipped, print_table

    rows = []
    for claim in reading.claims:
        who = claim.claimant.name if claim.claimant else "(the document)" if claim.mode == "authored" else "(unnamed)"
        partners = f" with {', '.join(p.name for p in claim.partners)}" if claim.partners else ""
        standing = "" if claim.standing == "asserted" else f" ({claim.standing})"
        rows.append(
            [
                who + partners,
                claim.act + standing,
                accused_words(claim.accused),
                claim.confidence.phrase or "",
                claim.said_on.date or "" if claim.said_on else "",
                clipped(claim.evidence[0].exact),
            ]
        )
    title = reading.document.title or reading.document.uri
    print_table(["claimant", "act", "accused", "confidence", "said on", "words"], rows, clipped(title, 100))
    if reading.dropped:
        print_table(["dropped because", "words"], [[d.reason, clipped(d.evidence.exact)] for d in reading.dropped])


def _explain(reading: Reading) -> None:
    """One page for a document: each claim with its sentences and the reason of each field, then what was dropped."""
    from callout.cli.output import Page, accused_words, clipped, print_table

    page = Page()
    page.line(clipped(reading.document.title or reading.document.uri, 100), bold=True)
    for claim, explanation in zip(reading.claims, reading.explained or (), strict=True):
        who = claim.claimant.name if claim.claimant else "(nobody named)"
        page.heading(f"{who}: {claim.act} {accused_words(claim.accused)}".rstrip())
        for evidence in claim.evidence[:_SHOWN]:
            page.quote(clipped(evidence.exact, 400))
        if len(claim.evidence) > _SHOWN:
            page.line(f"    and {len(claim.evidence) - _SHOWN} more stretches")
        print_table(["field", "value", "because"], [[s.field, s.value, s.because] for s in explanation.steps])
    if not reading.claims:
        page.line("No claim was found.")
    if reading.dropped:
        page.heading("Considered and dropped")
        print_table(["because", "words"], [[d.reason, clipped(d.evidence.exact)] for d in reading.dropped])


_SHOWN = 3
"""Stretches of a claim that are shown; the rest are counted."""


def resolve(
    phrases: Annotated[
        list[str] | None, typer.Argument(metavar="[PHRASE…]", help="Phrases that name somebody.")
    ] = None,
    tsv: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--input", metavar="tsv FILE", help="`tsv`, with a file whose columns are phrase and perhaps date."
        ),
    ] = None,
) -> None:
    """Say whom a phrase names: prints `phrase` and `country`, tab-separated; no country where none follows."""
    from callout.reading.resolve import state_of_phrase

    names = list(phrases or [])
    rows: Iterator[tuple[str, str | None]]
    if tsv:
        if tsv != "tsv" or len(names) != 1:
            raise typer.BadParameter("write `--input tsv FILE`", param_hint="--input")
        rows = iter(_table(Path(names[0])))
    elif names:
        rows = iter((name, None) for name in names)
    else:
        raise typer.BadParameter("give a phrase, or `--input tsv FILE`")
    sys.stdout.write("phrase\tcountry\n")
    for phrase, date in rows:
        sys.stdout.write(f"{phrase}\t{state_of_phrase(phrase, date) or ''}\n")


def _table(path: Path) -> list[tuple[str, str | None]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"it cannot be read ({error})", "Give a tab-separated UTF-8 file") from None
    columns = lines[0].split("\t") if lines else []
    if "phrase" not in columns:
        raise SourceError(str(path), "it has no column `phrase`", "Name the columns in the first line")
    found = []
    for line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=False))
        found.append((cells.get("phrase", ""), cells.get("date") or None))
    return found
