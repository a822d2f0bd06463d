"""Acts that a verb performs: "accused", "linked … to", "condemned", "charged", "released a patch".

The verbs and the places of their accused are data (`words/frames.toml`); what is decided here is whether a sentence
performs the act, of whom, and who performs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor, level_of
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments, conjuncts, noun_phrase
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.frames import Frame, accused_places, fits, frames
from callout.reading.hearing import Parsed, standing_of_report, unique
from callout.reading.hedges import is_hypothetical, is_negated, is_suspicion, standing_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.who import Voice, apart, voice_of
from callout.record.acts import Act, ActClass, Level, Standing, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind


def _distinct(accused: Iterable[Accused]) -> list[Accused]:
    found: dict[tuple[str | None, str | None, str], Accused] = {}
    for one in accused:
        found.setdefault((one.name, one.state, one.level), one)
    return list(found.values())


class Acts:
    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """The acts of a sentence. Words that an act has taken as its own are added to `used`."""
        for word in parsed.tree.words:
            if word.pos in ("VERB", "AUX") and word.lemma in frames() and word.i not in used:
                for frame in frames()[word.lemma]:
                    draft = self._by_frame(parsed, word, frame, used)
                    if draft:
                        # Noted at once: "blamed Pyongyang for it, and Britain and Canada joined".
                        self._findings.note(draft)
                        yield draft
                        break

    def _by_frame(self, parsed: Parsed, word: Word, frame: Frame, used: set[int]) -> Draft | None:
        tree = parsed.tree
        args = arguments(tree, word.i)
        if not fits(frame, tree, word.i, args):
            return None
        if frame.linking and self._says_who(tree, word, args):
            return None
        start, end = parsed.sentence.start, parsed.sentence.end
        accused, places = self._frame_accused(parsed, word, frame, args)
        if word.lemma == "name" and args.object is not None and self._only_calls(tree, args.object):
            used.update(w.i for w in tree.subtree(args.object))
            return None
        if frame.tied:
            # "described it as a group of Iranian government-sponsored actors", not "as a serious matter for Iran".
            accused = [a for a in accused if a.state and a.tie and a.level is not Level.STATE]
        if frame.act is Act.URGE and self._is_advice(parsed, word, args):
            return self._advice(parsed, word, args)
        if not self._is_about_conduct(parsed, frame, accused) and not self._is_of_suspects(frame, accused, args):
            if any(a.state for a in accused):
                self._findings.drop("no cyber conduct", start, end)
            return None
        if frame.act.act_class is not ActClass.MEASURE or frame.accused:
            if not accused and frame.act not in (Act.ACKNOWLEDGE, Act.SUPPORT, Act.JOIN, Act.CONDEMN):
                return None
            if not accused and frame.act is Act.CONDEMN:
                accused = self._of_these(parsed, args)
                if not accused and not self._is_deed(parsed, args):
                    return None
            if frame.act in (Act.ACKNOWLEDGE, Act.SUPPORT, Act.JOIN):
                accused, places = self._of_others(parsed, word, args)
                accused = accused or self._of_told(parsed, word, frame)
                if not accused and (frame.act in (Act.ACKNOWLEDGE, Act.JOIN) or frame.backing):
                    return None
        if frame.act.act_class is ActClass.MEASURE and not any(a.state for a in accused):
            accused = self._again(parsed, places) or accused
        denied = any(a.lemma in ("deny", "disavow", "imagine", "suppose") for a in tree.ancestors(word.i))
        background = _is_restrictive(tree, word) and _is_object_of_negated(tree, tree.words[word.head])
        hypothetical = is_hypothetical(tree, word)
        if denied or background or hypothetical or is_negated(self._context, tree, word.i):
            self._findings.drop("hypothetical" if hypothetical else "negated", start, end)
            used.update(w.i for w in tree.subtree(word.i))
            return None
        accused = [a for a in accused if a.state or a.tie or a.name or a.level is not Level.UNNAMED]
        if not accused and places and frame.accused and frame.act.act_class is not ActClass.MEASURE:
            self._findings.drop("nobody accused", start, end)
            return None
        voice, mode = self._claimants.claimant(parsed, word, args)
        voice = apart(self._claimants.with_speaker(parsed, word, voice), accused)
        if frame.act in (Act.CHARGE, Act.SUMMON, Act.EXPEL) and self._is_guess(voice, accused, parsed, args):
            spoken, _ = self._claimants.source(parsed, word)
            others = spoken.country and spoken.country not in {a.state for a in accused}
            voice = replace(spoken, people=(*voice.people, *spoken.people)) if others else replace(voice, party=None)
        if voice.party is None and frame.act is Act.CHARGE:
            # Nobody charges but the prosecution of a state: that of the only state whose bodies the document names.
            states = {a.state for a in accused}
            voice = replace(voice, party=self._context.resolver.home(besides=states))
        if voice.party is None and frame.act.act_class is ActClass.MEASURE and args.passive and args.subject is None:
            # "three officers have been sanctioned": by whoever issues the text.
            voice = replace(voice, party=self._context.issuer.party if self._context.issuer else None)
        if voice.party is None and frame.act is Act.SUMMON:
            # "was called in to the Foreign Office": by whose ministry it is.
            voice = self._summoned_to(parsed, args) or voice
        if voice.party is None and frame.act in (Act.SUMMON, Act.EXPEL) and args.passive and args.subject is None:
            # "The Chinese ambassador has been summoned": by whoever has just accused China.
            again = any(a.state in {b.state for b in self._findings.last_accused} for a in accused)
            voice = replace(voice, party=self._findings.last_accuser if again else None)
        if not self._may_perform(frame, voice) and not self._names_doer(tree, args):
            return None
        if (
            frame.act in (Act.URGE, Act.WARN, Act.CONDEMN, Act.DISRUPT, Act.ADVISE, Act.PATCH, Act.SUPPORT)
            and voice.party is None
        ):
            self._findings.drop("speaker unresolved", start, end)
            return None
        if frame.act.act_class is not ActClass.MEASURE:
            # Nobody accuses, condemns or warns of his own state: "warns French organisations of …", says France.
            accused = [a for a in accused if a.state is None or a.state != voice.country]
            if not accused and frame.accused and frame.act is not Act.CONDEMN:
                return None
        # "were charged together with two officers": they are charged, and charge nobody.
        charged = args.passive and frame.act in (Act.CHARGE, Act.SANCTION, Act.ARREST)
        joined = [] if charged else self._claimants.partners(parsed, word)
        partners = unique([*voice.partners, *joined], voice.party)
        used.add(word.i)
        for place in places:
            used.update(w.i for w in tree.subtree(place))
        if frame.act in (
            Act.ATTRIBUTE,
            Act.CHARGE,
            Act.SANCTION,
            Act.CONDEMN,
            Act.SUSPECT,
            Act.ACKNOWLEDGE,
            Act.SUPPORT,
        ):
            used.update(w.i for w in tree.subtree(word.i) if w.i > word.i)
            # "… had tied it to Lazarus, and Elliptic attributed it to Kim": a clause with its own subject, or
            # its own act ("and expelled its diplomats"), is free.
            for verb in tree.kids(word.i, "conj"):
                if tree.kids(verb.i, "nsubj", "nsubjpass") or verb.lemma in frames():
                    used.difference_update(w.i for w in tree.subtree(verb.i))
        act = frame.act
        standing = standing_of(self._context, tree, word.i)
        if standing is Standing.ASSERTED:
            # "stated in 2019 that the group is linked to": as old as the saying is.
            standing = standing_of_report(self._context, parsed, word, mode)
        if word.lemma == "hold" and standing in (Standing.EXPECTED, Standing.CONDITIONAL):
            # "will be held to account" warns; it does not yet hold.
            act = Act.WARN
        suspects = any(tree.words[p].lemma == "suspect" for p in args.preps.get("as", []))
        if act is Act.ATTRIBUTE and (suspects or is_suspicion(self._context, *self._clause(parsed, word))):
            act = Act.SUSPECT
        if act is Act.ADVISE:
            voice = self._with_issuers(parsed, args, voice)
            partners = unique([*voice.partners, *partners], voice.party)
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=partners,
            accused=accused,
            standing=standing,
            mode=mode,
            start=start,
            end=end,
            anonymous=voice.anonymous,
            said_by=voice.words,
            steps=[f"act: the verb “{word.text}”", f"accused: {', '.join(frame.accused) or 'none asked for'}"],
        )

    def _frame_accused(
        self, parsed: Parsed, word: Word, frame: Frame, args: Arguments
    ) -> tuple[list[Accused], list[int]]:
        context, tree = self._context, parsed.tree
        candidates = accused_places(frame, tree, word.i, args)
        if frame.linking and args.object is not None:
            return self._linked(parsed, frame, args)
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
            if accused:
                return accused, places
        if frame.act in (Act.EXPEL, Act.SUMMON):
            return self._of_embassy(parsed, args) or self._other_state(parsed, word, args), []
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

    def _is_deed(self, parsed: Parsed, args: Arguments) -> bool:
        """ "condemned the attack": whoever did it."""
        return args.object is not None and parsed.tree.words[args.object].lemma in word_set("cyber", "doings")

    def _is_guess(self, voice: Voice, accused: Sequence[Accused], parsed: Parsed, args: Arguments) -> bool:
        """ "Authorities charged two Iranians": that the state of the accused charged them is no guess to make where the
        subject does not name it."""
        if args.subject is None or voice.country is None or voice.country not in {a.state for a in accused}:
            return False
        start, end = parsed.tree.span(args.subject)
        return not any(m.country == voice.country for m in self._context.mentions.within(start, end))

    def _summoned_to(self, parsed: Parsed, args: Arguments) -> Voice | None:
        for place in (p for name in ("to", "into", "in") for p in args.preps.get(name, [])):
            voice = self._context.resolver.voices(parsed.tree, place)[0]
            if voice.party and voice.country:
                return voice
        return None

    def _with_issuers(self, parsed: Parsed, args: Arguments, voice: Voice) -> Voice:
        """ "This advisory was led by the Signals Directorate": all who issue it give the advice."""
        issuer = self._context.issuer
        if issuer is None or voice.party is None or args.object is None or not issuer.partners:
            return voice
        own = any(k.low in ("this", "the", "following") for k in parsed.tree.kids(args.object, "det", "amod"))
        among = voice.country in {p.country for p in (issuer.party, *issuer.partners)}
        return replace(voice_of(issuer), people=voice.people) if own and among else voice

    def _of_these(self, parsed: Parsed, args: Arguments) -> list[Accused]:
        """ "We condemn these attacks": those that the last attribution told of."""
        if args.object is None or parsed.tree.words[args.object].lemma not in word_set("cyber", "deeds"):
            return []
        pointing = any(
            k.low in ("these", "this", "such", "those") for k in parsed.tree.kids(args.object, "det", "amod")
        )
        # "condemned the attack": of the only one who has been accused of it.
        return list(self._findings.last_accused) if pointing or len(self._findings.accused_states) == 1 else []

    def _only_calls(self, tree: Tree, place: int) -> bool:
        """ "has named the intruders UNC2452": it gives doers a name and accuses nobody."""
        doers = tree.words[place]
        called = [k for k in tree.kids(place, "appos") if k.pos == "PROPN"]
        side_by_side = any(self._context.text[doers.end : k.start] == " " for k in called)
        return doers.pos == "NOUN" and level_of(doers) is not None and side_by_side

    def _says_who(self, tree: Tree, word: Word, args: Arguments) -> bool:
        """ "a group that is linked to the GRU", "hackers linked to China hacked": who they are, not what they did."""
        if word.dep in ("acl", "relcl"):
            own = [k for k in tree.kids(word.i, "nsubj") if k.low not in ("that", "which", "who")]
            noun = tree.words[word.head]
            above = tree.words[noun.head]
            hit = noun.dep == "dobj" and above.lemma in (word_set("cyber", "own") | word_set("cyber", "hitting"))
            if not own and (hit or (noun.dep == "pobj" and above.low in ("into", "against", "on", "at"))):
                # "broke into accounts linked to the parliament": whose the victim is.
                return True
            # "actors that we associate with China": here it is somebody's claim.
            return not own and self._is_actor_noun(tree, word.head)
        bare = args.subject is not None and args.object is None and not args.passive
        return bare and args.subject is not None and self._is_actor_noun(tree, args.subject)

    def _is_actor_noun(self, tree: Tree, i: int) -> bool:
        mention = self._context.mentions.covering(tree.words[i].start)
        return level_of(tree.words[i]) is not None or (mention is not None and mention.what is What.GROUP)

    def _other_state(self, parsed: Parsed, word: Word, args: Arguments) -> list[Accused]:
        """ "broke off relations with Iran and expelled its diplomats": the state that the sentence names besides."""
        voice, _ = self._claimants.claimant(parsed, word, args)
        host = self._summoned_to(parsed, args)
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

    def _of_others(self, parsed: Parsed, word: Word, args: Arguments) -> tuple[list[Accused], list[int]]:
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
        for noun in tree.subtree(args.object) if args.object is not None else []:
            if noun.lemma in ("attribution", "accusation", "allegation"):
                for prep in tree.subtree(noun.i):
                    places = [p.i for p in tree.kids(prep.i, "pobj")] if prep.low in ("to", "against") else []
                    accused = [a for place in places for a in accused_in(self._context, tree, place) if a.state]
                    if accused:
                        return accused, [args.object or word.i]
        return [], []

    def _again(self, parsed: Parsed, places: Sequence[int]) -> list[Accused]:
        """ "five members of the group have been charged", "two of the men": those who were accused before."""
        again = word_set("actors", "again") | {"group", "gang", "man", "officer", "hacker", "member", "individual"}
        for place in places:
            for noun in parsed.tree.subtree(place):
                definite = any(k.low in ("the", "these", "those") for k in parsed.tree.kids(noun.i, "det"))
                if definite and noun.lemma in again:
                    return [a for a in self._findings.last_accused if a.state]
        return []

    def _of_told(self, parsed: Parsed, word: Word, frame: Frame) -> list[Accused]:
        """ "declarations in support of the Czech attribution", "Canada joined it": whom the attribution told before
        accuses."""
        nouns = word_set("answers", "attributions")
        told = [w for w in parsed.tree.subtree(word.i) if w.lemma in nouns]
        # "ESET stood by its assessment": its own.
        others = [
            w for w in told if not any(k.low in ("its", "their", "his", "our") for k in parsed.tree.kids(w.i, "poss"))
        ]
        names = frame.act is Act.JOIN or bool(others)
        return list(self._findings.last_accused) if names else []

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
        whole = accused_in(context, tree, obj)
        second = [a for p in others for a in accused_in(context, tree, p)]
        if is_actor(context, tree, obj) and whole:
            bound = next((a for a in second if a.state), None)
            if others:
                whole = [a.model_copy(update={"tie": self._linked_tie(a)}) for a in whole]
            if bound:
                whole = [a.model_copy(update={"state": bound.state, "state_from": None}) for a in whole]
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
                elif head.tag in ("NNS", "NN") and head.lemma in word_set("actors", "levels", "individuals"):
                    start, end = tree.span(i)
                    found.append(Accused(name=None, level=Level.INDIVIDUALS, phrase=context.text[start:end][:200]))
        return found

    def _is_advice(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        tree = parsed.tree
        if word.lemma == "recommend" and tree.kids(word.i, "xcomp"):
            # "recommends upgrading to the fixed version": to whoever reads it.
            return self._context.terms.any(tree.words[word.i].end, parsed.sentence.end, "answers.advice")
        if args.object is None and "on" not in args.preps and "upon" not in args.preps:
            return False
        heads = [args.object] if args.object is not None else args.preps.get("on", args.preps.get("upon", []))
        start, end = tree.words[word.i].end, parsed.sentence.end
        addressed = any(
            tree.words[c].lemma in word_set("answers", "advised")
            for h in heads
            if h is not None
            for c in conjuncts(tree, h)
        ) or any(w.lemma in word_set("answers", "advised") for h in heads if h is not None for w in tree.subtree(h)[:6])
        advises = word.lemma in ("advise", "recommend") and bool(tree.kids(word.i, "xcomp", "ccomp"))
        return addressed and (advises or self._context.terms.any(start, end, "answers.advice"))

    def _advice(self, parsed: Parsed, word: Word, args: Arguments) -> Draft | None:
        voice, mode = self._claimants.claimant(parsed, word, args)
        if voice.party is None or is_negated(self._context, parsed.tree, word.i):
            return None
        return Draft(
            Act.ADVISE,
            voice.party,
            voice.people,
            unique(voice.partners, voice.party),
            [],
            standing_of(self._context, parsed.tree, word.i),
            mode,
            parsed.sentence.start,
            parsed.sentence.end,
            said_by=voice.words,
            steps=[f"act: “{word.text}” addressed to those who defend"],
        )

    def _is_about_conduct(self, parsed: Parsed, frame: Frame, accused: Sequence[Accused]) -> bool:
        start, end = parsed.sentence.start, parsed.sentence.end
        if self._topic.is_conduct(start, end):
            return True
        evidence = {w.lemma for w in parsed.tree.words if w.dep == "nsubj"} & word_set("actors", "evidence")
        if frame.act is Act.ATTRIBUTE and evidence and self._topic.speaks_of_cyber:
            # "All the evidence points to Russia."
            return True
        bound = frame.linking and any(a.state and a.level in (Level.UNNAMED, Level.GROUP) for a in accused)
        if frame.act is Act.ATTRIBUTE and self._topic.speaks_of_cyber and (bound or self._points_back(parsed.tree)):
            # "We are certain that these groups are connected with the Russian state."
            return True
        if frame.act is Act.ADVISE and self._context.issuer and self._topic.speaks_of_cyber:
            return True
        told = any(w.lemma in word_set("answers", "attributions") for w in parsed.tree.words if w.pos == "NOUN")
        if frame.act in (Act.SUPPORT, Act.JOIN, Act.ACKNOWLEDGE) and told and self._findings.accused_states:
            # "Finland stood by the Dutch attribution", after it was told.
            return True
        toward = frame.act in (Act.EXPEL, Act.SUMMON, Act.URGE, Act.CONDEMN) and self._topic.speaks_of_cyber
        if toward and any(a.state in self._findings.accused_states for a in accused):
            # "We urge the Chinese authorities to live up to those norms", after China was accused.
            return True
        if frame.act in (Act.EXPEL, Act.SUMMON):
            return False
        return self._topic.is_near_conduct(start, end)

    def _points_back(self, tree: Tree) -> bool:
        """Whether a sentence is about doers told of before ("these groups", "the same actors")."""
        return any(
            level_of(w) in (Level.UNNAMED, Level.GROUP, Level.CRIMINALS)
            and any(k.low in ("these", "those", "this", "both", "same") for k in tree.kids(w.i, "det", "amod"))
            for w in tree.words
            if w.pos == "NOUN"
        )

    def _is_of_suspects(self, frame: Frame, accused: Sequence[Accused], args: Arguments) -> bool:
        """ "Canadian authorities arrested Moucka": a person whom the document has introduced as accused."""
        if frame.act not in (Act.CHARGE, Act.SANCTION, Act.ARREST) or not self._topic.speaks_of_cyber:
            return False
        if any(a.kind is EntityKind.PERSON and a.state for a in accused):
            return True
        # "which both sanctioned individuals in Wuhan", after China was accused; but not for something else.
        elsewhere = args.preps.get("for") or args.preps.get("over")
        return not elsewhere and any(a.state in self._findings.accused_states for a in accused)

    def _clause(self, parsed: Parsed, word: Word) -> tuple[int, int]:
        """From the verb's auxiliaries to its object's end: where hedges on the verb stand."""
        kids = [
            parsed.tree.words[k] for k in word.kids if parsed.tree.words[k].dep in ("aux", "advmod", "auxpass", "neg")
        ]
        return min([word.start, *(k.start for k in kids)]), word.end

    @staticmethod
    def _names_doer(tree: Tree, args: Arguments) -> bool:
        """ "named Rabat as the prime suspect": whoever says so, it is said of the deed."""
        return any(tree.words[p].lemma in word_set("actors", "doers") for p in args.preps.get("as", []))

    @staticmethod
    def _may_perform(frame: Frame, voice: Voice) -> bool:
        if not frame.performer:
            return True
        if voice.party is None:
            return False
        if "any" in frame.performer:
            return True
        if "company" in frame.performer and voice.party.kind is EntityKind.COMPANY:
            return True
        if "state" in frame.performer and voice.party.country and voice.party.kind is not EntityKind.COMPANY:
            return True
        return (
            "company" in frame.performer and voice.party.kind is EntityKind.ORGANISATION and voice.party.country is None
        )


def _is_restrictive(tree: Tree, word: Word) -> bool:
    """Whether a relative clause says which are meant; one after a comma tells what is so, whatever is negated above."""
    if word.dep != "relcl":
        return False
    first = tree.subtree(word.i)[0]
    return first.i == 0 or tree.words[first.i - 1].text != ","


def _is_object_of_negated(tree: Tree, noun: Word) -> bool:
    """ "The listing does not concern the men who were sentenced": their sentence is somebody else's news."""
    verb = next((a for a in tree.ancestors(noun.i) if a.pos == "VERB"), None)
    return verb is not None and any(tree.words[k].dep == "neg" for k in verb.kids)
