"""Writes the golden readings of `examples/reports/` anew. Read the difference line by line before committing it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from callout.reading.rules import RulesEngine
from callout.record.document import Document
from callout.record.reading import Reading
from callout.sources.open import open_inputs

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent.parent / "examples" / "reports"


def golden(reading: Reading) -> dict[str, Any]:
    """What a person can check: everything but the ids, the offsets and the engine."""
    return {
        "title": reading.document.title,
        "published": reading.document.published.date if reading.document.published else None,
        "claims": [
            {
                "act": claim.act,
                "claimant": claim.claimant.name if claim.claimant else None,
                "spokespeople": [p.name for p in claim.spokespeople],
                "with": [p.name for p in claim.partners],
                "accused": [f"{a.name} | {a.state} | {a.level} | {a.tie}" for a in claim.accused],
                "confidence": claim.confidence.phrase,
                "likelihood": claim.likelihood.phrase if claim.likelihood else None,
                "said_on": claim.said_on.date if claim.said_on else None,
                "venue": claim.venue,
                "mode": claim.mode,
                "standing": claim.standing,
                "operation": claim.conduct.operation if claim.conduct else None,
                "evidence": [" ".join(e.exact.split()) for e in claim.evidence],
            }
            for claim in reading.claims
        ],
    }


def readings() -> Iterator[tuple[Path, Reading]]:
    """The reading of every example report, with the place of its golden file."""
    documents = [d for d in open_inputs([str(REPORTS)]) if isinstance(d, Document)]
    names = sorted(p.name for p in REPORTS.iterdir())
    for name, reading in zip(names, RulesEngine().read_all(documents), strict=True):
        yield HERE / f"{name}.json", reading


def main() -> None:
    for path, reading in readings():
        path.write_text(json.dumps(golden(reading), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
