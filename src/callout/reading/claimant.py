"""Who claims: the performer of a verb that is itself a speech act, or whoever a clause is said for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callout.reading.clauses import Arguments, arguments
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.frames import frames
from callout.reading.hearing import Parsed, standing_of_report, together, unique
from callout.reading.hedges import standing_of
from callout.reading.lexicon import word_set, words
from callout.reading.speech import Cue, Speakers, governing_cue
from callout.reading.syntax import Tree, Word
from callout.reading.voice import Voice
from callout.reading.who import is_public
from callout.record.acts import Act, Mode, Standing
from callout.record.claim import Accused
from callout.record.entity import Entity, EntityKind


class Claimants:
    def __init__(self, context: Context, speakers: Speakers) -> None:
        self._context = context
        self._speakers = speakers

    def speaker_at(self, position: int) -> Voice | None:
        """Who speaks the quotation at a position; none outside quotations."""
        return self._speakers.at(position)

    def claimant(self, parsed: Parsed, word: Word, args: Arguments) -> tuple[Voice, Mode]:
        """The performer of a verb that is itself a speech act; without one, the source of its clause."""
        place = args.subject
        if place is not None and parsed.tree.words[place].dep == "attr":
            # "became the first country to blacklist Kimsuky": the country is whoever became it.
            subject = arguments(parsed.tree, parsed.tree.words[place].head).subject
            place = subject if subject is not None else place
        if place is not None:
            voices = parsed.voices.get(place) or self._context.resolver.voices(parsed.tree, place)
            head = parsed.tree.words[place]
            inside = self._speakers.at(head.start)
            if head.low in ("we", "i", "us", "our") and inside:
                return inside, Mode.QUOTED
            joined = together(voices)
            if joined.party is None and word.dep == "relcl" and word.head == place:
                joined = self._above(parsed, place) or joined
            if joined.party:
                speaker, _ = self.source(parsed, word)
                if joined.partners and speaker.party and any(p.id == speaker.party.id for p in joined.partners):
                    # A member of the coalition speaks for it.
                    others = [joined.party, *joined.partners]
                    joined = replace(speaker, partners=unique(others, speaker.party))
                return joined, self.mode(word, Mode.REPORTED)
            if head.lemma in word_set("speech", "papers"):
                holder = self._holder_of(parsed, head)
                if holder:
                    return holder, self.mode(word, Mode.REPORTED)
            if head.low not in ("it", "they", "he", "she", "who", "which", "that"):
                spoken, mode = self.source(parsed, word)
                # "The Union said that some members had linked it to Russia": who says it of others without a name.
                told = head.lemma in word_set("cyber", "deeds") or (
                    spoken.party and governing_cue(parsed.tree, word.i, parsed.cues)
                )
                if spoken.party and told and head.lemma not in word_set("speech", "anonymous"):
                    return spoken, mode
                own = mode is Mode.AUTHORED and head.pos == "NOUN" and head.lemma not in word_set("speech", "anonymous")
                if self._context.issuer and own:
                    # "That work has linked him to the breach", in the text of those whose work it is.
                    return spoken, mode
                return joined, Mode.REPORTED
        elif args.object is not None and word.lemma in frames() and any(f.performer for f in frames()[word.lemma]):
            owner = next(iter(parsed.tree.kids(args.object, "poss")), None)
            if owner is not None:
                voices = self._context.resolver.voices(parsed.tree, owner.i)
                if voices[0].party:
                    return together(voices), self.mode(word, Mode.REPORTED)
        lister = self._lister(parsed, word, args) if args.passive else None
        return (lister, self.mode(word, Mode.REPORTED)) if lister else self.source(parsed, word)

    def _lister(self, parsed: Parsed, word: Word, args: Arguments) -> Voice | None:
        """Whose the list is on which somebody is put: "were added to the Union's sanctions list"."""
        tree = parsed.tree
        lists = {
            particle
            for frame in frames().get(word.lemma, ())
            if frame.act is Act.SANCTION
            for particle in frame.particle
        }
        for place in (p for name in ("to", "on") for p in args.preps.get(name, []) if tree.words[p].lemma in lists):
            # The parser may hang a state on the sanctions or on the list.
            for owner in (w for w in tree.subtree(place) if w.i < place):
                voice = together(self._context.resolver.voices(tree, owner.i))
                if voice.party and voice.country:
                    return voice
        return None

    def _above(self, parsed: Parsed, place: int) -> Voice | None:
        """ "Cisco, the maker of the software, which has released fixes": a clause that the parser hung on a noun that
        can say nothing is about the name that the noun stands under."""
        previous = parsed.tree.words[place]
        for above in parsed.tree.ancestors(place):
            if previous.dep not in ("pobj", "prep", "appos"):
                return None
            if above.pos == "PROPN" and previous.dep == "appos":
                voice = together(self._context.resolver.voices(parsed.tree, above.i))
                return voice if voice.party else None
            previous = above
        return None

    def host(self, parsed: Parsed, args: Arguments) -> Voice | None:
        """To whose ministry somebody is summoned ("to the Swedish foreign ministry")."""
        for place in (p for name in ("to", "into", "in") for p in args.preps.get(name, [])):
            voice = self._context.resolver.voices(parsed.tree, place)[0]
            if voice.party and voice.country:
                return voice
        return None

    def seat(self, parsed: Parsed, args: Arguments, accused: Sequence[Accused]) -> Voice | None:
        """ "The Chinese ambassador in Prague was summoned": by the state to whose seat he is sent."""
        if args.object is None or not args.passive:
            return None
        for prep in parsed.tree.kids(args.object, "prep"):
            for place in parsed.tree.kids(prep.i, "pobj") if prep.low in ("in", "to") else ():
                voice = self._context.resolver.voices(parsed.tree, place.i)[0]
                if voice.country and voice.country not in {a.state for a in accused}:
                    return voice
        return None

    def told(
        self, parsed: Parsed, word: Word, voice: Voice, mode: Mode, act: Act, accused: list[Accused], because: str
    ) -> Draft:
        """What a voice tells at `word` of those whom it accuses, as a draft of the whole sentence."""
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=unique(voice.partners, voice.party),
            accused=accused,
            standing=standing_of_report(self._context, parsed, word, mode),
            mode=mode,
            start=parsed.sentence.start,
            end=parsed.sentence.end,
            anonymous=voice.anonymous,
            said_by=voice.words,
            steps=[f"act: {because}"],
        )

    def answered(
        self,
        act: Act,
        parsed: Parsed,
        voice: Voice,
        word: Word | None,
        mode: Mode,
        accused: list[Accused],
        ground: str | None = None,
    ) -> Draft:
        """What a voice answers or takes a stance on, as a draft of the whole sentence. `word` is the verb that does so;
        null where only the words of an answer stand there."""
        standing = standing_of(self._context, parsed.tree, word.i) if word else Standing.ASSERTED
        return Draft(
            act=act,
            party=voice.party,
            people=voice.people,
            partners=unique(voice.partners, voice.party),
            accused=accused,
            standing=standing,
            mode=mode,
            start=parsed.sentence.start,
            end=parsed.sentence.end,
            anonymous=voice.anonymous,
            said_by=voice.words,
            ground=ground,
            steps=[f"act: {'the word “' + word.text + '”' if word else 'the words of an answer'}"],
        )

    def with_speaker(self, parsed: Parsed, word: Word, voice: Voice) -> Voice:
        """Who voiced it for the claimant: "the government has determined …, the ministers said"."""
        if voice.party is None or any(p.name != p.role for p in voice.people):
            return voice
        outer = [self._speakers.at(word.start)]
        outer += [together(parsed.voices[c.source]) for c in parsed.cues if c.source in parsed.voices and c.i != word.i]
        for other in outer:
            public = other is not None and other.country is None and any(is_public(p.role or "") for p in other.people)
            if other and other.people and voice.country and (public or other.country == voice.country):
                return replace(voice, people=(*other.people, *voice.people))
        return voice

    def _holder_of(self, parsed: Parsed, noun: Word) -> Voice | None:
        """The subject of the verb whose object the paper is: "released a report naming …"."""
        for above in parsed.tree.ancestors(noun.i):
            if above.pos == "VERB":
                place = arguments(parsed.tree, above.i).subject
                if place is not None and place != noun.i:
                    voice = together(self._context.resolver.voices(parsed.tree, place))
                    return voice if voice.party else None
                return None
        return None

    def source(self, parsed: Parsed, word: Word) -> tuple[Voice, Mode]:
        """Whose claim a clause is: of the reporting word above it, the quotation, the paper's issuer, the document."""
        tree = parsed.tree
        cue = governing_cue(tree, word.i, parsed.cues)
        inside = self._speakers.at(word.start)
        if cue and not (
            inside and self._speakers.at(tree.words[cue.i].start) is None and self._is_own_pronoun(tree, cue)
        ):
            voices = parsed.voices.get(cue.source)
            if _is_learning(tree, tree.words[cue.i]):
                return self._teller(tree, cue), self.mode(word, Mode.REPORTED)
            if voices:
                voice = together(voices)
                head = tree.words[cue.source]
                if head.low in ("we", "i") and inside:
                    return inside, Mode.QUOTED
                return self._with_issuers(voice), self.mode(word, Mode.REPORTED)
        if inside:
            return inside, self.mode(word, Mode.REPORTED)
        for above in tree.ancestors(word.i):
            if (
                above.lemma in word_set("speech", "papers")
                and above.pos == "NOUN"
                and tree.words[word.i].dep in ("acl", "relcl")
            ):
                holder = self._holder_of(parsed, above)
                if holder:
                    return holder, Mode.REPORTED
        own = self._context.resolver.own_voice()
        if own is not None:
            return own, Mode.AUTHORED
        if cue is None and self._passive_report(tree, word):
            return Voice(None), Mode.REPORTED
        return Voice(None), Mode.AUTHORED

    def _teller(self, tree: Tree, cue: Cue) -> Voice:
        """From whom somebody learns: "heard from the police that". Whoever learns a thing does not claim it."""
        for place in arguments(tree, cue.i).preps.get("from", ()):
            voice = together(self._context.resolver.voices(tree, place))
            if voice.party:
                return voice
        return Voice(None)

    def _with_issuers(self, voice: Voice) -> Voice:
        """Several of those who issue a document are all of them, where no list has one ("the FBI, the Environmental
        Protection Agency (EPA) and the INCD")."""
        own = self._context.resolver.own_voice()
        if own is None or own.party is None or voice.party is None or not voice.partners:
            return voice
        issuing = {p.id for p in (own.party, *own.partners)}
        if not issuing.issuperset(p.id for p in (voice.party, *voice.partners)):
            return voice
        return replace(voice, partners=unique([*voice.partners, own.party, *own.partners], voice.party))

    @staticmethod
    def _is_own_pronoun(tree: Tree, cue: Cue) -> bool:
        return tree.words[cue.source].low in ("we", "i")

    @staticmethod
    def _passive_report(tree: Tree, word: Word) -> bool:
        """ "is believed to be", "was said to": reported of nobody in particular."""
        return any(
            a.lemma in word_set("speech", "assertive") and any(tree.words[k].dep == "auxpass" for k in a.kids)
            for a in tree.ancestors(word.i)
        )

    def mode(self, word: Word, otherwise: Mode) -> Mode:
        return Mode.QUOTED if self._context.quotations.at(word.start) else otherwise

    def partners(self, parsed: Parsed, word: Word) -> list[Entity]:
        """Those named as making the same claim: "joined with … to accuse", "together with", "alongside"."""
        tree = parsed.tree
        found: list[Entity] = []
        place = word
        chain = [word]
        while place.dep in ("xcomp", "advcl", "pcomp", "conj", "prep", "acl") and place.head != place.i:
            place = tree.words[place.head]
            chain.append(place)
        for verb in chain:
            joining = verb.lemma in ("join", "team", "partner", "unite")
            named_with = [p for s in tree.kids(verb.i, "nsubj") for p in tree.kids(s.i, "prep")]
            for kid in [*(tree.words[k] for k in verb.kids), *named_with]:
                if kid.dep == "prep" and (
                    kid.low in ("alongside",) or (kid.low == "with" and (joining or self._together_before(tree, kid)))
                ):
                    found += self._parties(parsed, [p.i for p in tree.kids(kid.i, "pobj")])
                elif joining and kid.dep == "dobj" and kid.pos != "PRON":
                    if kid.lemma in ("force", "forces", "hand", "hands"):
                        found += self._parties(
                            parsed,
                            [p.i for k in tree.kids(kid.i, "prep") if k.low == "with" for p in tree.kids(k.i, "pobj")],
                        )
                    else:
                        found += self._parties(parsed, [kid.i])
        return found

    @staticmethod
    def _together_before(tree: Tree, prep: Word) -> bool:
        before = tree.words[prep.i - 1].low if prep.i else ""
        return before in ("together", "along", "jointly", "concert", "coordination")

    def _parties(self, parsed: Parsed, places: Sequence[int]) -> list[Entity]:
        return [
            v.party
            for place in places
            for v in self._context.resolver.voices(parsed.tree, place)
            if v.party and v.party.kind is not EntityKind.PERSON
        ]


def _is_learning(tree: Tree, verb: Word) -> bool:
    """ "Learned that", "found out that", "read in the papers that": what is known comes from somebody else."""
    if verb.lemma in word_set("speech", "learning"):
        return True
    beside = word_set("speech", "learning_with", verb.lemma) if verb.lemma in words("speech")["learning_with"] else ()
    return any(k.low in beside for k in tree.kids(verb.i, "prt", "advmod", "prep"))
