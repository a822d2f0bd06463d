from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.sources.mail import read_mail

_BODY = "Dear all,\n\nthe ministry holds a foreign service responsible – “without a doubt”.\n\nThe press office"
_HTML = """<html><head><style>p { margin: 0 }</style></head><body>
<p>The ministry said that the intrusion was the work of a foreign service and that it would answer in time.</p>
<p>The embassy rejected the charge and called on the ministry to put its evidence on the table at once.</p>
<p>Two other governments said that they stood with the ministry and had seen the same hand in their own networks.</p>
</body></html>"""


def _mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    fields = {
        "From": "Press office <press@ministry.example>",
        "To": "list@news.example",
        "Date": "Mon, 19 Jul 2021 14:02:11 +0200",
        "Subject": "Statement on the intrusion",
    }
    for name, value in {**fields, **headers}.items():
        message[name] = value
    return message


def _raw(headers: str, body: str = "They deny it.\n") -> bytes:
    return f"{headers}\n\n{body}".encode()


def _outcome(data: bytes) -> Document | SourceError:
    try:
        return read_mail(data, "a.eml")
    except SourceError as refused:
        return refused


def test_a_plain_mail_gives_its_text_subject_sender_and_day() -> None:
    message = _mail()
    message.set_content(_BODY)
    document = read_mail(message.as_bytes(), "statement.eml")

    assert document.text == f"Statement on the intrusion\n\n{_BODY}"
    assert document.title == "Statement on the intrusion"
    assert document.source == "Press office"
    assert document.published == When.parse("2021-07-19")
    assert document.kind is DocumentKind.MAIL
    assert document.uri == "statement.eml"


@pytest.mark.parametrize(("charset", "cte"), [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("utf-8", "8bit")])
def test_the_transfer_encoding_leaves_no_trace(charset: str, cte: str) -> None:
    message = _mail()
    message.set_content(_BODY, charset=charset, cte=cte)

    assert read_mail(message.as_bytes(), "statement.eml").text.endswith(_BODY)


def test_the_declared_charset_is_used() -> None:
    message = _mail()
    message.set_content("Москва отвергает обвинения.", charset="koi8-r", cte="8bit")

    assert read_mail(message.as_bytes(), "statement.eml").text.endswith("Москва отвергает обвинения.")


def test_an_unknown_charset_does_not_stop_the_reading() -> None:
    data = _raw("Subject: A denial\nContent-Type: text/plain; charset=no-such-charset")

    assert read_mail(data, "a.eml").text == "A denial\n\nThey deny it."


def test_windows_line_ends_become_plain_ones() -> None:
    data = b"From: a@ministry.example\r\nSubject: A denial\r\n\r\nThey\r\ndeny\r\nit.\r\n"

    assert read_mail(data, "a.eml").text == "A denial\n\nThey\ndeny\nit."


def test_a_mail_with_nothing_but_html_gives_the_words_of_it() -> None:
    message = _mail()
    message.set_content(_HTML, subtype="html")
    document = read_mail(message.as_bytes(), "statement.eml")

    assert "The embassy rejected the charge" in document.text
    assert "<p>" not in document.text
    assert "margin" not in document.text
    assert document.text.startswith("Statement on the intrusion\n\n")
    assert document.kind is DocumentKind.MAIL
    assert document.published == When.parse("2021-07-19")


def test_the_plain_part_stands_before_the_html_part() -> None:
    message = _mail()
    message.set_content(_BODY)
    message.add_alternative(_HTML, subtype="html")

    assert read_mail(message.as_bytes(), "statement.eml").text.endswith(_BODY)


@pytest.mark.parametrize("plain", ["", "\n", " \r\n\t\n", "\u00a0\u2003\n"], ids=["none", "line", "blanks", "spaces"])
@pytest.mark.parametrize("html", [_HTML, _HTML.split("<body>")[1].split("</body>")[0]], ids=["page", "piece"])
def test_a_plain_part_without_words_gives_way_to_the_html_part(plain: str, html: str) -> None:
    message = _mail()
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    text = read_mail(message.as_bytes(), "statement.eml").text

    assert text.startswith("Statement on the intrusion\n\nThe ministry said that the intrusion")
    assert "The embassy rejected the charge" in text
    assert "<p>" not in text


@pytest.mark.parametrize(
    "content_type",
    ["text/plain; charset*=utf-16''%00%d8", "text/plain; charset*=x'y'%ff", 'text/plain; charset="'],
)
def test_a_plain_part_with_a_broken_charset_never_ends_in_an_uncaught_error(content_type: str) -> None:
    data = (
        "Subject: A denial\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
        f"--x\nContent-Type: {content_type}\n\nThey deny it.\n--x\nContent-Type: text/html\n\n{_HTML}\n--x--\n"
    ).encode()

    outcome = _outcome(data)

    if isinstance(outcome, Document):
        assert "deny it" in outcome.text or "rejected the charge" in outcome.text
    else:
        assert outcome.where == "a.eml"


