"""Deeds: somebody is said to have done it ("Russian officers hacked …", "the attack carried out by …", "is behind").

A deed is the claim of whoever the sentence says it for: a reporting verb above it, the quotation's speaker, or the
document itself. A deed inside an accusation is its conduct, not a claim of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.frames import frames
from callout.reading.hearing import Parsed
from callout.reading.hedges import act_of, is_hypothetical, is_negated
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set, words
from callout.reading.presence import DOERS
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import apart
from callout.record.acts import Act, Level, Tie
from callout.record.claim import Accused

_BACK = 400
"""Characters before a sentence in which that stands which it points back to."""
_ACTING = (Tie.DIRECTED, Tie.SPONSORED, Tie.AFFILIATED)


_TELLING = frozenset({"VERB", "AUX", "NOUN"})
"""Words that may say a deed and whose it is."""


class Deeds:
    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """The deeds of a sentence that no act has taken. Words that a deed has taken are added to `used`."""
        for word in parsed.tree.words:
            if word.pos in _TELLING or word.lemma == "involve":
                yield from self._by_deed(parsed, word, used)

    def _by_deed(self, parsed: Parsed, word: Word, used: set[int]) -> Iterator[Draft]:
        tree = parsed.tree
        if word.i in used:
            return
        if word.lemma == "involve" and arguments(tree, word.i).passive and "in" in arguments(tree, word.i).preps:
            draft = self._deed_of(parsed, word, arguments(tree, word.i).object or word.i, "behind", used)
            if draft:
                yield draft
            return
        used_others = self._by_use(parsed, word, used)
        if used_others:
            yield used_others
            return
        actor: int | None = None
        how = ""
        if word.lemma in ("be", "stand", "lie") and word.pos in ("AUX", "VERB"):
            actor, how = self._behind(tree, word)
        elif word.pos == "VERB" and not _is_suffered(tree, word):
            args = arguments(tree, word.i)
            from_where = args.preps.get("from", [])
            sent = args.passive and word.lemma in word_set("actors", "sent_from")
            if from_where and (sent or word.lemma in ("originate", "come", "stem", "emanate")):
                actor, how = from_where[0], "origin"
            elif from_where and tree.words[from_where[0]].lemma in ("territory", "soil"):
                # "undertaken from the territory of": nobody is named, and a state is.
                actor, how = from_where[0], "origin"
            elif (
                word.dep == "acl"
                and word.lemma in word_set("actors", "tie_verbs")
                and is_actor(self._context, tree, word.head)
            ):
                # "hackers hired by the government" says who the hackers are.
                return
            elif args.subject is not None and self._is_deed(parsed, word, args):
                actor, how = args.subject, "deed"
        elif word.pos == "NOUN" and word.lemma in word_set("cyber", "deeds"):
            actor = next(
                (p.i for k in tree.kids(word.i, "prep") if k.low == "by" for p in tree.kids(k.i, "pobj")), None
            )
            how = "deed"
        elif word.pos == "NOUN" and word.lemma in word_set("actors", "hallmarks"):
            of = (p.i for k in tree.kids(word.i, "prep") if k.low == "of" for p in tree.kids(k.i, "pobj"))
            actor, how = next(of, None), "hallmark"
        if actor is None:
            return
        draft = self._deed_of(parsed, word, actor, how, used)
        if draft:
            if how == "hallmark" and draft.act is Act.ATTRIBUTE:
                draft.act = Act.SUSPECT
            yield draft

    def _by_use(self, parsed: Parsed, word: Word, used: set[int]) -> Draft | None:
        """The state lets others do it, and the verb words the tie: "hired hackers", "is protecting those who do it"."""
        if word.pos != "VERB":
            return None
        tie = next((Tie(t) for t, verbs in words("actors")["used"].items() if word.lemma in verbs), None)
        if tie is None:
            return None
        tree = parsed.tree
        args = arguments(tree, word.i)
        if args.subject is None or args.object is None or args.passive:
            return None
        if any(w.lemma in word_set("actors", "defending") for w in tree.subtree(word.i) if w.i > args.object):
            # "trains hackers to defend its networks"
            return None
        actor = tree.words[args.object]
        doers = [w for w in tree.subtree(args.object)[:12] if level_of(w) in DOERS]
        again = actor.low == "them" and bool(self._findings.last_accused)
        group = self._context.mentions.covering(actor.start)
        named = group is not None and group.what is What.GROUP and word.low in word_set("actors", "patron")
        if not doers and not again and not named and not (actor.low == "those" and tree.kids(actor.i, "relcl")):
            return None
        draft = self._deed_of(parsed, word, args.subject, "use", used)
        if draft is None or not all(a.level in (Level.STATE, Level.STATE_ORGAN, Level.OFFICER) for a in draft.accused):
            return None
        draft.accused = [a.model_copy(update={"tie": tie}) for a in draft.accused]
        draft.accused += self._run_by(parsed, word, draft.accused, used, tie)
        used.update(w.i for w in tree.subtree(word.i))
        return draft

    def _behind(self, tree: Tree, word: Word) -> tuple[int | None, str]:
        """ "Russia is behind", "was responsible for", "is the culprit", "was the work of"."""
        args = arguments(tree, word.i)
        for kid in (tree.words[k] for k in word.kids):
            if kid.low == "behind":
                # "Behind the attack stood the service": the parser takes it for the object.
                return args.subject if args.subject is not None else args.object, "behind"
            if kid.dep in ("acomp", "oprd") and kid.lemma in ("responsible", "accountable", "culpable", "involved"):
                return args.subject, "behind"
            if kid.dep in ("xcomp", "acomp") and (
                kid.low == "blame" or tree.words[kid.i].low in ("likely", "certainly")
            ):
                # "Russia is to blame", "was most likely to blame"
                blame = (
                    kid
                    if kid.low == "blame"
                    else next((k for k in tree.kids(kid.i, "xcomp") if k.low == "blame"), None)
                )
                if blame is not None and any(k.low == "to" for k in tree.kids(blame.i, "aux")):
                    return args.subject, "behind"
            if kid.dep in ("acomp", "attr") and args.subject is not None and level_of(tree.words[args.subject]):
                mention = self._context.mentions.covering(kid.start)
                if (
                    mention
                    and mention.what is What.DEMONYM
                    and kid.text == self._context.text[mention.start : mention.end]
                ):
                    return kid.i, "behind"
            if kid.dep == "attr" and args.subject is not None and tree.words[args.subject].low == "it":
                clauses = [*tree.kids(kid.i, "relcl"), *tree.kids(word.i, "ccomp", "relcl")]
                done = [c for c in clauses if any(k.low in ("that", "who", "which") for k in tree.kids(c.i, "nsubj"))]
                if any(c.lemma in word_set("actors", "doing") for c in done):
                    # "It was Moscow that did this."
                    return kid.i, "behind"
            if kid.dep == "attr":
                if kid.lemma in ("culprit", "perpetrator", "mastermind"):
                    return args.subject, "behind"
                doing = kid.lemma in word_set("cyber", "doings") and self._topic.speaks_of_cyber
                if doing and any(self._is_demonym(k) for k in tree.kids(kid.i, "amod")):
                    # "It was an Azerbaijani operation."
                    return kid.i, "behind"
                told = args.subject is not None and tree.words[args.subject].lemma in word_set("speech", "papers")
                if kid.lemma in ("work", "handiwork", "doing") and not told:
                    for owner in tree.kids(kid.i, "poss"):
                        # "was Russia's doing"
                        return owner.i, "behind"
                    for prep in tree.kids(kid.i, "prep"):
                        for pobj in tree.kids(prep.i, "pobj"):
                            return pobj.i, "behind"
        return None, ""

    def _is_demonym(self, word: Word) -> bool:
        mention = self._context.mentions.covering(word.start)
        return mention is not None and mention.what is What.DEMONYM

    def _is_deed(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        assert args.subject is not None  # noqa: S101 - asked by the caller
        tree, context = parsed.tree, self._context
        reporting = any(c.i == word.i for c in parsed.cues) or word.lemma in word_set("speech", "assertive")
        writes = word.lemma == "write" and args.object is not None and self._is_of_conduct(*tree.span(args.object))
        if reporting and not writes and not is_actor(context, tree, args.subject):
            return False
        bound = args.object if args.passive and word.lemma in word_set("actors", "binding") else None
        if bound is not None and tree.words[bound].lemma not in word_set("cyber", "deeds"):
            # "a group that is supported by the state", "servers controlled by the ministry": whose they are.
            return False
        if word.lemma in word_set("cyber", "own"):
            # A state hacks something or somebody; "Ministry website hacked" in a headline is about the victim.
            return args.object is not None or bool(args.preps) or is_actor(context, tree, args.subject)
        if self._is_intrusion(parsed, word, args):
            return True
        if word.lemma not in word_set("cyber", "shared"):
            return False
        if args.object is not None and tree.words[args.object].lemma in word_set("speech", "papers"):
            # "published a report": not "hacked its website".
            return False
        if is_actor(context, tree, args.subject):
            return True
        return any(
            self._is_of_conduct(*tree.span(place)) or self._is_known_deed(tree, place)
            for place in _objects(tree, word, args)
        )

    def _is_intrusion(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        """ "wiped the computers of three banks", "got into the mailboxes": a plain verb and somebody else's systems,
        where the sentence or the document is about cyber conduct."""
        tree = parsed.tree
        places = _objects(tree, word, args)
        if not tree.kids(word.i, "prt") and any(
            w.lemma in _told_by(word.lemma) and not _is_own(tree, w) for p in places for w in tree.subtree(p)
        ):
            return True
        if word.lemma not in word_set("cyber", "intruding"):
            return False
        if args.object in places and any(_is_own(tree, tree.words[place]) for place in places):
            # "switched off its servers": but "slipped its code into an update".
            places = [p for p in places if p != args.object]
        hit = any(w.lemma in word_set("cyber", "systems") for p in places for w in tree.subtree(p))
        # "was taken off the air", "knocked the site offline"
        gone = tree.kids(word.i, "prt", "advmod", "acomp", "oprd", "prep")
        hit = hit or (word.lemma in ("take", "knock") and any(k.low in ("off", "offline", "down") for k in gone))
        start, end = parsed.sentence.start, parsed.sentence.end
        return hit and (self._topic.speaks_of_cyber or self._topic.is_conduct(start, end))

    def _is_known_deed(self, tree: Tree, place: int) -> bool:
        """ "had carried out the operation", in a document that has spoken of it."""
        head = tree.words[place]
        definite = any(k.low in ("the", "this", "these", "those") for k in tree.kids(place, "det"))
        return definite and head.lemma in word_set("cyber", "doings") and self._topic.speaks_of_cyber

    def _is_of_conduct(self, start: int, end: int) -> bool:
        context = self._context
        return (
            context.terms.any(start, end, "cyber.strong")
            or any(m.what in (What.CAMPAIGN, What.MALWARE, What.PRODUCT) for m in context.mentions.within(start, end))
            or sum(1 for _ in context.terms.within(start, end, "cyber.weak")) >= 2
        )

    def _deed_of(self, parsed: Parsed, word: Word, actor: int, how: str, used: set[int]) -> Draft | None:
        context, tree = self._context, parsed.tree
        start, end = parsed.sentence.start, parsed.sentence.end
        again = tree.words[actor].lemma in word_set("actors", "again")
        if self._findings.last_accused and (
            again or (tree.words[actor].low in ("they", "it", "he") and how == "behind")
        ):
            accused = list(self._findings.last_accused)
        else:
            accused = [a for a in accused_in(context, tree, actor) if a.state or a.level is Level.GROUP or a.tie]
        if how == "origin":
            accused = [_from_there(context, tree, actor, a) for a in accused]
        # A firm that makes or sells a tool does nothing with it, unless it is said to act for a state.
        firms = how == "behind" and word.lemma != "involve"
        accused = [a for a in accused if a.level is not Level.CONTRACTOR or a.tie in _ACTING or (firms and a.state)]
        if not accused or actor in used or self._is_aim(tree, actor):
            return None
        if how == "behind" and not (self._topic.is_near_conduct(start, end) or self._points_back(parsed, word, start)):
            return None
        if is_hypothetical(tree, word):
            self._findings.drop("hypothetical", start, end)
            return None
        if is_negated(context, tree, word.i):
            self._findings.drop("negated", start, end)
            used.update(w.i for w in tree.subtree(actor))
            return None
        if any(a.lemma in ("deny", "disavow", "reject", "dismiss", "refute") for a in tree.ancestors(word.i)):
            self._findings.drop("denied", start, end)
            used.update(w.i for w in tree.subtree(actor))
            return None
        voice, mode = self._claimants.source(parsed, word)
        voice = apart(self._claimants.with_speaker(parsed, word, voice), accused)
        used.update(w.i for w in tree.subtree(actor))
        used.add(word.i)
        if how == "behind":
            accused += self._run_by(parsed, word, accused, used, Tie.DIRECTED)
        if voice.country and any(a.state == voice.country for a in accused):
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                return None
        act = act_of(context, tree, word, word, actor)
        if act is Act.CONCERN and voice.party is None:
            return None
        because = f"the deed “{word.text}” of “{tree.words[actor].text}”"
        return self._claimants.told(parsed, word, voice, mode, act, accused, because)

    def _run_by(self, parsed: Parsed, word: Word, accused: list[Accused], used: set[int], tie: Tie) -> list[Accused]:
        """ "Pyongyang is behind Winnti", "runs the group Winnti": the group is accused with the state that is said to
        be behind it, and with no other. Its words are added to `used`: what it did is what the state is held for."""
        tree, states = parsed.tree, {a.state for a in accused}
        places = [k.i for k in tree.kids(word.i, "dobj")]
        places += [p.i for w in tree.subtree(word.i) if w.low in ("behind", "for") for p in tree.kids(w.i, "pobj")]
        found: list[Accused] = []
        for place in places:
            groups = [a for a in accused_in(self._context, tree, place) if a.level is Level.GROUP and a.name]
            if len(states) == 1 and groups and is_actor(self._context, tree, place):
                told = {"state": next(iter(states)), "state_from": None, "tie": tie}
                found += [group.model_copy(update=told) for group in groups]
                used.update(w.i for w in tree.subtree(place))
        return found

    def _points_back(self, parsed: Parsed, word: Word, start: int) -> bool:
        """ "Russia was behind them", right after what "they" are."""
        pointing = any(w.low in ("it", "them", "this", "these") for w in parsed.tree.subtree(word.i) if w.i > word.i)
        return pointing and self._topic.is_conduct(max(0, start - _BACK), start)

    @staticmethod
    def _is_aim(tree: Tree, actor: int) -> bool:
        """ "activity against Ukraine, which targeted …": what stands behind "against" is the victim."""
        head = tree.words[tree.words[actor].head]
        return tree.words[actor].dep == "pobj" and head.low in ("against", "on", "at", "into", "targeting")


def _from_there(context: Context, tree: Tree, actor: int, accused: Accused) -> Accused:
    """ "The attack came from China": from its territory, which does not say that the state did it."""
    mention = context.mentions.covering(tree.words[actor].start)
    if accused.level is not Level.STATE or mention is None or mention.what not in (What.STATE, What.SEAT, What.CITY):
        return accused
    told = {"level": Level.UNNAMED, "tie": Tie.FROM_TERRITORY, "entity": None, "kind": None, "name": None}
    return accused.model_copy(update=told)


def _is_suffered(tree: Tree, word: Word) -> bool:
    """ "Twelve people had their telephones infected": it was done to them."""
    below_have = word.dep in ("ccomp", "xcomp") and tree.words[word.head].lemma == "have"
    return below_have and word.tag in ("VBN", "VBD") and not tree.kids(word.i, "aux", "mark")


def _told_by(verb: str) -> frozenset[str]:
    """The things that make a verb one of cyber conduct by themselves."""
    carried = verb in word_set("cyber", "carrying_off")
    if not carried and verb not in word_set("cyber", "getting_in"):
        return frozenset()
    return word_set("cyber", "electronic") | (word_set("cyber", "electronic_goods") if carried else frozenset())


def _is_own(tree: Tree, thing: Word) -> bool:
    """ "switched off its servers"."""
    return any(k.low in ("its", "own") for k in tree.kids(thing.i, "poss", "amod"))


def _objects(tree: Tree, word: Word, args: Arguments) -> list[int]:
    """What a verb acts on or with. What it is done over, after or about is no part of the deed."""
    places = [args.object] if args.object is not None else []
    # "plans to accuse China of the hack" does nothing of the kind: what is performed is an act.
    places += [k.i for k in tree.kids(word.i, "xcomp", "ccomp", "advcl") if k.lemma not in frames()]
    if args.object is None:
        # "collects and maintains a library": the object stands with the last of the verbs.
        places += [o.i for k in tree.kids(word.i, "conj") for o in tree.kids(k.i, "dobj")]
    for name, objects in args.preps.items():
        if name not in ("over", "after", "for", "following", "amid", "about", "of", "since", "before"):
            places += objects
    return places
