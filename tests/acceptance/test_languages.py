"""A glossary in English and Spanish: the offer, the switch, a visit in Spanish, and results of the other language."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, Request, expect

from search_app.search import Engine
from tests.acceptance.conftest import ACROSS, PAGES, SPANISH, Overheard, assert_nothing_overflows, go_to_front
from tests.acceptance.test_visits import PHONE, WAYS, Keyboard, Mouse

QUESTION = "mi jefe se quedó con mis propinas"
NAME, ADDRESS = "Fondo común de propinas", "/es/terminos/fondo-comun-de-propinas"
OFFER = "Esta página también está en español."
WITHOUT_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused') }})"

ONLY_ENGLISH = ("accessibility", "api", "documentation", "recipes")  # docs/translating.md
WITHOUT_ALTERNATES = ("results", "everything", "missing", "of four", "no comparison", "incomplete")  # not to be indexed


# The offer


def test_a_spanish_browser_is_offered_the_spanish_page_once(opened: Callable[..., Page], served: str) -> None:
    page = opened(locale="es-US")
    page.goto(served + "/terms/copayment")
    offer = page.get_by_role("complementary", name="Español")
    expect(offer).to_contain_text(OFFER)
    expect(offer).to_have_attribute("lang", "es")
    offer.get_by_role("button", name="Cerrar").click()
    expect(offer).to_be_hidden()
    expect(page.locator("main")).to_be_focused()
    for path in ("/terms/copayment", "/", "/terms/deductible"):
        page.goto(served + path)
        expect(page.get_by_text(OFFER)).to_be_hidden()
    later = page.context.new_page()
    later.goto(served)
    expect(later.get_by_text(OFFER)).to_be_hidden()


def test_the_offer_leads_to_the_same_page(opened: Callable[..., Page], served: str) -> None:
    page = opened(locale="es-US")
    page.goto(served + "/terms/copayment")
    page.get_by_role("link", name="Leerla en español").click()
    expect(page).to_have_url(served + "/es/terminos/copago")
    expect(page.locator(".language-offer")).to_be_hidden()


@pytest.mark.parametrize(
    ("locale", "path", "offered"),
    [
        ("es-MX", "/", "español"),
        ("en-US", "/es/", "English"),
        ("en-US", "/", None),
        ("es-US", "/es/", None),
        ("fr-FR", "/", None),
    ],
)
def test_only_the_language_that_the_browser_prefers_is_offered(
    opened: Callable[..., Page], served: str, locale: str, path: str, offered: str | None
) -> None:
    page = opened(locale=locale)
    page.goto(served + path, wait_until="networkidle")
    offers = [text for text in page.locator(".language-offer p").all() if text.is_visible()]
    assert len(offers) == (offered is not None)
    if offered:
        expect(offers[0]).to_contain_text(offered)


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}], ids=["no scripts", "no storage"])
def test_what_cannot_be_noted_is_not_offered(
    opened: Callable[..., Page], served: str, options: dict[str, bool]
) -> None:
    page = opened(locale="es-US", **options)
    page.add_init_script(WITHOUT_STORAGE)
    page.goto(served)
    expect(page.get_by_text(OFFER)).to_be_hidden()
    expect(page.get_by_role("link", name="Español")).to_be_visible()


def test_no_request_carries_the_offer(opened: Callable[..., Page], served: str) -> None:
    sent = {}
    for locale, offered in (("es-US", True), ("en-US", False)):
        page = opened(locale=locale)
        requests = requests_of(page)
        page.goto(served, wait_until="networkidle")
        expect(page.get_by_text(OFFER)).to_be_visible(visible=offered)
        if offered:
            page.get_by_role("button", name="Cerrar").click()
        page.goto(served + "/about", wait_until="networkidle")
        sent[locale] = sorted(map(told, requests), key=str)
        assert page.context.cookies() == []
        stored = page.evaluate("[{...localStorage}, {...sessionStorage}]")
        assert stored == [{"language-offered": "1"} if offered else {}, {}]
    assert sent["es-US"] == sent["en-US"]


def requests_of(page: Page) -> list[Request]:
    """Return a list of the requests of a page, which grows with them."""
    requests: list[Request] = []

    def hear(request: Request) -> None:  # a method of a list cannot be a listener
        requests.append(request)

    page.on("request", hear)
    return requests


def told(request: Request) -> tuple[str, str, str | None, dict[str, str]]:
    """Return all that a request says, but the language that the browser itself tells."""
    headers = {name: value for name, value in request.all_headers().items() if name != "accept-language"}
    return request.method, request.url, request.post_data, headers


# A visit in Spanish


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_visit_in_spanish(opened: Callable[..., Page], served: str, way: str) -> None:
    options, hands_of = WAYS[way]
    page, overheard, hands = opened(locale="es-US", **options), Overheard(), hands_of()
    overheard.listen(page)
    scripts = bool(options.get("java_script_enabled", True))
    if scripts:
        go_to_front(page, served)
    else:
        page.goto(served)
    hands.press(page.get_by_role("link", name="Leerla en español" if scripts else "Español"))
    expect(page).to_have_url(served + "/es/")
    search_in_spanish(page, served, hands, scripts=scripts)
    switch_and_return(page, served, hands)
    assert overheard.complaints == []
    assert page.context.cookies() == []


def search_in_spanish(page: Page, served: str, hands: Keyboard | Mouse, *, scripts: bool) -> None:
    box = page.get_by_label("Buscar en el glosario")
    if scripts:
        expect(box).to_be_focused()
    else:
        box.focus()
    page.keyboard.insert_text(QUESTION)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/es/buscar?q={quote_plus(QUESTION)}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(QUESTION)
    hands.press(page.locator("#results").get_by_role("link", name=NAME, exact=True).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def switch_and_return(page: Page, served: str, hands: Keyboard | Mouse) -> None:
    header = page.get_by_role("banner")
    for language, path, name, code in (
        ("English", "/terms/tip-pooling", "Tip Pooling", "en"),
        ("Español", ADDRESS, NAME, "es"),
    ):
        hands.press(header.get_by_role("link", name=language, exact=True))
        expect(page).to_have_url(re.compile(re.escape(served + path) + "$"))
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        expect(page.locator("html")).to_have_attribute("lang", code)


def test_the_switch_keeps_a_search_with_its_filters(page: Page, served: str) -> None:
    page.goto(served + "/search?q=copago&category=insurance&sort=name")
    page.get_by_role("link", name="Español", exact=True).click()
    expect(page).to_have_url(served + "/es/buscar?q=copago&category=insurance&sort=name")
    expect(page.get_by_role("link", name="Quitar el filtro Seguros")).to_be_visible()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(served + "/search?q=copago&category=insurance&sort=name")


def test_a_filter_in_place_moves_the_switch_along(page: Page, served: str) -> None:
    page.goto(served + "/es/buscar?q=seguro")
    page.get_by_label(re.compile("^Privacidad, ")).check()
    expect(page).to_have_url(served + "/es/buscar?q=seguro&category=privacy")
    expect(page.locator("#page-status")).to_contain_text("Privacidad")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(served + "/search?q=seguro&category=privacy")


def test_spanish_suggestions_come_as_a_phone_types(opened: Callable[..., Page], served: str) -> None:
    page = opened(locale="es-US", **PHONE)
    page.goto(served + "/es/")
    box = page.get_by_role("combobox", name="Buscar en el glosario")
    box.tap()
    page.keyboard.type("fondo comun", delay=60)  # accents are a long press away
    option = page.get_by_role("option").first
    expect(option).to_contain_text(NAME)
    expect(page.locator("form.search-box [role=status]")).to_contain_text("sugerencia")
    expect(page.get_by_role("option").last).to_have_text("Buscar “fondo comun”")
    assert_nothing_overflows(page, "suggestions")
    option.tap()
    expect(page).to_have_url(served + ADDRESS)


# Results of the other language


@pytest.mark.parametrize(
    ("kind", "line", "code", "path"),
    [
        ("a Spanish name", "In Spanish: embargo de sueldo Ver en español", "es", "/es/terminos/embargo-de-salario"),
        ("an English name", "En inglés: Tip Pooling View in English", "en", "/terms/tip-pooling"),
    ],
)
def test_a_name_in_the_other_language_leads_there(
    page: Page, served: str, kind: str, line: str, code: str, path: str
) -> None:
    page.goto(served + ACROSS[kind])
    why = page.locator(".why").first
    expect(why).to_have_text(line)
    expect(why.locator("bdi")).to_have_attribute("lang", code)
    expect(why.get_by_role("link")).to_have_attribute("lang", code)
    why.get_by_role("link").click()
    expect(page).to_have_url(served + path)


@pytest.mark.parametrize(
    ("kind", "heading", "code", "below"),
    [
        ("results in Spanish", "Results in Spanish", "es", "/es/terminos/"),
        ("results in English", "Resultados en inglés", "en", "/terms/"),
    ],
)
def test_a_weak_page_has_results_of_the_other_language_beside_it(
    page: Page, served: str, kind: str, heading: str, code: str, below: str
) -> None:
    page.goto(served + ACROSS[kind])
    section = page.get_by_role("region", name=heading)
    expect(section.get_by_role("list")).to_have_attribute("lang", code)
    link = section.get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(re.escape(served + below)))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("html")).to_have_attribute("lang", code)


# Attributes, small windows, paper


@pytest.mark.parametrize("kind", SPANISH)
def test_a_page_names_its_language_and_its_other_address(page: Page, served: str, kind: str) -> None:
    for pages, code, other in ((SPANISH, "es", "en"), (PAGES, "en", "es")):
        page.goto(served + pages[kind])
        assert page.locator("html").get_attribute("lang") == code
        switch = page.locator(".languages a")
        assert [switch.get_attribute("lang"), switch.get_attribute("hreflang")] == [other, other]
        assert page.request.get(str(switch.get_attribute("href"))).status in (200, 404)
        if kind in ONLY_ENGLISH:
            assert page.locator("main > article").get_attribute("lang") == "en"


@pytest.mark.parametrize("kind", [kind for kind in SPANISH if not any(each in kind for each in WITHOUT_ALTERNATES)])
def test_two_languages_name_each_other(page: Page, served: str, kind: str) -> None:
    expected = {"en": served + PAGES[kind], "es": served + SPANISH[kind], "x-default": served + PAGES[kind]}
    for pages in (PAGES, SPANISH):
        page.goto(served + pages[kind])
        alternates = page.locator("head link[hreflang]").evaluate_all("all => all.map(e => [e.hreflang, e.href])")
        assert dict(alternates) == expected


@pytest.mark.parametrize("size", [16, 32], ids=["", "text twice as large"])
def test_the_longest_spanish_names_fit_into_a_narrow_window(
    opened: Callable[..., Page], served: str, real: Engine, size: int
) -> None:
    spanish = real.languages["es"]
    names = {entry.slug: entry.name for entry in spanish.entries()}
    longest = sorted(names, key=lambda slug: len(names[slug]))[-2:]
    longest += sorted(names, key=lambda slug: max(map(len, names[slug].split())))[-2:]
    page = opened(viewport={"width": 320, "height": 800})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": size}})
    paths = ["/es/comparar?" + "&".join(f"term={slug}" for slug in longest)]
    for slug in longest:
        term = "/es/terminos/" + spanish.address(slug)
        paths += [term, term + "/opinion", f"/es/buscar?q={quote_plus(names[slug])}"]
    for path in paths:
        page.goto(served + path)
        expect(page.locator("h1")).to_be_visible()
        assert_nothing_overflows(page, path)


def test_paper_has_neither_the_switch_nor_the_offer(page: Page, served: str) -> None:
    page.goto(served + "/es/terminos/copago")
    parts = (page.locator(".languages"), page.locator(".language-offer"))
    for part in parts:
        expect(part).to_be_visible()
    page.emulate_media(media="print")
    for part in parts:
        expect(part).to_be_hidden()
    expect(page.get_by_role("heading", name="Abusos")).to_be_visible()
    expect(page.locator(".print-source")).to_contain_text(served + "/es/terminos/copago")
