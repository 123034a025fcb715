"""What the widget tells the search log from another origin: which suggestion was opened, and nothing of the reader."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.acceptance.hosts import Host, hosting
from tests.conftest import Served

SCRIPT = '<script src="HOST/widget/v1.js" defer></script>'
LEADS = SCRIPT + "<glossary-search></glossary-search>"
SHOWS = SCRIPT + '<glossary-search open="panel"></glossary-search>'


@pytest.fixture
def glossary(serve: Callable[..., Served], real_index: Path) -> Served:
    """A glossary with a search log of its own."""
    return serve("--index", str(real_index))


@pytest.fixture
def site(glossary: Served) -> Iterator[Host]:
    with hosting(glossary.url) as host:
        yield host


def choose(page: Page, modifiers: str = "") -> None:
    page.get_by_role("combobox").press_sequentially("cop")
    option = page.get_by_role("option").filter(has_text="Copayment")
    option.click(modifiers=["ControlOrMeta"] if modifiers else None)


def kept(glossary: Served, columns: str, table: str) -> list[tuple[object, ...]]:
    """Return what the log holds once the server has stopped, and so has written everything."""
    glossary.stop()
    with sqlite3.connect(glossary.log.parent / "audience.db") as database:
        return database.execute(f"SELECT {columns} FROM {table}").fetchall()


@pytest.mark.parametrize("line", [LEADS, SHOWS], ids=["page", "panel"])
def test_an_opened_suggestion_is_told_with_the_site_it_was_on(
    page: Page, site: Host, glossary: Served, line: str
) -> None:
    page.goto(site.page(line))
    with page.expect_response("**/api/v1/searches") as told:
        choose(page)
        if line == LEADS:
            expect(page).to_have_url(glossary.url + "/terms/copayment")  # it outlives the page it is sent from
    assert told.value.status == 204
    assert told.value.request.post_data_json == {"query": "cop", "opened": "copayment"}
    assert "cookie" not in told.value.request.all_headers()
    assert page.context.cookies() == []
    assert kept(glossary, "query, slug, rank, origin", "openings") == [("cop", "copayment", 1, site.origin)]


def test_a_suggestion_opened_in_a_new_tab_is_told_too(page: Page, context: BrowserContext, site: Host) -> None:
    page.goto(site.page(LEADS))
    with page.expect_request("**/api/v1/searches"), context.expect_page():
        choose(page, "with control")


@pytest.mark.parametrize("asks", ["globalPrivacyControl = true", "doNotTrack = '1'"])
def test_nothing_is_told_of_a_reader_who_asks_not_to_be_followed(
    page: Page, site: Host, glossary: Served, asks: str
) -> None:
    name, _, value = asks.partition(" = ")
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{name}', {{ get: () => {value} }})")
    sent: list[str] = []
    page.on("request", lambda request: "searches" in request.url and sent.append(request.url))
    page.goto(site.page(SHOWS))
    choose(page)
    expect(page.get_by_role("group", name="Copayment")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sent == []
    assert kept(glossary, "slug", "openings") == kept(glossary, "query", "searches") == []


def test_a_page_that_takes_the_choice_over_tells_nothing(page: Page, site: Host) -> None:
    sent: list[str] = []
    page.on("request", lambda request: "searches" in request.url and sent.append(request.url))
    page.goto(site.page(LEADS))
    page.evaluate("document.addEventListener('glossary-select', (event) => event.preventDefault())")
    choose(page)
    page.wait_for_timeout(300)
    assert sent == []


def test_a_log_that_cannot_be_reached_holds_nobody_up(page: Page, site: Host, glossary: Served) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.route("**/api/v1/searches", lambda route: route.abort("connectionrefused"))
    page.goto(site.page(LEADS))
    choose(page)
    expect(page).to_have_url(glossary.url + "/terms/copayment")
    assert thrown == []
