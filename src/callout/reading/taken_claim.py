"""The claim that somebody takes back: whose it is, what it says, and whom it accused.

What must stay true: what does not say who did it is a part of a claim, and the claim stands where only that is taken
back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callout.knowledge.names import What
from callout.reading.accused import accused_in
from callout.reading.clauses import arguments
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.frames import accused_places, fits, frames
from callout.reading.hearing import Parsed, together
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.voice import Voice
from callout.reading.when import find_time
from callout.record.acts import Act, ActClass
from callout.record.claim import Accused

_FILE = "withdrawals"
_JUST_TOLD = 250
"""Characters between an accusation and words that take it back by a pronoun."""
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})


class TakenClaim:
    """What the words of one sentence say of a claim; `drafts` are the claims of the document so far."""

    def __init__(self, context: Context, parsed: Parsed, drafts: Sequence[Draft]) -> None:
        self._context = context
        self._parsed = parsed
        self._tree = parsed.tree
        self._drafts = drafts

    def is_claim(self, place: int) -> bool:
        noun = self._tree.words[place]
        if noun.pos not in ("NOUN", "PROPN"):
            return False
        return noun.lemma in word_set(_FILE, "claims") | word_set(_FILE, "carriers") | word_set(_FILE, "passages")

    def is_told(self, place: int) -> bool:
        """Whether what carries a claim (a paper, a statement) is somebody's own ("its report") or says who did it ("the
        line that …"): a platform that deletes posts takes nothing back."""
        noun = self._tree.words[place]
        if noun.lemma not in word_set(_FILE, "carriers") or noun.lemma in word_set(_FILE, "passages"):
            return True
        kids = (self._tree.words[i] for i in noun.kids)
        return any(k.dep in ("poss", "acl", "relcl", "ccomp", "appos", "nmod") for k in kids)

    def is_what_it_said(self, word: Word) -> bool:
        """ "Took back what it had said"."""
        clauses = (k for k in self._tree.kids(word.i, "ccomp", "dobj", "pobj") if k.pos == "VERB")
        return any(self._tree.subtree(k.i)[0].low == "what" and k.lemma in word_set("speech", "say") for k in clauses)

    def is_just_told(self) -> bool:
        """Whether an accusation stands right before: "it" in "took it back" may be anything else."""
        start = self._parsed.sentence.start
        told = [d for d in self._drafts if d.act.act_class is ActClass.ATTRIBUTION]
        return any(d.start == start or 0 <= start - d.end <= _JUST_TOLD for d in told)

    def is_own(self, noun: Word, voice: Voice) -> bool:
        """Whether the claim that a voice calls wrong is its own: "its attribution", "Norway's accusation", said by
        Norway. Another's claim that one calls wrong one denies."""
        for owner in self._tree.kids(noun.i, "poss"):
            if owner.low in _OWN:
                return True
            named = together(self._context.resolver.voices(self._tree, owner.i))
            if named.party and voice.party and named.country and named.country == voice.country:
                return True
        return False

    def owner(self, noun: int) -> Voice | None:
        """Whose claim it is: "Norway's accusation was withdrawn"."""
        for owner in self._tree.kids(noun, "poss"):
            voice = together(self._context.resolver.voices(self._tree, owner.i))
            if voice.party:
                return voice
        return None

    def only_mends(self, word: Word, noun: int) -> bool:
        """ "Corrected its statement": what of it was wrong need not be who did it; "corrected its attribution" is."""
        mends = word.lemma in word_set(_FILE, "mending") or word.lemma in word_set(_FILE, "issuing")
        return mends and self._tree.words[noun].lemma not in word_set(_FILE, "claims")

    def is_of_a_part(self, word: Word, noun: int | None) -> bool:
        """Whether what is taken back is a part that does not say who did it: "withdrew the words that data had been
        stolen", "no longer says that secrets were copied". The claim of who did it stands then."""
        contents = list(self._contents(word, noun))
        return bool(contents) and not any(self._says_who(place) for place in contents)

    def _contents(self, word: Word, noun: int | None) -> Iterator[Word]:
        """What a claim, or a verb of saying, says: its clauses, and what it is about."""
        tree = self._tree
        if noun is None:
            yield from tree.kids(word.i, "ccomp")
            return
        for kid in (tree.words[k] for k in tree.words[noun].kids if k > noun):
            if kid.dep in ("acl", "ccomp", "relcl") and _is_whole(tree, kid):
                yield kid
        # The parser may hang the clause on the verb.
        yield from (k for k in tree.kids(word.i, "ccomp") if k.i > noun and _is_whole(tree, k))
        about = [k for k in (*tree.kids(noun, "prep"), *tree.kids(word.i, "prep")) if k.i > noun]
        for prep in about:
            if prep.low in ("on", "about", "over", "of"):
                yield from (p for p in tree.kids(prep.i, "pobj") if not self._is_time(p))

    def _is_time(self, noun: Word) -> bool:
        start, end = self._tree.span(noun.i)
        return any(t.start <= start + 4 for t in find_time(self._context.text, start, end, None)) or (
            noun.lemma in word_set("events", "parts") | word_set("events", "day_words")
        )

    def _says_who(self, place: Word) -> bool:
        """Whether words speak of who did a deed, or of the whole deed: a state, doers, "behind it", "was hacked"."""
        start, end = self._tree.span(place.i)
        if any(m.country or m.what is What.GROUP for m in self._context.mentions.within(start, end)):
            return True
        whole = word_set("cyber", "own") | word_set("cyber", "hitting")
        if place.pos == "NOUN" and place.lemma in word_set("cyber", "deeds"):
            return True
        return any(
            w.lemma in word_set(_FILE, "authorship")
            or level_of(w) is not None
            or (w.pos == "VERB" and w.lemma in whole)
            for w in self._tree.subtree(place.i)
        )

    def accused(self, word: Word, voice: Voice, noun: int | None) -> list[Accused]:
        """Whom the words of the claim accuse; else whom its claimant accused before in the document."""
        return self.names_accused(word, voice, noun) or _of_others(self.told_before(voice), voice)

    def names_accused(self, word: Word, voice: Voice, noun: int | None) -> list[Accused]:
        named = self._of_noun(word, noun) if noun is not None else []
        return _of_others(named, voice) or _of_others(self.of_clauses(word, noun), voice)

    def _of_noun(self, word: Word, noun: int) -> list[Accused]:
        """ "accusation against Russia", "attribution to the GRU": the parser may hang the preposition on the verb."""
        found: list[Accused] = []
        for before in self._tree.kids(noun, "compound", "amod"):
            # "walks back Russia claim"
            found += accused_in(self._context, self._tree, before.i)
        for prep in [*self._tree.kids(noun, "prep"), *self._tree.kids(word.i, "prep")]:
            if prep.low in ("against", "to", "at", "toward", "towards"):
                for place in self._tree.kids(prep.i, "pobj"):
                    found += accused_in(self._context, self._tree, place.i)
        return found

    def of_clauses(self, word: Word, noun: int | None) -> list[Accused]:
        """Whom the clauses below the verb hold responsible: by a verb of blaming, as who was behind it or did it."""
        tree = self._tree
        below = [w for w in tree.subtree(word.i) if w.i >= word.i]
        above = tree.words[word.head]
        if word.dep == "ccomp" and above.i > word.i:
            # "corrected its statement: the company was not attacked by …": what is right stands behind a colon.
            below += [w for w in tree.subtree(above.i) if w.i > below[-1].i]
        # "The accusation that Russia was behind it was withdrawn": the claim may stand before the verb.
        below += [w for w in tree.subtree(noun) if w.i < word.i] if noun is not None else []
        for verb in below:
            if verb.pos != "VERB":
                continue
            for frame in frames().get(verb.lemma, ()):
                inner = arguments(tree, verb.i)
                if frame.act not in (Act.ATTRIBUTE, Act.SUSPECT) or not fits(frame, tree, verb.i, inner):
                    continue
                for places in accused_places(frame, tree, verb.i, inner):
                    found = [a for place in places for a in accused_in(self._context, tree, place)]
                    if any(a.state or a.name for a in found):
                        return found
        for verb in below:
            if (
                verb.i == word.i
                or verb.pos not in ("VERB", "AUX")
                or verb.dep
                not in (
                    "ccomp",
                    "acl",
                    "relcl",
                    "advcl",
                    "ROOT",
                )
            ):
                continue
            found = [a for place in self.doers(verb) for a in accused_in(self._context, tree, place)]
            if any(a.state or a.name for a in found):
                return found
        for place in below:
            # "its claims about Russian hackers", "the suspicion of Russia"
            prep = tree.words[place.head]
            if place.pos in ("NOUN", "PROPN") and place.dep == "pobj" and prep.low in ("of", "about", "on"):
                found = accused_in(self._context, tree, place.i)
                if any(a.state for a in found):
                    return found
        return []

    def doers(self, verb: Word) -> list[int]:
        """Who is said to have done it: the subject, or the agent of a passive."""
        subjects = [k.i for k in self._tree.kids(verb.i, "nsubj")]
        args = arguments(self._tree, verb.i)
        return subjects or ([args.subject] if args.subject is not None else [])

    def told_before(self, voice: Voice) -> list[Accused]:
        for draft in reversed([d for d in self._drafts if d.start <= self._parsed.sentence.start]):
            own = draft.party is not None and voice.party is not None
            if not own or draft.act.act_class is not ActClass.ATTRIBUTION or not draft.accused:
                continue
            same = draft.party.id == voice.party.id if draft.party and voice.party else False
            of_state = draft.party.country == voice.country if draft.party and voice.country else False
            if same or of_state:
                return list(draft.accused)
        return []


def _of_others(accused: Sequence[Accused], voice: Voice) -> list[Accused]:
    """Without the claimant's own state; empty where nobody is left who is named."""
    others = [a for a in accused if a.state != voice.country or a.state is None]
    return others if any(a.state or a.name for a in others) else []


def _is_whole(tree: Tree, clause: Word) -> bool:
    """ "The words that data had been stolen", which the parser may take for a relative clause: it lacks nothing that
    "that" could stand for."""
    first = tree.subtree(clause.i)[0]
    subjects = tree.kids(clause.i, "nsubj", "nsubjpass")
    own = any(s.low not in ("that", "which", "who") for s in subjects)
    passive = bool(tree.kids(clause.i, "nsubjpass"))
    objects = [o for o in tree.kids(clause.i, "dobj", "attr", "acomp") if o.low not in ("that", "which")]
    return first.low == "that" and own and (passive or bool(objects))
