"""Who speaks: noun phrases, pronouns and surnames to the party that makes a claim, and to the person who voices it.

The resolver keeps who spoke last: "he", "the ministers" and "the company" look back, and a surname is looked up in the
cast. A party that the text does not settle stays open: no claimant is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.beside import Beside
from callout.reading.cast import FIRM, Cast
from callout.reading.clauses import conjuncts, noun_phrase
from callout.reading.home import Home
from callout.reading.issuer import Issuer
from callout.reading.lexicon import word_set
from callout.reading.mentions import Mention, Mentions, party_of
from callout.reading.syntax import Tree, Word
from callout.reading.unlisted import Unlisted
from callout.reading.voice import Discourse, Voice, voice_of
from callout.record.entity import Entity, EntityKind, Spokesperson


class Resolver:
    """Noun phrases of one document to voices. Sentences come in order: pronouns look back."""

    def __init__(self, text: str, mentions: Mentions, cast: Cast, issuer: Issuer | None = None) -> None:
        self._text = text
        self._mentions = mentions
        self._cast = cast
        self._issuer = issuer
        self._beside = Beside(text, mentions)
        self._unlisted = Unlisted(text, mentions, cast, issuer)
        self.home = Home(text, mentions, issuer)
        self.discourse = Discourse(first=voice_of(issuer, self._signed()) if issuer else None)

    def _signed(self) -> tuple[Spokesperson, ...]:
        """The persons whom the title of a statement names as its speakers."""
        if self._issuer is None or self._issuer.head is None:
            return ()
        start, end = self._issuer.head
        people = [p for p in self._cast.by_name.values() if start <= p.at < end]
        return tuple(Spokesperson(name=p.name, role=p.role, country=p.country or self._issuer.country) for p in people)

    def own_voice(self) -> Voice | None:
        """The document's own voice, where it has an issuer."""
        return voice_of(self._issuer, self._signed()) if self._issuer else None

    def voices(self, tree: Tree, i: int) -> list[Voice]:
        """One voice for each coordinated head, in order; a head that names nobody gives a voice without a party."""
        voices: list[Voice] = []
        for place in conjuncts(tree, i):
            joined = self._unlisted.with_ampersand(tree, place, voices[-1]) if voices else None
            if joined is not None:
                voices[-1] = joined
            else:
                voices.append(self._voice(tree, place))
        return [*voices, *self._beside.in_the_list(tree, i, voices)]

    def _voice(self, tree: Tree, i: int) -> Voice:
        head = tree.words[i]
        if head.pos == "PRON" or head.low in ("he", "she", "it", "they", "who", "which", "we", "i"):
            return self._pronoun(head)
        phrase = noun_phrase(tree, i)
        start, end = phrase[0].start, phrase[-1].end
        mention = self._mentions.covering(head.start)
        court = head.lemma in ("document", "filing", "record") and any(
            k.low == "court" for k in tree.kids(i, "compound")
        )
        if court or (head.lemma in ("complaint", "indictment", "affidavit") and mention is None):
            home = self.home.state()
            if home and home.country:
                return Voice(home, start=start, end=end)
        ours = head.tag == "NNS" and any(k.low == "our" for k in tree.kids(i, "poss"))
        authoring = any(k.lemma == "author" for k in tree.kids(i, "amod", "compound"))
        if self._issuer and (authoring or (ours and {head.lemma, head.low} & word_set("answers", "coalitions"))):
            # "The authoring agencies": those who issue the document.
            return replace(voice_of(self._issuer), start=start, end=end)
        several = self.discourse.several
        if head.low in word_set("answers", "bodies") and several and several.partners and _definite(tree, head):
            # "the agencies": those of the list that spoke before.
            return replace(several, start=start, end=end)
        coalition = self._coalition(tree, head) if mention is None or mention.country is None else None
        if coalition:
            return replace(coalition, start=start, end=end)
        voice = self._of_mention(mention, phrase) if mention else None
        if voice is not None and voice.party is not None and mention is not None:
            voice = replace(voice, partners=(*voice.partners, *self._beside.adjectives_before(mention, voice.party)))
        voice = voice or self._of_person(tree, head, phrase) or self._of_noun(tree, head, phrase, mention)
        return replace(
            voice, start=voice.start or start, end=voice.end or end, plural=voice.plural or head.tag in ("NNS",)
        )

    def _pronoun(self, head: Word) -> Voice:
        if head.low in ("he", "she", "him", "her", "i", "who"):
            found = self.discourse.person
        elif head.low in ("we", "us"):
            # Outside quotations "we" is whoever the statement is of: the first that spoke in it.
            found = self.discourse.first or self.discourse.several
        elif head.low in ("they", "them"):
            found = self.discourse.several or self.discourse.party
        else:
            found = self.discourse.party
        if found is None:
            return Voice(None, start=head.start, end=head.end)
        return replace(found, start=head.start, end=head.end)

    def _of_mention(self, mention: Mention, phrase: Sequence[Word]) -> Voice | None:
        if mention.what in (What.STATE, What.SEAT, What.DEMONYM) and mention.country:
            return Voice(state_entity(mention.country))
        if mention.what in (What.COMPANY, What.MEDIA, What.GROUP, What.BODY):
            return Voice(mention.entity, self._people_in(phrase[0].start, phrase[-1].end, mention))
        if mention.what is What.OFFICIAL and mention.entity and mention.country:
            person = self._cast.person(mention.entity.name)
            role = person.role if person else mention.role
            spoken = Spokesperson(name=mention.entity.name, role=role, country=mention.country)
            return Voice(state_entity(mention.country), (spoken,))
        if mention.what in (What.ROLE_BODY, What.OFFICE, What.PEOPLE):
            return self._of_role(mention, phrase)
        return None

    def _of_role(self, mention: Mention, phrase: Sequence[Word]) -> Voice | None:
        start, end = phrase[0].start, phrase[-1].end
        party = party_of(mention)
        people = self._people_in(start, end, mention)
        if party is None:
            for other in self._mentions.within(start, end):
                if other is mention or not (other.country or other.org or other.what in (What.COMPANY, What.MEDIA)):
                    continue
                if other.what is What.CITY and mention.what is not What.ROLE_BODY:
                    # "Officials in New Mexico" may be anybody's.
                    continue
                between = self._text[min(mention.end, other.end) : max(mention.start, other.start)].lower()
                # "Minister of Science, Innovation and Technology of Costa Rica": the last "of" says whose.
                if not re.search(r"\bof\s+(?:the\s+)?$", between) and re.search(
                    r"\b(?:to|against|about|on|with|and)\b", between
                ):
                    continue
                party = party_of(other)
                if party:
                    break
        if party is None and people:
            known = self._cast.person(people[0].name)
            if known:
                party = known.org or (state_entity(known.country) if known.country else None)
        guessed = party is None
        if party is None:
            party = self._earlier(mention)
        if not people and mention.what in (What.OFFICE, What.PEOPLE):
            country = party.country if party else None
            role = self._text[mention.start : mention.end]
            people = (Spokesperson(name=role, role=role, country=country),)
        partners = self._beside.of_governments(mention, party, phrase) if party is not None and not guessed else ()
        anonymous = mention.what is What.PEOPLE and bool(people) and people[0].name == people[0].role
        return Voice(party, people, anonymous=anonymous, guessed=guessed, partners=partners)

    def _people_in(self, start: int, end: int, mention: Mention) -> tuple[Spokesperson, ...]:
        stretch = self._text[start:end]
        found = []
        for name, person in self._cast.by_name.items():
            at = stretch.find(name)
            if at >= 0 and (person.country == mention.country or person.country is None or mention.country is None):
                found.append((at, Spokesperson(name=name, role=person.role, country=person.country or mention.country)))
        return tuple(person for _, person in sorted(found, key=lambda pair: pair[0]))

    def _is_of(self, name: str, party: Entity) -> bool:
        known = self._cast.person(name)
        return known is not None and known.org is not None and known.org.id == party.id

    def _earlier(self, mention: Mention) -> Entity | None:
        """ "the ministry", "the government", "officials": the last voice called so, else the last state that spoke."""
        noun = (mention.role or self._text[mention.start : mention.end]).lower().split()[-1]
        if noun in self.discourse.by_noun:
            return self.discourse.by_noun[noun].party
        for word in (mention.role or self._text[mention.start : mention.end]).lower().replace("’", "'").split():
            # "the prime minister's office": the state whose minister spoke before.
            before = self.discourse.by_noun.get(word.removesuffix("'s"))
            if before and before.country:
                return before.party
        seat = self.home.seat_before(mention)
        if seat is not None:
            return state_entity(seat)
        if self._issuer and self._issuer.country and _definite_before(self._text, mention):
            # "The Ministry", "the Government" in a document of that state.
            return state_entity(self._issuer.country)
        if noun.removesuffix("s") in word_set("speech", "anonymous") and not is_public(noun.removesuffix("s")):
            # "experts" may be anybody's.
            return None
        last = self.discourse.party
        if last and last.country and last.party:
            return last.party if last.party.kind in (EntityKind.STATE,) else state_entity(last.country)
        return self.home.state(mention)

    def _of_person(self, tree: Tree, head: Word, phrase: Sequence[Word]) -> Voice | None:
        if head.pos != "PROPN":
            return None
        name = " ".join(
            w.text
            for w in tree.words
            if w.i <= head.i and w.head == head.i and w.dep in ("compound",) and w.pos == "PROPN"
        )
        person = self._cast.person(f"{name} {head.text}".strip()) or self._cast.person(head.text)
        if person is None:
            return None
        party = person.org or (state_entity(person.country) if person.country else None)
        if party and party.kind is EntityKind.ORGANISATION and party.country is None:
            party = self._unlisted.named(party.name, phrase[0].start, phrase[0].start)
        if party is None and person.role and (self._issuer is None or self._issuer.country):
            # A minister without a state, in a ministry's own text or in a story from its capital.
            home = self._issuer.country if self._issuer else self.home.dateline if is_public(person.role) else None
            party = state_entity(home) if home else self.home.state() if is_public(person.role) else None
        spoken = Spokesperson(name=person.name, role=person.role, country=party.country if party else None)
        guessed = person.country is None and person.org is None
        return Voice(party or Entity(name=person.name, kind=EntityKind.PERSON), (spoken,), guessed=guessed)

    def _of_noun(self, tree: Tree, head: Word, phrase: Sequence[Word], mention: Mention | None) -> Voice:
        start, end = phrase[0].start, phrase[-1].end
        named_so = mention is None and head.lemma in word_set("speech", "bodies") and head.text[0].isupper()
        if self._issuer and self._issuer.country and named_so and len(phrase) == 2 and _definite(tree, head):
            # "The Council", "the Department", in what that body issues.
            return voice_of(self._issuer)
        of_state = self._of_state_noun(head, start, end, mention)
        if of_state is not None:
            return of_state
        for other in self._mentions.within(start, end):
            if other.what in (What.COMPANY, What.MEDIA, What.BODY, What.OFFICIAL) or (
                other.what in (What.STATE, What.DEMONYM, What.ROLE_BODY, What.OFFICE, What.PEOPLE) and other.country
            ):
                before = self._text[max(start, other.start - 12) : other.start].lower()
                if head.pos == "PROPN" and self._text[head.end : head.end + 2] == ", " and other.start > head.end:
                    # "IssueMakersLab, a group of South Korean experts": what the name is, and not whose.
                    continue
                if other.start > head.end and not re.search(
                    r"\b(?:of|by|from|at|for)\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){0,3}$", before
                ):
                    continue
                if head.lemma not in word_set("speech", "papers") and other.what in (What.STATE, What.DEMONYM):
                    continue
                party = party_of(other)
                if party:
                    people = self._people_in(start, end, other)
                    if other.country is None:
                        people = tuple(p for p in people if self._is_of(p.name, party))
                    return Voice(party, people, partners=self._beside.after(other, party))
        if head.lemma in ("partner", "counterpart", "ally", "colleague"):
            # "its partners in the United Kingdom and the Republic of Korea": the states where they are.
            states = [m for m in self._mentions.within(head.end, end) if m.what is What.STATE and m.entity]
            if states and re.match(r"\s+(?:in|from|of)\s", self._text[head.end : states[0].start + 1]):
                first, *rest = [m.entity for m in states if m.entity]
                return Voice(first, plural=True, partners=tuple(rest))
        bare = next((m for m in self._mentions.within(start, end) if m.what is What.ROLE_BODY and not m.country), None)
        if bare is not None and head.pos == "PROPN" and bare.end <= head.start:
            # "NCSC Director of Operations": a body whose state was told before.
            return Voice(self._earlier(bare), self._people_in(start, end, bare), guessed=True)
        known = self._unlisted.abbreviated(start, end, head)
        if known:
            return Voice(known)
        issued = self._issued_by(tree, head)
        if issued:
            return Voice(issued)
        firm = FIRM.search(self._text[start:end])
        if firm and start + firm.start() <= head.end:
            return Voice(Entity(name=firm["org"].strip(" .,"), kind=EntityKind.COMPANY))
        if head.lemma in ("company", "firm", "researcher", "expert") and head.tag == "NNS" and _definite(tree, head):
            firms = self.discourse.firms
            if len(firms) > 1:
                return Voice(firms[0], plural=True, partners=tuple(firms[1:]))
        if head.lemma in ("company", "firm") and _definite(tree, head) and self._is_any_firm(tree, head):
            named = self._company_before(tree.words[0].start) or self.discourse.company
            if named:
                return Voice(named)
        if head.lemma in word_set("speech", "papers") and _definite(tree, head) and self.discourse.party:
            return Voice(self.discourse.party.party, self.discourse.party.people)
        if head.lemma in self.discourse.by_noun and _definite(tree, head):
            return Voice(self.discourse.by_noun[head.lemma].party)
        # "BeyondTrust said": a firm that knowledge has only as the name of what it makes.
        product = (
            mention is not None and mention.what is What.PRODUCT and " " not in self._text[mention.start : mention.end]
        )
        if head.pos == "PROPN" and (not mention or product):
            words = [
                w for w in phrase if w.pos == "PROPN" and w.end <= head.end and (w.i == head.i or w.head == head.i)
            ]
            name = self._text[words[0].start : self._unlisted.end_with_place(tree, head)]
            if head.low in word_set("answers", "coalitions"):
                # "its Member States": nobody by name.
                return Voice(None, start=start, end=end)
            office = next((m for m in self._mentions.within(start, head.start) if m.what is What.OFFICE), None)
            if office is not None and not office.country and len(words) > 1:
                # "Minister for Europe Leo Docherty"
                role, person = self._text[office.start : words[-2].start].strip(), " ".join(w.text for w in words[-2:])
                party = self._earlier(office)
                spoken = Spokesperson(name=person, role=role or None, country=party.country if party else None)
                return Voice(party, (spoken,), guessed=True)
            if not re.search(r"[.!?\n]", name) and self._unlisted.is_name(name, words[0], tree):
                return Voice(self._unlisted.named(self._unlisted.full_name(name), start, end))
        return Voice(None, start=start, end=end)

    def _is_any_firm(self, tree: Tree, head: Word) -> bool:
        """ "The company", "the Slovak security firm": not "the state railway company", which is another one."""
        kinds = word_set("speech", "firm_kinds")
        said = [k for k in tree.kids(head.i, "compound", "amod", "nmod") if self._mentions.covering(k.start) is None]
        return all(k.low in kinds for k in said)

    def _issued_by(self, tree: Tree, head: Word) -> Entity | None:
        """ "The report, by Castle Point Forensics, says": an organisation that no list has, by what it published."""
        if head.lemma not in word_set("speech", "papers"):
            return None
        for prep in tree.kids(head.i, "prep"):
            for author in tree.kids(prep.i, "pobj") if prep.low in ("by", "from") else ():
                unknown = author.pos == "PROPN" and self._mentions.covering(author.start) is None
                names = [w for w in tree.subtree(author.i) if w.pos == "PROPN" and w.i < author.i]
                if unknown and self._cast.person(author.text) is None:
                    name = self._text[names[0].start if names else author.start : author.end]
                    return self._unlisted.named(self._unlisted.full_name(name), prep.start, author.end)
        return None

    def _of_state_noun(self, head: Word, start: int, end: int, mention: Mention | None) -> Voice | None:
        """ "The Danish service", "the German side", "the agency in Prague": a noun for bodies right after the adjective
        of a state, or in its seat."""
        if mention is not None or head.lemma not in word_set("speech", "state_nouns"):
            return None
        for other in self._mentions.within(start, end):
            if other.what is What.DEMONYM and other.country and self._text[other.end : head.start].strip() == "":
                state = state_entity(other.country)
                others = self._beside.adjectives_before(other, state)
                return Voice(state, self._people_in(start, end, other), partners=others)
            in_seat = re.fullmatch(r"\s+in\s+", self._text[head.end : other.start]) if other.start > head.end else None
            if other.what is What.SEAT and other.country and in_seat:
                return Voice(state_entity(other.country), self._people_in(start, end, other))
        return None

    def _company_before(self, position: int) -> Entity | None:
        """The company named last before a sentence."""
        before = [m for m in self._mentions.within(max(0, position - 600), position) if m.what is What.COMPANY]
        return before[-1].entity if before else None

    def _coalition(self, tree: Tree, head: Word) -> Voice | None:
        if not _definite(tree, head) or (
            head.lemma in ("government", "country", "state", "nation", "ally", "partner") and head.tag != "NNS"
        ):
            return None
        if head.lemma not in word_set("answers", "coalitions") and head.low not in word_set("answers", "coalitions"):
            return None
        if len(self.discourse.coalition) < 2:
            return None
        first, *others = self.discourse.coalition
        return Voice(first, plural=True, partners=tuple(others))


def _definite(tree: Tree, head: Word) -> bool:
    return any(k.low in ("the", "its", "their", "this", "that") for k in tree.kids(head.i, "det", "poss"))


def _definite_before(text: str, mention: Mention) -> bool:
    """Whether "the", "our" or nothing but a capital stands before a role: it is the document's own."""
    before = text[max(0, mention.start - 5) : mention.start].lower()
    return before.endswith(("the ", "our ", "this ")) or text[mention.start].isupper()


def is_public(role: str) -> bool:
    """Whether a role is one of a state's: a minister, an official, an officer of police."""
    low = role.lower()
    return any(re.search(rf"\b{noun}\b", low) for noun in word_set("speech", "public"))
