"""Decisions in a ledger: made, kept, undone, and honoured after everything that may come later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_samples import (
    ADA,
    AMERICA,
    BETTER,
    NIMBUS,
    a_claim,
    a_conduct,
    a_document,
    a_ledger,
    a_reading,
    a_report,
    add,
    case_with,
    cases,
    claims_in,
    groups,
    party,
)

from callout.casebook import deciding
from callout.casebook.deciding import Person, decide_on_claim
from callout.casebook.statuses import statuses
from callout.errors import DecisionRefused, NotInLedger
from callout.ledger.ledger import Ledger
from callout.record.acts import Act
from callout.record.claim import Claim
from callout.record.decision import ClaimStatus, DecisionKind
from callout.record.entity import EntityKind
from callout.record.reading import Reading

HEADLINE = "Oslo names Moscow."
SENTENCE = "Norway said that Russia broke into its parliament."
SECOND = "The United States said that Iran read the mail of a dam."
TWO = a_document(f"{HEADLINE}\n{SENTENCE}\n{SECOND}")
BREAK_IN = a_conduct(TWO, SENTENCE)
DAM = a_conduct(TWO, SECOND)
NORWAY_SAYS = a_claim(TWO, SENTENCE, about=BREAK_IN)
AMERICA_SAYS = a_claim(TWO, SECOND, by=AMERICA, of=("IR",), about=DAM)
REPORT = a_reading(TWO, NORWAY_SAYS, AMERICA_SAYS)


def on(ledger: Ledger, kind: DecisionKind, claim: str = NORWAY_SAYS.id, **changes: object) -> str:
    return decide_on_claim(ledger, kind, claim, ADA, changes or None).id


def status_of(ledger: Ledger, claim: str = NORWAY_SAYS.id) -> ClaimStatus:
    return next(s.status for s in statuses(ledger, [TWO.id]) if s.claim.id == claim)


# Claims


@pytest.mark.parametrize(
    ("kind", "status", "stands"),
    [
        (DecisionKind.CONFIRM, ClaimStatus.CONFIRMED, True),
        (DecisionKind.REJECT, ClaimStatus.FALSE, False),
        (DecisionKind.DOUBT, ClaimStatus.UNCERTAIN, True),
        (DecisionKind.WITHDRAW, ClaimStatus.WITHDRAWN, True),
    ],
)
def test_each_decision_on_a_claim_is_a_status_of_its_own(
    tmp_path: Path, kind: DecisionKind, status: ClaimStatus, stands: bool
) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        assert status_of(ledger) is ClaimStatus.READ
        on(ledger, kind)
        assert status_of(ledger) is status
        assert (NORWAY_SAYS.id in claims_in(ledger)) is stands
        assert AMERICA_SAYS.id in claims_in(ledger)


def test_what_a_later_reading_leaves_out_is_superseded_and_not_false(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        add(ledger, a_reading(TWO, AMERICA_SAYS, engine=BETTER))
        assert status_of(ledger) is ClaimStatus.SUPERSEDED
        assert NORWAY_SAYS.id not in claims_in(ledger)


def test_a_correction_changes_what_the_case_says_and_keeps_the_words(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        corrected = {"name": "China", "state": "CN", "level": "state", "tie": "sponsored", "phrase": "RU"}
        on(ledger, DecisionKind.CORRECT, accused=[corrected])
        case = next(c for c in cases(ledger) if NORWAY_SAYS.id in {m.claim for m in c.merged_on})
        assert case.accused == ("CN",)
        assert status_of(ledger) is ClaimStatus.CORRECTED
        (kept,) = [k.claim for k in ledger.claims(ids=[NORWAY_SAYS.id])]
        assert kept == NORWAY_SAYS


def test_corrections_add_up_and_each_is_undone_on_its_own(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        first = on(ledger, DecisionKind.CORRECT, act="suspect")
        on(ledger, DecisionKind.CORRECT, venue="remark")
        on(ledger, DecisionKind.CONFIRM)

        def said() -> tuple[str, str | None, ClaimStatus]:
            found = next(s for s in statuses(ledger, [TWO.id]) if s.claim.id == NORWAY_SAYS.id)
            return found.claim.act.value, found.claim.venue, found.status

        assert said() == ("suspect", "remark", ClaimStatus.CORRECTED)
        deciding.undo(ledger, first, ADA)
        assert said() == ("attribute", "remark", ClaimStatus.CORRECTED)


def test_an_object_corrects_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.CORRECT, conduct={"operation": "Night Dragon"})
        case = next(c for c in cases(ledger) if c.operation == "Night Dragon")
        assert {m.claim for m in case.merged_on} == {NORWAY_SAYS.id}
        assert case.summary == SENTENCE


@pytest.mark.parametrize("kind", [DecisionKind.CONFIRM, DecisionKind.CORRECT])
def test_what_a_person_held_to_be_right_stays_when_no_reading_finds_it(tmp_path: Path, kind: DecisionKind) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, kind, **({"act": "suspect"} if kind is DecisionKind.CORRECT else {}))
        add(ledger, a_reading(TWO, AMERICA_SAYS, engine=BETTER))
        assert NORWAY_SAYS.id in claims_in(ledger)


def test_what_a_person_left_open_goes_when_no_reading_finds_it(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.DOUBT)
        add(ledger, a_reading(TWO, AMERICA_SAYS, engine=BETTER))
        assert NORWAY_SAYS.id not in claims_in(ledger)


GREW = a_claim(TWO, HEADLINE, SENTENCE, about=a_conduct(TWO, HEADLINE, SENTENCE), engine=BETTER)
RENAMED = a_claim(TWO, SENTENCE, by=party("Storting", "NO", EntityKind.PARLIAMENT), about=BREAK_IN, engine=BETTER)
NAMED_NOW = a_claim(TWO, SENTENCE, by=None, about=BREAK_IN, engine=BETTER)


@pytest.mark.parametrize("better", [GREW, RENAMED, NAMED_NOW], ids=["evidence grew", "renamed", "unnamed"])
@pytest.mark.parametrize("kind", [DecisionKind.REJECT, DecisionKind.CONFIRM])
def test_a_decision_holds_for_the_claim_of_a_better_reading_under_another_id(
    tmp_path: Path, better: Claim, kind: DecisionKind
) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, kind)
        add(ledger, a_reading(TWO, better, AMERICA_SAYS, engine=BETTER))
        mine = {c for c in claims_in(ledger) if c != AMERICA_SAYS.id}
        assert mine == (set() if kind is DecisionKind.REJECT else {better.id})


def test_a_confirmed_claim_is_shown_as_confirmed_whatever_a_later_reading_says(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.CONFIRM)
        unsure = a_claim(TWO, SENTENCE, act=Act.SUSPECT, about=BREAK_IN, engine=BETTER)
        add(ledger, a_reading(TWO, unsure, AMERICA_SAYS, engine=BETTER))
        found = next(s for s in statuses(ledger, [TWO.id]) if s.claim.id == unsure.id)
        assert (found.claim.act, found.status) == (Act.ATTRIBUTE, ClaimStatus.CONFIRMED)
        assert found.as_read == unsure


def test_a_decision_holds_for_both_parts_of_a_claim_that_is_cut_in_two(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_reading(TWO, GREW, AMERICA_SAYS)) as ledger:
        on(ledger, DecisionKind.REJECT, GREW.id)
        halves = [a_claim(TWO, words, about=a_conduct(TWO, words), engine=BETTER) for words in (HEADLINE, SENTENCE)]
        add(ledger, a_reading(TWO, *halves, AMERICA_SAYS, engine=BETTER))
        assert claims_in(ledger) == {AMERICA_SAYS.id}


BOTH = "Norway blamed Russia for the break-in and Iran for the flood."
JOINT = a_document(BOTH)


@pytest.mark.parametrize("states", [("RU", "IR"), ("RU", "RU")])
def test_rejecting_a_claim_that_is_then_not_read_leaves_the_one_beside_it(
    tmp_path: Path, states: tuple[str, str]
) -> None:
    """Two claims in the same words: when the engine drops the wrong one, the right one is not taken for it."""
    wrong = a_claim(JOINT, BOTH, of=(states[0],), about=a_conduct(JOINT, BOTH, name="One"))
    right = a_claim(JOINT, BOTH, act=Act.SUSPECT, of=(states[1],), about=a_conduct(JOINT, BOTH, name="Two"))
    with a_ledger(tmp_path, a_reading(JOINT, wrong, right)) as ledger:
        on(ledger, DecisionKind.REJECT, wrong.id)
        add(ledger, a_reading(JOINT, right, engine=BETTER))
        assert claims_in(ledger) == {right.id}


OTHER_ACCUSED = a_claim(TWO, HEADLINE, SENTENCE, of=("CN",), about=BREAK_IN, engine=BETTER)


def test_a_rejected_claim_does_not_take_along_what_a_better_reading_finds_in_its_words(tmp_path: Path) -> None:
    """It was rejected since another state is accused; the better reading has that state."""
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.REJECT)
        add(ledger, a_reading(TWO, OTHER_ACCUSED, AMERICA_SAYS, engine=BETTER))
        assert OTHER_ACCUSED.id in claims_in(ledger)


def test_a_corrected_claim_is_the_one_that_a_better_reading_reads_as_corrected(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.CORRECT, accused=[a.model_dump(mode="json") for a in OTHER_ACCUSED.accused])
        add(ledger, a_reading(TWO, OTHER_ACCUSED, AMERICA_SAYS, engine=BETTER))
        assert claims_in(ledger) == {OTHER_ACCUSED.id, AMERICA_SAYS.id}


def test_what_only_a_decision_keeps_is_about_the_conduct_that_is_told_at_its_words_now(tmp_path: Path) -> None:
    wider = a_conduct(TWO, HEADLINE, SENTENCE)
    with a_ledger(tmp_path, REPORT) as ledger:
        on(ledger, DecisionKind.CONFIRM)
        add(ledger, a_reading(TWO, AMERICA_SAYS, engine=BETTER, more=[wider]))
        assert sorted(len(case.merged_on) for case in cases(ledger)) == [1, 1]


def test_a_superseded_claim_can_be_confirmed_and_is_back(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        add(ledger, a_reading(TWO, AMERICA_SAYS, engine=BETTER))
        on(ledger, DecisionKind.CONFIRM)
        assert NORWAY_SAYS.id in claims_in(ledger)


def test_confirming_the_superseded_form_of_a_claim_confirms_the_one_that_took_its_place(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        add(ledger, a_reading(TWO, GREW, AMERICA_SAYS, engine=BETTER))
        on(ledger, DecisionKind.CONFIRM)
        assert claims_in(ledger) == {GREW.id, AMERICA_SAYS.id}


# Undoing


def test_an_undone_decision_holds_no_more_and_undoing_the_undo_brings_it_back(tmp_path: Path) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        rejected = on(ledger, DecisionKind.REJECT)
        before = ledger.now()
        undone = deciding.undo(ledger, rejected, ADA)
        assert NORWAY_SAYS.id in claims_in(ledger)
        deciding.undo(ledger, undone.id, ADA)
        assert NORWAY_SAYS.id not in claims_in(ledger)
        assert len(ledger.decisions()) == 3
        assert NORWAY_SAYS.id not in {m.claim for c in cases(ledger, before) for m in c.merged_on}


# Cases

HOPPER = a_report("Norway said that Russia was behind Cloud Hopper.", name="Cloud Hopper")
HOPPER_TOO = a_report("Cloud Hopper was Russian work, the United States said.", name="Cloud Hopper", by=AMERICA)
DRAGON = a_report("Nimbus said that Russia was behind Night Dragon.", name="Night Dragon", by=NIMBUS)
HOPPER_LATER = a_report("Russia was behind Cloud Hopper, Oslo repeated.", name="Cloud Hopper", published="2021-07-22")


def ids(*readings: Reading) -> set[str]:
    return {reading.document.id for reading in readings}


def merge_hopper_and_dragon(ledger: Ledger) -> str:
    one, other = case_with(ledger, HOPPER.document), case_with(ledger, DRAGON.document)
    return deciding.merge(ledger, one.id, other.id, ADA).id


def test_a_merge_holds_across_campaign_names_and_says_who_decided_and_why(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON) as ledger:
        assert len(cases(ledger)) == 2
        before = ledger.now()
        merged = merge_hopper_and_dragon(ledger)
        (case,) = cases(ledger)
        assert all("Ada decided that they are one" in " ".join(m.reasons) for m in case.merged_on)
        assert len(cases(ledger, before)) == 2
        add(ledger, HOPPER_LATER)
        assert groups(ledger) == [ids(HOPPER, DRAGON, HOPPER_LATER)]
        deciding.undo(ledger, merged, ADA)
        assert sorted(map(len, groups(ledger))) == [1, 2]


def test_a_merge_holds_when_a_document_is_read_again_under_another_name(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON) as ledger:
        merge_hopper_and_dragon(ledger)
        words = DRAGON.document.text
        again = a_claim(DRAGON.document, words, by=NIMBUS, about=a_conduct(DRAGON.document, words, name="Comment Crew"))
        add(ledger, a_reading(DRAGON.document, again, engine=BETTER))
        assert groups(ledger) == [ids(HOPPER, DRAGON)]


def test_a_split_takes_documents_out_and_holds_when_a_document_would_bridge_the_two(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, HOPPER_TOO) as ledger:
        (case,) = cases(ledger)
        split = deciding.split(ledger, case.id, [HOPPER_TOO.document.id], ADA)
        assert len(cases(ledger)) == 2
        add(ledger, HOPPER_LATER)
        found = groups(ledger)
        assert len(found) == 2
        assert not any(ids(HOPPER, HOPPER_TOO) <= group for group in found)
        deciding.undo(ledger, split.id, ADA)
        assert groups(ledger) == [ids(HOPPER, HOPPER_TOO, HOPPER_LATER)]


def test_what_a_split_takes_out_is_one_case(tmp_path: Path) -> None:
    unlike = a_report("Berlin spoke of wind turbines that stood still.", by=party("Germany", "DE"), of="CN")
    with a_ledger(tmp_path, HOPPER, HOPPER_TOO, HOPPER_LATER, unlike) as ledger:
        deciding.merge(ledger, case_with(ledger, HOPPER.document).id, case_with(ledger, unlike.document).id, ADA)
        (case,) = cases(ledger)
        deciding.split(ledger, case.id, [HOPPER_TOO.document.id, unlike.document.id], ADA)
        deciding.undo(ledger, ledger.decisions()[0].decision.id, ADA)
        assert sorted(groups(ledger), key=sorted) == sorted(
            [ids(HOPPER, HOPPER_LATER), ids(HOPPER_TOO, unlike)], key=sorted
        )


def test_a_later_split_counts_more_than_a_merge_and_a_later_merge_more_than_a_split(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON, HOPPER_TOO) as ledger:
        merge_hopper_and_dragon(ledger)
        deciding.split(ledger, cases(ledger)[0].id, [DRAGON.document.id], ADA)
        assert sorted(map(len, groups(ledger))) == [1, 2]
        merge_hopper_and_dragon(ledger)
        assert len(groups(ledger)) == 1


def test_the_rest_of_a_merge_stays_one_when_its_middle_is_split_off(tmp_path: Path) -> None:
    reports = [a_report(f"Norway said that Russia was behind {name}.", name=name) for name in ("A1", "B2", "C3", "D4")]
    with a_ledger(tmp_path, *reports) as ledger:
        first = reports[0].document
        for other in reports[1:]:
            deciding.merge(ledger, case_with(ledger, first).id, case_with(ledger, other.document).id, ADA)
        (last, *earlier) = [kept.decision.id for kept in reversed(ledger.decisions())]
        for decision_id in earlier:
            deciding.undo(ledger, decision_id, ADA)
        assert len(groups(ledger)) == 1, f"{last} alone holds them together"
        for out in reports:
            decision = deciding.split(ledger, cases(ledger)[0].id, [out.document.id], ADA)
            assert sorted(map(len, groups(ledger))) == [1, 3], out.document.text
            deciding.undo(ledger, decision.id, ADA)


ONE_CONDUCT = a_conduct(TWO, SENTENCE, SECOND, name="Cloud Hopper")
TANGLED = a_reading(
    TWO,
    a_claim(TWO, SENTENCE, about=ONE_CONDUCT),
    a_claim(TWO, SECOND, by=AMERICA, of=("IR",), about=ONE_CONDUCT),
)


def test_a_claim_is_split_from_another_of_its_conduct_and_stays_so_when_read_again(tmp_path: Path) -> None:
    with a_ledger(tmp_path, TANGLED) as ledger:
        deciding.split(ledger, cases(ledger)[0].id, [TANGLED.claims[1].id], ADA)

        def parts() -> list[set[str]]:
            return sorted(({m.claim for m in c.merged_on} for c in cases(ledger)), key=sorted)

        assert parts() == sorted([{TANGLED.claims[0].id}, {TANGLED.claims[1].id}], key=sorted)
        wider = a_conduct(TWO, HEADLINE, SENTENCE, SECOND, name="Cloud Hopper")
        again = [
            a_claim(TWO, HEADLINE, SENTENCE, about=wider, engine=BETTER),
            a_claim(TWO, SECOND, by=AMERICA, of=("IR",), about=wider, engine=BETTER),
        ]
        add(ledger, a_reading(TWO, *again, engine=BETTER))
        assert parts() == sorted([{again[0].id}, {again[1].id}], key=sorted)


def test_a_decision_on_cases_holds_when_a_conduct_is_read_as_two(tmp_path: Path) -> None:
    with a_ledger(tmp_path, TANGLED, DRAGON) as ledger:
        deciding.merge(ledger, case_with(ledger, TWO).id, case_with(ledger, DRAGON.document).id, ADA)
        add(ledger, a_reading(TWO, NORWAY_SAYS, AMERICA_SAYS, engine=BETTER))
        (case,) = cases(ledger)
        assert len(case.merged_on) == 3


def test_a_claim_in_the_same_words_as_one_that_stays_is_not_split_off(tmp_path: Path) -> None:
    about = a_conduct(JOINT, BOTH)
    claims = [a_claim(JOINT, BOTH, of=(state,), about=about) for state in ("RU", "IR")]
    with a_ledger(tmp_path, a_reading(JOINT, *claims)) as ledger:
        with pytest.raises(DecisionRefused, match="same words"):
            deciding.split(ledger, cases(ledger)[0].id, [claims[0].id], ADA)
        assert ledger.decisions() == []


def test_merging_one_case_of_a_document_leaves_its_other_case_alone(tmp_path: Path) -> None:
    """Both conducts are told in one sentence too, and neither bears a name."""
    shared = "Both were Russian work, Norway said."
    told = a_document(f"A firm was robbed of its plans.\n{shared}\nThe flood hit a dam.")
    one = a_claim(told, "A firm was robbed of its plans.", shared, about=a_conduct(told, shared))
    other = a_claim(told, shared, "The flood hit a dam.", about=a_conduct(told, "The flood hit a dam."))
    with a_ledger(tmp_path, a_reading(told, one, other), DRAGON) as ledger:
        (robbed,) = [case for case in cases(ledger) if one.id in {m.claim for m in case.merged_on}]
        deciding.merge(ledger, robbed.id, case_with(ledger, DRAGON.document).id, ADA)
        parts = [{m.claim for m in case.merged_on} for case in cases(ledger)]
        assert {other.id} in parts
        assert len(parts) == 2


def test_a_link_stands_on_both_sides_with_the_reason(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON) as ledger:
        one, other = case_with(ledger, HOPPER.document), case_with(ledger, DRAGON.document)
        deciding.link(ledger, one.id, other.id, ADA)
        for case in cases(ledger):
            (reason,) = [link.reason for link in case.links if "Ada" in link.reason]
            assert ADA.why in reason


# Names


def test_names_that_are_held_to_be_one_make_one_case_until_it_is_undone(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON) as ledger:
        one = deciding.same(ledger, "Cloud Hopper", "Night Dragon", ADA)
        assert groups(ledger) == [ids(HOPPER, DRAGON)]
        deciding.undo(ledger, one.id, ADA)
        assert len(groups(ledger)) == 2


def test_a_name_that_knowledge_has_under_another_is_decided_on_as_documents_write_it(tmp_path: Path) -> None:
    known = a_report("Norway said that Russia was behind Nyetya.", name="NotPetya")
    with a_ledger(tmp_path, known, DRAGON) as ledger:
        one = deciding.same(ledger, "Nyetya", "Night Dragon", ADA)
        assert groups(ledger) == [ids(known, DRAGON)]
        deciding.undo(ledger, one.id, ADA)
        assert len(groups(ledger)) == 2


def test_undoing_one_link_of_a_chain_of_names_frees_what_it_held(tmp_path: Path) -> None:
    crew = a_report("Russia was behind Comment Crew, Norway said.", name="Comment Crew")
    with a_ledger(tmp_path, HOPPER, DRAGON, crew) as ledger:
        first = deciding.same(ledger, "Cloud Hopper", "Night Dragon", ADA)
        deciding.same(ledger, "Comment Crew", "Cloud Hopper", ADA)
        assert len(groups(ledger)) == 1
        deciding.undo(ledger, first.id, ADA)
        assert sorted(groups(ledger), key=len) == [ids(DRAGON), ids(HOPPER, crew)]


def test_a_later_decision_on_two_names_counts_more(tmp_path: Path) -> None:
    with a_ledger(tmp_path, HOPPER, DRAGON) as ledger:
        deciding.same(ledger, "Cloud Hopper", "Night Dragon", ADA)
        deciding.different(ledger, "Night Dragon", "Cloud Hopper", ADA)
        assert len(groups(ledger)) == 2
        deciding.same(ledger, "Cloud Hopper", "Night Dragon", ADA)
        assert len(groups(ledger)) == 1


def test_a_name_that_knowledge_puts_for_another_is_freed_by_a_decision(tmp_path: Path) -> None:
    known = a_report("Norway said that Russia was behind NotPetya.", name="NotPetya")
    alias = a_report("Russia was behind Nyetya, the United States said.", name="NotPetya", by=AMERICA)
    with a_ledger(tmp_path, known, alias) as ledger:
        assert len(groups(ledger)) == 1
        decision = deciding.different(ledger, "NotPetya", "Nyetya", ADA)
        assert {case.title for case in cases(ledger)} == {"NotPetya", "Nyetya"}
        deciding.undo(ledger, decision.id, ADA)
        assert len(groups(ledger)) == 1


# What is refused


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda ledger: on(ledger, DecisionKind.CONFIRM, "clm_none"), NotInLedger),
        (lambda ledger: deciding.merge(ledger, "cas_none", cases(ledger)[0].id, ADA), NotInLedger),
        (lambda ledger: deciding.split(ledger, cases(ledger)[0].id, ["doc_none"], ADA), NotInLedger),
        (lambda ledger: deciding.undo(ledger, "dec_none", ADA), NotInLedger),
        (lambda ledger: deciding.split(ledger, cases(ledger)[0].id, [TWO.id], ADA), DecisionRefused),
        (lambda ledger: deciding.merge(ledger, cases(ledger)[0].id, cases(ledger)[0].id, ADA), DecisionRefused),
        (lambda ledger: deciding.same(ledger, "APT28", "APT28", ADA), DecisionRefused),
        (lambda ledger: on(ledger, DecisionKind.CORRECT), DecisionRefused),
        (lambda ledger: on(ledger, DecisionKind.CORRECT, act="guess"), DecisionRefused),
        (lambda ledger: on(ledger, DecisionKind.CORRECT, colour="red"), DecisionRefused),
        (lambda ledger: on(ledger, DecisionKind.CORRECT, evidence=[]), DecisionRefused),
        (lambda ledger: Person(" ", "because"), DecisionRefused),
        (lambda ledger: Person("Ada", ""), DecisionRefused),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_kept(
    tmp_path: Path, ask: Callable[[Ledger], object], error: type[Exception]
) -> None:
    with a_ledger(tmp_path, REPORT) as ledger:
        with pytest.raises(error):
            ask(ledger)
        assert ledger.decisions() == []
        assert ledger.waiting() == 0
