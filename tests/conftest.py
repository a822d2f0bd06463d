"""Hypothesis without a deadline: how long one example takes says more about the machine than about callout."""

from __future__ import annotations

from hypothesis import settings

# The fixtures of tests/web, which are found by their name alone: two files named conftest confuse the type checker.
pytest_plugins = ("web_fixtures",)

settings.register_profile("callout", deadline=None)
settings.load_profile("callout")
