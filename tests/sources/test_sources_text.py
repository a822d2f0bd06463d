from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import DocumentKind
from callout.sources.text import LARGEST, decode, read_text, refuse_large, refuse_unreadable

_FRENCH = (
    "Le ministère des Armées a déclaré mardi que l'intrusion avait été menée par un groupe lié à une puissance "
    "étrangère. L'ambassade a rejeté ces accusations, les qualifiant de mensongères et dénuées de fondement.\n"
)
_CLEAR = {
    "Russian": (
        "Министерство иностранных дел заявило, что за вторжением стоит иностранная разведка. Посольство отвергло эти "
        "обвинения и назвало их бездоказательными.\n",
        "cp1251",
    ),
    "Greek": (
        "Το υπουργείο ανακοίνωσε ότι πίσω από την εισβολή βρίσκεται ξένη υπηρεσία πληροφοριών. Η πρεσβεία απέρριψε τις "
        "κατηγορίες και ζήτησε αποδείξεις.\n",
        "cp1253",
    ),
}
_PRINTED = st.characters(exclude_categories=("Cs", "Cc"))


@given(st.text(_PRINTED).filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_is_kept_character_for_character(text: str) -> None:
    assert decode(text.encode(), "memo.txt") == text


@given(st.text(_PRINTED, min_size=1), st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]))
def test_utf_16_with_a_byte_order_mark_is_read(text: str, encoding: str) -> None:
    marks = {"utf-16": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}

    assert decode(marks[encoding] + text.encode(encoding), "memo.txt") == text


@given(st.text(_PRINTED, min_size=1), st.sampled_from(["utf-32-le", "utf-32-be"]))
def test_utf_32_with_a_byte_order_mark_is_read(text: str, encoding: str) -> None:
    mark = {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}[encoding]

    assert decode(mark + text.encode(encoding), "memo.txt") == text
    assert decode(mark + text.encode(encoding), "memo.txt", "utf-16") == text


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + b"T\x00h\x00\x00\xd8y\x00",
        codecs.BOM_UTF16_BE + b"\x00T\xdc\x00\x00y\x00",
        codecs.BOM_UTF32_LE + b"T\x00\x00\x00\x00\xd8\x00\x00y\x00",
        codecs.BOM_UTF32_BE + b"\x00\x00\x00T\x7f\xff\xff\xff",
        codecs.BOM_UTF8 + b"T\xed\xa0\x80y",
    ],
    ids=["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"],
)
def test_broken_characters_after_a_byte_order_mark_are_replaced(data: bytes) -> None:
    text = decode(data, "memo.txt")

    assert text.startswith("T")
    assert "\ufffd" in text
    text.encode()


def test_the_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + _FRENCH.encode(), "memo.txt") == _FRENCH


def test_latin_1_is_recognised() -> None:
    assert read_text(_FRENCH.encode("latin-1"), "memo.txt").text == _FRENCH


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "The état-major said no.",
        "Il a déclaré « non » à Genève.",
        "Straße, Größe, Ärger",
        "El señor Muñoz dijo que sí.",
        "They said “no” – and the minister’s office agreed.",
        "It cost them 3 € … or £2",
        "naïve",
        "résumé of the Škoda case, Žižka",
        "Ålesund, Tromsø og Bærum",
    ],
)
def test_a_short_western_text_without_a_declaration_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252"), "memo.txt") == text
    assert read_text(text.encode("cp1252"), "memo.txt").text == text


@given(st.text(st.sampled_from("abc .,\n“”‘’–—…€éèüößñçåøÆŠ")).filter(lambda text: not text.isascii()))
def test_western_letters_and_quotes_without_a_declaration_are_windows_1252(text: str) -> None:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeDecodeError:
        assert decode(text.encode("cp1252"), "memo.txt") == text


@pytest.mark.parametrize("data", [b"a \x81\x8d\x8f\x90\x9d b \xe9", b"\x81", b"caf\xe9 \x9d"])
def test_bytes_that_windows_1252_does_not_have_are_kept_one_for_one(data: bytes) -> None:
    assert decode(data, "memo.txt") == data.decode("latin-1")


@pytest.mark.parametrize(("text", "encoding"), _CLEAR.values(), ids=_CLEAR.keys())
def test_a_text_that_is_clearly_of_a_language_is_read_in_the_encoding_of_that_language(
    text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding), "memo.txt") == text


@given(st.binary())
def test_whatever_is_read_has_whole_characters(data: bytes) -> None:
    try:
        text = decode(data, "memo.txt")
    except SourceError:
        return

    text.encode()


def test_the_declared_encoding_is_used_where_the_bytes_are_not_utf_8() -> None:
    assert decode("Москва отрицает".encode("koi8-r"), "memo.txt", "koi8-r") == "Москва отрицает"


def test_a_declared_encoding_does_not_overrule_bytes_that_are_utf_8() -> None:
    assert decode(_FRENCH.encode(), "memo.txt", "latin-1") == _FRENCH


@pytest.mark.parametrize("declared", ["latin-1", "windows-1252", "ISO-8859-15", "cp1252", "mac_roman"])
def test_a_declared_encoding_is_known_by_any_of_its_names(declared: str) -> None:
    assert decode("café".encode(declared), "memo.txt", declared) == "café"


