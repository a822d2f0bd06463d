"""Traits: what is asked of a strand to tell which conduct it is about, without its claims and its document.

They lie beside each strand in a ledger: hundreds of reports are looked at where their claims need not be read again.
What must stay true: what unites two strands follows from their traits alone, and traits that were written and read back
are the same.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, Self

from callout.cases.strands import (
    MANY,
    Span,
    Strand,
    announced_by,
    days_between,
    measurer_of,
    names_borne,
    speaker_key,
    states_of,
)
from callout.cases.words import Words
from callout.knowledge.files import names_in, table
from callout.knowledge.institutions import institution_of, is_institution, known_as
from callout.knowledge.states import states
from callout.record.acts import ActClass, Standing
from callout.record.claim import Claim
from callout.record.dates import When

LONG_QUOTE = 12
"""Words that two texts do not share by chance."""


class Said(NamedTuple):
    """A claim as far as it may be one with a claim in another document.

    `claimant` is the key of who speaks and `name` how it is called; `acting` the state that speaks or acts, none for a
    company; `accused` are states, `counted` how many persons the words count, in digits. `date` is ISO at its own
    precision, and `first` and `last` are the ordinals of its days.
    """

    act: str
    claimant: str | None
    name: str | None
    acting: str | None
    accused: frozenset[str]
    counted: frozenset[str]
    date: str | None
    first: int
    last: int

    @classmethod
    def of(cls, claim: Claim) -> Self:
        span = claim.said_on.span() if claim.said_on else None
        first, last = (day.toordinal() for day in span) if span else (0, 0)
        return cls(
            act=claim.act,
            claimant=speaker_key(claim.claimant) if claim.claimant else None,
            name=claim.claimant.name if claim.claimant else None,
            acting=measurer_of(claim),
            accused=frozenset(states_of(claim)),
            counted=frozenset(_counted(claim)),
            date=claim.said_on.date if claim.said_on and span else None,
            first=first,
            last=last,
        )

    @property
    def span(self) -> Span | None:
        return (dt.date.fromordinal(self.first), dt.date.fromordinal(self.last)) if self.date else None

    @property
    def day(self) -> str | None:
        """The date where it is known to the day."""
        return self.date if self.date and self.first == self.last else None


@dataclass(frozen=True)
class Traits:
    """`key` is that of the strand. Spans go from the first to the last day, and are None where nothing is known.

    `described` is whether the strand has a conduct, `struck` when that took place, or else became known. `measures`,
    `attributions` and `taken_back` are its claims of that kind, `cited` earlier attributions that it names. `answering`
    are those who answer in a strand that does nothing else, and `addressed` the states that such an answer names.
    `evidence` are the rarer words of its evidence, `told` those of `words` as they are written.
    """

    key: str
    operation: str | None
    described: bool
    bare: bool
    past: bool
    is_answer: bool
    telling: frozenset[str]
    vulnerabilities: frozenset[str]
    products: frozenset[str]
    groups: frozenset[str]
    targets: frozenset[str]
    kinds: frozenset[str]
    victims: frozenset[str]
    parties: frozenset[str]
    accused: frozenset[str]
    claimants: frozenset[str]
    answering: frozenset[str]
    addressed: frozenset[str]
    borne: frozenset[str]
    quotes: frozenset[str]
    evidence: frozenset[str]
    announced: frozenset[tuple[str, str]]
    meant: frozenset[tuple[str, int]]
    measures: tuple[Said, ...]
    attributions: tuple[Said, ...]
    cited: tuple[Said, ...]
    taken_back: tuple[Said, ...]
    day: Span | None
    period: Span | None
    struck: Span | None
    told: str

    @classmethod
    def of(cls, strand: Strand) -> Self:
        conduct, claims = strand.conduct, strand.claims
        period, disclosed = (_span(conduct.period), _span(conduct.disclosed)) if conduct else (None, None)
        targets = conduct.targets if conduct else ()
        claimants = {speaker_key(p) for c in claims for p in (c.claimant, *c.partners) if p}
        is_answer = bool(claims) and all(c.act_class is ActClass.RESPONSE for c in claims)
        attributions = [c for c in claims if c.act_class is ActClass.ATTRIBUTION and c.standing not in _NOT_MADE]
        evidence = _evidence(strand)
        parties = frozenset(filter(_is_code, {*targets, *claimants}))
        # Whose the institutions are that are told without their state: of the only one that is a party, or spoken of.
        homes = [states - strand.accused for states in (parties, strand.words.places)]
        home = next((next(iter(found)) for found in homes if len(found) == 1), None)
        return cls(
            key=strand.key,
            operation=strand.operation,
            described=conduct is not None,
            bare=strand.is_bare,
            past=strand.past,
            is_answer=is_answer,
            telling=strand.telling,
            vulnerabilities=frozenset(conduct.vulnerabilities if conduct else ()),
            products=frozenset(conduct.products if conduct else ()),
            groups=frozenset(conduct.groups if conduct else ()),
            targets=frozenset(targets),
            kinds=frozenset(map(str, conduct.kinds if conduct else ())),
            victims=frozenset(_victims(targets, home)),
            parties=parties,
            accused=strand.accused,
            claimants=frozenset(claimants),
            answering=frozenset(speaker_key(c.claimant) for c in claims if c.claimant and is_answer),
            addressed=_states_named(evidence) if is_answer else frozenset(),
            borne=frozenset(names_borne(strand)).union(conduct.products if conduct else ()),
            quotes=_long_quotes(strand),
            evidence=_rare_words(evidence) if any(map(measurer_of, attributions)) else frozenset(),
            announced=frozenset(announced_by(strand)),
            meant=strand.meant,
            measures=tuple(map(Said.of, strand.measures)),
            attributions=tuple(map(Said.of, attributions)),
            cited=tuple(map(Said.of, filter(_is_cited, claims))),
            taken_back=tuple(map(Said.of, _taken_back(claims))),
            day=strand.day,
            period=period,
            struck=period or disclosed,
            told=strand.words.to_json(),
        )

    @property
    def document(self) -> str:
        return self.key.partition("/")[0]

    @cached_property
    def words(self) -> Words:
        return Words.from_json(self.told)

    @cached_property
    def titles(self) -> frozenset[str]:
        """As `Strand.titles`."""
        return self.telling | {self.operation} if self.operation else self.telling

    @property
    def flaws(self) -> frozenset[str]:
        """As `Strand.flaws`."""
        return self.vulnerabilities if len(self.vulnerabilities) <= MANY else frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """As `Strand.names`."""
        return self.titles | self.flaws

    def to_json(self) -> str:
        """All but what is told, which is kept apart: most questions do not need it."""
        flags = [self.described, self.bare, self.past, self.is_answer]
        sets = [sorted(getattr(self, name)) for name in (*_SETS, *_PAIRS)]
        claims = [[_written(said) for said in getattr(self, name)] for name in _CLAIMS]
        spans = [span and [day.toordinal() for day in span] for span in (self.day, self.period, self.struck)]
        return json.dumps([self.key, self.operation, flags, sets, claims, spans], ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str, told: str) -> Self:
        key, operation, flags, sets, claims, spans = json.loads(written)
        plain, pairs = sets[: len(_SETS)], sets[len(_SETS) :]
        in_order: list[Any] = [
            key,
            operation,
            *flags,
            *map(frozenset, plain),
            *(frozenset(map(tuple, found)) for found in pairs),
            *(tuple(map(_read, found)) for found in claims),
            *(span and (dt.date.fromordinal(span[0]), dt.date.fromordinal(span[1])) for span in spans),
            told,
        ]
        return cls(*in_order)


_SETS = (
    "telling",
    "vulnerabilities",
    "products",
    "groups",
    "targets",
    "kinds",
    "victims",
    "parties",
    "accused",
    "claimants",
    "answering",
    "addressed",
    "borne",
    "quotes",
    "evidence",
)
_PAIRS = ("announced", "meant")
_CLAIMS = ("measures", "attributions", "cited", "taken_back")
_NOT_MADE = (Standing.PAST, Standing.WITHDRAWN)


def _written(said: Said) -> list[object]:
    return [sorted(value) if isinstance(value, frozenset) else value for value in said]


def _read(written: list[Any]) -> Said:
    act, claimant, name, acting, accused, counted, date, first, last = written
    return Said(act, claimant, name, acting, frozenset(accused), frozenset(counted), date, first, last)


def days_apart(a: Traits, b: Traits) -> int:
    """Days between the two, 0 where they overlap; far apart where either has no date."""
    return 9_999 if a.day is None or b.day is None else days_between(a.day, b.day)


def _span(when: When | None) -> Span | None:
    return when.span() if when else None


def _victims(targets: Iterable[str], home: str | None) -> Iterator[str]:
    """Names of whom the conduct struck: no state and no sector (these are written in lower case, as are institutions
    without their state). An institution has one name, whatever it calls itself."""
    for target in targets:
        if is_institution(target) and home:
            yield institution_of(target, home).casefold()
        elif not target.islower() and not _is_code(target):
            yield (known_as(target) or target).casefold()


def _is_code(name: str) -> bool:
    return len(name) == 2 and name.isupper()


def _is_cited(claim: Claim) -> bool:
    return claim.standing is Standing.PAST and claim.act_class is ActClass.ATTRIBUTION


def _taken_back(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that their claimant takes back here, where the document does nothing but that and answer."""
    told = [c for c in claims if c.standing is Standing.WITHDRAWN]
    rest = [c for c in claims if c.standing is not Standing.WITHDRAWN]
    return told if all(c.act_class is ActClass.RESPONSE for c in rest) else []


