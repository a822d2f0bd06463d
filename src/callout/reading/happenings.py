"""Conduct that a document tells of without holding anybody responsible, or in a sentence that makes no claim.

"The breach was found on 12 May. Who did it is not known." A sentence without a claim that says when a deed was done, or
when it became known, dates the conduct that it is about, or is a conduct of its own. What must stay true: the sentence
speaks of something done to systems or data, and a time that some claim's sentence gives is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable

from callout.reading.conduct import Conducts, Features, features
from callout.reading.context import Context
from callout.reading.events import Clock
from callout.reading.gate import is_furniture
from callout.reading.timing import Timing
from callout.record.acts import ConductKind


def place_happenings(context: Context, timing: Timing, conducts: Conducts, claimed: Iterable[tuple[int, int]]) -> None:
    """Adds what the sentences outside `claimed` date: to the conduct that they name, to the only one there is, or as
    a conduct of its own."""
    taken = set(claimed)
    for index, sentence in enumerate(context.sentences):
        start, end = sentence.start, sentence.end
        if (start, end) in taken or not _is_dated(timing, start, end) or is_furniture(context, sentence):
            continue
        found = features(context, timing, start, end)
        own = _is_conduct(context, found, start, end) or timing.tells_of_deed(index)
        conducts.tell(start, end, found, own=own)


def _is_dated(timing: Timing, start: int, end: int) -> bool:
    return any(timing.of_deed(start, end, clock) for clock in (Clock.CONDUCT, Clock.DISCLOSED))


_WEAK_KINDS = frozenset(
    {ConductKind.INFLUENCE, ConductKind.SURVEILLANCE, ConductKind.DISRUPTION, ConductKind.DESTRUCTION}
)
"""Kinds whose words ("outage", "propaganda", "destroyed") also speak of what is done without computers."""


def _is_conduct(context: Context, found: Features, start: int, end: int) -> bool:
    if found.campaigns or found.malware or found.groups:
        return True
    kinds = set(found.kinds) - _WEAK_KINDS
    return bool(kinds) or (bool(found.kinds) and context.terms.any(start, end, "cyber.strong"))
