"""Attributed speech: which words say that somebody speaks, who that is, and what is said.

Two uses. Claims below a reporting verb, or inside a quotation, are their speaker's. And `--speech` lists every
attributed utterance of a document, cyber or not, as source, cue and content.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from callout.reading.clauses import arguments, is_told_first, told_first
from callout.reading.context import Context
from callout.reading.lexicon import word_set
from callout.reading.lines import Quotation
from callout.reading.syntax import Tree, Word
from callout.reading.voice import Voice
from callout.record.reading import Stretch, Utterance


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb, or "according": its place in the tree and that of its speaker."""

    i: int
    source: int


def cues(tree: Tree) -> list[Cue]:
    """The reporting words of a sentence that have a speaker, in order."""
    found = []
    for word in tree.words:
        if word.low == "according":
            source = next((p.i for k in tree.kids(word.i, "prep") for p in tree.kids(k.i, "pobj")), None)
        elif word.lemma in word_set("speech", "say") and word.pos in ("VERB", "AUX") and word.dep != "amod":
            source = _speaker_above(tree, word) or arguments(tree, word.i).subject
            head = tree.words[word.head]
            if source is None and word.tag in ("VBD", "VBZ", "VBP") and word.dep == "ROOT":
                source = _name_before(tree, word)
            if source is None and word.dep == "acl" and head.dep == "ROOT" and head.pos == "PROPN":
                # "Microsoft, whose researchers …, assessed that …": the parser took the main verb for a participle.
                source = head.i
            if source is not None and tree.words[source].low in ("it", "there", "that", "this", "which", "what"):
                source = source if tree.words[source].low in ("it", "which") else None
        elif word.lemma == "convince" and word.pos == "VERB" and tree.kids(word.i, "nsubjpass"):
            # "Vilnius is convinced that"
            source = arguments(tree, word.i).object
        elif word.pos == "ADJ" and word.lemma in word_set("speech", "sure") and tree.kids(word.i, "ccomp"):
            # "is confident that": held as firmly as anything said.
            source = arguments(tree, word.head).subject
        else:
            continue
        if source is not None and source != word.i:
            found.append(Cue(word.i, source))
    return found


def _speaker_above(tree: Tree, word: Word) -> int | None:
    """ "…, adding that …": a participle goes on for whoever the nearest reporting verb above it speaks for."""
    if word.tag != "VBG" or word.dep != "advcl":
        return None
    for above in tree.ancestors(word.i):
        if above.lemma in word_set("speech", "say") and above.pos == "VERB":
            return arguments(tree, above.i).subject
    return None


def _name_before(tree: Tree, verb: Word) -> int | None:
    """ "On the day of our post Russia's FSB said that …": the name right before a main verb, which the parser hung on
    what stands before it."""
    before = tree.words[verb.i - 1] if verb.i else None
    if before is not None and before.text == ",":
        before = tree.words[before.i - 1]
    if before is None or before.pos != "PROPN" or before.dep not in ("appos", "pobj"):
        return None
    return before.head if before.dep == "appos" and before.i + 1 < verb.i else before.i


def governing_cue(tree: Tree, i: int, known: list[Cue]) -> Cue | None:
    """The reporting word whose content the word at `i` lies in, nearest first."""
    by_place = {cue.i: cue for cue in known}
    closing = told_first(tree)
    if closing is not None and closing.i in by_place and is_told_first(tree, i, closing):
        return by_place[closing.i] if closing.lemma in word_set("speech", "assertive") else None
    previous = tree.words[i]
    for above in tree.ancestors(i):
        cue = by_place.get(above.i)
        if (
            cue
            and above.lemma in (word_set("speech", "assertive") | word_set("speech", "sure"))
            and previous.dep
            in (
                "ccomp",
                "xcomp",
                "parataxis",
                "advcl",
                "dobj",
                "prep",
                "conj",
                "dep",
                "acl",
                "pcomp",
                "nsubj",
                "nsubjpass",
            )
            and (not _within(tree, cue.source, i) or _within(tree, cue.source, cue.i))
        ):
            return cue
        previous = above
    for cue in known:
        word = tree.words[cue.i]
        if word.low == "according":
            head = tree.words[word.head]
            if head.i == i or any(a.i == head.i for a in tree.ancestors(i)) or head.dep == "ROOT":
                return cue
        elif (
            # "…, the agency said, …": the reporting verb hangs on the content.
            word.dep in ("parataxis", "advcl", "ccomp", "conj")
            and not tree.kids(cue.i, "ccomp", "xcomp", "dobj")
            and not _within(tree, cue.i, i)
            and word.lemma in word_set("speech", "assertive")
        ):
            return cue
    return None


def _within(tree: Tree, root: int, i: int) -> bool:
    return i == root or any(above.i == root for above in tree.ancestors(i))


def content_of(context: Context, tree: Tree, cue: Cue) -> list[tuple[int, int]]:
    """What is said: the complement of the reporting word, or the quotations beside it."""
    word = tree.words[cue.i]
    if word.low == "according":
        return _rest_of_clause(tree, cue)
    for kid in tree.kids(cue.i, "ccomp", "xcomp"):
        start, end = tree.span(kid.i)
        return [(start, end)]
    start, end = tree.words[0].start, tree.words[-1].end
    quoted = [(max(q.start, start), min(q.end, end)) for q in context.quotations.overlapping(start, end)]
    if quoted:
        return quoted
    head = tree.words[word.head]
    if word.dep in ("parataxis", "advcl") and head.i != word.i:
        inside = {w.i for w in tree.subtree(word.i)}
        rest = [w for w in tree.subtree(head.i) if w.i not in inside and w.pos != "PUNCT"]
        return [(rest[0].start, rest[-1].end)] if rest else []
    for kid in tree.kids(cue.i, "dobj", "prep"):
        return [tree.span(kid.i)]
    return []


