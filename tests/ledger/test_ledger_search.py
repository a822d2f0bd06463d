from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import NORWAY, STORES, HandClock, a_claim, a_document, a_reading, new_store, three_claims
from made import made_readings
from sqlalchemy import text

from callout.errors import QuestionError
from callout.ledger.aspects import speaker
from callout.ledger.dialect import open_engine
from callout.ledger.fulltext import Among
from callout.ledger.hits import Mark
from callout.ledger.ledger import Ledger
from callout.ledger.query import parse_query
from callout.ledger.search import Found, Order, Wanted
from callout.record.acts import Act, Standing
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.document import Document, DocumentKind
from callout.record.entity import EntityKind
from callout.record.reading import Reading


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


@pytest.fixture(scope="module", params=STORES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with new_store(request.param, tmp_path_factory.mktemp("made")) as name, Ledger.open(name) as ledger:
        for reading in MADE:
            ledger.add(reading)
        yield ledger


MADE = list(made_readings(400, seed=3))

_LONG = "Filler goes on and on. " * 40


def _few(store: str) -> dict[str, Document]:
    """Documents in several scripts, with claims."""
    found = {
        "memo": a_document(title="Memo on the parliament", source="A Paper", published=When.parse("2020-10-13")),
        "late": a_document(f"{_LONG}The Storting was hacked, said the Étoile agency. {_LONG}", "late.txt"),
        "zh": a_document("外交部发言人表示，中方坚决反对网络攻击指控。", "zh.txt", title="外交部", language="zh"),
        "ru": a_document("Россия отвергает обвинения в кибератаке на Łódź.", "ru.txt", kind=DocumentKind.STATEMENT),
    }
    with Ledger.open(store) as ledger:
        for name, document in found.items():
            ledger.add(a_reading(document, three_claims(document) if name == "memo" else []))
    return found


def _ids(found: Found) -> list[str]:
    return [hit.claim.id if hit.claim else hit.document.id for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("storting", ["late"]),
        ("STORTING hacked", ["late"]),
        ("etoile", ["late"]),
        ('"was hacked"', ["late"]),
        ('"hacked was"', []),
        ("stort*", ["late"]),
        ("stort", []),
        ("parliament", ["memo"]),
        ("外交", ["zh"]),
        ("攻击", ["zh"]),
        ("击攻", []),
        ("обвинения", ["ru"]),
        ("обвин*", ["ru"]),
        ("lodz", ["ru"]),
        ("said -storting", ["memo"]),
        ("-filler -россия", ["memo", "zh"]),
        ("memo", ["memo"]),
        ("absent", []),
        ("?!", []),
        ("", ["late", "memo", "ru", "zh"]),
    ],
)
def test_documents_are_found_by_their_words_in_any_script(store: str, words: str, names: list[str]) -> None:
    few = _few(store)
    with Ledger.open(store) as ledger:
        found = ledger.search(words, among=Among.DOCUMENTS)
    assert {hit.document.id for hit in found.hits} == {few[name].id for name in names}
    assert found.total == len(names)


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("parliament", ["attribute"]),
        ("norway russia", ["attribute"]),
        ("nimbus", ["attribute"]),
        ("denied", ["deny"]),
        ('"Russia was behind"', ["attribute"]),
        ("russia -norway", ["deny"]),
        ("storting", []),
    ],
)
def test_claims_are_found_by_evidence_claimant_and_accused(store: str, words: str, acts: list[str]) -> None:
    _few(store)
    with Ledger.open(store) as ledger:
        found = ledger.search(words)
    assert sorted(hit.claim.act for hit in found.hits if hit.claim) == acts


def test_a_claim_is_found_by_what_its_conduct_names(store: str) -> None:
    document = a_document()
    conduct = Conduct(summary="the attack", operation="Glass Heron", vulnerabilities=("CVE-2021-26855",))
    claim = a_claim(document, document.text[:20], conduct=conduct)
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, [claim]))
        assert _ids(ledger.search("glass heron")) == _ids(ledger.search("CVE-2021-26855")) == [claim.id]


