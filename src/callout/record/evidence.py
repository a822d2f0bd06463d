"""Evidence: an exact stretch of a document. `text[start:end] == exact`, always.

Offsets are code points of the kept text, end exclusive. A stretch is made by cutting it out of the
text, so that it cannot disagree with it; one that comes from elsewhere is checked before it counts.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from callout.errors import EvidenceError
from callout.record.model import Record


class Evidence(Record):
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str = Field(min_length=1)

    @model_validator(mode="after")
    def _length_agrees(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError(f"{self.end - self.start} code points between the offsets, {len(self.exact)} in the words")
        return self

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """The stretch of `text` from `start` to `end`, without white space at its ends.

        Raises EvidenceError where the offsets lie outside the text or hold nothing but white space.
        """
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"offsets {start} to {end}", "they lie outside the text", "Report this as a bug")
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        exact = words.strip()
        if not exact:
            raise EvidenceError(f"offsets {start} to {end}", "there are no words there", "Report this as a bug")
        return cls(start=start, end=start + len(exact), exact=exact)

    def check(self, text: str, where: str) -> None:
        """Raises EvidenceError unless the words stand in `text` at the offsets."""
        if text[self.start : self.end] != self.exact:
            raise EvidenceError(
                where,
                f"the text at {self.start} to {self.end} is not {self.exact[:60]!r}",
                "Read the document again: a claim without its exact words is not kept",
            )


class Stretch(Record):
    """A stretch of a document that a claim rests on, told with both: what a case shows of its claims' evidence."""

    claim: str
    document: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str = Field(min_length=1)

    @classmethod
    def of(cls, claim: str, document: str, evidence: Evidence) -> Stretch:
        return cls(claim=claim, document=document, start=evidence.start, end=evidence.end, exact=evidence.exact)
