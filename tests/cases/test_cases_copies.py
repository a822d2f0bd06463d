"""Cut, moved and reworded texts are copies; a shared background paragraph or a shared quotation makes no copy."""

from __future__ import annotations

import time
from itertools import permutations
from random import Random

import pytest
from cases_stories import APART, BACKGROUND, COPIES, CUT, DENIAL, LATER, LEAD, OTHER, REWORDED, STORY
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.copies import are_copies, texts_among
from callout.cases.fingerprint import Fingerprint


def copied(one: str, other: str) -> bool:
    a, b = Fingerprint.of(one), Fingerprint.of(other)
    assert are_copies(a, b) == are_copies(b, a)
    return are_copies(a, b)


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_known_however_it_was_edited(copy: str) -> None:
    assert copied(STORY, copy)


def test_a_text_within_a_longer_one_is_a_copy() -> None:
    around = OTHER.replace(BACKGROUND, STORY.replace(BACKGROUND, ""))
    assert copied(STORY.replace(BACKGROUND, ""), around)


def test_a_background_paragraph_makes_no_copy() -> None:
    assert BACKGROUND in STORY
    assert BACKGROUND in OTHER
    assert not copied(STORY, OTHER)


def test_a_background_paragraph_that_is_most_of_a_short_text_makes_no_copy() -> None:
    ferry = "A ferry ran aground off Port Zenda on Monday, and all forty passengers waded home."
    brief = f"{ferry}\n\n{BACKGROUND}"
    assert not copied(STORY, brief)
    assert not copied(OTHER, brief)


def test_a_background_paragraph_of_which_a_sentence_was_left_out_is_one_passage_still() -> None:
    first, second, third = (
        "The two countries have quarrelled over the strait since the lighthouse treaty of 1921 lapsed.",
        "A commission met twice.",
        "Smugglers, divers and amateur radio operators were arrested on both shores, and fined by courts at sea.",
    )
    whole = OTHER.replace(BACKGROUND, f"{first} {second} {third}")
    part = f"{LEAD}\n\n{DENIAL}\n\n{first} {third}"
    assert not copied(whole, part)


def test_a_quotation_makes_no_copy() -> None:
    assert not copied(STORY, APART)


def test_phrases_of_the_trade_make_no_copy() -> None:
    one = "Norway said on Thursday that Russia was behind the hack of its parliament, and summoned the ambassador."
    other = "Estonia said on Thursday that Russia was behind the hack of its land registry, which was closed at noon."
    assert not copied(one, other)


def test_texts_of_few_words_are_no_copies() -> None:
    assert not copied("Harbour charts stolen.", "Harbour charts stolen.")
    assert not copied("", "")


def test_copies_of_copies_are_of_one_text() -> None:
    ending = f"{LATER} {DENIAL}"
    prints = {name: Fingerprint.of(text) for name, text in (("a", CUT), ("b", STORY), ("c", ending), ("d", OTHER))}
    assert not are_copies(prints["a"], prints["c"])
    assert texts_among(prints) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_the_order_of_the_texts_changes_nothing() -> None:
    texts = {"a": CUT, "b": REWORDED, "c": OTHER, "d": STORY, "e": APART}
    found = [texts_among({name: Fingerprint.of(texts[name]) for name in order}) for order in permutations(texts)]
    assert all(one == found[0] for one in found)
    assert len(set(found[0].values())) == 3


WORDS = st.sampled_from(
    ["harbour", "charts", "submarine", "pilots", "mailbox", "consul", "lighthouse", "buoys", "nets"]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXTS, TEXTS)
def test_copying_is_mutual(one: str, other: str) -> None:
    copied(one, other)


@given(st.lists(TEXTS, max_size=6), st.randoms())
def test_what_is_found_among_many_is_what_follows_from_pairs(texts: list[str], random: Random) -> None:
    prints = {f"{at}": Fingerprint.of(text) for at, text in enumerate(texts)}
    joined = {name: {name} for name in prints}
    for one in prints:
        for other in prints:
            if one < other and are_copies(prints[one], prints[other]) and joined[one] is not joined[other]:
                both = joined[one] | joined[other]
                joined.update(dict.fromkeys(both, both))
    shuffled = list(prints)
    random.shuffle(shuffled)
    assert texts_among({name: prints[name] for name in shuffled}) == {name: min(joined[name]) for name in prints}


def test_a_thousand_copies_are_found_in_seconds() -> None:
    copies = {f"{at:04}": Fingerprint.of(f"{STORY}\n\nEdition {at} of the Herald.") for at in range(1_000)}
    start = time.process_time()
    assert set(texts_among(copies).values()) == {"0000"}
    assert time.process_time() - start < 5


def test_a_text_that_repeats_itself_takes_no_longer_than_others() -> None:
    one = Fingerprint.of("harbour charts " * 750)
    other = Fingerprint.of("harbour charts submarine " * 500)
    start = time.process_time()
    are_copies(one, other)
    assert time.process_time() - start < 1
