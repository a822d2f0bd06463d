"""Nothing here reaches a network: answers come from a mock transport, and a socket that is opened fails the test."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.errors import FetchRefused, SourceError
from callout.sources.fetch import REDIRECTS, Resolve, fetch, is_public, system_resolve

_PUBLIC = "93.184.216.34"
_V4 = st.ip_addresses(v=4).map(lambda address: ipaddress.IPv4Address(int(address)))
_NETWORKS = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/29",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::1/128",
    "::/128",
    "::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "200::/7",
    "400::/6",
    "1000::/4",
    "2001:2::/48",
    "2001:10::/28",
    "2001:db8::/32",
    "3fff::/20",
    "4000::/2",
    "5f00::/16",
    "8000::/1",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
]
_NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.1.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.251",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "ff02::1",
    "ff0e::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::",
    "2002:c0a8:101::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "::7f00:1",
    "::808:808",
    "192.88.99.1",
    "198.51.100.7",
    "203.0.113.7",
    "240.0.0.1",
    "2001:0:808:808:0:ffff:80ff:fffe",
    "2001:db8::7",
    "3fff::7",
    "4000::1",
    "5f00::1",
    "fec0::1",
]


class _Web:
    """A make-believe web: names with their addresses, and the requests that reached it."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response], **names: list[str]) -> None:
        self.requests: list[httpx.Request] = []
        self.asked: list[tuple[str, int]] = []
        self._answer = answer
        self._names = {name.replace("_", "."): addresses for name, addresses in names.items()}

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        if host in self._names:
            return self._names[host]
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            raise OSError("no such host") from None

    def fetch(self, url: str, *, seconds: float = 30.0, largest: int = 20_000_000) -> tuple[bytes, str, str]:
        return fetch(
            url, resolve=self.resolve, transport=httpx.MockTransport(self._handle), seconds=seconds, largest=largest
        )

    def refusal(self, url: str, *, seconds: float = 30.0, largest: int = 20_000_000) -> FetchRefused:
        with pytest.raises(FetchRefused) as refused:
            self.fetch(url, seconds=seconds, largest=largest)
        return refused.value

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)


class _Parts(httpx.SyncByteStream):
    """A body that comes in parts, with a pause before each."""

    def __init__(self, part: bytes, count: int, pause: float = 0.0) -> None:
        self.sent = 0
        self._part, self._count, self._pause = part, count, pause

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self._count):
            time.sleep(self._pause)
            self.sent += 1
            yield self._part


class _Pieces(httpx.SyncByteStream):
    """A body that comes in the given pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.sent = 0
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.sent += 1
            yield piece


def _ok(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b"They deny it.", headers={"Content-Type": "text/plain; charset=utf-8"})


def _to(location: str, status: int = 302) -> Callable[[httpx.Request], httpx.Response]:
    """A server that redirects the first request and answers the next ones."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, headers={b"Location": location.encode()}) if len(seen) == 1 else _ok(request)

    return answer


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_arguments: object, **_named: object) -> None:
        pytest.fail("a test of the fetch reached for the network")

    monkeypatch.setattr(socket.socket, "connect", opened)
    monkeypatch.setattr(socket, "getaddrinfo", opened)


def test_a_public_page_is_fetched() -> None:
    web = _Web(_ok, news_example=[_PUBLIC])

    assert web.fetch("https://news.example/a?b=c") == (
        b"They deny it.",
        "https://news.example/a?b=c",
        "text/plain; charset=utf-8",
    )


@pytest.mark.parametrize(
    ("url", "sent_to", "host", "port"),
    [
        ("http://news.example/a?b=c", f"http://{_PUBLIC}/a?b=c", "news.example", 80),
        ("https://news.example/a", f"https://{_PUBLIC}/a", "news.example", 443),
        ("https://news.example:8443/a", f"https://{_PUBLIC}:8443/a", "news.example:8443", 8443),
        ("HTTPS://NEWS.example/a", f"https://{_PUBLIC}/a", "news.example", 443),
    ],
)
def test_the_request_goes_to_the_address_that_was_checked_under_the_name_of_the_host(
    url: str, sent_to: str, host: str, port: int
) -> None:
    web = _Web(_ok, news_example=[_PUBLIC])
    web.fetch(url)
    (request,) = web.requests

    assert str(request.url) == sent_to
    assert request.headers["Host"] == host
    assert request.extensions["sni_hostname"] == "news.example"
    assert web.asked == [("news.example", port)]


