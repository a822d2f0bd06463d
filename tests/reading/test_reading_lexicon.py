"""Terms of the word lists in a text, looked up by stretch and by path."""

from __future__ import annotations

import pytest

from callout.reading.lexicon import Term, lexicon

_TEXT = (
    "With high confidence the ministry attributes the hacking of the mail servers to state-sponsored hackers; it is "
    "seriously concerned about cyber espionage, rejects the “groundless” claims, and may respond to the attack."
)


def _under(path: str) -> list[Term]:
    every = lexicon().find(_TEXT).within(0, len(_TEXT))
    return [t for t in every if not path or t.category == path or t.category.startswith(f"{path}.")]


@pytest.mark.parametrize("path", ["", "hedges", "hedges.confidence", "cyber", "cyber.strong", "actors.ties", "answers"])
def test_a_path_holds_the_terms_of_all_below_it_in_the_order_of_the_text(path: str) -> None:
    found = list(lexicon().find(_TEXT).within(0, len(_TEXT), path))
    assert found == _under(path)
    assert found
    assert [(t.start, t.end) for t in found] == sorted((t.start, t.end) for t in found)


@pytest.mark.parametrize("path", ["", "cyber.strong", "actors.ties", "hedges.confidence", "answers.denials"])
def test_any_term_is_one_that_lies_within(path: str) -> None:
    terms = lexicon().find(_TEXT)
    for start in range(0, len(_TEXT), 3):
        for end in range(start, len(_TEXT) + 1, 7):
            assert terms.any(start, end, path) == bool(list(terms.within(start, end, path)))


@pytest.mark.parametrize("path", ["speech.say", "actors.levels", "speech", "actor", "hedge"])
def test_terms_that_are_not_looked_for_are_not_found_to_be_absent(path: str) -> None:
    with pytest.raises(KeyError, match="not looked for"):
        lexicon().find(_TEXT).any(0, len(_TEXT), path)


def test_a_list_without_a_term_in_the_text_is_empty() -> None:
    assert not lexicon().find("Nothing.").any(0, 8, "speech.tails")
