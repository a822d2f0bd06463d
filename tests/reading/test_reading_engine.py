from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_samples import by, claims, document, engine, held, one, read

from callout.reading.rules import RulesEngine
from callout.record.acts import Act
from callout.record.claim import Claim
from callout.record.evidence import Evidence
from callout.record.reading import Reading, Stretch

_SENTENCES = [
    "Norway's foreign minister, Kari Lie, said on Monday that Russia was behind the hack of the parliament.",
    "“Russia hacked our parliament,” the minister said.",
    "The Kremlin called the accusations baseless and declined to comment further.",
    "The United States charged four officers of the GRU over the malware NotPetya.",
    "CISA published an advisory on CVE-2021-26855 and technique T1190.",
    "Microsoft said with moderate confidence that HAFNIUM, a group from China, exploited Exchange Server.",
    "NATO acknowledged statements by allies that attribute the hack to China.",
    "If sanctions are imposed, Russia will retaliate, its foreign ministry said.",
    "Canada, Britain and Australia condemned the cyberattacks by Chinese state-sponsored hackers.",
    "Experts say North Korea's Lazarus Group almost certainly stole the cryptocurrency in 2017.",
    "The EU said the cyber activity was undertaken from the territory of China.",
    "Source link: read more about Russian hackers",
    "The weather in Oslo was fine.",
    "Neither Canada nor Norway blamed Iran for the cyberattack.",
]

_PIECES = st.lists(
    st.one_of(
        st.sampled_from(_SENTENCES),
        st.sampled_from(
            ["“", "”", '"', "‘", "’", "«", "»", "\n", "\n\n", "\r\n", "\u2028", "\u00a0", " ", "…", "(", ")"]
        ),
        st.sampled_from(
            ["e\u0301", "🛰", "İ", "Россия взломала парламент.", "中国", "روسيا", "\u200b", "\x00", "GRU", " said "]
        ),
        st.text(max_size=12),
    ),
    max_size=9,
)


@st.composite
def _mixes(draw: st.DrawFn) -> str:
    """Sentences, marks, line breaks and noise in any order, one sentence cut off anywhere."""
    pieces = draw(_PIECES)
    cut = draw(st.sampled_from(_SENTENCES))
    pieces.insert(draw(st.integers(0, len(pieces))), cut[draw(st.integers(0, 40)) : draw(st.integers(20, len(cut)))])
    return draw(st.sampled_from(["", " ", "\n\n"])).join(pieces)


def _evidence_of(reading: Reading) -> list[Evidence]:
    mentions = reading.mentions
    named = (*mentions.vulnerabilities, *mentions.products, *mentions.techniques, *mentions.groups, *mentions.malware)
    found = [evidence for claim in reading.claims for evidence in claim.evidence]
    found += [evidence for conduct in reading.conducts for evidence in conduct.evidence]
    return found + [evidence for one_mention in named for evidence in one_mention.evidence]


def _words_of(claim: Claim) -> list[str]:
    """The words that a claim says it took from the text."""
    words = [accused.phrase for accused in claim.accused]
    words += [invoked.phrase for invoked in claim.invokes]
    found = [
        claim.confidence.phrase,
        claim.likelihood.phrase if claim.likelihood else None,
        claim.said_on.phrase if claim.said_on else None,
        claim.ground,
        claim.conduct.scale if claim.conduct else None,
    ]
    return [*words, *(phrase for phrase in found if phrase)]


def _check(text: str, reading: Reading) -> None:
    for evidence in _evidence_of(reading):
        evidence.check(text, "test")
        assert text[evidence.start : evidence.end] == evidence.exact == evidence.exact.strip()
    for claim in reading.claims:
        assert claim.evidence
        assert claim.document == reading.document.id
        assert all(before.end <= after.start for before, after in pairwise(claim.evidence))
        assert all(words in text for words in _words_of(claim)), _words_of(claim)
        assert claim.conduct is None or claim.conduct in reading.conducts


# Evidence and ids


@given(_mixes())
@settings(max_examples=150)
def test_every_stretch_stands_word_for_word_in_any_text(text: str) -> None:
    _check(text, read(text))


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    _check(text, read(text))


@cache
def _another() -> RulesEngine:
    return RulesEngine()


@given(_mixes())
@settings(max_examples=40)
def test_a_text_gives_the_same_reading_twice_and_in_a_fresh_engine(text: str) -> None:
    first = read(text)

    assert read(text) == first
    assert _another().read(document(text)) == first
    assert read(text).to_json() == first.to_json()


def test_what_was_read_before_does_not_change_a_reading() -> None:
    text = "The ministry said that Russia was behind the hack. It called on others to speak."
    alone = RulesEngine().read(document(text))

    used = RulesEngine()
    used.read(document("Norway's foreign ministry, Canada and Microsoft accused China of the hack."))

    assert used.read(document(text)) == alone


def test_documents_are_read_in_order() -> None:
    documents = [document(sentence) for sentence in _SENTENCES]

    readings = list(engine().read_all(documents))

    assert [reading.document for reading in readings] == documents
    assert readings == [engine().read(one_document) for one_document in documents]


