"""How firmly a claim is made: negation, doubt, confidence, likelihood, condition, announcement, past.

Confidence and likelihood are read separately and never turned into each other (ICD 203). Where the text
has no words for them the fields are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callout.reading.clauses import is_told_first, told_first
from callout.reading.context import Context
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word
from callout.reading.time_place import follows_deed, is_of_conduct, is_of_event, is_present
from callout.reading.when import find_time
from callout.record.acts import Act, ConfidenceLevel, LikelihoodTerm, Standing
from callout.record.claim import Confidence, Likelihood
from callout.record.dates import When


def is_negated(context: Context, tree: Tree, i: int) -> bool:
    """Whether the verb at `i`, or one above it in its clause, is negated, doubted or only asked about."""
    closing = told_first(tree)
    if closing is not None and closing.lemma in ("deny", "dispute", "contest") and is_told_first(tree, i, closing):
        # "That Iran was behind it Tehran denies."
        return True
    place = i
    while True:
        word = tree.words[place]
        for kid in word.kids:
            low = tree.words[kid].low
            dep = tree.words[kid].dep
            if dep == "det" and low == "no" and word.lemma in ("doubt", "question"):
                # "There is no doubt that", "in no doubt": as sure as can be.
                continue
            if dep == "neg" or (
                low in word_set("hedges", "negators") and dep in ("advmod", "det", "preconj", "nsubj", "cc")
            ):
                return True
            if dep == "mark" and low in word_set("hedges", "doubting") and place == i:
                return True
            if dep in ("nsubj", "nsubjpass") and any(
                tree.words[k].low in ("no", "nobody", "neither") and tree.words[k].dep == "det"
                for k in tree.words[kid].kids
            ):
                return True
        if word.head == place or word.dep not in ("xcomp", "ccomp", "aux", "auxpass", "pcomp", "prep", "acl", "acomp"):
            break
        if word.dep == "ccomp" and any(w.low == ";" for w in tree.words[place : word.head]):
            # "They were charged; none has stood trial": the parser hangs one sentence on the other.
            break
        place = word.head
    first, here = tree.words[0].start, tree.words[i].end
    return any(
        term.start < here and not _TURNS.search(context.text, term.end, here)
        for term in context.terms.within(first, tree.words[-1].end, "hedges.negating")
    )


def _is_background(context: Context, tree: Tree, clause: list[int], kids: list[Word], reporting: bool) -> bool:
    """Whether the verb stands in a clause of time ("since agencies accused …", "when it disclosed …") or is dated well
    before publication by its own adverbial ("last year", "in September"). What somebody says in the present tense he
    says now: a time behind it dates the deed."""
    if any(is_present(tree, tree.words[place]) for place in clause):
        first = min(clause)
        kids = [kid for kid in kids if kid.i < first]
    for place in clause:
        word = tree.words[place]
        marks = {tree.words[k].low for k in word.kids if tree.words[k].dep in ("mark", "advmod")}
        if word.dep == "advcl" and marks & {"since", "after", "when"} and not reporting:
            return True
        if any(_is_old_time(context, tree, kid) for kid in tree.kids(place, "advcl")):
            return True
    for kid in kids:
        if kid.dep not in ("prep", "npadvmod", "advmod") and not (kid.dep == "advcl" and not reporting):
            continue
        start, end = tree.span(kid.i)
        below = tree.subtree(kid.i)
        if len(below) > _SHORT_ADVERBIAL or any(w.lemma in word_set("cyber", "deeds") for w in below):
            # A long adverbial, or one that names the deed, dates what was done and not the saying of it.
            continue
        if is_of_conduct(tree, kid) or follows_deed(tree, below[0]) or _is_of_event(context, tree, kid):
            continue
        # From a little before: "weeks ago" hangs on the verb, its "two" on "weeks".
        for words in find_time(context.text, start, end, context.published):
            if not words.since and is_long_ago(words.when, context.published):
                return True
    return False


def _is_of_event(context: Context, tree: Tree, kid: Word) -> bool:
    """ "Ahead of the games in July, the firm warned": the time of something else than the saying."""
    start, end = tree.span(kid.i)
    times = find_time(context.text, start, end, context.published)
    inside = (w for t in times for w in tree.subtree(kid.i) if t.start <= w.start < t.end)
    first = next(inside, None)
    return first is not None and is_of_event(tree, first)


def _is_old_time(context: Context, tree: Tree, clause: Word) -> bool:
    """ "When it disclosed the breach in September, the firm blamed …": a clause of time, dated well before
    publication, dates the verb that it stands beside."""
    if not any(k.low in ("when", "after", "as") for k in tree.kids(clause.i, "mark", "advmod")):
        return False
    times = find_time(context.text, *tree.span(clause.i), context.published)
    return any(not t.since and is_long_ago(t.when, context.published) for t in times)


def _beside_subject(tree: Tree, kids: list[Word]) -> Iterator[Word]:
    """ "Germany on Friday accused": the parser hangs what stands between a subject and its verb on the subject."""
    for subject in kids:
        if subject.dep in ("nsubj", "nsubjpass"):
            yield from (k for k in tree.kids(subject.i, "prep", "npadvmod") if k.i > subject.i)


def _is_recent(context: Context, tree: Tree, kid: Word) -> bool:
    """Whether an adverbial dates the verb to a day of the last days: "on Monday blamed Russia for an attack last
    year"."""
    if kid.dep not in ("prep", "npadvmod"):
        return False
    span = context.published.span() if context.published else None
    times = find_time(context.text, *tree.span(kid.i), context.published)
    days = [t.when.span() for t in times if t.when.precision == "day"]
    return span is not None and any(d and 0 <= (span[0] - d[1]).days <= OLD_DAYS for d in days)


