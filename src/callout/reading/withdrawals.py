"""Withdrawals: a claimant that takes back or corrects what it said of who did it, or no longer says it.

"The ministry withdrew its accusation against …", "no longer holds that …", "it had been wrong to blame …". What must
stay true: a claim that is told as taken back is not also told as made; whoever refuses, is asked or is expected to take
one back has not done so; nobody takes back another's claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from callout.reading.accused import accused_in
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments, conjuncts
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.frames import frames
from callout.reading.hearing import Parsed, together, unique
from callout.reading.hedges import is_hypothetical
from callout.reading.lexicon import word_set, words
from callout.reading.syntax import Word
from callout.reading.taken_claim import TakenClaim
from callout.reading.topic import Topic
from callout.reading.voice import Voice
from callout.record.acts import Act, ActClass, Mode, Standing
from callout.record.claim import Accused

_FILE = "withdrawals"


def with_withdrawals(
    context: Context, claimants: Claimants, topic: Topic, sentences: Sequence[Parsed], drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts with the withdrawals that the sentences tell, and without what these take back."""
    kept = list(drafts)
    for parsed in sentences:
        for taken in _Reader(context, claimants, topic, parsed, kept).withdrawals():
            kept = [d for d in kept if not _is_taken_back(d, taken)]
            kept.append(taken)
    return kept


def _is_taken_back(draft: Draft, taken: Draft) -> bool:
    """Whether a draft is the very claim that its sentence tells as taken back."""
    same_party = draft.party is None or (taken.party is not None and draft.party.id == taken.party.id)
    same_state = (
        draft.party is not None
        and taken.party is not None
        and draft.party.country is not None
        and draft.party.country == taken.party.country
    )
    if draft.start != taken.start or draft.standing is Standing.WITHDRAWN or not (same_party or same_state):
        return False
    told = draft.act.act_class is ActClass.ATTRIBUTION or draft.act in (Act.DENY, Act.CONDEMN)
    # Nobody's claim that accuses the claimant itself is a misreading of "Estonia withdrew its accusation".
    own = {taken.party.country} if taken.party and draft.party is None else set()
    return told and (draft.states <= taken.states | own or not taken.states)


@cache
def _taking_verbs() -> frozenset[str]:
    """Every verb by which a claim may be taken back, with its object, a particle or a noun beside it."""
    lists = [word_set(_FILE, name) for name in ("taking_back", "clearing", "issuing", "alone")]
    return frozenset(words(_FILE)["with_particle"]).union(*lists)


@cache
def _wrong_words() -> frozenset[str]:
    return word_set(_FILE, "wrong", "adjectives") | word_set(_FILE, "wrong", "nouns")


