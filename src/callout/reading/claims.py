"""Drafts to claims: those of one claimant, act, accused and conduct become one claim with every stretch that says so.

What must stay true: a claim's stretches are cut from the text; a field that no draft words stays empty; the strongest
wording does not overwrite a weaker one of another stretch unless both are the same claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from callout.reading.advice import own_name
from callout.reading.clock import Clock
from callout.reading.conduct import Conducts, Features, features
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.happenings import place_happenings
from callout.reading.hedges import confidence_in, is_long_ago, likelihood_in
from callout.reading.lexicon import word_set
from callout.reading.timing import Timing
from callout.record.acts import Act, ActClass, Mode, NormKind, Standing, Venue
from callout.record.claim import Accused, Claim, Conduct, Confidence, Engine, Invocation
from callout.record.dates import When
from callout.record.entity import Entity, Party, Spokesperson
from callout.record.evidence import Evidence

_MODES = [Mode.QUOTED, Mode.REPORTED, Mode.AUTHORED]


@dataclass(slots=True)
class _Merged:
    drafts: list[Draft] = field(default_factory=list)
    conduct: int | None = None


class Writing:
    def __init__(self, context: Context, timing: Timing, engine: Engine) -> None:
        self._context = context
        self._timing = timing
        self._engine = engine
        self.drafts_of: dict[str, list[Draft]] = {}
        self._advisory = own_name(context) is not None

    def write(self, drafts: Sequence[Draft]) -> tuple[list[Claim], list[Conduct]]:
        """The claims in order of their first stretch, and the conducts that the document describes, claimed or not.
        `drafts_of` then holds the drafts of each claim, by its id."""
        drafts = [self._dated(draft) for draft in drafts]
        conducts = Conducts(self._context, self._timing)
        accused = Counter(s for d in drafts for s in d.states)
        placed: list[tuple[Draft, int]] = []
        for draft in drafts:
            spoken_for = {d.country for d in (draft.party, *draft.partners) if d}
            found = features(
                self._context, self._timing, draft.start, draft.end, [*accused, *(c for c in spoken_for if c)]
            )
            if self._is_at_large(draft, found):
                found.products, found.malware = [], []
            separate = self._is_cited(draft) or self._is_bare_measure(draft, found.names)
            placed.append((draft, conducts.place(draft.start, draft.end, found, separate=separate)))
        of_claims = {conduct for _, conduct in placed}
        place_happenings(self._context, self._timing, conducts, ((d.start, d.end) for d in drafts))
        written = conducts.written()
        merged = self._merge(placed)
        claims = [self._claim(m, written) for m in merged]
        self.drafts_of = {claim.id: m.drafts for claim, m in zip(claims, merged, strict=True)}
        claims = self._same_days(claims)
        claims = self._without_echoes(claims)
        described = {c.conduct.id for c in claims if c.conduct}
        told = [c for i, c in enumerate(written) if c.id in described or i not in of_claims]
        return claims, told

    def _without_echoes(self, claims: Sequence[Claim]) -> list[Claim]:
        """An attribution of nobody in particular is an echo where a named claimant of the same document makes it: the
        document's own voice ("the Russian hackers") then repeats what it reports. What others are said to claim
        ("security companies have linked it to China") is theirs."""
        named = [c for c in claims if c.claimant is not None and c.act_class is ActClass.ATTRIBUTION]
        told = {a.state for c in named for a in c.accused}
        kept = []
        for claim in claims:
            if claim.claimant is None and claim.act_class is ActClass.ATTRIBUTION:
                states = {a.state for a in claim.accused if a.state}
                if states and states <= told and not self._is_of_others(claim):
                    continue
            kept.append(claim)
        return kept

    def _is_of_others(self, claim: Claim) -> bool:
        """Whether some that the text does not name ("security companies", "several experts") are said to claim it."""
        said = [d.said_by for d in self.drafts_of.get(claim.id, ()) if d.said_by]
        words = [self._context.text[a:b].lower().split() for a, b in said]
        several = {
            noun.rstrip("y") + ("ies" if noun.endswith("y") else "s") for noun in word_set("speech", "anonymous")
        }
        return any(several & set(w[:4]) for w in words)

    @staticmethod
    def _same_days(claims: Sequence[Claim]) -> list[Claim]:
        """ "On the same day": the day of the claim told before it, where that has one."""
        dated: list[Claim] = []
        last: When | None = None
        for claim in claims:
            when = claim.said_on
            if when and when.date is None and when.phrase and when.phrase.lower().endswith("same day") and last:
                when = When(date=last.date, precision=last.precision, phrase=when.phrase)
                claim = claim.model_copy(update={"said_on": when})
            if when and when.precision == "day":
                last = when
            dated.append(claim)
        return dated

    def _dated(self, draft: Draft) -> Draft:
        """A claim whose saying is dated well before publication is cited: "accused a Taiwanese unit, last June, of"."""
        if draft.standing is not Standing.ASSERTED:
            return draft
        published = self._context.published
        told = [t for t in self._timing.within(draft.start, draft.end, Clock.SAID) if not t.since]
        if not told or not all(is_long_ago(t.when, published) for t in told):
            return draft
        return replace(draft, standing=Standing.PAST)

    def _is_at_large(self, draft: Draft, found: Features) -> bool:
        """What an advisory tells of actors at large ("have been observed using …") is not about one campaign after the
        other: a product or a tool is what they do it with. A flaw or a campaign still names one."""
        at_large = self._advisory and draft.mode is not Mode.QUOTED
        return at_large and not found.campaigns and not found.vulnerabilities

    def _is_cited(self, draft: Draft) -> bool:
        """An earlier attribution is about other conduct, unless its words refer back ("had attributed the attack")."""
        return (
            draft.standing is Standing.PAST
            and draft.act.act_class is ActClass.ATTRIBUTION
            and not self._context.terms.any(draft.start, draft.end, "cyber.anaphors")
        )

    def _is_bare_measure(self, draft: Draft, names: set[str]) -> bool:
        """A charge or sanction whose sentence says for what only by naming the accused ("charges against four
        hackers"): it is not known to be about the conduct before it."""
        if draft.act not in (Act.CHARGE, Act.SANCTION, Act.ARREST) or names:
            return False
        text, terms = self._context.text, self._context.terms
        phrases = [
            (at, at + len(a.phrase)) for a in draft.accused if (at := text.find(a.phrase, draft.start, draft.end)) >= 0
        ]
        for category in ("cyber.strong", "cyber.anaphors", "cyber.weak"):
            for term in terms.within(draft.start, draft.end, category):
                if not any(a <= term.start < b for a, b in phrases):
                    return False
        return True

    def _merge(self, placed: Sequence[tuple[Draft, int]]) -> list[_Merged]:
        by_key: dict[tuple[object, ...], _Merged] = {}
        for draft, conduct in placed:
            key = (
                draft.act,
                draft.party.id if draft.party else None,
                tuple(sorted({a.state or (a.name or "").casefold() for a in draft.accused})),
                conduct,
                draft.standing if draft.standing in (Standing.PAST, Standing.WITHDRAWN) else None,
                draft.party is None and draft.mode is not Mode.AUTHORED,
                tuple(sorted({_ties(a) for a in draft.accused})) if draft.party else (),
            )
            merged = by_key.setdefault(key, _Merged(conduct=conduct))
            merged.drafts.append(draft)
        return list(by_key.values())

    def _claim(self, merged: _Merged, conducts: Sequence[Conduct]) -> Claim:
        drafts, context = merged.drafts, self._context
        first = drafts[0]
        spans = sorted({(d.start, d.end) for d in drafts})
        evidence = tuple(Evidence.cut(context.text, a, b) for a, b in spans)
        confidence = next((c for a, b in spans if (c := confidence_in(context, a, b)).phrase), Confidence())
        likelihood = next((x for a, b in spans if (x := likelihood_in(context, a, b))), None)
        conduct = conducts[merged.conduct] if merged.conduct is not None else None
        return Claim(
            document=context.document.id,
            act=first.act,
            claimant=Party.of(first.party) if first.party else None,
            spokespeople=self._people(drafts),
            partners=_partners(drafts),
            accused=_accused(drafts),
            conduct=conduct,
            confidence=confidence if first.act.act_class is ActClass.ATTRIBUTION else Confidence(),
            likelihood=likelihood if first.act.act_class is ActClass.ATTRIBUTION else None,
            invokes=tuple(self._invokes(spans)),
            ground=next((d.ground for d in drafts if d.ground), None),
            venue=self._venue(first, spans, any(d.anonymous for d in drafts)),
            said_on=self._said_on(spans, _standing(drafts)),
            mode=min((d.mode for d in drafts), key=_MODES.index),
            standing=_standing(drafts),
            evidence=evidence,
            engine=self._engine,
        )

    def _people(self, drafts: Sequence[Draft]) -> tuple[Spokesperson, ...]:
        """The named persons; offices where no person is named. "The ministers" are those whom the document introduces
        as ministers of that state."""
        found: dict[str, Spokesperson] = {}
        for draft in drafts:
            for person in draft.people:
                found.setdefault(person.name, person)
        named = {p.name: p for p in found.values() if p.name != p.role}
        for office in found.values():
            if office.role is None or office.name != office.role:
                continue
            several = office.role.lower().endswith("s")
            noun = office.role.lower().split()[-1].removesuffix("s")
            members = [
                m
                for m in self._context.cast.by_name.values()
                if m.role and noun in m.role.lower().split() and m.country in (office.country, None)
            ]
            # "The minister" is the one minister of that state whom the document names; "the ministers" are all of them.
            for member in members if several or len(members) == 1 else []:
                named.setdefault(member.name, Spokesperson(name=member.name, role=member.role, country=member.country))
        return tuple(named.values() or found.values())

    def _invokes(self, spans: Sequence[tuple[int, int]]) -> Iterator[Invocation]:
        """Each norm in the longest words that name it ("norms of responsible state behaviour" is one)."""
        for start, end in spans:
            for kind in NormKind:
                read = start
                terms = self._context.terms.within(start, end, f"answers.invokes.{kind}")
                for term in sorted(terms, key=lambda term: (term.start, -term.end)):
                    if term.start >= read:
                        read = term.end
                        yield Invocation(phrase=self._context.text[term.start : term.end], kind=kind)

    def _venue(self, draft: Draft, spans: Sequence[tuple[int, int]], anonymous: bool) -> Venue | None:
        """How it was made public, in the words of the claim's own sentences; null where they do not say."""
        if draft.act is Act.CHARGE:
            return Venue.INDICTMENT
        if draft.act is Act.SANCTION:
            return Venue.SANCTIONS_NOTICE
        if draft.mode is Mode.AUTHORED:
            return None
        for venue in Venue:
            if venue in (Venue.REMARK, Venue.INDICTMENT, Venue.SANCTIONS_NOTICE):
                continue
            if any(self._context.terms.any(a, b, f"answers.venue.{venue}") for a, b in spans):
                return venue
        if anonymous and draft.people and draft.people[0].country:
            return Venue.ANONYMOUS_OFFICIAL
        return Venue.REMARK if draft.mode is Mode.QUOTED else None

    def _said_on(self, spans: Sequence[tuple[int, int]], standing: Standing) -> When | None:
        """The day that the claim's own sentences give for the saying: a weekday, "today", or a full date. For a cited
        claim also a month or a year ("in October the government had attributed …")."""
        told = [words for a, b in spans for words in self._timing.within(a, b, Clock.SAID) if not words.since]
        if standing not in (Standing.EXPECTED, Standing.CONDITIONAL):
            told = [words for words in told if not self._timing.is_to_come(words)]
        for words in told:
            if words.when.precision == "day" or (standing is Standing.PAST and words.when.date):
                return words.when
        for words in told:
            phrase = (words.when.phrase or "").lower()
            if words.when.date is None and phrase.endswith("day"):
                return words.when
        # A month or a year dates the claim where nothing closer does.
        return next((words.when for words in told if words.when.date), None)


def _ties(accused: Accused) -> str:
    return accused.tie or ""


def _partners(drafts: Sequence[Draft]) -> tuple[Party, ...]:
    own = {d.party.id for d in drafts if d.party}
    found: dict[str, Entity] = {}
    for draft in drafts:
        for partner in draft.partners:
            if partner.id not in own:
                found.setdefault(partner.id, partner)
    return tuple(Party.of(e) for e in found.values())


def _accused(drafts: Sequence[Draft]) -> tuple[Accused, ...]:
    found: dict[tuple[str, str | None, str, str | None], Accused] = {}
    for draft in drafts:
        for accused in draft.accused:
            found.setdefault(((accused.name or "").casefold(), accused.state, accused.level, accused.tie), accused)
    return tuple(found.values())


def _standing(drafts: Sequence[Draft]) -> Standing:
    order = [Standing.ASSERTED, Standing.EXPECTED, Standing.CONDITIONAL, Standing.PAST, Standing.WITHDRAWN]
    return min((d.standing for d in drafts), key=order.index)
