"""Pages that frameworks render show the same text with the widget as without it, and the right words are marked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.acceptance.hosts import Host
from tests.hosts.conftest import need_host

FOLDER = Path(__file__).parent
SEQUENCES = int(os.environ.get("GLOSSARY_TEST_SEQUENCES", "1000"))

# Pages that share the sequences, running at once: a page often waits for its marks. Frameworks warn of faults in
# development; in production they are as readers get them, and three times as fast.
BUILDS = ("development", "production", "production", "production")

# Framework -> its source, and the packages behind the names that it imports.
FRAMEWORKS = {
    "react18": ("react.js", {"react": "react18", "react-dom": "react18-dom"}),
    "react19": ("react.js", {"react": "react19", "react-dom": "react19-dom"}),
    "docusaurus": ("docusaurus.js", {"react": "react19", "react-dom": "react19-dom"}),
    "vue": ("vue.js", {}),
}


def bundled(source: str, packages: dict[str, str], build: str) -> str:
    """Return a page's script in one file, for development or production."""
    esbuild = FOLDER / "node_modules" / "esbuild" / "bin" / "esbuild"
    need_host("The frameworks", found=bool(shutil.which("node")) and esbuild.exists())
    defined = {
        "process.env.NODE_ENV": f'"{build}"',
        "__VUE_OPTIONS_API__": "true",
        "__VUE_PROD_DEVTOOLS__": "false",
        "__VUE_PROD_HYDRATION_MISMATCH_DETAILS__": "true",
    }
    options = ["--bundle", "--format=iife", *(f"--define:{name}={value}" for name, value in defined.items())]
    options += [f"--alias:{name}={package}" for name, package in packages.items()]
    command = ["node", str(esbuild), str(FOLDER / source), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=FOLDER).stdout


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_page_shows_the_same_with_and_without_marks(context: BrowserContext, host: Host, framework: str) -> None:
    urls = {build: published(host, bundled(*FRAMEWORKS[framework], build)) for build in set(BUILDS)}
    pages = [started(context.new_page(), urls[build], number) for number, build in enumerate(BUILDS)]
    found = [page.evaluate("finished") for page in pages]
    assert [failure for each in found for failure in each["failures"]] == []
    seen = {count: sum(each[count] for each in found) for count in ("steps", "marks", "settledPages")}
    assert seen["steps"] >= 2 * SEQUENCES
    assert seen["settledPages"] >= SEQUENCES // 10  # pages at rest had exactly their first mentions marked
    print(f"{framework}: {SEQUENCES} sequences, {seen}")


def published(host: Host, script: str) -> str:
    """Publish two places for a page, of which one is marked, and return the address."""
    script = script.replace("</script", "<\\/script")
    return host.page(
        '<div id="marked"></div><div id="plain"></div><script src="HOST/widget/v1.js" defer></script>'
        f'<glossary-terms for="marked"></glossary-terms><script>{script}</script>'
    )


def started(page: Page, url: str, number: int) -> Page:
    """Open a page that runs its share of the sequences, and return it while it does."""
    page.goto(url)
    page.wait_for_function("document.querySelector('glossary-terms').shadowRoot !== null")
    first, last = (SEQUENCES * each // len(BUILDS) for each in (number, number + 1))
    page.evaluate("([first, last]) => { window.finished = run(first, last) }", [first, last])
    return page
