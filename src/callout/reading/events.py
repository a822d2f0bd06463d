"""Which event of a sentence a time dates: the deed, its becoming known, the saying, or something else.

A time hangs on a word, and the words above it say of what. A noun that names a deed ("the 2015 hack") or a paper ("the
2013 report") decides at once. A verb decides by its class and by what stands around it: it makes a deed known, it
accuses or tells, or it does something to systems or data. What must stay true: a clause of its own that does none of
these ("who joined the firm in 2021") dates neither the deed nor the saying of the sentence around it.
"""

from __future__ import annotations

from enum import StrEnum

from callout.reading.clauses import Arguments, arguments
from callout.reading.context import Context
from callout.reading.frames import frames, performs
from callout.reading.lexicon import word_set, words
from callout.reading.onsystems import VERBS, OnSystems
from callout.reading.syntax import Tree, Word
from callout.record.acts import ActClass


class Clock(StrEnum):
    CONDUCT = "conduct"
    DISCLOSED = "disclosed"
    SAID = "said"
    OTHER = "other"


_CLAUSES = ("relcl", "acl", "advcl", "amod")
_BESIDE = frozenset({"before", "after", "ahead", "since", "until", "under", "following", "during", "despite"})
"""Words before an event that is not the deed: "ahead of the November 2024 election", "under a 2015 agreement"."""


_BETWEEN = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "NUM", "PRON", "CCONJ"})


def follows_deed(tree: Tree, time: Word) -> bool:
    """Whether nothing but what the deed was done to stands between a deed and the time ("was behind the attack on the
    mail of the parliament in August"): the parser hangs such a time on the verb before. What is accused of a deed may
    have been accused then ("accused it of a breach last year"): that is not told by the words."""
    before = list(reversed(tree.words[: time.i]))
    for place, word in enumerate(before):
        if word.pos in ("NOUN", "PROPN") and word.lemma in word_set("cyber", "tellings"):
            return False
        if word.pos == "NOUN" and word.lemma in word_set("cyber", "deeds"):
            verb = next((w for w in before[place:] if w.pos in VERBS), None)
            return verb is None or verb.lemma not in word_set("cyber", "accusing_of")
        if word.pos not in _BETWEEN:
            return False
    return False


