"""Ledgers and clients for the tests of the pages: the example reports, read once, and documents made to hurt."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi.testclient import TestClient

from callout.casebook.shelf import place_waiting
from callout.ledger.ledger import Ledger
from callout.record.acts import Act, Level, Mode, Standing, Tie
from callout.record.claim import Accused, Claim, Conduct, Confidence, Engine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind, Party, Spokesperson
from callout.record.evidence import Evidence
from callout.record.reading import Reading
from callout.web.app import create_app
from callout.web.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
ADDRESS = "http://127.0.0.1:8765"
TOKENS = {"right-token": "Ada"}
NORWAY = Party.of(Entity(name="Norway", kind=EntityKind.STATE, country="NO"))
SWEDEN = Party.of(Entity(name="Sweden", kind=EntityKind.STATE, country="SE"))
RUSSIA = Party.of(Entity(name="Russia", kind=EntityKind.STATE, country="RU"))

HOSTILE_WORDS = (
    '<script>document.title="owned"</script>',
    "<img src=x onerror=\"document.title='owned'\">",
    '<svg onload="document.title=\'owned\'"><a href="javascript:alert(1)">x</a></svg>',
    "<style>body{display:none}</style>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "\u202egnp.exe\u202c and \u2066isolate\u2069",
    "</mark></div></main><h1>not mine</h1>",
    '"><b id="injected">b</b>',
    "&lt;already&gt; &amp; escaped",
    "\x07\x1b[31mred\x1b[0m",
)


def a_claim(
    document: Document,
    words: str,
    *,
    act: Act = Act.ATTRIBUTE,
    claimant: Party | None = NORWAY,
    partners: tuple[Party, ...] = (),
    states: tuple[str, ...] = ("RU",),
    tie: Tie | None = Tie.IS_STATE,
    said_on: When | None = None,
    confidence: str | None = None,
    standing: Standing = Standing.ASSERTED,
    people: tuple[Spokesperson, ...] = (),
    name: str | None = None,
    conduct: Conduct | None = None,
) -> Claim:
    """A claim whose evidence is every place of `words` in the document."""
    places = [m.start() for m in re.finditer(re.escape(words), document.text)]
    return Claim(
        document=document.id,
        act=act,
        claimant=claimant,
        partners=partners,
        spokespeople=people,
        accused=tuple(
            Accused(name=name or state, state=state, level=Level.STATE, tie=tie, phrase=name or state)
            for state in states
        ),
        conduct=conduct,
        confidence=Confidence(phrase=confidence),
        said_on=said_on,
        mode=Mode.REPORTED,
        standing=standing,
        evidence=tuple(Evidence.cut(document.text, at, at + len(words)) for at in places),
        engine=Engine(name="by hand", version="1"),
    )


def a_reading(document: Document, *claims: Claim) -> Reading:
    conducts = tuple(c.conduct for c in claims if c.conduct)
    return Reading(document=document, engine=Engine(name="by hand", version="1"), claims=claims, conducts=conducts)


def hostile_reading() -> Reading:
    """A document whose every field tries to be more than text."""
    text = "Norway said Russia did it. " + "\n".join(f"Norway said that {words} was it." for words in HOSTILE_WORDS)
    document = Document.of(
        text,
        "javascript:document.title='owned'",
        title=HOSTILE_WORDS[0],
        source=HOSTILE_WORDS[3],
        byline=HOSTILE_WORDS[2],
        published=When.parse("2021-07-20"),
    )
    claims = [
        a_claim(
            document,
            words,
            claimant=Party.of(Entity(name=words, kind=EntityKind.COMPANY)),
            confidence=words,
            name=words,
            people=(Spokesperson(name=words, role=words),),
            conduct=Conduct(summary=words, operation=HOSTILE_WORDS[1], products=(words,), groups=(words,)),
        )
        for words in HOSTILE_WORDS
    ]
    return a_reading(document, *claims)


def settings_for(ledger: Path, **changes: object) -> Settings:
    return Settings(ledger=str(ledger), secret="for tests", **changes)  # type: ignore[arg-type]


@contextmanager
def client_of(settings: Settings) -> Iterator[TestClient]:
    """A client that speaks to the site as a browser on this machine does."""
    app = create_app(settings, holder_of=TOKENS.get)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield client


def form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found
    return found[1]


def links_of(page: str) -> list[str]:
    """The addresses of this site that a page leads to, without fragments."""
    found = re.findall(r'(?:href|src)="(/[^"#]*)', page)
    return list(dict.fromkeys(address.replace("&amp;", "&") for address in found))


def ledger_with(path: Path, *readings: Reading) -> Path:
    with Ledger.open(str(path)) as ledger:
        for reading in readings:
            ledger.add(reading)
        place_waiting(ledger)
    return path


@contextmanager
def served(ledger: Path, **changes: object) -> Iterator[str]:
    """A real server in a thread, on a free port of this machine; yields its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    settings = settings_for(ledger, port=port, **changes)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, holder_of=TOKENS.get), port=port, log_level="warning", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server took too long to start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive(), "the server did not end"