def test_the_better_match_comes_first_and_the_newest_first_where_asked(store: str) -> None:
    plain = a_document(f"{_LONG} Talk of a worm.", "plain.txt", published=When.parse("2022-01-01"))
    titled = a_document(f"{_LONG} Worm, worm.", "worm.txt", title="The worm", published=When.parse("2021-01-01"))
    with Ledger.open(store) as ledger:
        for document in (plain, titled):
            ledger.add(a_reading(document, []))
        best = ledger.search("worm", among=Among.DOCUMENTS)
        newest = ledger.search("worm", among=Among.DOCUMENTS, order=Order.NEWEST)
    assert _ids(best) == [titled.id, plain.id]
    assert _ids(newest) == [plain.id, titled.id]


# Marks


def test_marks_are_ranges_of_the_words_that_a_hit_shows(store: str) -> None:
    few = _few(store)
    with Ledger.open(store) as ledger:
        (hit,) = ledger.search("etoile storting", among=Among.DOCUMENTS).hits
        (zh,) = ledger.search("外交部", among=Among.DOCUMENTS).hits
        (claim,) = ledger.search('"behind the attack"').hits
    shown = hit.words
    assert [shown.text[m.start : m.end] for m in shown.marks] == ["Storting", "Étoile"]
    assert shown.start is not None
    assert few["late"].text[shown.start :].startswith(shown.text)
    assert len(shown.text) <= 240
    assert zh.title is not None
    assert zh.title.marks == (Mark(start=0, end=3),)
    assert claim.words.text == "Norway said Russia was behind the attack on its parliament."
    assert [claim.words.text[m.start : m.end] for m in claim.words.marks] == ["behind the attack"]
    assert claim.words.start == 0


def test_what_a_document_holds_is_shown_as_it_is_and_never_as_markup(store: str) -> None:
    document = a_document("<script>alert('worm')</script> & <b>more</b>", title="<i>worm</i>")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, []))
        (hit,) = ledger.search("worm", among=Among.DOCUMENTS).hits
    assert hit.words.text == document.text
    assert hit.title is not None
    assert hit.title.text == "<i>worm</i>"


# Facets


def _date(claim_date: When | None, standing: Standing | None, document: Document) -> str | None:
    if claim_date and claim_date.date:
        return claim_date.date
    published = document.published.date if document.published else None
    return None if standing is Standing.PAST else published


def _expected(readings: list[Reading]) -> dict[str, Counter[str]]:
    """Facets of claims, counted plainly."""
    found: dict[str, Counter[str]] = {name: Counter() for name in Wanted.model_fields}
    for reading in readings:
        for claim in reading.claims:
            date = _date(claim.said_on, claim.standing, reading.document)
            for name, values in {
                "claimant": {speaker(p) for p in (claim.claimant, *claim.partners) if p},
                "accused": {a.state for a in claim.accused if a.state},
                "act": {str(claim.act)},
                "tie": {str(a.tie) for a in claim.accused if a.tie},
                "venue": {str(claim.venue)} if claim.venue else set(),
                "year": {date[:4]} if date else set(),
                "source": {reading.document.source or ""},
                "kind": {str(reading.document.kind)},
            }.items():
                found[name].update(values)
    return found


def _told(found: Found) -> dict[str, dict[str, int]]:
    return {facet.name: {v.value: v.count for v in facet.values} for facet in found.facets}


def _same_most(told: dict[str, int], expected: Counter[str]) -> None:
    """The values told are the most frequent, each with its count."""
    assert all(expected[value] == count for value, count in told.items())
    assert sum(sorted(expected.values(), reverse=True)[: len(told)]) == sum(told.values())
    assert len(told) == min(len(expected), 50)


def test_facets_count_every_claim_found(made: Ledger) -> None:
    expected = _expected(MADE)
    found = made.search(limit=1)
    assert found.total == 400
    for name, told in _told(found).items():
        _same_most(told, expected[name])
    assert {f.name: f.more for f in found.facets}["source"] == max(0, len(expected["source"]) - 50)


