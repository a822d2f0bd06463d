"""Products that no list has, by grammar: a maker's name and what it sells ("Acme Gateway 7.2", "Acme routers").

What must stay true: the maker is known, the sentence speaks of a flaw, an intrusion or a patch, and what follows the
maker's name is written as a name of its own or is a kind of device; a team, a report or an office of the maker is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from callout.knowledge.names import What
from callout.knowledge.vendors import short_names, vendors
from callout.reading.context import Context
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention
from callout.record.entity import Entity, EntityKind

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WORD = r"[A-Z][\w+-]*|[a-z]+[A-Z]\w*|\d+(?:\.\d+)*"
_NAME = re.compile(rf"(?:['’]s)?\s(?P<name>(?:{_WORD})(?:\s(?:{_WORD})){{0,4}})")
_OTHERS = re.compile(rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?:{_WORD})(?:\s(?:{_WORD}))?")
_ALSO = re.compile(rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?P<name>(?:{_WORD})(?:\s(?:{_WORD})){{0,3}})")


@cache
def _makers() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(sorted(vendors()), matchkind=MatchKind.LeftmostLongest)


def products_of(context: Context) -> list[Mention]:
    """The products of a document in order: those that are listed, and those that their maker's name gives away, where
    the document speaks of flaws, intrusions or patches."""
    listed = _without_makers(context, [m for m in context.mentions.all if m.what is What.PRODUCT])
    if not _speaks_of_exploitation(context):
        return listed
    text = context.text
    makers = [m for m in _makers().find_matches_as_indexes(text) if _is_word(text, m[1], m[2])]
    found = [product for _, start, end in makers for product in _after_maker(context, start, end)]
    found += [
        m for m in _short_named(context, {text[start:end] for _, start, end in makers}) if not _is_within(m, found)
    ]
    # Devices that a maker's bare name stands for give way to what the text says of them.
    return sorted([*(m for m in listed if not _is_within(m, found)), *found], key=lambda m: m.start)


_MEDIUM = re.compile(r"\s([A-Za-z]+)")


def _without_makers(context: Context, products: list[Mention]) -> list[Mention]:
    """Without those that only say whose another is ("SWIFT's Alliance Access"), or where something was written ("a
    Telegram channel")."""
    text, starts, kept = context.text, {m.start for m in products}, []
    for product in products:
        own = text[product.start : product.end] in vendors() and text[product.end : product.end + 2] in ("'s", "’s")
        medium = _MEDIUM.match(text, product.end)
        written = medium is not None and medium[1] in word_set("products", "media")
        if not (own and product.end + 3 in starts) and not written:
            kept.append(product)
    return kept


def _is_within(mention: Mention, others: list[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)


def _after_maker(context: Context, start: int, end: int) -> Iterator[Mention]:
    for begin, close, name in _products(context.text, start, end, min(len(context.text), end + _REACH)):
        beside = [m for m in context.mentions.within(max(0, begin - _REACH), close) if m.end > begin]
        if any(_says_another(mention, start, end) for mention in beside) or _is_person(context, begin, close):
            continue
        if name.split()[-1].islower() and any(m.what is What.PRODUCT for m in beside):
            # "Hikvision servers" says no more than the maker's name, which is listed for its cameras.
            continue
        yield Mention(begin, close, What.PRODUCT, Entity(name=name, kind=EntityKind.PRODUCT), None)


def _is_person(context: Context, start: int, end: int) -> bool:
    """ "Microsoft's Terry Myerson", whom the document introduces."""
    words = context.text[start:end].split()
    return any(" ".join(words[i:]) in context.cast.by_name for i in range(1, len(words)))


def _short_named(context: Context, makers: set[str]) -> Iterator[Mention]:
    """ "The emergency update for Office", where the document names Microsoft. A word that opens a sentence has its
    capital from there, and a word of a longer name is none of its own ("the Office of Personnel Management")."""
    text = context.text
    for maker in sorted(makers & short_names().keys()):
        for short, product in short_names()[maker]:
            at = text.find(short)
            while at >= 0:
                end = at + len(short)
                free = _stands_alone(text, at, end) or _opens_list(context, end)
                if free and context.mentions.covering(at) is None:
                    yield Mention(at, end, What.PRODUCT, Entity(name=product, kind=EntityKind.PRODUCT), None)
                at = text.find(short, end)


_BEFORE = re.compile(r"(?:^|[.!?:;\n|]|[A-Z][\w.]*)[\s“\"(]*$")
_AFTER = re.compile(r"\s?(?:[A-Z-]|of\b|[.:/]\w)")


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 30) : start]
    return not (text[end : end + 1].isalnum() or before[-1:].isalnum() or before[-1:] in "-_/.@") and not (
        _BEFORE.search(before) or _AFTER.match(text, end)
    )


