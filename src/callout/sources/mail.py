"""Mail (`.eml`): subject, sender and date, and the text part, or the main text of the HTML part.

Mail is hostile: the standard parser fails on it in many ways, each of which is one refusal here.
"""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.sources.page import document_of_html
from callout.sources.text import decode

_FAILS = (MessageError, ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)
"""What the parser of the standard library was seen to raise on broken mail."""


def read_mail(data: bytes, uri: str) -> Document:
    """Raises SourceError for a message that cannot be parsed or has no text."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = [message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
    except _FAILS as error:
        raise SourceError(
            uri, f"the mail cannot be parsed ({type(error).__name__})", "Export it again as .eml"
        ) from None
    subject = _header(message, "subject")
    content = next((text for part in parts if part is not None and (text := _text_of(part, uri))), "")
    if not content:
        raise SourceError(uri, "the mail has no text", "Save the text of the mail and add that")
    return Document.of(
        f"{subject}\n\n{content}" if subject and not content.startswith(subject) else content,
        uri,
        title=subject,
        source=_sender(message),
        published=_date(message),
        kind=DocumentKind.MAIL,
    )


def _text_of(part: MIMEPart, uri: str) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
        kind = part.get_content_type()
    except _FAILS:
        # A part that cannot be decoded is a part without text; the other one may still have it.
        return ""
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    try:
        content = decode(payload, uri, charset)
        if kind == "text/html":
            content = document_of_html(content, uri, with_title=False).text
    except SourceError:
        # This part has no text; the mail is refused only when no part has.
        return ""
    return content.replace("\r\n", "\n").strip("\n") if content.strip() else ""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = str(message[name] or "").strip()
        value.encode("utf-8")
    except _FAILS:
        # A header that cannot be decoded says nothing that could be kept.
        return None
    return value or None


def _sender(message: EmailMessage) -> str | None:
    try:
        name, address = parseaddr(_header(message, "from") or "")
    except _FAILS:
        return None
    return name or address or None


def _date(message: EmailMessage) -> When | None:
    try:
        return When.day(parsedate_to_datetime(_header(message, "date") or "").date())
    except _FAILS:
        # A mail whose date header is not a date has no known date.
        return None