def test_facets_of_documents_count_a_document_once(made: Ledger) -> None:
    expected: dict[str, Counter[str]] = {name: Counter() for name in Wanted.model_fields}
    for reading in MADE:
        for name, values in _expected([reading]).items():
            expected[name].update(values.keys())
    for name in ("year", "source", "kind"):
        expected[name].clear()
    for reading in MADE:
        document = reading.document
        expected["year"].update([str(document.published.date)[:4]] if document.published else [])
        expected["source"].update([document.source or ""])
        expected["kind"].update([document.kind])
    found = made.search(among=Among.DOCUMENTS, limit=1)
    assert found.total == len(MADE)
    for name, told in _told(found).items():
        _same_most(told, expected[name])


def test_a_state_is_labelled_by_its_name_and_not_by_one_of_its_bodies(store: str) -> None:
    document = a_document()
    service = NORWAY.model_copy(
        update={"name": "Police Security Service", "kind": EntityKind.INTELLIGENCE_AGENCY, "id": "e"}
    )
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, [a_claim(document, document.text[:12], claimant=service)]))
        labels = [v.label for v in ledger.search().facets[0].values]
        other = a_document("Norway said so again.", "again.txt")
        ledger.add(a_reading(other, [a_claim(other, other.text)]))
        later = [(v.value, v.label, v.count) for v in ledger.search().facets[0].values]
    assert labels == ["NO"]
    assert later == [("NO", "Norway", 2)]


@pytest.mark.parametrize(
    ("wanted", "has"),
    [
        (Wanted(accused=("CN",)), lambda c, d: any(a.state == "CN" for a in c.accused)),
        (Wanted(accused=("cn", "RU")), lambda c, d: any(a.state in ("CN", "RU") for a in c.accused)),
        (Wanted(act=("deny",)), lambda c, d: c.act is Act.DENY),
        (Wanted(claimant=("United States",)), lambda c, d: c.claimant.country == "US"),
        (Wanted(claimant=("kestrel",)), lambda c, d: c.claimant.name == "Kestrel Row"),
        (
            Wanted(tie=("sponsored",), accused=("RU",)),
            lambda c, d: any(a.tie == "sponsored" and a.state == "RU" for a in c.accused),
        ),
        (Wanted(kind=("statement",)), lambda c, d: d.kind == "statement"),
        (Wanted(year=("2018",)), lambda c, d: (_date(c.said_on, c.standing, d) or "")[:4] == "2018"),
        (
            Wanted(since=dt.date(2018, 6, 1), until=dt.date(2019, 5, 31)),
            lambda c, d: "2018-06" <= (_date(c.said_on, c.standing, d) or "")[:7] <= "2019-05",
        ),
        (Wanted(accused=("XX",)), lambda c, d: False),
        (Wanted(act=("%",)), lambda c, d: False),
    ],
)
def test_hits_have_what_is_wanted_of_them(made: Ledger, wanted: Wanted, has: Callable[..., bool]) -> None:
    expected = {c.id for r in MADE for c in r.claims if has(c, r.document)}
    documents = {r.document.id for r in MADE for c in r.claims if has(c, r.document)}
    assert set(_all(made, "", Among.CLAIMS, wanted=wanted)) == expected
    if not (wanted.kind or wanted.year or wanted.since):
        assert set(_all(made, "", Among.DOCUMENTS, wanted=wanted)) == documents


def test_words_and_facets_together_narrow_what_is_found(made: Ledger) -> None:
    found = made.search("operation", wanted=Wanted(accused=("RU",)), limit=200)
    assert 0 < found.total < made.search("operation").total
    assert all(any(a.state == "RU" for a in hit.claim.accused) for hit in found.hits if hit.claim)
    assert found.total == _told(found)["accused"]["RU"]


# Pages


def _all(ledger: Ledger, words: str, among: Among, *, order: Order | None = None, wanted: Wanted | None = None,
         limit: int = 40) -> list[str]:  # fmt: skip
    found: list[str] = []
    cursor = None
    while True:
        page = ledger.search(
            words,
            among=among,
            order=order,
            wanted=wanted or Wanted(),
            limit=limit if not wanted else 200,
            cursor=cursor,
        )
        found += _ids(page)
        cursor = page.cursor
        if cursor is None:
            return found


