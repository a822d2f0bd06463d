"""Who is accused: a noun phrase to the entity, its level and its tie to a state, in the words of the phrase.

"China's ministry of state security" is a state organ that did it itself; "actors affiliated with the ministry" are
unnamed actors with a tie to it; "Chinese hackers" are nationals, with nothing said of the state. A state that only
the knowledge of groups gives is noted as such. States that a phrase names as victims ("hackers targeting Ukraine")
are not taken.
"""

from __future__ import annotations

import re

from callout.knowledge.names import What
from callout.reading.clauses import conjuncts, noun_phrase
from callout.reading.context import Context
from callout.reading.lexicon import word_set, words
from callout.reading.naming import (
    DOING,
    NATIONAL,
    binding_state,
    by_noun,
    coordinated_states,
    group_named,
    level_of,
    level_of_words,
    made,
    national,
    official,
    state_right_after,
)
from callout.reading.syntax import Tree, Word
from callout.record.acts import Level, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind

__all__ = ["accused_in", "is_actor", "level_of", "level_of_words"]

_STRETCHES_BACK = re.compile(
    r"\s+(?:to|with|by|of|for|from|in|at|out of|on behalf of)?\s*(?:the\s+|either\s+|both\s+)?[\w’' ,-]{0,40}$"
)


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
        if one.state is None and found and _shares_modifier(tree, i, place):
            # "the Chinese and Iranian governments": each adjective is coordinated below one head.
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
    found.extend(coordinated_states(context, tree, i, found))
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
    return one.model_copy(update={"state": apposed.state, "state_from": None, "tie": one.tie or apposed.tie})


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
    phrase = _phrase(context, tree, i)
    start, end = phrase[0].start, phrase[-1].end
    if any(m.what is What.GROUP for m in context.mentions.within(start, head.start)):
        # "the Sandworm group"
        return True
    return context.terms.any(start, end, "cyber.strong") or context.terms.any(start, end, "actors.ties")


def _accused(context: Context, tree: Tree, i: int) -> Accused | None:
    head = tree.words[i]
    phrase = _phrase(context, tree, i)
    start, end = phrase[0].start, phrase[-1].end
    mention = context.mentions.covering(head.start)
    tie, tie_end = _tie(context, start, end, head)
    if mention and mention.what is What.OFFICE and mention.country is None:
        mention = None
    collective = context.mentions.covering(mention.start - 2) if mention and mention.what is What.STATE else None
    if collective and mention and collective.what is What.GROUP and state_right_after(context, collective) == mention:
        # "Anonymous Jordan": the collective, and not the state.
        return group_named(context, collective, start, end, tie, tie_end, head)
    if mention and mention.what in NATIONAL and mention.country and mention.start <= head.start:
        single = any(k.low in ("a", "an", "another") for k in tree.kids(i, "det"))
        return national(context, head, mention, start, end, tie, single)
    if mention and mention.what in (What.BODY, What.ROLE_BODY, What.PEOPLE, What.OFFICE, What.OFFICIAL):
        named = official(context, head, mention, start, end, tie)
        if named:
            return named
    if mention and mention.what is What.GROUP and mention.entity:
        return group_named(context, mention, start, end, tie, tie_end, head)
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
        binding = binding_state(context, start, end, head, tie_end)
        return made(context, mention.entity, Level.CONTRACTOR, binding, tie, start, end)
    return by_noun(context, tree, head, start, end, tie, tie_end)


def _phrase(context: Context, tree: Tree, i: int) -> list[Word]:
    """The noun phrase, cut before a trailing clause that says what the accused did."""
    kept = noun_phrase(tree, i)
    for kid in tree.words[i].kids:
        word = tree.words[kid]
        if word.dep == "relcl" and _gives_name(context, tree, word):
            continue
        if (word.dep == "relcl" and not _says_whose(context, tree, word)) or (
            word.dep == "acl" and word.lemma not in word_set("actors", "tie_verbs")
        ):
            below = {w.i for w in tree.subtree(kid)}
            kept = [w for w in kept if w.i not in below]
    return kept or [tree.words[i]]


def _gives_name(context: Context, tree: Tree, verb: Word) -> bool:
    """ "a group it tracks as UNC4841", "a cluster that Microsoft calls Midnight Blizzard": who they are."""
    if verb.lemma not in word_set("actors", "naming"):
        return False
    return any(m.what is What.GROUP for m in context.mentions.within(verb.end, tree.span(verb.i)[1]))


def _says_whose(context: Context, tree: Tree, verb: Word) -> bool:
    """ "a cluster that is connected with the security service", "a crew that takes its orders from Tehran": the clause
    says who they are, not what they did."""
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in (tree.words[x] for x in verb.kids))
    if verb.lemma in word_set("actors", "binding") and passive:
        return True
    ties = context.terms.within(verb.start, tree.span(verb.i)[1], "actors.ties")
    # "individuals who hacked on behalf of the Guard Corps"
    on_behalf = word_set("actors", "on_behalf")
    return any(t.start == verb.start or context.text[t.start : t.end].lower() in on_behalf for t in ties)


def _tie(context: Context, start: int, end: int, head: Word) -> tuple[Tie | None, int]:
    """The strongest tie that the phrase words, and where its words end."""
    for tie in words("actors")["ties"]:
        for _ in context.terms.within(start, end, f"actors.ties.{tie}"):
            # The state may stand after another of the phrase's ties ("a state-sponsored group linked to China").
            return Tie(tie), max(t.end for t in context.terms.within(start, end, "actors.ties"))
    return None, head.end
