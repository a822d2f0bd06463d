"""When a claim is cited rather than made: by its own date, by the reporting word's, by the tense of a story's body."""

from __future__ import annotations

import pytest
from reading_samples import claims

from callout.record.acts import Act, Standing

_CITED = [
    ("The firm Dragos reported in March 2019 that Xenotime is tied to Russia.", Act.ATTRIBUTE),
    ("In May of last year the Dutch government linked the hacking group to Iran.", Act.ATTRIBUTE),
    ("Prosecutors in Seoul accused a North Korean unit, last autumn, of the cyberattack on a bank.", Act.ATTRIBUTE),
    ("When the breach came to light in January 2019, Seoul blamed North Korea for the hack.", Act.ATTRIBUTE),
    ("After the worm spread in June 2017, London and Ottawa accused Russia of it.", Act.ATTRIBUTE),
    ("On 4 October 2018 the Netherlands expelled four Russian officers over the hack.", Act.EXPEL),
]


@pytest.mark.parametrize(("text", "act"), _CITED)
def test_a_claim_whose_saying_is_dated_long_before_is_past(text: str, act: Act) -> None:
    assert [c.standing for c in claims(text, act)] == [Standing.PAST]


_NEW = [
    ("On Monday the Dutch government linked a hack of 2018 to Iran.", Act.ATTRIBUTE),
    ("Canada said on Monday that Russia hacked the agency in October 2018.", Act.ATTRIBUTE),
    ("Sweden accused Iran of hacking a news agency in August 2020.", Act.ATTRIBUTE),
    ("Ahead of the games in May 2020, Dragos warned that Russian hackers had attacked the hosts.", Act.ATTRIBUTE),
    ("Sweden on Monday accused APT28, a unit of the GRU, of the hack of a party's mail in May 2020.", Act.ATTRIBUTE),
    ("Japan's police agency on Monday laid forty attacks since 2019 at the door of APT40 of China.", Act.ATTRIBUTE),
    ("Sophos ascribes the theft of four million euros from a Maltese bank in March to Lazarus.", Act.ATTRIBUTE),
    ("Denmark blames Russia for the hack of the ferry line in May 2019.", Act.ATTRIBUTE),
    ("Denmark traced the emptying of the mailboxes in May 2019 to Russian hackers.", Act.ATTRIBUTE),
]


@pytest.mark.parametrize(("text", "act"), _NEW)
def test_the_date_of_a_deed_does_not_make_its_claim_past(text: str, act: Act) -> None:
    assert [c.standing for c in claims(text, act)] == [Standing.ASSERTED]


def test_words_at_the_end_of_an_answer_date_it() -> None:
    lead = "Poland accused Russia of the cyberattack. "
    assert (
        claims(lead + "Moscow rejected the accusation as invented at the time.", Act.REJECT)[0].standing
        is Standing.PAST
    )
    assert claims(lead + "Moscow declined to comment then.", Act.DECLINE)[0].standing is Standing.PAST


_STORY = (
    "OSLO - Norway accused China of hacking its parliament. The ministry said so on Monday. The servers stood in the "
    "basement. Nobody had looked at them for months. The minister spoke for an hour. Most questions went unanswered. "
    "The opposition wants a hearing. {} The hearing is set for the autumn."
)


def test_the_present_perfect_tells_what_stands_since_before_in_the_body_of_a_story() -> None:
    cited = claims(_STORY.format("Russia has denied hacking the power grid."), Act.DENY)
    assert [c.standing for c in cited] == [Standing.PAST]
    lead = claims("Russia has denied hacking the Norwegian power grid.", Act.DENY)
    assert [c.standing for c in lead] == [Standing.ASSERTED]