@pytest.mark.parametrize("among", Among)
@pytest.mark.parametrize(("words", "order"), [("operation", Order.BEST), ("operation", Order.NEWEST), ("", None)])
def test_pages_hold_everything_once(made: Ledger, words: str, order: Order | None, among: Among) -> None:
    found = _all(made, words, among, order=order)
    assert len(found) == len(set(found)) == made.search(words, among=among).total
    assert found[:50] == _ids(made.search(words, among=among, order=order, limit=50))


@pytest.mark.parametrize("order", Order)
def test_what_is_added_between_two_pages_does_not_move_them(store: str, order: Order) -> None:
    readings = list(islice(made_readings(200, seed=9), 40))
    with Ledger.open(store) as ledger:
        for reading in readings[:30]:
            ledger.add(reading)
        whole = ledger.search("the", order=order, limit=200)
        first = ledger.search("the", order=order, limit=20)
        for reading in readings[30:]:
            ledger.add(reading)
        second = ledger.search("the", order=order, limit=200, cursor=first.cursor)
        assert ledger.search("the").total > whole.total
    assert second.total == whole.total
    assert set(_ids(first) + _ids(second)) <= set(_ids(whole))
    if order is Order.NEWEST:
        assert _ids(first) + _ids(second) == _ids(whole)


@pytest.mark.parametrize("cursor", ["", "x", "!!", "W10", "bnVsbA", "é", "WzEsMiwzLDRd", "e30", "\ud800"])
def test_a_cursor_of_nothing_is_refused_in_words(made: Ledger, cursor: str) -> None:
    if cursor == "":
        assert made.search("operation", cursor=cursor).hits
        return
    with pytest.raises(QuestionError, match="cursor"):
        made.search("operation", cursor=cursor)


def test_a_cursor_of_another_search_is_refused(made: Ledger) -> None:
    cursor = made.search("operation", limit=2).cursor
    for other in ({"words": "russia"}, {"words": "operation", "order": Order.NEWEST}, {"words": ""}):
        with pytest.raises(QuestionError):
            made.search(**other, cursor=cursor)  # type: ignore[arg-type]
    with pytest.raises(QuestionError):
        made.search("operation", wanted=Wanted(act=("deny",)), cursor=cursor)


def test_a_page_has_at_least_one_hit_and_at_most_two_hundred(made: Ledger) -> None:
    with pytest.raises(QuestionError, match="limit"):
        made.search(limit=0)
    assert len(made.search(limit=10_000).hits) == 200


def test_more_values_than_anybody_names_are_refused(made: Ledger) -> None:
    with pytest.raises(QuestionError, match="claimant"):
        made.search(wanted=Wanted(claimant=tuple(map(str, range(51)))))
    assert made.search(wanted=Wanted(claimant=tuple(map(str, range(50))))).total == 0


# Hostile words


_NASTY = st.text(
    st.characters(codec=None) | st.sampled_from("\"'*-():^{}+\\%_&|!<> \x00;"), max_size=60
) | st.sampled_from(
    ['"', "''", 'a" OR "b', "who:x", "NEAR(a, b)", "a AND", "'; DROP TABLE claims;--", "a\\", "{who}: x"]
)


@pytest.mark.parametrize("among", Among)
def test_nothing_that_is_typed_raises(made: Ledger, among: Among) -> None:
    @given(_NASTY, _NASTY)
    @settings(max_examples=60)
    def typed(words: str, value: str) -> None:
        found = made.search(words, among=among)
        assert found.total >= len(found.hits)
        made.search(words, among=among, wanted=Wanted(claimant=(value,), source=(value,)))

    typed()


def test_what_is_found_has_the_words(made: Ledger) -> None:
    """Against a search by hand."""
    for words in ("operation", '"the part"', "high confidence", "hack*", "-russia china"):
        query = parse_query(words)
        expected = 0
        for reading in MADE:
            text_ = f" {' '.join(_flat(reading.document.text))} "
            title = f" {' '.join(_flat(reading.document.title or ''))} "
            has = [
                any(f" {' '.join(t.words)}{'' if t.prefix else ' '}" in field for field in (text_, title))
                for t in query.terms
            ]
            expected += all(h != t.without for h, t in zip(has, query.terms, strict=True))
        assert made.search(words, among=Among.DOCUMENTS).total == expected


