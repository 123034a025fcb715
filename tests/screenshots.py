"""Pictures of the pages for the README: `make screenshots` writes docs/screenshots/, small WebP files."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from search_app.search import build
from tests.acceptance.conftest import FLAGS
from tests.conftest import ROOT, Served, browser_path

FOLDER = ROOT / "docs" / "screenshots"
QUALITY = 30  # of WebP, of 100: text stays sharp, a picture stays under 60 KB

PAGES = {
    "front": "/",
    "results": "/search?q=insurance+claim+denied",
    "zero": "/search?q=blockchane+lemonade&exact=1",
    "term": "/terms/intensive-outpatient-program",
    "compare": "/compare?term=copayment&term=coinsurance",
    "explain": "/explain",
}
LETTER = """Dear member,

We reviewed your claim of March 3 for an MRI. It was denied: the scan needed prior authorization, and the imaging \
center is out of network. Until you meet your annual deductible you pay the full price; after that your plan has \
20% coinsurance.

You may file an internal appeal within 180 days."""
WINDOWS = {"desktop": (1200, 800), "phone": (390, 844)}

# The sans-serif and serif of a bare Linux differ from machine to machine; these two are installed with the browser.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>sans-serif</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family"><string>system-ui</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
</fontconfig>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        (here / "fonts.conf").write_text(FONTS, encoding="utf-8")
        build(ROOT / "terms", here / "index")
        server = Served("--terms", str(ROOT / "terms"), "--index", str(here / "index"), log=here / "log").wait()
        try:
            take_all(server.url, {**os.environ, "FONTCONFIG_FILE": str(here / "fonts.conf")})
        finally:
            server.stop()


def take_all(origin: str, environ: dict[str, str]) -> None:
    """Write a picture of every page, narrow and wide, light and dark."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), chromium_sandbox=False, args=FLAGS, env=environ
        )
        for window, (width, height) in WINDOWS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for name, path in PAGES.items():
                    page.goto(origin + path, wait_until="networkidle")
                    if name == "explain":
                        explain(page)
                    file = FOLDER / f"{name}-{window}-{scheme}.webp"
                    file.write_bytes(picture(page))
                    print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1024:.0f} KB")
                context.close()
        browser.close()


def explain(page: Page) -> None:
    """Have a letter explained, and show the answer."""
    page.get_by_role("textbox", name="Your text").fill(LETTER)
    page.get_by_role("button", name="Explain it").click()
    page.locator("#explained mark").first.wait_for()
    page.locator("#explained-heading").evaluate("heading => { heading.blur(); heading.scrollIntoView() }")


def picture(page: Page) -> bytes:
    """Return what the window shows, as WebP."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    main()
