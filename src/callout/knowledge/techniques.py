"""ATT&CK techniques, enterprise v18.1: by id and by name."""

from __future__ import annotations

from functools import cache

from callout.knowledge.files import attack


@cache
def techniques() -> dict[str, str]:
    """Technique names by id, sub-techniques (`T1059.001`) included, and ids of older versions that reports still give
    ("T1086")."""
    return {
        found["external_id"]: found["name"]
        for found in attack("attack-patterns", "attack_patterns", former=True)
        if found["external_id"].startswith("T")
    }
