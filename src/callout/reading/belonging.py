"""Belonging: what a sentence says an actor is to a state ("works for the GRU", "its members are FSB officers").

Such a sentence tells no deed and uses no verb of accusing, and it is the claim that binds the accused to a state. What
must stay true: the subject is an actor, by its own noun or because it was accused before; the words that bind and the
state stand in the predicate; nothing is concluded where the clause is negated or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.hearing import Parsed
from callout.reading.hedges import act_of, is_hypothetical, is_negated
from callout.reading.levels import level_of
from callout.reading.lexicon import Term, word_set, words
from callout.reading.mentions import Mention
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import apart
from callout.record.acts import Level, Tie
from callout.record.claim import Accused

_STATES = (What.STATE, What.DEMONYM, What.SEAT, What.BODY, What.ROLE_BODY, What.PEOPLE)
_REACH = 60
"""Characters after the words of a tie in which its state is named."""
_PARTS_OF_NOUNS = ("aux", "auxpass", "acl", "relcl")
"""A clause below a noun is read with its noun, whoever says what of it (`accused.py`)."""
_ACTORS = (Level.UNNAMED, Level.GROUP, Level.CRIMINALS, Level.INDIVIDUALS, Level.CONTRACTOR, Level.OFFICER)


class Belongings:
    """Second pass of a sentence, after its acts: a verb that accuses has said more than a tie."""

    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """One draft for each clause that says whose an actor is. Its words are added to `used`."""
        about = self._topic.is_near_conduct(parsed.sentence.start, parsed.sentence.end) or self._topic.speaks_of_cyber
        if not about and not self._findings.last_accused:
            return
        for word in parsed.tree.words:
            if word.pos in ("VERB", "AUX") and word.i not in used and word.dep not in _PARTS_OF_NOUNS:
                draft = self._of_clause(parsed, word, used)
                if draft:
                    yield draft

    def _of_clause(self, parsed: Parsed, word: Word, used: set[int]) -> Draft | None:
        tree, context = parsed.tree, self._context
        args = arguments(tree, word.i)
        subject = args.object if args.passive else args.subject
        if subject is None or subject == word.i or subject in used:
            return None
        bound = self._bound(tree, word, args)
        actors = self._actors(tree, subject) if bound else []
        if bound is None or not actors:
            return None
        start, end = parsed.sentence.start, parsed.sentence.end
        if is_negated(context, tree, word.i) or is_hypothetical(tree, word):
            self._findings.drop("negated or hypothetical", start, end)
            return None
        voice, mode = self._claimants.source(parsed, word)
        voice = apart(self._claimants.with_speaker(parsed, word, voice), [bound])
        if voice.country == bound.state or any(a.name == (voice.party.name if voice.party else "") for a in actors):
            return None
        told = {"state": bound.state, "state_from": None, "tie": bound.tie}
        accused = [bound] if bound.name else [one.model_copy(update=told) for one in actors]
        used.update(w.i for w in tree.subtree(word.i) if w.i >= word.i)
        used.update(w.i for w in tree.subtree(subject))
        because = f"“{tree.words[subject].text} {word.text}” says whose the actor is"
        return self._claimants.told(
            parsed, word, voice, mode, act_of(context, tree, word, word, subject), accused, because
        )

    # What the predicate binds to

    def _bound(self, tree: Tree, word: Word, args: Arguments) -> Accused | None:
        """The state and the tie of a predicate, as an accused without a name; a group that the actors belong to."""
        return self._by_words(tree, word) or self._by_kind(tree, word, args)

    def _by_words(self, tree: Tree, word: Word) -> Accused | None:
        """ "works for the GRU", "is run by the ministry", "takes its orders from Tehran"."""
        context = self._context
        if not context.terms.any(max(0, word.start - 1), tree.words[-1].end, "actors.ties"):
            return None
        end = tree.span(word.i)[1]
        for tie in words("actors")["ties"]:
            if tie == Tie.NONE:
                continue
            for term in context.terms.within(max(0, word.start - 1), end, f"actors.ties.{tie}"):
                if not self._is_said_by(tree, word, term):
                    continue
                state = self._state_after(term.end, end)
                if state is not None and state.what is What.GROUP:
                    return self._of_group(tree, state)
                if state is not None:
                    phrase = context.text[word.start : state.end]
                    return Accused(name=None, state=state.country, level=Level.UNNAMED, tie=Tie(tie), phrase=phrase)
        return None

    def _is_said_by(self, tree: Tree, word: Word, term: Term) -> bool:
        """Whether the words of a tie are the verb's own, or stand right after it: not "targeted firms run by …"."""
        if self._context.text[term.start : term.end].lower() in word_set("actors", "on_behalf"):
            # Wherever it stands in the clause: "supplied hacking services for the benefit of the government".
            first = next((w for w in tree.words if w.start == term.start), None)
            above = next((a for a in tree.ancestors(first.i) if a.pos in ("VERB", "AUX")), None) if first else None
            if above is not None and above.i == word.i:
                return True
        between = [w for w in tree.words[word.i + 1 :] if w.end <= term.start]
        if any(w.pos not in ("ADV", "AUX", "PART") for w in between):
            return False
        return all(k.start < term.end for k in tree.kids(word.i, "dobj"))

    def _of_group(self, tree: Tree, group: Mention) -> Accused | None:
        head = next((w for w in tree.words if group.start <= w.start and w.end == group.end), None)
        found = accused_in(self._context, tree, head.i) if head else []
        return next((a for a in found if a.state and a.name), None)

    def _state_after(self, start: int, end: int) -> Mention | None:
        for mention in self._context.mentions.within(start, min(end + 1, start + _REACH)):
            between = self._context.text[start : mention.start]
            if mention.what is What.GROUP:
                # "belonged to APT29, a group with links to Russia": whatever the group is.
                return mention
            if mention.country is None or mention.what not in _STATES:
                continue
            if re.search(r"[;:]|\b(?:that|who|which|and|but|against)\b", between):
                return None
            # "was part of the same campaign by the government": the actor is of the campaign; "worked for a company in
            # Dalian, China": of the company.
            others = word_set("cyber", "deeds") | word_set("actors", "levels", "contractor")
            return None if any(w in others for w in re.findall(r"[\w-]+", between.lower())) else mention
        return None

    def _by_kind(self, tree: Tree, word: Word, args: Arguments) -> Accused | None:
        """ "are officers of the FSB", "is a unit of the army", "consists of individuals from Kazakhstan"."""
        places: Sequence[int] = ()
        if word.lemma in ("be", "remain", "become"):
            places = [k.i for k in tree.kids(word.i, "attr")]
        elif word.lemma in word_set("actors", "consisting"):
            places = args.preps.get("of") or ([args.object] if args.object is not None else [])
        for place in places:
            for one in accused_in(self._context, tree, place):
                head = tree.words[place]
                kind = level_of(head) is not None or head.lemma in word_set("actors", "parts")
                if one.state and one.state_from is None and kind:
                    tie = (
                        one.tie if one.tie is not Tie.NATIONALS or level_of(head) is not Level.OFFICER else Tie.IS_STATE
                    )
                    return Accused(name=None, state=one.state, level=one.level, tie=tie, phrase=one.phrase)
        return None

    # Whom it binds

    def _actors(self, tree: Tree, subject: int) -> list[Accused]:
        """Those whom the subject names: a group, doers by their noun, or whoever was accused before ("its members")."""
        head, context = tree.words[subject], self._context
        found = [a for a in accused_in(context, tree, subject) if a.level in _ACTORS]
        named = [a for a in found if a.name or a.state]
        if named and (is_actor(context, tree, subject) or named[0].level is Level.GROUP or self._is_suspect(named[0])):
            return named
        before = [a for a in self._findings.last_accused if a.level in _ACTORS]
        again = head.low in ("they", "it", "both", "he", "she") or head.lemma in word_set("actors", "again")
        again = again or (head.pos == "PROPN" and any(head.text in a.phrase for a in before))
        definite = any(
            k.low in ("the", "its", "their", "these", "both", "this") for k in tree.kids(subject, "det", "poss")
        )
        doers = (Level.UNNAMED, Level.GROUP, Level.CRIMINALS)
        if before and (
            again or (definite and (level_of(head) in doers or head.lemma in word_set("actors", "counting")))
        ):
            return before
        if not is_actor(context, tree, subject):
            return []
        start, end = tree.span(subject)
        return found or [Accused(name=None, level=level_of(head) or Level.UNNAMED, phrase=context.text[start:end])]

    def _is_suspect(self, one: Accused) -> bool:
        return one.name is not None and self._context.suspects.named(one.name) is not None
