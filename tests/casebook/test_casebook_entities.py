"""The entities of a ledger: names, places, offices, outside ids, claims, aliases and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_samples import ADA, StepClock, a_document

from callout.casebook import deciding
from callout.casebook.deciding import decide_on_claim
from callout.casebook.entities import entity_lines, entity_page
from callout.errors import NotInLedger
from callout.ledger.ledger import Ledger
from callout.pipeline import add_all
from callout.reading.rules import RulesEngine
from callout.record.decision import DecisionKind
from callout.record.entity import EntityKind

TEXTS = [
    "Microsoft said on Monday that APT28, which it has followed for years, was behind the break-in at the Bundestag. "
    "APT28, which Microsoft calls Forest Blizzard, works for Russia.",
    "President Joe Biden said on Monday that Russia was behind the hack of SolarWinds. Washington prepares sanctions.",
    "“Russia hacked our mail servers,” said US President Jo Biden on Tuesday.",
]
DOCUMENTS = [a_document(text, f"2021-07-2{number}") for number, text in enumerate(TEXTS)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "callout.db"), clock=StepClock()) as kept:
        list(add_all(DOCUMENTS, RulesEngine(), kept))
        yield kept


def test_a_misprinted_president_is_a_name_seen_of_the_president_until_a_person_says_otherwise(ledger: Ledger) -> None:
    page = entity_page(ledger, "Joe Biden")
    seen = {name.name: name.because for name in page.names}
    assert seen["Joe Biden"] is None
    assert "Joe Biden" in (seen["Jo Biden"] or "")
    assert page.ids == {"wikidata": "Q6279"}
    assert [(o.role, o.first, o.last, o.documents) for o in page.offices] == [
        ("president", "2021-07-21", "2021-07-22", 2)
    ]
    assert len(page.claims_by) == 2
    decision = deciding.different(ledger, "Jo Biden", "Joe Biden", ADA)
    parted = entity_page(ledger, "Joe Biden")
    assert {name.name for name in parted.names} == {"Joe Biden"}
    assert [d.decision for d in parted.decisions] == [decision.id]
    assert {name.name for name in entity_page(ledger, "Jo Biden").names} == {"Jo Biden"}
    deciding.undo(ledger, decision.id, ADA)
    assert entity_page(ledger, "Jo Biden").name == "Joe Biden"


def test_every_stretch_of_an_entity_stands_in_its_document(ledger: Ledger) -> None:
    for line in entity_lines(ledger):
        page = entity_page(ledger, line.id)
        assert {where.document for where in page.where} == {
            d.id for d in DOCUMENTS if d.id in {w.document for w in page.where}
        }
        for where in page.where:
            text = ledger.document(where.document).document.text
            assert all(text[e.start : e.end] == e.exact for e in where.evidence)


def test_a_state_is_seen_under_all_its_names(ledger: Ledger) -> None:
    page = entity_page(ledger, "United States")
    assert page.kind is EntityKind.STATE
    assert page.ids == {"iso3166": "US"}
    seen = {name.name for name in page.names}
    assert {"Washington", "US"} <= seen
    assert all(" ".join(name.split()) == name for name in seen)
    assert set(page.claims_by) == {
        k.claim.id for k in ledger.claims() if k.claim.claimant and k.claim.claimant.name == "United States"
    }


def test_a_group_has_its_ids_and_the_vendor_s_name_for_it_as_the_vendor_s_claim(ledger: Ledger) -> None:
    page = entity_page(ledger, "apt28")
    assert page.kind is EntityKind.GROUP
    assert page.country is None
    assert page.ids["attack"] == "G0007"
    assert "misp" in page.ids
    ((by, name, alias),) = [(a.claimant and a.claimant.name, a.name, a.alias) for a in page.aliases]
    assert (by, name, alias) == ("Microsoft", "APT28", "Forest Blizzard")
    assert {n.name for n in page.names} == {"APT28"}
    assert entity_page(ledger, "Forest Blizzard").id != page.id


def test_groups_are_one_only_when_a_person_decides_it(ledger: Ledger) -> None:
    deciding.same(ledger, "APT28", "Forest Blizzard", ADA)
    page = entity_page(ledger, "Forest Blizzard")
    assert page.name == "APT28"
    assert {n.name: bool(n.because) for n in page.names} == {"APT28": False, "Forest Blizzard": True}


def test_a_rejected_claim_is_none_by_or_about_anybody_and_a_past_day_has_it(ledger: Ledger) -> None:
    page = entity_page(ledger, "Joe Biden")
    before = ledger.now()
    decide_on_claim(ledger, DecisionKind.REJECT, page.claims_by[0], ADA)
    assert entity_page(ledger, "Joe Biden").claims_by == page.claims_by[1:]
    assert entity_page(ledger, "Joe Biden", as_of=before) == page


def test_what_is_not_named_and_what_is_named_twice_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotInLedger, match="no document"):
        entity_page(ledger, "Atlantis")
    with pytest.raises(NotInLedger, match="entities match"):
        entity_page(ledger, "e")


def test_a_list_has_each_entity_once_those_of_most_documents_first(ledger: Ledger) -> None:
    lines = entity_lines(ledger)
    assert len({line.id for line in lines}) == len(lines)
    counts = [line.documents for line in lines]
    assert counts == sorted(counts, reverse=True)
    assert {"Russia", "United States", "Joe Biden", "APT28", "Microsoft"} <= {line.name for line in lines}
