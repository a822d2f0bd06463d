"""Who is accused: a noun phrase to the entity, its level and its tie to a state, in the words of the phrase.

"China's ministry of state security" is a state organ that did it itself; "actors affiliated with the ministry" are
unnamed actors with a tie to it; "Chinese hackers" are nationals, with nothing said of the state. A state that only
the knowledge of groups gives is noted as such. States that a phrase names as victims ("hackers targeting Ukraine")
are not taken.
"""

from __future__ import annotations

import re

from callout.knowledge.names import What
from callout.reading.binding import NATIONAL, binding_state, phrase_of
from callout.reading.clauses import conjuncts
from callout.reading.context import Context
from callout.reading.levels import DOING, level_of, level_of_words
from callout.reading.lexicon import word_set
from callout.reading.naming import (
    by_noun,
    coordinated_states,
    group_named,
    made,
    national,
    official,
    state_right_after,
)
from callout.reading.syntax import Tree
from callout.record.acts import Level, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind

__all__ = ["accused_in", "is_actor", "level_of", "level_of_words"]


def accused_in(context: Context, tree: Tree, i: int) -> list[Accused]:
    """The accused that the noun phrase headed at `i` names, one for each coordinated head.

    A phrase that names nobody who could be accused gives an empty list.
    """
    found: list[Accused] = []
    of_deed = tree.words[i].lemma in word_set("cyber", "deeds") or tree.words[i].low in ("use", "recourse")
    for place in conjuncts(tree, _core(tree, i)):
        if of_deed and place != i and tree.words[place].lemma not in word_set("cyber", "deeds"):
            # "malicious cyber activity, NSA and FBI urge …": what is strung to a deed by mistake is not accused of it.
            continue
        one = _accused(context, tree, place)
        if one is None or one.state is None or one.state_from is not None:
            one = _with_apposed(one, _apposed(context, tree, place))
        if one is None:
            continue
        if one.state is None and found and found[0].state_from is None and _shares_modifier(tree, i, place):
            # "the Chinese and Iranian governments": each adjective is coordinated below one head. What knowledge has of
            # a group it has of no other ("Axiom and hackers").
            one = one.model_copy(update={"state": found[0].state})
        if not any((a.name, a.state) == (one.name, one.state) for a in found):
            found.append(one)
    if not found and of_deed:
        # "this cyberattack by Russia": whoever did it.
        # The parser may hang "by" on the verb that has the deed for its object.
        below = [i, tree.words[i].head] if tree.words[i].dep == "dobj" else [i]
        near = [k for place in below for k in tree.kids(place, "prep", "agent") if k.low == "by" and k.i > i]
        if tree.words[i].lemma in word_set("cyber", "own_conduct"):
            # "the malicious behaviour of the US government": of a hack it would be the victim.
            near += [k for k in tree.kids(i, "prep") if k.low == "of"]
        agents = [p.i for k in near for p in tree.kids(k.i, "pobj")]
        # "the attacks that Russian intelligence carried out"
        for clause in tree.kids(i, "relcl", "acl"):
            doers = [k for k in tree.kids(clause.i, "nsubj") if k.low not in ("that", "which", "who")]
            # "the campaign carried out against parties by the actor APT28"
            doers += [p for k in tree.kids(clause.i, "agent") for p in tree.kids(k.i, "pobj")]
            agents += [k.i for k in doers if clause.lemma in word_set("actors", "doing")]
        found = [one for agent in agents for one in accused_in(context, tree, agent)]
    found.extend(coordinated_states(context, phrase_of(context, tree, i), found))
    return found


def _core(tree: Tree, i: int) -> int:
    """The noun that counts: "seven of the individuals", "a group of Swedish hackers", "members of the ministry"."""
    head = tree.words[i]
    counting = head.pos in ("NUM", "DET", "PRON", "ADJ") or head.lemma in word_set("actors", "counting")
    if not counting:
        return i
    for prep in tree.kids(i, "prep"):
        if prep.low == "of":
            for inner in tree.kids(prep.i, "pobj"):
                if head.lemma not in word_set("actors", "levels", "group") or level_of(inner):
                    return inner.i
    return i


