from __future__ import annotations

import pytest
from reading_samples import by, claims, held, joined, one

from callout.record.acts import Act, ActClass, Mode, Standing

# One or two sentences for each act of record.md: who, which act, of whom. Each sentence makes one claim.

_ACTS = [
    # attribute
    ("Germany accused Russia of hacking the Bundestag in 2015.", Act.ATTRIBUTE, "DE", ["RU state is-state"]),
    ("Norway blamed China for the cyberattack on its administration.", Act.ATTRIBUTE, "NO", ["CN state is-state"]),
    ("Georgia attributed the cyberattack to the GRU.", Act.ATTRIBUTE, "GE", ["RU state-organ is-state"]),
    ("Ukraine said that Russia carried out the cyberattack.", Act.ATTRIBUTE, "UA", ["RU state is-state"]),
    ("Iran is behind the cyberattack, Albania said.", Act.ATTRIBUTE, "AL", ["IR state is-state"]),
    (
        "Britain named the GRU as the author of the NotPetya cyberattack.",
        Act.ATTRIBUTE, "GB", ["RU state-organ is-state"],
    ),
    ("Canada held North Korea responsible for the WannaCry attack.", Act.ATTRIBUTE, "CA", ["KP state is-state"]),
    ("FireEye linked the malware to Vietnam.", Act.ATTRIBUTE, "FireEye", ["VN state is-state"]),
    ("South Korea traced the cyberattack on its banks to North Korea.", Act.ATTRIBUTE, "KR", ["KP state is-state"]),
    # support
    (
        "Poland endorsed the British statement that attributes the NotPetya attack to Russia.",
        Act.SUPPORT, "PL", ["RU state is-state"],
    ),
    # acknowledge
    (
        "NATO acknowledged statements by allies that attribute responsibility for the hack to China.",
        Act.ACKNOWLEDGE,
        "NATO",
        ["CN state is-state"],
    ),
    # suspect
    ("Belgium suspects China of hacking its interior ministry.", Act.SUSPECT, "BE", ["CN state is-state"]),
    # condemn
    ("Denmark condemned Russia for the cyberattack on Georgia.", Act.CONDEMN, "DK", ["RU state is-state"]),
    ("Denmark condemned Chinese cyber espionage.", Act.CONDEMN, "DK", ["CN unnamed nationals"]),
    # concern
    ("Japan said it was concerned about cyberattacks by China.", Act.CONCERN, "JP", ["CN state is-state"]),
    ("Japan is concerned about hacking by China.", Act.CONCERN, "JP", ["CN state is-state"]),
    # urge
    ("The European Union urged China to stop the hacking.", Act.URGE, "EU", ["CN state is-state"]),
    ("New Zealand called on China to end such cyber activity.", Act.URGE, "NZ", ["CN state is-state"]),
    # warn
    ("The United States warned Russia against cyberattacks on its elections.", Act.WARN, "US", ["RU state is-state"]),
    # charge
    (
        "The United States charged six GRU officers over the NotPetya cyberattack.",
        Act.CHARGE,
        "US",
        ["RU officer is-state"],
    ),
    ("US prosecutors indicted three Iranian hackers over the breach.", Act.CHARGE, "US", ["IR unnamed nationals"]),
    # sanction
    (
        "The European Union sanctioned the GRU over the hack of the Bundestag.",
        Act.SANCTION, "EU", ["RU state-organ is-state"],
    ),
    (
        "Britain imposed sanctions on two FSB officers over the hacking campaign.",
        Act.SANCTION, "GB", ["RU officer is-state"],
    ),
    # arrest
    ("Spanish police arrested a Russian hacker over the botnet.", Act.ARREST, "ES", ["RU unnamed nationals"]),
    # expel
    (
        "The Netherlands expelled four Russian intelligence officers over the hacking attempt.",
        Act.EXPEL,
        "NL",
        ["RU officer is-state"],
    ),
    # summon
    (
        "Germany summoned the Russian ambassador over the hack of the Bundestag.",
        Act.SUMMON, "DE", ["RU officer is-state"],
    ),
    # disrupt
    ("The FBI dismantled a botnet of thousands of routers.", Act.DISRUPT, "US", []),
    ("Microsoft seized domains that were used in the hacking campaign.", Act.DISRUPT, "Microsoft", []),
    # advise
    ("CISA published an advisory on the hacking campaign.", Act.ADVISE, "US", []),
    ("The NCSC of the United Kingdom issued guidance on the malware.", Act.ADVISE, "GB", []),
    ("Norway urged companies to patch the vulnerability.", Act.ADVISE, "NO", []),
    # patch
    ("Microsoft released a patch for the vulnerability in Exchange.", Act.PATCH, "Microsoft", []),
    ("Fortinet fixed the vulnerability.", Act.PATCH, "Fortinet", []),
]  # fmt: skip

