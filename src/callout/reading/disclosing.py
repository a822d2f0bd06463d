"""How a deed becomes known: it is found, it comes to light, or its victim tells of it.

"Discovered the breach in March", "word of the theft came", "told its customers that somebody had copied their data".
What must stay true: what names who did it ("disclosed that China had …") is said, and makes nothing known here.
"""

from __future__ import annotations

from collections.abc import Callable

from callout.reading.clauses import Arguments, arguments
from callout.reading.clock import Clock
from callout.reading.frames import performs
from callout.reading.lexicon import word_set, words
from callout.reading.onsystems import VERBS, OnSystems
from callout.reading.syntax import Tree, Word


class Disclosing:
    """What the clauses of one parsed stretch make known. `is_deed` says whether a verb does something to systems."""

    def __init__(self, tree: Tree, systems: OnSystems, is_deed: Callable[[Word], bool]) -> None:
        self._tree = tree
        self._systems = systems
        self._is_deed = is_deed

    def reveals_deed(self, known: bool) -> bool:
        """Whether a clause tells that a deed against systems, or what it was done with, became known; with `known` also
        a deed whose noun does not say against what ("the theft was discovered in May")."""
        for verb in self._tree.words:
            if verb.pos not in VERBS or verb.lemma == "be":
                continue
            args = self._systems.arguments(verb)
            if self.becomes_known(verb, args) is not Clock.DISCLOSED:
                continue
            for place in (args.subject, args.object, *args.preps.get("of", ()), *args.preps.get("across", ())):
                if place is not None and self._systems.names_deed(place, known):
                    return True
        return False

    def becomes_known(self, verb: Word, args: Arguments) -> Clock | None:
        """ "Disclosed a breach in March", "came to light", "was made public", "word of the theft came", "owned up to a
        breach"; but "disclosed that China had …" is said, and "learnt that somebody had copied …" is not."""
        tree = self._tree
        clause = bool(tree.kids(verb.i, "ccomp"))
        if verb.lemma == "know" and any(
            k.low in ("became", "become", "becomes", "made") for k in tree.kids(verb.i, "aux", "auxpass")
        ):
            return Clock.DISCLOSED
        if clause and verb.lemma in word_set("speech", "learning") and not args.passive:
            return Clock.DISCLOSED
        if clause and verb.lemma in word_set("events", "told_of"):
            return Clock.DISCLOSED if args.passive and self._about_deed(verb) else None
        if self._is_known_by(verb, args, clause):
            # "The services, going public on 4 October, blamed …" is when they spoke.
            return Clock.SAID if verb.tag == "VBG" and verb.dep in ("acl", "advcl") else Clock.DISCLOSED
        if self._comes_to_victim(verb, args, clause) or self._is_put_on_show(verb, args):
            return Clock.DISCLOSED
        if verb.lemma in word_set("events", "noticed_by"):
            told = (
                clause
                and args.subject is not None
                and self._systems.doers.may_be(args.subject)
                and not self._about_deed(verb)
            )
            return Clock.SAID if told else Clock.DISCLOSED
        if verb.lemma in word_set("events", "disclosed_by"):
            return self._of_clause_told(verb) if clause else Clock.DISCLOSED
        return None

    def _is_known_by(self, verb: Word, args: Arguments, clause: bool) -> bool:
        """ "Came to light", "became aware", "raised the alarm", "word of the theft came"; "went to the police", and not
        "reported that customers had …"."""
        near = self._systems.after(verb)
        for row in words("events")["known_by"]:
            if verb.lemma in row["verbs"] and near & set(row["with"]) and not (clause and row.get("alone")):
                return True
        first = args.subject if args.subject is not None else args.object
        return first is not None and self._tree.words[first].lemma in word_set("events", "news")

    def _comes_to_victim(self, verb: Word, args: Arguments, clause: bool) -> bool:
        """ "The breach was identified", and not "identified the service behind it"; "heard of the theft", "got a first
        hint", "was notified"."""
        about = {self._tree.words[place].lemma for place in (args.subject, args.object) if place is not None}
        if verb.lemma in word_set("events", "observed") and about & (_deeds() | {"activity", "access"}):
            return True
        if verb.lemma in word_set("events", "hearing") and not clause and self._tells_of_deed(verb):
            return True
        if verb.lemma in word_set("events", "coming") and about & word_set("events", "tips"):
            return True
        return args.passive and verb.lemma in word_set("events", "notified")

    def _is_put_on_show(self, verb: Word, args: Arguments) -> bool:
        """ "The files were put up for sale", "posted the records on a forum"."""
        if verb.lemma not in word_set("events", "showing"):
            return False
        shown = args.object if args.object is not None else args.subject
        on = self._systems.after(verb) & word_set("events", "shown_on")
        return bool(on) and shown is not None and self._systems.names_system(shown)

    def of_telling(self, verb: Word, args: Arguments) -> Clock:
        """ "The breach announced on the 28th", "whose breach had been announced"; of other words it is the saying."""
        if verb.lemma in word_set("cyber", "announced_by") and args.passive and args.object is not None:
            told = [self._tree.words[args.object], *self._tree.kids(verb.i, "nsubjpass")]
            if verb.dep in ("acl", "relcl"):
                # "whether Russia was behind the break-in that was announced": the parser may take the wrong noun.
                told += self._tree.words[verb.head + 1 : verb.i]
            if any(noun.lemma in word_set("cyber", "deeds") | word_set("events", "flaws") for noun in told):
                return Clock.DISCLOSED
            if any(k.lemma in word_set("events", "stolen") for n in told for k in self._tree.kids(n.i, "amod")):
                # "the stolen mails were published"
                return Clock.DISCLOSED
        if verb.lemma in word_set("events", "made_known") and args.object is not None and not args.passive:
            # "confirmed the breach", "reported the theft to the police"; a campaign of somebody is laid at his door.
            deed = self._tree.words[args.object].lemma in _deeds()
            if deed and not self._systems.doers.are_named(args.object):
                return Clock.DISCLOSED
        return self._of_clause_told(verb)

    def _of_clause_told(self, verb: Word) -> Clock:
        """ "Told its customers that somebody had copied their data", "told its shareholders of an intrusion" make
        known; what names who did it is said."""
        tells, clauses = verb.lemma in word_set("events", "told_of"), self._tree.kids(verb.i, "ccomp")
        if not clauses:
            return Clock.DISCLOSED if tells and self._tells_of_deed(verb) else Clock.SAID
        deeds = [k for k in clauses if k.pos in VERBS and (tells or self._systems.is_done_to_speaker(k))]
        told = any(self._is_struck(k) and self._systems.is_by_somebody(k) for k in deeds)
        # The parser may hang "and accused China" on the clause.
        beside = [k for one in (verb, *clauses) for k in self._tree.kids(one.i, "conj")]
        accuses = any(performs(self._tree, k.i, arguments(self._tree, k.i)) for k in beside)
        return Clock.DISCLOSED if told and not accuses else Clock.SAID

    def _is_struck(self, verb: Word) -> bool:
        """ "That its files had been copied", "that it had been attacked"."""
        return self._is_deed(verb) or verb.lemma in word_set("cyber", "hitting")

    def _tells_of_deed(self, verb: Word) -> bool:
        """ "Told its shareholders of an intrusion": the parser may hang "of" on a noun between the two."""
        words, deeds = self._tree.words, _deeds()
        for word in self._tree.subtree(verb.i):
            if word.i > verb.i and word.pos in VERBS:
                return False
            if word.dep == "pobj" and word.lemma in deeds and words[word.head].low in ("of", "about"):
                return word.i > verb.i and not self._systems.doers.are_named(word.i)
        return False

    def _about_deed(self, verb: Word) -> bool:
        return any(self._is_deed(k) for k in self._tree.kids(verb.i, "ccomp") if k.pos == "VERB")


def _deeds() -> frozenset[str]:
    return word_set("events", "known_deeds") | word_set("events", "cyber_deeds")
