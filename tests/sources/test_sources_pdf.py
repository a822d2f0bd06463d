from __future__ import annotations

import pytest
from fpdf import FPDF

from callout.errors import SourceError
from callout.record.document import DocumentKind
from callout.sources.pdf import read_pdf

_FIRST = "The agency says that a foreign service is behind the campaign."
_SECOND = "The indicators of the campaign are listed on this page."


def _pdf(*pages: str, title: str | None = None, owner: str | None = None, reader: str | None = None) -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    if title:
        pdf.set_title(title)
    if owner:
        pdf.set_encryption(owner, reader)
    for text in pages:
        pdf.add_page()
        if text:
            pdf.multi_cell(0, 8, text)
    return bytes(pdf.output())


def _pictures() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(20, 20, 100, 100, style="F")
    pdf.line(0, 0, 100, 100)
    return bytes(pdf.output())


def test_the_pages_of_a_pdf_are_read_in_order() -> None:
    document = read_pdf(_pdf(_FIRST, _SECOND), "advisory.pdf")

    assert document.text.index(_FIRST) < document.text.index(_SECOND)
    assert document.kind is DocumentKind.REPORT
    assert document.uri == "advisory.pdf"


@pytest.mark.parametrize(
    "pages",
    [(_FIRST, _SECOND), (_FIRST,), ("", _FIRST, "", _SECOND, ""), tuple(f"This is page {n}." for n in range(12))],
    ids=["two", "one", "blank pages between", "twelve"],
)
def test_each_page_begins_at_its_offset(pages: tuple[str, ...]) -> None:
    document = read_pdf(_pdf(*pages), "advisory.pdf")
    ends = [*document.pages[1:], document.length]

    assert len(document.pages) == len(pages)
    assert document.pages[0] == 0
    assert [document.text[start:end].strip() for start, end in zip(document.pages, ends, strict=True)] == list(pages)


def test_the_lines_of_a_page_end_in_one_way() -> None:
    text = read_pdf(_pdf("The first line.\nThe second line."), "advisory.pdf").text

    assert text == "The first line.\nThe second line."


def test_a_pdf_has_the_title_of_its_metadata_and_no_date() -> None:
    document = read_pdf(_pdf(_FIRST, title="Advisory 12"), "advisory.pdf")

    assert document.title == "Advisory 12"
    assert document.published is None


def test_a_pdf_without_a_title_has_none() -> None:
    assert read_pdf(_pdf(_FIRST), "advisory.pdf").title is None


def test_an_encrypted_pdf_is_refused() -> None:
    data = _pdf(_FIRST, owner="one word", reader="another word")

    with pytest.raises(SourceError, match="encrypted") as refused:
        read_pdf(data, "advisory.pdf")

    assert refused.value.where == "advisory.pdf"
    assert "password" in refused.value.remedy


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert read_pdf(_pdf(_FIRST, owner="one word"), "advisory.pdf").text == _FIRST


@pytest.mark.parametrize("kept", [0.02, 0.25, 0.5, 0.75, 0.9])
def test_a_pdf_that_is_cut_off_is_refused(kept: float) -> None:
    data = _pdf(_FIRST, _SECOND)

    with pytest.raises(SourceError, match="cut off") as refused:
        read_pdf(data[: int(len(data) * kept)], "advisory.pdf")

    assert refused.value.where == "advisory.pdf"
    assert refused.value.remedy


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing of a PDF", b"These are words.", b"%PDF-", b"\x00" * 100])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read_pdf(data, "advisory.pdf")

    assert refused.value.where == "advisory.pdf"


@pytest.mark.parametrize("data", [_pdf(""), _pdf("", "", ""), _pictures()], ids=["blank", "blank pages", "drawing"])
def test_a_pdf_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="pictures, not text") as refused:
        read_pdf(data, "scan.pdf")

    assert "text recognition" in refused.value.remedy


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callout.sources.pdf.MOST_PAGES", 2)

    assert read_pdf(_pdf(_FIRST, _SECOND), "advisory.pdf").pages
    with pytest.raises(SourceError, match="3 pages"):
        read_pdf(_pdf(_FIRST, _SECOND, _FIRST), "advisory.pdf")
