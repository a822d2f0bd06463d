"""The history of a case: what was known on any day, and why it changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from casebook_samples import (
    ADA,
    AMERICA,
    BETTER,
    NIMBUS,
    a_claim,
    a_conduct,
    a_ledger,
    a_reading,
    a_report,
    add,
    case_with,
    cases,
)

from callout.casebook import deciding
from callout.casebook.deciding import decide_on_claim
from callout.casebook.history import CaseLog, Happened, LogEntry, log_of
from callout.errors import NotInLedger
from callout.record.decision import DecisionKind

FIRST = a_report("Norway said that Russia was behind Cloud Hopper.", name="Cloud Hopper")
SECOND = a_report("Cloud Hopper was Russian work, the United States said.", name="Cloud Hopper", by=AMERICA)
OTHER = a_report("Nimbus said that Russia was behind Night Dragon.", name="Night Dragon", by=NIMBUS)


def told(log: CaseLog, *what: Happened) -> list[LogEntry]:
    return [entry for entry in log.entries if entry.what in what]


def test_a_case_begins_with_its_first_report_and_its_claims_and_others_join_it(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST, SECOND) as ledger:
        (case,) = cases(ledger)
        log = log_of(ledger, case.id)
        assert (log.stands, log.now_in) == (True, (case.id,))
        assert [e.what for e in log.entries[:3]] == [Happened.BEGAN, Happened.ADDED, Happened.CLAIM_ADDED]
        assert [e.document for e in told(log, Happened.ADDED)] == [FIRST.document.id, SECOND.document.id]
        assert [e.claim for e in told(log, Happened.CLAIM_ADDED)] == [FIRST.claims[0].id, SECOND.claims[0].id]
        assert "both name the Cloud Hopper" in told(log, Happened.ADDED)[1].because
        (changed,) = told(log, Happened.REASONS)
        assert "no other report of it so far" in changed.words


def test_entries_stand_in_order_of_time_and_a_past_day_has_the_first_of_them(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST) as ledger:
        (case,) = cases(ledger)
        then = ledger.now()
        before = log_of(ledger, case.id)
        add(ledger, SECOND)
        decide_on_claim(ledger, DecisionKind.REJECT, FIRST.claims[0].id, ADA)
        now = log_of(ledger, case.id)
        assert [e.at for e in now.entries] == sorted(e.at for e in now.entries)
        assert log_of(ledger, case.id, as_of=then) == before
        assert now.entries[: len(before.entries)] == before.entries


def test_a_claim_that_is_read_otherwise_or_no_more_is_told(tmp_path: Path) -> None:
    words = FIRST.document.text
    with a_ledger(tmp_path, FIRST, SECOND) as ledger:
        (case,) = cases(ledger)
        about = a_conduct(FIRST.document, words, name="Cloud Hopper")
        later = a_claim(FIRST.document, words, about=about, on="2021-07-19")
        add(ledger, a_reading(FIRST.document, later, engine=BETTER))
        add(ledger, a_reading(FIRST.document, more=[about], engine=BETTER))
        log = log_of(ledger, case.id)
        (changed,) = told(log, Happened.CLAIM_CHANGED)
        assert changed.words.endswith("said_on")
        (gone,) = told(log, Happened.CLAIM_SUPERSEDED)
        assert gone.claim == later.id


def test_a_decision_and_its_undoing_are_told_with_who_and_why(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST) as ledger:
        (case,) = cases(ledger)
        made = decide_on_claim(ledger, DecisionKind.DOUBT, FIRST.claims[0].id, ADA)
        deciding.undo(ledger, made.id, ADA)
        decided, undone = told(log_of(ledger, case.id), Happened.DECIDED, Happened.UNDONE)
        assert (decided.decision, decided.because) == (made.id, (ADA.why,))
        assert decided.words.startswith("Ada decided to doubt")
        assert made.id in undone.words


def test_what_a_merge_brings_is_told_on_both_sides(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST, SECOND, OTHER) as ledger:
        hopper, dragon = case_with(ledger, FIRST.document).id, case_with(ledger, OTHER.document).id
        deciding.merge(ledger, hopper, dragon, ADA)
        (one,) = cases(ledger)
        kept, gone = (hopper, dragon) if one.id == hopper else (dragon, hopper)
        log = log_of(ledger, kept)
        assert {e.case for e in told(log, Happened.CAME)} == {gone}
        assert all("Ada decided" in " ".join(e.because) for e in told(log, Happened.CAME))
        assert [e.because for e in told(log, Happened.DECIDED)] == [(ADA.why,)]
        old = log_of(ledger, gone)
        assert (old.stands, old.now_in) == (False, (kept,))
        assert kept in told(old, Happened.ENDED)[0].words
        assert {e.case for e in told(old, Happened.WENT)} == {kept}
        assert [e.because for e in told(old, Happened.DECIDED)] == [(ADA.why,)]


def test_a_decision_on_names_is_told_where_it_moved_something(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST, OTHER) as ledger:
        deciding.same(ledger, "Cloud Hopper", "Night Dragon", ADA)
        log = log_of(ledger, cases(ledger)[0].id)
        assert any("same Cloud Hopper Night Dragon" in e.words for e in told(log, Happened.DECIDED))


def test_a_case_is_found_by_words_of_its_title(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST) as ledger:
        assert log_of(ledger, "hopper") == log_of(ledger, cases(ledger)[0].id)


def test_what_no_case_ever_was_is_not_in_the_ledger(tmp_path: Path) -> None:
    with a_ledger(tmp_path, FIRST) as ledger:
        with pytest.raises(NotInLedger):
            log_of(ledger, "cas_none")
        with pytest.raises(NotInLedger):
            log_of(ledger, cases(ledger)[0].id, as_of=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
