"""Withdrawals: a claimant that takes back or corrects what it said of who did it, or no longer says it.

"The ministry withdrew its accusation against …", "no longer holds that …", "it had been wrong to blame …". What must
stay true: a claim that is told as taken back is not also told as made; whoever refuses, is asked or is expected to take
one back has not done so; nobody takes back another's claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from callout.knowledge.names import What
from callout.reading.accused import accused_in, level_of
from callout.reading.claimant import Claimants
from callout.reading.clauses import arguments, conjuncts
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.frames import accused_places, fits, frames
from callout.reading.hearing import Parsed, together, unique
from callout.reading.hedges import is_hypothetical
from callout.reading.lexicon import word_set, words
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import Voice
from callout.reading.when import find_time
from callout.record.acts import Act, ActClass, Mode, Standing
from callout.record.claim import Accused

_FILE = "withdrawals"
_JUST_TOLD = 250
"""Characters between an accusation and words that take it back by a pronoun."""
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})


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

    # Three ways to take back

    def _taken_back(self, word: Word) -> Draft | None:
        """ "withdrew its accusation", "the attribution was retracted", "backed away from the claim"."""
        # The verb is looked at before its grammar: every verb of every sentence comes here.
        if word.pos not in ("VERB", "AUX") or word.lemma not in _taking_verbs() or not self._is_done(word):
            return None
        args = arguments(self._tree, word.i)
        particles = word_set(_FILE, "with_particle", word.lemma) if word.lemma in words(_FILE)["with_particle"] else ()
        near = {self._tree.words[k].low for k in word.kids}
        if word.lemma in word_set(_FILE, "clearing") and args.object is not None:
            voice, mode = self._claimants.claimant(self._parsed, word, args)
            cleared = [
                a for a in accused_in(self._context, self._tree, args.object) if a.state not in (None, voice.country)
            ]
            return self._draft(voice, mode, word, cleared) if cleared and "of" in args.preps else None
        if word.lemma in word_set(_FILE, "taking_back"):
            objects = conjuncts(self._tree, args.object) if args.object is not None else []
        elif near & set(particles):
            below = [p for name in ("from", "on", "off") for p in args.preps.get(name, [])]
            objects = below + [
                p.i
                for k in self._tree.kids(word.i, "advmod", "prt", "prep")
                for inner in [k, *self._tree.kids(k.i, "prep")]
                for p in self._tree.kids(inner.i, "pobj")
            ]
            objects += conjuncts(self._tree, args.object) if args.object is not None else []
        elif word.lemma in word_set(_FILE, "issuing") and args.object is not None:
            # "issued a correction of its report that …"
            issued = self._tree.words[args.object]
            if issued.lemma not in word_set(_FILE, "nouns"):
                return None
            objects = [p.i for k in self._tree.kids(issued.i, "prep") for p in self._tree.kids(k.i, "pobj")]
        elif word.lemma in word_set(_FILE, "alone"):
            objects = []
        else:
            return None
        noun = next((o for o in objects if self._is_claim(o)), None)
        if noun is None and args.object is None and word.lemma in word_set(_FILE, "alone"):
            # "The ministry backtracked on Monday."
            voice, mode = self._claimants.claimant(self._parsed, word, args)
            told = self._told_before(voice)
            return self._draft(voice, mode, word, told) if told else None
        if noun is not None and self._tree.words[noun].lemma in word_set(_FILE, "carriers") and not self._is_told(noun):
            return None
        if noun is not None and self._is_of_a_part(word, noun):
            return None
        pronoun = any(self._tree.words[o].low in ("it", "this", "that") for o in objects) or self._is_what_it_said(word)
        back = bool(near & set(particles)) or word.lemma in word_set(_FILE, "with_pronoun")
        if noun is None and not (pronoun and back and self._is_just_told()):
            return None
        voice, mode = self._claimants.claimant(self._parsed, word, args)
        if noun is not None and args.subject is None:
            voice, mode = self._owner(noun) or voice, mode
        accused = self._accused(word, voice, noun)
        if noun is not None and self._only_mends(word, noun) and not self._names_accused(word, voice, noun):
            return None
        if not accused and (noun is None or self._tree.words[noun].lemma not in word_set(_FILE, "claims")):
            return None
        return self._draft(voice, mode, word, accused)

    def _no_longer(self, word: Word) -> Draft | None:
        """ "no longer holds that Russia was behind it", "does not blame China any more"."""
        if word.pos not in ("VERB", "AUX") or word.lemma not in word_set(_FILE, "no_longer", "verbs"):
            return None
        if not self._is_no_longer(word) or is_hypothetical(self._tree, word):
            return None
        if self._is_of_a_part(word, None):
            return None
        args = arguments(self._tree, word.i)
        voice, mode = self._claimants.claimant(self._parsed, word, args)
        accused = self._accused(word, voice, None)
        if word.lemma in ("stand", "support", "uphold", "speak", "see", "view"):
            nouns = [w for w in self._tree.subtree(word.i) if w.i > word.i and self._is_claim(w.i)]
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
            return self._draft(voice, mode, word, self._accused(word, voice, None))
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
            accused = self._accused(blaming, voice, None)
            return self._draft(voice, mode, verb, accused) if accused else None
        if subject is not None and self._is_claim(subject.i) and self._is_own(subject, voice):
            if self._is_of_a_part(subject, subject.i):
                return None
            return self._draft(voice, mode, verb, self._accused(verb, voice, subject.i))
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
                    *self._doers(verb),
                    *(k.i for k in tree.kids(verb.i, "attr")),
                    *arguments(tree, verb.i).preps.get("from", ()),
                ]
                for a in accused_in(self._context, tree, place)
                if a.state != voice.country or a.state is None
            ] or self._of_clauses(verb, None)
            if any(a.state or a.name for a in accused):
                return self._draft(voice, mode, word, accused)
        return None

    # What is asked of the words

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

    def _is_claim(self, place: int) -> bool:
        noun = self._tree.words[place]
        if noun.pos not in ("NOUN", "PROPN"):
            return False
        return noun.lemma in word_set(_FILE, "claims") | word_set(_FILE, "carriers") | word_set(_FILE, "passages")

    def _is_told(self, place: int) -> bool:
        """Whether a paper or a statement is somebody's own ("its report") or says who did it ("the line that …"): a
        platform that deletes posts takes nothing back."""
        noun = self._tree.words[place]
        told = any(
            k.dep in ("poss", "acl", "relcl", "ccomp", "appos", "nmod")
            for k in (self._tree.words[i] for i in noun.kids)
        )
        return told or noun.lemma in word_set(_FILE, "passages")

    def _is_what_it_said(self, word: Word) -> bool:
        """ "Took back what it had said"."""
        clauses = (k for k in self._tree.kids(word.i, "ccomp", "dobj", "pobj") if k.pos == "VERB")
        return any(self._tree.subtree(k.i)[0].low == "what" and k.lemma in word_set("speech", "say") for k in clauses)

    def _is_just_told(self) -> bool:
        """Whether an accusation stands right before: "it" in "took it back" may be anything else."""
        start = self._parsed.sentence.start
        told = [d for d in self._drafts if d.act.act_class is ActClass.ATTRIBUTION]
        return any(d.start == start or 0 <= start - d.end <= _JUST_TOLD for d in told)

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

    def _is_own(self, noun: Word, voice: Voice) -> bool:
        """Whether the claim that a voice calls wrong is its own: "its attribution", "Norway's accusation", said by
        Norway. Another's claim that one calls wrong one denies."""
        for owner in self._tree.kids(noun.i, "poss"):
            if owner.low in _OWN:
                return True
            named = together(self._context.resolver.voices(self._tree, owner.i))
            if named.party and voice.party and named.country and named.country == voice.country:
                return True
        return False

    def _owner(self, noun: int) -> Voice | None:
        """Whose claim it is: "Norway's accusation was withdrawn"."""
        for owner in self._tree.kids(noun, "poss"):
            voice = together(self._context.resolver.voices(self._tree, owner.i))
            if voice.party:
                return voice
        return None

    def _only_mends(self, word: Word, noun: int) -> bool:
        """ "Corrected its statement": what of it was wrong need not be who did it; "corrected its attribution" is."""
        mends = word.lemma in word_set(_FILE, "mending") or word.lemma in word_set(_FILE, "issuing")
        return mends and self._tree.words[noun].lemma not in word_set(_FILE, "claims")

    def _is_of_a_part(self, word: Word, noun: int | None) -> bool:
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

    # Whom the claim accused

    def _accused(self, word: Word, voice: Voice, noun: int | None) -> list[Accused]:
        """Whom the words of the claim accuse; else whom its claimant accused before in the document."""
        return self._names_accused(word, voice, noun) or _of_others(self._told_before(voice), voice)

    def _names_accused(self, word: Word, voice: Voice, noun: int | None) -> list[Accused]:
        named = self._of_noun(word, noun) if noun is not None else []
        return _of_others(named, voice) or _of_others(self._of_clauses(word, noun), voice)

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

    def _of_clauses(self, word: Word, noun: int | None) -> list[Accused]:
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
            found = [a for place in self._doers(verb) for a in accused_in(self._context, tree, place)]
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

    def _doers(self, verb: Word) -> list[int]:
        """Who is said to have done it: the subject, or the agent of a passive."""
        subjects = [k.i for k in self._tree.kids(verb.i, "nsubj")]
        args = arguments(self._tree, verb.i)
        return subjects or ([args.subject] if args.subject is not None else [])

    def _told_before(self, voice: Voice) -> list[Accused]:
        for draft in reversed([d for d in self._drafts if d.start <= self._parsed.sentence.start]):
            own = draft.party is not None and voice.party is not None
            if not own or draft.act.act_class is not ActClass.ATTRIBUTION or not draft.accused:
                continue
            same = draft.party.id == voice.party.id if draft.party and voice.party else False
            of_state = draft.party.country == voice.country if draft.party and voice.country else False
            if same or of_state:
                return list(draft.accused)
        return []

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
