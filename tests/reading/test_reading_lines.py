from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.reading.lines import Quotations, find_quotations, split_lines, split_sentences


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


def _quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


# Sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Dombrovskis met Mrs. Kallas and Dr. Ek.",
        "Gen. Nakasone told Sen. Warner of the attack.",
        "The U.S. Treasury and the U.K. Foreign Office agreed.",
        "He spoke for the U.S. Cyber Command on the matter.",
        "It hit e.g. Norway, i.e. the parliament.",
        "Prof. J. R. R. Olsen signed it.",
        "George W. Bush and John F. Kennedy were named.",
        "The firm, Acme Corp. of Ohio, was hit.",
        "It is known as No. 61398 in the list.",
        "About 3.5 million records of v. 2.0 were taken.",
        "They met on Jan. 14 and Sept. 2 in Oslo.",
        "Files named report.final.pdf and run.exe were sent.",
        "The site www.example.org was defaced.",
        "He waited … and then he spoke.",
        "He waited... and then he spoke.",
        "Yahoo! said it was hit.",
        "“Who did it?” asked the minister.",
        "It came at 3 p.m. on Monday.",
        "St. Petersburg was named.",
        "Lt. Col. Ivan Petrov was charged.",
        "The D.P.R.K. and the P.R.C. denied it.",
        "Is it true?! they asked.",
        "The cost (approx. 10 million kroner) was high.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert _sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. It rose.", ["It fell.", "It rose."]),
        ("Did it fall? It did! Then it rose.", ["Did it fall?", "It did!", "Then it rose."]),
        ("It is the U.S. The others agreed.", ["It is the U.S.", "The others agreed."]),
        ("They met in Washington, D.C. Moscow denied it.", ["They met in Washington, D.C.", "Moscow denied it."]),
        ("It was 5 p.m. The lights went out.", ["It was 5 p.m.", "The lights went out."]),
        ("He said: “It fell.” She left.", ["He said: “It fell.”", "She left."]),
        ('He said: "It fell." She left.', ['He said: "It fell."', "She left."]),
        ("“It fell.” “It rose.”", ["“It fell.”", "“It rose.”"]),
        ("It fell (twice.) It rose.", ["It fell (twice.)", "It rose."]),
        ("It fell … Then it rose.", ["It fell …", "Then it rose."]),
        ("It fell... Then it rose.", ["It fell...", "Then it rose."]),
        ("It fell.\nIt rose", ["It fell.", "It rose"]),
        ("It cost 5. Then it rose.", ["It cost 5.", "Then it rose."]),
        ("它倒了。它起来了。", ["它倒了。", "它起来了。"]),
        ("Это правда. Он сказал это.", ["Это правда.", "Он сказал это."]),
    ],
)
def test_a_sentence_ends_where_the_next_begins(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


def test_a_headline_never_fuses_with_the_first_sentence() -> None:
    text = "Norway names Russia\nBy Kari Nordmann in Oslo\n\nNorway named Russia on Tuesday. It gave no proof."

    found = split_sentences(text)

    assert [text[s.start : s.end] for s in found] == [
        "Norway names Russia",
        "By Kari Nordmann in Oslo",
        "Norway named Russia on Tuesday.",
        "It gave no proof.",
    ]
    assert [s.heading for s in found] == [True, True, False, False]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\n \t\n"])
def test_a_line_ends_at_any_line_break(end: str) -> None:
    text = f"Norway names Russia{end}It gave no proof."

    assert _sentences(text) == ["Norway names Russia", "It gave no proof."]


def test_a_long_line_without_a_stop_is_no_heading() -> None:
    text = "word " * 60

    assert [s.heading for s in split_sentences(text)] == [False]


def test_a_text_without_sentence_ends_is_cut_at_white_space_and_loses_no_word() -> None:
    text = "governme nt officials sa id " * 400

    found = _sentences(text)

    assert len(found) > 5
    assert " ".join(found).split() == text.split()
    assert max(map(len, found)) <= 1200


_WRAPPED = (
    "The ministry said in a statement to the press that the mail servers of the\n"
    "parliament had been entered in the spring of the year by persons who are thought\n"
    "to work for a foreign service. It gave no names and no dates, and it did not say\n"
    "how many accounts were read.\n"
    "\n"
    "A spokesman for the embassy called the statement a fiction, and he asked for the\n"
    "evidence to be put before experts of both states before any more was said about\n"
    "it in public.\n"
)


def test_text_broken_at_a_fixed_width_is_read_by_paragraph() -> None:
    assert [" ".join(sentence.split()) for sentence in _sentences(_WRAPPED)] == [
        "The ministry said in a statement to the press that the mail servers of the parliament had been "
        "entered in the "
        "spring of the year by persons who are thought to work for a foreign service.",
        "It gave no names and no dates, and it did not say how many accounts were read.",
        "A spokesman for the embassy called the statement a fiction, and he asked for the evidence to be put before "
        "experts of both states before any more was said about it in public.",
    ]


def test_text_broken_at_a_fixed_width_with_carriage_returns_is_read_by_paragraph() -> None:
    assert [" ".join(s.split()) for s in _sentences(_WRAPPED.replace("\n", "\r\n"))] == [
        " ".join(s.split()) for s in _sentences(_WRAPPED)
    ]


def test_a_list_is_not_taken_for_text_broken_at_a_fixed_width() -> None:
    text = "\n".join(f"- the {name} ministry of a state" for name in ("first", "second", "third", "fourth", "fifth"))

    assert len(split_lines(text)) == 5


# Quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it fell” and left.", ["it fell"]),
        ('He said "it fell" and left.', ["it fell"]),
        ("He said ‘it fell’ and left.", ["it fell"]),
        ("Er sagte „es fiel“ und ging.", ["es fiel"]),
        ("Il dit « il tomba » et partit.", [" il tomba "]),
        ("他说「倒了」。", ["倒了"]),
        ("“It fell,” he said. “It rose.”", ["It fell,", "It rose."]),
        ("He called it “a ‘grave’ act” of war.", ["a ‘grave’ act"]),
        ("It’s the ministers’ word, and that’s that.", []),
        ("The state’s “organ” is the ministry’s.", ["organ"]),
        ("‘It’s ours,’ he said.", ["It’s ours,"]),
        ("“” is empty.", []),
        ("no marks at all", []),
        ("”it ends before it begins", []),
    ],
)
def test_what_stands_between_quotation_marks_is_a_quotation(text: str, expected: list[str]) -> None:
    assert _quoted(text) == expected


