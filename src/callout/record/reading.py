"""A reading: what one engine found in one document. One JSON object on a line of `callout read`."""

from __future__ import annotations

from callout.record.claim import Claim, Conduct, Engine
from callout.record.document import Document
from callout.record.entity import Entity, Party
from callout.record.evidence import Evidence
from callout.record.model import Record


class Mention(Record):
    """A thing that the document names, with every stretch that names it.

    `described` marks a technique whose id the document does not give: the stretches describe it, and a model took them
    for that technique.
    """

    id: str | None = None
    name: str
    described: bool = False
    evidence: tuple[Evidence, ...]


class Mentions(Record):
    vulnerabilities: tuple[Mention, ...] = ()
    products: tuple[Mention, ...] = ()
    techniques: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    malware: tuple[Mention, ...] = ()


class Alias(Record):
    """A claim that a group, malware or campaign has another name. `claimant` is whoever calls it so; null where the
    text does not say who, and nobody is known to issue it."""

    claimant: Party | None
    name: str
    alias: str
    evidence: Evidence


class Stretch(Record):
    start: int
    end: int


class Utterance(Record):
    """Attributed speech, cyber or not: who (source), the word that attributes (cue), what (content)."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


class Dropped(Record):
    """A sentence that looked like a claim and was not written, and why."""

    reason: str
    evidence: Evidence


class Step(Record):
    """One field of a claim: what was written, and why."""

    field: str
    value: str
    because: str


class Explanation(Record):
    """For one claim, which rule, knowledge or words set each field."""

    claim: str
    steps: tuple[Step, ...]


class Reading(Record):
    """`speech`, `dropped` and `explained` are null unless they were asked for; the JSON form leaves them out then.

    `unread` is the ISO 639 code of the language of a document that the engine does not read: its names are there, and
    no claims were looked for. The JSON form leaves it out for documents that were read, and `aliases` where there are
    none.
    """

    document: Document
    engine: Engine
    unread: str | None = None
    claims: tuple[Claim, ...] = ()
    conducts: tuple[Conduct, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: Mentions = Mentions()
    aliases: tuple[Alias, ...] = ()
    speech: tuple[Utterance, ...] | None = None
    dropped: tuple[Dropped, ...] | None = None
    explained: tuple[Explanation, ...] | None = None

    def to_json(self) -> str:
        """The public JSON form, on one line."""
        leave_out = {name for name in ("unread", "speech", "dropped", "explained") if getattr(self, name) is None}
        if not self.aliases:
            leave_out.add("aliases")
        return self.model_dump_json(exclude=leave_out)
