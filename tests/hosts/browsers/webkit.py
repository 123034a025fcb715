"""Drive WebKitGTK and print what was seen as JSON: webkit.py widget SEARCH_PAGE CARD_PAGE, or webkit.py site ORIGIN.

Selenium is installed in an environment of its own (tests/hosts/install.sh), hence a script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PATIENCE = 30  # seconds


def search(driver: Any, page: str) -> dict[str, object]:
    driver.get(page)
    wait = WebDriverWait(driver, PATIENCE, ignored_exceptions=[NoSuchElementException, StaleElementReferenceException])
    box = driver.find_element(By.CSS_SELECTOR, "glossary-search")
    wait.until(lambda _: driver.execute_script("return document.querySelector('glossary-search').shadowRoot !== null"))
    root = box.shadow_root
    root.find_element(By.CSS_SELECTOR, "input[role=combobox]").send_keys("copay")
    text = wait.until(lambda _: whole_answer(root))
    first = root.find_element(By.CSS_SELECTOR, "[role=option]")
    first.click()
    wait.until(lambda _: driver.current_url != page)
    return {"text": text, "url": driver.current_url}


def whole_answer(root: Any) -> str:
    """Return the text of the first suggestion, or an empty text while it is one for half of the word."""
    text = str(root.find_element(By.CSS_SELECTOR, "[role=option]").get_attribute("textContent"))
    return text if text.startswith("Copayment") else ""


def card(driver: Any, page: str) -> dict[str, object]:
    driver.get(page)
    wait = WebDriverWait(driver, PATIENCE)
    frame = driver.find_element(By.CSS_SELECTOR, "iframe")
    wait.until(lambda _: frame.get_attribute("height") != "240")
    height = int(frame.get_attribute("height"))
    quoted = driver.find_element(By.CSS_SELECTOR, "blockquote").value_of_css_property("display")
    driver.switch_to.frame(frame)
    driver.find_element(By.CSS_SELECTOR, "a").click()
    driver.switch_to.default_content()
    wait.until(lambda _: driver.current_url != page)
    return {"height": height, "quoted": quoted, "url": driver.current_url}


def visit(driver: Any, origin: str) -> dict[str, object]:
    """Go from a search over the filter and a term to a comparison."""
    wait = WebDriverWait(driver, PATIENCE, ignored_exceptions=[NoSuchElementException, StaleElementReferenceException])

    def one(css: str) -> Any:
        return wait.until(lambda _: driver.find_element(By.CSS_SELECTOR, css))

    def text(css: str) -> str:
        return str(one(css).get_attribute("textContent")).strip()

    driver.get(origin)
    one("form[role=search] input[role=combobox]").send_keys("copay")
    suggested = text("[role=option]")
    one("form[role=search] button").click()
    wait.until(lambda _: "/search?" in driver.current_url)
    found = driver.current_url
    one("#category-insurance").click()
    one(".chosen")
    filtered = driver.current_url
    wait.until(lambda _: driver.find_element(By.LINK_TEXT, "Copayment")).click()
    one("article.term")
    term = text("h1")
    details = one(".compare-form").find_element(By.XPATH, "ancestor::details")
    details.find_element(By.CSS_SELECTOR, "summary").click()
    one("#compare-with").send_keys("Coinsurance")
    one(".compare-form button").click()
    one(".compared")
    tops = [each.rect["y"] for each in driver.find_elements(By.CSS_SELECTOR, ".compared article")]
    return {
        "suggested": suggested, "found": found, "filtered": filtered,
        "term": term, "compared": text("h1"), "tops": tops,
    }  # fmt: skip


def main(what: str, *addresses: str) -> None:
    options = Options()
    (browser,) = Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")
    options.binary_location = str(browser)
    options.add_argument("--automation")
    driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver"))
    try:
        if what == "site":
            seen = visit(driver, *addresses)
        else:
            seen = {"search": search(driver, addresses[0]), "card": card(driver, addresses[1])}
        print(json.dumps(seen))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
