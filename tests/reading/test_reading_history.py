"""Public attributions of many years and states, retold in one or two sentences of our own."""

from __future__ import annotations

import pytest
from reading_samples import by, claims, held, joined

from callout.record.acts import Act, ActClass

_TOLD = [
    (
        "2014-12-19",
        "The FBI said that the North Korean government was responsible for the hack of Sony Pictures.",
        Act.ATTRIBUTE, "US", ["KP state is-state"], set(),
    ),
    (
        "2016-10-07",
        "The FBI and the Office of the Director of National Intelligence said they were confident that the "
        "Russian government "
        "directed the hacking of political organisations.",
        Act.ATTRIBUTE, "US", ["RU state is-state"], {"US"},
    ),
    (
        "2017-12-19",
        "The White House publicly blamed North Korea for the WannaCry ransomware attack of May.",
        Act.ATTRIBUTE, "US", ["KP state is-state"], set(),
    ),
    (
        "2018-02-15",
        "Britain accused the Russian military of the NotPetya cyberattack, which hit Ukraine and then "
        "firms all over Europe.",
        Act.ATTRIBUTE, "GB", ["RU state-organ is-state"], set(),
    ),
    (
        "2018-10-04",
        "The Dutch defence ministry said that four officers of the GRU tried to hack the chemical weapons "
        "watchdog in The Hague.",
        Act.ATTRIBUTE, "NL", ["RU officer is-state"], set(),
    ),
    (
        "2018-12-20",
        "The United States charged two Chinese hackers with breaking into managed service providers.",
        Act.CHARGE, "US", ["CN unnamed nationals"], set(),
    ),
    (
        "2020-02-20",
        "Georgia blamed Russia's GRU for the cyberattack that took down thousands of its websites.",
        Act.ATTRIBUTE, "GE", ["RU state-organ is-state"], set(),
    ),
    (
        "2020-02-20",
        "Poland condemned the GRU for the cyberattack on Georgia.",
        Act.CONDEMN, "PL", ["RU state-organ is-state"], set(),
    ),
    (
        "2020-05-28",
        "Germany summoned the Russian ambassador over the hack of the Bundestag.",
        Act.SUMMON, "DE", ["RU officer is-state"], set(),
    ),
    (
        "2020-07-16",
        "Britain, Canada and the United States accused Russian intelligence of trying to hack vaccine research.",
        Act.ATTRIBUTE, "GB", ["RU state-organ is-state"], {"CA", "US"},
    ),
    (
        "2020-07-30",
        "The European Union imposed sanctions on the GRU over the NotPetya cyberattack.",
        Act.SANCTION, "EU", ["RU state-organ is-state"], set(),
    ),
    (
        "2020-10-13",
        "Norway's foreign minister said that Russia was behind the hack of the parliament's mail system in August.",
        Act.ATTRIBUTE, "NO", ["RU state is-state"], set(),
    ),
    (
        "2021-04-15",
        "The United States formally blamed Russia's SVR for the SolarWinds hack.",
        Act.ATTRIBUTE, "US", ["RU state-organ is-state"], set(),
    ),
    (
        "2021-07-06",
        "South Korea's intelligence service said that North Korea hacked its atomic energy institute.",
        Act.ATTRIBUTE, "KR", ["KP state is-state"], set(),
    ),
    (
        "2021-07-19",
        "Japan said that it was highly likely that a group backed by the Chinese government was behind the "
        "cyberattacks.",
        Act.ATTRIBUTE, "JP", ["CN group sponsored"], set(),
    ),
    (
        "2022-05-10",
        "Estonia joined the European Union and the United States in blaming Russia for the hack of the "
        "satellite network.",
        Act.ATTRIBUTE, "EE", ["RU state is-state"], {"EU", "US"},
    ),
    (
        "2022-09-07",
        "Albania expelled Iranian diplomats over the cyberattack on its government.",
        Act.EXPEL, "AL", ["IR officer is-state"], set(),
    ),
    (
        "2022-09-07",
        "Albania's prime minister, Edi Rama, said the cyberattack had been carried out by Iran.",
        Act.ATTRIBUTE, "AL", ["IR state is-state"], set(),
    ),
    (
        "2023-05-24",
        "Microsoft said with moderate confidence that Volt Typhoon, a Chinese state-sponsored group, broke "
        "into networks on Guam.",
        Act.ATTRIBUTE, "Microsoft", ["CN group sponsored"], set(),
    ),
    (
        "2024-03-25",
        "New Zealand said that hackers backed by China had broken into the network of its parliament in 2021.",
        Act.ATTRIBUTE, "NZ", ["CN unnamed sponsored"], set(),
    ),
    (
        "2024-03-26",
        "Finnish police said that the hacking group APT31 was behind the breach of the parliament.",
        Act.ATTRIBUTE, "FI", ["CN group -"], set(),
    ),
    (
        "2024-05-03",
        "The Czech foreign ministry accused the GRU of hacking Czech institutions through a flaw in "
        "Microsoft Outlook.",
        Act.ATTRIBUTE, "CZ", ["RU state-organ is-state"], set(),
    ),
    (
        "2025-02-26",
        "The FBI said that North Korea stole cryptocurrency worth 1.5 billion dollars from the exchange "
        "Bybit in a hack.",
        Act.ATTRIBUTE, "US", ["KP state is-state"], set(),
    ),
    (
        "2025-04-29",
        "France accused the GRU of hacking a dozen French organisations since 2021.",
        Act.ATTRIBUTE, "FR", ["RU state-organ is-state"], set(),
    ),
    (
        "2025-05-28",
        "The Czech government blamed China for a cyber campaign against its foreign ministry.",
        Act.ATTRIBUTE, "CZ", ["CN state is-state"], set(),
    ),
    (
        "2025-05-28",
        "The European Union stands in solidarity with Czechia and condemned the malicious cyber campaign "
        "by Chinese state-sponsored "
        "hackers.",
        Act.CONDEMN, "EU", ["CN unnamed sponsored"], set(),
    ),
    (
        "2022-12-01",
        "Ukraine's CERT-UA attributed the phishing to the Belarusian group Ghostwriter.",
        Act.ATTRIBUTE, "UA", ["BY group nationals"], set(),
    ),
    (
        "2013-02-19",
        "Mandiant said that Unit 61398 of the Chinese army had hacked more than 100 companies.",
        Act.ATTRIBUTE, "Mandiant", ["CN state-organ is-state"], set(),
    ),
    (
        "2021-11-18",
        "US prosecutors charged two Iranian nationals with a hacking campaign to sway the election.",
        Act.CHARGE, "US", ["IR individuals nationals"], set(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "act", "claimant", "accused", "partners"), _TOLD)
def test_who_said_what_of_whom_is_read(
    day: str, text: str, act: Act, claimant: str, accused: list[str], partners: set[str]
) -> None:
    found = claims(text, None, day)

    assert [(c.act, by(c), held(c), joined(c)) for c in found] == [(act, claimant, accused, partners)]


_ANSWERED = [
    (
        "2014-12-20",
        "The United States blamed North Korea for the hack of Sony Pictures. North Korea denied that it "
        "was behind the hack.",
        Act.DENY, "KP",
    ),
    (
        "2018-02-15",
        "Britain blamed Russia for the NotPetya cyberattack. The Kremlin called the accusation groundless.",
        Act.REJECT, "RU",
    ),
    (
        "2020-10-13",
        "Norway accused Russia of hacking its parliament. The Russian embassy in Oslo rejected the "
        "accusation as unacceptable.",
        Act.REJECT, "RU",
    ),
    (
        "2022-09-08",
        "Albania accused Iran of the cyberattack on its government. Iran's foreign ministry rejected the "
        "claim as baseless.",
        Act.REJECT, "IR",
    ),
    (
        "2024-03-26",
        "Britain accused China of hacking its electoral commission. The Chinese embassy in London called "
        "the claims slander.",
        Act.REJECT, "CN",
    ),
    (
        "2024-05-03",
        "Germany accused the GRU of hacking a political party. The Russian embassy in Berlin denied any "
        "involvement in the hack.",
        Act.DENY, "RU",
    ),
    (
        "2025-05-28",
        "Czechia blamed China for a cyber campaign against its foreign ministry. The Chinese embassy in "
        "Prague denied the accusations.",
        Act.DENY, "CN",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "act", "claimant"), _ANSWERED)
def test_what_the_accused_answered_is_read_beside_the_accusation(day: str, text: str, act: Act, claimant: str) -> None:
    found = claims(text, None, day)

    assert [claim.act_class for claim in found] == [ActClass.ATTRIBUTION, ActClass.RESPONSE]
    assert [(claim.act, by(claim), held(claim)) for claim in found[1:]] == [(act, claimant, [])]
