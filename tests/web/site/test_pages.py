from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.search import build
from tests.conftest import SITE, client_of, write_terms


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search", "/search?q=tips", "/search?q=zzzz", "/terms/copayment", "/categories/money", "/browse",
        "/browse/c", "/browse/q", "/recent", "/about",
    ],
)  # fmt: skip
def test_every_page_is_whole(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    page = response.get_data(as_text=True)
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert page.count("<h1") == 1
    assert "We print three words." in page  # the organisation's message heads every page
    assert "https://tiny.example/donate" in page


def test_a_term_page_has_its_parts_in_order(client: FlaskClient) -> None:
    page = client.get("/terms/copayment").get_data(as_text=True)
    parts = [
        "A copayment is a fixed fee",
        "Example #1",
        "Example #2",
        "Misuse",
        "Benefits",
        "Conclusion",
        "Related Terms",
        "Last Modified",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert 'id="example-2"' in page
    assert "January 10, 2026" in page
    assert 'href="/terms/deductible"' in page
    assert '<link rel="canonical" href="http://localhost/terms/copayment">' in page


def test_an_alias_redirects_to_its_term(client: FlaskClient) -> None:
    response = client.get("/terms/co-pay")
    assert (response.status_code, response.headers["Location"]) == (301, "/terms/copayment")


@pytest.mark.parametrize(
    "path", ["/terms/nope", "/categories/nope", "/browse/!", "/nope", "/static/nope.css", "/terms/..%2f.."]
)
def test_what_is_not_there_gets_a_helpful_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Search the glossary" in response.get_data(as_text=True)


def test_result_pages_are_not_for_search_engines(client: FlaskClient) -> None:
    assert client.get("/search?q=tips").headers["X-Robots-Tag"] == "noindex"


def test_a_query_stays_in_the_box_as_text(client: FlaskClient) -> None:
    page = client.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_filters_are_links_and_checkboxes(client: FlaskClient) -> None:
    page = client.get("/search?q=plan&category=money&sort=name").get_data(as_text=True)
    assert 'value="money" checked' in page
    assert 'href="/search?q=plan&amp;sort=name"' in page  # takes the filter away
    assert 'href="/search?q=plan&amp;category=money&amp;category=law&amp;sort=name"' in page  # adds one
    assert '<input type="hidden" name="sort" value="name">' in page


def test_an_old_link_with_odd_values_gets_a_page(client: FlaskClient) -> None:
    assert client.get("/search?q=plan&page=minus&sort=best&category=gone").status_code == 200
    assert "Page" not in client.get("/search?q=plan&page=9").get_data(as_text=True)


def test_a_correction_offers_the_way_back(client: FlaskClient) -> None:
    page = client.get("/search?q=deductable").get_data(as_text=True)
    assert "Showing results for <strong>deductible</strong>" in page
    assert 'href="/search?q=deductable&amp;exact=1"' in page


def test_a_cut_query_says_so(client: FlaskClient) -> None:
    assert "only its first part was used" in client.get("/search?q=" + "word " * 50).get_data(as_text=True)


def test_without_an_index_the_page_is_calm(tmp_path: Path) -> None:
    response = client_of(tmp_path).get("/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "being prepared" in response.get_data(as_text=True)


def test_a_theme_replaces_single_templates(tiny_index: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "about.html").write_text(
        '{% extends "site/base.html" %}{% block main %}<h1>Our own</h1>{% endblock %}'
    )
    themed = client_of(tiny_index, GLOSSARY_TEMPLATES=str(tmp_path))
    assert "<h1>Our own</h1>" in themed.get("/about").get_data(as_text=True)
    assert themed.get("/").status_code == 200


def test_an_unexpected_error_shows_no_traceback(tiny_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.search.glossary_engine.GlossaryEngine.search", lambda *_: 1 / 0)
    client = client_of(tiny_index)
    page = client.get("/search?q=x")
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.get_data(as_text=True)
    assert client.get("/api/v1/search?q=x").get_json()["title"] == "Internal Server Error"


def test_the_site_and_its_categories_have_the_colours_that_the_site_file_gives_them(tmp_path: Path) -> None:
    coloured = SITE.replace('name = "Money"', 'name = "Money"\ncolour = "#2f6f3e"')
    coloured += '[colours]\naccent = "#7a1f3d"\n'
    build(write_terms(tmp_path / "terms", site=coloured), tmp_path / "index")
    client = client_of(tmp_path / "index")
    address = client.get("/").get_data(as_text=True).split('href="/colours.css')[1].split('"')[0]
    response = client.get("/colours.css" + address)
    assert ".tag-money { --tag: light-dark(#2f6f3e," in response.get_data(as_text=True)
    assert ":root { --accent: light-dark(#7a1f3d," in response.get_data(as_text=True)
    assert "immutable" in response.headers["Cache-Control"]
