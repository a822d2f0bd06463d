"""The facts of a made case: who is accused of what, what names it, and who said what on which day.

A case is a function of the seed and its number, so that a later report can cite an older case without its being kept.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from callout.knowledge.files import table
from callout.knowledge.states import states
from callout.record.acts import Act, ConductKind
from callout.record.entity import Entity, EntityKind, Party

FIRST = dt.date(2015, 1, 1)
DAYS = 3_653
"""Ten years, however many cases there are."""
OPEN_DAYS = 90
"""For how long reports of one case come in."""
VICTIM_DAYS = 5
"""The same for a case that only its victim, its accused and its days unite."""


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that was said about a case. `quotation` is what documents quote of it, word for word."""

    act: Act
    by: Party
    day: dt.date
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class MadeCase:
    """`flaws` and `products` are empty and `campaign` null where the case is known by something else."""

    seed: int
    number: int
    of: int
    day: dt.date
    open_days: int
    accused: Party
    lead: Party
    victim: str
    kind: ConductKind
    deed: str
    campaign: str | None
    flaws: tuple[str, ...]
    products: tuple[str, ...]
    malware: str
    group: str
    disclosed: dt.date
    said: tuple[Said, ...]


@cache
def words() -> dict[str, Any]:
    with Path(__file__).with_name("made.toml").open("rb") as file:
        return tomllib.load(file)


def chance_of(*parts: object) -> random.Random:
    """A source of chance of its own for each thing that is made."""
    return random.Random("/".join(str(part) for part in parts))  # noqa: S311 - repeatable, not a secret


@cache
def state(code: str) -> Party:
    return Party.of(Entity(name=states()[code].name, kind=EntityKind.STATE, country=code))


@cache
def _company(name: str) -> Party:
    return Party.of(Entity(name=name, kind=EntityKind.COMPANY))


@cache
def _products() -> tuple[tuple[str, str], ...]:
    """Products of one vendor, and the vendor."""
    return tuple((row["name"], row["vendor"]) for row in table("products") if row["vendor"])


def made_case(seed: int, number: int, of: int) -> MadeCase:
    """The case of this number among so many. The cases are spread evenly over the years."""
    chance = chance_of(seed, "case", number)
    day = FIRST + dt.timedelta(days=number * (DAYS - OPEN_DAYS) // of)
    shares = words()["accused"]
    accused = chance.choices(list(shares), list(shares.values()))[0]
    claimants = [code for code in words()["claimants"]["states"] if code != accused]
    lead = _often_the_first(chance, claimants, 0.15)
    victim = lead if chance.random() < 0.6 else chance.choice(claimants)
    kind = chance.choice(list(words()["deeds"]))
    deed = f"{words()['deeds'][kind]} {chance.choice(words()['victims']['kinds'])} of {states()[victim].name}"
    known_by = chance.choices(["campaign", "flaws", "product", "victim"], [35, 25, 20, 20])[0]
    product, vendor = chance.choice(_products())
    flaws = [f"CVE-{day.year}-{100_000 + number * 3 + i}" for i in range(chance.choice([1, 1, 1, 2, 3]))]
    open_days = VICTIM_DAYS if known_by == "victim" else OPEN_DAYS
    return MadeCase(
        seed=seed,
        number=number,
        of=of,
        day=day,
        open_days=open_days,
        accused=state(accused),
        lead=state(lead),
        victim=victim,
        kind=ConductKind(kind),
        deed=deed,
        campaign=_campaign(number) if known_by == "campaign" else None,
        flaws=tuple(flaws) if known_by == "flaws" else (),
        products=(product,) if known_by in ("flaws", "product") else (),
        malware=chance.choice(words()["names"]["malware"]),
        group=_often_the_first(chance, words()["groups"][accused], 0.6),
        disclosed=day - dt.timedelta(days=int(chance.expovariate(1 / 120))),
        said=tuple(_what_was_said(chance, lead, accused, claimants, vendor, day, open_days, deed)),
    )


def _often_the_first(chance: random.Random, names: Sequence[str], rate: float) -> str:
    return names[min(int(chance.expovariate(rate)), len(names) - 1)]


def _campaign(number: int) -> str:
    """A name that no other case bears."""
    syllables, beasts = words()["names"]["syllables"], words()["names"]["beasts"]
    rest, beast = divmod(number, len(beasts))
    made = ""
    for _ in range(3):
        rest, syllable = divmod(rest, len(syllables))
        made = syllables[syllable] + made
    return f"Operation {made.capitalize()} {beasts[beast]}" + (f" {rest + 1}" if rest else "")


def _what_was_said(
    chance: random.Random,
    lead: str,
    accused: str,
    claimants: Sequence[str],
    vendor: str,
    day: dt.date,
    open_days: int,
    deed: str,
) -> Iterator[Said]:
    """The attribution first, then whoever came after. No claimant has one act twice."""

    def after(mean: float) -> dt.date:
        return day + dt.timedelta(days=min(int(chance.expovariate(1 / mean)), open_days - 1))

    quotations = [
        quotation.format(deed=deed, whom=states()[accused].name)
        for quotation in chance.sample(words()["sentences"]["quotation"], k=2)
    ]
    hedged = chance.random() < 0.15
    yield Said(Act.SUSPECT if hedged else Act.ATTRIBUTE, state(lead), day, None if hedged else quotations[0])
    yield Said(chance.choice([Act.DENY, Act.REJECT, Act.REJECT]), state(accused), after(1))
    others = chance.sample([code for code in claimants if code != lead], k=8)
    for code in others[: min(int(chance.expovariate(0.4)), 7)]:
        act = chance.choices([Act.JOIN, Act.SUPPORT, Act.ACKNOWLEDGE, Act.CONDEMN, Act.CONCERN], [5, 3, 2, 3, 2])[0]
        yield Said(act, state(code), after(4), quotations[1] if act is Act.JOIN else None)
    company = _company(chance.choice(words()["claimants"]["companies"]))
    yield Said(chance.choice([Act.ATTRIBUTE, Act.SUSPECT]), company, after(6))
    yield Said(Act.CONDEMN, state(lead), day)
    yield Said(Act.PATCH, _company(vendor), after(10))
    yield Said(chance.choice([Act.SANCTION, Act.CHARGE, Act.EXPEL]), state(lead), after(20))
    yield Said(Act.ADVISE, state(others[-1]), after(8))
    yield Said(chance.choice([Act.COUNTER_ACCUSE, Act.DECLINE]), state(accused), after(3))
    yield Said(Act.URGE, state(lead), after(5))
