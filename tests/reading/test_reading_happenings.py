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
