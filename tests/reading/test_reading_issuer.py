"""Whose words a document is: by its source, its title, its letterhead, or because several bodies say so."""

from __future__ import annotations

import time

import pytest
from reading_samples import by, context, document, held, joined, one

from callout.reading.context import prepare
from callout.reading.issuer import Issuer
from callout.record.acts import Act, Mode
from callout.record.document import Document
from callout.record.entity import EntityKind

_BODY = (
    "\n\nThe attackers entered the mail servers of the parliament in spring and read the letters of several members. "
    "They stayed for months before anybody saw them, and they left no note behind when they went.\n"
)
_OWN_BODY = (
    "\n\nWe have followed the people behind this campaign against aid workers in four states for three months. "
    "They sent letters with a false invoice. Our team has told those who were hit.\n"
)


def _issuer(text: str, source: str | None = None) -> Issuer | None:
    return prepare(Document.of(text, "test:text", source=source)).issuer


def _name(issuer: Issuer | None) -> str | None:
    """The state of an issuer, or the name of a company."""
    return (issuer.country or issuer.party.name) if issuer else None


# Titles


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Statement by the Norwegian Foreign Minister on the hacking of the parliament", "NO"),
        ("Statement by the Government of Norway on the hacking of the parliament", "NO"),
        ("Declaration by the High Representative on behalf of the European Union on hostile cyber conduct", "EU"),
        ("Statement by the North Atlantic Council on hostile cyber conduct", "NATO"),
        ("Remarks of the Spokesperson of the Ministry of Foreign Affairs of Estonia", "EE"),
        ("Speech by the President of Finland", "FI"),
        ("Danish Foreign Ministry’s statement on hackers", "DK"),
        ("Danish Foreign Ministry press release on hackers", "DK"),
        ("Ministry of Foreign Affairs of Japan: Press Conference by the Minister", "JP"),
    ],
)
def test_a_title_that_names_a_paper_and_who_gives_it_names_the_issuer(title: str, issuer: str) -> None:
    assert _name(_issuer(title + _BODY)) == issuer


@pytest.mark.parametrize("before", ["", "Hackers in the parliament\n", "4 May 2021\nHackers in the parliament\n"])
def test_the_head_of_an_issuer_is_the_line_that_names_it(before: str) -> None:
    title = "Statement by the Minister of Foreign Affairs of Norway"
    text = before + title + _BODY

    issuer = _issuer(text)

    assert issuer is not None
    assert issuer.head == (len(before), len(before) + len(title))


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Foreign Ministry of Denmark responds to the accusation of the Russian authorities", "DK"),
        ("Statement of the Danish Ministry of Foreign Affairs on the accusation of the Government of Iran", "DK"),
        ("Comment by the Russian Foreign Ministry on the report of the Government of Norway", "RU"),
        ("Spokesperson responds to the accusation by the Ministry of Foreign Affairs of Japan", None),
        ("Spokesperson answers the claims of the Government of Norway", None),
    ],
)
def test_whoever_said_what_a_title_answers_is_not_its_issuer(title: str, issuer: str | None) -> None:
    assert _name(_issuer(title + _BODY)) == issuer


@pytest.mark.parametrize(
    ("title", "issuer", "partners"),
    [
        (
            "Joint Statement of the Foreign Ministry of Japan and the Foreign Ministry of Norway on hackers",
            "JP",
            ["NO"],
        ),
        (
            "Joint Statement by the Governments of the United States, Japan and the Republic of Korea on hackers",
            "US",
            ["JP", "KR"],
        ),
        ("Joint Statement by the Government of Norway, Denmark and Sweden on hackers of Russia", "NO", ["DK", "SE"]),
        ("Statement by the Government of Norway on hackers of Russia", "NO", []),
    ],
)
def test_a_joint_statement_is_issued_by_its_list_but_not_by_whom_it_is_about(
    title: str, issuer: str, partners: list[str]
) -> None:
    found = _issuer(title + _BODY)

    assert found is not None
    assert (found.country, [partner.country for partner in found.partners]) == (issuer, partners)