class _Reader:
    """Reads one sentence."""

    def __init__(
        self, context: Context, claimants: Claimants, topic: Topic, parsed: Parsed, drafts: Sequence[Draft]
    ) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._parsed = parsed
        self._tree = parsed.tree
        self._drafts = drafts
        self._claim = TakenClaim(context, parsed, drafts)

    def withdrawals(self) -> Iterator[Draft]:
        """At most one for a sentence and claimant."""
        start, end = self._parsed.sentence.start, self._parsed.sentence.end
        found: set[str] = set()
        told = any(d.act.act_class is ActClass.ATTRIBUTION for d in self._drafts)
        if not (told or self._topic.is_near_conduct(start, end) or self._topic.speaks_of_cyber):
            return
        for word in self._tree.words:
            # Of every sentence every word comes here, and few are verbs or call something wrong.
            if word.pos not in ("VERB", "AUX") and word.lemma not in _wrong_words():
                continue
            for back in (self._taken_back(word), self._no_longer(word), self._wrong(word), self._after_all(word)):
                if back is not None and back.party is not None and back.party.id not in found:
                    found.add(back.party.id)
                    yield back

    def _taken_back(self, word: Word) -> Draft | None:
        """ "withdrew its accusation", "the attribution was retracted", "backed away from the claim"."""
        # The verb is looked at before its grammar: every verb of every sentence comes here.
        if word.pos not in ("VERB", "AUX") or word.lemma not in _taking_verbs() or not self._is_done(word):
            return None
        args = arguments(self._tree, word.i)
        if word.lemma in word_set(_FILE, "clearing") and args.object is not None:
            return self._cleared(word, args)
        objects = self._taken_objects(word, args)
        if objects is None:
            return None
        tree, claim = self._tree, self._claim
        noun = next((o for o in objects if claim.is_claim(o)), None)
        if noun is None and args.object is None and word.lemma in word_set(_FILE, "alone"):
            # "The ministry backtracked on Monday."
            voice, mode = self._claimants.claimant(self._parsed, word, args)
            told = claim.told_before(voice)
            return self._draft(voice, mode, word, told) if told else None
        if noun is None:
            pronoun = any(tree.words[o].low in ("it", "this", "that") for o in objects) or claim.is_what_it_said(word)
            back = self._has_particle(word) or word.lemma in word_set(_FILE, "with_pronoun")
            if not (pronoun and back and claim.is_just_told()):
                return None
        elif claim.is_of_a_part(word, noun) or (
            tree.words[noun].lemma in word_set(_FILE, "carriers") and not claim.is_told(noun)
        ):
            return None
        voice, mode = self._claimants.claimant(self._parsed, word, args)
        if noun is not None and args.subject is None:
            voice, mode = claim.owner(noun) or voice, mode
        accused = claim.accused(word, voice, noun)
        if noun is not None and claim.only_mends(word, noun) and not claim.names_accused(word, voice, noun):
            return None
        if not accused and (noun is None or tree.words[noun].lemma not in word_set(_FILE, "claims")):
            return None
        return self._draft(voice, mode, word, accused)

    def _cleared(self, word: Word, args: Arguments) -> Draft | None:
        """ "absolved Russia of the hack"."""
        voice, mode = self._claimants.claimant(self._parsed, word, args)
        places = [args.object] if args.object is not None and "of" in args.preps else []
        cleared = [
            a
            for place in places
            for a in accused_in(self._context, self._tree, place)
            if a.state not in (None, voice.country)
        ]
        return self._draft(voice, mode, word, cleared) if cleared else None

    def _has_particle(self, word: Word) -> bool:
        """ "walked back", "backed away": the verb with what makes it one of taking back."""
        with_particle = words(_FILE)["with_particle"]
        particles = word_set(_FILE, "with_particle", word.lemma) if word.lemma in with_particle else frozenset[str]()
        return any(self._tree.words[k].low in particles for k in word.kids)

    def _taken_objects(self, word: Word, args: Arguments) -> list[int] | None:
        """What may be the claim that a verb takes back; None for a verb that takes nothing back as it stands."""
        tree = self._tree
        objects = conjuncts(tree, args.object) if args.object is not None else []
        if word.lemma in word_set(_FILE, "taking_back"):
            return objects
        if self._has_particle(word):
            below = [p for name in ("from", "on", "off") for p in args.preps.get(name, [])]
            beside = [
                p.i
                for k in tree.kids(word.i, "advmod", "prt", "prep")
                for inner in [k, *tree.kids(k.i, "prep")]
                for p in tree.kids(inner.i, "pobj")
            ]
            return below + beside + objects
        if word.lemma in word_set(_FILE, "issuing") and args.object is not None:
            # "issued a correction of its report that …"
            issued = tree.words[args.object]
            if issued.lemma not in word_set(_FILE, "nouns"):
                return None
            return [p.i for k in tree.kids(issued.i, "prep") for p in tree.kids(k.i, "pobj")]
        return [] if word.lemma in word_set(_FILE, "alone") else None

    def _no_longer(self, word: Word) -> Draft | None:
        """ "no longer holds that Russia was behind it", "does not blame China any more"."""
        if word.pos not in ("VERB", "AUX") or word.lemma not in word_set(_FILE, "no_longer", "verbs"):
            return None
        if not self._is_no_longer(word) or is_hypothetical(self._tree, word):
            return None
        if self._claim.is_of_a_part(word, None):
            return None
        args = arguments(self._tree, word.i)
        voice, mode = self._claimants.claimant(self._parsed, word, args)
        accused = self._claim.accused(word, voice, None)
        if word.lemma in ("stand", "support", "uphold", "speak", "see", "view"):
            nouns = [w for w in self._tree.subtree(word.i) if w.i > word.i and self._claim.is_claim(w.i)]
            if not nouns:
                return None
        return self._draft(voice, mode, word, accused) if accused else None

    def _wrong(self, word: Word) -> Draft | None:
        """ "said it had been wrong to blame Russia", "its attribution was a mistake", "apologised for accusing"."""
        tree = self._tree
        if word.pos == "VERB" and (word.lemma in word_set(_FILE, "wrong", "verbs") or word.low == "mistaken"):
            predicate, verb = word, word
        elif self._is_wrongly_blaming(word):
            voice, mode = self._claimants.source(self._parsed, word)
            if not self._is_speaker(word, voice) or not self._is_done(word):
                return None
            return self._draft(voice, mode, word, self._claim.accused(word, voice, None))
        elif word.lemma in _wrong_words():
            predicate = word
            above = next(tree.ancestors(word.i), word)
            admitted = word.dep == "dobj" and above.lemma in word_set(_FILE, "wrong", "admitting")
            said = word.dep in ("acomp", "attr", "conj", "oprd") and above.lemma in ("be", "prove")
            in_error = word.dep == "pobj" and above.low == "in" and tree.words[above.head].lemma == "be"
            if not (admitted or said or in_error):
                return None
            verb = tree.words[above.head] if in_error else above
        else:
            return None
        if not self._is_done(verb) or is_hypothetical(tree, verb):
            return None
        subjects = tree.kids(verb.i, "nsubj", "expl")
        subject = subjects[0] if subjects else None
        voice, mode = self._claimants.source(self._parsed, verb)
        blaming = self._blaming(verb, predicate)
        if blaming is not None:
            own = subject is not None and subject.low not in ("it", "they", "there")
            if own or predicate is verb:
                voice, mode = self._claimants.claimant(self._parsed, verb, arguments(tree, verb.i))
            accused = self._claim.accused(blaming, voice, None)
            return self._draft(voice, mode, verb, accused) if accused else None
        if subject is not None and self._claim.is_claim(subject.i) and self._claim.is_own(subject, voice):
            if self._claim.is_of_a_part(subject, subject.i):
                return None
            return self._draft(voice, mode, verb, self._claim.accused(verb, voice, subject.i))
        return None

    def _after_all(self, word: Word) -> Draft | None:
        """ "now says that Russia was not behind it", "said that it had not been Russia after all"."""
        tree = self._tree
        if word.pos != "VERB" or word.lemma not in word_set("speech", "say") or not self._is_done(word):
            return None
        start, end = tree.span(word.i)
        now = any(tree.words[k].low == "now" for k in word.kids)
        if not (now or "after all" in self._context.text[start:end].lower()):
            return None
        for verb in tree.kids(word.i, "ccomp"):
            if not any(tree.words[k].dep == "neg" for k in verb.kids):
                continue
            voice, mode = self._claimants.claimant(self._parsed, word, arguments(tree, word.i))
            accused = [
                a
                for place in [
                    *self._claim.doers(verb),
                    *(k.i for k in tree.kids(verb.i, "attr")),
                    *arguments(tree, verb.i).preps.get("from", ()),
                ]
                for a in accused_in(self._context, tree, place)
                if a.state != voice.country or a.state is None
            ] or self._claim.of_clauses(verb, None)
            if any(a.state or a.name for a in accused):
                return self._draft(voice, mode, word, accused)
        return None

    def _is_done(self, word: Word) -> bool:
        """Whether the verb is told as done: not negated, asked for, planned, or refused."""
        kids = [self._tree.words[k] for k in word.kids]
        if any(k.dep == "neg" or k.low in ("never", "neither", "nor") for k in kids):
            return False
        if any(k.dep == "aux" and k.low in word_set(_FILE, "governing", "modals") for k in kids):
            return False
        if is_hypothetical(self._tree, word):
            return False
        helped = any(k.dep == "aux" and k.low in ("did", "does", "do") for k in kids)
        above = self._tree.words[word.head]
        if above.i == word.i:
            return word.tag != "VB" or helped
        if word.dep == "pcomp" or (word.tag == "VBG" and above.lemma in ("consider", "avoid", "mull", "without")):
            return False
        if word.tag == "VB" and not helped:
            return above.lemma in word_set(_FILE, "governing", "doing") and self._is_done(above)
        if word.dep == "conj" and above.tag == "VB" and word.tag == "VB":
            return self._is_done(above)
        return not any(
            a.lemma in ("deny", "refuse", "decline") for a in self._tree.ancestors(word.i) if a.pos == "VERB"
        )

    def _is_no_longer(self, word: Word) -> bool:
        adverbs = word_set(_FILE, "no_longer", "adverbs")
        negated = any(self._tree.words[k].dep == "neg" for k in word.kids)
        for k in self._tree.subtree(word.i):
            if k.low not in adverbs or k.head not in (word.i, *word.kids):
                continue
            before = self._tree.words[k.i - 1].low if k.i else ""
            if before == "no" or (negated and (before == "any" or k.low == "anymore")):
                return True
        return False

    def _is_wrongly_blaming(self, word: Word) -> bool:
        """ "had wrongly blamed Russia"."""
        adverbs = word_set(_FILE, "wrong", "adverbs")
        return (
            word.pos == "VERB"
            and any(self._tree.words[k].low in adverbs for k in word.kids)
            and any(frame.act in (Act.ATTRIBUTE, Act.SUSPECT) for frame in frames().get(word.lemma, ()))
        )

    def _is_speaker(self, word: Word, voice: Voice) -> bool:
        """Whether whoever says it is who did it: "said that it had …", "Estonia said Estonia had …"."""
        place = arguments(self._tree, word.i).subject
        if place is None or voice.party is None:
            return False
        voices = self._parsed.voices.get(place) or self._context.resolver.voices(self._tree, place)
        doer = together(voices)
        if doer.party is None:
            return self._tree.words[place].low in ("it", "they", "we", "he", "she")
        return doer.party.id == voice.party.id or (doer.country is not None and doer.country == voice.country)

    def _blaming(self, verb: Word, predicate: Word) -> Word | None:
        """The verb of blaming that was wrong: "wrong to blame", "erred in accusing", "when it blamed"."""
        for other in self._tree.subtree(verb.i):
            if other.i <= predicate.i or other.pos != "VERB" or other.dep not in ("xcomp", "advcl", "pcomp", "ccomp"):
                continue
            if other.dep == "pcomp" and self._tree.words[other.head].head not in (verb.i, predicate.i):
                # "apologised for the delay in naming Russia"
                continue
            if any(frame.act in (Act.ATTRIBUTE, Act.SUSPECT) for frame in frames().get(other.lemma, ())):
                return other
        return None

    def _draft(self, voice: Voice, mode: Mode, word: Word, accused: list[Accused]) -> Draft | None:
        if voice.party is None:
            return None
        return Draft(
            act=Act.ATTRIBUTE,
            party=voice.party,
            people=voice.people,
            partners=unique(voice.partners, voice.party),
            accused=accused,
            standing=Standing.WITHDRAWN,
            mode=mode,
            start=self._parsed.sentence.start,
            end=self._parsed.sentence.end,
            anonymous=voice.anonymous,
            said_by=voice.words,
            steps=[f"standing: “{word.text}” takes the claim back"],
        )
