"""Which texts are in another language, and what is read of them."""

from __future__ import annotations

import base64
import json
import time

import pytest
from reading_samples import claims, read

from callout.reading.language import foreign_language

_LATIN = {
    "de": "Die Regierung wirft Russland vor, hinter dem Angriff auf die Rechner des Landtags zu stehen.",
    "fr": "Le ministère a attribué à la Russie les attaques contre les serveurs de la chaîne de télévision.",
    "es": "El gobierno acusó a China de haber robado los planos de los barcos y exigió que se aclarara el asunto.",
    "it": "Il ministro ha detto che dietro l'attacco contro la rete elettrica c'erano i servizi russi.",
    "pt": "O ministro disse que os serviços russos estavam por trás do ataque contra os servidores do parlamento.",
    "nl": "De dienst zegt dat Russische hackers achter de aanval op het ministerie van defensie zaten.",
    "sv": "Regeringen säger att den ryska underrättelsetjänsten låg bakom angreppet mot riksdagens datorer.",
    "pl": "Rząd oskarżył Rosję o atak na serwery parlamentu i zażądał wyjaśnień od ambasadora w Warszawie.",
    "cs": "Vláda obvinila Rusko z útoku na servery parlamentu a předvolala si velvyslance k vysvětlení.",
    "tr": "Hükümet, meclisin sunucularına yapılan saldırının arkasında Rusya'nın olduğunu söyledi ve elçiyi çağırdı.",
    "fi": "Hallitus sanoi, että eduskunnan palvelimiin tehdyn hyökkäyksen takana oli Venäjän tiedustelupalvelu.",
    "vi": "Chính phủ cho biết nhóm tin tặc đứng sau vụ tấn công vào máy chủ của quốc hội là của Nga.",
}

_OTHER_SCRIPTS = {
    "ru": "Правительство обвинило хакеров в атаке на серверы парламента.",
    "uk": "Уряд звинуватив російських хакерів в атаці на сервери парламенту.",
    "el": "Η κυβέρνηση κατηγόρησε τη Ρωσία για την επίθεση στους διακομιστές της βουλής.",
    "ka": "მთავრობამ რუსეთი დაადანაშაულა პარლამენტის სერვერებზე თავდასხმაში.",
    "ar": "اتهمت الحكومة روسيا بالوقوف وراء الهجوم على خوادم البرلمان.",
    "fa": "دولت روسیه را به حمله به سرورهای مجلس متهم کرد.",
    "he": "הממשלה האשימה את רוסיה בתקיפה על שרתי הכנסת.",
    "hi": "सरकार ने संसद के सर्वरों पर हमले के लिए रूस को जिम्मेदार ठहराया।",
    "zh": "外交部发言人表示，中国坚决反对一切形式的网络攻击。",
    "ja": "政府は国会のサーバーへの攻撃の背後にロシアがいると述べた。",
    "ko": "정부는 국회 서버에 대한 공격의 배후에 북한이 있다고 밝혔다.",
}

_ALL = _LATIN | _OTHER_SCRIPTS

_ENGLISH = "Norway said that Russia was behind the attack on its parliament."

_GERMAN_WITH_NAMES = (
    f"{_LATIN['de']} Die Gruppe APT28 nutzte CVE-2023-23397 in Microsoft Outlook, und Sandworm verbreitete NotPetya."
)


@pytest.mark.parametrize(("code", "text"), _LATIN.items(), ids=list(_LATIN))
def test_another_language_in_latin_letters_is_named_by_its_code(code: str, text: str) -> None:
    assert foreign_language(text) == code


@pytest.mark.parametrize(("code", "text"), _OTHER_SCRIPTS.items(), ids=list(_OTHER_SCRIPTS))
def test_another_script_is_named_by_the_code_of_its_language_however_few_the_words(code: str, text: str) -> None:
    assert foreign_language(text) == code


