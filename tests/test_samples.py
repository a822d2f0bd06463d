"""The four real documents of one day give the cases that a careful reader gives. Skipped where they are not at hand."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from callout.cases.assemble import assemble
from callout.reading.rules import RulesEngine
from callout.record.acts import Act, ActClass, Standing
from callout.record.case import Case
from callout.record.document import Document
from callout.record.reading import Reading
from callout.sources.open import open_inputs

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"no real documents at {SAMPLES.parent.name}/{SAMPLES.name}"
)


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    documents = [d for d in open_inputs([str(p) for p in sorted(SAMPLES.glob("*.txt"))]) if isinstance(d, Document)]
    readings = RulesEngine().read_all(documents)
    return dict(zip(["apt40", "ttps", "australia", "response"], readings, strict=True))


def build(readings: list[Reading]) -> list[Case]:
    return assemble(
        {r.document.id: r.document for r in readings},
        [claim for r in readings for claim in r.claims],
        {r.document.id: r.conducts for r in readings},
    )


@pytest.fixture(scope="module")
def cases(read: dict[str, Reading]) -> list[Case]:
    return build(list(read.values()))


def exchange(cases: list[Case]) -> Case:
    found = [c for c in cases if c.operation == "Microsoft Exchange campaign"]
    assert len(found) == 1
    return found[0]


def with_report(cases: list[Case], reading: Reading) -> list[Case]:
    return [c for c in cases if reading.document.id in {r.document for r in c.reports}]


def test_the_campaign_is_one_case_with_both_articles(cases: list[Case], read: dict[str, Reading]) -> None:
    reports = {r.document for r in exchange(cases).reports}
    assert reports == {read["australia"].document.id, read["response"].document.id}


def test_the_eight_joint_claimants_are_in_it(cases: list[Case]) -> None:
    attributing = {
        p.claimant.country for p in exchange(cases).positions if p.act_class is ActClass.ATTRIBUTION and p.claimant
    }
    assert attributing >= {"AU", "US", "GB", "EU", "NATO", "CA", "JP", "NZ"}


def test_the_accused_is_china_alone(cases: list[Case]) -> None:
    assert exchange(cases).accused == ("CN",)


def test_australia_and_the_united_states_are_not_averaged(cases: list[Case]) -> None:
    positions = [p for p in exchange(cases).positions if p.act is Act.ATTRIBUTE and p.claimant and not p.joint]
    australia = [p for p in positions if p.claimant and p.claimant.country == "AU"]
    america = [p for p in positions if p.claimant and p.claimant.country == "US"]
    assert any("is-state" in p.ties and p.confidence.level is None for p in australia)
    assert any("affiliated" in p.ties and p.confidence.level == "high" for p in america)


def test_chinas_denial_and_threats_answer_the_attributions(cases: list[Case]) -> None:
    answers = [a for a in exchange(cases).answers if a.claimant and a.claimant.country == "CN"]
    assert {Act.THREATEN} <= {a.act for a in answers}
    assert {Act.DENY, Act.REJECT} & {a.act for a in answers}
    assert all(a.answers for a in answers)


def test_microsofts_patch_is_a_measure_of_the_case(cases: list[Case]) -> None:
    assert any(m.act is Act.PATCH and m.claimant and m.claimant.name == "Microsoft" for m in exchange(cases).measures)


def test_the_charges_and_the_apt40_advisory_are_one_other_case(cases: list[Case], read: dict[str, Reading]) -> None:
    (other,) = with_report(cases, read["apt40"])
    assert other.id != exchange(cases).id
    assert {r.document for r in other.reports} == {read["apt40"].document.id, read["response"].document.id}
    assert any(m.act is Act.CHARGE for m in other.measures)
    assert any(link.case == exchange(cases).id and "same day" in link.reason for link in other.links)


def test_the_advisory_on_techniques_stands_beside_the_campaign(cases: list[Case], read: dict[str, Reading]) -> None:
    assert exchange(cases).id not in {c.id for c in with_report(cases, read["ttps"])}


def test_earlier_attributions_are_not_mixed_in(cases: list[Case]) -> None:
    inside = {m.claim for m in exchange(cases).merged_on}
    others = [m.claim for c in cases for m in c.merged_on if m.claim not in inside]
    assert others
    assert not {"RU", "KP", "IR"} & set(exchange(cases).accused)
    assert any(set(c.accused) >= {"KP", "RU", "IR"} for c in cases)
    assert any(c.operation == "SolarWinds campaign" and c.accused == ("RU",) for c in cases)


def test_the_order_of_adding_changes_nothing(read: dict[str, Reading], cases: list[Case]) -> None:
    expected = [c.model_dump_json() for c in cases]
    for order in itertools.permutations(read.values()):
        assert [c.model_dump_json() for c in build(list(order))] == expected


def test_past_claims_are_marked(read: dict[str, Reading]) -> None:
    past = [c for c in read["australia"].claims if c.standing is Standing.PAST and c.act is Act.ATTRIBUTE]
    assert {a.state for c in past for a in c.accused} >= {"KP", "RU", "IR"}
