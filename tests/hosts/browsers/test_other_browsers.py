"""The search and a card in Firefox and in WebKitGTK, Safari's engine; Playwright drives neither of Debian's."""

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


def assert_works(command: list[str | Path], pages: tuple[str, str], served: str, **environ: str) -> None:
    environ = {**os.environ, **environ}
    ran = subprocess.run([*command, *pages], check=False, capture_output=True, env=environ, timeout=TIMEOUT)
    assert ran.returncode == 0, ran.stderr.decode()
    seen = json.loads(ran.stdout)
    assert seen["search"]["text"].startswith("Copayment")
    assert seen["search"]["url"] == f"{served}/terms/copayment"
    assert seen["card"].pop("height") in range(200, 240)
    assert seen["card"] == {"quoted": "none", "url": f"{served}/terms/copayment"}


def test_firefox(pages: tuple[str, str], served: str) -> None:
    node = shutil.which("node")
    installed = bool(node) and bool(shutil.which("firefox-esr")) and (HERE / "node_modules" / "puppeteer-core").exists()
    need_host("Firefox with its driver", found=installed)
    assert_works([str(node), HERE / "firefox.mjs"], pages, served)


def test_webkitgtk(pages: tuple[str, str], served: str) -> None:
    programs = ("WebKitWebDriver", "Xvfb")
    need_host("WebKitGTK", found=all(map(shutil.which, programs)) and (TOOLS / "bin" / "python").exists())
    with virtual_display() as display:
        assert_works([TOOLS / "bin" / "python", HERE / "webkit.py"], pages, served, DISPLAY=display)


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
