"""States of the page of results that few queries reach: accessible, and whole on a narrow page.

The pages are rendered here and shown by the browser at an address of the server, whose styles and scripts they use.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from search_app.search import Engine, SearchPage
from tests.acceptance.conftest import assert_accessible, assert_nothing_overflows
from tests.conftest import client_of
from tests.web.site.states import closest, comparing, offering, rendered, sure, weak

WIDTHS = (320, 1280)

STATES: dict[str, Callable[[Engine], SearchPage]] = {
    "best answer": lambda engine: sure(engine, "deductable", more=23),
    "comparison": lambda engine: comparing(engine, "copayment", "coinsurance"),
    "weak": lambda engine: weak(engine, "eviction notice", more=23, closest=closest(engine).closest),
    "closest": closest,
    "offered correction": lambda engine: offering(engine, "insurance", "assurance"),
}


@pytest.fixture
def show(opened: Callable[..., Page], served: str, real: Engine, real_index: Path) -> Callable[[str], Page]:
    app = client_of(real_index).application

    def show_state(name: str) -> Page:
        html = rendered(app, real, STATES[name](real))
        page = opened()
        page.route("**/search?state", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(served + "/search?state")
        return page

    return show_state


@pytest.mark.parametrize("state", STATES)
def test_no_fault_narrow_or_wide_light_or_dark(show: Callable[[str], Page], state: str) -> None:
    page = show(state)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert_accessible(page, f"{state} {scheme} {width}")
            assert_nothing_overflows(page, f"{state} {scheme} {width}")


def test_the_best_answer_is_a_landmark_before_the_list(show: Callable[[str], Page]) -> None:
    page = show("best answer")
    best = page.get_by_role("region", name="Best answer")
    expect(best.get_by_role("heading", level=3)).to_have_text("Deductible")
    expect(best.get_by_role("link", name="Read more about Deductible")).to_be_visible()
    first = page.locator(".hit-list > li").first.bounding_box()
    card = best.bounding_box()
    assert first is not None
    assert card is not None
    assert card["y"] + card["height"] <= first["y"]


def test_compared_terms_lead_to_columns_on_a_desktop_and_to_turns_on_a_phone(show: Callable[[str], Page]) -> None:
    page = show("comparison")
    page.get_by_role("link", name="Compare Copayment and Coinsurance").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Copayment and Coinsurance")
    for width, beside in ((1280, True), (320, False)):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = [article.bounding_box() for article in page.locator(".compared article").all()]
        first, second = (box for box in boxes if box)
        assert (first["y"] == second["y"]) is beside
        assert (first["x"] < second["x"]) is beside
    page.set_viewport_size({"width": 1280, "height": 800})
    tops = [box["y"] for part in page.locator(".compared .passage-misuse").all() if (box := part.bounding_box())]
    assert len(tops) == 2
    assert tops[0] == tops[1]  # sections of one kind are beside each other
