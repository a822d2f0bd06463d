"""Advice that a document is, rather than tells of: a joint advisory says so in its head.

Its issuers warn and advise by issuing it; the line that names it is the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.lexicon import word_set
from callout.reading.lines import Sentence
from callout.record.acts import Act, Mode, Standing

_LINES = 8
"""Lines of the head in which an advisory names itself."""
_SENTENCES = 20
"""Sentences from the start in which it says "this advisory"."""


def own_name(context: Context) -> Sentence | None:
    """The line or the sentence in which a document with an issuer calls itself an advisory; None for all others."""
    if context.issuer is None:
        return None
    for sentence in context.sentences[:_LINES]:
        if sentence.heading and _advising().search(context.text, sentence.start, sentence.end):
            return sentence
    for sentence in context.sentences[:_SENTENCES]:
        if _this().search(context.text, sentence.start, sentence.end):
            return sentence
    return None


def issued_advice(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """One draft where the document is an advisory and none of its sentences has said that it is issued."""
    issuer, named = context.issuer, own_name(context)
    if issuer is None or named is None:
        return
    if any(d.act is Act.ADVISE and d.party and d.party.country == issuer.country for d in drafts):
        return
    yield Draft(
        act=Act.ADVISE,
        party=issuer.party,
        people=(),
        partners=issuer.partners,
        accused=[],
        standing=Standing.ASSERTED,
        mode=Mode.AUTHORED,
        start=named.start,
        end=named.end,
        steps=["act: the text calls itself an advisory", "claimant: who issues the text"],
    )


@cache
def _advising() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('speech', 'advising'))))})\b", re.I)


@cache
def _this() -> re.Pattern[str]:
    return re.compile(r"\bthis\s+(?:joint\s+)?(?:cyber\s?security\s+)?(?:advisory|alert)\b", re.I)
