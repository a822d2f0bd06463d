"""What a claimant takes back is told as taken back, and nothing else is."""

from __future__ import annotations

import pytest
from reading_samples import by, claims, read

from callout.record.acts import Act, ActClass, Standing
from callout.record.claim import Claim

HACK = "the cyberattack on the national library"


def taken_back(text: str) -> list[Claim]:
    return [c for c in claims(text) if c.standing is Standing.WITHDRAWN]


def made(text: str) -> list[Claim]:
    return [c for c in claims(text, Act.ATTRIBUTE) if c.standing is not Standing.WITHDRAWN and c.claimant]


def states(claim: Claim) -> set[str]:
    return {a.state for a in claim.accused if a.state}


@pytest.mark.parametrize(
    "text",
    [
        f"Estonia on Monday withdrew its accusation that Russia was behind {HACK}.",
        f"Estonia retracted its attribution of {HACK} to Russia.",
        f"Estonia has taken back its claim that Russia carried out {HACK}.",
        f"Estonia took back the allegation that Russian hackers were responsible for {HACK}.",
        f"Estonia's interior ministry rescinded its assessment that Russia was responsible for {HACK}.",
        f"Estonia walked back its claim that Russia had carried out {HACK}.",
        f"Estonia backed away from its accusation that Russia was behind {HACK}.",
        f"Estonia backtracked on its claim that Russia was behind {HACK}.",
        f"Estonia dropped its accusation against Russia over {HACK}.",
        f"Estonia corrected its statement that Russia was behind {HACK}.",
        f"Estonia no longer says that Russia was behind {HACK}.",
        f"Estonia no longer holds Russia responsible for {HACK}.",
        f"Estonia no longer blames Russia for {HACK}.",
        f"Estonia does not accuse Russia of {HACK} any more.",
        f"Estonia can no longer uphold its claim that Russia was behind {HACK}, the government said.",
        f"Estonia said it had been wrong to blame Russia for {HACK}.",
        f"Estonia admitted that it was wrong to accuse Russia of {HACK}.",
        f"Estonia's government said on Monday that it had been mistaken in attributing {HACK} to Russia.",
        f"Estonia apologised for blaming Russia for {HACK}.",
        f"Estonia said that it erred when it blamed Russia for {HACK}.",
        f"Estonia said that its attribution of {HACK} to Russia had been a mistake.",
        f"The accusation that Russia was behind {HACK} was withdrawn by Estonia on Monday.",
        f"Estonia was forced to withdraw its claim that Russia was behind {HACK}.",
        f"Estonia retreated from its claim that Russia was behind {HACK}.",
        f"Estonia has withdrawn its Russia accusation over {HACK}.",
        f"Estonia said on Monday that it had wrongly blamed Russia for {HACK}.",
        f"Estonia's government said that it had mistakenly attributed {HACK} to Russia.",
        f"Estonia issued a correction of its report that Russia was behind {HACK}.",
        f"Estonia cleared Russia of {HACK}.",
        f"Estonia said that its accusation against Russia over {HACK} had been in error.",
        f"Estonia withdrew the part of its report in which Russia was blamed for {HACK}.",
        f"Estonia admitted a mistake in blaming Russia for {HACK}.",
        f"Estonia now says that Russia was not behind {HACK}.",
        f"Estonia said on Monday that {HACK} had not come from Russia after all.",
        f"Estonia struck the reference to Russia from its report on {HACK}.",
        f"Estonia has abandoned its view that Russia was behind {HACK}.",
        f"Estonia's security service revised its finding that Russia was behind {HACK}.",
    ],
)
def test_what_a_state_takes_back_is_withdrawn_and_not_made(text: str) -> None:
    (claim,) = taken_back(text)
    assert (claim.act, by(claim), states(claim)) == (Act.ATTRIBUTE, "EE", {"RU"})
    assert [c for c in made(text) if states(c) & {"RU"}] == []
    (stretch,) = claim.evidence
    assert text[stretch.start : stretch.end] == stretch.exact


@pytest.mark.parametrize(
    "text",
    [
        f"Estonia stands by its accusation that Russia was behind {HACK}.",
        f"Estonia did not withdraw its accusation that Russia was behind {HACK}.",
        f"Estonia refused to withdraw its accusation that Russia was behind {HACK}.",
        f"Estonia has no intention of retracting its claim that Russia was behind {HACK}.",
        f"Estonia will not take back its claim that Russia was behind {HACK}.",
        f"Russia demanded that Estonia withdraw its accusation over {HACK}.",
        f"Russia asked Estonia to withdraw its accusation over {HACK}.",
        f"Russia said that Estonia should retract its claim about {HACK}.",
        f"Russia called on Estonia to take back its accusation over {HACK}.",
        f"If Estonia withdrew its accusation over {HACK}, Russia would talk, Moscow said.",
        f"Estonia may withdraw its claim that Russia was behind {HACK}.",
        f"Estonia is considering withdrawing its claim that Russia was behind {HACK}.",
        f"Russia said that Estonia's accusation over {HACK} was a mistake.",
        f"Russia said it was wrong to blame Moscow for {HACK}.",
        f"Estonia corrected the date of {HACK}.",
        f"Estonia withdrew its ambassador from Moscow after {HACK}.",
        f"Estonia no longer sees a danger from {HACK}.",
        f"Estonia said on Monday that Russia was behind {HACK}.",
        "Facebook deleted posts in which hackers linked to Russia spread data stolen from the national library.",
        "Microsoft corrected a flaw that Russian hackers had used in the attack on the national library.",
        f"Estonia dropped out of talks with Russia over {HACK}.",
        f"Estonia now says that Russia was behind {HACK}.",
        f"Russia said that Estonia had wrongly blamed Moscow for {HACK}.",
        f"Moscow complained that it had been falsely accused of {HACK}.",
        f"Estonia issued a warning about {HACK}, which it blames on Russia.",
        f"Estonia cleared its servers of malware after {HACK}, for which it blames Russia.",
        f"Estonia reversed the damage of {HACK}, for which it blames Russia.",
    ],
)
def test_what_is_kept_up_asked_for_planned_or_anothers_is_not_withdrawn(text: str) -> None:
    assert taken_back(text) == []


