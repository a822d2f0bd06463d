"""What is vendored is what its page says: file, hash and licence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "src" / "callout" / "web" / "static" / "vendor", ROOT / "tests" / "web" / "vendor")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_vendored_file_has_its_hash_and_licence_written_down(folder: Path) -> None:
    told = (folder / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|.*`([^`]+)` \|$", told, re.M)
    assert {name for name, _, _ in rows} == {path.name for path in folder.glob("*.js")}
    for name, digest, licence in rows:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert (folder / licence).read_text(encoding="utf-8").strip()