def _evidence(strand: Strand) -> str:
    return " ".join(e.exact for c in strand.claims for e in c.evidence)


def _long_quotes(strand: Strand) -> frozenset[str]:
    """Long stretches word for word, as the sign of a text that was copied or of a statement quoted twice."""
    stretches = [e.exact.lower().split() for c in strand.claims for e in c.evidence]
    return frozenset(" ".join(words) for words in stretches if len(words) >= LONG_QUOTE)


_NUMBER = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\b", re.I)
_IN_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _counted(claim: Claim) -> set[str]:
    """How many are accused, as the phrase says it, in digits."""
    found = {m.group(1).lower() for a in claim.accused for m in [_NUMBER.search(a.phrase)] if m}
    return {str(_IN_WORDS.index(n) + 2) if n in _IN_WORDS else n for n in found}


_WORD = re.compile(r"[^\W\d_]{5,}")


def _rare_words(text: str) -> frozenset[str]:
    """The longer words, without the names of states and without words of accusing."""
    return frozenset(word.lower()[:7] for word in _WORD.findall(text)) - _common()


@cache
def _common() -> frozenset[str]:
    names = " ".join(n for s in states().values() for n in (*s.names, *s.adjectives))
    telling = " ".join(word for row in table("telling_words") for word in names_in(row["words"]))
    return frozenset(word.lower()[:7] for word in _WORD.findall(f"{names} {telling}"))


def _states_named(text: str) -> frozenset[str]:
    return frozenset(code for code, pattern in _patterns().items() if pattern.search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By code, what names a state."""
    return {code: _naming((*s.names, *s.adjectives, *s.seats)) for code, s in states().items()}


def _naming(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