_CHARGE = "Britain accused Russia of the cyberattack on Georgia. "

_RESPONSES = [
    # deny
    ("Russia denied that it was behind the cyberattack.", Act.DENY, "RU"),
    ("The Kremlin said Russia had nothing to do with the cyberattack.", Act.DENY, "RU"),
    ("The Russian embassy in London denied any involvement in the hack.", Act.DENY, "RU"),
    # reject
    ("Russia rejected the accusations.", Act.REJECT, "RU"),
    ("The Russian foreign ministry called the accusations baseless.", Act.REJECT, "RU"),
    ("Moscow dismissed the allegation as a fabrication.", Act.REJECT, "RU"),
    # decline
    ("The Russian embassy declined to comment on the hack.", Act.DECLINE, "RU"),
]

_NOBODY: list[str] = []
_PERFORMED = [(_CHARGE + sentence, act, claimant, _NOBODY) for sentence, act, claimant in _RESPONSES]


@pytest.mark.parametrize(("sentence", "act", "claimant", "accused"), _ACTS)
def test_a_sentence_makes_the_claim_that_its_verb_performs(
    sentence: str, act: Act, claimant: str, accused: list[str]
) -> None:
    claim = one(sentence, act)

    assert (by(claim), held(claim), claim.standing) == (claimant, accused, Standing.ASSERTED)


@pytest.mark.parametrize(("sentence", "act", "_claimant", "_accused"), _ACTS)
def test_a_sentence_with_one_act_makes_one_claim(sentence: str, act: Act, _claimant: str, _accused: list[str]) -> None:
    assert [claim.act for claim in claims(sentence)] == [act]


@pytest.mark.parametrize(("text", "act", "claimant", "accused"), _PERFORMED)
def test_an_answer_of_the_accused_is_a_response_without_an_accused(
    text: str, act: Act, claimant: str, accused: list[str]
) -> None:
    claim = one(text, act)

    assert (by(claim), held(claim), claim.standing) == (claimant, accused, Standing.ASSERTED)
    assert claim.act_class is ActClass.RESPONSE


@pytest.mark.parametrize(("text", "act", "_claimant", "_accused"), _PERFORMED)
def test_an_answer_is_one_claim_beside_the_attribution(
    text: str, act: Act, _claimant: str, _accused: list[str]
) -> None:
    assert [claim.act for claim in claims(text)] == [Act.ATTRIBUTE, act]


def test_an_answer_keeps_the_ground_that_it_gives() -> None:
    assert (
        one(_CHARGE + "The Russian foreign ministry called the accusations baseless.", Act.REJECT).ground == "baseless"
    )


@pytest.mark.parametrize(
    ("answer", "accused"),
    [
        ("Russia said that Britain is itself the biggest hacker.", ["GB state is-state"]),
        ("“Britain is the world's largest hacker,” the Russian foreign ministry said.", ["GB state is-state"]),
    ],
)
def test_an_accused_that_accuses_its_accuser_counter_accuses(answer: str, accused: list[str]) -> None:
    claim = one(_CHARGE + answer, Act.COUNTER_ACCUSE)

    assert (by(claim), held(claim)) == ("RU", accused)


@pytest.mark.parametrize(
    ("threat", "standing"),
    [
        ("Russia will retaliate if sanctions are imposed, its foreign ministry said.", Standing.CONDITIONAL),
        ("Russia threatened to retaliate against the accusations.", Standing.ASSERTED),
        ("The Kremlin vowed retaliation over the accusations.", Standing.ASSERTED),
    ],
)
def test_an_accused_that_threatens_its_accuser_threatens(threat: str, standing: Standing) -> None:
    claim = one(_CHARGE + threat, Act.THREATEN)

    assert (by(claim), claim.standing) == ("RU", standing)


def test_a_victim_that_denies_a_breach_denies() -> None:
    assert by(one("Microsoft said it was not breached by the hackers.", Act.DENY)) == "Microsoft"


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_class(act: Act) -> None:
    assert act.act_class in ActClass


# Joining