class Events:
    """The events of one parsed stretch."""

    def __init__(self, context: Context, tree: Tree) -> None:
        self._tree = tree
        self._systems = OnSystems(context, tree)

    def dated_by(self, time: Word) -> Clock | None:
        """The clock of what `time`, the head of the time words, hangs on; null where the words do not show it."""
        tree, below = self._tree, time
        for word in tree.ancestors(time.i):
            if word.pos in VERBS:
                clock = Clock.SAID if self._takes_back(word, time) else self._of_clause(word)
                if clock is not None:
                    return clock
                # "Compromised by an actor affiliated with the state in 2021": the parser takes the nearer verb. And
                # what "an engineer rebooting a switch in March" comes upon, he comes upon then.
                goes_on = word.lemma in word_set("actors", "tie_verbs") or (word.tag == "VBG" and word.dep == "acl")
                if word.dep in _CLAUSES and not goes_on:
                    return self._of_what_it_says_more_of(word)
            elif word.pos in ("NOUN", "PROPN", "ADJ"):
                clock = self._of_noun(word)
                if clock is not None:
                    return clock
            elif word.low in _BESIDE and below.i != time.i:
                return Clock.OTHER
            below = word
        # "On Monday, …" before a verb that the parser made a part of something else, "Statement, 14 January 2020".
        return Clock.SAID if time.dep == "ROOT" else None

    def _takes_back(self, verb: Word, time: Word) -> bool:
        """ "On Monday it withdrew its accusation": a time behind what is withdrawn may date the deed it tells of."""
        objects = self._tree.kids(verb.i, "dobj")
        return verb.lemma in word_set("withdrawals", "taking_back") and not any(verb.i < o.i < time.i for o in objects)

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
                if noun.lemma in word_set("cyber", "deeds"):
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
        their time."""
        verbs = (verb, *(k for k in self._tree.kids(verb.i, "conj") if k.pos in VERBS))
        return next((clock for one in verbs if (clock := self._of_verb(one)) is not None), None)

    def _of_verb(self, verb: Word) -> Clock | None:
        tree = self._tree
        if verb.lemma == "be":
            return self._of_being(verb)
        args = arguments(tree, verb.i)
        if self._systems.enters(verb, args):
            return Clock.CONDUCT
        known = self._becoming_known(verb, args)
        if known is not None:
            return known
        if self._is_accused_of(verb):
            return Clock.CONDUCT
        placed = verb.lemma == "take" and any(k.low == "place" for k in tree.kids(verb.i, "dobj"))
        if placed or verb.lemma in word_set("cyber", "own") or verb.lemma in word_set("cyber", "happened"):
            return Clock.CONDUCT
        if self._systems.fails(verb, args):
            return Clock.CONDUCT
        shared = verb.lemma in word_set("cyber", "shared")
        if shared and args.subject is not None and self._systems.is_doer_by_noun(args.subject):
            return Clock.CONDUCT
        tells = verb.lemma in word_set("speech", "assertive") or (
            verb.lemma in word_set("speech", "say") and bool(tree.kids(verb.i, "ccomp"))
        )
        if tells or performs(tree, verb.i, args) or self._leads_to_act(verb):
            return self._of_telling(verb, args)
        if verb.lemma in word_set("events", "occasions") and (verb.dep in ("acl", "advcl", "ROOT", "ccomp")):
            # "The embassy, reacting on the 28th, protested", "Asked on 12 July, the spokesman called …"
            return Clock.SAID
        if shared or self._systems.is_done(verb, args):
            doer = args.subject is not None and self._systems.is_doer_by_noun(args.subject)
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

    def _becoming_known(self, verb: Word, args: Arguments) -> Clock | None:
        """ "Disclosed a breach in March", "came to light", "was made public", "word of the theft came", "owned up to a
        breach"; but "disclosed that China had …" is said, and "learnt that somebody had copied …" is not."""
        tree = self._tree
        clause = bool(tree.kids(verb.i, "ccomp"))
        if verb.lemma == "know" and any(
            k.low in ("became", "become", "becomes", "made") for k in tree.kids(verb.i, "aux", "auxpass")
        ):
            return Clock.DISCLOSED
        near = self._systems.after(verb)
        for row in words("events")["known_by"]:
            if verb.lemma in row["verbs"] and near & set(row["with"]):
                # "The services, going public on 4 October, blamed …" is when they spoke.
                return Clock.SAID if verb.tag == "VBG" and verb.dep in ("acl", "advcl") else Clock.DISCLOSED
        news = args.subject if args.subject is not None else args.object
        if news is not None and tree.words[news].lemma in ("word", "news", "rumour", "rumor"):
            return Clock.DISCLOSED
        if args.passive and verb.lemma in word_set("events", "notified"):
            return Clock.DISCLOSED
        if verb.lemma in word_set("events", "noticed_by"):
            told = (
                clause
                and args.subject is not None
                and self._systems.is_doer(args.subject)
                and not self._about_deed(verb)
            )
            return Clock.SAID if told else Clock.DISCLOSED
        if verb.lemma in word_set("events", "disclosed_by"):
            return Clock.SAID if clause else Clock.DISCLOSED
        return None

    def _about_deed(self, verb: Word) -> bool:
        return any(self._of_verb(k) is Clock.CONDUCT for k in self._tree.kids(verb.i, "ccomp") if k.pos == "VERB")

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

    def _of_telling(self, verb: Word, args: Arguments) -> Clock:
        """ "The breach announced on the 28th", "whose breach had been announced"; of other words it is the saying."""
        if verb.lemma in word_set("cyber", "announced_by") and args.passive and args.object is not None:
            told = [self._tree.words[args.object], *self._tree.kids(verb.i, "nsubjpass")]
            if verb.dep in ("acl", "relcl"):
                # "whether Russia was behind the break-in that was announced": the parser may take the wrong noun.
                told += self._tree.words[verb.head + 1 : verb.i]
            if any(noun.lemma in word_set("cyber", "deeds") | word_set("events", "flaws") for noun in told):
                return Clock.DISCLOSED
        return Clock.SAID
