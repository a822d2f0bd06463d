from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.ledger.query import MOST_TOKENS, Term, marks, parse_query
from callout.ledger.tokens import tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's PST, on 3 May", "norway s pst on 3 may"),
        ("Été naïve — Łódź Øst straße", "ete naive lodz ost strasse"),
        ("CVE-2021-26855 (M.E.Doc)", "cve 2021 26855 m e doc"),
        ("外交部发言人", "外 交 部 发 言 人"),
        ("APT41攻击 サーバー", "apt41 攻 击 サ ー バ ー"),
        ("사이버 공격", "사 이 버 공 격"),
        ("Россия отвергает", "россия отвергает"),
        ("सरकार ने कहा", "सरकार ने कहा"),
        ("snake_case", "snake case"),
        ("ＡＰＴ２８ ﬁles", "apt28 files"),
        ("?! … “”", ""),
    ],
)
def test_a_text_becomes_words_without_case_accents_and_punctuation(text: str, expected: str) -> None:
    assert words(text) == expected


def test_an_accent_written_as_a_mark_of_its_own_is_one_too() -> None:
    assert words("e\u0301te\u0301") == words("été") == "ete"


def test_a_word_is_cut_where_no_word_is_so_long() -> None:
    assert words("x" * 5_000) == "x" * 64


@given(st.text())
def test_tokens_stand_where_they_say_and_are_the_same_words(text: str) -> None:
    found = list(tokens(text))
    assert " ".join(t.word for t in found) == words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(words(text[t.start : t.end]) == t.word for t in found)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("foreign ministry", "foreign ministry"),
        ('"Foreign  Ministry" -russia hack*', '"foreign ministry" -russia hack*'),
        ("“foreign ministry”", '"foreign ministry"'),
        ('-"slander and lies" said', '-"slander and lies" said'),
        ("CVE-2021-268*", '"cve 2021 268"*'),
        ('"exchange ser"*', '"exchange ser"*'),
        ("a*", "a"),
        ("外*", "外"),
        ('"left open', '"left open"'),
        ("NEAR(a b) OR NOT c AND who:x ^y", '"near a" b or not c and "who x" y'),
        ("- -- ** ? \x00", ""),
        ("same Same SAME", "same"),
    ],
)
def test_a_query_is_understood(written: str, understood: str) -> None:
    query = parse_query(written)
    assert str(query) == understood
    assert parse_query(str(query)).terms == query.terms


@given(st.text(st.characters(codec=None) | st.sampled_from("\"-*“():^{}\\'%_ \x00"), max_size=200))
def test_any_query_is_understood_and_then_understood_the_same(written: str) -> None:
    query = parse_query(written)
    assert parse_query(str(query)).terms == query.terms
    assert all(set(word) & set("\"'*():^ ") == set() for term in query.terms for word in term.words)


def test_of_a_pasted_text_only_the_beginning_counts() -> None:
    query = parse_query(" ".join(f"word{n}" for n in range(5_000)))
    assert sum(len(t.words) for t in query.terms) == MOST_TOKENS
    assert len(parse_query('"' + "word " * 5_000).terms[0].words) == MOST_TOKENS


def test_nothing_typed_is_not_the_same_as_no_words() -> None:
    assert parse_query("  ").blank
    assert not parse_query("?").blank
    assert parse_query("-x").wanted == ()
    assert parse_query("-x").unwanted == (Term(("x",), without=True),)


def _marked(text: str, query: str) -> list[str]:
    return [text[a:b] for a, b in marks(text, parse_query(query))]


def test_marks_are_the_words_of_the_text_itself() -> None:
    text = "The Foreign\nMinistry said hackers hack; ÉTÉ, CVE-2021-26855. 外交部发言人"
    assert _marked(text, '"foreign ministry" hack* ete') == ["Foreign\nMinistry", "hackers", "hack", "ÉTÉ"]
    assert _marked(text, "CVE-2021-26855 发言") == ["CVE-2021-26855", "发言"]
    assert _marked(text, "-said") == []
    assert _marked(text, "absent") == []


def test_marks_that_overlap_follow_each_other() -> None:
    assert _marked("a b c d", '"a b c" "b c d"') == ["a b c", " d"]


def test_a_mark_at_the_end_of_the_text_is_found() -> None:
    assert _marked("one two three", '"two three"') == ["two three"]
    assert _marked("one two", '"two three"') == []


@given(st.lists(st.sampled_from(["ab", "abc", "b", "外", "-", "É"]), max_size=12), st.text('abcÉ外"*- ', max_size=12))
def test_marks_are_in_order_and_hold_a_word_that_was_asked_for(parts: list[str], written: str) -> None:
    text, query = " ".join(parts), parse_query(written)
    found = list(marks(text, query))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert all(0 <= a < b <= len(text) for a, b in found)
    if not found:
        single = {t.words[0] for t in query.wanted if len(t.words) == 1 and not t.prefix}
        assert not single & set(words(text).split())
