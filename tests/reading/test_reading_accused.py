from __future__ import annotations

import pytest
from reading_samples import by, claims, held, one

from callout.record.acts import Act

# One sentence for each level and tie of record.md, in several wordings.

_WORDINGS = [
    # is-state
    ("Canada said that Russia hacked the foreign ministry's network.", "RU state is-state"),
    ("Canada accused Iran of hacking its foreign ministry.", "IR state is-state"),
    ("Norway blamed the Chinese government for the hack of its parliament.", "CN state is-state"),
    ("Latvia said the Kremlin ordered the cyberattack.", "RU state is-state"),
    ("Canada blamed Pyongyang for the WannaCry attack.", "KP state is-state"),
    ("Germany said that the GRU hacked the parliament.", "RU state-organ is-state"),
    ("Finland said that China's Ministry of State Security hacked the parliament.", "CN state-organ is-state"),
    (
        "Albania said that the Iranian ministry of intelligence carried out the cyberattack.",
        "IR state-organ is-state",
    ),
    (
        "The United States said that North Korea's Reconnaissance General Bureau hacked the bank.",
        "KP state-organ is-state",
    ),
    ("Poland attributed the cyberattack to the Russian military.", "RU state-organ is-state"),
    ("The Netherlands said that officers of the GRU hacked the laboratory.", "RU officer is-state"),
    ("The Netherlands said that four GRU officers hacked the laboratory.", "RU officer is-state"),
    ("Japan said that an officer of the Chinese military hacked the space agency.", "CN officer is-state"),
    ("Germany blamed Russian government hackers for the breach of the Bundestag.", "RU unnamed is-state"),
    # directed
    (
        "Canada said that hackers working for the Iranian government broke into the mail servers.",
        "IR unnamed directed",
    ),
    ("Canada said that actors acting on behalf of the GRU hacked the agency.", "RU unnamed directed"),
    (
        "Canada said that contractors hired by China's Ministry of State Security had hacked airlines.",
        "CN contractor directed",
    ),
    ("Canada said that a company working for the FSB had hacked energy firms.", "RU contractor directed"),
    ("Canada said that a group controlled by the Iranian government hacked dams.", "IR group directed"),
    ("Canada said that criminals tasked by Russia hacked a hospital.", "RU criminals directed"),
    # sponsored
    ("Lithuania attributed the breach to Chinese state-sponsored hackers.", "CN unnamed sponsored"),
    ("Lithuania attributed the breach to Russian state-backed hackers.", "RU unnamed sponsored"),
    ("Lithuania attributed the breach to hackers backed by Iran.", "IR unnamed sponsored"),
    ("Lithuania attributed the breach to actors sponsored by North Korea.", "KP unnamed sponsored"),
    ("Lithuania attributed the breach to a hacking group backed by Belarus.", "BY group sponsored"),
    # affiliated
    (
        "Finland said that actors affiliated with China's Ministry of State Security hacked the parliament.",
        "CN unnamed affiliated",
    ),
    ("Finland said that hackers associated with the GRU hacked the parliament.", "RU unnamed affiliated"),
    ("Finland said that a hacking group with ties to Iran hacked the parliament.", "IR group affiliated"),
    ("Finland said that Vietnam-linked hackers hacked the car maker.", "VN unnamed affiliated"),
    # tolerated
    ("The United States said that criminals protected by Russia hacked the pipeline.", "RU criminals tolerated"),
    # from-territory
    ("Ireland said that criminals based in Russia hacked the health service.", "RU criminals from-territory"),
    ("Ireland said that hackers operating from Iran attacked the health service.", "IR unnamed from-territory"),
    ("The EU said that the cyberattacks were carried out from the territory of China.", "CN unnamed from-territory"),
    ("Ireland said that a Russia-based hacking group attacked the health service.", "RU group from-territory"),
    # nationals
    ("Canada said that Chinese hackers broke into the mail servers.", "CN unnamed nationals"),
    ("Canada said that Russian criminals hacked the bank.", "RU criminals nationals"),
    ("Canada said that two Iranian nationals hacked the city's computers.", "IR individuals nationals"),
    ("Canada said that a Russian hacking group attacked the airport.", "RU group nationals"),
    # none
    ("Canada said that a Russian hacking group independent of the state attacked the pipeline.", "RU group none"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), _WORDINGS)
