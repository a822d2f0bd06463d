"""The clocks that a time of a report may be on. Each date of the record stands on its own."""

from __future__ import annotations

from enum import StrEnum


class Clock(StrEnum):
    CONDUCT = "conduct"
    DISCLOSED = "disclosed"
    SAID = "said"
    OTHER = "other"