def test_claims_have_ids_of_their_own() -> None:
    ids = [claim.id for claim in read("\n\n".join(_SENTENCES)).claims]

    assert ids
    assert len(ids) == len(set(ids))
    assert all(claim_id.startswith("clm_") for claim_id in ids)


def test_an_id_depends_on_the_document_and_not_on_its_name() -> None:
    text = "Norway accused Russia of the hack."
    one_claim = engine().read(document(text).model_copy(update={"uri": "test:other"})).claims[0]

    assert one_claim.id == one(text, Act.ATTRIBUTE).id
    assert one(text + " ", Act.ATTRIBUTE).id != one_claim.id


def test_the_engine_stands_in_every_claim_and_in_the_reading() -> None:
    reading = read(" ".join(_SENTENCES))

    assert reading.claims
    assert {claim.engine for claim in reading.claims} == {reading.engine} == {engine().name}
    assert engine().name.name == "rules"


def test_claims_come_in_the_order_of_the_text() -> None:
    starts = [claim.evidence[0].start for claim in read("\n\n".join(_SENTENCES)).claims]

    assert starts == sorted(starts)


# Hostile and odd text

_ODD = {
    "nothing": "",
    "white space": " \n\t\u00a0",
    "one character": "x",
    "one quotation mark": "“",
    "one capital": "A",
    "one point": ".",
    "10,000 quotation marks": '"' * 10_000,
    "10,000 opening marks": "“" * 10_000,
    "10,000 marks around words": "“Russia” " * 1_250,
    "10,000 brackets": "(" * 10_000,
    "a null character": "Norway accused Russia\x00 of the hack.",
    "only line breaks": "\n" * 10_000,
    "only numbers": "1,234.56 " * 1_000,
    "Cyrillic": "Россия отвергла обвинения в кибератаке. «Это ложь», — сказал представитель Кремля. " * 20,
    "Chinese": "中国外交部发言人表示，中方坚决反对网络攻击。“这是诽谤”，他说。" * 20,
    "Arabic": "نفت إيران أي صلة لها بالهجوم الإلكتروني على ألبانيا. " * 20,
    "mixed directions": "Iran إيران denied نفت the hack. \u202eabc\u202c",
    "emoji": "Russia 🇷🇺 hacked 💻 Norway 🇳🇴, Norway said. " * 5,
    "combining marks": "Norwa\u0301y\u0301 accused Ru\u0308ssia of the hack. " * 5,
    "a word of 20,000 letters": "a" * 20_000,
    "tabs": "Norway\taccused\tRussia\tof\tthe\thack.\t" * 20,
    "form feeds": "Norway accused Russia\x0cof the hack.\x0c" * 20,
    "byte order mark": "\ufeffNorway accused Russia of the hack.",
}


@pytest.mark.parametrize("text", _ODD.values(), ids=_ODD.keys())
def test_odd_text_is_read_without_an_error(text: str) -> None:
    _check(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "NORWAY ACCUSED RUSSIA OF HACKING ITS PARLIAMENT. RUSSIA DENIED THE ACCUSATIONS. NORWAY DID NOT "
        "SAY HOW IT KNEW.",
        "norway accused russia of hacking its parliament and russia denied it and norway did not say how it knew",
        "The governme nt of Nor way accu sed Rus sia of hack ing its parlia ment on Mon day.",
        "Norway accused Russia of hacking its parliament Russia denied it Norway did not say more " * 20,
        "N o r w a y a c c u s e d R u s s i a",
        "Norway accused Russia-\nn hackers of break-\ning into the mail.",
    ],
)
def test_capitals_missing_stops_and_noise_of_a_scan_are_read_without_an_error(text: str) -> None:
    _check(text, read(text))


def test_a_long_text_of_100_000_characters_is_read_in_seconds_and_exactly() -> None:
    text = "\n\n".join(f"{sentence} It was page {n}." for n in range(90) for sentence in _SENTENCES)[:100_000]

    began = time.process_time()
    reading = read(text)

    assert time.process_time() - began < 30
    assert reading.claims
    _check(text, reading)


