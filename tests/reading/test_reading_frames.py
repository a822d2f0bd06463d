"""Which stretches hold a verb of the frames."""

from __future__ import annotations

import time

import pytest

from callout.reading.frames import _Claiming, frames, has_claiming_verb
from callout.reading.lexicon import words


def _claims(text: str) -> bool:
    return has_claiming_verb(text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "They blamed it.",
        "They are blaming it",
        "It was attributed to a group.",
        "ATTRIBUTING IT",
        "They condemned it.",
        "It denies all.",
        "He denied it.",
        "It identifies them.",
        "They were linked to it.",
        "It laid it on them.",
        "They were pinning it on him.",
        "It expels them.",
        "They expelled two.",
        "Expelling two of them",
        "They deplored it.",
        "“Retaliating,” he said.",
        "They indicted four.",
    ],
)
def test_a_verb_that_claims_by_itself_is_found_in_any_inflection(text: str) -> None:
    assert _claims(text)


@pytest.mark.parametrize(
    ("claiming", "other"),
    [
        ("They held them responsible.", "They held a party."),
        ("He made them accountable.", "He made a cake."),
        ("They took down the domain.", "They took the train."),
        ("They banned the accounts.", "They banned smoking."),
        ("They issued an advisory.", "They issued a stamp."),
        ("They sent an alert.", "They sent a letter."),
        ("They wrote guidance.", "They wrote a novel."),
        ("Guidance was written.", "A novel was written."),
        ("An advisory was led by them.", "It was led by them."),
        ("They brought charges.", "They brought flowers."),
        ("They unsealed an indictment.", "They unsealed a letter."),
        ("It was placed on a list.", "It was placed on a chair."),
        ("They supported the attribution.", "They supported the child."),
        ("They summoned the ambassador.", "They summoned the waiter."),
        ("They fixed the vulnerability.", "They fixed the roof."),
        ("They notified him of a suspicion.", "They notified him."),
        ("Sanctions were imposed.", "A task was imposed."),
    ],
)
def test_a_verb_that_needs_an_object_counts_only_beside_it(claiming: str, other: str) -> None:
    assert (_claims(claiming), _claims(other)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "It rained on the hills.",
        "The accuser spoke of a condemnation.",
        "An attribution is no verb.",
        "A blameless man",
        "unblamed",
        "An advisory",
        "The pinhole",
    ],
)
def test_words_that_only_resemble_a_verb_are_none(text: str) -> None:
    assert not _claims(text)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("They blamed it.", True),
        ("It rained.", False),
        ("They issued it.", False),
        ("An advisory came.", False),
        ("They issued it. An advisory came.", True),
        ("It rained. They issued it.", False),
    ],
)
def test_only_the_stretch_that_is_asked_counts(part: str, expected: bool) -> None:
    text = "They blamed it. It rained. They issued it. An advisory came."
    start = text.index(part)

    assert has_claiming_verb(text, start, start + len(part)) is expected


def test_a_stretch_that_cuts_a_word_does_not_hold_it() -> None:
    text = "They condemned it."

    assert not has_claiming_verb(text, 0, text.index("condemned") + 4)
    assert not has_claiming_verb(text, text.index("condemned") + 3, len(text))


def _needs_nothing() -> list[str]:
    return sorted(verb for verb, all_ in frames().items() if any(not frame.needs for frame in all_))


@pytest.mark.parametrize("verb", _needs_nothing())
def test_each_verb_that_needs_nothing_beside_it_is_found_as_it_stands(verb: str) -> None:
    assert _claims(f"They {verb} it.")


@pytest.mark.parametrize(
    ("verb", "form"), [(verb, form) for verb, forms in words("frames")["irregular"].items() for form in forms]
)
def test_each_irregular_form_is_that_of_a_verb_of_the_frames(verb: str, form: str) -> None:
    objects = {o for frame in frames()[verb] for o in frame.needs}

    assert any(_claims(f"They {form} it, {o}") for o in objects or {""})


@pytest.mark.parametrize("piece", ["x", " ", "issued ", "advisory ", "held ", "-", "made it "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    _claims(text)

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They co-sign it.", True),
        ("They Co-sign-off it", True),
        ("They sign it.", False),
        ("They cosign it.", False),
        ("They re-blame it.", True),
        ("They reblame it.", False),
    ],
)
def test_a_verb_is_told_by_a_word_or_by_two_with_a_hyphen_between(text: str, told: bool) -> None:
    assert _Claiming(frozenset({"co-sign", "blame"}), ()).within(text, 0, len(text)) == told
