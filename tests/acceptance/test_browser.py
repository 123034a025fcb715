"""What a visitor does, in a real Chromium on a real gunicorn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = ["/", "/search?q=insurance", "/search?q=zzzzzz", "/search?q=deductable", "/terms/tip-pooling",
         "/categories/privacy", "/browse", "/browse/d", "/recent", "/about", "/nope"]  # fmt: skip


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_search_open_a_term_follow_a_related_one(page: Page, served: str) -> None:
    page.goto(served)
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("rehab a few days a week")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Intensive Outpatient Program").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Intensive Outpatient Program")
    expect(page.get_by_role("heading", name="Example #1")).to_be_visible()
    related = page.get_by_role("region", name="Related Terms")
    related.get_by_role("link", name="Partial Hospitalization Program").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Partial Hospitalization Program")


def test_two_categories_without_javascript(plain: Page, served: str) -> None:
    plain.goto(served + "/search?q=insurance")
    counts = {
        item.locator("label").inner_text(): int(item.locator(".count").inner_text())
        for item in plain.locator(".facets li").all()
    }
    plain.get_by_label("Insurance", exact=True).check()
    plain.get_by_label("Healthcare", exact=True).check()
    plain.get_by_role("button", name="Apply filter").click()
    assert plain.url == served + "/search?q=insurance&category=insurance&category=healthcare"
    assert plain.get_by_label("Insurance", exact=True).is_checked()
    assert not plain.get_by_label("Privacy", exact=True).is_checked()
    shown = {
        item.locator("label").inner_text(): int(item.locator(".count").inner_text())
        for item in plain.locator(".facets li").all()
    }
    assert shown == counts  # counts are taken without the facet's own filter
    total = int(plain.get_by_role("heading", level=1).inner_text().split()[0])
    tags = plain.locator(".hit-list > li")
    slugs = [{tag.inner_text() for tag in hit.locator(".tag").all()} for hit in tags.all()]
    assert all(found & {"Insurance", "Healthcare"} for found in slugs)
    assert len(slugs) == min(total, 10)
    assert max(counts["Insurance"], counts["Healthcare"]) <= total <= counts["Insurance"] + counts["Healthcare"]
    plain.get_by_role("link", name="Remove the filter Healthcare").click()
    assert plain.url == served + "/search?q=insurance&category=insurance"
    assert plain.get_by_role("heading", level=1).inner_text().split()[0] == str(counts["Insurance"])


def test_a_count_adds_its_category(plain: Page, served: str) -> None:
    plain.goto(served + "/search?q=insurance")
    plain.get_by_role("link", name="Healthcare,").click()
    assert plain.url == served + "/search?q=insurance&category=healthcare"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_accessibility_fault_no_overflow_nothing_foreign(
    browser: Browser, served: str, path: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => (window.__csp ||= []).push(e.blockedURI))"
    )
    page.goto(served + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(served) for url in asked)
    assert page.evaluate("window.__csp || []") == []
    assert [text for text in said if "404" not in text] == []
    assert context.cookies() == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_the_journey_by_keyboard(page: Page, served: str) -> None:
    page.goto(served + "/about")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.goto(served)
    page.keyboard.type("wage theft")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Wage Theft").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wage Theft")
