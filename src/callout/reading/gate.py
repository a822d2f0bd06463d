"""Which sentences are worth parsing: the parser is most of the time, and most sentences of a page claim nothing.

A sentence passes when somebody is named who may be accused or speaks for a state; or when it has both somebody of no
state (a company, an expert) and something that may claim: a verb of the frames, an answer, stated confidence. What the
gate lets through is judged by the rules; what it stops is never read, so it errs towards passing.
"""

from __future__ import annotations

import re
from functools import cache

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.frames import has_claiming_verb
from callout.reading.lexicon import words
from callout.reading.lines import Sentence
from callout.reading.when import dates_itself

_PUBLIC = frozenset(
    {
        What.STATE,
        What.DEMONYM,
        What.SEAT,
        What.BODY,
        What.ROLE_BODY,
        What.OFFICIAL,
        What.GROUP,
        What.CAMPAIGN,
        What.MALWARE,
    }
)
"""Names of whoever may be accused, or may speak for a state; and of deeds that may be laid at somebody's door."""

_PRIVATE = frozenset({What.COMPANY, What.MEDIA, What.PEOPLE, What.OFFICE})
_SHORT = 80
"""Characters of a sentence that costs nothing to parse."""

_BRIEF = 110
"""Characters of a sentence in which somebody answers, and nothing else is told."""

_SHORTEST = 12
"""Characters below which nothing is claimed."""


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(term) for term in words("text")["furniture"]), re.I)


def is_furniture(context: Context, sentence: Sentence) -> bool:
    """A line of the page around the text: "Source link", "Sign up for our newsletter", "Further reading: …"."""
    return bool(_furniture().match(context.text, sentence.start, sentence.end))


_ANSWERS = tuple(
    f"answers.{kind}"
    for kind in ("breach_denials", "denials", "rejections", "counter", "threats", "declines", "concerns", "advice")
)


_DENIES = re.compile(r"\bden(?:y|ies|ied)\b")


@cache
def _taking_back() -> re.Pattern[str]:
    """ "He took it back on Friday.", "It has since withdrawn that."."""
    lists = words("withdrawals")
    forms, with_back = ("|".join(lists[name]) for name in ("forms", "forms_with_back"))
    return re.compile(rf"\b(?:(?:{forms})|(?:{with_back})\b.{{1,40}}\bback\b|(?:{with_back})\s+back\b)")


@cache
def _missions() -> re.Pattern[str]:
    """Those who speak for an accused state without its name: "the embassy", "its ambassador"."""
    return re.compile(rf"\b(?:{'|'.join(words('answering')['missions'])})\b", re.I)


_PRONOUN = re.compile(r"(?:It|They|He|She|We|The \w+)\s")


LEAD = 800
"""Characters in which a report that names no state or official says what happened, and when."""


class Gate:
    """The gate of one document: it is tighter where the document names nobody who may be accused."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names_public = any(m.what in _PUBLIC for m in context.mentions.all)

    def passes(self, sentence: Sentence) -> bool:
        """Whether the sentence may claim, or say who speaks in one that does."""
        context, start, end = self._context, sentence.start, sentence.end
        if end - start < _SHORTEST or is_furniture(context, sentence):
            return False
        within = context.mentions.within(start, end)
        named = [m.what for m in within]
        found = {*named}
        terms = context.terms
        if found & _PUBLIC or any(m.country for m in within if m.what in (What.OFFICE, What.PEOPLE)):
            # Whoever speaks for a state may claim in words that no list has.
            return True
        if context.issuer and (self._claims(start, end) or self._answers(start, end)):
            # In its own text a ministry need not name itself: "We strongly condemn this conduct."
            return True
        if self._names_public and end - start < _BRIEF and self._answers_briefly(start, end):
            # "FTI declined to comment.", "The embassy denied any part in it.", where somebody was accused.
            return True
        strong = terms.any(start, end, "cyber.strong")
        bound = terms.any(start, end, "actors.ties")
        if not found & _PRIVATE:
            if self._tells_when(start, end):
                return True
            # "The company attributed the attack to a state-sponsored actor": no name, and still a claim.
            if (bound or self._answers(start, end)) and (strong or self._claims(start, end)):
                return True
            # "It condemned the cyberattack": of whom the sentence before named.
            return strong and self._names_public and _PRONOUN.match(context.text, start) is not None
        if self._tells_when(start, end):
            return True
        about = strong or terms.any(start, end, "cyber.anaphors") or terms.any(start, end, "cyber.weak")
        if self._names_public:
            # A list of companies may be who joined; a few words about one ("That is not what ESET found") say whom
            # "the company" means in the next sentence.
            short = What.COMPANY in found and end - start < _SHORT
            return about or short or named.count(What.COMPANY) > 1
        claims = self._claims(start, end) or self._answers(start, end) or terms.any(start, end, "hedges.confidence")
        return (about and claims) or (strong and bound)

    def _tells_when(self, start: int, end: int) -> bool:
        """ "On 14 November intruders got into the file servers": conduct is dated, and nobody is blamed."""
        if start > LEAD and not self._names_public:
            # News of the trade that names no state: what it is about stands in its lead, and most of its times are not.
            return False
        terms = self._context.terms
        weak = sum(1 for _ in zip(range(2), terms.within(start, end, "cyber.weak"), strict=False))
        about = weak > 1 or terms.any(start, end, "cyber.kinds") or terms.any(start, end, "actors.ties")
        return about and dates_itself(self._context.text, start, end)

    def _answers_briefly(self, start: int, end: int) -> bool:
        text = self._context.text
        if _missions().search(text, start, end) and (self._claims(start, end) or self._answers(start, end)):
            return True
        if _taking_back().search(text, start, end):
            return True
        if _PRONOUN.match(text, start):
            return _DENIES.search(text, start, end) is not None
        terms = self._context.terms
        return terms.any(start, end, "answers.declines") or terms.any(start, end, "answers.breach_denials")

    def _answers(self, start: int, end: int) -> bool:
        return any(self._context.terms.any(start, end, kind) for kind in _ANSWERS)

    def _claims(self, start: int, end: int) -> bool:
        return has_claiming_verb(self._context.text, start, end)
