from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import (
    NORWAY_SAYS,
    RUSSIA_DENIES,
    START,
    STORES,
    TEXT,
    HandClock,
    a_claim,
    a_document,
    a_reading,
    all_rows,
    new_store,
    three_claims,
    written,
)

from callout.errors import EvidenceError
from callout.ledger.adding import Added
from callout.ledger.ledger import Ledger
from callout.record.acts import ConfidenceLevel
from callout.record.claim import Claim, Confidence
from callout.record.document import Document
from callout.record.evidence import Evidence
from callout.record.reading import Reading

_NOTHING = {"documents": 0, "appearances": 0, "claims": 0}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_store(request.param, tmp_path) as name:
        yield name


def test_what_is_added_comes_back_as_it_was(store: str) -> None:
    document = a_document(title="Norway names Russia", source="A paper")
    claims = three_claims(document)
    with Ledger.open(store) as ledger:
        assert ledger.add(a_reading(document, claims, conduct="attack on a parliament")) == Added(
            True, True, True, 3, 0, 0
        )
    with Ledger.open(store) as ledger:
        kept = ledger.document(document.id)
        assert written(kept.document) == written(document)
        assert kept.document.text == TEXT
        assert [written(k.claim) for k in ledger.claims()] == [written(c) for c in claims]
        assert [c.summary for c in ledger.conducts()[document.id]] == ["attack on a parliament"]
        assert ledger.counts() == {"documents": 1, "appearances": 1, "claims": 3}


def test_adding_the_same_twice_changes_nothing(store: str) -> None:
    document = a_document()
    reading = a_reading(document, three_claims(document), conduct="attack on a parliament")
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(reading)
        before = all_rows(store)
        clock.move()
        again = ledger.add(reading)
    assert again.nothing
    assert again == Added(False, False, False, 0, 0, 0)
    assert all_rows(store) == before


def test_a_text_at_two_addresses_is_one_document_with_two_appearances(store: str) -> None:
    first = a_document(uri="https://one.example/a", title="As one has it")
    second = a_document(uri="https://two.example/b", title="As two has it")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(first, three_claims(first)))
        added = ledger.add(a_reading(second, three_claims(second)))
        assert (added.new_document, added.new_appearance) == (False, True)
        kept = ledger.document(first.id)
        listed = ledger.documents()
        assert ledger.counts() == {"documents": 1, "appearances": 2, "claims": 3}
    assert [(a.uri, a.title) for a in kept.appearances] == [
        ("https://one.example/a", "As one has it"),
        ("https://two.example/b", "As two has it"),
    ]
    assert written(kept.document) == written(first)
    assert [len(k.appearances) for k in listed] == [2]


def test_a_text_that_differs_by_a_character_is_another_document(store: str) -> None:
    first, second = a_document(), a_document(f"{TEXT} ")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(first, []))
        ledger.add(a_reading(second, []))
        assert {k.document.text for k in ledger.documents(texts=True)} == {TEXT, f"{TEXT} "}


def test_a_document_without_claims_is_kept_too(store: str) -> None:
    document = a_document("The weather was fine.")
    with Ledger.open(store) as ledger:
        assert ledger.add(a_reading(document, [])) == Added(True, True, True, 0, 0, 0)
        assert ledger.document(document.id).document.text == "The weather was fine."


def test_a_claim_no_longer_found_is_superseded_and_not_deleted(store: str) -> None:
    document = a_document()
    claims = three_claims(document)
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(document, claims))
        later = clock.move()
        added = ledger.add(a_reading(document, claims[:1]))
        assert (added.new_claims, added.superseded_claims) == (0, 2)
        assert [k.claim.id for k in ledger.claims()] == [claims[0].id]
        assert [k.claim.id for k in ledger.claims(as_of=START)] == [c.id for c in claims]
    rows = all_rows(store)["claims"]
    assert [(r["id"], r["superseded_at"]) for r in rows] == [
        (claims[0].id, None),
        (claims[1].id, later),
        (claims[2].id, later),
    ]


def test_a_claim_that_comes_back_is_known_again_from_then_on(store: str) -> None:
    document = a_document()
    claims = three_claims(document)
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(document, claims))
        without = clock.move()
        ledger.add(a_reading(document, claims[1:]))
        back = clock.move()
        added = ledger.add(a_reading(document, claims))
        assert (added.new_claims, added.superseded_claims) == (1, 0)
        times = {
            time: {k.claim.id: k.recorded_at for k in ledger.claims(as_of=time)} for time in (START, without, back)
        }
    assert times[START][claims[0].id] == START
    assert claims[0].id not in times[without]
    assert times[back][claims[0].id] == back
    assert times[back][claims[1].id] == START
    assert [r["superseded_at"] for r in all_rows(store)["claims"] if r["id"] == claims[0].id] == [without, None]


