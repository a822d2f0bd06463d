"""Origins: where each claim was first said, as far as the documents tell. What many documents repeat counts once.

A statement of one claimant on one occasion is one origin, however it is put; so are the same words quoted, copies of
one text, and what is taken from one outlet. What must stay true: each claim has one origin, and the origins do not
depend on the order of the claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callout.cases.copies import texts_among
from callout.cases.fingerprint import Fingerprint
from callout.cases.occasions import Telling, occasions
from callout.cases.sourcing import Named, outlet_key
from callout.cases.strands import speaker_key, states_of
from callout.record.acts import ActClass, Mode
from callout.record.case import NamedOrigin, Origin, OriginKind
from callout.record.claim import Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Party
from callout.record.evidence import Evidence
from callout.record.ids import make_id

SHORTEST = 40
"""Letters below which two stretches may be the same by chance."""

TAKEN_WITHIN = 7
"""Days within which what two documents take from one outlet is the same story."""

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{20,})[”\"»]?")
_ACCUSING = (ActClass.ATTRIBUTION, ActClass.STANCE)


@dataclass(frozen=True, slots=True)
class Texts:
    """What the documents of a case have in common: the text that each carries, by the first of those that carry it, and
    their fingerprints. Where there is none a document is no copy, and names no origin."""

    fingerprints: Mapping[str, Fingerprint]
    text_of: Mapping[str, str]

    @classmethod
    def of(cls, documents: Iterable[Document], fingerprints: Mapping[str, Fingerprint]) -> Texts:
        """The first of a text is the first by date, then by id."""
        known = {d.id: d for d in documents}
        root_of = texts_among({i: fingerprints[i] for i in known if i in fingerprints})
        first: dict[str, Document] = {}
        for document in sorted(known.values(), key=_order):
            first.setdefault(root_of.get(document.id, document.id), document)
        return cls(fingerprints, {i: first[root_of.get(i, i)].id for i in known})

    def telling(self, claim: Claim, document: Document) -> Telling:
        mine = self.fingerprints.get(document.id)
        said = mine.said if mine else frozenset()
        return Telling(claim, document, frozenset[Hashable]({self.text_of[document.id], *said}))

    def named(self, telling: Telling) -> list[Named]:
        """The origins that the sentences of a claim name, those of outlets first."""
        mine = self.fingerprints.get(telling.document.id)
        stretches = telling.claim.evidence
        return sorted(
            (
                named
                for named in (mine.named if mine else ())
                if any(e.start < named.sentence_end and named.sentence_start < e.end for e in stretches)
            ),
            key=lambda named: (named.outlet is None, named.start),
        )


def origins_in(claims: Sequence[tuple[Claim, Document]], texts: Texts) -> tuple[Origin, ...]:
    """In order of the first document, by date and id. Every claim is in one of them."""
    tellings = sorted((texts.telling(claim, document) for claim, document in claims), key=_telling_order)
    groups = _Groups({telling.claim.id: telling for telling in tellings})
    by_side: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        by_side.setdefault((_holder(telling.claim.claimant), _side(telling.claim)), []).append(telling)
    for (holder, _), mine in sorted(by_side.items(), key=lambda pair: pair[0]):
        if holder:
            for occasion in occasions(mine):
                groups.join(occasion)
        else:
            groups.join_all(mine, lambda telling: {(shared, _accused(telling)) for shared in telling.shares})
            _join_by_outlet(mine, texts, groups)
        _join_by_words(mine, groups)
    _join_lost_speakers(tellings, groups)
    _join_partners(tellings, groups)
    found = [_origin(members, texts) for members in groups.all()]
    return tuple(sorted(found, key=lambda o: (_order(groups.tellings[o.claims[0]].document), o.id)))


def rest_on_one(origins: Iterable[Origin]) -> bool:
    return sum(origin.attributes for origin in origins) == 1


def _holder(party: Party | None) -> str:
    return speaker_key(party) if party else ""


def _side(claim: Claim) -> str:
    """An attribution and what is said of it are one statement; a measure and an answer are each another."""
    return "accusing" if claim.act_class in _ACCUSING else claim.act_class


def _accused(telling: Telling) -> frozenset[str]:
    return frozenset(states_of(telling.claim))


@dataclass(slots=True)
class _Groups:
    """Tellings by claim, joined step by step."""

    tellings: Mapping[str, Telling]
    _root: dict[str, str] = field(default_factory=dict)

    def root(self, claim: str) -> str:
        path = []
        while (above := self._root.get(claim, claim)) != claim:
            path.append(claim)
            claim = above
        self._root.update(dict.fromkeys(path, claim))
        return claim

    def join(self, tellings: Sequence[Telling]) -> None:
        for telling in tellings[1:]:
            one, other = sorted((self.root(tellings[0].claim.id), self.root(telling.claim.id)))
            self._root[other] = one

    def join_all(self, tellings: Iterable[Telling], keys: Callable[[Telling], Iterable[Hashable]]) -> None:
        """Those that have a key in common."""
        by_key: dict[Hashable, list[Telling]] = {}
        for telling in tellings:
            for key in keys(telling):
                by_key.setdefault(key, []).append(telling)
        for found in by_key.values():
            self.join(found)

    def all(self) -> list[list[Telling]]:
        found: dict[str, list[Telling]] = {}
        for claim, telling in self.tellings.items():
            found.setdefault(self.root(claim), []).append(telling)
        return list(found.values())


def _join_by_outlet(tellings: Sequence[Telling], texts: Texts, groups: _Groups) -> None:
    """What nobody in particular says, taken from one outlet in one week."""
    by_outlet: dict[Hashable, list[Telling]] = {}
    for telling in tellings:
        outlets = {outlet_key(named.outlet) for named in texts.named(telling) if named.outlet}
        source = telling.document.source
        for outlet in outlets | ({outlet_key(source)} if source else set()):
            by_outlet.setdefault((outlet, _accused(telling)), []).append(telling)
    for found in by_outlet.values():
        dated = sorted(((t.published, t) for t in found if t.published), key=lambda pair: pair[0])
        for (day, one), (later, other) in pairwise(dated):
            if (later - day).days <= TAKEN_WITHIN:
                groups.join([one, other])


def _join_by_words(tellings: Sequence[Telling], groups: _Groups) -> None:
    """Claims of one claimant in the same words, where one stretch is the other or lies whole within it."""
    said: dict[str, list[Telling]] = {}
    for telling in tellings:
        for letters, _ in _quoted(telling.claim):
            said.setdefault(letters, []).append(telling)
    longest_first = sorted(said, key=lambda letters: (-len(letters), letters))
    for at, letters in enumerate(longest_first):
        groups.join(said[letters])
        for other in longest_first[at + 1 :]:
            if other in letters:
                groups.join([said[letters][0], said[other][0]])


def _quoted(claim: Claim) -> list[tuple[str, str]]:
    """Stretches word for word of a claim: their letters, and as written."""
    if claim.mode is not Mode.QUOTED:
        return []
    stretches = [w for e in claim.evidence for w in _QUOTED.findall(e.exact) or [e.exact]]
    letters = [(re.sub(r"\W+", "", words.lower()), words.strip(" ,")) for words in stretches]
    return [pair for pair in letters if len(pair[0]) >= SHORTEST]


def _join_lost_speakers(tellings: Sequence[Telling], groups: _Groups) -> None:
    """What nobody in particular says in one document and one claimant alone in the same words, or in the same text,
    elsewhere: an edited copy may have lost who speaks."""
    named: dict[Hashable, dict[str, Telling]] = {}
    documents = set()
    for telling in tellings:
        holder = _holder(telling.claim.claimant)
        if holder:
            documents.add((telling.document.id, _side(telling.claim)))
            for key in _wordings(telling):
                named.setdefault(key, {}).setdefault(holder, telling)
    for telling in tellings:
        if _holder(telling.claim.claimant) or (telling.document.id, _side(telling.claim)) in documents:
            continue
        found = {holder: one for key in _wordings(telling) for holder, one in named.get(key, {}).items()}
        if len(found) == 1:
            groups.join([telling, *found.values()])


def _wordings(telling: Telling) -> set[Hashable]:
    side, accused = _side(telling.claim), _accused(telling)
    return {(shared, side, accused) for shared in telling.shares}


def _join_partners(tellings: Sequence[Telling], groups: _Groups) -> None:
    """A statement made jointly is one, whichever of its makers a document names first."""
    made: dict[Hashable, list[Telling]] = {}
    for telling in tellings:
        day = telling.said or telling.reported
        for partner in telling.claim.partners if day else ():
            together = frozenset({_holder(partner), _holder(telling.claim.claimant)})
            made.setdefault((together, day, _side(telling.claim)), []).append(telling)
    for found in made.values():
        groups.join(found)


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
        id=make_id("ori", {"claimant": _holder(first.claim.claimant), "first": first.claim.id}),
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
    """The longest words that several documents quote."""
    quoted = sorted({(letters, words) for t in tellings for letters, words in _quoted(t.claim)})
    holding = {
        (letters, words): {t.document.id for t in tellings if any(letters in other for other, _ in _quoted(t.claim))}
        for letters, words in quoted
    }
    several = [(-len(letters), letters, words) for (letters, words), found in holding.items() if len(found) > 1]
    return min(several)[2] if several else None


def _said_on(tellings: Iterable[Telling]) -> When | None:
    """The most exact date that a claim gives, the earliest of these."""
    dated = [t.claim.said_on for t in tellings if t.claim.said_on and t.claim.said_on.date]
    return min(dated, key=lambda when: (-len(when.date or ""), when.date or ""), default=None)


def _order(document: Document) -> tuple[str, str]:
    return (document.published.date if document.published else None) or "9", document.id


def _telling_order(telling: Telling) -> tuple[tuple[str, str], int, str]:
    return _order(telling.document), telling.claim.evidence[0].start, telling.claim.id
