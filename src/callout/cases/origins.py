"""Origins: where each claim was first said, as far as the documents tell. What many documents repeat counts once.

A statement of one claimant on one occasion is one origin, however it is put; so are the same words quoted, copies of
one text, and what is taken from one outlet. What must stay true: each claim has one origin, and the origins do not
depend on the order of the claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callout.cases.occasions import Telling
from callout.cases.repeats import holder_of, joined, quoted
from callout.cases.sourcing import outlet_key
from callout.cases.texts import Texts, order_of
from callout.record.acts import ActClass
from callout.record.case import NamedOrigin, Origin, OriginKind
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.record.ids import make_id


def origins_in(claims: Sequence[tuple[Claim, Document]], texts: Texts) -> tuple[Origin, ...]:
    """In order of the first document, by date and id, and of the place of the first claim in it. Every claim is in one
    of them."""
    return tuple(_origin(members, texts) for members in _joined(claims, texts))


def count_origins(claims: Sequence[tuple[Claim, Document]], texts: Texts) -> int:
    """How many origins there are of all that is said but answers."""
    return sum(
        any(telling.claim.act_class is not ActClass.RESPONSE for telling in members)
        for members in _joined(claims, texts)
    )


def _joined(claims: Sequence[tuple[Claim, Document]], texts: Texts) -> list[list[Telling]]:
    tellings = sorted((texts.telling(claim, document) for claim, document in claims), key=_telling_order)
    return joined(tellings, texts)


def rest_on_one(origins: Iterable[Origin]) -> bool:
    return sum(origin.attributes for origin in origins) == 1


def _origin(tellings: Sequence[Telling], texts: Texts) -> Origin:
    first = tellings[0]
    documents = tuple(dict.fromkeys(t.document.id for t in tellings))
    own = any(t.authored for t in tellings)
    carried = {texts.text_of[document] for document in documents}
    named = None if own else _named(tellings, texts)
    words = _words_of_several(tellings)
    if own or (len(documents) > 1 and len(carried) == 1):
        kind = OriginKind.TEXT
    elif named:
        kind = OriginKind.NAMED
    elif words:
        kind = OriginKind.QUOTATION
    else:
        kind = OriginKind.STATEMENT
    holders = [t.claim.claimant for t in tellings if t.claim.claimant]
    return Origin(
        id=make_id("ori", {"claimant": holder_of(first.claim.claimant), "first": first.claim.id}),
        kind=kind,
        words=words or max((e.exact for e in first.claim.evidence), key=len),
        claimant=holders[0] if holders else None,
        attributes=any(t.claim.act_class is ActClass.ATTRIBUTION for t in tellings),
        said_on=_said_on(tellings),
        named=named,
        first=first.document.id,
        documents=documents,
        claims=tuple(t.claim.id for t in tellings),
        texts=len(carried),
    )


def _named(tellings: Sequence[Telling], texts: Texts) -> NamedOrigin | None:
    """Where the first document that says it says that it was said; None where what it names is there."""
    sources = {outlet_key(t.document.source) for t in tellings if t.document.source}
    for telling in tellings:
        for named in texts.named(telling):
            if named.outlet is None or outlet_key(named.outlet) not in sources:
                stretch = Evidence(start=named.start, end=named.end, exact=named.exact)
                return NamedOrigin(document=telling.document.id, evidence=stretch, outlet=named.outlet)
    return None


def _words_of_several(tellings: Sequence[Telling]) -> str | None:
    """The longest words that several documents quote, the whole or a part of them."""
    quoting: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for telling in tellings:
        for letters, words in quoted(telling.claim):
            quoting.setdefault(letters, set()).add(telling.document.id)
            written.setdefault(letters, words)
    for letters in sorted(quoting, key=lambda letters: (-len(letters), letters)):
        if len(set().union(*(found for other, found in quoting.items() if letters in other))) > 1:
            return written[letters]
    return None


def _said_on(tellings: Iterable[Telling]) -> When | None:
    """The most exact date that a claim gives, the earliest of these."""
    dated = [t.claim.said_on for t in tellings if t.claim.said_on and t.claim.said_on.date]
    return min(dated, key=lambda when: (-len(when.date or ""), when.date or ""), default=None)


def _telling_order(telling: Telling) -> tuple[tuple[str, str], int, str]:
    return order_of(telling.document), telling.claim.evidence[0].start, telling.claim.id
