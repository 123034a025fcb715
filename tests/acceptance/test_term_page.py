"""The shell of a term's page: contents, search and neighbors, on wide and narrow screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import assert_accessible

TERM = "/terms/copayment"
TALL, LAPTOP, PHONE = {"width": 1440, "height": 1000}, {"width": 1280, "height": 720}, {"width": 390, "height": 740}


def scroll_to(page: Page, anchor: str) -> None:
    """Scroll so that a section begins just below the bar."""
    page.evaluate("id => scrollBy(0, document.getElementById(id).getBoundingClientRect().top - 100)", anchor)


@pytest.mark.parametrize("viewport", [TALL, LAPTOP, {"width": 1024, "height": 720}])
def test_wide_screens_keep_search_and_contents_in_sight(
    opened: Callable[..., Page], served: str, viewport: dict[str, int]
) -> None:
    page = opened(viewport=viewport)
    page.goto(served + TERM)
    contents = page.get_by_role("navigation", name="On this page")
    current = contents.locator("[aria-current=location]")
    expect(current).to_have_text("Definition")
    for anchor, title in (("misuse", "Misuse"), ("conclusion", "Conclusion"), ("example-1", "Example #1")):
        scroll_to(page, anchor)
        expect(current).to_have_text(title)
        expect(current).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("combobox", name="Search the glossary")).to_be_in_viewport(ratio=1)
    contents.get_by_role("link", name="Benefits", exact=True).click()
    heading = page.get_by_role("heading", name="Benefits", exact=True).bounding_box()
    bar = page.locator(".site-header").bounding_box()
    assert heading is not None
    assert bar is not None
    assert heading["y"] >= bar["y"] + bar["height"]


def test_nothing_that_has_the_focus_is_under_the_bar(opened: Callable[..., Page], served: str) -> None:
    for viewport in (LAPTOP, PHONE):  # WCAG 2.4.11
        page = opened(viewport=viewport)
        page.goto(served + TERM)
        page.locator(".steps a").last.focus()
        for _ in range(25):
            page.keyboard.press("Shift+Tab")
            hidden = page.evaluate(
                """() => {
                    const focused = document.activeElement;
                    const {left, top, width, height} = focused.getClientRects()[0];
                    const shown = document.elementFromPoint(left + width / 2, top + height / 2);
                    return !shown || !(focused.contains(shown) || shown.contains(focused));
                }"""
            )
            assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_a_phone_has_the_contents_in_a_disclosure_before_the_article(opened: Callable[..., Page], served: str) -> None:
    page = opened(viewport=PHONE)
    page.goto(served + TERM)
    contents = page.get_by_role("navigation", name="On this page")
    assert page.evaluate(
        "!!(document.querySelector('.term-bar').compareDocumentPosition(document.querySelector('article.term')) & 4)"
    )
    link = contents.get_by_role("link", name="Misuse")
    expect(link).to_be_hidden()
    scroll_to(page, "benefits")
    contents.get_by_text("On this page").click()
    expect(contents.locator("[aria-current=location]")).to_have_text("Benefits")
    assert_accessible(page, "contents open")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    page.keyboard.press("Enter")  # the summary has the focus again
    link.click()
    expect(link).to_be_hidden()
    heading, bar = page.get_by_role("heading", name="Misuse").bounding_box(), page.locator(".term-bar").bounding_box()
    assert heading is not None
    assert bar is not None
    assert bar["y"] == 0
    assert heading["y"] >= bar["height"]
    page.locator(".to-search").click()
    expect(page.get_by_role("combobox", name="Search the glossary")).to_be_focused()
    expect(page.get_by_role("combobox", name="Search the glossary")).to_be_in_viewport()


def test_contents_and_search_work_without_scripts(opened: Callable[..., Page], served: str) -> None:
    page = opened(java_script_enabled=False, viewport=PHONE)
    page.goto(served + TERM)
    page.get_by_text("On this page").first.click()
    page.get_by_role("link", name="Conclusion").first.click()
    expect(page.get_by_role("heading", name="Conclusion")).to_be_in_viewport(ratio=1)
    page.goto(served + TERM)
    page.locator(".to-search").click()
    page.keyboard.type("deductible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=deductible")


def test_previous_and_next_term_lead_back_and_forth(plain: Page, served: str) -> None:
    plain.goto(served + TERM)
    steps = plain.get_by_role("navigation", name="Previous and next term")
    following = steps.get_by_role("link", name="Next term").inner_text().splitlines()[-1]
    steps.get_by_role("link", name="Next term").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(following)
    plain.get_by_role("link", name="Previous term").click()
    expect(plain).to_have_url(served + TERM)
