"""Pages that frameworks render show the same text with the widget as without it, and the right words are marked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.acceptance.hosts import Host

FOLDER = Path(__file__).parent
SEQUENCES = int(os.environ.get("GLOSSARY_TEST_SEQUENCES", "1000"))
AT_ONCE = 250  # sequences a call, because a call has a time limit

# Framework -> its source, and the packages behind the names that it imports.
FRAMEWORKS = {
    "react18": ("react.js", {"react": "react18", "react-dom": "react18-dom"}),
    "react19": ("react.js", {"react": "react19", "react-dom": "react19-dom"}),
    "docusaurus": ("docusaurus.js", {"react": "react19", "react-dom": "react19-dom"}),
    "vue": ("vue.js", {}),
}


def bundled(source: str, packages: dict[str, str]) -> str:
    """Return a page's script in one file."""
    esbuild = FOLDER / "node_modules" / "esbuild" / "bin" / "esbuild"
    if not esbuild.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs the frameworks: tests/hosts/frameworks/install.sh did not install them.")
        pytest.skip("The frameworks are not installed: run tests/hosts/frameworks/install.sh.")
    options = [
        "--bundle",
        "--format=iife",
        '--define:process.env.NODE_ENV="development"',
        "--define:__VUE_OPTIONS_API__=true",
    ]
    options += ["--define:__VUE_PROD_DEVTOOLS__=false", "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=true"]
    options += [f"--alias:{name}={package}" for name, package in packages.items()]
    command = ["node", str(esbuild), str(FOLDER / source), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=FOLDER).stdout


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_page_shows_the_same_with_and_without_marks(page: Page, host: Host, framework: str) -> None:
    script = bundled(*FRAMEWORKS[framework]).replace("</script", "<\\/script")
    page.goto(
        host.page(
            '<div id="marked"></div><div id="plain"></div><script src="HOST/widget/v1.js" defer></script>'
            f'<glossary-terms for="marked"></glossary-terms><script>{script}</script>'
        )
    )
    page.wait_for_function("document.querySelector('glossary-terms').shadowRoot !== null")
    seen = {"steps": 0, "marks": 0, "settledPages": 0}
    for first in range(0, SEQUENCES, AT_ONCE):
        found = page.evaluate("([first, last]) => run(first, last)", [first, min(first + AT_ONCE, SEQUENCES)])
        assert found["failures"] == []
        seen = {name: count + found[name] for name, count in seen.items()}
    assert seen["steps"] >= 2 * SEQUENCES
    assert seen["settledPages"] >= SEQUENCES // 10  # pages at rest had exactly their first mentions marked
    print(f"{framework}: {SEQUENCES} sequences, {seen}")