@pytest.mark.parametrize("text", _ALL.values(), ids=list(_ALL))
def test_one_english_sentence_makes_a_text_one_to_read(text: str) -> None:
    assert foreign_language(f"{text}\n{_ENGLISH}") is None
    assert foreign_language(f"{_ENGLISH} {text}") is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway accuses Russia over parliament hack",
        "Parliament hack: Oslo summons Moscow envoy, demands answers, weighs sanctions package",
        "Die Hard star says hack leaked script",
        "Guten Tag",
        "Oslo",
    ],
)
def test_a_headline_or_a_few_words_are_not_called_foreign(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Volt Typhoon, Salt Typhoon, Mustang Panda, Fancy Bear, Cozy Bear, Charming Kitten, Lazarus Group, Sandworm",
        "Microsoft Exchange Server, Windows Server, Cisco IOS XE, Ivanti Connect Secure, Citrix NetScaler ADC",
        "Name Rank Department Address Phone Email Date Subject Reference Attachment Signature Page Total",
    ],
)
def test_a_list_of_names_is_not_called_foreign(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "12345 678 90 11-22",
        "CVE-2021-26855, CVE-2021-26857",
        "https://a.example/b https://c.example/d?x=1&y=zz login.example update.example cdn.example files.example",
        "import os\nimport sys\nprint(sys.argv)\nfor x in range(ten):\n    os.remove(x)\n",
        base64.b64encode(b"MZ\x90\x00\x03\x00\x00\x00 a short program that is no text").decode(),
    ],
)
def test_ids_addresses_code_and_encoded_bytes_are_not_called_foreign(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize("text", ["", "   \n\t", "…", "🙂🙂", "_ _ _"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert foreign_language(text) is None


def test_a_long_text_is_judged_by_its_beginning() -> None:
    text = _LATIN["de"] + "\n"
    started = time.perf_counter()
    assert foreign_language(text * 2_500) == "de"
    assert time.perf_counter() - started < 2


# The reading of a text in another language


@pytest.mark.parametrize("text", _ALL.values(), ids=list(_ALL))
def test_no_claim_is_read_in_another_language(text: str) -> None:
    reading = read(text)

    assert reading.unread == foreign_language(text)
    assert (reading.claims, reading.conducts, reading.entities) == ((), (), ())


def test_the_names_in_another_language_are_mentioned_with_their_stretches() -> None:
    mentions = read(_GERMAN_WITH_NAMES).mentions

    assert [m.id for m in mentions.vulnerabilities] == ["CVE-2023-23397"]
    assert [m.name for m in mentions.products] == ["Microsoft Outlook"]
    assert [m.name for m in mentions.groups] == ["APT28", "Sandworm"]
    assert [m.name for m in mentions.malware] == ["NotPetya"]
    for found in (*mentions.vulnerabilities, *mentions.products, *mentions.groups, *mentions.malware):
        assert [_GERMAN_WITH_NAMES[e.start : e.end] for e in found.evidence] == [e.exact for e in found.evidence]


def test_names_are_mentioned_in_another_script() -> None:
    mentions = read("Уряд звинуватив хакерів APT28 в атаці на сервери через CVE-2023-23397.").mentions

    assert [m.name for m in mentions.groups] == ["APT28"]
    assert [m.id for m in mentions.vulnerabilities] == ["CVE-2023-23397"]


def test_no_speech_is_read_in_another_language() -> None:
    assert read(_LATIN["de"], speech=True).speech == ()


def test_the_json_form_says_which_language_was_not_read() -> None:
    assert json.loads(read(_LATIN["fr"]).to_json())["unread"] == "fr"


@pytest.mark.parametrize("text", [_ENGLISH, f"{_LATIN['fr']}\n{_ENGLISH}", "Oslo"])
def test_the_json_form_leaves_unread_out_where_the_text_was_read(text: str) -> None:
    assert "unread" not in json.loads(read(text).to_json())


def test_the_english_sentence_of_a_mixed_text_gives_its_claim() -> None:
    (claim,) = claims(f"{_LATIN['de']}\n\n{_ENGLISH}")

    assert claim.claimant is not None
    assert claim.claimant.country == "NO"
    assert [a.state for a in claim.accused] == ["RU"]


@pytest.mark.parametrize("noise", ["nù0üù0A¹ eÀ0Ay", "0eÀ0ù\x8bù aÀw\x8bù", "õ Ü äö CVE It exploited CVE-2021-2"])
def test_a_short_sentence_beside_noise_is_in_no_other_language(noise: str) -> None:
    assert foreign_language(f"{noise}\n\nIt exploited CVE-2021-26855.") is None