def is_long_ago(when: When, published: When | None) -> bool:
    """Whether a time is so far before publication that a claim of that time is cited, not news. News dates its own
    claims by the day or the week; a month or a year that is not the current one is cited. Without a date of publication
    only words that say so themselves count ("two years ago")."""
    said = (when.phrase or "").lower()
    if re.search(
        r"\b(?:weeks|months?|years?)\s+ago\b|\blast\s+(?:year|month|spring|summer|autumn|fall|winter)\b", said
    ):
        return True
    span, today = when.span(), published.span() if published else None
    if span is None or today is None:
        return False
    return (today[0] - span[1]).days > OLD_DAYS


_HEAD, _LEAD, _STORY = 15, 2, 8
"""Sentences of a head in which the lead is looked for, sentences of a lead, and those of the shortest story."""

_SHORT_ADVERBIAL = 5
"""Words of an adverbial that belongs to the saying and not to what is said."""

OLD_DAYS = 8
"""A claim dated further back than this is cited, not news: a weekly reports on the week before."""

_TURNS = re.compile(r"[;:]|,?\s\b(?:but|however|although|though|while|whereas|yet)\b", re.I)
"""Where a sentence turns to another clause, which the negation before it does not reach."""


def is_suspicion(context: Context, start: int, end: int) -> bool:
    return context.terms.any(start, end, "hedges.suspecting")


def confidence_in(context: Context, start: int, end: int) -> Confidence:
    """The confidence that `text[start:end]` words; empty where it words none."""
    best = None
    for level in ConfidenceLevel:
        for term in context.terms.within(start, end, f"hedges.confidence.{level}"):
            if best is None or term.end - term.start > best[0].end - best[0].start:
                best = (term, level)
    if best:
        return Confidence(phrase=_with_preposition(context.text, best[0].start, best[0].end), level=best[1])
    for term in context.terms.within(start, end, "hedges.confidence.unlevelled"):
        return Confidence(phrase=context.text[term.start : term.end], level=None)
    return Confidence()


