"""Cases are a pure function of claims: nothing is lost or twice, and the order of arrival is nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from cases_drawn import readings
from cases_samples import (
    AMERICA,
    BRITAIN,
    CHINA,
    ESTONIA,
    JUSTICE,
    NIMBUS,
    NORWAY,
    a_reading,
    cases_of,
    charge,
    cite,
    claims_in,
    conduct,
    deny,
    documents_in,
    high,
    is_together,
    only_case,
    organ,
    persons,
    say,
    state,
)
from hypothesis import given
from hypothesis import strategies as st

from callout.casebook.ask import main_case_of
from callout.cases.assemble import assemble
from callout.record.acts import Act, ActClass, ConductKind, Mode
from callout.record.case import Case
from callout.record.claim import Claim
from callout.record.dates import Precision, When
from callout.record.reading import Reading

HOPPER = conduct(summary="providers broken into", operation="Cloud Hopper", kinds=(ConductKind.ESPIONAGE,))
EXCHANGE = conduct(
    summary="mail servers exploited", vulnerabilities=("CVE-2021-26855",), products=("Microsoft Exchange",)
)
PARLIAMENT = conduct(summary="mail of a parliament read", groups=("APT28",), targets=("NO",))
EARLIER = conduct(summary="earlier attacks")

WORDS = "We hold that China stood behind the exploitation of these servers, and we call on it to stop."

BRIEF = a_reading(
    say("Norway accuses China over its servers.", NORWAY, of=[state("CN")], about=EXCHANGE, on="2021-07-19"),
    say(WORDS, NORWAY, of=[state("CN")], about=EXCHANGE, mode=Mode.QUOTED, partners=(ESTONIA,)),
    charge("Four Chinese men are charged over Cloud Hopper.", of=[persons("four men", "CN")], about=HOPPER),
    cite("Norway had accused Russia before.", NORWAY, about=EARLIER),
    title="Norway and others accuse China",
)
WIRE = a_reading(
    say(WORDS, NORWAY, of=[state("CN")], about=EXCHANGE, mode=Mode.QUOTED, on="2021-07-19"),
    deny("China denied it.", CHINA, about=EXCHANGE, ground="no evidence"),
    say("The flaw was patched.", NIMBUS, act=Act.PATCH, of=(), about=EXCHANGE),
    published="2021-07-21",
    title="Wire report",
)
INDICTMENT = a_reading(
    charge("Charged over Cloud Hopper.", of=[persons("four hackers", "CN")], about=HOPPER, on="2021-07-19"),
    say("The ministry directed it.", JUSTICE, of=[organ("MSS", "CN")], about=HOPPER, confidence=high()),
    published=None,
)
YEARBOOK = a_reading(
    say("Russia read the mail of Norway's parliament.", BRITAIN, about=PARLIAMENT, on="2020-10"),
    say("The service did it.", AMERICA, of=[organ("GRU")], about=PARLIAMENT, on="2020-10-14"),
    deny(about=PARLIAMENT),
    cite("Cloud Hopper had been ascribed to China.", BRITAIN, of=[state("CN")], about=HOPPER, on="2018-12-20"),
    published="2020-12-31",
    title="The year in attacks",
)
ALL = (BRIEF, WIRE, INDICTMENT, YEARBOOK)


def as_json(cases: list[Case]) -> list[str]:
    return [case.model_dump_json() for case in cases]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return cases_of(*ALL)


# Order


@given(st.permutations(ALL), st.integers(0, len(ALL)))
def test_any_order_of_any_documents_gives_the_same_cases(order: list[Reading], count: int) -> None:
    some = order[:count]
    in_one_order = sorted(some, key=lambda r: r.document.id)
    assert as_json(cases_of(*some)) == as_json(cases_of(*in_one_order))


@given(st.permutations([claim for reading in ALL for claim in reading.claims]), st.permutations(ALL))
def test_any_order_of_claims_and_conducts_gives_the_same_cases(claims: list[Claim], order: list[Reading]) -> None:
    documents = {r.document.id: r.document for r in order}
    conducts = {r.document.id: r.conducts[::-1] for r in reversed(order)}
    assert as_json(assemble(documents, claims, conducts)) == as_json(cases_of(*ALL))


@given(st.lists(readings(), min_size=1, max_size=4, unique_by=lambda r: r.document.id))
def test_whatever_was_read_every_claim_is_in_one_case_and_the_order_is_nothing(read: list[Reading]) -> None:
    found = cases_of(*read)
    assert as_json(cases_of(*reversed(read))) == as_json(found)
    assert Counter(c for case in found for c in claims_in(case)) == Counter(c.id for r in read for c in r.claims)
    assert all(m.reasons for case in found for m in case.merged_on)


# Ids


def test_built_again_the_cases_have_the_same_ids(cases: list[Case]) -> None:
    assert [case.id for case in cases_of(*ALL)] == [case.id for case in cases]


def test_every_case_has_an_id_of_its_own(cases: list[Case]) -> None:
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.id.startswith("cas_") for case in cases)


def test_a_named_case_keeps_its_id_when_another_report_of_it_comes() -> None:
    alone = only_case(WIRE)
    assert [case.id for case in cases_of(WIRE, BRIEF) if WIRE.document.id in documents_in(case)] == [alone.id]


def test_a_case_without_a_name_keeps_its_id_when_something_else_comes() -> None:
    alone = only_case(a_reading(say("Russia read the mail.", BRITAIN, about=PARLIAMENT)))
    more = cases_of(a_reading(say("Russia read the mail.", BRITAIN, about=PARLIAMENT)), WIRE, INDICTMENT)
    assert alone.id in {case.id for case in more}


def test_the_same_name_ascribed_to_two_states_years_apart_is_two_cases_with_two_ids() -> None:
    first = a_reading(say("China did it.", of=[state("CN")], about=HOPPER), published="2018-12-20")
    later = a_reading(say("Russia did it.", of=[state("RU")], about=HOPPER), published="2021-07-20")
    assert len({case.id for case in cases_of(first, later)}) == 2


# Claims and documents


def test_every_claim_is_in_exactly_one_case(cases: list[Case]) -> None:
    placed = Counter(claim for case in cases for claim in claims_in(case))
    assert placed == Counter(claim.id for r in ALL for claim in r.claims)


def test_every_position_answer_and_line_of_a_case_is_made_of_its_claims(cases: list[Case]) -> None:
    for case in cases:
        inside = set(claims_in(case))
        assert {claim for p in (*case.positions, *case.measures) for claim in p.claims} <= inside
        assert {a.claim for a in case.answers} | {c for a in case.answers for c in a.answers} <= inside
        assert {line.claim for line in case.timeline if line.claim} <= inside


def test_every_claim_stands_in_a_position_an_answer_or_a_measure(cases: list[Case]) -> None:
    for case in cases:
        shown = {claim for p in (*case.positions, *case.measures) for claim in p.claims}
        assert shown | {a.claim for a in case.answers} == set(claims_in(case))


def test_a_measure_is_no_position_and_a_position_no_measure(cases: list[Case]) -> None:
    assert all(p.act_class in (ActClass.ATTRIBUTION, ActClass.STANCE) for case in cases for p in case.positions)
    assert all(p.act_class is ActClass.MEASURE for case in cases for p in case.measures)


def test_a_report_counts_the_claims_that_its_document_brings(cases: list[Case]) -> None:
    document_of = {claim.id: r.document.id for r in ALL for claim in r.claims}
    for case in cases:
        brought = Counter(document_of[claim] for claim in claims_in(case))
        assert {report.document: report.claims for report in case.reports} == brought


def test_reports_stand_in_order_of_publication_and_those_without_a_date_last(cases: list[Case]) -> None:
    (hopper,) = [case for case in cases if case.operation == "Cloud Hopper"]
    dates = [report.published.date if report.published else None for report in hopper.reports]
    assert dates == ["2020-12-31", "2021-07-20", None]


def test_claims_of_a_document_that_is_not_known_are_left_out() -> None:
    claims = [*BRIEF.claims, *WIRE.claims]
    found = assemble({WIRE.document.id: WIRE.document}, claims, {})
    assert {claim for case in found for claim in claims_in(case)} == {claim.id for claim in WIRE.claims}


def test_no_claims_make_no_cases() -> None:
    assert cases_of() == []


def test_the_case_with_the_most_claims_stands_first(cases: list[Case]) -> None:
    sizes = [len(case.merged_on) for case in cases]
    assert sizes == sorted(sizes, reverse=True)


# What a case says of itself


def test_every_claim_says_in_words_why_it_is_in_the_case(cases: list[Case]) -> None:
    for case in cases:
        for membership in case.merged_on:
            assert membership.reasons
            assert all(len(reason.split()) >= 2 for reason in membership.reasons)


def test_a_claim_of_a_case_with_two_documents_names_what_they_share(cases: list[Case]) -> None:
    (exchange,) = [case for case in cases if "CVE-2021-26855" in case.vulnerabilities]
    assert documents_in(exchange) == {BRIEF.document.id, WIRE.document.id}
    assert all(any("CVE-2021-26855" in reason for reason in m.reasons) for m in exchange.merged_on)


def test_a_claim_alone_says_that_it_is_alone(cases: list[Case]) -> None:
    alone = only_case(a_reading(say("Norway accuses Russia.")))
    assert [m.reasons for m in alone.merged_on] == [("no other report of it so far",)]


def test_what_one_document_says_of_one_conduct_stays_together(cases: list[Case]) -> None:
    assert is_together(cases, BRIEF.model_copy(update={"claims": BRIEF.claims[:2]}))
    assert is_together(cases, YEARBOOK.model_copy(update={"claims": YEARBOOK.claims[:3]}))


def test_what_one_document_says_of_different_conducts_is_kept_apart(cases: list[Case]) -> None:
    homes = {claim: case.id for case in cases for claim in claims_in(case)}
    assert len({homes[claim.id] for claim in (BRIEF.claims[0], BRIEF.claims[2], BRIEF.claims[3])}) == 3


def test_a_case_is_called_by_its_campaign_else_by_its_vulnerability(cases: list[Case]) -> None:
    titles = [case.title for case in cases]
    assert "Cloud Hopper" in titles
    assert "CVE-2021-26855" in titles


def test_a_case_without_a_name_is_called_as_the_earliest_document_is() -> None:
    early = a_reading(say("Russia, London says.", BRITAIN, about=PARLIAMENT), title="London speaks")
    late = a_reading(
        say("Russia, Paris hears.", AMERICA, about=PARLIAMENT), title="Washington follows", published="2021-07-22"
    )
    assert only_case(late, early).title == "London speaks"


def test_whoever_answers_is_not_among_the_accused_for_that() -> None:
    threat = deny("China says that America hacks.", CHINA, act=Act.COUNTER_ACCUSE, of=[state("US")], about=EXCHANGE)
    case = only_case(a_reading(say("Norway accuses China.", of=[state("CN")], about=EXCHANGE), threat))
    assert case.accused == ("CN",)


def test_partners_are_among_the_claimants(cases: list[Case]) -> None:
    (exchange,) = [case for case in cases if "CVE-2021-26855" in case.vulnerabilities]
    assert {"Norway", "Estonia"} <= {party.name for party in exchange.claimants}


def test_a_flaw_that_nobody_is_accused_over_is_a_case_without_claims() -> None:
    disclosed = a_reading(more=[EXCHANGE], published="2021-03-02", title="A flaw is disclosed")
    case = only_case(disclosed)
    assert (case.accused, case.positions, case.merged_on) == ((), (), ())
    assert documents_in(case) == {disclosed.document.id}


def test_a_flaw_disclosed_months_before_is_part_of_the_case_of_its_attribution() -> None:
    disclosed = a_reading(more=[EXCHANGE], published="2021-03-02", title="A flaw is disclosed")
    case = only_case(disclosed, WIRE)
    assert documents_in(case) == {disclosed.document.id, WIRE.document.id}
    assert set(claims_in(case)) == {claim.id for claim in WIRE.claims}


# Links


def test_the_cases_of_one_document_are_linked_both_ways(cases: list[Case]) -> None:
    beside = [case for case in cases if BRIEF.document.id in documents_in(case)]
    told_now = [case for case in beside if not set(claims_in(case)) & {BRIEF.claims[3].id}]
    assert len(told_now) == 2
    one, other = told_now
    assert other.id in {link.case for link in one.links}
    assert one.id in {link.case for link in other.links}


def test_cases_that_one_document_tells_of_different_accusers_say_so() -> None:
    told = a_reading(
        say("Norway accuses China.", NORWAY, of=[state("CN")], about=EXCHANGE),
        say("Britain accuses Russia.", BRITAIN, about=PARLIAMENT),
    )
    first, second = cases_of(told)
    assert [link.reason for link in first.links] == ["told in the same document"]
    assert [link.reason for link in second.links] == ["told in the same document"]


def test_cases_that_one_state_announces_on_one_day_are_linked_and_stay_two() -> None:
    one = a_reading(charge("Charged over Cloud Hopper.", of=[state("CN")], about=HOPPER, on="2021-07-19"))
    other = a_reading(say("America accuses China.", AMERICA, of=[state("CN")], about=EXCHANGE, on="2021-07-19"))
    first, second = cases_of(one, other)
    assert [link.case for link in first.links] == [second.id]
    assert [link.case for link in second.links] == [first.id]
    assert "2021-07-19" in first.links[0].reason


def test_the_words_on_the_same_day_link_the_cases_of_a_document() -> None:
    same_day = When(date="2021-07-19", precision=Precision.DAY, phrase="the same day")
    told = a_reading(
        say("Norway accuses China.", NORWAY, of=[state("CN")], about=EXCHANGE, on="2021-07-19"),
        charge("America charged four over Cloud Hopper.", of=[state("CN")], about=HOPPER, said_on=same_day),
    )
    first, second = cases_of(told)
    assert "the same day" in first.links[0].reason
    assert "the same day" in second.links[0].reason


def test_every_link_leads_to_another_case_by_its_title(cases: list[Case]) -> None:
    titles = {case.id: case.title for case in cases}
    for case in cases:
        assert all(link.case != case.id and link.title == titles[link.case] for link in case.links)
        assert len({link.case for link in case.links}) == len(case.links)


def test_cases_that_share_nothing_are_not_linked() -> None:
    one = a_reading(say("Norway accuses China.", NORWAY, of=[state("CN")], about=EXCHANGE, on="2021-07-19"))
    other = a_reading(say("Britain accuses Russia.", BRITAIN, about=PARLIAMENT, on="2021-07-19"))
    assert [case.links for case in cases_of(one, other)] == [(), ()]


def test_what_is_only_cited_from_the_past_was_not_announced_with_anything() -> None:
    told = a_reading(
        say("Norway accuses China.", NORWAY, of=[state("CN")], about=EXCHANGE, on="2021-07-19"),
        cite("Norway had accused Russia before.", NORWAY, about=EARLIER),
    )
    assert [case.links for case in cases_of(told)] == [(), ()]


# The main case of a document


def test_the_main_case_of_a_document_is_the_one_with_most_of_its_claims(cases: list[Case]) -> None:
    (exchange,) = [case for case in cases if "CVE-2021-26855" in case.vulnerabilities]
    (hopper,) = [case for case in cases if case.operation == "Cloud Hopper"]
    main = main_case_of(cases)
    assert main[BRIEF.document.id] == main[WIRE.document.id] == exchange.id
    assert main[INDICTMENT.document.id] == hopper.id
    assert main[YEARBOOK.document.id] not in {exchange.id, hopper.id}


def test_every_document_with_a_claim_has_a_main_case(cases: list[Case]) -> None:
    assert set(main_case_of(cases)) == {r.document.id for r in ALL}


def test_between_equal_cases_the_earlier_by_title_is_the_main_one() -> None:
    told = a_reading(
        say("Norway accuses China.", of=[state("CN")], about=HOPPER),
        say("Norway accuses Russia.", about=conduct(operation="Bundestag hack")),
    )
    cases = cases_of(told)
    (first,) = [case for case in cases if case.title == "Bundestag hack"]
    assert main_case_of(cases) == main_case_of(reversed(cases)) == {told.document.id: first.id}


def test_a_document_that_only_discloses_has_a_main_case_too() -> None:
    disclosed = a_reading(more=[EXCHANGE])
    assert main_case_of(cases_of(disclosed)) == {disclosed.document.id: only_case(disclosed).id}


def test_no_cases_are_nobodys_main_case() -> None:
    assert main_case_of([]) == {}
