"""Why a claim is as it is, and why a sentence is none."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from reading_samples import document, engine

from callout.record.claim import Claim
from callout.record.reading import Explanation, Reading

NORWAY = (
    "Norway's foreign minister, Ine Eriksen Soreide, said on 13 October 2020 that Russia was behind the cyberattack on "
    "the parliament."
)
BRITAIN = (
    "Britain said with high confidence that Russia's military intelligence service, the GRU, was almost certainly "
    "responsible for the cyberattack on Georgia in October 2019."
)
EXCHANGE = (
    "The United States and Canada condemned China for exploiting CVE-2021-26855 in Microsoft Exchange. The attacks "
    "broke the norms of responsible state behaviour in cyberspace."
)
MINISTRY = (
    "Hackers linked to Iran's Revolutionary Guard broke into the mail of a ministry, Microsoft said. The Treasury "
    "sanctioned two Iranian nationals for the hack."
)
EXPECTED = "Estonia is expected to attribute the cyberattack to Russia on Monday."
UNSIGNED = "Chinese hackers broke into the servers of the ministry last year."
EMBASSY = "Norway said Russia hacked its parliament. “We reject it,” Russia's embassy said."
GROUP = "Microsoft said that Sandworm was behind the attacks that spread NotPetya in 2017."

TEXTS = [
    NORWAY,
    BRITAIN,
    EXCHANGE,
    MINISTRY,
    EXPECTED,
    UNSIGNED,
    EMBASSY,
    GROUP,
    "\n\n".join([NORWAY, BRITAIN, EXCHANGE, MINISTRY, EXPECTED, UNSIGNED, EMBASSY, GROUP]),
]

_OF_THE_DOCUMENT = {"act", "claimant", "accused", "state", "tie", "confidence", "likelihood", "said_on", "invokes"}
"""Fields whose reasons quote the document; those of other fields give examples of words too."""


def _explain(text: str) -> Reading:
    return engine().read(document(text), explain=True, dropped=True)


def _explained(text: str) -> list[tuple[Claim, Explanation]]:
    reading = _explain(text)
    assert reading.explained is not None
    found = list(zip(reading.claims, reading.explained, strict=True))
    assert found
    return found


def _because(text: str, field: str) -> list[str]:
    return [step.because for _, one in _explained(text) for step in one.steps if step.field == field]


def _reasons(text: str) -> list[str]:
    dropped = _explain(text).dropped
    assert dropped is not None
    return [one.reason for one in dropped]


def _fields(claim: Claim) -> Counter[str]:
    """The fields of a claim that hold something, each as often as it does."""
    fields = Counter(["act", "claimant", "standing", "confidence", "mode"])
    fields["with"] = bool(claim.partners)
    fields["spokespeople"] = len(claim.spokespeople)
    fields["accused"] = fields["level"] = fields["tie"] = len(claim.accused)
    fields["state"] = sum(1 for one in claim.accused if one.state)
    fields["likelihood"] = claim.likelihood is not None
    fields["venue"] = claim.venue is not None
    fields["ground"] = claim.ground is not None
    fields["said_on"] = claim.said_on is not None
    fields["invokes"] = len(claim.invokes)
    fields["conduct"] = claim.conduct is not None
    for name in ("period", "disclosed"):
        when = getattr(claim.conduct, name) if claim.conduct else None
        fields[name] = when is not None and when.phrase is not None
    return +fields


@pytest.mark.parametrize("text", TEXTS)
def test_every_claim_is_explained_in_the_order_of_the_claims(text: str) -> None:
    assert [one.claim for _, one in _explained(text)] == [claim.id for claim, _ in _explained(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_every_field_of_a_claim_has_its_step_and_no_other_has(text: str) -> None:
    for claim, one in _explained(text):
        assert Counter(step.field for step in one.steps) == _fields(claim)


@pytest.mark.parametrize("text", TEXTS)
def test_every_step_has_a_value_and_a_reason(text: str) -> None:
    for _, one in _explained(text):
        assert all(step.value.strip() and step.because.strip() for step in one.steps)


@pytest.mark.parametrize("text", TEXTS)
def test_a_step_gives_the_value_that_the_claim_has(text: str) -> None:
    for claim, one in _explained(text):
        values = {
            field: [step.value for step in one.steps if step.field == field]
            for field in ("act", "mode", "standing", "claimant", "level", "state", "tie", "spokespeople")
        }
        assert values["act"] == [claim.act]
        assert values["mode"] == [claim.mode]
        assert values["standing"] == [claim.standing]
        assert values["claimant"] == [claim.claimant.name if claim.claimant else "none"]
        assert values["level"] == [accused.level for accused in claim.accused]
        assert values["state"] == [accused.state for accused in claim.accused if accused.state]
        assert values["tie"] == [accused.tie or "null" for accused in claim.accused]
        assert values["spokespeople"] == [person.name for person in claim.spokespeople]


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_that_a_reason_quotes_stand_in_the_document(text: str) -> None:
    flat = " ".join(text.split())
    quoted = [
        words.removesuffix("…")
        for _, one in _explained(text)
        for step in one.steps
        if step.field in _OF_THE_DOCUMENT
        for words in re.findall(r"“([^“”]+)”", step.because)
    ]
    assert quoted
    assert [words for words in quoted if words not in flat] == []


@pytest.mark.parametrize("text", TEXTS)
def test_to_explain_changes_nothing_else(text: str) -> None:
    plain, reading = engine().read(document(text)), _explain(text)

    assert plain.claims == reading.claims
    assert plain.model_copy(update={"explained": reading.explained, "dropped": reading.dropped}) == reading


def test_an_explanation_is_there_only_when_it_is_asked_for() -> None:
    plain = engine().read(document(NORWAY))

    assert plain.explained is None
    assert "explained" not in json.loads(plain.to_json())
    assert len(json.loads(_explain(NORWAY).to_json())["explained"]) == 1


@pytest.mark.parametrize(
    "text", ["", "The weather was fine.", "La pluie tombe sur la ville et personne ne sort le soir."]
)
def test_a_reading_without_claims_explains_none(text: str) -> None:
    assert _explain(text).explained == ()


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (NORWAY, "claimant", "Ine Eriksen Soreide"),
        (NORWAY, "accused", "“Russia”"),
        (NORWAY, "said_on", "“13 October 2020”"),
        (NORWAY, "confidence", "the text has no words for it"),
        (NORWAY, "spokespeople", "foreign minister"),
        (BRITAIN, "confidence", "“with high confidence”"),
        (BRITAIN, "likelihood", "“almost certainly”"),
        (BRITAIN, "period", "“in October 2019”"),
        (EXCHANGE, "act", "“condemned”"),
        (EXCHANGE, "conduct", "CVE-2021-26855"),
        (EXCHANGE, "conduct", "Microsoft Exchange"),
        (UNSIGNED, "claimant", "the document's own voice"),
        (EMBASSY, "mode", "quotation marks"),
        (GROUP, "state", "not the text"),
        (EXPECTED, "standing", "announced"),
    ],
)
def test_a_reason_names_its_words_or_its_knowledge(text: str, field: str, words: str) -> None:
    assert any(words in because for because in _because(text, field))


def test_a_long_phrase_is_cut_short_and_still_stands_in_the_document() -> None:
    speaker = (
        "The director of the national centre for the defence of the networks and systems of the government of Norway, "
        "Kari Nordmann,"
    )
    text = f"{speaker} said that Russia was behind the cyberattack on the parliament."
    (because,) = _because(text, "claimant")
    (quoted,) = re.findall(r"“(.+)”", because)

    assert quoted.endswith("…")
    assert len(quoted) <= 90
    assert quoted.removesuffix("…") in text


# What was dropped


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway did not attribute the cyberattack on its parliament to Russia.",
        "Germany has not accused China of hacking its mail servers.",
        "Canada has never blamed North Korea for the ransomware attack.",
        "Russia was not behind the cyberattack on the parliament.",
    ],
)
def test_what_the_sentence_negates_is_dropped_for_that(sentence: str) -> None:
    reading = _explain(f"The weather was fine. {sentence}")

    assert reading.claims == ()
    assert reading.dropped is not None
    assert [(one.reason, one.evidence.exact) for one in reading.dropped] == [("negated", sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway accused Russia of breaking the fishing treaty.",
        "France blamed Iran for the delay in the talks about grain.",
    ],
)
def test_what_is_about_something_else_is_dropped_for_want_of_conduct(sentence: str) -> None:
    assert _explain(sentence).claims == ()
    assert _reasons(sentence) == ["no cyber conduct"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Somebody condemned Russia for the cyberattack on the parliament.",
        "Officials condemned Russia for the cyberattack.",
        "The statement condemned Russia for the cyberattack.",
    ],
)
def test_what_nobody_in_particular_says_is_dropped_for_want_of_a_speaker(sentence: str) -> None:
    assert _explain(sentence).claims == ()
    assert _reasons(sentence) == ["speaker unresolved"]


@pytest.mark.parametrize("text", [NORWAY, BRITAIN, EXCHANGE, "The weather was fine."])
def test_what_is_claimed_or_nobody_claims_is_not_dropped(text: str) -> None:
    assert _reasons(text) == []
