"""Makers of software and devices, and the names of their products without theirs."""

from __future__ import annotations

from callout.knowledge.files import table
from callout.knowledge.vendors import short_names, vendors


def test_every_maker_of_a_listed_product_is_known_unless_its_name_is_a_word() -> None:
    assert {"Microsoft", "Cisco", "Zyxel", "Fujitsu"} <= vendors()
    assert not vendors() & {"Sky", "Signal", "Meta", ""}
    assert len(vendors()) > 300


def test_a_short_name_is_that_of_a_listed_product_without_its_maker() -> None:
    products = {row["name"] for row in table("products")}

    assert ("Office", "Microsoft Office") in short_names()["Microsoft"]
    for maker, shorts in short_names().items():
        for short, product in shorts:
            assert product in products
            assert len(short) >= 4
            assert not short.startswith(maker)
