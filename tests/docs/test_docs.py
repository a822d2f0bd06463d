"""The documentation says what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from callout.cli.app import app
from callout.errors import CalloutError

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ callout (.+)$", TUTORIAL, re.M)


def test_the_reference_is_what_the_code_gives() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_of_the_tutorial_works_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        result = CliRunner().invoke(app, command.split())
        assert result.exit_code == 0, f"callout {command}: {result.output}"


def test_every_command_stands_in_the_reference_and_the_changelog() -> None:
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    names = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for name in names:
        assert f"## `callout {name}`" in reference
        assert f"`{name}`" in changes


def test_every_error_stands_in_the_reference() -> None:
    reference = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    waiting: list[type[CalloutError]] = [CalloutError]
    while waiting:
        error = waiting.pop()
        waiting.extend(error.__subclasses__())
        assert f"`{error.__name__}`" in reference


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plans/*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_requirements_carry_hashes_and_no_address() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        content = file.read_text(encoding="utf-8")
        assert "--hash=sha256:" in content
        assert "://" not in content
