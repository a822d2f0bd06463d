from __future__ import annotations

import re
from html.parser import HTMLParser

from ledger_samples import NORWAY, a_claim, a_document
from watch_samples import FIRST, SECOND, THIRD, made_brief

from callout.record.claim import Conduct
from callout.watch.written import as_html, as_markdown

NASTY = "<script>alert(1)</script> & \u202e[x](javascript:y) *b* `c` | # </style>"


def _nasty() -> tuple[str, str]:
    document = a_document(f"Norway said {NASTY} of Russia.", "javascript:alert(1)", title=f"{NASTY}\n# t", source=NASTY)
    claim = a_claim(
        document,
        document.text,
        claimant=NORWAY.model_copy(update={"name": f"{NASTY} Norway"}),
        conduct=Conduct(summary=NASTY, operation=NASTY),
    )
    brief = made_brief([(document, [claim])])
    return as_markdown(brief), as_html(brief)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _parsed(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    return parser


def test_the_page_says_each_line_with_its_words_and_source() -> None:
    page = _parsed(as_html(made_brief([SECOND, THIRD], known=[FIRST])))
    for words in ("Germany joined it.", "Moscow denied it.", "Operation Tin Magpie (new)", "second", "1 new case"):
        assert words in page.text
    assert page.open == []
    assert set(page.links) == {"https://second.example/", "https://third.example/"}


def test_the_page_loads_nothing_and_has_a_style_for_print() -> None:
    content = as_html(made_brief([FIRST]))
    page = _parsed(content)
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert "@media print" in content
    assert "url(" not in content
    assert "@import" not in content


def test_what_a_document_says_is_never_markup_of_the_page() -> None:
    _, page = _nasty()
    parsed = _parsed(page)
    assert "script" not in parsed.tags
    assert parsed.links == []
    assert "<script>alert(1)</script>" in parsed.text
    assert "\u202e" not in page


def test_what_a_document_says_is_never_markup_of_the_markdown() -> None:
    text, _ = _nasty()
    assert not re.search(r"(?<!\\)[<>`\[\]|](?!`)", re.sub(r"(?m)^`cas_\w+`", "", text))
    assert not re.search(r"(?m)^# t", text)
    assert "\u202e" not in text
    assert "](" not in text.replace("\\]\\(", "")


def test_the_markdown_links_to_where_a_line_comes_from() -> None:
    text = as_markdown(made_brief([SECOND], known=[FIRST]))
    assert "# Brief: 2026-11-20 to 2026-11-26\n" in text
    assert "### Who joined" in text
    assert "(<https://second.example/>)" in text
    assert "“Germany joined it\\.”" in text


def test_a_brief_of_nothing_says_so() -> None:
    assert "Nothing new" in as_markdown(made_brief([]))
    assert "Nothing new" in as_html(made_brief([]))
