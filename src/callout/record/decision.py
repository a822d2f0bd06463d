"""A decision: what a person decided about a claim, about which claims belong together, or about names.

Decisions are kept for ever and never changed: one that was wrong is undone by another. A decision holds the claim as it
was read when it was decided on, and cases by places in documents and not by ids, so that it can be honoured after a
better reading gave other ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from callout.record.claim import Claim
from callout.record.ids import make_id
from callout.record.model import Record


class DecisionKind(StrEnum):
    """Of a claim: it is read rightly; read wrongly in some fields; not made; open; taken back by whoever made it.
    Of cases: they are one; some documents or claims are a case of their own, apart from the rest; they stand beside
    each other. Of names: they name one thing, or two."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    DOUBT = "doubt"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    SPLIT = "split"
    LINK = "link"
    SAME = "same"
    DIFFERENT = "different"
    UNDO = "undo"


OF_CLAIMS = (
    DecisionKind.CONFIRM,
    DecisionKind.CORRECT,
    DecisionKind.REJECT,
    DecisionKind.DOUBT,
    DecisionKind.WITHDRAW,
)
OF_CASES = (DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.LINK)
OF_NAMES = (DecisionKind.SAME, DecisionKind.DIFFERENT)


class ClaimStatus(StrEnum):
    """What is known of a claim beside its words. Four ways of not standing, never mixed: a person found that it was not
    made (`false`) or left it open (`uncertain`), whoever made it took it back (`withdrawn`), or a later reading no
    longer finds it (`superseded`)."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    FALSE = "false"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Place(Record):
    """A stretch of a document; the whole document where `start` and `end` are null. `names` are what the conduct told
    there was named (campaign, malware, flaws): they tell two conducts apart that are told in the same words."""

    document: str
    start: int | None = None
    end: int | None = None
    names: tuple[str, ...] = ()


class Decision(Record):
    """`claim` is what the engine read, before any correction; `beside` are the ids of the other claims that were read
    in its document then, which are not what was decided on. `sides` are the places of the two cases (merge, link), or
    of what is taken out and what stays (split); `cases` their ids when it was decided. `changes` are fields of a claim
    by name, in the record's JSON form."""

    id: str = ""
    kind: DecisionKind
    by: str = Field(min_length=1)
    why: str = Field(min_length=1)
    decided_at: dt.datetime
    claim: Claim | None = None
    beside: tuple[str, ...] = ()
    changes: dict[str, Any] = Field(default_factory=dict)
    sides: tuple[tuple[Place, ...], ...] = ()
    cases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    undoes: str | None = None

    @model_validator(mode="after")
    def _says_what_it_is_about(self) -> Self:
        about = {
            "claim": self.kind in OF_CLAIMS,
            "sides": self.kind in OF_CASES,
            "names": self.kind in OF_NAMES,
            "undoes": self.kind is DecisionKind.UNDO,
        }
        for field, needed in about.items():
            if bool(getattr(self, field)) != needed:
                raise ValueError(f"a decision to {self.kind} {'needs' if needed else 'has no'} {field!r}")
        if bool(self.changes) != (self.kind is DecisionKind.CORRECT):
            raise ValueError("a correction says what it changes, and nothing else does")
        if self.sides and len(self.sides) != 2:
            raise ValueError("a decision on cases has two sides")
        if self.names and len(set(self.names)) != 2:
            raise ValueError("a decision on names has two names that differ")
        if self.changes:
            self.corrected()
        if self.decided_at.tzinfo is None:
            raise ValueError("a time without a time zone is refused: decisions are kept in UTC")
        if not self.id:
            object.__setattr__(self, "id", make_id("dec", self.model_dump(mode="json", exclude={"id"})))
        return self

    def corrected(self) -> Claim:
        """The claim with its changes, under the id that it had. Raises ValueError where they do not make a claim."""
        if self.claim is None:
            raise ValueError("a correction needs a claim")
        return corrected(self.claim, self.changes)


FIXED = frozenset({"id", "document", "evidence", "engine", "class"})
"""What no correction changes: what was said stands where it stands."""


def corrected(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """The claim with other values in some fields, under the id that it had.

    A conduct that is corrected is another conduct than its document's other claims are about: its id follows from what
    is said of it. Raises ValueError for fields that cannot be corrected or that do not make a claim.
    """
    wrong = sorted(set(changes) & FIXED)
    if wrong:
        raise ValueError(f"{', '.join(wrong)} cannot be corrected: what was said stands where it stands")
    written = claim.model_dump(mode="json", by_alias=True)
    unknown = sorted(set(changes) - set(written))
    if unknown:
        raise ValueError(f"a claim has no {', '.join(unknown)}; it has {', '.join(sorted(set(written) - FIXED))}")
    written.pop("class", None)
    found = Claim.model_validate(written | dict(changes))
    if "conduct" not in changes or found.conduct is None:
        return found
    about = found.conduct.model_copy(update={"id": ""})
    told = make_id("cnd", {"document": claim.document, "corrected": about.model_dump_json()})
    return found.model_copy(update={"conduct": about.model_copy(update={"id": told})})