@pytest.mark.parametrize(
    ("sentence", "claimant", "partners"),
    [
        ("Canada joined with Britain and Australia to accuse Russia of the hack.", "CA", {"GB", "AU"}),
        ("Japan joined the United States and Canada in blaming China for the hack.", "JP", {"US", "CA"}),
        ("Norway and Denmark accused Russia of the hack.", "NO", {"DK"}),
        ("Norway, Denmark, Sweden and Finland blamed Russia for the hack.", "NO", {"DK", "SE", "FI"}),
        ("The NSA, the FBI and CISA attributed the hack to the GRU.", "US", {"US"}),
        ("The United States and the European Union blamed China for the hack.", "US", {"EU"}),
        ("Norway joined forces with Denmark and Iceland to accuse China of the hack.", "NO", {"DK", "IS"}),
    ],
)
def test_a_joint_list_is_one_claim_with_all_partners(sentence: str, claimant: str, partners: set[str]) -> None:
    claim = one(sentence, Act.ATTRIBUTE)

    assert (by(claim), joined(claim)) == (claimant, partners)


def test_partners_are_no_accused_and_the_accused_no_partner() -> None:
    claim = one("Norway and Denmark accused Russia and Belarus of the hack.", Act.ATTRIBUTE)

    assert ({by(claim), *joined(claim)}, {a.state for a in claim.accused}) == ({"NO", "DK"}, {"RU", "BY"})


# Merging within a document


def test_a_headline_a_lead_and_a_quotation_that_repeat_each_other_are_one_claim() -> None:
    text = (
        "Norway blames Russia for the hack of its parliament\n\n"
        "Norway has blamed Russia for the hack of its parliament, the foreign minister said on Tuesday.\n\n"
        "“Russia was behind the hack of the parliament,” the Norwegian foreign minister, Kari Lie, told reporters."
    )

    claim = one(text, Act.ATTRIBUTE)

    assert (by(claim), held(claim)) == ("NO", ["RU state is-state"])
    assert len(claim.evidence) == 3
    assert claim.mode is Mode.QUOTED
    assert [person.name for person in claim.spokespeople] == ["Kari Lie"]


def test_two_claimants_that_say_different_things_make_two_claims() -> None:
    text = (
        "Australia said that China's Ministry of State Security hacked Microsoft Exchange servers. "
        "The European Union said that the exploitation of Microsoft Exchange was undertaken from the "
        "territory of China."
    )

    found = {by(claim): held(claim) for claim in claims(text, Act.ATTRIBUTE)}

    assert found == {"AU": ["CN state-organ is-state"], "EU": ["CN unnamed from-territory"]}


def test_the_same_claimant_on_two_conducts_makes_two_claims() -> None:
    text = "Britain blamed Russia for the NotPetya malware. Britain blamed Russia for the SolarWinds hack."

    assert len(claims(text, Act.ATTRIBUTE)) == 2


def test_an_earlier_claim_on_another_conduct_stays_apart() -> None:
    text = (
        "Norway blamed Russia for the hack of its parliament on Tuesday. "
        "Norway previously blamed Russia for a cyberattack on its health service."
    )

    assert {claim.standing for claim in claims(text, Act.ATTRIBUTE)} == {Standing.ASSERTED, Standing.PAST}


# Modes


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“Russia hacked our parliament,” the Norwegian foreign minister said.", Mode.QUOTED),
        ("Norway said that Russia hacked its parliament.", Mode.REPORTED),
        ("Russian hackers broke into the mail servers of the parliament.", Mode.AUTHORED),
    ],
)
def test_the_mode_says_whose_words_the_evidence_is(text: str, mode: Mode) -> None:
    assert one(text, Act.ATTRIBUTE).mode is mode


# No claim


@pytest.mark.parametrize(
    "sentence",
    [
        "China accused the United States of raising tensions over Taiwan.",
        "Russia blamed NATO for the war in Ukraine.",
        "The United States sanctioned Iran over its missile programme.",
        "Russia expelled two Norwegian diplomats over a fishing dispute.",
        "Germany summoned the Turkish ambassador over an arrest at the border.",
        "France condemned Iran for the execution of a prisoner.",
        "Britain charged three Russian citizens over a poisoning.",
        "The European Union urged Belarus to free its prisoners.",
        "Japan expressed concern about North Korea's missiles.",
        "The minister said that the drums of war were beating.",
        "Australia and China signed a trade agreement on Monday.",
        "Russia and the United States will discuss cybersecurity in Geneva.",
        "Norway will spend more on cyber defence next year.",
        "Estonia hosts a NATO centre for cyber defence.",
        "Microsoft said that its cloud revenue rose.",
        "The Chinese foreign minister met his Russian colleague in Moscow.",
        "The United States and China competed at the Olympic Games.",
    ],
)
def test_politics_without_cyber_conduct_makes_no_claim(sentence: str) -> None:
    assert [(claim.act.value, by(claim), held(claim)) for claim in claims(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hackers broke into the mail servers of the Norwegian parliament.",
        "The Norwegian parliament said that its mail servers were hacked.",
        "A ransomware attack stopped the trains in Denmark.",
        "The malware was found on computers in Ukraine, Poland and Germany.",
        "The breach at the Dutch university was found in May.",
        "Ukraine is the main target of the cyberattacks.",
    ],
)
def test_a_report_that_only_names_victims_makes_no_attribution(sentence: str) -> None:
    assert [claim for claim in claims(sentence) if claim.act_class is ActClass.ATTRIBUTION] == []


