"""Where words differ most: pairs of claimants that hold one state responsible at unlike levels and ties.

"Australia: the ministry did it; European Union: from the territory of." Only a claimant's own words count: a partner in
a joint statement is given no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from callout.cases.dated import Told
from callout.cases.joiners import plainest
from callout.cases.strands import speaker_key
from callout.cases.withdrawn import Withdrawn
from callout.record.acts import Act, Level, Standing, Tie
from callout.record.claim import Accused, Claim
from callout.record.coalition import Wording, WordingGap
from callout.record.entity import Party

SHOWN = 10
"""Pairs that are told: those that are furthest apart."""

_CLIPPED = 80
"""Characters of a phrase in a line of words; the wording has it whole."""

_LEVELS, _TIES = list(Level), list(Tie)


def gaps_in(told: Sequence[Told], withdrawn: Withdrawn) -> tuple[WordingGap, ...]:
    """The pairs that are furthest apart, by the tie and level of each claimant's strongest wording of the state."""
    strongest: dict[tuple[str, str], tuple[tuple[object, ...], Claim, Accused]] = {}
    parties: dict[str, set[Party]] = {}
    for claim, _ in told:
        if claim.claimant is None or not _words_blame(claim) or not withdrawn.stands(claim):
            continue
        holder = speaker_key(claim.claimant)
        parties.setdefault(holder, set()).add(claim.claimant)
        for accused in claim.accused:
            if accused.state and accused.state != holder:
                # To condemn "Beijing" is no wording of a tie where the claimant has also said who did it.
                rank = (claim.act is Act.CONDEMN, *_strength(accused), accused.phrase, claim.id)
                best = strongest.get((accused.state, holder))
                if best is None or rank < best[0]:
                    strongest[accused.state, holder] = rank, claim, accused
    wordings: dict[str, list[Wording]] = {}
    for (state, holder), (_, claim, accused) in sorted(strongest.items()):
        wording = Wording(
            claimant=plainest(parties[holder]),
            name=accused.name,
            level=accused.level,
            tie=accused.tie,
            phrase=accused.phrase,
            claim=claim.id,
        )
        wordings.setdefault(state, []).append(wording)
    gaps = [
        gap
        for state, found in sorted(wordings.items())
        for one, other in combinations(sorted(found, key=lambda w: (_strength(w), w.claimant.name)), 2)
        if (gap := _gap(state, one, other)) is not None
    ]
    return tuple(sorted(gaps, key=_order)[:SHOWN])


def _words_blame(claim: Claim) -> bool:
    """Attributions in words of the claimant's own, and condemnations: to condemn activity "from the territory of" words
    a tie too. What is acknowledged or supported is worded by others, and whom one urges one need not blame."""
    own = claim.act in (Act.ATTRIBUTE, Act.JOIN, Act.SUSPECT, Act.CONDEMN)
    return own and claim.standing not in (Standing.CONDITIONAL, Standing.WITHDRAWN)


def _strength(accused: Accused | Wording) -> tuple[int, int]:
    """The strongest tie first; one that says nothing of a tie last."""
    return _TIES.index(accused.tie) if accused.tie else len(_TIES), _LEVELS.index(accused.level)


def _gap(state: str, one: Wording, other: Wording) -> WordingGap | None:
    levels = abs(_LEVELS.index(one.level) - _LEVELS.index(other.level))
    ties = abs(_TIES.index(one.tie) - _TIES.index(other.tie)) if one.tie and other.tie else None
    if not levels and not ties:
        return None
    return WordingGap(
        state=state,
        one=one,
        other=other,
        levels_apart=levels,
        ties_apart=ties,
        in_words=f"{_worded(one)}; {_worded(other)}",
    )


def _worded(wording: Wording) -> str:
    phrase = wording.phrase.strip('“”"')
    if len(phrase) > _CLIPPED:
        phrase = f"{phrase[: _CLIPPED - 1].rstrip()}…"
    return f"{wording.claimant.name}: “{phrase}” ({wording.level}, {wording.tie or 'tie not said'})"


def _order(gap: WordingGap) -> tuple[object, ...]:
    apart = gap.levels_apart + (gap.ties_apart or 0)
    return -apart, -(gap.ties_apart or 0), gap.state, gap.one.claimant.name, gap.other.claimant.name, gap.one.claim
