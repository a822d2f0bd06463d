"""From texts to cases: short reports on real attributions give the cases that a careful reader gives."""

from __future__ import annotations

import pytest
from cases_samples import cases_of, documents_in
from cases_texts import TEXTS, documents
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.reading.rules import RulesEngine
from callout.record.acts import Act, ActClass
from callout.record.case import Case
from callout.record.reading import Reading


@pytest.fixture(scope="session")
def read() -> dict[str, Reading]:
    return {reading.document.uri: reading for reading in RulesEngine().read_all(documents())}


@pytest.fixture(scope="session")
def cases(read: dict[str, Reading]) -> list[Case]:
    return cases_of(*read.values())


def of(read: dict[str, Reading], cases: list[Case], *names: str, act_class: ActClass = ActClass.ATTRIBUTION) -> Case:
    """The one case that holds the claims of that class of all the texts."""
    ids = {claim.id for name in names for claim in read[name].claims if claim.act_class is act_class}
    assert ids, "nothing was read"
    found = [case for case in cases if ids & {m.claim for m in case.merged_on}]
    assert len(found) == 1, [(case.title, [r.uri for r in case.reports]) for case in found]
    return found[0]


def uris(case: Case) -> set[str]:
    return {report.uri for report in case.reports}


def accusers(case: Case) -> set[str]:
    return {p.claimant.country or p.claimant.name for p in case.positions if p.claimant}


# Two newspapers, one statement


def test_two_newspapers_on_one_statement_are_one_case_with_one_claimant(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    case = of(read, cases, "georgia-morning", "georgia-evening")
    assert uris(case) == {"georgia-morning", "georgia-evening"}
    assert {party.country for party in case.claimants} == {"GB"}
    assert case.accused == ("RU",)


def test_two_newspapers_on_one_statement_are_two_reports_and_one_line(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    case = of(read, cases, "georgia-morning", "georgia-evening")
    (position,) = case.positions
    assert position.reports == 2
    assert [line.when.date for line in case.timeline if line.claim] == ["2020-02-20"]


def test_a_sentence_in_three_newspapers_is_one_origin(read: dict[str, Reading], cases: list[Case]) -> None:
    case = of(read, cases, "wannacry-morning", "wannacry-evening", "wannacry-weekly")
    assert len(case.reports) == 3
    assert accusers(case) == {"US"}
    (origin,) = case.origins
    assert set(origin.documents) == documents_in(case)
    assert "directly responsible" in origin.words


# What must stay apart


def test_two_campaigns_of_one_state_announced_on_one_day_stay_two_cases(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    finnish, new_zealand = of(read, cases, "helsinki"), of(read, cases, "wellington")
    assert finnish.id != new_zealand.id
    assert (uris(finnish), uris(new_zealand)) == ({"helsinki"}, {"wellington"})
    assert finnish.accused == new_zealand.accused == ("CN",)


def test_an_indictment_of_a_group_stays_apart_from_a_statement_on_another_campaign(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    indictment = of(read, cases, "new-york", act_class=ActClass.MEASURE)
    statement = of(read, cases, "london")
    assert indictment.id != statement.id
    assert "GB" not in accusers(indictment)
    assert not statement.measures


def test_the_indictment_is_one_case_in_the_report_of_its_own_and_in_the_one_that_tells_both(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    indictment = of(read, cases, "new-york", "both-on-monday", act_class=ActClass.MEASURE)
    assert uris(indictment) == {"new-york", "both-on-monday"}
    assert "APT31" in indictment.groups


def test_one_report_that_tells_both_links_the_statement_and_the_indictment(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    indictment = of(read, cases, "both-on-monday", act_class=ActClass.MEASURE)
    statement = of(read, cases, "both-on-monday")
    assert indictment.id != statement.id
    assert indictment.id in {link.case for link in statement.links}
    assert statement.id in {link.case for link in indictment.links}


# Denials


def test_a_denial_lands_in_the_case_of_the_statement_that_it_denies(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    statement = of(read, cases, "both-on-monday")
    denials = [a for a in statement.answers if a.claimant and a.claimant.country == "CN"]
    assert denials
    attributions = {c.id for c in read["both-on-monday"].claims if c.act_class is ActClass.ATTRIBUTION}
    assert all(attributions <= set(denial.answers) for denial in denials)
    assert not of(read, cases, "both-on-monday", act_class=ActClass.MEASURE).answers


def test_a_denial_published_the_next_day_answers_the_campaign_that_it_names(
    read: dict[str, Reading], cases: list[Case]
) -> None:
    case = of(read, cases, "washington")
    (denial,) = [a for a in case.answers if a.act is Act.DENY]
    assert denial.claim in {claim.id for claim in read["moscow"].claims}
    assert {c.id for c in read["washington"].claims if c.act_class is ActClass.ATTRIBUTION} <= set(denial.answers)


def test_a_denial_answers_nothing_in_the_cases_of_others(read: dict[str, Reading], cases: list[Case]) -> None:
    albanian = of(read, cases, "tirana")
    assert {a.claimant.country for a in albanian.answers if a.claimant} == {"IR"}
    for case in cases:
        for answer in case.answers:
            assert answer.claimant is not None
            assert answer.claimant.country in case.accused
            assert answer.answers


# One campaign over the years


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [("washington", "redmond", "SolarWinds campaign"), ("berlin", "brussels", "Bundestag hack")],
)
def test_the_same_campaign_in_the_reports_of_two_years_is_one_case(
    read: dict[str, Reading], cases: list[Case], first: str, later: str, name: str
) -> None:
    case = of(read, cases, first, later)
    assert case.operation == name
    assert case.accused == ("RU",)
    years = [report.published.date[:4] for report in case.reports if report.published and report.published.date]
    assert years == sorted(years)
    assert years[0] != years[-1]


def test_a_confidence_of_one_claimant_is_not_lent_to_another(read: dict[str, Reading], cases: list[Case]) -> None:
    levels = {p.claimant.name: p.confidence.level for p in of(read, cases, "washington").positions if p.claimant}
    assert levels["United States"] == "high"
    assert levels["Microsoft"] is None


# All together


def test_every_claim_that_was_read_is_in_exactly_one_case(read: dict[str, Reading], cases: list[Case]) -> None:
    placed = [m.claim for case in cases for m in case.merged_on]
    assert sorted(placed) == sorted(claim.id for reading in read.values() for claim in reading.claims)


@settings(max_examples=20)
@given(order=st.permutations(sorted(TEXTS)))
def test_the_order_in_which_texts_come_changes_nothing(
    read: dict[str, Reading], cases: list[Case], order: list[str]
) -> None:
    again = cases_of(*(read[name] for name in order))
    assert [case.model_dump_json() for case in again] == [case.model_dump_json() for case in cases]
