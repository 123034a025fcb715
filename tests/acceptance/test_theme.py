"""A second brand: its own name, links and colours from glossary.toml, its own mark and front page from templates."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from search_app.config import load_settings
from search_app.search import build
from search_app.web.app import create_app
from tests.acceptance.conftest import Overheard, assert_accessible, assert_nothing_overflows
from tests.conftest import write_terms

SITE = """
title = "Tenant Words"
tagline = "What your lease means."
contact = "mailto:words@tenants.example"
[organisation]
name = "Tenant Union"
blurb = "We are tenants, and we help tenants."
donate = "https://tenants.example/give"
[colours]
accent = "#7a1f3d"
[[categories]]
slug = "money"
name = "Money"
colour = "#2f5d8a"
[[categories]]
slug = "work"
name = "Work"
[[categories]]
slug = "law"
name = "Law"
"""

# One block of one template, and one whole template; all else is the default theme.
TEMPLATES = {
    "site/base.html": '{% extends "default/site/base.html" %}{% block mark %}'
    '<span class="own-mark">TU</span>{% endblock %}',
    "site/about.html": '{% extends "site/base.html" %}{% block main %}<h1>Who we are</h1>{% endblock %}',
}


@pytest.fixture
def branded(tmp_path: Path) -> Iterator[str]:
    theme = tmp_path / "theme"
    theme.mkdir()
    for name, text in TEMPLATES.items():
        (theme / name).parent.mkdir(exist_ok=True)
        (theme / name).write_text(text, encoding="utf-8")
    build(write_terms(tmp_path / "terms", site=SITE), tmp_path / "index")
    environ = {"GLOSSARY_INDEX": str(tmp_path / "index"), "GLOSSARY_TEMPLATES": str(theme)}
    server = make_server("127.0.0.1", 0, create_app(load_settings(environ)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_a_second_brand_is_itself_on_every_page(opened: Callable[..., Page], branded: str) -> None:
    page, overheard = opened(), Overheard()
    overheard.listen(page)
    for path in ("/", "/search?q=plan", "/terms/copayment", "/categories/money", "/about"):
        page.goto(branded + path)
        expect(page.locator(".own-mark")).to_have_text("TU")
        expect(page.get_by_text("We are tenants, and we help tenants.")).to_be_visible()
        expect(page.get_by_role("link", name="Donate")).to_have_attribute("href", "https://tenants.example/give")
        assert "CommerceGuard" not in page.content()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert_accessible(page, f"{path} {scheme}")
            assert_nothing_overflows(page)
    assert overheard.complaints == []


def test_its_colours_are_used_and_its_templates_replace_ours(opened: Callable[..., Page], branded: str) -> None:
    page = opened(color_scheme="light")
    page.goto(branded)
    colour = "getComputedStyle(document.querySelector('.search-field button')).backgroundColor"
    assert page.evaluate(colour) == "rgb(122, 31, 61)"
    page.goto(branded + "/about")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who we are")
    page.goto(branded + "/terms/copayment")
    expect(page.get_by_role("heading", name="Example #2")).to_be_visible()  # the default theme, untouched