@pytest.mark.parametrize(
    ("text", "claimant", "state"),
    [
        ("Norway said that Russia hacked its website.", "Norway", "RU"),
        ("Estonia says that China defaced more than forty websites in May.", "Estonia", "CN"),
        ("The cyber intrusion at the parliament was Russia's doing, Norway said.", "Norway", "RU"),
    ],
)
def test_what_is_hacked_may_be_a_website_and_a_hack_somebody_s_doing(text: str, claimant: str, state: str) -> None:
    claim = one(text, Act.ATTRIBUTE)

    assert claim.claimant is not None
    assert claim.claimant.name == claimant
    assert [accused.state for accused in claim.accused] == [state]


@pytest.mark.parametrize(
    "text",
    [
        "The report on the hack of the bank was Norway's work, the minister said.",
        "Russia published a report about the hackers, Norway said.",
    ],
)
def test_who_writes_a_report_on_a_hack_is_not_accused(text: str) -> None:
    assert not [claim for claim in claims(text) if claim.accused]


# Measures told in other words


_TOLD = [
    ("Tirana accused Iran of the cyberattack and gave the embassy's staff 48 hours to leave.", Act.EXPEL, "AL", "IR"),
    ("The Danish government had the ambassador of Iran summoned over the hack.", Act.SUMMON, "DK", "IR"),
    ("The Russian ambassador was called in to the Swedish foreign ministry over the hack.", Act.SUMMON, "SE", "RU"),
    (
        "Oslo will not follow Britain and Canada, which both sanctioned Chinese hackers on Monday.",
        Act.SANCTION, "GB", "CN",
    ),
    ("Chile became the first country to sanction the hacking group Kimsuky.", Act.SANCTION, "CL", "KP"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "act", "who", "state"), _TOLD)
def test_measures_told_in_other_words(text: str, act: Act, who: str, state: str) -> None:
    claim = one(text, act)
    assert by(claim) == who
    assert [a.state for a in claim.accused] == [state]


def test_all_firms_of_a_list_are_sanctioned() -> None:
    claim = one("The Commerce Department added NSO Group and Candiru to its Entity List over spyware.", Act.SANCTION)
    assert {a.name for a in claim.accused} == {"NSO Group", "Candiru"}


def test_the_maker_rather_than_what_it_is_has_patched() -> None:
    text = "We reported both flaws to Cisco, the American maker of the software, which has released fixes."
    assert by(one(text, Act.PATCH)) == "Cisco"


# Deeds told with plain verbs


_AFTER = "The malware was found after the cyberattack. "


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("North Korea wiped the computers of three banks in Seoul.", "KP"),
        ("The GRU knocked out the modems of a satellite operator before the invasion.", "RU"),
        ("The broadcaster was taken off the air by the GRU.", "RU"),
        ("China's Ministry of State Security sat in the networks of the telecoms for two years.", "CN"),
        ("Tehran got into the mailboxes of the campaign and sent the files to reporters.", "IR"),
        ("Belarus's KGB bugged the phones of exiles.", "BY"),
        ("It was Moscow that did this to the network.", "RU"),
        ("The FSB slipped its code into an update of the tax software.", "RU"),
    ],
)
def test_plain_verbs_tell_deeds_where_a_document_is_about_them(text: str, state: str) -> None:
    assert [a.state for c in claims(_AFTER + text, Act.ATTRIBUTE) for a in c.accused] == [state]


@pytest.mark.parametrize(
    "text",
    [
        "Iran switched off its servers.",
        "Germany read the report and sat in the meeting.",
        "France took its ministry's website offline.",
    ],
)
def test_plain_verbs_tell_no_deed_of_what_is_ones_own(text: str) -> None:
    assert claims(_AFTER + text, Act.ATTRIBUTE) == []


