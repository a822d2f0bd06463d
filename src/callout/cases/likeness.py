"""Whether two strands are about the same conduct, and on what grounds, in words.

Conservative: a shared campaign, malware or vulnerability joins; a shared product or group joins only with the same
accused or victim and a near date; the same measure by the same state on the same day joins. Sharing only an accused, or
only a day, never does: two campaigns of one state announced together stay two cases.

`sure` grounds unite by themselves. `likely` ones (a product and an accused, a victim and a day) are shared by many
conducts, so they only bring the nearest together. `loose`: one of the two only cites or answers the other, so it
belongs there and puts no two others together. What must stay true: each is the same from both sides.
"""

from __future__ import annotations

from callout.cases.loose import by_answer, by_citation, by_withdrawal
from callout.cases.strands import Span, days_between
from callout.cases.traits import Said, Traits, days_apart
from callout.cases.words import likeness_of
from callout.knowledge.institutions import is_institution
from callout.record.acts import Act, ConductKind

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

SEASON_DAYS = 92
"""A time of conduct that is known as well as this tells the blows to one institution apart."""

DISAGREE_DAYS = 366
"""The two states that are accused of one campaign are accused within a year: names are used again."""

ENOUGH_WORDS = 20
"""Telling words below which two strands are too short for their words to say that they differ."""


def sure(a: Traits, b: Traits) -> tuple[str, ...]:
    """A name, a measure, a statement or a long quotation that both share."""
    if _opposed(a, b):
        return ()
    names = _by_names(a, b)
    if a.past != b.past:
        return tuple(names)
    same = [] if struck_apart(a, b) else [*_by_statement(a, b), *_by_quote(a, b)]
    return tuple(dict.fromkeys([*names, *_by_measure(a, b), *same]))


def likely(a: Traits, b: Traits) -> tuple[str, ...]:
    """A product, a group or a victim that both share, near in time, told in words that are not unlike."""
    return passing(a, b) if is_short(a, b) or likeness_of(a.words, b.words) >= TOLD_ALIKE else ()


def passing(a: Traits, b: Traits) -> tuple[str, ...]:
    """What `likely` finds where the words of the two are known to be not unlike."""
    if a.past != b.past or _opposed(a, b) or struck_apart(a, b):
        return ()
    found = [*_by_context(a, b), *_by_victim(a, b), *_by_name_of_victim(a, b), *_by_time(a, b)]
    return tuple(dict.fromkeys(found))


def loose(a: Traits, b: Traits) -> tuple[str, ...]:
    """What only cites or answers."""
    return () if _opposed(a, b) else (*by_citation(a, b), *by_answer(a, b), *by_withdrawal(a, b))


def is_short(a: Traits, b: Traits) -> bool:
    """Whether the words of the two are too few to say that they differ."""
    return min(len(a.words.weights), len(b.words.weights)) < ENOUGH_WORDS


def struck_apart(a: Traits, b: Traits) -> bool:
    """Whether the two tell of conduct at times too far apart to be one."""
    return a.struck is not None and b.struck is not None and days_between(a.struck, b.struck) > STRUCK_DAYS


def _by_names(a: Traits, b: Traits) -> list[str]:
    if _of_two_campaigns(a, b):
        return []
    campaigns = {a.operation, b.operation}
    reasons = [f"both name {'the ' if name in campaigns else ''}{name}" for name in sorted(a.titles & b.titles)]
    if a.accused and b.accused and not a.accused & b.accused and days_apart(a, b) > NEAR_DAYS:
        # A flaw is used by others later, and a campaign is named in passing: one that both are about is told alike.
        about_it = days_apart(a, b) <= DISAGREE_DAYS and likeness_of(a.words, b.words) >= NAMED_ALIKE
        return reasons if about_it else []
    shared = sorted(a.flaws & b.flaws)
    if shared:
        reasons.append(f"same {', '.join(shared[:3])}")
    return reasons


