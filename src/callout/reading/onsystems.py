"""What is done to systems and data, whichever verb tells it: by who does it, to what, and by what stops working.

"APT28 opened mailboxes", "files were rifled", "the ministries went dark", "crept into the network". What must stay
true: what owners do with their own systems, and what is said about them, is no deed against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.clauses import Arguments, arguments, noun_phrase
from callout.reading.context import Context
from callout.reading.doers import Doers
from callout.reading.frames import performs
from callout.reading.lexicon import word_set, words
from callout.reading.syntax import Tree, Word

VERBS = ("VERB", "AUX")
_ABOUT = frozenset({"by", "over", "after", "for", "following", "amid", "about", "since", "before", "despite"})
"""Prepositions of what a verb does not act on: "a warrant was issued over the raid"."""
_THINGS = (What.MALWARE, What.CAMPAIGN, What.PRODUCT)


class OnSystems:
    """What the clauses of one parsed stretch do to systems."""

    def __init__(self, context: Context, tree: Tree) -> None:
        self._context = context
        self._tree = tree
        self.doers = Doers(context, tree)

    def tells_of_deed(self) -> bool:
        """Whether a clause of the stretch does something to systems or data, or tells that they stopped."""
        return any(
            self._does_to_systems(word) if word.pos in VERBS else self._is_deed_on_systems(word)
            for word in self._tree.words
        )

    def arguments(self, verb: Word) -> Arguments:
        """The arguments of a verb. "Had its messages intercepted", "saw its pumps manipulated": who suffers it does not
        do it."""
        args, tree = arguments(self._tree, verb.i), self._tree
        above = tree.words[verb.head]
        suffered = above.lemma in word_set("events", "suffering") and verb.tag in ("VBN", "VBD")
        if suffered and verb.dep in ("ccomp", "xcomp") and not tree.kids(verb.i, "aux", "auxpass", "dobj", "nsubjpass"):
            thing = next(iter(tree.kids(verb.i, "nsubj")), None)
            return replace(args, subject=None, object=thing.i if thing else args.object, passive=True)
        return args

    def enters(self, verb: Word, args: Arguments) -> bool:
        """ "Got in", "crept into", "found their way into": what an intruder does, wherever he goes."""
        if "way" in self.after(verb) and verb.lemma in ("find", "make", "work", "worm"):
            return bool(self.after(verb) & {"in", "into", "inside"})
        entering = verb.lemma in word_set("events", "entering") and self.after(verb) & {"in", "into", "inside"}
        # "Got a hint in December" enters nothing.
        return bool(entering) and args.object is None and args.subject is not None and self.doers.may_be(args.subject)

    def fails(self, verb: Word, args: Arguments) -> bool:
        """ "Ministries went dark", "was forced to shut down", "screens froze": systems stop working."""
        wanted = words("events")["failing_with"].get(verb.lemma)
        place = args.subject if args.subject is not None and not args.passive else args.object
        if place is not None and self._tree.words[place].lemma in word_set("events", "controls"):
            # "breakers began to open": no owner says so of his own.
            return verb.lemma in word_set("events", "moving") and not args.passive
        if wanted is None:
            return False
        if not wanted:
            # A bank fails for other reasons than its computers.
            return place is not None and self.names_system(place) and not self._tree.kids(verb.i, "xcomp")
        if not self.after(verb) & set(wanted):
            return False
        if verb.lemma in ("go", "turn"):
            return True
        return place is not None and (self._stands_for_systems(place) or self.doers.may_be(place) or args.passive)

    def takes_course(self, verb: Word, args: Arguments) -> bool:
        """ "The traffic peaked on 27 April": a deed goes its way; so does money ("sixty million left the bank")."""
        if args.subject is None and args.object is None:
            return False
        subject = self._tree.words[args.subject if args.subject is not None else args.object or 0]
        if verb.lemma in word_set("events", "leaving") and subject.lemma in word_set("events", "money"):
            return True
        return verb.lemma in word_set("events", "courses") and subject.lemma in word_set("cyber", "doings")

    def lasts(self, verb: Word, subject: Word) -> bool:
        after = self.after(verb)
        if after & word_set("events", "stopped"):
            return self._stands_for_systems(subject.i)
        if not self.doers.may_be(subject.i):
            return False
        inside = [
            p.i
            for k in self._tree.kids(verb.i, "prep")
            if k.low in ("in", "inside")
            for p in self._tree.kids(k.i, "pobj")
        ]
        # "has been at work since 2017", "had been in the parliament's network in 2021"
        there = "there" in after and self.doers.are_by_noun(subject.i)
        return there or bool(after & word_set("events", "busy")) or any(self.names_system(place) for place in inside)

    def names_deed(self, place: int, known: bool) -> bool:
        """Whether the noun, or what it says of what ("word of the theft"), names a cyber deed or its means; with
        `known`, of a document that speaks of cyber conduct, any deed."""
        for word in self._phrase(place):
            mention = self._context.mentions.covering(word.start)
            if mention is not None and mention.what in (What.MALWARE, What.CAMPAIGN, What.GROUP):
                return True
            if word.lemma in word_set("events", "cyber_deeds") or (
                known and word.lemma in word_set("events", "known_deeds")
            ):
                return True
        return False

    def is_by_somebody(self, verb: Word) -> bool:
        """Whether the clause tells what was done by hackers of no name, or by nobody in particular: not what may
        happen, nor what a state, a group or the speaker did."""
        if self._tree.kids(verb.i, "neg") or any(k.tag == "MD" for k in self._tree.kids(verb.i, "aux")):
            return False
        args = self.arguments(verb)
        doers = [args.subject] if args.subject is not None else args.preps.get("by", [])
        if any(self.doers.are_named(place) for place in doers):
            return False
        somebody = all(self.doers.are_by_noun(place) or self.doers.are_strangers(place) for place in doers)
        return somebody and (bool(doers) or args.passive)

    def is_done_to_speaker(self, verb: Word) -> bool:
        """ "Said that it had been hacked", "that its network had been broken into"."""
        struck = self._tree.kids(verb.i, "nsubjpass")
        return any(
            noun.low in ("it", "they", "we", "he", "she")
            or any(k.low in ("its", "their", "our", "his", "her") for k in self._tree.kids(noun.i, "poss"))
            for noun in struck
        )

    def is_done(self, verb: Word, args: Arguments) -> bool:
        """Whether somebody does it who may do such things, or it is a thing that only such people do; or it is done by
        nobody in particular, and is not what owners do with their systems."""
        if self.is_telling(verb) or verb.lemma in word_set("events", "background"):
            return False
        if performs(self._tree, verb.i, args):
            return False
        if args.subject is not None:
            if self._is_own_thing(args):
                return False
            if verb.lemma in word_set("events", "doing") or self.doers.are_strangers(args.subject):
                return True
            # A state does much that is no deed against systems; hackers and malware do little else.
            of_state = self.doers.are_of_state(args.subject)
            return self.doers.may_be(args.subject) and (not of_state or self._may_be_states_deed(verb, args))
        return args.passive or self._may_be_deed(verb)

    @staticmethod
    def is_telling(verb: Word) -> bool:
        """ "The statement reads that …" tells, "read the mail" does not: such verbs tell with a clause only."""
        return verb.lemma in word_set("speech", "assertive") and verb.lemma not in word_set("events", "seldom_telling")

    def _may_be_states_deed(self, verb: Word, args: Arguments) -> bool:
        """ "Tehran copied the mails", "mounted the attack", and not "Berlin followed the attack"."""
        deed = args.object is not None and self._tree.words[args.object].lemma in word_set("cyber", "doings")
        return verb.lemma in word_set("events", "mounting") if deed else self._may_be_deed(verb)

    @staticmethod
    def _may_be_deed(verb: Word) -> bool:
        return any(verb.lemma in word_set("cyber", name) for name in ("own", "happened", "shared", "intruding"))

    def concerns_systems(self, args: Arguments) -> bool:
        """Whether what the verb acts on, in, into or from is a system, data, malware or a deed."""
        places = [args.object, *(p for name, found in args.preps.items() if name not in _ABOUT for p in found)]
        return any(
            self.names_system(place)
            for place in places
            if place is not None and self._tree.words[place].lemma not in word_set("events", "inquiries")
        )

    def after(self, verb: Word) -> set[str]:
        """The words of a verb's clause that follow it closely."""
        return {w.low for w in self._tree.subtree(verb.i) if verb.i < w.i <= verb.i + 12}

    def _does_to_systems(self, verb: Word) -> bool:
        args = self.arguments(verb)
        if verb.lemma == "be":
            subject = next(iter(self._tree.kids(verb.i, "nsubj")), None)
            return subject is not None and self.lasts(verb, subject)
        if self.enters(verb, args):
            below = self._tree.subtree(verb.i)
            into = {w.i for w in below if w.low in ("in", "into", "inside")}
            return any(w.dep == "pobj" and w.head in into and self.names_system(w.i) for w in below)
        if self.fails(verb, args):
            # A town goes dark for other reasons too.
            places = [place for place in (args.subject, args.object) if place is not None]
            of_computers = self.after(verb) & word_set("events", "failing")
            return any(self._stands_for_systems(p) if of_computers else self._is_system(p) for p in places)
        return self.is_done(verb, args) and (self.concerns_systems(args) or self._is_by_its_means(verb, args))

    def _is_by_its_means(self, verb: Word, args: Arguments) -> bool:
        """ "A virus crippled the refinery": malware does it, whatever it is done to."""
        if args.subject is None or not self._may_be_deed(verb):
            return False
        mention = self._context.mentions.covering(self._tree.words[args.subject].start)
        named = mention is not None and mention.what is What.MALWARE
        return named or self._tree.words[args.subject].lemma in word_set("events", "means")

    def _stands_for_systems(self, place: int) -> bool:
        """Systems, or an institution that stands for its own: "the ministries went dark"."""
        return self.names_system(place) or self._tree.words[place].lemma in word_set("events", "victims")

    def _is_system(self, place: int) -> bool:
        return self.names_system(place) or self._tree.words[place].lemma in word_set("events", "controls")

    def _is_own_thing(self, args: Arguments) -> bool:
        """ "The ministry opened its new website": what somebody does with his own systems is no deed against them."""
        if args.object is None or args.subject is None or self.doers.are_by_noun(args.subject):
            return False
        if any(self.names_system(place) for place in args.preps.get("into", ())):
            # "slipped its code into the updates of a firm"
            return False
        return any(k.low in ("its", "their", "his", "her", "our") for k in self._tree.kids(args.object, "poss"))

    def _is_deed_on_systems(self, noun: Word) -> bool:
        """ "The cyberattack", "the leak of ministry files", "the theft of patient records"."""
        before = {k.low for k in self._tree.kids(noun.i, "compound", "amod")}
        if noun.lemma in word_set("cyber", "doings") and (noun.low.startswith("cyber") or "cyber" in before):
            return True
        return noun.lemma in word_set("cyber", "deeds") and any(
            word.lemma in word_set("events", "things") for word in self._phrase(noun.i) if word.i != noun.i
        )

    def names_system(self, place: int) -> bool:
        for word in self._phrase(place):
            if word.lemma in word_set("events", "things") or word.lemma in word_set("cyber", "deeds"):
                return True
            mention = self._context.mentions.covering(word.start)
            if mention is not None and mention.what in _THINGS:
                return True
        start, end = self._tree.words[place].start, self._tree.words[place].end
        return self._context.terms.any(start, end, "cyber.strong")

    def _phrase(self, place: int) -> Iterator[Word]:
        for word in noun_phrase(self._tree, place)[:16]:
            if word.pos in ("NOUN", "PROPN"):
                yield word
