"""Aliases: where a document says that a group, malware or campaign has another name, and who calls it so.

That two names are one is a claim of whoever says so (a vendor, an agency, the document itself), never knowledge. What
must stay true: both names and the words between them are the evidence; words that deny it give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention, party_of
from callout.record.entity import Entity, Party
from callout.record.evidence import Evidence
from callout.record.reading import Alias

_NAMED = (What.GROUP, What.MALWARE, What.CAMPAIGN)
_CALLERS = (What.COMPANY, What.BODY, What.MEDIA, What.STATE)

_NAME = r"[“\"‘']?(?P<name>[A-Z0-9][\w.-]*(?:[ ][A-Z0-9][\w.-]*){0,3}|[A-Za-z]*[A-Z][\w.-]*)[”\"’']?"
_FIRST = re.compile(rf"\s*(?:the\s+)?{_NAME}")
_NEXT = re.compile(rf"[”\"’']?\s*(?:,\s*(?:and|or)|,|/|;|\band\b|\bor\b)\s+(?:as\s+)?(?:the\s+)?{_NAME}")
_LONGEST = 260
"""Characters after a name within which its other names stand."""


def aliases_of(context: Context) -> list[Alias]:
    """The aliases of a document in the order of its text, each once for each claimant."""
    found: dict[tuple[str | None, str, str], Alias] = {}
    for sentence in context.sentences:
        for mention in context.mentions.within(sentence.start, sentence.end):
            end = min(sentence.end, mention.end + _LONGEST)
            told: Iterator[tuple[Mention, _Said]] = iter(())
            if mention.what in _NAMED and mention.entity:
                told = ((mention, said) for said in _said_of(context, mention, sentence.start, end))
            elif mention.what in _CALLERS:
                told = _said_by(context, mention, end)
            for named, said in told:
                alias = _written(context, named, said)
                claimant = alias.claimant.id if alias.claimant else None
                found.setdefault((claimant, alias.name, alias.alias), alias)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """Where the other name stands, and who calls it so; None for the document's own voice."""

    start: int
    end: int
    by: Entity | None
    begin: int
    """Where the words that say so begin."""


