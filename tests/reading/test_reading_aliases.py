"""Other names of groups, malware and campaigns: claims of whoever calls them so."""

from __future__ import annotations

import pytest
from reading_samples import context

from callout.reading.aliases import aliases_of


def _said(text: str) -> set[tuple[str | None, str, str]]:
    found = aliases_of(context(text))
    for alias in found:
        stretch = alias.evidence
        assert text[stretch.start : stretch.end] == stretch.exact
        assert alias.name in stretch.exact
        assert alias.alias in stretch.exact
    return {(a.claimant.name if a.claimant else None, a.name, a.alias) for a in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The break-in was the work of APT28, also known as Fancy Bear, officials said.", [(None, "Fancy Bear")]),
        ("The break-in was the work of APT28 (aka Fancy Bear), officials said.", [(None, "Fancy Bear")]),
        ("Mail was read by APT28 (also tracked as Forest Blizzard).", [(None, "Forest Blizzard")]),
        ("Mail was read by APT28, which Microsoft calls Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        ("Mail was read by APT28, tracked by Microsoft as Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        ("Mail was read by APT28, dubbed Forest Blizzard by Microsoft.", [("Microsoft", "Forest Blizzard")]),
        ("Microsoft tracks APT28 as Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        ("Microsoft refers to the hacking group APT28 as Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        ("Microsoft says that APT28 is the same group as Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        ("Microsoft said APT28 is also known as Forest Blizzard.", [("Microsoft", "Forest Blizzard")]),
        (
            "It was APT28, also called Sofacy, Fancy Bear and STRONTIUM, that read the mail.",
            [(None, "Sofacy"), (None, "Fancy Bear"), (None, "STRONTIUM")],
        ),
        ("It was APT28, also known as Gilded Otter, that read the mail.", [(None, "Gilded Otter")]),
        ("It was APT28, also known as UNC9871.", [(None, "UNC9871")]),
    ],
)
def test_other_names_are_claims_of_whoever_gives_them(text: str, said: list[tuple[str | None, str]]) -> None:
    assert _said(text) == {(by, "APT28", alias) for by, alias in said}


@pytest.mark.parametrize(
    "text",
    [
        "APT28 is not the same group as APT29.",
        "APT28, not to be confused with APT29, read the mail.",
        "APT28 called Berlin a liar.",
        "APT28 read the mail as Norway voted.",
        "APT28 and APT29 read the mail.",
        "APT28, known for its patience, read the mail.",
        "Microsoft said that APT28 read the mail as Berlin slept.",
        "Mail was read by APT28, which Microsoft calls a threat to Europe.",
        "APT28 was wrongly also known as Turla.",
    ],
)
def test_words_that_give_no_other_name_give_none(text: str) -> None:
    assert _said(text) == set()


def test_the_issuer_of_a_document_says_what_it_says_in_its_own_voice() -> None:
    text = "Microsoft Threat Intelligence\n\nWe saw new mail theft by APT28, also known as Fancy Bear."
    ((by, name, alias),) = _said(text)
    assert (name, alias) == ("APT28", "Fancy Bear")
    assert by is None or "Microsoft" in by


def test_two_who_give_one_name_are_two_claims_and_one_who_repeats_it_is_one() -> None:
    text = (
        "APT28, which Microsoft calls Fancy Bear, read the mail. APT28, which Microsoft calls Fancy Bear, stayed. "
        "APT28, which Google calls Fancy Bear, left."
    )
    assert _said(text) == {("Microsoft", "APT28", "Fancy Bear"), ("Google", "APT28", "Fancy Bear")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Microsoft said that the group Nobelium had sent the mails. FireEye calls the group UNC2452.",
            {("FireEye", "Nobelium", "UNC2452")},
        ),
        (
            "Microsoft blamed the group Star Blizzard. Google, which calls the group Coldriver, sent out a warning.",
            {("Google", "Star Blizzard", "Coldriver")},
        ),
        (
            "Microsoft blamed the group Star Blizzard. Google tracks it as Coldriver.",
            {("Google", "Star Blizzard", "Coldriver")},
        ),
        (
            "The mails were stolen by APT28, which CrowdStrike calls Fancy Bear and Microsoft calls Forest Blizzard.",
            {("CrowdStrike", "APT28", "Fancy Bear"), ("Microsoft", "APT28", "Forest Blizzard")},
        ),
        # Which of the two?
        ("Microsoft told APT28 and APT29 apart. Google calls the group Coldriver.", set()),
        ("Microsoft blamed Star Blizzard. Google does not call the group Coldriver.", set()),
        ("Microsoft blamed Star Blizzard. Google calls the group a threat to Europe.", set()),
    ],
)
def test_the_group_that_somebody_calls_so_is_the_one_named_before(text: str, said: set[tuple[str, str, str]]) -> None:
    assert _said(text) == said
