"""A reading: what one engine found in one document. One JSON object on a line of `callout read`."""

from __future__ import annotations

from collections.abc import Sequence

from callout.record.claim import Claim, Conduct, Engine
from callout.record.document import Document
from callout.record.entity import Entity
from callout.record.evidence import Evidence
from callout.record.model import Record


class Mention(Record):
    """A thing that the document names, with every stretch that names it."""

    id: str | None = None
    name: str
    evidence: Sequence[Evidence]


class Mentions(Record):
    vulnerabilities: Sequence[Mention] = ()
    products: Sequence[Mention] = ()
    techniques: Sequence[Mention] = ()
    groups: Sequence[Mention] = ()
    malware: Sequence[Mention] = ()


class Stretch(Record):
    start: int
    end: int


class Utterance(Record):
    """Attributed speech, cyber or not: who (source), the word that attributes (cue), what (content)."""

    source: Sequence[Stretch]
    cue: Sequence[Stretch]
    content: Sequence[Stretch]


class Dropped(Record):
    """A sentence that looked like a claim and was not written, and why."""

    reason: str
    evidence: Evidence


class Reading(Record):
    """`speech` and `dropped` are null unless they were asked for; the JSON form leaves them out then."""

    document: Document
    engine: Engine
    claims: Sequence[Claim] = ()
    conducts: Sequence[Conduct] = ()
    entities: Sequence[Entity] = ()
    mentions: Mentions = Mentions()
    speech: Sequence[Utterance] | None = None
    dropped: Sequence[Dropped] | None = None

    def to_json(self) -> str:
        """The public JSON form, on one line."""
        leave_out = {name for name in ("speech", "dropped") if getattr(self, name) is None}
        return self.model_dump_json(exclude=leave_out)
