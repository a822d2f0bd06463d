"""Whose a role or a body is: the state, body or company that stands beside its words.

What must stay true: the words beside a name say whose it is ("Kenya's", "the Kenyan", "of Kenya"), whatever body of
that name knowledge lists for another state; a state that hacks a body does not own it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from callout.knowledge.names import What
from callout.reading.lexicon import word_set
from callout.reading.mention import NATIONAL, Mention
from callout.record.entity import STATE_BODIES, Entity, EntityKind

_GENERIC = (What.ROLE_BODY, What.OFFICE, What.PEOPLE)

# Between a state and the role that it qualifies stand at most a possessive and a few plain adjectives.
QUALIFIES = re.compile(
    r"(?:['’]s?)?[\s-]+(?:(?!(?:of|in|to|and|or|at|on|for|by|with|from|that|who|said|says|is|was|has|had|have|will|may|its|his|the|a|an)\b|\w+ed\b|\w+ing\b)[\w’'-]+\s+){0,3}",
    re.I,
)
OF = re.compile(r"\s+(?:of|for|from|representing)\s+(?:the\s+|President\s+|Prime\s+Minister\s+)?", re.I)
_IN = re.compile(r"\s+(?:in|at|inside|within)\s+(?:the\s+)?", re.I)
_ABROAD = re.compile(r"embass|consul|ambassador|mission|delegation|envoy|representative|diplomat", re.I)


def bound_to_owners(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions in order, roles and bodies with whose they are. One that is owned begins where its owner stands."""
    bound: list[Mention] = []
    short: dict[str, Mention] = {}
    for index, mention in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        written = text[mention.start : mention.end]
        if mention.what is What.ROLE_BODY and written.isupper() and mention.country is None:
            # "Britain's National Cyber Security Centre (NCSC)": the letters name that body from here on.
            long = bound[-1] if bound and text[bound[-1].end : mention.start] == " (" else short.get(written)
            if long is not None and long.country:
                short[written] = long
                bound.append(replace(mention, entity=long.entity, country=long.country, what=long.what))
                continue
        if mention.what in (What.ROLE_BODY, What.OFFICE, What.PEOPLE, What.BODY):
            mention = _bind(text, mention, bound, after)
        bound.append(mention)
    return bound


def _bind(text: str, mention: Mention, bound: list[Mention], after: Mention | None) -> Mention:
    before = bound[-1] if bound else None
    role = text[mention.start : mention.end]
    if before and mention.what is What.ROLE_BODY and not mention.country and _is_named_on(text, before, mention):
        bound.pop()
        first = before.role or text[before.start : before.end]
        name = f"{first if before.what is What.ROLE_BODY else ''}{text[before.end : mention.end]}"
        return _with_state(text, mention, before, before.start, _OWNER.sub("", name))
    if before and before.end <= mention.start and _qualifies(text, before, mention):
        if before.what is What.BODY and mention.what is What.ROLE_BODY and before.entity and not before.country:
            return mention
        if mention.what is What.BODY and mention.country != before.country:
            owned = before.what in NATIONAL and _is_of_another(text, mention, text[before.end : mention.start])
            if not owned and mention.country is not None:
                return mention
            mention = _namesake(mention, role, before.country) if owned else mention
        bound.pop()
        return _with_state(text, mention, before, before.start, role)
    if after is None:
        return mention
    if mention.what is What.BODY:
        if _is_held(text, mention, after):
            return _with_state(text, _namesake(mention, role, after.country), after, mention.start, role)
        return mention
    if mention.country:
        return mention
    if after.what is What.CITY and mention.what is not What.ROLE_BODY:
        return mention
    gap = text[mention.end : after.start]
    if OF.fullmatch(gap) and (after.country or after.entity):
        return _with_state(text, mention, after, mention.start, role)
    if _IN.fullmatch(gap) and after.country and not _ABROAD.search(role) and mention.what is not What.OFFICE:
        return _with_state(text, mention, after, mention.start, role)
    return mention


_OWNER = re.compile(r"^['’]?s?\s+")
_NAMED_ON = re.compile(r"(?:['’]s?)?(?:\s[A-Z][\w-]+){1,3}\sand\s")


