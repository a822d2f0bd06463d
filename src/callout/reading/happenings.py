"""Conduct that a document tells of without holding anybody responsible, or in a sentence that makes no claim.

"The breach was found on 12 May. Who did it is not known." A sentence without a claim that says when a deed was done, or
when it became known, dates the conduct that it is about, or is a conduct of its own. What must stay true: a conduct of
its own is one by the grammar of its sentence, and a time that some claim's sentence gives is never overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from callout.reading.clock import Clock
from callout.reading.conduct import Conducts, Features, features
from callout.reading.context import Context
from callout.reading.gate import is_furniture
from callout.reading.timing import Timing
from callout.reading.topic import Topic
from callout.record.acts import ConductKind


def place_happenings(context: Context, timing: Timing, conducts: Conducts, claimed: Iterable[tuple[int, int]]) -> None:
    """Adds what the sentences outside `claimed` date: to the conduct that they name, to the only one there is, or as
    a conduct of its own."""
    taken = set(claimed)
    known = bool(taken) or Topic(context).speaks_of_cyber
    plain: tuple[int, int, Features] | None = None
    for index, sentence in enumerate(context.sentences):
        start, end = sentence.start, sentence.end
        if (start, end) in taken or is_furniture(context, sentence):
            continue
        dated = _DATED.search(context.text, start, end) is not None
        period, disclosed = (
            timing.of_deed(start, end, clock) if dated else None for clock in (Clock.CONDUCT, Clock.DISCLOSED)
        )
        if not period and not disclosed:
            if plain is None and index < LEAD and not taken:
                found = features(context, timing, start, end)
                plain = (start, end, found) if _is_told(context, found, start, end) else None
            continue
        found = features(context, timing, start, end)
        own = _own(context, timing, found, index, known)
        if own:
            found.period = timing.of_deed(start, end, Clock.CONDUCT, parsed=True)
            found.disclosed = timing.of_deed(start, end, Clock.DISCLOSED, parsed=True)
        conducts.tell(start, end, found, own=own)
    if plain is not None and conducts.none:
        conducts.tell(*plain, own=True)


_DATED = re.compile(
    r"\d|\b(?:\w*days?|ago|later|earlier|this|last|next|past|since|week|month|year|decade|summer|winter|spring|autumn|fall|tonight"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter)",
    re.I,
)
"""What every date holds one of: cheap to look for, and most sentences hold none."""

LEAD = 3
"""Sentences, the headline among them, in which a report says what it is about."""

_SUPPOSED = re.compile(
    r"\b(?:can|could|may|might|should|would|must|will|if|how to|warns? of|protect|prevent|tips?)\b|\?", re.I
)
"""Words of what may be and of advice."""


def _is_told(context: Context, found: Features, start: int, end: int) -> bool:
    """Whether a sentence of the lead tells of cyber conduct as of something done, without saying when."""
    # A flaw that is described need not have been used.
    kinds = set(found.kinds) - {ConductKind.VULNERABILITY_EXPLOITATION}
    about = bool(kinds) or Topic(context).is_conduct(start, end)
    return about and (not found.kinds or bool(kinds)) and not _SUPPOSED.search(context.text, start, end)


_WEAK_KINDS = frozenset(
    {ConductKind.INFLUENCE, ConductKind.SURVEILLANCE, ConductKind.DISRUPTION, ConductKind.DESTRUCTION}
)
"""Kinds whose words ("outage", "propaganda", "destroyed") also speak of what is done without computers."""


def _own(context: Context, timing: Timing, found: Features, index: int, known: bool) -> bool:
    """Whether the sentence tells of cyber conduct, and its grammar says when that was."""
    start, end = context.sentences[index].start, context.sentences[index].end
    done = timing.of_deed(start, end, Clock.CONDUCT, parsed=True) is not None
    if not done and timing.of_deed(start, end, Clock.DISCLOSED, parsed=True) is None:
        return False
    if found.campaigns or found.malware or found.groups or timing.tells_of_deed(index):
        return True
    kinds = set(found.kinds) - _WEAK_KINDS
    if done:
        # What a flaw is said to have done is done by whoever used it.
        kinds -= {ConductKind.VULNERABILITY_EXPLOITATION}
    strong = bool(found.kinds) and context.terms.any(start, end, "cyber.strong")
    return bool(kinds) or (not done and (strong or timing.reveals_deed(index, known)))
