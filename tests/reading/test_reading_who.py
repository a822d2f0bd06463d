from __future__ import annotations

import pytest
from reading_samples import by, claims, held, joined, one, read

from callout.record.acts import Act
from callout.record.claim import Claim

_DEED = "Russia was behind the cyberattack on the parliament"


def _voices(claim: Claim) -> list[tuple[str, str | None]]:
    return [(person.name, person.country) for person in claim.spokespeople]


# Roles with their state


@pytest.mark.parametrize(
    ("speaker", "claimant"),
    [
        ("Norway", "NO"),
        ("The Norwegian government", "NO"),
        ("The government of Norway", "NO"),
        ("The Norwegian foreign minister", "NO"),
        ("Norway’s foreign minister", "NO"),
        ("The UK foreign secretary", "GB"),
        ("The British prime minister", "GB"),
        ("Canberra", "AU"),
        ("The White House", "US"),
        ("The State Department", "US"),
        ("Downing Street", "GB"),
        ("The Polish embassy in Washington", "PL"),
        ("Poland's ambassador to Germany", "PL"),
        ("A spokesman for the German government", "DE"),
        ("A Danish defence ministry spokeswoman", "DK"),
        ("Lithuanian officials", "LT"),
        ("The European Union", "EU"),
        ("NATO", "NATO"),
        ("The EU's high representative", "EU"),
        ("The Danish service", "DK"),
        ("The Swedish side", "SE"),
        ("The agency in Prague", "CZ"),
        ("In Canberra the defence minister", "AU"),
        ("Speaking in Tallinn, the foreign minister", "EE"),
    ],
)
def test_what_a_role_says_is_the_claim_of_its_state(speaker: str, claimant: str) -> None:
    claim = one(f"{speaker} said that {_DEED}.", Act.ATTRIBUTE)

    assert by(claim) == claimant
    assert held(claim) == ["RU state is-state"]


@pytest.mark.parametrize(
    ("speaker", "name", "country"),
    [
        ("The National Cyber Security Centre of the UK", None, "GB"),
        ("The Dutch intelligence service AIVD", "AIVD", "NL"),
        ("The FBI", "Federal Bureau of Investigation", "US"),
        ("The Bundestag", "Bundestag", "DE"),
        ("CERT-UA", "CERT-UA", "UA"),
    ],
)
def test_what_a_named_body_says_is_its_own_claim_for_its_state(speaker: str, name: str | None, country: str) -> None:
    claim = one(f"{speaker} said that {_DEED}.", Act.ATTRIBUTE)

    assert claim.claimant is not None
    assert claim.claimant.country == country
    assert name is None or claim.claimant.name == name


# Persons


@pytest.mark.parametrize(
    ("text", "person", "role", "country"),
    [
        (
            f"Norway's foreign minister, Ine Eriksen Soreide, said that {_DEED}.",
            "Ine Eriksen Soreide",
            "foreign minister",
            "NO",
        ),
        (
            f"The foreign minister of Estonia, Eva-Maria Liimets, said that {_DEED}.",
            "Eva-Maria Liimets",
            "foreign minister",
            "EE",
        ),
        (f"Polish prime minister Jan Kowalski said that {_DEED}.", "Jan Kowalski", "prime minister", "PL"),
        (f"“{_DEED},” the Danish defence minister, Trine Hansen, said.", "Trine Hansen", "defence minister", "DK"),
        (f"“{_DEED},” said Trine Hansen, the Danish defence minister.", "Trine Hansen", "defence minister", "DK"),
    ],
)
def test_a_person_who_is_introduced_speaks_for_the_state_of_the_office(
    text: str, person: str, role: str, country: str
) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert by(claim) == country
    assert _voices(claim) == [(person, country)]
    assert role in (claim.spokespeople[0].role or "").lower()


@pytest.mark.parametrize("later", ["Hansen", "Ms Hansen", "Ms. Hansen", "Minister Hansen"])
def test_a_surname_later_is_the_person_who_was_introduced(later: str) -> None:
    text = f"The Danish defence minister, Trine Hansen, met reporters on Monday.\n\n{later} said that {_DEED}."

    claim = one(text, Act.ATTRIBUTE)

    assert by(claim) == "DK"
    assert _voices(claim) == [("Trine Hansen", "DK")]


