"""The guarded fetch: http(s) only, public addresses only, 20 MB and 30 seconds at most.

The host name is resolved once for each request, every address that it resolves to must be public, and the
connection goes to the address that was checked, so that a name cannot point elsewhere between check and use.
Redirects are followed by hand and pass the same checks.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator

import httpx

from callout import __version__
from callout.errors import FetchRefused
from callout.sources.text import LARGEST

SECONDS = 30.0
REDIRECTS = 5

Resolve = Callable[[str, int], list[str]]


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError where it has none."""
    return sorted({str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


_NOT_THE_INTERNET = tuple(
    ipaddress.ip_network(n) for n in ("64:ff9b:1::/48", "3fff::/20", "5f00::/16", "192.88.99.0/24", "::/96")
)
"""Local NAT64, documentation, segment routing, 6to4 relays, IPv4-compatible: local, whatever the Python says."""


def is_public(address: str) -> bool:
    """Whether the whole internet reaches an address: not private, loopback, link-local, reserved or multicast."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.is_site_local or int(ip) >> 125 != 1:
            # Global unicast is 2000::/3 (RFC 4291); everything else is reserved or local.
            return False
    if any(ip.version == network.version and ip in network for network in _NOT_THE_INTERNET):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(
    url: str,
    *,
    resolve: Resolve = system_resolve,
    transport: httpx.BaseTransport | None = None,
    seconds: float = SECONDS,
    largest: int = LARGEST,
) -> tuple[bytes, str, str]:
    """The bytes at an address, the address they came from after redirects, and their content type.

    Raises FetchRefused for an address that is not http(s) or not public, an answer that is too large, too slow or
    not 200, and a connection that fails.
    """
    deadline = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        target = _checked(url, resolve)
        request, extensions = _pinned(url, target, max(0.1, deadline - time.monotonic()))
        # A client for each hop: nothing (no cookie) goes from one host to the next.
        with httpx.Client(transport=transport, follow_redirects=False, trust_env=False) as client:
            try:
                headers = _headers(url)
                with client.stream("GET", request, headers=headers, extensions=extensions) as response:
                    if response.is_redirect and response.headers.get("location"):
                        url = str(httpx.URL(url).join(response.headers["location"]))
                        continue
                    if response.status_code != 200:
                        raise FetchRefused(url, f"the server answered {response.status_code}", "Check the address")
                    data = _body(response, url, deadline, largest)
                    return data, url, response.headers.get("content-type", "")
            except httpx.TimeoutException:
                raise FetchRefused(
                    url, f"no answer within {seconds:.0f} s", "Try again, or save the page and add it"
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise FetchRefused(url, f"the connection failed ({error})", "Check the address") from None
    raise FetchRefused(url, f"more than {REDIRECTS} redirects", "Give the address that they lead to")


def _checked(url: str, resolve: Resolve) -> str:
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError):
        shown = url.encode("utf-8", "replace").decode("utf-8")
        raise FetchRefused(shown, "it is not an address", "Give one that begins with https://") from None
    if parsed.scheme not in ("http", "https") or not host:
        raise FetchRefused(url, "only http and https addresses are fetched", "Save the file and add that")
    if parsed.userinfo:
        raise FetchRefused(url, "the address carries a user name or password", "Leave them out")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError):
        raise FetchRefused(url, "the host name cannot be resolved", "Check the address and the network") from None
    private = [a for a in addresses if not is_public(a)]
    if private or not addresses:
        raise FetchRefused(url, "the address is not public", "Save the page and add the file")
    return addresses[0]


def _pinned(url: str, address: str, seconds: float) -> tuple[httpx.URL, dict[str, object]]:
    """The request to the checked address; TLS still verifies the host's own name."""
    parsed = httpx.URL(url)
    timeout = httpx.Timeout(min(seconds, 10.0), read=min(seconds, 10.0)).as_dict()
    return parsed.copy_with(host=address), {"sni_hostname": parsed.raw_host.decode("ascii"), "timeout": timeout}


def _headers(url: str) -> dict[str, str]:
    parsed = httpx.URL(url)
    return {
        "Host": parsed.netloc.decode("ascii"),
        "User-Agent": f"callout/{__version__} (reads public statements)",
        "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.1",
    }


def _body(response: httpx.Response, url: str, deadline: float, largest: int) -> bytes:
    """The body, unpacked. Time and size are checked on every piece as it comes in, and size on what it unpacks to."""
    parts: list[bytes] = []
    size = 0
    received = 0
    for part in _pieces(response, url, deadline):
        size += len(part)
        received = max(received, response.num_bytes_downloaded)
        if max(size, received) > largest:
            raise FetchRefused(
                url, f"it is larger than {largest / 1e6:.0f} MB", "Save the report's own text and add that"
            )
        parts.append(part)
    return b"".join(parts)


def _pieces(response: httpx.Response, url: str, deadline: float) -> Iterator[bytes]:
    # `iter_bytes` hands on no piece that unpacks to nothing, so the clock is read below it, where the bytes arrive.
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)  # noqa: S101 - a synchronous client gives no other
    response.stream = _Timed(stream, url, deadline)
    yield from response.iter_bytes()


class _Timed(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, url: str, deadline: float) -> None:
        self._inner, self._url, self._deadline = inner, url, deadline

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._inner:
            if time.monotonic() > self._deadline:
                raise FetchRefused(self._url, "it takes too long", "Try again, or save the page and add it")
            yield piece

    def close(self) -> None:
        self._inner.close()
