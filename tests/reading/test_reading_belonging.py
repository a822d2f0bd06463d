"""Sentences that say whose an actor is: by a verb, by the words of a tie, or by what kind of thing it is."""

from __future__ import annotations

import pytest
from reading_samples import by, claims, held

from callout.record.acts import Act

_SAID = [
    ("Norway's security service said that Turla works for the FSB.", "NO", ["RU group directed"]),
    ("Sandworm, the Dutch service said, is part of the GRU and hacked the grid.", "NL", ["RU group is-state"]),
    ("Japan says that the hacking group Tick is run by the Chinese army.", "JP", ["CN group directed"]),
    ("The FBI said the hackers of MuddyWater report to Iran's Ministry of Intelligence.", "US", ["IR group directed"]),
    ("The German side declared that both hacking groups are controlled by Russian state bodies.", "DE",
     ["RU group directed"]),
    ("Kim's hackers, Seoul said, are officers of the Reconnaissance General Bureau.", "KR", ["KP unnamed is-state"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "whom"), _SAID)
def test_a_tie_that_is_told_binds_the_actor(text: str, who: str, whom: list[str]) -> None:
    found = claims(text, Act.ATTRIBUTE)
    assert [(by(c), held(c)) for c in found] == [(who, whom)]


def test_a_relative_clause_binds_the_doer_of_a_deed() -> None:
    text = "A hacking crew that takes its orders from Tehran broke into the water utility, the American agencies said."
    assert [(by(c), held(c)) for c in claims(text, Act.ATTRIBUTE)] == [("US", ["IR group directed"])]


def test_what_is_said_of_the_members_is_said_of_the_group() -> None:
    text = (
        "Statement by the Ministry of Foreign Affairs of Ukraine\n\nWe attribute this hacking to the group UNC1151. "
        "Its members are officers of the Ministry of Defence of the Republic of Belarus."
    )
    ties = {tie for c in claims(text, Act.ATTRIBUTE) for tie in held(c)}
    assert "BY group is-state" in ties


def test_words_of_a_tie_after_an_object_are_about_the_object() -> None:
    victims = [
        "A threat actor targeted two institutes run by Rostec, a Russian conglomerate.",
        "Hackers broke into accounts associated with the German parliament.",
        "The hackers attacked organisations based in India.",
        "Hackers released close to 18GB of mail from Turkey's police.",
    ]
    assert [held(c) for text in victims for c in claims(text, Act.ATTRIBUTE)] == []


def test_a_denied_tie_binds_nobody() -> None:
    assert claims("The ministry said that the hacking group does not work for the FSB.", Act.ATTRIBUTE) == []


def test_the_tie_of_a_claimant_is_his_own() -> None:
    text = (
        "Ukraine attributed the hack to UNC1151, which is based in Minsk. "
        "Mandiant linked UNC1151 to the Belarusian government."
    )
    ties = {by(c): held(c) for c in claims(text, Act.ATTRIBUTE)}
    assert ties == {"UA": ["BY group from-territory"], "Mandiant": ["BY group affiliated"]}
