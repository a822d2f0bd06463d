"""One claimant's claims by occasion: a day of saying stands, a day of publication only leads to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import permutations

from cases_samples import Saying, a_reading, cite, say
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.occasions import Telling, occasions
from callout.record.acts import Mode


def telling(saying: Saying, published: str | None = "2021-07-20", shares: Iterable[Hashable] = ()) -> Telling:
    reading = a_reading(saying, published=published)
    return Telling(reading.claims[0], reading.document, frozenset(shares))


def grouped(*tellings: Telling) -> set[frozenset[str]]:
    """The words of each occasion; the same in any order."""
    found = [
        {frozenset(t.claim.evidence[0].exact for t in occasion) for occasion in occasions(order)}
        for order in list(permutations(tellings))[:24]
    ]
    assert all(one == found[0] for one in found)
    return found[0]


def apart(*names: str) -> set[frozenset[str]]:
    return {frozenset({name}) for name in names}


def test_what_was_said_on_one_day_is_one_occasion_however_it_is_put() -> None:
    one, other = say("Russia did it.", on="2021-07-19"), say("The Kremlin stands behind this.", on="2021-07-19")
    assert len(grouped(telling(one), telling(other, "2021-08-30"))) == 1


def test_what_was_said_on_two_days_is_two_occasions() -> None:
    one, other = say("Russia did it.", on="2021-07-19"), say("Russia did it, again.", on="2021-07-20")
    assert grouped(telling(one), telling(other)) == apart("Russia did it.", "Russia did it, again.")


def test_a_report_without_a_day_tells_of_what_was_said_the_day_before() -> None:
    said, news = say("Russia did it.", on="2021-07-19"), say("It was Russia, Norway says.")
    assert len(grouped(telling(said), telling(news, "2021-07-20"))) == 1
    assert len(grouped(telling(said), telling(news, "2021-07-30"))) == 2


def test_a_report_between_two_statements_tells_of_the_nearer() -> None:
    first, second = say("Russia did it.", on="2021-07-16"), say("Russia did it, again.", on="2021-07-20")
    news = say("It was Russia, Norway says.")
    assert frozenset({"Russia did it, again.", "It was Russia, Norway says."}) in grouped(
        telling(first), telling(second), telling(news, "2021-07-19")
    )


def test_reports_of_following_days_tell_of_one_statement() -> None:
    days = ("2021-07-19", "2021-07-20", "2021-07-21", "2021-08-19")
    found = grouped(*(telling(say(f"Report of {day}."), day) for day in days))
    assert {len(occasion) for occasion in found} == {3, 1}


def test_what_a_claimant_publishes_it_says_on_that_day() -> None:
    one = telling(say("We hold Russia responsible.", mode=Mode.AUTHORED), "2021-07-19")
    other = telling(say("We hold Russia responsible still.", mode=Mode.AUTHORED), "2021-07-20")
    assert len(grouped(one, other)) == 2


def test_a_month_means_the_only_statement_in_it() -> None:
    said, month = say("Russia did it.", on="2021-07-19"), cite("In July Norway blamed Russia.", on="2021-07")
    assert len(grouped(telling(said), telling(month, "2023-01-01"))) == 1
    again = say("Russia did it, again.", on="2021-07-26")
    assert len(grouped(telling(said), telling(again), telling(month, "2023-01-01"))) == 3


def test_an_earlier_claim_without_a_date_is_the_first_statement_before_it() -> None:
    first, second = say("Russia did it.", on="2021-07-16"), say("Russia did it, again.", on="2022-07-20")
    cited = cite("Norway had blamed Russia.")
    assert frozenset({"Russia did it.", "Norway had blamed Russia."}) in grouped(
        telling(first), telling(second), telling(cited, "2023-01-01")
    )


def test_an_earlier_claim_is_no_later_statement() -> None:
    said, cited = say("Russia did it.", on="2021-07-16"), cite("Norway had blamed Russia.")
    assert len(grouped(telling(said), telling(cited, "2019-01-01"))) == 2


def test_copies_and_quotations_lead_to_the_day_that_one_of_them_gives() -> None:
    said = telling(say("Russia did it.", on="2021-07-19"), shares=["text"])
    weekly = telling(say("It was Russia, Norway says."), "2021-07-29", shares=["text"])
    undated = telling(say("Norway blames Russia."), None, shares=["text"])
    assert len(grouped(said, weekly, undated)) == 1


def test_copies_of_a_text_that_tells_of_two_days_keep_to_their_own() -> None:
    first = telling(say("Russia did it.", on="2021-07-16"), shares=["text"])
    second = telling(say("Russia did it, again.", on="2022-07-20"), shares=["text"])
    copy = telling(say("Russia did it again, Norway says."), "2022-07-21", shares=["text"])
    assert frozenset({"Russia did it, again.", "Russia did it again, Norway says."}) in grouped(first, second, copy)


Drawn = tuple[str | None, str | None, bool, set[str]]
DATES = st.sampled_from([None, "2021", "2021-07", "2021-07-19", "2021-07-20", "2021-07-22"])


@given(st.lists(st.tuples(DATES, DATES, st.booleans(), st.sets(st.sampled_from("ab"))), max_size=6))
def test_every_telling_has_one_occasion_in_any_order(
    drawn: list[tuple[str | None, str | None, bool, set[str]]],
) -> None:
    tellings = [
        telling((cite if past else say)(f"Claim {at}.", on=said), published, shares)
        for at, (said, published, past, shares) in enumerate(drawn)
    ]
    found = occasions(tellings)
    assert sorted(t.claim.id for occasion in found for t in occasion) == sorted(t.claim.id for t in tellings)
    again = occasions(tellings[::-1])
    assert {frozenset(t.claim.id for t in o) for o in found} == {frozenset(t.claim.id for t in o) for o in again}
