"""Saying whether a page helped, in a real browser, with JavaScript and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.conftest import wait_until
from tests.conftest import Served


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "audience.db"


@pytest.fixture
def site(serve: Callable[..., Served], real_index: Path, database: Path) -> str:
    return serve("--index", str(real_index), GLOSSARY_DATABASE_URL=f"sqlite:///{database}").url


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def kept(database: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as found:
        return found.execute("SELECT slug, helpful, comment FROM feedback ORDER BY rowid").fetchall()


def test_a_vote_and_a_comment_in_place(page: Page, site: str, database: Path) -> None:
    page.goto(site + "/terms/deductible")
    form = page.get_by_role("region", name="Was this helpful?")
    form.get_by_role("button", name="No").click()
    expect(form.get_by_role("status")).to_have_text("Thank you.")
    expect(form.get_by_role("button", name="No")).to_be_hidden()
    expect(form.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Which visits count?")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("textbox")).to_be_hidden()
    assert page.url == site + "/terms/deductible"
    assert kept(database) == [("deductible", 0, "Which visits count?")]


def test_a_vote_and_a_comment_without_javascript(plain: Page, site: str, database: Path) -> None:
    plain.goto(site + "/terms/deductible")
    plain.get_by_role("button", name="Yes", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you")
    plain.get_by_label("What would make it better?").fill("More\nexamples.")
    plain.get_by_role("button", name="Send").click()
    expect(plain.locator("main")).to_contain_text("An editor will read it")
    plain.get_by_role("link", name="Back to Deductible").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Deductible")
    assert kept(database) == [("deductible", 1, "More\nexamples.")]


def test_while_the_database_is_locked_what_was_written_stays_in_the_form(page: Page, site: str, database: Path) -> None:
    page.goto(site + "/terms/deductible")
    form = page.get_by_role("region", name="Was this helpful?")
    form.get_by_role("button", name="No").click()
    expect(form.get_by_role("status")).to_have_text("Thank you.")
    lock = sqlite3.connect(database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    form.get_by_role("textbox").fill("Which visits count?")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("status")).to_contain_text("could not save", timeout=10_000)
    expect(form.get_by_role("textbox")).to_have_value("Which visits count?")
    lock.execute("ROLLBACK")
    page.wait_for_timeout(2500)
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("textbox")).to_be_hidden()
    assert kept(database) == [("deductible", 0, "Which visits count?")]


def test_while_the_database_is_locked_the_page_without_javascript_keeps_it_too(
    plain: Page, site: str, database: Path
) -> None:
    plain.goto(site + "/terms/deductible/feedback")
    lock = sqlite3.connect(database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    plain.get_by_label("No", exact=True).check()
    plain.get_by_label("What would make it better?").fill("Which visits count?")
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("alert")).to_contain_text("could not save", timeout=10_000)
    expect(plain.get_by_label("What would make it better?")).to_have_value("Which visits count?")
    expect(plain.get_by_label("No", exact=True)).to_be_checked()
    lock.execute("ROLLBACK")
    plain.wait_for_timeout(2500)
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert kept(database) == [("deductible", 0, "Which visits count?")]


def test_asking_for_a_term_that_was_not_found(plain: Page, site: str, database: Path) -> None:
    plain.goto(site + "/search?q=zzqqx")
    plain.get_by_role("button", name="Ask for this term").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you")
    with sqlite3.connect(database) as found:
        assert found.execute("SELECT query FROM wishes").fetchall() == [("zzqqx",)]


def test_an_opened_result_is_logged_without_a_script(plain: Page, site: str, database: Path) -> None:
    plain.goto(site + "/search?q=wage+theft")
    addresses: list[str] = []
    plain.on("request", lambda request: addresses.append(request.url))
    plain.get_by_role("link", name="Wage Theft").first.click()
    assert plain.url.startswith(site + "/terms/wage-theft")
    with sqlite3.connect(database) as found:
        opened = "SELECT query, slug, rank FROM openings"
        wait_until(plain, lambda: found.execute(opened).fetchall())  # the log writes every two seconds
        assert found.execute(opened).fetchall() == [("wage theft", "wage-theft", 1)]
    assert "?" not in plain.url
    assert not [address for address in addresses if "/api/" in address]
