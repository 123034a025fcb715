"""Search and open a card in WebKitGTK, and print what was seen as JSON: webkit.py SEARCH_PAGE CARD_PAGE.

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


def main(search_page: str, card_page: str) -> None:
    options = Options()
    (browser,) = Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")
    options.binary_location = str(browser)
    options.add_argument("--automation")
    driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver"))
    try:
        print(json.dumps({"search": search(driver, search_page), "card": card(driver, card_page)}))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
