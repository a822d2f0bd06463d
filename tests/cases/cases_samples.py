"""Readings made by hand for the tests of cases: what is put together does not depend on who read it.

A reading is made of sayings, one sentence each: the text of its document is the sentences, and each is the evidence of
the claim that it makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from callout.cases.assemble import assemble
from callout.cases.coalition import positions_in
from callout.cases.likeness import likely, loose, sure
from callout.cases.strands import strands_of
from callout.cases.traits import Traits
from callout.record.acts import Act, ConfidenceLevel, Level, Mode, Standing, Tie
from callout.record.case import Case, CaseLine, Position
from callout.record.claim import Accused, Claim, Conduct, Confidence, Engine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party
from callout.record.evidence import Evidence
from callout.record.ids import make_id
from callout.record.reading import Reading

PUBLISHED = "2021-07-20"
BY_HAND = Engine(name="by-hand", version="1")


def _party(name: str, kind: EntityKind, country: str | None) -> Party:
    return Party.of(Entity(name=name, kind=kind, country=country))


NORWAY = _party("Norway", EntityKind.STATE, "NO")
SECURITY_SERVICE = _party("Norwegian Police Security Service", EntityKind.INTELLIGENCE_AGENCY, "NO")
ESTONIA = _party("Estonia", EntityKind.STATE, "EE")
AMERICA = _party("United States", EntityKind.STATE, "US")
JUSTICE = _party("Department of Justice", EntityKind.GOVERNMENT_BODY, "US")
BRITAIN = _party("United Kingdom", EntityKind.STATE, "GB")
RUSSIA = _party("Russia", EntityKind.STATE, "RU")
CHINA = _party("China", EntityKind.STATE, "CN")
NIMBUS = _party("Nimbus Security", EntityKind.COMPANY, "US")


def state(code: str = "RU", tie: Tie | None = Tie.IS_STATE) -> Accused:
    return Accused(name=code, state=code, level=Level.STATE, tie=tie, phrase=code)


def organ(name: str, code: str = "RU", tie: Tie | None = Tie.IS_STATE) -> Accused:
    return Accused(name=name, state=code, level=Level.STATE_ORGAN, tie=tie, phrase=name)


def persons(phrase: str, code: str = "RU") -> Accused:
    """Persons whom the words count and do not name."""
    return Accused(name=None, state=code, level=Level.INDIVIDUALS, tie=Tie.NATIONALS, phrase=phrase)


def high(phrase: str = "with high confidence") -> Confidence:
    return Confidence(phrase=phrase, level=ConfidenceLevel.HIGH)


def conduct(**fields: Any) -> Conduct:
    """A conduct with an id that follows from what is said of it."""
    summary = fields.pop("summary", "an intrusion")
    about = Conduct(summary=summary, **fields)
    return about.model_copy(update={"id": make_id("cnd", about.model_dump_json())})


SOMETHING = conduct()


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence and the claim that it makes."""

    words: str
    fields: dict[str, Any]


def say(
    words: str,
    by: Party | None = NORWAY,
    *,
    act: Act = Act.ATTRIBUTE,
    of: Sequence[Accused] | None = None,
    about: Conduct | None = SOMETHING,
    on: str | None = None,
    standing: Standing = Standing.ASSERTED,
    mode: Mode = Mode.REPORTED,
    **more: Any,
) -> Saying:
    """`of` is Russia unless it is given; `on` is an ISO date at its own precision."""
    fields = {
        "act": act,
        "claimant": by,
        "accused": [state()] if of is None else of,
        "conduct": about,
        "said_on": When.parse(on) if on else None,
        "standing": standing,
        "mode": mode,
    }
    return Saying(words, fields | more)


def cite(words: str, by: Party | None = NORWAY, **more: Any) -> Saying:
    """An earlier claim, named in passing."""
    return say(words, by, standing=Standing.PAST, **more)


def deny(words: str = "Moscow denied it.", by: Party | None = RUSSIA, **more: Any) -> Saying:
    return say(words, by, **({"act": Act.DENY, "of": ()} | more))


def charge(words: str, by: Party | None = JUSTICE, **more: Any) -> Saying:
    return say(words, by, act=Act.CHARGE, **more)


def a_reading(
    *sayings: Saying, published: str | None = PUBLISHED, title: str | None = None, more: Sequence[Conduct] = ()
) -> Reading:
    """`more` are conducts that nobody is held responsible for."""
    text = "\n".join(saying.words for saying in sayings) or "\n".join(c.summary for c in more)
    document = Document.of(
        text, f"report:{make_id('uri', text)}", title=title, published=When.parse(published) if published else None
    )
    claims = []
    start = 0
    for saying in sayings:
        end = start + len(saying.words)
        stretch = Evidence.cut(text, start, end)
        claims.append(Claim(document=document.id, evidence=(stretch,), engine=BY_HAND, **saying.fields))
        start = end + 1
    told = {c.conduct.id: c.conduct for c in claims if c.conduct} | {c.id: c for c in more}
    return Reading(document=document, engine=BY_HAND, claims=tuple(claims), conducts=tuple(told.values()))


def cases_of(*readings: Reading) -> list[Case]:
    return assemble(
        {r.document.id: r.document for r in readings},
        [claim for r in readings for claim in r.claims],
        {r.document.id: r.conducts for r in readings},
    )


def line_by(case: Case) -> CaseLine:
    """The line that a case has by what the case says."""
    dates = sorted(position.said_on.date for position in case.positions if position.said_on and position.said_on.date)
    answers = {answer.claim for answer in case.answers}
    return CaseLine(
        id=case.id,
        title=case.title,
        accused=case.accused,
        claimants=tuple(party.name for party in case.claimants),
        kinds=case.kinds,
        claims=len(case.merged_on),
        origins=sum(not set(origin.claims) <= answers for origin in case.origins),
        reports=len(case.reports),
        answers=len(case.answers),
        measures=len(case.measures),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def only_case(*readings: Reading) -> Case:
    """The one case that the readings make."""
    found = cases_of(*readings)
    assert len(found) == 1, [(c.title, len(c.merged_on)) for c in found]
    return found[0]


def strand(*sayings: Saying, published: str | None = PUBLISHED) -> Traits:
    """The traits of the one strand of a document: all its sayings are about one conduct."""
    reading = a_reading(*sayings, published=published)
    ((found,),) = strands_of(
        {reading.document.id: reading.document}, reading.claims, {reading.document.id: reading.conducts}
    ).values()
    return Traits.of(found)


def grounds(a: Traits, b: Traits) -> tuple[tuple[str, ...], ...]:
    """The grounds on which the two are one conduct: sure, likely and loose ones."""
    return sure(a, b), likely(a, b), loose(a, b)


def reasons(a: Traits, b: Traits) -> tuple[str, ...]:
    """Why the two are one conduct; looked at from both sides."""
    assert grounds(a, b) == grounds(b, a)
    return tuple(dict.fromkeys(reason for found in grounds(a, b) for reason in found))


def positions_of(*readings: Reading) -> tuple[Position, ...]:
    """The positions of all claims of the readings, whatever case they are in."""
    return positions_in([(claim, r.document) for r in readings for claim in r.claims])


def documents_in(case: Case) -> set[str]:
    return {report.document for report in case.reports}


def claims_in(case: Case) -> list[str]:
    return [membership.claim for membership in case.merged_on]


def is_together(cases: Iterable[Case], *readings: Reading) -> bool:
    """Whether one case holds all claims of all the readings."""
    ids = {claim.id for r in readings for claim in r.claims}
    return any(ids <= set(claims_in(case)) for case in cases)