def _flat(words: str) -> list[str]:
    return [
        "".join(c for c in part if c.isalnum()) for part in words.lower().replace("-", " ").replace("/", " ").split()
    ]


# Two clocks


def test_a_search_as_of_a_day_finds_what_was_known_then(store: str) -> None:
    clock = HandClock()
    document = a_document()
    with Ledger.open(store, clock=clock) as ledger:
        before = clock.now
        clock.move()
        ledger.add(a_reading(document, three_claims(document)))
        then = clock.now
        clock.move()
        ledger.add(a_reading(document, three_claims(document)[:1]))
        assert ledger.search("russia", as_of=before).total == 0
        assert ledger.search("", among=Among.DOCUMENTS, as_of=before).total == 0
        assert ledger.search("russia", as_of=then).total == 2
        assert ledger.search("russia").total == 1
        assert _told(ledger.search("russia"))["act"] == {"attribute": 1}
        assert _told(ledger.search("russia", as_of=then))["act"] == {"attribute": 1, "deny": 1}
        told = {as_of: _told(ledger.search("", among=Among.DOCUMENTS, as_of=as_of))["act"] for as_of in (then, None)}
    assert told == {then: {"attribute": 1, "deny": 1}, None: {"attribute": 1}}


# The index


def _execute(store: str, *statements: str) -> None:
    engine = open_engine(store)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize(
    "harm", ["DROP TABLE search_state", "UPDATE search_state SET version = '0'", "DELETE FROM search_state"]
)
def test_an_index_that_is_missing_or_old_is_made_again(store: str, harm: str) -> None:
    _few(store)
    with Ledger.open(store) as ledger:
        before = [ledger.search(w, among=a) for a in Among for w in ("russia", "storting", "")]
    _execute(store, harm)
    more = a_document("Storting again.", "again.txt")
    with Ledger.open(store) as ledger:
        # Adding does not wait for it; the next search makes it, with what came meanwhile.
        ledger.add(a_reading(more, []))
        assert ledger.search("storting", among=Among.DOCUMENTS).total == 2
        after = [ledger.search(w, among=a) for a in Among for w in ("russia", "storting", "")]
    assert [f.total for f in before[:3]] == [f.total for f in after[:3]]
    assert [f.facets for f in before[:3]] == [f.facets for f in after[:3]]
    assert [f.total + 1 for f in before[4:]] == [f.total for f in after[4:]]


def test_an_index_made_again_is_the_one_that_was_kept(made: Ledger) -> None:
    from callout.ledger import index

    questions = [("operation", Among.CLAIMS), ("the", Among.DOCUMENTS), ("", Among.CLAIMS)]
    before = [made.search(words, among=among, limit=50) for words, among in questions]
    with made._writing() as connection:
        index.rebuild(connection)
    after = [made.search(words, among=among, limit=50) for words, among in questions]
    assert [f.total for f in before] == [f.total for f in after]
    assert [_told(f) for f in before] == [_told(f) for f in after]
    assert [sorted(_ids(f)) for f in before[2:]] == [sorted(_ids(f)) for f in after[2:]]


def test_a_reading_that_is_refused_leaves_no_trace_in_the_index(store: str) -> None:
    document = a_document()
    wrong = three_claims(a_document("Another text. " + document.text, "other.txt"))
    with Ledger.open(store) as ledger:
        with pytest.raises(Exception, match="another document"):
            ledger.add(a_reading(document, wrong))
        assert ledger.search("", among=Among.DOCUMENTS).total == 0


def test_a_very_long_text_of_rare_words_is_added_and_found(store: str) -> None:
    rare = " ".join(f"w{n:06}" for n in range(120_000))
    document = a_document(f"Begin {rare}", "rare.txt")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, []))
        assert ledger.search("w000003", among=Among.DOCUMENTS).total == 1
