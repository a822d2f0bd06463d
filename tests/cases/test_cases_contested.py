"""What is contested, and what was taken back: shown, and not counted as standing."""

from __future__ import annotations

import datetime as dt

from cases_samples import (
    BRITAIN,
    CHINA,
    ESTONIA,
    NORWAY,
    Saying,
    a_reading,
    cite,
    conduct,
    deny,
    only_case,
    say,
    state,
)

from callout.cases.assemble import assemble
from callout.cases.decided import Decided
from callout.record.acts import Act, Standing
from callout.record.case import Case, EntryKind
from callout.record.coalition import Coalition
from callout.record.decision import Decision, DecisionKind
from callout.record.reading import Reading

MAIL = conduct(operation="Storting breach", targets=("NO",))


def told(words: str, *args: object, **more: object) -> Saying:
    return say(words, *args, about=MAIL, **more)  # type: ignore[arg-type]


def took_back(words: str = "Norway withdrew its accusation.", *args: object, **more: object) -> Saying:
    return told(words, *args, standing=Standing.WITHDRAWN, **more)


def coalition(*papers: Reading) -> Coalition:
    return only_case(*papers).coalition


def test_two_accused_states_are_contested_with_the_claimants_of_each() -> None:
    found = coalition(
        a_reading(told("Norway blamed Russia.", NORWAY), told("Estonia joined.", ESTONIA, act=Act.JOIN)),
        a_reading(told("It was China, says Britain.", BRITAIN, of=[state("CN")])),
    )
    assert found.contested == ("CN", "RU")
    assert [(a.state, [p.name for p in a.claimants]) for a in found.accused] == [
        ("RU", ["Estonia", "Norway"]),
        ("CN", ["United Kingdom"]),
    ]


def test_two_states_accused_together_are_not_contested() -> None:
    paper = a_reading(told("Russia and Belarus did it.", NORWAY, of=[state("RU"), state("BY")]))
    assert coalition(paper).contested == ()
    assert [a.state for a in coalition(paper).accused] == ["BY", "RU"]


def test_what_nobody_named_says_contests_nothing() -> None:
    paper = a_reading(told("Norway blamed Russia.", NORWAY), told("Some say China.", None, of=[state("CN")]))
    assert coalition(paper).contested == ()


def test_the_denials_of_the_accused_and_of_the_victim_stand_apart() -> None:
    paper = a_reading(
        told("Britain blamed Russia.", BRITAIN),
        deny("Moscow denied it.", about=MAIL),
        deny("Norway denied that its mail had been hacked.", NORWAY, about=MAIL),
    )
    found = coalition(paper)
    assert found.denials == (paper.claims[1].id,)
    assert found.victim_denials == (paper.claims[2].id,)


def test_a_withdrawn_attribution_is_shown_and_stands_no_more() -> None:
    before = a_reading(told("Norway blamed Russia.", NORWAY, on="2021-07-01"))
    after = a_reading(took_back(on="2021-07-20"))
    case = only_case(before, after)
    (withdrawal,) = case.coalition.withdrawals
    assert (withdrawal.claimant, withdrawal.states, withdrawal.decided_by) == (NORWAY, ("RU",), None)
    assert withdrawal.takes_back == (before.claims[0].id,)
    assert withdrawal.claims == (after.claims[0].id,)
    assert [s.exact for s in withdrawal.evidence] == ["Norway withdrew its accusation."]
    assert case.coalition.joiners == ()
    assert [(a.claimants, a.withdrawn_by) for a in case.coalition.accused] == [((), (NORWAY,))]
    assert {p.standing: p.withdrawn for p in case.positions} == {Standing.ASSERTED: True, Standing.WITHDRAWN: False}


