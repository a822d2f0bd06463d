"""Why something waits for a person: the rules, over claims in whatever form a reader holds them.

The command line reads whole claims, the pages keep light rows of all of them: both ask here, so that both say the same.
What must stay true: what a person decided on is asked for again only where a later reading does not agree with it, or
where it was left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from callout.cases.decided import DecidedClaim
from callout.cases.strands import Speaker, speaker_key
from callout.record.acts import Act, ActClass, Mode, Standing
from callout.record.claim import Claim
from callout.record.decision import ClaimStatus, DecisionKind
from callout.record.model import Record


class Wants(StrEnum):
    """Why something wants a decision, in the order in which it is listed."""

    NOT_READ_NOW = "not-read-now"
    READ_OTHERWISE = "read-otherwise"
    REPORTS_DIFFER = "reports-differ"
    LEFT_OPEN = "left-open"
    NO_CLAIMANT = "no-claimant"
    HEDGED = "hedged"
    STATE_FROM_KNOWLEDGE = "state-from-knowledge"
    WORDS_ALONE = "words-alone"


class Waiting(Record):
    """One thing to decide on: a claim, or for `words-alone` the place of a document in a case.

    `why` says it in words, `words` is the first stretch of the evidence, `claims` are all that the decision is about
    (for `reports-differ` the claims that do not agree).
    """

    wants: Wants
    why: str
    claim: str | None
    claims: tuple[str, ...]
    case: str | None
    document: str
    uri: str
    claimant: str | None
    act: Act | None
    accused: tuple[str, ...]
    words: str
    decision: str | None = None


class SeenAccused(Protocol):
    """Whom a claim holds responsible; `name` is the phrase where nobody is named, `known_from` what says the state
    where the text does not."""

    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str | None: ...
    @property
    def level(self) -> str: ...
    @property
    def tie(self) -> str | None: ...
    @property
    def known_from(self) -> str | None: ...


class SeenClaim(Protocol):
    """What of a claim is looked at. `confidence` is its words, `words` the first stretch, which begins at `start`."""

    @property
    def id(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def act_class(self) -> str: ...
    @property
    def claimant(self) -> Speaker | None: ...
    @property
    def accused(self) -> Sequence[SeenAccused]: ...
    @property
    def confidence(self) -> str | None: ...
    @property
    def mode(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def start(self) -> int: ...


class Accused(NamedTuple):
    name: str
    state: str | None
    level: str
    tie: str | None
    known_from: str | None


class Seen(NamedTuple):
    """A whole claim as it is looked at."""

    id: str
    document: str
    act: str
    act_class: str
    claimant: Speaker | None
    accused: tuple[Accused, ...]
    confidence: str | None
    mode: str
    standing: str
    words: str
    start: int


def seen(claim: Claim) -> Seen:
    return Seen(
        claim.id,
        claim.document,
        claim.act,
        claim.act_class,
        claim.claimant,
        tuple(Accused(a.name or a.phrase, a.state, a.level, a.tie, a.state_from) for a in claim.accused),
        claim.confidence.phrase,
        claim.mode,
        claim.standing,
        claim.evidence[0].exact,
        claim.evidence[0].start,
    )


@dataclass(frozen=True, slots=True)
class Content:
    """What is looked at: the claims `read` on which nobody decided, and those `decided` on, the rejected ones too.

    `case_of` is the case of each claim. `on_words` are strands that stand in a case with their claims, and why: each
    because it tells the case in the same words, and for nothing else.
    """

    read: Sequence[SeenClaim]
    decided: Sequence[DecidedClaim]
    case_of: Mapping[str, str]
    on_words: Sequence[tuple[str, Sequence[SeenClaim]]]


SAME_WORDS = "told in the same words"
"""How a reason begins that says no more than that."""


def on_words_alone(reasons: Sequence[str]) -> bool:
    return bool(reasons) and all(reason.startswith(SAME_WORDS) for reason in reasons)


class Item(NamedTuple):
    """One thing that waits, before it is told: of thousands that a list has, a page shows a few."""

    wants: Wants
    why: str
    claim: SeenClaim
    claims: tuple[str, ...]
    case: str | None
    decision: str | None

    def told(self, uris: Mapping[str, str]) -> Waiting:
        claim = self.claim
        return Waiting(
            wants=self.wants,
            why=self.why,
            claim=claim.id,
            claims=self.claims,
            case=self.case,
            document=claim.document,
            uri=uris[claim.document],
            claimant=claim.claimant.name if claim.claimant else None,
            act=Act(claim.act),
            accused=tuple(dict.fromkeys(a.name for a in claim.accused)),
            words=claim.words,
            decision=self.decision,
        )


def waiting_in(content: Content) -> list[Item]:
    """What waits, in the order of `Wants`, then by case and place in the document."""
    order = {reason: number for number, reason in enumerate(Wants)}
    return sorted(
        _all(content), key=lambda w: (order[w.wants], w.case or "", w.claim.document, w.claim.start, w.claims)
    )


def _all(content: Content) -> Iterator[Item]:
    for settled in content.decided:
        yield from _of_decision(content, settled)
    for claim in content.read:
        yield from _of_reading(content, claim)
    yield from _reports_that_differ(content)
    for reason, claims in content.on_words:
        if claims:
            first = min(claims, key=lambda c: (c.start, c.id))
            why = f"it is in the case on words alone: {reason}"
            yield _of(content, first, Wants.WORDS_ALONE, why, claims=tuple(sorted(claim.id for claim in claims)))


def _of_decision(content: Content, settled: DecidedClaim) -> Iterator[Item]:
    last, read, claim = settled.decisions[-1], settled.as_read, seen(settled.claim)
    held = [d for d in settled.decisions if d.kind in (DecisionKind.CONFIRM, DecisionKind.CORRECT)]
    if read is None:
        if settled.status is not ClaimStatus.FALSE:
            why = f"{last.by} decided to {last.kind} it, and no reading finds it any more"
            yield _of(content, claim, Wants.NOT_READ_NOW, why, last.id)
    elif held and held[-1].claim is not None:
        fields = fields_that_differ(read, settled.claim)
        stale = fields_that_differ(read, held[-1].claim)
        if fields and stale:
            why = f"{held[-1].by} decided to {held[-1].kind} it; it is read otherwise now: {', '.join(stale)}"
            yield _of(content, claim, Wants.READ_OTHERWISE, why, held[-1].id)
    if settled.status is ClaimStatus.UNCERTAIN and read is not None:
        yield _of(content, claim, Wants.LEFT_OPEN, f"{last.by} left it open: {last.why}", last.id)


def _of_reading(content: Content, claim: SeenClaim) -> Iterator[Item]:
    if claim.standing == Standing.PAST:
        return
    if claim.claimant is None and claim.mode != Mode.AUTHORED:
        why = "the text does not say who makes the claim, or it was not found"
        yield _of(content, claim, Wants.NO_CLAIMANT, why)
    if claim.act == Act.SUSPECT:
        yield _of(content, claim, Wants.HEDGED, "the blame is hedged: is it an attribution?")
    elif claim.standing in (Standing.CONDITIONAL, Standing.EXPECTED) and claim.act_class == ActClass.ATTRIBUTION:
        yield _of(content, claim, Wants.HEDGED, f"the attribution is {claim.standing} and not made")
    known = sorted({f"{a.name}: {a.state} ({a.known_from})" for a in claim.accused if a.known_from})
    if known:
        why = f"the state comes from knowledge and not from the text: {'; '.join(known)}"
        yield _of(content, claim, Wants.STATE_FROM_KNOWLEDGE, why)


def _reports_that_differ(content: Content) -> Iterator[Item]:
    """Attributions of one claimant of one accused state in one case that documents report differently."""
    said: dict[tuple[str, str, str], list[SeenClaim]] = {}
    for claim in content.read:
        case = content.case_of.get(claim.id)
        if case and claim.claimant and claim.act_class == ActClass.ATTRIBUTION and claim.standing != Standing.PAST:
            for state in sorted({a.state for a in claim.accused if a.state}):
                said.setdefault((case, speaker_key(claim.claimant), state), []).append(claim)
    for (_, _, state), claims in said.items():
        if len({claim.document for claim in claims}) < 2:
            continue
        told = _told(claims, state)
        differ = [name for name, values in told.items() if len(values) > 1]
        if differ:
            why = "; ".join(f"{name}: {' or '.join(sorted(told[name]))}" for name in differ)
            first = min(claims, key=lambda c: (c.document, c.start, c.id))
            ids = tuple(sorted(claim.id for claim in claims))
            yield _of(content, first, Wants.REPORTS_DIFFER, f"documents report it differently. {why}", claims=ids)


def _of(
    content: Content,
    claim: SeenClaim,
    wants: Wants,
    why: str,
    decision: str | None = None,
    claims: tuple[str, ...] = (),
) -> Item:
    return Item(wants, why, claim, claims or (claim.id,), content.case_of.get(claim.id), decision)


_COMPARED = (
    "act",
    "claimant",
    "spokespeople",
    "partners",
    "accused",
    "confidence",
    "likelihood",
    "venue",
    "said_on",
    "mode",
    "standing",
)


def fields_that_differ(one: Claim, other: Claim) -> list[str]:
    """The names of the fields in which two readings of a claim differ, but for its words and its conduct."""
    return [name for name in _COMPARED if getattr(one, name) != getattr(other, name)]


def _told(claims: Sequence[SeenClaim], state: str) -> dict[str, set[str]]:
    """The acts, levels, ties and words of confidence that the claims report."""
    accused = [a for claim in claims for a in claim.accused if a.state == state]
    return {
        "act": {str(claim.act) for claim in claims},
        "level": {str(a.level) for a in accused},
        "tie": {str(a.tie) if a.tie else "not said" for a in accused},
        "confidence": {f"“{claim.confidence}”" if claim.confidence else "none" for claim in claims},
    }
