from __future__ import annotations

import subprocess
import sys
import time

import pytest
import typer
from cli_samples import PROGRAM, callout

from callout import __version__
from callout.cli.app import app

_COMMANDS = sorted(typer.main.get_group(app).commands)
_HEAVY = {"spacy", "sqlalchemy", "pydantic", "trafilatura", "rich"}


def test_the_commands_are_those_of_the_design() -> None:
    assert {"read", "resolve", "add", "cases", "show", "claims", "document", "export", "doctor", "schema"} <= set(
        _COMMANDS
    )


def test_help_comes_at_once() -> None:
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        ended = subprocess.run([*PROGRAM, "--help"], capture_output=True, text=True, check=False)
        taken.append(time.perf_counter() - begun)
        assert (ended.returncode, ended.stderr) == (0, "")
    assert min(taken) < 0.3


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], _HEAVY),
        (["--version"], _HEAVY),
        # With an argument to convert, the command-line library itself looks for pydantic.
        *(([name, "--help"], _HEAVY - {"pydantic"}) for name in ("read", "claims")),
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str], heavy: set[str]) -> None:
    code = (
        "import sys\n"
        "from callout.cli.app import main\n"
        "try:\n    main()\n"
        "except SystemExit as ended:\n    assert not ended.code\n"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ended.stdout
    imported = set(ended.stderr.split())
    assert imported & heavy == set()


def test_help_names_every_command_and_the_exit_statuses() -> None:
    run = callout("--help")
    assert (run.status, run.err) == (0, "")
    for name in _COMMANDS:
        assert name in run.out
    for status in ("0", "1", "2", "3", "4", "5", "130"):
        assert f" {status} " in " ".join(run.out.split())


@pytest.mark.parametrize("command", _COMMANDS)
def test_the_help_of_a_command_names_its_options(command: str) -> None:
    run = callout(command, "--help")
    assert (run.status, run.err) == (0, "")
    known = typer.main.get_group(app).commands[command]
    assert known.help
    words = " ".join(run.out.split())
    assert known.help.split()[0] in words
    for parameter in known.params:
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("--"):
                assert name in words


def test_every_command_and_option_says_what_it_is_for() -> None:
    for command in typer.main.get_group(app).commands.values():
        assert command.help, command.name
        for parameter in command.params:
            if parameter.opts[0].startswith("--"):
                assert getattr(parameter, "help", None), (command.name, parameter.opts)


def test_version_is_the_version_of_the_package() -> None:
    run = callout("--version")
    assert (run.status, run.err) == (0, "")
    assert run.out == f"callout {__version__}\n"


def test_no_command_is_wrong_usage_and_shows_the_commands() -> None:
    run = callout()
    assert run.status == 2
    assert run.out == ""
    assert "claims" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["read"],
        ["add"],
        ["show"],
        ["document"],
        ["claims", "--nonsense"],
        ["claims", "--format", "xml"],
        ["export", "--format", "table"],
        ["schema", "nothing"],
        ["read", "--input", "docx", "x"],
        ["resolve"],
    ],
)
def test_wrong_usage_is_status_2_with_nothing_on_standard_output(arguments: list[str]) -> None:
    run = callout(*arguments)
    assert run.status == 2
    assert run.out == ""
    assert "Error: " in run.err
    assert "--help" in run.err