def test_what_stands_behind_a_colon_says_who_had_been_accused() -> None:
    text = "The Estonian police on Monday corrected its statement on the leak: the registry was not hacked by APT28."
    (claim,) = taken_back(text)
    assert (by(claim), [a.name for a in claim.accused]) == ("EE", ["APT28"])


def test_a_company_takes_back_what_it_said() -> None:
    text = "Symantec retracted its report that North Korea was behind the malware attack on the bank."
    (claim,) = taken_back(text)
    assert claim.claimant is not None
    assert (claim.claimant.name, states(claim)) == ("Symantec", {"KP"})


def test_whom_the_claim_accused_is_taken_from_what_was_told_before() -> None:
    text = (
        f"In May Estonia accused Russia of {HACK}. Investigators then found a fault in a pump.\n\n"
        "On Monday the Estonian government withdrew its accusation."
    )
    (claim,) = taken_back(text)
    assert (by(claim), states(claim)) == ("EE", {"RU"})


def test_whoever_backtracks_takes_back_what_was_told_before() -> None:
    text = f"Estonia accused Russia of {HACK} in May. Estonia backtracked on Monday."
    (claim,) = taken_back(text)
    assert (by(claim), states(claim)) == ("EE", {"RU"})


def test_a_withdrawal_and_the_new_accusation_in_one_sentence_are_two() -> None:
    text = f"Estonia withdrew its accusation against China over {HACK}. Estonia now says that Russia was behind it."
    (back,) = taken_back(text)
    assert states(back) == {"CN"}
    assert {frozenset(states(c)) for c in made(text)} == {frozenset({"RU"})}


def test_the_accused_still_answers_what_was_taken_back() -> None:
    text = f"Estonia withdrew its accusation that Russia was behind {HACK}. Russia had denied involvement."
    denials = [c for c in read(text).claims if c.act_class is ActClass.RESPONSE]
    assert [by(c) for c in denials] == ["RU"]


def test_a_document_that_only_tells_of_a_withdrawal_says_so_by_its_standing() -> None:
    text = f"Estonia on Monday withdrew its accusation that Russia was behind {HACK}."
    assert {c.standing for c in read(text).claims} == {Standing.WITHDRAWN}
    assert [c.said_on.date for c in taken_back(text) if c.said_on] == ["2021-07-19"]


def test_the_month_of_the_deed_is_not_the_day_of_the_withdrawal() -> None:
    text = "Estonia on Monday withdrew its accusation that Russia was behind the hack of the national library in May."
    (claim,) = taken_back(text)
    assert claim.said_on is not None
    assert claim.said_on.date == "2021-07-19"


_BLAMED = f"Estonia's government said on Monday that Russia was behind {HACK} and that books had been copied. "


@pytest.mark.parametrize(
    "text",
    [
        "The government withdrew the sentence that books had been copied.",
        "Estonia no longer says that books were copied.",
        "Estonia corrected its statement: forty books were lost, not four hundred.",
        "Estonia corrected its statement about the number of books.",
        "Estonia took back its claim that books had been copied.",
        "Estonia said that its claim about the number of books had been a mistake.",
        "Estonia revised its report.",
        "Estonia apologised for the delay in naming Russia.",
    ],
)
def test_who_takes_back_a_part_still_says_who_did_it(text: str) -> None:
    assert taken_back(_BLAMED + text) == []
    assert [by(c) for c in made(_BLAMED + text)] == ["EE"]


@pytest.mark.parametrize(
    "text",
    [
        "Estonia withdrew its statement.",
        "Estonia withdrew its statement on Friday.",
        "Estonia took back its claim that the library had been attacked.",
        "Estonia corrected its attribution.",
        "It took it back on Friday.",
        "It has since taken back what it said.",
        "An hour later it withdrew it.",
        "Estonia took back the word Russia.",
        "Estonia no longer says who was behind it.",
    ],
)
def test_who_takes_back_the_whole_takes_back_who_did_it(text: str) -> None:
    assert [states(c) for c in taken_back(_BLAMED + text)] == [{"RU"}]


@pytest.mark.parametrize("verb", ["it maintained", "it still maintains", "it said on Friday", "Tallinn insists"])
def test_an_object_clause_that_opens_its_sentence_is_the_claim_of_whoever_closes_it(verb: str) -> None:
    found = made(f"{_BLAMED}It named no numbers. That Russia carried out the cyberattack {verb}.")
    assert [(by(c), len(c.evidence)) for c in found] == [("EE", 2)]


def test_an_object_clause_that_whoever_closes_the_sentence_denies_is_no_claim() -> None:
    assert claims(f"That Iran was behind {HACK} Tehran denies.", Act.ATTRIBUTE) == []


def test_a_pronoun_far_from_any_accusation_takes_back_none() -> None:
    between = "The readers waited. The shelves stood empty, and nobody knew where the keys were. " * 4
    assert taken_back(f"{_BLAMED}{between}Estonia took it back.") == []
