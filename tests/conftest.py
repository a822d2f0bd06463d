"""Hypothesis without a deadline: how long one example takes says more about the machine than about callout."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("callout", deadline=None)
settings.load_profile("callout")