def _opens_list(context: Context, end: int) -> bool:
    """ "Harmony, VLTrader and LexiCom": among products a word that opens the sentence is one."""
    joined = _JOINED.match(context.text, end)
    beside = context.mentions.covering(joined.end()) if joined else None
    return beside is not None and beside.what is What.PRODUCT


_JOINED = re.compile(r"(?:,|\sand|\sor)\s(?=[A-Z])")


def _says_another(mention: Mention, start: int, end: int) -> bool:
    """Whether a name beside the maker's says that its words are no product of their own: a listed product, a person,
    a group, another company."""
    return not (start <= mention.start and mention.end <= end) and mention.what is not What.PLACE


_REACH = 120
"""Characters behind a maker's name in which its product stands."""


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in ("-", "_", ".", "@", "/")) and not (
        after.isalnum() or after in ("-", "_")
    )


def _products(text: str, start: int, end: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """The products that begin at a maker's name: names in capitals, or the maker and a kind of device."""
    maker = text[start:end]
    named = _NAME.match(text, end, stop)
    if named is None:
        yield from _devices(text, start, end, stop)
        return
    kept = _without_tail(named["name"].split())
    follows = re.match(r"\s*([A-Za-z]+)", text[named.end() : named.end() + 30])
    if (
        not kept
        or text[named.end() : named.end() + 1] == "/"
        or (follows and follows[1].lower() in word_set("products", "teams") | word_set("products", "speaking"))
    ):
        return
    yield start, named.start("name") + len(" ".join(kept)), f"{maker} {' '.join(kept)}"
    at = named.end()
    while named.group().startswith(("'s", "’s")) and (other := _ALSO.match(text, at, stop)) is not None:
        # "NetSarang's Xmanager and Xshell"
        kept = _without_tail(other["name"].split())
        if kept:
            begin = other.start("name")
            yield begin, begin + len(" ".join(kept)), f"{maker} {' '.join(kept)}"
        at = other.end()


def _devices(text: str, start: int, end: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """ "Cisco routers", "Cisco and NETGEAR routers"."""
    at = end
    for _ in range(3):
        other = _OTHERS.match(text, at, stop)
        if other is None:
            break
        at = other.end()
    kind = _kind().match(text, at, stop)
    if kind is not None:
        yield start, end if at != end else kind.end(), f"{text[start:end]} {kind['kind']}s"


@cache
def _kind() -> re.Pattern[str]:
    kinds = "|".join(sorted(word_set("products", "devices"), key=len, reverse=True))
    return re.compile(rf"(?:['’]s)?\s(?:[a-z-]+\s)??(?P<kind>{kinds})s?\b")


def _without_tail(words: list[str]) -> list[str]:
    """The name without a version at its end; none where a word of it is a team, a paper, a month or an office."""
    if any(word.lower() in word_set("products", "teams") | word_set("products", "others") for word in words):
        return []
    while words and re.fullmatch(r"[\d.]+", words[-1]):
        words = words[:-1]
    return words


_EXPLOITATION = ("cyber.kinds.vulnerability-exploitation", "cyber.kinds.intrusion", "cyber.strong")


def _speaks_of_exploitation(context: Context) -> bool:
    end = len(context.text)
    return "CVE-" in context.text or any(context.terms.any(0, end, category) for category in _EXPLOITATION)
