"""Who is accused: a noun phrase to the entity, its level and its tie to a state, in the words of the phrase.

"China's ministry of state security" is a state organ that did it itself; "actors affiliated with the ministry" are
unnamed actors with a tie to it; "Chinese hackers" are nationals, with nothing said of the state. A state that only
the knowledge of groups gives is noted as such. States that a phrase names as victims ("hackers targeting Ukraine")
are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.clauses import conjuncts, noun_phrase
from callout.reading.context import Context
from callout.reading.lexicon import word_set, words
from callout.reading.mentions import Mention
from callout.reading.syntax import Tree, Word
from callout.record.acts import Level, Tie
from callout.record.claim import Accused
from callout.record.entity import STATE_BODIES, Entity, EntityKind

_NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)
_STRETCHES_BACK = re.compile(
    r"\s+(?:to|with|by|of|for|from|in|at|out of|on behalf of)?\s*(?:the\s+|either\s+|both\s+)?[\w’' ,-]{0,40}$"
)


def accused_in(context: Context, tree: Tree, i: int) -> list[Accused]:
    """The accused that the noun phrase headed at `i` names, one for each coordinated head.

    A phrase that names nobody who could be accused gives an empty list.
    """
    found: list[Accused] = []
    of_deed = tree.words[i].lemma in word_set("cyber", "deeds")
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
        agents = [p.i for k in near for p in tree.kids(k.i, "pobj")]
        # "the attacks that Russian intelligence carried out"
        for clause in tree.kids(i, "relcl", "acl"):
            doers = [k for k in tree.kids(clause.i, "nsubj") if k.low not in ("that", "which", "who")]
            agents += [k.i for k in doers if clause.lemma in word_set("actors", "doing")]
        found = [one for agent in agents for one in accused_in(context, tree, agent)]
    found.extend(_coordinated_states(context, tree, i, found))
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
        return any(level_of(k) in _DOING for k in tree.kids(i, "compound", "amod", "nmod"))
    if level is Level.UNNAMED:
        return True
    start, end = _phrase(context, tree, i)[0].start, _phrase(context, tree, i)[-1].end
    return level in _DOING and (
        context.terms.any(start, end, "cyber.strong") or context.terms.any(start, end, "actors.ties")
    )


_DOING = (Level.UNNAMED, Level.GROUP, Level.CRIMINALS)


def _accused(context: Context, tree: Tree, i: int) -> Accused | None:
    head = tree.words[i]
    phrase = _phrase(context, tree, i)
    start, end = phrase[0].start, phrase[-1].end
    mention = context.mentions.covering(head.start)
    tie, tie_end = _tie(context, start, end, head)
    if mention and mention.what is What.OFFICE and mention.country is None:
        mention = None
    collective = context.mentions.covering(mention.start - 2) if mention and mention.what is What.STATE else None
    if collective and mention and collective.what is What.GROUP and _state_right_after(context, collective) == mention:
        # "Anonymous Jordan": the collective, and not the state.
        return _group(context, collective, start, end, tie, tie_end, head)
    if mention and mention.what in _NATIONAL and mention.country and mention.start <= head.start:
        single = any(k.low in ("a", "an", "another") for k in tree.kids(i, "det"))
        return _national(context, head, mention, start, end, tie, single)
    if mention and mention.what in (What.BODY, What.ROLE_BODY, What.PEOPLE, What.OFFICE, What.OFFICIAL):
        official = _official(context, head, mention, start, end, tie)
        if official:
            return official
    if mention and mention.what is What.GROUP and mention.entity:
        return _group(context, mention, start, end, tie, tie_end, head)
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
        binding = _binding_state(context, start, end, head, tie_end)
        return _made(context, mention.entity, Level.CONTRACTOR, binding, tie, start, end)
    return _by_noun(context, tree, head, start, end, tie, tie_end)


def _phrase(context: Context, tree: Tree, i: int) -> list[Word]:
    """The noun phrase, cut before a trailing clause that says what the accused did."""
    kept = noun_phrase(tree, i)
    for kid in tree.words[i].kids:
        word = tree.words[kid]
        if (word.dep == "relcl" and not _says_whose(context, tree, word)) or (
            word.dep == "acl" and word.lemma not in word_set("actors", "tie_verbs")
        ):
            below = {w.i for w in tree.subtree(kid)}
            kept = [w for w in kept if w.i not in below]
    return kept or [tree.words[i]]


def _says_whose(context: Context, tree: Tree, verb: Word) -> bool:
    """ "a cluster that is connected with the security service", "a crew that takes its orders from Tehran": the clause
    says who they are, not what they did."""
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in (tree.words[x] for x in verb.kids))
    if verb.lemma in word_set("actors", "binding") and passive:
        return True
    ties = context.terms.within(verb.start, tree.span(verb.i)[1], "actors.ties")
    return any(term.start == verb.start for term in ties)


def _tie(context: Context, start: int, end: int, head: Word) -> tuple[Tie | None, int]:
    """The strongest tie that the phrase words, and where its words end."""
    for tie in words("actors")["ties"]:
        for _ in context.terms.within(start, end, f"actors.ties.{tie}"):
            # The state may stand after another of the phrase's ties ("a state-sponsored group linked to China").
            return Tie(tie), max(t.end for t in context.terms.within(start, end, "actors.ties"))
    return None, head.end


def _national(
    context: Context, head: Word, mention: Mention, start: int, end: int, tie: Tie | None, single: bool
) -> Accused | None:
    if mention.what is What.DEMONYM and head.pos == "ADJ" and head.dep in ("acomp", "attr", "oprd"):
        level, own = Level.INDIVIDUALS, Tie.NATIONALS
    elif mention.what is What.DEMONYM:
        plural = head.text.endswith("s") and head.tag in ("NNS", "NNPS")
        level, own = (Level.INDIVIDUALS, Tie.NATIONALS) if plural or single else (Level.STATE, Tie.IS_STATE)
    else:
        level, own = Level.STATE, Tie.IS_STATE
    return _made(context, mention.entity, level, mention, tie if level is not Level.STATE and tie else own, start, end)


def _official(context: Context, head: Word, mention: Mention, start: int, end: int, tie: Tie | None) -> Accused | None:
    entity = mention.entity
    if mention.what is What.BODY and entity:
        if entity.kind is EntityKind.STATE or (mention.country in ("EU", "NATO", "UN")):
            return _made(context, entity, Level.STATE, mention, Tie.IS_STATE, start, end)
        if entity.kind in STATE_BODIES:
            return _made(context, entity, Level.STATE_ORGAN, mention, Tie.IS_STATE, start, end)
        return _made(context, entity, Level.GROUP, mention, tie, start, end)
    if mention.country is None:
        return None
    if mention.what is What.ROLE_BODY:
        noun = (mention.role or head.low).lower().split()[-1]
        if noun in word_set("actors", "levels", "states"):
            return _made(context, state_entity(mention.country), Level.STATE, mention, Tie.IS_STATE, start, end)
        return _made(context, entity, Level.STATE_ORGAN, mention, Tie.IS_STATE, start, end)
    named = entity or Entity(
        name=context.text[mention.start : mention.end], kind=EntityKind.PERSON, country=mention.country
    )
    if mention.what is What.PEOPLE and head.lemma in ("expert", "diplomat", "leader", "politician"):
        return None
    return _made(
        context, named, Level.OFFICER, mention, tie if tie not in (None, Tie.NATIONALS) else Tie.IS_STATE, start, end
    )


def _state_right_after(context: Context, mention: Mention) -> Mention | None:
    """ "Anonymous Philippines": a collective with its country."""
    after = context.mentions.covering(mention.end + 1)
    beside = after is not None and after.what is What.STATE and context.text[mention.end : after.start] == " "
    return after if beside else None


def _group(
    context: Context, mention: Mention, start: int, end: int, tie: Tie | None, tie_end: int, head: Word
) -> Accused:
    assert mention.entity is not None  # noqa: S101 - a group mention carries its group
    binding = _binding_state(context, start, end, head, tie_end) or _state_right_after(context, mention)
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
        return _made(context, mention.entity, Level.GROUP, binding, tie, start, end)
    return Accused(
        entity=mention.entity.id,
        name=mention.entity.name,
        kind=EntityKind.GROUP,
        state=mention.country,
        state_from=mention.state_from if mention.country else None,
        level=Level.GROUP,
        tie=tie,
        phrase=context.text[start:end],
    )


def _by_noun(
    context: Context, tree: Tree, head: Word, start: int, end: int, tie: Tie | None, tie_end: int
) -> Accused | None:
    level = level_of(head)
    if level is None and head.pos == "PROPN":
        # "Chinese APT UNC215", "the ransomware group Pay2Key": the noun before an unknown name says what it is.
        before = [k for k in tree.kids(head.i, "compound", "amod", "nmod") if level_of(k)]
        level = level_of(before[-1]) if before else None
    deed = head.lemma in word_set("cyber", "deeds") or head.low in word_set("cyber", "deeds")
    binding = _binding_state(context, start, end, head, tie_end)
    group = next((m for m in context.mentions.within(start, end) if m.what is What.GROUP), None)
    if group and level is not None:
        named = _group(context, group, start, end, tie, tie_end, head)
        if binding and named.state_from:
            named = named.model_copy(update={"state": binding.country, "state_from": None})
        return named
    if level is None and binding is not None and binding.what in (What.DEMONYM, What.STATE, What.SEAT):
        if head.lemma in word_set("actors", "levels", "states"):
            assert binding.country is not None  # noqa: S101 - a binding mention has a state
            return _made(context, state_entity(binding.country), Level.STATE, binding, Tie.IS_STATE, start, end)
        if head.lemma in word_set("actors", "levels", "organs"):
            if tie is not None and tie is not Tie.IS_STATE:
                # "state-affiliated organisations" are not the state's own.
                return _made(context, None, Level.UNNAMED, binding, tie, start, end, until=head.end)
            return _made(context, None, Level.STATE_ORGAN, binding, Tie.IS_STATE, start, end, until=head.end)
    if binding is not None and level is None and _is_letters(context, head, binding):
        # "Belarus's KGB", where no list has it: letters that a state owns are a body of it.
        return _made(context, None, Level.STATE_ORGAN, binding, Tie.IS_STATE, start, end, until=head.end)
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
        return _made(context, state_entity(binding.country), Level.STATE, binding, Tie.IS_STATE, start, end)
    assert level is not None  # noqa: S101 - settled above
    if binding is None:
        if tie is None and level in (Level.OFFICER, Level.INDIVIDUALS, Level.CONTRACTOR, Level.GROUP):
            return None
        return Accused(name=None, level=level, tie=tie, phrase=context.text[start:end])
    if tie is None:
        tie = _bare_tie(context, binding, head, level)
    return _made(context, None, level, binding, tie, start, end, until=head.end)


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


def level_of_words(phrase: str) -> Level | None:
    """The level of the last noun of a phrase, singular or plural, without a parse."""
    last = phrase.lower().split()[-1] if phrase.split() else ""
    for level in ("unnamed", "criminals", "contractor", "group"):
        nouns = word_set("actors", "levels", level)
        if last in nouns or last.removesuffix("s") in nouns or (last.endswith("ies") and f"{last[:-3]}y" in nouns):
            return Level(level)
    return None


def level_of(head: Word) -> Level | None:
    """The level that an actor noun names; null for a noun that names no actor."""
    for level in ("unnamed", "officer", "criminals", "contractor", "group", "individuals"):
        nouns = word_set("actors", "levels", level)
        titled = head.tag in ("NNP", "NNPS") and head.low.removesuffix("s") in nouns
        if head.lemma in nouns or head.low in nouns or titled:
            # In a headline "Nationals" is a name to the parser.
            return Level(level)
    return None


def _binding_state(context: Context, start: int, end: int, head: Word, tie_end: int) -> Mention | None:
    """The mention that gives the phrase its state: before the head, or after the words of its tie."""
    before: list[Mention] = []
    after: list[Mention] = []
    for mention in context.mentions.within(max(0, start - 1), end):
        if mention.country is None and not mention.open_countries:
            continue
        if mention.what in (What.GROUP, What.OFFICIAL, What.MEDIA):
            continue
        if mention.start < head.start:
            if not is_target(context.text, mention):
                before.append(mention)
        elif (
            (tie_end > head.end and 0 <= mention.start - tie_end <= 60)
            or re.fullmatch(
                r"(?:\s+[\d-]+)?,?\s+(?:from|of|in|inside|for|by|(?:believed|thought|suspected|said|known|alleged)"
                r"\s+to\s+be)\s+(?:the\s+)?",
                context.text[head.end : mention.start],
            )
            or (mention.start - head.end <= _NAME and _OF_NAME.fullmatch(context.text[head.end : mention.start]))
        ):
            after.append(mention)
    if not before and not after and level_of(head) in _DOING:
        # "carried out by malicious actors from Iran", where the parser hung "from" on the verb.
        right = _FROM.match(context.text, head.end)
        beside = context.mentions.covering(right.end()) if right else None
        after += [beside] if beside and beside.country and beside.what in (*_NATIONAL, What.CITY) else []
    bodies = [m for m in [*after, *before] if m.what is What.BODY and m.country]
    if not bodies and any(m.country for m in after):
        # "the Ministry of Defence of the Republic of Belarus": whose ministry it is stands after it.
        return next(m for m in after if m.country)
    return next(iter(bodies), None) or next(iter([*after, *before][-1:] if not after else after[:1]), None)


_NAME = 90
_OF_NAME = re.compile(
    r"\s+(?:of|in|at|from)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|[A-Z][\w’'-]*)){0,8}\s+of\s+(?:the\s+)?"
)
"""Between a noun and its state: "officers of the Ministry of Defence of the Republic of Belarus"."""

_FROM = re.compile(r"\s+(?:from|based\s+in|operating\s+from)\s+(?:the\s+)?(?=[A-Z])")
_AIMED = re.compile(r"^(?:[-\s](?:focused|targeting|facing|speaking|language))|^-(?:US|American|Chinese)\b")
_AGAINST = re.compile(r"(?:\banti-|\bagainst\s+(?:the\s+)?|\btargeting\s+(?:the\s+)?|\bon\s+(?:the\s+)?|\bpro-)$", re.I)


def is_target(text: str, mention: Mention) -> bool:
    """Whether a state is named as what is aimed at ("anti-China", "against Iran", "Russia-focused")."""
    return bool(
        _AIMED.match(text[mention.end : mention.end + 14])
        or _AGAINST.search(text[max(0, mention.start - 16) : mention.start])
    )


def _coordinated_states(context: Context, tree: Tree, i: int, found: Sequence[Accused]) -> list[Accused]:
    """ "hackers linked to the Chinese and Iranian governments": the other states of a coordinated adjective."""
    if not found:
        return []
    start, end = tree.span(i)
    more = []
    known = {a.state for a in found}
    first = found[0]
    inside = context.mentions.within(start, min(end, tree.words[i].end + 120))
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


def _made(
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
