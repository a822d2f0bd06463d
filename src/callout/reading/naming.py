"""What a noun phrase names once its head is known: the entity, the level of its noun, and the state that binds it.

`accused.py` finds the phrase and its tie; here its words become an accused: a state, an organ, an official, a group, or
doers by their noun. What must stay true: the state stands in the phrase or right beside it, and what a phrase aims at
("anti-China", "against Iran") binds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.binding import Phrase, binding_state
from callout.reading.context import Context
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention
from callout.reading.syntax import Word
from callout.record.acts import Level, Tie
from callout.record.claim import Accused
from callout.record.entity import STATE_BODIES, Entity, EntityKind


def national(
    context: Context, head: Word, mention: Mention, start: int, end: int, tie: Tie | None, single: bool
) -> Accused | None:
    if mention.what is What.DEMONYM and head.pos == "ADJ" and head.dep in ("acomp", "attr", "oprd"):
        level, own = Level.INDIVIDUALS, Tie.NATIONALS
    elif mention.what is What.DEMONYM:
        plural = head.text.endswith("s") and head.tag in ("NNS", "NNPS")
        level, own = (Level.INDIVIDUALS, Tie.NATIONALS) if plural or single else (Level.STATE, Tie.IS_STATE)
    else:
        level, own = Level.STATE, Tie.IS_STATE
    return made(context, mention.entity, level, mention, tie if level is not Level.STATE and tie else own, start, end)


def official(context: Context, head: Word, mention: Mention, start: int, end: int, tie: Tie | None) -> Accused | None:
    entity = mention.entity
    if mention.what is What.BODY and entity:
        if entity.kind is EntityKind.STATE or (mention.country in ("EU", "NATO", "UN")):
            return made(context, entity, Level.STATE, mention, Tie.IS_STATE, start, end)
        if entity.kind in STATE_BODIES:
            return made(context, entity, Level.STATE_ORGAN, mention, Tie.IS_STATE, start, end)
        return made(context, entity, Level.GROUP, mention, tie, start, end)
    if mention.country is None:
        return None
    if mention.what is What.ROLE_BODY:
        noun = (mention.role or head.low).lower().split()[-1]
        if noun in word_set("actors", "levels", "states"):
            return made(context, state_entity(mention.country), Level.STATE, mention, Tie.IS_STATE, start, end)
        return made(context, entity, Level.STATE_ORGAN, mention, Tie.IS_STATE, start, end)
    named = entity or Entity(
        name=context.text[mention.start : mention.end], kind=EntityKind.PERSON, country=mention.country
    )
    if mention.what is What.PEOPLE and head.lemma in ("expert", "diplomat", "leader", "politician"):
        return None
    return made(
        context, named, Level.OFFICER, mention, tie if tie not in (None, Tie.NATIONALS) else Tie.IS_STATE, start, end
    )


def state_right_after(context: Context, mention: Mention) -> Mention | None:
    """ "Anonymous Philippines": a collective with its country."""
    after = context.mentions.covering(mention.end + 1)
    beside = after is not None and after.what is What.STATE and context.text[mention.end : after.start] == " "
    return after if beside else None


def group_named(context: Context, phrase: Phrase, mention: Mention) -> Accused:
    assert mention.entity is not None  # noqa: S101 - a group mention carries its group
    start, end, tie = phrase.start, phrase.end, phrase.tie
    binding = binding_state(context, phrase) or state_right_after(context, mention)
    if binding is None or tie is None:
        introduced = context.introductions.get(mention.entity.name)
        if introduced and (binding is None or binding.country == introduced.country):
            # The document has said whose it is: "Sandworm, a group aligned with Russia".
            return Accused(
                entity=mention.entity.id,
                name=mention.entity.name,
                kind=EntityKind.GROUP,
                state=introduced.country,
                level=Level.GROUP,
                tie=tie or introduced.tie,
                phrase=context.text[start:end],
            )
    if binding:
        tie = tie or (Tie.IS_STATE if binding.what in (What.BODY, What.ROLE_BODY) else Tie.NATIONALS)
        return made(context, mention.entity, Level.GROUP, binding, tie, start, end)
    # Where somebody says that another state is behind the group, what knowledge has is not filled in.
    told = context.patrons.get(mention.entity.name, frozenset())
    known = mention.country if told <= {mention.country} else None
    return Accused(
        entity=mention.entity.id,
        name=mention.entity.name,
        kind=EntityKind.GROUP,
        state=known,
        state_from=mention.state_from if known else None,
        level=Level.GROUP,
        tie=tie,
        phrase=context.text[start:end],
    )


def by_noun(context: Context, phrase: Phrase) -> Accused | None:
    tree, head, start, end, tie = phrase.tree, phrase.head, phrase.start, phrase.end, phrase.tie
    level = level_of(head)
    if level is None and head.pos == "PROPN":
        # "Chinese APT UNC215", "the ransomware group Pay2Key": the noun before an unknown name says what it is.
        before = [k for k in tree.kids(head.i, "compound", "amod", "nmod") if level_of(k)]
        level = level_of(before[-1]) if before else None
    deed = head.lemma in word_set("cyber", "deeds") or head.low in word_set("cyber", "deeds")
    binding = binding_state(context, phrase)
    groups = (m for m in context.mentions.within(start, end) if m.what is What.GROUP)
    group = next((m for m in groups if phrase.word_of(m) is not None), None)
    if group and level is not None:
        named = group_named(context, phrase, group)
        if binding and named.state_from:
            named = named.model_copy(update={"state": binding.country, "state_from": None})
        return named
    if level is None and binding is not None and binding.what in (What.DEMONYM, What.STATE, What.SEAT):
        if head.lemma in word_set("actors", "levels", "states"):
            assert binding.country is not None  # noqa: S101 - a binding mention has a state
            return made(context, state_entity(binding.country), Level.STATE, binding, Tie.IS_STATE, start, end)
        if head.lemma in word_set("actors", "levels", "organs"):
            if tie is not None and tie is not Tie.IS_STATE:
                # "state-affiliated organisations" are not the state's own.
                return made(context, None, Level.UNNAMED, binding, tie, start, end, until=head.end)
            return made(context, None, Level.STATE_ORGAN, binding, Tie.IS_STATE, start, end, until=head.end)
    if binding is not None and level is None and _is_letters(context, head, binding):
        # "Belarus's KGB", where no list has it: letters that a state owns are a body of it.
        return made(context, None, Level.STATE_ORGAN, binding, Tie.IS_STATE, start, end, until=head.end)
    if binding is not None and head.lemma in ("territory", "soil"):
        return _unnamed(context, binding, Tie.FROM_TERRITORY, start, end)
    if level is None and not deed:
        return None
    if deed and level is None:
        if binding is None or binding.what is What.CITY:
            # "the Mumbai hospital attack": where it was done, not by whom.
            return None
        if binding.what is What.DEMONYM or tie is not None or binding.country is None:
            return _unnamed(context, binding, tie or Tie.NATIONALS, start, end)
        return made(context, state_entity(binding.country), Level.STATE, binding, Tie.IS_STATE, start, end)
    assert level is not None  # noqa: S101 - settled above
    if binding is None:
        if tie is None and level in (Level.OFFICER, Level.INDIVIDUALS, Level.CONTRACTOR, Level.GROUP):
            return None
        return Accused(name=None, level=level, tie=tie, phrase=context.text[start:end])
    if tie is None:
        tie = _bare_tie(context, binding, head, level)
    return made(context, None, level, binding, tie, start, end, until=head.end)


def _is_letters(context: Context, head: Word, binding: Mention) -> bool:
    owned = re.fullmatch(r"['’]s\s+", context.text[binding.end : head.start]) is not None
    return owned and head.pos == "PROPN" and head.text.isupper() and 2 <= len(head.text) <= 6 and head.text.isalpha()


def _unnamed(context: Context, binding: Mention, tie: Tie, start: int, end: int) -> Accused:
    """Nobody is named, and a state is: "Chinese cyber activity", "from the territory of"."""
    return Accused(name=None, state=binding.country, level=Level.UNNAMED, tie=tie, phrase=context.text[start:end])


def _bare_tie(context: Context, binding: Mention, head: Word, level: Level) -> Tie:
    """ "Chinese hackers" are nationals; "Russian government hackers", "GRU officers" are the state's own."""
    if level is Level.STATE:
        return Tie.IS_STATE
    between = context.text[binding.start : head.start].lower()
    if binding.what in (What.BODY, What.ROLE_BODY) or any(
        re.search(rf"\b{own}\b", between) for own in word_set("actors", "own")
    ):
        return Tie.IS_STATE
    if level is Level.OFFICER and head.lemma in ("officer", "agent", "soldier", "official"):
        return Tie.IS_STATE
    return Tie.NATIONALS