def _of_two_campaigns(a: Traits, b: Traits) -> bool:
    return a.operation is not None and b.operation is not None and a.operation != b.operation


def _by_context(a: Traits, b: Traits) -> list[str]:
    """A product, a group or a victim that both name, with the same accused, near in time."""
    same_accused = sorted(a.accused & b.accused)
    if not same_accused or _of_two_campaigns(a, b) or days_apart(a, b) > NEAR_DAYS:
        return []
    products = sorted(a.products & b.products)
    if products and a.kinds & b.kinds:
        return [f"both name {products[0]} and accuse {same_accused[0]}, within {days_apart(a, b)} days"]
    groups = sorted(a.groups & b.groups)
    # Sectors are written in lower case: half the world's ministries are "government".
    targets = sorted(t for t in a.targets & b.targets if not t.islower())
    if groups and targets:
        return [f"both name {groups[0]} and {targets[0]}, within {days_apart(a, b)} days"]
    return []


def _by_quote(a: Traits, b: Traits) -> list[str]:
    """The same long words of the same accused, within some months."""
    quotes = a.quotes & b.quotes
    if not quotes or not a.accused & b.accused or days_apart(a, b) > NEAR_DAYS:
        return []
    return [f"both carry the words “{sorted(quotes)[0][:60]}”"]


def _by_victim(a: Traits, b: Traits) -> list[str]:
    """The same accused, and the victim of one is the victim or the accuser in the other, within a week.

    Only where neither has a name of its own, and never within one document: what it keeps apart are two conducts.
    """
    accused = sorted(a.accused & b.accused)
    if not accused or not (a.described and b.described) or a.document == b.document or _is_named(a) or _is_named(b):
        return []
    if a.groups and b.groups and not a.groups & b.groups:
        return []
    shared = (a.targets & (b.targets | b.claimants)) | (b.targets & a.claimants)
    states = sorted(code for code in shared if len(code) == 2 and code.isupper())
    if states and days_apart(a, b) <= VICTIM_DAYS:
        return [f"both are about {accused[0]} and {states[0]}, within {days_apart(a, b)} days"]
    return []


def _by_name_of_victim(a: Traits, b: Traits) -> list[str]:
    """The same victim by name, struck in the same weeks or told of in the same weeks, whoever is accused of it."""
    shared = sorted(a.victims & b.victims)
    at_one_time = days_apart(a, b) <= STRUCK_DAYS or all(_length(s) <= SEASON_DAYS for s in (a.struck, b.struck) if s)
    by_others = a.accused and b.accused and not a.accused & b.accused
    if (by_others and not at_one_time) or (a.groups and b.groups and not a.groups & b.groups):
        # A parliament is struck again by others; what is named in its own right seldom is.
        shared = [victim for victim in shared if not is_institution(victim.partition(" of ")[0])]
    if not shared or a.document == b.document or _of_other_kinds(a, b):
        return []
    if a.struck and b.struck:
        return [f"both tell of what struck {_named(shared[0])} in the same weeks"]
    for told, struck in ((a.day, b.struck), (b.day, a.struck)):
        if told and struck and days_between(told, struck) <= STRUCK_DAYS:
            return [f"one tells of {_named(shared[0])} in the weeks in which the other says that it was struck"]
    if days_apart(a, b) <= STRUCK_DAYS:
        return [f"both tell of what struck {_named(shared[0])}, within {days_apart(a, b)} days"]
    return []


def _named(victim: str) -> str:
    return victim.title().replace(" Of ", " of ")


def _by_time(a: Traits, b: Traits) -> list[str]:
    """The same accused, the same kind of victim in the same state, struck at the same time, whenever it is told."""
    if a.period is None or b.period is None or days_between(a.period, b.period):
        return []
    if a.document == b.document or _of_other_kinds(a, b) or (a.groups and b.groups and not a.groups & b.groups):
        return []
    accused, parties = sorted(a.accused & b.accused), sorted((a.parties & b.parties) - a.accused)
    struck = sorted(target for target in a.targets & b.targets if target not in parties)
    if not accused or not parties or not struck or max(map(_length, (a.period, b.period))) > YEAR_DAYS:
        return []
    return [f"both tell of what {accused[0]} is accused of against {struck[0]} in {parties[0]} at the same time"]


