"""What a first visit costs over the wire: all of it, headers too, from a real gunicorn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

KB = 1024


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 40 * KB), ("/search?q=insurance", 50 * KB), ("/terms/copayment", 50 * KB), ("/explain", 50 * KB)],
)
def test_a_first_visit_is_light(opened: Callable[..., Page], served: str, path: str, most: int) -> None:
    page = opened()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.goto(served + path, wait_until="networkidle")
    assert len(sizes) >= 5  # the page, two scripts, two style sheets
    assert sum(sizes) <= most


def test_a_second_page_brings_only_itself(opened: Callable[..., Page], served: str) -> None:
    page = opened()
    page.goto(served, wait_until="networkidle")
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.goto(served + "/about", wait_until="networkidle")
    assert len([size for size in sizes if size > 0]) == 1  # the rest is kept for a year
