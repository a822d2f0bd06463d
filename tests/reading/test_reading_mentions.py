from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_samples import mention

from callout.knowledge.names import What
from callout.reading.mentions import find_mentions
from callout.reading.resolve import state_of_phrase

# Roles with their state


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("The UK foreign secretary spoke.", "foreign secretary", "GB"),
        ("Britain's foreign secretary spoke.", "foreign secretary", "GB"),
        ("The Estonian foreign minister spoke.", "foreign minister", "EE"),
        ("Norway’s foreign minister spoke.", "foreign minister", "NO"),
        ("The foreign minister of Latvia spoke.", "foreign minister", "LV"),
        ("The Chinese embassy in Washington spoke.", "embassy", "CN"),
        ("China's embassy in London spoke.", "embassy", "CN"),
        ("The embassy of the Russian Federation in Oslo spoke.", "embassy", "RU"),
        ("Russia's ambassador to Poland spoke.", "ambassador", "RU"),
        ("The Iranian ambassador in Tirana spoke.", "ambassador", "IR"),
        ("A Dutch defence ministry spokesman spoke.", "spokesman", "NL"),
        ("A spokeswoman for the Russian foreign ministry spoke.", "spokeswoman", "RU"),
        ("A spokesman for the German government spoke.", "spokesman", "DE"),
        ("The Danish intelligence service spoke.", "intelligence service", "DK"),
        ("The Lithuanian ministry of defence spoke.", "ministry of defence", "LT"),
        ("French prosecutors spoke.", "prosecutors", "FR"),
        ("U.S. officials spoke.", "officials", "US"),
        ("A senior US official spoke.", "official", "US"),
        ("South Korean police spoke.", "police", "KR"),
        ("The government of Costa Rica spoke.", "government", "CR"),
        ("The Albanian prime minister spoke.", "prime minister", "AL"),
        ("The prime minister of New Zealand spoke.", "prime minister", "NZ"),
        ("An EU official spoke.", "official", "EU"),
        ("A NATO spokesperson spoke.", "spokesperson", "NATO"),
        ("The State Department spokesman spoke.", "spokesman", "US"),
        ("A Kremlin spokesman spoke.", "spokesman", "RU"),
        ("Officials in Tehran spoke.", "Officials", "IR"),
        ("Ukraine's state security service spoke.", "security service", "UA"),
    ],
)
def test_a_role_belongs_to_the_state_that_the_words_give_it(text: str, part: str, code: str) -> None:
    assert mention(text, part).country == code


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The foreign minister spoke.", "foreign minister"),
        ("The embassy spoke.", "embassy"),
        ("Officials spoke.", "Officials"),
        ("A spokesman for the bank spoke.", "spokesman"),
        ("The president of the club spoke.", "president"),
        ("He met the ambassador in a café.", "ambassador"),
    ],
)
def test_a_role_without_a_state_beside_it_belongs_to_none(text: str, part: str) -> None:
    assert mention(text, part).country is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The Chinese embassy in Washington spoke.", "embassy"),
        ("Russia's ambassador to Poland spoke.", "ambassador"),
    ],
)
def test_where_a_mission_stands_does_not_say_whose_it_is(text: str, part: str) -> None:
    assert mention(text, part).country in ("CN", "RU")


def test_a_role_at_a_company_belongs_to_the_company_and_no_state() -> None:
    found = mention("A Microsoft spokesman spoke.", "spokesman")

    assert found.country is None
    assert found.org is not None
    assert found.org.name == "Microsoft"


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("the Chinese embassy in Washington", "CN"),
        ("the Chinese ambassador in Canberra", "CN"),
        ("Russia's ambassador to Poland", "RU"),
        ("the Russian ambassador to the United Kingdom", "RU"),
        ("the UK foreign secretary", "GB"),
        ("the Foreign Office", "GB"),
        ("Downing Street", "GB"),
        ("Whitehall", "GB"),
        ("the Home Office", "GB"),
        ("the White House", "US"),
        ("the State Department", "US"),
        ("the U.S. Treasury", "US"),
        ("the Department of Justice", "US"),
        ("the FBI", "US"),
        ("CISA", "US"),
        ("the Kremlin", "RU"),
        ("the Russian foreign ministry", "RU"),
        ("the GRU", "RU"),
        ("the FSB", "RU"),
        ("Russian military intelligence", "RU"),
        ("Moscow", "RU"),
        ("Canberra", "AU"),
        ("the Australian government", "AU"),
        ("Australia’s minister for home affairs", "AU"),
        ("the Dutch military intelligence service", "NL"),
        ("the MIVD", "NL"),
        ("the German foreign ministry", "DE"),
        ("the Bundestag", "DE"),
        ("Germany's federal prosecutor", "DE"),
        ("ANSSI", "FR"),
        ("the French president", "FR"),
        ("the Norwegian Police Security Service", "NO"),
        ("the Storting", "NO"),
        ("the Estonian Information System Authority", "EE"),
        ("the prime minister of Albania", "AL"),
        ("the Islamic Revolutionary Guard Corps", "IR"),
        ("Iran's ministry of foreign affairs", "IR"),
        ("Tehran", "IR"),
        ("the Reconnaissance General Bureau", "KP"),
        ("the North Korean foreign ministry", "KP"),
        ("the People’s Liberation Army", "CN"),
        ("the Hainan State Security Department", "CN"),
        ("the Chinese foreign ministry spokesman", "CN"),
        ("CERT-UA", "UA"),
        ("the Security Service of Ukraine", "UA"),
        ("the European Commission", "EU"),
        ("the EU's high representative", "EU"),
        ("the North Atlantic Council", "NATO"),
        ("NATO allies", "NATO"),
        ("the UN secretary-general", "UN"),
        ("Vladimir Putin", "RU"),
        ("President Xi Jinping", "CN"),
        ("Fancy Bear", "RU"),
        ("the Lazarus Group", "KP"),
    ],
)
def test_a_phrase_names_the_state_for_which_it_speaks(phrase: str, code: str) -> None:
    assert state_of_phrase(phrase) == code


