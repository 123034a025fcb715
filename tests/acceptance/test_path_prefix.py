"""The service under a path of another site, behind a real nginx that removes the path or leaves it."""

from __future__ import annotations

import os
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import Overheard
from tests.acceptance.hosts import hosting
from tests.conftest import Served, free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PREFIX = "/our/glossary"
CONFIG = """
daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port};
    location / {{ return 418; }}
    location {prefix}/ {{
      proxy_pass {glossary};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Prefix "{told}";
    }}
  }}
}}
"""


@pytest.fixture(params=["prefix removed, by setting", "prefix left, by setting", "prefix removed, by header"])
def glossary(
    request: pytest.FixtureRequest, real_index: Path, serve: Callable[..., Served], tmp_path: Path
) -> Iterator[str]:
    """The public URL of a glossary under a path."""
    if NGINX is None:
        assert os.environ.get("CI") != "true", "CI needs nginx: see tests/install-servers.sh."
        pytest.skip("nginx is not installed.")
    removed, by_setting = "removed" in request.param, "setting" in request.param
    port = free_port()
    public = f"http://127.0.0.1:{port}{PREFIX}"
    environ = {"GLOSSARY_BASE_URL": public} if by_setting else {}
    server = serve("--index", str(real_index), GLOSSARY_TRUSTED_PROXIES="1", **environ)
    config = tmp_path / "nginx.conf"
    target = server.url + ("/" if removed else "")
    told = "" if by_setting else PREFIX
    config.write_text(CONFIG.format(folder=tmp_path, port=port, prefix=PREFIX, glossary=target, told=told))
    with subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(config), "-e", "stderr"]) as nginx:
        try:
            wait_for(public + "/healthz")
            yield public
        finally:
            nginx.terminate()


def wait_for(url: str) -> None:
    opener = urllib.request.build_opener()
    for _ in range(100):
        try:
            opener.open(url, timeout=1).close()
        except OSError:
            subprocess.run(["sleep", "0.1"], check=True)
        else:
            return
    pytest.fail(f"{url} does not answer.")


def test_a_visitor_stays_below_the_path(page: Page, glossary: str) -> None:
    heard = Overheard()
    heard.listen(page)
    page.goto(f"{glossary}/")
    page.get_by_role("combobox").press_sequentially("deductib")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(f"{glossary}/terms/deductible")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    page.locator(".passage a.term").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.locator(".tag").first.click()
    page.get_by_role("combobox").fill("insurance")
    page.keyboard.press("Enter")
    page.locator(".facets input[type=checkbox]").first.click()
    expect(page.locator(".chosen")).to_be_visible()
    assert heard.complaints == []
    assert [url for url in heard.requests if not url.startswith(f"{glossary}/")] == []


def test_a_letter_is_explained_below_the_path(page: Page, glossary: str) -> None:
    heard = Overheard()
    heard.listen(page)
    page.goto(f"{glossary}/explain")
    page.get_by_role("textbox", name="Your text").fill("The deductible of my plan.")
    page.get_by_role("button", name="Explain it").click()
    page.locator("#word-deductible h4 a").click()
    expect(page).to_have_url(f"{glossary}/terms/deductible")
    assert heard.complaints == []
    assert [url for url in heard.requests if not url.startswith(f"{glossary}/")] == []


def test_the_widget_finds_the_glossary_below_the_path(page: Page, glossary: str) -> None:
    with hosting(glossary) as host:
        script = f'<script src="{glossary}/widget/v1.js" defer></script>'
        page.goto(host.page(f"{script}<glossary-search></glossary-search>"))
        page.get_by_role("combobox").press_sequentially("deductib")
        page.get_by_role("option").first.click()
        expect(page).to_have_url(f"{glossary}/terms/deductible")


def test_the_widget_loads_its_part_and_explains_words_below_the_path(page: Page, glossary: str) -> None:
    with hosting(glossary) as host:
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        script = f'<script src="{glossary}/widget/v1.js" defer></script>'
        page.goto(host.page(f"{script}<article id=a>My deductible.</article><glossary-terms for=#a></glossary-terms>"))
        expect(page.get_by_role("button", name="deductible")).to_be_attached()
        foreign = [url for url in requests if not url.startswith((f"{glossary}/", host.origin))]
    assert foreign == []
    assert [url for url in requests if "/widget/marking-" in url]
