"""Nothing moves by itself: the Layout Instability API sees no shift while pages, suggestions or results load.

The browser excuses a shift within half a second of a press or a key. Answers are therefore held back for longer, as a
slow network would: what they bring must not move what a reader already looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.acceptance.conftest import go_to_front, wait_until

EXCUSED = 500  # milliseconds after a press
WIDTHS = (375, 1280)

OBSERVE = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().filter(each => !each.hadRecentInput)))
  .observe({type: 'layout-shift', buffered: true});
"""

# A frame that has been painted, and the observer told of it.
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"


@pytest.fixture
def watched(opened: Callable[..., Page]) -> Callable[..., Page]:
    def open_page(width: int, locale: str = "en-US") -> Page:
        page = opened(viewport={"width": width, "height": 800}, locale=locale)
        page.add_init_script(OBSERVE)
        return page

    return open_page


def shifted(page: Page) -> list[str]:
    """Return what moved without a press, and by how much."""
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(
        """window.shifts.map(each => `${each.value} ` + each.sources.map(source =>
             source.node?.outerHTML?.slice(0, 80) ?? source.node?.textContent).join(' and '))"""
    )
    return found


def hold(page: Page, addresses: str) -> Callable[[], None]:
    """Hold back requests; the function returned waits for one and lets all go when no press excuses shifts."""
    held: list[Route] = []
    released = False

    def catch(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route(addresses, catch)

    def release() -> None:
        nonlocal released
        wait_until(page, lambda: held)
        page.wait_for_timeout(EXCUSED + 100)
        released = True
        for route in held:
            route.continue_()

    return release


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path",
    [
        "/", "/search?q=insurance", "/terms/copayment", "/compare?term=copayment&term=coinsurance", "/explain",
        "/embed", "/es/", "/es/buscar?q=seguro", "/es/terminos/copago", "/es/explicar", "/es/insertar",
    ],
)  # fmt: skip
def test_nothing_moves_while_a_page_loads(watched: Callable[..., Page], served: str, path: str, width: int) -> None:
    page = watched(width)
    page.goto(served + path, wait_until="networkidle")
    # A hundredth of what counts as good: a busy machine paints in steps.
    assert sum(float(each.split()[0]) for each in shifted(page)) < 0.001, shifted(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/terms/copayment", "/explain"])
def test_the_offer_of_a_language_moves_nothing(
    watched: Callable[..., Page], served: str, path: str, width: int
) -> None:
    page = watched(width, locale="es-US")
    page.goto(served + path, wait_until="networkidle")
    expect(page.locator(".language-offer")).to_be_visible()
    assert shifted(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/search?q=insurance", "/terms/copayment"])
def test_suggestions_move_nothing(watched: Callable[..., Page], served: str, path: str, width: int) -> None:
    page = watched(width)
    if path == "/":
        go_to_front(page, served)
    else:
        page.goto(served + path)
    box = page.get_by_role("combobox", name="Search the glossary")
    box.fill("")
    release = hold(page, "**/api/v1/suggest?*")
    box.press_sequentially("copa", delay=1)
    release()
    expect(page.get_by_role("option").first).to_be_visible()
    assert shifted(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    assert shifted(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_filters_and_pages_move_nothing(watched: Callable[..., Page], served: str, width: int) -> None:
    page = watched(width)
    page.goto(served + "/search?q=insurance")
    release = hold(page, "**/search?*")
    page.get_by_label(re.compile("^Privacy, [0-9]+ found")).check()
    release()
    expect(page.get_by_role("link", name="Remove the filter Privacy")).to_be_visible()
    assert shifted(page) == []
    release = hold(page, "**/search?*")
    page.get_by_role("link", name="Remove the filter Privacy").click()
    release()
    expect(page.get_by_role("link", name="Remove the filter Privacy")).to_have_count(0)
    assert shifted(page) == []


def test_a_shift_would_be_seen(watched: Callable[..., Page], served: str) -> None:
    page = watched(1280)
    page.goto(served + "/terms/copayment")
    assert shifted(page) == []
    page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), {textContent: 'Late.'}))")
    assert shifted(page) != []
