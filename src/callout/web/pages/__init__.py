"""The pages: each file answers one kind of address. This list is the whole site, but for the API."""

from __future__ import annotations

from starlette.routing import Route

from callout.web.pages.accusations import accusations
from callout.web.pages.add import add, add_form, job
from callout.web.pages.brief import brief, markdown
from callout.web.pages.case import case
from callout.web.pages.cases import cases
from callout.web.pages.claim import claim
from callout.web.pages.decisions import case_decided, decisions, names, names_decided, of_case
from callout.web.pages.document import document
from callout.web.pages.feeds import atom, json_feed
from callout.web.pages.glossary import api, glossary
from callout.web.pages.home import home
from callout.web.pages.log import log
from callout.web.pages.review import decided, review, undone
from callout.web.pages.search import search
from callout.web.pages.subjects import group, party, person, source, state, states
from callout.web.pages.visitor import sign_in, sign_in_form, theme
from callout.web.twins import View

PAGES: tuple[tuple[str, View], ...] = (
    ("/", home),
    ("/cases", cases),
    ("/cases/{case}", case),
    ("/claims/{claim}", claim),
    ("/documents/{document}", document),
    ("/states", states),
    ("/states/{state}", state),
    ("/parties/{party}", party),
    ("/groups/{group}", group),
    ("/people/{person}", person),
    ("/sources/{source}", source),
    ("/accusations", accusations),
    ("/search", search),
    ("/review", review),
    ("/decisions", decisions),
    ("/cases/{case}/decisions", of_case),
    ("/cases/{case}/log", log),
    ("/names", names),
    ("/brief", brief),
    ("/add", add_form),
    ("/words", glossary),
    ("/api", api),
)
"""Addresses that are read, each with its `.json` and `.csv` twin."""

OTHERS: tuple[Route, ...] = (
    Route("/brief.md", markdown, methods=["GET"]),
    Route("/search.atom", atom, methods=["GET"]),
    Route("/search.feed.json", json_feed, methods=["GET"]),
)
"""The same in other forms."""

WRITING: tuple[Route, ...] = (
    Route("/add", add, methods=["POST"]),
    Route("/add/{job}", job, methods=["GET"]),
    Route("/claims/{claim}/decisions", decided, methods=["POST"]),
    Route("/cases/{case}/decisions", case_decided, methods=["POST"]),
    Route("/names", names_decided, methods=["POST"]),
    Route("/decisions/{decision}/undo", undone, methods=["POST"]),
    Route("/theme", theme, methods=["POST"]),
    Route("/sign-in", sign_in_form, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
)
"""Addresses that forms are sent to, and what becomes of them."""
