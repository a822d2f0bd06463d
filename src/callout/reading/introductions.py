"""Introductions: what a document says, where it names a group, of the state that the group serves.

"Sandworm, a unit of Russian military intelligence, …" and "APT29, which is part of the SVR" are said once; the group is
accused by its name alone elsewhere. What must stay true: the words stand beside the name and without a negation; two
introductions that disagree give none. That a state is behind a group ("Seoul said that Pyongyang runs Winnti") is the
claim of whoever says so: it introduces nobody, and no other state that knowledge has may stand in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from callout.knowledge.names import What
from callout.reading.lexicon import Terms, word_set, words
from callout.reading.mentions import Mention, Mentions
from callout.record.acts import Tie
from callout.record.entity import STATE_BODIES, EntityKind

_AFTER = re.compile(
    r"[”\"’]?(?:\s\([^)]{1,60}\))?(?:,?\s(?:also\s(?:known|tracked)\sas|aka|or)\s[^,.;]{2,60})?,\s+"
    r"(?P<what>(?:an?|the|which|that|part)\s[^,.;:“”]{6,110})"
)
_NEGATED = re.compile(r"\b(?:not|no|never|without|denied|denies)\b", re.I)


@dataclass(frozen=True, slots=True)
class Introduction:
    country: str
    tie: Tie


def introductions(text: str, mentions: Mentions, terms: Terms) -> dict[str, Introduction]:
    """For each group that the document introduces, by name, its state and its tie."""
    found: dict[str, Introduction | None] = {}
    for mention in mentions.all:
        if mention.what is not What.GROUP or mention.entity is None:
            continue
        match = _AFTER.match(text, mention.end)
        said = _said(text, match.start("what"), match.end("what"), mentions, terms) if match else None
        if said:
            known = found.setdefault(mention.entity.name, said)
            if known != said:
                found[mention.entity.name] = None
    return {name: said for name, said in found.items() if said}


def _said(text: str, start: int, end: int, mentions: Mentions, terms: Terms) -> Introduction | None:
    if _NEGATED.search(text, start, end) or not _is_about_group(text[start:end]):
        return None
    tied = list(terms.within(start, end, "actors.ties"))
    tie = next((Tie(t) for t in words("actors")["ties"] if terms.any(start, end, f"actors.ties.{t}")), None)
    states = [m for m in mentions.within(start, end) if m.country and m.what is not What.CITY]
    # The state stands right before the noun or the tie ("a Russian group", "a state-backed Iranian crew"), or right
    # after the words of the tie or of belonging ("linked to the GRU", "a unit of Russian military intelligence").
    bound = next((m for m in states if _binds(text, start, m, [t.end for t in tied])), None)
    if bound is None or bound.country is None:
        return None
    return Introduction(bound.country, tie or (Tie.IS_STATE if _is_organ(bound) else Tie.NATIONALS))


_HELD = re.compile(r"\b(?:of|part of|within|under|inside|from)\s+(?:the\s+)?$", re.I)


def _binds(text: str, start: int, mention: Mention, ties: list[int]) -> bool:
    before = text[start : mention.start]
    told = re.findall(r"[\w-]+", before.lower())
    if re.fullmatch(r"(?:an?|the)\s+(?:[\w-]+\s+){0,2}", before, re.I) and not any(map(_is_noun_or_clause, told)):
        # "a Russian group"; not "the hackers Ukraine blames".
        return True
    if any(0 <= mention.start - end <= 12 for end in ties):
        return True
    held = _HELD.search(before)
    if held and any(0 <= mention.start - end <= 60 for end in ties) and not word_set("cyber", "deeds") & set(told):
        # "affiliated with the intelligence service of Belarus"
        return True
    if held is None or re.search(r"\b(?:attacks?|hack(?!ers?\b)\w*|against|victims?|target\w*)\b", before):
        return False
    # "a unit of", "hackers from", "which is part of"; not "a group known from", "feared by the staff of".
    noun = re.findall(r"[\w-]+", before[: held.start()].lower())
    return held[0].lower().startswith("part") or (bool(noun) and _is_part(noun[-1]))


def _is_noun_or_clause(word: str) -> bool:
    return word in ("that", "which", "who", "whom") or _is_actor_noun(word)


def _is_actor_noun(word: str) -> bool:
    nouns = word_set("actors", "levels", "group") | word_set("actors", "levels", "unnamed")
    return word in nouns or word.removesuffix("s") in nouns


def _is_part(word: str) -> bool:
    parts = word_set("actors", "parts") | word_set("actors", "levels", "officer") | word_set("actors", "counting")
    return word == "is" or _is_actor_noun(word) or word in parts or word.removesuffix("s") in parts


def _is_organ(mention: Mention) -> bool:
    kinds = (EntityKind.STATE, *STATE_BODIES)
    return mention.what in (What.BODY, What.ROLE_BODY) and mention.entity is not None and mention.entity.kind in kinds


def _is_about_group(words_: str) -> bool:
    """ "a group that works for …", "a unit of …", "which is part of …"; not "a victim of", "the company in …"."""
    told = any(_is_actor_noun(w.lower()) for w in re.findall(r"[\w-]+", words_))
    return told or words_.startswith(("which is", "that is", "part of"))


def patrons(text: str, mentions: Mentions) -> dict[str, frozenset[str]]:
    """For each group of which the document says that a state is behind it or runs it, by name, those states."""
    found: dict[str, set[str]] = {}
    for group in mentions.all:
        if group.what is not What.GROUP or group.entity is None:
            continue
        for state in mentions.within(max(0, group.start - _REACH), group.end + _REACH):
            first, second = sorted((state, group), key=lambda m: m.start)
            if state.country is None or state.what in (What.CITY, What.GROUP) or not _is_behind(text, state, group):
                continue
            begin = max(text.rfind(mark, 0, first.start) for mark in ".!?\n;")
            if not _NEGATED.search(text, begin + 1, second.start):
                found.setdefault(group.entity.name, set()).add(state.country)
    return {name: frozenset(states) for name, states in found.items()}


def _is_behind(text: str, state: Mention, group: Mention) -> bool:
    if state.start < group.start:
        said = word_set("speech", "tails") | {"that", "accused", "blamed"}
        told = re.findall(r"[\w-]+", text[state.end : group.start])
        # "Seoul said Minsk runs X": not Seoul.
        other = any(word.lower() in said for word in told)
        return not other and _runs().fullmatch(text, state.end, group.start) is not None
    stands = _BEHIND.search(text, max(0, group.start - 40), group.start) is not None
    return (_STANDS if stands else _is_run()).fullmatch(text, group.end, state.start) is not None


_REACH = 90
"""Characters between a state and the group that it is said to be behind."""


_NOUN = r"(?:the\s)?(?:[\w-]+\s){0,3}?(?:of\s(?:the\s)?)?"
_BEHIND = re.compile(r"\bbehind\s(?:the\s)?(?:[\w-]+\s){0,2}[“\"]?\Z", re.I)
_STANDS = re.compile(rf"[”\"]?\s(?:stands|stood|is|was|are|were)\s{_NOUN}")


@cache
def _runs() -> re.Pattern[str]:
    """ "Iran was behind the group X", "North Korea has long run the hackers of X", "accused Iran of running X"."""
    return re.compile(rf"(?:['’]s)?(?:\s[\w-]+){{0,4}}?\s(?:{_any_of('patron')})\s{_NOUN}[“\"]?")


@cache
def _is_run() -> re.Pattern[str]:
    """ "X, which is run by the army of Belarus", "X works for Iran"."""
    by = rf"(?:{_any_of('run_by')})\sby|work(?:s|ed|ing)?\sfor"
    return re.compile(rf"[”\"]?,?(?:\s[\w-]+){{0,4}}?\s(?:{by})\s{_NOUN}")


def _any_of(name: str) -> str:
    return "|".join(sorted(word_set("actors", name), key=lambda w: (-len(w), w)))
