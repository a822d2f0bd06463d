"""The `rules` engine: a document to its claims by grammar, word lists and knowledge.

Passes over the text, each in order: prepare (names, words, quotations, people), gate and parse, hear (who each subject
is), draft (attributions, stances, measures), answer (denials, threats), then merge the drafts of one claimant, act,
accused and conduct into one claim with all its stretches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from callout import __version__
from callout.reading.acts import Acts
from callout.reading.advice import issued_advice
from callout.reading.aliases import aliases_of
from callout.reading.answers import Answers
from callout.reading.belonging import Belongings
from callout.reading.claimant import Claimants
from callout.reading.claims import Writing
from callout.reading.confidence import stated_after
from callout.reading.context import Context, prepare
from callout.reading.deeds import Deeds
from callout.reading.draft import Draft, Drop, Findings
from callout.reading.explain import explained
from callout.reading.found import entities_of, mentions_of
from callout.reading.gate import Gate
from callout.reading.hearing import Hearing, Parsed
from callout.reading.language import foreign_language
from callout.reading.listings import listed_below
from callout.reading.presence import Presences
from callout.reading.speech import utterances
from callout.reading.stances import Stances
from callout.reading.syntax import Tree, parse
from callout.reading.timing import Timing
from callout.reading.title import titled_attributions
from callout.reading.topic import Topic
from callout.reading.units import Unit, units_of
from callout.reading.withdrawals import with_withdrawals
from callout.record.acts import Act, ActClass
from callout.record.claim import Engine
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.record.reading import Dropped, Reading


class RulesEngine:
    """The default reader. Holds no state between documents."""

    name = Engine(name="rules", version=__version__)

    def read(
        self, document: Document, *, speech: bool = False, dropped: bool = False, explain: bool = False
    ) -> Reading:
        return next(self.read_all([document], speech=speech, dropped=dropped, explain=explain))

    def read_all(
        self, documents: Iterable[Document], *, speech: bool = False, dropped: bool = False, explain: bool = False
    ) -> Iterator[Reading]:
        """Short documents are parsed together: the parser's time is in its batches, not in the words."""
        asked = _Asked(speech, dropped, explain)
        for batch in batches(documents, TOGETHER):
            prepared = [_Prepared.of(document, speech) for document in batch]
            trees = parse((p.context.text, u.start, u.end, u.skipped) for p in prepared for u in p.units)
            for one in prepared:
                yield self._finish(one, list(islice(trees, len(one.units))), asked)

    def _finish(self, prepared: _Prepared, trees: list[Tree], asked: _Asked) -> Reading:
        context = prepared.context
        hearing = Hearing(context)
        parsed = [hearing.hear(unit, tree) for unit, tree in zip(prepared.units, trees, strict=True)]
        hearing.settle()
        gate = Gate(context)
        judged = [p for p in parsed if not asked.speech or gate.passes(p.sentence)]
        drafts, drops = _draft(context, hearing, judged)
        writing = Writing(context, Timing(context, parsed), self.name)
        # English grammar says nothing of conduct in another language either.
        claims, conducts = writing.write(drafts) if prepared.foreign is None else ([], [])
        return Reading(
            document=context.document,
            engine=self.name,
            unread=prepared.foreign,
            claims=tuple(claims),
            conducts=tuple(conducts),
            entities=tuple(entities_of(claims)),
            mentions=mentions_of(context),
            aliases=tuple(aliases_of(context)),
            speech=tuple(u for p in parsed for u in utterances(context, p.tree, p.content)) if asked.speech else None,
            dropped=tuple(_dropped(context, drops)) if asked.dropped else None,
            explained=tuple(explained(context, c, writing.drafts_of[c.id]) for c in claims) if asked.explain else None,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parts of a reading that are made only when they are asked for."""

    speech: bool
    dropped: bool
    explain: bool


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document before parsing. With `speech` every sentence is parsed, not only those that may claim; of a document
    in another language none is."""

    context: Context
    units: list[Unit]
    foreign: str | None = None

    @classmethod
    def of(cls, document: Document, speech: bool) -> _Prepared:
        context = prepare(document)
        foreign = foreign_language(document.text)
        if foreign is not None:
            return cls(context, [], foreign)
        gate = Gate(context)
        worth = [s for s in context.sentences if speech or gate.passes(s)]
        return cls(context, units_of(context.text, worth))


TOGETHER = 20_000
"""Characters of the documents that are parsed together: some dozens of short texts, or one long report."""


def batches(documents: Iterable[Document], characters: int) -> Iterator[list[Document]]:
    """The documents in order, in lists that end as soon as they hold so many characters."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += document.length
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _draft(context: Context, hearing: Hearing, parsed: list[Parsed]) -> tuple[list[Draft], list[Drop]]:
    """The drafts of all sentences, in order of the text, and what was dropped."""
    claimants, topic, findings = Claimants(context, hearing.speakers), Topic(context), Findings()
    acts = Acts(context, claimants, topic, findings)
    belongings = Belongings(context, claimants, topic, findings)
    deeds = Deeds(context, claimants, topic, findings)
    presences = Presences(context, claimants, topic, findings)
    drafts: list[Draft] = []
    for sentence in parsed:
        used: set[int] = set()
        found = [
            *acts.drafts(sentence, used),
            *belongings.drafts(sentence, used),
            *deeds.drafts(sentence, used),
        ]
        if not any(d.act.act_class is ActClass.ATTRIBUTION and d.accused for d in found):
            found += presences.drafts(sentence, used)
        for draft in found:
            findings.note(draft)
        drafts += found
    answers = Answers(context, claimants, topic, findings, drafts)
    stances = Stances(context, claimants, topic, drafts)
    drafts += [draft for sentence in parsed for draft in (*answers.drafts(sentence), *stances.drafts(sentence))]
    drafts = with_withdrawals(context, claimants, topic, parsed, drafts)
    drafts = _without_countered(drafts)
    drafts += list(listed_below(context, drafts))
    drafts += stated_after(context, claimants, drafts, parsed)
    drafts += issued_advice(context, drafts)
    drafts += titled_attributions(context, topic, parsed, drafts)
    drafts.sort(key=lambda d: d.start)
    return drafts, findings.dropped


def _without_countered(drafts: list[Draft]) -> list[Draft]:
    """What an accused answers with ("the United States itself is the chief culprit") is one claim, the answer."""
    countered = {
        (d.start, d.party.id, state) for d in drafts if d.act is Act.COUNTER_ACCUSE and d.party for state in d.states
    }
    return [
        d
        for d in drafts
        if d.act is not Act.ATTRIBUTE
        or not any((d.start, d.party.id if d.party else "", s) in countered for s in d.states)
    ]


def _dropped(context: Context, drops: list[Drop]) -> list[Dropped]:
    return [Dropped(reason=d.reason, evidence=Evidence.cut(context.text, d.start, d.end)) for d in drops]
