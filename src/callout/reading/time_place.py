"""What a time belongs to by where it stands, where the parser hung it on another word.

A parser hangs most times on the nearest verb; what stands right before a time says more: the deed ("the attack on the
mail in August"), an event beside it ("the parties before the election in May"), or a verb that tells what somebody says
now. What must stay true: each of these asks the words themselves, and none guesses where they do not show it.
"""

from __future__ import annotations

from callout.reading.clauses import arguments
from callout.reading.frames import frames
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.onsystems import VERBS
from callout.reading.syntax import Tree, Word

BESIDE = frozenset({"before", "after", "ahead", "since", "until", "under", "following", "despite"})
"""Words before an event that is not the deed: "ahead of the November 2024 election", "under a 2015 agreement". What is
done during another event is done when that is."""


_BETWEEN = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "NUM", "PRON", "CCONJ"})


def follows_deed(tree: Tree, time: Word) -> bool:
    """Whether nothing but what the deed was done to stands between a deed and the time ("was behind the attack on the
    mail of the parliament in August"): the parser hangs such a time on the verb before. What is accused of a deed may
    have been accused then ("accused it of a breach last year"): that is not told by the words."""
    before = list(reversed(tree.words[: time.i]))
    for place, word in enumerate(before):
        if word.pos in ("NOUN", "PROPN") and word.lemma in word_set("cyber", "tellings"):
            return False
        if word.low in BESIDE:
            return False
        if word.pos == "NOUN" and word.lemma in word_set("cyber", "deeds"):
            verb = next((w for w in before[place:] if w.pos in VERBS), None)
            return verb is None or verb.lemma not in word_set("cyber", "accusing_of")
        if word.pos not in _BETWEEN:
            return False
    return False


def is_of_event(tree: Tree, time: Word) -> bool:
    """Whether a time stands right behind an event that the deed lies before or after ("parties before the election in
    May", "on the eve of the vote in September 2021"), wherever the parser hung it: it is the time of that event."""
    event = False
    for word in reversed(tree.words[: time.i]):
        if word.low in BESIDE or word.lemma in word_set("events", "eves") or _is_run_up(tree, word):
            return event
        if (word.pos not in _BETWEEN and word.text != "-") or word.lemma in word_set("cyber", "deeds"):
            return False
        if word.pos in ("NOUN", "PROPN") or word.dep == "pobj":
            event = word.lemma not in word_set("events", "parts") | word_set("events", "day_words")
    return False


def _is_run_up(tree: Tree, word: Word) -> bool:
    """ "In the run-up to", which the parser takes for three words."""
    return (
        word.low == "up"
        and word.i > 1
        and tree.words[word.i - 1].text == "-"
        and tree.words[word.i - 2].low in ("run", "lead")
    )


def is_of_conduct(tree: Tree, time: Word) -> bool:
    """Whether a time that the parser hung on a verb of accusing is of what it accuses of, by where it stands: behind a
    verb in the present tense ("blames Russia for the attack on the network in 2022"), for what somebody says now he did
    not say then, or between the deed and whom it is laid to ("attributed the emptying of the accounts in March to
    Lazarus"). "In 2022 Britain blames Russia" tells a history."""
    verb = next((w for w in tree.ancestors(time.i) if w.pos != "ADP"), None)
    if verb is None or verb.pos not in VERBS or verb.i > time.i:
        return False
    return is_present(tree, verb) or _is_before_accused(tree, verb, time)


def _is_before_accused(tree: Tree, verb: Word, time: Word) -> bool:
    """Between commas a time may be of the verb, and so may one behind a doer ("linked the group in May to Iran")."""
    places = {place for frame in frames().get(verb.lemma, ()) for place in frame.accused} & {"to", "on", "with"}
    args = arguments(tree, verb.i)
    if args.object is None or not args.object < time.i or level_of(tree.words[args.object]) is not None:
        return False
    if any(w.text == "," for w in tree.words[args.object : time.i]) or tree.words[args.object].pos == "PROPN":
        return False
    return any(w.low in places and verb.i in (w.head, tree.words[w.head].head) for w in tree.words[time.i + 1 :])


def is_present(tree: Tree, verb: Word) -> bool:
    """ "Attributes", "is blaming", "is blamed", and not "has blamed"."""
    helping = list(tree.kids(verb.i, "aux", "auxpass"))
    if any(k.lemma == "have" for k in helping):
        return False
    return any(w.tag in ("VBZ", "VBP") for w in (verb, *helping))


def goes_on(tree: Tree, time: Word) -> bool:
    """Whether a clause that says more of a noun before the time follows it ("the heist on 21 February, in which …"):
    what stands between a noun and its clause is of the noun."""
    after = [w.low for w in tree.words[time.i + 1 : time.i + 4] if w.pos != "PUNCT"]
    return after[:2] == ["in", "which"]
