from __future__ import annotations

import time

import pytest

from callout.errors import SourceError
from callout.record.dates import When
from callout.record.document import DocumentKind
from callout.sources.page import DEEPEST, published_in, read_page

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Norway blames foreign service for parliament breach | The Fjord Herald</title>
  <link rel="canonical" href="https://herald.example/world/parliament-breach">
  <meta property="og:type" content="article">
  <meta property="og:title" content="Norway blames foreign service for parliament breach">
  <meta property="og:site_name" content="The Fjord Herald">
  <meta property="article:published_time" content="2020-10-13T21:05:00+02:00">
  <meta property="article:modified_time" content="2020-11-02T08:00:00+01:00">
  <meta name="author" content="Ingrid Solberg">
  <script>window.dataLayer = [{"event": "scripted words"}];</script>
  <style>.story { color: black } /* styled words */</style>
</head>
<body>
  <div id="cookie-banner" class="cookie-consent" role="dialog">
    <p>We value your privacy. We and our partners store cookies on your device.</p>
    <button>Accept all cookies</button>
  </div>
  <header class="site-header">
    <nav><ul>
      <li><a href="/">Front page</a></li><li><a href="/world">World</a></li><li><a href="/shop">Subscribe today</a></li>
    </ul></nav>
  </header>
  <main>
    <article class="story">
      <h1>Norway blames foreign service for parliament breach</h1>
      <p class="byline">By <a rel="author" href="/staff/solberg">Ingrid Solberg</a></p>
      <time datetime="2020-10-13T21:05:00+02:00">13 October 2020</time>
      <p>Norway’s government said on Tuesday that a foreign intelligence service was behind the August intrusion into
      the mail system of the country’s parliament.</p>
      <p>“Based on the information available to the government, it is our assessment that this state stands behind
      the activity,” the foreign minister told reporters in Oslo.</p>
      <p>The embassy rejected the accusation as “unacceptable” and said that no evidence had been presented through
      the channels that were agreed for incidents of this kind.</p>
      <p>Investigators found that messages had been taken from the accounts of a small number of lawmakers and staff,
      and that weak passwords had been guessed one after another.</p>
    </article>
    <aside class="related"><h2>Most read</h2><ul>
      <li><a href="/a">Ten cabins for the autumn holiday</a></li><li><a href="/b">Salmon prices fall again</a></li>
    </ul></aside>
  </main>
  <footer class="site-footer">
    <p>The Fjord Herald is published by Fjord Media AS. All rights reserved.</p>
    <ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/terms">Terms of use</a></li></ul>
  </footer>
