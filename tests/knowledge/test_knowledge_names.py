from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callout.knowledge.names import Hit, Sense, What, folded, names
from callout.knowledge.states import states

_NATIONAL = (What.STATE, What.DEMONYM, What.SEAT)

_LITTLE_WORDS = (
    "us", "it", "will", "who", "as", "at", "be", "by", "in", "is", "to", "no", "so", "me", "my", "am", "an", "do", "if",
    "or", "of", "on", "we", "he", "she", "they", "them", "and", "the", "are", "was", "can", "may", "march", "said",
    "told",
    "turkey", "china", "jordan", "chad", "polish", "pole", "poles", "finn", "swede", "dane", "georgia", "mali",
    "guinea",
    "play", "snake", "silence", "inception", "mask", "tick", "hive", "royal", "medusa", "lead", "zinc", "mercury", "un",
    "eu", "uk", "nsa", "gru", "bis", "hur", "apple", "wired", "times", "guardian", "orion", "java",
)  # fmt: skip
"""Words of everyday English that are also codes, states, groups or agencies when they are written with capitals."""


def _found(text: str) -> list[tuple[str, set[str | None]]]:
    return [(text[hit.start : hit.end], {sense.country for sense in hit.senses}) for hit in names().find(text)]


def _states_in(text: str) -> set[str | None]:
    return {s.country for hit in names().find(text) for s in hit.senses if s.what in _NATIONAL}


def _covering(text: str, part: str) -> Hit | None:
    at = text.index(part)
    return next((h for h in names().find(text) if h.start <= at and h.end >= at + len(part)), None)


@pytest.mark.parametrize(
    "word", ["us", "it", "will", "who", "as", "at", "be", "by", "in", "is", "to", "no", "am", "un"]
)
def test_a_little_word_in_lower_case_names_nothing(word: str) -> None:
    assert names().find(word) == []
    assert names().find(f"Then {word} came, and {word} went.") == []


