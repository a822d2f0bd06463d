from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from callout.errors import EvidenceError
from callout.record.evidence import Evidence

_TEXT = "The ministry said: “We know who did it.”\r\n\r\nThe embassy denied it."


@given(st.data())
def test_a_stretch_that_is_cut_stands_word_for_word_in_its_text(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())

    evidence = Evidence.cut(text, start, end)

    assert text[evidence.start : evidence.end] == evidence.exact == text[start:end].strip()
    evidence.check(text, "a document")


def test_white_space_at_the_ends_is_left_out_and_inside_it_is_kept() -> None:
    text = "One.\n\t  They denied\r\nit.\u00a0\u2003\n\nTwo."
    evidence = Evidence.cut(text, 4, text.index("Two"))

    assert evidence.exact == "They denied\r\nit."
    assert (evidence.start, evidence.end) == (8, 24)


def test_offsets_count_code_points() -> None:
    text = "🛰 e\u0301tat: 否认 the charge"
    start = text.index("否认")

    assert Evidence.cut(text, start, start + 2) == Evidence(start=start, end=start + 2, exact="否认")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 4), (0, 10_000), (10_000, 10_001), (-5, -1)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Evidence.cut(_TEXT, start, end)


def test_a_stretch_of_white_space_is_no_evidence() -> None:
    gap = _TEXT.index("\r\n\r\n")

    with pytest.raises(EvidenceError):
        Evidence.cut(_TEXT, gap, gap + 4)


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [(0, 4, "The"), (0, 2, "The"), (3, 0, "The"), (0, 0, ""), (5, 5, ""), (-3, 0, "The"), (0, 1, "")],
)
def test_offsets_that_do_not_fit_the_words_are_refused(start: int, end: int, exact: str) -> None:
    with pytest.raises(ValidationError):
        Evidence(start=start, end=end, exact=exact)


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (1, 4, "The"),  # the right words at the wrong place
        (0, 3, "the"),  # another letter case
        (19, 40, '"We know who did it."'),  # straight quotation marks for curly ones
        (68, 71, "it."),  # beyond the end
    ],
)
def test_words_that_do_not_stand_at_their_offsets_are_refused(start: int, end: int, exact: str) -> None:
    evidence = Evidence(start=start, end=end, exact=exact)

    with pytest.raises(EvidenceError) as refused:
        evidence.check(_TEXT, "doc_of_the_test")

    assert refused.value.where == "doc_of_the_test"
    assert str(start) in refused.value.what
    assert refused.value.remedy


@given(st.text(min_size=1), st.text(min_size=1))
def test_evidence_passes_its_check_only_where_its_words_stand(text: str, words: str) -> None:
    evidence = Evidence(start=0, end=len(words), exact=words)

    if text.startswith(words):
        evidence.check(text, "a document")
    else:
        with pytest.raises(EvidenceError):
            evidence.check(text, "a document")


def test_evidence_cannot_be_changed() -> None:
    evidence = Evidence.cut(_TEXT, 0, 12)

    with pytest.raises(ValidationError):
        evidence.start = 1  # type: ignore[misc]
