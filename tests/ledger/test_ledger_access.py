from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import STORES, HandClock, all_rows, new_store

from callout.errors import NotInLedger, QuestionError
from callout.ledger.access import AccessToken
from callout.ledger.ledger import Ledger


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


def test_a_token_lets_its_holder_in_until_it_is_revoked(store: str) -> None:
    with Ledger.open(store) as ledger:
        one, other = ledger.access.make("desk"), ledger.access.make("feed reader")
        assert (ledger.access.holder(one), ledger.access.holder(other)) == ("desk", "feed reader")
        ledger.access.revoke("desk")
        assert (ledger.access.holder(one), ledger.access.holder(other)) == (None, "feed reader")
    with Ledger.open(store) as ledger:
        assert (ledger.access.holder(one), ledger.access.holder(other)) == (None, "feed reader")


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t + "a", lambda t: " " + t, lambda _: ""])
def test_what_is_not_the_token_lets_nobody_in(store: str, change: object) -> None:
    assert callable(change)
    with Ledger.open(store) as ledger:
        token = ledger.access.make("desk")
        assert ledger.access.holder(change(token)) is None
        assert ledger.access.holder("\ud800\x00" * 10_000) is None


def test_the_token_itself_is_kept_nowhere(store: str) -> None:
    with Ledger.open(store) as ledger:
        token = ledger.access.make("desk")
    assert token.removeprefix("callout_") not in str(all_rows(store))
    assert len(token) > 40
    if store.endswith(".db"):
        content = b"".join(p.read_bytes() for p in Path(store).parent.glob(f"{Path(store).name}*"))
        assert token.encode() not in content


def test_every_token_that_was_made_stays_in_the_list(store: str) -> None:
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        first = clock.now
        ledger.access.make("desk")
        second = clock.move()
        ledger.access.revoke("desk")
        third = clock.move()
        ledger.access.make("desk")
        assert ledger.access.all() == [AccessToken("desk", first, second), AccessToken("desk", third, None)]


def test_two_tokens_in_force_never_have_one_name(store: str) -> None:
    with Ledger.open(store) as ledger:
        first = ledger.access.make("desk")
        with pytest.raises(QuestionError, match="token revoke desk"):
            ledger.access.make(" desk ")
        assert ledger.access.holder(first) == "desk"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 65, "\x1b[31m"])
def test_a_name_that_cannot_stand_in_a_line_is_refused(store: str, name: str) -> None:
    with Ledger.open(store) as ledger:
        with pytest.raises(QuestionError):
            ledger.access.make(name)
        assert ledger.access.all() == []


def test_what_is_not_there_cannot_be_revoked(store: str) -> None:
    with Ledger.open(store) as ledger:
        with pytest.raises(NotInLedger):
            ledger.access.revoke("desk")
        ledger.access.make("desk")
        ledger.access.revoke("desk")
        with pytest.raises(NotInLedger):
            ledger.access.revoke("desk")