@pytest.mark.parametrize(
    ("introduced", "pronoun"),
    [
        ("The Danish defence minister, Trine Hansen, said the hackers had read mail.", "She"),
        ("The Belgian foreign minister, Jan Peeters, told reporters that mail had been read in the hack.", "He"),
    ],
)
def test_a_pronoun_later_is_the_person_who_spoke_last(introduced: str, pronoun: str) -> None:
    claim = one(f"{introduced} {pronoun} said that {_DEED}.", Act.ATTRIBUTE)

    assert by(claim) == ("DK" if pronoun == "She" else "BE")
    assert len(claim.spokespeople) == 1


def test_the_ministers_are_those_whom_the_document_introduced() -> None:
    text = (
        "The Danish defence minister, Trine Hansen, and the Danish foreign minister, Jeppe Lund, spoke to "
        "reporters on Monday "
        f"about the hack.\n\nThe ministers said that {_DEED}."
    )

    claim = one(text, Act.ATTRIBUTE)

    assert by(claim) == "DK"
    assert {name for name, _ in _voices(claim)} == {"Trine Hansen", "Jeppe Lund"}


def test_the_ministry_later_is_the_ministry_that_spoke() -> None:
    text = (
        "The Estonian foreign ministry said on Monday that hackers had entered its network. "
        f"The ministry said that {_DEED}."
    )

    assert by(one(text, Act.ATTRIBUTE)) == "EE"


def test_an_official_without_a_name_has_a_role_and_no_name_of_a_person() -> None:
    claim = one(f"A senior US official said that {_DEED}.", Act.ATTRIBUTE)

    assert by(claim) == "US"
    assert all(person.name == person.role and "official" in person.name for person in claim.spokespeople)


def test_a_person_of_nobody_in_particular_speaks_for_no_state() -> None:
    claim = one(f"Sven Olsen, a consultant, said that {_DEED}.", Act.ATTRIBUTE)

    assert claim.claimant is None or claim.claimant.country is None


# Companies and other organisations


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (f"Microsoft said that {_DEED}.", "Microsoft"),
        (f"Researchers at FireEye said that {_DEED}.", "FireEye"),
        (f"The security firm Mandiant said in a report that {_DEED}.", "Mandiant"),
        (f"Tom Burt, a vice president at Microsoft, said that {_DEED}.", "Microsoft"),
        (f"“{_DEED},” said Anna Berg, chief executive of CrowdStrike.", "CrowdStrike"),
        (f"According to Symantec, {_DEED}.", "Symantec"),
        (f"The cybersecurity firm Nordlys said that {_DEED}.", "Nordlys"),
        (f"Anna Berg, head of research at Nordlys, said that {_DEED}.", "Nordlys"),
    ],
)
def test_what_an_expert_of_a_company_says_is_the_claim_of_the_company(text: str, claimant: str) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.country) == (claimant, None)


def test_the_company_later_is_the_company_that_spoke() -> None:
    text = f"FireEye published a report on the breach on Monday. The company said that {_DEED}."

    assert by(one(text, Act.ATTRIBUTE)) == "FireEye"


def test_an_executive_who_is_introduced_speaks_for_the_company_by_surname() -> None:
    text = f"Anna Berg, chief executive of CrowdStrike, met reporters. Berg said that {_DEED}."

    claim = one(text, Act.ATTRIBUTE)

    assert by(claim) == "CrowdStrike"
    assert [person.name for person in claim.spokespeople] == ["Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        f"The Nordic Centre for Network Studies (NCNS) was founded in 1999. NCNS said that {_DEED}.",
        f"The Nordic Centre for Network Studies (NCNS) met. The NCNS said on Monday that {_DEED}.",
    ],
)
def test_an_abbreviation_in_parentheses_stands_for_its_organisation_from_then_on(text: str) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert claim.claimant is not None
    assert claim.claimant.name == "Nordic Centre for Network Studies"


def test_an_abbreviation_of_a_known_body_stands_for_that_body() -> None:
    text = f"The Norwegian Police Security Service (PST) met. PST said that {_DEED}."

    claim = one(text, Act.ATTRIBUTE)

    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.country) == ("Norwegian Police Security Service", "NO")


# Several


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (f"Norway and Denmark said that {_DEED}.", {"NO", "DK"}),
        (f"Norway, Denmark and Sweden said that {_DEED}.", {"NO", "DK", "SE"}),
        (f"The United States, the United Kingdom and Canada said on Thursday that {_DEED}.", {"US", "GB", "CA"}),
        (f"The FBI and CISA said that {_DEED}.", {"US"}),
    ],
)
def test_those_who_speak_together_make_one_joint_claim(text: str, claimants: set[str]) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert {by(claim), *joined(claim)} == claimants