@pytest.mark.parametrize("body", ["A denial", "A denial\n\nThey deny it.", "\n\nA denial\nThey deny it."])
def test_a_plain_text_that_begins_with_the_subject_does_not_repeat_it(body: str) -> None:
    document = read_mail(_raw("Subject: A denial", body), "a.eml")

    assert document.text == body.strip("\n")
    assert document.title == "A denial"


@pytest.mark.parametrize(
    "head",
    [
        "<head><title>Statement on the intrusion</title></head>",
        "<head><title>News of the ministry</title></head>",
        '<head><meta property="og:title" content="Statement on the intrusion"></head>',
        "",
    ],
    ids=["the subject", "another title", "metadata", "no title"],
)
@pytest.mark.parametrize("heading", ["<h1>Statement on the intrusion</h1>", ""], ids=["heading", "no heading"])
def test_an_html_mail_has_its_subject_once_and_the_title_of_the_page_not_at_all(head: str, heading: str) -> None:
    message = _mail()
    message.set_content(f"<html>{head}<body>{heading}{_HTML.split('<body>')[1]}", subtype="html")
    document = read_mail(message.as_bytes(), "statement.eml")

    assert document.title == "Statement on the intrusion"
    assert document.text.startswith("Statement on the intrusion\n")
    assert document.text.count("Statement on the intrusion") == 1
    assert "News of the ministry" not in document.text


def test_an_attachment_is_not_the_text() -> None:
    message = _mail()
    message.set_content(_BODY)
    message.add_attachment("Words of the attachment.", filename="notes.txt")

    assert "attachment" not in read_mail(message.as_bytes(), "statement.eml").text


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?b?w4l0YXQgw6l0cmFuZ2Vy?=", "État étranger"),
        ("=?utf-8?q?=C3=89tat?= =?utf-8?q?_=C3=A9tranger?=", "État étranger"),
        ("=?iso-8859-1?q?=C9tat_=E9tranger?=", "État étranger"),
        ("=?koi8-r?b?7c/Ty9fB?=", "Москва"),
        ("A subject\n of two lines", "A subject of two lines"),
    ],
)
def test_an_encoded_subject_is_decoded(written: str, subject: str) -> None:
    document = read_mail(_raw(f"From: a@ministry.example\nSubject: {written}"), "a.eml")

    assert document.title == subject
    assert document.text.startswith(f"{subject}\n\n")


@pytest.mark.parametrize(
    "written", ["=?no-such-charset?q?abc?=", "=?utf-8?q?=ZZ?=", "=?utf-8?b?!!!?=", "=?undefined?q?abc?="]
)
def test_a_broken_subject_does_not_stop_the_reading(written: str) -> None:
    assert read_mail(_raw(f"Subject: {written}"), "a.eml").text.endswith("They deny it.")


_BROKEN = [
    b'From: "',
    b"From: <",
    b"From: ;;;:",
    b"From: a@b@c",
    b"From: (((((((",
    b"From: " + b"(" * 3_000,
    b"From: \xff\xfe <a@ministry.example>",
    b"From: =?utf-8?q?=ED=A0=80?= <a@ministry.example>",
    b"From: =?utf-8?b?" + b"A" * 101 + b"?=",
    b"To: " + b"a," * 2_000,
    b"Date: \xff",
    b"Date: =?utf-8?q?=FF?=",
    b"Date: Mon, 19 Jul 2021 12:00:00 +999999999999",
    b"Date: " + b"9" * 5_000,
    b"Message-ID: <",
    b"MIME-Version: a.b",
    b"Content-Type: ;;",
    b"Content-Type: text/plain; charset",
    b'Content-Type: text/plain; charset="',
    b"Content-Type: text/plain; charset*=x'y'%ff",
    b"Content-Type: text/plain; name*0*=utf-8''%ff%; name*x=",
    b"Content-Disposition: ;=",
    b"Content-Transfer-Encoding: \xff",
    b"Content-Transfer-Encoding: no-such-encoding",
]


