"""The example reports are read as the golden files say, word for word."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "golden"))

from write import golden, readings

from callout.record.reading import Reading

READINGS = dict(readings())


@pytest.mark.parametrize("path", sorted(READINGS), ids=lambda path: path.stem)
def test_an_example_is_read_as_its_golden_file_says(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert golden(READINGS[path]) == expected


@pytest.mark.parametrize("reading", READINGS.values(), ids=lambda r: str(r.document.title)[:40])
def test_every_stretch_of_an_example_is_exact(reading: Reading) -> None:
    assert reading.claims
    for claim in reading.claims:
        for evidence in claim.evidence:
            assert reading.document.text[evidence.start : evidence.end] == evidence.exact


def test_there_are_enough_examples_of_enough_kinds() -> None:
    endings = {path.stem.rsplit(".", 1)[1] for path in READINGS}
    assert len(READINGS) >= 8
    assert endings >= {"txt", "html", "pdf", "eml"}
    accused = {a.state for r in READINGS.values() for c in r.claims for a in c.accused}
    assert {"RU", "CN", "IR", "KP"} <= accused
