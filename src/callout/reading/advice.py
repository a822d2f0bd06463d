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
from callout.record.acts import Act, Mode, Standing

_LINES = 8
"""Lines of the head in which an advisory names itself."""


def issued_advice(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """One draft where the document calls itself an advisory and none of its sentences has said that it is issued."""
    issuer = context.issuer
    if issuer is None or any(d.act is Act.ADVISE and d.party and d.party.country == issuer.country for d in drafts):
        return
    for sentence in context.sentences[:_LINES]:
        if sentence.heading and _advising().search(context.text, sentence.start, sentence.end):
            yield Draft(
                act=Act.ADVISE,
                party=issuer.party,
                people=(),
                partners=issuer.partners,
                accused=[],
                standing=Standing.ASSERTED,
                mode=Mode.AUTHORED,
                start=sentence.start,
                end=sentence.end,
                steps=["act: the head calls the text an advisory", "claimant: who issues the text"],
            )
            return


@cache
def _advising() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('speech', 'advising'))))})\b", re.I)
