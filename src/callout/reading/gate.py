"""Which sentences are worth parsing: the parser is nine tenths of the time, and most sentences of a page claim nothing.

A sentence passes when it has both something that may claim or be done (a verb of the frames, a word of cyber conduct,
an answer) and somebody who may be accused or speak. What it lets through is judged by the rules; what it stops is
never read, so it errs towards passing.
"""

from __future__ import annotations

import re
from functools import cache

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.lexicon import words
from callout.reading.lines import Sentence

_NAMED = frozenset(
    {
        What.STATE,
        What.DEMONYM,
        What.SEAT,
        What.BODY,
        What.ROLE_BODY,
        What.OFFICE,
        What.PEOPLE,
        What.OFFICIAL,
        What.GROUP,
        What.COMPANY,
        What.MEDIA,
    }
)


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(term) for term in words("text")["furniture"]), re.I)


@cache
def _claiming_verbs() -> re.Pattern[str]:
    stems = set()
    for frame in words("frames")["frame"]:
        for verb in frame["verbs"]:
            stems.add(re.escape(verb[:-1] if verb.endswith(("e", "y")) else verb))
    return re.compile(rf"\b(?:{'|'.join(sorted(stems, key=len, reverse=True))})\w*", re.I)


def is_furniture(context: Context, sentence: Sentence) -> bool:
    """A line of the page around the text: "Source link", "Sign up for our newsletter", "Further reading: …"."""
    return bool(_furniture().match(context.text, sentence.start, sentence.end))


def is_worth_parsing(context: Context, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    if end - start < 12 or is_furniture(context, sentence):
        return False
    terms = context.terms
    somebody = any(m.what in _NAMED for m in context.mentions.within(start, end))
    if not somebody:
        # "The company attributed the attack to a state-sponsored actor": no name, and still a claim.
        return (terms.any(start, end, "actors.ties") or terms.any(start, end, "answers")) and (
            terms.any(start, end, "cyber.strong") or _claiming_verbs().search(context.text, start, end) is not None
        )
    return (
        terms.any(start, end, "cyber.strong")
        or terms.any(start, end, "answers")
        or terms.any(start, end, "hedges.confidence")
        or terms.any(start, end, "cyber.anaphors")
        or any(m.what in (What.GROUP, What.CAMPAIGN, What.MALWARE) for m in context.mentions.within(start, end))
        or (
            terms.any(start, end, "cyber.weak")
            and (
                _claiming_verbs().search(context.text, start, end) is not None
                or sum(1 for _ in terms.within(start, end, "cyber.weak")) >= 2
            )
        )
    )