def coordinated_states(context: Context, phrase: Phrase, found: Sequence[Accused]) -> list[Accused]:
    """ "hackers linked to the Chinese and Iranian governments": the other states of a coordinated adjective."""
    if not found:
        return []
    more = []
    known = {a.state for a in found}
    first = found[0]
    around = context.mentions.within(phrase.start, min(phrase.end, phrase.head.end + 120))
    inside = [m for m in around if phrase.word_of(m) is not None]
    for before, mention in pairwise(inside):
        joined = re.fullmatch(r"\s*(?:,|and|or|,\s*and)\s+(?:the\s+)?", context.text[before.end : mention.start])
        if not joined or not (before.country and mention.country):
            continue
        if before.country in known and mention.country not in known:
            other = mention
        elif mention.country in known and before.country not in known:
            # "Russian and Chinese hackers": the state that binds is the nearer, the other is meant as well.
            other = before
        else:
            continue
        if first.level in (Level.STATE, Level.INDIVIDUALS) and first.tie in (Tie.IS_STATE, None):
            continue
        known.add(other.country)
        more.append(first.model_copy(update={"state": other.country, "entity": None, "name": _name(context, other)}))
    return more


def _name(context: Context, mention: Mention) -> str:
    return mention.entity.name if mention.entity else context.text[mention.start : mention.end]


def made(
    context: Context,
    entity: Entity | None,
    level: Level,
    binding: Mention | None,
    tie: Tie | None,
    start: int,
    end: int,
    until: int | None = None,
) -> Accused:
    """An accused whose state the text gives. Without an entity of its own it bears the body that it is tied to, or its
    own words from the state's name to the noun ("Chinese state-sponsored cyber actors")."""
    text = context.text
    country = binding.country if binding else None
    if entity is None and binding is not None and binding.what is What.BODY and binding.entity:
        entity = binding.entity
    if entity is not None:
        return Accused(
            entity=entity.id,
            name=entity.name,
            kind=entity.kind,
            state=country,
            level=level,
            tie=tie,
            phrase=text[start:end],
        )
    assert binding is not None  # noqa: S101 - no entity and no state is handled by the callers
    name = text[binding.start : until] if until and binding.start < until else text[start : until or end]
    return Accused(name=name, kind=None, state=country, level=level, tie=tie, phrase=text[start:end])
