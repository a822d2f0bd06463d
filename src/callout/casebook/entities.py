"""The entities of a ledger: names seen, where, ids outside, the claims made by and about each, and what was decided."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from callout.casebook.deciding import decisions_that_hold
from callout.casebook.shelf import decided_in
from callout.casebook.statuses import statuses
from callout.cases.entities import Known, Sighting, entities_in, person
from callout.errors import NotInLedger
from callout.knowledge.names import What, names
from callout.knowledge.persons import as_written
from callout.ledger.content import Named
from callout.ledger.ledger import Ledger
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.decision import OF_NAMES, ClaimStatus
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party
from callout.record.evidence import Evidence
from callout.record.model import Record


class EntityLine(Record):
    """What a list says of an entity; the numbers are of documents and of claims."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    names: tuple[str, ...]
    documents: int
    claims_by: int
    claims_about: int


class NameSeen(Record):
    """`because` says why it is a name of the entity where it is not its own: likeness with office, or a decision."""

    name: str
    documents: int
    because: str | None


class Where(Record):
    """The stretches of a document that name the entity."""

    document: str
    uri: str
    published: When | None
    evidence: tuple[Evidence, ...]


class Office(Record):
    """An office in the words of documents, with the first and last dates of those that name the person with it."""

    role: str
    country: str | None
    first: str | None
    last: str | None
    documents: int


class AliasSaid(Record):
    """A claim that two names are one; `claimant` is null for the document's own voice where nobody issues it."""

    claimant: Party | None
    name: str
    alias: str
    document: str
    evidence: Evidence


class IdentityDecision(Record):
    decision: str
    kind: str
    names: tuple[str, ...]
    by: str
    why: str


