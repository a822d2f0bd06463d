from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from callout.record.acts import Act, ActClass
from callout.record.claim import Claim, Conduct

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

    for again in (
        Claim.model_validate(json.loads(claim.model_dump_json())),
        Claim.model_validate_json(claim.model_dump_json()),
    ):
        assert again == claim
        assert hash(again) == hash(claim)
        assert again.id == claim.id
        assert again.model_dump(mode="json") == claim.model_dump(mode="json")


def test_claims_may_be_gathered_in_a_set() -> None:
    claim = _claim()
    again = Claim.model_validate_json(claim.model_dump_json())

    assert {claim, again, _claim(act="suspect", **{"class": "attribution"})} == {again, _claim(act="suspect")}


@pytest.mark.parametrize("field", ["spokespeople", "with", "accused", "invokes", "evidence"])
@pytest.mark.parametrize("make", [list, tuple, iter], ids=["list", "tuple", "iterator"])
def test_what_a_claim_holds_several_of_is_fixed_however_it_is_given(
    field: str, make: Callable[[list[Any]], Iterable[Any]]
) -> None:
    values = _fields().get(field)
    assert isinstance(values, list)
    claim = _claim(**{field: make(values)})
    held = getattr(claim, "partners" if field == "with" else field)

    assert type(held) is tuple
    assert len(held) == len(values)
    assert claim == _claim()


@pytest.mark.parametrize(
    "field", ["kinds", "vulnerabilities", "products", "malware", "groups", "techniques", "targets", "motives"]
)
def test_what_a_conduct_holds_several_of_is_fixed(field: str) -> None:
    words = ["espionage", "disruption"]
    conduct = Conduct.model_validate({"summary": "mail of the parliament read", field: words})
    again = Conduct.model_validate_json(conduct.model_dump_json())

    assert getattr(conduct, field) == tuple(words)
    assert again == conduct
    assert hash(again) == hash(conduct)


def test_a_list_that_is_changed_later_does_not_change_the_claim() -> None:
    fields = _fields()
    claim = Claim.model_validate(fields)
    fields["evidence"].clear()
    fields["accused"].clear()
    fields["conduct"]["kinds"].append("disruption")

    assert claim == _claim()


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


@pytest.mark.parametrize("act", ["no act", None, 7, ["deny"], {}])
def test_a_class_without_a_proper_act_is_refused(act: object) -> None:
    with pytest.raises(ValidationError):
        _claim(act=act)


def test_a_class_without_any_act_is_refused() -> None:
    fields = _fields()
    del fields["act"]

    with pytest.raises(ValidationError):
        Claim.model_validate(fields)


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
        {"evidence": list(reversed(_fields()["evidence"]))},
    ],
    ids=lambda changed: "+".join(changed),
)
def test_the_id_does_not_depend_on_who_read_it_or_how_surely(changed: dict[str, Any]) -> None:
    assert _claim(**changed).id == _claim().id


@given(st.permutations(["Norway said", "a unit", "read the mail of its parliament", "its parliament. Iceland"]))
def test_the_id_does_not_depend_on_the_order_of_the_evidence(words: list[str]) -> None:
    # The stretches overlap, one ends where another does, and one begins within another.
    found = _claim(evidence=[_stretch(some) for some in words])

    assert found.id == _claim(evidence=[_stretch(some) for some in sorted(words)]).id
    assert found.id != _claim(evidence=[_stretch(some) for some in words[1:]]).id
    assert [evidence.exact for evidence in found.evidence] == words


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
