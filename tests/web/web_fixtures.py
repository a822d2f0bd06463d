"""What the tests of the pages are given: the example reports, read once for all, a client, a server and a browser.

What is heavy is imported where it is asked for: this file is loaded for every run of the tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports. It is copied, and not written to."""
    from web_samples import EXAMPLES

    from callout.ledger.ledger import Ledger
    from callout.pipeline import add_all
    from callout.reading.rules import RulesEngine
    from callout.sources.open import open_inputs

    path = tmp_path_factory.mktemp("examples") / "examples.db"
    with Ledger.open(str(path)) as ledger:
        list(add_all(open_inputs([str(EXAMPLES)]), RulesEngine(), ledger))
    return path


@pytest.fixture
def examples(read_once: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "ledger.db"
    shutil.copy(read_once, copy)
    return copy


@pytest.fixture
def client(examples: Path) -> Iterator[TestClient]:
    from web_samples import client_of, settings_for

    with client_of(settings_for(examples)) as made:
        yield made


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    from web_samples import client_of, hostile_reading, ledger_with, settings_for

    path = ledger_with(tmp_path / "hostile.db", hostile_reading())
    with client_of(settings_for(path)) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Its tests are skipped only where none is installed."""
    from browser import ARGUMENTS, chromium
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed: install one, or name it in CALLOUT_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def site(examples: Path) -> Iterator[str]:
    """The address of a server over the example reports."""
    from web_samples import served

    with served(examples) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test where a script fails or the policy of the site is broken."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert not wrong
