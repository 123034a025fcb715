"""<glossary-search> on a network that is slow, fails, or is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.acceptance.conftest import wait_until
from tests.acceptance.widget_pages import SCRIPT, SUGGEST, type_into


def test_a_late_answer_does_not_replace_a_newer_one(visit: Callable[..., Locator], page: Page) -> None:
    held: list[Callable[[], None]] = []

    def hold_the_first(route: Route) -> None:
        if "q=copay" in route.request.url and not held:
            held.append(route.continue_)
        else:
            route.continue_()

    page.route(SUGGEST, hold_the_first)
    widget = visit()
    type_into(widget, "copay")
    wait_until(page, lambda: held)
    widget.get_by_role("combobox").fill("wage")
    expect(widget.get_by_role("option").first).to_contain_text("Wage")
    held[0]()
    page.wait_for_timeout(300)
    assert not any("Copay" in text for text in widget.get_by_role("option").all_inner_texts())


@pytest.mark.parametrize("failing", ["refused", "broken", "nonsense", "silent"])
def test_with_the_service_down_the_form_still_submits_and_nothing_throws(
    visit: Callable[..., Locator], page: Page, served: str, failing: str
) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    answer: dict[str, Callable[[Route], object]] = {
        "refused": lambda route: route.abort("connectionrefused"),
        "broken": lambda route: route.fulfill(status=503, body="{}"),
        "nonsense": lambda route: route.fulfill(status=200, body="<html>"),
        "silent": lambda route: None,
    }
    page.route("**/api/v1/**", answer[failing])
    widget = visit()
    type_into(widget, "copay")
    page.wait_for_timeout(400)
    expect(widget.get_by_role("listbox")).to_be_hidden()
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(served + "/search?q=copay")
    assert thrown == []


def test_the_panel_says_when_the_definition_cannot_be_had(
    visit: Callable[..., Locator], page: Page, served: str
) -> None:
    page.route("**/api/v1/terms/**", lambda route: route.abort("connectionrefused"))
    widget = visit(SCRIPT + '<glossary-search open="panel"></glossary-search>')
    type_into(widget, "copay")
    widget.get_by_role("option").first.click()
    panel = widget.get_by_role("group", name="Copayment")
    expect(panel).to_contain_text("could not be loaded")
    expect(panel.get_by_role("link")).to_have_attribute("href", served + "/terms/copayment")
