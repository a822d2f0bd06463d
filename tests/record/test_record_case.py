from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from callout.record.case import Case

_NORWAY = {"id": "ent_norway", "name": "Norway", "kind": "state", "country": "NO"}
_SAID = {"date": "2020-10-13", "precision": "day", "phrase": "on Tuesday"}


def _position(**changed: Any) -> dict[str, Any]:
    return {
        "claimant": _NORWAY,
        "act": "attribute",
        "act_class": "attribution",
        "accused": [{"name": "Ruritania", "state": "RX", "level": "state", "tie": "is-state", "phrase": "Ruritania"}],
        "levels": ["state"],
        "ties": ["is-state"],
        "confidence": {"phrase": "with high confidence", "level": "high"},
        "venues": ["press-briefing", "formal-statement"],
        "standing": "asserted",
        "said_on": _SAID,
        "date_kind": "said",
        "spokespeople": [{"name": "Kari Nordmann", "role": "foreign minister", "country": "NO"}],
        "joint": False,
        "claims": ["clm_one", "clm_two"],
        "reports": 2,
        **changed,
    }


def _fields() -> dict[str, Any]:
    """A case as JSON gives it, every field filled."""
    return {
        "id": "cas_of_the_test",
        "title": "Mail of the parliament",
        "summary": "mail of the parliament read",
        "operation": "Fjord",
        "kinds": ["espionage", "intrusion"],
        "vulnerabilities": ["CVE-2020-0688"],
        "products": ["a mail server"],
        "malware": ["a loader"],
        "groups": ["FANCY FJORD"],
        "targets": ["NO"],
        "accused": ["Ruritania"],
        "claimants": [_NORWAY],
        "positions": [_position()],
        "answers": [
            {"claim": "clm_three", "act": "deny", "claimant": None, "ground": "no evidence", "answers": ["clm_one"]}
        ],
        "measures": [_position(act="expel", act_class="measure")],
        "timeline": [{"when": _SAID, "kind": "said", "what": "Norway names Ruritania", "claim": "clm_one"}],
        "reports": [
            {
                "document": "doc_one",
                "uri": "https://news.example/a",
                "title": None,
                "published": {"date": "2020-10", "precision": "month", "phrase": None},
                "claims": 2,
            }
        ],
        "origins": [
            {
                "id": "ori_one",
                "kind": "named",
                "words": "The mail was read",
                "claimant": _NORWAY,
                "attributes": True,
                "said_on": _SAID,
                "named": {
                    "document": "doc_one",
                    "evidence": {"start": 20, "end": 39, "exact": "said in a statement"},
                    "outlet": None,
                },
                "first": "doc_one",
                "documents": ["doc_one", "doc_two"],
                "claims": ["clm_one", "clm_two"],
                "texts": 1,
            }
        ],
        "single_origin": True,
        "merged_on": [{"claim": "clm_two", "document": "doc_two", "reasons": ["the same operation is named"]}],
        "links": [{"case": "cas_beside", "title": "Mail of the ministry", "reason": "the same accused"}],
    }


def test_a_case_equals_itself_after_the_journey_through_json() -> None:
    case = Case.model_validate(_fields())
    again = Case.model_validate_json(case.model_dump_json())

    assert again == case
    assert hash(again) == hash(case)
    assert len({case, again}) == 1


def test_the_lists_of_a_case_cannot_be_changed() -> None:
    case = Case.model_validate(_fields())

    for holder in (case, *case.positions, *case.answers, *case.merged_on, *case.origins):
        held = [value for _name, value in holder if isinstance(value, list | tuple)]
        assert held
        assert all(type(value) is tuple for value in held)
    with pytest.raises(ValidationError):
        case.positions = ()  # type: ignore[misc]


def test_a_list_that_is_changed_later_does_not_change_the_case() -> None:
    fields = _fields()
    case = Case.model_validate(fields)
    fields["positions"][0]["claims"].append("clm_later")
    fields["claimants"].clear()

    assert case == Case.model_validate(_fields())
