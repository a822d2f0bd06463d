"""Whose a doer is: the words of its noun phrase, the tie that they word, and the state that they bind it to.

What must stay true: a state binds a doer from right beside its noun or from behind the words of its tie. A state that
stands in a clause about something else ("whom they met in Oslo"), in what the doer hit ("attacks on Poland") or where
it happened binds nobody; nor does one that the phrase aims at ("anti-China", "against Iran"). What an apposition says
of the doer is read with the apposition's own noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callout.knowledge.names import What
from callout.reading.clauses import noun_phrase
from callout.reading.context import Context
from callout.reading.levels import DOING, level_of
from callout.reading.lexicon import Term, word_set, words
from callout.reading.mentions import Mention
from callout.reading.syntax import Tree, Word
from callout.record.acts import Tie

NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without the clauses that say what somebody did. Offsets are the document's, end exclusive."""

    tree: Tree
    head: Word
    kept: tuple[Word, ...]
    """Its words in order; of an apposition too, but not of a clause about something else."""
    own: frozenset[int]
    """Those of them that stand in no apposition, by their place in the tree."""
    ties: tuple[Term, ...]
    tie: Tie | None
    """The strongest tie that its words have."""

    @property
    def start(self) -> int:
        return self.kept[0].start

    @property
    def end(self) -> int:
        return self.kept[-1].end

    def word_of(self, mention: Mention) -> Word | None:
        """The last word of a mention that the phrase itself has; None where it has none."""
        found = [w for w in self.kept if mention.start <= w.start < mention.end]
        return found[-1] if found else None


def phrase_of(context: Context, tree: Tree, i: int) -> Phrase:
    """The noun phrase headed at `i`, cut before every clause that says what somebody did."""
    kept = noun_phrase(tree, i)
    for word in list(kept):
        if _is_about_else(context, tree, word):
            below = {w.i for w in tree.subtree(word.i)}
            kept = [w for w in kept if w.i not in below or w.i == i]
    kept = kept or [tree.words[i]]
    apart = {w.i for k in tree.kids(i, "appos") if _is_set_off(tree, k) for w in tree.subtree(k.i)}
    ties = _ties(context, tree, kept)
    return Phrase(
        tree=tree,
        head=tree.words[i],
        kept=tuple(kept),
        own=frozenset(w.i for w in kept if w.i not in apart),
        ties=tuple(term for _, term in ties),
        tie=ties[0][0] if ties else None,
    )


def _is_about_else(context: Context, tree: Tree, verb: Word) -> bool:
    """Whether a word heads a clause that says neither whose nor who the doer is."""
    if verb.dep == "relcl":
        return not _gives_name(context, tree, verb) and not _says_whose(context, tree, verb)
    return verb.dep == "acl" and verb.lemma not in word_set("actors", "tie_verbs")


def _is_set_off(tree: Tree, apposed: Word) -> bool:
    """ "Turla, hackers of …" is set off by a comma; "the group Turla" is one name."""
    first = tree.subtree(apposed.i)[0]
    return first.i > 0 and tree.words[first.i - 1].pos == "PUNCT"


def _gives_name(context: Context, tree: Tree, verb: Word) -> bool:
    """ "a group it tracks as UNC4841", "a cluster that Microsoft calls Midnight Blizzard": who they are."""
    if verb.lemma not in word_set("actors", "naming"):
        return False
    return any(m.what is What.GROUP for m in context.mentions.within(verb.end, tree.span(verb.i)[1]))


def _says_whose(context: Context, tree: Tree, verb: Word) -> bool:
    """ "a cluster that is connected with the security service", "a crew that takes its orders from Tehran": the clause
    says who they are, not what they did."""
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in (tree.words[x] for x in verb.kids))
    if verb.lemma in word_set("actors", "binding") and passive:
        return True
    ties = context.terms.within(verb.start, tree.span(verb.i)[1], "actors.ties")
    # "individuals who hacked on behalf of the Guard Corps"
    on_behalf = word_set("actors", "on_behalf")
    return any(t.start == verb.start or context.text[t.start : t.end].lower() in on_behalf for t in ties)


def _ties(context: Context, tree: Tree, kept: list[Word]) -> list[tuple[Tie, Term]]:
    """The ties that the phrase words, the strongest first."""
    return [
        (Tie(tie), term)
        for tie in words("actors")["ties"]
        for term in context.terms.within(kept[0].start, kept[-1].end, f"actors.ties.{tie}")
        if any(w.start < term.end and term.start < w.end for w in kept)
        and not (tie == Tie.DIRECTED and _is_for_private(tree, kept, term))
    ]


def _is_for_private(tree: Tree, kept: list[Word], term: Term) -> bool:
    """ "who works for a Chinese bank", "hired by a Russian firm": for no state."""
    private = word_set("actors", "private")
    last = [w for w in kept if w.end == term.end]
    last += [k for w in last for k in tree.kids(w.i, "agent", "prep") if k.low in ("by", "for")]
    return any(p.lemma in private for w in last for p in tree.kids(w.i, "pobj"))