@pytest.mark.parametrize(
    ("url", "name", "port"),
    [
        ("https://bücher.example/a", "xn--bcher-kva.example", 443),
        ("https://BÜCHER.example/a", "xn--bcher-kva.example", 443),
        ("https://xn--bcher-kva.example/a", "xn--bcher-kva.example", 443),
        ("http://новости.example:8080/a", "xn--b1amnebsh.example:8080", 8080),
    ],
)
def test_a_name_in_other_letters_is_resolved_and_verified_in_its_ascii_form(url: str, name: str, port: int) -> None:
    host = name.split(":")[0]
    web = _Web(_ok, **{host: [_PUBLIC]})

    assert web.fetch(url)[:2] == (b"They deny it.", url)
    assert web.asked == [(host, port)]
    (request,) = web.requests
    assert request.url.host == _PUBLIC
    assert request.headers["Host"] == name
    assert request.extensions["sni_hostname"] == host


def test_a_redirect_to_a_name_in_other_letters_is_followed() -> None:
    web = _Web(_to("https://bücher.example/b"), news_example=[_PUBLIC], **{"xn--bcher-kva.example": ["8.8.8.8"]})
    web.fetch("http://news.example/a")

    assert web.asked == [("news.example", 80), ("xn--bcher-kva.example", 443)]
    assert web.requests[1].url.host == "8.8.8.8"
    assert web.requests[1].headers["Host"] == "xn--bcher-kva.example"


def test_a_dot_in_other_letters_does_not_hide_a_private_address() -> None:
    web = _Web(_ok)

    assert "not public" in web.refusal("http://127。0。0。1/").what
    assert not web.requests


def test_a_name_that_the_resolver_cannot_encode_is_refused() -> None:
    def resolve(host: str, _port: int) -> list[str]:
        raise UnicodeError(f"label of {host} too long")

    with pytest.raises(FetchRefused, match="cannot be resolved"):
        fetch(f"http://{'a' * 70}.example/", resolve=resolve, transport=httpx.MockTransport(_ok))


def test_a_host_with_an_ipv6_address_is_reached_there() -> None:
    web = _Web(_ok, news_example=["2606:2800:220:1::1"])
    web.fetch("https://news.example/a")

    assert str(web.requests[0].url) == "https://[2606:2800:220:1::1]/a"
    assert web.requests[0].headers["Host"] == "news.example"


def test_a_name_is_resolved_once_for_a_request() -> None:
    # A name that answers differently the second time must not be asked a second time.
    answers = iter([[_PUBLIC], ["127.0.0.1"]])
    web = _Web(_ok)

    data, _, _ = fetch(
        "http://rebind.example/", resolve=lambda _host, _port: next(answers), transport=httpx.MockTransport(web._handle)
    )

    assert data == b"They deny it."
    assert web.requests[0].url.host == _PUBLIC


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://news.example/a",
        "gopher://news.example/",
        "data:text/html,words",
        "javascript:alert(1)",
        "ws://news.example/",
        "news.example/a",
        "//news.example/a",
        "http:///a",
        "https://",
        "",
    ],
)
def test_an_address_that_is_not_http_is_refused_before_anything_is_asked(url: str) -> None:
    web = _Web(_ok, news_example=[_PUBLIC])
    refused = web.refusal(url)

    assert refused.where == url
    assert refused.remedy
    assert not web.asked
    assert not web.requests


