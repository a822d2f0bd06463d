"""Views on a coalition: who joined when, who held back, where words and documents differ. Nothing is called wrong."""

from __future__ import annotations

from cases_drawn import readings
from cases_samples import (
    BRITAIN,
    ESTONIA,
    NORWAY,
    SECURITY_SERVICE,
    Saying,
    a_reading,
    cases_of,
    conduct,
    high,
    only_case,
    organ,
    say,
    state,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.record.acts import Act, Level, Standing, Tie
from callout.record.coalition import Coalition, Difference, Differing, Joiner
from callout.record.dates import DateKind
from callout.record.reading import Reading

MAIL = conduct(operation="Storting breach")
GRU = organ("GRU")


def told(words: str, *args: object, **more: object) -> Saying:
    return say(words, *args, about=MAIL, **more)  # type: ignore[arg-type]


def coalition(*papers: Reading) -> Coalition:
    return only_case(*papers).coalition


def joined(*papers: Reading) -> dict[str, tuple[int | None, int | None]]:
    return {j.claimant.name: (j.least, j.most) for j in coalition(*papers).joiners}


def difference(what: Differing, *papers: Reading) -> Difference:
    (found,) = (d for d in coalition(*papers).differences if d.what is what)
    return found


# Who joined when


def test_joiners_are_told_in_days_after_the_first_attribution() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-01"),
        told("Britain joined.", BRITAIN, act=Act.JOIN, on="2021-07-04"),
        told("Estonia supports it.", ESTONIA, act=Act.SUPPORT, on="2021-07-04"),
    )
    assert joined(paper) == {"Norway": (0, 0), "United Kingdom": (3, 3), "Estonia": (3, 3)}


def test_a_joiner_of_a_month_has_a_range_of_days_that_does_not_begin_before_the_first() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-10"), told("Britain did too.", BRITAIN, on="2021-07")
    )
    assert joined(paper)["United Kingdom"] == (0, 21)


def test_a_joiner_without_a_date_has_no_days() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-10"), told("Britain did too.", BRITAIN), published=None
    )
    assert joined(paper)["United Kingdom"] == (None, None)


def test_a_day_of_publication_is_told_as_such() -> None:
    joiners: tuple[Joiner, ...] = coalition(a_reading(told("Norway blamed Russia."), published="2021-07-12")).joiners
    assert [(j.date_kind, j.least) for j in joiners] == [(DateKind.PUBLISHED, 0)]


def test_a_partner_joins_with_whoever_speaks_and_is_told_as_joint() -> None:
    joiners = coalition(a_reading(told("With Estonia, Norway.", NORWAY, partners=(ESTONIA,), on="2021-07-01"))).joiners
    assert {j.claimant.name: j.joint for j in joiners} == {"Norway": False, "Estonia": True}


def test_a_threat_to_attribute_joins_nobody() -> None:
    paper = a_reading(
        told("Norway blamed Russia."), told("If proven, Britain.", BRITAIN, standing=Standing.CONDITIONAL)
    )
    assert set(joined(paper)) == {"Norway"}


# Who held back


def test_who_acknowledged_or_condemned_and_never_attributed_stands_apart() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY),
        told("Norway condemned it.", NORWAY, act=Act.CONDEMN),
        told("Britain noted it.", BRITAIN, act=Act.ACKNOWLEDGE),
        told("Estonia is concerned.", ESTONIA, act=Act.CONCERN),
        told("Estonia condemns it.", ESTONIA, act=Act.CONDEMN),
    )
    reserved = {r.claimant.name: r.acts for r in coalition(paper).reserved}
    assert reserved == {"United Kingdom": (Act.ACKNOWLEDGE,), "Estonia": (Act.CONDEMN, Act.CONCERN)}


# Where the words differ most


def test_the_pair_that_is_furthest_apart_stands_first_in_both_words() -> None:
    paper = a_reading(
        told("The GRU did it.", NORWAY, of=[GRU]),
        told("From Russian territory.", ESTONIA, of=[state(tie=Tie.FROM_TERRITORY)]),
        told("Backed by Russia.", BRITAIN, of=[state(tie=Tie.SPONSORED)]),
    )
    first, *_ = coalition(paper).gaps
    assert (first.one.claimant, first.other.claimant, first.state) == (NORWAY, ESTONIA, "RU")
    assert (first.ties_apart, first.levels_apart) == (5, 1)
    assert first.in_words == "Norway: “GRU” (state-organ, is-state); Estonia: “RU” (state, from-territory)"


