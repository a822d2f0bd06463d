"""Products by their maker's name, where no list has them."""

from __future__ import annotations

import pytest
from reading_samples import context, read

from callout.reading.products import products_of


def _named(text: str) -> list[str]:
    return [m.entity.name for m in products_of(context(text)) if m.entity]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hackers exploited a flaw in Fujitsu Cloud Relay 7.2.", ["Fujitsu Cloud Relay"]),
        ("The botnet was made of hacked Cisco and ASUS routers.", ["Cisco routers", "ASUS routers"]),
        ("Intruders came in through unpatched Ruijie gateways.", ["Ruijie gateways"]),
        ("CVE-2025-11111 is a bug in Lexmark's PrintRelay and ScanRelay.", ["Lexmark PrintRelay", "Lexmark ScanRelay"]),
        ("Microsoft said that the flaw, in Office, was exploited.", ["Microsoft Office"]),
        ("SWIFT's Alliance Access software was hacked.", ["SWIFT Alliance Access"]),
        (
            "Cleo was hacked. Harmony, VLTrader and LexiCom were open.",
            ["Cleo Harmony", "Cleo VLTrader", "Cleo LexiCom"],
        ),
        ("Hackers exploited NetScalers and FortiGates.", ["Citrix NetScaler", "FortiGate"]),
        ("Hackers exploited 7-Zip and nginx. Nginx was patched.", ["7-Zip", "nginx", "nginx"]),
        ("Hackers exploited Exchange 2016 on Windows Server 2012 R2.", ["Microsoft Exchange", "Windows Server"]),
    ],
)
def test_a_makers_name_gives_its_product_away(text: str, names: list[str]) -> None:
    assert _named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Cisco Talos found that hackers exploited the flaw.",
        "Fujitsu Research said that it was hacked.",
        "Xerox Tuesday patched the vulnerability.",
        "Microsoft told the Office of Personnel Management of the breach.",
        "Symantec's Group IT was hacked.",
        "Nokia hacked nobody.",
        "Fujitsu's Jane Roe wrote that hackers exploited the flaw.",
        "The hackers boasted in a Telegram channel.",
        "They zip and nab whatever they hack.",
        "Lexmark PrintRelay 3 is a fine machine.",
    ],
)
def test_teams_offices_and_talk_of_no_exploitation_are_no_products(text: str) -> None:
    assert _named(text) == []


def test_a_listed_product_keeps_its_name_and_every_product_its_words() -> None:
    text = "The hackers exploited Microsoft Exchange and a flaw in Grandstream VoiceHub 12."
    products = read(text).mentions.products

    assert [p.name for p in products] == ["Microsoft Exchange", "Grandstream VoiceHub"]
    for product in products:
        for evidence in product.evidence:
            assert text[evidence.start : evidence.end] == evidence.exact


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Russia hacked Microsoft Windows machines through a zero-day in 2019, the ministry said.", None),
        ("Britain accused North Korea of hacking the SWIFT software of a bank.", None),
        ("Britain said that Russia was behind the intrusion through SolarWinds Orion.", "SolarWinds campaign"),
        ("Britain accused China of an intrusion through CVE-2020-10148, another flaw in SolarWinds Orion.", None),
    ],
)
def test_a_product_names_a_campaign_only_where_its_being_attacked_is_the_campaign(
    text: str, operation: str | None
) -> None:
    (told,) = {claim.conduct.operation for claim in read(text).claims if claim.conduct}
    assert told == operation
