"""Mail (`.eml`): subject, sender and date, and the text part, or the main text of the HTML part."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.sources.page import document_of_html
from callout.sources.text import decode


def read_mail(data: bytes, uri: str) -> Document:
    """Raises SourceError for a message that cannot be parsed or has no text."""
    try:
        message = cast(EmailMessage, BytesParser(policy=policy.default).parsebytes(data))
        body = message.get_body(preferencelist=("plain", "html"))
    except (MessageError, ValueError, KeyError, AttributeError) as error:
        raise SourceError(uri, f"the mail cannot be parsed ({error})", "Export it again as .eml") from None
    if body is None:
        raise SourceError(uri, "the mail has no text part", "Save the text of the mail and add that")
    payload = body.get_payload(decode=True)
    content = decode(payload if isinstance(payload, bytes) else b"", uri, body.get_content_charset())
    if body.get_content_type() == "text/html":
        content = document_of_html(content, uri).text
    content = content.replace("\r\n", "\n").strip("\n")
    if not content.strip():
        raise SourceError(uri, "the mail has no text", "Save the text of the mail and add that")
    subject = str(message["subject"]).strip() if message["subject"] else None
    text = f"{subject}\n\n{content}" if subject else content
    name, address = parseaddr(str(message["from"] or ""))
    return Document.of(
        text,
        uri,
        title=subject,
        source=name or address or None,
        published=_date(message),
        kind=DocumentKind.MAIL,
    )


def _date(message: EmailMessage) -> When | None:
    if not message["date"]:
        return None
    try:
        return When.day(parsedate_to_datetime(str(message["date"])).date())
    except (ValueError, TypeError):
        # A mail whose date header is not a date has no known date.
        return None
