"""Texts that name in the title alone whom they call "this threat actor"."""

from __future__ import annotations

import pytest
from reading_samples import PUBLISHED, engine

from callout.record.acts import Act, Level, Mode
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import EntityKind

ENTRY = "This threat actor targets governments and telecommunication firms to steal mail."


def _claims(title: str | None, text: str, source: str | None = None) -> list[Claim]:
    document = Document.of(text, "test:text", title=title, source=source, published=When.parse(PUBLISHED))
    return list(engine().read(document).claims)


@pytest.mark.parametrize(
    ("title", "name", "state"),
    [
        ("Sandworm", "Sandworm", "RU"),
        ("APT28", "APT28", "RU"),
        ("Charming Kitten", "Charming Kitten", "IR"),
        ("Lazarus Group", "Lazarus Group", "KP"),
        ("Threat profile: Sandworm", "Sandworm", "RU"),
    ],
)
def test_the_group_of_the_title_is_the_threat_actor_of_the_text(title: str, name: str, state: str) -> None:
    (claim,) = _claims(title, ENTRY)
    (accused,) = claim.accused

    assert (claim.act, claim.mode) == (Act.ATTRIBUTE, Mode.AUTHORED)
    assert (accused.name, accused.kind, accused.level, accused.state) == (name, EntityKind.GROUP, Level.GROUP, state)


def test_the_state_of_the_group_is_noted_as_knowledge_and_ties_are_left_open() -> None:
    (accused,) = _claims("Sandworm", ENTRY)[0].accused

    assert accused.state_from
    assert accused.tie is None


def test_the_evidence_and_the_phrase_are_words_of_the_text() -> None:
    text = f"Profile of a group.\n\n{ENTRY}"
    (claim,) = _claims("Sandworm", text)

    assert [e.exact for e in claim.evidence] == [ENTRY]
    assert [a.phrase for a in claim.accused] == ["This threat actor"]


@pytest.mark.parametrize(
    "text",
    [
        "Hackers broke into the mail servers of a ministry.",
        "The attackers stole passwords from the ministry's servers.",
        "Responsible for hacking mail accounts of ministries and stealing passwords.",
    ],
)
def test_doers_who_are_not_named_are_the_group(text: str) -> None:
    (claim,) = _claims("Fancy Bear", text)

    assert [a.name for a in claim.accused] == ["Fancy Bear"]


def test_the_first_such_sentence_alone_is_the_claim() -> None:
    (claim,) = _claims("Sandworm", f"{ENTRY} The attackers stole passwords from the ministry's servers.")

    assert [e.exact for e in claim.evidence] == [ENTRY]


@pytest.mark.parametrize(
    "title", [None, "", "Spring in Oslo", "Volt Typhoon and Salt Typhoon", "APT28 vs. Sandworm", "Norway and Russia"]
)
def test_a_title_that_does_not_name_one_group_accuses_nobody(title: str | None) -> None:
    assert _claims(title, ENTRY) == []


@pytest.mark.parametrize(
    "title",
    [
        "Attack on APT28",
        "Police against APT28",
        "Hacktivist leaks Sandworm",
        "Rival gang hacks Lazarus Group",
        "Bank breach of Lazarus Group",
        "Police vs. Sandworm",
        "Police versus the Sandworm",
    ],
)
def test_a_group_that_is_the_victim_of_the_title_is_not_accused(title: str) -> None:
    assert _claims(title, ENTRY) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{ENTRY} Norway said China was behind the hack of its parliament.", "China"),
        (f"Iran hacked the bank. {ENTRY}", "Iran"),
    ],
)
def test_where_the_text_accuses_somebody_the_title_accuses_nobody(text: str, name: str) -> None:
    assert {a.name for claim in _claims("Sandworm", text) for a in claim.accused} == {name}


@pytest.mark.parametrize("text", ["The weather in Oslo was fine.", "The group gave a concert in the park.", "Sandworm"])
def test_a_text_that_tells_of_no_conduct_accuses_nobody(text: str) -> None:
    assert _claims("Sandworm", text) == []
