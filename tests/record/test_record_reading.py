from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from callout.record.claim import Claim, Engine
from callout.record.document import Document
from callout.record.entity import Entity, EntityKind
from callout.record.evidence import Evidence
from callout.record.reading import Dropped, Mention, Mentions, Reading, Stretch, Utterance

_TEXT = "“We did not do it,”\nthe spokesman said. WannaCry was not theirs, he said."
_ENGINE = Engine(name="rules", version="1")
_STRETCH = Evidence.cut(_TEXT, 0, 39)


def _reading(**given_: Any) -> Reading:
    return Reading(document=Document.of(_TEXT, "memo.txt", title="A denial\nin two lines"), engine=_ENGINE, **given_)


def _full() -> Reading:
    claim = Claim.model_validate(
        {
            "document": Document.of(_TEXT, "memo.txt").id,
            "act": "deny",
            "claimant": None,
            "mode": "quoted",
            "standing": "asserted",
            "evidence": [_STRETCH],
            "engine": _ENGINE,
        }
    )
    start = _TEXT.index("WannaCry")
    return _reading(
        claims=[claim],
        entities=[Entity(name="Ruritania", kind=EntityKind.STATE)],
        mentions=Mentions(malware=[Mention(name="WannaCry", evidence=[Evidence.cut(_TEXT, start, start + 8)])]),
        speech=[Utterance(source=[Stretch(start=20, end=33)], cue=[Stretch(start=34, end=38)], content=[])],
        dropped=[Dropped(reason="names nobody", evidence=_STRETCH)],
    )


def test_a_reading_is_one_line_of_json() -> None:
    written = _full().to_json()

    assert "\n" not in written
    assert "\r" not in written
    assert json.loads(written)["document"]["title"] == "A denial\nin two lines"


@given(title=st.text(), words=st.text(min_size=1).filter(str.strip))
def test_no_text_breaks_the_line(title: str, words: str) -> None:
    reading = Reading(
        document=Document.of(words, "memo.txt", title=title),
        engine=_ENGINE,
        dropped=[Dropped(reason=title, evidence=Evidence.cut(words, 0, len(words)))],
    )
    written = reading.to_json()

    assert "\n" not in written
    assert "\r" not in written
    assert json.loads(written)["dropped"][0]["evidence"]["exact"] == words.strip()


def test_the_kept_text_is_not_written() -> None:
    document = json.loads(_full().to_json())["document"]

    assert "text" not in document
    assert document["length"] == len(_TEXT)
    assert document["id"].startswith("doc_")


def test_speech_and_dropped_are_left_out_unless_they_were_asked_for() -> None:
    written = json.loads(_reading().to_json())

    assert "speech" not in written
    assert "dropped" not in written


def test_speech_and_dropped_that_were_asked_for_are_written_even_when_nothing_was_found() -> None:
    written = json.loads(_reading(speech=[], dropped=[]).to_json())

    assert written["speech"] == []
    assert written["dropped"] == []


def test_one_of_speech_and_dropped_may_be_asked_for_alone() -> None:
    written = json.loads(_reading(speech=[]).to_json())

    assert "speech" in written
    assert "dropped" not in written


def test_the_lists_of_a_reading_are_written_even_when_they_are_empty() -> None:
    written = json.loads(_reading().to_json())

    assert written["claims"] == written["conducts"] == written["entities"] == []
    assert written["mentions"] == {"vulnerabilities": [], "products": [], "techniques": [], "groups": [], "malware": []}


def test_a_reading_writes_all_that_it_holds() -> None:
    written = json.loads(_full().to_json())

    assert written["claims"][0]["class"] == "response"
    assert written["entities"][0]["name"] == "Ruritania"
    assert written["mentions"]["malware"][0]["evidence"][0]["exact"] == "WannaCry"
    assert written["speech"] == [
        {"source": [{"start": 20, "end": 33}], "cue": [{"start": 34, "end": 38}], "content": []}
    ]
    assert written["dropped"][0]["reason"] == "names nobody"


def test_the_lists_of_a_reading_cannot_be_changed() -> None:
    reading = _full()

    for held in (
        reading.claims,
        reading.conducts,
        reading.entities,
        reading.speech,
        reading.dropped,
        reading.document.pages,
        reading.mentions.malware,
        reading.mentions.malware[0].evidence,
    ):
        assert type(held) is tuple


def test_the_parts_of_a_reading_equal_themselves_after_the_journey_through_json() -> None:
    reading = _full()
    written = json.loads(reading.to_json())

    assert tuple(Claim.model_validate(claim) for claim in written["claims"]) == reading.claims
    assert tuple(Entity.model_validate(entity) for entity in written["entities"]) == reading.entities
    assert Mentions.model_validate(written["mentions"]) == reading.mentions
    assert reading.speech is not None
    assert tuple(Utterance.model_validate(said) for said in written["speech"]) == reading.speech
    assert reading.dropped is not None
    assert tuple(Dropped.model_validate(dropped) for dropped in written["dropped"]) == reading.dropped
    assert len({*reading.claims, *reading.speech, *reading.dropped, reading.mentions}) == 4


def test_every_stretch_that_is_written_stands_in_the_text() -> None:
    written = json.loads(_full().to_json())

    for evidence in [*written["claims"][0]["evidence"], written["dropped"][0]["evidence"]]:
        assert _TEXT[evidence["start"] : evidence["end"]] == evidence["exact"]
