"""The ground of an answer: the exact words by which it says what it rests on ("no evidence", "fabricated", "we are
victims too"); and whether it denies a deed or a breach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from callout.cases.naming import names
from callout.knowledge.files import names_in, table
from callout.record.case import Ground, GroundKind
from callout.record.claim import Claim
from callout.record.evidence import Evidence, Stretch


@cache
def _words() -> tuple[re.Pattern[str], dict[str, GroundKind]]:
    """One pattern over all words, the longest first, and what each is."""
    kind_of = {word: GroundKind(row["ground"]) for row in table("grounds") for word in names_in(row["words"])}
    in_order = sorted(kind_of, key=lambda word: (-len(word), word))
    written = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in in_order)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE), kind_of


def grounds_of(claim: str, document: str, evidence: Iterable[Evidence]) -> tuple[Ground, ...]:
    """Each ground in the order of the text; the same words once."""
    pattern, kind_of = _words()
    found: dict[tuple[GroundKind, str], Ground] = {}
    for stretch in sorted(evidence, key=lambda e: (e.start, e.end)):
        for match in pattern.finditer(stretch.exact):
            words = " ".join(match.group().lower().split())
            start = stretch.start + match.start()
            ground = Ground(
                kind=kind_of[words],
                words=Stretch(
                    claim=claim, document=document, start=start, end=start + len(match.group()), exact=match.group()
                ),
            )
            found.setdefault((ground.kind, words), ground)
    return tuple(found.values())


class Denied(StrEnum):
    """What a denial is about: the deed, or that there was a breach at all."""

    DEED = "deed"
    BREACH = "breach"


@cache
def _denied(what: Denied) -> re.Pattern[str]:
    """The words of a row of `denied.tsv`. A participle counts after a form of "to be", as its subject's fate."""
    (row,) = (r for r in table("denied") if r["denies"] == what)
    phrases = [re.escape(word).replace(r"\ ", r"\s+") for word in names_in(row["phrases"])]
    participles = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in names_in(row["participles"]))
    if participles:
        between = r"(?:\s+(?:not|ever|never|in\s+fact|also|successfully|previously))*"
        was = rf"(?:(?:had|has|have){between}\s+been|having\s+been|being|was|were|is|are)"
        phrases.append(rf"{was}{between}\s+(?:{participles})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def denies(claim: Claim, what: Denied) -> bool:
    """Whether the words of an answer are about what is asked: "that it had been hacked", "that it was behind"."""
    if any(_denied(what).search(evidence.exact) for evidence in claim.evidence):
        return True
    return what is Denied.BREACH and any(_is_done_by_another(claim, evidence.exact) for evidence in claim.evidence)


def _is_done_by_another(claim: Claim, words: str) -> bool:
    """ "denied that hackers had stolen data": what another is said to have done, not "that it had stolen data"."""
    (row,) = (r for r in table("denied") if r["denies"] == Denied.BREACH)
    participles = "|".join(re.escape(word) for word in names_in(row["participles"]))
    party = claim.claimant
    for match in re.finditer(
        rf"\b(?:that|whether|if)\s+([^,.;]{{0,60}}?)\s+(?:had|has|have)\s+(?:{participles})\b", words
    ):
        doer = match.group(1)
        own = re.search(r"\b(?:it|they|we|he|she|its|their|his|her|our)\b", doer, re.IGNORECASE)
        if doer and not own and not (party and names(doer, party)):
            return True
    return False
