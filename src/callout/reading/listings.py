"""Listings: those under a measure who stand one to a line below the sentence that announces it.

A notice says "sanctions six individuals" and names them below, with what each is and did. What must stay true: the
lines are bullets right after the sentence; the state stands in the line before what the person is listed for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.lexicon import word_set
from callout.reading.lines import Sentence
from callout.record.acts import Act, Level, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind

_BETWEEN = 2
"""Sentences that may stand between the measure and its list ("The listed individuals are:")."""
_STATES = (What.STATE, What.DEMONYM, What.BODY, What.ROLE_BODY, What.PEOPLE)
_GROUND = re.compile(r"\b(?:for|who|which|because|over|against|in\s+connection)\b")


def listed_below(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The same measure once more for each line of its list that names somebody's state."""
    index_of = {sentence.start: sentence.index for sentence in context.sentences}
    for draft in drafts:
        if draft.act not in (Act.SANCTION, Act.CHARGE) or draft.party is None or draft.start not in index_of:
            continue
        for sentence in _lines_below(context, index_of[draft.start] + 1):
            accused = _accused(context, sentence)
            if accused is not None and accused.state != draft.party.country:
                because = "accused: a line of the list below the measure"
                yield replace(
                    draft, accused=[accused], start=sentence.start, end=sentence.end, steps=[draft.steps[0], because]
                )


def _lines_below(context: Context, index: int) -> Iterator[Sentence]:
    between = 0
    for sentence in context.sentences[index:]:
        if context.text[sentence.start] in word_set("text", "bullets"):
            yield sentence
            between = _BETWEEN
        elif between >= _BETWEEN:
            return
        else:
            between += 1


def _accused(context: Context, sentence: Sentence) -> Accused | None:
    """Who a line lists: up to what it is for."""
    ground = _GROUND.search(context.text, sentence.start, sentence.end)
    end = ground.start() if ground else sentence.end
    bound = next((m for m in context.mentions.within(sentence.start, end) if m.country and m.what in _STATES), None)
    name = re.match(r"\W*(?P<name>[^,;(]{3,80})", context.text[sentence.start : end])
    if bound is None or name is None:
        return None
    words = {w.lower().removesuffix("s") for w in re.findall(r"[\w-]+", context.text[sentence.start : end])}
    serves = bool(words & word_set("actors", "levels", "officer"))
    return Accused(
        name=name["name"].strip(),
        kind=EntityKind.PERSON if serves else None,
        state=bound.country,
        level=Level.OFFICER if serves else Level.INDIVIDUALS,
        tie=Tie.IS_STATE if serves else Tie.NATIONALS,
        phrase=context.text[sentence.start : end].strip(),
    )
