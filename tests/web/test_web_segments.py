"""Segments put together are the text, whatever the claims cover; each knows every claim over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from web_samples import a_claim

from callout.record.claim import Claim
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.web.segments import CLAIMS, PART, part_at, parts_of, segments_of

TEXT = "Norway said Russia did it. Russia denied it.\nSweden joined Norway in saying so."


def covering(document: Document, stretches: list[list[tuple[int, int]]]) -> list[Claim]:
    claim = a_claim(document, "Norway said")
    return [
        claim.model_copy(
            update={
                "id": f"clm_{number}",
                "evidence": tuple(Evidence(start=a, end=b, exact=document.text[a:b]) for a, b in places),
            }
        )
        for number, places in enumerate(stretches)
    ]


places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda p: p[0] < p[1])


@given(
    st.lists(st.lists(places, min_size=1, max_size=3), max_size=6), st.lists(st.integers(0, len(TEXT) - 1), max_size=3)
)
def test_segments_are_the_text_and_know_what_covers_them(
    stretches: list[list[tuple[int, int]]], pages: list[int]
) -> None:
    document = Document.of(TEXT, "a.txt")
    claims = covering(document, stretches)
    segments = segments_of(TEXT, claims, pages=sorted(set(pages)))
    assert "".join(s.text for s in segments) == TEXT
    at = 0
    begun: list[str] = []
    for segment in segments:
        wanted = {
            claim.id
            for claim in claims
            if any(e.start <= at and at + len(segment.text) <= e.end for e in claim.evidence)
        }
        assert set(segment.claims) == wanted
        begun += [b.anchor for b in segment.begins]
        at += len(segment.text)
    # Every stretch begins once, and every claim has its own address.
    assert len(begun) == len(set(begun)) == sum(len(c.evidence) for c in claims)
    assert {c.id for c in claims} <= set(begun)
    assert [s.page for s in segments if s.page] == list(range(1, len(set(pages)) + 1))


@given(st.lists(st.integers(0, 2_000), max_size=400), st.sampled_from(["a line of words\n", "words ", "x"]))
def test_parts_hold_only_so_many_beginnings_where_words_end_between_them(begins: list[int], piece: str) -> None:
    text = piece * (2_400 // len(piece))
    begins = [text.rfind(piece[-1], 0, one) + 1 if piece != "x" else one for one in begins]
    bounds = parts_of(text, begins)
    assert "".join(text[a:b] for a, b in bounds) == text
    for start, end in bounds:
        inside = sorted(one for one in begins if start <= one < end)
        # All that is over begins where no line or word ends since the part began.
        assert len(inside) <= CLAIMS or not any(letter in " \n" for letter in text[start : inside[CLAIMS] - 1])


@given(st.text(alphabet="ab \n", min_size=0, max_size=300), st.integers(1, 4))
def test_parts_are_the_text_in_order(piece: str, times: int) -> None:
    text = piece * (times * PART // max(1, len(piece)) + 1) if piece else ""
    bounds = parts_of(text)
    assert "".join(text[a:b] for a, b in bounds) == text
    assert all(b > a for a, b in bounds) or text == ""
    assert max(b - a for a, b in bounds) <= 3 * PART
    for offset in (0, len(text) // 2, max(0, len(text) - 1)):
        start, end = bounds[part_at(bounds, offset) - 1]
        assert start <= offset <= end
