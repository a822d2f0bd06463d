"""What a document names beside its claims: vulnerabilities, products, techniques, groups, malware; and its entities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callout.knowledge.names import What
from callout.knowledge.techniques import techniques
from callout.reading.context import Context
from callout.reading.described import SHORTEST_REPORT, model
from callout.reading.mentions import Mention as Named
from callout.reading.products import products_of
from callout.reading.vulnerabilities import find_vulnerabilities
from callout.record.claim import Claim
from callout.record.entity import Entity
from callout.record.evidence import Evidence
from callout.record.reading import Mention, Mentions

_TECHNIQUE = re.compile(r"\bT\d{4}(?:[./]\d{3})?\b")


def mentions_of(context: Context) -> Mentions:
    return Mentions(
        vulnerabilities=_vulnerabilities(context),
        products=_named(context, products_of(context), ""),
        techniques=_techniques(context),
        groups=_by_what(context, What.GROUP, "attack"),
        malware=_by_what(context, What.MALWARE, "attack"),
    )


def _vulnerabilities(context: Context) -> tuple[Mention, ...]:
    found: dict[str, list[Evidence]] = {}
    for one in find_vulnerabilities(context.text):
        found.setdefault(one.id, []).append(Evidence.cut(context.text, one.start, one.end))
    return tuple(Mention(id=name, name=name, evidence=tuple(evidence)) for name, evidence in found.items())


def _techniques(context: Context) -> tuple[Mention, ...]:
    """Ids that the text gives, where ATT&CK has them; then what it describes without an id."""
    text = context.text
    explicit: dict[str, list[Evidence]] = {}
    for match in _TECHNIQUE.finditer(text):
        written = match.group().replace("/", ".")
        if written in techniques():
            explicit.setdefault(written, []).append(Evidence.cut(text, match.start(), match.end()))
    named = [Mention(id=i, name=techniques()[i], evidence=tuple(evidence)) for i, evidence in explicit.items()]
    if len(context.sentences) < SHORTEST_REPORT:
        return tuple(named)
    described = [
        Mention(
            id=found.technique,
            name=techniques()[found.technique],
            described=True,
            evidence=tuple(Evidence.cut(text, s.start, s.end) for s in found.sentences),
        )
        for found in model().described(text, context.sentences)
        if found.technique not in explicit
    ]
    return (*named, *described)


def _by_what(context: Context, what: What, scheme: str) -> tuple[Mention, ...]:
    return _named(context, [m for m in context.mentions.all if m.what is what], scheme)


def _named(context: Context, mentions: Sequence[Named], scheme: str) -> tuple[Mention, ...]:
    found: dict[str, tuple[Entity, list[Evidence]]] = {}
    for mention in mentions:
        if mention.entity:
            _, evidence = found.setdefault(mention.entity.name, (mention.entity, []))
            evidence.append(Evidence.cut(context.text, mention.start, mention.end))
    return tuple(
        Mention(id=entity.ids.get(scheme), name=name, evidence=tuple(evidence))
        for name, (entity, evidence) in found.items()
    )


def entities_of(claims: Sequence[Claim]) -> list[Entity]:
    """The parties and the accused of the claims, each once."""
    found: dict[str, Entity] = {}
    for claim in claims:
        for party in (claim.claimant, *claim.partners):
            if party:
                found.setdefault(party.id, Entity(id=party.id, name=party.name, kind=party.kind, country=party.country))
        for accused in claim.accused:
            if accused.entity and accused.kind and accused.name:
                country = accused.state if accused.state_from is None else None
                found.setdefault(
                    accused.entity, Entity(id=accused.entity, name=accused.name, kind=accused.kind, country=country)
                )
    return list(found.values())
