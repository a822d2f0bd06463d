"""Repeats: which claims are of one origin. Claims are joined step by step, each step for one way of repeating.

What must stay true: whether two claims are joined never depends on the order in which they are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callout.cases.occasions import Telling, occasions
from callout.cases.sourcing import outlet_key
from callout.cases.strands import speaker_key, states_of
from callout.cases.texts import Texts
from callout.record.acts import ActClass, Mode
from callout.record.claim import Claim
from callout.record.entity import Party

SHORTEST = 40
"""Letters below which two stretches may be the same by chance."""

TAKEN_WITHIN = 7
"""Days within which what two documents take from one outlet is the same story."""

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{20,})[”\"»]?")
_ACCUSING = (ActClass.ATTRIBUTION, ActClass.STANCE)


def joined(tellings: Sequence[Telling], texts: Texts) -> list[list[Telling]]:
    """The tellings by origin, each in one, in the order in which they are given."""
    groups = _Groups({telling.claim.id: telling for telling in tellings})
    by_side: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        by_side.setdefault((holder_of(telling.claim.claimant), _side(telling.claim)), []).append(telling)
    for (holder, _), mine in by_side.items():
        if holder:
            for occasion in occasions(mine):
                groups.join(occasion)
        else:
            groups.join_all(mine, _wordings)
            _join_by_outlet(mine, texts, groups)
        _join_by_words(mine, groups)
    _join_lost_speakers(tellings, groups)
    _join_partners(tellings, groups)
    return groups.all()


def holder_of(party: Party | None) -> str:
    """Whose a claim is: a state and its bodies are one; empty where nobody in particular speaks."""
    return speaker_key(party) if party else ""


def _side(claim: Claim) -> str:
    """An attribution and what is said of it are one statement; a measure and an answer are each another."""
    return "accusing" if claim.act_class in _ACCUSING else claim.act_class


def _accused(telling: Telling) -> frozenset[str]:
    return frozenset(states_of(telling.claim))


@dataclass(slots=True)
class _Groups:
    """Tellings by claim, joined step by step."""

    tellings: Mapping[str, Telling]
    _root: dict[str, str] = field(default_factory=dict)

    def root(self, claim: str) -> str:
        path = []
        while (above := self._root.get(claim, claim)) != claim:
            path.append(claim)
            claim = above
        self._root.update(dict.fromkeys(path, claim))
        return claim

    def join(self, tellings: Sequence[Telling]) -> None:
        for telling in tellings[1:]:
            one, other = sorted((self.root(tellings[0].claim.id), self.root(telling.claim.id)))
            self._root[other] = one

    def join_all(self, tellings: Iterable[Telling], keys: Callable[[Telling], Iterable[Hashable]]) -> None:
        """Those that have a key in common."""
        by_key: dict[Hashable, list[Telling]] = {}
        for telling in tellings:
            for key in keys(telling):
                by_key.setdefault(key, []).append(telling)
        for found in by_key.values():
            self.join(found)

    def all(self) -> list[list[Telling]]:
        found: dict[str, list[Telling]] = {}
        for claim, telling in self.tellings.items():
            found.setdefault(self.root(claim), []).append(telling)
        return list(found.values())


def _join_by_outlet(tellings: Sequence[Telling], texts: Texts, groups: _Groups) -> None:
    """What nobody in particular says, taken from one outlet in one week."""
    by_outlet: dict[Hashable, list[Telling]] = {}
    for telling in tellings:
        outlets = {outlet_key(named.outlet) for named in texts.named(telling) if named.outlet}
        source = telling.document.source
        for outlet in outlets | ({outlet_key(source)} if source else set()):
            by_outlet.setdefault((outlet, _accused(telling)), []).append(telling)
    for found in by_outlet.values():
        dated = sorted(((t.published, t) for t in found if t.published), key=lambda pair: pair[0])
        for (day, one), (later, other) in pairwise(dated):
            if (later - day).days <= TAKEN_WITHIN:
                groups.join([one, other])


def _join_by_words(tellings: Sequence[Telling], groups: _Groups) -> None:
    """Claims of one claimant in the same words, where one stretch is the other or lies whole within it."""
    said: dict[str, list[Telling]] = {}
    for telling in tellings:
        for letters, _ in quoted(telling.claim):
            said.setdefault(letters, []).append(telling)
    longest_first = sorted(said, key=lambda letters: (-len(letters), letters))
    for at, letters in enumerate(longest_first):
        groups.join(said[letters])
        for other in longest_first[at + 1 :]:
            if other in letters:
                groups.join([said[letters][0], said[other][0]])


def quoted(claim: Claim) -> list[tuple[str, str]]:
    """Stretches word for word of a claim: their letters, and as written."""
    if claim.mode is not Mode.QUOTED:
        return []
    stretches = [w for e in claim.evidence for w in _QUOTED.findall(e.exact) or [e.exact]]
    letters = [(re.sub(r"\W+", "", words.lower()), words.strip(" ,")) for words in stretches]
    return [pair for pair in letters if len(pair[0]) >= SHORTEST]


def _join_lost_speakers(tellings: Sequence[Telling], groups: _Groups) -> None:
    """What nobody in particular says here and one claimant alone says elsewhere, in the same words or, where nobody
    else speaks here, in the same text: an edited copy may have lost who speaks."""
    named: dict[Hashable, dict[str, Telling]] = {}
    speaking: set[tuple[str, str]] = set()
    for telling in tellings:
        holder = holder_of(telling.claim.claimant)
        if holder:
            speaking.add((telling.document.id, _side(telling.claim)))
            for key in _wordings(telling) | _letters(telling):
                named.setdefault(key, {}).setdefault(holder, telling)
    for telling in tellings:
        if not holder_of(telling.claim.claimant):
            alone = (telling.document.id, _side(telling.claim)) not in speaking
            keys = _letters(telling) | (_wordings(telling) if alone else set())
            found = {holder: one for key in keys for holder, one in named.get(key, {}).items()}
            if len(found) == 1:
                groups.join([telling, *found.values()])


def _wordings(telling: Telling) -> set[Hashable]:
    return {(shared, _side(telling.claim), _accused(telling)) for shared in telling.shares}


def _letters(telling: Telling) -> set[Hashable]:
    return {(letters, _side(telling.claim)) for letters, _ in quoted(telling.claim)}


def _join_partners(tellings: Sequence[Telling], groups: _Groups) -> None:
    """A statement made jointly is one, whichever of its makers a document names first."""
    made: dict[Hashable, list[Telling]] = {}
    for telling in tellings:
        day = telling.said or telling.reported
        for partner in telling.claim.partners if day else ():
            together = frozenset({holder_of(partner), holder_of(telling.claim.claimant)})
            made.setdefault((together, day, _side(telling.claim)), []).append(telling)
    for found in made.values():
        groups.join(found)
