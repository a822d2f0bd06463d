"""Whose a body is: the state beside its name, whatever body of that name knowledge lists."""

from __future__ import annotations

import pytest
from reading_samples import by, one

from callout.reading.mentions import find_mentions
from callout.reading.namesakes import settled
from callout.record.acts import Act


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("Georgia's State Security Service said that Ukraine did it.", "Security Service", "GE"),
        ("The Georgian State Security Service said that Ukraine did it.", "Security Service", "GE"),
        ("The State Security Service of Georgia said that Ukraine did it.", "Security Service", "GE"),
        ("Kenya's State Security Service said that Nigeria did it.", "Security Service", "KE"),
        ("The Kenyan State Security Service said that Nigeria did it.", "Security Service", "KE"),
        ("The State Security Service of Kenya said that Nigeria did it.", "Security Service", "KE"),
        ("The National Intelligence Service of Kenya spoke.", "Intelligence Service", "KE"),
        ("The Kenyan National Intelligence Service spoke.", "Intelligence Service", "KE"),
        ("The Department of Justice of Canada spoke.", "Department of Justice", "CA"),
        ("Ecuador's Ministry of State Security spoke.", "State Security", "EC"),
        ("Moldova's Security and Intelligence Service spoke.", "Intelligence Service", "MD"),
        ("The Moldovan Intelligence and Security Service spoke.", "Security Service", "MD"),
    ],
)
def test_a_body_is_of_the_state_beside_its_name_whatever_lists_have(text: str, part: str, code: str) -> None:
    at = text.index(part)
    found = settled(text, find_mentions(text)).covering(at)
    assert found is not None
    assert found.entity is not None
    assert (found.country, found.entity.country) == (code, code)


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("The Chinese Office of Personnel Management hack went on.", "Office of", "US"),
        ("Moscow asked about the Russian State Department breach.", "State Department", "US"),
        ("China accused the National Security Agency of Ukraine hacks.", "National Security", "US"),
        ("The Chinese hack of the Pentagon went on.", "Pentagon", "US"),
    ],
)
def test_a_state_that_hacks_a_body_does_not_own_it(text: str, part: str, code: str) -> None:
    found = settled(text, find_mentions(text)).covering(text.index(part))
    assert found is not None
    assert found.country == code


def test_the_named_state_claims_and_the_other_is_accused() -> None:
    text = "Georgia's State Security Service said on Tuesday that Ukraine was behind the hack of its voter register."
    claim = one(text, Act.ATTRIBUTE)
    assert by(claim) == "GE"
    assert [a.state for a in claim.accused] == ["UA"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Sandworm hacked a bank, said the cyber centre in Vilnius.", "Lithuania"),
        ("The Latvian cyber centre said that Russia hacked a bank.", "Latvia"),
        ("Canada's Cyber Centre said that Russia hacked a bank.", "Canada"),
    ],
)
def test_a_centre_of_a_general_name_is_of_the_state_that_the_words_give(text: str, state: str) -> None:
    claim = one(text, Act.ATTRIBUTE)
    assert claim.claimant is not None
    assert claim.claimant.name == state
