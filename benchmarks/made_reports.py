"""One report of a made case as a reading: its text, the claims that it carries, and the stretches that carry them.

Evidence is cut from the text after the text is whole, so that it is word for word as the ledger wants it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from made_cases import MadeCase, Said, chance_of, made_case, words

from callout.record.acts import Act, ActClass, ConfidenceLevel, Level, Mode, Standing, Tie, Venue
from callout.record.claim import Accused, Claim, Conduct, Confidence, Engine
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.record.entity import Entity, EntityKind, Party, Spokesperson
from callout.record.evidence import Evidence
from callout.record.ids import make_id
from callout.record.reading import Mention, Mentions, Reading

ENGINE = Engine(name="made", version="1")

_KINDS = {
    DocumentKind.NEWS: 72,
    DocumentKind.STATEMENT: 12,
    DocumentKind.REPORT: 6,
    DocumentKind.ADVISORY: 4,
    DocumentKind.INDICTMENT: 2,
    DocumentKind.SANCTIONS_NOTICE: 2,
    DocumentKind.MAIL: 1,
    DocumentKind.TEXT: 1,
}
_VENUES = {
    DocumentKind.STATEMENT: Venue.FORMAL_STATEMENT,
    DocumentKind.REPORT: Venue.TECHNICAL_REPORT,
    DocumentKind.ADVISORY: Venue.ADVISORY,
    DocumentKind.INDICTMENT: Venue.INDICTMENT,
    DocumentKind.SANCTIONS_NOTICE: Venue.SANCTIONS_NOTICE,
}
_COPIED = 0.12
"""Share of reports that copy an earlier one of their case, under another heading and cut at another place."""
_CITING = 0.08
"""Share of reports of two claims and more that end with an attribution of an older case."""


Draft = dict[str, Any]
"""The fields of a claim but for its document, its conduct and its evidence."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the text, and what it says: something of the conduct, a claim, or neither."""

    words: str
    about_conduct: bool = False
    draft: Draft | None = None
    conduct: Conduct | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """What a report has of its own, also where its text is copied."""

    kind: DocumentKind
    title: str
    source: str
    day: dt.date
    line: str
    uri: str


def made_reading(case: MadeCase, number: int, size: int) -> Reading:
    """The report of this number with so many claims (at most eight)."""
    chance = chance_of(case.seed, "case", case.number, "report", number)
    copied = number > 0 and chance.random() < _COPIED
    told = chance_of(case.seed, "case", case.number, "text", chance.randrange(number) if copied else number)
    chosen = _chosen(case, told, size)
    head = _head(case, chance, number, max(said.day for said in chosen))
    return _bound(case, head, _sentences(case, told, head, chosen))


def unread_reading(case: MadeCase, number: int) -> Reading | None:
    """An answer in a language that the engine does not read; None where the accused has no such language here."""
    language = {"CN": "zh", "RU": "ru"}.get(case.accused.country or "")
    if language is None:
        return None
    chance = chance_of(case.seed, "case", case.number, "unread", number)
    head = _head(case, chance, number, case.day)
    lines = [line.format(victim=case.victim, number=f"{case.number}-{number}") for line in words()["unread"][language]]
    text = "\n".join(lines)
    document = Document.of(
        text, head.uri, title=lines[0], source=head.source, published=When.day(head.day), language=language
    )
    return Reading(document=document, engine=ENGINE, unread=language)


def _chosen(case: MadeCase, told: random.Random, size: int) -> list[Said]:
    """What the report tells: the attribution, and more of what was said, the earlier the likelier."""
    rest = list(case.said[1:])
    told.shuffle(rest)
    rest.sort(key=lambda said: said.day > case.day + dt.timedelta(days=3))
    if size == 1 and told.random() < 0.1:
        # The report of nothing but the answer.
        return [case.said[1]]
    return [case.said[0], *sorted(rest[: size - 1], key=lambda said: said.day)]


