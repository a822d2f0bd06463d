"""Tokens with which a program or a person may write to the ledger over the web.

What must stay true: a token is shown once and never kept, only its hash is; a token that was revoked stays in the list
and lets nobody in; comparing takes the same time whatever the token is.

The hash is plain SHA-256: a token holds 256 bits of chance, so that there is nothing to be guessed and nothing that a
slow hash would protect.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from callout.errors import NotInLedger, QuestionError
from callout.ledger.clock import Clock
from callout.ledger.tables import access_tokens

PREFIX = "callout_"
"""Every token begins with it, so that one in a file or a log is recognised for what it is."""

_LONGEST_NAME = 64

Opened = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What is kept of a token, but for its hash."""

    name: str
    made_at: dt.datetime
    revoked_at: dt.datetime | None


class Access:
    """The tokens of one ledger (`Ledger.access`)."""

    def __init__(self, reading: Opened, writing: Opened, clock: Clock) -> None:
        self._reading = reading
        self._writing = writing
        self._clock = clock

    def make(self, name: str) -> str:
        """A new token under this name. It cannot be shown again.

        Raises QuestionError for a name that cannot be shown in a line, or that a token in force has.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise QuestionError(
                f"token {name[:_LONGEST_NAME]!r}",
                f"a name has 1 to {_LONGEST_NAME} letters, digits or signs",
                "Name the person or the program that will use it",
            )
        token = PREFIX + secrets.token_urlsafe(32)
        with self._writing() as connection:
            in_force = select(access_tokens.c.number).where(
                access_tokens.c.name == name, access_tokens.c.revoked_at.is_(None)
            )
            if connection.execute(in_force).first():
                raise QuestionError(
                    f"token {name}", "there is a token of this name", f"Revoke it first: callout token revoke {name}"
                )
            connection.execute(insert(access_tokens).values(name=name, hash=_hashed(token), made_at=self._clock()))
        return token

    def all(self) -> list[AccessToken]:
        """Every token that was ever made, the first made first."""
        with self._reading() as connection:
            rows = connection.execute(select(access_tokens).order_by(access_tokens.c.number)).all()
        return [AccessToken(row.name, row.made_at, row.revoked_at) for row in rows]

    def revoke(self, name: str) -> None:
        """Lets the token of this name in no more. Raises NotInLedger where none in force has the name."""
        with self._writing() as connection:
            done = connection.execute(
                update(access_tokens)
                .where(access_tokens.c.name == name.strip(), access_tokens.c.revoked_at.is_(None))
                .values(revoked_at=self._clock())
            )
            if not done.rowcount:
                raise NotInLedger(f"token {name}", "no token in force has this name", "See `callout token list`")

    def holder(self, token: str) -> str | None:
        """The name under which a token was made; None for one that is not in force, whatever the reason."""
        given = _hashed(token)
        found = None
        with self._reading() as connection:
            rows = connection.execute(
                select(access_tokens.c.name, access_tokens.c.hash).where(access_tokens.c.revoked_at.is_(None))
            ).all()
        for row in rows:
            # All are compared, each in constant time: how long it takes tells nothing about the token.
            if hmac.compare_digest(row.hash, given):
                found = row.name
        return found


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
