"""What a sentence answers: an accusation that the document told before, though it has no word of cyber conduct.

"Denied that the army had any part in it", "called the charge a fairy tale", "would not comment on the list". What must
stay true: what the sentence points back to is the last accusation told, and no other one ("rejected claims that it had
sent ships"); the words themselves point back, by a pronoun or by a noun for an accusation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.hearing import Parsed
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import Voice
from callout.record.acts import ActClass

_FILE = "answering"
_RIGHT_BEFORE = 2
"""Sentences before an answer in which the accusation stands that a pronoun points back to."""


class Accusations:
    """Who was accused where in one document, and which sentences point back to it."""

    def __init__(self, context: Context, topic: Topic, findings: Findings, drafts: Sequence[Draft]) -> None:
        self._context = context
        self._topic = topic
        self._starts = [sentence.start for sentence in context.sentences]
        self._told = [
            (self._index(d.start), state)
            for d in drafts
            if d.act.act_class is not ActClass.RESPONSE
            for state in d.states
        ]
        self._others = [self._index(start) for start in findings.other_accusations]
        self._states = {state for _, state in self._told}

    def note(self, answer: Draft) -> None:
        """What the accused answers goes on with the accusation: "Beijing denied it. The charge, it added, …"."""
        if answer.party is not None and answer.party.country in self._states:
            self._told.append((self._index(answer.start), answer.party.country))

    def is_of_other(self, parsed: Parsed) -> bool:
        """Whether the last accusation before a sentence is of something else than cyber conduct, and the sentence does
        not speak of such conduct itself."""
        here = parsed.sentence.index
        other = max((i for i in self._others if i < here), default=-1)
        told = max((i for i, _ in self._told if i < here), default=-1)
        return other > told and not self._topic.is_conduct(parsed.sentence.start, parsed.sentence.end)

    def is_right_before(self, parsed: Parsed, country: str | None) -> bool:
        """Whether that country was accused, or answered, in the last sentences before, or in this one."""
        here = parsed.sentence.index
        return country is not None and any(
            state == country and here - _RIGHT_BEFORE <= index <= here for index, state in self._told
        )

    def answers(self, parsed: Parsed, verb: Word, country: str | None) -> bool:
        """Whether what stands behind a verb of answering points back to an accusation of that country."""
        before = any(state == country and index <= parsed.sentence.index for index, state in self._told)
        if not before or self.is_of_other(parsed):
            return False
        near = self.is_right_before(parsed, country)
        return any(
            word.i > verb.i and self._points_back(parsed.tree, verb, word, near) for word in parsed.tree.subtree(verb.i)
        )

    def no_part(self, parsed: Parsed) -> Word | None:
        """ "There had been no Russian involvement whatsoever", "had no part in the affair": where a sentence says that
        nobody had a part in what was told."""
        for word in parsed.tree.words:
            if word.lemma not in word_set(_FILE, "parts") or not any(
                k.low == "no" for k in parsed.tree.kids(word.i, "det")
            ):
                continue
            if not parsed.tree.kids(word.i, "prep") or self._is_part_in_it(parsed.tree, word):
                return word
        return None

    def is_about_other(self, tree: Tree, noun: int) -> bool:
        """Whether an accusation says itself that it is of something else ("claims that it had sent ships")."""
        word = tree.words[noun]
        about = ("of", "about", "over") if word.lemma in word_set(_FILE, "accusations") else ("about", "over")
        for kid in (tree.words[k] for k in word.kids if k > noun):
            content = kid.dep in ("acl", "relcl", "ccomp") or (kid.dep == "prep" and kid.low in about)
            if content and not self._is_of_conduct(tree, kid):
                return True
        return False

    def mission(self, parsed: Parsed, voice: Voice, place: int | None) -> Voice:
        """The voice of "the embassy", "the ambassador in Oslo" where the document accuses one state only: what sits
        abroad and answers is of the accused, whatever state the text spoke of last. One that says whose it is keeps its
        voice, and so do all where another state's embassy is named."""
        if (voice.party is not None and voice.country in self._states) or len(self._states) != 1:
            return voice
        (country,) = self._states
        places = [place] if place is not None else [cue.source for cue in parsed.cues]
        found = next((parsed.tree.words[i] for i in places if self._is_bare_mission(parsed.tree, i)), None)
        if found is None or self._names_another_mission(country):
            return voice
        return Voice(state_entity(country), (), found.start, found.end)

    def _is_bare_mission(self, tree: Tree, place: int) -> bool:
        """ "The embassy in Oslo", which does not say whose it is."""
        head = tree.words[place]
        owned = any(
            k.dep in ("poss", "amod", "compound", "nmod") and self._context.mentions.covering(k.start) is not None
            for k in (tree.words[i] for i in head.kids)
        )
        return head.lemma in word_set(_FILE, "missions") and head.pos == "NOUN" and not owned

    def _names_another_mission(self, country: str) -> bool:
        missions, text = word_set(_FILE, "missions"), self._context.text
        return any(
            m.what in (What.ROLE_BODY, What.OFFICE) and m.country not in (None, country)
            for m in self._context.mentions.all
            if any(noun in text[m.start : m.end].lower() for noun in missions)
        )

    def _points_back(self, tree: Tree, verb: Word, word: Word, near: bool) -> bool:
        if word.pos == "NOUN" and word.lemma in word_set(_FILE, "accusations"):
            return not self.is_about_other(tree, word.i)
        if not near:
            return False
        if word.pos == "NOUN" and word.lemma in word_set(_FILE, "carriers"):
            definite = any(
                k.dep in ("det", "poss") and k.low not in ("a", "an") for k in tree.kids(word.i, "det", "poss")
            )
            return definite and not self.is_about_other(tree, word.i)
        if word.dep == "dobj" and word.head == verb.i and word.low in word_set(_FILE, "wholes"):
            return True
        if word.lemma in word_set(_FILE, "parts") or word.lemma == "do":
            return self._is_part_in_it(tree, word)
        return False

    def _is_part_in_it(self, tree: Tree, part: Word) -> bool:
        """ "Any role", "any part in it", "anything to do with the affair"; and not "any role in the couple's work"."""
        preps = [k for k in tree.kids(part.i, "prep") if k.low in ("in", "of", "with", "for", "to")]
        if not preps:
            return any(k.low in ("any", "all") for k in tree.kids(part.i, "det"))
        back = word_set(_FILE, "pronouns")
        nouns = word_set(_FILE, "carriers") | word_set(_FILE, "accusations") | word_set("cyber", "deeds")
        return any(p.low in back or p.lemma in nouns for k in preps for p in tree.kids(k.i, "pobj"))

    def _is_of_conduct(self, tree: Tree, clause: Word) -> bool:
        """Whether what an accusation says is of cyber conduct, or points back itself ("that it was behind it")."""
        terms, (start, end) = self._context.terms, tree.span(clause.i)
        if self._topic.is_near_conduct(start, end) or terms.any(start, end, "cyber.strong"):
            return True
        below = tree.subtree(clause.i)
        if any(w.lemma in word_set(_FILE, "parts") and self._is_part_in_it(tree, w) for w in below):
            return True
        return any(w.low in word_set(_FILE, "pronouns") and w.dep in ("pobj", "dobj") for w in below)

    def _index(self, start: int) -> int:
        return bisect_right(self._starts, start) - 1
