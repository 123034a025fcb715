"""A real Chromium. Without one these tests are skipped, and fail where CI=true."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.acceptance.hosts import Host, hosting
from tests.acceptance.widget_pages import LINE
from tests.conftest import browser_path

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

PATIENCE = 15_000  # milliseconds; what is expected comes at once, but the machine may be busy with something else
expect.set_options(timeout=PATIENCE)

# Every kind of page, by what is on it.
PAGES = {
    "front": "/",
    "results": "/search?q=insurance",
    "filtered results": "/search?q=insurance&category=privacy&category=finance&sort=name&page=2",
    "corrected results": "/search?q=deductable",
    "no results": "/search?q=zzzzqx",
    "no results in a category": "/search?q=copay&category=privacy&exact=1",
    "everything": "/search?q=",
    "all results": "/search?q=insurance+card&all=1",
    "term": "/terms/intensive-outpatient-program",
    "comparison": "/compare?term=copayment&term=coinsurance",
    "comparison of four": "/compare?term=copayment&term=coinsurance&term=deductible&term=premium",
    "no comparison": "/compare",
    "incomplete comparison": "/compare?term=copayment&term=nope",
    "explain": "/explain",
    "help": "/help",
    "help in a category": "/help?category=finance",
    "categories": "/categories",
    "category": "/categories/privacy",
    "all terms": "/browse",
    "letter": "/browse/d",
    "recent": "/recent",
    "about": "/about",
    "accessibility": "/accessibility",
    "api": "/api/v1/",
    "documentation": "/embed/docs",
    "recipes": "/embed/docs/recipes",
    "embed": "/embed",
    "feedback": "/terms/deductible/feedback",
    "feedback received": "/terms/deductible/feedback?done",
    "request": "/requests",
    "request received": "/requests?done",
    "missing": "/nope",
    "missing term": "/terms/deductble",
}

# The same in Spanish.
SPANISH = {
    "front": "/es/",
    "results": "/es/buscar?q=seguro",
    "filtered results": "/es/buscar?q=seguro&category=privacy&category=finance&sort=name&page=2",
    "corrected results": "/es/buscar?q=deducibel",
    "no results": "/es/buscar?q=zzzzqx",
    "no results in a category": "/es/buscar?q=copago&category=privacy&exact=1",
    "everything": "/es/buscar?q=",
    "all results": "/es/buscar?q=tarjeta+del+seguro&all=1",
    "term": "/es/terminos/programa-ambulatorio-intensivo",
    "comparison": "/es/comparar?term=copayment&term=coinsurance",
    "comparison of four": "/es/comparar?term=copayment&term=coinsurance&term=deductible&term=premium",
    "no comparison": "/es/comparar",
    "incomplete comparison": "/es/comparar?term=copayment&term=nope",
    "explain": "/es/explicar",
    "help": "/es/ayuda",
    "help in a category": "/es/ayuda?category=finance",
    "categories": "/es/categorias",
    "category": "/es/categorias/privacidad",
    "all terms": "/es/explorar",
    "letter": "/es/explorar/d",
    "recent": "/es/recientes",
    "about": "/es/acerca-de",
    "accessibility": "/es/accesibilidad",
    "api": "/es/api/v1/",
    "documentation": "/es/insertar/docs",
    "recipes": "/es/insertar/docs/recipes",
    "embed": "/es/insertar",
    "feedback": "/es/terminos/deducible/opinion",
    "feedback received": "/es/terminos/deducible/opinion?done",
    "request": "/es/sugerencias",
    "request received": "/es/sugerencias?done",
    "missing": "/es/nope",
    "missing term": "/es/terminos/deductble",
}

# Results with something in the other language.
ACROSS = {
    "a Spanish name": "/search?q=embargo+de+sueldo",
    "an English name": "/es/buscar?q=tip+pooling",
    "results in Spanish": "/search?q=proxy+medico",
    "results in English": "/es/buscar?q=being+sued+for+debt",
}

EVERY_PAGE = PAGES | {f"{kind} in Spanish": path for kind, path in SPANISH.items()} | ACROSS


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser_path()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("CI needs a browser: tests/install-browser.sh found no Chromium.")
    if path is None:
        pytest.skip("Chromium is not installed; set CHROMIUM to its path.")
    return {**browser_type_launch_args, "executable_path": path, "chromium_sandbox": False, "args": FLAGS}


@dataclass
class Overheard:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # A browser reports the status of a missing page by itself; anything else on the console is ours.
        page.on("console", lambda said: "404" in said.text or self.complaints.append(said.text))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in contexts of their own: opened(color_scheme="dark", java_script_enabled=False)."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def hosts(served: str) -> Iterator[Host]:
    with hosting(served) as host:
        yield host


@pytest.fixture
def host(hosts: Host) -> Host:
    """Somebody else's site, on another origin and port."""
    hosts.pages.clear()
    return hosts


@pytest.fixture
def plain(opened: Callable[..., Page]) -> Page:
    """A page without JavaScript."""
    return opened(java_script_enabled=False)


def go_to_front(page: Page, served: str) -> None:
    """Open the front page and wait for its search box to have the focus: keys pressed before go nowhere."""
    page.goto(served)
    expect(page.locator("form.search-box input[name=q]")).to_be_focused()


def wait_until(page: Page, happens: Callable[[], object]) -> None:
    """Wait for what no locator can tell."""
    for _ in range(0, PATIENCE, 20):
        if happens():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it never happened")


def assert_accessible(page: Page, what: str = "", without: tuple[str, ...] = ()) -> None:
    """Fail on any violation that axe finds, of any impact; `without` names rules that do not apply."""
    # Without `resultTypes` axe describes every element that passes too, which takes three times as long.
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    found = Axe().run(page, options=options)
    faults = [
        (fault["id"], node["target"], node["failureSummary"])
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
    assert faults == [], what


def assert_nothing_overflows(page: Page, what: str = "") -> None:
    """Fail when the page is wider than the window, or text is cut off inside its box other than by an ellipsis."""
    width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= shown, f"{what}: {width} px wide in {shown}"
    cut = page.evaluate(
        """[...document.querySelectorAll('main *, header *, footer *')]
           .filter(e => getComputedStyle(e).overflowX !== 'visible' && !e.closest('.unseen, input, svg'))
           .filter(e => getComputedStyle(e).textOverflow !== 'ellipsis')
           .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.matches('pre')).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert cut == [], what


@pytest.fixture
def visit(page: Page, host: Host) -> Callable[..., Locator]:
    """Publish a page, open it and return its first widget."""

    def open_page(body: str = LINE, **options: str) -> Locator:
        page.goto(host.page(body, **options))
        widget = page.locator("glossary-search").first
        expect(widget.get_by_role("combobox")).to_be_attached()
        return widget

    return open_page
