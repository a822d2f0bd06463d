"""Origins: the same words carried by several documents are one origin with many reports, not many confirmations.

A first version: words are the same where a claim's stretch, without quotation marks and white space, is the same or
lies whole within the other. (Copied and edited articles need more; see plans.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from callout.cases.coalition import holder_key
from callout.record.acts import Mode
from callout.record.case import Origin
from callout.record.claim import Claim

_SHORTEST = 40
"""Letters below which two stretches may be the same by chance."""


def origins_in(claims: Sequence[Claim]) -> tuple[Origin, ...]:
    """Words said once, with every document that carries them; only those that more than one document carries."""
    said: list[tuple[str, str, Claim]] = []
    for claim in sorted(claims, key=lambda c: c.id):
        for evidence in claim.evidence:
            letters = re.sub(r"\W+", "", evidence.exact.lower())
            if claim.mode is Mode.QUOTED and len(letters) >= _SHORTEST:
                said.append((letters, evidence.exact, claim))
    found = []
    taken: set[int] = set()
    for i, (letters, exact, claim) in enumerate(said):
        if i in taken:
            continue
        documents = {claim.document}
        for j in range(i + 1, len(said)):
            other, _, later = said[j]
            if holder_key(later.claimant) == holder_key(claim.claimant) and (other in letters or letters in other):
                taken.add(j)
                documents.add(later.document)
        if len(documents) > 1:
            found.append(Origin(words=exact, claimant=claim.claimant, documents=tuple(sorted(documents))))
    return tuple(found)
