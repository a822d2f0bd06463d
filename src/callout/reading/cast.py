"""The cast of a document: the persons and the abbreviations that it introduces.

A document introduces its people once ("the foreign secretary, Dominic Raab", "Michael Gorelik, vice president of
Morphisec") and then calls them by surname. The cast keeps the introductions, with the role, state or organisation that
the text gives; it adds none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from callout.knowledge.names import What
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mentions
from callout.record.entity import Entity, EntityKind

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽȘȚ"
NAME = (
    # Bounded and anchored at word starts: on one endless word an open pattern takes cubic time.
    rf"(?<![\w’'-])(?:(?:(?:[{_CAPITAL}]\.){{1,3}}|[B-HJ-Z])\s+)?[{_CAPITAL}](?=[\w-]{{0,30}}[a-zé])[\w-]{{1,30}}(?![\w-])"
    rf"(?:[’'][{_CAPITAL}]\w{{1,30}})?"
    rf"(?:[^\S\n]+(?:[{_CAPITAL}]\.|[{_CAPITAL}][\w-]{{1,30}}(?:[’'][{_CAPITAL}]\w{{1,30}})?|al-[A-Z]\w{{1,30}}"
    r"|bin|de|van|von|der|den|da|el|la)){0,3}"
)
_HONORIFIC = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Senator|Gen|General|Col|Maj|Sir|Dame|Lord|Adm|Amb|Ambassador|Lt)\.?\s+)?"
_AFTER_ROLE = re.compile(rf"\s*,?\s+{_HONORIFIC}(?P<name>{NAME})")
_APPOSITION = re.compile(
    rf"(?P<name>{NAME}),\s+(?P<who>who\s+(?:chairs|heads|leads|runs|directs)\s+)?(?=(?P<what>[^.;:\n“”\"]{{4,160}}))"
)
_NAMED_OF = re.compile(rf"(?P<name>{NAME})\s(?:of|from|at)\s(?:the\s)?\Z")
_HEADED = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bas )\b(?:the|The)\s+(?P<title>[\w-]+(?:\s+[\w-]+){0,3})"
    r"\s+(?:of|at|for)\s+(?:the\s+)?\Z"
)
"""What stands before the body in "the deputy head of Russia's foreign intelligence service, Sergei Naryshkin"."""
FIRM = re.compile(
    r"(?:firm|company|startup|start-up|vendor|provider|consultancy|outfit|group|organi[sz]ation|lab|non-profit)\s+"
    r"(?P<org>[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3})"
)
_BODY = (
    "(?:Council|Committee|Agency|Commission|Board|Centre|Center|Service|Office|Bureau|Authority|Department|Ministry)"
)
_AT_ORG = re.compile(
    r"\b(?:at|of|for|from|with)\s+(?:the\s+)?(?P<org>[A-Z][\w&.-]*(?:\s+(?:[A-Z][\w&.-]*|of|for"
    # "of the National Security and Defence Council", but "of Intezer and the university".
    rf"|and(?=(?:\s[A-Z][\w-]+){{0,3}}\s{_BODY}))(?=\s|[,.]|$)){{0,5}})"
)
_DEFINED = re.compile(
    r"(?<![\w’'-])(?P<long>(?:[A-Z][\w&’'-]{1,30}\s(?:(?:of|and|for|the|on)\s){0,2}){2,7}[A-Z]?[\w’'-]{0,30})\s?"
    r"(?:\((?P<short>[A-Z][A-Za-z]{1,7})\)|(?<=\w),\s(?P<after>[A-Z]{3,6}),)"
)


_NO_GIVEN_NAME = frozenset({"In", "At", "From", "On", "Near", "Outside"})


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str | None
    country: str | None
    org: Entity | None
    at: int


_SURNAME_FIRST = ("CN", "KP", "KR", "TW", "VN", "SG", "HU")


class Cast:
    """The persons and the abbreviations that a document introduces."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text = text
        self._mentions = mentions
        self.by_name: dict[str, Person] = {}
        self._by_surname: dict[str, Person] = {}
        self.abbreviations: dict[str, Entity] = {}
        self._define_abbreviations()
        self._after_roles()
        self._appositions()
        self._of_organisations()
        for mention in mentions.all:
            if mention.what is What.OFFICIAL and mention.entity:
                self._add(Person(mention.entity.name, mention.role, mention.country, None, mention.start))
        self._fold_surnames()

    def person(self, name: str) -> Person | None:
        """The person of a full name or a surname as the document uses it."""
        name = re.sub(rf"^{_HONORIFIC}", "", name).replace("’s", "").replace("'s", "").strip()
        return self.by_name.get(name) or self._by_surname.get(name.split()[-1] if name else "")

    def _add(self, person: Person) -> None:
        known = self.by_name.get(person.name)
        if known:
            role = known.role or person.role
            person = replace(known, role=role, country=known.country or person.country, org=known.org or person.org)
        self.by_name[person.name] = person
        self._by_surname[person.name.split()[-1]] = person
        if person.country in _SURNAME_FIRST:
            self._by_surname.setdefault(person.name.split()[0], person)

    def _fold_surnames(self) -> None:
        """ "Senator Payne" is the Marise Payne whom the document names in full."""
        for name in [n for n in self.by_name if " " not in n]:
            full = [p for n, p in self.by_name.items() if n.endswith(f" {name}")]
            if len(full) == 1:
                del self.by_name[name]
                self._by_surname[name] = full[0]

    def _define_abbreviations(self) -> None:
        for match in _DEFINED.finditer(self._text):
            group = "short" if match["short"] else "after"
            # "On Friday the National Security Agency (ANB)": the name stands after the article.
            short, long = match[group], re.split(r"\s[Tt]he\s", match["long"].strip())[-1]
            initials = "".join(w[0] for w in long.split() if w[0].isupper())
            place = initials.find(short.upper()[0]) if initials else -1
            if place < 0 or self._mentions.covering(match.start(group)):
                continue
            public = any(noun in long.lower().split() for noun in word_set("speech", "bodies"))
            full = (
                _of_initials(long, short)
                or (re.sub(r"^(?:The|the)\s+", "", long) if public else None)
                or re.sub(
                    r"^(?:The|the|of|and|for)\s+",
                    "",
                    " ".join(long.split()[-max(2, len(short)) - long.count(" of ") - long.count(" for ") :]),
                )
            )
            mention = self._mentions.covering(match.start("long")) or self._mentions.covering(match.end("long") - 1)
            country = mention.country if mention and mention.what is What.BODY else None
            if mention and mention.what in (What.BODY, What.COMPANY, What.MEDIA) and mention.entity:
                self.abbreviations[short] = mention.entity
            else:
                self.abbreviations[short] = Entity(name=full, kind=EntityKind.ORGANISATION, country=country)

    def _after_roles(self) -> None:
        for mention in self._mentions.all:
            if mention.what not in (What.OFFICE, What.PEOPLE, What.COMPANY, What.MEDIA, What.BODY, What.ROLE_BODY):
                continue
            start = mention.end
            role = mention.role or self._text[mention.start : mention.end]
            org = mention.org
            if mention.what in (What.COMPANY, What.MEDIA, What.BODY, What.ROLE_BODY):
                title = re.match(r"(?:['’]s)?((?:\s+[A-Za-z][\w-]*){1,4}?)(?=\s+[A-Z])", self._text[start : start + 70])
                headed = _HEADED.search(self._text, max(0, mention.start - 60), mention.start)
                if title and _is_private_role(title.group(1)):
                    role = title.group(1).strip()
                    if mention.what is What.ROLE_BODY and mention.country is None:
                        # "department spokesman": of whichever department it is.
                        role, org = self._text[mention.start : start + title.end()], None
                    else:
                        org = mention.entity
                    start += title.end()
                elif headed and _is_private_role(headed["title"]):
                    role, org = self._text[headed.start("title") : mention.end], mention.entity
                else:
                    continue
            after = self._after_holder(start)
            if mention.what is What.OFFICE:
                after = self._after_portfolio(after)
                role = self._text[mention.start : after] if after > start else role
            match = _AFTER_ROLE.match(self._text, after)
            if not match or self._names_something_else(match.start("name")):
                continue
            if " " not in match["name"] and mention.what is not What.OFFICE:
                continue
            org = org or self._org_before(mention.start)
            country = mention.country or (self._state_after(match.end("name")) if org is None else None)
            self._add(Person(match["name"], role, country, org, match.start("name")))

    def _after_holder(self, start: int) -> int:
        """Past "of the council" in "the spokesperson of the council, Adrienne Watson"."""
        of = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?").match(self._text, start)
        holder = self._mentions.covering(of.end()) if of else None
        return holder.end if holder else start

    def _after_portfolio(self, start: int) -> int:
        """Past "for National Security" in "the coordinating minister for National Security, K Shanmugam"."""
        portfolio = _portfolio().match(self._text, start)
        return portfolio.end() if portfolio else self._after_more(start)

    def _after_more(self, start: int) -> int:
        """Past the rest of "Minister of Science, Innovation, Technology and Telecommunications of Costa Rica"."""
        more = _more_portfolios().match(self._text, start)
        return self._after_holder(more.end()) if more else start

    def _state_after(self, end: int) -> str | None:
        """ "Foreign minister Faisal bin Farhan of Saudi Arabia": whose minister he is."""
        of = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])").match(self._text, end)
        holder = self._mentions.covering(of.end()) if of else None
        return holder.country if holder is not None and holder.what is What.STATE else None

    def _org_before(self, start: int) -> Entity | None:
        """ "IAAF President Sebastian Coe": an abbreviation or a name right before the title."""
        match = re.search(r"([A-Z]{3,6})\s+$", self._text[max(0, start - 10) : start])
        if not match or self._mentions.covering(start - 2):
            return None
        return self.abbreviations.get(match.group(1)) or Entity(name=match.group(1), kind=EntityKind.ORGANISATION)

    def _appositions(self) -> None:
        for match in _APPOSITION.finditer(self._text):
            name = re.sub(rf"^{_HONORIFIC}", "", match["name"])
            if " " not in name or self._names_something_else(match.start("name")):
                continue
            if name.split()[0] in _NO_GIVEN_NAME:
                # "In Tirana, the prime minister said"
                continue
            if name.split()[-1].lower() in word_set("answers", "coalitions"):
                # "its Member States, together with their partners"
                continue
            what = match["what"]
            begin = match.start("what")
            # The apposition ends at its comma, unless the comma belongs to a list of titles.
            comma = what.find(",")
            within = self._mentions.within(begin, begin + (comma if comma > 0 else len(what)))
            described = what[:comma] if comma > 0 else what
            state_role = next((m for m in within if m.what in (What.OFFICE, What.PEOPLE) and m.country), None)
            body = next((m for m in within if m.what in (What.BODY, What.ROLE_BODY) and m.country), None)
            private = _is_private_role(described)
            company = next((m for m in within if m.what in (What.COMPANY, What.MEDIA)), None)
            if company and private:
                self._add(Person(name, described.strip(), None, company.entity, match.start("name")))
            elif state_role:
                self._add(Person(name, described.strip(), state_role.country, None, match.start("name")))
            elif match["who"] and body:
                self._add(Person(name, described.strip(), body.country, None, match.start("name")))
            elif private or any(m.what in (What.OFFICE, What.PEOPLE) for m in within):
                named = body.entity if body and body.what is What.BODY else None
                org = named if body else _org_in(described)
                country = body.country if body else None
                state = next((m for m in within if m.what is What.STATE and org and m.entity), None)
                if state is not None and org is not None and org.name in self._text[state.start : state.end]:
                    # "the head of Iran's civil defence": he speaks for Iran.
                    org, country = None, state.country
                self._add(Person(name, described.strip(), country, org, match.start("name")))

    def _of_organisations(self) -> None:
        """ "Tom Finney of SecureWorks": a person by the firm or the body that he is of."""
        for mention in self._mentions.all:
            if mention.what not in (What.COMPANY, What.BODY, What.MEDIA) or mention.entity is None:
                continue
            match = _NAMED_OF.search(self._text, max(0, mention.start - 60), mention.start)
            if match and not self._names_something_else(match.start("name")):
                known = self.by_name.get(match["name"])
                if known is None:
                    org = mention.entity if mention.what is not What.BODY else None
                    self._add(Person(match["name"], None, mention.country, org or mention.entity, match.start("name")))

    def _names_something_else(self, start: int) -> bool:
        mention = self._mentions.covering(start)
        if mention is not None and mention.what is What.CITY and re.match(r"\s[A-Z]", self._text[mention.end :]):
            # "Vladimir Barbin": a given name that is also a city's.
            return False
        return mention is not None and mention.what is not What.OFFICIAL