def binding_state(context: Context, phrase: Phrase) -> Mention | None:
    """The mention that gives the phrase its state: before the head, or after the words of its tie."""
    head = phrase.head
    before: list[Mention] = []
    after: list[Mention] = []
    for mention, word in _states_in(context, phrase):
        if mention.start < head.start:
            # "blamed it on Chinese hackers": what stands before doers is no part of their phrase.
            since = phrase.start if level_of(head) in DOING else 0
            if not is_target(context.text, mention, since) and not _says_whom_hit(context, phrase, mention):
                before.append(mention)
        elif _follows(context, phrase, mention) or _is_tied(phrase, mention, word):
            after.append(mention)
    if not before and not after and level_of(head) in DOING:
        # "carried out by malicious actors from Iran", where the parser hung "from" on the verb.
        right = _FROM.match(context.text, head.end)
        beside = context.mentions.covering(right.end()) if right else None
        after += [beside] if beside and beside.country and beside.what in (*NATIONAL, What.CITY) else []
    bodies = [m for m in [*after, *before] if m.what is What.BODY and m.country]
    if not bodies and any(m.country for m in after):
        # "the Ministry of Defence of the Republic of Belarus": whose ministry it is stands after it.
        return next(m for m in after if m.country)
    return next(iter(bodies), None) or next(iter([*after, *before][-1:] if not after else after[:1]), None)


def _states_in(context: Context, phrase: Phrase) -> Iterator[tuple[Mention, Word]]:
    """What may give a state, with its last word in the phrase itself."""
    for mention in context.mentions.within(max(0, phrase.start - 1), phrase.end):
        word = phrase.word_of(mention)
        told = mention.country is not None or bool(mention.open_countries)
        if word is None or word.i not in phrase.own:
            continue
        if told and mention.what not in (What.GROUP, What.OFFICIAL, What.MEDIA):
            yield mention, word


def _says_whom_hit(context: Context, phrase: Phrase, mention: Mention) -> bool:
    """ "the Bangladesh Bank hackers", "the German parliament hackers": whom they are known for having hit."""
    if any(mention.start <= t.start < phrase.head.start for t in phrase.ties):
        # "Iranian state-backed bank robbers"
        return False
    between = context.text[mention.start : phrase.head.start].lower()
    return any(word in word_set("actors", "hit") for word in re.findall(r"[\w-]+", between))


def _follows(context: Context, phrase: Phrase, mention: Mention) -> bool:
    """ "residents and nationals of the Russian Federation", "hackers believed to be from Iran", "officers of the
    Ministry of Defence of …": right after the noun."""
    gap = context.text[phrase.head.end : mention.start]
    return bool(_BELONGS.fullmatch(gap) or (len(gap) <= _NAME and _OF_NAME.fullmatch(gap)))


def _is_tied(phrase: Phrase, mention: Mention, word: Word) -> bool:
    """Whether a state stands behind the words of a tie, as what they tie to."""
    ties = [t for t in phrase.ties if t.end > phrase.head.end and 0 <= mention.start - t.end <= _REACH]
    return bool(ties) and _leads_up(phrase, word)


def _leads_up(phrase: Phrase, word: Word) -> bool:
    """Whether nothing but the words of a tie and of belonging stands between a word and the head above it."""
    tree, below, place = phrase.tree, word, word
    while place.i != phrase.head.i and place.head != place.i:
        above = tree.words[place.head]
        # "with direct ties to": the words of the tie begin behind "with".
        worded = any(t.start <= w.start < t.end for t in phrase.ties for w in (place, below))
        if place.dep == "prep" and not worded:
            happens = above.lemma in word_set("cyber", "deeds") or above.pos in ("ADJ", "VERB")
            if place.low not in _BELONGING or (place.low in _INSIDE and happens):
                return False
        below, place = place, above
    return True


_REACH = 60
"""Characters after the words of a tie in which its state is named."""
_INSIDE = frozenset({"in", "inside", "within"})
_BELONGING = frozenset({"of", "from", "by", "for", "to", "under", *_INSIDE})
_NAME = 90
_BELONGS = re.compile(
    r"(?:\s+[\d-]+)?(?:\s+and\s+[\w-]+)?,?\s+(?:from|of|in|inside|for|by|(?:believed|thought|suspected|said|known|alleged)"
    r"\s+to\s+be)\s+(?:the\s+)?"
)
_OF_NAME = re.compile(
    r"\s+(?:of|in|at|from)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|[A-Z][\w’'-]*)){0,8}\s+of\s+(?:the\s+)?"
)
"""Between a noun and its state: "officers of the Ministry of Defence of the Republic of Belarus"."""
_FROM = re.compile(r"\s+(?:from|based\s+in|operating\s+from)\s+(?:the\s+)?(?=[A-Z])")


_AIMED = re.compile(r"^(?:[-\s](?:focused|targeting|facing|speaking|language))|^-(?:US|American|Chinese)\b")

_AGAINST = re.compile(r"(?:\banti-|\bagainst\s+(?:the\s+)?|\btargeting\s+(?:the\s+)?|\bon\s+(?:the\s+)?|\bpro-)$", re.I)


def is_target(text: str, mention: Mention, start: int = 0) -> bool:
    """Whether a state is named as what is aimed at ("anti-China", "against Iran", "Russia-focused") by the words from
    `start` on."""
    return bool(
        _AIMED.match(text[mention.end : mention.end + 14])
        or _AGAINST.search(text[max(start, mention.start - 16) : mention.start])
    )
