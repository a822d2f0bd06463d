"""Claims and documents as light rows: what lists, counts and links need, without the bodies.

A row is one version of a claim or the first appearance of a document. Fifty thousand of them stay in memory; the whole
claim is read from the ledger where a page shows it. Names and parties are shared between rows.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from callout.record.entity import Entity, EntityKind
from callout.record.ids import make_id

WORDS = 280
"""Letters of a claim's words that a list shows."""


class PartyRow(NamedTuple):
    """Who speaks or joins; `country` is null for those of none."""

    id: str
    name: str
    kind: str
    country: str | None


class AccusedRow(NamedTuple):
    """Whom a claim holds responsible. `name` is the phrase where the text names nobody; `known_from` what says of which
    state it is, where the text does not."""

    name: str
    kind: str | None
    entity: str | None
    state: str | None
    level: str
    tie: str | None
    known_from: str | None


class PersonRow(NamedTuple):
    """A spokesperson; `id` is that of the person as an entity."""

    id: str
    name: str
    role: str | None
    country: str | None


class ClaimRow(NamedTuple):
    """One version of a claim. `said` and `disclosed` (of its conduct) are ISO dates at their own precision, or null;
    `strand` is by what its document and conduct are placed in a case."""

    number: int
    id: str
    document: str
    act: str
    act_class: str
    claimant: PartyRow | None
    partners: tuple[PartyRow, ...]
    accused: tuple[AccusedRow, ...]
    people: tuple[PersonRow, ...]
    groups: tuple[str, ...]
    techniques: tuple[str, ...]
    strand: str
    disclosed: str | None
    said: str | None
    confidence: str | None
    confidence_level: str | None
    venue: str | None
    standing: str
    mode: str
    words: str
    start: int
    recorded_at: dt.datetime

    @property
    def states(self) -> frozenset[str]:
        """The states that the claim accuses."""
        return frozenset(a.state for a in self.accused if a.state)


class DocumentRow(NamedTuple):
    """A document as it first appeared. `source` is its publisher, else the host of its address, else null."""

    number: int
    id: str
    uri: str
    title: str | None
    source: str | None
    source_id: str | None
    published: str | None
    language: str | None
    kind: str
    length: int
    recorded_at: dt.datetime


def claim_row(number: int, written: str, recorded_at: dt.datetime) -> ClaimRow:
    body = json.loads(written)
    said = body["said_on"] or {}
    words = " ".join(body["evidence"][0]["exact"].split())
    conduct = body["conduct"] or {}
    return ClaimRow(
        number=number,
        id=body["id"],
        document=sys.intern(body["document"]),
        act=sys.intern(body["act"]),
        act_class=sys.intern(body["class"]),
        claimant=_party(body["claimant"]) if body["claimant"] else None,
        partners=tuple(_party(p) for p in body["with"]),
        accused=tuple(_accused(a) for a in body["accused"]),
        people=tuple(_person(p["name"], p["role"], p["country"]) for p in body["spokespeople"]),
        groups=tuple(sys.intern(g) for g in conduct.get("groups", ())),
        techniques=tuple(sys.intern(t) for t in conduct.get("techniques", ())),
        strand=f"{body['document']}/{conduct.get('id', '')}",
        disclosed=(conduct.get("disclosed") or {}).get("date"),
        said=said.get("date"),
        confidence=body["confidence"]["phrase"],
        confidence_level=body["confidence"]["level"],
        venue=body["venue"],
        standing=sys.intern(body["standing"]),
        mode=sys.intern(body["mode"]),
        words=words if len(words) <= WORDS else words[: WORDS - 1] + "…",
        start=body["evidence"][0]["start"],
        recorded_at=recorded_at,
    )


def document_row(number: int, written: str, recorded_at: dt.datetime) -> DocumentRow:
    body = json.loads(written)
    source = body["source"] or (urlsplit_host(body["uri"]))
    return DocumentRow(
        number=number,
        id=sys.intern(body["id"]),
        uri=body["uri"],
        title=body["title"],
        source=sys.intern(source) if source else None,
        source_id=source_id(source) if source else None,
        published=(body["published"] or {}).get("date"),
        language=body["language"],
        kind=sys.intern(body["kind"]),
        length=body["length"],
        recorded_at=recorded_at,
    )


@lru_cache(maxsize=4096)
def source_id(name: str) -> str:
    """The id of a source: by its name, in whatever case it is written."""
    return make_id("src", name.casefold())


@lru_cache(maxsize=16384)
def person_id(name: str, country: str | None) -> str:
    return Entity(name=name, kind=EntityKind.PERSON, country=country).id


@lru_cache(maxsize=4096)
def group_id(name: str) -> str:
    return Entity(name=name, kind=EntityKind.GROUP).id


def urlsplit_host(uri: str) -> str | None:
    """The host of an http(s) address, without `www.`."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None


def _party(body: Mapping[str, Any]) -> PartyRow:
    return _shared_party(body["id"], body["name"], body["kind"], body["country"])


@lru_cache(maxsize=65536)
def _shared_party(party: str, name: str, kind: str, country: str | None) -> PartyRow:
    return PartyRow(party, name, kind, country)


def _accused(body: Mapping[str, Any]) -> AccusedRow:
    return _shared_accused(
        body["name"] or body["phrase"],
        body["kind"],
        body["entity"],
        body["state"],
        body["level"],
        body["tie"],
        body["state_from"],
    )


@lru_cache(maxsize=65536)
def _shared_accused(
    name: str,
    kind: str | None,
    entity: str | None,
    state: str | None,
    level: str,
    tie: str | None,
    known_from: str | None,
) -> AccusedRow:
    return AccusedRow(name, kind, entity, state, level, tie, known_from)


@lru_cache(maxsize=65536)
def _person(name: str, role: str | None, country: str | None) -> PersonRow:
    return PersonRow(person_id(name, country), name, role, country)
