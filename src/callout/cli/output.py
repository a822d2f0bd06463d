"""Printing: tables on a terminal, JSON for programs, notes on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from callout.cli.options import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text

    from callout.record.claim import Accused


def note(line: str) -> None:
    """One line on standard error."""
    print(f"callout: {line}", file=sys.stderr)


def print_records(records: Iterable[dict[str, Any]], how: Format) -> None:
    """JSON records: one array, or one object a line."""
    if how is Format.JSONL:
        for record in records:
            print(json.dumps(record, ensure_ascii=False))
    else:
        print(json.dumps(list(records), ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]], title: str | None = None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", header_style="bold", show_lines=False, expand=False)
    for number, column in enumerate(columns):
        # The first column is an id or a name: it stays whole, so that it can be copied.
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in rows:
        # Text, not markup: what a document says is never read as formatting.
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    Console().print(table)


class Page:
    """A page of text on a terminal: headings, lines, and words quoted from documents, never read as formatting."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)

    def heading(self, words: str) -> None:
        self._console.print(f"\n{words}", style="bold underline", markup=False)

    def line(self, words: str, *, bold: bool = False) -> None:
        self._console.print(words, style="bold" if bold else None, markup=False)

    def quote(self, words: str) -> None:
        from rich.padding import Padding
        from rich.text import Text

        if words:
            self._console.print(Padding(Text(f"“{words.strip('“”')}”", style="italic"), (0, 0, 1, 4)))


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on standard error for long work, where that is a terminal. Yields the call that moves it by one."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def accused_words(accused: Sequence[Accused]) -> str:
    """Who is accused, with state, level and tie, in one cell."""
    parts = []
    for one in accused:
        state = f" [{one.state}{'*' if one.state_from else ''}]" if one.state else ""
        parts.append(f"{one.name or one.phrase}{state} {one.level}{'/' + one.tie if one.tie else ''}")
    return "; ".join(parts)


def clipped(words: str, length: int = 160) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"
