"""Conduct that nobody is held responsible for. Texts are of Tuesday 20 July 2021."""

from __future__ import annotations

import pytest
from reading_samples import read

from callout.record.claim import Conduct


def _told(text: str) -> list[Conduct]:
    reading = read(text)
    claimed = {claim.conduct.id for claim in reading.claims if claim.conduct}
    return [conduct for conduct in reading.conducts if conduct.id not in claimed]


def _dates(conduct: Conduct) -> tuple[str | None, str | None]:
    return tuple(when.date if when else None for when in (conduct.period, conduct.disclosed))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 3 May intruders got into the file servers of the bank.", ("2021-05-03", None)),
        ("The theft of customer records was discovered in March 2021.", (None, "2021-03")),
        ("Intruders got into the file servers of the bank.", (None, None)),
        ("A gang encrypted the hospital's computers with ransomware. Nobody has been named.", (None, None)),
        ("The website of the party was hit by a cyberattack.", (None, None)),
        (
            "The mailboxes of the court were rifled in 2019. The break-in came to light on 5 July.",
            ("2019", "2021-07-05"),
        ),
        ("The ministry's websites have been offline since 12 July.", ("2021-07-12", None)),
        ("Ransomware locked the computers of the hospital on Friday.", ("2021-07-16", None)),
        ("The wipers found their way into the tax system on 3 May.", ("2021-05-03", None)),
        ("The bugging of the embassy was discovered in March 2021.", (None, "2021-03")),
        ("The mail of the parliament was read by strangers in May 2020.", ("2020-05", None)),
        ("A virus crippled the refinery on 3 May.", ("2021-05-03", None)),
        ("The cyberattack on Norway's ports took place on 3 May.", ("2021-05-03", None)),
    ],
)
def test_a_dated_deed_is_a_conduct_though_nobody_is_accused(text: str, dates: tuple[str | None, str | None]) -> None:
    [conduct] = _told(text)

    assert _dates(conduct) == dates
    for evidence in conduct.evidence:
        assert text[evidence.start : evidence.end] == evidence.exact


@pytest.mark.parametrize(
    "text",
    [
        "The ministry opened its new website on 3 May.",
        "The bank replaced its servers in 2019.",
        "The band released its record on Friday.",
        "Hackers could get into the file servers of the bank.",
        "How to protect your company against ransomware.",
        "Shares of the bank fell on Monday.",
        "The attack on the village took place on 3 May.",
        "The theft of the painting was discovered on 3 May.",
        "The summit on computers began on 3 May.",
        "The vendor mended the flaw in the server on 3 May.",
        "The new minister reviewed the theft of records after elections in May.",
        "The city lost power on 3 May.",
    ],
)
def test_what_is_no_deed_against_systems_is_no_conduct(text: str) -> None:
    assert _told(text) == []


def test_a_sentence_without_a_claim_dates_the_only_conduct_and_is_evidence_for_it() -> None:
    text = "Norway said that Russia hacked its parliament. The hack was detected in March 2020."
    reading = read(text)

    [conduct] = reading.conducts
    assert _dates(conduct) == (None, "2020-03")
    assert [e.exact for e in conduct.evidence] == text.replace(". The", ".|The").split("|")


def test_a_date_of_a_claim_is_not_overwritten() -> None:
    [conduct] = read("Norway said that Russia hacked its parliament in 2020. It took place in 2018.").conducts

    assert _dates(conduct) == ("2020", None)


def test_conduct_of_another_name_is_another() -> None:
    text = "Norway accused Russia of WannaCry. NotPetya crippled ports on 27 June 2017."
    reading = read(text)

    assert [c.malware or (c.operation,) for c in reading.conducts] == [("WannaCry",), ("NotPetya",)]
    assert _dates(reading.conducts[1]) == ("2017-06-27", None)


def test_a_deed_of_no_kind_of_its_own_becomes_known_in_a_document_that_speaks_of_hackers() -> None:
    text = "Hackers of the ransomware gang were at work. The theft was discovered by Norway on 3 May."

    assert [d for c in read(text).conducts for d in [_dates(c)[1]]] == ["2021-05-03"]


def test_what_is_to_come_dates_nothing() -> None:
    reading = read("The committee, which will report by June 2022, heard that Russia hacked the parliament.")

    assert [claim.said_on for claim in reading.claims] == [None] * len(reading.claims)
    assert all(_dates(conduct) == (None, None) for conduct in reading.conducts)


def test_a_named_sentence_dates_the_only_conduct_that_has_no_name() -> None:
    text = "Norway said that Russia was behind the hack. The intruders stole its mail from Microsoft Exchange on 3 May."

    assert [_dates(conduct) for conduct in read(text).conducts] == [("2021-05-03", None)]
