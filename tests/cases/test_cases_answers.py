"""Who answers what, on what ground: an accused and a victim that deny say different things."""

from __future__ import annotations

import pytest
from cases_samples import (
    AMERICA,
    BRITAIN,
    CHINA,
    ESTONIA,
    NIMBUS,
    NORWAY,
    RUSSIA,
    Saying,
    a_reading,
    conduct,
    deny,
    organ,
    say,
)

from callout.cases.answers import answers_in
from callout.record.acts import Act, Level
from callout.record.case import Answer, Answering, GroundKind
from callout.record.claim import Accused
from callout.record.dates import DateKind
from callout.record.entity import EntityKind, Party
from callout.record.reading import Reading

MAIL = conduct(operation="Storting breach", targets=("NO",))
TIMES = Party(id="ent_times", name="Moscow Times", kind=EntityKind.MEDIA, country="RU")


def told(words: str, *args: object, **more: object) -> Saying:
    return say(words, *args, about=MAIL, **more)  # type: ignore[arg-type]


def answers(*papers: Reading) -> tuple[Answer, ...]:
    return answers_in([(claim, paper.document) for paper in papers for claim in paper.claims])


def only(*papers: Reading) -> Answer:
    (answer,) = answers(*papers)
    return answer


# Who speaks


def test_a_state_that_is_accused_answers_as_the_accused() -> None:
    assert only(a_reading(told("Norway blamed Russia."), deny())).speaker is Answering.ACCUSED


def test_a_company_that_is_accused_answers_as_the_accused_and_its_state_does_not_through_it() -> None:
    accused = Accused(name="Nimbus Security", state=None, level=Level.CONTRACTOR, phrase="Nimbus Security")
    paper = a_reading(told("Norway blamed Nimbus.", of=[accused]), deny("Nimbus denied it.", NIMBUS))
    assert (only(paper).speaker, only(paper).answers) == (Answering.ACCUSED, (paper.claims[0].id,))


@pytest.mark.parametrize(
    "words",
    [
        "Nimbus denied that it had been hacked.",
        "Nimbus denied that its production systems were breached.",
        "Nimbus said that there had been no breach.",
        "Nimbus denied that hackers had stolen the data of its customers.",
        "Nimbus denied that the attack had reached its servers.",
    ],
)
def test_who_denies_a_breach_is_a_victim_and_answers_the_attributions(words: str) -> None:
    paper = a_reading(told("Norway blamed Russia."), deny(words, NIMBUS))
    assert (only(paper).speaker, only(paper).answers) == (Answering.VICTIM, (paper.claims[0].id,))


def test_a_target_of_the_conduct_that_denies_is_a_victim() -> None:
    paper = a_reading(told("Britain blamed Russia.", BRITAIN), deny("Oslo called it untrue.", NORWAY, about=MAIL))
    assert (only(paper).speaker, only(paper).answers) == (Answering.VICTIM, (paper.claims[0].id,))


def test_an_accused_that_says_that_it_was_hacked_itself_is_still_the_accused() -> None:
    paper = a_reading(told("Norway blamed Russia."), deny("Russia denied it: it had been hacked itself."))
    assert only(paper).speaker is Answering.ACCUSED


def test_who_denies_a_deed_that_no_document_lays_at_its_door_is_accused_of_it_elsewhere() -> None:
    answer = only(a_reading(deny("Russia denied that it had hacked the Norwegian parliament.")))
    assert (answer.speaker, answer.answers) == (Answering.ACCUSED, ())


def test_a_newspaper_of_the_accused_is_not_the_accused() -> None:
    paper = a_reading(told("Norway blamed Russia."), deny("The paper denounced it.", TIMES, act=Act.THREATEN))
    assert (only(paper).speaker, len(only(paper).answers)) == (Answering.OTHER, 1)


def test_a_third_state_answers_nothing() -> None:
    paper = a_reading(told("Norway blamed Russia."), deny("Beijing rejects such talk.", CHINA, act=Act.REJECT))
    assert (only(paper).speaker, only(paper).answers) == (Answering.OTHER, ())


# Which claims


def test_an_answer_that_names_its_accuser_answers_that_one_alone() -> None:
    paper = a_reading(
        told("Estonia blamed Russia.", ESTONIA),
        told("Britain blamed Russia.", BRITAIN),
        deny("Moscow called the British accusation nonsense."),
    )
    assert only(paper).answers == (paper.claims[1].id,)
    assert only(paper).naming == (BRITAIN,)


def test_an_accuser_that_is_named_as_the_victim_narrows_nothing() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY),
        told("Britain blamed Russia.", BRITAIN),
        deny("Moscow denied that it had hacked Norway's parliament."),
    )
    assert len(only(paper).answers) == 2


def test_a_counter_accusation_answers_whom_it_accuses() -> None:
    paper = a_reading(
        told("America blamed Russia.", AMERICA),
        told("Britain blamed Russia.", BRITAIN),
        deny("The United States is the hacker, unlike Britain.", act=Act.COUNTER_ACCUSE, of=[organ("NSA", "US")]),
    )
    assert only(paper).answers == (paper.claims[0].id,)


def test_an_answer_does_not_answer_what_was_said_later_but_for_days_of_reporting() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-01"),
        deny(on="2021-07-02", about=MAIL),
        told("Estonia blamed Russia.", ESTONIA, on="2021-07-04"),
        told("Britain blamed Russia.", BRITAIN, on="2021-08-20"),
    )
    assert only(paper).answers == (paper.claims[0].id, paper.claims[2].id)


def test_an_answer_known_to_the_month_may_have_followed_anything_of_it() -> None:
    paper = a_reading(told("Norway.", NORWAY, on="2021-07-25"), deny(on="2021-07", about=MAIL))
    assert len(only(paper).answers) == 1


def test_an_answer_tells_its_day_and_of_which_kind_it_is() -> None:
    paper = a_reading(told("Norway blamed Russia."), deny(), published="2021-07-20")
    assert only(paper).said_on is not None
    assert only(paper).date_kind is DateKind.PUBLISHED


# On what ground


@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        ("Russia said there was no evidence.", {"no evidence": GroundKind.NO_EVIDENCE}),
        ("“Fabricated,” Moscow said.", {"Fabricated": GroundKind.FABRICATED}),
        ("Made up, out of thin air.", {"Made up": GroundKind.FABRICATED, "out of thin air": GroundKind.FABRICATED}),
        ("“We are victims too,” Moscow said.", {"are victims too": GroundKind.VICTIM_TOO}),
        ("Slander and double standards!", {"Slander": GroundKind.HOSTILE, "double standards": GroundKind.OTHERS_DO}),
        ("Moscow opposes all forms of hacking.", {"opposes all forms": GroundKind.OPPOSES_HACKING}),
        ("Moscow called it nonsense.", {"nonsense": GroundKind.UNTRUE}),
        ("Moscow denied it.", {}),
        ("Moscow relies on its allies.", {}),
    ],
)
def test_the_ground_is_the_exact_words_and_what_they_say(words: str, grounds: dict[str, GroundKind]) -> None:
    paper = a_reading(told("Norway blamed Russia."), deny(words, RUSSIA))
    found = only(paper).grounds
    assert {g.words.exact: g.kind for g in found} == grounds
    assert len(found) == len(grounds)
    for ground in found:
        assert paper.document.text[ground.words.start : ground.words.end] == ground.words.exact
        assert (ground.words.document, ground.words.claim) == (paper.document.id, paper.claims[1].id)
