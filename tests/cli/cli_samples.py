"""Runs the program as a user does, and ledgers made by hand for its questions.

`callout(...)` runs it inside this process, so that the language pipeline is loaded once. What only another process can
show (start-up, signals, pipes) is run with PROGRAM.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from callout.cli.app import main
from callout.ledger.clock import Clock
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, Level, Mode, Standing, Tie
from callout.record.claim import Accused, Claim, Conduct, Engine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party
from callout.record.evidence import Evidence
from callout.record.reading import Reading

PROGRAM = (sys.executable, "-m", "callout.cli.app")


@dataclass(frozen=True)
class Run:
    """How a run ended and what it wrote."""

    status: int
    out: str
    err: str

    def lines(self) -> list[Any]:
        """The objects of a JSON Lines output, which has nothing else in it."""
        assert self.out == "" or self.out.endswith("\n")
        return [json.loads(line) for line in self.out.split("\n")[:-1]]

    def json(self) -> Any:
        """The value of a JSON output, which has nothing else in it."""
        return json.loads(self.out)


def callout(*arguments: str | Path, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Run:
    """Runs `callout ARGUMENTS` with these bytes as its standard input. Its output is neither a terminal nor mixed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    status: object = 0
    around = {k: v for k, v in os.environ.items() if k != "CALLOUT_LEDGER"} | (environment or {})
    with (
        mock.patch.object(sys, "argv", ["callout", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")),
        mock.patch.dict(os.environ, around, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    assert status is None or isinstance(status, int)
    return Run(status or 0, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def assert_says(err: str, *names: str) -> None:
    """Standard error is one line that names these things and a remedy: `callout: WHERE: WHAT. REMEDY`."""
    assert err.count("\n") == 1, err
    assert re.fullmatch(r"callout: .+: .+\. \S.+\n", err), err
    for name in names:
        assert name in err


# Ledgers made by hand

BEFORE = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
AFTER = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)

_STATES = {"NO": "Norway", "RU": "Russia", "US": "United States", "CN": "China"}

NORWAY_SAYS = "Norway said Russia was behind the attack on its parliament."
RUSSIA_DENIES = "Russia's embassy denied it."
US_SAYS = "The United States said China was behind the break-in at mail servers."


def state(code: str) -> Party:
    return Party.of(Entity(name=_STATES[code], kind=EntityKind.STATE, country=code))


def a_claim(
    document: Document,
    words: str,
    claimant: str,
    accused: Sequence[str],
    act: Act = Act.ATTRIBUTE,
    standing: Standing = Standing.ASSERTED,
    conduct: Conduct | None = None,
    **more: Any,
) -> Claim:
    """A claim whose evidence is the first place of `words` in the document."""
    start = document.text.index(words)
    return Claim(
        document=document.id,
        act=act,
        claimant=state(claimant),
        accused=[
            Accused(name=_STATES[c], state=c, level=Level.STATE, tie=Tie.IS_STATE, phrase=_STATES[c]) for c in accused
        ],
        mode=Mode.REPORTED,
        standing=standing,
        conduct=conduct,
        evidence=[Evidence.cut(document.text, start, start + len(words))],
        engine=Engine(name="by-hand", version="1"),
        **more,
    )


def a_reading(document: Document, *claims: Claim) -> Reading:
    conducts = list({c.conduct.id: c.conduct for c in claims if c.conduct}.values())
    return Reading(document=document, engine=Engine(name="by-hand", version="1"), claims=claims, conducts=conducts)


def norway_report() -> Reading:
    document = Document.of(
        f"{NORWAY_SAYS} {RUSSIA_DENIES}",
        "https://example.org/norway",
        title="Norway names Russia",
        published=When.parse("2020-10-13"),
    )
    attack = Conduct(id="cnd_parliament", summary=NORWAY_SAYS, targets=["NO"])
    return a_reading(
        document,
        a_claim(document, NORWAY_SAYS, "NO", ["RU"], conduct=attack),
        a_claim(document, RUSSIA_DENIES, "RU", [], Act.DENY, conduct=attack),
    )


def us_report() -> Reading:
    document = Document.of(
        f"=SUM(1) is how this report begins. {US_SAYS}",
        "@two.example/report",
        title="=Mail servers",
        published=When.parse("2021-07"),
    )
    return a_reading(
        document,
        a_claim(
            document,
            US_SAYS,
            "US",
            ["CN"],
            standing=Standing.PAST,
            conduct=Conduct(id="cnd_mail", summary=US_SAYS, products=["Microsoft Exchange"]),
        ),
    )


def empty_report() -> Reading:
    return a_reading(Document.of("The weather was fine.", "weather.txt", title="Weather"))


def _always(time: dt.datetime) -> Clock:
    return lambda: time


def make_ledger(path: Path, *, then: Sequence[Reading], now: Sequence[Reading] = ()) -> Path:
    """A ledger to which readings were added at BEFORE and at AFTER."""
    for time, readings in ((BEFORE, then), (AFTER, now)):
        with Ledger.open(str(path), clock=_always(time)) as ledger:
            for reading in readings:
                ledger.add(reading)
    return path
