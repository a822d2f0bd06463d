"""`/words`: what the words of the record stand for. `/api`: how programs ask."""

from __future__ import annotations

from starlette.requests import Request

from callout.web import words
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.twins import Shown, Table

SECTIONS = (
    ("ties", "Tie", "How the accused is said to be bound to a state, the strongest wording first", words.TIES),
    ("levels", "Level", "What kind of thing is named as the accused", words.LEVELS),
    ("classes", "Class", "What kind of act a claim is", words.CLASSES),
    ("acts", "Act", "What a claimant does by speaking", words.ACTS),
    ("standings", "Standing", "Whether the claim is made now", words.STANDINGS),
    ("modes", "Mode", "Whose words the evidence is", words.MODES),
    ("dates", "Dates", "Five kinds, never mixed", words.DATES),
)


def glossary(request: Request, asked: Asked, desk: Desk) -> Shown:
    return Shown(
        "words.html",
        {"sections": SECTIONS},
        record=lambda: {name: {str(k): v for k, v in meanings.items()} for name, _, _, meanings in SECTIONS},
        table=lambda: Table(
            ("kind", "word", "meaning"),
            [(title, str(word), meaning) for _, title, _, meanings in SECTIONS for word, meaning in meanings.items()],
        ),
    )


def api(request: Request, asked: Asked, desk: Desk) -> Shown:
    spec = request.app.openapi()
    found = [
        (method.upper(), path, operation["summary"], operation.get("description", ""))
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
    ]
    return Shown(
        "api.html",
        {"operations": found},
        record=lambda: [{"method": m, "path": p, "summary": s} for m, p, s, _ in found],
        table=lambda: Table(("method", "path", "summary"), [(m, p, s) for m, p, s, _ in found]),
    )
