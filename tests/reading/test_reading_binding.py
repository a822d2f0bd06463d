"""Whose a doer is: a state binds from beside the noun or from behind the words of a tie, and from nowhere else."""

from __future__ import annotations

import pytest
from reading_samples import claims

from callout.record.acts import Act, Tie
from callout.record.claim import Accused


def _accused(text: str) -> list[Accused]:
    return [a for claim in claims(text) for a in claim.accused]


def _bound(text: str) -> set[tuple[str | None, str | None]]:
    """The states that the text itself binds an accused to, with the tie."""
    return {(a.state, a.tie) for a in _accused(text) if a.state and not a.state_from}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kaspersky attributes the data theft to Careto, a state-backed crew that it first saw in a Moroccan bank.",
        "Symantec blamed the intrusion on Carderbee, a state-sponsored team which hit victims in Hong Kong.",
        "Trend Micro said that Earth Lusca, a state-sponsored group whose victims are in Taiwan, had stolen the data.",
        "ESET said that the attack was carried out by Worok, a group of state-sponsored spies interested in Mongolia.",
        "ESET attributes the intrusions to GoldenJackal, a group working for a state that bought exploits in Italy.",
        "Police said that hackers with ties to the gang that robbed a Bangladeshi bank were behind the data theft.",
        "The BSI said that the attackers, supported by a firm from which France buys exploits, had stolen mails.",
        "Sophos attributed the attack on the hospital to hackers linked to attacks on Poland.",
        "Sophos attributed the attack on the hospital to hackers tied to a cyberattack in Spain.",
    ],
)
def test_a_state_in_a_clause_a_victim_or_a_place_binds_nobody(sentence: str) -> None:
    assert _bound(sentence) == set()
    assert _accused(sentence), "the claim itself is read"


@pytest.mark.parametrize(
    ("sentence", "state", "tie"),
    [
        ("ESET blamed the theft on Careto, a crew that takes its orders from Rabat.", "MA", Tie.DIRECTED),
        (
            "ESET said that the data theft was the work of Worok, a team that is sponsored by Mongolia.",
            "MN",
            Tie.SPONSORED,
        ),
        ("ESET blamed the theft on Carderbee, a state-sponsored team from Vietnam.", "VN", Tie.SPONSORED),
        ("ESET blamed the theft on Carderbee, an allegedly Vietnam-aligned team.", "VN", Tie.AFFILIATED),
        (
            "ESET said that the attack was carried out by hackers with close ties to the Vietnamese army.",
            "VN",
            Tie.AFFILIATED,
        ),
        ("ESET blamed the theft on hackers who hacked on behalf of Hanoi.", "VN", Tie.DIRECTED),
        (
            "ESET blamed the theft on state-sponsored hackers from Vietnam whose victims are in Laos.",
            "VN",
            Tie.SPONSORED,
        ),
        ("ESET blamed the theft on Vietnamese hackers whose victims are in Vietnam and Laos.", "VN", Tie.NATIONALS),
    ],
)
def test_words_of_a_tie_bind_wherever_they_stand(sentence: str, state: str, tie: Tie) -> None:
    assert _bound(sentence) == {(state, tie)}


@pytest.mark.parametrize(
    "sentence",
    [
        "ESET attributed the new theft of mails to the German parliament hackers.",
        "ESET attributed the new theft of mails to the Bangladesh Bank hackers.",
    ],
)
def test_hackers_are_not_of_the_state_whose_bank_or_parliament_they_hit(sentence: str) -> None:
    assert _bound(sentence) == set()


def test_whoever_works_for_a_private_employer_is_tied_to_no_state() -> None:
    sentence = "Dutch police arrested a hacker who worked for a Chinese bank over the theft of data."
    assert _bound(sentence) == set()
    assert not any(a.tie is Tie.DIRECTED for a in _accused(sentence))


def test_what_a_group_is_known_for_is_not_accused() -> None:
    text = "ESET blamed the theft on Telebots, a group known for its attacks on Ukraine and Poland."
    assert [a.name for a in _accused(text)] == ["TeleBots"]


def test_where_a_tool_comes_from_accuses_nobody() -> None:
    assert claims("Check Point said that the hackers had used an exploit of Israeli origin to break into phones.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The FBI charged Mark Dole, a hacker who broke into Brazilian banks, with computer fraud.",
        "The FBI charged Mark Dole, a hacker wanted in Chile, with computer fraud.",
        "The FBI charged Lee Wan, a programmer hired by a Russian firm, with hacking a hospital.",
    ],
)
def test_a_suspect_is_no_national_of_where_he_hacked_or_is_wanted(sentence: str) -> None:
    assert _bound(sentence) == set()
    assert [c.act for c in claims(sentence)] == [Act.CHARGE]


def test_what_knowledge_has_of_a_group_is_not_filled_in_for_those_named_with_it() -> None:
    text = "ESET said that the wiper was the work of Sandworm and hackers from nowhere known."
    assert [a.state for a in _accused(text) if a.name != "Sandworm"] in ([], [None])
