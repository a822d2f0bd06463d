"""Counts how many descriptions of actors, malware and techniques hold a word: `knowledge/data/rarity.tsv`.

Data: descriptions in the MISP galaxies (CC0) of the pinned package pymispgalaxies. A text counts once, however many
galaxies carry it; those of fewer than twenty words are left out. Kept are stems and pairs of stems that at least three
texts hold: whatever is not in the file is rarer than that.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from callout.knowledge.files import galaxy
from callout.knowledge.rarity import PLAIN, stem_of

GALAXIES = (
    "threat-actor",
    "surveillance-vendor",
    "ransomware",
    "malpedia",
    "mitre-malware",
    "tool",
    "mitre-enterprise-attack-attack-pattern",
    "tidal-software",
    "tidal-technique",
)
FEWEST_WORDS = 20
FEWEST_TEXTS = 3
OUT = Path(__file__).resolve().parent.parent / "src" / "callout" / "knowledge" / "data" / "rarity.tsv"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def stems_of(text: str) -> list[str]:
    return [stem_of(word) for word in _WORD.findall(text)]


def main() -> None:
    texts = {
        description
        for name in GALAXIES
        for value in galaxy(name)
        if len((description := value.get("description") or "").split()) >= FEWEST_WORDS
    }
    single = Counter(stem for text in texts for stem in set(stems_of(text)))
    telling = {stem for stem, count in single.items() if (1 + count) * 2.718281828**PLAIN <= 1 + len(texts)}
    pairs = Counter(
        pair
        for text in texts
        for pair in {f"{a} {b}" for words in [stems_of(text)] for a, b in pairwise(words) if {a, b} <= telling}
    )
    kept = sorted((stem, count) for stem, count in (single + pairs).items() if count >= FEWEST_TEXTS)
    head = (
        "# How many descriptions of actors, malware and techniques hold a stem, or two stems in a row.\n"
        f"# Counted by training/rarity.py in the MISP galaxies (CC0) of pymispgalaxies {version('pymispgalaxies')}:"
        f" {', '.join(GALAXIES)}.\n# The line without a stem says how many texts were counted.\n"
    )
    OUT.write_text(head + f"\t{len(texts)}\n" + "".join(f"{s}\t{c}\n" for s, c in kept), encoding="utf-8")
    print(f"{len(kept)} stems and pairs of {len(texts)} texts, {OUT.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
