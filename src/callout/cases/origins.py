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


_QUOTED = re.compile(r"[“\"]([^“”\"]{20,})[”\"]?")


def origins_in(claims: Sequence[Claim]) -> tuple[Origin, ...]:
    """Words said once, with every document that carries them; only those that more than one document carries."""
    said: list[tuple[str, str, Claim]] = []
    for claim in claims:
        for evidence in claim.evidence:
            for words in _QUOTED.findall(evidence.exact) or [evidence.exact]:
                letters = re.sub(r"\W+", "", words.lower())
                if claim.mode is Mode.QUOTED and len(letters) >= _SHORTEST:
                    said.append((letters, words.strip(" ,"), claim))
    # The longest first, so that what is found does not depend on ids or on the order of the claims.
    said.sort(key=lambda s: (-len(s[0]), s[0], s[2].document))
    found = []
    taken: set[int] = set()
    for i, (letters, words, claim) in enumerate(said):
        if i in taken:
            continue
        documents = {claim.document}
        for j in range(i + 1, len(said)):
            other, _, later = said[j]
            if j not in taken and holder_key(later.claimant) == holder_key(claim.claimant) and other in letters:
                taken.add(j)
                documents.add(later.document)
        if len(documents) > 1:
            found.append(Origin(words=words, claimant=claim.claimant, documents=tuple(sorted(documents))))
    return tuple(found)
