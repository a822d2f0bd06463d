"""Part of speech and lemma asked once for each form agree with the pipeline that reads every word."""

from __future__ import annotations

import time
from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from callout.reading import forms as module
from callout.reading.forms import COMPONENTS, Form, Forms, Key
from callout.reading.syntax import PIPELINE, parse, pipeline

_SENTENCES = [
    "Norway's foreign minister, Kari Lie, said on Monday that Russia was behind the hack of the parliament.",
    "Hackers linked to China had been stealing emails from the servers of three ministries since 2019.",
    "“We don’t know who they are,” she said, “but we’ll find out.”",
    "The U.S. charged four officers of the GRU over the malware NotPetya; none has been arrested.",
    "He called the accusations baseless, and they weren't his first.",
    "It is the worst attack that the agency, which was founded in 1952, has ever seen.",
    "Its children's mice ran; the geese flew, the men lay down and the women's feet were cold.",
    "They're better, faster and more dangerous than we thought they'd be.",
    "CISA published an advisory on CVE-2021-26855 (Exchange Server 2016) at 5 p.m. on 3/2/2021.",
    "To hack is to break; hacking hacks the hacked.",
    "Mr. Ek left his left shoe, saw a saw and felt the felt.",
    "Whose data leaked, and what leaks will leak next?",
    "NO ONE WAS HURT, THE MINISTRY'S SPOKESMAN SAID.",
    "Die Regierung sagte nichts; le ministère non plus. 中国。 Россия 🛰",
    "Those running the campaign run it from offices, running up bills as they run.",
    "The lights that light the hall are lighter now.",
    "A $4.5 million fine — 10% of it in cash — was paid...",
    "x",
    ".",
]


@cache
def _whole() -> Language:
    """The pipeline that runs every component over every word."""
    return spacy.load(PIPELINE, exclude=["ner"])


def _keys(doc: Doc) -> list[Key]:
    return [Key(token.text, token.tag, token.dep) for token in doc]


def _told(doc: Doc) -> list[Form]:
    return [Form(token.pos_, token.lemma_.lower()) for token in doc]


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_the_forms_are_those_that_the_whole_pipeline_gives_in_the_sentence(sentence: str) -> None:
    expected = _told(_whole()(sentence))

    assert Forms(pipeline()).of(_keys(pipeline()(sentence))) == expected


def test_the_forms_of_many_sentences_asked_at_once_are_those_of_each() -> None:
    forms = Forms(pipeline())
    docs = list(pipeline().pipe(_SENTENCES))

    together = forms.of([key for doc in docs for key in _keys(doc)])

    assert together == [form for doc in docs for form in forms.of(_keys(doc))]
    assert together == [form for sentence in _SENTENCES for form in _told(_whole()(sentence))]


def test_the_forms_come_in_the_order_of_the_keys_with_repetitions() -> None:
    keys = _keys(pipeline()("Hackers hacked the hackers that hacked the hackers."))
    forms = Forms(pipeline())

    backwards = forms.of(list(reversed(keys)))

    assert backwards == list(reversed(forms.of(keys)))
    assert forms.of([keys[0]] * 3) == [forms.of(keys)[0]] * 3


def test_a_form_is_told_by_its_tag_and_not_only_by_its_letters() -> None:
    strings = pipeline().vocab.strings
    keys = [Key("left", strings[tag], strings["ROOT"]) for tag in ("VBD", "JJ", "NN")]

    assert [(form.pos, form.lemma) for form in Forms(pipeline()).of(keys)] == [
        ("VERB", "leave"),
        ("ADJ", "left"),
        ("NOUN", "left"),
    ]


def test_no_keys_have_no_forms() -> None:
    assert Forms(pipeline()).of([]) == []


def test_keys_may_come_from_an_iterator() -> None:
    keys = _keys(pipeline()("They left."))
    forms = Forms(pipeline())

    assert forms.of(iter(keys)) == forms.of(keys)


class _Counting:
    """A pipeline that counts how often its components are asked for."""

    def __init__(self) -> None:
        self.vocab = pipeline().vocab
        self.asked = 0

    def get_pipe(self, name: str) -> object:
        self.asked += 1
        return pipeline().get_pipe(name)


def test_a_form_is_asked_of_the_pipeline_once() -> None:
    counting = _Counting()
    forms = Forms(counting)  # type: ignore[arg-type]
    keys = _keys(pipeline()("Hackers hacked the parliament."))
    counting.asked = 0

    first = forms.of(keys)
    assert counting.asked == len(COMPONENTS)

    assert forms.of(keys) == first
    assert counting.asked == len(COMPONENTS)


@pytest.mark.parametrize("kept", [1, 3, 20])
def test_what_is_forgotten_when_too_many_forms_are_kept_is_asked_again(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [_told(_whole()(sentence)) for sentence in _SENTENCES]
    monkeypatch.setattr(module, "_KEPT", kept)
    forms = Forms(pipeline())

    for _ in range(2):
        assert [forms.of(_keys(doc)) for doc in pipeline().pipe(_SENTENCES)] == expected


@pytest.mark.parametrize("written", ["", " ", "\n", "\t\n ", "x" * 10_000, "\u200b", "🛰", ".", "n't", "’s", "\x00"])
def test_any_written_form_has_a_part_of_speech_or_none_without_an_error(written: str) -> None:
    strings = pipeline().vocab.strings
    key = Key(written or "x", strings["NN"], strings["dep"])

    assert len(Forms(pipeline()).of([key])) == 1


# The trees that are read from them


@pytest.mark.parametrize("sentence", [s for s in _SENTENCES if "“" not in s])
def test_the_words_of_a_tree_have_the_parts_of_speech_of_the_whole_pipeline(sentence: str) -> None:
    tree = next(parse([(sentence, 0, len(sentence))]))

    assert [word.pos for word in tree.words] == [form.pos for form in _told(_whole()(sentence))]


def test_the_words_of_a_tree_lie_where_they_stand_in_the_text() -> None:
    text = "Before it. “Hackers,” he said, “hacked the\nparliament.” After it."
    start, end = text.index("“"), text.index(" After")

    words = next(parse([(text, start, end)])).words

    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert (words[0].start, words[-1].end) == (start + 1, end - 1)


def test_100_000_characters_of_one_form_take_little_time() -> None:
    strings = pipeline().vocab.strings
    keys = [Key("hackers", strings["NNS"], strings["pobj"])] * 12_500
    forms = Forms(pipeline())

    began = time.process_time()
    found = forms.of(keys)

    assert time.process_time() - began < 5
    assert set(found) == {Form("NOUN", "hacker")}
