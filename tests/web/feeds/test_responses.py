"""Every feed escapes names, is compressed, and answers conditional requests."""

from __future__ import annotations

import json
from pathlib import Path

from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import TINY, client_of, write_terms
from tests.web.feeds.validation import ATOM


def test_markup_in_a_name_stays_text_in_every_format(tmp_path: Path) -> None:
    evil = TINY["money/copayment"].replace("name: Copayment", "name: '<img src=x onerror=alert(1)>&amp;\"'")
    build(write_terms(tmp_path / "terms", TINY | {"money/copayment": evil}), tmp_path / "index")
    client = client_of(tmp_path / "index")
    name = '<img src=x onerror=alert(1)>&amp;"'
    titles = [title.text for title in etree.fromstring(client.get("/feed.atom").data).iter(f"{ATOM}title")]
    assert name in titles
    assert client.get("/terms/copayment.json").get_json()["name"] == name
    page = client.get("/terms/copayment").get_data(as_text=True)
    assert "<img" not in page
    (data,) = etree.HTML(page).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["@graph"][0]["name"] == name
    assert "<" not in data  # nothing in it can end the script element


def test_a_client_that_has_a_feed_gets_304(client: FlaskClient) -> None:
    for path in ("/sitemap.xml", "/feed.atom", "/llms.txt", "/terms/copayment.md", "/api/v1/openapi.json"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert client.get(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
