"""Nothing moves when a control is used or a page becomes the current one, and no hint is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import PAGES, SPANISH

PLACES = "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y + scrollY, r.width]; })"
ROOM_BESIDE_HINT = """input => {
  const own = getComputedStyle(input), hint = getComputedStyle(input, '::placeholder');
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.font = `${hint.fontSize} ${own.fontFamily}`;
  const room = input.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight);
  return room - canvas.measureText(input.placeholder).width;
}"""


def places(page: Page, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.locator(selector).evaluate_all(PLACES)
    assert len(found) > 1
    return found


@pytest.mark.parametrize("width", [320, 1280, 1600])
def test_the_hint_of_the_search_box_is_whole(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/terms/copayment", "/browse", "/es/", "/es/terminos/copago", "/es/explorar"):
        page.goto(served + path)
        assert page.locator("input[name=q]").evaluate(ROOM_BESIDE_HINT) > 0, path


def test_the_front_page_focuses_its_search_box_only_where_that_needs_no_scrolling(
    opened: Callable[..., Page], served: str
) -> None:
    page = opened(viewport={"width": 1280, "height": 720})
    page.goto(served)
    expect(page.get_by_role("combobox")).to_be_focused()
    zoomed = opened(viewport={"width": 640, "height": 360}, device_scale_factor=2)
    zoomed.goto(served, wait_until="networkidle")
    assert zoomed.evaluate("[scrollY, document.activeElement.localName]") == [0, "body"]


@pytest.mark.parametrize("pages", [PAGES, SPANISH], ids=["English", "Spanish"])
def test_the_current_page_and_order_do_not_move_their_neighbors(page: Page, served: str, pages: dict[str, str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    seen = []
    for kind in ("all terms", "categories", "about"):
        page.goto(served + pages[kind])
        seen.append(places(page, ".masthead nav a"))
    assert seen[0] == seen[1] == seen[2]
    orders = []
    for sort in ("relevance", "name", "updated"):
        page.goto(f"{served}{pages['results']}&sort={sort}")
        orders.append(places(page, ".sorts a"))
    assert orders[0] == orders[1] == orders[2]


@pytest.mark.parametrize(
    ("path", "names", "copy"),
    [
        ("/terms/copayment", ("Cite", "Download", "Compare with"), "Copy citation"),
        ("/es/terminos/copago", ("Citar", "Descargar", "Comparar con"), "Copiar cita"),
    ],
)
def test_the_tools_of_a_term_stay_in_their_row_when_one_opens(
    page: Page, served: str, path: str, names: tuple[str, ...], copy: str
) -> None:
    page.goto(served + path)
    tools = ".term-tools > :is(a, button), .term-tools summary"
    before = places(page, tools)
    for name in names:
        page.locator(".term-tools summary", has_text=name).click()
        assert places(page, tools) == before
    expect(page.get_by_role("button", name=copy)).to_be_visible()