def _length(span: Span) -> int:
    return (span[1] - span[0]).days


def _is_named(strand: Traits) -> bool:
    return bool(strand.titles or strand.vulnerabilities)


def announced_apart(a: Traits, b: Traits) -> bool:
    """Whether the two tell of conduct of other kinds or times for which one state was accused on one day: what is
    announced together is told in much the same words."""
    if not a.announced & b.announced:
        return False
    at_other_times = a.period is not None and b.period is not None and days_between(a.period, b.period) > 0
    return at_other_times or _of_other_kinds(a, b)


ALIKE_WORDS = 0.3
"""Share of the rarer words of the shorter report that the other has too: two papers on one statement share more, two
campaigns announced together less (measured on the texts of the tests)."""


def _of_other_kinds(a: Traits, b: Traits) -> bool:
    """Whether both say what kind of conduct it is, and none is the same. That somebody got in says no kind."""
    if not a.kinds and not b.kinds:
        return False
    one, other = a.kinds - {ConductKind.INTRUSION}, b.kinds - {ConductKind.INTRUSION}
    influence = [ConductKind.INFLUENCE in kinds for kinds in (one, other)]
    return bool(one and other and not one & other) or influence[0] != influence[1]


def _by_statement(a: Traits, b: Traits) -> list[str]:
    """The same state accused the same state on the same day, in words that are about the same thing."""
    if a.document == b.document or not a.attributions or not b.attributions:
        return []
    if _of_other_kinds(a, b) or announced_apart(a, b):
        return []
    if len(a.evidence & b.evidence) < ALIKE_WORDS * max(1, min(len(a.evidence), len(b.evidence))):
        return []
    for one in a.attributions:
        for other in b.attributions:
            states = one.accused & other.accused
            if states and one.acting and one.acting == other.acting and one.day and one.day == other.date:
                return [f"both report the attribution by {one.acting} of {min(states)} on {one.day}"]
    return []


def _by_measure(a: Traits, b: Traits) -> list[str]:
    """The same charge, sanction or arrest: by the same state against the same accused, on the same day; or against the
    same number of them, where one of the two documents gives no date."""
    found = set()
    for one in a.measures:
        for other in b.measures:
            reason = _same_measure(one, other, a, b)
            if reason:
                found.add(reason)
    return sorted(found)


def _same_measure(one: Said, other: Said, a: Traits, b: Traits) -> str | None:
    states = sorted(one.accused & other.accused)
    if one.act != other.act or not one.acting or one.acting != other.acting or not states:
        return None
    same = f"the same {_NOUN[one.act]} by {one.acting} against {', '.join(states)}"
    numbers = one.counted & other.counted
    if one.counted and other.counted and not numbers:
        return None
    if one.day and other.day and one.day != other.day:
        return None
    if days_apart(a, b) <= SAME_DAYS:
        return f"{same}, within {days_apart(a, b)} days"
    if numbers and (a.day is None or b.day is None):
        return f"{same}: {min(numbers)} of them in both; one of the two gives no date"
    return None


_NOUN: dict[str, str] = {
    Act.CHARGE: "charges",
    Act.SANCTION: "sanctions",
    Act.ARREST: "arrest",
    Act.EXPEL: "expulsion",
    Act.DISRUPT: "takedown",
}


def _opposed(a: Traits, b: Traits) -> bool:
    """Whether the two name different things: campaigns, malware that names one conduct, or groups under charge."""
    if _of_two_campaigns(a, b) or (a.telling and b.telling and not a.telling & b.telling):
        return True
    return bool(a.measures and b.measures and a.groups and b.groups and not a.groups & b.groups)
