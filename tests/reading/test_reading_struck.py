"""Whom a deed struck, by name, and when: what stands between a deed and a name or a time is what it was done to."""

from __future__ import annotations

import pytest

from callout.reading.rules import RulesEngine
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.document import Document

PUBLISHED = When.parse("2021-10-13")


def _claims(text: str) -> tuple[Claim, ...]:
    return RulesEngine().read(Document.of(text, "struck", published=PUBLISHED)).claims


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway said on Monday that China was behind the attack on the mail of the Storting.", "Storting"),
        ("Germany accused Russia of the hack of the Bundestag.", "Bundestag"),
        ("Symantec said that North Korea was behind the theft from Bangladesh Bank.", "Bangladesh Bank"),
        ("Italy accused Iran of hacking Saipem.", "Saipem"),
    ],
)
def test_whom_a_deed_struck_is_named(text: str, name: str) -> None:
    assert any(name in c.conduct.targets for c in _claims(text) if c.conduct)


@pytest.mark.parametrize(
    "text",
    [
        "Norway said that China was behind the attack on Monday.",
        "Norway said that China was behind the attack in March.",
        "Norway said that Russia was behind the attack on Ukraine.",
        "Norway said that APT28 carried out the attack with X-Agent.",
    ],
)
def test_no_time_state_actor_or_tool_is_a_victim_by_name(text: str) -> None:
    targets = {t for c in _claims(text) if c.conduct for t in c.conduct.targets}
    assert targets <= {"UA"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Norway said on Tuesday that Russia was behind the attack on the Storting's mail in August.", "2021-08"),
        (
            "Norway said on Monday that China was behind the attack on the mail of its house on 10 March 2021.",
            "2021-03-10",
        ),
        ("Britain holds Iran responsible for the attack on mailboxes of members on 23 June.", "2021-06-23"),
        ("Poland said that Belarus was behind the hacking of a deputy's mailbox in June 2021.", "2021-06"),
        ("Germany has attributed the attack on the Bundestag in May 2015 to the GRU.", "2015-05"),
    ],
)
def test_a_time_after_a_deed_and_what_it_was_done_to_dates_the_deed(text: str, period: str) -> None:
    (claim,) = _claims(text)
    assert claim.conduct is not None
    assert claim.conduct.period is not None
    assert claim.conduct.period.date == period
    assert claim.said_on is None or claim.said_on.date != period


def test_a_weekday_after_a_deed_is_when_it_was_said() -> None:
    (claim,) = _claims("Poland accused Belarus of the hacking of a deputy's mailbox on Monday.")
    assert claim.said_on is not None
    assert claim.said_on.date == "2021-10-11"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Sweden said on Monday that Russia was behind the attack on the Swedish parliament.", "parliament of Sweden"),
        ("Sweden accused Russia of hacking the central bank of Sweden.", "central bank of Sweden"),
        ("Latvia accused Russia of hacking Latvia's population register.", "population register of Latvia"),
        ("Spain said that Russian spies broke into the website of Spain's Senate.", "parliament of Spain"),
        ("Peru accused China of the hacking of mailboxes of its coast guard in August.", "coast guard"),
        (
            "Chile said on Friday that Chile's election commission was hacked by Iran.",
            "election commission of Chile",
        ),
        ("China denied that it had hacked Nepal's power grid.", "power grid of Nepal"),
    ],
)
def test_an_institution_that_a_deed_struck_is_named_with_its_state_where_the_words_give_it(
    text: str, target: str
) -> None:
    assert any(target in c.conduct.targets for c in _claims(text) if c.conduct)


@pytest.mark.parametrize(
    "text",
    [
        "Britain blamed Iran for the attack; the foreign ministry summoned the ambassador.",
        "The foreign ministry of Sweden said that Russia was behind the attack on Monday.",
        "Sweden's parliament debated on Monday whether Russia was behind the hack of Ericsson.",
    ],
)
def test_an_institution_that_speaks_is_no_victim(text: str) -> None:
    targets = {t for c in _claims(text) if c.conduct for t in c.conduct.targets}
    assert not any("ministry" in t or "parliament" in t for t in targets)


def test_a_state_in_the_possessive_is_no_victim_by_name() -> None:
    (claim,) = _claims("China denied that it had hacked Nepal's power grid.")
    assert claim.conduct is not None
    assert "Nepal" not in claim.conduct.targets


def test_an_institution_is_named_once_where_the_document_says_whose_it_is() -> None:
    (claim,) = _claims(
        "Sweden accuses China of hacking its parliament. China was behind the hack of Sweden's parliament."
    )
    assert claim.conduct is not None
    assert [t for t in claim.conduct.targets if "parliament" in t] == ["parliament of Sweden"]
