"""What is done to systems and data, whichever verb tells it: by who does it, to what, and by what stops working.

"APT28 opened mailboxes", "files were rifled", "the ministries went dark", "crept into the network". What must stay
true: what owners do with their own systems, and what is said about them, is no deed against them.
"""

from __future__ import annotations

from collections.abc import Iterator

from callout.knowledge.names import What
from callout.reading.accused import is_actor, level_of
from callout.reading.clauses import Arguments, arguments, noun_phrase
from callout.reading.context import Context
from callout.reading.frames import performs
from callout.reading.lexicon import word_set, words
from callout.reading.syntax import Tree, Word

VERBS = ("VERB", "AUX")
_ABOUT = frozenset({"by", "over", "after", "for", "following", "amid", "about", "since", "before", "despite"})
"""Prepositions of what a verb does not act on: "a warrant was issued over the raid"."""
_DOERS = (What.GROUP, What.STATE, What.BODY, What.ROLE_BODY, What.MALWARE, What.CAMPAIGN)
_THINGS = (What.MALWARE, What.CAMPAIGN, What.PRODUCT)


class OnSystems:
    """What the clauses of one parsed stretch do to systems."""

    def __init__(self, context: Context, tree: Tree) -> None:
        self._context = context
        self._tree = tree

    def tells_of_deed(self) -> bool:
        """Whether a clause of the stretch does something to systems or data, or tells that they stopped."""
        return any(
            self._does_to_systems(word) if word.pos in VERBS else self._is_deed_on_systems(word)
            for word in self._tree.words
        )

    def is_doer(self, place: int) -> bool:
        """A group, a state, a service of one, malware, or people of no name."""
        head = self._tree.words[place]
        mention = self._context.mentions.covering(head.start)
        return (
            (mention is not None and mention.what in _DOERS)
            or self.is_doer_by_noun(place)
            or head.lemma in word_set("cyber", "deeds")
            or head.lemma in word_set("actors", "levels", "organs")
            or head.low in ("they", "it", "who", "which")
        )

    def is_doer_by_noun(self, place: int) -> bool:
        """ "In July hackers disrupted the network": some verbs of deeds are also verbs of measures."""
        return level_of(self._tree.words[place]) is not None or is_actor(self._context, self._tree, place)

    def enters(self, verb: Word, args: Arguments) -> bool:
        """ "Got in", "crept into", "found their way into": what an intruder does, wherever he goes."""
        if "way" in self.after(verb) and verb.lemma in ("find", "make", "work", "worm"):
            return bool(self.after(verb) & {"in", "into", "inside"})
        entering = verb.lemma in word_set("events", "entering") and self.after(verb) & {"in", "into", "inside"}
        return bool(entering) and args.subject is not None and self.is_doer(args.subject)

    def fails(self, verb: Word, args: Arguments) -> bool:
        """ "Ministries went dark", "was forced to shut down", "screens froze": systems stop working."""
        wanted = words("events")["failing_with"].get(verb.lemma)
        if wanted is None or not self.after(verb) & set(wanted):
            return False
        if verb.lemma == "go":
            return True
        place = args.subject if args.subject is not None and not args.passive else args.object
        return place is not None and (self._stands_for_systems(place) or self.is_doer(place) or args.passive)

    def lasts(self, verb: Word, subject: Word) -> bool:
        after = self.after(verb)
        if after & word_set("events", "stopped"):
            return self._stands_for_systems(subject.i)
        if not self.is_doer(subject.i):
            return False
        inside = [
            p.i
            for k in self._tree.kids(verb.i, "prep")
            if k.low in ("in", "inside")
            for p in self._tree.kids(k.i, "pobj")
        ]
        # "has been at work since 2017", "had been in the parliament's network in 2021"
        return bool(after & word_set("events", "busy")) or any(self._names_system(place) for place in inside)

    def is_done(self, verb: Word, args: Arguments) -> bool:
        """Whether somebody does it who may do such things, or it is a thing that only such people do; or it is done by
        nobody in particular, and is not what owners do with their systems."""
        if verb.lemma in word_set("speech", "assertive") or verb.lemma in word_set("events", "background"):
            return False
        if performs(self._tree, verb.i, args):
            return False
        if args.subject is not None:
            if self._is_own_thing(args):
                return False
            return self.is_doer(args.subject) or verb.lemma in word_set("events", "doing")
        return args.passive or any(verb.lemma in word_set("cyber", name) for name in ("own", "happened", "shared"))

    def concerns_systems(self, args: Arguments) -> bool:
        """Whether what the verb acts on, in, into or from is a system, data, malware or a deed."""
        places = [args.object, *(p for name, found in args.preps.items() if name not in _ABOUT for p in found)]
        return any(place is not None and self._names_system(place) for place in places)

    def after(self, verb: Word) -> set[str]:
        """The words of a verb's clause that follow it closely."""
        return {w.low for w in self._tree.subtree(verb.i) if verb.i < w.i <= verb.i + 12}

    def _does_to_systems(self, verb: Word) -> bool:
        args = arguments(self._tree, verb.i)
        if verb.lemma == "be":
            subject = next(iter(self._tree.kids(verb.i, "nsubj")), None)
            return subject is not None and self.lasts(verb, subject)
        if self.fails(verb, args):
            # A town goes dark for other reasons too.
            places = [place for place in (args.subject, args.object) if place is not None]
            return any(self._stands_for_systems(place) for place in places)
        return self.is_done(verb, args) and self.concerns_systems(args)

    def _stands_for_systems(self, place: int) -> bool:
        """Systems, or an institution that stands for its own: "the ministries went dark"."""
        return self._names_system(place) or self._tree.words[place].lemma in word_set("events", "victims")

    def _is_own_thing(self, args: Arguments) -> bool:
        """ "The ministry opened its new website": what somebody does with his own systems is no deed against them."""
        if args.object is None or args.subject is None or self.is_doer_by_noun(args.subject):
            return False
        return any(k.low in ("its", "their", "his", "her", "our") for k in self._tree.kids(args.object, "poss"))

    def _is_deed_on_systems(self, noun: Word) -> bool:
        """ "The leak of ministry files", "the theft of patient records"."""
        return noun.lemma in word_set("cyber", "deeds") and any(
            word.lemma in word_set("events", "things") for word in self._phrase(noun.i) if word.i != noun.i
        )

    def _names_system(self, place: int) -> bool:
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
