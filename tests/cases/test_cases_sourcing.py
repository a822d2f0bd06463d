"""Words that name where something was said are found with their exact offsets, and outlets by their names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.sourcing import MOST, named_in, outlet_key


def only(text: str) -> tuple[str, str | None]:
    (named,) = named_in(text)
    assert text[named.start : named.end] == named.exact
    return named.exact, named.outlet


@pytest.mark.parametrize(
    ("text", "words", "outlet"),
    [
        ("Norway blamed Russia, the ministry said in a statement.", "said in a statement", None),
        ("He said on Monday in a joint statement that it was us.", "said on Monday in a joint statement", None),
        ("In a news release on Tuesday the bureau named four men.", "In a news release", None),
        ("According to an advisory, the group used stolen keys.", "According to an advisory", None),
        ("The theft, according to a study by the vendor, was Iran's.", "according to a study", None),
        ("“It was them,” Varn told Reuters.", "told Reuters", "Reuters"),
        ("Officials told The Washington Post that Iran did it.", "told The Washington Post", "The Washington Post"),
        ("The Guardian reported that ministers were briefed.", "The Guardian reported", "The Guardian"),
        ("The BBC first reported the breach.", "The BBC first reported", "BBC"),
        ("She said so in an interview with Der Spiegel.", "in an interview with Der Spiegel", "Der Spiegel"),
        ("He told the Harbour Gazette that charts were gone.", "told the Harbour Gazette", "Harbour Gazette"),
        ("He told the Danish broadcaster Havet that it was Iran.", "told the Danish broadcaster Havet", "Havet"),
        ("China was behind it, the agency Tass wrote.", "Tass wrote", "TASS"),
        ("The minister told reporters that it was Russia.", "told reporters", None),
        ("It was Iran, the paper wrote, citing two officials.", "citing two officials", None),
    ],
)  # fmt: skip
def test_a_named_origin_is_found(text: str, words: str, outlet: str | None) -> None:
    assert only(text) == (words, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "The statement of accounts was stolen.",
        "Microsoft told customers to install the patch.",
        "The post office reported no losses.",
        "Intruders read the report on harbour charts.",
    ],
)
def test_other_uses_of_the_words_name_no_origin(text: str) -> None:
    assert named_in(text) == ()


def test_a_mention_has_the_bounds_of_its_sentence() -> None:
    text = "Charts were stolen.\n\nIt was Graustark, Varn said in a statement. Nobody was hurt."
    (named,) = named_in(text)
    assert text[named.sentence_start : named.sentence_end].strip() == "It was Graustark, Varn said in a statement."


def test_two_spellings_of_an_outlet_are_one() -> None:
    assert outlet_key("The Guardian") == outlet_key("Guardian")
    assert outlet_key("WSJ") == outlet_key("The Wall Street Journal")
    assert outlet_key("The Harbour Gazette") == outlet_key("Harbour Gazette")
    assert outlet_key("The Times") != outlet_key("Financial Times")


@given(
    st.lists(
        st.sampled_from(
            ["Varn ", "told ", "Reuters ", "said in a ", "statement", ". ", "\n\n", "the ", "BBC ", "reported "]
        )
    )
)
def test_mentions_are_exact_in_order_and_do_not_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    found = named_in(text)
    assert len(found) <= MOST
    for named in found:
        assert text[named.start : named.end] == named.exact
        assert 0 <= named.sentence_start <= named.start < named.end <= named.sentence_end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
