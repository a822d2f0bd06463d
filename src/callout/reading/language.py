"""Whether a text is in the language that the rules read, English, or in which other.

The grammar of English finds nonsense in other languages: of a text in one of them only the names are read, and the
reading says so. What must stay true: a text is called foreign only where that is plain; a few names, a headline or a
list of ids is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from callout.reading.lexicon import word_set

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""Characters that are looked at."""
_FEWEST = 8
"""Words below which a text in Latin letters may be anything."""
_ENGLISH = 0.07
"""Share of function words above which a text is English: English prose has some .35, other languages under .03 of
these."""
_UNSURE = 0.02
"""Probability of English above which a text is not called foreign, whatever else is likelier (headlines, lists of
names)."""

_PLAIN = 0.5
"""Probability of a language below which a text is not said to be in it: noise has some .15, a sentence in a language
nearly 1."""


def foreign_language(text: str) -> str | None:
    """The ISO 639 code of the language of a text that is not English; None for English, and where it is not plain."""
    found = _WORD.findall(text[:_READ])
    letters = sum(len(word) for word in found)
    other_script = sum(len(word) for word in found if word[0] > "\u02af")
    latin = other_script < letters / 2
    # Single letters are marks, initials and noise, of no language.
    if letters == 0 or (sum(len(word) > 1 for word in found) < _FEWEST and latin):
        return None
    # Short sentences are looked at together, longer ones each by itself: one in English is enough to read the text.
    if (latin and _share(found) >= _ENGLISH) or any(map(_is_english, re.split(r"[\n.!?]", text[:_READ]))):
        return None
    # "zxx" is no linguistic content (ISO 639-2): ids, hashes, encoded bytes.
    ranked = _identifier().rank(text[:_READ])
    (code, likely), english = ranked[0], dict(ranked).get("en", 0.0)
    if code in ("en", "zxx") or likely < _PLAIN or (latin and english > _UNSURE):
        return None
    return str(code)


def _is_english(sentence: str) -> bool:
    found = _WORD.findall(sentence)
    return len(found) >= _FEWEST - 2 and _share(found) >= _ENGLISH


def _share(found: Sequence[str]) -> float:
    """Of the words, those that are function words of English."""
    return sum(word.lower() in word_set("text", "function") for word in found) / len(found)


@cache
def _identifier() -> LanguageIdentifier:
    # Loaded for texts without English function words alone: it takes half a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
