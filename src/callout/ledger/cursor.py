"""Where a page of a search ended: what the next page begins behind, and the moment as of which all pages are.

A cursor is given out and comes back from outside. One that is not of the same question is refused.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, literal, tuple_

from callout.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Place:
    """`sorted_by` is a score, or a day, of the last hit before; `number` its number."""

    sorted_by: float | str
    number: int
    known_at: dt.datetime

    @property
    def key(self) -> ColumnElement[Any]:
        return tuple_(literal(self.sorted_by), literal(self.number))

    def written(self, question: Sequence[Any]) -> str:
        content = json.dumps([_sign(question), self.sorted_by, self.number, self.known_at.isoformat()])
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, cursor: str, question: Sequence[Any], *, by_day: bool) -> Place:
        """Raises QuestionError for a cursor of another question, or no cursor at all."""
        refused = QuestionError("cursor", "it is not a cursor of this search", "Begin again without a cursor")
        try:
            content = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            sign, sorted_by, number, known_at = content
            place = cls(sorted_by, number, dt.datetime.fromisoformat(known_at))
        except (ValueError, TypeError, RecursionError):
            raise refused from None
        right = type(sorted_by) is (str if by_day else float) and type(number) is int
        if sign != _sign(question) or not right or place.known_at.tzinfo is None:
            raise refused
        return place


def _sign(question: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(question).encode("utf-8", "surrogatepass")).hexdigest()[:12]
