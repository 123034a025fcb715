"""<glossary-search> on other people's pages, from another origin and port, in a real Chromium."""

from __future__ import annotations

import gzip
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import Overheard, assert_accessible, wait_until
from tests.acceptance.hosts import Host
from tests.acceptance.widget_pages import BOX, HOSTILE, LINE, SCRIPT, STRICT, type_into


def is_on_top(option: Locator) -> bool:
    """Return whether what is seen at the middle of `option` is `option`."""
    return bool(
        option.evaluate(
            """option => {
                if (!option.isConnected) return false;  // a later keystroke replaced it
                const box = option.getBoundingClientRect();
                const at = option.getRootNode().elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return option.contains(at);
            }"""
        )
    )


def test_one_line_searches(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit()
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(served + "/search?q=copay")


def test_a_suggestion_leads_to_its_term(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit()
    type_into(widget, "copay")
    widget.get_by_role("option").filter(has_text="Copayment").first.click()
    expect(page).to_have_url(served + "/terms/copayment")


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_style_of_the_page_reaches_it(visit: Callable[..., Locator], page: Page, host: Host, css: str) -> None:
    body = f'{SCRIPT}<div class="trap"><section>{BOX}</section></div><div class="over">Over it</div>'
    plain = visit(SCRIPT + BOX).get_by_role("combobox").bounding_box()
    widget = visit(body if "trap" in css else SCRIPT + BOX, head=host.style_sheet(css))
    box, button = widget.get_by_role("combobox"), widget.get_by_role("button")
    expect(button).to_be_visible()
    shown = box.bounding_box()
    assert plain and shown
    assert abs(shown["height"] - plain["height"]) <= 1
    assert shown["width"] > 200
    assert box.evaluate("e => getComputedStyle(e).fontSize") == "16px"
    type_into(widget, "copay")
    option = widget.get_by_role("option").first
    expect(option).to_be_visible()
    assert option.evaluate("e => getComputedStyle(e).color") != "rgba(0, 0, 0, 0)"
    wait_until(page, lambda: is_on_top(option))
    widget.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("/terms/copayment$"))


def test_a_strict_policy_and_trusted_types_are_kept(visit: Callable[..., Locator], page: Page, served: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    page.add_init_script("addEventListener('securitypolicyviolation', e => (window.broken ||= []).push(e.blockedURI))")
    widget = visit(SCRIPT + BOX.replace("<glossary-search", '<glossary-search open="panel"'), policy=STRICT)
    assert widget.get_by_role("button").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 90, 85)"
    type_into(widget, "copay")
    widget.get_by_role("option").first.click()
    expect(widget.get_by_role("group", name="Copayment")).to_contain_text("flat dollar amount")
    assert page.evaluate("window.broken || []") == []
    assert overheard.complaints == []


def test_it_asks_for_nothing_before_a_key_and_keeps_nothing(
    visit: Callable[..., Locator], page: Page, served: str
) -> None:
    overheard = Overheard()
    overheard.listen(page)
    widget = visit(SCRIPT + BOX * 20)
    page.wait_for_load_state("networkidle")
    assert [url for url in overheard.requests if url.startswith(served)] == [served + "/widget/v1.js"]
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert overheard.complaints == []


def test_the_script_is_small(served: str) -> None:
    with urllib.request.urlopen(served + "/widget/v1.js") as response:
        assert len(gzip.compress(response.read(), 6)) <= 12 * 1024


def test_twenty_on_one_page_do_not_meddle_with_one_another(visit: Callable[..., Locator], page: Page) -> None:
    visit(SCRIPT + BOX * 20)
    widgets = page.locator("glossary-search")
    type_into(widgets.nth(3), "copay")
    expect(widgets.nth(3).get_by_role("option").first).to_contain_text("Copayment")
    type_into(widgets.nth(17), "wage")
    expect(widgets.nth(17).get_by_role("option").first).to_contain_text("Wage")
    expect(page.get_by_role("listbox")).to_have_count(1)  # the other one has closed


def test_it_comes_goes_and_moves_at_run_time(visit: Callable[..., Locator], page: Page) -> None:
    overheard = Overheard()
    overheard.listen(page)
    widget = visit(SCRIPT + '<main></main><aside></aside><glossary-search category="privacy"></glossary-search>')
    page.evaluate("document.querySelector('main').append(document.createElement('glossary-search'))")
    added = page.locator("main glossary-search")
    type_into(added, "copay")
    expect(added.get_by_role("option").first).to_contain_text("Copayment")
    page.evaluate("document.querySelector('main glossary-search').remove()")
    expect(page.get_by_role("option")).to_have_count(0)
    page.evaluate("document.querySelector('aside').append(document.querySelector('glossary-search'))")
    type_into(widget, "data")
    expect(widget.get_by_role("option").last).to_contain_text("data")
    assert overheard.complaints == []


def test_a_second_copy_of_the_script_changes_nothing(visit: Callable[..., Locator], page: Page) -> None:
    overheard = Overheard()
    overheard.listen(page)
    widget = visit(SCRIPT + '<script src="HOST/widget/v1.js?again" defer></script>' + BOX)
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    assert overheard.complaints == []


def test_without_javascript_or_script_the_link_is_there(plain: Page, page: Page, host: Host, served: str) -> None:
    plain.goto(host.page(LINE))
    plain.get_by_role("link", name="Search the glossary").click()
    expect(plain).to_have_url(served + "/")
    page.goto(host.page(LINE, policy="script-src 'none'"))
    expect(page.get_by_role("link", name="Search the glossary")).to_be_visible()


# Attributes


def test_categories_bound_suggestions_and_the_search(visit: Callable[..., Locator], page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    widget = visit(SCRIPT + '<glossary-search category="privacy finance" limit="3"></glossary-search>')
    type_into(widget, "co")
    expect(widget.get_by_role("option")).to_have_count(3 + 1)  # the last one searches
    assert asked[-1].endswith("limit=3&q=co&category=privacy&category=finance")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(served + "/search?q=co&category=privacy&category=finance")


def test_placeholder_language_and_target_follow_their_attributes(visit: Callable[..., Locator], page: Page) -> None:
    widget = visit(SCRIPT + '<glossary-search placeholder="A word" lang="es" target="_blank"></glossary-search>')
    box = widget.get_by_role("combobox", name="Buscar en el glosario")
    expect(box).to_have_attribute("placeholder", "A word")
    type_into(widget, "copay")
    expect(widget.locator("[role=status]")).to_contain_text("Use las flechas")
    with page.context.expect_page() as opened:
        widget.get_by_role("option").first.click()
    assert opened.value.url.endswith("/es/terminos/copago")
    widget.evaluate("e => { e.lang = 'en'; e.removeAttribute('placeholder') }")
    expect(widget.get_by_role("combobox", name="Search the glossary")).to_have_attribute(
        "placeholder", "Search the glossary"
    )


def test_themes(visit: Callable[..., Locator], page: Page) -> None:
    def paper() -> str:
        return str(widget.get_by_role("combobox").evaluate("e => getComputedStyle(e).backgroundColor"))

    widget = visit(head="<style>:root { color-scheme: light dark }</style>")
    light = paper()
    page.emulate_media(color_scheme="dark")
    dark = paper()
    assert light != dark
    widget.evaluate("e => e.setAttribute('theme', 'light')")
    assert paper() == light
    page.emulate_media(color_scheme="light")
    widget.evaluate("e => e.setAttribute('theme', 'dark')")
    assert paper() == dark


def test_a_page_may_paint_it_by_properties_and_parts(visit: Callable[..., Locator], host: Host) -> None:
    css = (
        "glossary-search { --glossary-accent: #700070; width: 300px } "
        "glossary-search::part(button) { letter-spacing: 3px }"
    )
    widget = visit(head=host.style_sheet(css))
    button = widget.get_by_role("button")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(112, 0, 112)"
    assert button.evaluate("e => getComputedStyle(e).letterSpacing") == "3px"
    assert widget.evaluate("e => e.offsetWidth") == 300


# Events and the panel


def test_events_say_what_happens_and_can_take_over(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit()
    page.evaluate(
        """for (const name of ["glossary-search", "glossary-select"]) document.addEventListener(name, (event) => {
             (window.heard ||= []).push([event.type, event.detail, event.composed]); event.preventDefault(); })"""
    )
    type_into(widget, "copay")
    widget.get_by_role("option").first.click()
    widget.get_by_role("combobox").press("Enter")
    here = page.url
    assert page.evaluate("heard") == [
        ["glossary-select", {"slug": "copayment", "name": "Copayment", "url": served + "/terms/copayment"}, True],
        ["glossary-search", {"query": "copay", "categories": []}, True],
    ]
    assert page.url == here


def test_the_panel_shows_the_definition_takes_the_focus_and_gives_it_back(
    visit: Callable[..., Locator], page: Page, served: str
) -> None:
    widget = visit(SCRIPT + '<glossary-search open="panel"></glossary-search>')
    type_into(widget, "copay")
    box = widget.get_by_role("combobox")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    box.press("ArrowDown")
    box.press("Enter")
    panel = widget.get_by_role("group", name="Copayment")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("status").locator("p")).to_have_count(2)  # the first sentence, and the rest
    expect(panel.get_by_role("status")).to_contain_text("flat dollar amount")
    expect(panel.get_by_role("link", name="Read more")).to_have_attribute("href", served + "/terms/copayment")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(box).to_be_focused()


def test_the_panel_asks_whether_it_helped_where_the_glossary_takes_answers(
    visit: Callable[..., Locator], page: Page
) -> None:
    overheard = Overheard()
    overheard.listen(page)
    widget = visit(SCRIPT + '<glossary-search open="panel"></glossary-search>')

    def choose() -> Locator:
        widget.get_by_role("combobox").fill("")
        type_into(widget, "copay")
        widget.get_by_role("option", name="Copayment").first.click()  # of the whole word, not of its first letters
        panel = widget.get_by_role("group", name="Copayment")
        expect(panel).to_contain_text("flat dollar amount")
        return panel

    panel = choose()
    with page.expect_response("**/feedback") as sent:
        panel.get_by_role("button", name="Yes").click()
    assert sent.value.status == 201
    expect(panel).to_contain_text("Thank you.")
    expect(panel).to_be_focused()
    assert overheard.complaints == []

    page.route("**/openapi.json", lambda route: route.fulfill(json={"paths": {"/search": {}}}))
    page.reload()
    panel = choose()
    page.wait_for_load_state("networkidle")
    expect(panel.get_by_role("button")).to_have_count(1)  # to close it


# Keyboard, screen readers, input methods


def test_roles_names_and_states_are_those_of_a_combobox(visit: Callable[..., Locator]) -> None:
    widget = visit()
    box = widget.get_by_role("combobox", name="Search the glossary")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_into(widget, "copay")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(widget.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    box.press("ArrowDown")
    chosen = widget.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(widget.locator("[role=status]")).to_have_text(
        re.compile(r"^\d+ suggestions?\. Use the up and down arrows\.$")
    )
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(widget.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("copay")


def test_an_input_method_has_its_keys(visit: Callable[..., Locator], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    widget = visit()
    widget.get_by_role("combobox").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "こぺい", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(300)
    assert asked == []
    session.send("Input.insertText", {"text": "copay"})
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Locator], page: Page, theme: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    boxes = f'<glossary-search theme="{theme}" open="panel"></glossary-search>' * 2
    widget = visit(f"{SCRIPT}<main><h1>A host</h1>{boxes}</main>")
    assert_accessible(page, "closed")
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    widget.get_by_role("combobox").press("ArrowDown")
    assert_accessible(page, "open")
    widget.get_by_role("combobox").press("Enter")
    expect(widget.get_by_role("group")).to_contain_text("flat dollar amount")
    assert_accessible(page, "panel")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_stays_inside_the_window(visit: Callable[..., Locator], page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 420})
    widget = visit(SCRIPT + '<div style="height: 350px"></div>' + BOX + '<div style="height: 900px"></div>')
    type_into(widget, "in")
    expect(widget.get_by_role("option").last).to_contain_text("in")
    listbox = widget.get_by_role("listbox")
    inside = (
        "e => { const { top, left, bottom, right } = e.getBoundingClientRect();"
        " return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth }"
    )
    wait_until(page, lambda: listbox.evaluate(inside))
    gap = "e => e.getBoundingClientRect().top - e.closest('form').firstChild.getBoundingClientRect().bottom"
    page.evaluate("scrollTo(0, 250)")
    wait_until(page, lambda: 0 < listbox.evaluate(gap) < 12)  # it follows its box, now that there is room below


@pytest.mark.parametrize(
    ("lang", "text", "results"),
    [
        ("en", "Search for “copay”", "/search?q=copay&category=insurance&lang=en"),
        ("es", "Buscar “copay”", "/es/buscar?q=copay&category=insurance"),
    ],
)
def test_the_last_row_submits_the_search(
    visit: Callable[..., Locator], page: Page, served: str, lang: str, text: str, results: str
) -> None:
    widget = visit(SCRIPT + f'<glossary-search lang="{lang}" category="insurance"></glossary-search>')
    type_into(widget, "copay")
    row = widget.get_by_role("option", name=text, exact=True)
    expect(row).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + results)
