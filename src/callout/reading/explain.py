"""Why a claim is as it is: for each field the words, the rule or the knowledge that set it.

An explanation is read from the same drafts that the claim was written from; it decides nothing. What must stay true:
every reason names words of the document, or says which knowledge was used, or that the text has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.lexicon import words
from callout.record.acts import Level, Mode, Standing, Tie
from callout.record.claim import Accused, Claim
from callout.record.reading import Explanation, Step

_STATES = (What.STATE, What.DEMONYM, What.SEAT)


def explained(context: Context, claim: Claim, drafts: Sequence[Draft]) -> Explanation:
    """The steps of one claim, in the order of its fields."""
    steps = [
        *_act(claim, drafts),
        _claimant(context, claim, drafts),
        *_others(claim),
        *(step for one in claim.accused for step in _accused(context, claim, one)),
        *_firmness(claim),
        *_circumstances(claim),
        *_conduct(claim),
    ]
    return Explanation(claim=claim.id, steps=tuple(steps))


def _act(claim: Claim, drafts: Sequence[Draft]) -> Iterator[Step]:
    reasons = dict.fromkeys(s.partition(": ")[2] for d in drafts for s in d.steps if s.startswith("act: "))
    yield Step(field="act", value=claim.act, because="; ".join(reasons) or "the words of the sentence")


def _claimant(context: Context, claim: Claim, drafts: Sequence[Draft]) -> Step:
    value = claim.claimant.name if claim.claimant else "none"
    named = [context.text[a:b] for a, b in dict.fromkeys(d.said_by for d in drafts if d.said_by)]
    issuer = context.issuer
    if claim.claimant is None:
        because = "nobody in particular is named" if named else "the document's own voice, and nothing says whose it is"
    elif claim.mode is Mode.AUTHORED and issuer:
        because = "the document is its own: its head, or its source, says who issues it"
    elif named:
        quoted = ", ".join(f"“{_short(words_)}”" for words_ in named)
        because = f"{quoted} {'speaks' if len(named) == 1 else 'speak'}"
    else:
        because = "whoever speaks in this part of the text"
    return Step(field="claimant", value=value, because=because)


def _others(claim: Claim) -> Iterator[Step]:
    if claim.partners:
        names = ", ".join(p.name for p in claim.partners)
        yield Step(field="with", value=names, because="named as making the same claim")
    for person in claim.spokespeople:
        role = person.role or "no office given"
        yield Step(field="spokespeople", value=person.name, because=f"voices it ({role})")


def _accused(context: Context, claim: Claim, one: Accused) -> Iterator[Step]:
    phrase = f"“{_short(one.phrase)}”"
    yield Step(field="accused", value=one.name or "nobody by name", because=f"the words {phrase}")
    yield Step(field="level", value=one.level, because=_level_reason(one))
    if one.state:
        yield Step(field="state", value=one.state, because=_state_reason(context, claim, one))
    yield Step(field="tie", value=one.tie or "null", because=_tie_reason(context, claim, one))


def _state_reason(context: Context, claim: Claim, one: Accused) -> str:
    phrase = f"“{_short(one.phrase)}”"
    if one.state_from:
        return f"{one.state_from}, not the text"
    for evidence in claim.evidence:
        for mention in context.mentions.within(evidence.start, evidence.end):
            if mention.what in _STATES and mention.country == one.state:
                return f"the words “{context.text[mention.start : mention.end]}”, in or beside {phrase}"
    return f"known of {phrase}, or said elsewhere in the document"


def _level_reason(one: Accused) -> str:
    if one.level is Level.UNNAMED:
        return "nobody is named but by a noun such as “hackers” or “actors”"
    return f"the phrase names: {one.kind}" if one.kind else "by the noun of the phrase"


def _tie_reason(context: Context, claim: Claim, one: Accused) -> str:
    if one.tie is None:
        return "no words say how it is bound to a state"
    for evidence in claim.evidence:
        at = context.text.find(one.phrase, evidence.start, evidence.end)
        stretch = (at, at + len(one.phrase)) if at >= 0 else (evidence.start, evidence.end)
        for term in context.terms.within(*stretch, f"actors.ties.{one.tie}"):
            return f"the words “{context.text[term.start : term.end]}”"
    if one.tie is Tie.IS_STATE:
        return "the state, or an organ or officer of it, is named as the doer"
    if one.tie is Tie.NATIONALS:
        return "an adjective of the state and a noun for doers or deeds, and nothing more"
    if any(one.tie == tie for tie in words("actors")["used"]):
        return "the verb says how the state is bound to the doers"
    return "said of it elsewhere in the document"


def _firmness(claim: Claim) -> Iterator[Step]:
    reasons = {
        Standing.ASSERTED: "no condition, announcement or earlier date stands beside the verb",
        Standing.CONDITIONAL: "a clause with “if” or “unless” governs the verb",
        Standing.EXPECTED: "the verb is announced (“will”, “is expected to”)",
        Standing.WITHDRAWN: "the words take the claim back, correct it, or say that it is no longer made",
        Standing.PAST: "the verb is in a tense of the past, or is dated well before publication",
    }
    yield Step(field="standing", value=claim.standing, because=reasons[claim.standing])
    written = claim.confidence.phrase
    value = claim.confidence.level or ("unlevelled" if written else "null")
    because = f"the words “{written}”" if written else "the text has no words for it"
    yield Step(field="confidence", value=value, because=because)
    if claim.likelihood:
        because = f"the words “{claim.likelihood.phrase}”"
        yield Step(field="likelihood", value=claim.likelihood.term, because=because)


def _circumstances(claim: Claim) -> Iterator[Step]:
    modes = {
        Mode.QUOTED: "within quotation marks, or a transcript",
        Mode.REPORTED: "told of",
        Mode.AUTHORED: "own words",
    }
    yield Step(field="mode", value=claim.mode, because=modes[claim.mode])
    if claim.venue:
        yield Step(field="venue", value=claim.venue, because="by the act, or by words of its sentence")
    if claim.said_on:
        phrase = claim.said_on.phrase
        because = f"the words “{phrase}”, which hang on the saying" if phrase else "given with the document"
        yield Step(field="said_on", value=claim.said_on.date or "null", because=because)
    if claim.ground:
        yield Step(field="ground", value=claim.ground, because=f"the words “{claim.ground}”")
    for norm in claim.invokes:
        yield Step(field="invokes", value=norm.kind, because=f"the words “{norm.phrase}”")


def _conduct(claim: Claim) -> Iterator[Step]:
    conduct = claim.conduct
    if conduct is None:
        return
    names = [*conduct.vulnerabilities, *conduct.products, *conduct.malware]
    value = conduct.operation or ", ".join(names[:4]) or "without a name"
    because = f"names {', '.join(names[:6])}" if names else "what the sentences before it tell of"
    yield Step(field="conduct", value=value, because=because)
    for field, when in (("period", conduct.period), ("disclosed", conduct.disclosed)):
        if when and when.phrase:
            yield Step(field=field, value=when.date or "null", because=f"the words “{when.phrase}”")


def _short(written: str) -> str:
    flat = " ".join(written.split())
    return flat if len(flat) <= 90 else f"{flat[:89]}…"
