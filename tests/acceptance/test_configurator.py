"""The page that writes the code: its fields, what they refuse, and a form that searches without any script."""

from __future__ import annotations

import re
import urllib.request
from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import Overheard, assert_accessible, assert_nothing_overflows
from tests.acceptance.hosts import Host
from tests.acceptance.widget_pages import type_into


def code(served: str, **choice: str) -> str:
    """Return the code that the page writes for a choice."""
    with urllib.request.urlopen(f"{served}/embed?{urlencode(choice)}") as response:
        page = html.fromstring(response.read().decode())
    return page.xpath("//*[@id='embed-code']")[0].text_content()  # type: ignore[no-any-return]


def test_the_fields_are_in_the_code_and_the_preview_at_once(page: Page, served: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    page.goto(served + "/embed")
    written = page.locator("#embed-code")
    page.get_by_role("radio", name="Español").check()
    expect(written).to_contain_text('lang="es"')
    page.get_by_label("Links open in").select_option("A new tab")
    expect(written).to_contain_text('target="_blank"')
    page.get_by_label("Accent color").fill("#7a1f5c")
    page.keyboard.press("Tab")
    expect(written).to_contain_text("--glossary-accent: light-dark(#7a1f5c, #caa5be)")
    preview = page.locator("#embed-preview glossary-search")
    expect(preview.get_by_role("button", name="Buscar")).to_have_css("background-color", "rgb(122, 31, 92)")
    page.get_by_label("Terms explained on your page").check()
    page.get_by_label("Words are explained in").fill(".entry-content, main p")
    page.keyboard.press("Tab")
    expect(written).to_contain_text('for=".entry-content, main p"')
    copied = page.get_by_role("button", name="Copy the code").get_attribute("data-copy")
    assert copied == written.inner_text()
    assert overheard.complaints == []


def test_a_refused_text_is_explained_at_its_field_and_said(page: Page, served: str) -> None:
    page.goto(served + "/embed")
    field, status = page.get_by_label("Accent color"), page.locator("#page-status")
    field.fill("#ffe08a")
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("too pale to read on white"))
    expect(status).to_contain_text("too pale to read on white")
    assert "accent" not in page.locator("#embed-code").inner_text()
    assert_accessible(page)
    assert_nothing_overflows(page)
    field.fill("#7a1f5c")
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(status).to_have_text("The code and the preview follow your choice.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accent_is_readable_on_light_and_dark_pages(page: Page, host: Host, served: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    head = "<style>:root { color-scheme: light dark }</style>"
    for accent in ("#767676", "#000000", "#7a1f5c"):
        page.goto(host.page(f"<main><h1>A host</h1>{code(served, accent=accent, open='panel')}</main>", head=head))
        widget = page.locator("glossary-search")
        type_into(widget, "copay")
        expect(widget.get_by_role("option").last).to_contain_text("copay")
        widget.get_by_role("combobox").press("ArrowDown")
        assert_accessible(page, f"{accent} list")
        widget.get_by_role("combobox").press("Enter")
        expect(widget.get_by_role("group")).to_be_focused()
        assert_accessible(page, f"{accent} panel")


def test_the_words_of_the_selector_are_explained_in_its_colour(page: Page, host: Host, served: str) -> None:
    written = code(served, kind="terms", selector=".entry-content", accent="#7a1f5c")
    page.goto(host.page(f'<p>A copay.</p><div class="entry-content"><p>Your copay.</p></div>{written}'))
    word = page.get_by_role("button", name="copay")
    expect(word).to_have_count(1)
    word.press("Enter")
    expect(page.get_by_role("link", name="Read more")).to_have_css("color", "rgb(122, 31, 92)")


def test_the_form_of_the_code_searches_without_javascript(plain: Page, host: Host, served: str) -> None:
    written = code(served, category="insurance")
    plain.goto(host.page(f"<main><h1>A host</h1>{written}</main>"))
    plain.get_by_role("searchbox", name="Search the glossary").fill("copay")
    plain.get_by_role("button", name="Search").click()
    expect(plain).to_have_url(served + "/search?category=insurance&q=copay")
    expect(plain.locator("main")).to_contain_text("Copayment")


def test_the_script_replaces_the_form(page: Page, host: Host, served: str) -> None:
    page.goto(host.page(f"<main><h1>A host</h1>{code(served)}</main>"))
    expect(page.get_by_role("combobox")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_the_text_fields_work_without_javascript(plain: Page, served: str) -> None:
    plain.goto(served + "/embed?kind=terms")
    plain.get_by_label("Words are explained in").fill("p {")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator("#selector-fault")).to_contain_text("is not a CSS selector")
    expect(plain.get_by_label("Words are explained in")).to_have_value("p {")
    expect(plain.locator("#embed-code")).to_contain_text('for="article"')


def test_a_spanish_page_writes_spanish_code(page: Page, host: Host, served: str) -> None:
    page.goto(served + "/es/insertar?kind=frame")
    frame = page.frame_locator("#embed-preview iframe")
    expect(frame.get_by_role("combobox", name="Buscar en el glosario")).to_be_visible()
    expect(page.locator("#embed-code")).to_contain_text("/embed/frame?lang=es")
    page.get_by_role("radio", name="English").check()
    expect(frame.get_by_role("combobox", name="Search the glossary")).to_be_visible()
    expect(page.locator("#embed-code")).not_to_contain_text("lang=")


def test_the_form_of_the_code_searches_in_spanish(plain: Page, host: Host, served: str) -> None:
    plain.goto(host.page(f"<main><h1>Un sitio</h1>{code(served, language='es')}</main>", lang="es"))
    plain.get_by_role("searchbox", name="Buscar en el glosario").fill("copago")
    plain.get_by_role("button", name="Buscar").click()
    expect(plain).to_have_url(served + "/es/buscar?q=copago")
    expect(plain.locator("main")).to_contain_text("Copago")


def test_the_documentation_is_linked(page: Page, served: str) -> None:
    page.goto(served + "/embed")
    page.get_by_role("link", name="documentation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The glossary on your own site")
    page.get_by_role("link", name="Recipes for WordPress").click()
    expect(page.get_by_role("heading", name="MkDocs Material")).to_be_visible()
    page.get_by_role("link", name="Write the code").click()
    expect(page).to_have_url(served + "/embed")
