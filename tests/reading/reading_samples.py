"""One engine for all tests of reading, and short ways to ask what it read.

The texts are published on Tuesday 20 July 2021 unless a test says otherwise.
"""

from __future__ import annotations

from functools import cache

from callout.reading.context import Context, prepare
from callout.reading.mentions import Mention, find_mentions
from callout.reading.rules import RulesEngine
from callout.record.acts import Act
from callout.record.claim import Accused, Claim
from callout.record.dates import When
from callout.record.document import Document
from callout.record.reading import Reading

PUBLISHED = "2021-07-20"


@cache
def engine() -> RulesEngine:
    return RulesEngine()


def document(text: str, published: str | None = PUBLISHED) -> Document:
    return Document.of(text, "test:text", published=When.parse(published) if published else None)


def read(text: str, published: str | None = PUBLISHED, *, speech: bool = False) -> Reading:
    return engine().read(document(text, published), speech=speech)


def context(text: str) -> Context:
    return prepare(document(text))


def claims(text: str, act: Act | None = None, published: str | None = PUBLISHED) -> list[Claim]:
    """The claims of a text, of one act where an act is given."""
    return [claim for claim in read(text, published).claims if act is None or claim.act is act]


def one(text: str, act: Act, published: str | None = PUBLISHED) -> Claim:
    """The only claim of its act in a text."""
    found = claims(text, act, published)
    assert len(found) == 1, [(c.act.value, by(c), held(c)) for c in read(text, published).claims]
    return found[0]


def by(claim: Claim) -> str | None:
    """The claimant: its state where it has one, otherwise its name."""
    return claim.claimant.country or claim.claimant.name if claim.claimant else None


def joined(claim: Claim) -> set[str]:
    return {partner.country or partner.name for partner in claim.partners}


def held(claim: Claim) -> list[str]:
    """The accused as "RU state-organ is-state"; a dash stands for what the text does not say."""
    return [_written(accused) for accused in claim.accused]


def _written(accused: Accused) -> str:
    return f"{accused.state or '-'} {accused.level} {accused.tie or '-'}"


def mention(text: str, part: str) -> Mention:
    """The mention that covers `part` in a text."""
    at = text.index(part)
    found = [m for m in find_mentions(text).all if m.start <= at + len(part) - 1 and m.end >= at + len(part)]
    assert found, f"nothing covers {part!r}"
    return found[0]