</body>
</html>
"""

_PLAIN = """<html><head>{head}</head><body><article>
<p>The ministry said that the intrusion was the work of a foreign service and that it would answer in time.</p>
<p>The embassy rejected the charge and called on the ministry to put its evidence on the table at once.</p>
<p>Two other governments said that they stood with the ministry and had seen the same hand in their own networks.</p>
</article></body></html>"""


def test_the_main_text_of_a_page_is_kept() -> None:
    text = " ".join(read_page(_PAGE.encode(), "saved.html").text.split())

    assert (
        "Norway’s government said on Tuesday that a foreign intelligence service was behind the August intrusion"
        in text
    )
    assert (
        "it is our assessment that this state stands behind the activity,” the foreign minister told reporters" in text
    )
    assert "The embassy rejected the accusation as “unacceptable” and said" in text
    assert "weak passwords had been guessed one after another." in text


@pytest.mark.parametrize(
    "furniture",
    [
        "cookies",
        "We value your privacy",
        "Front page",
        "Subscribe today",
        "Most read",
        "Salmon prices",
        "All rights reserved",
        "Privacy policy",
        "scripted words",
        "styled words",
    ],
)
def test_the_furniture_of_a_page_is_left_out(furniture: str) -> None:
    assert furniture not in read_page(_PAGE.encode(), "saved.html").text


def test_a_page_says_its_own_title_author_publisher_and_language() -> None:
    document = read_page(_PAGE.encode(), "saved.html")

    assert document.title == "Norway blames foreign service for parliament breach"
    assert document.byline == "Ingrid Solberg"
    assert document.source == "The Fjord Herald"
    assert document.language == "en"
    assert document.kind is DocumentKind.NEWS


def test_a_page_is_published_on_the_day_that_it_says_and_not_on_the_day_of_its_last_change() -> None:
    assert read_page(_PAGE.encode(), "saved.html").published == When.parse("2020-10-13")


def test_the_canonical_address_stands_before_the_one_that_was_given() -> None:
    canonical = "https://herald.example/world/parliament-breach"

    assert read_page(_PAGE.encode(), "saved.html").uri == canonical
    assert read_page(_PAGE.encode(), "https://herald.example/amp/1?utm_source=feed").uri == canonical


@pytest.mark.parametrize("address", ["saved.html", "https://ministry.example/statements/12"])
def test_a_page_without_a_canonical_address_keeps_the_one_that_was_given(address: str) -> None:
    assert read_page(_PLAIN.format(head="").encode(), address).uri == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/hostname", "", "http://[::1"])
def test_a_canonical_address_that_is_none_is_passed_over(address: str) -> None:
    page = _PLAIN.format(head=f'<link rel="canonical" href="{address}">').encode()

    assert read_page(page, "https://ministry.example/12").uri == "https://ministry.example/12"


def test_the_headline_is_part_of_the_text_once() -> None:
    text = read_page(_PAGE.encode(), "saved.html").text

    assert text.startswith("Norway blames foreign service for parliament breach")
    assert text.count("Norway blames foreign service for parliament breach") == 1


def test_a_title_that_the_main_text_lacks_is_put_before_it() -> None:
    page = _PLAIN.format(head="<title>Ministry names a foreign service</title>").encode()
    document = read_page(page, "saved.html")

    assert document.title == "Ministry names a foreign service"
    assert document.text.startswith("Ministry names a foreign service\n\nThe ministry said")


def test_what_a_page_does_not_say_is_null() -> None:
    document = read_page(_PLAIN.format(head="").encode(), "saved.html")

    assert document.title is None
    assert document.byline is None
    assert document.published is None
    assert document.source is None
    assert document.language is None


def test_a_date_that_is_none_is_not_known() -> None:
    page = _PLAIN.format(head='<meta property="article:published_time" content="soon">').encode()

    assert read_page(page, "saved.html").published is None


def _dated(head: str = "", body: str = "") -> str:
    return _PLAIN.format(head=head).replace("<article>", f"<article>{body}")


def _news(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("2021-07-19T23:30:00-05:00", "2021-07-19"),
        ("2021-07-19 08:00:00", "2021-07-19"),
        ("2021-07-19", "2021-07-19"),
        ("2021-07-01", "2021-07-01"),
        ("2021-01-01", "2021-01-01"),
        ("2021-07", "2021-07"),
        ("2021", "2021"),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="{}">',
        '<meta content="{}" property="article:published_time">',
        "<meta property='article:published_time' content='{}'/>",
        '<META NAME="Date" CONTENT="{}">',
        '<meta name="DC.date.issued" content="{}">',
        '<meta name="dcterms.issued" content="{}">',
        '<meta itemprop="datePublished" content="{}">',
        '<meta name="pubdate" content="{}">',
        '<meta name="parsely-pub-date" content="{}">',
        '<meta name="citation_publication_date" content="{}">',
        '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished" : "{}"}}</script>',
    ],
)
def test_a_page_is_published_at_the_precision_that_its_metadata_state(head: str, written: str, stated: str) -> None:
    page = _dated(head.format(written))

    assert published_in(page) == When.parse(stated)
    assert read_page(page.encode(), "saved.html").published == When.parse(stated)
    assert read_page(page.encode(), "https://ministry.example/2019/01/02/a").published == When.parse(stated)


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ('<time datetime="2021-07-19T08:00:00Z">a while ago</time>', "2021-07-19"),
        ('<time pubdate datetime="2021-07-19">a while ago</time>', "2021-07-19"),
        ('<time itemprop="datePublished" datetime="2021-07">last summer</time>', "2021-07"),
        ('<time datetime="2021-07">last summer</time>', "2021-07"),
        ('<p class="date">19 July 2021</p>', "2021-07-19"),
        ('<p class="date">1 July 2021</p>', "2021-07-01"),
        ('<p class="date">July 19, 2021</p>', "2021-07-19"),
        ('<p class="date">19th of July, 2021</p>', "2021-07-19"),
        ('<p class="date">Published: 19/07/2021</p>', "2021-07-19"),
        ('<p class="date">2021-07-19</p>', "2021-07-19"),
    ],
)
def test_a_day_that_a_page_spells_out_is_that_of_its_publication(body: str, stated: str) -> None:
    assert published_in(_dated(body=body)) == When.parse(stated)


def test_a_day_in_the_address_of_a_page_is_that_of_its_publication() -> None:
    address = "https://ministry.example/2021/07/19/statement"

    assert published_in(_dated(), address) == When.parse("2021-07-19")
    assert read_page(_dated().encode(), address).published == When.parse("2021-07-19")


@pytest.mark.parametrize(
    ("head", "body", "address"),
    [
        ('<meta name="date" content="July 2021">', "", None),
        ('<meta property="article:published_time" content="soon">', "", None),
        ('<meta property="article:published_time" content="0000-00-00">', "", None),
        ("", '<p class="date">July 2021</p>', None),
        ("", '<p class="date">2021</p>', None),
        ("", '<p class="date">Summer 2021</p>', None),
        ("", "<footer>© 2021 Fjord Media AS</footer>", None),
        ("", "<footer>Copyright 2019–2021</footer>", None),
        ("", "", "https://ministry.example/2021/07/statement"),
        ("", "", "https://ministry.example/2021/statement"),
        ("", '<time datetime="PT2H">two hours</time>', None),
        ("", '<time datetime="20:00">eight</time>', None),
    ],
    ids=[
        "month in words",
        "word",
        "zeros",
        "month",
        "year",
        "season",
        "copyright",
        "years",
        "month in the address",
        "year in the address",
        "duration",
        "hour",
    ],
)
def test_no_day_is_made_up_where_a_page_states_none(head: str, body: str, address: str | None) -> None:
    assert published_in(_dated(head, body), address) is None


_CHANGED = {
    "article": '<meta property="article:modified_time" content="2021-07-25T08:00:00Z">',
    "http": '<meta http-equiv="last-modified" content="2021-07-25">',
    "last-modified": '<meta name="last-modified" content="2021-07-25">',
    "dublin core": '<meta name="dcterms.modified" content="2021-07-25">',
    "dublin core date": '<meta name="DC.date.modified" content="2021-07-25">',
    "itemprop": '<meta itemprop="dateModified" content="2021-07-25">',
    "json": _news('"dateModified": "2021-07-25T08:00:00Z"'),
}


@pytest.mark.parametrize("head", _CHANGED.values(), ids=_CHANGED.keys())
def test_the_day_of_a_change_is_not_that_of_publication(head: str) -> None:
    assert published_in(_dated(head)) is None
    assert read_page(_dated(head).encode(), "saved.html").published is None


@pytest.mark.parametrize("head", _CHANGED.values(), ids=_CHANGED.keys())
@pytest.mark.parametrize(
    "published",
    ['<meta property="article:published_time" content="2021-07-19">', _news('"datePublished": "2021-07-19"')],
    ids=["meta", "json"],
)
def test_the_day_of_publication_stands_whatever_day_of_a_change_is_beside_it(head: str, published: str) -> None:
    assert published_in(_dated(head + published)) == When.parse("2021-07-19")
    assert published_in(_dated(published + head)) == When.parse("2021-07-19")


def test_a_change_and_a_publication_in_one_object_are_told_apart() -> None:
    both = _news('"dateModified": "2021-07-25", "datePublished": "2021-07-19", "uploadDate": "2021-07-20"')

    assert published_in(_dated(both)) == When.parse("2021-07-19")


def test_the_day_that_is_spelled_out_is_found_beside_a_day_of_a_change() -> None:
    page = _dated(_CHANGED["article"], '<p class="date">19 July 2021</p>')

    assert published_in(page) == When.parse("2021-07-19")


def test_a_statement_that_is_no_date_gives_way_to_the_next_one() -> None:
    head = '<meta name="date" content="soon"><meta property="article:published_time" content="2021-07">'

    assert published_in(_dated(head)) == When.parse("2021-07")


def test_metadata_stand_before_a_day_in_the_text_and_in_the_address() -> None:
    page = _dated('<meta name="date" content="2021-07">', '<p class="date">24 August 2020</p>')

    assert published_in(page, "https://ministry.example/2019/01/02/statement") == When.parse("2021-07")


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = _PAGE.replace('charset="utf-8"', 'charset="windows-1252"')
    document = read_page(page.encode("windows-1252"), "saved.html")

    assert "Norway’s government" in document.text
    assert "“unacceptable”" in document.text


def test_the_encoding_that_the_transport_declares_stands_before_the_page_s_own() -> None:
    page = _PAGE.replace('charset="utf-8"', 'charset="iso-8859-5"').replace("Oslo", "Осло")
    data = page.replace("’", "'").replace("“", '"').replace("”", '"').encode("koi8-r")

    assert "in Осло." in read_page(data, "https://herald.example/a", "koi8-r").text
    assert "in Осло." not in read_page(data, "https://herald.example/a").text


def test_a_transport_that_declares_an_encoding_does_not_overrule_bytes_that_are_utf_8() -> None:
    assert "Norway’s government" in read_page(_PAGE.encode(), "saved.html", "latin-1").text


@pytest.mark.parametrize("declared", ["no-such-encoding", "unicode-escape", "hex"])
def test_a_page_that_declares_what_is_no_encoding_is_read(declared: str) -> None:
    page = _PAGE.replace('charset="utf-8"', f'charset="{declared}"').encode("windows-1252")

    assert "Norway’s government" in read_page(page, "saved.html").text


def test_a_piece_of_a_page_is_read() -> None:
    piece = _PLAIN.split("<article>")[1].split("</article>")[0]

    assert read_page(piece.encode(), "piece.html").text.startswith("The ministry said")


def test_the_same_page_gives_the_same_document_each_time() -> None:
    assert read_page(_PAGE.encode(), "saved.html") == read_page(_PAGE.encode(), "saved.html")


@pytest.mark.parametrize("tag", ["div", "span", "section", "b", "u", "custom-element"])
def test_a_page_nested_a_hundred_thousand_deep_is_refused_at_once(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 100_000}They deny it.{f'</{tag}>' * 100_000}</body></html>".encode()
    began = time.monotonic()

    with pytest.raises(SourceError) as refused:
        read_page(page, "deep.html")

    assert refused.value.where == "deep.html"
    assert refused.value.remedy
    assert time.monotonic() - began < 5


def test_a_long_page_is_not_a_deep_one() -> None:
    long = "".join(
        f"<div><p>The embassy rejected charge number {n} of the ministry.</p></div>" for n in range(DEEPEST + 500)
    )
    page = f"<html><body><article>{long}</article></body></html>".encode()

    assert f"charge number {DEEPEST + 499} of" in read_page(page, "long.html").text


def test_a_table_whose_cells_are_never_closed_is_not_deep() -> None:
    # The end tags of rows and cells may be left out: their number says nothing about depth.
    rows = "".join(f"<tr><td>Charge {n}<td>The embassy rejected charge number {n}.\n" for n in range(DEEPEST + 500))
    page = _PLAIN.format(head="").replace("</article>", f"<table>{rows}</table></article>")

    assert "The embassy rejected the charge" in read_page(page.encode(), "table.html").text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<html><body><script>var words = 'only in a script'</script></body></html>",
        "<html><body><!--",
        "<!doctype html>",
    ],
)
def test_a_page_without_a_main_text_is_refused(page: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_page(page.encode(), "empty.html")

    assert refused.value.where == "empty.html"
    assert refused.value.remedy
