"""The brief as Markdown and as a page of HTML that stands alone and prints well.

Everything that comes from a document is escaped for where it stands: its words are never markup. Only addresses of the
web become links. The page loads nothing and runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from callout.exchange.plain import flat, web_address
from callout.record.claim import Accused
from callout.record.document import Document
from callout.watch.brief import Brief, BriefCase, BriefLine, Section

_HEADING = {
    Section.CLAIMS: "Who said who did it",
    Section.JOINERS: "Who joined",
    Section.STANCES: "What else was said",
    Section.ANSWERS: "Answers",
    Section.MEASURES: "Measures",
}

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@])")
_MOST_WORDS = 600
"""Characters of the words that a line shows; the document has the rest."""


def as_markdown(brief: Brief) -> str:
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    yield f"# Brief: {_period(brief)}"
    yield ""
    yield _summary(brief)
    for case in brief.cases:
        yield ""
        yield f"## {_plain(case.title)}{' (new)' if case.new else ''}"
        yield ""
        yield f"`{case.case}`{_plain(_against(case))}"
        for section, lines in groupby(case.lines, key=lambda line: line.section):
            yield ""
            yield f"### {_HEADING[section]}"
            yield ""
            for line in lines:
                yield f"- **{_plain(_who(line))}**: {_plain(_what(line))}"
                yield f"  “{_plain(_words(line))}”"
                yield f"  {_markdown_source(line.document)}{_reports(line)}"
        yield from ("", _further(case)) if case.further_reports else ()


def _markdown_source(document: Document) -> str:
    about = _plain(_source(document))
    address = web_address(document.uri)
    return f"[{about}](<{address}>)" if address else f"{about}, {_plain(document.uri)}"


def _plain(words: str) -> str:
    """Words that Markdown shows as they are: on one line, every sign of its own escaped."""
    return _MARKUP.sub(r"\\\1", flat(words))


def as_html(brief: Brief) -> str:
    return "".join(_html(brief))


_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.25 }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem; border-top: 1px solid } h3 { font-size: 1rem }
ul { list-style: none; padding: 0 } li { margin: 0 0 1rem; break-inside: avoid }
blockquote { margin: .25rem 0 .25rem 1rem; overflow-wrap: anywhere }
.about { font-family: system-ui, sans-serif; font-size: .85rem; font-variant-numeric: tabular-nums }
.about { overflow-wrap: anywhere }
@media print {
  body { font-size: 10.5pt; max-width: none; margin: 0 }
  h2, h3 { break-after: avoid }
  a { color: inherit; text-decoration: none }
  a[href]::after { content: " (" attr(href) ")"; font-size: .8em }
  @page { margin: 2cm }
}
"""


def _html(brief: Brief) -> Iterator[str]:
    title = escape(f"Brief: {_period(brief)}")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield f"<h1>{title}</h1>\n<p>{escape(_summary(brief))}</p>\n"
    for case in brief.cases:
        new = " (new)" if case.new else ""
        yield f'<section id="{escape(case.case)}">\n<h2>{escape(flat(case.title))}{new}</h2>\n'
        yield f'<p class="about">{escape(case.case)}{escape(_against(case))}</p>\n'
        for section, lines in groupby(case.lines, key=lambda line: line.section):
            yield f"<h3>{escape(_HEADING[section])}</h3>\n<ul>\n"
            for line in lines:
                yield f'<li id="{escape(line.claim)}"><strong>{escape(_who(line))}</strong>: {escape(_what(line))}\n'
                yield f"<blockquote>“{escape(_words(line))}”</blockquote>\n"
                yield f'<div class="about">{_html_source(line.document)}{_reports(line)}</div></li>\n'
            yield "</ul>\n"
        if case.further_reports:
            yield f"<p>{escape(_further(case))}</p>\n"
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _html_source(document: Document) -> str:
    about = escape(_source(document))
    address = web_address(document.uri)
    return f'<a href="{escape(address)}">{about}</a>' if address else f"{about}, {escape(flat(document.uri))}"


# What both say


def _period(brief: Brief) -> str:
    return f"{brief.since.date().isoformat()} to {brief.until.date().isoformat()}"


def _summary(brief: Brief) -> str:
    if not brief.cases:
        return "Nothing new came to be known."
    return (
        f"{_count(brief.new_cases, 'new case')}, {_count(brief.new_lines, 'new claim')}, "
        f"from {_count(brief.documents, 'document')}. The dates are when callout came to know of them."
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _against(case: BriefCase) -> str:
    return f" · accused: {', '.join(case.accused)}" if case.accused else ""


def _further(case: BriefCase) -> str:
    more = "further document repeats or cites" if case.further_reports == 1 else "further documents repeat or cite"
    return f"{case.further_reports} {more} what was known."


def _who(line: BriefLine) -> str:
    names = [line.claimant.name if line.claimant else "unnamed", *(p.name for p in line.partners)]
    return flat(" with ".join([names[0], ", ".join(names[1:])]) if len(names) > 1 else names[0])


def _what(line: BriefLine) -> str:
    parts = [line.act + ("" if line.standing == "asserted" else f" ({line.standing})")]
    if line.accused:
        parts.append("; ".join(_accused(a) for a in line.accused))
    if line.confidence:
        parts.append(f"“{line.confidence}”")
    if line.ground:
        parts.append(f"on the ground “{line.ground}”")
    if line.when and line.when.date:
        parts.append(f"{'published' if line.when_is_publication else 'said'} {line.when.date}")
    return flat(" · ".join(parts))


def _accused(accused: Accused) -> str:
    tie = f", {accused.tie}" if accused.tie else ""
    return f"{accused.name or accused.phrase} ({', '.join(filter(None, (accused.state, accused.level)))}{tie})"


def _words(line: BriefLine) -> str:
    words = flat(line.words.exact).strip('“”"')
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…"


def _source(document: Document) -> str:
    published = document.published.date if document.published else None
    parts: Sequence[str | None] = (document.title or document.id, document.source, published)
    return flat(", ".join(part for part in parts if part))


def _reports(line: BriefLine) -> str:
    return f" and {_count(line.reports - 1, 'further report')}" if line.reports > 1 else ""
