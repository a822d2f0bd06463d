"""What kind of doer a noun names ("hackers", "officers", "a gang"), by the nouns of `words/actors.toml`."""

from __future__ import annotations

from callout.reading.lexicon import word_set
from callout.reading.syntax import Word
from callout.record.acts import Level

DOING = (Level.UNNAMED, Level.GROUP, Level.CRIMINALS)


def level_of(head: Word) -> Level | None:
    """The level that an actor noun names; null for a noun that names no actor."""
    for level in ("unnamed", "officer", "criminals", "contractor", "group", "individuals"):
        nouns = word_set("actors", "levels", level)
        titled = head.tag in ("NNP", "NNPS") and head.low.removesuffix("s") in nouns
        if head.lemma in nouns or head.low in nouns or titled:
            # In a headline "Nationals" is a name to the parser.
            return Level(level)
    return None


def level_of_words(phrase: str) -> Level | None:
    """The level of the last noun of a phrase, singular or plural, without a parse."""
    last = phrase.lower().split()[-1] if phrase.split() else ""
    for level in ("unnamed", "criminals", "contractor", "group"):
        nouns = word_set("actors", "levels", level)
        if last in nouns or last.removesuffix("s") in nouns or (last.endswith("ies") and f"{last[:-3]}y" in nouns):
            return Level(level)
    return None
