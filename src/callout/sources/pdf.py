"""PDF: the text of each page, in order. A page begins at a known offset of the kept text.

The date in a PDF's metadata is the file's, not the publication's, so it is not taken.
"""

from __future__ import annotations

from callout.errors import SourceError
from callout.record.document import Document, DocumentKind

MOST_PAGES = 2_000


def read_pdf(data: bytes, uri: str) -> Document:
    """Raises SourceError for a file that is encrypted, broken, or holds only pictures of text."""
    import pypdfium2 as pdfium
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise SourceError(uri, "the PDF is encrypted", "Remove the password and add it again") from None
        raise SourceError(
            uri, "the PDF is broken or cut off", "Download it again, or save its text and add that"
        ) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise SourceError(uri, f"the PDF has {len(pdf)} pages", f"Split it: at most {MOST_PAGES} pages are read")
        pages: list[int] = []
        parts: list[str] = []
        length = 0
        for number in range(len(pdf)):
            text = _page_text(pdf, number, uri)
            pages.append(length)
            parts.append(text)
            length += len(text) + 2
        title = str(pdf.get_metadata_dict().get("Title") or "").strip() or None
    finally:
        pdf.close()
    text = "\n\n".join(parts)
    if not text.strip():
        raise SourceError(uri, "the PDF holds pictures, not text", "Run text recognition on it and add the result")
    return Document.of(text, uri, title=title, kind=DocumentKind.REPORT, pages=pages)


def _page_text(pdf: object, number: int, uri: str) -> str:
    import pypdfium2 as pdfium

    assert isinstance(pdf, pdfium.PdfDocument)  # noqa: S101 - opened by the caller
    try:
        page = pdf[number]
        textpage = page.get_textpage()
        text: str = textpage.get_text_bounded()
        textpage.close()
        page.close()
    except pdfium.PdfiumError:
        raise SourceError(
            uri, f"page {number + 1} cannot be decoded", "Download it again, or save its text and add that"
        ) from None
    return text.replace("\r\n", "\n").replace("\ufffe", "-")
