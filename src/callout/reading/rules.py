"""The `rules` engine: a document to its claims by grammar, word lists and knowledge.

Passes over the text, each in order: prepare (names, words, quotations, people), gate and parse, hear (who each subject
is), draft (attributions, stances, measures), answer (denials, threats), then merge the drafts of one claimant, act,
accused and conduct into one claim with all its stretches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callout import __version__
from callout.reading.acts import Acts
from callout.reading.answers import Answers
from callout.reading.claimant import Claimants
from callout.reading.claims import Writing
from callout.reading.context import Context, prepare
from callout.reading.deeds import Deeds
from callout.reading.draft import Draft, Drop, Findings
from callout.reading.found import entities_of, mentions_of
from callout.reading.gate import is_worth_parsing
from callout.reading.hearing import Hearing, Parsed
from callout.reading.speech import utterances
from callout.reading.syntax import parse
from callout.reading.topic import Topic
from callout.reading.units import units_of
from callout.record.acts import ActClass
from callout.record.claim import Engine
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.record.reading import Dropped, Reading


class RulesEngine:
    """The default reader. Holds no state between documents."""

    name = Engine(name="rules", version=__version__)

    def read(self, document: Document, *, speech: bool = False, dropped: bool = False) -> Reading:
        context = prepare(document)
        worth = [s for s in context.sentences if speech or is_worth_parsing(context, s)]
        units = units_of(context.text, worth)
        trees = parse(context.text, ((u.start, u.end) for u in units))
        hearing = Hearing(context)
        parsed = [hearing.hear(unit, tree) for unit, tree in zip(units, trees, strict=True)]
        hearing.settle()
        judged = [p for p in parsed if not speech or is_worth_parsing(context, p.sentence)]
        drafts, drops = _draft(context, hearing, judged)
        writing = Writing(context, self.name)
        claims, conducts = writing.write(drafts)
        return Reading(
            document=document,
            engine=self.name,
            claims=tuple(claims),
            conducts=tuple(conducts),
            entities=tuple(entities_of(claims)),
            mentions=mentions_of(context),
            speech=tuple(u for p in parsed for u in utterances(context, p.tree)) if speech else None,
            dropped=tuple(_dropped(context, drops)) if dropped else None,
        )

    def read_all(
        self, documents: Iterable[Document], *, speech: bool = False, dropped: bool = False
    ) -> Iterator[Reading]:
        for document in documents:
            yield self.read(document, speech=speech, dropped=dropped)


def _draft(context: Context, hearing: Hearing, parsed: list[Parsed]) -> tuple[list[Draft], list[Drop]]:
    """The drafts of all sentences, in order of the text, and what was dropped."""
    claimants, topic, findings = Claimants(context, hearing.speakers), Topic(context), Findings()
    acts = Acts(context, claimants, topic, findings)
    deeds = Deeds(context, claimants, topic, findings)
    drafts: list[Draft] = []
    for sentence in parsed:
        used: set[int] = set()
        found = [*acts.drafts(sentence, used), *deeds.drafts(sentence, used)]
        if not any(d.act.act_class is ActClass.ATTRIBUTION and d.accused for d in found):
            found += deeds.presences(sentence, used)
        for draft in found:
            if draft.accused and draft.act.act_class in (ActClass.ATTRIBUTION, ActClass.MEASURE):
                findings.last_accused = draft.accused
        drafts += found
    answers = Answers(context, claimants, topic, findings, drafts)
    drafts += [draft for sentence in parsed for draft in answers.drafts(sentence)]
    drafts.sort(key=lambda d: d.start)
    return drafts, findings.dropped


def _dropped(context: Context, drops: list[Drop]) -> list[Dropped]:
    return [Dropped(reason=d.reason, evidence=Evidence.cut(context.text, d.start, d.end)) for d in drops]
