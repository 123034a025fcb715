"""Cards in the sandbox of a WordPress site that does not know the glossary, and in other sandboxes.

tests/hosts/wordpress runs the same journeys on a real WordPress; here a page has its sandbox, secret and listener.
"""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.acceptance.conftest import Overheard
from tests.acceptance.hosts import Host

SECRET = "abc123"
HEARD = "<script>window.heard = []; addEventListener('message', ({data}) => heard.push(data))</script>"


def show_card(
    page: Page, host: Host, served: str, path: str, sandbox: str = 'sandbox="allow-scripts"', secret: str = SECRET
) -> FrameLocator:
    """Open a page with the card of a page of the glossary, as WordPress shows it."""
    with urllib.request.urlopen(f"{served}/oembed?url={quote(served + path, safe='')}") as response:
        html = json.load(response)["html"].replace("<iframe ", f"<iframe {sandbox} ")
    page.goto(host.page(HEARD + re.sub(r'( src="[^"]*)"', rf'\1#?secret={secret}"', html)))
    return page.frame_locator("iframe")


def messages(page: Page, kind: str) -> list[Any]:
    """Return the values of the messages of a kind, of which there is at least one."""
    page.wait_for_function("kind => heard.some(({message}) => message === kind)", arg=kind)
    heard = page.evaluate("heard")
    assert {each["secret"] for each in heard} == {SECRET}
    return [each["value"] for each in heard if each["message"] == kind]


def test_a_card_reports_its_height_and_the_link_followed(page: Page, host: Host, served: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    inside = show_card(page, host, served, "/terms/copay")
    assert messages(page, "height")[-1] > 100
    assert inside.locator("main").evaluate("e => getComputedStyle(e).paddingTop") == "16px"  # it has its style sheet
    inside.get_by_role("link").first.click()
    assert messages(page, "link") == [served + "/terms/copayment"]
    assert overheard.complaints == []


@pytest.mark.parametrize("way", ["button", "enter", "option"])
def test_a_search_in_a_card_is_a_link_to_its_results(page: Page, host: Host, served: str, way: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    inside = show_card(page, host, served, "/search?q=copay&category=insurance")
    box = inside.get_by_role("combobox")
    box.fill("tip pooling")
    if way == "option":
        inside.get_by_role("option", name="Search for").click()
    elif way == "enter":
        box.press("Enter")
    else:
        inside.get_by_role("button", name="Search").click()
    assert messages(page, "link") == [served + "/search?category=insurance&q=tip+pooling"]
    assert overheard.complaints == []


def test_a_suggestion_in_a_card_is_a_link(page: Page, host: Host, served: str) -> None:
    inside = show_card(page, host, served, "/search?q=copay")
    inside.get_by_role("combobox").fill("deductib")
    inside.get_by_role("option", name="Deductible").first.click()
    assert messages(page, "link") == [served + "/terms/deductible"]


def test_a_card_that_is_not_sandboxed_searches_in_place_and_keeps_its_secret(
    page: Page, host: Host, served: str
) -> None:
    inside = show_card(page, host, served, "/search?q=copay", sandbox="")
    inside.get_by_role("combobox").fill("tip pooling")
    inside.get_by_role("button", name="Search").click()
    expect(inside.get_by_role("link").first).to_contain_text("Tip Pool")
    page.evaluate("heard.length = 0")
    page.evaluate("document.querySelector('iframe').width = 300")
    assert messages(page, "height")
    with page.context.expect_page() as opened:
        inside.get_by_role("link").first.click()
    assert opened.value.url.startswith(served + "/terms/")


def test_a_sandboxed_card_without_a_secret_of_wordpress_opens_its_links(page: Page, host: Host, served: str) -> None:
    sandbox = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
    inside = show_card(page, host, served, "/terms/copay", sandbox, secret="glossary")
    with page.context.expect_page() as opened:
        inside.get_by_role("link").first.click()
    assert opened.value.url == served + "/terms/copayment"


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-forms"])
def test_a_frame_in_another_sandbox_searches_in_place(page: Page, host: Host, served: str, sandbox: str) -> None:
    page.goto(host.page(f'<iframe src="HOST/embed/frame?theme=dark" title="Glossary" sandbox="{sandbox}"></iframe>'))
    inside = page.frame_locator("iframe")
    inside.get_by_role("combobox").fill("tip pooling")
    inside.get_by_role("combobox").press("Enter", no_wait_after=True)  # the frame may get another process meanwhile
    expect(inside.get_by_role("link").first).to_contain_text("Tip Pool")
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_blockquote_is_shown_only_where_wordpress_removes_its_attributes(
    page: Page, host: Host, served: str
) -> None:
    show_card(page, host, served, "/terms/copay")
    expect(page.locator("blockquote")).to_be_hidden()
    expect(page.locator("blockquote")).to_have_text("Copayment")
