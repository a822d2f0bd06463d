"""Who said what, side by side: nothing is averaged, nobody is given words that another spoke."""

from __future__ import annotations

import pytest
from cases_samples import (
    AMERICA,
    BRITAIN,
    CHINA,
    ESTONIA,
    JUSTICE,
    NIMBUS,
    NORWAY,
    RUSSIA,
    SECURITY_SERVICE,
    Saying,
    a_reading,
    cite,
    conduct,
    deny,
    high,
    only_case,
    organ,
    positions_of,
    say,
    state,
)

from callout.cases.answers import answers_in
from callout.cases.coalition import holder_key, positions_in
from callout.record.acts import Act, ConfidenceLevel, Level, Standing, Tie, Venue
from callout.record.case import Answer, Position
from callout.record.claim import Confidence
from callout.record.dates import DateKind, When
from callout.record.entity import Party, Spokesperson
from callout.record.reading import Reading

MINISTER = Spokesperson(name="Ine Eriksen Søreide", role="foreign minister", country="NO")
DIRECTOR = Spokesperson(name="Hans Sverre Sjøvold", role="director", country="NO")
GRU = organ("GRU")


def held_by(party: Party, *readings: Reading) -> list[Position]:
    return [p for p in positions_of(*readings) if p.claimant and p.claimant.name == party.name]


def held(party: Party, *readings: Reading) -> Position:
    """The only position of a party."""
    (position,) = held_by(party, *readings)
    return position


# One wording, one position


def test_one_wording_in_three_documents_is_one_position_with_three_reports() -> None:
    papers = [a_reading(say(f"Norway blames Russia, says the {name}.")) for name in ("Post", "Times", "Herald")]
    position = held(NORWAY, *papers)
    assert position.reports == 3
    assert set(position.claims) == {paper.claims[0].id for paper in papers}


def test_two_claims_of_one_wording_in_one_document_are_one_position_with_one_report() -> None:
    paper = a_reading(say("Norway blames Russia."), say("Oslo again blamed Russia."))
    assert held(NORWAY, paper).reports == 1
    assert len(held(NORWAY, paper).claims) == 2


def test_two_claimants_of_one_wording_are_two_positions() -> None:
    paper = a_reading(say("Norway blames Russia.", NORWAY), say("Estonia blames Russia.", ESTONIA))
    assert [p.claimant for p in positions_of(paper)] == [ESTONIA, NORWAY]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (say("Russia did it."), say("Hackers tied to Russia did it.", of=[state(tie=Tie.AFFILIATED)])),
        (say("Russia did it."), say("The GRU did it.", of=[GRU])),
        (say("Russia did it."), say("China did it.", of=[state("CN")])),
        (say("Russia did it."), say("Russia did it, we are highly confident.", confidence=high())),
        (say("Russia did it."), say("Norway joins the attribution.", act=Act.JOIN)),
        (say("Russia did it."), say("Norway condemns it.", act=Act.CONDEMN)),
        (say("Russia did it."), cite("Norway had blamed Russia.")),
    ],
    ids=["tie", "level", "accused", "confidence", "act", "stance", "past"],
)
def test_two_wordings_of_one_claimant_stay_two_positions(first: Saying, second: Saying) -> None:
    together = held_by(NORWAY, a_reading(first, second))
    apart = held_by(NORWAY, a_reading(first), a_reading(second))
    assert len(together) == len(apart) == 2
    assert all(len(p.claims) == 1 for p in (*together, *apart))


def test_the_levels_and_ties_of_a_position_are_those_of_its_accused() -> None:
    position = held(NORWAY, a_reading(say("The GRU, and hackers it pays.", of=[GRU, state(tie=Tie.SPONSORED)])))
    assert position.levels == (Level.STATE, Level.STATE_ORGAN)
    assert position.ties == (Tie.IS_STATE, Tie.SPONSORED)


def test_a_tie_that_no_words_give_is_not_there() -> None:
    assert held(NORWAY, a_reading(say("It was Russia's.", of=[state(tie=None)]))).ties == ()


# Who holds it


def test_a_state_and_its_agency_hold_one_position_under_the_name_of_the_state() -> None:
    readings = [
        a_reading(say("The service blames Russia.", SECURITY_SERVICE, spokespeople=(DIRECTOR,))),
        a_reading(say("The government blames Russia.", NORWAY, spokespeople=(MINISTER,))),
    ]
    for order in (readings, readings[::-1]):
        (position,) = positions_of(*order)
        assert position.claimant == NORWAY
        assert set(position.spokespeople) == {MINISTER, DIRECTOR}


def test_an_agency_alone_is_named_as_itself() -> None:
    (position,) = positions_of(a_reading(say("The service blames Russia.", SECURITY_SERVICE)))
    assert position.claimant == SECURITY_SERVICE


