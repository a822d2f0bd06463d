"""Two strands are one conduct on grounds that a reader would accept, and never because of an accused or a day alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cases_drawn import past_strands, strands
from cases_samples import (
    AMERICA,
    BRITAIN,
    ESTONIA,
    NORWAY,
    SECURITY_SERVICE,
    a_reading,
    cases_of,
    charge,
    cite,
    conduct,
    grounds,
    is_together,
    persons,
    reasons,
    say,
    state,
    strand,
)
from hypothesis import given

from callout.cases.likeness import NEAR_DAYS, announced_apart
from callout.cases.strands import telling_malware
from callout.cases.traits import Traits
from callout.cases.words import Words
from callout.record.acts import Act, ConductKind, Mode
from callout.record.dates import Precision, When

ESPIONAGE = ConductKind.ESPIONAGE
DISRUPTION = ConductKind.DISRUPTION


def about(name: str, *, by: Any = NORWAY, of: Any = None, day: str | None = "2021-07-20", **fields: Any) -> Traits:
    """A strand of one attribution whose conduct has the given fields."""
    return strand(say(f"{name} words.", by, of=of, about=conduct(**fields)), published=day)


def flaws(count: int, first: int = 1000) -> tuple[str, ...]:
    return tuple(f"CVE-2021-{number}" for number in range(first, first + count))


# A name that both use


def test_the_same_campaign_unites_whoever_speaks_and_whenever() -> None:
    first = about("a", by=NORWAY, operation="Cloud Hopper", day="2018-12-20")
    later = about("b", by=ESTONIA, operation="Cloud Hopper", day="2021-07-20")
    assert any("Cloud Hopper" in reason for reason in reasons(first, later))


def test_the_same_campaign_unites_a_report_that_accuses_nobody() -> None:
    patched = strand(say("Patched.", act=Act.PATCH, of=(), about=conduct(operation="Cloud Hopper")))
    assert reasons(patched, about("b", operation="Cloud Hopper"))


def test_the_same_vulnerability_unites_and_is_the_reason() -> None:
    first = about("a", vulnerabilities=("CVE-2021-26855", "CVE-2021-27065"))
    second = about("b", by=ESTONIA, vulnerabilities=("CVE-2021-26855",))
    assert any("CVE-2021-26855" in reason for reason in reasons(first, second))


def test_different_vulnerabilities_do_not_unite() -> None:
    assert not reasons(about("a", vulnerabilities=("CVE-2021-1",)), about("b", vulnerabilities=("CVE-2021-2",)))


@pytest.mark.parametrize("length", [6, 12, 50])
def test_a_long_list_of_vulnerabilities_is_advice_and_unites_with_nothing(length: int) -> None:
    advice = about("advice", vulnerabilities=flaws(length))
    assert not reasons(advice, about("attack", vulnerabilities=flaws(1)))
    assert not reasons(advice, about("other advice", vulnerabilities=flaws(length)))


@pytest.mark.parametrize("length", [1, 4, 5])
def test_a_short_list_of_vulnerabilities_is_one_conduct(length: int) -> None:
    assert reasons(about("a", vulnerabilities=flaws(length)), about("b", vulnerabilities=flaws(1)))


def test_malware_that_names_a_conduct_unites() -> None:
    assert "NotPetya" in telling_malware()
    first = about("a", by=BRITAIN, malware=("NotPetya",), day="2018-02-15")
    second = about("b", by=AMERICA, malware=("NotPetya",), day="2018-03-15")
    assert any("NotPetya" in reason for reason in reasons(first, second))


def test_a_tool_that_many_use_unites_nothing() -> None:
    assert "Cobalt Strike" not in telling_malware()
    assert not reasons(about("a", malware=("Cobalt Strike",)), about("b", malware=("Cobalt Strike",)))


def test_the_same_campaign_ascribed_to_different_states_years_apart_does_not_unite() -> None:
    first = about("a", operation="Marriott breach", of=[state("CN")], day="2018-12-12")
    later = about("b", operation="Marriott breach", of=[state("RU")], day="2021-07-20")
    assert not reasons(first, later)


def test_the_same_campaign_ascribed_to_different_states_in_one_week_is_one_case_that_disagrees() -> None:
    first = about("a", operation="Olympics hack", of=[state("KP")], day="2018-02-12")
    later = about("b", operation="Olympics hack", of=[state("RU")], day="2018-02-15")
    assert reasons(first, later)


def test_the_same_campaign_ascribed_to_different_states_within_a_year_is_one_case_where_both_are_about_it() -> None:
    told = Words.of(
        "The malware tripped the safety controllers of a petrochemical plant, and engineers found its code."
    ).to_json()
    first = replace(about("a", operation="Triton", of=[state("IR")], day="2018-03-16"), told=told)
    later = replace(about("b", malware=("Triton",), of=[state("RU")], day="2018-10-23"), told=told)
    assert any("Triton" in reason for reason in reasons(first, later))
    in_passing = replace(
        later, told=Words.of("Thieves emptied the wallets of a cryptocurrency exchange in Seoul.").to_json()
    )
    assert not reasons(first, in_passing)


# Never on one shared fact


def test_the_same_accused_alone_does_not_unite() -> None:
    assert not reasons(about("a", day="2021-07-20"), about("b", by=ESTONIA, day="2021-03-01"))


def test_the_same_accused_on_the_same_day_does_not_unite() -> None:
    assert not reasons(about("a", by=NORWAY), about("b", by=ESTONIA))


def test_the_same_claimant_and_accused_on_the_same_day_do_not_unite() -> None:
    assert not reasons(about("a", operation="Cloud Hopper"), about("b", vulnerabilities=("CVE-2021-1",)))
    assert not reasons(about("a", groups=("APT31",)), about("b", groups=("APT40",)))


def test_the_same_day_alone_does_not_unite() -> None:
    assert not reasons(about("a", of=[state("RU")]), about("b", by=ESTONIA, of=[state("CN")]))


def test_the_same_victim_on_the_same_day_with_different_accused_does_not_unite() -> None:
    assert not reasons(
        about("a", of=[state("RU")], targets=("US",)), about("b", by=ESTONIA, of=[state("CN")], targets=("US",))
    )


def test_two_strands_of_which_nothing_is_known_do_not_unite() -> None:
    empty = [strand(say(f"{name}.", None, of=(), about=None), published=None) for name in ("a", "b")]
    assert not reasons(*empty)


NAMES: list[dict[str, Any]] = [
    {"vulnerabilities": ("CVE-2021-26855",)},
    {"malware": ("NotPetya",)},
    {"products": ("Microsoft Exchange",), "kinds": (ESPIONAGE,)},
    {"groups": ("APT31",), "targets": ("NO",)},
    {"groups": ("APT31",), "targets": ("World Anti-Doping Agency",)},
    {"targets": ("US",)},
]


@pytest.mark.parametrize("shared", NAMES)
def test_different_campaigns_do_not_unite_whatever_else_they_share(shared: dict[str, Any]) -> None:
    assert not reasons(about("a", operation="Cloud Hopper", **shared), about("b", operation="Night Dragon", **shared))


def test_different_campaigns_do_not_unite_by_charges_of_one_day() -> None:
    first = strand(charge("Four charged.", about=conduct(operation="Cloud Hopper"), on="2021-07-19"))
    second = strand(charge("Two more.", about=conduct(operation="Night Dragon"), on="2021-07-19"))
    assert not reasons(first, second)


# A product, a group, a victim


def exchange(name: str, **changed: Any) -> Traits:
    return about(name, **({"products": ("Microsoft Exchange",), "kinds": (ESPIONAGE,)} | changed))


def test_a_product_unites_with_the_same_accused_a_near_date_and_a_shared_kind() -> None:
    found = reasons(exchange("a"), exchange("b", by=ESTONIA, day="2021-06-20", kinds=(DISRUPTION, ESPIONAGE)))
    assert any("Microsoft Exchange" in reason for reason in found)


def test_a_product_with_another_accused_does_not_unite() -> None:
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, of=[state("CN")]))


def test_a_product_with_nobody_accused_does_not_unite() -> None:
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, of=()))


def test_a_product_in_another_year_does_not_unite() -> None:
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, day="2023-07-20"))


def test_a_product_without_a_date_does_not_unite() -> None:
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, day=None))


def test_a_product_attacked_in_another_way_does_not_unite() -> None:
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, kinds=(DISRUPTION,)))
    assert not reasons(exchange("a"), exchange("b", by=ESTONIA, kinds=()))


def test_the_last_near_day_unites_and_the_next_does_not() -> None:
    assert NEAR_DAYS == 120
    assert reasons(exchange("a", day="2021-01-01"), exchange("b", by=ESTONIA, day="2021-05-01"))
    assert not reasons(exchange("a", day="2021-01-01"), exchange("b", by=ESTONIA, day="2021-05-02"))


def test_a_group_alone_does_not_unite() -> None:
    assert not reasons(about("a", groups=("APT28",)), about("b", by=ESTONIA, groups=("APT28",)))


def test_a_group_and_its_victim_unite_near_in_time_only() -> None:
    first = about("a", groups=("APT28",), targets=("DE",), day="2021-07-20")
    assert reasons(first, about("b", by=ESTONIA, groups=("APT28",), targets=("DE",), day="2021-06-01"))
    assert not reasons(first, about("c", by=ESTONIA, groups=("APT28",), targets=("DE",), day="2019-06-01"))


def test_a_victim_unites_within_a_week_only() -> None:
    first = about("a", by=BRITAIN, targets=("GE",), day="2020-02-20")
    assert any("GE" in r for r in reasons(first, about("b", by=AMERICA, targets=("GE",), day="2020-02-21")))
    assert not reasons(first, about("c", by=AMERICA, targets=("GE",), day="2020-03-20"))


def test_the_victim_of_one_that_accuses_in_the_other_unites() -> None:
    assert reasons(about("a", by=BRITAIN, targets=("EE",)), about("b", by=ESTONIA))


def test_a_victim_unites_what_is_told_when_the_other_says_that_it_was_struck() -> None:
    at_once = about("a", by=BRITAIN, targets=("Michał Dworczyk",), day="2021-06-22")
    later = about(
        "b",
        of=[state("BY")],
        targets=("Michał Dworczyk",),
        day="2021-11-16",
        disclosed=When(date="2021-06", precision=Precision.MONTH, phrase="since June"),
    )
    assert any("Michał Dworczyk" in reason for reason in reasons(at_once, later))
    another_time = about("c", by=BRITAIN, targets=("Michał Dworczyk",), day="2021-02-22")
    assert not reasons(another_time, later)


def test_a_kind_of_victim_in_one_state_unites_what_struck_it_at_one_time_whenever_it_is_told() -> None:
    in_2020 = When(date="2020", precision=Precision.YEAR, phrase="in 2020")
    in_autumn = When(date="2020-10", precision=Precision.MONTH, phrase="in October 2020")
    on_a_day = When(date="2022-08-09", precision=Precision.DAY, phrase="on 9 August 2022")
    parliament: dict[str, Any] = {"by": ESTONIA, "targets": ("parliament",), "groups": ("APT31",)}
    first = about("a", **parliament, period=in_2020, day="2021-03-18")
    later = about("b", **parliament, period=in_autumn, day="2024-03-26")
    assert any("parliament" in reason for reason in reasons(first, later))
    assert not reasons(first, about("c", **parliament, period=on_a_day, day="2024-03-26"))
    assert not reasons(first, about("d", **parliament | {"by": BRITAIN}, period=in_2020, day="2024-03-26"))
    assert not reasons(first, about("e", **parliament | {"groups": ("APT28",)}, period=in_2020, day="2024-03-26"))
    assert not reasons(first, about("f", **parliament, of=[state("CN")], period=in_2020, day="2024-03-26"))


def test_a_victim_does_not_unite_the_work_of_different_groups() -> None:
    first = about("a", by=BRITAIN, targets=("GE",), groups=("APT28",))
    assert not reasons(first, about("b", by=AMERICA, targets=("GE",), groups=("APT29",)))


def test_a_victim_does_not_unite_what_has_a_name_of_its_own() -> None:
    first = about("a", by=BRITAIN, targets=("UA",), operation="Viasat attack")
    assert not reasons(first, about("b", by=AMERICA, targets=("UA",)))


def test_a_long_sentence_that_both_carry_unites() -> None:
    words = "We hold that Russia stood behind the attack on the mail of our parliament and of our ministries."
    both = [strand(say(words, mode=Mode.QUOTED), say(f"The {paper} wrote.", of=())) for paper in ("Post", "Times")]
    assert reasons(*both)


def test_a_short_phrase_that_both_carry_does_not_unite() -> None:
    both = [strand(say("Russia did it.", mode=Mode.QUOTED), say(f"The {p} wrote.", of=())) for p in ("Post", "Times")]
    assert not reasons(*both)


# Measures


@pytest.mark.parametrize("act", [Act.CHARGE, Act.SANCTION, Act.ARREST, Act.EXPEL, Act.DISRUPT])
def test_the_same_measure_on_one_day_unites(act: Act) -> None:
    first = strand(say("In one paper.", AMERICA, act=act, on="2021-07-19"))
    second = strand(say("In another paper.", AMERICA, act=act, on="2021-07-19"), published="2021-07-25")
    assert any("US" in reason and "RU" in reason for reason in reasons(first, second))


def test_charges_reported_a_day_later_without_a_day_of_their_own_unite() -> None:
    assert reasons(strand(charge("Four charged.", on="2021-07-19")), strand(charge("Charges."), published="2021-07-20"))


def test_charges_of_another_month_do_not_unite() -> None:
    first = strand(charge("Four charged.", on="2021-07-19"))
    assert not reasons(first, strand(charge("Charged.", on="2021-09-19"), published="2021-09-20"))


def test_different_measures_of_one_day_do_not_unite() -> None:
    assert not reasons(strand(charge("Charged.")), strand(say("Sanctioned.", AMERICA, act=Act.SANCTION)))


def test_charges_by_different_states_on_one_day_do_not_unite() -> None:
    assert not reasons(strand(charge("Charged.", AMERICA)), strand(charge("Charged there.", BRITAIN)))


def test_charges_against_nationals_of_different_states_on_one_day_do_not_unite() -> None:
    assert not reasons(strand(charge("Charged.")), strand(charge("Charged too.", of=[state("CN")])))


def test_charges_against_different_numbers_of_persons_on_one_day_do_not_unite() -> None:
    six = strand(charge("Six charged.", of=[persons("six officers of the GRU")]))
    assert not reasons(six, strand(charge("Two charged.", of=[persons("two programmers")])))


def test_the_same_number_of_accused_unites_where_one_date_is_not_known() -> None:
    dated = strand(charge("In one paper.", of=[persons("four Russian officers")], on="2022-03-24"))
    undated = strand(charge("In another.", of=[persons("four officers of Russia")]), published=None)
    assert any("4 of them" in reason for reason in reasons(dated, undated))


def test_another_number_of_accused_does_not_unite_where_one_date_is_not_known() -> None:
    dated = strand(charge("In one paper.", of=[persons("four Russian officers")], on="2022-03-24"))
    assert not reasons(dated, strand(charge("In another.", of=[persons("six officers")]), published=None))


def test_charges_without_a_number_do_not_unite_where_one_date_is_not_known() -> None:
    dated = strand(charge("In one paper.", of=[persons("Russian officers")], on="2022-03-24"))
    assert not reasons(dated, strand(charge("In another.", of=[persons("Russian officers")]), published=None))


def test_the_same_number_of_accused_does_not_unite_where_both_dates_are_known_and_differ() -> None:
    dated = strand(charge("In one paper.", of=[persons("four Russian officers")], on="2022-03-24"))
    later = strand(
        charge("In another.", of=[persons("four Russian officers")], on="2023-03-24"), published="2023-03-24"
    )
    assert not reasons(dated, later)


# An institution of a state


@pytest.mark.parametrize("one", ["parliament", "parliament of Norway", "Storting"])
@pytest.mark.parametrize("other", ["parliament", "parliament of Norway", "Stortinget"])
def test_an_institution_is_one_victim_under_all_its_names(one: str, other: str) -> None:
    told = about("a", targets=(one,)), about("b", of=[state("CN")], targets=(other,), day="2021-07-30")
    assert any("Parliament of Norway" in reason for reason in reasons(*told))


def test_the_institutions_of_two_states_are_two() -> None:
    told = about("a", targets=("parliament",)), about("b", by=ESTONIA, of=[state("CN")], targets=("parliament",))
    assert not reasons(*told)


# What is announced together


def test_what_is_announced_together_and_took_place_at_other_times_is_apart() -> None:
    mail = about("Norway blamed Russia for mail read by night", period=When.parse("2021-05"))
    power = about("Norway blamed Russia for power cut by night", period=When.parse("2021-03"))
    assert announced_apart(mail, power)
    assert not announced_apart(mail, about("Norway blamed Russia again", period=When.parse("2021")))
    assert not announced_apart(mail, about("Norway blamed Russia", period=When.parse("2021-03"), day="2021-08-20"))


def test_what_is_announced_together_and_is_of_another_kind_is_apart() -> None:
    spying = about("Norway blamed Russia for mail", kinds=(ESPIONAGE,))
    assert announced_apart(spying, about("Norway blamed Russia for power", kinds=(DISRUPTION,)))
    assert not announced_apart(spying, about("Norway blamed Russia for letters", kinds=(ESPIONAGE,)))


# The past


@pytest.mark.parametrize("shared", [{"targets": ("US",)}, {"groups": ("APT28",), "targets": ("DE",)}])
def test_a_past_claim_stays_out_of_what_is_said_now(shared: dict[str, Any]) -> None:
    now = about("now", by=AMERICA, **shared)
    assert not reasons(now, strand(cite("As it had said before.", AMERICA, about=conduct(**shared))))
    assert not reasons(now, strand(cite("Before.", AMERICA, about=conduct(**shared)), published="2021-07-21"))


def test_past_charges_stay_out_of_charges_of_the_day() -> None:
    assert not reasons(strand(charge("Charged.")), strand(cite("Charged before.", AMERICA, act=Act.CHARGE)))


@pytest.mark.parametrize("shared", [{"operation": "Cloud Hopper"}, {"vulnerabilities": ("CVE-2021-26855",)}])
def test_a_past_claim_that_names_the_conduct_is_part_of_it(shared: dict[str, Any]) -> None:
    now = about("now", by=AMERICA, **shared)
    assert reasons(now, strand(cite("As it had said.", AMERICA, about=conduct(**shared)), published="2022-01-01"))


def test_a_past_claim_is_part_of_the_case_that_it_cites() -> None:
    then = strand(say("Norway accuses Russia.", SECURITY_SERVICE, on="2020-10-13"), published="2020-10-14")
    cited = strand(cite("In October 2020 Norway had accused Russia.", NORWAY, on="2020-10"), published="2022-01-01")
    assert any("2020-10" in reason for reason in reasons(then, cited))


@pytest.mark.parametrize(
    "other",
    [
        strand(say("In another month.", NORWAY, on="2020-12-08"), published="2020-12-08"),
        strand(say("Of another state.", NORWAY, of=[state("CN")], on="2020-10-13"), published="2020-10-14"),
        strand(say("By another state.", ESTONIA, on="2020-10-13"), published="2020-10-14"),
        strand(say("Only with concern.", NORWAY, act=Act.CONCERN, on="2020-10-13"), published="2020-10-14"),
        strand(say("Without a day.", NORWAY), published=None),
    ],
    ids=["another month", "of another state", "by another state", "only with concern", "without a day"],
)
def test_a_past_claim_is_no_part_of_another_case(other: Traits) -> None:
    cited = strand(cite("In October 2020 Norway had accused Russia.", NORWAY, on="2020-10"), published="2022-01-01")
    assert not reasons(other, cited)


# Both ways round, and in the cases


@given(strands(), strands())
def test_likeness_is_the_same_from_both_sides(a: Traits, b: Traits) -> None:
    assert grounds(a, b) == grounds(b, a)


@given(strands(), past_strands())
def test_likeness_with_the_past_is_the_same_from_both_sides(a: Traits, b: Traits) -> None:
    assert grounds(a, b) == grounds(b, a)


@given(strands())
def test_reasons_are_sentences_and_none_is_given_twice(a: Traits) -> None:
    found = reasons(a, a)
    assert len(set(found)) == len(found)
    assert all(len(reason.split()) >= 2 for reason in found)


@pytest.mark.parametrize("shared", [{"operation": "Cloud Hopper"}, *NAMES])
def test_what_is_alike_is_one_case(shared: dict[str, Any]) -> None:
    first = a_reading(say("Norway says so.", NORWAY, about=conduct(**shared)))
    second = a_reading(say("Estonia says so.", ESTONIA, about=conduct(**shared)))
    assert len(cases_of(first, second)) == 1
    assert is_together(cases_of(first, second), first, second)


def test_what_is_not_alike_stays_two_cases() -> None:
    first = a_reading(say("Norway accuses Russia.", NORWAY, about=conduct(groups=("APT28",))))
    second = a_reading(say("Estonia accuses Russia.", ESTONIA, about=conduct(groups=("APT29",))))
    assert len(cases_of(first, second)) == 2