@pytest.mark.parametrize(
    "phrase",
    [
        "", " ", "the ministry", "the foreign minister", "officials", "experts", "a spokesman", "Microsoft",
        "Reuters", "the bank", "it", "us", "who", "they will", "the Ministry of State Security",
        "hackers", "the group Anonymous", "123", "“”",
    ],
)  # fmt: skip
def test_a_phrase_that_names_no_state_gives_none(phrase: str) -> None:
    assert state_of_phrase(phrase) is None


# Bodies that two states have


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of State Security was named.",
        "China and North Korea were named, and so was the Ministry of State Security.",
        "The ministry of state security of an unnamed state was behind it.",
    ],
)
def test_a_body_that_two_states_have_stays_open_where_the_text_does_not_settle_it(text: str) -> None:
    found = mention(text, "State Security" if "State Security" in text else "state security")

    assert found.country is None
    assert set(found.open_countries) == {"CN", "KP"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China's Ministry of State Security was named.", "CN"),
        ("China’s ministry of state security was named.", "CN"),
        ("The Chinese Ministry of State Security was named.", "CN"),
        ("North Korea's Ministry of State Security was named.", "KP"),
        ("The North Korean Ministry of State Security was named.", "KP"),
        ("The North Korean ministry of state security was named beside China.", "KP"),
        ("The Ministry of State Security of the DPRK was named.", "KP"),
        ("The Ministry of State Security of China was named beside North Korea.", "CN"),
        ("China answered. The Ministry of State Security was named.", "CN"),
        ("Pyongyang answered. The Ministry of State Security was named.", "KP"),
        ("China’s powerful Ministry of State Security was named, and North Korea was not.", "CN"),
    ],
)
def test_a_body_that_two_states_have_is_settled_by_the_state_beside_it(text: str, code: str) -> None:
    found = mention(text, "State Security" if "State Security" in text else "state security")

    assert (found.country, found.open_countries) == (code, ())
    assert found.entity is not None
    assert found.entity.country == code


# Groups


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The hacking group Machete was named.", "Machete"),
        ("Hackers known as Snake were named.", "Snake"),
        ("The Silence group was named.", "Silence"),
        ("A threat actor dubbed Patchwork was named.", "Patchwork"),
        ("The ransomware gang Play was named.", "Play"),
        ("The APT Mercury was named.", "Mercury"),
    ],
)
def test_a_name_that_is_an_english_word_is_a_group_beside_an_actor_noun(text: str, name: str) -> None:
    assert mention(text, name).what is What.GROUP


@pytest.mark.parametrize(
    "text",
    [
        "Snake bites are rare in Norway.",
        "Silence fell over the parliament.",
        "Patchwork is a craft.",
        "Play was stopped after an hour.",
        "Mercury is a planet.",
        "Tick the box.",
        "Trident is a submarine programme.",
    ],
)
def test_a_name_that_is_an_english_word_is_no_group_by_itself(text: str) -> None:
    assert [m for m in find_mentions(text).all if m.what is What.GROUP] == []


@pytest.mark.parametrize(
    ("name", "code"), [("APT28", "RU"), ("Lazarus Group", "KP"), ("OceanLotus", "VN"), ("APT40", "CN")]
)
def test_the_state_of_a_group_is_known_with_its_source(name: str, code: str) -> None:
    found = mention(f"They named {name} again.", name)

    assert (found.what, found.country) == (What.GROUP, code)
    assert found.state_from


def test_the_state_of_a_body_that_the_text_names_has_no_other_source() -> None:
    assert mention("China's Ministry of State Security was named.", "State Security").state_from is None


# Any text


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "China’s ", "Ministry of State Security ", "the UK ", "foreign secretary ", "of ", "in ", "to ",
                    "Oslo ", "embassy ", "Microsoft ", "spokesman ", "APT28 ", "group ", "Play ", "Vladimir Putin ",
                    "\n", ", ", "the NSA ", "’s ", "\u00a0",
                ]
            ),
            st.text(max_size=5),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_mentions_lie_in_any_text_in_order_without_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    found = find_mentions(text)
    last = 0
    for one in found.all:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert found.covering(one.start) == one
        assert found.covering(one.end - 1) == one
