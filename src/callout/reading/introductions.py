"""Introductions: what a document says, where it names a group, of the state that the group serves.

"Sandworm, a unit of Russian military intelligence, …" and "APT29, which is part of the SVR" are said once; the group is
accused by its name alone elsewhere. What must stay true: the words stand beside the name and without a negation; two
introductions that disagree give none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    if re.fullmatch(r"(?:an?|the)\s+(?:[\w-]+\s+){0,2}", before, re.I) and not re.search(r"\b(?:that|which)\b", before):
        return True
    if any(0 <= mention.start - end <= 12 for end in ties):
        return True
    return bool(_HELD.search(before)) and not re.search(r"\b(?:attacks?|hack\w*|against|victims?|target\w*)\b", before)


def _is_organ(mention: Mention) -> bool:
    kinds = (EntityKind.STATE, *STATE_BODIES)
    return mention.what in (What.BODY, What.ROLE_BODY) and mention.entity is not None and mention.entity.kind in kinds


def _is_about_group(words_: str) -> bool:
    """ "a group that works for …", "a unit of …", "which is part of …"; not "a victim of", "the company in …"."""
    nouns = word_set("actors", "levels", "group") | word_set("actors", "levels", "unnamed")
    return any(w.lower() in nouns or w.lower().removesuffix("s") in nouns for w in re.findall(r"[\w-]+", words_)) or (
        words_.startswith(("which is", "that is", "part of"))
    )
