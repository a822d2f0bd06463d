"""Texts and sentences in the styles of ministries, prosecutors, treasuries, vendors, embassies and newsrooms.

`other_styles.toml` holds whole texts with the claims that they carry, `wordings.tsv` one sentence for each way to
accuse, to take a measure, to answer and to take a stance.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from reading_samples import claims

from callout.record.acts import ActClass
from callout.record.claim import Claim
from callout.record.entity import STATE_BODIES, EntityKind

_HERE = Path(__file__).parent
_TEXTS = tomllib.loads((_HERE / "other_styles.toml").read_text(encoding="utf-8"))["text"]
_ROWS = [
    line.split("\t")
    for line in (_HERE / "wordings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith(("#", "class\t"))
]
_TOLD = "Hackers broke into the servers and stole email with malware in a cyberattack that was disclosed last week. "
_ACCUSED = {
    "RU": "Russia",
    "CN": "China",
    "KP": "North Korea",
    "IR": "Iran",
    "IN": "India",
    "IL": "Israel",
    "VN": "Vietnam",
    "BY": "Belarus",
}
_FOR_A_STATE = (EntityKind.STATE, EntityKind.ORGANISATION, *STATE_BODIES)


def _who(claim: Claim) -> set[str]:
    """The states, or the names where somebody speaks for none, of all who make a claim."""
    parties = [p for p in (claim.claimant, *claim.partners) if p is not None]
    found = {p.country if p.country and p.kind in _FOR_A_STATE else p.name.lower() for p in parties}
    return found or {"-"}


def _told(claim: Claim, label: str) -> set[str]:
    states = {a.state for a in claim.accused if a.state} or {"-"}
    return {f"{label} {who} {state}" for who in _who(claim) for state in states}


@pytest.mark.parametrize("case", _TEXTS, ids=[str(t["words"])[:50] for t in _TEXTS])
def test_a_text_of_another_style_carries_its_claims(case: dict[str, object]) -> None:
    found = {told for claim in claims(str(case["words"])) for told in _told(claim, claim.act)}

    wanted, never = case["claims"], case.get("never", [])
    assert isinstance(wanted, list)
    assert isinstance(never, list)
    assert set(wanted) <= found
    assert not set(never) & found


@pytest.mark.parametrize(("kind", "who", "whom", "sentence"), _ROWS, ids=[row[3][:50] for row in _ROWS])
def test_each_wording_is_read_as_what_it_is(kind: str, who: str, whom: str, sentence: str) -> None:
    # Only whoever was accused answers.
    answers = kind == ActClass.RESPONSE and who in _ACCUSED
    before = _TOLD + (f"Norway's government accused {_ACCUSED[who]} of the cyberattack on Monday. " if answers else "")
    found = {told for claim in claims(before + sentence) for told in _told(claim, claim.act_class)}

    assert f"{kind} {who} {whom}" in found


_QUIET = [
    "Experts are not willing to link the ransomware gang to the Russian government.",
    "Symantec said the tools were similar to those of APT41 but named nobody.",
    "The malware resembles the code of the Lazarus group, a researcher said.",
    "The files leaked from the Chilean army showed the e-mails of its generals.",
    "The attackers reached servers controlled by the Swiss defence ministry.",
    "Kazakh telecom operators were searched through for years.",
    "The University of Oxford denied that Russian hackers had stolen its data.",
    "Neither London nor Berlin would say that China was behind the hack.",
    "If it turned out that Iran was behind the hack, NATO would respond.",
    "Police arrested a man who had hacked the Chinese embassy.",
    "The Dutch service trains Ukrainian hackers to defend networks.",
]


@pytest.mark.parametrize("sentence", _QUIET)
def test_what_accuses_nobody_is_no_attribution(sentence: str) -> None:
    found = [c for c in claims(_TOLD + sentence) if c.act_class is ActClass.ATTRIBUTION]

    assert [a for claim in found for a in claim.accused if a.state] == []
