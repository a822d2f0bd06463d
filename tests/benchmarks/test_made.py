from __future__ import annotations

import random
from collections import Counter
from itertools import islice

from made import case_number, fill, made_readings

from callout.ledger.ledger import Ledger
from callout.record.acts import Mode, Standing
from callout.record.reading import Reading


def _text_and_json(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(r.document.text, r.to_json()) for r in readings]


def test_every_made_reading_is_taken_by_the_ledger_as_new() -> None:
    with Ledger.open(":memory:") as ledger:
        assert list(fill(ledger, 700))[-1] == 700
        counts = ledger.counts()
    assert counts["claims"] == 700
    # No text was made twice: a second appearance would have kept its claims out.
    assert counts["documents"] == counts["appearances"]


def test_the_same_seed_gives_the_same_readings_and_another_seed_others() -> None:
    first = _text_and_json(list(made_readings(300, seed=4)))
    random.random()  # noqa: S311 - the state of the common source of chance does not count
    assert _text_and_json(list(made_readings(300, seed=4))) == first
    assert _text_and_json(list(made_readings(300, seed=5))) != first


def test_there_are_as_many_claims_as_were_asked_for_and_no_reading_of_the_engine_is_without() -> None:
    for wanted in (1, 2, 99, 1_234):
        readings = list(made_readings(wanted))
        assert sum(len(r.claims) for r in readings) == wanted
        assert all(r.claims for r in readings if not r.unread)


def test_documents_come_in_order_of_publication_over_ten_years() -> None:
    days = [r.document.published.date or "" for r in made_readings(1_500) if r.document.published]
    assert days == sorted(days)
    assert days[0][:4] == "2015"
    assert days[-1][:4] == "2024"
    assert len({day[:4] for day in days}) == 10


def test_more_claims_make_more_cases_and_not_larger_ones_or_longer_years() -> None:
    cases = Counter(case_number(r) for r in made_readings(8_000) for _ in r.claims)
    assert 6 < 8_000 / len(cases) < 14
    assert sum(1 for count in cases.values() if count <= 8) > len(cases) / 2
    assert max(cases.values()) > 200


def test_reports_of_a_case_share_a_sign_quote_the_same_words_and_cite_older_cases() -> None:
    readings = [r for r in made_readings(3_000) if r.claims]
    of_case: dict[int, list[Reading]] = {}
    for reading in readings:
        of_case.setdefault(case_number(reading), []).append(reading)
    for members in of_case.values():
        signs = [(c.operation, c.vulnerabilities, c.products, c.targets) for c in (r.conducts[0] for r in members)]
        assert len(set(signs)) == 1
    quoted = Counter(
        words
        for r in readings
        for words in {e.exact.split("”")[0] for c in r.claims if c.mode is Mode.QUOTED for e in c.evidence}
    )
    assert max(quoted.values()) > 10
    assert any(c.standing is Standing.PAST for r in readings for c in r.claims)


def test_names_of_campaigns_and_vulnerabilities_belong_to_one_case() -> None:
    bearers: dict[str, set[int]] = {}
    for reading in made_readings(3_000):
        for conduct in reading.conducts[:1]:
            for name in (conduct.operation, *conduct.vulnerabilities):
                if name:
                    bearers.setdefault(name, set()).add(case_number(reading))
    assert bearers
    assert all(len(cases) == 1 for cases in bearers.values())


def test_the_first_readings_of_very_many_come_without_waiting_for_the_last() -> None:
    assert len(list(islice(made_readings(30_000), 3))) == 3
