"""The colours of glossary.toml reach the pages as a style sheet of their generation."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from tests.conftest import SITE, client_of, write_terms

COLOURED = SITE.replace('slug = "law"', 'slug = "law"\ncolour = "#123456"') + '[colours]\naccent = "#7a1f3d"\n'


def style_sheet(client: FlaskClient) -> str:
    """Return the URL of the style sheet on the front page."""
    (url,) = etree.HTML(client.get("/").text).xpath("//link[starts-with(@href, '/colours.css')]/@href")
    return str(url)


def test_the_accent_and_the_categories_have_their_colours(tmp_path: Path) -> None:
    build(write_terms(tmp_path / "terms", site=COLOURED), tmp_path / "index")
    client = client_of(tmp_path / "index")
    sheet = client.get(style_sheet(client))
    assert sheet.content_type == "text/css; charset=utf-8"
    assert ":root { --accent: light-dark(#7a1f3d," in sheet.text
    assert ".tag-law { --tag: light-dark(#123456," in sheet.text
    assert "tag-work" not in sheet.text


def test_it_is_cached_for_a_year_by_its_generation_alone(client: FlaskClient) -> None:
    assert "immutable" in client.get(style_sheet(client)).headers["Cache-Control"]
    other = client.get("/colours.css?v=other")
    assert other.headers["Cache-Control"] == "no-store"
    assert "ETag" not in other.headers
