"""Bodies whose name several states use."""

from __future__ import annotations

from reading_samples import by, claims, context

from callout.knowledge.names import What
from callout.record.acts import Act


def _bodies(text: str) -> list[tuple[str, str | None]]:
    found = context(text).mentions.all
    return [(text[m.start : m.end], m.country) for m in found if m.what in (What.BODY, What.ROLE_BODY)]


def test_the_state_after_a_name_says_whose_body_it_is() -> None:
    assert ("Ministry of Defence", "BY") in _bodies("Officers of the Ministry of Defence of the Republic of Belarus.")
    assert any(c == "SG" for _, c in _bodies("Issued by the Cyber Security Agency of Singapore (CSA)."))


def test_a_namesake_is_of_the_state_that_the_text_speaks_of() -> None:
    text = "Spanish ministers were spied on. The National Intelligence Centre has opened an inquiry."
    assert ("National Intelligence Centre", "ES") in _bodies(text)
    finland = (
        "Helsinki police said the breach was serious. The National Bureau of Investigation blamed APT31 for the hack."
    )
    assert [by(c) for c in claims(finland, Act.ATTRIBUTE)] == ["FI"]


def test_a_name_keeps_its_state_where_the_text_names_it() -> None:
    text = "Spain asked Mexico for help. Mexican officials said the National Intelligence Centre (CNI) knew nothing."
    assert ("National Intelligence Centre", "ES") not in _bodies(text)


def test_what_everybody_means_by_its_name_is_left_alone() -> None:
    text = "Iranian television showed the map. The Central Intelligence Agency would not comment."
    assert ("Central Intelligence Agency", "US") in _bodies(text)
