"""A site built with MkDocs Material: its pages replace each other without a reload, and `/` opens its own search."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.marks import WORDS, button, card, highlighted, press
from tests.hosts.conftest import TOOLS, need_host

CONFIG = """
site_name: A manual
site_url: {site}/
extra_javascript: [{glossary}/widget/v1.js]
theme:
  name: material
  font: false
  custom_dir: overrides
  features: [navigation.instant]
plugins: [search]
nav: [index.md, second.md]
"""

TERMS = """{% extends "base.html" %}
{% block footer %}{{ super() }}<glossary-terms for=".md-content"></glossary-terms>{% endblock %}
"""

FIRST = """# First

<glossary-search><a href="GLOSSARY/">Search the glossary</a></glossary-search>

Your deductible is what you pay first. Go to the [second page](second.md).
"""

SECOND = """# Second

A copay is due on the day.

<glossary-search><a href="GLOSSARY/">Search the glossary</a></glossary-search>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory, served: str) -> Iterator[str]:
    """The address of a built site."""
    mkdocs = TOOLS / "bin" / "mkdocs"
    need_host("MkDocs Material", found=mkdocs.exists())
    folder = tmp_path_factory.mktemp("manual")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "site"))) as server:
        site = f"http://localhost:{server.server_port}"
        build(mkdocs, folder, site, served)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site + "/"
        server.shutdown()


def build(mkdocs: Path, folder: Path, site: str, glossary: str) -> None:
    """Write the sources of a site and build it."""
    files = {
        "mkdocs.yml": CONFIG.format(site=site, glossary=glossary),
        "overrides/main.html": TERMS,
        "docs/index.md": FIRST.replace("GLOSSARY", glossary),
        "docs/second.md": SECOND.replace("GLOSSARY", glossary),
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    subprocess.run([mkdocs, "build", "--quiet", "--strict"], cwd=folder, check=True)


def test_the_box_searches(page: Page, manual: str, served: str) -> None:
    page.goto(manual)
    box = page.locator("glossary-search").get_by_role("combobox")
    box.press_sequentially("copay")
    page.locator("glossary-search").get_by_role("option", name="Copayment").first.click()
    expect(page).to_have_url(f"{served}/terms/copayment")


def assert_marked(page: Page, words: list[str]) -> None:
    expect(page.locator(WORDS)).to_have_text(words)
    assert highlighted(page) == words


def test_words_are_marked_on_each_page_that_instant_navigation_shows(page: Page, manual: str) -> None:
    page.goto(manual)
    assert_marked(page, ["deductible"])
    page.evaluate("window.isSameDocument = true")
    page.get_by_role("link", name="second page").click()
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    assert_marked(page, ["copay"])
    expect(page.locator("glossary-search").get_by_role("combobox")).to_be_visible()
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    page.go_back()
    expect(page.get_by_role("heading", name="First")).to_be_visible()
    expect(card(page)).to_have_count(0)
    assert_marked(page, ["deductible"])
    assert page.evaluate("window.isSameDocument")


def test_a_card_is_opened_and_closed_by_keyboard(page: Page, manual: str) -> None:
    page.goto(manual)
    assert_marked(page, ["deductible"])
    button(page, "deductible").press("Enter")
    expect(card(page)).to_contain_text("Read more")
    assert highlighted(page, "glossary-term-focus") == ["deductible"]
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(button(page, "deductible")).to_be_focused()


def test_a_slash_typed_into_the_box_does_not_open_the_search_of_the_site(page: Page, manual: str) -> None:
    page.goto(manual)
    box = page.locator("glossary-search").get_by_role("combobox")
    box.press_sequentially("and/or")
    expect(box).to_have_value("and/or")
    expect(box).to_be_focused()
    box.blur()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search", exact=True)).to_be_focused()