def _rest_of_clause(tree: Tree, cue: Cue) -> list[tuple[int, int]]:
    inside = {w.i for w in tree.subtree(cue.i)}
    rest = [w for w in tree.words if w.i not in inside and w.pos != "PUNCT"]
    if not rest:
        return []
    before = [w for w in rest if w.i < cue.i]
    after = [w for w in rest if w.i > cue.i]
    part = before if len(before) >= len(after) else after
    return [(part[0].start, part[-1].end)]


def utterances(context: Context, tree: Tree, reported: tuple[int, int] | None = None) -> list[Utterance]:
    """Every attributed utterance of one sentence. `reported` is what the sentence reports where that was parsed
    apart."""
    found = []
    for cue in cues(tree):
        content = content_of(context, tree, cue)
        if not content and reported:
            content = [reported]
        # A quotation cut at the sentence's end may leave only a mark or a blank: nothing is said in it.
        content = [part for part in content if _has_words(context.text, *part)]
        if not content or _is_aside(context, tree, cue) or not _is_told(tree, cue, reported):
            continue
        source = tree.span(cue.source)
        if not _has_words(context.text, *source):
            continue
        word = tree.words[cue.i]
        cue_end = word.end
        if word.low == "according":
            cue_end = next((k.end for k in tree.kids(word.i, "prep") if k.i > word.i), word.end)
        found.append(
            Utterance(
                source=(Stretch(start=source[0], end=source[1]),),
                cue=(Stretch(start=word.start, end=cue_end),),
                content=tuple(Stretch(start=a, end=b) for a, b in content),
            )
        )
    return found


def _has_words(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def _is_aside(context: Context, tree: Tree, cue: Cue) -> bool:
    """ "I think", "you know" in what somebody else says: they hedge and attribute nothing."""
    source = tree.words[cue.source]
    if source.low in ("you", "your"):
        return True
    return source.low in ("i", "we", "my", "our") and context.quotations.at(source.start) is not None


def _is_told(tree: Tree, cue: Cue, reported: tuple[int, int] | None) -> bool:
    """A verb that may also be one of doing or seeing reports only with a clause, or a quotation, that it governs."""
    word = tree.words[cue.i]
    if word.lemma not in word_set("speech", "doubtful"):
        return True
    clause = tree.kids(cue.i, "ccomp")
    return bool(clause) or reported is not None or word.dep in ("parataxis",)


class Speakers:
    """Who speaks each quotation and each reported clause. Filled in the order of the text, asked afterwards."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_whole: dict[int, Voice] = {}
        self._clauses: list[tuple[int, int, Voice]] = []

    def heard(self, tree: Tree, cue: Cue, voice: Voice) -> None:
        """A reporting word outside quotations speaks for the quotations of its sentence."""
        word: Word = tree.words[cue.i]
        if self._context.quotations.at(word.start) is not None:
            return
        start, end = tree.words[0].start, tree.words[-1].end
        for quotation in self._context.quotations.overlapping(max(0, start - 3), end + 5):
            if not self._is_beside(quotation, start, end):
                continue
            if quotation.end - quotation.start > 25 or quotation.whole not in self._by_whole:
                self._by_whole.setdefault(quotation.whole, voice)

    def _is_beside(self, quotation: Quotation, start: int, end: int) -> bool:
        """Whether a quotation lies in the clause, or touches it without a line or a sentence ending in between."""
        if quotation.start < end and quotation.end > start:
            return True
        text = self._context.text
        between = text[quotation.end : start] if quotation.end <= start else text[end - 1 : quotation.start]
        if between.startswith(":"):
            # "… the spokesperson said:", and the quotation is the next paragraph.
            return not between[1:].strip('“”"‘«„ \t\n\r')
        return not any(char in "\n.!?" for char in between)

    def reported(self, start: int, end: int, voice: Voice) -> None:
        """What a reporting clause of its own reports. Stretches come in order of the text."""
        self._clauses.append((start, end, voice))

    def settle(self) -> None:
        """Quotations that no reporting word stands beside: their paragraph's speaker, or the one before them."""
        quotations = self._context.quotations.all
        by_line: dict[int, Voice] = {}
        for quotation in quotations:
            if quotation.whole in self._by_whole:
                by_line.setdefault(quotation.line, self._by_whole[quotation.whole])
        last: tuple[int, Voice] | None = None
        for quotation in quotations:
            voice = self._by_whole.get(quotation.whole) or by_line.get(quotation.line)
            if voice is None and last and quotation.line - last[0] <= 1 and self._opens_line(quotation):
                voice = last[1]
            if voice is not None:
                self._by_whole.setdefault(quotation.whole, voice)
                last = (quotation.line, voice)

    def _opens_line(self, quotation: Quotation) -> bool:
        before = self._context.text[max(0, quotation.start - 3) : quotation.start - 1]
        return not before.strip(" \t") or "\n" in before

    def at(self, position: int) -> Voice | None:
        quotation = self._context.quotations.at(position)
        if quotation and quotation.whole in self._by_whole:
            return self._by_whole[quotation.whole]
        turn = self._context.turns.at(position)
        if turn is not None:
            return Voice(turn.party, turn.people, turn.start, turn.end)
        index = bisect_right(self._clauses, position, key=lambda clause: clause[0]) - 1
        if index >= 0 and position < self._clauses[index][1]:
            return self._clauses[index][2]
        return None
