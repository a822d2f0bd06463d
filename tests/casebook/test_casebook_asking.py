"""Asking: what was known between two documents that were placed together, and asking that writes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from cases_samples import BRITAIN, ESTONIA, NORWAY, a_reading, conduct, say
from ledger_samples import START, HandClock

from callout.casebook.ask import case_lines, case_of, cases_of, find_case
from callout.casebook.shelf import place_waiting
from callout.errors import NotInLedger
from callout.ledger.ledger import Ledger

HOPPER = conduct(summary="providers", operation="Cloud Hopper")
FIRST = a_reading(say("Norway accuses China over Cloud Hopper.", NORWAY, about=HOPPER), title="First")
SECOND = a_reading(say("Estonia joins Norway over Cloud Hopper.", ESTONIA, about=HOPPER), title="Second")
THIRD = a_reading(say("Britain accuses Russia over its grid.", BRITAIN, about=conduct(summary="grid")), title="Third")
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A ledger of three documents, an hour apart, placed together after the last."""
    clock = HandClock()
    file = str(tmp_path / "ledger.db")
    with Ledger.open(file, clock=clock) as ledger:
        for reading in (FIRST, SECOND, THIRD):
            ledger.add(reading)
            clock.move()
        place_waiting(ledger)
    return file


def _documents(ledger: Ledger, as_of: dt.datetime | None) -> list[list[str]]:
    return sorted(sorted(r.document for r in case.reports) for case in cases_of(ledger, as_of=as_of))


@pytest.mark.parametrize(
    ("hours", "known"),
    [(-1, []), (0, [[FIRST]]), (1, [[FIRST, SECOND]]), (2, [[FIRST, SECOND], [THIRD]])],
)
def test_between_documents_that_were_placed_together_only_what_had_come_is_known(
    name: str, hours: int, known: list[list[object]]
) -> None:
    wanted = sorted(sorted(r.document.id for r in case) for case in known)  # type: ignore[attr-defined]
    with Ledger.open(name) as ledger:
        assert _documents(ledger, START + hours * HOUR) == wanted
        lines = case_lines(ledger, as_of=START + hours * HOUR)
        assert sorted(line.reports for line in lines) == sorted(len(case) for case in wanted)


def test_documents_that_wait_are_in_the_answer_and_asking_places_none(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        for reading in (FIRST, SECOND, THIRD):
            ledger.add(reading)
        before = _documents(ledger, None)
        assert len(before) == 2
        assert ledger.waiting() == 3
        place_waiting(ledger)
        assert ledger.waiting() == 0
        assert _documents(ledger, None) == before


def test_one_case_is_the_same_asked_alone_and_among_all(name: str) -> None:
    with Ledger.open(name) as ledger:
        for case in cases_of(ledger):
            assert case_of(ledger, case.id) == case


def test_a_case_is_found_by_its_beginning_and_by_words_of_its_title(name: str) -> None:
    with Ledger.open(name) as ledger:
        hopper = find_case(ledger, "hopper")
        assert find_case(ledger, hopper[:10]) == hopper
        with pytest.raises(NotInLedger, match="no such case"):
            find_case(ledger, "nothing of the kind")
        with pytest.raises(NotInLedger, match="2 cases match"):
            find_case(ledger, "cas_")


def test_strands_that_an_older_callout_placed_are_known_by_their_claims(name: str) -> None:
    more = a_reading(say("Britain joins Norway over Cloud Hopper.", BRITAIN, about=HOPPER), title="Fourth")
    with Ledger.open(name) as ledger:
        with ledger.placing() as placing:
            placing.connection.exec_driver_sql("UPDATE strands SET traits = NULL")
        ledger.add(more)
        place_waiting(ledger)
        together = sorted(reading.document.id for reading in (FIRST, SECOND, more))
        assert sorted(_documents(ledger, None)) == sorted([together, [THIRD.document.id]])
