"""Which event of a sentence a time dates: the deed, its becoming known, the saying, or something else.

A time hangs on a word, and the words above it say of what. A noun that names a deed ("the 2015 hack") or a paper ("the
2013 report") decides at once. A verb decides by its class and by what stands around it: it makes a deed known, it
accuses or tells, or it does something to systems or data. What must stay true: a clause of its own that does none of
these ("who joined the firm in 2021") dates neither the deed nor the saying of the sentence around it.
"""

from __future__ import annotations

from callout.reading.clauses import Arguments, arguments
from callout.reading.clock import Clock
from callout.reading.context import Context
from callout.reading.disclosing import Disclosing
from callout.reading.frames import does_so, frames, performs
from callout.reading.lexicon import word_set
from callout.reading.onsystems import VERBS, OnSystems
from callout.reading.syntax import Tree, Word
from callout.reading.time_place import BESIDE
from callout.record.acts import ActClass

_CLAUSES = ("relcl", "acl", "advcl", "amod")


class Events:
    """The events of one parsed stretch."""

    def __init__(self, context: Context, tree: Tree) -> None:
        self._tree = tree
        self._systems = OnSystems(context, tree)
        self._disclosing = Disclosing(tree, self._systems, lambda verb: self._of_verb(verb) is Clock.CONDUCT)

    def dated_by(self, time: Word, last: Word) -> Clock | None:
        """The clock of what `time`, the head of the time words that end with `last`, hangs on; null where the words do
        not show it."""
        clock = self._above(time)
        return (self._told_of(last) or clock) if clock in (None, Clock.OTHER) else clock

    def _above(self, time: Word) -> Clock | None:
        """The clock of the words above a time, nearest first."""
        tree, below = self._tree, time
        for word in tree.ancestors(time.i):
            if word.pos in VERBS:
                clock = Clock.SAID if self._takes_back(word, time) else self._of_clause(word)
                if clock is not None:
                    return clock
                if self._stands_alone(word):
                    return Clock.OTHER
                # "Compromised by an actor affiliated with the state in 2021": the parser takes the nearer verb. And
                # what "an engineer rebooting a switch in March" comes upon, he comes upon then.
                goes_on = word.lemma in word_set("actors", "tie_verbs") or (word.tag == "VBG" and word.dep == "acl")
                if word.dep in _CLAUSES and not goes_on:
                    return self._of_what_it_says_more_of(word)
            elif word.pos in ("NOUN", "PROPN", "ADJ"):
                clock = self._of_noun(word)
                if clock is not None:
                    return clock
                if below.i == time.head and self._is_dated_by_of(word, below):
                    return Clock.OTHER
            elif (word.low in BESIDE and below.i != time.i) or self._is_of_another(word, below):
                return Clock.OTHER
            elif self._is_accused_for(word):
                return Clock.CONDUCT
            below = word
        # "On Monday, …" before a verb that the parser made a part of something else, "Statement, 14 January 2020".
        return Clock.SAID if time.dep == "ROOT" else None

    def of_told_clause(self, time: Word) -> Clock | None:
        """The clock of a time that hangs on a clause that somebody tells ("learned that the hackers had aimed at them
        in 2021"), where it cannot be of the telling: of the deed where the clause is of whoever did it."""
        verb = next((w for w in self._tree.ancestors(time.i) if w.pos != "ADP"), None)
        if verb is None or verb.pos not in VERBS or verb.dep != "ccomp" or verb.head > verb.i:
            return None
        if self._of_verb(verb) is not None:
            return None
        subject = self._systems.arguments(verb).subject
        if subject is None:
            return None
        return Clock.CONDUCT if self._systems.doers.may_be(subject) and verb.lemma != "be" else Clock.OTHER

    @staticmethod
    def _is_dated_by_of(noun: Word, preposition: Word) -> bool:
        """ "The law of 13 July", "the summit of 11 July", and not "the evening of 13 July"."""
        return preposition.low == "of" and noun.pos == "NOUN" and noun.lemma not in word_set("events", "parts")

    def _told_of(self, last: Word) -> Clock | None:
        """ "From 12 February, when the wiper scrambled the records": the clause of a time says what happened then."""
        words = self._tree.words[last.i + 1 : last.i + 3]
        when = next((w for w in words if w.pos != "PUNCT"), None)
        if when is None or when.low != "when":
            return None
        verb = self._tree.words[when.head]
        return self._of_clause(verb) if verb.pos in VERBS and verb.i > when.i else None

    def _stands_alone(self, verb: Word) -> bool:
        """ "An election was held on 4 July; the ministry said …": the parser hangs one sentence on the other."""
        if verb.dep not in ("ccomp", "parataxis", "conj", "advcl"):
            return False
        begin, end = sorted((verb.i, verb.head))
        return any(w.low == ";" for w in self._tree.words[begin:end])

    def _is_of_another(self, preposition: Word, below: Word) -> bool:
        """ "At war with the government since 2020", "after elections in November": the parser hangs a time on a
        preposition, or on the verb, that has another noun of its own, which is no deed."""
        if preposition.pos != "ADP" or below.dep != "prep":
            return False
        nouns = [k for k in self._tree.kids(preposition.i, "pobj") if k.i < below.i and k.pos == "NOUN"]
        return any(self._of_noun(noun) is None and noun.lemma not in word_set("events", "day_words") for noun in nouns)

    def _is_accused_for(self, preposition: Word) -> bool:
        """ "Holds it responsible for the pipes that burst in March": what comes under an accusation was done then."""
        above = self._tree.words[preposition.head]
        if preposition.low not in ("for", "of", "over") or above.i == preposition.i:
            return False
        return above.lemma == "responsible" or (above.pos == "VERB" and above.lemma in word_set("cyber", "accusing_of"))

    def _takes_back(self, verb: Word, time: Word) -> bool:
        """ "On Monday it withdrew its accusation": a time behind what is withdrawn may date the deed it tells of; and
        what is not told is not withdrawn ("were struck in May")."""
        if verb.lemma not in word_set("withdrawals", "taking_back"):
            return False
        struck = self._tree.kids(verb.i, "nsubjpass")
        told = not struck or any(noun.lemma in word_set("cyber", "tellings") for noun in struck)
        return told and not any(verb.i < o.i < time.i for o in self._tree.kids(verb.i, "dobj"))

    def of_opening(self) -> Clock | None:
        """What a date that stands before the sentence ("24 February 2022: modems drop off") dates: its main verb."""
        root = next((w for w in self._tree.words if w.dep == "ROOT"), None)
        return self._of_clause(root) if root is not None and root.pos in VERBS else None

    def _of_what_it_says_more_of(self, verb: Word) -> Clock:
        """A clause of a class that is not known belongs to the deed or the paper that it says more of ("a campaign of
        break-ins through servers that reached its height in 2019", "a statement issued on Tuesday")."""
        if verb.dep in ("relcl", "acl"):
            for noun in self._tree.ancestors(verb.i):
                if noun.pos in VERBS:
                    break
                if noun.lemma in word_set("cyber", "deeds") or self._is_accused_for(noun):
                    return Clock.CONDUCT
                if noun.lemma in word_set("cyber", "tellings"):
                    return Clock.SAID
        return Clock.OTHER

    def _of_noun(self, noun: Word) -> Clock | None:
        if noun.lemma in word_set("cyber", "deeds"):
            return Clock.CONDUCT
        if noun.lemma in word_set("cyber", "tellings"):
            return Clock.SAID
        if noun.pos == "ADJ" and noun.dep in ("amod", "acl", "appos") and noun.lemma in ("active", "busy"):
            # "Gamaredon, active since 2013"
            return Clock.CONDUCT
        return None

    def _of_clause(self, verb: Word) -> Clock | None:
        """The class of a verb. "severed relations on Wednesday and expelled the diplomats": coordinated verbs share
        their time, unless they have a subject of their own. "Worked by hand from 3 May because its servers were
        scrambled": what came of a deed."""
        beside = [k for k in self._tree.kids(verb.i, "conj") if k.pos in VERBS]
        verbs = (verb, *(k for k in beside if not self._tree.kids(k.i, "nsubj", "nsubjpass")))
        clock = next((clock for one in verbs if (clock := self._of_verb(one)) is not None), None)
        if clock is None:
            causes = [k for k in self._tree.kids(verb.i, "advcl") if k.pos in VERBS and self._is_cause(k)]
            clock = next((Clock.CONDUCT for k in causes if self._of_verb(k) is Clock.CONDUCT), None)
        return clock

    def _is_cause(self, clause: Word) -> bool:
        return any(k.low == "because" for k in self._tree.kids(clause.i, "mark"))

    def _of_verb(self, verb: Word) -> Clock | None:
        tree = self._tree
        if verb.lemma == "be":
            return self._of_being(verb)
        args = self._systems.arguments(verb)
        if self._systems.enters(verb, args):
            return Clock.CONDUCT
        known = self._disclosing.becomes_known(verb, args)
        if known is not None:
            return known
        if self._is_accused_of(verb):
            return Clock.CONDUCT
        placed = verb.lemma == "take" and any(k.low == "place" for k in tree.kids(verb.i, "dobj"))
        happened = placed or verb.lemma in word_set("cyber", "happened")
        if verb.lemma in word_set("cyber", "own") or (happened and not self._is_of_other_things(verb, args)):
            return Clock.CONDUCT
        if self._systems.fails(verb, args) or self._systems.takes_course(verb, args):
            return Clock.CONDUCT
        shared = verb.lemma in word_set("cyber", "shared")
        if shared and args.subject is not None and self._systems.doers.are_by_noun(args.subject):
            return Clock.CONDUCT
        tells = (self._systems.is_telling(verb) and not self._calls_in(verb)) or (
            verb.lemma in word_set("speech", "say") and any(self._is_said(k) for k in tree.kids(verb.i, "ccomp"))
        )
        if tells or performs(tree, verb.i, args) or self._leads_to_act(verb) or does_so(tree, verb):
            return self._disclosing.of_telling(verb, args)
        if verb.lemma in word_set("events", "occasions") and (verb.dep in ("acl", "advcl", "ROOT", "ccomp")):
            # "The embassy, reacting on the 28th, protested", "Asked on 12 July, the spokesman called …"
            return Clock.SAID
        if shared or self._systems.is_done(verb, args):
            doer = args.subject is not None and self._systems.doers.are_by_noun(args.subject)
            by_meaning = doer and verb.lemma in word_set("events", "doing")
            return Clock.CONDUCT if by_meaning or self._systems.concerns_systems(args) else None
        return None

    def _of_being(self, verb: Word) -> Clock | None:
        """ "It was in March 2018 that the United States accused …", "24 November was the day when screens went dark":
        the clause says what happened. "Has been offline since", "has been at work since": a state that lasts."""
        tree = self._tree
        subject = next((k for k in tree.kids(verb.i, "nsubj")), None)
        inner = [*tree.kids(verb.i, "ccomp", "advcl", "relcl")]
        inner += [k for a in tree.kids(verb.i, "attr", "acomp") for k in tree.kids(a.i, "relcl", "acl", "advcl")]
        attribute = next((k for k in tree.kids(verb.i, "attr")), None)
        of_day = attribute is not None and attribute.lemma in word_set("events", "day_words")
        if of_day or (subject is not None and subject.low == "it"):
            for clause in inner:
                clock = self._of_clause(clause) if clause.pos in VERBS else None
                if clock is not None:
                    return clock
        if subject is None:
            return None
        if attribute is not None and attribute.lemma in word_set("cyber", "doings"):
            return Clock.CONDUCT
        return Clock.CONDUCT if self._systems.lasts(verb, subject) else None

    def _is_said(self, clause: Word) -> bool:
        """ "Saw that …", and not "saw its pumps manipulated"."""
        return clause.tag != "VBN" or bool(self._tree.kids(clause.i, "aux", "auxpass", "mark"))

    def _calls_in(self, verb: Word) -> bool:
        """ "Called in experts", "called off the vote": with such a word the verb tells nothing."""
        return any(k.low not in ("out", "down") for k in self._tree.kids(verb.i, "prt"))

    def _is_of_other_things(self, verb: Word, args: Arguments) -> bool:
        """ "The summit began on 11 July", "the trial took place in May": what happened is something else."""
        if args.subject is None or args.object is not None or args.passive:
            return False
        subject = self._tree.words[args.subject]
        return subject.lemma in word_set("events", "other_events") | word_set("events", "inquiries")

    def _is_accused_of(self, verb: Word) -> bool:
        """ "Blamed hackers for opening a valve", "charged them with copying files": what the accusation is about."""
        if verb.tag != "VBG" or verb.dep != "pcomp":
            return False
        above = next((w for w in self._tree.ancestors(verb.i) if w.pos in VERBS), None)
        classes = (ActClass.ATTRIBUTION, ActClass.MEASURE)
        return above is not None and any(f.act.act_class in classes for f in frames().get(above.lemma, ()))

    def _leads_to_act(self, verb: Word) -> bool:
        """ "Joined Washington in accusing China", "moved to expel the diplomats": the act has the time of the verb."""
        below = [k for p in self._tree.kids(verb.i, "prep") for k in self._tree.kids(p.i, "pcomp")]
        below += self._tree.kids(verb.i, "xcomp")
        return any(performs(self._tree, k.i, arguments(self._tree, k.i)) for k in below)

    def reveals_deed(self, known: bool) -> bool:
        """Whether a clause tells that a deed became known (`Disclosing.reveals_deed`)."""
        return self._disclosing.reveals_deed(known)
