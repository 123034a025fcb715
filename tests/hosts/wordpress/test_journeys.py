"""A reader of a WordPress site, in every theme: the search box, cards, and terms explained in a post."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.acceptance.conftest import wait_until
from tests.acceptance.marks import WORDS, button, card, highlighted, press
from tests.hosts.wordpress.conftest import Posts, stranger

WORDPRESS_LEAST = 200  # pixels
LIGHT = "rgb(255, 255, 255)"

pytestmark = pytest.mark.usefixtures("theme")


def test_the_block_searches(page: Page, posts: Posts, served: str) -> None:
    page.goto(posts.block)
    box = page.locator("glossary-search")
    expect(box.get_by_role("combobox")).to_be_visible()
    expect(box.locator("form[role=search] > label")).to_be_hidden()  # the form for pages without scripts
    box.get_by_role("combobox").press_sequentially("copay")
    expect(box.get_by_role("option")).to_have_count(3)  # the block's limit, and the search itself
    box.get_by_role("option", name="Copayment").first.click()
    expect(page).to_have_url(f"{served}/terms/copayment")


def test_the_shortcode_searches_without_scripts(plain: Page, posts: Posts, served: str) -> None:
    plain.goto(posts.shortcode)
    form = plain.locator("glossary-search")
    form.get_by_role("searchbox", name="Search the glossary").fill("copay")
    form.get_by_role("button").click()
    expect(plain).to_have_url(f"{served}/search?category=insurance&category=privacy&q=copay")


@pytest.mark.parametrize("kind", ["strange_term", "strange_search", "term"])
def test_a_card_has_the_height_of_its_content(page: Page, posts: Posts, kind: str) -> None:
    page.goto(getattr(posts, kind))
    frame = page.locator("iframe.wp-embedded-content")
    fits(page, frame)
    expect(page.locator("blockquote.wp-embedded-content")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 700})
    fits(page, frame)


def fits(page: Page, frame: Locator) -> None:
    """Wait until a card has the height of its content; WordPress gives none less than 200, our own script does."""
    expect(frame).to_be_visible()
    body = frame.content_frame.locator("body")
    expect(body).to_be_visible()

    def is_as_high() -> bool:
        content = float(body.evaluate("e => Math.ceil(e.getBoundingClientRect().height)"))
        shown = float(frame.evaluate("e => e.getBoundingClientRect().height"))
        return 0 <= shown - content <= 1 or content < shown == WORDPRESS_LEAST

    wait_until(page, is_as_high)


def test_a_link_in_a_card_opens_where_the_glossary_is_not_known(page: Page, posts: Posts, served: str) -> None:
    page.goto(posts.strange_term)
    frame = page.locator("iframe.wp-embedded-content")
    fits(page, frame)
    frame.content_frame.get_by_role("link").last.click()
    expect(page).to_have_url(f"{stranger(served)}/terms/copayment")


def test_a_search_in_a_card_opens_where_the_glossary_is_not_known(page: Page, posts: Posts, served: str) -> None:
    page.goto(posts.strange_search)
    frame = page.locator("iframe.wp-embedded-content")
    fits(page, frame)
    box = frame.content_frame.get_by_role("combobox")
    box.fill("deductible")
    box.press("Enter", no_wait_after=True)
    expect(page).to_have_url(f"{stranger(served)}/search?q=deductible")


def test_a_card_of_a_known_glossary_searches_in_place_and_opens_tabs(page: Page, posts: Posts, served: str) -> None:
    page.goto(posts.search)
    frame = page.locator("iframe.wp-embedded-content")
    fits(page, frame)
    inside = frame.content_frame
    inside.get_by_role("combobox").fill("deductible")
    # A press waits for the navigation of the frame, and may miss its end; the next line waits for the result.
    inside.get_by_role("combobox").press("Enter", no_wait_after=True)
    expect(inside.get_by_role("link").first).to_have_text("Deductible")
    fits(page, frame)
    with page.context.expect_page() as opened:
        inside.get_by_role("link").first.click()
    assert opened.value.url == f"{served}/terms/deductible"


def test_a_card_is_light_in_a_dark_system_unless_its_address_says_dark(page: Page, posts: Posts) -> None:
    page.emulate_media(color_scheme="dark")
    for address, scheme in ((posts.strange_term, "light"), (posts.term, "light"), (posts.dark, "dark")):
        page.goto(address)
        inside = page.locator("iframe.wp-embedded-content").content_frame
        expect(inside.locator("html")).to_have_css("color-scheme", scheme)


def test_the_terms_of_a_post_are_explained(page: Page, posts: Posts, theme: str) -> None:
    page.goto(posts.article)
    has_article = theme == "twentytwentyone"  # the others are why the default of the plugin is not `article`
    assert (page.locator("article .entry-content").count() > 0) == has_article
    assert_marked(page, ["deductible", "copay"])
    press(page, "deductible")
    expect(page.get_by_role("group", name="Deductible")).to_contain_text("Read more")
    page.mouse.click(1, 1)
    expect(card(page)).to_have_count(0)


def assert_marked(page: Page, words: list[str]) -> None:
    """Wait for the list of words, and compare it with what is painted."""
    expect(page.locator(WORDS)).to_have_text(words)
    assert highlighted(page) == words


def test_terms_are_explained_by_keyboard(page: Page, posts: Posts, served: str) -> None:
    page.goto(posts.article)
    assert_marked(page, ["deductible", "copay"])
    button(page, "deductible").focus()
    page.keyboard.press("Tab")
    expect(button(page, "copay")).to_be_focused()
    expect(page.get_by_text("Words explained here")).to_be_in_viewport()
    assert highlighted(page, "glossary-term-focus") == ["copay"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Copayment")).to_contain_text("flat dollar amount")
    page.keyboard.press("Tab")
    link = card(page).get_by_role("link", name="Read more")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", f"{served}/terms/copayment")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(button(page, "copay")).to_be_focused()


def test_two_marks_of_each_term(page: Page, posts: Posts) -> None:
    page.goto(posts.twice)
    assert_marked(page, ["deductible", "deductible", "copay", "copay"])


def test_box_list_and_card_are_light_on_a_light_theme_in_a_dark_system(page: Page, posts: Posts) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(posts.block)
    box = page.locator("glossary-search")
    box.get_by_role("combobox").press_sequentially("copay")
    expect(box.get_by_role("option").first).to_be_visible()
    for part in (box.get_by_role("combobox"), box.get_by_role("listbox")):
        expect(part).to_have_css("background-color", LIGHT)
    page.goto(posts.article)
    assert_marked(page, ["deductible", "copay"])
    press(page, "copay")
    expect(card(page)).to_have_css("background-color", LIGHT)
