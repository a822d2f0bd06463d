"""Answers: denials, rejections, counter-accusations, threats, refusals to comment.

An accused answers in many ways that no single verb names ("had nothing to do with it", "a huge lie"): the words are
in `words/answers.toml`. A denial has no accused: it answers a claim. Whoever is accused in the document may answer;
so may a victim that denies having been breached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from callout.knowledge.names import What
from callout.knowledge.states import state_entity
from callout.reading.answering import Accusations
from callout.reading.claimant import Claimants
from callout.reading.clauses import Arguments, arguments
from callout.reading.context import Context
from callout.reading.draft import Draft, Findings
from callout.reading.hearing import Parsed, unique
from callout.reading.lexicon import Term, word_set
from callout.reading.syntax import Word, word_at
from callout.reading.topic import Topic
from callout.reading.voice import Voice
from callout.record.acts import Act, ActClass, Level, Mode, Standing, Tie
from callout.record.claim import Accused
from callout.record.entity import EntityKind


class Answers:
    """Third pass, after the attributions: it knows who accuses whom in this document."""

    def __init__(
        self, context: Context, claimants: Claimants, topic: Topic, findings: Findings, drafts: Sequence[Draft]
    ) -> None:
        self._context = context
        self._claimants = claimants
        self._topic = topic
        self._findings = findings
        self._accused = {s for d in drafts if d.act.act_class is not ActClass.RESPONSE for s in d.states}
        blaming = [
            d
            for d in drafts
            # "It is the United States that poses the greatest threat" is an answer.
            if (d.act.act_class is ActClass.ATTRIBUTION and not context.terms.any(d.start, d.end, "answers.counter"))
            or (d.act is Act.CONDEMN and d.states)
        ]
        self._accusers = self._parties(blaming)
        self._measuring = self._parties([d for d in drafts if d.act.act_class is ActClass.MEASURE])
        self._told = Accusations(context, topic, findings, drafts)

    @staticmethod
    def _parties(drafts: Sequence[Draft]) -> set[str | None]:
        parties = (p for d in drafts for p in (d.party, *d.partners))
        return {p.country for p in parties if p and p.country}

    def drafts(self, parsed: Parsed) -> Iterator[Draft]:
        start, end = parsed.sentence.start, parsed.sentence.end
        terms = list(self._context.terms.within(start, end, "answers"))
        by_kind: dict[str, list[Term]] = {}
        for term in terms:
            by_kind.setdefault(term.category.split(".")[1], []).append(term)
        for draft in self._of_sentence(parsed, by_kind):
            self._told.note(draft)
            yield draft

    def _of_sentence(self, parsed: Parsed, by_kind: Mapping[str, list[Term]]) -> Iterator[Draft]:
        yield from self._declined(parsed, by_kind.get("declines", []))
        yield from self._breach_denied(parsed, by_kind.get("breach_denials", []))
        if not self._told.is_of_other(parsed):
            yield from self._denied(parsed, by_kind.get("denials", []))
            yield from list(self._rejected(parsed, by_kind.get("rejections", []))) or self._belittled(parsed)
        yield from self._countered(parsed)
        yield from self._threatened(parsed, by_kind.get("threats", []))

    def _claimant(self, parsed: Parsed, word: Word, args: Arguments) -> Voice:
        voice, _ = self._claimants.claimant(parsed, word, args)
        return self._told.mission(parsed, voice, args.subject)

    def _source(self, parsed: Parsed, word: Word) -> tuple[Voice, Mode]:
        voice, mode = self._claimants.source(parsed, word)
        mission = self._told.mission(parsed, voice, None)
        return mission, Mode.REPORTED if mission is not voice and mode is Mode.AUTHORED else mode

    def _voice(self, parsed: Parsed, word: Word) -> tuple[Voice, Mode]:
        """Who says the words at `word`: the source of their clause, else the subject of their clause."""
        voice, mode = self._source(parsed, word)
        stateless = voice.party is None or (voice.party.kind is EntityKind.PERSON and voice.party.country is None)
        if not stateless:
            return voice, mode
        for place in [word, *parsed.tree.ancestors(word.i)]:
            if place.pos in ("VERB", "AUX"):
                subject = arguments(parsed.tree, place.i).subject
                # "It has nothing to do with the island": a thing as well as whoever spoke last.
                if subject is not None and parsed.tree.words[subject].low != "it":
                    voices = parsed.voices.get(subject) or self._context.resolver.voices(parsed.tree, subject)
                    if voice.party is None and voices[0].party:
                        return voices[0], Mode.REPORTED
                    if voices[0].party and voices[0].country:
                        # "Moscow had nothing to do with it, the ambassador insisted": he speaks for Moscow.
                        return replace(voices[0], people=(*voice.people, *voices[0].people)), Mode.REPORTED
        return voice, mode

    def _declined(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        text, start, end = self._context.text, parsed.sentence.start, parsed.sentence.end
        word = word_at(parsed.tree, terms[0].start) if terms else None
        if word is None:
            return
        if self._words(terms[0]).lower() == "would comment":
            # "Neither the FBI nor the NSA would comment": it declines only when it is negated.
            if not re.search(r"\b(?:neither|nor|not|nobody|none)\b|n[’']t\b", text[start:end], re.I):
                return
            word = next((w for w in parsed.tree.words if w.lemma == "comment"), word)
        verb = word if word.pos == "VERB" else next((a for a in parsed.tree.ancestors(word.i) if a.pos == "VERB"), word)
        subject = arguments(parsed.tree, verb.i).subject
        if subject is None:
            return
        voices = self._context.resolver.voices(parsed.tree, subject)
        voice = next((v for v in voices if v.party), voices[0])
        if voice.party is None:
            # "A spokesperson said the agency neither confirms nor denies": who tells of it speaks for it.
            voice, _ = self._source(parsed, verb)
        voice = self._told.mission(parsed, voice, subject)
        if voice.party is not None:
            others = [v.party for v in voices if v.party and v is not voice]
            voice = replace(voice, partners=unique([*voice.partners, *others], voice.party))
            yield self._claimants.answered(Act.DECLINE, parsed, voice, verb, Mode.REPORTED, [])

    def _denied(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        start, end = parsed.sentence.start, parsed.sentence.end
        for word in parsed.tree.words:
            args = arguments(parsed.tree, word.i) if word.pos == "VERB" else None
            if args is not None and (
                word.lemma in ("deny", "disavow", "disclaim")
                or _issues_denial(parsed, args)
                or _rules_out(parsed, word, args)
            ):
                about_it = args.object is not None and parsed.tree.words[args.object].low in ("it", "this", "that")
                about_it = about_it or _issues_denial(parsed, args) or self._topic.is_near_conduct(start, end)
                voice = self._claimant(parsed, word, args)
                back = self._may_answer(voice) and self._told.answers(parsed, word, voice.country)
                if args.subject is None or not (about_it or back):
                    continue
                neither = re.search(r"\b(?:neither|nor)\b", self._context.text[start : word.end], re.I)
                if neither or any(parsed.tree.words[k].dep == "neg" for k in word.kids):
                    self._findings.drop("negated denial", start, end)
                    continue
                if voice.party is not None:
                    yield self._claimants.answered(
                        Act.DENY, parsed, voice, word, self._claimants.mode(word, Mode.REPORTED), []
                    )
                    return
        none = self._told.no_part(parsed)
        if none is not None:
            voice, mode = self._voice(parsed, none)
            if self._may_answer(voice) and self._told.is_right_before(parsed, voice.country):
                yield self._claimants.answered(Act.DENY, parsed, voice, None, mode, [])
                return
        for term in terms:
            at = word_at(parsed.tree, term.start)
            if at is None:
                continue
            voice, mode = self._voice(parsed, at)
            if voice.party and (self._may_answer(voice) or self._of_itself(parsed, voice)):
                cue = next(
                    (
                        w
                        for w in [at, *parsed.tree.ancestors(at.i)]
                        if w.pos in ("VERB", "AUX") and w.lemma in word_set("speech", "say")
                    ),
                    at,
                )
                yield self._claimants.answered(Act.DENY, parsed, voice, cue, mode, [], self._words(term))
                return

    def _names_accusation(self, parsed: Parsed) -> bool:
        return any(w.lemma in word_set("answers", "labelled") and w.pos == "NOUN" for w in parsed.tree.words)

    def _belittled(self, parsed: Parsed) -> Iterator[Draft]:
        """ "said those accusations were foggy": whatever an accused says accusations are, it rejects them."""
        for word in parsed.tree.words:
            if word.lemma != "be" or word.pos not in ("AUX", "VERB"):
                continue
            subject = arguments(parsed.tree, word.i).subject
            said = parsed.tree.kids(word.i, "acomp", "attr")
            if (
                subject is None
                or not said
                or parsed.tree.words[subject].lemma not in word_set("answers", "accusations")
            ):
                continue
            if any(parsed.tree.words[k].dep == "neg" for k in word.kids):
                continue
            voice, mode = self._claimants.source(parsed, word)
            if voice.party and self._may_answer(voice):
                a, b = parsed.tree.span(said[0].i)
                yield self._claimants.answered(Act.REJECT, parsed, voice, None, mode, [], self._context.text[a:b])
                return

    def _of_itself(self, parsed: Parsed, voice: Voice) -> bool:
        """ "said his country had nothing to do with it": a state that clears itself answers, whoever accused it."""
        words = self._context.text[parsed.sentence.start : parsed.sentence.end]
        return voice.country is not None and (
            re.search(r"\b(?:his|her|its|their|our|my)\s+(?:country|government|state|nation|side)\b|\bwe\b", words)
            is not None
        )

    def _breach_denied(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        """A victim that denies having been breached."""
        for term in terms:
            at = word_at(parsed.tree, term.start)
            if at is None:
                continue
            voice, mode = self._claimants.source(parsed, at)
            # A ministry that tells of a breach in its own voice denies nothing of its own.
            if voice.party and (mode is not Mode.AUTHORED or voice.party.kind is EntityKind.COMPANY):
                yield self._claimants.answered(Act.DENY, parsed, voice, None, mode, [], self._words(term))
                return

    def _rejected(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        start, end = parsed.sentence.start, parsed.sentence.end
        ground = self._words(terms[0]) if terms else None
        for word in parsed.tree.words:
            if word.pos != "VERB":
                continue
            args = arguments(parsed.tree, word.i)
            rejects = word.lemma in word_set("answers", "rejecting")
            if word.lemma in word_set("answers", "rejecting_off"):
                # "brushed off the accusation", "waved the claims away"
                rejects = any(
                    k.low in ("off", "away", "aside", "at") for k in parsed.tree.kids(word.i, "prt", "advmod", "prep")
                )
            labels = bool(terms) and word.lemma in word_set("answers", "labelling")
            if not (rejects or labels) or args.subject is None:
                continue
            voice = self._claimant(parsed, word, args)
            told = self._may_answer(voice) and self._told.answers(parsed, word, voice.country)
            answerable = args.object is None or self._is_answerable(parsed, args.object)
            if not (answerable or told or (labels and terms)):
                continue
            back = args.object is not None and _points_back(parsed, args.object)
            # "dismissed her statements as unfounded", says whoever was accused.
            of_accused = args.object is not None and (bool(terms) or told) and self._may_answer(voice)
            if rejects and not self._topic.is_near_conduct(start, end) and not back and not of_accused:
                continue
            if voice.party and ((rejects and not back) or self._may_answer(voice)):
                yield self._claimants.answered(
                    Act.REJECT, parsed, voice, word, self._claimants.mode(word, Mode.REPORTED), [], ground
                )
                return
        for term in terms:
            at = word_at(parsed.tree, term.start)
            if at is None:
                continue
            voice, mode = self._source(parsed, at)
            about = (
                self._topic.is_near_conduct(start, end)
                or self._names_accusation(parsed)
                or self._told.is_right_before(parsed, voice.country)
                or any(_points_back(parsed, w.i) for w in parsed.tree.words if w.dep in ("nsubj", "nsubjpass"))
            )
            if voice.party and self._may_answer(voice) and about:
                yield self._claimants.answered(Act.REJECT, parsed, voice, None, mode, [], self._words(term))
                return

    def _countered(self, parsed: Parsed) -> Iterator[Draft]:
        start, end = parsed.sentence.start, parsed.sentence.end
        for term in self._context.terms.within(start, end, "answers.counter"):
            at = word_at(parsed.tree, term.start)
            if at is None:
                continue
            voice, mode = self._voice(parsed, at)
            if not (voice.party and self._may_answer(voice)):
                continue
            own = {self._country(voice)}
            target = self._state_in(parsed, self._accusers - own) or self._state_in(parsed, self._named(parsed) - own)
            if target:
                yield self._claimants.answered(Act.COUNTER_ACCUSE, parsed, voice, None, mode, target)
                return

    def _threatened(self, parsed: Parsed, terms: Sequence[Term]) -> Iterator[Draft]:
        for word in parsed.tree.words:
            if word.pos == "VERB" and word.lemma in ("threaten", "vow", "retaliate", "warn") and terms:
                at = word
                break
        else:
            if not terms:
                return
            first = word_at(parsed.tree, terms[0].start)
            if first is None:
                return
            at = next((a for a in [first, *parsed.tree.ancestors(first.i)] if a.pos == "VERB"), first)
            kids = {parsed.tree.words[k].low for k in at.kids}
            if not kids & {"will", "shall", "'ll", "would", "reserve"}:
                return
        subject = arguments(parsed.tree, at.i).subject
        inside = self._claimants.speaker_at(at.start)
        if inside and (subject is None or parsed.tree.words[subject].low in ("we", "i")):
            voice, mode = inside, Mode.QUOTED
        else:
            voice, mode = self._voice(parsed, at)
        if voice.party is None:
            return
        target = self._state_in(parsed, self._accusers - {self._country(voice)})
        if not self._may_answer(voice):
            # "If it turned out that Russia was behind it, Washington would respond": whoever threatens the doer.
            conditional = re.search(r"\bif\b", self._context.text[parsed.sentence.start : parsed.sentence.end], re.I)
            target = self._state_in(parsed, self._named(parsed) - {self._country(voice)})
            about = self._topic.is_conduct(parsed.sentence.start, parsed.sentence.end)
            if not (conditional and target and about and voice.country):
                return
        draft = self._claimants.answered(Act.THREATEN, parsed, voice, at, mode, target)
        if draft.standing is Standing.EXPECTED:
            draft.standing = Standing.ASSERTED
        if re.search(
            r"\b(?:if|unless|should)\b", self._context.text[parsed.sentence.start : parsed.sentence.end], re.I
        ):
            draft.standing = Standing.CONDITIONAL
        yield draft

    # Who may answer, and what

    def _country(self, voice: Voice) -> str | None:
        return voice.party.country if voice.party else None

    def _may_answer(self, voice: Voice) -> bool:
        """The accused, or the state whose medium speaks; and whoever answers in a text of its own, which need not
        repeat the accusation."""
        country = self._country(voice)
        issuer = self._context.issuer
        own_text = issuer is not None and issuer.country == country and self._topic.speaks_of_cyber
        return country is not None and (country in self._accused or (own_text and not self._accuses(country)))

    def _accuses(self, country: str) -> bool:
        return country in self._accusers or country in self._measuring

    def _is_answerable(self, parsed: Parsed, place: int) -> bool:
        head = parsed.tree.words[place]
        if head.pos == "NOUN" and self._told.is_about_other(parsed.tree, place):
            # "rejected claims that it had sent ships"
            return False
        return (
            head.lemma in word_set("answers", "labelled")
            or head.lemma in word_set("cyber", "deeds")
            or head.pos == "PRON"
            or _points_back(parsed, place)
        )

    def _named(self, parsed: Parsed) -> set[str | None]:
        within = self._context.mentions.within(parsed.sentence.start, parsed.sentence.end)
        return {m.country for m in within if m.what is What.STATE}

    def _state_in(self, parsed: Parsed, among: set[str | None]) -> list[Accused]:
        for mention in self._context.mentions.within(parsed.sentence.start, parsed.sentence.end):
            if (
                mention.country
                and mention.country in among
                and mention.what in (What.STATE, What.SEAT, What.DEMONYM, What.BODY, What.ROLE_BODY)
            ):
                entity = state_entity(mention.country)
                return [
                    Accused(
                        entity=entity.id,
                        name=entity.name,
                        kind=entity.kind,
                        state=mention.country,
                        level=Level.STATE,
                        tie=Tie.IS_STATE,
                        phrase=self._context.text[mention.start : mention.end],
                    )
                ]
        return []

    def _words(self, term: Term) -> str:
        return self._context.text[term.start : term.end]


def _points_back(parsed: Parsed, place: int) -> bool:
    """ "this categorisation", "such information", "it": what was said of whoever speaks now."""
    head = parsed.tree.words[place]
    return head.low in ("this", "it", "that", "these") or any(
        k.low in ("this", "these", "such", "those", "that") for k in parsed.tree.kids(place, "det", "amod")
    )


def _issues_denial(parsed: Parsed, args: Arguments) -> bool:
    """ "The ministry issued a denial"."""
    return args.object is not None and parsed.tree.words[args.object].lemma == "denial"


def _rules_out(parsed: Parsed, word: Word, args: Arguments) -> bool:
    """ "The minister ruled out a cyberattack"."""
    if word.lemma != "rule" or args.object is None or not any(k.low == "out" for k in parsed.tree.kids(word.i, "prt")):
        return False
    return parsed.tree.words[args.object].lemma in word_set("cyber", "deeds")