def test_whoever_a_condemned_deed_is_by_is_condemned() -> None:
    assert held(one("Norway condemned this cyberattack by Russia.", Act.CONDEMN)) == ["RU state is-state"]


def test_a_reporting_clause_at_the_end_reports_by_any_verb() -> None:
    claim = one("Iran hacked the ministry and leaked its mail, the Albanian minister charged.", Act.ATTRIBUTE)
    assert by(claim) == "AL"


def test_one_national_is_not_the_state() -> None:
    claim = one("An Iranian wrote the malware that hit the bank, the FBI said.", Act.ATTRIBUTE)
    assert held(claim) == ["IR individuals nationals"]


@pytest.mark.parametrize(
    "text",
    [
        "“If the West takes harsh steps, spies on China, or imposes so-called sanctions on China, we will retaliate,”"
        " the Global Times said after the hacking charge.",
        "Unless the hacking stops or the ministry expels Russia's diplomats, nothing changes, the opposition said.",
        "If the cyberattacks go on, the European Union will sanction Russia, if all agree, its spokesman said.",
    ],
)
def test_a_measure_that_hangs_on_a_condition_is_no_measure(text: str) -> None:
    assert not [c for c in claims(text) if c.act is Act.SANCTION]


@pytest.mark.parametrize(
    "text",
    [
        "Spain said that Russia broke into the website of the Senate.",
        "Spain said that the GRU had got into the mailboxes of deputies.",
        "Russia stole data from the servers of the Senate, Spain said.",
        "Moscow's spies copied documents from the computers of the ministry, Spain said.",
        "Spain said that Russia had stolen bitcoins from an exchange.",
        "Spain said on Friday that Russia stole the passwords of officers.",
    ],
)
def test_getting_into_electronic_systems_is_cyber_conduct_without_a_word_for_it(text: str) -> None:
    claim = one(text, Act.ATTRIBUTE)
    assert claim.claimant is not None
    assert (claim.claimant.name, [a.state for a in claim.accused]) == ("Spain", ["RU"])


@pytest.mark.parametrize(
    "text",
    [
        "Spain said that its police had broken up a network of smugglers.",
        "Spain said that it had got into its mailboxes again.",
        "Italy said that Spain had entered the council.",
    ],
)
def test_getting_into_what_is_ones_own_or_no_system_is_none(text: str) -> None:
    assert not claims(text, Act.ATTRIBUTE)


@pytest.mark.parametrize(
    "text",
    [
        "Swedish senators learned on Friday that Chinese hackers of APT31 had read their mail.",
        "Portugal's government found out that Russian hackers had copied its files.",
        "Ireland's president read in the paper that Russia had hacked his office.",
    ],
)
def test_whoever_learns_of_a_deed_does_not_claim_it(text: str) -> None:
    assert by(one(text, Act.ATTRIBUTE)) is None


def test_from_whom_somebody_learns_claims_it() -> None:
    assert by(one("The senators learned from the FBI that Chinese hackers had read their mail.", Act.ATTRIBUTE)) == "US"


_BLAMED = "On Friday Austria blamed Russia for the hack of its ministry. "


@pytest.mark.parametrize(
    "text", ["Spain did the same on Monday.", "Spain followed suit on Monday.", "Spain too blamed Moscow on Monday."]
)
def test_who_does_so_right_after_an_accusation_accuses_too(text: str) -> None:
    found = [c for c in claims(_BLAMED + text, Act.ATTRIBUTE) if by(c) == "ES"]
    assert [(held(c), c.said_on.phrase if c.said_on else None) for c in found] == [(["RU state is-state"], "Monday")]


@pytest.mark.parametrize(
    "text",
    [
        "Spain did not do so.",
        "Russia did the same to Austria.",
        "It rained all day. Spain did so in May.",
        "Spain blamed Russia for the price of grain.",
        "Two other governments blamed Russia.",
    ],
)
def test_who_does_something_else_after_an_accusation_does_not_accuse(text: str) -> None:
    assert [by(c) for c in claims(_BLAMED + text, Act.ATTRIBUTE)] == ["AT"]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Two Belarusian officers were added to the EU's sanctions list for hacking the Sejm.", "European Union"),
        ("Iran's CyberAv3ngers were placed on the US sanctions list for hacking water utilities.", "United States"),
        ("Three officers of the GRU were put on a sanctions list for cyberattacks on Estonia.", None),
    ],
)
def test_who_puts_somebody_on_a_list_is_whose_list_it_is(text: str, claimant: str | None) -> None:
    claim = one(text, Act.SANCTION)
    assert (claim.claimant.name if claim.claimant else None) == claimant
