"""Whether a text is in the language that the rules read, English, or in which other.

The grammar of English finds nonsense in other languages: of a text in one of them only the names are read, and the
reading says so. What must stay true: a text is called foreign only where that is plain; a few names, a headline or a
list of ids is not.
"""

from __future__ import annotations

import re
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


def foreign_language(text: str) -> str | None:
    """The ISO 639 code of the language of a text that is not English; None for English, and where it is not plain."""
    found = _WORD.findall(text[:_READ])
    letters = sum(len(word) for word in found)
    other_script = sum(len(word) for word in found if word[0] > "\u024f")
    if letters == 0 or (len(found) < _FEWEST and other_script < letters / 2):
        return None
    if any(_is_english(piece) for piece in re.split(r"[\n.!?]", text[:_READ])):
        return None
    # "zxx" is no linguistic content (ISO 639-2): ids, hashes, encoded bytes.
    ranked = _identifier().rank(text[:_READ])
    code, english = ranked[0][0], dict(ranked).get("en", 0.0)
    if code in ("en", "zxx") or (english > _UNSURE and other_script < letters / 2):
        return None
    return str(code)


def _is_english(sentence: str) -> bool:
    words_ = _WORD.findall(sentence)
    function = sum(1 for word in words_ if word.lower() in word_set("text", "function"))
    return len(words_) >= _FEWEST - 2 and function / len(words_) >= _ENGLISH


@cache
def _identifier() -> LanguageIdentifier:
    # Loaded for texts without English function words alone: it takes half a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
