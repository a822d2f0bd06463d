from __future__ import annotations

import re

from callout.knowledge.techniques import techniques


def test_techniques_are_named_by_their_attack_ids_and_sub_techniques_too() -> None:
    assert techniques()["T1190"] == "Exploit Public-Facing Application"
    assert techniques()["T1566.001"] == "Spearphishing Attachment"
    assert all(re.fullmatch(r"T\d{4}(\.\d{3})?", found) for found in techniques())


def test_an_id_that_attack_does_not_have_is_no_technique() -> None:
    assert "T9999" not in techniques()