def test_one_claimant_is_not_apart_from_itself_and_like_words_are_not_apart() -> None:
    paper = a_reading(
        told("Russia did it.", NORWAY),
        told("Hackers from Russia did it.", SECURITY_SERVICE, of=[state(tie=Tie.FROM_TERRITORY)]),
        told("Russia did it, Estonia says.", ESTONIA),
    )
    assert coalition(paper).gaps == ()


def test_a_partner_is_given_no_words_and_an_unsaid_tie_no_distance() -> None:
    paper = a_reading(
        told("With Estonia, Norway.", NORWAY, partners=(ESTONIA,)),
        told("Something of the GRU's.", BRITAIN, of=[organ("GRU", tie=None)]),
    )
    (gap,) = coalition(paper).gaps
    assert {gap.one.claimant, gap.other.claimant} == {NORWAY, BRITAIN}
    assert (gap.ties_apart, gap.levels_apart) == (None, 1)


# Where documents differ about one claimant


def test_a_partner_that_one_document_lists_and_another_omits_is_named_with_both_sides() -> None:
    one = a_reading(told("With Estonia and Britain, Norway.", NORWAY, partners=(ESTONIA, BRITAIN)))
    other = a_reading(told("Norway, together with Britain.", NORWAY, partners=(BRITAIN,)))
    found = difference(Differing.PARTNERS, one, other)
    assert found.claimant == NORWAY
    assert "Estonia is listed in 1 and omitted in 1" in found.in_words
    assert "United Kingdom" not in found.in_words
    assert {side.value: side.documents for side in found.sides} == {
        "Estonia, United Kingdom": (one.document.id,),
        "United Kingdom": (other.document.id,),
    }
    assert [set(side.claims) for side in found.sides if side.documents == (one.document.id,)] == [{one.claims[0].id}]


def test_confidence_in_one_document_and_none_in_another_is_named() -> None:
    one = a_reading(told("With high confidence, Norway.", NORWAY, confidence=high()))
    other = a_reading(told("Norway blamed Russia.", NORWAY))
    sides = difference(Differing.CONFIDENCE, one, other).sides
    assert {s.value: s.documents for s in sides} == {"high": (one.document.id,), "none": (other.document.id,)}


def test_another_act_level_tie_accused_and_day_are_each_named() -> None:
    one = a_reading(told("Norway blamed Russia.", NORWAY, on="2021-07-01"))
    other = a_reading(
        told(
            "Norway suspects the GRU's men.",
            NORWAY,
            act=Act.SUSPECT,
            of=[organ("GRU", tie=Tie.DIRECTED)],
            on="2021-07-03",
        )
    )
    assert {d.what: {s.value for s in d.sides} for d in coalition(one, other).differences} == {
        Differing.ACT: {"attribute", "suspect"},
        Differing.LEVEL: {"state", "state-organ"},
        Differing.TIE: {"is-state", "directed"},
        Differing.DATE: {"2021-07-01", "2021-07-03"},
    }


def test_documents_that_agree_and_what_only_one_reports_make_no_difference() -> None:
    papers = [a_reading(told(f"Norway blamed Russia, says the {name}.", NORWAY)) for name in ("Post", "Times")]
    more = a_reading(told("Estonia blamed the GRU.", ESTONIA, of=[GRU]))
    assert coalition(*papers, more).differences == ()


def test_two_dates_of_publication_are_no_difference_of_the_claim() -> None:
    papers = [a_reading(told(f"Norway, on {day}.", NORWAY), published=day) for day in ("2021-07-20", "2021-07-22")]
    assert coalition(*papers).differences == ()


# Every document order


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_documents_changes_nothing_of_a_case(data: st.DataObject) -> None:
    papers = data.draw(st.lists(readings(), min_size=2, max_size=5, unique_by=lambda r: r.document.id))
    shuffled = data.draw(st.permutations(papers))
    assert cases_of(*shuffled) == cases_of(*papers)


# Evidence


def test_a_position_shows_the_stretch_that_names_its_claimant_first_and_keeps_all_claims() -> None:
    papers = [
        a_reading(
            told(f"It was Russia, and nobody else than Russia, number {n} of many long sentences.", NORWAY),
            told(f"Norwegian ministers blame Russia ({n}).", NORWAY),
        )
        for n in range(7)
    ]
    (position,) = only_case(*papers).positions
    assert len(position.claims) == 14
    assert len(position.evidence) == 5
    assert len({stretch.document for stretch in position.evidence}) == 5
    assert all("Norwegian" in stretch.exact for stretch in position.evidence)
    text_of = {p.document.id: p.document.text for p in papers}
    assert all(text_of[s.document][s.start : s.end] == s.exact for s in position.evidence)
    assert position.levels == (Level.STATE,)
