"""Crawlers find every page with its date, and learn which ones to leave out."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient

from tests.web.feeds.validation import SITEMAP, followed, valid


def test_the_sitemap_names_every_page_with_its_date(client: FlaskClient) -> None:
    urls = valid(client, "/sitemap.xml", "sitemap.rng").findall(f"{SITEMAP}url")
    dates = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert dates["http://localhost/terms/copayment"] == "2026-01-10"
    assert dates["http://localhost/"] == "2026-03-30"  # the newest of all
    assert "http://localhost/accessibility" in dates
    assert {followed(client, address) for address in dates} == {200}
    assert not any("/search" in address for address in dates)


def test_a_large_sitemap_is_an_index_of_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.web.feeds.sitemap.SITEMAP_SIZE", 2)
    parts = [loc.text for loc in valid(client, "/sitemap.xml", "sitemap.rng").iter(f"{SITEMAP}loc")]
    assert parts == [f"http://localhost/sitemap-{part}.xml" for part in ("site", 1, 2)]
    found = [
        loc.text for part in parts for loc in valid(client, urlsplit(part).path, "sitemap.rng").iter(f"{SITEMAP}loc")
    ]
    assert len([address for address in found if "/terms/" in address]) == 3
    for wrong in ("0", "3", "x", "-1", "99999999"):
        assert client.get(f"/sitemap-{wrong}.xml").status_code == 404


def test_crawlers_may_read_pages_and_result_pages_say_noindex(client: FlaskClient) -> None:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").get_data(as_text=True).splitlines())
    assert rules.can_fetch("*", "http://localhost/terms/copayment")
    assert rules.can_fetch("*", "http://localhost/search?q=x")  # or it would never learn of the noindex
    assert not rules.can_fetch("*", "http://localhost/api/v1/search?q=x")
    assert rules.site_maps() == ["http://localhost/sitemap.xml"]
