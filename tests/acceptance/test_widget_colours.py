"""The widget in the colours of the page around it, and in those that a reader forces upon all pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import assert_accessible, go_to_front
from tests.acceptance.hosts import Host
from tests.acceptance.widget_pages import BOX, SCRIPT, type_into

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(26, 30, 34)"

# How a page declares its colours, and the box that fits on a light and on a dark system.
PAGES = {
    "undeclared": ("", LIGHT, LIGHT),
    "light": ("<style>:root { color-scheme: light }</style>", LIGHT, LIGHT),
    "dark": ("<style>:root { color-scheme: dark }</style>", DARK, DARK),
    "both": ("<style>:root { color-scheme: light dark }</style>", LIGHT, DARK),
    "dark by meta": ('<meta name="color-scheme" content="dark">', DARK, DARK),
    "dark in one place": ("<style>main { color-scheme: dark; background: #111 }</style>", DARK, DARK),
}


def paper(element: Locator) -> str:
    return element.evaluate("e => getComputedStyle(e).backgroundColor")  # type: ignore[no-any-return]


@pytest.mark.parametrize(("head", "on_light", "on_dark"), PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("theme", ["", 'theme="auto"'])
def test_it_follows_the_page_and_not_the_system(
    visit: Callable[..., Locator], page: Page, head: str, on_light: str, on_dark: str, theme: str
) -> None:
    body = (
        f"{SCRIPT}<main><glossary-search {theme}></glossary-search>"
        f'<p id="text">Your copay.</p><glossary-terms for="text" {theme}></glossary-terms></main>'
    )
    widget = visit(body, head=head)
    type_into(widget, "copay")
    expect(widget.get_by_role("option").last).to_contain_text("copay")
    for scheme, expected in (("light", on_light), ("dark", on_dark)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert paper(widget.get_by_role("combobox")) == expected, scheme
        assert paper(widget.get_by_role("listbox")) == expected, scheme


@pytest.mark.parametrize(("theme", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_of_its_own_is_kept_on_any_page(
    visit: Callable[..., Locator], page: Page, theme: str, expected: str
) -> None:
    for head, _, _ in PAGES.values():
        widget = visit(f'{SCRIPT}<main><glossary-search theme="{theme}"></glossary-search></main>', head=head)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert paper(widget.get_by_role("combobox")) == expected


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("declared", ["undeclared", "dark", "both"])
def test_axe_finds_nothing_on_any_page(
    opened: Callable[..., Page], host: Host, declared: str, scheme: str, forced: str
) -> None:
    page = opened(color_scheme=scheme, forced_colors=forced)
    boxes = '<glossary-search open="panel"></glossary-search>'
    terms = '<p id="text">Your copay.</p><glossary-terms for="text"></glossary-terms>'
    page.goto(host.page(f"{SCRIPT}<main><h1>A host</h1>{boxes}{terms}</main>", head=PAGES[declared][0]))
    widget = page.locator("glossary-search")
    type_into(widget, "copay")
    expect(widget.get_by_role("option").last).to_contain_text("copay")
    widget.get_by_role("combobox").press("ArrowDown")
    assert_accessible(page, "list")
    widget.get_by_role("combobox").press("Enter")
    expect(widget.get_by_role("group")).to_contain_text("flat dollar amount")
    assert_accessible(page, "panel")


# Forced colours


def colours(element: Locator) -> tuple[str, str]:
    """Return the colours of the text and of what is behind it."""
    found = element.evaluate(
        """element => {
            const text = getComputedStyle(element).color;
            let behind;
            for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
                behind = getComputedStyle(at).backgroundColor;
                if (!behind.startsWith('rgba') || !behind.endsWith(', 0)')) break;
            }
            return [text, behind];
        }"""
    )
    return found[0], found[1]


def assert_visible(element: Locator, what: str) -> None:
    text, behind = colours(element)
    assert channels(text) != channels(behind), what


def channels(colour: str) -> list[str]:
    return colour[colour.index("(") + 1 : -1].split(",")[:3]


def assert_list_is_visible(box: Locator, options: Locator) -> None:
    """Check each kind of text in the list, and that the active row and the focus stand out."""
    expect(options.first.locator("mark").first).to_be_visible()
    for kind in ("mark", ".suggestion-name span", ".suggestion-note", ".suggestion-sentence"):
        assert_visible(options.first.locator(kind).first, kind)
    calm = colours(options.first)
    box.press("ArrowDown")
    assert colours(options.first)[1] != calm[1]
    for kind in ("mark", ".suggestion-name span", ".suggestion-note", ".suggestion-sentence"):
        assert_visible(options.first.locator(kind).first, f"active {kind}")
    assert box.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_matched_letters_active_row_and_focus(
    opened: Callable[..., Page], host: Host, served: str, scheme: str
) -> None:
    page = opened(color_scheme=scheme, forced_colors="active")
    page.goto(host.page(SCRIPT + BOX))
    box = page.get_by_role("combobox")
    box.press_sequentially("tip")
    expect(page.get_by_role("option").last).to_contain_text("tip")
    assert_list_is_visible(box, page.get_by_role("option"))

    go_to_front(page, served)
    page.keyboard.type("tip")
    expect(page.get_by_role("option").last).to_contain_text("tip")
    assert_list_is_visible(page.get_by_role("combobox"), page.get_by_role("option"))


def test_forced_colours_give_panel_and_field_an_edge(opened: Callable[..., Page], host: Host) -> None:
    page = opened(forced_colors="active")
    page.goto(host.page(SCRIPT + '<glossary-search open="panel"></glossary-search>'))
    page.get_by_role("combobox").press_sequentially("copay")
    page.get_by_role("option").filter(has_text="Copayment").first.click()
    for part in (page.get_by_role("group", name="Copayment"), page.get_by_role("combobox")):
        expect(part).to_be_visible()
        assert part.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
        edge = part.evaluate("e => getComputedStyle(e).borderTopColor")
        assert channels(edge) != channels(colours(part)[1])


def test_forced_colours_keep_the_card_of_a_word_visible(opened: Callable[..., Page], host: Host) -> None:
    page = opened(forced_colors="active", color_scheme="dark")
    body = '<main><h1>A host</h1><p id="text">Your copay.</p><glossary-terms for="text"></glossary-terms></main>'
    page.goto(host.page(SCRIPT + body))
    page.get_by_role("button", name="copay").press("Enter")
    card = page.locator(".card")
    expect(card).to_contain_text("flat dollar amount")
    assert card.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    for part in (card.locator(".text"), card.get_by_role("link")):
        assert_visible(part, "card")
    assert_accessible(page, "card")