@pytest.mark.parametrize(
    "declared",
    [
        "unicode-escape",
        "unicode_escape",
        "Unicode-Escape",
        "raw-unicode-escape",
        "raw_unicode_escape",
        "undefined",
        "idna",
        "punycode",
        "utf-7",
        "UTF_7",
        "rot13",
        "rot-13",
        "hex",
        "base64",
        "quopri",
        "uu",
        "zlib",
        "bz2",
    ],
)
def test_a_declared_codec_that_is_no_encoding_of_characters_is_passed_over(declared: str) -> None:
    text = r"They wrote \ud800, \x41, =41 and +2AA- in a café."

    assert decode(text.encode("cp1252"), "memo.txt", declared) == text
    assert decode(text.encode(), "memo.txt", declared) == text
    assert read_text(text.encode("cp1252"), "memo.txt", declared).text == text


@pytest.mark.parametrize("declared", ["no-such-encoding", "ascii", "hex", "", "utf-8", "a\0b", "é", ".", "-" * 5_000])
def test_a_declared_encoding_that_does_not_fit_is_passed_over(declared: str) -> None:
    assert decode(_FRENCH.encode("latin-1"), "memo.txt", declared) == _FRENCH


def test_the_ends_of_lines_are_kept() -> None:
    text = "One.\r\nTwo.\rThree.\n\n\nFour.  \n"

    assert read_text(text.encode(), "memo.txt").text == text


def test_the_header_lines_fill_the_fields_and_stay_in_the_text() -> None:
    text = (
        "title: Statement on the intrusion\n"
        "url: https://ministry.example/statements/12\n"
        "published: 2021-07-19\n"
        "source: Ministry of Foreign Affairs\n"
        "byline: Press office\n"
        "language: en\n"
        "\n"
        "We hold a foreign service responsible.\n"
    )
    document = read_text(text.encode(), "statement.txt")

    assert document.text == text
    assert document.title == "Statement on the intrusion"
    assert document.uri == "https://ministry.example/statements/12"
    assert document.published == When.parse("2021-07-19")
    assert document.source == "Ministry of Foreign Affairs"
    assert document.byline == "Press office"
    assert document.language == "en"
    assert document.kind is DocumentKind.TEXT


def test_header_lines_are_read_in_any_letter_case_and_with_windows_line_ends() -> None:
    document = read_text(
        b"Title: A denial\r\nAUTHOR: K. Nordmann\r\nPublished: 2021-07\r\n\r\nThey deny it.\r\n", "a.txt"
    )

    assert document.title == "A denial"
    assert document.byline == "K. Nordmann"
    assert document.published == When.month(2021, 7)


def test_header_lines_after_a_byte_order_mark_are_read() -> None:
    assert read_text(codecs.BOM_UTF8 + b"title: A denial\n\nThey deny it.\n", "a.txt").title == "A denial"


def test_the_header_ends_at_the_first_other_line() -> None:
    document = read_text(
        b"title: The first\n\nThey deny it.\ntitle: The second\nurl: https://other.example/\n", "a.txt"
    )

    assert document.title == "The first"
    assert document.uri == "a.txt"


def test_a_line_in_the_middle_that_looks_like_a_header_is_none() -> None:
    document = read_text(b"They said\npublished: 2021-07-19\n", "a.txt")

    assert document.published is None


def test_a_file_without_header_lines_has_its_name_and_nothing_that_is_guessed() -> None:
    document = read_text(b"On 19 July 2021 they denied it.\n", "notes/a.txt")

    assert document.uri == "notes/a.txt"
    assert document.title is None
    assert document.published is None
    assert document.source is None
    assert document.language is None


@pytest.mark.parametrize(
    "written", ["20 July 2021", "2021-13-01", "2021-02-30", "yesterday", "07/20/2021", "2021-07-19 or so"]
)
def test_a_published_line_that_is_no_date_is_refused_by_name(written: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_text(f"title: A denial\npublished: {written}\n\nThey deny it.\n".encode(), "a.txt")

    assert refused.value.where == "a.txt"
    assert written in refused.value.what
    assert "2021-07-20" in refused.value.remedy


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01" + bytes(64), bytes(range(32)) * 8, b"\x89PNG\r\n\x1a\n" + bytes(32)]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(data, "a.txt")


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    text = "They deny it. " * 50 + "\x0cPage 2\x0b and on.\x07"

    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xfe \x00\n\x00", "\u3000\u00a0".encode()])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="no text"):
        read_text(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t \n"])
def test_an_empty_input_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="empty"):
        refuse_unreadable(data, "a.txt")


def test_an_input_of_the_largest_size_is_read_and_one_byte_more_is_refused() -> None:
    refuse_unreadable(b"a" * LARGEST, "a.txt")

    with pytest.raises(SourceError, match="20 MB"):
        refuse_unreadable(b"a" * (LARGEST + 1), "a.txt")


def test_an_input_that_is_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(SourceError, match="199 MB") as refused:
        refuse_large(200_000_000, "a.txt")

    assert refused.value.remedy