def test_a_company_is_not_the_state_that_it_is_at_home_in() -> None:
    paper = a_reading(say("Nimbus blames Russia.", NIMBUS), say("America blames Russia.", AMERICA))
    assert {p.claimant for p in positions_of(paper)} == {NIMBUS, AMERICA}
    assert holder_key(NIMBUS) != holder_key(AMERICA) == holder_key(JUSTICE)


def test_a_claim_of_nobody_named_is_a_position_of_nobody() -> None:
    (position,) = positions_of(a_reading(say("Russia is said to be behind it.", None)))
    assert position.claimant is None
    assert not position.joint


def test_a_spokesperson_of_two_documents_is_named_once() -> None:
    papers = [a_reading(say(f"Søreide in the {name}.", spokespeople=(MINISTER,))) for name in ("Post", "Times")]
    assert held(NORWAY, *papers).spokespeople == (MINISTER,)


# Jointly


JOINT = a_reading(
    say(
        "With Estonia and Britain, Norway blames Russia and its GRU with high confidence.",
        of=[state(), GRU],
        partners=(ESTONIA, BRITAIN),
        confidence=high(),
        venue=Venue.FORMAL_STATEMENT,
        spokespeople=(MINISTER,),
    )
)


def test_a_partner_holds_the_position_jointly_and_the_speaker_does_not() -> None:
    assert not held(NORWAY, JOINT).joint
    assert held(ESTONIA, JOINT).joint
    assert held(BRITAIN, JOINT).joint


def test_a_partner_carries_no_finer_level_than_the_joint_words() -> None:
    assert held(NORWAY, JOINT).levels == (Level.STATE, Level.STATE_ORGAN)
    assert held(ESTONIA, JOINT).levels == (Level.STATE,)
    assert [a.name for a in held(ESTONIA, JOINT).accused] == ["RU"]


def test_a_partner_is_given_no_confidence_venue_or_speaker_of_another() -> None:
    partner = held(BRITAIN, JOINT)
    assert partner.confidence == Confidence()
    assert partner.venues == ()
    assert partner.spokespeople == ()


def test_a_partner_carries_the_joint_words_where_they_name_nothing_but_a_body() -> None:
    joint = a_reading(say("With Estonia, Norway blames the GRU.", of=[GRU], partners=(ESTONIA,)))
    assert held(ESTONIA, joint).levels == (Level.STATE_ORGAN,)


def test_a_partner_that_also_speaks_for_itself_has_both_positions() -> None:
    own = a_reading(say("Estonia: the GRU did it.", ESTONIA, of=[GRU]), published="2021-07-21")
    both = held_by(ESTONIA, JOINT, own)
    assert {p.joint: p.levels for p in both} == {True: (Level.STATE,), False: (Level.STATE_ORGAN,)}


def test_a_joint_position_counts_the_documents_that_tell_it() -> None:
    papers = [a_reading(say(f"With Estonia, says the {name}.", partners=(ESTONIA,))) for name in ("Post", "Times")]
    assert held(ESTONIA, *papers).reports == 2
    assert held(ESTONIA, *papers).joint


# Confidence, standing, venue, date


def test_confidence_stands_only_where_a_claim_words_it() -> None:
    paper = a_reading(
        say("America is highly confident.", AMERICA, confidence=high("has high confidence")),
        say("Norway blames Russia.", NORWAY),
    )
    assert held(AMERICA, paper).confidence == high("has high confidence")
    assert held(NORWAY, paper).confidence == Confidence()


def test_two_levels_of_confidence_are_not_averaged() -> None:
    moderate = Confidence(phrase="moderate confidence", level=ConfidenceLevel.MODERATE)
    first = a_reading(say("Highly confident.", AMERICA, confidence=high()))
    second = a_reading(say("Moderately confident.", AMERICA, confidence=moderate))
    assert {p.confidence for p in held_by(AMERICA, first, second)} == {high(), moderate}


def test_a_past_claim_is_a_position_of_the_past() -> None:
    (position,) = positions_of(a_reading(cite("Norway had blamed Russia.")))
    assert position.standing is Standing.PAST


@pytest.mark.parametrize("standing", list(Standing))
def test_a_claim_alone_gives_its_standing_to_the_position(standing: Standing) -> None:
    (position,) = positions_of(a_reading(say("Norway on Russia.", standing=standing)))
    assert position.standing is standing


def test_every_venue_of_one_wording_is_kept() -> None:
    statement = a_reading(say("In a statement.", venue=Venue.FORMAL_STATEMENT))
    briefing = a_reading(say("At a briefing.", venue=Venue.PRESS_BRIEFING))
    assert set(held(NORWAY, statement, briefing).venues) == {Venue.FORMAL_STATEMENT, Venue.PRESS_BRIEFING}


def test_the_day_of_saying_is_better_than_an_earlier_day_of_publication() -> None:
    early = a_reading(say("No day in the words."), published="2021-07-18")
    dated = a_reading(say("On Monday.", on="2021-07-19"), published="2021-07-20")
    position = held(NORWAY, early, dated)
    assert (position.said_on, position.date_kind) == (When.parse("2021-07-19"), DateKind.SAID)


