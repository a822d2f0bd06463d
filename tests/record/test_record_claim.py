from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from callout.record.acts import Act, ActClass
from callout.record.claim import Claim

_TEXT = "Norway said that a unit of the Ruritanian army read the mail of its parliament. Iceland agreed."


def _stretch(words: str) -> dict[str, Any]:
    start = _TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def _fields(**changed: Any) -> dict[str, Any]:
    """A claim as JSON gives it, every field filled."""
    fields: dict[str, Any] = {
        "document": "doc_of_the_test",
        "act": "attribute",
        "class": "attribution",
        "claimant": {"id": "ent_norway", "name": "Norway", "kind": "state", "country": "NO"},
        "spokespeople": [{"name": "Kari Nordmann", "role": "foreign minister", "country": "NO"}],
        "with": [{"id": "ent_iceland", "name": "Iceland", "kind": "state", "country": "IS"}],
        "accused": [
            {"name": "Ruritanian army", "state": "RX", "level": "state-organ", "tie": "is-state", "phrase": "a unit"},
            {"name": None, "level": "group", "tie": "sponsored", "phrase": "a state-sponsored actor"},
        ],
        "conduct": {"summary": "mail of the parliament read", "kinds": ["espionage"], "targets": ["NO"]},
        "confidence": {"phrase": "with high confidence", "level": "high"},
        "likelihood": {"phrase": "very likely", "term": "very likely"},
        "invokes": [{"phrase": "international law", "kind": "international-law"}],
        "venue": "press-briefing",
        "said_on": {"date": "2020-10", "precision": "month", "phrase": "in October"},
        "mode": "reported",
        "standing": "asserted",
        "evidence": [_stretch("Norway said"), _stretch("read the mail of its parliament")],
        "engine": {"name": "rules", "version": "1"},
    }
    return {**fields, **changed}


def _claim(**changed: Any) -> Claim:
    return Claim.model_validate(_fields(**changed))


def test_a_claim_survives_the_journey_through_json() -> None:
    claim = _claim()
    again = Claim.model_validate(json.loads(claim.model_dump_json()))

    assert again.id == claim.id
    assert again.model_dump(mode="json") == claim.model_dump(mode="json")


def test_the_json_form_speaks_of_class_and_with() -> None:
    written = json.loads(_claim().model_dump_json())

    assert written["class"] == "attribution"
    assert [party["name"] for party in written["with"]] == ["Iceland"]
    assert not {"act_class", "partners"} & written.keys()


def test_the_json_form_has_the_fields_of_the_record_and_their_values() -> None:
    written = json.loads(_claim().model_dump_json())

    assert {
        name: written[name] for name in ("act", "venue", "mode", "standing", "confidence", "likelihood", "said_on")
    } == {name: _fields()[name] for name in ("act", "venue", "mode", "standing", "confidence", "likelihood", "said_on")}
    assert written["accused"][1]["name"] is None
    assert written["evidence"] == _fields()["evidence"]


@pytest.mark.parametrize("act", Act)
def test_every_act_carries_its_class(act: Act) -> None:
    claim = _claim(act=act.value, **{"class": act.act_class.value})

    assert claim.act_class is act.act_class
    assert json.loads(claim.model_dump_json())["class"] == act.act_class.value


@given(st.sampled_from(Act), st.sampled_from(ActClass))
def test_a_class_that_is_not_the_act_s_own_is_refused(act: Act, act_class: ActClass) -> None:
    fields = _fields(act=act.value, **{"class": act_class.value})

    if act.act_class is act_class:
        Claim.model_validate(fields)
    else:
        with pytest.raises(ValidationError):
            Claim.model_validate(fields)


def test_the_class_may_be_left_out_for_it_follows_from_the_act() -> None:
    fields = _fields(act="deny")
    del fields["class"]

    assert Claim.model_validate(fields).act_class is ActClass.RESPONSE


def test_reading_the_class_leaves_the_given_mapping_as_it_was() -> None:
    fields = _fields()
    Claim.model_validate(fields)

    assert fields == _fields()


@pytest.mark.parametrize(
    "field", ["id", "act", "claimant", "accused", "confidence", "evidence", "engine", "standing", "partners"]
)
def test_a_claim_cannot_be_changed(field: str) -> None:
    with pytest.raises(ValidationError):
        setattr(_claim(), field, None)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        _claim(certainty="high")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claimant", {"id": "ent_norway", "name": "Norway", "kind": "state", "capital": "Oslo"}),
        ("conduct", {"summary": "mail read", "severity": 9}),
        ("confidence", {"phrase": None, "level": None, "score": 0.8}),
        ("engine", {"name": "rules", "version": "1", "run": 7}),
        ("evidence", [{**_stretch("Norway said"), "page": 1}]),
    ],
)
def test_an_unknown_field_is_refused_inside_a_claim_too(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        _claim(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [("act", "blame"), ("venue", "blog"), ("mode", "spoken"), ("standing", "maybe"), ("act", None), ("standing", None)],
)
def test_a_value_outside_the_vocabularies_is_refused(field: str, value: str | None) -> None:
    fields = _fields(**{field: value})
    del fields["class"]

    with pytest.raises(ValidationError):
        Claim.model_validate(fields)


def test_a_claim_without_evidence_is_refused() -> None:
    with pytest.raises(ValidationError):
        _claim(evidence=[])

    fields = _fields()
    del fields["evidence"]
    with pytest.raises(ValidationError):
        Claim.model_validate(fields)


def test_no_confidence_likelihood_venue_or_date_is_made_up() -> None:
    fields = _fields()
    for field in (
        "confidence",
        "likelihood",
        "venue",
        "said_on",
        "conduct",
        "invokes",
        "spokespeople",
        "with",
        "accused",
    ):
        del fields[field]
    written = json.loads(Claim.model_validate(fields).model_dump_json())

    assert written["confidence"] == {"phrase": None, "level": None}
    assert written["likelihood"] is None
    assert written["venue"] is None
    assert written["said_on"] is None
    assert written["conduct"] is None
    assert written["invokes"] == written["spokespeople"] == written["with"] == written["accused"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"engine": {"name": "model", "version": "7"}},
        {"engine": {"name": "rules", "version": "2"}},
        {"confidence": {"phrase": None, "level": None}},
        {"confidence": {"phrase": "with low confidence", "level": "low"}},
        {"likelihood": None},
        {"venue": None},
        {"said_on": None},
        {"mode": "quoted"},
        {"with": []},
        {"accused": list(reversed(_fields()["accused"]))},
    ],
    ids=lambda changed: "+".join(changed),
)
def test_the_id_does_not_depend_on_who_read_it_or_how_surely(changed: dict[str, Any]) -> None:
    assert _claim(**changed).id == _claim().id


@pytest.mark.parametrize(
    "changed",
    [
        {"document": "doc_of_another_test"},
        {"act": "suspect"},
        {"claimant": {"id": "ent_iceland", "name": "Iceland", "kind": "state", "country": "IS"}},
        {"claimant": None},
        {"accused": []},
        {"accused": _fields()["accused"][:1]},
        {"evidence": [_stretch("Iceland agreed.")]},
    ],
    ids=lambda changed: "+".join(changed),
)
def test_the_id_follows_from_what_was_said_and_where(changed: dict[str, Any]) -> None:
    assert _claim(**changed).id != _claim().id


def test_an_id_that_is_given_is_kept() -> None:
    assert _claim(id="clm_given").id == "clm_given"
