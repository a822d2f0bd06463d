"""The same words in many documents are one origin; other words, however like, are another."""

from __future__ import annotations

import pytest
from cases_samples import (
    ESTONIA,
    NORWAY,
    SECURITY_SERVICE,
    a_reading,
    conduct,
    only_case,
    say,
)

from callout.cases.origins import origins_in
from callout.record.acts import Mode
from callout.record.case import Origin
from callout.record.entity import Party
from callout.record.reading import Reading

SENTENCE = "It is our assessment that Russia stood behind this activity against our parliament."
ANOTHER = "We have told the ambassador that such attacks on our institutions must never happen again."
QUOTED = Mode.QUOTED


def paper(name: str, words: str = SENTENCE, by: Party | None = NORWAY, mode: Mode = QUOTED) -> Reading:
    """A newspaper that carries the words, and a sentence of its own that makes it another document."""
    return a_reading(say(words, by, mode=mode), say(f"So the {name} wrote.", None, of=()))


def origins_of(*readings: Reading) -> tuple[Origin, ...]:
    return origins_in([claim for r in readings for claim in r.claims])


def test_one_sentence_in_three_documents_is_one_origin() -> None:
    papers = [paper(name) for name in ("Post", "Times", "Herald")]
    (origin,) = origins_of(*papers)
    assert set(origin.documents) == {p.document.id for p in papers}
    assert origin.words == SENTENCE
    assert origin.claimant == NORWAY


def test_the_order_of_the_documents_changes_nothing() -> None:
    papers = [paper(name) for name in ("Post", "Times", "Herald")]
    assert origins_of(*papers) == origins_of(*papers[::-1])


def test_different_sentences_are_not_one_origin() -> None:
    assert origins_of(paper("Post"), paper("Times", ANOTHER)) == ()


def test_two_sentences_that_two_documents_carry_are_two_origins() -> None:
    papers = [paper("Post"), paper("Times"), paper("Herald", ANOTHER), paper("Courier", ANOTHER)]
    assert {(o.words, len(o.documents)) for o in origins_of(*papers)} == {(SENTENCE, 2), (ANOTHER, 2)}


@pytest.mark.parametrize(
    "written",
    [
        f"“{SENTENCE}”",
        f'"{SENTENCE}"',
        f"‘{SENTENCE}’",
        SENTENCE.replace(" that ", "\n  that "),
        SENTENCE.upper(),
    ],
    ids=["curly", "straight", "single", "broken line", "capitals"],
)
def test_quotation_marks_white_space_and_capitals_make_no_other_words(written: str) -> None:
    assert [len(o.documents) for o in origins_of(paper("Post"), paper("Times", written))] == [2]


def test_a_part_of_a_sentence_is_of_the_same_origin() -> None:
    part = SENTENCE.removesuffix(" against our parliament.")
    assert [len(o.documents) for o in origins_of(paper("Post"), paper("Times", part))] == [2]


def test_a_sentence_in_one_document_only_is_not_counted() -> None:
    assert origins_of(paper("Post")) == ()
    twice = a_reading(say(SENTENCE, mode=QUOTED), say(SENTENCE + " ", SECURITY_SERVICE, mode=QUOTED))
    assert origins_of(twice) == ()


def test_a_paraphrase_is_not_the_words() -> None:
    assert origins_of(paper("Post", mode=Mode.REPORTED), paper("Times", mode=Mode.REPORTED)) == ()
    assert origins_of(paper("Post"), paper("Times", mode=Mode.AUTHORED)) == ()


def test_words_so_short_that_they_may_be_alike_by_chance_are_not_counted() -> None:
    assert origins_of(paper("Post", "Russia did it."), paper("Times", "Russia did it.")) == ()


def test_the_same_words_of_another_claimant_are_another_origin() -> None:
    assert origins_of(paper("Post", by=NORWAY), paper("Times", by=ESTONIA)) == ()


def test_a_state_and_its_agency_are_one_claimant() -> None:
    assert [len(o.documents) for o in origins_of(paper("Post"), paper("Times", by=SECURITY_SERVICE))] == [2]


def test_a_case_holds_the_origins_of_its_claims() -> None:
    mail = conduct(operation="Storting breach")
    papers = [
        a_reading(say(SENTENCE, mode=QUOTED, about=mail), say(f"So the {name} wrote.", None, of=(), about=mail))
        for name in ("Post", "Times", "Herald")
    ]
    assert [len(o.documents) for o in only_case(*papers).origins] == [3]
    assert [p.reports for p in only_case(*papers).positions if p.claimant == NORWAY] == [3]