@pytest.mark.parametrize("header", _BROKEN, ids=lambda header: ascii(header[:30]))
def test_a_broken_header_does_not_stop_the_reading(header: bytes) -> None:
    document = read_mail(header + b"\nSubject: A denial\n\nThey deny it.\n", "a.eml")

    assert document.text == "A denial\n\nThey deny it."
    assert document.title == "A denial"
    assert document.published is None
    document.model_dump_json()


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain; charset*=utf-16''%00%d8",
        b"Content-Type: multipart/alternative; boundary=\xff",
        b'Content-Type: multipart/mixed; boundary=""',
        b"Content-Type: message/rfc822",
        b"Content-Type: message/external-body",
        b"Content-Type: message/delivery-status",
        b"Content-Type: multipart/digest; boundary=x",
    ],
    ids=lambda header: ascii(header[14:50]),
)
def test_a_mail_whose_parts_cannot_be_told_is_one_refusal(header: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read_mail(b"Subject: A denial\n" + header + b"\n\nThey deny it.\n", "a.eml")

    assert refused.value.where == "a.eml"
    assert refused.value.remedy


@pytest.mark.parametrize(
    "written",
    [b"\xff\xe9 denial", b"\xed\xa0\x80", b"=?utf-8?q?=ED=A0=80?=", b"=?utf-16?b?ANg=?=", b"=?utf-7?q?+2AA-?="],
)
def test_a_subject_with_half_a_character_can_be_kept_and_printed(written: bytes) -> None:
    document = read_mail(b"Subject: " + written + b"\n\nThey deny it.\n", "a.eml")

    document.text.encode()
    (document.title or "").encode()
    assert document.text.endswith("They deny it.")


_HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Disposition"]
_TOKENS = [*'"<>@()\\;=,:[]*?%', "=?utf-8?q?=C3?=", "=?utf-8?b?w4?=", "charset=", "charset*=", "utf-8''%80", "name*0*="]
_TOKENS += [
    "text/plain",
    "text/html",
    "multipart/mixed",
    "boundary=x",
    "message/rfc822",
    "base64",
    "Mon, 19 Jul",
    "\udcff",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(_HEADERS), st.lists(st.sampled_from(_TOKENS) | st.text(max_size=5), max_size=8))
    ),
    st.binary(max_size=60),
)
def test_no_mail_ends_in_an_error_that_is_not_expected(headers: list[tuple[str, list[str]]], body: bytes) -> None:
    written = "".join(f"{name}: {''.join(words)}\n" for name, words in headers).encode("utf-8", "surrogateescape")

    outcome = _outcome(written + b"\n" + body)

    if isinstance(outcome, Document):
        outcome.model_dump_json()
        outcome.text.encode()
    else:
        assert outcome.where == "a.eml"
        assert outcome.remedy


@pytest.mark.parametrize(
    ("sender", "source"),
    [
        ("Press office <press@ministry.example>", "Press office"),
        ("press@ministry.example", "press@ministry.example"),
        ("=?utf-8?q?Minist=C3=A8re?= <a@ministry.example>", "Ministère"),
        ('"Office, Press" <press@ministry.example>', "Office, Press"),
        ("", None),
        ("undisclosed:;", None),
    ],
)
def test_the_source_is_the_name_of_the_sender_or_else_the_address(sender: str, source: str | None) -> None:
    assert read_mail(_raw(f"From: {sender}\nSubject: A denial"), "a.eml").source == source


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "Tue, 99 Foo 2021 25:61:00 +0000",
        "Mon, 19 Jul 99999 12:00:00 +0000",
        "Mon, 19 Jul 2021 12:00:00 +9999",
        "July 2021",
        "2021",
        "",
    ],
)
def test_a_broken_date_is_not_known_and_the_mail_is_read(written: str) -> None:
    document = read_mail(_raw(f"From: a@ministry.example\nDate: {written}\nSubject: A denial"), "a.eml")

    assert document.published is None
    assert document.text == "A denial\n\nThey deny it."


def test_the_day_is_that_of_the_sender_s_own_clock() -> None:
    document = read_mail(_raw("Date: Mon, 19 Jul 2021 23:30:00 -0500\nSubject: A denial"), "a.eml")

    assert document.published == When.parse("2021-07-19")


def test_a_mail_without_headers_has_a_text_and_nothing_that_is_guessed() -> None:
    document = read_mail(b"\nThey deny it.\n", "a.eml")

    assert document.text == "They deny it."
    assert document.title is None
    assert document.source is None
    assert document.published is None


@pytest.mark.parametrize(
    "data",
    [
        _raw("Subject: A denial", "\n \n"),
        _raw("Subject: A denial\nContent-Type: application/pdf", "JVBERi0="),
        _raw("Subject: A denial\nContent-Type: multipart/mixed", "no parts"),
        _raw("Subject: A denial\nContent-Type: multipart/mixed; boundary=x", "--x--"),
        _raw("Subject: A denial\nContent-Type: text/html", "<html><body></body></html>"),
        _raw("Subject: A denial\nContent-Transfer-Encoding: base64", "AAECAwQFBgcICQ=="),
    ],
    ids=["white space", "only a PDF", "no boundary", "no parts", "empty HTML", "binary"],
)
def test_a_mail_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read_mail(data, "a.eml")

    assert refused.value.where == "a.eml"
    assert refused.value.remedy