@given(st.lists(st.sampled_from(_LITTLE_WORDS), min_size=1, max_size=40))
def test_everyday_words_in_lower_case_name_no_state_body_or_group(words: list[str]) -> None:
    assert names().find(" ".join(words)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It told us who will be in it.",
        "Will it help us? Who will say so?",
        "The IT staff and the WHO met; IT was down.",
        "No one IS as good AT it as ME.",
        "Polish your shoes".lower(),
        "a chad, a turkey and a jordan almond",
        "Chinatown, Indiana and Romanticism",
        "Malicious code and Usual suspects",
        "Perusing a Peruke",
        "They marched to the poles to finish polish",
        "TELL US WHO DID IT",
        "CAN IT BE THAT NO ONE TOLD US?",
    ],
)
def test_words_that_only_look_like_states_name_none(text: str) -> None:
    assert _states_in(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The US agreed.", "US"), ("The U.S. agreed.", "US"), ("the USA", "US"), ("the U.S.A. agreed", "US"),
        ("the United States", "US"), ("The UK agreed.", "GB"), ("the U.K. agreed", "GB"), ("the United Kingdom", "GB"),
        ("Jordan agreed.", "JO"), ("Chad agreed.", "TD"), ("Turkey agreed.", "TR"), ("Türkiye agreed.", "TR"),
        ("Georgia agreed.", "GE"), ("the UAE agreed", "AE"), ("the United Arab Emirates", "AE"), ("New Zealand", "NZ"),
        ("North Korea", "KP"), ("the DPRK agreed", "KP"), ("South Korea", "KR"), ("the PRC agreed", "CN"),
        ("the People's Republic of China", "CN"), ("the Republic of China agreed", "TW"), ("Taiwan", "TW"),
        ("Kosovo", "XK"), ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("the Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("North Macedonia", "MK"), ("the Democratic Republic of the Congo", "CD"), ("Papua New Guinea", "PG"),
        ("Equatorial Guinea", "GQ"), ("Guinea-Bissau", "GW"), ("South Sudan", "SS"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("the Russian Federation", "RU"), ("Russian", "RU"), ("Russians", "RU"), ("Iranians", "IR"),
        ("the Dutch", "NL"),
        ("the French", "FR"), ("Norwegian", "NO"), ("Emirati", "AE"), ("Canberra", "AU"), ("Beijing", "CN"),
        ("Moscow", "RU"),
        ("Tehran", "IR"), ("Pyongyang", "KP"), ("Tallinn", "EE"), ("Tbilisi", "GE"), ("CHINA", "CN"), ("RUSSIAN", "RU"),
        ("iranian hackers", "IR"), ("russian hackers", "RU"),
    ],
)  # fmt: skip
def test_a_state_is_found_as_texts_write_it(text: str, code: str) -> None:
    assert _states_in(text) == {code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the EU said", "EU"), ("the European Union said", "EU"), ("the European Commission said", "EU"),
        ("NATO said", "NATO"), ("Nato said", "NATO"), ("the North Atlantic Council said", "NATO"),
        ("the UN said", "UN"), ("the U.N. said", "UN"), ("the United Nations said", "UN"),
        ("the White House said", "US"), ("the Kremlin said", "RU"), ("Downing Street said", "GB"),
        ("the Foreign Office said", "GB"), ("the GRU said", "RU"), ("the FBI said", "US"), ("CISA said", "US"),
        ("GCHQ said", "GB"), ("the AIVD said", "NL"), ("the Bundestag said", "DE"), ("CERT-UA said", "UA"),
        ("the Federal Bureau of Investigation said", "US"), ("the federal bureau of investigation said", "US"),
    ],
)  # fmt: skip
def test_a_body_is_found_with_the_state_or_alliance_that_it_speaks_for(text: str, code: str) -> None:
    assert [countries for _, countries in _found(text)] == [{code}]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("China's answer", "China"), ("China’s answer", "China"), ("the UK's answer", "UK"), ("the UK’s answer", "UK"),
        ("the U.S.'s answer", "U.S."), ("the U.S.’s answer", "U.S."), ("the United States' answer", "United States"),
        ("the United States’ answer", "United States"), ("Iran‘s answer", "Iran"), ("the GRU’s officers", "GRU"),
    ],
)  # fmt: skip
def test_a_possessive_with_any_apostrophe_leaves_the_name_as_it_is(text: str, part: str) -> None:
    hit = _covering(text, part)

    assert hit is not None
    assert text[hit.start : hit.end].removeprefix("the ") == part


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘"])
def test_a_name_with_an_apostrophe_inside_is_found_whichever_way_it_is_set(apostrophe: str) -> None:
    army = f"People{apostrophe}s Liberation Army"
    ivory = f"Côte d{apostrophe}Ivoire"

    assert _found(f"The {army} agreed.") == [(army, {"CN"})]
    assert _found(f"{ivory} agreed.") == [(ivory, {"CI"})]


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("North Korea", "North Korea"), ("South Sudan", "South Sudan"), ("Papua New Guinea", "Papua New Guinea"),
        ("Equatorial Guinea", "Equatorial Guinea"), ("Northern Ireland", "Northern Ireland"),
        ("the Dominican Republic", "Dominican Republic"), ("Mainland China", "Mainland China"),
        ("the Chinese Communist Party", "Chinese Communist Party"), ("the South Korean reply", "South Korean"),
    ],
)  # fmt: skip
def test_of_names_that_overlap_the_longest_counts(text: str, longest: str) -> None:
    assert [name for name, _ in _found(text)] == [longest]


@pytest.mark.parametrize(
    "text", ["Chinatown", "Iranology", "GRUB", "NATOise", "EUR", "USB", "UKIP", "xUS", "UNO", "FSBO"]
)
def test_a_name_inside_a_word_is_not_found(text: str) -> None:
    assert names().find(f"They saw {text} there.") == []