def _with_apposed(one: Accused | None, apposed: Accused | None) -> Accused | None:
    """A named group keeps its name and takes state and tie from its apposition ("Winnti, a Chinese-backed group")."""
    if one is None or apposed is None or one.level is not Level.GROUP or one.name is None:
        return apposed or one
    told = {"state": apposed.state, "state_from": apposed.state_from, "tie": one.tie or apposed.tie}
    return one.model_copy(update=told)


def _apposed(context: Context, tree: Tree, i: int) -> Accused | None:
    """ "The threat actor, allegedly the Indonesian government, …": what the apposition names."""
    for kid in tree.kids(i, "appos"):
        if re.search(r"\b(?:not|rather than|instead of)\b", context.text[tree.words[i].end : kid.start]):
            continue
        one = _accused(context, tree, kid.i)
        if one is not None and one.state:
            return one
    return None


def _shares_modifier(tree: Tree, i: int, place: int) -> bool:
    return place != i and not any(
        k.dep in ("poss", "amod", "compound") for k in (tree.words[x] for x in tree.words[place].kids)
    )


def is_actor(context: Context, tree: Tree, i: int) -> bool:
    """Whether a head is a doer by its own noun (hackers, a threat group), so that any verb of doing counts."""
    i = _core(tree, i)
    head = tree.words[i]
    mention = context.mentions.covering(head.start)
    if mention and mention.what is What.GROUP:
        return True
    if head.lemma == "operator" and any(
        k.low in word_set("actors", "trades") for k in tree.kids(i, "compound", "amod")
    ):
        # "Kazakh telecom operators" run networks, and hack none.
        return False
    cyber = word_set("actors", "cyber")
    if head.low in cyber or head.lemma in cyber:
        return True
    level = level_of(head)
    if mention is not None and mention.what is not What.PEOPLE:
        return False
    if head.lemma in word_set("actors", "vague"):
        # "Ukrainian government entities" may as well be the victims.
        return context.terms.any(*tree.span(i), "actors.ties")
    if level is None and head.pos == "PROPN":
        return any(level_of(k) in DOING for k in tree.kids(i, "compound", "amod", "nmod"))
    if level is Level.UNNAMED:
        return True
    if level not in DOING:
        return False
    phrase = phrase_of(context, tree, i)
    start, end = phrase.start, phrase.end
    groups = [m for m in context.mentions.within(start, end) if m.what is What.GROUP]
    if any(m.start < head.start or context.text[head.end : m.start] == " " for m in groups):
        # "the Sandworm group", "the group Sandworm"
        return True
    return context.terms.any(start, end, "cyber.strong") or context.terms.any(start, end, "actors.ties")


def _accused(context: Context, tree: Tree, i: int) -> Accused | None:
    head = tree.words[i]
    phrase = phrase_of(context, tree, i)
    start, end, tie = phrase.start, phrase.end, phrase.tie
    mention = context.mentions.covering(head.start)
    if mention and mention.what is What.OFFICE and mention.country is None:
        mention = None
    collective = context.mentions.covering(mention.start - 2) if mention and mention.what is What.STATE else None
    if collective and mention and collective.what is What.GROUP and state_right_after(context, collective) == mention:
        # "Anonymous Jordan": the collective, and not the state.
        return group_named(context, phrase, collective)
    if mention and mention.what in NATIONAL and mention.country and mention.start <= head.start:
        single = any(k.low in ("a", "an", "another") for k in tree.kids(i, "det"))
        return national(context, head, mention, start, end, tie, single)
    if mention and mention.what in (What.BODY, What.ROLE_BODY, What.PEOPLE, What.OFFICE, What.OFFICIAL):
        named = official(context, head, mention, start, end, tie)
        if named:
            return named
    if mention and mention.what is What.GROUP and mention.entity:
        return group_named(context, phrase, mention)
    suspect = context.suspects.named(context.text[start:end]) if head.pos == "PROPN" else None
    if suspect is not None:
        return Accused(
            name=suspect.name,
            kind=EntityKind.PERSON,
            state=suspect.country,
            level=suspect.level,
            tie=tie if tie not in (None, Tie.NATIONALS) else suspect.tie,
            phrase=context.text[start:end],
        )
    if mention and mention.what is What.COMPANY and mention.entity:
        binding = binding_state(context, phrase)
        return made(context, mention.entity, Level.CONTRACTOR, binding, tie, start, end)
    return by_noun(context, phrase)
