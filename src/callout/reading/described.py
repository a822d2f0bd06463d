"""Techniques that a report describes without giving their ids, by a linear model over words and pairs of words.

The model is trained on what ATT&CK says of each technique and of its use by groups and malware
(`training/techniques.py`); nothing of it is tuned to single reports. What must stay true: each technique comes with
the sentences that describe it; a technique that the model does not know is never guessed; a text that is no technical
report gives none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from callout.reading.lexicon import word_set
from callout.reading.lines import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[A-Za-z][\w.-]*\w|\d+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "er", "ed", "es", "s", "ly")
_EMPTY = word_set("text", "empty")
TELLING = 3
"""Sentences of a report that are averaged for each technique: one sentence alone misleads."""


@dataclass(frozen=True, slots=True)
class Described:
    """A technique and the sentences that describe it, the most telling first."""

    technique: str
    sentences: tuple[Sentence, ...]


def features(text: str) -> Counter[str]:
    """The stems of a text and the pairs of neighbouring stems, counted."""
    stems = [stem for word in _WORD.findall(text) if (stem := _stem(word)) not in _EMPTY]
    return Counter([*stems, *(f"{a} {b}" for a, b in pairwise(stems))])


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    low = word.lower()
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


class Model:
    """Weights of each technique for each feature, as `training/techniques.py` writes them."""

    def __init__(self) -> None:
        import numpy as np

        path = resources.files("callout.reading") / "models" / "techniques.npz"
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            self.techniques: list[str] = stored["techniques"].tolist()
            self._place = {feature: i for i, feature in enumerate(stored["features"].tolist())}
            self._idf: NDArray[np.float32] = stored["idf"].astype("float32")
            self._weights: NDArray[np.float32] = stored["weights"].astype("float32")
            self._bias: NDArray[np.float32] = stored["bias"].astype("float32")
            self._threshold = float(stored["threshold"])

    def margins(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text and a column for each technique."""
        import numpy as np

        rows = np.tile(self._bias, (len(texts), 1))
        for row, text in enumerate(texts):
            found = [(self._place[f], n) for f, n in features(text).items() if f in self._place]
            if not found:
                continue
            places = np.array([place for place, _ in found])
            values = (1 + np.log(np.array([n for _, n in found], dtype="float32"))) * self._idf[places]
            rows[row] += (values / np.linalg.norm(values)) @ self._weights[places]
        return rows

    def described(self, text: str, sentences: Sequence[Sentence]) -> list[Described]:
        """The techniques that a report describes, in order of their ids."""
        import numpy as np

        told = [s for s in sentences if s.end - s.start >= _SHORTEST]
        if len(told) < SHORTEST_REPORT:
            return []
        margins = self.margins([text[s.start : s.end] for s in told])
        order = np.argsort(-margins, axis=0, kind="stable")[:TELLING]
        means = np.take_along_axis(margins, order, axis=0).mean(axis=0)
        found = [
            Described(
                self.techniques[t], tuple(told[int(i)] for i in order[:, t] if margins[int(i), t] > self._threshold)
            )
            for t in np.argsort(self.techniques)
            if means[t] > self._threshold
        ]
        return found if len(found) >= FEWEST else []


_SHORTEST = 20
"""Characters of a sentence that can describe anything."""

SHORTEST_REPORT = 13
"""Sentences of the shortest technical report."""

FEWEST = 4
"""Techniques of a technical report: of 500 news articles only six seem to describe as many, and a quarter seem to
describe one by chance."""


@cache
def model() -> Model:
    """The one model of this process: it is read in about a tenth of a second when the first report is."""
    return Model()