def _head(case: MadeCase, chance: random.Random, number: int, earliest: dt.date) -> _Head:
    late = 0 if chance.random() < 0.6 else int(chance.expovariate(1 / 15))
    day = max(earliest, case.day + dt.timedelta(days=min(late, case.open_days - 1)))
    place, paper = chance.choice(words()["names"]["places"]), chance.choice(words()["names"]["papers"])
    kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
    official = kind not in (DocumentKind.NEWS, DocumentKind.MAIL, DocumentKind.TEXT)
    source = f"Government of {case.lead.name}" if official else f"{place} {paper}"
    title = chance.choice(words()["titles"]["titles"]).format(
        who=case.lead.name, whom=case.accused.name, deed=case.deed
    )
    host = ("government" if official else f"{place}-{paper}").lower().replace(" ", "-")
    return _Head(
        kind=kind,
        title=title[0].upper() + title[1:],
        source=source,
        day=day,
        line=f"{place.upper()}, {_written(day)} ({source}, {case.number:06}-{number:03})",
        uri=f"https://{host}.example/{day:%Y/%m}/case-{case.number:06}/{number:03}",
    )


def _sentences(case: MadeCase, told: random.Random, head: _Head, chosen: Sequence[Said]) -> list[_Sentence]:
    claims = [_claim(case, told, head, said) for said in chosen]
    if case.number > 20 and len(claims) > 1 and told.random() < _CITING:
        claims[-1] = _citation(made_case(case.seed, case.number - told.randint(5, 20), case.of), told)
    about = [_Sentence(words_, about_conduct=True) for words_ in _about_conduct(case, told)]
    filler = [
        _Sentence(_filled(told, template))
        for template in told.sample(words()["sentences"]["filler"], k=told.randint(2, 9))
    ]
    return [claims[0], *about, *filler[:2], *claims[1:], *filler[2:]]


def _claim(case: MadeCase, told: random.Random, head: _Head, said: Said) -> _Sentence:
    if said.quotation and told.random() < 0.6:
        return _quoted(case, told, head, said)
    accused = _accused(case, told, said)
    confidence, level = "", None
    if said.act is Act.ATTRIBUTE and told.random() < 0.3:
        confidence, level = told.choice(list(words()["confidence"].items()))
    written = told.choice(words()["sentences"][said.act]).format(
        who=said.by.name,
        whom=accused.phrase,
        deed=case.deed,
        lead=case.lead.name,
        confidence=f" {confidence}" if confidence else "",
        ground=(ground := told.choice(words()["sentences"]["ground"])),
        number=told.choice(["two", "three", "four", "seven", "twelve"]),
        flaw=case.flaws[0] if case.flaws else "the flaw",
    )
    said_on = None
    if told.random() < 0.7:
        said_on = _said_on(said.day, head.day)
        written = f"{written[:-1]} {said_on.phrase}."
    return _Sentence(
        written,
        draft={
            "act": said.act,
            "claimant": said.by,
            "accused": () if _without_accused(said) else (accused,),
            "confidence": Confidence(phrase=confidence, level=ConfidenceLevel(level)) if level else Confidence(),
            "ground": ground if said.act is Act.REJECT else None,
            "venue": _VENUES.get(head.kind) if said.by == case.lead else None,
            "said_on": said_on,
            "mode": Mode.AUTHORED if said.by == case.lead and head.kind in _VENUES else Mode.REPORTED,
            "standing": Standing.ASSERTED,
        },
    )


def _quoted(case: MadeCase, told: random.Random, head: _Head, said: Said) -> _Sentence:
    """The same words and the same person in every document that quotes them."""
    person = chance_of(case.seed, "person", said.by.name)
    name, role = _person(person), person.choice(words()["names"]["roles"])
    said_on = _said_on(said.day, head.day)
    written = told.choice(words()["sentences"]["quoted"]).format(
        quotation=said.quotation, person=name, role=role, who=said.by.name, day=said_on.phrase
    )
    accused = Accused(
        entity=case.accused.id,
        name=case.accused.name,
        kind=EntityKind.STATE,
        state=case.accused.country,
        level=Level.STATE,
        tie=Tie.IS_STATE,
        phrase=case.accused.name,
    )
    return _Sentence(
        written,
        draft={
            "act": said.act,
            "claimant": said.by,
            "spokespeople": (Spokesperson(name=name, role=role, country=said.by.country),),
            "accused": (accused,),
            "venue": told.choice([Venue.PRESS_BRIEFING, Venue.FORMAL_STATEMENT, Venue.REMARK]),
            "said_on": said_on,
            "mode": Mode.QUOTED,
            "standing": Standing.ASSERTED,
        },
    )


