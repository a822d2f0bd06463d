"""One text at several addresses: the first dates it, whatever is added again and in which order."""

from __future__ import annotations

from pathlib import Path

from ledger_samples import a_claim, a_reading

from callout.ledger.ledger import Ledger
from callout.record.document import Document


def test_a_text_at_a_second_address_leaves_its_claims_as_they_were(tmp_path: Path) -> None:
    first = Document.of("Norway blamed Russia on Tuesday.", "https://one.example/")
    second = Document.of(first.text, "https://two.example/")
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add(a_reading(first, [a_claim(first, "Norway blamed Russia")]))
        added = ledger.add(a_reading(second, [a_claim(second, "Russia on Tuesday")]))
        assert added.new_appearance
        assert not added.new_reading
        assert added.new_claims == added.superseded_claims == 0
        for document in (first, second, first):
            assert ledger.add(a_reading(document, [a_claim(first, "Norway blamed Russia")])).nothing
        assert [k.claim.evidence[0].exact for k in ledger.claims()] == ["Norway blamed Russia"]
