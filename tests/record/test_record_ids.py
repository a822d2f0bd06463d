from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from callout.record.ids import Canonical, make_id

_SHAPE = re.compile(r"[a-z]+_[a-z2-7]{20}")
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def _turned(value: Canonical) -> Canonical:
    """The same value with the keys of every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [_turned(item) for item in value]
    return value


def test_an_id_is_the_same_in_every_release() -> None:
    # Ids stand in ledgers and in other people's links. A change here orphans them all.
    assert make_id("doc", "Norway names a state.") == "doc_a5qplf6kjtexmp4ytb2q"
    assert make_id("clm", {"act": "deny", "accused": [], "claimant": None, "evidence": [[0, 4]]}) == (
        "clm_3uffvd3o4n5iqhf37upe"
    )
    assert make_id("doc", "Ålesund 北京 🛰") == "doc_kh24ud73go6vbtf4ky5r"


@given(_VALUES)
def test_an_id_does_not_depend_on_the_order_of_keys(value: Canonical) -> None:
    assert make_id("ent", value) == make_id("ent", _turned(value))


@given(st.text(alphabet=st.characters(categories=("Cs", "L", "P"))))
def test_any_text_has_an_id_even_one_with_lone_surrogates(text: str) -> None:
    assert _SHAPE.fullmatch(make_id("doc", text))


@given(st.text(), st.text())
def test_two_texts_share_an_id_only_when_they_are_one_text(one: str, other: str) -> None:
    assert (make_id("doc", one) == make_id("doc", other)) == (one == other)


def test_composed_and_decomposed_letters_are_two_texts() -> None:
    assert make_id("doc", "caf\u00e9") != make_id("doc", "cafe\u0301")


def test_the_order_of_a_list_is_part_of_what_an_id_stands_for() -> None:
    assert make_id("clm", [[0, 4], [9, 12]]) != make_id("clm", [[9, 12], [0, 4]])


def test_a_number_a_word_and_a_truth_value_are_three_things() -> None:
    assert len({make_id("ent", value) for value in ("1", 1, True, None, "null", [1])}) == 6


def test_the_prefix_tells_the_kinds_apart_and_not_the_digest() -> None:
    assert make_id("doc", "same").removeprefix("doc_") == make_id("ent", "same").removeprefix("ent_")
