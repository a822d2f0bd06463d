"""Ids that say what a thing is, not who found it: a prefix and base32 of SHA-256 over canonical JSON.

The same thing has the same id on any machine, in any order of arrival, from any engine.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence

Canonical = str | int | bool | None | Sequence["Canonical"] | Mapping[str, "Canonical"]

_LENGTH = 20
"""Characters kept of the base32 digest: 100 bits, no collision to be met in a ledger."""


def make_id(prefix: str, what: Canonical) -> str:
    """`prefix_` and 20 lower-case base32 characters for the canonical JSON of `what`."""
    canonical = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}_{base64.b32encode(digest).decode('ascii').lower()[:_LENGTH]}"