def test_a_claim_whose_body_changed_gets_a_new_row_under_its_id(store: str) -> None:
    document = a_document()
    before = a_claim(document, NORWAY_SAYS)
    after = a_claim(
        document, NORWAY_SAYS, confidence=Confidence(phrase="with confidence", level=ConfidenceLevel.MODERATE)
    )
    assert after.id == before.id
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(document, [before]))
        later = clock.move()
        ledger.add(a_reading(document, [after]))
        now = ledger.claims()
        then = ledger.claims(as_of=START)
    assert [(written(k.claim), k.recorded_at) for k in now] == [(written(after), later)]
    assert [(written(k.claim), k.recorded_at) for k in then] == [(written(before), START)]
    rows = all_rows(store)["claims"]
    assert [(r["id"], r["recorded_at"], r["superseded_at"]) for r in rows] == [
        (before.id, START, later),
        (before.id, later, None),
    ]


def test_superseding_leaves_the_claims_of_other_documents_alone(store: str) -> None:
    one, two = a_document(), a_document(f"{TEXT} Again.", "other.txt")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(one, three_claims(one)))
        ledger.add(a_reading(two, three_claims(two)))
        ledger.add(a_reading(one, []))
        assert {k.claim.document for k in ledger.claims()} == {two.id}
        assert len(ledger.claims()) == 3


def test_conducts_of_an_earlier_reading_stay_known_as_of_then(store: str) -> None:
    document = a_document()
    clock = HandClock()
    with Ledger.open(store, clock=clock) as ledger:
        ledger.add(a_reading(document, [], conduct="an attack"))
        clock.move()
        ledger.add(a_reading(document, [], conduct="an attack on a parliament"))
        now = ledger.conducts()
        then = ledger.conducts(as_of=START)
    assert [c.summary for c in now[document.id]] == ["an attack on a parliament"]
    assert [c.summary for c in then[document.id]] == ["an attack"]


def _misquoted(document: Document) -> Claim:
    """A claim of the document whose stretch has the right place and length, and a wrong letter."""
    claim = a_claim(document, RUSSIA_DENIES)
    true = claim.evidence[0]
    false = Evidence(start=true.start, end=true.end, exact=true.exact.replace("denied", "Denied"))
    return claim.model_copy(update={"evidence": (false,)})


def test_evidence_that_is_not_in_the_text_is_refused_and_nothing_of_the_document_is_written(store: str) -> None:
    document = a_document()
    wrong = _misquoted(document)
    with Ledger.open(store) as ledger:
        with pytest.raises(EvidenceError) as refused:
            ledger.add(a_reading(document, [a_claim(document, NORWAY_SAYS), wrong]))
        assert ledger.counts() == _NOTHING
    assert document.uri in refused.value.where
    assert wrong.id in refused.value.where
    assert refused.value.remedy
    assert not any(all_rows(store).values())


def test_evidence_that_is_not_in_the_text_leaves_the_earlier_reading_in_force(store: str) -> None:
    document = a_document()
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, three_claims(document), conduct="as it was"))
        before = all_rows(store)
        with pytest.raises(EvidenceError):
            ledger.add(a_reading(document, [_misquoted(document)], conduct="as it is not"))
    assert all_rows(store) == before


def test_texts_and_addresses_come_back_character_for_character(store: str) -> None:
    words = "“Naïve” 👩‍💻 e\u0301 \u2028 \r\n\t ' \" % _ \\ DROP TABLE claims;--"
    document = Document.of(words, "https://example.org/a?b=%20'\"", title="Ünï ' \" % 👩‍💻")
    with Ledger.open(store) as ledger:
        ledger.add(a_reading(document, [a_claim(document, "👩‍💻", claimant=None)]))
        assert written(ledger.document(document.id).document) == written(document)
        assert ledger.claims()[0].claim.evidence[0].exact == "👩‍💻"


_WORDS = [f"Somebody said thing {number}." for number in range(4)]
_LONG = " ".join(_WORDS)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = _LONG + draw(st.sampled_from(["", " One.", " Two."]))
    document = Document.of(text, draw(st.sampled_from(["a.txt", "b.txt"])))
    found = draw(st.lists(st.sampled_from(_WORDS), unique=True))
    return a_reading(document, [a_claim(document, words) for words in found])


@settings(max_examples=20, deadline=None)
@given(st.lists(_readings(), max_size=6))
def test_the_current_claims_are_those_of_the_last_reading_from_each_text_s_first_address(
    readings: list[Reading],
) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/ledger.db") as ledger:
        for reading in readings:
            ledger.add(reading)
        first = {reading.document.id: reading.document.uri for reading in reversed(readings)}
        last = {r.document.id: r for r in readings if r.document.uri == first[r.document.id]}
        for reading in last.values():
            assert ledger.add(reading).nothing
        current = sorted(k.claim.id for k in ledger.claims())
        assert current == sorted(c.id for reading in last.values() for c in reading.claims)
        assert ledger.counts()["appearances"] == len({(r.document.id, r.document.uri) for r in readings})
