"""Whether two strands are about the same conduct, and on what grounds, in words.

Conservative: a shared campaign, malware or vulnerability joins; a shared product or group joins only with the same
accused or victim and a near date; the same measure by the same state on the same day joins. Sharing only an accused, or
only a day, never does: two campaigns of one state announced together stay two cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from callout.cases.loose import by_answer, by_citation, by_withdrawal
from callout.cases.strands import MANY, Span, Strand, days_apart, days_between, kinds_of, measurer_of, states_of
from callout.cases.words import likeness_of
from callout.knowledge.states import states
from callout.record.acts import Act, ConductKind
from callout.record.claim import Claim

NEAR_DAYS = 120
"""Reports of one conduct come within weeks; the same product is exploited again by others later."""

SAME_DAYS = 3
"""A statement is reported within days of being made."""


VICTIM_DAYS = 7
"""A victim is struck again and again: within a week it is told of once."""

TOLD_ALIKE = 0.06
"""Likeness of words below which a shared product or victim is a coincidence: reports on different conducts of one state
reach it seldom."""

NAMED_ALIKE = 0.13
"""Likeness of words of two reports that are about one campaign, of which they accuse different states months apart."""

STRUCK_DAYS = 45
"""What is told of one conduct as its beginning, its discovery and its becoming known lies within weeks."""

YEAR_DAYS = 366
"""A time of conduct that is known less well than to the year does not tell it from another."""

DISAGREE_DAYS = 366
"""The two states that are accused of one campaign are accused within a year: names are used again."""

ENOUGH_WORDS = 20
"""Telling words below which two strands are too short for their words to say that they differ."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The grounds on which two strands are one conduct, in words; none where they are not.

    `sure` grounds unite by themselves. `likely` ones (a product and an accused, a victim and a day) are shared by many
    conducts, so they only bring the nearest together. `loose`: one of the two only cites or answers the other, so it
    belongs there and puts no two others together.
    """

    sure: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sure or self.likely or self.loose)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.sure, *self.likely, *self.loose]))


def likeness(a: Strand, b: Strand) -> Likeness:
    """Symmetric: `likeness(a, b) == likeness(b, a)`."""
    return Likeness(sure(a, b), likely(a, b), loose(a, b))


def sure(a: Strand, b: Strand) -> tuple[str, ...]:
    """A name, a measure, a statement or a long quotation that both share."""
    if _opposed(a, b):
        return ()
    names = _by_names(a, b)
    if a.past != b.past:
        return tuple(names)
    same = [] if struck_apart(a, b) else [*_by_statement(a, b), *_by_quote(a, b)]
    return tuple(dict.fromkeys([*names, *_by_measure(a, b), *same]))


def likely(a: Strand, b: Strand) -> tuple[str, ...]:
    """A product, a group or a victim that both share, near in time, told in words that are not unlike."""
    if a.past != b.past or _opposed(a, b) or struck_apart(a, b) or not _told_alike(a, b):
        return ()
    found = [*_by_context(a, b), *_by_victim(a, b), *_by_name_of_victim(a, b), *_by_time(a, b)]
    return tuple(dict.fromkeys(found))


def loose(a: Strand, b: Strand) -> tuple[str, ...]:
    """What only cites or answers."""
    return () if _opposed(a, b) else (*by_citation(a, b), *by_answer(a, b), *by_withdrawal(a, b))


def is_short(a: Strand, b: Strand) -> bool:
    """Whether the words of the two are too few to say that they differ."""
    return min(len(a.words.weights), len(b.words.weights)) < ENOUGH_WORDS


def _told_alike(a: Strand, b: Strand) -> bool:
    return is_short(a, b) or likeness_of(a.words, b.words) >= TOLD_ALIKE


def struck_apart(a: Strand, b: Strand) -> bool:
    """Whether the two tell of conduct at times too far apart to be one."""
    return a.struck is not None and b.struck is not None and days_between(a.struck, b.struck) > STRUCK_DAYS


def _by_names(a: Strand, b: Strand) -> list[str]:
    if a.conduct is None or b.conduct is None:
        return []
    if a.conduct.operation and b.conduct.operation and a.conduct.operation != b.conduct.operation:
        return []
    campaigns = {a.conduct.operation, b.conduct.operation}
    reasons = [f"both name {'the ' if name in campaigns else ''}{name}" for name in sorted(a.titles & b.titles)]
    if a.accused and b.accused and not a.accused & b.accused and days_apart(a, b) > NEAR_DAYS:
        # A flaw is used by others later, and a campaign is named in passing: one that both are about is told alike.
        about_it = days_apart(a, b) <= DISAGREE_DAYS and likeness_of(a.words, b.words) >= NAMED_ALIKE
        return reasons if about_it else []
    shared = sorted(set(a.conduct.vulnerabilities) & set(b.conduct.vulnerabilities))
    if shared and len(a.conduct.vulnerabilities) <= MANY and len(b.conduct.vulnerabilities) <= MANY:
        reasons.append(f"same {', '.join(shared[:3])}")
    return reasons


def _by_context(a: Strand, b: Strand) -> list[str]:
    """A product, a group or a victim that both name, with the same accused, near in time."""
    if a.conduct is None or b.conduct is None or days_apart(a, b) > NEAR_DAYS:
        return []
    same_accused = sorted(a.accused & b.accused)
    if not same_accused or (a.conduct.operation and b.conduct.operation and a.conduct.operation != b.conduct.operation):
        return []
    products = sorted(set(a.conduct.products) & set(b.conduct.products))
    if products and kinds_of(a) & kinds_of(b):
        return [f"both name {products[0]} and accuse {same_accused[0]}, within {days_apart(a, b)} days"]
    groups = sorted(set(a.conduct.groups) & set(b.conduct.groups))
    # Sectors are written in lower case: half the world's ministries are "government".
    targets = sorted(t for t in set(a.conduct.targets) & set(b.conduct.targets) if not t.islower())
    if groups and targets:
        return [f"both name {groups[0]} and {targets[0]}, within {days_apart(a, b)} days"]
    return []


def _by_quote(a: Strand, b: Strand) -> list[str]:
    """The same long words of the same accused, within some months."""
    quotes = a.quotes & b.quotes
    if not quotes or not a.accused & b.accused or days_apart(a, b) > NEAR_DAYS:
        return []
    return [f"both carry the words “{sorted(quotes)[0][:60]}”"]


def _by_victim(a: Strand, b: Strand) -> list[str]:
    """The same accused, and the victim of one is the victim or the accuser in the other, within a week.

    Only where neither has a name of its own, and never within one document: what it keeps apart are two conducts.
    """
    if a.conduct is None or b.conduct is None or a.document.id == b.document.id or _is_named(a) or _is_named(b):
        return []
    if a.conduct.groups and b.conduct.groups and not set(a.conduct.groups) & set(b.conduct.groups):
        return []
    accused = sorted(a.accused & b.accused)
    shared = (set(a.conduct.targets) & (set(b.conduct.targets) | b.claimants)) | (set(b.conduct.targets) & a.claimants)
    states = sorted(code for code in shared if len(code) == 2 and code.isupper())
    if accused and states and days_apart(a, b) <= VICTIM_DAYS:
        return [f"both are about {accused[0]} and {states[0]}, within {days_apart(a, b)} days"]
    return []


def _by_name_of_victim(a: Strand, b: Strand) -> list[str]:
    """The same victim by name, struck in the same weeks or told of in the same weeks, whoever is accused of it."""
    shared = sorted(a.victims & b.victims)
    if not shared or a.document.id == b.document.id or _of_other_kinds(a, b):
        return []
    if a.struck and b.struck:
        return [f"both tell of what struck {shared[0].title()} in the same weeks"]
    for told, struck in ((a.day(), b.struck), (b.day(), a.struck)):
        if told and struck and days_between(told, struck) <= STRUCK_DAYS:
            return [f"one tells of {shared[0].title()} in the weeks in which the other says that it was struck"]
    if days_apart(a, b) <= STRUCK_DAYS:
        return [f"both tell of what struck {shared[0].title()}, within {days_apart(a, b)} days"]
    return []


def _by_time(a: Strand, b: Strand) -> list[str]:
    """The same accused, the same kind of victim in the same state, struck at the same time, whenever it is told."""
    if a.conduct is None or b.conduct is None or a.document.id == b.document.id or _of_other_kinds(a, b):
        return []
    if a.conduct.groups and b.conduct.groups and not set(a.conduct.groups) & set(b.conduct.groups):
        return []
    spans = [strand.conduct.period.span() if strand.conduct and strand.conduct.period else None for strand in (a, b)]
    if spans[0] is None or spans[1] is None or days_between(spans[0], spans[1]):
        return []
    accused, parties = sorted(a.accused & b.accused), sorted((a.parties & b.parties) - a.accused)
    struck = sorted(target for target in set(a.conduct.targets) & set(b.conduct.targets) if target not in parties)
    if not accused or not parties or not struck or max(map(_length, spans)) > YEAR_DAYS:
        return []
    return [f"both tell of what {accused[0]} is accused of against {struck[0]} in {parties[0]} at the same time"]


def _length(span: Span | None) -> int:
    return (span[1] - span[0]).days if span else 0


def _is_named(strand: Strand) -> bool:
    conduct = strand.conduct
    return conduct is not None and bool(conduct.operation or conduct.vulnerabilities or strand.titles)


ALIKE_WORDS = 0.3
"""Share of the rarer words of the shorter report that the other has too: two papers on one statement share more, two
campaigns announced together less (measured on the texts of the tests)."""


def _of_other_kinds(a: Strand, b: Strand) -> bool:
    """Whether both say what kind of conduct it is, and none is the same. That somebody got in says no kind."""
    kinds = [kinds_of(s) - {ConductKind.INTRUSION} for s in (a, b)]
    influence = [ConductKind.INFLUENCE in kinds_of(s) for s in (a, b)]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1]) or influence[0] != influence[1]


def _by_statement(a: Strand, b: Strand) -> list[str]:
    """The same state accused the same state on the same day, in words that are about the same thing."""
    if a.document.id == b.document.id or _of_other_kinds(a, b):
        return []
    for one in a.attributions:
        for other in b.attributions:
            day = one.said_on.date if one.said_on and one.said_on.precision == "day" else None
            same_day = day is not None and other.said_on is not None and other.said_on.date == day
            states = sorted(states_of(one) & states_of(other))
            if not same_day or not states or not measurer_of(one) or measurer_of(one) != measurer_of(other):
                continue
            mine, theirs = _rare_words(a), _rare_words(b)
            if mine and theirs and len(mine & theirs) / min(len(mine), len(theirs)) >= ALIKE_WORDS:
                return [f"both report the attribution by {measurer_of(one)} of {states[0]} on {day}"]
    return []


_WORD = re.compile(r"[^\W\d_]{5,}")


def _rare_words(strand: Strand) -> frozenset[str]:
    """The longer words of a strand's evidence, without the names of states and without words of accusing."""
    text = " ".join(e.exact for c in strand.claims for e in c.evidence)
    return frozenset(word.lower()[:7] for word in _WORD.findall(text)) - _common()


