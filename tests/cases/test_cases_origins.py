"""What many documents repeat is one origin: the same words, the same text, one statement of one claimant on a day."""

from __future__ import annotations

from itertools import permutations

import pytest
from cases_drawn import readings
from cases_samples import (
    AMERICA,
    BRITAIN,
    ESTONIA,
    NORWAY,
    SECURITY_SERVICE,
    a_reading,
    charge,
    cite,
    conduct,
    deny,
    line_by,
    only_case,
    say,
    state,
)
from cases_stories import APART, COPIES, OTHER, STORY
from hypothesis import given
from hypothesis import strategies as st

from callout.cases.fingerprint import Fingerprint
from callout.cases.origins import origins_in
from callout.cases.texts import Texts
from callout.record.acts import Act, Mode
from callout.record.case import Origin, OriginKind
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Party
from callout.record.evidence import Evidence
from callout.record.reading import Reading

SENTENCE = "It is our assessment that Russia stood behind this activity against our parliament."
ANOTHER = "We have told the ambassador that such attacks on our institutions must never happen again."
QUOTED = Mode.QUOTED
STORTING = conduct(operation="Storting breach")


def paper(
    name: str,
    words: str = SENTENCE,
    by: Party | None = NORWAY,
    mode: Mode = QUOTED,
    published: str | None = "2021-07-20",
    on: str | None = None,
) -> Reading:
    """A newspaper that carries the words, and a sentence of its own that makes it another document."""
    return a_reading(
        say(words, by, mode=mode, on=on), say(f"So the {name} wrote.", BRITAIN, of=()), published=published
    )


def origins_of(*found: Reading) -> tuple[Origin, ...]:
    """Those of the claims that are not Britain's, who speaks for each paper."""
    return tuple(origin for origin in all_of(*found) if origin.claimant != BRITAIN)


def all_of(*found: Reading) -> tuple[Origin, ...]:
    prints = {r.document.id: Fingerprint.of(r.document.text) for r in found}
    claims = [(claim, r.document) for r in found for claim in r.claims]
    return origins_in(claims, Texts.of([r.document for r in found], prints))


def printed(
    text: str, words: str, by: Party | None = NORWAY, published: str | None = "2021-07-20", **more: object
) -> Reading:
    """A text of which some words make a claim."""
    document = Document.of(text, "report", published=When.parse(published) if published else None)
    made = a_reading(say(words, by, **more)).claims[0]  # type: ignore[arg-type]
    at = text.index(words)
    stretch = Evidence.cut(text, at, at + len(words))
    claim = made.model_copy(update={"document": document.id, "evidence": (stretch,), "id": f"clm_{document.id}"})
    return Reading(document=document, engine=made.engine, claims=(claim,), conducts=())


# The same words


def test_one_sentence_in_three_documents_is_one_origin() -> None:
    papers = [
        paper(name, published=day)
        for name, day in (("Post", "2021-07-20"), ("Times", "2021-09-01"), ("Herald", "2022-01-01"))
    ]
    (origin,) = origins_of(*papers)
    assert origin.documents == tuple(p.document.id for p in papers)
    assert (origin.words, origin.claimant, origin.kind) == (SENTENCE, NORWAY, OriginKind.QUOTATION)


def test_the_order_of_the_documents_changes_nothing() -> None:
    papers = [paper("Post"), paper("Times", ANOTHER), paper("Herald", published=None), paper("Courier", by=None)]
    found = [all_of(*order) for order in permutations(papers)]
    assert all(one == found[0] for one in found)


def test_different_sentences_of_different_days_are_not_one_origin() -> None:
    assert len(origins_of(paper("Post"), paper("Times", ANOTHER, published="2021-10-01"))) == 2


@pytest.mark.parametrize(
    "written",
    [
        f"“{SENTENCE}”",
        f'"{SENTENCE}"',
        f"‘{SENTENCE}’",
        SENTENCE.replace(" that ", "\n  that "),
        SENTENCE.upper(),
        SENTENCE.removesuffix(" against our parliament."),
    ],
    ids=["curly", "straight", "single", "broken line", "capitals", "a part"],
)
def test_marks_white_space_and_what_is_left_out_make_no_other_words(written: str) -> None:
    (origin,) = origins_of(paper("Post"), paper("Times", written, published="2021-10-01"))
    assert len(origin.documents) == 2


def test_the_same_words_of_another_claimant_are_another_origin() -> None:
    assert len(origins_of(paper("Post", by=NORWAY), paper("Times", by=ESTONIA))) == 2