def _citation(older: MadeCase, told: random.Random) -> _Sentence:
    """An attribution of an older case, cited to the month, with the campaign that it was about."""
    month = f"{older.day:%B %Y}"
    written = told.choice(words()["sentences"]["past"]).format(
        who=older.lead.name, whom=older.accused.name, deed=older.campaign or older.deed, month=month
    )
    return _Sentence(
        written,
        draft={
            "act": Act.ATTRIBUTE,
            "claimant": older.lead,
            "accused": (
                Accused(
                    entity=older.accused.id,
                    name=older.accused.name,
                    kind=EntityKind.STATE,
                    state=older.accused.country,
                    level=Level.STATE,
                    tie=Tie.IS_STATE,
                    phrase=older.accused.name,
                ),
            ),
            "said_on": When.month(
                older.day.year, older.day.month, f"In {month}" if written[0] == "I" else f"in {month}"
            ),
            "mode": Mode.REPORTED,
            "standing": Standing.PAST,
        },
        conduct=Conduct(summary=written, kinds=(older.kind,), operation=older.campaign, targets=(older.victim,)),
    )


def _accused(case: MadeCase, told: random.Random, said: Said) -> Accused:
    """As this claimant names it: a company names the group, a state the state or somebody bound to it."""
    country = case.accused.country
    if said.act is Act.COUNTER_ACCUSE:
        lead = case.lead
        return Accused(entity=lead.id, name=lead.name, kind=lead.kind, state=lead.country, level=Level.STATE,
                       tie=Tie.IS_STATE, phrase=lead.name)  # fmt: skip
    if said.by.kind is EntityKind.COMPANY:
        group = Entity(name=case.group, kind=EntityKind.GROUP)
        return Accused(entity=group.id, name=group.name, kind=group.kind, state=country, state_from="made.toml",
                       level=Level.GROUP, phrase=group.name)  # fmt: skip
    ties = words()["ties"]
    tie = Tie(told.choices(list(ties), list(ties.values()))[0])
    phrase, level = words()["accused_words"][tie]
    is_state = tie is Tie.IS_STATE
    return Accused(
        entity=case.accused.id if is_state else None,
        name=case.accused.name if is_state else None,
        kind=EntityKind.STATE if is_state else None,
        state=country,
        level=Level(level),
        tie=tie,
        phrase=phrase.format(state=case.accused.name),
    )


def _without_accused(said: Said) -> bool:
    """A patch accuses nobody; nor does an answer, but for the one that accuses back."""
    return said.act is Act.PATCH or (said.act.act_class is ActClass.RESPONSE and said.act is not Act.COUNTER_ACCUSE)


def _about_conduct(case: MadeCase, told: random.Random) -> list[str]:
    """What was done, in as many sentences as there are things to name. What names the case is in every report."""
    sentences = words()["sentences"]
    found = [told.choice(sentences["lead"]).format(deed=case.deed, when=_on(case.disclosed))]
    if case.campaign:
        found.append(told.choice(sentences["campaign"]).format(name=case.campaign))
    if case.flaws:
        found.append(told.choice(sentences["flaws"]).format(product=case.products[0], flaw=" and ".join(case.flaws)))
    elif case.products:
        found.append(told.choice(sentences["product"]).format(product=case.products[0]))
    if told.random() < 0.4:
        found.append(told.choice(sentences["malware"]).format(malware=case.malware))
    if told.random() < 0.4:
        found.append(told.choice(sentences["group"]).format(group=case.group))
    return found


def _filled(told: random.Random, template: str) -> str:
    return template.format(
        place=told.choice(words()["names"]["places"]), person=_person(told), count=told.randint(2, 900)
    )


