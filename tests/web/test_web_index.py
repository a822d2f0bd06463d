"""The index says what the ledger says: now, as of any time, after writes of this process and of others."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

from web_samples import NORWAY, SWEDEN, a_claim, a_reading

from callout.casebook.ask import case_lines, cases_of
from callout.casebook.deciding import Person, decide_on_claim, split
from callout.casebook.queue import queue
from callout.casebook.shelf import place_waiting
from callout.casebook.statuses import statuses
from callout.ledger.ledger import Ledger
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.decision import ClaimStatus, DecisionKind
from callout.record.document import Document
from callout.record.reading import Reading
from callout.web.index import Index
from callout.web.view import View


def readings(number: int, seed: int) -> list[Reading]:
    """Documents of three conducts by two claimants; some are read anew, with a claim fewer."""
    drawn = random.Random(seed)  # noqa: S311 - which documents are drawn is no secret
    found = []
    for n in range(number):
        which = drawn.randrange(3)
        text = f"Report {n}. Norway said Russia did it. Sweden said Russia did it too."
        document = Document.of(text, f"https://news.example/{n}", published=When.parse(f"2021-07-{1 + n % 28:02d}"))
        conduct = Conduct(id=f"con_{which}", summary="it", operation=f"Operation {which}")
        norway = a_claim(document, "Norway said Russia did it.", claimant=NORWAY, conduct=conduct)
        sweden = a_claim(document, "Sweden said Russia did it too.", claimant=SWEDEN, conduct=conduct)
        found.append(a_reading(document, norway, sweden))
        if drawn.random() < 0.3:
            found.append(a_reading(document, norway))
    return found


def same(view: View, ledger: Ledger, as_of: dt.datetime | None) -> None:
    assert set(view.claims) == {kept.claim.id for kept in ledger.claims(as_of=as_of)}
    assert set(view.documents) == {kept.document.id for kept in ledger.documents(as_of=as_of)}
    assert list(view.cases.values()) == case_lines(ledger, as_of=as_of)
    assert view.case_of == {m.claim: case.id for case in cases_of(ledger, as_of=as_of) for m in case.merged_on}


def test_a_view_is_what_the_ledger_says_now_and_as_of_every_step(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        index, times = Index(ledger), list[dt.datetime]()
        for reading in readings(12, seed=1):
            ledger.add(reading)
            place_waiting(ledger)
            times.append(ledger.now())
            index.written()
            same(index.view(), ledger, None)
        for as_of in times:
            same(index.view(as_of), ledger, as_of)
        # An index that begins now knows the same of then.
        fresh = Index(ledger)
        for as_of in times[::3]:
            same(fresh.view(as_of), ledger, as_of)


def test_a_view_after_decisions_is_what_the_ledger_says(tmp_path: Path) -> None:
    """Rejected, corrected, kept though it is read no more, and a strand that a split goes through."""
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        index, ada = Index(ledger), Person("Ada", "it is so")
        for reading in readings(6, seed=5):
            ledger.add(reading)
        place_waiting(ledger)
        first, second, third, fourth, *_ = [kept.claim for kept in ledger.claims()]
        times = [ledger.now()]
        decide_on_claim(ledger, DecisionKind.REJECT, first.id, ada)
        times.append(ledger.now())
        decide_on_claim(ledger, DecisionKind.CORRECT, second.id, ada, {"act": "suspect"})
        times.append(ledger.now())
        decide_on_claim(ledger, DecisionKind.CONFIRM, fourth.id, ada)
        document = ledger.document(fourth.document).document
        ledger.add(a_reading(document, third) if third.document == document.id else a_reading(document))
        place_waiting(ledger)
        times.append(ledger.now())
        index.written()
        case = index.view().case_of[third.id]
        split(ledger, case, [third.id], ada)
        times.append(ledger.now())
        index.written()
        for as_of in (None, *times):
            view = index.view(as_of)
            decided = [d for d in statuses(ledger, as_of=as_of) if d.status is not ClaimStatus.SUPERSEDED]
            standing = {d.claim.id: d for d in decided if d.status is not ClaimStatus.FALSE}
            assert set(view.claims) == set(standing)
            assert {i: row.act for i, row in view.claims.items()} == {i: d.claim.act for i, d in standing.items()}
            assert {i: d.status for i, d in view.decided.items()} == {
                d.claim.id: d.status for d in decided if d.decisions
            }
            assert view.case_of == {m.claim: c.id for c in cases_of(ledger, as_of=as_of) for m in c.merged_on}
            assert [(w.wants, w.claim.id, w.case) for w in view.waiting] == [
                (w.wants, w.claim, w.case) for w in queue(ledger, as_of=as_of)
            ]
        assert index.view().case_of[third.id] != case


def test_a_view_of_a_day_between_says_what_was_placed_only_later(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        first, *_, last = readings(4, seed=2)
        ledger.add(first)
        between = ledger.now()
        ledger.add(last)
        place_waiting(ledger)
        index = Index(ledger)
        assert index.view().unplaced == 0
        assert index.view(between).unplaced == 1
        assert len(index.view(between).documents) == 1


def test_a_view_does_not_change_and_one_of_the_same_state_is_the_same(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        index = Index(ledger)
        first, second, *_ = readings(3, seed=3)
        ledger.add(first)
        before = index.view()
        known = set(before.claims)
        ledger.add(second)
        index.written()
        after = index.view()
        assert set(before.claims) == known
        assert before.stamp != after.stamp
        assert set(after.claims) > known
        assert index.view() is after


def test_another_processes_writes_are_seen_within_a_moment(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger, Ledger.open(str(tmp_path / "a.db")) as other:
        index = Index(ledger)
        assert not index.view().claims
        other.add(readings(1, seed=1)[0])
        until = time.monotonic() + 2
        while not index.view().claims:
            assert time.monotonic() < until
            time.sleep(0.02)
