"""Input methods: suggestions while plain letters are composed, and none while sounds are converted into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.acceptance.conftest import go_to_front

PAUSE = 300  # milliseconds; suggestions are asked for after 90


class Keyboard:
    """An input method: composes text in the focused box and commits it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self._session: CDPSession = page.context.new_cdp_session(page)
        page.on("request", lambda request: "suggest" in request.url and self.asked.append(request.url))

    def compose(self, *texts: str) -> None:
        for text in texts:
            end = len(text)
            self._session.send("Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end})
        self.page.wait_for_timeout(PAUSE)

    def commit(self, text: str) -> None:
        self._session.send("Input.insertText", {"text": text})
        self.page.wait_for_timeout(PAUSE)


@pytest.fixture(params=["site", "widget"])
def box(request: pytest.FixtureRequest, page: Page, served: str, visit: Callable[..., Locator]) -> Iterator[Locator]:
    """A search box with the focus: that of the front page, and that of a widget."""
    if request.param == "site":
        go_to_front(page, served)
        yield page.get_by_role("combobox")
    else:
        found = visit().get_by_role("combobox")
        found.focus()
        yield found


def test_latin_words_have_suggestions_while_they_are_composed(box: Locator, page: Page) -> None:
    keyboard = Keyboard(page)
    keyboard.compose("d", "de", "ded", "dedu")
    expect(page.get_by_role("option").last).to_contain_text("Search for “dedu”")
    expect(page.get_by_role("option").first).to_contain_text("Deductible")
    asked = len(keyboard.asked)  # one, unless the machine paused between the letters
    keyboard.commit("dedu")
    expect(page.get_by_role("option").first).to_contain_text("Deductible")
    assert len(keyboard.asked) == asked  # committing changes nothing
    keyboard.compose("c")
    assert len(keyboard.asked) == asked + 1
    expect(page.get_by_role("option").last).to_contain_text("Search for “deduc”")


def test_so_has_every_script_whose_letters_stay(box: Locator, page: Page) -> None:
    keyboard = Keyboard(page)
    for text in ("délai", "don't", "δικα", "страх", "تأمين", "ביטוח", "보험", "बीमा", "ประกัน"):
        keyboard.asked.clear()
        keyboard.compose(text)
        assert len(keyboard.asked) == 1, text


def test_nothing_is_asked_while_sounds_are_converted(box: Locator, page: Page) -> None:
    keyboard = Keyboard(page)
    for text in ("こぺい", "コペイ", "k保険", "ｋ", "ni hao", "ㄅㄠ", "保险", "。"):
        keyboard.compose(text)
        assert keyboard.asked == [], text
    keyboard.commit("copay")
    expect(page.get_by_role("option").first).to_contain_text("Copayment")
    assert len(keyboard.asked) == 1


def test_latin_letters_composed_on_a_physical_keyboard_spell_sounds(box: Locator, page: Page) -> None:
    keyboard = Keyboard(page)
    box.evaluate("box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Process', code: 'KeyN', keyCode: 229}))")
    keyboard.compose("ni")
    assert keyboard.asked == []
    keyboard.commit("你")
    assert len(keyboard.asked) == 1


def test_a_request_for_what_was_typed_before_does_not_overtake_a_conversion(box: Locator, page: Page) -> None:
    keyboard = Keyboard(page)
    page.keyboard.type("copay")
    keyboard.compose("ほ")
    assert not any("%E3" in url for url in keyboard.asked)


@pytest.mark.parametrize("key", ["Enter", "ArrowDown", "Escape"])
def test_keys_pressed_while_composing_are_those_of_the_input_method(box: Locator, page: Page, key: str) -> None:
    Keyboard(page).compose("dedu")
    expect(page.get_by_role("option").first).to_contain_text("Deductible")
    before = page.url
    box.evaluate(
        "(box, key) => box.dispatchEvent(new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true}))", key
    )
    expect(page.get_by_role("listbox")).to_be_visible()
    assert box.get_attribute("aria-activedescendant") is None
    assert page.url == before


def test_a_suggestion_chosen_while_composing_closes_the_list_for_good(
    page: Page, visit: Callable[..., Locator]
) -> None:
    widget = visit('<script src="HOST/widget/v1.js" defer></script><glossary-search open="panel"></glossary-search>')
    widget.get_by_role("combobox").focus()
    Keyboard(page).compose("copay")
    widget.get_by_role("option").filter(has_text="Copayment").first.click()
    expect(widget.get_by_role("group", name="Copayment")).to_be_focused()
    page.wait_for_timeout(PAUSE)
    expect(widget.get_by_role("listbox")).to_be_hidden()


# Leaving the box


@pytest.fixture
def listed(box: Locator, page: Page) -> Locator:
    """The list of suggestions of `copay`, open."""
    box.press_sequentially("copay")
    expect(page.get_by_role("option").last).to_contain_text("Search for “copay”")
    return page.get_by_role("listbox")


def test_a_screen_reader_that_takes_the_focus_away_leaves_the_list_open(box: Locator, listed: Locator) -> None:
    box.evaluate("box => box.blur()")
    expect(box).not_to_be_focused()
    expect(listed).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")


def test_the_focus_may_move_into_the_list_and_the_keys_go_on_from_there(
    box: Locator, listed: Locator, page: Page
) -> None:
    second = listed.get_by_role("option").nth(1)
    second.evaluate("option => option.focus()")
    expect(listed).to_be_visible()
    expect(second).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    expect(listed.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    second.evaluate("option => option.focus()")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("copay")


def test_an_option_with_the_focus_opens_its_term(listed: Locator, page: Page, served: str) -> None:
    listed.get_by_role("option").filter(has_text="Copayment").first.evaluate("option => option.focus()")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + "/terms/copayment")


@pytest.mark.parametrize("blurred", [False, True])
@pytest.mark.parametrize("leave", ["Tab", "press", "focus", "frame"])
def test_turning_to_something_else_closes_the_list(
    box: Locator, listed: Locator, page: Page, leave: str, blurred: bool
) -> None:
    page.evaluate(
        """() => {
            const button = document.createElement("button");
            button.textContent = "Elsewhere";
            button.style.cssText = "position: fixed; inset-block-end: 0; inset-inline-start: 0";
            document.body.append(button, document.createElement("iframe"));
        }"""
    )
    if blurred:
        box.evaluate("box => box.blur()")
    if leave == "Tab":
        page.keyboard.press("Tab")
    elif leave == "press":
        page.mouse.click(640, page.viewport_size["height"] - 4)  # type: ignore[index]
    elif leave == "focus":
        page.get_by_role("button", name="Elsewhere").focus()
    else:
        page.locator("iframe").evaluate("frame => frame.contentWindow.focus()")
    expect(listed).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_a_tap_elsewhere_closes_the_list_and_scrolling_does_not(
    opened: Callable[..., Page], served: str
) -> None:
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700})
    page.goto(served + "/terms/copayment")
    box = page.get_by_role("combobox")
    box.tap()
    box.press_sequentially("tip")
    expect(page.get_by_role("option").first).to_contain_text("Tip")
    session = page.context.new_cdp_session(page)
    session.send("Input.synthesizeScrollGesture", {"x": 195, "y": 690, "yDistance": -120})
    page.wait_for_timeout(PAUSE)
    expect(page.get_by_role("listbox")).to_be_visible()
    page.touchscreen.tap(195, 690)
    expect(page.get_by_role("listbox")).to_be_hidden()
