"""The search box as the ARIA combobox pattern describes it, in a real Chromium; answers come late or fail."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.acceptance.conftest import go_to_front, wait_until

SUGGEST = "**/api/v1/suggest**"


@pytest.fixture
def front(page: Page, served: str) -> Page:
    go_to_front(page, served)
    return page


def options(page: Page) -> list[str]:
    return page.get_by_role("listbox").get_by_role("option").all_inner_texts()


def active(page: Page) -> str:
    """Return the text of the option that the box points to, or nothing."""
    return page.evaluate(
        "(() => { const id = document.activeElement.getAttribute('aria-activedescendant');"
        " return id ? document.getElementById(id).innerText : '' })()"
    )


def test_letters_bring_suggestions_and_their_number_is_announced_politely(front: Page) -> None:
    box = front.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    front.keyboard.type("copay")
    expect(front.get_by_role("option").first).to_contain_text("Copayment")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-controls") == front.get_by_role("listbox").get_attribute("id")
    status = front.locator("form.search-box [role=status]")
    count = len(options(front)) - 1  # the last one searches
    expect(status).to_have_text(re.compile(rf"^{count} suggestions?\. Use the up and down arrows\.$"))
    assert front.get_by_role("option").first.locator("mark").all_inner_texts() == ["Copay"]


def test_typing_on_is_announced_once(front: Page) -> None:
    front.evaluate(
        "window.said = []; const status = document.querySelector('form [role=status]');"
        "new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true, subtree: true})"
    )
    front.keyboard.type("deductible", delay=120)  # slower than suggestions come, quicker than they are announced
    expect(front.locator("form [role=status]")).to_contain_text("suggestion")
    assert len([text for text in front.evaluate("said") if text]) == 1


def test_arrows_go_round_through_the_text_and_home_and_end_return_to_it(front: Page) -> None:
    front.keyboard.type("ins")
    expect(front.get_by_role("option").last).to_contain_text("ins")
    names = options(front)
    walked = []
    for _ in range(len(names) + 2):
        front.keyboard.press("ArrowDown")
        walked.append(active(front))
    assert walked == [*names, "", names[0]]
    front.keyboard.press("ArrowUp")
    front.keyboard.press("ArrowUp")
    assert active(front) == names[-1]
    expect(front.get_by_role("option", selected=True)).to_have_count(1)
    front.keyboard.press("Home")
    assert active(front) == ""
    assert front.evaluate("document.activeElement.selectionStart") == 0
    front.keyboard.press("ArrowDown")
    front.keyboard.press("End")
    assert active(front) == ""
    assert front.evaluate("document.activeElement.selectionStart") == 3


def test_enter_opens_the_suggestion_pointed_to_and_else_searches(front: Page, served: str) -> None:
    front.keyboard.type("copay")
    expect(front.get_by_role("option").first).to_contain_text("Copayment")
    front.keyboard.press("ArrowDown")
    front.keyboard.press("Enter")
    expect(front).to_have_url(served + "/terms/copayment")
    go_to_front(front, served)
    front.keyboard.type("copay")
    expect(front.get_by_role("option").first).to_contain_text("Copayment")
    front.keyboard.press("Enter")
    expect(front).to_have_url(served + "/search?q=copay")


def test_escape_closes_the_list_then_empties_the_box_and_alt_down_opens_it_again(front: Page) -> None:
    box = front.get_by_role("combobox")
    front.keyboard.type("copay")
    expect(front.get_by_role("listbox")).to_be_visible()
    front.keyboard.press("Escape")
    expect(front.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("copay")
    expect(box).to_have_attribute("aria-expanded", "false")
    front.keyboard.press("Alt+ArrowDown")
    expect(front.get_by_role("listbox")).to_be_visible()
    assert active(front) == ""
    front.keyboard.press("Alt+ArrowUp")
    expect(front.get_by_role("listbox")).to_be_hidden()
    front.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_leaving_the_box_closes_the_list(front: Page) -> None:
    front.keyboard.type("copay")
    expect(front.get_by_role("listbox")).to_be_visible()
    front.keyboard.press("Tab")
    expect(front.get_by_role("listbox")).to_be_hidden()


def test_a_suggestion_is_a_link_that_opens_in_a_new_tab(front: Page, served: str) -> None:
    front.keyboard.type("copay")
    with front.context.expect_page() as opened:
        front.get_by_role("option", name=re.compile("^Copayment")).click(modifiers=["Control"])
    assert opened.value.url == served + "/terms/copayment"
    expect(front).to_have_url(served + "/")
    front.get_by_role("option").first.click()
    expect(front).to_have_url(served + "/terms/copayment")


def test_an_alias_that_matched_is_shown(front: Page) -> None:
    front.keyboard.type("IOP")
    expect(front.get_by_role("option", name="Intensive Outpatient Program also IOP", exact=True)).to_be_visible()


def test_a_row_shows_category_and_sentence_and_is_read_without_the_sentence(front: Page) -> None:
    front.keyboard.type("deductible")
    row = front.get_by_role("option", name="Deductible Insurance", exact=True)
    expect(row.locator(".suggestion-sentence")).to_have_text(re.compile(r"^A deductible is .*\.$"))
    height, below = row.evaluate(  # at once: the list is drawn again when a later answer arrives
        "row => [row, row.querySelector('.suggestion-sentence')].map(each => each.getBoundingClientRect().height)"
    )
    assert 0 < below < 30 < height < 70  # one line under the name


def test_a_question_that_people_ask_finds_its_term(front: Page, served: str) -> None:
    front.keyboard.type("my boss took my ti")
    row = front.get_by_role("option", name="Tip Pooling “my boss took my tips”", exact=True)
    expect(row).to_be_visible()
    assert front.get_by_role("option").first.get_attribute("href") == served + "/terms/tip-pooling"
    front.keyboard.press("ArrowDown")
    front.keyboard.press("Enter")
    expect(front).to_have_url(served + "/terms/tip-pooling")


@pytest.mark.parametrize("key", ["Enter", "click", "ArrowUp"])
def test_the_last_row_searches_for_what_was_typed(front: Page, served: str, key: str) -> None:
    front.keyboard.type("copay & fee")
    row = front.get_by_role("option", name="Search for “copay & fee”", exact=True)
    expect(row).to_be_visible()
    assert row.get_attribute("href") == served + "/search?q=copay+%26+fee"
    if key == "click":
        row.click()
    elif key == "ArrowUp":
        front.keyboard.press("ArrowUp")
        assert active(front).strip() == "Search for “copay & fee”"
        front.keyboard.press("Enter")
    else:
        front.keyboard.press("Enter")
    expect(front).to_have_url(served + "/search?q=copay+%26+fee")


def test_the_search_row_opens_in_a_new_tab_too(front: Page, served: str) -> None:
    front.keyboard.type("copay")
    row = front.get_by_role("option", name="Search for “copay”", exact=True)
    with front.context.expect_page() as opened:
        row.click(modifiers=["Control"])
    assert opened.value.url == served + "/search?q=copay"
    expect(front).to_have_url(served + "/")


def test_a_text_without_suggestions_can_still_be_searched(front: Page) -> None:
    front.keyboard.type("zzzzqq")
    expect(front.get_by_role("option")).to_have_count(1)
    expect(front.locator("form [role=status]")).to_have_text("No suggestions. Press Enter to search.")


def test_rows_stay_on_one_line_each_on_a_phone(front: Page) -> None:
    front.set_viewport_size({"width": 320, "height": 640})
    front.keyboard.type("my boss")
    expect(front.get_by_role("option").last).to_contain_text("my boss")
    assert front.evaluate("document.documentElement.scrollWidth") <= 320
    heights = front.eval_on_selector_all(".suggestion > span", "spans => spans.map((span) => span.offsetHeight)")
    assert max(heights) < 30


def test_suggestions_in_a_frame(page: Page, served: str) -> None:
    page.goto(served + "/embed/frame?category=insurance")
    asked: list[str] = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    page.get_by_role("combobox").fill("copay")
    expect(page.get_by_role("option").first).to_contain_text("Copayment")
    assert asked[0].endswith("&category=insurance")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/embed/frame\?category=insurance&q=copay$"))


def test_a_late_answer_to_what_is_no_longer_typed_is_dropped(front: Page) -> None:
    held: list[Callable[[], None]] = []

    def hold_the_first(route: Route) -> None:
        if "q=copay" in route.request.url and not held:
            held.append(route.continue_)
        else:
            route.continue_()

    front.route(SUGGEST, hold_the_first)
    front.keyboard.type("copay")
    wait_until(front, lambda: held)
    front.get_by_role("combobox").fill("wage")
    expect(front.get_by_role("option").first).to_contain_text("Wage")
    held[0]()
    front.wait_for_timeout(300)
    assert not any("Copay" in text for text in options(front))


def test_who_is_choosing_keeps_the_list(front: Page) -> None:
    front.keyboard.type("copay")
    expect(front.get_by_role("option").first).to_contain_text("Copay")
    front.route(SUGGEST, lambda route: (front.wait_for_timeout(200), route.continue_()))
    front.keyboard.type("m")
    front.wait_for_timeout(150)  # the next answer is on its way
    front.keyboard.press("ArrowDown")
    chosen = active(front)
    front.wait_for_timeout(500)
    assert chosen
    assert active(front) == chosen


@pytest.mark.parametrize("failing", ["refused", "broken", "nonsense"])
def test_when_suggestions_fail_the_box_still_searches_and_says_nothing(front: Page, served: str, failing: str) -> None:
    errors: list[str] = []
    front.on("pageerror", lambda error: errors.append(str(error)))
    answer = {
        "refused": lambda route: route.abort("connectionrefused"),
        "broken": lambda route: route.fulfill(status=500, body="{}"),
        "nonsense": lambda route: route.fulfill(status=200, body="<html>"),
    }[failing]
    front.route(SUGGEST, answer)
    front.keyboard.type("copay")
    front.wait_for_timeout(300)
    expect(front.get_by_role("listbox")).to_be_hidden()
    expect(front.locator("form [role=status]")).to_have_text("")
    front.keyboard.press("Enter")
    expect(front).to_have_url(served + "/search?q=copay")
    assert errors == []


def test_keys_of_an_input_method_are_left_to_it(front: Page) -> None:
    asked: list[str] = []
    front.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    session = front.context.new_cdp_session(front)
    session.send("Input.imeSetComposition", {"text": "こぺい", "selectionStart": 3, "selectionEnd": 3})
    front.wait_for_timeout(300)
    assert asked == []  # half a word is no question
    before = front.url
    front.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    assert front.url == before
    session.send("Input.insertText", {"text": "copay"})
    expect(front.get_by_role("option").first).to_contain_text("Copayment")
    assert len(asked) == 1


def test_a_name_with_markup_stays_text(front: Page) -> None:
    name = '<img src=x onerror=alert(1)> & "Co"'
    escaped = "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;<mark>Co</mark>&quot;"
    suggestion = {"slug": "x", "name": name, "name_html": escaped, "url": "/", "category": "",
                  "category_name": "<b>", "summary": "<i>",
                  "matched": {"field": "asked_as", "text": "<u>"}}  # fmt: skip
    front.route(SUGGEST, lambda route: route.fulfill(json={"query": "co", "suggestions": [suggestion]}))
    front.keyboard.type("co")
    expect(front.get_by_role("option").first).to_have_text(f"{name} <b> “<u>” <i>")
    assert front.locator(".suggestions :is(img, b, i, u)").count() == 0


def test_what_is_typed_before_the_script_is_there_has_its_suggestions(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/site.js*", lambda route: held.append(route))  # noqa: PLW0108 - playwright wants a function
    page.goto(served, wait_until="commit")
    box = page.locator("form.search-box input[name=q]")
    box.click()
    page.keyboard.type("copay")
    expect(box).not_to_have_attribute("role", "combobox")
    for route in held:
        route.continue_()
    expect(page.get_by_role("option").first).to_contain_text("Copayment")


def test_slash_reaches_the_box_from_anywhere_but_not_while_writing(page: Page, served: str) -> None:
    page.goto(served + "/terms/copayment")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_value("")
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox")).to_have_value("a/b")


def test_a_suggestion_that_is_opened_is_told_without_waiting(front: Page) -> None:
    front.keyboard.type("copay")
    expect(front.get_by_role("option").first).to_contain_text("Copayment")
    with front.expect_request("**/api/v1/searches") as told:
        front.get_by_role("option").first.click()
    expect(front).to_have_url(re.compile("/terms/copayment$"))
    assert told.value.method == "POST"