def test_the_level_and_the_tie_are_those_of_the_words(sentence: str, expected: str) -> None:
    assert held(one(sentence, Act.ATTRIBUTE)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("The Kremlin is protecting the criminals behind the ransomware attack, Britain said.", "tolerated"),
        ("Britain said that Russia harbours the criminals behind the ransomware attack.", "tolerated"),
        ("Britain said that China hired hackers to break into the companies.", "directed"),
        ("Britain said that Iran sponsors hackers who attack its universities.", "sponsored"),
    ],
)
def test_a_verb_of_the_state_towards_its_hackers_gives_the_tie(sentence: str, tie: str) -> None:
    accused = [a for claim in claims(sentence) for a in claim.accused]

    assert tie in {a.tie for a in accused}
    assert {a.state for a in accused} <= {"CN", "RU", "IR"}


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Microsoft said that a state-sponsored actor hacked the mail servers.", "unnamed"),
        ("Microsoft said that nation-state hackers broke into the mail servers.", "unnamed"),
    ],
)
def test_a_tie_to_a_state_that_is_not_named_keeps_the_tie_and_has_no_state(sentence: str, level: str) -> None:
    assert held(one(sentence, Act.ATTRIBUTE)) == [f"- {level} sponsored"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Microsoft said that LulzSec broke into the website of the senate.", "LulzSec"),
        ("The police said that the hacking group Lizard Squad attacked the servers.", "Lizard Squad"),
    ],
)
def test_a_group_without_words_of_a_state_has_neither_state_nor_tie(sentence: str, name: str) -> None:
    (accused,) = one(sentence, Act.ATTRIBUTE).accused

    assert (accused.name, accused.state, accused.state_from, accused.level, accused.tie) == (
        name,
        None,
        None,
        "group",
        None,
    )


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Estonia said that APT28 hacked the ministry.", "RU"),
        ("Vietnam was silent, but FireEye said that OceanLotus hacked the car maker.", "VN"),
        ("Microsoft said that Lazarus Group stole the cryptocurrency.", "KP"),
    ],
)
def test_a_state_that_only_knowledge_of_a_group_gives_says_so_and_words_no_tie(sentence: str, state: str) -> None:
    (accused,) = one(sentence, Act.ATTRIBUTE).accused

    assert (accused.level, accused.state, accused.tie) == ("group", state, None)
    assert accused.state_from


@pytest.mark.parametrize(
    "sentence",
    [
        "Estonia said that the Russian group APT28 hacked the ministry.",
        "Estonia said that APT28, a group backed by Russia, hacked the ministry.",
    ],
)
def test_a_state_that_the_text_gives_to_a_group_needs_no_other_source(sentence: str) -> None:
    accused = [a for a in one(sentence, Act.ATTRIBUTE).accused if a.state]

    assert accused
    assert {(a.state, a.state_from) for a in accused} == {("RU", None)}


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("Britain accused Russia and Iran of hacking its parliament.", ["IR", "RU"]),
        ("Britain blamed China, Russia and North Korea for the cyberattacks.", ["CN", "KP", "RU"]),
    ],
)
def test_several_accused_are_all_named(sentence: str, states: list[str]) -> None:
    accused = [a for claim in claims(sentence, Act.ATTRIBUTE) for a in claim.accused]

    assert sorted({a.state or "" for a in accused}) == states


def test_two_states_bodies_with_one_name_are_settled_by_the_words() -> None:
    china = one("Finland said that China's Ministry of State Security hacked the parliament.", Act.ATTRIBUTE)
    korea = one("Finland said that the North Korean Ministry of State Security hacked the parliament.", Act.ATTRIBUTE)

    assert [(a.name, a.state) for a in china.accused] == [("Ministry of State Security", "CN")]
    assert [(a.name, a.state) for a in korea.accused] == [("Ministry of State Security", "KP")]
    assert china.accused[0].entity != korea.accused[0].entity


def test_a_body_that_the_text_does_not_settle_is_accused_without_a_state() -> None:
    accused = [
        a
        for claim in claims("Finland said that the Ministry of State Security hacked the parliament.")
        for a in claim.accused
    ]

    assert {a.state for a in accused} <= {None}


@pytest.mark.parametrize(("sentence", "_expected"), _WORDINGS)
def test_the_phrase_of_the_accused_is_cut_from_the_sentence(sentence: str, _expected: str) -> None:
    for claim in claims(sentence):
        assert all(a.phrase in sentence for a in claim.accused)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hackers attacked the power grid of Ukraine.",
        "Norway said that its parliament was hit by a cyberattack.",
        "Microsoft said that hackers targeting Ukraine used a new malware.",
        "Germany said that the mail servers of the Bundestag were hacked.",
        "The cyberattack on Georgia took thousands of websites offline.",
        "South Korean banks were hit by malware on Wednesday.",
        "A ransomware attack on Costa Rica's finance ministry stopped tax payments.",
        "The hack of Estonia's parliament was found in April, officials said.",
    ],
)
def test_a_victim_is_never_accused(sentence: str) -> None:
    assert [held(claim) for claim in claims(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "claimant", "accused"),
    [
        ("Ukraine said that Russia was behind the cyberattack on its power grid.", "UA", "RU state is-state"),
        ("Russia, Ukraine said, was behind the cyberattack on its power grid.", "UA", "RU state is-state"),
        ("The cyberattack on Estonia was carried out by Russia, Latvia said.", "LV", "RU state is-state"),
        ("According to Ukraine, the cyberattack on its power grid was the work of Russia.", "UA", "RU state is-state"),
        ("Russia is responsible for the NotPetya cyberattack, Australia said.", "AU", "RU state is-state"),
    ],
)
def test_claimant_victim_and_accused_are_told_apart_whatever_the_order(
    sentence: str, claimant: str, accused: str
) -> None:
    claim = one(sentence, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == (claimant, [accused])
