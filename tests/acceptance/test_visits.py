"""A whole visit (search, filter, term, compare, explain, feedback) by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import Overheard, go_to_front
from tests.acceptance.test_journeys import tab_to

LETTER = "Your annual deductible is not met, and prior authorization was denied. Your copay stays the same."
PHONE = {"viewport": {"width": 390, "height": 740}, "has_touch": True, "is_mobile": True}


class Keyboard:
    """Tab to a control and press a key."""

    def press(self, control: Locator, key: str = "Enter") -> None:
        tab_to(control.page, control, 150)
        control.page.keyboard.press(key)

    def check(self, box: Locator) -> None:
        self.press(box, "Space")

    def write(self, field: Locator, text: str) -> None:
        tab_to(field.page, field, 150)
        field.page.keyboard.insert_text(text)


class Mouse:
    def press(self, control: Locator) -> None:
        control.click()

    def check(self, box: Locator) -> None:
        box.check()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        field.page.keyboard.insert_text(text)


class Finger(Mouse):
    def press(self, control: Locator) -> None:
        control.tap()

    def write(self, field: Locator, text: str) -> None:
        field.tap()
        field.page.keyboard.insert_text(text)


WAYS: dict[str, tuple[dict[str, object], type[Keyboard | Mouse]]] = {
    "keyboard": ({}, Keyboard),
    "without JavaScript": ({"java_script_enabled": False}, Mouse),
    "phone": (PHONE, Finger),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_visit(opened: Callable[..., Page], served: str, way: str) -> None:
    options, hands = WAYS[way]
    page, overheard = opened(**options), Overheard()
    overheard.listen(page)
    scripts = options.get("java_script_enabled", True)
    search_and_compare(page, served, hands(), scripts=bool(scripts))
    explain_and_answer(page, served, hands(), scripts=bool(scripts))
    assert overheard.complaints == []
    assert page.context.cookies() == []


def search_and_compare(page: Page, served: str, hands: Keyboard | Mouse, *, scripts: bool) -> None:
    if scripts:
        go_to_front(page, served)
    else:  # which put the focus there
        page.goto(served)
        page.get_by_label("Search the glossary").focus()
    page.keyboard.insert_text("copay")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + "/search?q=copay")
    hands.check(page.get_by_label(re.compile("^Insurance, [0-9]+ found")))
    if not scripts:
        hands.press(page.get_by_role("button", name="Apply filter"))
    expect(page).to_have_url(served + "/search?q=copay&category=insurance")
    expect(page.get_by_role("link", name="Remove the filter Insurance")).to_be_visible()
    expect(page.locator("#results[aria-busy]")).to_have_count(0)
    hands.press(page.locator("#results").get_by_role("link", name="Copayment", exact=True).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Copayment")
    hands.press(page.get_by_text("Compare with …"))
    hands.write(page.get_by_label("Another term"), "Coinsurance")
    hands.press(page.get_by_role("button", name="Compare"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Copayment and Coinsurance")
    expect(page.locator(".compared article")).to_have_count(2)


def explain_and_answer(page: Page, served: str, hands: Keyboard | Mouse, *, scripts: bool) -> None:
    hands.press(page.get_by_role("link", name="Explain my letter"))
    expect(page).to_have_url(served + "/explain")
    hands.write(page.get_by_role("textbox", name="Your text"), LETTER)
    hands.press(page.get_by_role("button", name="Explain it"))
    expect(page.locator("#explained")).to_be_visible()
    hands.press(page.locator("#explained").get_by_role("link", name="Deductible", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Deductible")
    hands.press(page.get_by_role("region", name="Was this helpful?").get_by_role("button", name="No"))
    if scripts:
        form = page.get_by_role("region", name="Was this helpful?")
        expect(form.get_by_role("status")).to_have_text("Thank you.")
    else:
        form = page.locator("main")
        expect(form.get_by_role("heading", level=1)).to_have_text("Thank you")
    hands.write(form.get_by_label(re.compile("What would make it better?")), "Which visits count?")
    hands.press(form.get_by_role("button", name="Send"))
    expect(page.locator("main")).to_contain_text("Thank you")
    expect(form.get_by_role("button", name="Send")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_five_categories_are_five_tab_stops(opened: Callable[..., Page], served: str, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)
    page.goto(served + "/search?q=insurance")
    boxes = page.locator("form.facets input:enabled")
    expect(boxes).to_have_count(5 + 1)  # the boxes and the query, which is hidden
    tab_to(page, boxes.nth(1))
    stops = []
    while page.locator("form.facets :focus").count():
        stops.append(page.locator(":focus").get_attribute("name") or page.locator(":focus").inner_text())
        page.keyboard.press("Tab")
    assert stops == ["category"] * 5 + ([] if scripts else ["Apply filter"])
