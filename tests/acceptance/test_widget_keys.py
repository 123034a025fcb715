"""Keys typed in the widget, the shortcuts of the page around it, and those of the glossary's own pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import go_to_front
from tests.acceptance.hosts import Host
from tests.acceptance.widget_pages import BOX, SCRIPT, type_into

# As pages listen for their shortcuts; none looks into a shadow tree.
LISTENERS = """
    window.heard = [];
    for (const target of [window, document, document.body, document.querySelector("glossary-search")])
        for (const type of ["keydown", "keypress", "keyup"])
            target.addEventListener(type, (event) => heard.push(`${type} ${event.key}`));
"""


def heard(page: Page) -> list[str]:
    """Return the events that the page heard since the last call, each once."""
    return page.evaluate("heard.splice(0).filter((each, index, all) => all.indexOf(each) === index)")  # type: ignore[no-any-return]


def test_a_key_typed_in_the_box_starts_no_shortcut_of_the_page(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit()
    page.evaluate(LISTENERS)
    for keys in ("/", "s", "?", " ", "7", "Shift+A", "ArrowLeft", "ArrowDown", "Home", "Backspace"):
        widget.get_by_role("combobox").press(keys)
        assert [each for each in heard(page) if not each.endswith("Shift")] == [], keys


def test_other_keys_reach_the_page(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit()
    page.evaluate(LISTENERS)
    for keys in ("Escape", "Control+k", "Meta+k", "Alt+j", "F2", "Tab"):
        widget.get_by_role("combobox").press(keys)
        assert f"keydown {keys.rpartition('+')[2]}" in heard(page), keys


def test_characters_typed_with_altgr_are_typed(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit()
    page.evaluate(LISTENERS)
    event = "{key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, composed: true}"
    widget.get_by_role("combobox").evaluate(f"box => box.dispatchEvent(new KeyboardEvent('keydown', {event}))")
    assert heard(page) == []


def test_a_key_on_the_button_is_the_pages(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit()
    page.evaluate(LISTENERS)
    widget.get_by_role("button").press("/")
    assert "keydown /" in heard(page)


def test_what_is_typed_is_in_the_box_and_enter_searches(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit()
    page.evaluate(
        "addEventListener('keydown', (event) => { if (event.key.length === 1) event.preventDefault() })"
        # A search that opens on `/`, as those of documentation sites do.
    )
    type_into(widget, "a/b")
    expect(widget.get_by_role("combobox")).to_have_value("a/b")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(served + "/search?q=a%2Fb")


# Escape


DIALOG = SCRIPT + f"<dialog>{BOX}</dialog>"


@pytest.fixture
def dialog(page: Page, host: Host) -> Locator:
    page.goto(host.page(DIALOG))
    page.evaluate("document.querySelector('dialog').showModal()")
    page.get_by_role("combobox").focus()
    return page.locator("dialog")


def test_escape_in_an_empty_closed_box_closes_the_dialog_around_it(page: Page, dialog: Locator) -> None:
    page.keyboard.press("Escape")
    expect(dialog).not_to_have_attribute("open", "")


def test_escape_closes_the_list_then_empties_the_box_then_closes_the_dialog(page: Page, dialog: Locator) -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially("copay")
    expect(page.get_by_role("option").first).to_contain_text("Copayment")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("copay")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(dialog).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(dialog).not_to_have_attribute("open", "")


def test_a_page_does_not_hear_an_escape_that_the_box_used(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit()
    page.evaluate(LISTENERS)
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    for _ in ("closes the list", "empties the box"):
        page.keyboard.press("Escape")
        assert heard(page) == []
    page.keyboard.press("Escape")
    assert heard(page) == ["keydown Escape", "keyup Escape"]


def test_escape_in_the_panel_leaves_the_dialog_open(page: Page, host: Host) -> None:
    page.goto(host.page(DIALOG.replace("<glossary-search", '<glossary-search open="panel"')))
    page.evaluate("document.querySelector('dialog').showModal()")
    page.get_by_role("combobox").press_sequentially("copay")
    page.get_by_role("option").filter(has_text="Copayment").first.click()
    expect(page.get_by_role("group", name="Copayment")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name="Copayment")).to_have_count(0)
    expect(page.locator("dialog")).to_have_attribute("open", "")


# `/` on the glossary's own pages


def box_of_the_site(page: Page) -> Locator:
    return page.locator("header form[data-suggest] input[name=q]")


def test_slash_typed_in_a_widget_stays_there(page: Page, served: str) -> None:
    page.goto(served + "/embed")
    box = page.locator("#embed-preview").get_by_role("combobox")
    box.press_sequentially("a/b")
    expect(box).to_have_value("a/b")
    expect(box).to_be_focused()


@pytest.mark.parametrize("in_shadow", [False, True])
def test_slash_does_nothing_where_text_is_entered_nor_with_a_modifier(page: Page, served: str, in_shadow: bool) -> None:
    page.goto(served + "/terms/copayment")
    for field in ("input", "textarea", "select", "editable"):
        page.evaluate(
            """([field, inShadow]) => {
                const host = document.body.appendChild(document.createElement("section"));
                const root = inShadow ? host.attachShadow({ mode: "open" }) : host;
                const created = root.appendChild(document.createElement(field === "editable" ? "div" : field));
                if (field === "editable") created.contentEditable = "true";
                created.focus();
            }""",
            [field, in_shadow],
        )
        page.keyboard.press("/")
        expect(box_of_the_site(page), field).not_to_be_focused()
    page.evaluate("document.activeElement.blur()")
    for keys in ("Control+/", "Alt+/", "Meta+/"):
        page.keyboard.press(keys)
        expect(box_of_the_site(page), keys).not_to_be_focused()
    page.keyboard.press("/")
    expect(box_of_the_site(page)).to_be_focused()


def test_the_shortcut_can_be_turned_off_and_on_again(page: Page, served: str) -> None:
    choice = page.get_by_role("checkbox", name="The / key jumps to the search box")
    page.goto(served + "/about")
    expect(choice).to_be_checked()
    choice.uncheck()
    assert page.evaluate("({...localStorage})") == {"shortcut": "off"}
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(box_of_the_site(page)).not_to_be_focused()
    page.goto(served + "/terms/copayment")
    page.keyboard.press("/")
    expect(box_of_the_site(page)).not_to_be_focused()
    page.goto(served + "/about")
    expect(choice).not_to_be_checked()
    choice.check()
    assert page.evaluate("localStorage.length") == 0
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(box_of_the_site(page)).to_be_focused()


def test_without_storage_the_shortcut_can_be_turned_off_for_the_page(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page.goto(served + "/about")
    page.get_by_role("checkbox", name="The / key jumps to the search box").uncheck()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(box_of_the_site(page)).not_to_be_focused()


def test_without_scripts_there_is_no_choice_without_effect(plain: Page, served: str) -> None:
    plain.goto(served + "/about")
    expect(plain.locator("#shortcut")).to_be_hidden()


def test_slash_in_a_frame_is_left_alone(page: Page, served: str) -> None:
    """A frame on another site may not store the choice to turn it off."""
    page.goto(served + "/embed/frame")
    page.get_by_role("link").first.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_the_front_page_is_searched_from_its_links(page: Page, served: str) -> None:
    go_to_front(page, served)
    page.get_by_role("link", name="About", exact=True).focus()
    page.keyboard.press("/")
    expect(page.locator("form.search-box input[name=q]")).to_be_focused()
