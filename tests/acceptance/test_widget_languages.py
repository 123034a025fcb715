"""Elements with a language: their texts, terms and links are of that language, if the glossary has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.acceptance.conftest import Overheard, assert_accessible
from tests.acceptance.hosts import Host, hosting
from tests.acceptance.marks import WORDS, button, card, marked, press
from tests.acceptance.widget_pages import SCRIPT, type_into
from tests.conftest import Served, write_terms

BOX = SCRIPT + '<glossary-search lang="es"></glossary-search>'
PANEL = SCRIPT + '<glossary-search lang="es" open="panel"></glossary-search>'
WITHOUT = {"status": 400, "headers": {"Access-Control-Allow-Origin": "*"}, "json": {"parameter": "lang"}}


def spanish_article(text: str, attributes: str = 'lang="es"') -> str:
    article = f'<main><h1>Un sitio</h1><article lang="es"><p>{text}</p></article></main>'
    return f'{article}<glossary-terms for="article" {attributes}></glossary-terms>{SCRIPT}'


@pytest.fixture
def spanish(page: Page, host: Host) -> Callable[..., Page]:
    """Publish an article in Spanish, open it and wait for its marks."""

    def open_page(text: str, attributes: str = 'lang="es"') -> Page:
        page.goto(host.page(spanish_article(text, attributes), lang="es"))
        expect(page.locator(WORDS).first).to_be_attached()
        return page

    return open_page


@pytest.fixture
def english_host(serve: Callable[..., Served], tmp_path: Path) -> Iterator[Host]:
    """A site that embeds a glossary of one language."""
    terms = write_terms(tmp_path / "terms")
    with hosting(serve("--terms", str(terms), "--index", str(tmp_path / "index")).url) as host:
        yield host


def lacks_spanish(page: Page) -> list[str]:
    """Have the API refuse Spanish, as a glossary of other languages does; return the URLs that were refused."""
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.fulfill(**WITHOUT)  # type: ignore[arg-type]

    page.route(lambda url: "/api/v1/" in url and "lang=es" in url, refuse)
    return refused


# The search box


def test_a_spanish_box_suggests_spanish_terms(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit(BOX)
    type_into(widget, "salario min")
    option = widget.get_by_role("option").first
    expect(option).to_contain_text("Salario mínimo")
    expect(option).to_have_attribute("lang", "es")
    with page.expect_request("**/api/v1/searches?lang=es"):
        option.click()
    expect(page).to_have_url(f"{served}/es/terminos/salario-minimo")


def test_its_search_leads_to_the_spanish_results(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit(BOX.replace("<glossary-search", '<glossary-search category="insurance"'))
    type_into(widget, "copago")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(f"{served}/es/buscar?q=copago&category=insurance")
    expect(page.get_by_role("main")).to_contain_text("Copago")


def test_its_panel_is_spanish(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit(f"<main><h1>Un sitio</h1>{PANEL}</main>")
    type_into(widget, "salario min")
    widget.get_by_role("option").first.click()
    panel = widget.get_by_role("group", name="Salario mínimo")
    expect(panel.locator(".text p").first).to_be_visible()
    expect(panel.locator(".name")).to_have_attribute("lang", "es")
    expect(panel.locator(".text")).to_have_attribute("lang", "es")
    expect(panel.get_by_role("link", name="Leer más")).to_have_attribute("href", f"{served}/es/terminos/salario-minimo")
    expect(panel).to_contain_text("¿Le resultó útil?")
    assert_accessible(page)
    with page.expect_response("**/api/v1/terms/minimum-wage/feedback?lang=es") as voted:
        panel.get_by_role("button", name="Sí").click()
    assert voted.value.status == 201


def test_boxes_of_two_languages_keep_apart(visit: Callable[..., Locator], page: Page) -> None:
    visit(SCRIPT + '<glossary-search lang="es"></glossary-search><glossary-search></glossary-search>')
    for place, name in ((0, "Salario mínimo"), (1, "Minimum Wage"), (0, "Salario mínimo")):
        widget = page.locator("glossary-search").nth(place)
        widget.get_by_role("combobox").fill("")
        type_into(widget, "minimum wage")
        expect(widget.get_by_role("option").first).to_contain_text(name)


def test_a_change_of_language_takes_effect(visit: Callable[..., Locator], page: Page, served: str) -> None:
    widget = visit(BOX)
    widget.evaluate("e => e.removeAttribute('lang')")
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(f"{served}/search?q=copay")


# Words of a page


def test_spanish_words_are_marked_by_the_rules_of_spanish(spanish: Callable[..., Page]) -> None:
    page = spanish("Sus COPAGOS y los deducibles; un copay, no un archivo copago.pdf. A minimum-wage.")
    slugs = dict(marked(page))
    assert (slugs["copayment"], slugs["deductible"]) == ("COPAGOS", "deducibles")
    expect(page.locator("glossary-terms")).to_contain_text("Palabras que se explican aquí:")


def test_a_card_is_spanish_and_leads_to_the_spanish_page(spanish: Callable[..., Page], served: str) -> None:
    page = spanish("El copago.")
    press(page, "copago")
    expect(card(page)).to_have_attribute("lang", "es")
    expect(card(page).locator(".name")).to_have_text("Copago")
    for part in (".name", ".text"):
        expect(card(page).locator(part)).to_have_attribute("lang", "es")
    expect(card(page).get_by_role("link", name="Leer más")).to_have_attribute("href", f"{served}/es/terminos/copago")
    assert_accessible(page)
    card(page).get_by_role("link").click()
    expect(page).to_have_url(f"{served}/es/terminos/copago")


def test_the_link_of_a_card_that_was_not_loaded_leads_there_too(spanish: Callable[..., Page], served: str) -> None:
    page = spanish("El copago.")
    page.route("**/api/v1/terms/**", lambda route: route.abort())
    press(page, "copago")
    expect(card(page)).to_contain_text("No se pudo cargar la explicación.")
    card(page).get_by_role("link").click()
    expect(page).to_have_url(f"{served}/es/terminos/copago")


def test_words_are_marked_again_in_another_language(spanish: Callable[..., Page]) -> None:
    page = spanish("El copago. The copayment.")
    assert marked(page) == [["copayment", "copago"]]
    page.locator("glossary-terms").evaluate("e => e.removeAttribute('lang')")
    expect(button(page, "copayment")).to_be_attached()
    assert marked(page) == [["copayment", "copayment"]]


# Glossaries without the language


def test_a_glossary_that_lacks_the_language_answers_in_its_own(
    visit: Callable[..., Locator], page: Page, served: str
) -> None:
    refused = lacks_spanish(page)
    widget = visit(PANEL)
    type_into(widget, "copay")
    expect(widget.get_by_role("option").first).to_contain_text("Copayment")
    expect(widget.get_by_role("option").first).to_have_attribute("lang", "en")
    first = len(refused)
    widget.get_by_role("option").first.click()
    panel = widget.get_by_role("group", name="Copayment")
    expect(panel.locator(".text")).to_have_attribute("lang", "en")
    expect(panel.get_by_role("link", name="Leer más")).to_have_attribute("href", f"{served}/terms/copayment")
    widget.get_by_role("combobox").fill("")
    type_into(widget, "deduct")
    expect(widget.get_by_role("option").first).to_contain_text("Deductible")
    assert len(refused) == first  # it is asked once


def test_words_are_then_explained_in_its_own(spanish: Callable[..., Page], page: Page) -> None:
    lacks_spanish(page)
    spanish("Two copayments; the copago.")
    assert marked(page) == [["copayment", "copayments"]]
    press(page, "copayments")
    expect(card(page).locator(".name")).to_have_text("Copayment")
    expect(card(page).locator(".text")).to_have_attribute("lang", "en")


def test_a_glossary_of_one_language_ignores_it(page: Page, english_host: Host) -> None:
    overheard = Overheard()
    overheard.listen(page)
    page.goto(english_host.page(BOX + spanish_article("Two copayments."), lang="es"))
    expect(page.locator(WORDS)).to_have_text(["copayments"])
    widget = page.locator("glossary-search")
    expect(widget.get_by_role("button")).to_have_text("Buscar")
    type_into(widget, "copay")
    option = widget.get_by_role("option").first
    expect(option).to_have_attribute("lang", "en")
    expect(option).to_contain_text("Copayment")
    widget.get_by_role("combobox").press("Enter")
    expect(page).to_have_url(f"{english_host.glossary}/search?q=copay&lang=es")
    expect(page.get_by_role("main")).to_contain_text("Copayment")
    assert overheard.complaints == []
