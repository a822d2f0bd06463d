from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import (
    NIMBUS_SAYS,
    NORWAY_SAYS,
    RUSSIA_DENIES,
    START,
    STORES,
    TEXT,
    HandClock,
    a_claim,
    a_document,
    a_reading,
    new_store,
    three_claims,
    written,
)
from sqlalchemy.exc import StatementError

from callout.errors import LedgerError, NotInLedger
from callout.ledger.ledger import Ledger
from callout.record.document import Document

_HOUR = dt.timedelta(hours=1)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, [NORWAY_SAYS, RUSSIA_DENIES, NIMBUS_SAYS]),
        ({"act": "attribute"}, [NORWAY_SAYS, NIMBUS_SAYS]),
        ({"act": "deny"}, [RUSSIA_DENIES]),
        ({"act": "warn"}, []),
        ({"act_class": "response"}, [RUSSIA_DENIES]),
        ({"act_class": "attribution"}, [NORWAY_SAYS, NIMBUS_SAYS]),
        ({"claimant": "NO"}, [NORWAY_SAYS]),
        ({"claimant": "no"}, [NORWAY_SAYS]),
        ({"claimant": "RU"}, [RUSSIA_DENIES]),
        ({"claimant": "norw"}, [NORWAY_SAYS]),
        ({"claimant": "SECURITY"}, [NIMBUS_SAYS]),
        ({"claimant": "100%"}, [NIMBUS_SAYS]),
        ({"claimant": "nor_ay"}, []),
        ({"claimant": "%"}, [NIMBUS_SAYS]),
        ({"accused": "RU"}, [NORWAY_SAYS, NIMBUS_SAYS]),
        ({"accused": "cn"}, [NIMBUS_SAYS]),
        ({"accused": "C"}, []),
        ({"accused": "_N"}, []),
        ({"accused": "CN|RU"}, [NIMBUS_SAYS]),
        ({"standing": "past"}, [NIMBUS_SAYS]),
        ({"standing": "asserted"}, [NORWAY_SAYS, RUSSIA_DENIES]),
        ({"act": "attribute", "accused": "RU", "standing": "past"}, [NIMBUS_SAYS]),
        ({"act": "deny", "accused": "RU"}, []),
    ],
)
def test_claims_are_chosen_by(store: str, wanted: dict[str, str], words: list[str]) -> None:
    document = a_document()
    asked: dict[str, Any] = dict(wanted)
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, three_claims(document)))
        assert [k.claim.evidence[0].exact for k in ledger.claims(**asked)] == words


def test_claims_are_chosen_by_document(store: str) -> None:
    one, two = a_document(), a_document(f"{TEXT} Again.", "other.txt")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(one, three_claims(one)))
        ledger.add(a_reading(two, three_claims(two)))
        assert {k.claim.document for k in ledger.claims(document=two.id)} == {two.id}
        assert ledger.claims(document="doc_not_there") == []


def test_a_claim_without_a_claimant_is_listed_and_matches_no_name(store: str) -> None:
    document = a_document()
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, [a_claim(document, NORWAY_SAYS, claimant=None)]))
        assert len(ledger.claims()) == 1
        assert ledger.claims(claimant="a") == []


def test_the_filters_ask_what_was_known_then(store: str) -> None:
    document = a_document()
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(document, three_claims(document)))
        clock.move()
        ledger.add(a_reading(document, []))
        assert ledger.claims(act="deny") == []
        assert [k.claim.act for k in ledger.claims(act="deny", as_of=START)] == ["deny"]


def test_an_unknown_document_is_not_in_the_ledger(store: str) -> None:
    with Ledger.open(store) as ledger, pytest.raises(NotInLedger) as unknown:
        ledger.document("doc_not_there")
    assert unknown.value.where == "doc_not_there"
    assert unknown.value.remedy
    assert unknown.value.exit_status == 5
    assert isinstance(unknown.value, LedgerError)


def test_a_document_was_not_in_the_ledger_before_it_was_recorded(store: str) -> None:
    document = a_document()
    with Ledger.open(store, clock=HandClock()) as ledger:
        ledger.add(a_reading(document, []))
        assert written(ledger.document(document.id, as_of=START).document) == written(document)
        with pytest.raises(NotInLedger):
            ledger.document(document.id, as_of=START - dt.timedelta(microseconds=1))