def test_the_parts_of_a_quotation_over_several_paragraphs_are_one_whole() -> None:
    text = (
        "He went on: “First we looked at the servers.\n\n“Then we looked at the mail.\n\n“Then we knew,” he said.\n\n"
        "“We are sure,” she said."
    )

    found = find_quotations(text)

    assert [text[q.start : q.end] for q in found] == [
        "First we looked at the servers.",
        "Then we looked at the mail.",
        "Then we knew,",
        "We are sure,",
    ]
    assert found[0].whole == found[1].whole == found[2].whole != found[3].whole


def test_straight_marks_also_run_over_paragraphs() -> None:
    text = 'He went on: "First we looked.\n\n"Then we knew," he said. "It was them."'

    found = find_quotations(text)

    assert [text[q.start : q.end] for q in found] == ["First we looked.", "Then we knew,", "It was them."]
    assert found[0].whole == found[1].whole != found[2].whole


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "He said: “We know who did it.\n\nThe others said nothing of it. “Nothing,” they said."

    assert _quoted(text) == ["We know who did it.", "Nothing,"]


def test_a_mark_missing_in_one_paragraph_does_not_turn_the_next_inside_out() -> None:
    text = 'He said "we know who did it.\n\nThe others said "nothing" of it.'

    assert _quoted(text) == ["we know who did it.", "nothing"]


def test_which_quotation_a_position_lies_in_is_found_by_position() -> None:
    text = "He said “it fell” and “it rose” and left."
    quotations = Quotations(find_quotations(text))

    inside = quotations.at(text.index("rose"))
    assert inside is not None
    assert text[inside.start : inside.end] == "it rose"
    assert quotations.at(0) is None
    assert quotations.at(text.index("“")) is None
    assert quotations.at(len(text) - 1) is None
    assert [text[q.start : q.end] for q in quotations.overlapping(0, len(text))] == ["it fell", "it rose"]
    assert quotations.overlapping(0, 5) == []


# Any text

_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["“", "”", '"', "‘", "’", "„", "«", "»", "「", "」", "\n", "\n\n", "\r\n", "\u2028", ". ", "? ", "… "]
        ),
        st.sampled_from(
            ["Mr. ", "U.S. ", "e.g. ", "J. ", "word ", "Word ", "it’s ", "。", "！", "- ", "\u00a0", "x" * 90]
        ),
        st.text(max_size=8),
    ),
    max_size=60,
).map("".join)


def _check_lines(text: str) -> None:
    last = 0
    for start, end in split_lines(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def _check_sentences(text: str) -> None:
    last = 0
    for index, sentence in enumerate(split_sentences(text)):
        assert sentence.index == index
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip()
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip("\n\r\x0b\x0c\x85\u2028\u2029").strip()


def _check_quotations(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end


@given(st.one_of(st.text(), _PIECES))
def test_lines_lie_in_any_text_in_order(text: str) -> None:
    _check_lines(text)


@given(st.one_of(st.text(), _PIECES))
def test_sentences_lie_in_any_text_in_order_and_hold_all_its_words(text: str) -> None:
    _check_sentences(text)


@given(st.one_of(st.text(), _PIECES))
def test_quotations_lie_in_any_text_in_order_without_overlap(text: str) -> None:
    _check_quotations(text)


@given(_PIECES, st.integers(0, 400))
def test_a_position_lies_in_the_quotation_that_holds_it(text: str, position: int) -> None:
    found = find_quotations(text)
    expected = next((q for q in found if q.start <= position < q.end), None)

    assert Quotations(found).at(position) == expected


# Linear time

_LENGTH = 300_000

_PATHOLOGICAL = {
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "single marks": "‘",
    "apostrophes": "’",
    "marks and breaks": "“\n",
    "straight marks and breaks": '"a\n',
    "nested marks": "“‘",
    "points and spaces": ". ",
    "initials": "A. ",
    "abbreviations": "Mr. ",
    "points between letters": "a.",
    "question marks": "? ",
    "ellipses": "… ",
    "brackets": ".)",
    "closing brackets": ")",
    "one word": "x",
    "one word of hyphens": "-",
    "words": "word ",
    "spaces": " ",
    "line breaks": "\n",
    "carriage returns": "\r\n",
    "line separators": "\u2028",
    "full stops of another script": "。",
    "combining marks": "e\u0301",
    "wrapped lines": "and so the text of this line goes on until it is as wide as all the others\n",
    "bullets": "- a\n",
    "indented lines": "        a\n",
}


@pytest.mark.parametrize("work", [split_lines, split_sentences, find_quotations])
@pytest.mark.parametrize("piece", _PATHOLOGICAL.values(), ids=_PATHOLOGICAL.keys())
def test_hostile_text_of_300_000_characters_takes_linear_time(piece: str, work: Callable[[str], object]) -> None:
    text = (piece * (_LENGTH // len(piece) + 1))[:_LENGTH]

    began = time.process_time()
    work(text)

    assert time.process_time() - began < 5
