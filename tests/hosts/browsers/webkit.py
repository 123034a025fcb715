"""Search and open a card in WebKitGTK, and print what was seen as JSON: webkit.py SEARCH_PAGE CARD_PAGE.

Selenium is installed in an environment of its own (tests/hosts/install.sh), hence a script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PATIENCE = 30  # seconds


def search(driver: Any, page: str) -> dict[str, object]:
    driver.get(page)
    wait = WebDriverWait(driver, PATIENCE, ignored_exceptions=[NoSuchElementException])
    box = driver.find_element(By.CSS_SELECTOR, "glossary-search")
    wait.until(lambda _: driver.execute_script("return document.querySelector('glossary-search').shadowRoot !== null"))
    root = box.shadow_root
    root.find_element(By.CSS_SELECTOR, "input[role=combobox]").send_keys("copay")
    script = "return arguments[0].querySelector('[role=option]')?.textContent.startsWith('Copayment')"
    wait.until(lambda _: driver.execute_script(script, root))  # not the first one for half of the word
    first = root.find_element(By.CSS_SELECTOR, "[role=option]")
    text = first.get_attribute("textContent")
    first.click()
    wait.until(lambda _: driver.current_url != page)
    return {"text": text, "url": driver.current_url}


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
