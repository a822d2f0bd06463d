"""Whether two strands are about the same conduct, and on what grounds, in words.

Conservative: a shared campaign, malware or vulnerability joins; a shared product or group joins only with the same
accused or victim and a near date; the same measure by the same state on the same day joins. Sharing only an accused, or
only a day, never does: two campaigns of one state announced together stay two cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from callout.cases.strands import Strand, kinds_of
from callout.knowledge.files import table
from callout.record.acts import Act, ActClass, Standing
from callout.record.claim import Claim

NEAR_DAYS = 120
"""Reports of one conduct come within weeks; the same product is exploited again by others later."""

SAME_DAYS = 3
"""A statement is reported within days of being made."""

MANY = 5
"""A strand that names more vulnerabilities than this is a list of advice, not one conduct."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The grounds on which two strands are one conduct; none where they are not."""

    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.reasons)


@cache
def telling_malware() -> frozenset[str]:
    """Malware that names one conduct (NotPetya). Tools that many use (Cobalt Strike) tell nothing."""
    return frozenset(row["name"] for row in table("campaigns") if row["kind"] == "malware")


def likeness(a: Strand, b: Strand) -> Likeness:
    """Symmetric: `likeness(a, b) == likeness(b, a)`."""
    if a.past != b.past and not (_by_names(a, b) or _by_citation(a, b)):
        return Likeness(())
    reasons = [*_by_names(a, b), *_by_measure(a, b), *_by_context(a, b), *_by_citation(a, b), *_by_victim(a, b)]
    return Likeness(tuple(dict.fromkeys(reasons)))


def _by_names(a: Strand, b: Strand) -> list[str]:
    if a.conduct is None or b.conduct is None:
        return []
    if a.accused and b.accused and not a.accused & b.accused and _apart(a, b) > NEAR_DAYS:
        return []
    reasons = []
    if a.conduct.operation and a.conduct.operation == b.conduct.operation:
        reasons.append(f"both name the {a.conduct.operation}")
    elif a.conduct.operation and b.conduct.operation:
        return []
    shared = sorted(set(a.conduct.vulnerabilities) & set(b.conduct.vulnerabilities))
    if shared and len(a.conduct.vulnerabilities) <= MANY and len(b.conduct.vulnerabilities) <= MANY:
        reasons.append(f"same {', '.join(shared[:3])}")
    if _apart(a, b) <= 3 * NEAR_DAYS:
        named = set(a.conduct.malware) & set(b.conduct.malware) & telling_malware()
        reasons += [f"both name {malware}" for malware in sorted(named)]
    return reasons


def _by_context(a: Strand, b: Strand) -> list[str]:
    """A product, a group or a victim that both name, with the same accused, near in time."""
    if a.conduct is None or b.conduct is None or _apart(a, b) > NEAR_DAYS:
        return []
    same_accused = sorted(a.accused & b.accused)
    if not same_accused or (a.conduct.operation and b.conduct.operation and a.conduct.operation != b.conduct.operation):
        return []
    products = sorted(set(a.conduct.products) & set(b.conduct.products))
    if products and kinds_of(a) & kinds_of(b):
        return [f"both name {products[0]} and accuse {same_accused[0]}, within {_apart(a, b)} days"]
    groups = sorted(set(a.conduct.groups) & set(b.conduct.groups))
    targets = sorted(set(a.conduct.targets) & set(b.conduct.targets))
    if groups and targets:
        return [f"both name {groups[0]} and {targets[0]}, within {_apart(a, b)} days"]
    quotes = _quotes(a) & _quotes(b)
    if quotes:
        return [f"both carry the words “{sorted(quotes)[0][:60]}”"]
    return []


