"""Writes the parts of the documentation that follow from the code: the reference, the schemas, and the picture.

    python docs/generate.py            write them
    python docs/generate.py --check    exit 1 where a committed file is not what the code gives

The tests run the check for all but the picture, whose drawing depends on the version of rich.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent


def command_line() -> str:
    """Every command with its help text, as `callout COMMAND --help` prints it at 100 columns."""
    import typer
    from typer.testing import CliRunner

    from callout.cli.app import app

    os.environ["COLUMNS"] = "100"
    runner = CliRunner()
    commands: dict[str, object] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    names = [
        " ".join(filter(None, (name, part)))
        for name, found in commands.items()
        for part in ("", *getattr(found, "commands", ()))
    ]
    parts = [
        "# The command line\n\nWritten by `docs/generate.py` from the program's own help.\n",
        _help(runner.invoke(app, ["--help"], terminal_width=100).output, "callout"),
    ]
    parts += [
        _help(runner.invoke(app, [*name.split(), "--help"], terminal_width=100).output, f"callout {name}")
        for name in names
    ]
    return "\n".join(parts)


def _help(output: str, title: str) -> str:
    lines = [line.rstrip() for line in output.strip().splitlines()]
    return f"## `{title}`\n\n```\n" + "\n".join(lines) + "\n```\n"


def errors() -> str:
    """The tree of errors with their exit statuses."""
    from callout import errors as module

    lines = [
        "# Errors\n",
        "Written by `docs/generate.py` from `callout.errors`. Each is printed as `callout: WHERE: WHAT. REMEDY`\n"
        "on standard error.\n",
        "| error | exit status | meaning |",
        "|---|---|---|",
    ]
    for name, found in inspect.getmembers(module, inspect.isclass):
        if issubclass(found, module.CalloutError):
            meaning = inspect.getdoc(found) or ""
            lines.append(f"| `{name}` | {found.exit_status} | {meaning.splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def schema(name: str) -> str:
    from callout.record.case import Case
    from callout.record.reading import Reading

    model = {"reading": Reading, "case": Case}[name]
    return json.dumps(model.model_json_schema(mode="serialization", by_alias=True), ensure_ascii=False, indent=2) + "\n"


def openapi() -> str:
    """The description of the API, which is served at `/openapi.json`."""
    from callout.web.app import unguarded
    from callout.web.settings import Settings

    described = unguarded(Settings(ledger="unused.db")).openapi()
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def generated() -> dict[Path, str]:
    return {
        DOCS / "reference" / "cli.md": command_line(),
        DOCS / "reference" / "errors.md": errors(),
        DOCS / "reference" / "reading.schema.json": schema("reading"),
        DOCS / "reference" / "case.schema.json": schema("case"),
        DOCS / "reference" / "openapi.json": openapi(),
    }


def picture() -> str:
    """The first lines of `callout show Viasat` as a drawing that loads nothing."""
    from rich import _export_format
    from rich.console import Console
    from rich.text import Text

    from callout.casebook.ask import cases_of
    from callout.casebook.statuses import statuses
    from callout.cli import output
    from callout.cli.case_page import print_case
    from callout.ledger.ledger import Ledger
    from callout.pipeline import add_all
    from callout.reading.rules import RulesEngine
    from callout.sources.open import open_inputs

    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "picture.db")) as ledger:
        list(add_all(open_inputs([str(ROOT / "examples" / "reports")]), RulesEngine(), ledger))
        case = next(c for c in cases_of(ledger) if "Viasat" in c.title)
        settled = {found.claim.id: found for found in statuses(ledger)}
    shown = Console(file=io.StringIO(), width=112, record=True, highlight=False)
    output.Page.__init__ = lambda self: setattr(self, "_console", shown)  # type: ignore[method-assign]
    print_case(case, [settled[m.claim] for m in case.merged_on])
    lines = Text.from_ansi(shown.export_text(styles=True)).split("\n")[:38]
    drawn = Console(file=io.StringIO(), width=112, record=True, highlight=False)
    for line in lines:
        drawn.print(line)
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", _export_format.CONSOLE_SVG_FORMAT, flags=re.S)
    return drawn.export_svg(title="callout show Viasat", code_format=template, unique_id="case")


def main() -> int:
    wrong = 0
    for path, content in generated().items():
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                print(f"{path.relative_to(ROOT)} is not what the code gives: run `make docs`", file=sys.stderr)
                wrong = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if "--check" not in sys.argv:
        (DOCS / "case.svg").write_text(picture(), encoding="utf-8")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