def _written(context: Context, mention: Mention, said: _Said) -> Alias:
    issuer = context.issuer.party if context.issuer else None
    by = said.by or issuer
    return Alias(
        claimant=Party.of(by) if by else None,
        name=context.text[mention.start : mention.end],
        alias=context.text[said.start : said.end],
        evidence=Evidence.cut(context.text, said.begin, max(said.end, mention.end)),
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The forms, made of the word lists: longer words first, so that "tracks it" is not read as "tracks"."""

    def one_of(*path: str) -> str:
        words = sorted(word_set("aliases", *path), key=lambda w: (-len(w), w))
        return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)

    also = rf"(?:(?:{one_of('also')})\s+)*"
    who = r"(?:\s+by\s+(?P<by>[^,;:()]{2,60}?))?"
    open_ = r"[”\"’']?\s*(?:,\s*|\(\s*)?"
    forms = {
        "called": rf"{open_}(?:(?:which|who|that)\s+)?(?:(?:is|are|was|were|has\s+been)\s+)?"
        rf"(?P<also>{also})(?P<word>{one_of('called')}){who}(?P<as>\s+as)?(?=\s)",
        "short": rf"{open_}(?:{one_of('short')})(?=\s)",
        "calls": rf"{open_}(?:which|whom|that)\s+(?P<by>[^,;:()]{{2,60}}?)\s+(?:also\s+)?(?:{one_of('calls')})"
        rf"(?:\s+as)?(?=\s)",
        "and calls": rf"[”\"’']?,?\s+(?:and|while)\s+(?P<by>[^,;:()]{{2,60}}?)\s+(?:also\s+)?(?:{one_of('calls')})"
        rf"(?:\s+as)?(?=\s)",
        "calls them": rf"(?:,\s+(?:which|who))?\s+(?:(?:{one_of('also')})\s+)?(?:{one_of('calls')})\s+"
        rf"(?:it|them|(?:the|this|these)\s+(?:[\w-]+\s+){{0,2}}?(?:{_doers()}))(?:\s+as)?(?=\s)",
        "as": r"[”\"’']?\s+as(?=\s)",
        "same": rf"[”\"’']?\s+(?:is|are)\s+(?:one\s+and\s+)?the\s+same\s+(?:{one_of('same')})\s+as(?=\s)",
        "before": rf"(?P<by>[^,;:()]{{2,60}}?)\s+(?:also\s+)?(?:{one_of('calls')})\s+"
        rf"(?:(?:the|this)\s+(?:[\w-]+\s+){{0,2}})?[“\"‘']?$",
        "says": rf"(?:{one_of('says')})\s+(?:that\s+)?(?:the\s+)?[“\"‘']?$",
        "later": r"[”\"’']?\s+by\s+(?=\S)",
    }
    return re.compile(forms[name])


_NEGATED = re.compile(r"\b(?:not|never|n[o']t|no\s+longer|wrongly|mistaken(?:ly)?|confused)\b", re.I)


def _said_of(context: Context, mention: Mention, start: int, end: int) -> Iterator[_Said]:
    text = context.text
    match = _pattern("calls").match(text, mention.end, end)
    if match:
        while match:
            # "which CrowdStrike calls X and Microsoft calls Y"
            by = _caller(context, match.start("by"), match.end("by"))
            told = list(_listed(context, mention, match.end(), end, by, mention.start)) if by else []
            yield from told
            match = _pattern("and calls").match(text, told[-1].end, end) if told else None
        return
    match = _pattern("called").match(text, mention.end, end)
    # "the Sandworm group called Kyiv": without "as", "also" or an "is" before it a verb of its own is no name-giving.
    if match and (match["as"] or match["also"] or match["word"] in ("dubbed", "nicknamed", "codenamed")):
        by, begin = _speaker(context, start, mention.start)
        if match["by"]:
            by, begin = _caller(context, match.start("by"), match.end("by")), mention.start
        if by or not match["by"]:
            yield from _listed(context, mention, match.end(), end, by, begin)
        return
    match = _pattern("short").match(text, mention.end, end)
    if match:
        yield from _listed(context, mention, match.end(), end, None, mention.start)
        return
    match = _pattern("same").match(text, mention.end, end)
    if match:
        by, begin = _speaker(context, start, mention.start)
        yield from _listed(context, mention, match.end(), end, by, begin)
        return
    match = _pattern("as").match(text, mention.end, end)
    before = _pattern("before").search(text, max(start, mention.start - 120), mention.start) if match else None
    if match and before:
        by = _caller(context, before.start("by"), before.end("by"))
        if by:
            yield from _listed(context, mention, match.end(), end, by, before.start("by"))


def _said_by(context: Context, caller: Mention, end: int) -> Iterator[tuple[Mention, _Said]]:
    """ "FireEye calls the group UNC2452": another name of the only group that was named shortly before."""
    match = _pattern("calls them").match(context.text, caller.end, end)
    by = party_of(caller) or caller.entity if match else None
    if match is None or by is None:
        return
    before = [m for m in context.mentions.within(max(0, caller.start - _BACK), caller.start) if m.what is What.GROUP]
    if before and len({m.entity.id if m.entity else None for m in before}) == 1:
        group = before[-1]
        for said in _listed(context, group, match.end(), end, by, caller.start):
            yield group, replace(said, begin=group.start)


_BACK = 400
"""Characters before a caller in which the group is named that "the group" is."""


@cache
def _doers() -> str:
    nouns = word_set("actors", "levels", "group") | word_set("actors", "levels", "unnamed")
    return "|".join(rf"{noun}s?" for noun in sorted(nouns, key=lambda w: (-len(w), w)))


def _listed(context: Context, mention: Mention, start: int, end: int, by: Entity | None, begin: int) -> Iterator[_Said]:
    """The names of a list, the first at `start`. A caller after the list ("… by Microsoft") gave all of them."""
    text = context.text
    if _NEGATED.search(text, begin, start) or _NEGATED.search(text, max(0, begin - 24), begin):
        return
    names: list[tuple[int, int]] = []
    match = _FIRST.match(text, start, end)
    while match:
        place = match.start("name"), len(match["name"].rstrip(".,-")) + match.start("name")
        # A caller or a state in the list is the next thing said, and no name.
        inside = context.mentions.covering(place[0])
        if inside and inside.what not in _NAMED:
            break
        if inside and inside.end > place[1]:
            place = place[0], min(inside.end, end)
        names.append(place)
        match = _NEXT.match(text, place[1], end)
    if not names:
        return
    later = _pattern("later").match(text, names[-1][1], end)
    after = context.mentions.covering(later.end()) if later else None
    if by is None and after and after.what in _CALLERS:
        by = party_of(after) or after.entity
    for first, last in names:
        if text[first:last] != text[mention.start : mention.end]:
            yield _Said(first, last, by, begin)


def _caller(context: Context, start: int, end: int) -> Entity | None:
    """The one company, body or state that the words name; None where they name none or several."""
    found = [m for m in context.mentions.within(start, end) if m.what in _CALLERS]
    parties: Sequence[Entity] = [party for m in found if (party := party_of(m) or m.entity)]
    return parties[-1] if parties and len({party.id for party in parties}) == 1 else None


def _speaker(context: Context, start: int, end: int) -> tuple[Entity | None, int]:
    """ "Microsoft says that X is …": who says so right before the name, and where that begins."""
    says = _pattern("says").search(context.text, max(start, end - 40), end)
    if says is None:
        return None, end
    found = [m for m in context.mentions.within(start, says.start()) if m.what in _CALLERS]
    if not found or says.start() - found[-1].end > 2:
        return None, end
    return party_of(found[-1]) or found[-1].entity, found[-1].start
