"""What `callout serve` runs with: where it listens, under which names it is reached, and what it lets in.

Bound to the own machine, anyone at it may write; bound elsewhere, writing needs a token.
"""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field

from callout.sources.text import LARGEST

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are further names under which the site is reached: a request that names another host is refused, so that
    a foreign page cannot reach the site under a name of its own (DNS rebinding). `secret` signs cookies and forms; a
    new one at each start signs every visitor out. `largest` is in bytes, `adds` in documents a minute and address."""

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    largest: int = LARGEST + 100_000
    adds: int = 30

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the site."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def known_hosts(self) -> frozenset[str]:
        own = f"[{self.host}]" if ":" in self.host and not self.host.startswith("[") else self.host
        return frozenset(name.lower() for name in (*LOCAL_NAMES, own, *self.hosts))

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"
