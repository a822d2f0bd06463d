"""Makers of software and devices, by whose name a product that no list has is known ("Acme Gateway 7.2")."""

from __future__ import annotations

from functools import cache

from callout.knowledge.files import names_in, table

_COMMON = frozenset(
    {"Sky", "Signal", "Sudo", "Trimble", "Meta", "Zoom", "Plex", "Linux", "Buffalo", "Progress Software"}
)
"""Makers whose bare name also means something else; their products are listed whole."""


@cache
def vendors() -> frozenset[str]:
    """Names of makers as they are written."""
    listed = {name for row in table("vendors") for name in (row["name"], *names_in(row["other_names"]))}
    return frozenset((listed | {row["vendor"] for row in table("products")}) - _COMMON - {""})


@cache
def short_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each maker the names of its products without the maker's ("Office", for Microsoft's), each with the name of
    the product. They say enough only where the document names the maker."""
    found: dict[str, dict[str, str]] = {}
    for row in table("products"):
        listed = {row["name"], *names_in(row["other_names"])}
        for name in listed:
            short = name.removeprefix(f"{row['vendor']} ")
            if short != name and short not in listed and short[0].isupper() and len(short) >= _SHORTEST:
                found.setdefault(row["vendor"], {}).setdefault(short, row["name"])
    return {vendor: tuple(shorts.items()) for vendor, shorts in found.items()}


_SHORTEST = 4
"""Letters of a short name."""
