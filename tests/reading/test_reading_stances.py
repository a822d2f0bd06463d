"""Stances and answers that no verb of the lists performs."""

from __future__ import annotations

import pytest
from reading_samples import by, claims, held, joined, one

from callout.record.acts import Act

_BLAMED = [
    (
        "Denmark blamed Russia for the cyberattack. Russia's attacks were unacceptable, the Norwegian minister said.",
        "NO",
    ),
    ("Albania accused Iran of hacking its ministries. Iran’s conduct was reckless, the British government said.", "GB"),
    ("Japan accused China of hacking its ministry. Seoul said that the attack was outrageous.", "KR"),
]


@pytest.mark.parametrize(("text", "who"), _BLAMED)
def test_a_deed_called_what_only_blame_calls_it_is_condemned(text: str, who: str) -> None:
    assert [by(c) for c in claims(text, Act.CONDEMN)] == [who]


def test_nobody_condemns_himself_or_what_was_not_bad() -> None:
    text = "Denmark blamed Russia for the cyberattack. Russia's attacks were not illegal, the Russian minister said."
    assert claims(text, Act.CONDEMN) == []


def test_whoever_stands_by_an_attribution_supports_it() -> None:
    text = "The Netherlands blamed Russia for the hack. Denmark and Finland stood by the Dutch attribution."
    claim = one(text, Act.SUPPORT)
    assert {by(claim), *joined(claim)} == {"DK", "FI"}
    assert held(claim) == ["RU state is-state"]


def test_whoever_stands_by_his_own_words_supports_nobody() -> None:
    assert claims("ESET blamed Russia for the wiper. ESET stood by its assessment.", Act.SUPPORT) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Washington blamed Russia for the hack. Russia’s foreign ministry issued a denial within hours.", "RU"),
        ("Athens said that it had found no evidence that its mail system had been hacked.", "GR"),
        ("The Indian power minister ruled out a cyberattack.", "IN"),
    ],
)
def test_denials_in_other_words(text: str, who: str) -> None:
    assert [by(c) for c in claims(text, Act.DENY)] == [who]


def test_what_a_thing_has_nothing_to_do_with_denies_nothing() -> None:
    text = (
        "Chile blamed the Russian group Conti for the hack. Russia said little. It has nothing to do with the island."
    )
    assert claims(text, Act.DENY) == []


def test_hallmarks_are_a_suspicion() -> None:
    claim = one(
        "The hack bears all the hallmarks of Russian military intelligence, the Estonian minister said.", Act.SUSPECT
    )
    assert by(claim) == "EE"
    assert held(claim) == ["RU state-organ is-state"]


def test_a_report_speaks_for_whoever_published_it() -> None:
    text = "The report by Castle Point Forensics says Saudi Arabia hacked the phone."
    assert by(one(text, Act.ATTRIBUTE)) == "Castle Point Forensics"


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("The malware was, say Dutch officials, written by the GRU.", "NL", ["RU state-organ is-state"]),
        (
            "The worm is, CERT Polska assesses with moderate confidence, the work of a state-backed crew from Russia.",
            "PL",
            ["RU group sponsored"],
        ),
        ("The hackers, the Danish service believes, work for the GRU.", "DK", ["RU unnamed directed"]),
    ],
)
def test_a_reporting_clause_that_interrupts_is_parsed_apart(text: str, who: str, whom: list[str]) -> None:
    assert [(by(c), held(c)) for c in claims(text, Act.ATTRIBUTE)] == [(who, whom)]


def test_what_somebody_is_believed_to_be_is_no_reporting_clause() -> None:
    text = "A threat actor, believed to be the Iranian government, broke into the ministry with malware."
    assert [a.state for c in claims(text) for a in c.accused] == ["IR"]


def test_what_is_not_tolerated_is_condemned() -> None:
    claim = one("Japan cannot tolerate malicious cyber activities of China.", Act.CONDEMN)
    assert (by(claim), held(claim)) == ("JP", ["CN state is-state"])


def test_support_may_be_expressed() -> None:
    text = "Australia attributed the hacking to APT40, a Chinese group. Japan expresses its support for the statement."
    assert by(one(text, Act.SUPPORT)) == "JP"


def test_a_pronoun_points_back_to_the_deed_before_it() -> None:
    text = "The service described 85,000 cyberattacks. The Romanian president said Russia was behind them."
    assert by(one(text, Act.ATTRIBUTE)) == "RO"


def test_an_ambassador_is_summoned_by_whoever_has_just_accused_his_state() -> None:
    text = "Britain blamed China for the breach. The Chinese ambassador was summoned over the hack."
    assert by(one(text, Act.SUMMON)) == "GB"
