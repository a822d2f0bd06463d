"""What wants a decision, why, and in which order."""

from __future__ import annotations

from pathlib import Path

from casebook_samples import (
    ADA,
    AMERICA,
    BETTER,
    NORWAY,
    a_claim,
    a_conduct,
    a_document,
    a_ledger,
    a_reading,
    a_report,
    add,
)

from callout.casebook.deciding import decide_on_claim
from callout.casebook.queue import queue
from callout.casebook.waiting import Wants
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, Standing
from callout.record.decision import DecisionKind

LINES = [
    "Officials said that Russia broke in.",
    "Norway suspects Russia of the flood.",
    "Norway will name Russia for the fire.",
    "Norway said that APT28 was behind the storm.",
    "Norway said that Russia was behind the drought.",
]
TEXT = a_document("\n".join(LINES))
CLAIMS = [
    a_claim(TEXT, LINES[0], by=None, about=a_conduct(TEXT, LINES[0])),
    a_claim(TEXT, LINES[1], act=Act.SUSPECT, about=a_conduct(TEXT, LINES[1])),
    a_claim(TEXT, LINES[2], standing=Standing.EXPECTED, about=a_conduct(TEXT, LINES[2])),
    a_claim(TEXT, LINES[3], state_from="MISP galaxy", about=a_conduct(TEXT, LINES[3])),
    a_claim(TEXT, LINES[4], about=a_conduct(TEXT, LINES[4])),
]


def waiting(ledger: Ledger) -> list[tuple[Wants, str | None]]:
    return [(one.wants, one.claim) for one in queue(ledger)]


def test_each_uncertain_claim_waits_with_its_reason_and_a_plain_one_does_not(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TEXT, *CLAIMS)) as ledger:
        found = waiting(ledger)
        assert found[0] == (Wants.NO_CLAIMANT, CLAIMS[0].id)
        assert set(found[1:3]) == {(Wants.HEDGED, CLAIMS[1].id), (Wants.HEDGED, CLAIMS[2].id)}
        assert found[3:] == [(Wants.STATE_FROM_KNOWLEDGE, CLAIMS[3].id)]
        assert "MISP galaxy" in queue(ledger)[3].why


def test_what_is_cited_from_the_past_does_not_wait(tmp_path: Path) -> None:
    past = a_claim(TEXT, LINES[0], by=None, standing=Standing.PAST, about=a_conduct(TEXT, LINES[0]))
    with a_ledger(tmp_path, a_reading(TEXT, past)) as ledger:
        assert waiting(ledger) == []


def test_what_was_decided_waits_no_more_and_what_was_left_open_waits_first(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TEXT, *CLAIMS)) as ledger:
        before = ledger.now()
        decide_on_claim(ledger, DecisionKind.CONFIRM, CLAIMS[0].id, ADA)
        decide_on_claim(ledger, DecisionKind.REJECT, CLAIMS[1].id, ADA)
        decide_on_claim(ledger, DecisionKind.DOUBT, CLAIMS[3].id, ADA)
        assert waiting(ledger) == [(Wants.LEFT_OPEN, CLAIMS[3].id), (Wants.HEDGED, CLAIMS[2].id)]
        assert len(queue(ledger, as_of=before)) == 4


def test_a_decision_whose_claim_is_no_longer_read_waits_first(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TEXT, *CLAIMS)) as ledger:
        decide_on_claim(ledger, DecisionKind.CONFIRM, CLAIMS[4].id, ADA)
        add(ledger, a_reading(TEXT, *CLAIMS[:4], engine=BETTER))
        assert waiting(ledger)[0] == (Wants.NOT_READ_NOW, CLAIMS[4].id)


def test_a_confirmed_claim_that_is_read_otherwise_now_waits_with_the_fields(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TEXT, CLAIMS[4])) as ledger:
        decide_on_claim(ledger, DecisionKind.CONFIRM, CLAIMS[4].id, ADA)
        other = a_claim(TEXT, LINES[4], act=Act.JOIN, about=a_conduct(TEXT, LINES[4]), engine=BETTER)
        add(ledger, a_reading(TEXT, other, engine=BETTER))
        (found,) = queue(ledger)
        assert (found.wants, found.claim) == (Wants.READ_OTHERWISE, other.id)
        assert found.why.endswith("now: act")


def test_a_correction_that_a_better_reading_agrees_with_does_not_wait(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TEXT, CLAIMS[4])) as ledger:
        decide_on_claim(ledger, DecisionKind.CORRECT, CLAIMS[4].id, ADA, {"act": "join"})
        other = a_claim(TEXT, LINES[4], act=Act.JOIN, about=a_conduct(TEXT, LINES[4]), engine=BETTER)
        add(ledger, a_reading(TEXT, other, engine=BETTER))
        assert queue(ledger) == []


def test_documents_that_report_one_claimant_differently_wait_together(tmp_path: Path) -> None:
    one = a_report("Norway said that Russia was behind Cloud Hopper.", name="Cloud Hopper")
    words = "Norway sees Russia behind Cloud Hopper, it is believed."
    text = a_document(words)
    other = a_reading(text, a_claim(text, words, act=Act.SUSPECT, about=a_conduct(text, words, name="Cloud Hopper")))
    with a_ledger(tmp_path, one, other) as ledger:
        (found,) = queue(ledger, wants=[Wants.REPORTS_DIFFER])
        assert set(found.claims) == {one.claims[0].id, other.claims[0].id}
        assert "act: attribute or suspect" in found.why


def test_the_list_is_narrowed_to_a_case_and_to_a_document(tmp_path: Path) -> None:
    elsewhere = a_report("Someone in Washington pointed at Tehran over a dam.", by=AMERICA, of="IR")
    unnamed = elsewhere.claims[0].model_copy(update={"claimant": None})
    with a_ledger(tmp_path, a_reading(TEXT, *CLAIMS), elsewhere.model_copy(update={"claims": (unnamed,)})) as ledger:
        assert {one.document for one in queue(ledger)} == {TEXT.id, elsewhere.document.id}
        (only,) = queue(ledger, document=elsewhere.document.id)
        assert only.claim == unnamed.id
        assert only.case is not None
        assert queue(ledger, case=only.case) == [only]
        assert NORWAY.name not in {one.claimant for one in queue(ledger, case=only.case)}