def test_a_state_and_its_agency_are_one_claimant() -> None:
    (origin,) = origins_of(paper("Post"), paper("Times", by=SECURITY_SERVICE, published="2021-10-01"))
    assert len(origin.documents) == 2


def test_words_of_which_one_report_lost_the_speaker_are_the_speakers() -> None:
    marked = f'"{SENTENCE}"'
    (origin,) = origins_of(paper("Post", marked), paper("Times", marked, by=None, published="2021-10-01"))
    assert (origin.claimant, len(origin.documents)) == (NORWAY, 2)


# One statement on one occasion


def test_a_statement_is_one_origin_however_it_is_paraphrased() -> None:
    one = paper("Post", "Norway blamed Russia.", mode=Mode.REPORTED, on="2021-07-19")
    other = paper(
        "Times", "The Kremlin did it, Oslo holds.", mode=Mode.REPORTED, on="2021-07-19", published="2021-09-09"
    )
    (origin,) = origins_of(one, other)
    assert (origin.kind, origin.said_on and origin.said_on.date) == (OriginKind.STATEMENT, "2021-07-19")
    assert origin.words == "Norway blamed Russia."


def test_two_statements_of_one_claimant_months_apart_are_two_origins() -> None:
    one, other = (
        paper(day, f"Norway blamed Russia on {day}.", mode=Mode.REPORTED, on=day)
        for day in ("2021-07-19", "2021-10-19")
    )
    assert len(origins_of(one, other)) == 2


def test_to_attribute_and_to_condemn_on_one_day_is_one_statement_and_a_charge_another() -> None:
    told = a_reading(
        say("America blames Russia.", AMERICA, on="2021-07-19"),
        say("America condemns this.", AMERICA, act=Act.CONDEMN, on="2021-07-19"),
        charge("America charged four officers.", AMERICA, on="2021-07-19"),
    )
    assert sorted(len(origin.claims) for origin in all_of(told)) == [1, 2]


def test_a_joint_statement_is_one_whoever_is_named_first() -> None:
    one = paper("Post", "Norway, with Estonia, blamed Russia.", mode=Mode.REPORTED, on="2021-07-19")
    with_norway = say("Estonia and Norway accused Russia.", ESTONIA, on="2021-07-19", partners=(NORWAY,))
    assert len(origins_of(one, a_reading(with_norway))) == 2
    with_estonia = a_reading(say("Norway and Estonia blamed Russia.", NORWAY, on="2021-07-19", partners=(ESTONIA,)))
    assert len(origins_of(with_estonia, a_reading(with_norway))) == 1


def test_a_denial_is_an_origin_of_its_own_that_attributes_nothing() -> None:
    found = all_of(a_reading(say(SENTENCE), deny()))
    assert {(o.claimant and o.claimant.name, o.attributes) for o in found} == {("Norway", True), ("Russia", False)}


# Copies


def test_copies_of_one_text_are_one_origin_though_nobody_in_particular_speaks() -> None:
    words = "Graustark called the accusation a fog"
    copies = [printed(text, words, by=None) for text in (STORY, COPIES["moved"], COPIES["reworded"])]
    (origin,) = all_of(*copies)
    assert (origin.kind, origin.texts, len(origin.documents)) == (OriginKind.TEXT, 1, 3)


def test_texts_written_apart_are_two_origins_where_nobody_in_particular_speaks() -> None:
    found = all_of(
        printed(STORY, "Ruritania on Tuesday", by=None), printed(OTHER, "The parliament of Ruritania", by=None)
    )
    assert len(found) == 2


def test_a_copy_that_came_late_tells_of_the_statement_that_its_text_told_of() -> None:
    words = "blamed the navy of Graustark"
    late = printed(COPIES["cut"], words, published="2021-08-20")
    (origin,) = all_of(printed(STORY, words), late)
    assert origin.texts == 1


def test_reports_that_share_a_quotation_share_the_statement_and_are_two_texts() -> None:
    (origin,) = all_of(
        printed(STORY, "blamed the navy of Graustark"),
        printed(APART, "crews learned yesterday", published="2021-08-20"),
    )
    assert (origin.texts, len(origin.documents)) == (2, 2)