# Letterheads


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("Ministry of Foreign Affairs of Denmark", "DK"),
        ("Danish Ministry of Foreign Affairs", "DK"),
        ("From: Ministry of Foreign Affairs of Denmark", "DK"),
        ("Press Centre of the Government of Denmark", "DK"),
        ("Federal Foreign Office of Germany", "DE"),
        ("Republic of Lithuania", "LT"),
        ("U.S. Department of Justice", "US"),
        ("Minister of Foreign Affairs\nRepublic of Latvia", "LV"),
    ],
)
def test_a_line_of_the_head_that_only_names_a_state_or_its_body_is_a_letterhead(letterhead: str, issuer: str) -> None:
    found = _issuer(f"A grave matter\n{letterhead}\n4 May 2021{_BODY}")

    assert _name(found) == issuer
    assert found is not None
    assert found.head is None


def test_a_ministry_without_its_state_is_of_the_state_whose_bodies_the_text_names_most() -> None:
    text = (
        "A grave matter\nMinistry of Foreign Affairs\n4 May 2021\n\n"
        "The Latvian police and the Latvian government looked into the hacking with the help of the Danish police. "
        "The Latvian police closed the case in the autumn of that year."
    )

    assert _name(_issuer(text)) == "LV"


def test_a_ministry_whose_state_nothing_names_is_no_issuer() -> None:
    assert _issuer("A grave matter\nMinistry of Foreign Affairs\n4 May 2021" + _BODY) is None


@pytest.mark.parametrize(
    "text",
    [
        # A headline, and a line that tells, ends as a sentence, or comes after the head.
        "Norway's Ministry of Foreign Affairs blames Russia for the hack of its parliament\nOSLO, 4 May",
        "Mail read for months\nNorwegian foreign ministry under attack from hackers\nOSLO, 4 May",
        "Mail read for months\nU.S. Department of Justice charges four men",
        "Mail read for months\nMinistry of Foreign Affairs of Denmark was hacked last night",
        "Mail read for months\nU.S. Department of Justice.",
        "Mail read for months\nBy Kari Lie in Oslo\n4 May 2021",
        "Mail read for months" + _BODY + "\nMinistry of Foreign Affairs of Denmark",
        "\n".join(["Mail read for months"] * 13) + "\nMinistry of Foreign Affairs of Denmark",
        "Mail read for months\nMinistry of Foreign Affairs of Denmark " + "and so on " * 25,
    ],
)
def test_a_line_that_names_a_body_is_not_always_a_letterhead(text: str) -> None:
    assert _issuer(text + _BODY) is None


# News


@pytest.mark.parametrize(
    "text",
    [
        "Norway blames Russia for hack\nBy Kari Lie, Reuters\nOSLO",
        "Hackers read mail of members\nReuters\nMinistry of Foreign Affairs of Norway",
        "Hackers read mail of members\nCNN\nNorwegian Foreign Ministry",
        "Hackers read mail of members\nKari Lie\n4 May 2021",
    ],
)
def test_news_has_no_issuer(text: str) -> None:
    assert _issuer(text + _BODY) is None


@pytest.mark.parametrize("source", ["Reuters", "The Guardian", "BBC News"])
def test_what_an_outlet_publishes_has_no_issuer_though_it_prints_a_statement(source: str) -> None:
    text = "Statement by the Government of Norway on the hacking of the parliament" + _BODY

    assert _name(_issuer(text)) == "NO"
    assert _issuer(text, source) is None


@pytest.mark.parametrize(
    ("agency", "state", "code"), [("KCNA", "DPRK", "KP"), ("Xinhua", "People’s Republic of China", "CN")]
)
def test_the_agency_of_a_state_carries_its_statements(agency: str, state: str, code: str) -> None:
    found = _issuer(f"On the matter of the mail\n{agency}\nMinistry of Foreign Affairs of the {state}{_BODY}")

    assert _name(found) == code


# Sources


@pytest.mark.parametrize(
    ("source", "issuer"),
    [
        ("Ministry of Foreign Affairs of Estonia", "EE"),
        ("FBI", "US"),
        ("NATO", "NATO"),
        ("Europol", "EU"),
        ("Microsoft", "Microsoft"),
        ("The Valley Courier", None),
        ("", None),
    ],
)
def test_a_body_or_a_company_that_publishes_a_document_issues_it(source: str, issuer: str | None) -> None:
    assert _name(_issuer("On the matter of the mail" + _BODY, source)) == issuer


def test_the_source_decides_before_the_title() -> None:
    text = "Statement by the Government of Norway on the hacking of the parliament" + _BODY

    assert _name(_issuer(text, "Ministry of Foreign Affairs of Estonia")) == "EE"


# Companies


