"""Criteria of WCAG 2.2 that axe does not see; docs/accessibility.md lists them with the test of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import PAGES, SPANISH, assert_nothing_overflows, go_to_front
from tests.conftest import client_of

# One of each template: what axe does not see depends on these, and not on the terms that are shown.
KINDS = {
    kind: PAGES[kind]
    for kind in (
        "front", "filtered results", "no results", "term", "comparison", "no comparison", "explain", "letter",
        "about", "api", "documentation", "embed", "feedback",
    )
}  # fmt: skip
LONGER_WORDS = KINDS | {f"{kind} in Spanish": SPANISH[kind] for kind in KINDS}

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""  # WCAG 1.4.12

CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const luminance = colour => {
  const [red, green, blue] = colour.map(v => linear(v / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [dark, light] = [one, other].map(rgba).map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const background = element => {
  for (let each = element; each; each = each.parentElement) {
    const colour = getComputedStyle(each).backgroundColor;
    if (rgba(colour)[3] === 255) return colour;
  }
  return 'white';
};
"""

# Everything that Tab reaches, in the order of the document.
STOPS = """
const stops = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true}));
"""


def run(page: Page, script: str) -> Any:
    return page.evaluate(f"(() => {{ {CONTRAST} {STOPS} {script} }})()")


@pytest.fixture(scope="module", params=[PAGES, SPANISH], ids=["English", "Spanish"])
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    """The path of every kind of page in one language."""
    paths: dict[str, str] = request.param
    return paths


@pytest.fixture(scope="module")
def documents(real_index: Path, pages: dict[str, str]) -> dict[str, Any]:
    """Every kind of page, parsed."""
    client = client_of(real_index)
    return {kind: html.fromstring(client.get(path).get_data(as_text=True)) for kind, path in pages.items()}


def test_titles_and_first_headings_name_each_page(documents: dict[str, Any], pages: dict[str, str]) -> None:
    addresses: dict[str, set[str]] = {}
    for kind, page in documents.items():
        if not kind.startswith("missing"):
            addresses.setdefault(page.findtext(".//title"), set()).add(pages[kind].partition("?")[0])
    assert {title: found for title, found in addresses.items() if len(found) > 1} == {}  # states of a page share one
    for kind, page in documents.items():
        (heading,) = page.xpath("//main//h1")
        assert heading.text_content().strip(), kind


def test_navigation_and_help_are_in_the_same_place_on_every_page(
    documents: dict[str, Any], pages: dict[str, str]
) -> None:
    for part in ("//header[contains(@class, 'site-header')]//nav//a", "//footer[@class='site-footer']//a"):
        links = {
            tuple((link.text_content().strip(), link.get("href")) for link in page.xpath(part))
            for page in documents.values()
        }
        assert len(links) == 1
    assert {pages["accessibility"], pages["about"]} <= {href for _, href in links.pop()}


def test_every_term_can_be_reached_in_several_ways(documents: dict[str, Any], pages: dict[str, str]) -> None:
    search = pages["everything"].partition("?")[0]
    for kind, page in documents.items():
        targets = {link.get("href") for link in page.xpath("//a[@href]")}
        assert {pages["all terms"], pages["categories"]} <= targets, kind
        assert page.xpath("//form[@action=$search]", search=search), kind


@pytest.mark.parametrize("path", LONGER_WORDS.values(), ids=LONGER_WORDS.keys())
def test_spaced_text_loses_nothing(opened: Callable[..., Page], served: str, path: str) -> None:
    page = opened(bypass_csp=True, viewport={"width": 320, "height": 800})
    page.goto(served + path)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('p')).letterSpacing)") > 0
    assert_nothing_overflows(page, path)


@pytest.mark.parametrize("path", LONGER_WORDS.values(), ids=LONGER_WORDS.keys())
def test_targets_are_large_enough_and_named_by_their_label(opened: Callable[..., Page], served: str, path: str) -> None:
    page = opened(viewport={"width": 320, "height": 800})
    page.goto(served + path)
    rules = ["target-size", "label-content-name-mismatch"]  # axe leaves both out unless it is asked
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": rules}, "resultTypes": ["violations"]})
    faults = [(fault["id"], node["target"]) for fault in found.response["violations"] for node in fault["nodes"]]
    assert faults == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_focus_and_fields_can_be_seen(opened: Callable[..., Page], served: str, path: str) -> None:
    page = opened(reduced_motion="reduce")
    page.goto(served + path)
    page.keyboard.press("Tab")  # from now on the focus counts as moved by the keyboard
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        unseen = run(
            page,
            """return stops().filter(e => {
                 e.focus();
                 for (let each = e; each; each = each.parentElement) {
                   const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(each);
                   if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)
                     return contrast(outlineColor, background(each.parentElement)) < 3;
                 }
                 const edge = e.querySelector('rect');  // of a node of the map
                 return !(edge && parseFloat(getComputedStyle(edge).strokeWidth) >= 4);
               }).map(e => e.outerHTML.slice(0, 120))""",
        )
        assert unseen == [], f"{path} {scheme}: focus"
        faint = run(
            page,
            """return [...document.querySelectorAll('input, textarea, select')]
               .filter(e => !['hidden', 'checkbox', 'radio'].includes(e.type))  // the browser draws these
               .filter(e => e.checkVisibility() && !e.closest('.unseen'))
               .filter(e => contrast(getComputedStyle(e).borderTopColor, background(e.parentElement)) < 3
                 || (e.placeholder && contrast(getComputedStyle(e, '::placeholder').color, background(e)) < 4.5))
               .map(e => e.outerHTML.slice(0, 120))""",
        )
        assert faint == [], f"{path} {scheme}: fields"


@pytest.mark.parametrize("kind", ["filtered results", "term", "comparison", "explain"])
def test_tab_goes_through_a_page_in_its_order_and_out_again(
    opened: Callable[..., Page], served: str, kind: str
) -> None:
    page = opened()
    page.goto(served + PAGES[kind])
    address = page.url
    page.evaluate("document.activeElement.blur()")
    expected = run(page, "return stops().map((e, index) => e.dataset.stop = String(index))")
    reached = []
    for _ in range(len(expected) + 1):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.stop ?? null"))
    assert reached == [*expected, None]  # None: the browser's own controls
    assert page.url == address  # and the focus alone does nothing (3.2.1)
    assert len(page.context.pages) == 1


def test_the_first_tab_skips_to_the_content(page: Page, served: str) -> None:
    page.goto(served + "/terms/copayment")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_press_can_be_taken_back(page: Page, served: str) -> None:
    go_to_front(page, served)
    page.keyboard.insert_text("copay")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    option.hover()
    page.mouse.down()
    page.mouse.move(2, 2)
    page.mouse.up()
    expect(page).to_have_url(served + "/")
    page.goto(served + "/search?q=insurance")
    page.get_by_label("Privacy").hover()
    page.mouse.down()
    page.mouse.move(2, 2)
    page.mouse.up()
    expect(page).to_have_url(served + "/search?q=insurance")
    expect(page.get_by_label("Privacy")).not_to_be_checked()


def test_a_page_turns_with_the_device(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    for path in [KINDS[kind] for kind in ("front", "filtered results", "term", "comparison", "explain")]:
        page.goto(served + path)
        for width, height in ((740, 360), (360, 740)):
            page.set_viewport_size({"width": width, "height": height})
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert_nothing_overflows(page, f"{path} {width}")
