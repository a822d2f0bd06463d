"""What a stretch is about: whether it speaks of cyber conduct, by its own words or by referring back."""

from __future__ import annotations

from itertools import chain

from callout.knowledge.names import What
from callout.reading.context import Context


class Topic:
    def __init__(self, context: Context) -> None:
        self._context = context
        strong = context.terms.within(0, len(context.text), "cyber.strong")
        named = (m for m in context.mentions.all if m.what in (What.CAMPAIGN, What.MALWARE, What.GROUP))
        # Two words of cyber conduct, or names of those who do it and of what they do it with, make a document one that
        # "the attacks" may refer back in.
        self.speaks_of_cyber = sum(1 for _ in zip(range(2), chain(strong, named), strict=False)) == 2

    def is_conduct(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` speaks of cyber conduct."""
        terms = self._context.terms
        return (
            terms.any(start, end, "cyber.strong")
            or any(
                m.what in (What.CAMPAIGN, What.MALWARE, What.GROUP) for m in self._context.mentions.within(start, end)
            )
            or sum(1 for _ in terms.within(start, end, "cyber.weak")) >= 2
            or (self.speaks_of_cyber and terms.any(start, end, "cyber.anaphors"))
        )

    def is_near_conduct(self, start: int, end: int) -> bool:
        """Whether it may be about conduct told before: one weak word, or a word that refers back."""
        terms = self._context.terms
        return (
            self.is_conduct(start, end)
            or terms.any(start, end, "cyber.anaphors")
            or terms.any(start, end, "cyber.weak")
        )
