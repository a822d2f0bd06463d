"""CVE ids as texts write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_samples import read

from callout.reading.vulnerabilities import find_vulnerabilities


def _ids(text: str) -> list[str]:
    return [found.id for found in find_vulnerabilities(text)]


def _written(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_vulnerabilities(text)]


@pytest.mark.parametrize(
    "written",
    [
        "CVE-2021-26855",
        "cve-2021-26855",
        "Cve-2021-26855",
        "CVE‐2021‐26855",
        "CVE‑2021‑26855",
        "CVE–2021–26855",
        "CVE—2021—26855",
        "CVE 2021-26855",
        "CVE\u00a02021-26855",
        "CVE_2021_26855",
    ],
)
@pytest.mark.parametrize("around", ["{}", "({})", "The flaw {}.", "{}, they say", "“{}”", "poc/{}/run.py", "[{}]"])
def test_an_id_is_canonical_and_its_stretch_is_as_written(written: str, around: str) -> None:
    text = around.format(written)

    assert _ids(text) == ["CVE-2021-26855"]
    assert _written(text) == [written]


@pytest.mark.parametrize(
    "written",
    ["CVE-2021-\n26855", "CVE-\n2021-26855", "CVE\n2021-26855", "CVE- 2021- 26855", "CVE–2021–\n26855"],
)
def test_an_id_that_is_broken_over_a_line_is_whole(written: str) -> None:
    text = f"It used {written} to get in."

    assert _ids(text) == ["CVE-2021-26855"]
    assert _written(text) == [written]


@pytest.mark.parametrize(
    ("number", "known"), [("0001", True), ("12345", True), ("1234567", True), ("123", False), ("12345678", False)]
)
def test_a_number_has_four_to_seven_digits(number: str, known: bool) -> None:
    assert _ids(f"CVE-2024-{number}") == ([f"CVE-2024-{number}"] if known else [])


@pytest.mark.parametrize(
    ("text", "ids", "written"),
    [
        (
            "CVE-2021-26855, -26857 and 26858",
            ["CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858"],
            ["CVE-2021-26855", "26857", "26858"],
        ),
        (
            "CVE-2021-26855/26857/26858",
            ["CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858"],
            ["CVE-2021-26855", "26857", "26858"],
        ),
        (
            "CVE-2021-26855, 26857, and 27065.",
            ["CVE-2021-26855", "CVE-2021-26857", "CVE-2021-27065"],
            ["CVE-2021-26855", "26857", "27065"],
        ),
        ("CVE-2021-26855 or 26857", ["CVE-2021-26855", "CVE-2021-26857"], ["CVE-2021-26855", "26857"]),
        ("CVE-2021-26855 & 26857", ["CVE-2021-26855", "CVE-2021-26857"], ["CVE-2021-26855", "26857"]),
        ("CVE-2021-26855,\n  26857", ["CVE-2021-26855", "CVE-2021-26857"], ["CVE-2021-26855", "26857"]),
        ("CVE-2021-26855 and\n-26857", ["CVE-2021-26855", "CVE-2021-26857"], ["CVE-2021-26855", "26857"]),
        ("CVE‑2021‑26855, ‑26857", ["CVE-2021-26855", "CVE-2021-26857"], ["CVE‑2021‑26855", "26857"]),
    ],
)
def test_a_list_gives_the_ids_that_it_continues(text: str, ids: list[str], written: list[str]) -> None:
    assert _ids(text) == ids
    assert _written(text) == written


def test_a_list_that_names_another_year_goes_on_in_that_year() -> None:
    assert _ids("CVE-2021-26855, 26857, 2023-23397 and 21768") == [
        "CVE-2021-26855",
        "CVE-2021-26857",
        "CVE-2023-23397",
        "CVE-2023-21768",
    ]


def test_a_list_of_whole_ids_gives_each_once() -> None:
    assert _ids("CVE-2021-26855, CVE-2020-0688; CVE-2019-11510 and CVE-2018-13379") == [
        "CVE-2021-26855",
        "CVE-2020-0688",
        "CVE-2019-11510",
        "CVE-2018-13379",
    ]


@pytest.mark.parametrize(
    "rest",
    [
        " and 2022",
        ", 2022 and later",
        ", 1999",
        ", -2022",
        " and 10,000 servers",
        ", 12345.5 of them",
        ", 26857th",
        " 26857",
        " and 123",
        ". 26857 servers were hit",
        "\n\n26857",
    ],
)
def test_a_year_or_another_number_after_an_id_is_none(rest: str) -> None:
    assert _ids(f"CVE-2021-26855{rest}") == ["CVE-2021-26855"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CVE",
        "CVE-2021",
        "CVE-2021-",
        "CVE-1821-26855",
        "CVE-21-26855",
        "CVE2021-26855",
        "CVE 2021 26855",
        "CVE-ID-2021-26855",
        "CAN-2001-0001",
        "GHSA-2021-26855",
        "CNVD-2021-26855",
        "ACVE-2021-26855",
        "9CVE-2021-26855",
        "2021-26855",
        "The CVE Program began in 1999-2000.",
    ],
)
def test_a_look_alike_is_none(text: str) -> None:
    assert _ids(text) == []


def test_only_the_stretch_that_is_asked_for_is_searched() -> None:
    text = "CVE-2021-0001, 0002 and CVE-2021-0003, 0004"
    at = text.index("CVE", 1)

    assert [f.id for f in find_vulnerabilities(text, at)] == ["CVE-2021-0003", "CVE-2021-0004"]
    assert [f.id for f in find_vulnerabilities(text, 0, at)] == ["CVE-2021-0001", "CVE-2021-0002"]
    assert [text[f.start : f.end] for f in find_vulnerabilities(text, at)] == ["CVE-2021-0003", "0004"]


@given(
    st.lists(
        st.sampled_from(["CVE-2021-26855", "cve–2020–0688", "CVE-2019-\n11510", ", -26857", " and 26858", "/27065"])
        | st.text("CVE-–12 09,&/\nand\u00a0é😀", max_size=12),
        max_size=8,
    )
)
def test_stretches_are_in_order_apart_and_end_in_the_number(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    for found in find_vulnerabilities(text):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end].endswith(found.id.rpartition("-")[2])
        last = found.end


@pytest.mark.parametrize(
    "text",
    [
        "CVE-2021-26855, " * 12_500,
        "CVE-2021-26855" + ", 26857" * 28_000,
        "CVE-2021-26855" + " " * 200_000,
        "CVE-2021-26855, 26857" + " " * 200_000 + ", 26858",
        "CVE-2021-26855" + " ," * 100_000,
        "CVE-" * 50_000,
        "CVE-2021-" * 22_000,
        "CVE " * 50_000,
        "1" * 200_000,
        ("CVE-2021-26855" + " " * 100) * 2_000,
    ],
    ids=["ids", "list", "blanks", "blanks in a list", "commas", "heads", "years", "words", "digits", "apart"],
)
def test_the_time_grows_with_the_length_alone(text: str) -> None:
    started = time.perf_counter()
    for _ in find_vulnerabilities(text):
        pass
    assert time.perf_counter() - started < 2


def test_a_reading_mentions_an_id_once_with_all_its_stretches() -> None:
    text = "Hackers used CVE-2021-26855 and 26857.\n\nLater cve–2021–26855 was used again."
    found = {m.id: [e.exact for e in m.evidence] for m in read(text).mentions.vulnerabilities}

    assert found == {"CVE-2021-26855": ["CVE-2021-26855", "cve–2021–26855"], "CVE-2021-26857": ["26857"]}