@cache
def _common() -> frozenset[str]:
    names = " ".join(n for s in states().values() for n in (*s.names, *s.adjectives))
    telling = (
        "accused blamed attributed attribution government ministry minister foreign officials official statement said"
    )
    telling += " cyberattack cyber attack hackers hacking malicious activity behind responsible campaign tuesday monday"
    telling += " wednesday thursday friday saturday sunday against networks network systems computer state-sponsored"
    return frozenset(word.lower()[:7] for word in _WORD.findall(f"{names} {telling}"))


def _by_measure(a: Strand, b: Strand) -> list[str]:
    """The same charge, sanction or arrest: by the same state against the same accused, on the same day; or against the
    same number of them, where one of the two documents gives no date."""
    found = set()
    for one in a.measures:
        for other in b.measures:
            reason = _same_measure(one, other, a, b)
            if reason:
                found.add(reason)
    return sorted(found)


def _same_measure(one: Claim, other: Claim, a: Strand, b: Strand) -> str | None:
    states_ = sorted(states_of(one) & states_of(other))
    if one.act is not other.act or not measurer_of(one) or measurer_of(one) != measurer_of(other) or not states_:
        return None
    same = f"the same {_NOUN[one.act]} by {measurer_of(one)} against {', '.join(states_)}"
    numbers = _numbers(one) & _numbers(other)
    if _numbers(one) and _numbers(other) and not numbers:
        return None
    days = [c.said_on.date for c in (one, other) if c.said_on and c.said_on.precision == "day"]
    if len(set(days)) > 1:
        return None
    if days_apart(a, b) <= SAME_DAYS:
        return f"{same}, within {days_apart(a, b)} days"
    if numbers and (a.day() is None or b.day() is None):
        return f"{same}: {sorted(numbers)[0]} of them in both; one of the two gives no date"
    return None


_NUMBER = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\b", re.I)


_IN_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _numbers(claim: Claim) -> set[str]:
    """How many are charged, as the phrase says it, in digits."""
    found = {m.group(1).lower() for a in claim.accused for m in [_NUMBER.search(a.phrase)] if m}
    return {str(_IN_WORDS.index(n) + 2) if n in _IN_WORDS else n for n in found}


_NOUN = {
    Act.CHARGE: "charges",
    Act.SANCTION: "sanctions",
    Act.ARREST: "arrest",
    Act.EXPEL: "expulsion",
    Act.DISRUPT: "takedown",
}


def _opposed(a: Strand, b: Strand) -> bool:
    """Whether the two name different things: campaigns, malware that names one conduct, or groups under charge."""
    one, other = a.conduct, b.conduct
    if one is None or other is None:
        return False
    if one.operation and other.operation and one.operation != other.operation:
        return True
    telling = [set(c.malware) & s.titles for c, s in ((one, a), (other, b))]
    if telling[0] and telling[1] and not telling[0] & telling[1]:
        return True
    measured = bool(a.measures and b.measures)
    return measured and bool(one.groups) and bool(other.groups) and not set(one.groups) & set(other.groups)
