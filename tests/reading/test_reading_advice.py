"""Documents that are advisories, rather than tell of them."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, claims, context, joined, one

from callout.reading.advice import issued_advice, own_name
from callout.record.acts import Act, Mode, Standing

_BODY = "Hackers of the GRU enter routers of small firms and of homes, and they stay there for months on end."
_LETTERHEAD = "National Cyber Security Centre of Finland\n5 May 2021\n\n"
_RAIN = "Rain fell in the town on that day. "


def _named(text: str) -> str | None:
    sentence = own_name(context(text))
    return text[sentence.start : sentence.end] if sentence else None


@pytest.mark.parametrize(
    "heading",
    [
        "Security alert",
        "SECURITY ALERT",
        "Cybersecurity advisory on routers",
        "Joint warning",
        "Security bulletin of May",
        "Routers in homes: an advisory",
    ],
)
def test_the_heading_that_calls_a_document_an_advisory_is_its_own_name(heading: str) -> None:
    assert _named(f"{heading}\n{_LETTERHEAD}{_BODY}") == heading


@pytest.mark.parametrize(
    "sentence",
    [
        "This alert says how they do it.",
        "This advisory says how they do it.",
        "This joint advisory says how they do it.",
        "Read this cybersecurity advisory to the end.",
        "Read this joint cyber security advisory to the end.",
    ],
)
def test_a_sentence_that_says_this_advisory_names_the_document(sentence: str) -> None:
    assert _named(f"Routers in homes\n{_LETTERHEAD}{_BODY} {sentence} {_RAIN}") == sentence


def test_the_heading_goes_before_the_sentence() -> None:
    assert _named(f"Security alert\n{_LETTERHEAD}This advisory is short. {_BODY}") == "Security alert"


@pytest.mark.parametrize(
    "text",
    [
        # Without an issuer a document advises nobody.
        f"Security alert\n\n{_BODY} This alert says how they do it.",
        "Cybersecurity advisory",
        f"FBI and NSA issue advisory on routers\nOSLO\n\n{_BODY}",
        # Other words, another document's name, or too late in the text.
        f"Routers in homes\n{_LETTERHEAD}{_BODY}",
        f"Ministers were alerted\n{_LETTERHEAD}{_BODY}",
        f"Routers in homes\n{_LETTERHEAD}{_BODY} An advisory came from Denmark. The alert was short.",
        f"Routers in homes\n{_LETTERHEAD}{_BODY} {_RAIN * 30}This alert says how they do it.",
        "",
        "\n\n\n",
    ],
)
def test_a_document_that_does_not_call_itself_an_advisory_is_none(text: str) -> None:
    assert _named(text) is None
    assert list(issued_advice(context(text), [])) == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"Security alert\n{_LETTERHEAD}{_BODY}", "Security alert"),
        (f"Routers\n{_LETTERHEAD}{_BODY} This alert says how they do it.", "This alert says how they do it."),
    ],
)
def test_an_advisory_is_the_advice_of_its_issuer_in_the_words_that_name_it(text: str, evidence: str) -> None:
    claim = one(text, Act.ADVISE)

    assert (by(claim), claim.accused, claim.mode, claim.standing) == ("FI", (), Mode.AUTHORED, Standing.ASSERTED)
    assert [(e.start, e.end, e.exact) for e in claim.evidence] == [
        (text.index(evidence), text.index(evidence) + len(evidence), evidence)
    ]


def test_a_joint_advisory_is_the_advice_of_all_who_issue_it() -> None:
    text = (
        "Routers in homes\nJoint Cybersecurity Advisory\n\n"
        f"The FBI and the Canadian Centre for Cyber Security release this joint advisory. {_BODY}"
    )

    claim = one(text, Act.ADVISE)

    assert (by(claim), joined(claim)) == ("US", {"CA"})


@pytest.mark.parametrize(
    "sentence",
    [
        "The National Cyber Security Centre of Finland published this advisory on the hackers.",
        "We issue this alert to warn of the hackers.",
    ],
)
def test_a_sentence_that_says_that_the_advisory_is_issued_is_the_only_claim_of_it(sentence: str) -> None:
    claim = one(f"Security alert\n{_LETTERHEAD}{_BODY} {sentence}", Act.ADVISE)

    assert by(claim) == "FI"
    assert [e.exact for e in claim.evidence] == [sentence]


def test_the_advice_of_another_state_does_not_stand_for_the_own() -> None:
    text = f"Security alert\n{_LETTERHEAD}{_BODY} Last week Denmark issued an advisory on the hackers."

    assert {by(claim) for claim in claims(text, Act.ADVISE)} == {"FI", "DK"}


def test_news_of_an_advisory_is_the_advice_of_whom_it_tells_of() -> None:
    claim = one("FBI issues advisory\nOSLO\n\nThe FBI has issued an advisory on the hackers.", Act.ADVISE)

    assert (by(claim), claim.mode) == ("US", Mode.REPORTED)


@pytest.mark.parametrize("piece", ["x", " ", "this advisory ", "this joint ", "alert "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = f"Routers\n{_LETTERHEAD}" + (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    list(issued_advice(context(text), []))

    assert time.process_time() - began < 5
