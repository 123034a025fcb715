"""Words that <glossary-terms> marks, as readers see, hear and reach them: highlights, and a list of buttons."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

WORDS = "glossary-terms .words button"  # one for each mark


def marked(page: Page) -> list[list[str]]:
    """Return slug and text of each mark, in reading order, as the list has them; the highlight has the same words."""
    listed: list[list[str]] = page.locator(WORDS).evaluate_all("all => all.map(e => [e.value, e.textContent])")
    assert highlighted(page) == [text for _, text in listed]
    return listed


def highlighted(page: Page, name: str = "glossary-term") -> list[str]:
    """Return the words that a highlight paints, in reading order."""
    found: list[str] = page.evaluate(
        """name => [...CSS.highlights.get(name) ?? []]
           .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(range => range.toString())""",
        name,
    )
    return found


def word_at(page: Page, word: str) -> tuple[float, float]:
    """Return the middle of a highlighted word in the window."""
    x, y = page.evaluate(
        """word => { const range = [...CSS.highlights.get('glossary-term')].find(each => each.toString() === word);
           range.startContainer.parentElement.scrollIntoView({block: 'nearest'});
           const box = range.getClientRects()[0]; return [box.left + box.width / 2, box.top + box.height / 2] }""",
        word,
    )
    return x, y


def hover(page: Page, word: str) -> None:
    page.mouse.move(*word_at(page, word))


def press(page: Page, word: str) -> None:
    page.mouse.click(*word_at(page, word))


def card(page: Page) -> Locator:
    return page.locator("glossary-term .card:popover-open")


def button(page: Page, word: str) -> Locator:
    """Return the word's button in the list."""
    return page.get_by_role("button", name=word, exact=True)