def test_a_text_and_its_copies_are_told_by_the_first_by_date() -> None:
    by_day = {"2021-07-21": STORY, "2021-07-20": COPIES["cut"], "2021-07-22": COPIES["moved"]}
    about = [printed(text, "Graustark", published=day) for day, text in by_day.items()]
    texts = Texts.of([r.document for r in about], {r.document.id: Fingerprint.of(r.document.text) for r in about})
    assert set(texts.text_of.values()) == {about[1].document.id}


# Named origins


def test_where_a_text_says_that_a_claim_was_made_is_named_with_its_words() -> None:
    text = "Harbour news.\n\nRussia did it, Norway's minister said in a statement on Monday. Ships sailed."
    (origin,) = all_of(printed(text, "Russia did it"))
    assert origin.kind is OriginKind.NAMED
    assert origin.named
    assert origin.named.document == origin.first
    stretch = origin.named.evidence
    assert text[stretch.start : stretch.end] == stretch.exact == "said in a statement"


def test_an_origin_is_named_by_the_sentence_of_the_claim_alone() -> None:
    text = "Russia did it, Norway holds.\n\nFishermen told Reuters that they had lost their nets."
    (origin,) = all_of(printed(text, "Russia did it"))
    assert origin.named is None


def test_an_origin_whose_text_is_there_is_not_named() -> None:
    news = printed("It was Russia, Norway said in a statement on Monday.", "It was Russia", on="2021-07-19")
    own = printed(
        "Norway holds Russia responsible.", "Norway holds Russia responsible", on="2021-07-19", mode=Mode.AUTHORED
    )
    (origin,) = all_of(news, own)
    assert (origin.kind, origin.named) == (OriginKind.TEXT, None)


def test_what_unnamed_officials_told_one_outlet_is_one_origin_and_another_outlet_another() -> None:
    told = [
        printed(f"{at} {words}", "Iran was behind the attack", by=None, published=day, of=[state("IR")])
        for at, words, day in (
            ("On deck:", "Iran was behind the attack, officials told Reuters.", "2021-07-20"),
            ("Ashore:", "Many believe Iran was behind the attack, Reuters reported.", "2021-07-22"),
            ("Inland:", "Iran was behind the attack, two men told the BBC.", "2021-07-21"),
        )
    ]  # fmt: skip
    found = all_of(*told)
    assert sorted((o.named.outlet or "", len(o.documents)) for o in found if o.named) == [("BBC", 1), ("Reuters", 2)]


# The case


def test_a_case_that_rests_on_one_origin_says_so() -> None:
    papers = [
        a_reading(say(SENTENCE, mode=QUOTED, about=STORTING), deny(f"Moscow told the {name} no.", about=STORTING))
        for name in ("Post", "Times", "Herald")
    ]
    case = only_case(*papers)
    assert case.single_origin
    assert [len(o.documents) for o in case.origins if o.attributes] == [3]
    assert line_by(case).origins == 1
    second = a_reading(say("Estonia blames Russia.", ESTONIA, about=STORTING))
    case = only_case(*papers, second)
    assert not case.single_origin
    assert line_by(case).origins == 2


def test_a_case_without_attributions_rests_on_none() -> None:
    case = only_case(a_reading(charge("Four were charged.", about=STORTING)))
    assert (case.single_origin, line_by(case).origins) == (False, 1)


def test_reports_of_a_case_say_whose_copies_they_are() -> None:
    case = only_case(*(printed(t, "blamed the navy of Graustark", about=STORTING) for t in (STORY, COPIES["cut"])))
    assert sorted(r.copy_of is None for r in case.reports) == [False, True]
    (first,) = [r.document for r in case.reports if r.copy_of is None]
    assert [r.copy_of for r in case.reports if r.copy_of] == [first]


def test_an_earlier_claim_cited_without_a_date_is_no_second_origin() -> None:
    now = a_reading(say(SENTENCE, on="2021-07-19", about=STORTING))
    later = a_reading(cite("Norway had blamed Russia before.", about=STORTING), published="2023-01-01")
    assert only_case(now, later).single_origin


@given(st.lists(readings(), max_size=4))
def test_every_claim_has_one_origin_in_any_order(found: list[Reading]) -> None:
    different = {r.document.id: r for r in found}.values()
    origins = all_of(*different)
    claims = sorted(claim for origin in origins for claim in origin.claims)
    assert claims == sorted(claim.id for r in different for claim in r.claims)
    assert len({origin.id for origin in origins}) == len(origins)
    assert all(o.first == o.documents[0] and 1 <= o.texts <= len(o.documents) for o in origins)
    assert origins == all_of(*reversed(list(different)))