@pytest.mark.parametrize("piece", ["word ", "Word ", "“a” ", "Russia ", "hack ", "a.b ", "said, ", "\n- a", "of the "])
def test_100_000_characters_without_sense_are_read_in_seconds(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    _check(text, read(text))

    assert time.process_time() - began < 30


# Page furniture


@pytest.mark.parametrize(
    "line",
    [
        "Source link: Norway accuses Russia of the hack",
        "Sign up for our newsletter on Russian hackers",
        "Further reading: Norway accuses Russia of the hack",
        "Read more: Britain blames the GRU for the cyberattack",
        "Related articles: Germany accuses Russia of hacking the Bundestag",
        "Subscribe to hear how Chinese hackers broke into the mail servers",
        "Share this: Norway accuses Russia of the hack",
        "Follow us for news of Russian hackers",
        "Advertisement",
        "See also: Canada blames China for the hack",
        "More on this story: Canada blames China for the hack",
        "Most read: Canada blames China for the hack",
        "Tags: Russia, hackers, GRU, cyberattack",
        "Filed under: Chinese hackers",
        "Copyright 2021. All rights reserved.",
        "Photo: hackers in Russia",
        "Privacy policy",
    ],
)
def test_page_furniture_makes_no_claim(line: str) -> None:
    assert claims(line) == []
    assert [by(claim) for claim in claims(f"{line}\n\nThe weather in Oslo was fine.\n\n{line}")] == []


def test_page_furniture_does_not_disturb_the_claims_of_the_text() -> None:
    sentence = "Norway accused Russia of the hack of its parliament on Monday."
    text = (
        f"Sign up for our letter\n\n{sentence}\n\nRead more: Britain blames the GRU for the cyberattack\n\nSource link"
    )

    assert [(by(claim), held(claim)) for claim in claims(text)] == [("NO", ["RU state is-state"])]
    assert [evidence.exact for evidence in one(text, Act.ATTRIBUTE).evidence] == [sentence]


# Speech


def _cut(text: str, stretches: tuple[Stretch, ...]) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in stretches]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the sky was blue.", "The minister", "said", "that the sky was blue"),
        ("“The sky is blue,” said Kari Lie.", "Kari Lie", "said", "The sky is blue"),
        ("“The sky is blue,” the mayor of Oslo said.", "the mayor of Oslo", "said", "The sky is blue"),
        ("Norway said the sky was blue.", "Norway", "said", "the sky was blue"),
    ],
)
def test_attributed_speech_is_source_cue_and_content_cyber_or_not(
    text: str, source: str, cue: str, content: str
) -> None:
    speech = read(text, speech=True).speech

    assert speech is not None
    (utterance,) = speech
    assert _cut(text, utterance.source) == [source]
    assert _cut(text, utterance.cue) == [cue]
    assert content in " ".join(_cut(text, utterance.content))


def test_according_to_is_a_cue() -> None:
    text = "According to the mayor of Oslo, the sky was blue on Monday."
    speech = read(text, speech=True).speech

    assert speech is not None
    (utterance,) = speech
    assert (_cut(text, utterance.source), _cut(text, utterance.cue)) == (["the mayor of Oslo"], ["According to"])


@given(_mixes())
@example("Norway's foreign min  said  “ “")
@settings(max_examples=60)
def test_the_stretches_of_speech_lie_inside_the_text(text: str) -> None:
    for utterance in read(text, speech=True).speech or ():
        assert utterance.source
        assert utterance.cue
        assert utterance.content
        for stretch in (*utterance.source, *utterance.cue, *utterance.content):
            assert 0 <= stretch.start < stretch.end <= len(text)
            assert text[stretch.start : stretch.end].strip()


def test_speech_and_what_was_dropped_are_left_out_unless_asked_for() -> None:
    text = "Norway said that Russia did not hack its parliament."
    plain = read(text)
    asked = engine().read(document(text), speech=True, dropped=True)

    assert (plain.speech, plain.dropped) == (None, None)
    assert '"speech"' not in plain.to_json()
    assert '"dropped"' not in plain.to_json()
    assert asked.speech
    assert asked.dropped
    assert all(text[d.evidence.start : d.evidence.end] == d.evidence.exact for d in asked.dropped)


@given(_mixes())
@settings(max_examples=40)
def test_asking_for_speech_does_not_change_the_claims(text: str) -> None:
    assert read(text, speech=True).claims == read(text).claims


# Mentions


def test_flaws_techniques_products_groups_and_malware_are_listed_with_every_stretch() -> None:
    text = (
        "APT28 used CVE-2017-0144 and cve-2017-0144 with T1190, T1566.001 and T9999 against Microsoft Exchange. "
        "NotPetya followed, and APT28 again."
    )

    mentions = read(text).mentions

    assert [(m.id, len(m.evidence)) for m in mentions.vulnerabilities] == [("CVE-2017-0144", 2)]
    assert {m.id for m in mentions.techniques} == {"T1190", "T1566.001"}
    assert [m.name for m in mentions.products] == ["Microsoft Exchange"]
    assert [len(m.evidence) for m in mentions.groups] == [2]
    assert "NotPetya" in {m.name for m in mentions.malware}


def test_a_claim_says_on_which_day_it_was_said_and_keeps_the_words() -> None:
    claim = one("Norway said on Monday that Russia hacked its parliament.", Act.ATTRIBUTE)

    assert claim.said_on is not None
    assert (claim.said_on.date, claim.said_on.precision, claim.said_on.phrase) == ("2021-07-19", "day", "Monday")


def test_without_a_publication_date_the_day_is_null_and_keeps_its_words() -> None:
    claim = one("Norway said on Monday that Russia hacked its parliament.", Act.ATTRIBUTE, None)

    assert claim.said_on is not None
    assert (claim.said_on.date, claim.said_on.precision) == (None, None)
    assert claim.said_on.phrase == "Monday"


def test_a_claim_whose_words_give_no_day_has_none() -> None:
    assert one("Norway said that Russia hacked its parliament.", Act.ATTRIBUTE).said_on is None
    assert one("Norway said that Russia hacked its parliament in March.", Act.ATTRIBUTE).said_on is None
