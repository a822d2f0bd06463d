"""Techniques that a report describes without their ids."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise

import pytest
from reading_samples import claims, read

from callout.knowledge.techniques import techniques
from callout.reading.described import FEWEST, SHORTEST_REPORT, TELLING, Described, features, model
from callout.reading.lines import split_sentences

_REPORT = [
    "The intruders sent spearphishing emails with malicious attachments to staff of the ministry.",
    "The attachment was a Word document whose macro ran a PowerShell script in memory.",
    "The script downloaded a second payload from a remote server over HTTPS.",
    "The malware created a scheduled task to run at every logon and so stay on the host.",
    "It also added a value to the Run key of the registry for persistence.",
    "The intruders used Mimikatz to dump credentials from the memory of LSASS.",
    "They moved to other hosts through Remote Desktop Protocol with valid accounts.",
    "They listed running processes, network shares and domain accounts on each host.",
    "Stolen files were collected in a staging folder and packed into a RAR archive with a password.",
    "The archive was sent out over the command and control channel of the malware.",
    "The malware encrypted its traffic with AES and encoded it in Base64.",
    "At the end the intruders cleared the Windows event logs to hide what they had done.",
    "They also deleted their own tools and files from the hosts.",
]
_NEWS = [
    "The minister came to the town on a cold day in March and spoke to the press.",
    "She said that the talks on trade had gone well and would go on in the summer.",
    "The farmers of the valley asked for more money after a year without rain.",
    "A bridge that fell in the autumn will be built again by a firm from the north.",
    "The school opened its doors to three hundred children from the villages around.",
    "The football club lost its last match and will play in a lower league.",
    "Two ships left the harbour with grain for the islands in the south.",
    "The theatre shows a play about a king who lost his crown in a game.",
    "The hospital hired ten nurses who had come from across the sea.",
    "Taxes on wine and beer will rise by a tenth at the start of the year.",
    "The bank said that its profit had grown although fewer people took loans.",
    "The museum will close for a month so that its roof can be mended.",
    "The weather will be fine at the end of the week, with some wind.",
]


def _described(text: str) -> list[Described]:
    return model().described(text, split_sentences(text))


def test_a_technical_report_gives_the_techniques_that_it_describes() -> None:
    found = {described.technique for described in _described("\n".join(_REPORT))}

    assert {"T1053.005", "T1566.001"} <= found
    assert len(found) >= FEWEST


@pytest.mark.parametrize(("technique", "line"), [("T1566.001", 0), ("T1053.005", 3), ("T1547.001", 4)])
def test_each_technique_comes_with_the_sentence_that_describes_it_most(technique: str, line: int) -> None:
    text = "\n".join(_REPORT)

    described = next(d for d in _described(text) if d.technique == technique)

    first = described.sentences[0]
    assert text[first.start : first.end] == _REPORT[line]


def test_techniques_come_in_order_once_each_with_whole_sentences_of_the_text() -> None:
    text = "\n".join(_REPORT)
    sentences = split_sentences(text)

    found = _described(text)

    assert all(a.technique < b.technique for a, b in pairwise(found))
    assert {d.technique for d in found} <= set(model().techniques)
    for described in found:
        assert 1 <= len(described.sentences) <= TELLING
        assert len(set(described.sentences)) == len(described.sentences)
        assert set(described.sentences) <= set(sentences)


def test_the_same_report_gives_the_same_techniques_again() -> None:
    text = "\n".join(_REPORT)

    assert _described(text) == _described(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "They cleared the event logs.",
        "\n".join(_REPORT[: SHORTEST_REPORT - 1]),
        # Short lines describe nothing and are not counted.
        "\n".join([*_REPORT[: SHORTEST_REPORT - 1], "Logs cleared.", "Files deleted."]),
        "\n".join(_NEWS),
        # One technical sentence makes no technical report.
        "\n".join([*_NEWS, _REPORT[0]]),
    ],
)
def test_a_text_that_is_no_technical_report_gives_no_techniques(text: str) -> None:
    assert _described(text) == []


# Features


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("... !? \n", {}),
        ("the of and to", {}),
        ("PowerShell", {"powershell": 1}),
        ("Scanning scanned scans", {"scann": 2, "scan": 1, "scann scann": 1, "scann scan": 1}),
        ("run cmd.exe", {"run": 1, "cmd.exe": 1, "run cmd.exe": 1}),
        # An empty word does not part its neighbours, and a short word keeps its ending.
        ("dump of the memory", {"dump": 1, "memory": 1, "dump memory": 1}),
        ("ring", {"ring": 1}),
    ],
)
def test_features_are_stems_and_pairs_of_neighbours(text: str, expected: dict[str, int]) -> None:
    assert features(text) == Counter(expected)


def test_case_and_marks_do_not_change_the_features() -> None:
    assert features("“Dumping” CREDENTIALS, from memory!") == features("dumping credentials from memory")


# The model


def test_the_model_knows_only_techniques_that_attack_has() -> None:
    known = model().techniques

    assert len(known) == len(set(known))
    assert set(known) <= set(techniques())


def test_a_text_of_unknown_words_is_as_telling_as_an_empty_one() -> None:
    margins = model().margins(["", "zzzqq xqzz", "..."])

    assert margins.shape == (3, len(model().techniques))
    assert (margins[0] == margins[1]).all()
    assert (margins[0] == margins[2]).all()


def test_the_margins_of_a_text_do_not_depend_on_the_texts_beside_it() -> None:
    alone = model().margins([_REPORT[0]])
    beside = model().margins([_NEWS[0], _REPORT[0], ""])

    assert (alone[0] == beside[1]).all()


def test_no_texts_have_no_margins() -> None:
    assert model().margins([]).shape == (0, len(model().techniques))


# What follows for the reading


def test_the_reading_of_a_report_marks_what_it_describes_with_evidence_from_its_text() -> None:
    text = "\n".join(_REPORT)

    found = read(text).mentions.techniques

    assert [mention.id for mention in found] == [described.technique for described in _described(text)]
    for mention in found:
        assert mention.described
        assert mention.evidence
        assert all(text[e.start : e.end] == e.exact for e in mention.evidence)


def test_a_technique_that_the_text_names_by_id_is_not_described_as_well() -> None:
    text = "\n".join([*_REPORT, "Their mails are T1566.001 in the catalogue of techniques."])

    found = [mention for mention in read(text).mentions.techniques if mention.id == "T1566.001"]

    assert [(mention.described, [e.exact for e in mention.evidence]) for mention in found] == [(False, ["T1566.001"])]


@pytest.mark.parametrize("text", ["\n".join(_NEWS), "\n".join(_REPORT[:3]), ""])
def test_the_reading_of_other_texts_has_no_described_techniques(text: str) -> None:
    assert read(text).mentions.techniques == ()


def test_a_description_of_techniques_accuses_nobody() -> None:
    assert claims("\n".join(_REPORT)) == []


# Hostile texts


@pytest.mark.parametrize("piece", ["x", " ", "x ", "a.b-", "Mimikatz ", "They dumped the credentials from memory. "])
def test_a_line_of_100_000_characters_takes_little_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]

    began = time.process_time()
    _described(text)

    assert time.process_time() - began < 5
