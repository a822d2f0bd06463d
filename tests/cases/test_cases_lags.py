"""Days between two things: a number only where both days are known, and never from a day of publication unsaid."""

from __future__ import annotations

import pytest
from cases_samples import (
    BRITAIN,
    CHINA,
    ESTONIA,
    JUSTICE,
    NORWAY,
    Saying,
    a_reading,
    charge,
    conduct,
    deny,
    only_case,
    say,
    state,
)

from callout.record.acts import Act, Standing
from callout.record.case import Case, EntryKind, Lag, LagKind
from callout.record.claim import Conduct
from callout.record.dates import DateKind, When

MAIL = conduct(operation="Storting breach")


def disclosed(on: str) -> Conduct:
    return conduct(operation="Storting breach", disclosed=When.parse(on))


def told(words: str, *args: object, **more: object) -> Saying:
    return say(words, *args, **({"about": MAIL} | more))  # type: ignore[arg-type]


def lag(what: LagKind, case: Case) -> Lag:
    (found,) = (x for x in case.lags if x.what is what)
    return found


@pytest.mark.parametrize(
    ("disclosure", "attribution", "days"),
    [
        ("2021-03-02", "2021-07-19", (139, 139)),
        ("2021-03", "2021-07-19", (110, 140)),
        ("2021-03-02", "2021-07", (121, 151)),
        ("2020", "2021-07-19", (200, 565)),
        ("2021-07", "2021-07-19", (0, 18)),
    ],
)
def test_the_days_from_disclosure_to_attribution_are_as_exact_as_their_dates(
    disclosure: str, attribution: str, days: tuple[int, int]
) -> None:
    case = only_case(a_reading(told("Norway blamed Russia.", about=disclosed(disclosure), on=attribution)))
    found = lag(LagKind.DISCLOSURE_TO_ATTRIBUTION, case)
    assert (found.least, found.most) == days
    assert (found.from_.kind, found.to.kind) == (DateKind.DISCLOSED, DateKind.SAID)


def test_a_lag_from_a_day_of_publication_says_so() -> None:
    paper = a_reading(told("Norway blamed Russia.", about=disclosed("2021-07-01")), published="2021-07-11")
    found = lag(LagKind.DISCLOSURE_TO_ATTRIBUTION, only_case(paper))
    assert (found.least, found.most, found.to.kind) == (10, 10, DateKind.PUBLISHED)
    assert found.to.claim == paper.claims[0].id


def test_there_is_no_lag_where_an_end_has_no_date() -> None:
    papers = [
        a_reading(told("Norway blamed Russia."), deny(about=MAIL), published=None),
        a_reading(told("Norway blamed Russia again.", on="2021-07-01"), published=None),
    ]
    assert only_case(*papers).lags == ()


def test_the_lag_to_the_denial_is_that_of_each_accused_state() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-01"),
        told("Britain blamed Russia.", BRITAIN, on="2021-07-05"),
        told("Estonia blamed China.", ESTONIA, of=[state("CN")], on="2021-07-02"),
        deny(on="2021-07-06", about=MAIL),
        deny("Moscow denied it once more.", on="2021-07-20", about=MAIL),
        deny("Beijing denied it.", CHINA, on="2021-07-02", about=MAIL),
    )
    found = {x.state: (x.least, x.most) for x in only_case(paper).lags}
    assert found == {"RU": (5, 5), "CN": (0, 0)}


def test_a_denial_of_the_month_is_a_range_that_does_not_precede() -> None:
    paper = a_reading(told("Norway blamed Russia.", on="2021-07-10"), deny(on="2021-07", about=MAIL))
    found = lag(LagKind.ATTRIBUTION_TO_DENIAL, only_case(paper))
    assert (found.least, found.most) == (0, 21)


def test_the_first_attribution_is_none_that_was_announced_under_a_condition_or_taken_back_by_its_words() -> None:
    about = disclosed("2021-06-01")
    paper = a_reading(
        told("If proven, Britain.", BRITAIN, about=about, standing=Standing.CONDITIONAL, on="2021-06-02"),
        told("Estonia no longer says so.", ESTONIA, about=about, standing=Standing.WITHDRAWN, on="2021-06-03"),
        told("Norway blamed Russia.", NORWAY, about=about, on="2021-06-11"),
    )
    assert lag(LagKind.DISCLOSURE_TO_ATTRIBUTION, only_case(paper)).least == 10


def test_a_lag_is_written_from_and_to() -> None:
    case = only_case(a_reading(told("Norway.", about=disclosed("2021-07-01"), on="2021-07-02")))
    written = case.model_dump(mode="json")["lags"][0]
    assert {"what", "state", "least", "most", "from", "to"} == set(written)
    assert Case.model_validate_json(case.model_dump_json()) == case


def test_every_line_of_the_timeline_says_what_it_tells() -> None:
    about = conduct(operation="Storting breach", period=When.parse("2021-05"), disclosed=When.parse("2021-06-01"))
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, about=about, on="2021-07-01"),
        told("Britain joined.", BRITAIN, about=about, on="2021-07-02"),
        told("Estonia condemned it.", ESTONIA, about=about, act=Act.CONDEMN, on="2021-07-03"),
        deny(about=about, on="2021-07-04"),
        deny("Moscow will answer.", about=about, act=Act.THREATEN, on="2021-07-05"),
        charge("Charged.", JUSTICE, about=about, on="2021-07-06"),
        say("Sanctioned.", JUSTICE, act=Act.SANCTION, about=about, on="2021-07-07"),
        say("Expelled.", JUSTICE, act=Act.EXPEL, about=about, on="2021-07-08"),
        say("Advised.", JUSTICE, act=Act.ADVISE, of=(), about=about, on="2021-07-09"),
        say("Patched.", JUSTICE, act=Act.PATCH, of=(), about=about, on="2021-07-10"),
    )
    assert [line.entry for line in only_case(paper).timeline] == [
        EntryKind.CONDUCT,
        EntryKind.DISCLOSURE,
        EntryKind.CLAIM,
        EntryKind.JOINER,
        EntryKind.STANCE,
        EntryKind.DENIAL,
        EntryKind.THREAT,
        EntryKind.CHARGE,
        EntryKind.SANCTION,
        EntryKind.MEASURE,
        EntryKind.ADVISORY,
        EntryKind.PATCH,
    ]


def test_one_line_told_by_several_documents_keeps_all_its_claims() -> None:
    papers = [a_reading(told(f"Norway, says the {name}.", on="2021-07-01")) for name in ("Post", "Times")]
    (line,) = only_case(*papers).timeline
    assert set(line.claims) == {paper.claims[0].id for paper in papers}
    assert line.claim == line.claims[0]


def test_who_accuses_another_state_later_joins_nobody() -> None:
    paper = a_reading(
        told("Norway blamed Russia.", NORWAY, on="2021-07-01"),
        told("Britain blamed China.", BRITAIN, of=[state("CN")], on="2021-07-05"),
    )
    assert [line.entry for line in only_case(paper).timeline] == [EntryKind.CLAIM, EntryKind.CLAIM]