def _person(chance: random.Random) -> str:
    return f"{chance.choice(words()['names']['first'])} {chance.choice(words()['names']['last'])}"


def _written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _on(day: dt.date) -> str:
    return f"on {_written(day)}"


def _said_on(day: dt.date, published: dt.date) -> When:
    """“on Tuesday” in the week of the report, the whole date later."""
    return When.day(day, f"on {day:%A}" if (published - day).days < 6 else _on(day))


def _bound(case: MadeCase, head: _Head, sentences: Sequence[_Sentence]) -> Reading:
    """The text, and every stretch cut from it."""
    text, spans = head.line, []
    for number, sentence in enumerate(sentences):
        text += "\n\n" if number % 3 == 0 else " "
        spans.append((len(text), len(text) + len(sentence.words)))
        text += sentence.words
    document = Document.of(
        text,
        head.uri,
        title=head.title,
        source=head.source,
        published=When.day(head.day),
        language="en",
        kind=head.kind,
    )
    stretches = [Evidence.cut(text, start, end) for start, end in spans]
    about = [e for e, sentence in zip(stretches, sentences, strict=True) if sentence.about_conduct]
    conduct = _conduct(case, document, about)
    claims, conducts = [], [conduct]
    for sentence, evidence in zip(sentences, stretches, strict=True):
        if sentence.draft is None:
            continue
        its_own = conduct
        if sentence.conduct:
            its_own = sentence.conduct.model_copy(
                update={"id": _conduct_id(document, [evidence]), "evidence": (evidence,)}
            )
            conducts.append(its_own)
        claims.append(
            Claim(document=document.id, conduct=its_own, evidence=(evidence,), engine=ENGINE, **sentence.draft)
        )
    return Reading(
        document=document,
        engine=ENGINE,
        claims=tuple(claims),
        conducts=tuple(conducts),
        entities=_entities(claims),
        mentions=_mentions(case, text),
    )


def _conduct_id(document: Document, evidence: Sequence[Evidence]) -> str:
    return make_id("cnd", {"document": document.id, "spans": [[e.start, e.end] for e in evidence]})


def _conduct(case: MadeCase, document: Document, about: Sequence[Evidence]) -> Conduct:
    """What the report says of the conduct: only what its sentences name."""
    said = " ".join(e.exact for e in about)
    return Conduct(
        id=_conduct_id(document, about),
        summary=about[0].exact,
        kinds=(case.kind,),
        operation=case.campaign,
        vulnerabilities=tuple(flaw for flaw in case.flaws if flaw in said),
        products=tuple(product for product in case.products if product in said),
        malware=(case.malware,) if case.malware in said else (),
        groups=(case.group,) if case.group in said else (),
        targets=(case.victim,),
        disclosed=When.day(case.disclosed, _on(case.disclosed)),
        evidence=tuple(about),
    )


def _entities(claims: Iterable[Claim]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for claim in claims:
        parties: list[Party] = [claim.claimant] if claim.claimant else []
        for party in parties:
            found.setdefault(party.id, Entity(id=party.id, name=party.name, kind=party.kind, country=party.country))
        for accused in claim.accused:
            if accused.entity and accused.name and accused.kind:
                country = accused.state if accused.kind is EntityKind.STATE else None
                found.setdefault(
                    accused.entity, Entity(id=accused.entity, name=accused.name, kind=accused.kind, country=country)
                )
    return tuple(found.values())


def _mentions(case: MadeCase, text: str) -> Mentions:
    def named(names: Iterable[str], *, is_id: bool = False) -> tuple[Mention, ...]:
        return tuple(
            Mention(id=name if is_id else None, name=name, evidence=found)
            for name in names
            if (found := _everywhere(name, text))
        )

    return Mentions(
        vulnerabilities=named(case.flaws, is_id=True),
        products=named(case.products),
        groups=named([case.group]),
        malware=named([case.malware]),
    )


def _everywhere(name: str, text: str) -> tuple[Evidence, ...]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Evidence.cut(text, at, at + len(name)))
        at = text.find(name, at + len(name))
    return tuple(found)
