"""Acts that a verb performs: "accused", "linked … to", "condemned", "charged", "released a patch".

The verbs and the places of their accused are data (`words/frames.toml`); what is decided here is whether a sentence
performs the act, and who performs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments, conjuncts
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.frames import Frame, accused_places, does_so, fits, frames
from callout.reading.hearing import Parsed, standing_of_report, unique
from callout.reading.hedges import is_hypothetical, is_negated, is_suspicion, standing_of, stands_in_condition
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import Voice, apart, voice_of
from callout.reading.whom import Whom
from callout.record.acts import Act, ActClass, Level, Standing
from callout.record.claim import Accused
from callout.record.entity import EntityKind

_JUST_TOLD = 250
"""Characters between an accusation and words that make it again without saying of what."""


class Acts:
    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings
        self._whom = Whom(context, claimants, findings)

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """The acts of a sentence. Words that an act has taken as its own are added to `used`."""
        for word in parsed.tree.words:
            if word.lemma in ("do", "follow"):
                again = self._does_so(parsed, word)
                if again is not None:
                    self._findings.note(again)
                    yield again
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
        accused, places = self._whom.accused(parsed, word, frame, args)
        if word.lemma == "name" and args.object is not None and self._only_calls(tree, args.object):
            used.update(w.i for w in tree.subtree(args.object))
            return None
        if frame.act is Act.DISRUPT and args.object is not None:
            accused, places = self._whom.of_users(parsed, args.object)
        if frame.act is Act.ATTRIBUTE and not accused and args.object is not None and self._names_doer(tree, args):
            # "identified the same firm as the origin"
            accused, places = self._whom.again(parsed, [args.object]), [args.object]
        if frame.tied:
            # "described it as a group of Iranian government-sponsored actors", not "as a serious matter for Iran".
            doer = self._names_doer(tree, args)
            accused = [a for a in accused if a.state and a.tie and (doer or a.level is not Level.STATE)]
        if frame.act is Act.URGE and self._is_advice(parsed, word, args):
            return self._advice(parsed, word, args)
        if frame.act.act_class is ActClass.MEASURE and frame.accused and not any(a.state for a in accused):
            places = places or next((ps for ps in accused_places(frame, tree, word.i, args) if ps), [])
            accused = self._whom.again(parsed, places) or accused
        about = self._is_about_conduct(parsed, frame, accused) or self._is_bare(parsed, word, frame, accused, args)
        if not about and not self._is_of_suspects(frame, accused, args):
            if any(a.state for a in accused):
                self._findings.drop("no cyber conduct", start, end)
                if word.lemma in word_set("cyber", "accusing_of"):
                    self._findings.other_accusations.append(start)
            return None
        if frame.act.act_class is not ActClass.MEASURE or frame.accused:
            if not accused and frame.act not in (Act.ACKNOWLEDGE, Act.SUPPORT, Act.JOIN, Act.CONDEMN):
                return None
            if not accused and frame.act is Act.CONDEMN:
                accused = self._whom.of_these(parsed, args)
                if not accused and not self._is_deed(parsed, args):
                    return None
            if frame.act in (Act.ACKNOWLEDGE, Act.SUPPORT, Act.JOIN):
                accused, places = self._whom.of_others(parsed, word, args)
                accused = accused or self._whom.of_told(parsed, word, frame)
                if not accused and (frame.act in (Act.ACKNOWLEDGE, Act.JOIN) or frame.backing):
                    return None
        denied = any(a.lemma in ("deny", "disavow", "imagine", "suppose") for a in tree.ancestors(word.i))
        background = _is_restrictive(tree, word) and _is_object_of_negated(tree, tree.words[word.head])
        measure = frame.act.act_class is ActClass.MEASURE
        hypothetical = is_hypothetical(tree, word) or (measure and stands_in_condition(tree, word))
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
            voice = replace(voice, party=self._context.resolver.home.state(besides=states))
        if voice.party is None and frame.act.act_class is ActClass.MEASURE and args.passive and args.subject is None:
            # "three officers have been sanctioned": by whoever issues the text.
            voice = replace(voice, party=self._context.issuer.party if self._context.issuer else None)
        if voice.party is None and frame.act is Act.SUMMON:
            # "was called in to the Foreign Office": by whose ministry it is.
            voice = self._claimants.host(parsed, args) or self._claimants.seat(parsed, args, accused) or voice
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
            # "summoned the ambassador over a campaign that his government blames on Beijing": another's act.
            for clause in tree.subtree(place):
                if clause.dep == "relcl" and clause.lemma in frames() and _has_own_subject(tree, clause):
                    used.difference_update(w.i for w in tree.subtree(clause.i))
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
        if act.act_class is ActClass.MEASURE and standing is Standing.CONDITIONAL:
            # "If they impose sanctions, we will retaliate": nobody has taken the measure.
            self._findings.drop("hypothetical", start, end)
            return None
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

    def _with_issuers(self, parsed: Parsed, args: Arguments, voice: Voice) -> Voice:
        """ "This advisory was led by the Signals Directorate": all who issue it give the advice."""
        issuer = self._context.issuer
        if issuer is None or voice.party is None or args.object is None or not issuer.partners:
            return voice
        own = any(k.low in ("this", "the", "following") for k in parsed.tree.kids(args.object, "det", "amod"))
        among = voice.country in {p.country for p in (issuer.party, *issuer.partners)}
        return replace(voice_of(issuer), people=voice.people) if own and among else voice

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
        evidence = {w.lemma for w in parsed.tree.words if w.dep in ("nsubj", "nsubjpass")}
        evidence &= word_set("actors", "evidence")
        if frame.act is Act.ATTRIBUTE and evidence and self._topic.speaks_of_cyber:
            # "All the evidence points to Russia."
            return True
        bound = frame.linking and any(a.state and a.level in (Level.UNNAMED, Level.GROUP) for a in accused)
        if frame.act is Act.ATTRIBUTE and self._topic.speaks_of_cyber and (bound or self._points_back(parsed.tree)):
            # "We are certain that these groups are connected with the Russian state."
            return True
        told = self._context.issuer is not None or bool(self._findings.accused_states)
        if frame.act is Act.ADVISE and told and self._topic.speaks_of_cyber:
            # "Seoul also issued an advisory that sets out the group's methods."
            return True
        if frame.act is Act.PATCH and self._topic.speaks_of_cyber:
            flaws = word_set("answers", "flaws")
            return any(w.lemma in flaws for w in parsed.tree.words) or self._topic.is_near_conduct(start, end)
        attribution = any(w.lemma in word_set("answers", "attributions") for w in parsed.tree.words if w.pos == "NOUN")
        backs = attribution or frame.backing
        if frame.act in (Act.SUPPORT, Act.JOIN, Act.ACKNOWLEDGE) and backs and self._findings.accused_states:
            # "Finland stood by the Dutch attribution", after it was told.
            return True
        toward = frame.act in (Act.EXPEL, Act.SUMMON, Act.URGE, Act.CONDEMN) and self._topic.speaks_of_cyber
        if toward and any(a.state in self._findings.accused_states for a in accused):
            # "We urge the Chinese authorities to live up to those norms", after China was accused.
            return True
        if frame.act in (Act.EXPEL, Act.SUMMON):
            return False
        return self._topic.is_near_conduct(start, end)

    def _does_so(self, parsed: Parsed, word: Word) -> Draft | None:
        """ "Latvia and Estonia did so on the same day", "Canada followed suit", in the sentence after an accusation."""
        tree, findings = parsed.tree, self._findings
        if not does_so(tree, word) or tree.kids(word.i, "aux"):
            return None
        if findings.last_act is not Act.ATTRIBUTE or not 0 <= parsed.sentence.start - findings.last_end <= 2:
            return None
        args = arguments(tree, word.i)
        if args.subject is None or word.tag not in ("VBD", "VBZ", "VBP") or is_negated(self._context, tree, word.i):
            return None
        voice, mode = self._claimants.claimant(parsed, word, args)
        states = {a.state for a in findings.last_accused}
        named = self._context.mentions.within(*tree.span(args.subject))
        if voice.party is None or voice.country in states or not any(m.entity or m.country for m in named):
            return None
        because = f"“{word.text}” does what was told before"
        return self._claimants.told(parsed, word, voice, mode, Act.ATTRIBUTE, list(findings.last_accused), because)

    def _is_bare(self, parsed: Parsed, word: Word, frame: Frame, accused: Sequence[Accused], args: Arguments) -> bool:
        """ "Two other governments blamed Russia on the same day", right after somebody blamed Russia for a hack: an
        accusation that says of nothing is of what was just told."""
        if frame.act not in (Act.ATTRIBUTE, Act.SUSPECT) or word.lemma not in word_set("cyber", "accusing_of"):
            return False
        after = {w.low for w in parsed.tree.subtree(word.i) if w.i > word.i and w.dep == "prep"}
        says_what = after & {"of", "for", "over", "with"} or parsed.tree.kids(word.i, "ccomp", "xcomp")
        states = {a.state for a in accused if a.state}
        again = states and states <= {a.state for a in self._findings.last_accused}
        near = 0 <= parsed.sentence.start - self._findings.last_end <= _JUST_TOLD
        # "Two other governments": whoever they are, they are none that was named before.
        others = args.subject is not None and any(
            k.low in ("other", "another", "more") or k.dep == "nummod"
            for k in parsed.tree.kids(args.subject, "amod", "nummod", "det")
        )
        return not says_what and bool(again) and near and not others

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


def _has_own_subject(tree: Tree, verb: Word) -> bool:
    return any(k.low not in ("that", "which", "who") for k in tree.kids(verb.i, "nsubj"))


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