@cache
def _portfolio() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(word_set("speech", "portfolios"), key=len, reverse=True)))
    return re.compile(
        rf"\s+(?:of|for)\s+(?:the\s+)?(?:(?:[A-Z][\w-]{{1,30}}|and|of|the|&),?\s+){{0,8}}(?:{nouns})\b"
        rf"(?!\s+{_BODY})"
    )


@cache
def _more_portfolios() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(word_set("speech", "portfolios"), key=len, reverse=True)))
    return re.compile(rf"(?:(?:,|,?\s+and)\s+(?:{nouns})\b){{1,6}}")


def _of_initials(long: str, short: str) -> str | None:
    """The end of `long` whose capitals are the letters of `short`."""
    words = long.split()
    for begin in range(len(words)):
        capitals = "".join(w[0] for w in words[begin:] if w[0].isupper())
        if words[begin][0].isupper() and capitals == short.upper():
            return " ".join(words[begin:])
    return None


def _is_private_role(words: str) -> bool:
    low = words.lower()
    return any(re.search(rf"\b{re.escape(role)}s?\b", low) for role in word_set("speech", "private"))


def _org_in(described: str) -> Entity | None:
    match = FIRM.search(described) or _AT_ORG.search(described)
    if match and match["org"].strip(" .,").lower() in word_set("speech", "bodies"):
        # "Additional Director General of Police": a kind of body is no name.
        return None
    return Entity(name=match["org"].strip(" .,"), kind=EntityKind.ORGANISATION) if match else None
