"""The ground of an answer: the exact words by which it says what it rests on ("no evidence", "fabricated", "we are
victims too")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from callout.cases.dated import Told
from callout.knowledge.files import names_in, table
from callout.record.case import Ground, GroundKind
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


_BREACHED = re.compile(
    r"\b(?:had|has|have|was|were|is|are)\b(?:\s+(?:not|ever|never|been|in\s+fact|also))*\s+"
    r"(?:hacked|breached|compromised|attacked|infiltrated|penetrated|entered|infected|broken\s+into|stolen|leaked|copied|"
    r"affected|accessed|taken)\b"
    r"|\b(?:hack|breach|attack|intrusion|intruders?|hackers?|incident)\s+(?:had\s+)?"
    r"(?:compromised|affected|reached|touched|taken|stolen|entered|copied)\b",
    re.IGNORECASE,
)


def says_not_breached(told: Told) -> bool:
    """Whether an answer is about its speaker's having been breached ("denied that it had been hacked")."""
    claim, document = told
    return any(_BREACHED.search(e.exact) for e in claim.evidence) or any(
        ground.kind is GroundKind.NOT_BREACHED for ground in grounds_of(claim.id, document.id, claim.evidence)
    )
