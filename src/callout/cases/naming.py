"""Whether words name a party: by its name or, for a state and its bodies, by a name, adjective or seat of the state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from callout.cases.dated import Told
from callout.cases.strands import speaker_key
from callout.knowledge.states import states
from callout.record.entity import Party
from callout.record.evidence import Evidence, Stretch

SHOWN = 5
"""Stretches that a position shows: a hundred newspapers with one sentence need not all be quoted."""


def names(words: str, party: Party) -> bool:
    """Whether `words` name the party."""
    return _pattern(party.name, speaker_key(party)).search(words) is not None


@lru_cache(maxsize=4096)
def _pattern(name: str, key: str) -> re.Pattern[str]:
    state = states().get(key)
    known = {name, *((*state.names, *state.adjectives, *state.seats) if state else ())}
    written = "|".join(re.escape(one) for one in sorted(known, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")


def stretches_of(told: Iterable[Told], party: Party | None, at_most: int = SHOWN) -> tuple[Stretch, ...]:
    """Some of the evidence of claims: those that name the party first, of these the longest, since a headline says
    least; no second of a document before each document has one."""
    by_document: dict[str, list[Stretch]] = {}
    for claim, document in told:
        for evidence in claim.evidence:
            by_document.setdefault(document.id, []).append(Stretch.of(claim.id, document.id, evidence))

    def rank(stretch: Stretch) -> tuple[bool, int, str, int, str]:
        unnamed = party is None or not names(stretch.exact, party)
        return unnamed, -len(stretch.exact), stretch.document, stretch.start, stretch.claim

    rounds: list[tuple[int, Stretch]] = []
    for found in by_document.values():
        distinct = {(s.start, s.end): s for s in sorted(found, key=rank, reverse=True)}
        rounds += enumerate(sorted(distinct.values(), key=rank))
    return tuple(s for _, s in sorted(rounds, key=lambda pair: (pair[0], rank(pair[1])))[:at_most])


def text_of(evidence: Sequence[Evidence]) -> str:
    return " ".join(e.exact for e in evidence)
