"""The whole way of a visitor: search, filter, sort, page, open, related, back; by keyboard, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import Overheard, go_to_front


def tab_to(page: Page, wanted: Locator, most: int = 80) -> None:
    """Press Tab until `wanted` has the focus, as someone without a mouse does."""
    for _ in range(most):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab did not reach {wanted}")


def total(page: Page) -> int:
    found = re.match(r"([\d,]+|No)", page.get_by_role("heading", level=1).inner_text())
    assert found
    return 0 if found[0] == "No" else int(found[0].replace(",", ""))


def test_the_whole_journey_by_keyboard_alone(page: Page, served: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    go_to_front(page, served)
    page.keyboard.type("insurance")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + "/search?q=insurance")
    before = total(page)

    tab_to(page, page.get_by_label(re.compile("^Healthcare, [0-9]+ found")))
    page.keyboard.press("Space")
    expect(page).to_have_url(served + "/search?q=insurance&category=healthcare")
    expect(page.locator("#page-status")).to_contain_text("terms in Healthcare")  # said when the new results are there
    expect(page.get_by_label(re.compile("^Healthcare, [0-9]+ found"))).to_be_focused()
    expect(page.get_by_label(re.compile("^Healthcare, [0-9]+ found"))).to_be_checked()
    expect(page.locator("#results[aria-busy]")).to_have_count(0)  # the address changes before the results do
    assert 0 < total(page) < before
    expect(page.locator("#page-status")).to_have_text(re.compile(rf"^{total(page)} terms in Healthcare, page 1 of"))

    tab_to(page, page.get_by_role("link", name="A to Z").nth(1))
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + "/search?q=insurance&category=healthcare&sort=name")
    expect(page.locator("#sort-name")).to_have_attribute("aria-current", "true")
    expect(page.locator("#sort-name")).to_be_focused()
    names = page.locator(".hit-list h2").all_inner_texts()
    assert names == sorted(names, key=str.casefold)

    tab_to(page, page.get_by_role("link", name="Page 2"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + "/search?q=insurance&category=healthcare&sort=name&page=2")
    expect(page.locator("#results-heading")).to_be_focused()
    assert page.evaluate("scrollY") == 0

    first = page.locator(".hit-list h2 a").first
    name = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    related = page.get_by_role("region", name="Related terms").get_by_role("link").first
    other = related.inner_text()
    tab_to(page, related, 120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(other)

    for url in ("page=2", "sort=name", "category=healthcare", "/search?q=insurance"):
        while True:
            page.go_back()
            if "/terms/" not in page.url:
                break
        expect(page).to_have_url(re.compile(re.escape(url) + "$"))
    expect(page.get_by_label(re.compile("^Healthcare, [0-9]+ found"))).not_to_be_checked()
    assert total(page) == before
    assert overheard.complaints == []


def test_the_whole_journey_without_javascript(plain: Page, served: str) -> None:
    plain.goto(served)
    plain.get_by_role("searchbox").fill("insurance")
    plain.keyboard.press("Enter")
    expect(plain).to_have_url(served + "/search?q=insurance")
    before = total(plain)
    plain.get_by_label(re.compile("^Healthcare, [0-9]+ found")).check()
    plain.get_by_label(re.compile("^Privacy, [0-9]+ found")).check()
    plain.get_by_role("button", name="Apply filter").click()
    expect(plain).to_have_url(served + "/search?q=insurance&category=healthcare&category=privacy")
    assert 0 < total(plain) < before
    plain.get_by_role("navigation", name="Sort").get_by_role("link", name="A to Z").click()
    plain.get_by_role("link", name="Page 2").click()
    expect(plain).to_have_url(served + "/search?q=insurance&category=healthcare&category=privacy&sort=name&page=2")
    name = plain.locator(".hit-list h2").first.inner_text()
    plain.locator(".hit-list h2 a").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(name)
    related = plain.get_by_role("region", name="Related terms").get_by_role("link").first
    other = related.inner_text()
    related.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(other)
    plain.go_back()
    plain.go_back()
    expect(plain.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")


def test_two_categories_without_javascript_are_joined_by_or(plain: Page, served: str) -> None:
    plain.goto(served + "/search?q=insurance")
    counts = {
        item.locator("input").get_attribute("value"): int(item.locator(".count").inner_text())
        for item in plain.locator(".facets li").all()
    }
    plain.get_by_label(re.compile("^Insurance, [0-9]+ found")).check()
    plain.get_by_label(re.compile("^Healthcare, [0-9]+ found")).check()
    plain.get_by_role("button", name="Apply filter").click()
    assert plain.url == served + "/search?q=insurance&category=insurance&category=healthcare"
    assert plain.get_by_label(re.compile("^Insurance, [0-9]+ found")).is_checked()
    assert not plain.get_by_label(re.compile("^Privacy, [0-9]+ found")).is_checked()
    shown = {
        item.locator("input").get_attribute("value"): int(item.locator(".count").inner_text())
        for item in plain.locator(".facets li").all()
    }
    assert shown == counts  # counts are taken without the facet's own filter
    total = int(plain.get_by_role("heading", level=1).inner_text().split()[0])
    tags = plain.locator(".hit-list > li")
    slugs = [{tag.inner_text() for tag in hit.locator(".tag").all()} for hit in tags.all()]
    assert all(found & {"Insurance", "Healthcare"} for found in slugs)
    assert len(slugs) == min(total, 10)
    assert max(counts["insurance"], counts["healthcare"]) <= total <= counts["insurance"] + counts["healthcare"]
    plain.get_by_role("link", name="Remove the filter Healthcare").click()
    assert plain.url == served + "/search?q=insurance&category=insurance"
    assert plain.get_by_role("heading", level=1).inner_text().split()[0] == str(counts["insurance"])


def test_without_javascript_nothing_is_shown_that_needs_it(plain: Page, served: str) -> None:
    plain.goto(served + "/terms/copayment")
    expect(plain.get_by_role("button", name="Dark theme")).to_be_hidden()
    expect(plain.get_by_role("button", name="Copy link")).to_be_hidden()
    plain.get_by_text("Cite", exact=True).click()
    expect(plain.locator("#citation")).to_contain_text("“Copayment.” CommerceGuard Glossary. CommerceGuard.")
    plain.goto(served + "/search?q=insurance")
    expect(plain.get_by_role("button", name="Apply filter")).to_be_visible()


def test_filters_update_in_place_and_keep_history(page: Page, served: str) -> None:
    page.goto(served + "/search?q=insurance")
    page.evaluate("window.stayed = true")
    page.get_by_label(re.compile("^Privacy, [0-9]+ found")).check()
    expect(page).to_have_url(served + "/search?q=insurance&category=privacy")
    expect(page.get_by_role("link", name="Remove the filter Privacy")).to_be_visible()
    page.get_by_label(re.compile("^Finance, [0-9]+ found")).click()
    expect(page).to_have_url(served + "/search?q=insurance&category=finance&category=privacy")
    expect(page.get_by_label(re.compile("^Finance, [0-9]+ found"))).to_be_checked()
    page.go_back()
    expect(page.get_by_label(re.compile("^Finance, [0-9]+ found"))).not_to_be_checked()
    expect(page.get_by_label(re.compile("^Privacy, [0-9]+ found"))).to_be_checked()
    page.go_forward()
    expect(page.get_by_label(re.compile("^Finance, [0-9]+ found"))).to_be_checked()
    assert page.evaluate("window.stayed")  # the page itself was never left
    page.reload()
    expect(page.get_by_label(re.compile("^Finance, [0-9]+ found"))).to_be_checked()


def test_when_an_update_fails_the_browser_goes_to_the_address(page: Page, served: str) -> None:
    page.goto(served + "/search?q=insurance")
    failed: list[str] = []

    def fail_scripts(route: object) -> None:
        if route.request.resource_type == "xhr":  # type: ignore[attr-defined]
            failed.append(route.request.url)  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/search?*", fail_scripts)
    page.get_by_label(re.compile("^Privacy, [0-9]+ found")).check()
    expect(page.get_by_role("link", name="Remove the filter Privacy")).to_be_visible()
    assert failed
    assert page.url == served + "/search?q=insurance&category=privacy"


def test_a_correction_has_a_way_back(page: Page, served: str) -> None:
    page.goto(served + "/search?q=deductable")
    expect(page.get_by_text("Showing results for deductible")).to_be_visible()
    page.get_by_role("link", name="deductable").click()
    expect(page).to_have_url(served + "/search?q=deductable&exact=1")
    expect(page.get_by_text("Showing results for")).to_have_count(0)


def test_every_result_says_what_it_is_and_why_it_is_there(page: Page, served: str) -> None:
    for query in ("insurance", "IOP", "deductable", "my boss took my tips"):
        page.goto(served + f"/search?q={query}")
        rows = page.locator(".hit-list > li").count()
        assert rows + page.locator(".best").count() > 0
        assert page.locator(".hit-list .summary").count() == rows
        for texts in (".summary", ".snippet", ".why"):
            assert all(text.strip() for text in page.locator(f".hit-list {texts}").all_inner_texts())


def test_a_search_that_finds_nothing_helps(page: Page, served: str) -> None:
    page.goto(served + "/search?q=zzzzqx")
    for name in ("Most linked terms", "Or browse"):
        expect(page.get_by_role("region", name=name).get_by_role("link").first).to_be_visible()
    page.get_by_role("region", name="Most linked terms").get_by_role("link").first.click()
    expect(page.locator("article.term")).to_be_visible()


def test_a_preview_comes_with_the_pointer_can_be_hovered_and_dismissed(page: Page, served: str) -> None:
    page.goto(served + "/terms/copayment")
    link = page.locator(".passage a.term").first
    link.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text(re.compile(link.inner_text()[:4], re.IGNORECASE))
    assert link.get_attribute("aria-describedby") == preview.get_attribute("id")
    preview.hover()
    page.wait_for_timeout(600)
    expect(preview).to_be_visible()  # hoverable, and it stays
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()  # dismissible without moving the pointer
    assert link.get_attribute("aria-describedby") is None
    page.mouse.move(2, 2)
    link.hover()
    expect(preview).to_be_visible()
    page.mouse.move(2, 2)
    expect(preview).to_be_hidden()


def test_a_preview_comes_with_the_keyboard_and_never_with_a_tap(
    page: Page, opened: Callable[..., Page], served: str
) -> None:
    page.goto(served + "/terms/copayment")
    link = page.locator(".passage a.term").first
    tab_to(page, link)
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    expect(link).to_be_focused()
    phone = opened(has_touch=True, is_mobile=True, viewport={"width": 375, "height": 700})
    phone.goto(served + "/terms/copayment")
    address = phone.locator(".passage a.term").first.get_attribute("href")
    phone.locator(".passage a.term").first.tap()
    expect(phone).to_have_url(f"{served}{address}")


def test_the_theme_is_remembered_without_a_cookie(opened: Callable[..., Page], served: str) -> None:
    page = opened(color_scheme="light")
    page.goto(served)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").click()
    expect(page.get_by_role("button", name="Dark theme", pressed=True)).to_be_visible()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(served + "/about")
    assert page.evaluate(paper) == dark
    assert page.context.cookies() == []
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate(paper) == light
    assert page.evaluate("localStorage.length") == 0  # the same as the system's: forgotten


def test_copying_says_so(opened: Callable[..., Page], served: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(served + "/terms/copayment")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == served + "/terms/copayment"
    expect(page.locator("#page-status")).to_have_text("Copied")


def test_the_map_leads_to_the_terms_it_shows(page: Page, served: str) -> None:
    page.goto(served + "/terms/intensive-outpatient-program")
    drawing = page.get_by_role("group", name="Map of the terms around Intensive Outpatient Program")
    listed = set(page.get_by_role("region", name="Related terms").get_by_role("link").all_inner_texts())
    shown = {link.get_attribute("aria-label") for link in drawing.get_by_role("link").all()}
    assert len(shown) == 6
    assert shown <= listed  # the list is the map's text alternative
    drawing.get_by_role("link").first.click()
    expect(page.locator("article.term")).to_be_visible()


def test_one_term_prints_without_anything_to_press(page: Page, served: str) -> None:
    page.goto(served + "/terms/copayment")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Misuse")).to_be_visible()
    expect(page.locator(".print-source")).to_contain_text(served + "/terms/copayment")
    for hidden in (".site-footer", ".theme-toggle", ".term-aside", ".term-tools", ".search-box", ".band"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert len(page.pdf()) > 10_000
