"""Placing: one by one, in any order, together, again and with documents taken out, the cases are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from cases_drawn import readings
from cases_samples import (
    BRITAIN,
    CHINA,
    ESTONIA,
    NORWAY,
    RUSSIA,
    a_reading,
    cite,
    conduct,
    deny,
    say,
    state,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from callout.cases.bonds import Bonds
from callout.cases.decided import UNDECIDED
from callout.cases.memory import MemoryShelf
from callout.cases.placing import place
from callout.cases.strands import strands_of, with_words
from callout.cases.traits import Traits
from callout.record.acts import Standing
from callout.record.reading import Reading

BONDS = Bonds(UNDECIDED)


def strands(reading: Reading) -> list[Traits]:
    found = strands_of({reading.document.id: reading.document}, reading.claims, {reading.document.id: reading.conducts})
    return [Traits.of(strand) for strand in with_words(found[reading.document.id])]


def placed(shelf: MemoryShelf) -> Mapping[str, Sequence[str]]:
    """The keys of the strands of each case."""
    return {case: sorted(p.strand.key for p in found) for case, found in shelf.by_case().items()}


def all_at_once(read: Sequence[Reading]) -> Mapping[str, Sequence[str]]:
    shelf = MemoryShelf()
    place(shelf, {r.document.id: strands(r) for r in read}, BONDS)
    return placed(shelf)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_by_one_in_any_order_and_in_any_batches_is_as_all_at_once(data: st.DataObject) -> None:
    read = data.draw(st.lists(readings(), min_size=1, max_size=6, unique_by=lambda r: r.document.id))
    order = data.draw(st.permutations(read))
    shelf = MemoryShelf()
    at = 0
    while at < len(order):
        size = data.draw(st.integers(1, len(order) - at))
        place(shelf, {r.document.id: strands(r) for r in order[at : at + size]}, BONDS)
        at += size
    assert placed(shelf) == all_at_once(read)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_taken_out_leaves_the_rest_as_if_it_had_never_been(data: st.DataObject) -> None:
    read = data.draw(st.lists(readings(), min_size=2, max_size=6, unique_by=lambda r: r.document.id))
    gone = data.draw(st.sampled_from(read))
    shelf = MemoryShelf()
    place(shelf, {r.document.id: strands(r) for r in read}, BONDS)
    place(shelf, {gone.document.id: []}, BONDS)
    assert placed(shelf) == all_at_once([r for r in read if r is not gone])


def test_placing_again_changes_nothing() -> None:
    read = a_reading(say("Norway accuses Russia over the Storting.", NORWAY, about=conduct(operation="Cloud Hopper")))
    shelf = MemoryShelf()
    place(shelf, {read.document.id: strands(read)}, BONDS)
    before = placed(shelf)
    place(shelf, {read.document.id: strands(read)}, BONDS)
    assert placed(shelf) == before


def test_a_denial_that_two_accusations_may_be_meant_by_puts_them_not_together() -> None:
    mail = a_reading(say("Britain accuses Russia of reading mail.", BRITAIN, about=conduct(summary="mail")))
    power = a_reading(say("Britain accuses Russia of cutting power.", BRITAIN, about=conduct(summary="power")))
    denial = a_reading(deny("Russia denies what Britain says.", RUSSIA, about=conduct(summary="it")))
    cases = all_at_once([mail, power, denial])
    assert not any(
        {mail.document.id, power.document.id} <= {key.split("/")[0] for key in keys} for keys in cases.values()
    )


def test_a_denial_joins_the_only_accusation_that_it_may_answer() -> None:
    mail = a_reading(say("Britain accuses Russia of reading mail.", BRITAIN, about=conduct(summary="mail")))
    denial = a_reading(deny("Russia denies what Britain says.", RUSSIA, about=conduct(summary="it")))
    assert len(all_at_once([mail, denial])) == 1


TWO_OF_A_YEAR = (
    a_reading(say("Norway accuses China.", NORWAY, of=[state("CN")], about=conduct(summary="a"), on="2020-03-01")),
    a_reading(say("Norway accuses China!", NORWAY, of=[state("CN")], about=conduct(summary="b"), on="2020-09-01")),
    a_reading(cite("In 2020 Norway accused China.", NORWAY, of=[state("CN")], about=conduct(), on="2020")),
)
"""Two attributions by one state of one year, and a paper that cites one of them by the year alone."""


def test_an_earlier_attribution_that_is_cited_of_a_year_in_which_there_were_two_stays_by_itself() -> None:
    first, second, cited = TWO_OF_A_YEAR
    assert len(all_at_once([first, second, cited])) == 3
    assert len(all_at_once([first, cited])) == 2 - 1


def test_one_more_report_of_something_else_moves_nothing() -> None:
    one = a_reading(
        say("Estonia accuses China.", ESTONIA, of=[state("CN")], about=conduct(vulnerabilities=("CVE-2021-1",)))
    )
    other = a_reading(deny("China denies.", CHINA, about=conduct(vulnerabilities=("CVE-2021-1",))))
    shelf = MemoryShelf()
    place(shelf, {r.document.id: strands(r) for r in (one, other)}, BONDS)
    more = a_reading(say("Britain accuses Russia.", BRITAIN, about=conduct(operation="Cloud Hopper")))
    changes = place(shelf, {more.document.id: strands(more)}, BONDS)
    assert {p.strand.document for p in changes.placed} == {more.document.id}


def components(shelf: MemoryShelf, *read: Reading) -> list[str]:
    keys = [sorted(shelf.of_documents([r.document.id])) for r in read]
    return [shelf.placed(found)[found[0]].component for found in keys]


def test_what_a_citation_may_cite_is_not_tied_by_it() -> None:
    first, second, cited = TWO_OF_A_YEAR
    shelf = MemoryShelf()
    place(shelf, {r.document.id: strands(r) for r in (first, second, cited)}, BONDS)
    assert len(set(components(shelf, first, second, cited))) == 3
    place(shelf, {second.document.id: []}, BONDS)
    assert len(placed(shelf)) == 1
    place(shelf, {second.document.id: strands(second)}, BONDS)
    assert len(placed(shelf)) == 3


def test_the_answer_to_what_is_taken_back_is_where_it_was_claimed() -> None:
    taken_back = Standing.WITHDRAWN
    claimed = a_reading(say("Norway accuses Russia.", NORWAY, about=conduct(summary="mail"), on="2021-07-01"))
    back = a_reading(
        say("Norway takes it back.", NORWAY, about=conduct(summary="it"), standing=taken_back, on="2021-07-19")
    )
    answer = a_reading(
        deny("Russia had told Norway so.", RUSSIA, about=conduct(summary="so"), on="2021-07-20"), published="2021-07-20"
    )
    for order in permutations((claimed, back, answer)):
        shelf = MemoryShelf()
        for one in order:
            place(shelf, {one.document.id: strands(one)}, BONDS)
        assert len(placed(shelf)) == 1


def test_two_groups_of_one_name_that_have_nothing_else_in_common_are_two_cases() -> None:
    named = conduct(operation="Cloud Hopper")
    one = a_reading(say("Norway accuses Russia.", NORWAY, about=named), published=None)
    other = a_reading(say("Estonia accuses China.", ESTONIA, of=[state("CN")], about=named), published=None)
    assert len(all_at_once([one, other])) == 2


def test_what_bears_another_name_than_its_case_hangs_on_none() -> None:
    claimed = a_reading(say("Norway accuses Russia.", about=conduct(operation="Cloud Hopper")), published="2021-07-19")
    answer = a_reading(deny("Russia tells Norway no.", RUSSIA, about=conduct(operation="Night Dragon")))
    assert len(all_at_once([claimed, answer])) == 2


@given(readings())
def test_traits_that_were_written_and_read_back_are_the_same(reading: Reading) -> None:
    for one in strands(reading):
        assert Traits.from_json(one.to_json(), one.told) == one
