"""Whom an act accuses: the accused of a verb's frame, of a statement that is backed, or of what was told before.

`acts.py` decides whether a sentence performs an act and who performs it; here is of whom. What must stay true: an
accused stands in the places of the frame, or was accused before and is pointed back to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callout.knowledge.states import state_entity
from callout.reading.accused import accused_in, is_actor
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments, conjuncts, noun_phrase
from callout.reading.context import Context
from callout.reading.draft import Findings
from callout.reading.frames import Frame, accused_places, frames
from callout.reading.hearing import Parsed
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.record.acts import Act, Level, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind


class Whom:
    def __init__(self, context: Context, claimants: Claimants, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._findings = findings

    def accused(self, parsed: Parsed, word: Word, frame: Frame, args: Arguments) -> tuple[list[Accused], list[int]]:
        context, tree = self._context, parsed.tree
        candidates = accused_places(frame, tree, word.i, args)
        if frame.linking and args.object is not None:
            return self._linked(parsed, frame, args)
        doer = any(tree.words[p].lemma in word_set("actors", "doers") for p in args.preps.get("as", []))
        if frame.tied and doer and args.object is not None:
            # "regards the service as the author of the operation"
            return accused_in(context, tree, args.object), [args.object]
        if "name" in frame.objects and args.object is not None:
            # "put the group's name to the attack"
            candidates = [[owner.i] for owner in tree.kids(args.object, "poss")]
        if frame.of_deed:
            candidates = [[p for p in ps if tree.words[p].lemma in word_set("cyber", "deeds")] for ps in candidates]
        fallback: tuple[list[Accused], list[int]] = ([], [])
        for places in candidates:
            accused = _distinct(a for place in places for a in accused_in(context, tree, place))
            if frame.act is Act.URGE or frame.act is Act.WARN:
                accused = [
                    a for a in accused if a.state and a.level in (Level.STATE, Level.STATE_ORGAN, Level.OFFICER)
                ] or (self._inside_parentheses(parsed, word) if frame.act is Act.URGE else [])
            measured = frame.act in (Act.CHARGE, Act.SANCTION)
            if not measured and word.lemma not in ("accuse", "blame", "suspect", "implicate"):
                # A company that is merely named or identified is not accused.
                accused = [a for a in accused if a.kind is not EntityKind.COMPANY or a.state or a.tie]
            if frame.act in (Act.CHARGE, Act.SANCTION, Act.ARREST) and not accused:
                accused = self._measured(parsed, places)
            if accused and "as" in frame.accused and not any(a.state or a.name for a in accused):
                # "named four members of an army unit as hackers": whoever is named so.
                fallback = fallback if fallback[0] else (accused, places)
            elif accused:
                return accused, places
        if fallback[0]:
            return fallback
        if frame.act in (Act.EXPEL, Act.SUMMON):
            return self._of_embassy(parsed, args) or self._other_state(parsed, word, args) or self._own(
                parsed, args
            ), []
        if frame.act in (Act.CHARGE, Act.SANCTION):
            # "announced charges …, alleging a conspiracy of hackers and the FSB": whoever the clause accuses.
            for other in tree.subtree(word.i):
                agent = other.dep == "pobj" and tree.words[other.head].dep == "agent"
                if (
                    other.i > word.i
                    and not agent
                    and other.pos in ("NOUN", "PROPN")
                    and other.dep not in ("compound", "poss")
                ):
                    accused = [a for a in accused_in(context, tree, other.i) if a.state and a.level is not Level.STATE]
                    if accused:
                        return accused, [other.i]
        return [], []

    def of_these(self, parsed: Parsed, args: Arguments) -> list[Accused]:
        """ "We condemn these attacks": those that the last attribution told of."""
        if args.object is None or parsed.tree.words[args.object].lemma not in word_set("cyber", "deeds"):
            return []
        pointing = any(
            k.low in ("these", "this", "such", "those") for k in parsed.tree.kids(args.object, "det", "amod")
        )
        # "condemned the attack": of the only one who has been accused of it.
        return list(self._findings.last_accused) if pointing or len(self._findings.accused_states) == 1 else []

    def _other_state(self, parsed: Parsed, word: Word, args: Arguments) -> list[Accused]:
        """ "broke off relations with Iran and expelled its diplomats": the state that the sentence names besides."""
        voice, _ = self._claimants.claimant(parsed, word, args)
        host = self._claimants.host(parsed, args)
        own = {voice.country, host.country if host else None}
        for other in parsed.tree.words:
            mention = self._context.mentions.covering(other.start)
            if mention and mention.country and mention.country not in own:
                accused = accused_in(self._context, parsed.tree, other.i)
                if accused:
                    return accused[:1]
        return []

    def _of_embassy(self, parsed: Parsed, args: Arguments) -> list[Accused]:
        """ "gave the embassy's staff two days to leave", "the ambassador was called in": the state accused before."""
        place = args.object
        around = parsed.tree.subtree(place) if place is not None else []
        diplomats = any(w.lemma in word_set("actors", "diplomats") for w in around)
        if any(m.country for w in around if (m := self._context.mentions.covering(w.start)) is not None):
            return []
        return [a for a in self._findings.last_accused if a.state][:1] if diplomats else []

    def of_users(self, parsed: Parsed, place: int) -> tuple[list[Accused], list[int]]:
        """ "accounts run by an Iranian group", "a botnet that the GRU used": whose tools were taken from them."""
        tree = parsed.tree
        for clause in tree.kids(place, "acl", "relcl"):
            inner = arguments(tree, clause.i)
            user = inner.subject if inner.subject not in (None, place) else None
            accused = [a for a in accused_in(self._context, tree, user) if a.state] if user is not None else []
            if accused and user is not None:
                return accused, [user]
        return [], []

    def _own(self, parsed: Parsed, args: Arguments) -> list[Accused]:
        """ "Ambassador Sergey Nechayev was summoned to the Foreign Office", writes his embassy."""
        issuer, host = self._context.issuer, self._claimants.host(parsed, args)
        if issuer is None or issuer.country is None or host is None or host.country == issuer.country:
            return []
        if args.object is None:
            return []
        start, end = parsed.tree.span(args.object)
        state = state_entity(issuer.country)
        return [
            Accused(
                entity=state.id,
                name=state.name,
                kind=state.kind,
                state=issuer.country,
                level=Level.STATE,
                tie=Tie.IS_STATE,
                phrase=self._context.text[start:end],
            )
        ]

    def of_others(self, parsed: Parsed, word: Word, args: Arguments) -> tuple[list[Accused], list[int]]:
        """Whom the statements that are acknowledged or supported accuse ("… statements that attribute it to China",
        "the attribution of the attack to Russia")."""
        tree = parsed.tree
        for other in tree.subtree(args.object) if args.object is not None else []:
            for frame in frames().get(other.lemma, ()) if other.pos == "VERB" else ():
                if frame.act is Act.ATTRIBUTE:
                    inner = arguments(tree, other.i)
                    for places in accused_places(frame, tree, other.i, inner):
                        accused = [a for place in places for a in accused_in(self._context, tree, place) if a.state]
                        if accused:
                            return accused, [args.object or word.i]
        for clause in tree.kids(args.object, "acl", "ccomp", "relcl") if args.object is not None else []:
            # "the finding that APT31 is responsible", "the conclusion that the attack was carried out by the service"
            inner = arguments(tree, clause.i)
            doer = inner.subject if inner.subject is not None and inner.subject != args.object else None
            accused = [a for a in accused_in(self._context, tree, doer) if a.state] if doer is not None else []
            if accused:
                return accused, [args.object or word.i]
        for noun in tree.subtree(args.object) if args.object is not None else []:
            if noun.lemma in ("attribution", "accusation", "allegation"):
                for prep in tree.subtree(noun.i):
                    places = [p.i for p in tree.kids(prep.i, "pobj")] if prep.low in ("to", "against") else []
                    accused = [a for place in places for a in accused_in(self._context, tree, place) if a.state]
                    if accused:
                        return accused, [args.object or word.i]
        return [], []

    def again(self, parsed: Parsed, places: Sequence[int]) -> list[Accused]:
        """ "five members of the group have been charged", "two of the men": those who were accused before."""
        pronouns = [p for p in places if parsed.tree.words[p].low in ("him", "her", "them", "it")]
        if pronouns:
            # "Washington later sanctioned it and charged two of its contractors."
            return [a for a in self._findings.last_accused if a.state]
        again = word_set("actors", "again") | {
            "group",
            "company",
            "firm",
            "gang",
            "man",
            "officer",
            "hacker",
            "member",
            "individual",
        }
        for place in places:
            for noun in parsed.tree.subtree(place):
                definite = any(k.low in ("the", "these", "those") for k in parsed.tree.kids(noun.i, "det"))
                if definite and noun.lemma in again:
                    return [a for a in self._findings.last_accused if a.state]
                theirs = any(k.low in ("its", "their") for k in parsed.tree.kids(noun.i, "poss"))
                level = level_of(noun) if theirs else None
                if level in (Level.CONTRACTOR, Level.OFFICER, Level.INDIVIDUALS):
                    # "two of its contractors": persons of whoever was accused.
                    start, end = parsed.tree.span(place)
                    told: dict[str, object] = dict.fromkeys(("name", "entity", "kind", "tie")) | {"level": level}
                    phrase = self._context.text[start:end]
                    return [
                        a.model_copy(update=told | {"phrase": phrase}) for a in self._findings.last_accused if a.state
                    ]
        return []

    def of_told(self, parsed: Parsed, word: Word, frame: Frame) -> list[Accused]:
        """ "declarations in support of the Czech attribution", "Canada joined it": whom the attribution told before
        accuses."""
        nouns = word_set("answers", "attributions")
        told = [w for w in parsed.tree.subtree(word.i) if w.lemma in nouns]
        # "ESET stood by its assessment": its own.
        others = [
            w for w in told if not any(k.low in ("its", "their", "his", "our") for k in parsed.tree.kids(w.i, "poss"))
        ]
        names = frame.act is Act.JOIN or bool(others) or (frame.backing and self._backs_accuser(parsed, word))
        return list(self._findings.last_accused) if names else []

    def _backs_accuser(self, parsed: Parsed, word: Word) -> bool:
        """ "The Union voiced solidarity with Prague", after Prague accused somebody."""
        accuser = self._findings.last_accuser
        backed = [p for w in parsed.tree.subtree(word.i) if w.low == "with" for p in parsed.tree.kids(w.i, "pobj")]
        named = [self._context.mentions.covering(p.start) for p in backed]
        return accuser is not None and any(
            m is not None and m.country == accuser.country for m in named if m and m.country
        )

    def _inside_parentheses(self, parsed: Parsed, word: Word) -> list[Accused]:
        """ "called on all countries – including China – to act responsibly"."""
        match = re.search(
            r"\bincluding\s+(?:the\s+)?(?=[A-Z])",
            self._context.text[word.end : min(parsed.sentence.end, word.end + 60)],
        )
        if not match:
            return []
        mention = self._context.mentions.covering(word.end + match.end())
        head = next((w for w in parsed.tree.words if mention and mention.start <= w.start < mention.end), None)
        return accused_in(self._context, parsed.tree, head.i)[:1] if head else []

    def _linked(self, parsed: Parsed, frame: Frame, args: Arguments) -> tuple[list[Accused], list[int]]:
        """ "linked X to Y": where X did something Y is accused; where X is an actor it is accused, tied to Y."""
        context, tree = self._context, parsed.tree
        assert args.object is not None  # noqa: S101 - asked by the caller
        obj = args.object
        others = [p for name in ("to", "with") for p in args.preps.get(name, [])]
        if not others:
            # "ties the scanning of routers to the service": the parser hangs it on the object.
            others = [p for kid in tree.kids(obj, "prep") if kid.low in ("to", "with") for p in _objects(tree, kid.i)]
        whole = accused_in(context, tree, obj)
        second = [a for p in others for a in accused_in(context, tree, p)]
        if is_actor(context, tree, obj) and whole:
            bound = [a for a in second if a.state]
            if others:
                whole = [a.model_copy(update={"tie": self._linked_tie(a)}) for a in whole]
            if bound:
                # "actors that we associate with China, North Korea and Russia"
                told = [{"state": b.state, "state_from": None} for b in bound]
                whole = [a.model_copy(update=update) for a in whole for update in told]
            return whole, [obj, *others]
        if second:
            return second, others
        named = tree.words[obj].pos == "PROPN" or context.mentions.covering(tree.words[obj].start) is not None
        if whole and named and tree.words[obj].lemma not in word_set("cyber", "deeds"):
            return whole, [obj]
        return [], []

    def _linked_tie(self, actor: Accused) -> Tie:
        """The tie of an actor that is linked to a state: that of its own phrase, or the link. What the document says
        of the group elsewhere ("located in Minsk") is not what this claimant says."""
        at = self._context.text.find(actor.phrase)
        worded = at >= 0 and self._context.terms.any(at, at + len(actor.phrase), "actors.ties")
        return actor.tie if actor.tie and (worded or actor.level is not Level.GROUP) else Tie.AFFILIATED

    def _measured(self, parsed: Parsed, places: Sequence[int]) -> list[Accused]:
        """Persons under charge or sanction: named persons, or a bare number of them ("four nationals")."""
        context, tree = self._context, parsed.tree
        found = []
        for place in places:
            for i in conjuncts(tree, place):
                head = tree.words[i]
                if head.pos == "PROPN" and not context.mentions.covering(head.start):
                    words_ = [w for w in noun_phrase(tree, i) if w.pos == "PROPN" and (w.i == i or w.head == i)]
                    name = context.text[words_[0].start : words_[-1].end] if words_ else head.text
                    found.append(Accused(name=name, kind=EntityKind.PERSON, level=Level.INDIVIDUALS, phrase=name))
                elif head.lemma in word_set("actors", "levels", "individuals") or head.low in (
                    "old",
                    "year-old",
                    "olds",
                ):
                    # "arrested a 17-year-old": the parser makes an adjective of it.
                    start, end = tree.span(i)
                    found.append(Accused(name=None, level=Level.INDIVIDUALS, phrase=context.text[start:end][:200]))
        return found


def _objects(tree: Tree, preposition: int) -> list[int]:
    return [p for kid in tree.kids(preposition, "pobj") for p in conjuncts(tree, kid.i)]


def _distinct(accused: Iterable[Accused]) -> list[Accused]:
    found: dict[tuple[str | None, str | None, str], Accused] = {}
    for one in accused:
        found.setdefault((one.name, one.state, one.level), one)
    return list(found.values())