@pytest.mark.parametrize("url", ["http://[::1", "http://news.example:port/", "http://a\x00b/", "https://\u202e/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    web = _Web(_ok)

    assert web.refusal(url).where == url
    assert not web.requests


@pytest.mark.parametrize(
    "url", ["https://user:word@news.example/", "https://user@news.example/", "http://:word@news.example/"]
)
def test_an_address_with_a_user_or_a_password_is_refused(url: str) -> None:
    web = _Web(_ok, news_example=[_PUBLIC])

    assert "password" in web.refusal(url).what
    assert not web.requests


@pytest.mark.parametrize("address", _NOT_PUBLIC)
def test_a_name_that_resolves_to_an_address_that_is_not_public_is_refused(address: str) -> None:
    web = _Web(_ok, inside_example=[address])

    assert "not public" in web.refusal("http://inside.example/latest/meta-data/").what
    assert not web.requests


@pytest.mark.parametrize("address", [address for address in _NOT_PUBLIC if "%" not in address])
def test_an_address_that_is_not_public_is_refused_as_it_stands(address: str) -> None:
    web = _Web(_ok)
    host = f"[{address}]" if ":" in address else address

    assert "not public" in web.refusal(f"http://{host}/").what
    assert not web.requests


@pytest.mark.parametrize(
    "addresses", [[_PUBLIC, "10.0.0.1"], ["10.0.0.1", _PUBLIC], [_PUBLIC, "::1"], [_PUBLIC, "8.8.8.8", "fe80::1"]]
)
def test_a_name_with_one_public_and_one_private_address_is_refused(addresses: list[str]) -> None:
    web = _Web(_ok, mixed_example=addresses)

    assert "not public" in web.refusal("http://mixed.example/").what
    assert not web.requests


@pytest.mark.parametrize("addresses", [[], ["not an address"]])
def test_a_name_without_a_usable_address_is_refused(addresses: list[str]) -> None:
    web = _Web(_ok, odd_example=addresses)

    web.refusal("http://odd.example/")
    assert not web.requests


def test_a_name_that_cannot_be_resolved_is_refused() -> None:
    refused = _Web(_ok).refusal("http://nowhere.example/")

    assert "resolved" in refused.what
    assert refused.where == "http://nowhere.example/"


@pytest.mark.parametrize("network", _NETWORKS)
@given(data=st.data())
def test_no_address_of_a_network_that_is_not_public_is_public(network: str, data: st.DataObject) -> None:
    assert not is_public(str(data.draw(st.ip_addresses(network=network))))


@given(_V4)
def test_an_address_wrapped_in_another_is_as_public_as_itself(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)
    nat64 = ipaddress.IPv6Address((0x0064FF9B << 96) | number)
    teredo = ipaddress.IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (number ^ 0xFFFFFFFF))

    assert is_public(str(mapped)) == is_public(str(address))
    assert is_public(str(six_to_four)) == is_public(str(address))
    assert is_public(str(nat64)) == is_public(str(address))
    assert is_public(str(teredo)) == is_public(str(address))


@given(st.integers(0, 2**128 - 1))
def test_nothing_outside_the_global_unicast_addresses_is_public(number: int) -> None:
    # 2000::/3 is all that is given out (RFC 4291); the two below carry an IPv4 address, which is judged by itself.
    address = ipaddress.IPv6Address(number)
    carried = [ipaddress.ip_network("::ffff:0:0/96"), ipaddress.ip_network("64:ff9b::/96")]

    if address not in ipaddress.ip_network("2000::/3") and not any(address in network for network in carried):
        assert not is_public(str(address))


@pytest.mark.parametrize(
    "address", [_PUBLIC, "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["", "localhost", "2130706433", "0x7f.1", "127.1", "8.8.8.8 ", "8.8.8.08", "news.example"]
)
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_a_public_address(status: int) -> None:
    web = _Web(_to("https://www.news.example/b", status), news_example=[_PUBLIC], www_news_example=["8.8.8.8"])
    _, address, _ = web.fetch("http://news.example/a")

    assert address == "https://www.news.example/b"
    assert [str(request.url) for request in web.requests] == [f"http://{_PUBLIC}/a", "https://8.8.8.8/b"]
    assert web.requests[1].headers["Host"] == "www.news.example"


def test_a_redirect_within_a_site_is_followed() -> None:
    web = _Web(_to("../c?d=e"), news_example=[_PUBLIC])

    assert web.fetch("http://news.example/a/b")[1] == "http://news.example/c?d=e"


@pytest.mark.parametrize(
    "location",
    [
        "http://inside.example/",
        "//inside.example/",
        "http://127.0.0.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_a_redirect_to_an_address_that_is_not_public_is_refused(location: str) -> None:
    web = _Web(_to(location), news_example=[_PUBLIC], inside_example=["10.0.0.1"])

    assert "not public" in web.refusal("http://news.example/").what
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "ftp://news.example/", "https://user:word@news.example/", "http://[::1"]
)
def test_a_redirect_to_what_is_not_fetched_is_refused(location: str) -> None:
    web = _Web(_to(location), news_example=[_PUBLIC])

    web.refusal("http://news.example/")
    assert len(web.requests) == 1


def test_a_name_is_checked_again_on_each_redirect() -> None:
    answers = iter([[_PUBLIC], ["192.168.1.1"]])
    web = _Web(_to("http://rebind.example/b"))

    with pytest.raises(FetchRefused, match="not public"):
        fetch(
            "http://rebind.example/a", resolve=lambda _h, _p: next(answers), transport=httpx.MockTransport(web._handle)
        )
    assert len(web.requests) == 1


@pytest.mark.parametrize("locations", [["/a"], ["/b", "/a"]], ids=["itself", "two"])
def test_a_loop_of_redirects_ends(locations: list[str]) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": locations[len(web.requests) % len(locations)]})

    web = _Web(answer, news_example=[_PUBLIC])

    assert "redirects" in web.refusal("http://news.example/a").what
    assert len(web.requests) == REDIRECTS + 1


@pytest.mark.parametrize("headers", [{}, {"Location": ""}], ids=["no location", "empty location"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_that_leads_nowhere_is_refused_at_once(status: int, headers: dict[str, str]) -> None:
    web = _Web(lambda _request: httpx.Response(status, headers=headers), news_example=[_PUBLIC])

    assert str(status) in web.refusal("http://news.example/a").what
    assert len(web.requests) == 1


@pytest.mark.parametrize("location", ["http://other.example/", "/b"], ids=["another host", "the same host"])
def test_a_cookie_does_not_go_from_one_request_to_the_next(location: str) -> None:
    # Both hosts stand at one address, which is what a client that keeps cookies would know them by.
    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"Location": location, "Set-Cookie": "visitor=17; Path=/"}
        return httpx.Response(302, headers=headers) if len(web.requests) == 1 else _ok(request)

    web = _Web(answer, news_example=[_PUBLIC], other_example=[_PUBLIC])
    web.fetch("http://news.example/")

    assert len(web.requests) == 2
    assert all("cookie" not in request.headers for request in web.requests)


def test_each_redirect_is_followed_by_a_fresh_client(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[httpx.Client] = []
    left: list[httpx.Client] = []

    class Noted(httpx.Client):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            opened.append(self)
            super().__init__(*arguments, **named)

        def __exit__(self, *arguments: Any) -> None:
            left.append(self)
            super().__exit__(*arguments)

    monkeypatch.setattr(httpx, "Client", Noted)
    _Web(_to("/b"), news_example=[_PUBLIC]).fetch("http://news.example/a")

    assert len(opened) == 2
    assert left == opened
    assert all(client.is_closed for client in opened)


def test_as_many_redirects_as_are_allowed_are_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        done = len(web.requests)
        return httpx.Response(302, headers={"Location": f"/{done}"}) if done <= REDIRECTS else _ok(request)

    web = _Web(answer, news_example=[_PUBLIC])

    assert web.fetch("http://news.example/")[1] == f"http://news.example/{REDIRECTS}"


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 404, 410, 429, 500, 503])
def test_an_answer_that_is_not_the_page_is_refused_with_its_number(status: int) -> None:
    web = _Web(lambda _request: httpx.Response(status, content=b"words"), news_example=[_PUBLIC])

    assert str(status) in web.refusal("http://news.example/").what


def test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_refused() -> None:
    def web(size: int) -> _Web:
        return _Web(lambda _request: httpx.Response(200, content=b"a" * size), news_example=[_PUBLIC])

    assert len(web(1_000_000).fetch("http://news.example/", largest=1_000_000)[0]) == 1_000_000
    assert "larger than 1 MB" in web(1_000_001).refusal("http://news.example/", largest=1_000_000).what


def test_a_body_without_an_end_is_left_as_soon_as_it_is_too_large() -> None:
    body = _Parts(b"a" * 65_536, 10_000)
    web = _Web(lambda _request: httpx.Response(200, stream=body), news_example=[_PUBLIC])

    assert "larger" in web.refusal("http://news.example/", largest=1_000_000).what
    assert body.sent == 1_000_000 // 65_536 + 1


@pytest.mark.parametrize("claimed", ["5", "0"])
def test_a_body_is_measured_whatever_length_the_server_claims(claimed: str) -> None:
    body = _Parts(b"a" * 100, 1_000)
    web = _Web(
        lambda _request: httpx.Response(200, stream=body, headers={"Content-Length": claimed}), news_example=[_PUBLIC]
    )

    assert "larger" in web.refusal("http://news.example/", largest=250).what
    assert body.sent == 3


def test_a_body_that_unpacks_piece_by_piece_is_left_as_soon_as_it_is_too_large() -> None:
    import gzip

    packed = gzip.compress(b"a" * 50_000_000)
    pieces = [packed[start : start + 1_000] for start in range(0, len(packed), 1_000)]
    body = _Pieces(pieces)
    web = _Web(
        lambda _request: httpx.Response(200, stream=body, headers={"Content-Encoding": "gzip"}), news_example=[_PUBLIC]
    )

    assert "larger than 1 MB" in web.refusal("http://news.example/", largest=1_000_000).what
    assert body.sent <= 2 < len(pieces)


def test_a_small_body_that_unpacks_to_a_large_one_is_refused() -> None:
    import gzip

    packed = gzip.compress(b"a" * 3_000_000)
    web = _Web(
        lambda _request: httpx.Response(200, content=packed, headers={"Content-Encoding": "gzip"}),
        news_example=[_PUBLIC],
    )

    assert len(packed) < 10_000
    assert "larger than 1 MB" in web.refusal("http://news.example/", largest=1_000_000).what


def test_a_body_that_takes_too_long_is_refused() -> None:
    body = _Parts(b"a" * 65_536, 100, pause=0.03)
    web = _Web(lambda _request: httpx.Response(200, stream=body), news_example=[_PUBLIC])

    assert "too long" in web.refusal("http://news.example/", seconds=0.1).what
    assert body.sent < 20


def test_a_body_that_drips_is_left_when_the_time_is_over() -> None:
    body = _Parts(b"a", 1_000, pause=0.01)
    web = _Web(lambda _request: httpx.Response(200, stream=body), news_example=[_PUBLIC])

    assert "too long" in web.refusal("http://news.example/", seconds=0.1).what
    assert body.sent <= 12


@pytest.mark.parametrize("error", [httpx.ConnectTimeout, httpx.ReadTimeout, httpx.PoolTimeout])
def test_a_server_that_does_not_answer_is_refused(error: type[httpx.TimeoutException]) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise error("no answer")

    assert "no answer within 30 s" in _Web(answer, news_example=[_PUBLIC]).refusal("http://news.example/").what


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError, httpx.DecodingError])
def test_a_connection_that_fails_is_refused(error: type[httpx.RequestError]) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise error("it broke")

    refused = _Web(answer, news_example=[_PUBLIC]).refusal("http://news.example/")

    assert "it broke" in refused.what
    assert refused.where == "http://news.example/"


