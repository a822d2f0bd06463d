"""What an actor is known for is not what is claimed of it, unless the sentence tells of nothing else."""

from __future__ import annotations

import time

import pytest
from reading_samples import claims, context, read

from callout.reading.reputations import reputations


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft said that Sandworm, the group behind NotPetya, hacked a grid operator in Moldova.",
        "Microsoft said that the Russian group Nobelium, the actor of the SolarWinds attack, sent phishing mails.",
        "ESET attributed the hack of the tax office to Sandworm, best known for NotPetya.",
        "Sandworm, which was also behind NotPetya, hacked the ministry, ESET said.",
        "Google said that Russian hackers blamed for the SolarWinds campaign breached a think tank in May.",
        "Latvia accused the GRU unit that carried out the NotPetya attack of hacking its railways.",
    ],
)
def test_what_an_actor_is_known_for_is_not_what_it_is_said_to_have_done(text: str) -> None:
    told = [(c.operation, c.malware) for c in read(text).conducts]
    assert told
    assert all(named == (None, ()) for named in told)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Britain named the GRU, the service behind NotPetya.", "NotPetya"),
        ("Britain said that the GRU was behind the NotPetya attack.", "NotPetya"),
        ("Britain accused Russia of NotPetya, a destructive cyberattack on Ukraine.", "NotPetya"),
        ("The FBI said that Lazarus, the hackers of the Sony breach, was also behind WannaCry.", "WannaCry"),
    ],
)
def test_what_a_sentence_is_about_stays(text: str, name: str) -> None:
    (claim,) = claims(text)
    assert claim.conduct is not None
    assert claim.conduct.malware == (name,)


@pytest.mark.parametrize("piece", [", the group behind ", "known for ", ", best known for the ", "a, the same "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    long = context(piece * (100_000 // len(piece)))
    started = time.perf_counter()
    reputations(long, 0, len(long.text))
    assert time.perf_counter() - started < 2


def test_what_points_back_to_a_deed_is_not_what_its_doer_is_known_for() -> None:
    text = "Finland said that hackers broke into its servers. APT29, the group behind the SolarWinds attack, did it."
    assert all(conduct.operation is None for conduct in read(text).conducts)
