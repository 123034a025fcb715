"""A visit, the widget and a card in Firefox and WebKitGTK, Safari's engine; Playwright drives neither of Debian's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.acceptance.hosts import Host, hosting
from tests.hosts.conftest import TOOLS, need_host
from tests.hosts.wordpress.site import DEBIAN

HERE = Path(__file__).parent
SECRET = "abc123abc1"
BLOCKQUOTE = f'<blockquote class="wp-embedded-content" data-secret="{SECRET}">'
FRAME = f'<iframe class="wp-embedded-content" sandbox="allow-scripts" data-secret="{SECRET}" width="600" height="240"'
TIMEOUT = 120  # seconds
BROWSERS = ("firefox", "webkit")


@pytest.fixture(scope="module")
def pages(served: str) -> Iterator[tuple[str, str]]:
    """The addresses of a page with a search box, and of one with a card and WordPress's script for it."""
    script = DEBIAN / "wp-includes" / "js" / "wp-embed.js"
    need_host("WordPress", found=script.exists())
    with hosting(served) as host:
        box = '<script src="HOST/widget/v1.js" defer></script><glossary-search></glossary-search>'
        yield host.page(box), host.page(card(host, served) + f"<script>{script.read_text(encoding='utf-8')}</script>")


def card(host: Host, served: str) -> str:
    with urllib.request.urlopen(f"{served}/oembed?url={quote(served + '/terms/copay', safe='')}") as response:
        html = json.load(response)["html"]
    address = html.partition(' src="')[2].partition('"')[0]
    return f'{BLOCKQUOTE}<a href="#">A card</a></blockquote>{FRAME} src="{address}#?secret={SECRET}"></iframe>'


def run(browser: str, *arguments: str) -> Any:
    """Let a browser do something, and return what it saw."""
    if browser == "firefox":
        node = shutil.which("node")
        installed = shutil.which("firefox-esr") and (HERE / "node_modules" / "puppeteer-core").exists()
        need_host("Firefox with its driver", found=bool(node and installed))
        return _run([str(node), HERE / "firefox.mjs", *arguments], {})
    programs = ("WebKitWebDriver", "Xvfb")
    need_host("WebKitGTK", found=all(map(shutil.which, programs)) and (TOOLS / "bin" / "python").exists())
    with virtual_display() as display:
        return _run([TOOLS / "bin" / "python", HERE / "webkit.py", *arguments], {"DISPLAY": display})


def _run(command: list[str | Path], environ: dict[str, str]) -> Any:
    ran = subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environ}, timeout=TIMEOUT)
    assert ran.returncode == 0, ran.stderr.decode()
    return json.loads(ran.stdout)


@pytest.mark.parametrize("other", BROWSERS)
def test_the_widget_and_a_card(pages: tuple[str, str], served: str, other: str) -> None:
    seen = run(other, "widget", *pages)
    assert seen["search"]["text"].startswith("Copayment")
    assert seen["search"]["url"] == f"{served}/terms/copayment"
    assert seen["card"].pop("height") in range(200, 240)
    assert seen["card"] == {"quoted": "none", "url": f"{served}/terms/copayment"}


@pytest.mark.parametrize("other", BROWSERS)
def test_a_visit_from_a_search_to_a_comparison(served: str, other: str) -> None:
    seen = run(other, "site", served)
    assert "Copayment" in seen["suggested"]
    assert seen["found"] == f"{served}/search?q=copay"
    assert seen["filtered"] == f"{served}/search?q=copay&category=insurance"
    assert (seen["term"], seen["compared"]) == ("Copayment", "Copayment and Coinsurance")
    assert len(seen["tops"]) == 2
    assert len(set(seen["tops"])) == 1  # side by side


@contextmanager
def virtual_display() -> Iterator[str]:
    """Run an X server that shows nothing, and yield its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield ":" + number.readline().strip()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)