@pytest.mark.parametrize("seconds", [0.5, 4.0, 30.0])
def test_no_single_wait_is_longer_than_the_time_that_is_left(seconds: float) -> None:
    web = _Web(_to("/b"), news_example=[_PUBLIC])
    web.fetch("http://news.example/a", seconds=seconds)

    for request in web.requests:
        assert all(0 < limit <= seconds for limit in request.extensions["timeout"].values())


def test_a_request_carries_nothing_of_the_user() -> None:
    web = _Web(_ok, news_example=[_PUBLIC])
    web.fetch("http://news.example/")
    headers = web.requests[0].headers

    assert web.requests[0].method == "GET"
    assert headers["User-Agent"].startswith("callout/")
    assert not {"authorization", "cookie", "proxy-authorization", "referer"} & set(headers)


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    # A proxy would resolve the name by itself, past the check.
    pools: list[str] = []

    def answer(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        pools.append(type(self._pool).__name__)
        return _ok(request)

    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)

    assert fetch("http://news.example/", resolve=lambda _host, _port: [_PUBLIC])[0] == b"They deny it."
    assert pools == ["ConnectionPool"]


def test_a_refusal_is_a_source_error_so_that_the_other_inputs_go_on() -> None:
    refused = _Web(_ok, inside_example=["10.0.0.1"]).refusal("http://inside.example/")

    assert isinstance(refused, SourceError)
    assert str(refused).startswith("http://inside.example/: ")
    assert refused.remedy


def test_the_system_s_resolver_gives_each_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(host: str, port: int, **_named: object) -> list[tuple[object, ...]]:
        assert (host, port) == ("news.example", 443)
        v6 = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:4700::1", 443, 0, 0))
        v4 = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))
        return [v6, v4, v4]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    resolve: Resolve = system_resolve

    assert resolve("news.example", 443) == ["2606:4700::1", "8.8.8.8"]