def test_a_company_in_the_head_issues_a_text_in_the_first_person() -> None:
    found = _issuer("How it was stopped\nBy Microsoft Threat Intelligence\n12 May 2022" + _OWN_BODY)

    assert found is not None
    assert (found.party.name, found.party.kind, found.country) == ("Microsoft", EntityKind.COMPANY, None)


@pytest.mark.parametrize(
    "body",
    [
        "They saw the hackers. They stopped them. They used a new tool.",
        "We saw the hackers. They stopped in May. They used a new tool.",
        "He said: “We saw the hackers.” She said: “Our team stopped them.” They used a new tool.",
        "The U.S. and the US were hit. The US said so.",
    ],
)
def test_a_company_in_the_head_does_not_issue_what_others_tell_of_it(body: str) -> None:
    assert _issuer(f"How it was stopped\nMicrosoft\n12 May 2022\n\n{body}") is None


def test_a_company_that_begins_its_own_account_issues_it() -> None:
    text = (
        "A campaign against aid workers\n12 May 2022\n\n"
        "Today Facebook is sharing what we did about those who went after our users. We removed their accounts. "
        "Google saw them too, and Facebook thanks our colleagues there."
    )

    assert _name(_issuer(text)) == "Facebook"


def test_a_company_that_helped_whoever_tells_does_not_issue_the_account() -> None:
    text = (
        "A campaign against aid workers\n12 May 2022\n\n"
        "Google has helped us. We thank them. Facebook was hit, and Facebook closed the accounts on Facebook."
    )

    assert _issuer(text) is None


# Joint advisories


def test_bodies_that_say_that_they_issue_a_document_issue_it_together() -> None:
    text = (
        "Alert on routers\n\nThe FBI, CISA and NSA are publishing this advisory to warn of those who enter routers. "
        "It was written together with the Canadian Centre for Cyber Security." + _BODY
    )

    found = _issuer(text)

    assert found is not None
    assert found.party.name == "Federal Bureau of Investigation"
    assert [partner.country for partner in found.partners] == ["US", "US", "CA"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("The FBI and the NSA release this advisory on routers. The Danish police has not seen them.", ["US"]),
        ("The FBI and the NSA release this advisory on hackers whom the Danish Centre for Cyber Security saw.", ["US"]),
        ("The FBI, Microsoft and the NSA release this advisory on routers.", ["US"]),
    ],
)
def test_whoever_a_joint_advisory_only_tells_of_does_not_issue_it(text: str, partners: list[str]) -> None:
    found = _issuer("Routers in homes\n\n" + text)

    assert found is not None
    assert [partner.country for partner in found.partners] == partners


def test_one_body_alone_issues_no_joint_advisory() -> None:
    assert (
        _issuer("Routers in homes\n\nThe FBI releases this joint advisory on routers, many of them in homes.") is None
    )


# What follows for the claims


def test_the_issuer_of_a_statement_claims_what_it_says_without_naming_itself() -> None:
    text = (
        "Statement by the Government of Norway on the hacking of the parliament\n\n"
        "In the spring of this year the mail servers of the parliament were entered, and letters were taken.\n\n"
        "It is our assessment that Russia was behind the cyberattack."
    )

    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("NO", ["RU state is-state"])


def test_the_partners_of_a_joint_statement_claim_with_its_issuer() -> None:
    text = (
        "Joint Statement by the Governments of Norway, Denmark and Sweden on the hacking of parliaments\n\n"
        "In the spring of this year the mail servers of the parliament were entered, and letters were taken.\n\n"
        "We condemn Russia for the cyberattack on our parliaments."
    )

    claim = one(text, Act.CONDEMN)

    assert (by(claim), joined(claim), held(claim)) == ("NO", {"DK", "SE"}, ["RU state is-state"])


def test_without_an_issuer_the_voice_of_a_text_stays_open() -> None:
    claim = one("Hackers read mail of members\n\nRussia was behind the cyberattack.", Act.ATTRIBUTE)

    assert (by(claim), claim.mode) == (None, Mode.AUTHORED)


# Hostile texts


@pytest.mark.parametrize("text", ["", "\n\n\n", " ", "\t\n \n", "\u2028\u2028", "statement", "Joint Statement of"])
def test_a_text_that_says_nothing_has_no_issuer(text: str) -> None:
    assert prepare(document(text)).issuer is None


@pytest.mark.parametrize(
    "piece", ["x", " ", "we ", "statement by the ", "this joint ", "this advisory ", "Statement by the Danish police "]
)
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    context(text)

    assert time.process_time() - began < 5
