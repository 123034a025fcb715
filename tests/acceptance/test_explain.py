"""A letter is explained in the browser, which sends no part of it; without JavaScript the server answers the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from search_app.search import Engine
from tests.acceptance.conftest import assert_accessible, assert_nothing_overflows

LETTER = """Dear Zanzibar Quillfeather,

we reviewed your claim. After your annual deductible and your co-pay, the claim denial stands: the MRI needed
prior authorization. Your deductible starts again in January.

See https://example.org/deductible or write to copay@example.org <b>within 180 days</b> for an internal appeal."""


def write(page: Page, served: str, text: str = LETTER, path: str = "/explain") -> None:
    page.goto(served + path)
    page.locator("#text").fill(text)


def explain(page: Page) -> Locator:
    page.locator("#letter button[type=submit]").click()
    explained = page.locator("#explained")
    expect(explained).to_be_visible()
    return explained


def shown(page: Page) -> dict[str, Any]:
    """Return the text, the marks and the groups of explanations that a page shows."""
    found: dict[str, Any] = page.evaluate(
        """(() => {
          const all = (selector) => [...document.querySelectorAll('#explained ' + selector)];
          const texts = (selector) => all(selector).map(e => e.textContent.replace(/\\s+/g, ' ').trim());
          return {
            text: all('.explained-text')[0].textContent, heading: texts('h2'), marks: texts('mark'),
            key: texts('[data-part=key] li'), others: texts('[data-part=others] li'),
            links: all('a').map(e => e.getAttribute('href')), ids: all('[id]').map(e => e.id),
            hidden: all('[data-part]:not(button)').map(e => e.hidden),
          };
        })()"""
    )
    return found


def test_no_request_carries_the_text_and_nothing_keeps_it(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    page.goto(served + "/explain")
    expect(page.get_by_text("Your text stays in this browser.")).to_be_visible()
    page.get_by_role("textbox", name="Your text").focus()
    page.wait_for_load_state("networkidle")
    before = len(requests)
    page.keyboard.insert_text(LETTER)
    explain(page)
    expect(page.locator("#explained mark").first).to_have_text("annual deductible")
    page.wait_for_load_state("networkidle")
    assert requests[before:] == []
    carried = " ".join(f"{each.url} {each.post_data} {each.headers}" for each in requests)
    assert not any(word in carried for word in ("Quillfeather", "deductible", "denial", "authorization"))
    assert {each.method for each in requests} == {"GET"}
    assert page.url == served + "/explain"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("history.state") is None
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0


def test_explaining_needs_no_network(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    page.goto(served + "/explain")
    page.get_by_role("textbox", name="Your text").focus()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.insert_text(LETTER)
    expect(explain(page).get_by_role("link", name="Claim Denial", exact=True)).to_be_visible()


def test_without_the_words_of_the_glossary_nothing_is_sent_instead(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    posted: list[str] = []
    page.on("request", lambda request: request.method == "POST" and posted.append(request.url))
    page.route("**/explain/terms.json", lambda route: route.abort())
    write(page, served)
    page.get_by_role("button", name="Explain it").click()
    expect(page.get_by_role("alert")).to_contain_text("your text was not sent")
    page.unroute("**/explain/terms.json")
    explain(page)
    assert posted == []


def test_browser_and_server_give_the_same_answer(
    opened: Callable[..., Page], plain: Page, served: str, real: Engine
) -> None:
    scripted = opened()
    definitions = "\n\n".join(passage.text for entry in real.entries()[:25] for passage in entry.passages)
    for text in (LETTER, definitions, "Nothing of ours.", "A copay."):
        for page in (scripted, plain):
            write(page, served, text)
            explain(page)
        assert shown(scripted) == shown(plain)
    assert len(shown(scripted)["marks"]) == 1


def test_browser_and_server_give_the_same_answer_in_spanish(
    opened: Callable[..., Page], plain: Page, served: str, real: Engine
) -> None:
    scripted = opened()
    spanish = real.languages["es"].entries()[:15]
    definitions = "\n\n".join(passage.text for entry in spanish for passage in entry.passages)
    for text in ("Los copagos y su DEDUCIBLE anual; minimum wage.", definitions):
        for page in (scripted, plain):
            write(page, served, text, "/es/explicar")
            explain(page)
        assert shown(scripted) == shown(plain)
        assert shown(scripted)["marks"]
    links = [link for link in shown(scripted)["links"] if not link.startswith("#")]
    assert {link.rpartition("/")[0] for link in links if "terminos" in link} == {"/es/terminos"}
    scripted.locator("#explained h4 a").first.click()
    expect(scripted).to_have_url(served + next(link for link in links if "terminos" in link))


def test_without_javascript_the_page_says_that_the_text_is_sent(plain: Page, served: str) -> None:
    plain.goto(served + "/explain")
    expect(plain.get_by_text("your text is sent to our server")).to_be_visible()
    expect(plain.get_by_text("Your text stays in this browser.")).to_be_hidden()
    plain.get_by_role("button", name="Explain it").click()
    expect(plain.get_by_role("alert")).to_contain_text("Paste a text first")


def test_the_count_is_announced_and_the_keyboard_goes_from_word_to_word(page: Page, served: str) -> None:
    write(page, served)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#page-status")).to_contain_text("5 words explained")
    expect(page.locator("#explained-heading")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("annual deductible")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "word-deductible"
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Deductible")


def test_bad_input_is_refused_in_place_and_the_text_can_be_cleared(page: Page, served: str) -> None:
    write(page, served, "  ")
    page.get_by_role("button", name="Explain it").click()
    expect(page.get_by_role("alert")).to_contain_text("Paste a text first")
    expect(page.get_by_role("textbox", name="Your text")).to_be_focused()
    page.get_by_role("textbox", name="Your text").fill("copay " * 20_001)
    page.get_by_role("button", name="Explain it").click()
    expect(page.get_by_role("alert")).to_contain_text("Up to 20,000 words")
    page.get_by_role("textbox", name="Your text").fill(LETTER)
    explain(page)
    expect(page.get_by_role("alert")).to_be_hidden()
    page.get_by_role("button", name="Clear the text").click()
    expect(page.locator("#explained")).to_be_hidden()
    assert "Quillfeather" not in page.content()
    assert page.get_by_role("textbox", name="Your text").input_value() == ""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_answer_is_accessible_and_fits(opened: Callable[..., Page], served: str, scripts: bool) -> None:
    page = opened()
    if not scripts:
        page.route("**/*.js?*", lambda route: route.abort())
    write(page, served)
    explain(page)
    for scheme, colors in (("light", "none"), ("dark", "none"), ("light", "active")):
        page.emulate_media(color_scheme=scheme, forced_colors=colors)  # type: ignore[arg-type]
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            what = f"{scheme} {colors} {width}"
            assert_accessible(page, what, without=("color-contrast",) if colors == "active" else ())
            assert_nothing_overflows(page, what)


def test_a_printed_answer_is_the_text_and_then_its_words(page: Page, served: str) -> None:
    write(page, served)
    explain(page)
    page.emulate_media(media="print")
    for hidden in ("form.letter", ".page-head", ".site-footer", "#explained button"):
        expect(page.locator(hidden)).to_be_hidden()
    text, words = page.locator(".explained-text").bounding_box(), page.locator("[data-part=key]").bounding_box()
    assert text is not None
    assert words is not None
    assert words["y"] >= text["y"] + text["height"]
