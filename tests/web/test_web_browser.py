"""The pages in a real browser: every page passes axe in light and dark and fits a telephone; the keyboard alone does
it; adding works three ways; what a hostile document holds stays text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from web_samples import HOSTILE_WORDS, hostile_reading, ledger_with, served

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1024, 2560)


def told(address: str) -> object:
    with urlopen(address) as answer:  # noqa: S310 - the test's own server
        return json.load(answer)


def pages_of(site: str) -> list[str]:
    """One address of each kind of page."""
    claim = told(f"{site}/api/v1/claims?class=attribution&accused=RU&limit=1")["items"][0]  # type: ignore[index]
    case = told(f"{site}/api/v1/cases?q=Viasat")["items"][0]["id"]  # type: ignore[index]
    subjects = dict[str, str]()
    for path in (f"/cases/{case}", f"/claims/{claim['id']}", "/search?q=", "/search?class=response"):
        with urlopen(site + path) as answer:  # noqa: S310
            for address, kind in re.findall(r"(/(sources|people|groups|parties)/\w+)", answer.read().decode()):
                subjects.setdefault(kind, address)
    assert {"sources", "people", "parties"} <= set(subjects)
    return [
        "/",
        "/cases",
        f"/cases/{case}",
        f"/claims/{claim['id']}",
        f"/documents/{claim['document']}?claim={claim['id']}",
        "/states",
        "/states/RU",
        *subjects.values(),
        "/accusations",
        "/search?q=Russia",
        "/search?q=zzzyyyxxx",
        "/search?status=false",
        "/?since=2001-01-01",
        f"/cases/{case}?all=1",
        f"/cases/{case}/log",
        f"/documents/{claim['document']}?dropped=1",
        "/review?wants=hedged",
        "/review",
        "/decisions",
        f"/cases/{case}/decisions",
        "/names",
        "/brief",
        "/add",
        "/words",
        "/api",
        "/sign-in",
        "/nothing-here",
        "/cases?as_of=2020-01-01",
        "/cases?as_of=yesterday",
    ]


def decided_on(site: str) -> None:
    """Decisions of several kinds, one of them undone, so that the pages have something to show of them."""

    def sent(path: str, body: dict[str, object]) -> str:
        asked = Request(f"{site}/api/v1/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(asked) as answer:  # noqa: S310
            return str(json.load(answer)["id"])

    first, second, third = (c["id"] for c in told(f"{site}/api/v1/claims?limit=3")["items"])  # type: ignore[index]
    sent(f"claims/{first}/decisions", {"kind": "correct", "changes": {"act": "suspect"}})
    sent(f"claims/{second}/decisions", {"kind": "reject"})
    undone = sent(f"claims/{third}/decisions", {"kind": "doubt"})
    sent(f"decisions/{undone}/undo", {})
    sent("decisions", {"kind": "different", "names": ["Fancy Bear", "Cozy Bear"], "why": "two groups"})


def wrong_on(page: Page) -> list[str]:
    """What axe finds, in words. axe is put in past the site's policy, which holds for the page's own scripts."""
    page.evaluate(AXE)
    found = page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: tags})).violations"
        ".map(v => v.id + ': ' + v.nodes.slice(0, 4)"
        ".map(n => n.html.slice(0, 160) + ' ' + (n.failureSummary || '')).join(' | '))",
        RULES,
    )
    return list(found)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, site: str, colours: str) -> None:
    found = {}
    decided_on(site)
    context = browser.new_context(color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    for path in pages_of(site):
        page.goto(site + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                found[f"{path} at {width}"] = [f"{over} pixels over the edge"]
            if width != WIDTHS[1]:
                wrong = wrong_on(page)
                if wrong:
                    found[f"{path} at {width}"] = wrong
    context.close()
    assert not found, json.dumps(found, indent=1)


def test_stepping_through_claims_moves_the_text_and_the_address(page: Page, site: str) -> None:
    document = told(f"{site}/api/v1/documents")["items"][-1]  # type: ignore[index]
    claims = told(f"{site}/api/v1/documents/{document['id']}")["claims"]  # type: ignore[index]
    assert len(claims) > 2
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{site}/documents/{document['id']}")
    for number in (0, 1, 2):
        page.keyboard.press("j")
        on = page.locator(".card.on")
        expect(on).to_have_count(1)
        claim = on.get_attribute("data-claim")
        assert claim is not None
        assert on.get_attribute("id") == f"card-{number + 1}"
        assert page.url.endswith(f"#{claim}")
        words = page.locator("mark.on").first
        expect(words).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator(".card.on")).to_have_attribute("id", "card-2")
    # The address that stepping left leads to the same sentence, without the keyboard.
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".card.on")).to_have_attribute("id", "card-2")
    expect(page.locator("mark.on").first).to_be_in_viewport()


def test_hovering_a_claim_marks_its_words(page: Page, site: str) -> None:
    document = told(f"{site}/api/v1/documents")["items"][-1]  # type: ignore[index]
    page.goto(f"{site}/documents/{document['id']}")
    card = page.locator(".card").nth(1)
    card.hover()
    claim = card.get_attribute("data-claim")
    expect(page.locator(f'mark.on[data-claims~="{claim}"]').first).to_be_visible()


def test_a_claims_address_scrolls_to_its_sentence_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 300})
    page = context.new_page()
    case = told(f"{site}/api/v1/cases?q=NotPetya")["items"][0]["id"]  # type: ignore[index]
    page.goto(f"{site}/cases/{case}")
    page.locator(".matrix .chip a").first.click()
    expect(page.locator("mark.on").first).to_be_in_viewport()
    context.close()


def test_the_colours_change_and_stay_with_and_without_scripts(browser: Browser, site: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, color_scheme="light")
        page = context.new_page()
        page.goto(f"{site}/cases")
        light = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") if scripts else ""
        page.get_by_role("button", name="Change colours to dark").click()
        expect(page.get_by_role("button", name="Change colours to light")).to_be_attached()
        page.goto(f"{site}/")
        assert page.locator("html").get_attribute("data-theme") == "dark"
        if scripts:
            assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") != light
        context.close()


TEXT = "Norway accused Russia on Monday of the cyberattack on its parliament in August 2020, the foreign minister said."


def test_adding_by_paste_leads_to_the_document_and_twice_to_the_first(page: Page, site: str) -> None:
    for expected in ("Read and recorded", "already in the ledger"):
        page.goto(f"{site}/add")
        page.get_by_label("The text, whole").fill(TEXT)
        page.get_by_label("Title").fill("A pasted report")
        page.get_by_role("button", name="Read it", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(expected, timeout=60_000)
        expect(page.get_by_role("heading", level=1)).to_have_text("A pasted report")
        assert re.search(r"/documents/doc_", page.url)


def test_adding_files_says_what_became_of_each(page: Page, site: str, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT.replace("Norway", "Sweden"), encoding="utf-8")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    page.goto(f"{site}/add")
    page.get_by_label(re.compile("Text, web page")).set_input_files([str(good), str(broken)])
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("#job")).to_contain_text("Add another", timeout=60_000)
    expect(page.locator("#job .card")).to_have_count(2)
    expect(page.locator("#job")).to_contain_text("recorded")
    expect(page.locator("#job")).to_contain_text("Refused. broken.pdf")


def test_an_address_that_is_not_public_is_refused_in_words(page: Page, site: str) -> None:
    page.goto(f"{site}/add")
    page.get_by_label("A public page or PDF").fill(f"{site}/cases")
    page.get_by_role("button", name="Fetch and read it").click()
    expect(page.locator("#job")).to_contain_text("the address is not public", timeout=60_000)


def test_adding_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/add")
    page.get_by_label("The text, whole").fill(TEXT.replace("Norway", "Finland"))
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_url(re.compile("/documents/doc_"), timeout=60_000)
    context.close()


def test_searching_answers_while_one_types(page: Page, site: str) -> None:
    page.goto(f"{site}/search")
    page.get_by_label("Words of claims and documents").press_sequentially("parliament")
    expect(page.locator("#results mark").first).to_have_text(re.compile("parliament", re.I))
    expect(page).to_have_url(re.compile(r"q=parliament"))


def test_the_keyboard_alone_goes_from_the_first_page_to_a_sentence(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if target.startswith("/documents/"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/doc_"))
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


def test_reviewing_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/review?wants=state-from-knowledge")
    total = int(re.findall(r"\d+", page.locator(".head .kind").inner_text())[0])
    assert total > 1
    shown = page.locator(".queue-item .id").first
    first = shown.inner_text()
    page.keyboard.press("j")
    expect(shown).not_to_have_text(first)
    page.keyboard.press("k")
    expect(shown).to_have_text(first)
    # The reason first, then the decision: all without leaving the keyboard.
    page.keyboard.press("y")
    page.keyboard.type("known of the group")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_contain_text("confirm")
    expect(page.locator(".head .kind")).to_contain_text(f"{total - 1} thing")
    decided = told(f"{site}/api/v1/decisions")[-1]  # type: ignore[index]
    assert decided["why"] == "known of the group"
    page.keyboard.press("u")
    expect(page.locator(".head .kind")).to_contain_text(f"{total} thing")
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_contain_text("reject")
    page.keyboard.press("e")
    expect(page.get_by_label("Act")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_cases_are_merged_split_and_linked_and_names_joined_with_and_without_scripts(
    browser: Browser, site: str, scripts: bool
) -> None:
    def cases() -> dict[str, str]:
        return {c["id"]: c["title"] for c in told(f"{site}/api/v1/cases?limit=200")["items"]}  # type: ignore[index]

    before = cases()
    case_of = {title: case for case, title in before.items()}
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/cases/{case_of['NotPetya']}")
    page.get_by_role("link", name="Decide on this case").click()
    page.get_by_label("The other case").fill("WannaCry")
    page.locator("#two-why").fill("only to see")
    page.get_by_role("button", name="They are one case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What persons decided")
    expect(page.locator(".ruling").first).to_contain_text("only to see")
    assert len(cases()) == len(before) - 1
    if scripts:
        page.keyboard.press("u")
    else:
        page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".ruling").first).to_contain_text("Undone")
    assert cases() == before

    page.goto(f"{site}/cases/{case_of['NotPetya']}/decisions")
    if scripts:
        page.keyboard.press("s")
        page.keyboard.press("Space")
    else:
        page.locator('input[name="out"]').first.check()
    page.locator("#split-why").fill("another report")
    page.get_by_role("button", name="They are a case of their own").click()
    expect(page.locator(".ruling").first).to_contain_text("another report")
    assert len(cases()) == len(before) + 1
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".ruling").first).to_contain_text("Undone")

    page.goto(f"{site}/cases/{case_of['NotPetya']}/decisions")
    page.get_by_label("The other case").fill(case_of["WannaCry"])
    page.locator("#two-why").fill("one flaw")
    page.get_by_role("button", name="They stand beside each other").click()
    page.goto(f"{site}/cases/{case_of['NotPetya']}")
    expect(page.locator("#links")).to_contain_text("one flaw")

    page.goto(f"{site}/names?one=Fancy Bear")
    page.get_by_label("Another").fill("Forest Blizzard")
    page.get_by_label("Why").fill("a service says so")
    page.get_by_role("button", name="They are the same", exact=True).click()
    expect(page.locator(".ruling").first).to_contain_text("a service says so")
    context.close()


def decide(page: Page, site: str, path: str, why: str) -> None:
    """Leaves a claim open, for a reason, and undoes it."""
    page.goto(site + path)
    page.locator("form.decide input[name=why]").fill(why)
    page.get_by_role("button", name="Leave open").click()
    page.get_by_role("button", name="Undo").first.click()


def test_hostile_documents_do_nothing_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    ledger = ledger_with(tmp_path / "hostile.db", hostile_reading())
    with served(ledger) as site:
        context = browser.new_context()
        page = context.new_page()
        said: list[str] = []

        def hear(dialog: Dialog) -> None:
            said.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", hear)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        document = told(f"{site}/api/v1/documents")["items"][0]["id"]  # type: ignore[index]
        claims = told(f"{site}/api/v1/claims")["items"]  # type: ignore[index]
        case = told(f"{site}/api/v1/cases")["items"][0]["id"]  # type: ignore[index]
        # What persons write is as hostile as what documents say.
        for words in HOSTILE_WORDS:
            decide(page, site, f"/claims/{claims[0]['id']}", words)
        page.goto(f"{site}/names")
        page.get_by_label("A name").fill(HOSTILE_WORDS[0])
        page.get_by_label("Another").fill(HOSTILE_WORDS[1])
        page.get_by_label("Why").fill(HOSTILE_WORDS[2])
        page.get_by_role("button", name="They are the same", exact=True).click()
        with urlopen(f"{site}/search?q=") as answer:  # noqa: S310
            found = sorted(set(re.findall(r"/(?:sources|parties|groups|people)/\w+", answer.read().decode())))
        assert found
        for path in [
            "/",
            f"/documents/{document}",
            f"/documents/{document}?dropped=1",
            f"/cases/{case}",
            f"/cases/{case}/decisions",
            f"/cases/{case}/log",
            "/cases",
            "/search?q=script",
            "/search?q=%3Cscript%3E",
            "/review",
            "/decisions",
            "/names",
            "/brief",
            *found[:12],
            *(f"/claims/{c['id']}" for c in claims),
        ]:
            page.goto(site + path)
            assert page.title() != "owned", path
            assert page.locator("#injected").count() == 0, path
            assert page.get_by_role("heading", name="not mine", exact=True).count() == 0, path
            expect(page.locator("footer.foot")).to_be_visible()
        page.goto(f"{site}/documents/{document}")
        expect(page.locator(".text")).to_contain_text("<script>document.title")
        expect(page.locator(".text")).to_contain_text("{{ 7 * 7 }}")
        expect(page.locator(".text")).to_contain_text("⟦U+202E⟧gnp.exe")
        assert not said
        assert all(url.startswith(site) for url in requests)
        context.close()
