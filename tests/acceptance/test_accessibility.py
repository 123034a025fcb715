"""Every kind of page for everyone: axe, narrow and wide, light and dark, with and without scripts, with large text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from werkzeug.exceptions import NotFound

from tests.acceptance.conftest import (
    EVERY_PAGE,
    PAGES,
    SPANISH,
    Overheard,
    assert_accessible,
    assert_nothing_overflows,
    go_to_front,
)
from tests.conftest import client_of

WIDTHS = (320, 1280)

# Frames on other sites; test_widget_examples.py tests them in light and dark.
FRAMES = {
    "frame": "/embed/frame",
    "framed term": "/embed/frame?term=deductible",
    "Spanish frame": "/embed/frame?lang=es",
    "framed term in Spanish": "/embed/frame?term=deductible&lang=es",
}

# Pages whose server, or what is typed into them, is a matter of another file, which tests them with axe too.
ELSEWHERE = {"insights.insights": "test_insights.py"}

# What a route needs to answer, where the defaults are not enough.
VALUES = {"slug": "copayment", "letter": "c", "name": "icon.svg", "part": "1", "version": "v1", "suffix": "csv"}
CATEGORY = {"site.category", "feeds.category"}
OF_SOME = {"site.help_page"}  # pages that only a glossary with agencies has
QUERIES = {
    "embed.card": "url=http%3A%2F%2Flocalhost%2Fterms%2Fcopayment",
    "api.compare": "term=copayment&term=deductible",
}


def test_every_route_that_answers_with_a_page_is_tested(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_INSIGHTS_TOKEN="a-token-for-editors")
    routes = client.application.url_map.bind("localhost")
    tested = {*ELSEWHERE}
    for path in (PAGES | FRAMES).values():
        with suppress(NotFound):
            tested.add(routes.match(urlsplit(path).path)[0])
    pages = set()
    for rule in client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        values = {name: VALUES[name] for name in rule.arguments}
        if rule.endpoint in CATEGORY:
            values["slug"] = "money"
        address = routes.build(rule.endpoint, values)
        answer = client.get(f"{address}?{QUERIES.get(rule.endpoint, '')}")
        if rule.endpoint in OF_SOME:
            pages.add(rule.endpoint)
            continue
        assert answer.status_code in (200, 401), address  # else give it what it needs in VALUES or QUERIES
        if answer.mimetype == "text/html":
            pages.add(rule.endpoint)
    assert pages - tested == set()
    assert ELSEWHERE.keys() <= pages


def test_every_page_is_tested_in_spanish(real_index: Path) -> None:
    client = client_of(real_index)
    for kind, path in PAGES.items():
        address = client.get(f"/es{urlsplit(path).path}", follow_redirects=True).request.path
        assert urlsplit(SPANISH[kind]).path == address, kind


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("path", EVERY_PAGE.values(), ids=EVERY_PAGE.keys())
def test_no_fault_narrow_or_wide_light_or_dark(
    opened: Callable[..., Page], served: str, path: str, scripts: bool
) -> None:
    page = opened()
    if not scripts:  # axe is a script itself, so the page's own are kept away; journeys run with JavaScript off
        page.route("**/*.js?*", lambda route: route.abort())
    page.goto(served + path)
    assert page.evaluate("document.documentElement.classList.contains('js')") is scripts
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            what = f"{path} {scheme} {width}"
            assert_accessible(page, what)
            assert_nothing_overflows(page, what)


@pytest.mark.parametrize("path", EVERY_PAGE.values(), ids=EVERY_PAGE.keys())
def test_text_twice_as_large_loses_nothing(opened: Callable[..., Page], served: str, path: str) -> None:
    page = opened()
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(served + path)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert_nothing_overflows(page, f"{path} {width}")
    assert_accessible(page, path)


def test_no_fault_while_suggestions_are_open(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    go_to_front(page, served)
    page.keyboard.type("ins")
    expect(page.get_by_role("option").last).to_contain_text("ins")
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert_accessible(page, f"suggestions {scheme} {width}")
            assert_nothing_overflows(page)


def test_no_fault_with_a_preview_open(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    page.goto(served + "/terms/copayment")
    page.locator(".passage a.term").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert_accessible(page, f"preview {scheme}")


@pytest.mark.parametrize("path", (EVERY_PAGE | FRAMES).values(), ids=(EVERY_PAGE | FRAMES).keys())
def test_high_contrast_keeps_every_control_visible(opened: Callable[..., Page], served: str, path: str) -> None:
    page = opened(forced_colors="active")
    page.goto(served + path)
    assert_accessible(page, path, without=("color-contrast",))  # the system's colours are the reader's own choice
    bare = page.evaluate(
        """[...document.querySelectorAll('button, input, .tag, .card')].filter(e => e.checkVisibility())
           .filter(e => parseFloat(getComputedStyle(e).borderTopWidth) === 0 && !['checkbox', 'radio'].includes(e.type))
           .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert bare == []  # backgrounds are gone in this mode: what is pressed has an edge


def test_right_to_left_mirrors_the_page(opened: Callable[..., Page], served: str) -> None:
    page = opened(viewport={"width": 320, "height": 800})
    for path in ("/", "/search?q=insurance", "/terms/copayment"):
        page.goto(served + path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert_nothing_overflows(page, path)
        brand, toggle = page.locator(".brand").bounding_box(), page.locator(".theme-toggle").bounding_box()
        assert brand is not None
        assert toggle is not None
        assert brand["x"] > toggle["x"]


def test_reduced_motion_is_honoured(opened: Callable[..., Page], served: str) -> None:
    moving = (
        "[...document.querySelectorAll('a, button, .card')].some(e => getComputedStyle(e).transitionDuration !== '0s')"
    )
    for motion, expected in (("reduce", False), ("no-preference", True)):
        page = opened(reduced_motion=motion)
        page.goto(served)
        assert page.evaluate(moving) is expected


@pytest.mark.parametrize("path", EVERY_PAGE.values(), ids=EVERY_PAGE.keys())
def test_nothing_foreign_no_cookie_no_complaint(opened: Callable[..., Page], served: str, path: str) -> None:
    spoken = "es-US" if path.startswith("/es/") else "en-US"  # a page in another language is offered, which is noted
    page, overheard = opened(locale=spoken), Overheard()
    overheard.listen(page)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => (window.violations ||= []).push(e.blockedURI))"
    )
    page.goto(served + path, wait_until="networkidle")
    assert [url for url in overheard.requests if not url.startswith(served + "/")] == []
    assert overheard.complaints == []
    assert page.evaluate("window.violations || []") == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
