"""Pages that were made, kept until the ledger changes: the same page for the next visitor costs no more than its bytes.

What must stay true: a kept page is given only while the view that it was made of is the current one; nothing of one
visitor is in it: the token of its forms is put in when it is sent.
"""

from __future__ import annotations

import secrets
import threading
import zlib
from collections import OrderedDict

BYTES = 64_000_000
"""Of all pages together, as they are kept; those not asked for longest go first."""

_FAST = 1
"""Pages are kept small: a page of 40 kB takes 7, in half a millisecond. Ten thousand stay so."""

Key = tuple[str, ...]


class KeptPages:
    """Safe to use from several threads."""

    def __init__(self, most: int = BYTES) -> None:
        self.form_token = f"token-{secrets.token_hex(16)}"
        """What stands in a kept page for the token of its forms: no text can hold it, since nobody is told it."""
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, tuple[str, bytes]] = OrderedDict()

    def get(self, key: Key, stamp: str, form_token: str) -> bytes | None:
        """The page of that key, if it was made of the view of that stamp."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != stamp:
                return None
            self._pages.move_to_end(key)
        return self.sent(zlib.decompress(found[1]), form_token)

    def keep(self, key: Key, stamp: str, page: bytes) -> None:
        kept = zlib.compress(page, _FAST)
        with self._lock:
            gone = self._pages.pop(key, None)
            self._size += len(kept) - (len(gone[1]) if gone else 0)
            self._pages[key] = (stamp, kept)
            while self._size > self._most and self._pages:
                _, (_, dropped) = self._pages.popitem(last=False)
                self._size -= len(dropped)

    def sent(self, page: bytes, form_token: str) -> bytes:
        """A page as one visitor gets it."""
        return page.replace(self.form_token.encode(), form_token.encode())