def _is_named_on(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a body's name goes on behind its "and": "Moldova's Security and Intelligence Service", "the Moldovan
    Intelligence and Security Service"."""
    gap = text[before.end : mention.start]
    if before.country is None or not text[mention.start].isupper():
        return False
    if before.what is What.ROLE_BODY:
        last = text[before.start : before.end].split()[-1]
        return gap == " and " and last[0].isupper() and last.lower() not in word_set("speech", "bodies")
    return before.what in NATIONAL and _NAMED_ON.fullmatch(gap) is not None


def _namesake(mention: Mention, name: str, country: str | None) -> Mention:
    """ "Chile's Defense Department" is Chile's, though knowledge lists another state's body of that name."""
    known = mention.entity.kind if mention.entity else EntityKind.GOVERNMENT_BODY
    kind = known if known in STATE_BODIES else EntityKind.GOVERNMENT_BODY
    return replace(mention, entity=Entity(name=name, kind=kind, country=country), open_countries=())


def _is_of_another(text: str, mention: Mention, gap: str) -> bool:
    """Whether a name that knowledge lists for one state is, behind a possessive or an adjective of another, a body of
    that one. A name of its own ("the Pentagon", "NSA") never is, nor what was hit ("the Chinese State Department
    hack")."""
    if not _is_generic(text, mention) or (gap != " " and not gap.startswith(("'", "’"))):
        return False
    following = re.match(r"(?:['’]s?)?\s+([\w-]+)", text[mention.end : mention.end + 40])
    deeds = word_set("cyber", "deeds") | word_set("actors", "cyber")
    return following is None or not {following[1].lower(), following[1].lower().removesuffix("s")} & deeds


HOLDER = re.compile(r"\s+of\s+(?:the\s+)?")
_OF_WHAT = re.compile(r"\b(?:accus|suspect|inform|notif|warn|convict)\w*\s+(?:the\s+)?\Z", re.I)
"""Verbs whose "of" says of what ("accused the Ministry of State Security of …")."""


def _is_held(text: str, mention: Mention, after: Mention) -> bool:
    """ "the National Intelligence Service of Kenya": a body of the state behind "of", whatever knowledge lists."""
    return (
        after.what is What.STATE
        and after.country != mention.country
        and _is_generic(text, mention)
        and HOLDER.fullmatch(text[mention.end : after.start]) is not None
        and re.match(r"['’-]", text[after.end : after.end + 1]) is None
        and _OF_WHAT.search(text, max(0, mention.start - 24), mention.start) is None
    )


def _is_generic(text: str, mention: Mention) -> bool:
    """Whether a name is made of what any state's body is called by ("National Security Agency", "Ministry of …")."""
    written = text[mention.start : mention.end].lower().split()
    alliance = mention.country in ("EU", "NATO", "UN")
    return not alliance and len(written) > 1 and not word_set("speech", "bodies").isdisjoint(written)


def _qualifies(text: str, before: Mention, mention: Mention) -> bool:
    gap = text[before.end : mention.start]
    if len(gap) > 48 or not QUALIFIES.fullmatch(gap) or "\n" in gap:
        return False
    if before.what in _GENERIC:
        # "foreign ministry spokesman": a role may qualify a role only directly, and only a body's.
        return before.what is What.ROLE_BODY and gap in (" ", "'s ", "’s ") and before.country is not None
    if before.what in (What.COMPANY, What.MEDIA, What.GROUP):
        return mention.what in (What.PEOPLE, What.OFFICE) and gap in (" ", "'s ", "’s ", "' ", "’ ")
    if before.what is What.CITY:
        # "Mumbai police": a body of the city's state.
        return mention.what is What.ROLE_BODY and gap in (" ", "'s ", "’s ")
    if before.what is What.OFFICIAL:
        return mention.what is What.ROLE_BODY and gap.strip("'’s ") == ""
    return before.what in (*NATIONAL, What.BODY) and before.country is not None


def _with_state(text: str, mention: Mention, holder: Mention, start: int, role: str) -> Mention:
    entity = mention.entity
    org = holder.entity if holder.what in (What.BODY, What.COMPANY, What.MEDIA) else holder.org
    if mention.what is What.ROLE_BODY and holder.country:
        entity = Entity(name=role, kind=entity.kind if entity else EntityKind.GOVERNMENT_BODY, country=holder.country)
    state = holder.country or mention.country
    # The text itself has the state.
    source = None if holder.country else mention.state_from
    return replace(mention, start=start, entity=entity, country=state, role=role, org=org, state_from=source)