def _with_preposition(text: str, start: int, end: int) -> str:
    before = re.search(r"\bwith\s+(?:a\s+)?$", text[max(0, start - 10) : start])
    return text[start - (len(before.group()) if before else 0) : end]


def likelihood_in(context: Context, start: int, end: int) -> Likelihood | None:
    best = None
    for level in LikelihoodTerm:
        for term in context.terms.within(start, end, f"hedges.likelihood.{level}"):
            if best is None or term.end - term.start > best[0].end - best[0].start:
                best = (term, level)
    return Likelihood(phrase=context.text[best[0].start : best[0].end], term=best[1]) if best else None


def standing_of(context: Context, tree: Tree, i: int, *, reporting: bool = False) -> Standing:
    """Whether the act at `i` is asserted, hangs on a condition, is announced, or is cited from the past.

    Of a `reporting` verb only the dates beside it are asked: those in what is reported date the deed.
    """
    verb = tree.words[i]
    clause = [i]
    place = i
    while tree.words[place].dep in ("xcomp", "conj", "aux") and tree.words[place].head != place:
        if tree.words[place].dep == "conj" and (tree.words[place].tag, tree.words[tree.words[place].head].tag) == (
            "VBD",
            "VBN",
        ):
            # "had carried it out, expelled ten diplomats": another tense is another clause.
            break
        place = tree.words[place].head
        clause.append(place)
    kids = [tree.words[k] for c in clause for k in tree.words[c].kids]
    for kid in kids:
        if kid.dep == "advcl" and any(
            tree.words[k].dep == "mark" and tree.words[k].low in ("if", "unless") for k in kid.kids
        ):
            return Standing.CONDITIONAL
    modals = {k.low for k in kids if k.dep == "aux"}
    if modals & {"will", "'ll", "shall"}:
        return Standing.EXPECTED
    above = tree.words[verb.head]
    if verb.dep == "xcomp" and above.lemma in (
        "expect",
        "plan",
        "prepare",
        "intend",
        "set",
        "poise",
        "go",
        "want",
        "threaten",
        "consider",
        "move",
    ):
        return Standing.EXPECTED
    has_had = any(k.dep == "aux" and k.low in ("had", "'d") for k in kids)
    below = [tree.words[k] for kid in kids if kid.dep == "xcomp" for k in kid.kids if kid.i > verb.i]
    adverbs = {k.low for k in (*kids, *below) if k.dep in ("advmod", "npadvmod")}
    if has_had or adverbs & word_set("hedges", "past"):
        return Standing.PAST
    recent = any(_is_recent(context, tree, kid) for kid in (*kids, *_beside_subject(tree, kids)))
    if not recent and _is_background(context, tree, clause, kids, reporting):
        return Standing.PAST
    for kid in kids if not recent else ():
        # "said at the time", "has denied it in the past"; a long adverbial tells of what was done.
        short = kid.dep in ("prep", "npadvmod", "advmod") and len(tree.subtree(kid.i)) <= _SHORT_ADVERBIAL
        if short and context.terms.any(*tree.span(kid.i), "hedges.past"):
            return Standing.PAST
    if not recent and _is_at_the_time(context, tree, verb):
        return Standing.PAST
    perfect = any(k.dep == "aux" and k.low in ("has", "have", "'ve") for k in kids)
    if perfect and any(
        k.dep in ("advmod", "npadvmod") and k.low in ("also", "long", "repeatedly", "previously") for k in kids
    ):
        return Standing.PAST
    own = any(k.low in ("has", "have", "'ve") for k in tree.kids(verb.i, "aux"))
    # "We have concluded that", in a speaker's own words, is said now.
    told = context.quotations.at(verb.start) is None and not any(
        k.low in ("we", "i") for k in tree.kids(verb.i, "nsubj")
    )
    if own and told and not reporting and _tells_background(context, verb.start):
        return Standing.PAST
    return Standing.ASSERTED


