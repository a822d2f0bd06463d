"""Phrases that say whose a conduct or its doers are ("the Chinese state-sponsored group", "Russian hacking campaign").

They attribute whatever the verb of the sentence is, and only where no act or deed of the sentence has said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callout.knowledge.names import What
from callout.reading.accused import accused_in, is_actor, level_of_words
from callout.reading.binding import is_target
from callout.reading.called import is_name_given
from callout.reading.claimant import Claimants
from callout.reading.clauses import noun_phrase
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.hearing import Parsed
from callout.reading.hedges import act_of, is_hypothetical, is_negated
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention
from callout.reading.speech import governing_cue
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.reading.voice import apart
from callout.record.acts import Act, Level, Tie
from callout.record.claim import Accused

DOERS = (Level.UNNAMED, Level.CRIMINALS, Level.CONTRACTOR, Level.GROUP)


class Presences:
    def __init__(self, context: Context, claimants: Claimants, topic: Topic, findings: Findings) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings

    def drafts(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """Phrases that say whose they are, in a sentence without any other attribution."""
        yield from list(self._by_phrase(parsed, used)) or list(self._by_surface(parsed, used))

    def _by_phrase(self, parsed: Parsed, used: set[int]) -> Iterator[Draft]:
        """A phrase such as "the Chinese state-sponsored group" or "Russian hacking campaign" says whose they are,
        whatever the verb. Only in sentences about cyber conduct, and never for what is aimed at or denied."""
        context, tree = self._context, parsed.tree
        start, end = parsed.sentence.start, parsed.sentence.end
        if not self._topic.is_conduct(start, end):
            return
        for word in tree.words:
            if word.pos not in ("NOUN", "PROPN") or word.i in used or word.dep in ("compound", "poss", "amod"):
                continue
            if _is_hit(tree, word) or _is_of_thing(tree, word):
                continue
            if is_name_given(context, tree, word.i):
                # Nobody accuses it here, but "the group" may be whoever is called so.
                if not any(a.state and a.level is Level.GROUP for a in self._findings.last_accused):
                    named = [a for a in accused_in(context, tree, word.i) if a.state]
                    self._findings.last_accused = named or self._findings.last_accused
                continue
            deed = word.lemma in word_set("cyber", "doings")
            if (not deed and not is_actor(context, tree, word.i)) or _is_likened(tree, word):
                continue
            if deed and not self._own_deed(parsed, word):
                bound = [a for a in accused_in(context, tree, word.i) if a.state and a.tie not in (None, Tie.NATIONALS)]
                accused = self._of_groups_deed(parsed, word) or [a for a in bound if a.level is Level.UNNAMED]
            else:
                accused = [a for a in accused_in(context, tree, word.i) if a.state]
            if not accused:
                continue
            verb = next((a for a in tree.ancestors(word.i) if a.pos in ("VERB", "AUX")), None)
            if verb is not None and (
                is_negated(context, tree, verb.i)
                or verb.lemma in word_set("actors", "no_presence")
                or is_hypothetical(parsed.tree, verb)
            ):
                self._findings.drop("negated, denied or hypothetical", start, end)
                continue
            voice, mode = self._claimants.source(parsed, word)
            voice = apart(voice, accused)
            accused = [a for a in accused if a.state != voice.country]
            if not accused:
                continue
            a, b = tree.span(word.i)
            act = act_of(context, tree, word, verb, word.i)
            if act is Act.CONCERN and voice.party is None:
                continue
            because = f"the phrase “{context.text[a:b][:80]}” says whose it is"
            yield self._claimants.told(parsed, word, voice, mode, act, accused, because)
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
            if _is_likened(tree, word) or _is_of_thing(tree, word):
                continue
            verbs = [v for v in tree.ancestors(word.i) if v.pos in ("VERB", "AUX")]
            if any(is_negated(context, tree, v.i) for v in verbs):
                continue
            if verbs and verbs[0].lemma in word_set("actors", "no_presence"):
                # "trains Ukrainian hackers", "arrested a Russian hacker"
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
            act = Act.SUSPECT if suspected else Act.ATTRIBUTE
            because = f"the words “{phrase}” say whose they are"
            yield self._claimants.told(parsed, word, voice, mode, act, [accused], because)
            return

    def _doer_after(self, mention: Mention) -> int | None:
        """Where the noun for doers ends that follows a state's name with only words of such phrases between."""
        at = mention.end
        for token in re.finditer(r"(?:^-\w+)|\s+[\w-]+", self._context.text[at : at + 70]):
            word = token.group().strip().lower()
            if level_of_words(word) in DOERS:
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


def _is_deed_word(token: str) -> bool:
    return token in word_set("actors", "between") or token.startswith(("cyber", "hack", "spy"))


def _is_likened(tree: Tree, word: Word) -> bool:
    """ "tools similar to those of APT41", "resembles the work of the group": nobody says that they did it."""
    for above in tree.ancestors(word.i):
        if above.lemma in word_set("actors", "likeness") and above.i < word.i:
            return True
        if above.pos == "VERB":
            return any(k.lemma in word_set("actors", "likeness") and k.i < word.i for k in tree.kids(above.i, "dobj"))
    return False


def _is_of_thing(tree: Tree, word: Word) -> bool:
    """ "an exploit of Israeli origin": where a tool comes from, whoever uses it."""
    head = tree.words[word.head]
    noun = tree.words[head.head]
    return (
        word.lemma == "origin" and word.dep == "pobj" and head.low == "of" and noun.lemma in word_set("cyber", "things")
    )


def _is_hit(tree: Tree, word: Word) -> bool:
    """ "targeted the US-based Northeast Surgical Group", "deployed it against entities in Australia": they are
    victims."""
    head = tree.words[word.head]
    if word.dep in ("dobj", "nsubjpass"):
        return head.lemma in word_set("cyber", "own") or head.lemma in word_set("cyber", "hitting")
    if word.dep == "pobj" and head.low == "from":
        # "the data leaked from the Army", "files from the ministry"
        taken = tree.words[head.head]
        return taken.lemma in word_set("cyber", "systems") or taken.lemma in word_set("cyber", "taking")
    return word.dep == "pobj" and head.low in ("against", "targeting", "on", "at", "into")