def test_without_a_day_of_saying_the_first_day_of_publication_stands_as_such() -> None:
    papers = [a_reading(say(f"On {day}."), published=day) for day in ("2021-07-21", "2021-07-20")]
    position = held(NORWAY, *papers)
    assert (position.said_on, position.date_kind) == (When.parse("2021-07-20"), DateKind.PUBLISHED)


def test_a_past_claim_is_not_dated_by_the_document_that_cites_it() -> None:
    position = held(NORWAY, a_reading(cite("Norway had blamed Russia.")))
    assert (position.said_on, position.date_kind) == (None, None)


def test_without_any_date_there_is_none() -> None:
    position = held(NORWAY, a_reading(say("Norway blames Russia."), published=None))
    assert (position.said_on, position.date_kind) == (None, None)


def test_stronger_acts_stand_first_and_earlier_ones_before_later() -> None:
    paper = a_reading(
        say("Concern.", BRITAIN, act=Act.CONCERN, on="2021-07-01"),
        say("Noted.", AMERICA, act=Act.ACKNOWLEDGE, on="2021-07-02"),
        say("Joined.", ESTONIA, act=Act.JOIN, on="2021-07-03"),
        say("Blamed late.", NIMBUS, on="2021-07-20"),
        say("Blamed.", NORWAY, on="2021-07-19"),
    )
    assert [p.claimant for p in positions_of(paper)] == [NORWAY, NIMBUS, ESTONIA, AMERICA, BRITAIN]


def test_positions_do_not_depend_on_the_order_of_claims() -> None:
    readings = [JOINT, a_reading(say("Estonia blames Russia.", ESTONIA)), a_reading(say("Russia.", SECURITY_SERVICE))]
    pairs = [(claim, r.document) for r in readings for claim in r.claims]
    there, back = (
        {(p.claimant, p.act, p.levels, p.ties, p.joint, p.reports, p.said_on, frozenset(p.claims)) for p in positions}
        for positions in (positions_in(pairs), positions_in(pairs[::-1]))
    )
    assert there == back


# Answers


def answers_of(reading: Reading) -> tuple[Answer, ...]:
    return answers_in([(claim, reading.document) for claim in reading.claims])


def test_a_denial_answers_every_attribution_to_the_state_that_denies() -> None:
    paper = a_reading(say("Norway blames Russia."), say("Estonia joins.", ESTONIA, act=Act.JOIN), deny())
    (answer,) = answers_of(paper)
    assert set(answer.answers) == {paper.claims[0].id, paper.claims[1].id}
    assert (answer.claim, answer.act, answer.claimant) == (paper.claims[2].id, Act.DENY, RUSSIA)


def test_a_denial_does_not_answer_claims_that_accuse_somebody_else() -> None:
    paper = a_reading(say("Norway blames Russia."), say("Estonia blames China.", ESTONIA, of=[state("CN")]), deny())
    (answer,) = answers_of(paper)
    assert answer.answers == (paper.claims[0].id,)


def test_an_embassy_answers_for_its_state() -> None:
    embassy = RUSSIA.model_copy(update={"id": "ent_embassy", "name": "Embassy of Russia", "kind": "government-body"})
    paper = a_reading(say("The GRU did it.", of=[GRU]), deny("The embassy denied it.", embassy))
    assert answers_of(paper)[0].answers == (paper.claims[0].id,)


def test_whoever_is_not_accused_answers_nothing() -> None:
    paper = a_reading(say("Norway blames Russia."), deny("China rejected such charges.", CHINA))
    assert [answer.answers for answer in answers_of(paper)] == [()]


def test_an_answer_of_nobody_named_answers_nothing() -> None:
    paper = a_reading(say("Norway blames Russia."), say("Somebody was blamed.", of=()), deny("Denied.", None))
    assert [answer.answers for answer in answers_of(paper)] == [()]


def test_a_stance_and_a_measure_are_not_attributions_to_be_answered() -> None:
    paper = a_reading(
        say("Norway condemns it.", act=Act.CONDEMN), say("America charges.", JUSTICE, act=Act.CHARGE), deny()
    )
    assert [answer.answers for answer in answers_of(paper)] == [()]


@pytest.mark.parametrize("act", [Act.DENY, Act.REJECT, Act.COUNTER_ACCUSE, Act.THREATEN, Act.DECLINE])
def test_every_response_is_an_answer_with_its_ground(act: Act) -> None:
    paper = a_reading(say("Norway blames Russia."), deny("Moscow answered.", act=act, ground="without evidence"))
    assert [(a.act, a.ground, len(a.answers)) for a in answers_of(paper)] == [(act, "without evidence", 1)]


def test_an_answer_is_no_position() -> None:
    mail = conduct(targets=("NO",))
    case = only_case(a_reading(say("Norway blames Russia.", about=mail), deny(about=mail)))
    assert [p.claimant for p in case.positions] == [NORWAY]
    assert [a.claimant for a in case.answers] == [RUSSIA]