def _by_citation(a: Strand, b: Strand) -> list[str]:
    """One cites what the other reports: the same claimant accused the same state, then ("in October …")."""
    for one, other in ((a, b), (b, a)):
        for cited in one.claims:
            if cited.standing is not Standing.PAST or cited.act_class is not ActClass.ATTRIBUTION or not cited.said_on:
                continue
            span = cited.said_on.span()
            for claim in other.claims:
                said = claim.said_on.span() if claim.said_on else None
                same = _measurer(claim) is not None and _measurer(claim) == _measurer(cited)
                fresh = claim.standing is not Standing.PAST and claim.act_class is ActClass.ATTRIBUTION
                if not (same and fresh and span and said and _states(claim) & _states(cited)):
                    continue
                if span[0] <= said[0] and said[1] <= span[1]:
                    return [f"one cites the attribution by {_measurer(claim)} of {cited.said_on.date}"]
    return []


VICTIM_DAYS = 7


def _by_victim(a: Strand, b: Strand) -> list[str]:
    """The same accused, and the victim of one is the victim or the accuser in the other, within a week; only where
    neither has a name of its own."""
    if a.conduct is None or b.conduct is None or a.conduct.operation or b.conduct.operation:
        return []
    if set(a.conduct.groups) != set(b.conduct.groups) and a.conduct.groups and b.conduct.groups:
        return []
    accused = sorted(a.accused & b.accused)
    shared = (set(a.conduct.targets) & (set(b.conduct.targets) | b.claimants)) | (set(b.conduct.targets) & a.claimants)
    states = sorted(code for code in shared if len(code) == 2 and code.isupper())
    if accused and states and _apart(a, b) <= VICTIM_DAYS:
        return [f"both are about {accused[0]} and {states[0]}, within {_apart(a, b)} days"]
    return []


def _by_measure(a: Strand, b: Strand) -> list[str]:
    """The same charge, sanction or arrest: by the same state against the same accused, on the same day; or against the
    same number of them, where one of the two documents gives no date."""
    if _opposed(a, b):
        return []
    for one in a.measures:
        for other in b.measures:
            if one.act is not other.act or not _measurer(one) or _measurer(one) != _measurer(other):
                continue
            states = sorted(_states(one) & _states(other))
            if not states:
                continue
            same = f"the same {_NOUN[one.act]} by {_measurer(one)} against {', '.join(states)}"
            numbers = _numbers(one) & _numbers(other)
            if _numbers(one) and _numbers(other) and not numbers:
                continue
            if _apart(a, b) <= SAME_DAYS:
                return [f"{same}, within {_apart(a, b)} days"]
            if numbers and (a.day() is None or b.day() is None):
                return [f"{same}: {sorted(numbers)[0]} of them in both; one of the two gives no date"]
    return []


_NUMBER = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\b", re.I)


def _numbers(claim: Claim) -> set[str]:
    """How many are charged, as the phrase says it."""
    return {m.group(1).lower() for a in claim.accused for m in [_NUMBER.search(a.phrase)] if m}


_NOUN = {
    Act.CHARGE: "charges",
    Act.SANCTION: "sanctions",
    Act.ARREST: "arrest",
    Act.EXPEL: "expulsion",
    Act.DISRUPT: "takedown",
}


def _opposed(a: Strand, b: Strand) -> bool:
    """Whether the two name different campaigns."""
    one, other = a.conduct, b.conduct
    return bool(one and other and one.operation and other.operation and one.operation != other.operation)


def _measurer(claim: Claim) -> str | None:
    return claim.claimant.country if claim.claimant else None


def _states(claim: Claim) -> set[str]:
    return {a.state for a in claim.accused if a.state}


def _quotes(strand: Strand) -> set[str]:
    """Long stretches word for word, as the sign of a text that was copied or of a statement quoted twice."""
    return {" ".join(e.exact.lower().split()) for c in strand.claims for e in c.evidence if len(e.exact.split()) >= 12}


def _apart(a: Strand, b: Strand) -> int:
    """Days between the two, 0 where they overlap; far apart where either has no date."""
    one, other = a.day(), b.day()
    if one is None or other is None:
        return 9_999
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0
    return min(abs((one[0] - other[1]).days), abs((other[0] - one[1]).days))
