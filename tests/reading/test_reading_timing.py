"""Which clock a time is on: of the deed, of its becoming known, or of the saying. Texts are of Tuesday 20 July 2021."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import by, claims, context, one, read

from callout.reading.clock import Clock
from callout.reading.hearing import Hearing
from callout.reading.syntax import parse
from callout.reading.timing import Timing
from callout.reading.units import units_of
from callout.record.acts import Act, Standing
from callout.record.claim import Claim
from callout.record.dates import When


def _parsed(text: str) -> Timing:
    """The times of a text whose every sentence is parsed."""
    prepared = context(text)
    units = units_of(text, prepared.sentences)
    hearing = Hearing(prepared)
    trees = parse((text, unit.start, unit.end) for unit in units)
    return Timing(prepared, [hearing.hear(unit, tree) for unit, tree in zip(units, trees, strict=True)])


def _unparsed(text: str) -> Timing:
    return Timing(context(text), ())


def _clocks(timing: Timing, text: str) -> dict[Clock, list[str | None]]:
    """The phrases on each clock that has any."""
    found = {clock: [words.when.phrase for words in timing.within(0, len(text), clock)] for clock in Clock}
    return {clock: phrases for clock, phrases in found.items() if phrases}


def _date(when: When | None) -> str | None:
    return when.date if when else None


def _period(claim: Claim) -> str | None:
    return _date(claim.conduct.period) if claim.conduct else None


def _disclosed(claim: Claim) -> str | None:
    return _date(claim.conduct.disclosed) if claim.conduct else None


# Timing


_PARSED = [
    ("Hackers broke into the mail server in March.", "in March", Clock.CONDUCT),
    ("The attack happened on 4 March.", "4 March", Clock.CONDUCT),
    ("The intrusion began in early 2019.", "in early 2019", Clock.CONDUCT),
    ("The attackers stole the files on Christmas Eve.", "Christmas Eve", Clock.CONDUCT),
    ("In July hackers disrupted the network.", "In July", Clock.CONDUCT),
    ("It was hacked in 2015.", "in 2015", Clock.CONDUCT),
    ("The 2015 hack of the parliament was costly.", "2015", Clock.CONDUCT),
    ("The breach was discovered in September 2020.", "in September 2020", Clock.DISCLOSED),
    ("The breach became public on 1 September.", "1 September", Clock.DISCLOSED),
    ("The breach came to light in September.", "in September", Clock.DISCLOSED),
    ("The ministry disclosed the breach on 3 May.", "3 May", Clock.DISCLOSED),
    ("The leak surfaced in June 2019.", "in June 2019", Clock.DISCLOSED),
    ("The flaw was first noticed in January.", "in January", Clock.DISCLOSED),
    ("Norway said on Monday that it knew.", "Monday", Clock.SAID),
    ("On Monday, Norway accused Russia of the hack.", "Monday", Clock.SAID),
    ("The United States unsealed an indictment on 15 July.", "15 July", Clock.SAID),
    ("The minister told reporters on Tuesday.", "Tuesday", Clock.SAID),
    ("The 2013 report named a unit of the army.", "2013", Clock.SAID),
    ("Norway disclosed on Monday that China had broken into its network.", "Monday", Clock.SAID),
    ("Norway severed relations on Wednesday and expelled the diplomats.", "Wednesday", Clock.SAID),
    ("Statement, 14 January 2020", "14 January 2020", Clock.SAID),
    ("The break-in was brought to light by the press on 28 May.", "28 May", Clock.DISCLOSED),
    ("The bank owned up to the theft in September 2016.", "in September 2016", Clock.DISCLOSED),
    ("Police learnt in May 2020 that hackers had copied the list.", "in May 2020", Clock.DISCLOSED),
    ("Word of the theft came on 24 November 2014.", "24 November 2014", Clock.DISCLOSED),
    ("The regulator was notified on 25 October 2020.", "25 October 2020", Clock.DISCLOSED),
    ("The ministry became aware of the intrusion on 3 May.", "3 May", Clock.DISCLOSED),
    ("The court got the first hint of the theft on 3 May.", "3 May", Clock.DISCLOSED),
    ("The firm told its customers on 3 May that hackers had copied their data.", "3 May", Clock.DISCLOSED),
    ("The firm told its shareholders on 3 May of an intrusion.", "3 May", Clock.DISCLOSED),
    ("The bank said on 3 May that its servers had been hacked.", "3 May", Clock.DISCLOSED),
    ("The university confirmed the breach on 3 May.", "3 May", Clock.DISCLOSED),
    ("The intrusion was found during an audit in May 2020.", "in May 2020", Clock.DISCLOSED),
    ("The court reported the break-in to the police on 3 May.", "3 May", Clock.DISCLOSED),
    ("The bank reported on 3 May that customers were hit by China.", "3 May", Clock.SAID),
    ("The ministry made a press statement on 3 May.", "3 May", Clock.SAID),
    ("The records of the clinic were put up for sale on 3 May.", "3 May", Clock.DISCLOSED),
    ("The firm said on 3 May that China had copied its data.", "3 May", Clock.SAID),
    ("The firm told its customers on 3 May that hackers could copy their data.", "3 May", Clock.SAID),
    ("The service said on 3 May that its mail had been hacked and accused China.", "3 May", Clock.SAID),
    ("Norway had the mail of its embassy intercepted in 2019.", "in 2019", Clock.CONDUCT),
    ("The registry worked on paper from 12 May because its servers had been hacked.", "12 May", Clock.CONDUCT),
    ("Breakers began to open at a substation on 3 May.", "3 May", Clock.CONDUCT),
    ("Twelve million dollars vanished from the bank on 3 May.", "3 May", Clock.CONDUCT),
    ("Norway holds the group responsible for the pipes that burst in March.", "in March", Clock.CONDUCT),
    ("The clinic has kept its books by hand since 12 May, when a worm wiped its servers.", "12 May", Clock.CONDUCT),
    (
        '"Iran did it", the service said of the heist in Oslo on Friday, in which thieves took coins.',
        "Friday",
        Clock.CONDUCT,
    ),
    ("The flaw, published on 10 May 2021, was exploited.", "10 May 2021", Clock.DISCLOSED),
    ("It was in March 2018 that Norway accused Russia of the hack.", "in March 2018", Clock.SAID),
    ("4 May 2021 was the day when the screens of the bank went dark.", "4 May 2021", Clock.CONDUCT),
    ("Norway late on Monday joined Britain in accusing Russia.", "late on Monday", Clock.SAID),
    ("The embassy, reacting on 4 May, protested.", "4 May", Clock.SAID),
    ("Norway blamed hackers for opening a valve in April 2021.", "in April 2021", Clock.CONDUCT),
    ("OSLO, 20 May 2021 — Russia hacked the parliament, the minister said.", "20 May 2021", Clock.SAID),
    ("20 May 2021: hackers deface the pages of the ministry.", "20 May 2021", Clock.CONDUCT),
    ("The gang, active since 2013, sent lures to courts.", "since 2013", Clock.CONDUCT),
    ("The treasury has been offline since 18 April 2021.", "18 April 2021", Clock.CONDUCT),
    ("The files were taken in an attack that reached its height in 2019.", "in 2019", Clock.CONDUCT),
    ("Denmark blames Russia for the hack of the ferry line in May 2019.", "in May 2019", Clock.CONDUCT),
    ("In May 2019 Denmark blames Russia for the hack of the ferry line.", "In May 2019", Clock.SAID),
    ("The mayors learned that Russian hackers had aimed at their staff in 2019.", "in 2019", Clock.CONDUCT),
    ("The mayors heard on 3 May that Russian hackers read their mail.", "3 May", Clock.DISCLOSED),
    ("Avast attributed the emptying of the wallets in May 2019 to Lazarus.", "in May 2019", Clock.CONDUCT),
]


@pytest.mark.parametrize(("text", "phrase", "clock"), _PARSED)
def test_a_time_is_on_the_clock_of_what_it_hangs_on(text: str, phrase: str, clock: Clock) -> None:
    assert _clocks(_parsed(text), text) == {clock: [phrase]}


@pytest.mark.parametrize(
    ("text", "phrase", "clock"),
    [
        ("Hackers broke into the mail server in March.", "in March", Clock.CONDUCT),
        ("The attack took place in March 2020.", "in March 2020", Clock.CONDUCT),
        ("It was hacked in 2015.", "in 2015", Clock.CONDUCT),
        ("The breach was discovered in September 2020.", "in September 2020", Clock.DISCLOSED),
        ("The breach came to light in September.", "in September", Clock.DISCLOSED),
        ("Norway said on Monday that it knew.", "Monday", Clock.SAID),
        ("The United States unsealed an indictment on 15 July.", "15 July", Clock.SAID),
    ],
)
def test_a_time_in_a_sentence_that_was_not_parsed_is_on_the_clock_of_the_words_before_it(
    text: str, phrase: str, clock: Clock
) -> None:
    assert _clocks(_unparsed(text), text) == {clock: [phrase]}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry was founded in 1999.",
        "The minister was born in 1960.",
        "He has been minister since 2017.",
        "The weather was fine in May 2020.",
    ],
)
def test_a_time_whose_kind_does_not_show_is_on_no_clock(text: str) -> None:
    assert _clocks(_parsed(text), text) == {}
    assert _clocks(_unparsed(text), text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Ms Berg, who joined the ministry in 2018, said that Russia hacked the parliament.",
        "Hackers stole mail ahead of the November 2020 election.",
        "The unit, based in a tower built in 2007, stole blueprints.",
        "Under a 2015 agreement China was not to steal secrets, officials said.",
        "Tehran was behind the attack on the port and two water boards before the elections in March 2020.",
        "Russian hackers broke into the party's mail on the eve of the congress in September 2020.",
        "Iranian hackers were at work in the run-up to the conference in November 2019.",
    ],
)
def test_a_time_of_something_beside_the_deed_is_neither_of_the_deed_nor_of_the_saying(text: str) -> None:
    found = _clocks(_parsed(text), text)
    found.pop(Clock.OTHER, None)

    assert found == {}


def test_the_times_of_one_sentence_may_be_on_three_clocks() -> None:
    text = "Norway said on Monday that Russia hacked its parliament in March 2020, which it discovered in May 2020."

    assert _clocks(_parsed(text), text) == {
        Clock.SAID: ["Monday"],
        Clock.CONDUCT: ["in March 2020"],
        Clock.DISCLOSED: ["in May 2020"],
    }


def test_only_the_times_of_the_stretch_that_is_asked_for_are_given() -> None:
    text = "The bank was hacked in 2015. The port was hacked in 2017. The mine was hacked in 2019."
    timing, start = _unparsed(text), text.index("The port")
    end = text.index("The mine")

    assert [words.when.date for words in timing.within(start, end, Clock.CONDUCT)] == ["2017"]
    assert list(timing.within(start, end, Clock.SAID)) == []
    assert list(timing.within(end, end, Clock.CONDUCT)) == []


def test_a_deed_is_dated_by_the_first_time_of_its_clock_that_has_a_date() -> None:
    text = "The bank was hacked last week. The bank was hacked in 2017. The bank was hacked in 2019."
    timing = _unparsed(text)

    assert _date(timing.of_deed(0, len(text), Clock.CONDUCT)) == "2017"
    assert timing.of_deed(0, len(text), Clock.DISCLOSED) is None


def test_an_open_period_is_dated_by_its_beginning_where_nothing_closer_dates_the_deed() -> None:
    for text, date in [
        ("The bank was hacked since 2017.", "2017"),
        ("The bank was hacked since March.", "2021-03"),
        ("The bank was hacked since at least 2017.", "2017"),
        ("The bank, hacked since 2017, was hacked in May 2018.", "2018-05"),
    ]:
        assert _date(_unparsed(text).of_deed(0, len(text), Clock.CONDUCT)) == date


@given(
    st.lists(
        st.sampled_from(
            ["Norway", "Russia", "said", "hacked", "discovered", "the breach", "that", "on Monday", "in 2015",
             "two days later", "since 2017", "28.10.2019", "10/12/2021", "the 2016 report", "Christmas Eve",
             ".", ". ", ",", "\n\n"]
        ),
        max_size=14,
    ).map(" ".join)
)  # fmt: skip
@settings(max_examples=50)
def test_a_time_is_on_one_clock_at_most_and_times_are_in_order(text: str) -> None:
    for timing in (_parsed(text), _unparsed(text)):
        starts = [[words.start for words in timing.within(0, len(text), clock)] for clock in Clock]
        assert all(found == sorted(found) for found in starts)
        together = [start for found in starts for start in found]
        assert len(together) == len(set(together))


# Whole readings: when it was said, when it was done, when it became known


@pytest.mark.parametrize(
    ("sentence", "said", "period", "disclosed"),
    [
        ("Norway said on Monday that Russia hacked its parliament.", "2021-07-19", None, None),
        ("Norway said that Russia hacked its parliament in March.", None, "2021-03", None),
        ("Norway said that Russia hacked its parliament on 4 March.", None, "2021-03-04", None),
        ("Norway said on Monday that Russia hacked its parliament in March.", "2021-07-19", "2021-03", None),
        ("Norway said in June that Russia hacked its parliament in March.", "2021-06", "2021-03", None),
        ("On Monday Norway accused Russia of hacking its parliament in August 2020.", "2021-07-19", "2020-08", None),
        ("Norway accused Russia of hacking its parliament last year.", None, "2020", None),
        ("Norway accused Russia of having hacked its parliament in 2018.", None, "2018", None),
        ("Norway accused Russia of a hack that happened last year.", None, "2020", None),
        ("Norway blamed Russia for the 2020 hack of its parliament.", None, "2020", None),
        ("Norway blamed Russia for the August 2020 hack of its parliament.", None, "2020-08", None),
        ("Norway attributed the 2018 hack to Russia.", None, "2018", None),
        ("Norway said on Monday that Russia was behind a breach that happened in 2020.", "2021-07-19", "2020", None),
        ("Britain blamed Russia for the attack on Christmas Eve.", None, "2020-12-24", None),
        ("Norway accused Russia of hacking its parliament since at least 2014.", None, "2014", None),
        ("Norway said that Russia has hacked its parliament since 2017.", None, "2017", None),
        ("Norway said that Russia hacked its parliament between 2014 and 2018.", None, None, None),
        ("Norway blamed Russia for the breach, which it discovered in September 2020.", None, None, "2020-09"),
        ("Norway blamed Russia for the breach that came to light in September 2020.", None, None, "2020-09"),
        ("Norway blamed Russia for a hack that became public last year.", None, None, "2020"),
        ("Norway blamed Russia for a hack that was made public on 1 September 2020.", None, None, "2020-09-01"),
        ("Norway blamed Russia for a breach disclosed in 2018.", None, None, "2018"),
        (
            "Norway blamed Russia on Monday for the breach that was discovered in September 2020.",
            "2021-07-19", None, "2020-09",
        ),
        ("Norway disclosed on Monday that Russia had hacked its parliament.", "2021-07-19", None, None),
        ("Norway said in a statement on 19 July that Russia was behind the cyberattack.", "2021-07-19", None, None),
        (
            "Norway said in a statement dated 19 July 2021 that Russia was behind the cyberattack.",
            "2021-07-19", None, None,
        ),
        ("According to a 2018 report by Norway, Russia was behind the cyberattack.", "2018", None, None),
        ("Norway accused Russia of the hack two days ago.", "2021-07-18", None, None),
        ("Norway accused Russia of the hack yesterday.", "2021-07-19", None, None),
        ("Norway said on 28.10.2019 that Russia hacked its parliament.", "2019-10-28", None, None),
        ("Norway said on 10/12/2019 that Russia hacked its parliament.", None, None, None),
        ("Norway said in October last year that Russia was behind the hack.", "2020-10", None, None),
        (
            "Norway said that hackers of the GRU breached its parliament on 5 February 2020 and were discovered two "
            "days later.",
            None, "2020-02-05", "2020-02-07",
        ),
    ],
)  # fmt: skip
def test_a_claim_keeps_apart_when_it_was_said_when_it_was_done_and_when_it_became_known(
    sentence: str, said: str | None, period: str | None, disclosed: str | None
) -> None:
    claim = one(sentence, Act.ATTRIBUTE)

    assert (_date(claim.said_on), _period(claim), _disclosed(claim)) == (said, period, disclosed)


@pytest.mark.parametrize(
    ("sentence", "act", "said"),
    [
        ("Norway expelled two Russian diplomats on Thursday over the hack.", Act.EXPEL, "2021-07-15"),
        ("Norway sanctioned the GRU on 15 July over the hack.", Act.SANCTION, "2021-07-15"),
        ("Norway blamed Russia for the hack. Russia denied on Tuesday that it hacked the parliament.", Act.DENY,
         "2021-07-20"),
    ],
)  # fmt: skip
def test_measures_and_answers_are_dated_by_their_own_day(sentence: str, act: Act, said: str) -> None:
    assert _date(one(sentence, act).said_on) == said


def test_sentences_that_claim_nothing_date_the_only_conduct_of_a_document() -> None:
    claim = one(
        "Norway on Tuesday attributed the hack to Russia. The hack was detected in March 2020. "
        "It took place in January 2020.",
        Act.ATTRIBUTE,
    )

    assert (_date(claim.said_on), _period(claim), _disclosed(claim)) == ("2021-07-20", "2020-01", "2020-03")


def test_the_day_of_discovery_counts_from_the_day_of_the_deed() -> None:
    dated = one(
        "Norway attributed the hack of 5 February 2020 to Russia. The intrusion was discovered two days later.",
        Act.ATTRIBUTE,
    )
    undated = one("Norway attributed the hack to Russia. The intrusion was discovered two days later.", Act.ATTRIBUTE)

    assert (_period(dated), _disclosed(dated)) == ("2020-02-05", "2020-02-07")
    assert (_period(undated), _disclosed(undated)) == (None, None)


def test_a_claim_on_the_same_day_has_the_day_of_the_claim_before_it() -> None:
    reading = read("Norway accused Russia of the hack on Monday. On the same day Sweden accused Russia of the hack.")

    assert [(by(claim), _date(claim.said_on)) for claim in reading.claims] == [
        ("NO", "2021-07-19"),
        ("SE", "2021-07-19"),
    ]


def test_without_a_publication_date_a_claim_is_dated_only_by_words_with_a_year() -> None:
    weekday = one("Norway said on Monday that Russia hacked its parliament in March.", Act.ATTRIBUTE, None)
    full = one("Norway said on 19 July 2021 that Russia hacked its parliament in March 2020.", Act.ATTRIBUTE, None)

    assert weekday.said_on is not None
    assert (weekday.said_on.date, weekday.said_on.phrase, _period(weekday)) == (None, "Monday", None)
    assert (_date(full.said_on), _period(full)) == ("2021-07-19", "2020-03")


# Standing by dates: of the saying, never of the deed


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway accused Russia of the hack.",
        "Norway accused Russia of the hack two days ago.",
        "Two days ago Norway accused Russia of the hack.",
        "Norway accused Russia of the hack yesterday.",
        "Norway accused Russia of the hack last week.",
        "Norway accused Russia of the hack on 18 July 2021.",
        "Norway accused Russia of the hack on 12 July.",
        "Norway accused Russia of the hack in July.",
        "Norway said on Monday that Russia was behind the hack.",
        "Norway accused Russia of hacking its parliament last year.",
        "Norway said that Russia hacked its parliament last year.",
        "Norway accused Russia of a hack that happened last year.",
        "Norway blamed Russia for the 2018 hack of its parliament.",
        "Norway attributed the 2018 hack to Russia.",
        "Norway said that Russia was behind the 2018 hack.",
        "Norway accused Russia of having hacked its parliament in 2018.",
        "Norway blamed Russia for a breach disclosed in 2018.",
        "Norway said that Russia hacked its parliament between 2014 and 2018.",
        "On Monday Norway accused Russia of hacking its parliament in August 2020.",
    ],
)
def test_a_claim_of_the_last_days_is_asserted_however_old_the_deed(sentence: str) -> None:
    assert one(sentence, Act.ATTRIBUTE).standing is Standing.ASSERTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway accused Russia of the hack last year.",
        "Norway accused Russia of the hack a year ago.",
        "Norway accused Russia of the hack two months ago.",
        "Norway accused Russia of the hack two weeks ago.",
        "Norway accused Russia of the hack on 18 July 2020.",
        "Norway accused Russia of the hack on 11 July.",
        "Norway accused Russia of the hack in May.",
        "Norway accused Russia of the hack in October last year.",
        "Norway said in October last year that Russia was behind the hack.",
        "Norway said in June that Russia hacked its parliament in March.",
        "Norway said on 28.10.2019 that Russia hacked its parliament.",
        "In June, Norway accused Russia of hacking its parliament.",
        "At the time, Norway blamed Russia for the hack.",
        "Norway blamed Russia for the hack at the time.",
    ],
)
def test_a_claim_that_is_dated_well_before_publication_is_past(sentence: str) -> None:
    assert one(sentence, Act.ATTRIBUTE).standing is Standing.PAST


@pytest.mark.parametrize(
    ("published", "standing"),
    [
        ("2020-10-13", Standing.ASSERTED),
        ("2020-10-15", Standing.ASSERTED),
        ("2020-10-21", Standing.ASSERTED),
        ("2020-10-22", Standing.PAST),
        ("2021-10-13", Standing.PAST),
        ("2020-10", Standing.ASSERTED),
        (None, Standing.ASSERTED),
    ],
)
def test_the_same_words_grow_old_with_the_day_of_publication(published: str | None, standing: Standing) -> None:
    claim = one("Norway accused Russia of the hack on 13 October 2020.", Act.ATTRIBUTE, published)

    assert (claim.standing, _date(claim.said_on)) == (standing, "2020-10-13")


@pytest.mark.parametrize("words", ["last year", "two years ago", "two weeks ago", "last month"])
def test_without_a_publication_date_words_that_say_so_themselves_are_past(words: str) -> None:
    assert one(f"Norway accused Russia of the hack {words}.", Act.ATTRIBUTE, None).standing is Standing.PAST


def test_a_cited_claim_and_a_new_one_in_one_text_are_two_claims() -> None:
    text = "Norway accused Russia of the hack on Monday. Norway accused China of a breach of its ministries last year."
    found = [(c.accused[0].state, c.standing, _date(c.said_on)) for c in claims(text, Act.ATTRIBUTE)]

    assert found == [("RU", Standing.ASSERTED, "2021-07-19"), ("CN", Standing.PAST, "2020")]
