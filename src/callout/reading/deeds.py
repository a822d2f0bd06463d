"""Deeds: somebody is said to have done it ("Russian officers hacked …", "the attack carried out by …", "is behind").

A deed is the claim of whoever the sentence says it for: a reporting verb above it, the quotation's speaker, or the
document itself. A deed inside an accusation is its conduct, not a claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor, is_target, level_of, level_of_words
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments, noun_phrase
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.frames import frames
from callout.reading.hearing import Parsed, unique
from callout.reading.hedges import is_hypothetical, is_negated, standing_of
from callout.reading.lexicon import word_set, words
from callout.reading.mentions import Mention
from callout.reading.speech import governing_cue
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.record.acts import Act, Level, Mode, Standing, Tie
from callout.record.claim import Accused

_ACTING = (Tie.DIRECTED, Tie.SPONSORED, Tie.AFFILIATED)
_DOERS = (Level.UNNAMED, Level.CRIMINALS, Level.CONTRACTOR, Level.GROUP)


def _binding() -> frozenset[str]:
    return word_set("actors", "tie_verbs")


class Deeds:
    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """The deeds of a sentence that no act has taken (`used`)."""
        for word in parsed.tree.words:
            yield from self._by_deed(parsed, word, used)

    def presences(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """Phrases that say whose they are, in a sentence without any other attribution."""
        found = list(self._by_presence(parsed, used)) or list(self._by_surface(parsed, used))
        yield from found

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
        elif word.pos == "VERB":
            args = arguments(tree, word.i)
            from_where = args.preps.get("from", [])
            if from_where and word.lemma in ("originate", "come", "stem", "emanate"):
                actor, how = from_where[0], "origin"
            elif from_where and tree.words[from_where[0]].lemma in ("territory", "soil"):
                # "undertaken from the territory of": nobody is named, and a state is.
                actor, how = from_where[0], "origin"
            elif word.dep == "acl" and word.lemma in _binding() and is_actor(self._context, tree, word.head):
                # "hackers hired by the government" says who the hackers are.
                return
            elif args.subject is not None and self._is_deed(parsed, word, args):
                actor, how = args.subject, "deed"
        elif word.pos == "NOUN" and word.lemma in word_set("cyber", "deeds"):
            actor = next(
                (p.i for k in tree.kids(word.i, "prep") if k.low == "by" for p in tree.kids(k.i, "pobj")), None
            )
            how = "deed"
        if actor is None:
            return
        draft = self._deed_of(parsed, word, actor, how, used)
        if draft:
            yield draft

    def _by_use(self, parsed: Parsed, word: Word, used: set[int]) -> Draft | None:
        """The state lets others do it, and the verb words the tie: "hired hackers", "is protecting those who do it"."""
        tie = next((Tie(t) for t, verbs in words("actors")["used"].items() if word.lemma in verbs), None)
        if tie is None or word.pos != "VERB":
            return None
        tree = parsed.tree
        args = arguments(tree, word.i)
        if args.subject is None or args.object is None or args.passive:
            return None
        actor = tree.words[args.object]
        doers = [w for w in tree.subtree(args.object)[:12] if level_of(w) in _DOERS]
        if not doers and not (actor.low == "those" and tree.kids(actor.i, "relcl")):
            return None
        draft = self._deed_of(parsed, word, args.subject, "use", used)
        if draft is None or not all(a.level in (Level.STATE, Level.STATE_ORGAN, Level.OFFICER) for a in draft.accused):
            return None
        used.update(w.i for w in tree.subtree(word.i))
        draft.accused = [a.model_copy(update={"tie": tie}) for a in draft.accused]
        return draft

    def _behind(self, tree: Tree, word: Word) -> tuple[int | None, str]:
        """ "Russia is behind", "was responsible for", "is the culprit", "was the work of"."""
        args = arguments(tree, word.i)
        for kid in (tree.words[k] for k in word.kids):
            if kid.low == "behind":
                return args.subject, "behind"
            if kid.dep in ("acomp", "oprd") and kid.lemma in ("responsible", "accountable", "culpable", "involved"):
                return args.subject, "behind"
            if kid.dep in ("acomp", "attr") and args.subject is not None and level_of(tree.words[args.subject]):
                mention = self._context.mentions.covering(kid.start)
                if (
                    mention
                    and mention.what is What.DEMONYM
                    and kid.text == self._context.text[mention.start : mention.end]
                ):
                    return kid.i, "behind"
            if kid.dep == "attr":
                if kid.lemma in ("culprit", "perpetrator", "mastermind"):
                    return args.subject, "behind"
                if kid.lemma in ("work", "handiwork", "doing"):
                    for prep in tree.kids(kid.i, "prep"):
                        for pobj in tree.kids(prep.i, "pobj"):
                            return pobj.i, "behind"
        return None, ""

    def _is_deed(self, parsed: Parsed, word: Word, args: Arguments) -> bool:
        assert args.subject is not None  # noqa: S101 - asked by the caller
        tree, context = parsed.tree, self._context
        reporting = any(c.i == word.i for c in parsed.cues) or word.lemma in word_set("speech", "assertive")
        if reporting and not is_actor(context, tree, args.subject):
            return False
        if args.object is not None and tree.words[args.object].lemma in word_set("speech", "papers"):
            return False
        if word.lemma in word_set("cyber", "own"):
            # A state hacks something or somebody; "Ministry website hacked" in a headline is about the victim.
            return args.object is not None or bool(args.preps) or is_actor(context, tree, args.subject)
        if word.lemma not in word_set("cyber", "shared"):
            return False
        if is_actor(context, tree, args.subject):
            return True
        return any(self._is_of_conduct(*tree.span(place)) for place in _objects(tree, word, args))

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
        # A firm that makes or sells a tool does nothing with it, unless it is said to act for a state.
        accused = [a for a in accused if a.level is not Level.CONTRACTOR or a.tie in _ACTING]
        if not accused or actor in used or self._is_aim(tree, actor):
            return None
        if how == "behind" and not self._topic.is_near_conduct(start, end):
            return None
        if is_negated(context, tree, word.i):
            self._findings.drop("negated", start, end)
            used.update(w.i for w in tree.subtree(actor))
            return None
        if is_hypothetical(parsed.tree, word):
            self._findings.drop("hypothetical", start, end)
            return None
        if any(a.lemma in ("deny", "disavow", "reject", "dismiss", "refute") for a in tree.ancestors(word.i)):
            self._findings.drop("denied", start, end)
            return None
        voice, mode = self._claimants.source(parsed, word)
        voice = self._claimants.with_speaker(parsed, word, voice)
        used.update(w.i for w in tree.subtree(actor))
        used.add(word.i)
        if voice.country and any(a.state == voice.country for a in accused):
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                return None
        suspicion = self._hedged(parsed, word, actor)
        act = self._concern(parsed, word) or (Act.SUSPECT if suspicion else Act.ATTRIBUTE)
        if act is Act.CONCERN and voice.party is None:
            return None
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=unique(voice.partners, voice.party),
            accused=accused,
            standing=self._standing_of_report(parsed, word, mode),
            mode=mode,
            start=start,
            end=end,
            anonymous=voice.anonymous,
            steps=[f"act: the deed “{word.text}” of “{tree.words[actor].text}”"],
        )

    @staticmethod
    def _is_aim(tree: Tree, actor: int) -> bool:
        """ "activity against Ukraine, which targeted …": what stands behind "against" is the victim."""
        head = tree.words[tree.words[actor].head]
        return tree.words[actor].dep == "pobj" and head.low in ("against", "on", "at", "into", "targeting")

    def _standing_of_report(self, parsed: Parsed, word: Word, mode: Mode) -> Standing:
        """A deed is as old as it is; its claim is past where the reporting is ("have previously said")."""
        cue = governing_cue(parsed.tree, word.i, parsed.cues)
        if mode is Mode.AUTHORED or cue is None or parsed.tree.words[cue.i].low == "according":
            return Standing.ASSERTED
        return standing_of(self._context, parsed.tree, cue.i, reporting=True)

    def _concern(self, parsed: Parsed, word: Word) -> Act | None:
        """A deed that stands in what somebody is concerned about is a concern, not an attribution."""
        for above in parsed.tree.ancestors(word.i):
            if above.low in word_set("answers", "concerns"):
                return Act.CONCERN
        return None

    def _hedged(self, parsed: Parsed, word: Word, actor: int) -> bool:
        tree, context = parsed.tree, self._context
        kids = {tree.words[k].low for k in word.kids}
        if kids & {"may", "might", "could", "possibly", "potentially", "perhaps", "reportedly", "apparently"}:
            return True
        if any(
            a.lemma in ("believe", "think", "suspect", "appear", "seem", "suggest", "presume")
            for a in tree.ancestors(word.i)
        ):
            return True
        start, end = tree.span(actor)
        return context.terms.any(start, end, "hedges.suspecting")

    def _by_presence(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """A phrase such as "the Chinese state-sponsored group" or "Russian hacking campaign" says whose they are,
        whatever the verb. Only in sentences about cyber conduct, and never for what is aimed at or denied."""
        context, tree = self._context, parsed.tree
        start, end = parsed.sentence.start, parsed.sentence.end
        if not self._topic.is_conduct(start, end):
            return
        for word in tree.words:
            if word.pos not in ("NOUN", "PROPN") or word.i in used or word.dep in ("compound", "poss", "amod"):
                continue
            deed = word.lemma in word_set("cyber", "doings")
            if not deed and not is_actor(context, tree, word.i):
                continue
            if deed and not self._own_deed(parsed, word):
                accused = self._of_groups_deed(parsed, word)
            else:
                accused = [a for a in accused_in(context, tree, word.i) if a.state]
            if not accused:
                continue
            verb = next((a for a in tree.ancestors(word.i) if a.pos in ("VERB", "AUX")), None)
            if verb is not None and (
                is_negated(context, tree, verb.i)
                or verb.lemma
                in (
                    "deny",
                    "reject",
                    "dismiss",
                    "refute",
                    "arrest",
                    "train",
                    "defend",
                    "protect",
                    "combat",
                    "counter",
                    "ask",
                )
                or is_hypothetical(parsed.tree, verb)
            ):
                self._findings.drop("negated, denied or hypothetical", start, end)
                continue
            voice, mode = self._claimants.source(parsed, word)
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                continue
            a, b = tree.span(word.i)
            act = (
                Act.SUSPECT
                if context.terms.any(a, b, "hedges.suspecting")
                or (verb is not None and self._hedged(parsed, verb, word.i))
                else Act.ATTRIBUTE
            )
            act = self._concern(parsed, word) or act
            if act is Act.CONCERN and voice.party is None:
                continue
            yield Draft(
                act=act,
                party=voice.party,
                people=voice.people,
                partners=unique(voice.partners, voice.party),
                accused=accused,
                standing=Standing.ASSERTED,
                mode=mode,
                start=start,
                end=end,
                anonymous=voice.anonymous,
                steps=[f"act: the phrase “{context.text[a:b][:80]}” says whose it is"],
            )
            used.update(w.i for w in tree.subtree(word.i))

    def _of_groups_deed(self, parsed: Parsed, word: Word) -> list[Accused]:
        """ "This Volt Typhoon campaign", in what somebody says: the group is named with its deed."""
        group = self._context.mentions.covering(word.start - 2)
        if group is None or group.what is not What.GROUP or group.end != word.start - 1:
            return []
        if governing_cue(parsed.tree, word.i, parsed.cues) is None:
            return []
        head = next((w for w in parsed.tree.words if w.start <= group.end - 1 < w.end), None)
        return [a for a in accused_in(self._context, parsed.tree, head.i) if a.state] if head else []

    def _by_surface(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """A state's adjective and a noun for doers with nothing but such words between them ("Chinese-linked APT"),
        where the parser made something else of the sentence."""
        context, tree = self._context, parsed.tree
        start, end = tree.words[0].start, tree.words[-1].end
        if not self._topic.is_conduct(start, end) or context.terms.any(start, end, "hedges.negating"):
            return
        for mention in context.mentions.within(start, end):
            if mention.country is None or mention.what not in (What.DEMONYM, What.STATE, What.PEOPLE):
                continue
            if mention.what is What.PEOPLE and level_of_words(context.text[mention.start : mention.end]) is None:
                continue
            noun = self._doer_after(mention) if mention.what is not What.PEOPLE else mention.end
            word = next((w for w in tree.words if noun and w.end >= noun), None)
            if noun is None or word is None or word.i in used or is_target(context.text, mention):
                continue
            if any(is_negated(context, tree, v.i) for v in tree.ancestors(word.i) if v.pos in ("VERB", "AUX")):
                continue
            voice, mode = self._claimants.source(parsed, word)
            if voice.country == mention.country:
                continue
            phrase = context.text[mention.start : noun]
            level = level_of_words(phrase)
            if level is Level.CONTRACTOR:
                continue
            if level is not Level.UNNAMED and not (
                context.terms.any(mention.start, noun, "actors.ties")
                or context.terms.any(mention.start, noun, "cyber.strong")
            ):
                continue
            tie = next((t for t in Tie if context.terms.any(mention.start, noun, f"actors.ties.{t}")), Tie.NATIONALS)
            accused = Accused(
                name=phrase,
                state=mention.country,
                level=level_of_words(phrase) or Level.UNNAMED,
                tie=tie,
                phrase=phrase,
            )
            suspected = context.terms.any(max(start, mention.start - 25), noun, "hedges.suspecting")
            yield Draft(
                act=Act.SUSPECT if suspected else Act.ATTRIBUTE,
                party=voice.party,
                people=voice.people,
                partners=unique(voice.partners, voice.party),
                accused=[accused],
                standing=Standing.ASSERTED,
                mode=mode,
                start=parsed.sentence.start,
                end=parsed.sentence.end,
                anonymous=voice.anonymous,
                steps=[f"act: the words “{phrase}” say whose they are"],
            )
            return

    def _doer_after(self, mention: Mention) -> int | None:
        """Where the noun for doers ends that follows a state's name with only words of such phrases between."""
        at = mention.end
        for token in re.finditer(r"(?:^-\w+)|\s+[\w-]+", self._context.text[at : at + 70]):
            word = token.group().strip().lower()
            if level_of_words(word) in _DOERS:
                return at + token.end()
            if not (word.startswith("-") or _is_deed_word(word)):
                return None
        return None

    def _own_deed(self, parsed: Parsed, word: Word) -> bool:
        """Nothing but words of the deed stands between state and noun ("Chinese cyber espionage")."""
        context = self._context
        phrase = noun_phrase(parsed.tree, word.i)
        for mention in context.mentions.within(phrase[0].start, word.start):
            if mention.country is None or mention.what not in (What.DEMONYM, What.STATE, What.BODY, What.ROLE_BODY):
                continue
            between = context.text[mention.end : word.start]
            possessive = bool(re.match(r"['’]s?\s", between))
            if mention.what is What.STATE and not possessive and not re.match(r"-|\s(?:state|government)-", between):
                continue
            rest = re.sub(r"^['’]s?", "", between).strip().lower()
            if possessive and not context.terms.any(mention.end, word.end, "cyber.strong"):
                continue
            tokens = re.findall(r"[\w-]+", rest)
            if all(_is_deed_word(t) for t in tokens) and (
                context.terms.any(mention.end, word.end, "cyber.strong")
                or context.terms.any(mention.end, word.end, "actors.ties")
            ):
                return True
        return False


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


def _is_deed_word(token: str) -> bool:
    return token in word_set("actors", "between") or token.startswith(("cyber", "hack", "spy"))