def _tells_background(context: Context, position: int) -> bool:
    """Whether a position lies past the lead of a story. There the news is told in the past tense ("Germany blamed"),
    and the present perfect tells what stands since before ("has denied", "has been linked by Mandiant to")."""
    if context.issuer is not None:
        return False
    lead = [s for s in context.sentences[:_HEAD] if not s.heading][:_LEAD]
    return len(lead) == _LEAD and position > lead[-1].end and context.sentences[-1].index >= _STORY


def _is_at_the_time(context: Context, tree: Tree, verb: Word) -> bool:
    """ "rejected the allegation as fabricated at the time": wherever the parser hung it, no other verb stands between
    it and the saying."""
    for word in tree.subtree(verb.i):
        if word.dep == "prep" and word.i > verb.i and context.terms.any(*tree.span(word.i), "hedges.past"):
            nearest = next((a for a in tree.ancestors(word.i) if _is_finite(tree, a) or a.i == verb.i), None)
            if nearest is not None and nearest.i == verb.i and len(tree.subtree(word.i)) <= _SHORT_ADVERBIAL:
                return True
    return False


def _is_finite(tree: Tree, word: Word) -> bool:
    return word.tag in ("VBD", "VBZ", "VBP") or bool(tree.kids(word.i, "aux", "auxpass"))


def is_hypothetical(tree: Tree, word: Word) -> bool:
    """Whether a verb stands under "if" or "whether", or in "should Russia be behind it", or says what would be."""
    for place in [word, *tree.ancestors(word.i)]:
        if _is_inverted_condition(tree, place):
            return True
        if any(tree.words[k].dep == "mark" and tree.words[k].low in ("if", "unless", "whether") for k in place.kids):
            return True
        if (
            place.dep == "ROOT"
            and any(tree.words[k].low == "would" and tree.words[k].dep == "aux" for k in place.kids)
            and place.i == word.i
        ):
            return True
        if place.dep in ("acl", "relcl"):
            # "if they follow the advice issued by": the issuing is no condition.
            return False
    return False


def stands_in_condition(tree: Tree, word: Word) -> bool:
    """Whether "if" or "unless" goes before a verb and what would follow from it comes after: the parser loses the later
    verbs of a long condition ("if they spy on us or impose sanctions, we will …")."""
    if any(w.dep in ("acl", "relcl") for w in (word, *tree.ancestors(word.i))):
        # "if they follow the advice issued by": the issuing is no condition.
        return False
    before = [w.low for w in tree.words[: word.i]]
    at = max((place for place, low in enumerate(before) if low in ("if", "unless")), default=None)
    return at is not None and not set(before[at:]) & {"will", "'ll", "’ll", "would", "shall", "must", "then"}


def _is_inverted_condition(tree: Tree, verb: Word) -> bool:
    """ "Should Russia be behind the attack, …": the auxiliary opens a clause that another verb follows."""
    opening = any(tree.words[k].low in ("should", "were", "had") and tree.words[k].dep == "aux" for k in verb.kids[:1])
    subject = next((tree.words[k] for k in verb.kids if tree.words[k].dep in ("nsubj", "nsubjpass")), None)
    return opening and subject is not None and subject.i == verb.kids[1] and verb.dep in ("ccomp", "advcl")


def act_of(context: Context, tree: Tree, at: Word, verb: Word | None, actor: int) -> Act:
    """What the mention of a deed or its doers at `at` amounts to: a concern where it stands in what somebody is
    concerned about, a suspicion where its verb or the phrase of the actor is hedged, else an attribution."""
    if any(above.low in word_set("answers", "concerns") for above in tree.ancestors(at.i)):
        return Act.CONCERN
    start, end = tree.span(actor)
    if context.terms.any(start, end, "hedges.suspecting"):
        return Act.SUSPECT
    if verb is not None and (
        any(tree.words[k].low in word_set("hedges", "hedging") for k in verb.kids)
        or any(above.lemma in word_set("hedges", "believing") for above in tree.ancestors(verb.i))
    ):
        return Act.SUSPECT
    return Act.ATTRIBUTE
