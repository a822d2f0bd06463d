"""Part of speech and lemma of each word form, asked of the pipeline once and kept.

The attribute ruler and the lemmatiser look at one word at a time: its form, its tag and its label decide. Run over
every word of a text they take two fifths of the pipeline's time; asked once for each form they take next to none. What
must stay true: `of` gives what the two components give in the sentence, save for the ruler's few patterns over two
words ("there is", "gon na", "let 's"), which no rule of callout reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler

COMPONENTS = ("attribute_ruler", "lemmatizer")
_KEPT = 200_000
"""Forms that are kept: some hundred thousand news articles have fewer."""


class Key(NamedTuple):
    """A word form in lower case, with the tag and the label that the parser gave it, by their ids in the pipeline."""

    low: str
    tag: int
    dep: int


class Form(NamedTuple):
    pos: str
    lemma: str


class Forms:
    """The forms of one pipeline, which must hold the components but not run them."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[Key, Form] = {}
        self._labels = _labels_asked_for(language)
        self._other = language.vocab.strings["dep"]

    def key(self, text: str, tag: int, dep: int) -> Key:
        """The key of a word. A label that no pattern of the ruler asks for makes no difference, and neither do
        capitals: patterns ask for the lower case, and lemmas are given in it."""
        return Key(text.lower(), tag, dep if dep in self._labels else self._other)

    def of(self, keys: Iterable[Key]) -> list[Form]:
        """The form of each key, in order."""
        asked = list(keys)
        new = list(dict.fromkeys(key for key in asked if key not in self._known))
        if new:
            if len(self._known) + len(new) > _KEPT:
                self._known.clear()
                new = list(dict.fromkeys(asked))
            self._learn(new)
        return [self._known[key] for key in asked]

    def _learn(self, keys: list[Key]) -> None:
        from spacy.tokens import Doc

        vocab = self._language.vocab
        # A full stop between two words keeps the ruler from seeing them as neighbours.
        doc = Doc(vocab, words=[part for key in keys for part in (key.low, ".")])
        for key, token, stop in zip(keys, list(doc)[::2], list(doc)[1::2], strict=True):
            token.tag, token.dep = key.tag, key.dep
            stop.tag_, stop.dep_ = ".", "punct"
        for name in COMPONENTS:
            doc = self._language.get_pipe(name)(doc)
        for key, token in zip(keys, list(doc)[::2], strict=True):
            self._known[key] = Form(token.pos_, token.lemma_.lower())


def _labels_asked_for(language: Language) -> frozenset[int]:
    """The labels that any pattern of the attribute ruler asks for, or asks not to find."""
    ruler = cast("AttributeRuler", language.get_pipe("attribute_ruler"))
    rules = cast("list[dict[str, list[list[dict[str, Any]]]]]", ruler.patterns)
    asked: set[str] = set()
    for token in (token for rule in rules for pattern in rule["patterns"] for token in pattern):
        label = token.get("DEP", {})
        asked.update([label] if isinstance(label, str) else (value for group in label.values() for value in group))
    return frozenset(language.vocab.strings[label] for label in asked if label)