@pytest.mark.parametrize("text", ["GRU", "SVR", "FSB", "MSS", "CISA", "NSA", "AIVD"])
def test_a_short_name_of_a_body_counts_only_as_it_is_written(text: str) -> None:
    assert names().find(f"They met {text} there.") != []
    assert names().find(f"They met {text.lower()} there.") == []


def test_a_body_that_two_states_have_keeps_both_senses() -> None:
    hit = _covering("the Ministry of State Security said", "Ministry of State Security")

    assert hit is not None
    assert {sense.country for sense in hit.senses if sense.what is What.BODY} == {"CN", "KP"}


def test_a_body_of_several_states_is_one_entity_for_each() -> None:
    hit = _covering("the Ministry of Defence said", "Ministry of Defence")

    assert hit is not None
    bodies = [sense for sense in hit.senses if sense.what is What.BODY]
    assert len({sense.entity.id for sense in bodies if sense.entity}) == len({sense.country for sense in bodies}) > 1


def test_a_generic_role_names_no_state_by_itself() -> None:
    for text in ("the foreign ministry", "the embassy", "a spokesman", "the prime minister", "officials"):
        senses = [sense for hit in names().find(text) for sense in hit.senses]
        assert senses
        assert {sense.country for sense in senses} == {None}, text


def test_a_company_and_a_private_medium_have_no_state() -> None:
    for text in ("Microsoft said", "FireEye said", "Reuters said", "The Guardian said"):
        senses = [sense for hit in names().find(text) for sense in hit.senses]
        assert {sense.what for sense in senses} <= {What.COMPANY, What.MEDIA}
        assert {sense.country for sense in senses} == {None}


def test_an_official_carries_the_office_and_the_state() -> None:
    senses = [sense for hit in names().find("Vladimir Putin said") for sense in hit.senses]

    assert {(sense.what, sense.country) for sense in senses} == {(What.OFFICIAL, "RU")}
    assert all(sense.role for sense in senses)


@given(st.text())
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("İıßŉǰΐﬁﬃẞΣςKÅ’‘'\u00a0\n\u2011ÀȺaUS. ")))
def test_folding_keeps_the_length_where_lower_case_is_longer(text: str) -> None:
    assert len(folded(text)) == len(text)


_NAMES = [
    "China",
    "the U.S.",
    "UK",
    "Côte d’Ivoire",
    "North Korea",
    "GRU",
    "Fancy Bear",
    "NATO",
    "Microsoft",
    "Türkiye",
    "WannaCry",
]


def _check(text: str) -> list[Hit]:
    hits = names().find(text)
    last = 0
    for hit in hits:
        assert last <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end].strip()
        assert hit.senses
        last = hit.end
    return hits


@given(st.text())
def test_offsets_lie_in_any_text_in_order_without_overlap(text: str) -> None:
    _check(text)


@given(
    st.lists(st.one_of(st.sampled_from(_NAMES), st.text(max_size=6), st.sampled_from("’'\n\u00a0.,-“”()")), max_size=25)
)
def test_offsets_lie_in_order_in_mixes_of_names_and_anything(parts: list[str]) -> None:
    _check("".join(parts))


@given(st.text(), st.sampled_from(_NAMES), st.text())
def test_a_name_between_any_other_text_is_found_where_it_stands(before: str, name: str, after: str) -> None:
    text = f"{before} — of {name} now — {after}"
    at = len(before) + 6
    hits = _check(text)

    assert any(hit.start <= at + len(name) - 1 and hit.end >= at + len(name) for hit in hits)
    assert any(
        text[hit.start : hit.end] in (name, name.removeprefix("the ")) and hit.end == at + len(name) for hit in hits
    )


@given(st.sampled_from(sorted(states())))
def test_every_state_is_found_by_its_own_name(code: str) -> None:
    name = states()[code].name

    assert code in _states_in(f"It was said of {name}, and so on.")


def test_the_sense_of_a_hit_is_a_value() -> None:
    assert Sense(What.STATE, None, "NO") == Sense(What.STATE, None, "NO")