def test_a_withdrawal_leaves_one_accused_where_there_were_two() -> None:
    papers = [
        a_reading(told("Norway blamed Russia.", NORWAY, on="2021-07-01")),
        a_reading(told("Britain blamed China.", BRITAIN, of=[state("CN")], on="2021-07-02")),
    ]
    assert coalition(*papers).contested == ("CN", "RU")
    assert coalition(*papers, a_reading(took_back(on="2021-07-20"))).contested == ()


def test_nobody_takes_back_anothers_claim_or_what_it_said_later_or_of_another_state() -> None:
    papers = [
        a_reading(told("Estonia blamed Russia.", ESTONIA, on="2021-07-01")),
        a_reading(told("Norway blamed China.", NORWAY, of=[state("CN")], on="2021-07-01")),
        a_reading(told("Norway blamed Russia again.", NORWAY, on="2021-08-20")),
        a_reading(took_back(on="2021-07-20")),
    ]
    (withdrawal,) = coalition(*papers).withdrawals
    assert withdrawal.takes_back == ()


def test_in_one_document_what_is_cited_is_taken_back_and_what_is_said_now_stands() -> None:
    paper = a_reading(
        cite("Norway had blamed Russia.", NORWAY, about=MAIL),
        took_back("On Monday it withdrew that."),
        told("Norway now blames China.", NORWAY, of=[state("CN")]),
    )
    found = coalition(paper)
    (withdrawal,) = found.withdrawals
    assert withdrawal.takes_back == (paper.claims[0].id,)
    assert [j.claims for j in found.joiners] == [(paper.claims[2].id,)]
    assert found.contested == ()


def test_a_withdrawal_that_names_no_state_takes_back_all_and_tells_which() -> None:
    papers = [
        a_reading(told("Norway blamed Russia.", NORWAY, on="2021-07-01")),
        a_reading(took_back(of=(), on="2021-07-09")),
    ]
    (withdrawal,) = coalition(*papers).withdrawals
    assert withdrawal.states == ("RU",)


def decided(paper: Reading) -> Case:
    claim = paper.claims[0]
    decision = Decision(
        kind=DecisionKind.WITHDRAW,
        by="Kari Nordmann",
        why="the ministry wrote to us",
        decided_at=dt.datetime(2021, 8, 1, tzinfo=dt.UTC),
        claim=claim,
    )
    (case,) = assemble(
        {paper.document.id: paper.document},
        paper.claims,
        {paper.document.id: paper.conducts},
        Decided.by([decision]),
    )
    return case


def test_a_person_can_decide_that_a_claim_was_withdrawn() -> None:
    paper = a_reading(told("Norway blamed Russia.", NORWAY), told("Estonia blamed Russia.", ESTONIA))
    case = decided(paper)
    (withdrawal,) = case.coalition.withdrawals
    assert (withdrawal.decided_by, withdrawal.takes_back) == ("Kari Nordmann", (paper.claims[0].id,))
    assert [j.claimant for j in case.coalition.joiners] == [ESTONIA]
    assert {p.claimant: p.withdrawn for p in case.positions} == {NORWAY: True, ESTONIA: False}


def test_the_timeline_tells_a_withdrawal_as_one() -> None:
    case = only_case(a_reading(told("Norway.", NORWAY, on="2021-07-01")), a_reading(took_back(on="2021-07-20")))
    assert [e.entry for e in case.timeline] == [EntryKind.CLAIM, EntryKind.WITHDRAWAL]


def test_a_denial_of_what_was_taken_back_still_answers_it() -> None:
    paper = a_reading(told("Norway blamed Russia.", NORWAY), deny(about=MAIL))
    case = only_case(paper, a_reading(took_back(on="2021-07-30")))
    (answer,) = case.answers
    assert answer.answers == (paper.claims[0].id,)


def test_the_accused_of_a_contested_case_answer_each_for_themselves() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY),
        told("Britain blamed China.", BRITAIN, of=[state("CN")]),
        deny("Beijing denied it.", CHINA, about=MAIL),
    )
    (answer,) = only_case(paper).answers
    assert answer.answers == (paper.claims[1].id,)