def test_an_address_found_later_was_not_known_before(store: str) -> None:
    first, second = a_document(uri="a.txt"), a_document(uri="b.txt")
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(first, []))
        clock.move()
        ledger.add(a_reading(second, []))
        assert [a.uri for a in ledger.document(first.id, as_of=START).appearances] == ["a.txt"]
        assert [a.uri for k in ledger.documents(as_of=START) for a in k.appearances] == ["a.txt"]
        assert [a.uri for a in ledger.document(first.id).appearances] == ["a.txt", "b.txt"]


def test_documents_come_in_order_of_recording(store: str) -> None:
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        for number in range(6):
            clock.move()
            ledger.add(a_reading(a_document(f"Report {number}.", f"{number}.txt"), []))
        assert [k.document.uri for k in ledger.documents()] == [f"{number}.txt" for number in range(6)]
        assert [k.recorded_at for k in ledger.documents()] == [START + _HOUR * (n + 1) for n in range(6)]


def test_a_list_of_documents_leaves_out_the_texts_unless_asked_for(store: str) -> None:
    document = a_document()
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, []))
        (without,) = ledger.documents()
        (with_text,) = ledger.documents(texts=True)
    assert (without.document.id, without.document.length, without.document.text) == (document.id, len(TEXT), "")
    assert written(with_text.document) == written(document)


def test_a_time_without_a_zone_is_refused_as_a_question_and_as_a_record(store: str) -> None:
    naive = dt.datetime(2026, 11, 22, 8)
    document = a_document()
    with Ledger.open(store, clock=lambda: naive) as ledger:
        for ask in (ledger.claims, ledger.documents, ledger.conducts):
            with pytest.raises((ValueError, StatementError), match="without a time zone"):
                ask(as_of=naive)
        with pytest.raises((ValueError, StatementError), match="without a time zone"):
            ledger.add(a_reading(document, three_claims(document)))
        assert ledger.counts() == {"documents": 0, "appearances": 0, "claims": 0}


def test_the_same_instant_in_another_zone_is_the_same_question(store: str) -> None:
    document = a_document()
    oslo, kolkata = dt.timezone(_HOUR), dt.timezone(5.5 * _HOUR)
    with Ledger.open(store, clock=lambda: START.astimezone(oslo)) as ledger:
        ledger.add(a_reading(document, three_claims(document)))
        assert len(ledger.claims(as_of=START.astimezone(kolkata))) == 3
        assert ledger.claims(as_of=START.astimezone(kolkata) - dt.timedelta(microseconds=1)) == []
        assert {k.recorded_at for k in ledger.claims()} == {START}


# What was known then, for any history

_WORDS = [f"Somebody said thing {number}." for number in range(3)]

_Event = tuple[int, str, str, list[str], dt.timedelta]

_EVENTS: st.SearchStrategy[list[_Event]] = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["a.txt", "b.txt"]),
        st.sampled_from(["one conduct", "another"]),
        st.lists(st.sampled_from(_WORDS), unique=True),
        st.timedeltas(min_value=dt.timedelta(microseconds=1), max_value=dt.timedelta(days=400)),
    ),
    min_size=1,
    max_size=6,
)


def _known(ledger: Ledger, as_of: dt.datetime | None) -> object:
    """All that the ledger says it knew."""
    return (
        [(k.claim, k.recorded_at) for k in ledger.claims(as_of=as_of)],
        [(k.document, k.appearances, k.recorded_at) for k in ledger.documents(as_of=as_of, texts=True)],
        {name: sorted(c.summary for c in found) for name, found in ledger.conducts(as_of=as_of).items()},
    )


@settings(max_examples=25, deadline=None)
@given(_EVENTS)
def test_a_past_day_never_shows_what_was_recorded_later(events: list[_Event]) -> None:
    clock = HandClock()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/ledger.db", clock=clock) as ledger:
        nothing = _known(ledger, None)
        history: list[tuple[dt.datetime, object]] = []
        for number, uri, conduct, found, gap in events:
            before = clock.now
            clock.move(gap)
            history.append((before, nothing if not history else history[-1][1]))
            history.append((clock.now - dt.timedelta(microseconds=1), history[-1][1]))
            document = Document.of(" ".join([*_WORDS, str(number)]), uri, title=f"{uri} has {number}")
            ledger.add(a_reading(document, [a_claim(document, words) for words in found], conduct=conduct))
            history.append((clock.now, _known(ledger, None)))
        for time, known in history:
            assert _known(ledger, time) == known
            assert all(k.recorded_at <= time for k in ledger.claims(as_of=time))
            assert all(k.recorded_at <= time for k in ledger.documents(as_of=time))
