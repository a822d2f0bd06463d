"""What follows from the positions of a case when they are looked at side by side: who joined when, who did not
attribute, whose words differ, where documents differ about one claimant, and what is contested.

Nothing here is callout's own judgement: each line names the claims that it follows from.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from callout.record.acts import Act, Level, Tie
from callout.record.dates import DateKind, When
from callout.record.entity import Party
from callout.record.evidence import Stretch
from callout.record.model import Record


class Joiner(Record):
    """When a claimant first attributed the conduct. `least` and `most` are days after the first attribution of the
    case: the same where both dates are known to the day, a range where one is known to the month or year, null where it
    has no date. `date_kind` says whether it is the day of saying or, for want of one, of a publication."""

    claimant: Party
    act: Act
    said_on: When | None
    date_kind: DateKind | None
    least: int | None
    most: int | None
    joint: bool
    claims: tuple[str, ...]


class Reserve(Record):
    """A claimant that spoke of the conduct and attributed it to nobody: what it did instead."""

    claimant: Party
    acts: tuple[Act, ...]
    said_on: When | None
    date_kind: DateKind | None
    claims: tuple[str, ...]


class Wording(Record):
    """How one claimant names the accused, at its strongest, in the words of the text."""

    claimant: Party
    name: str | None
    level: Level
    tie: Tie | None
    phrase: str
    claim: str


class WordingGap(Record):
    """Two claimants that hold one state responsible in unlike words. Distances are steps on the scales of `Level` and
    `Tie`; that of the tie is null where one of them says nothing of a tie."""

    state: str
    one: Wording
    other: Wording
    levels_apart: int
    ties_apart: int | None
    in_words: str


class Differing(StrEnum):
    """In what documents differ about one claimant."""

    ACT = "act"
    ACCUSED = "accused"
    LEVEL = "level"
    TIE = "tie"
    CONFIDENCE = "confidence"
    PARTNERS = "partners"
    DATE = "date"


class Side(Record):
    """What some documents say: `value` in words, "none" where they say nothing of it."""

    value: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]


class Difference(Record):
    """Documents tell of one claimant's attribution in different ways. All sides are shown; none is right or wrong."""

    claimant: Party
    what: Differing
    in_words: str
    sides: tuple[Side, ...] = Field(min_length=2)


class AccusedState(Record):
    """A state that is held responsible, and by whom. `withdrawn_by` are those of the claimants that took it back."""

    state: str
    claimants: tuple[Party, ...]
    withdrawn_by: tuple[Party, ...]
    claims: tuple[str, ...]


class Withdrawal(Record):
    """A claimant took back, or corrected, an attribution: told by a document, or decided by a person (`decided_by`).

    `takes_back` are the claimant's earlier claims in this case that it is about; what was said after it stands.
    """

    claimant: Party
    states: tuple[str, ...]
    said_on: When | None
    date_kind: DateKind | None
    claims: tuple[str, ...]
    takes_back: tuple[str, ...]
    evidence: tuple[Stretch, ...]
    decided_by: str | None = None


class Coalition(Record):
    """`accused` are all states that are held responsible, those with the most claimants first. The conduct is
    `contested` where two of them are held responsible by attributions that stand and that no claim makes of both.

    `denials` are claims by which the accused deny or reject, `victim_denials` those by which a victim does.
    """

    joiners: tuple[Joiner, ...] = ()
    reserved: tuple[Reserve, ...] = ()
    gaps: tuple[WordingGap, ...] = ()
    differences: tuple[Difference, ...] = ()
    accused: tuple[AccusedState, ...] = ()
    contested: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    victim_denials: tuple[str, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