def test_two_bodies_of_one_state_are_two_parties() -> None:
    claim = one(f"The FBI and CISA said that {_DEED}.", Act.ATTRIBUTE)

    assert len(claim.partners) == 1
    assert claim.claimant is not None
    assert claim.claimant.id != claim.partners[0].id


def test_a_speaker_whom_the_text_does_not_settle_is_not_guessed() -> None:
    for text in (f"They said that {_DEED}.", f"The spokesman said that {_DEED}.", f"Experts said that {_DEED}."):
        assert [claim.claimant for claim in claims(text)] in ([], [None]), text


def test_the_document_itself_is_no_named_claimant() -> None:
    claim = one("Russian hackers broke into the mail servers of the parliament.", Act.ATTRIBUTE)

    assert claim.claimant is None
    assert claim.mode == "authored"


def test_the_entities_of_a_reading_are_the_parties_and_the_accused_once_each() -> None:
    reading = read(f"Norway and Denmark said that {_DEED}. Norway accused Russia of the hack again.")

    ids = [entity.id for entity in reading.entities]
    assert len(ids) == len(set(ids))
    assert {"Norway", "Denmark", "Russia"} <= {entity.name for entity in reading.entities}


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        (
            "The director of Canada's cyber centre, Ada Brook, said China was behind the intrusion.",
            "Ada Brook",
            "director of Canada's cyber centre",
        ),
        (
            "The head of threat research at Mandiant, Ada Brook, said the GRU was behind the hack.",
            "Ada Brook",
            "head of threat research at Mandiant",
        ),
    ],
)
def test_a_name_after_the_head_of_a_body_is_who_speaks_for_it(text: str, person: str, role: str) -> None:
    (claim,) = claims(text)

    assert [(one.name, one.role) for one in claim.spokespeople] == [(person, role)]


def test_a_name_after_what_somebody_else_is_does_not_get_the_office() -> None:
    (claim,) = claims("Russia was behind the hack of the bank and Ben Hill is the head of Mandiant, Ada Brook said.")

    assert "head of Mandiant" not in [one.role for one in claim.spokespeople]


def test_a_noun_with_several_adjectives_names_several_states() -> None:
    claim = one(f"Dutch and Belgian services said that {_DEED}.", Act.ATTRIBUTE)
    assert {by(claim), *joined(claim)} == {"NL", "BE"}


@pytest.mark.parametrize(
    ("text", "person", "country"),
    [
        (f"The minister for Internal Security Fiona Marsh of Ireland said that {_DEED}.", "Fiona Marsh", "IE"),
        (f"Oskar Lind, who heads the Swedish parliament's defence committee, said that {_DEED}.", "Oskar Lind", "SE"),
        (f"Milan Kovar, a researcher at the foreign ministry in Prague, said that {_DEED}.", "Milan Kovar", "CZ"),
    ],
)
def test_a_person_speaks_for_the_state_that_his_post_is_of(text: str, person: str, country: str) -> None:
    assert _voices(one(text, Act.ATTRIBUTE)) == [(person, country)]


@pytest.mark.parametrize(
    "text",
    [
        "Officials said the GRU hacked the ministry's servers.",
        "Investigators have traced the cyberattack to the Tehran regime.",
        "The government accused Iranian intelligence of hacking its servers.",
        "The minister said that China's Ministry of State Security hacked the telecoms.",
    ],
)
def test_whoever_is_accused_is_not_guessed_to_have_said_so(text: str) -> None:
    assert by(one(text, Act.ATTRIBUTE)) is None


def test_an_office_before_one_word_of_a_broken_name_is_no_person() -> None:
    found = read(
        "students friday a ccused li byan leader moamer gaddafi of hac king websites reporting on strikes", speech=True
    )
    assert not [person for claim in found.claims for person in claim.spokespeople]


def test_a_title_that_only_one_state_has_speaks_for_it() -> None:
    (claim,) = claims("The Taoiseach accused Russia of the cyberattack on the health service.")
    assert claim.claimant is not None
    assert claim.claimant.country == "IE"


def test_experts_are_of_no_state_that_the_text_happens_to_name() -> None:
    text = "Anonymous Sudan, which experts tie to Russia, said it had knocked the site of a Kenyan ministry offline."
    assert "KE" not in [by(c) for c in claims(text)]


def test_the_place_where_a_minister_speaks_is_not_his_name() -> None:
    text = "In Tirana, the prime minister said Iran had carried out the cyberattack on Albanian government sites."
    claim = one(text, Act.ATTRIBUTE)
    assert by(claim) == "AL"
    assert [p.name for p in claim.spokespeople] == ["prime minister"]
