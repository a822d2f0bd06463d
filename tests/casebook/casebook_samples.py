"""Ledgers with readings made by hand, a clock that moves at each step, and documents that are read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from callout.casebook.ask import cases_of
from callout.casebook.deciding import Person
from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, Level, Mode, Standing, Tie
from callout.record.case import Case
from callout.record.claim import Accused, Claim, Conduct, Engine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party
from callout.record.evidence import Evidence
from callout.record.ids import make_id
from callout.record.reading import Reading

BY_HAND = Engine(name="by-hand", version="1")
BETTER = Engine(name="by-hand", version="2")
ADA = Person("Ada", "the two were read side by side")


class StepClock:
    """A minute goes by each time it is asked."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now


def party(name: str, country: str | None = None, kind: EntityKind = EntityKind.STATE) -> Party:
    return Party.of(Entity(name=name, kind=kind, country=country))


NORWAY = party("Norway", "NO")
AMERICA = party("United States", "US")
RUSSIA = party("Russia", "RU")
NIMBUS = party("Nimbus", kind=EntityKind.COMPANY)


def a_document(text: str, published: str = "2021-07-20", title: str | None = None) -> Document:
    return Document.of(text, f"report:{make_id('uri', text)}", title=title, published=When.parse(published))


def cut(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return Evidence.cut(document.text, start, start + len(words))


def a_conduct(document: Document, *words: str, name: str | None = None, **more: object) -> Conduct:
    evidence = tuple(cut(document, w) for w in words)
    told = make_id("cnd", [document.id, name, *words])
    return Conduct.model_validate({"id": told, "summary": words[0], "operation": name, "evidence": evidence} | more)


def a_claim(
    document: Document,
    *words: str,
    by: Party | None = NORWAY,
    act: Act = Act.ATTRIBUTE,
    of: Sequence[str] = ("RU",),
    about: Conduct | None = None,
    standing: Standing = Standing.ASSERTED,
    on: str | None = None,
    engine: Engine = BY_HAND,
    state_from: str | None = None,
) -> Claim:
    return Claim(
        document=document.id,
        act=act,
        claimant=by,
        accused=tuple(
            Accused(name=s, state=s, state_from=state_from, level=Level.STATE, tie=Tie.IS_STATE, phrase=s) for s in of
        ),
        conduct=about,
        said_on=When.parse(on) if on else None,
        mode=Mode.REPORTED,
        standing=standing,
        evidence=tuple(cut(document, w) for w in words),
        engine=engine,
    )


def a_reading(document: Document, *claims: Claim, engine: Engine = BY_HAND, more: Sequence[Conduct] = ()) -> Reading:
    told = {c.conduct.id: c.conduct for c in claims if c.conduct} | {c.id: c for c in more}
    return Reading(document=document, engine=engine, claims=claims, conducts=tuple(told.values()))


def a_report(
    text: str, *, name: str | None = None, by: Party = NORWAY, of: str = "RU", published: str = "2021-07-20"
) -> Reading:
    """A document with one claim, whose words are the whole text."""
    document = a_document(text, published)
    return a_reading(document, a_claim(document, text, by=by, of=(of,), about=a_conduct(document, text, name=name)))


@contextmanager
def a_ledger(folder: Path, *readings: Reading) -> Iterator[Ledger]:
    with Ledger.open(str(folder / "callout.db"), clock=StepClock()) as ledger:
        add(ledger, *readings)
        yield ledger


def add(ledger: Ledger, *readings: Reading) -> None:
    for reading in readings:
        ledger.add(reading)
        place_waiting(ledger)


def cases(ledger: Ledger, as_of: dt.datetime | None = None) -> list[Case]:
    return cases_of(ledger, as_of=as_of)


def documents_of(case: Case) -> set[str]:
    return {report.document for report in case.reports}


def groups(ledger: Ledger, as_of: dt.datetime | None = None) -> list[set[str]]:
    """The documents of each case."""
    return [documents_of(case) for case in cases(ledger, as_of)]


def case_with(ledger: Ledger, document: Document) -> Case:
    (found,) = [case for case in cases(ledger) if document.id in documents_of(case)]
    return found


def claims_in(ledger: Ledger) -> set[str]:
    return {member.claim for case in cases(ledger) for member in case.merged_on}
