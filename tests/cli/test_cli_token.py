from __future__ import annotations

from pathlib import Path

from cli_samples import callout

from callout.ledger.ledger import Ledger


def test_a_token_is_printed_alone_and_only_once(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    made = callout("token", "make", "desk", "--ledger", ledger)
    assert made.status == 0
    (token,) = made.out.split()
    with Ledger.open(str(ledger)) as kept:
        assert kept.access.holder(token) == "desk"
    listed = callout("token", "list", "--ledger", ledger, "--format", "jsonl")
    assert [(row["name"], row["revoked_at"]) for row in listed.lines()] == [("desk", None)]
    assert token not in listed.out + made.err


def test_a_revoked_token_is_listed_with_its_time_and_lets_nobody_in(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    token = callout("token", "make", "desk", "--ledger", ledger).out.strip()
    assert callout("token", "revoke", "desk", "--ledger", ledger).status == 0
    (row,) = callout("--ledger", ledger, "token", "list", "--format", "json").json()
    assert row["revoked_at"] > row["made_at"]
    with Ledger.open(str(ledger)) as kept:
        assert kept.access.holder(token) is None
    assert "desk" in callout("token", "list", "--ledger", ledger, "--format", "table").out


def test_what_cannot_be_done_says_what_to_do(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert callout("token", "list", "--ledger", ledger).status == 4
    callout("token", "make", "desk", "--ledger", ledger)
    twice = callout("token", "make", "desk", "--ledger", ledger)
    assert (twice.status, twice.out) == (2, "")
    assert "callout token revoke desk" in twice.err
    unknown = callout("token", "revoke", "nobody", "--ledger", ledger)
    assert unknown.status == 5
    assert "callout token list" in unknown.err
