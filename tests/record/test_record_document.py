from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from callout.record.dates import When
from callout.record.document import Document


@given(st.text())
def test_a_document_keeps_its_text_and_its_length_in_code_points(text: str) -> None:
    document = Document.of(text, "memo.txt")

    assert document.text == text
    assert document.length == len(text)


def test_a_document_is_addressed_by_its_text_alone() -> None:
    here = Document.of("They deny it.", "https://one.example/a", title="A denial", published=When.year(2021))
    there = Document.of("They deny it.", "copy.txt")

    assert here.id == there.id
    assert here.id != Document.of("They deny it!", "copy.txt").id


def test_what_a_source_does_not_give_is_null() -> None:
    document = Document.of("They deny it.", "memo.txt")

    assert document.title is None
    assert document.source is None
    assert document.byline is None
    assert document.published is None
    assert document.language is None


def test_the_text_is_not_part_of_the_json_form_nor_of_the_repr() -> None:
    document = Document.of("They deny it.", "memo.txt")

    assert "text" not in document.model_dump()
    assert "They deny it." not in document.model_dump_json()
    assert "They deny it." not in repr(document)


def test_the_kept_text_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Document.of("They deny it.", "memo.txt").text = "They admit it."  # type: ignore[misc]