class EntityPage(Record):
    """Everything that the ledger has of one entity. `ids` are ids outside by scheme (`iso3166`, `attack`, `misp`,
    `wikidata`), from knowledge; claims are named by their ids."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    ids: dict[str, str]
    names: tuple[NameSeen, ...]
    where: tuple[Where, ...]
    offices: tuple[Office, ...]
    claims_by: tuple[str, ...]
    claims_about: tuple[str, ...]
    aliases: tuple[AliasSaid, ...]
    decisions: tuple[IdentityDecision, ...]


def entity_lines(ledger: Ledger, *, as_of: dt.datetime | None = None) -> list[EntityLine]:
    """All entities, those that most documents name first."""
    lines = [
        EntityLine(
            id=one.id,
            name=one.name,
            kind=one.kind,
            country=one.country,
            names=tuple(one.names),
            documents=len({s.document for s in one.sightings}),
            claims_by=len(_claims(one, makes=True)),
            claims_about=len(_claims(one, makes=False)),
        )
        for one in _entities(ledger, as_of)
    ]
    return sorted(lines, key=lambda line: (-line.documents, line.name.casefold(), line.kind, line.id))


def entity_page(ledger: Ledger, wanted: str, *, as_of: dt.datetime | None = None) -> EntityPage:
    """One entity by its id, or by a name that was seen, in any capitals. Raises NotInLedger where there is none, or
    more than one."""
    one = _find(_entities(ledger, as_of), wanted)
    documents = sorted({sighting.document for sighting in one.sightings})
    ids = {s.id for s in one.sightings} | {one.id}
    kept = ledger.documents(as_of=as_of, ids=documents, texts=True)
    aliases = [
        AliasSaid(**alias.model_dump(), document=document)
        for document, named in sorted(ledger.named(as_of=as_of, documents=documents).items())
        for alias in named.aliases
        if {alias.name.casefold(), alias.alias.casefold()} & {name.casefold() for name in one.names}
    ]
    where = []
    seen: dict[str, set[str]] = {name: set() for name in one.names}
    for document in (k.document for k in kept):
        stretches = tuple(_stretches(document, one, ids))
        where.append(Where(document=document.id, uri=document.uri, published=document.published, evidence=stretches))
        for name in [
            *(" ".join(e.exact.split()) for e in stretches),
            *(s.name for s in one.sightings if s.document == document.id),
        ]:
            seen.setdefault(name, set()).add(document.id)
    decisions = [
        IdentityDecision(decision=d.id, kind=d.kind, names=d.names, by=d.by, why=d.why)
        for d in decisions_that_hold(ledger, as_of=as_of)
        if d.kind in OF_NAMES and {n.casefold() for n in d.names} & {n.casefold() for n in (*seen, one.name)}
    ]
    return EntityPage(
        id=one.id,
        name=one.name,
        kind=one.kind,
        country=one.country,
        ids=_ids_outside(one),
        names=tuple(
            NameSeen(name=name, documents=len(there), because=one.names.get(name))
            for name, there in sorted(seen.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ),
        where=tuple(where),
        offices=tuple(_offices(one, {k.document.id: k.document for k in kept})),
        claims_by=_claims(one, makes=True),
        claims_about=_claims(one, makes=False),
        aliases=tuple(aliases),
        decisions=tuple(decisions),
    )


def _find(entities: Sequence[Known], wanted: str) -> Known:
    low = " ".join(wanted.split()).casefold()
    by_id = [one for one in entities if one.id == wanted or wanted in {s.id for s in one.sightings}]
    own = [one for one in entities if one.name.casefold() == low]
    seen = [one for one in entities if low in {name.casefold() for name in one.names}]
    part = [one for one in entities if any(low in name.casefold() for name in one.names)]
    for found in (by_id, own, seen, part):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"{one.id} ({one.name}, {one.kind})" for one in found[:5])
            raise NotInLedger(wanted, f"{len(found)} entities match", f"Give the id: {ids}")
    raise NotInLedger(wanted, "no document names such an entity", "List them with `callout entity`")


def _claims(one: Known, *, makes: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.claim for s in one.sightings if s.claim and s.makes is makes))


# Sightings


def _entities(ledger: Ledger, as_of: dt.datetime | None) -> list[Known]:
    years = {
        k.document.id: int(k.document.published.date[:4])
        for k in ledger.documents(as_of=as_of)
        if k.document.published and k.document.published.date
    }
    found: list[Sighting] = []
    standing = [
        settled.claim
        for settled in statuses(ledger, as_of=as_of)
        if settled.status not in (ClaimStatus.FALSE, ClaimStatus.SUPERSEDED)
    ]
    words: dict[str, list[str]] = {}
    for claim in standing:
        words.setdefault(claim.document, []).extend(e.exact for e in claim.evidence)
    for claim in standing:
        found += _of_claim(claim, years.get(claim.document), words[claim.document])
    for document, conducts in ledger.conducts(as_of=as_of).items():
        operations = sorted({conduct.operation for conduct in conducts if conduct.operation})
        found += [_thing(name, EntityKind.CAMPAIGN, document) for name in operations]
    for document, named in ledger.named(as_of=as_of).items():
        found += _of_mentions(document, named)
    return entities_in(found, decided_in(ledger, as_of))


def _of_claim(claim: Claim, year: int | None, words: Sequence[str]) -> Iterator[Sighting]:
    """`words` are those of all claims of the document, in which persons are named as it writes them."""
    for party in (claim.claimant, *claim.partners):
        if party:
            yield Sighting(party.id, party.name, party.kind, party.country, claim.document, claim=claim.id, makes=True)
    for accused in claim.accused:
        if accused.entity and accused.kind and accused.name:
            country = accused.state if accused.state_from is None else None
            yield Sighting(accused.entity, accused.name, accused.kind, country, claim.document, claim=claim.id)
    for spoken in claim.spokespeople:
        # An official without a name bears the role as its name.
        if " " in spoken.name and spoken.name != spoken.role:
            year_said = int(claim.said_on.date[:4]) if claim.said_on and claim.said_on.date else year
            name = as_written(spoken.name, words)
            yield person(name, spoken.country, claim.document, spoken.role, year_said, claim.id)


def _of_mentions(document: str, named: Named) -> Iterator[Sighting]:
    kinds = (
        (named.mentions.groups, EntityKind.GROUP),
        (named.mentions.malware, EntityKind.MALWARE),
        (named.mentions.products, EntityKind.PRODUCT),
    )
    for mentions, kind in kinds:
        for mention in mentions:
            yield _thing(mention.name, kind, document)


def _thing(name: str, kind: EntityKind, document: str) -> Sighting:
    return Sighting(Entity(name=name, kind=kind).id, name, kind, None, document)


# What is said of one


_NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)

MOST_STRETCHES = 100
"""Stretches listed of one document."""


def _stretches(document: Document, one: Known, ids: Iterable[str]) -> Iterator[Evidence]:
    text, wanted = document.text, set(ids)
    found = {
        (hit.start, hit.end)
        for hit in names().find(text)
        for sense in hit.senses
        if (sense.entity and sense.entity.id in wanted)
        or (one.kind is EntityKind.STATE and sense.what in _NATIONAL and sense.country == one.country)
    }
    here = {s.name for s in one.sightings if s.document == document.id}
    for name in here:
        found |= {match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    for start, end in kept[:MOST_STRETCHES]:
        yield Evidence.cut(text, start, end)


def _ids_outside(one: Known) -> dict[str, str]:
    """What knowledge has under the names that are the entity's own."""
    found: dict[str, str] = {}
    own = [one.name, *(name for name, because in one.names.items() if because is None)]
    for name in dict.fromkeys(own):
        whole = [hit for hit in names().find(name) if (hit.start, hit.end) == (0, len(name))]
        for sense in (sense for hit in whole for sense in hit.senses):
            # The state that knowledge gives a group is a source's claim, and not what tells it from another.
            same_state = one.kind is EntityKind.GROUP or sense.country in (one.country, None)
            if sense.entity and sense.entity.kind is one.kind and same_state:
                found = {**sense.entity.ids, **found}
    return dict(sorted(found.items()))


def _offices(one: Known, documents: dict[str, Document]) -> Iterator[Office]:
    held: dict[tuple[str, str | None], dict[str, set[str]]] = {}
    for sighting in one.sightings:
        if sighting.role and one.kind is EntityKind.PERSON:
            written = held.setdefault((sighting.role.casefold(), sighting.country), {})
            written.setdefault(sighting.role, set()).add(sighting.document)
    for (_, country), forms in sorted(held.items(), key=lambda pair: (pair[0][0], pair[0][1] or "")):
        role = max(forms, key=lambda form: (len(forms[form]), form))
        where = set().union(*forms.values())
        published = [documents[d].published for d in where if d in documents]
        dates = sorted(when.date for when in published if when and when.date)
        yield Office(
            role=role,
            country=country,
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            documents=len(where),
        )
