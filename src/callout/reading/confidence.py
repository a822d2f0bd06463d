"""Confidence that is stated in a sentence of its own: "The government has high confidence in its judgement."

Such a sentence accuses nobody. It belongs to the last attribution of whoever says it, and its words become part of that
claim's evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callout.reading.claimant import Claimants
from callout.reading.clauses import arguments
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.hearing import Parsed
from callout.reading.syntax import Tree, Word
from callout.record.acts import ActClass
from callout.record.entity import Entity


def stated_after(
    context: Context, claimants: Claimants, drafts: Sequence[Draft], sentences: Sequence[Parsed]
) -> Iterator[Draft]:
    """A draft for each such sentence: the attribution that it strengthens, with its own stretch."""
    attributions = [d for d in drafts if d.act.act_class is ActClass.ATTRIBUTION and d.accused]
    taken = {d.start for d in attributions}
    for parsed in sentences:
        start, end = parsed.sentence.start, parsed.sentence.end
        if start in taken:
            continue
        for term in context.terms.within(start, end, "hedges.confidence"):
            word = next((w for w in parsed.tree.words if w.start <= term.start < w.end), None)
            party = _holder(context, claimants, parsed, word) if word else None
            last = next((d for d in reversed(attributions) if d.start < start and _is_of(d, party)), None)
            if last is not None:
                yield replace(last, start=start, end=end, steps=["confidence: stated in a sentence of its own"])
                break


def _holder(context: Context, claimants: Claimants, parsed: Parsed, word: Word) -> Entity | None:
    voice, _ = claimants.source(parsed, word)
    if voice.party:
        return voice.party
    subject = _subject(parsed.tree, word)
    return context.resolver.voices(parsed.tree, subject)[0].party if subject is not None else None


def _subject(tree: Tree, word: Word) -> int | None:
    verb = next((a for a in tree.ancestors(word.i) if a.pos in ("VERB", "AUX")), None)
    return arguments(tree, verb.i).subject if verb else None


def _is_of(draft: Draft, party: Entity | None) -> bool:
    if party is None or draft.party is None:
        return False
    same_state = draft.party.country is not None and draft.party.country == party.country
    return draft.party.id == party.id or same_state
