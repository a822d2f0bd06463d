"""What an actor is known for: conduct that a text names to say who somebody is ("the group behind NotPetya"), and not
as what they are said to have done now.

What must stay true: where a stretch tells of no other conduct, what is named in it is what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from callout.reading.context import Context
from callout.reading.lexicon import word_set

Stretch = tuple[int, int]


def reputations(context: Context, start: int, end: int) -> list[Stretch]:
    """The stretches of `text[start:end]` that say what somebody is known for; none where it tells of nothing else."""
    found = [match.span() for match in _pattern().finditer(context.text, start, end)]
    return found if found and _tells_more(context, start, end, found) else []


def _tells_more(context: Context, start: int, end: int, apart: Sequence[Stretch]) -> bool:
    names = ("cyber.strong", "cyber.weak", "cyber.anaphors")
    told = [term.start for name in names for term in context.terms.within(start, end, name)]
    told += [match.start() for match in _DID_IT.finditer(context.text, start, end)]
    return any(not any(a <= place < b for a, b in apart) for place in told)


_DID_IT = re.compile(r"\b(?:did|done|behind|carried\s+out)\s+(?:it|this|that|so|them)\b")


@cache
def _pattern() -> re.Pattern[str]:
    nouns = {
        noun for level in ("unnamed", "group", "organs", "criminals") for noun in word_set("actors", "levels", level)
    }
    doer = rf"(?:{'|'.join(sorted(nouns))})s?"
    described = rf"(?:(?:the|a|an|its)\s+)?(?:same\s+)?(?:[\w-]+\s+){{0,3}}?{doer}"
    known = (
        r"(?:(?:best|also|widely|already|long|perhaps|mostly)\s+)*(?:known|blamed|notorious|infamous|famous|responsible|"
        r"sanctioned|indicted|wanted|accused)\s+(?:for|of|over)"
    )
    did = (
        rf"(?:behind|of|responsible\s+for|{known}|(?:that|which|who)\s+(?:had\s+|has\s+|have\s+|once\s+|also\s+|earlier\s+)*"
        r"(?:(?:was|were|is|are|stood|stands|been)\s+(?:also\s+)?behind|carried\s+out|ran|launched|mounted|staged|made|"
        r"wrote|unleashed|released|conducted))"
    )
    rest = r"[^,.;:()“”\n]{0,120}"
    return re.compile(
        # "…, the group behind NotPetya, …"
        rf"[,(–—]\s*{described}\s+{did}\s{rest}(?=[,.;:)–—\n]|$)"
        # "…, best known for NotPetya", "…, which was behind NotPetya"
        rf"|[,(–—]\s*(?:{known}|(?:which|who)\s+(?:was|were|is|are)\s+(?:also\s+)?(?:behind|{known}))\s{rest}(?=[,.;:)–—\n]|$)"
        # "the unit behind the WannaCry attack": to the name and the deed that it is of
        rf"|\b{doer}\s+(?:{did})\s+(?:the\s+)?(?:\d{{4}}\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*){{0,2}}"
        r"(?:\s+(?:attack|hack|campaign|breach|worm|virus|malware|ransomware|operation|intrusion|compromise|outbreak)s?)?"
    )
