"""Pages are complete, escape what was typed, and survive old links."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_app.search import build
from search_app.web.site.pages import ACCESSIBILITY_REVIEWED
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
        "Related terms",
        "Last updated",
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
def test_an_unknown_url_gets_a_helpful_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Search the glossary" in response.get_data(as_text=True)


def test_result_pages_are_not_for_search_engines(client: FlaskClient) -> None:
    assert client.get("/search?q=tips").headers["X-Robots-Tag"] == "noindex"


def test_a_query_stays_in_the_box_as_text(client: FlaskClient) -> None:
    page = client.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_a_category_has_one_control_with_its_count(client: FlaskClient) -> None:
    page = client.get("/search?q=plan&category=money&sort=name").get_data(as_text=True)
    assert 'href="/search?q=plan&amp;sort=name"' in page  # takes the filter away
    (form,) = etree.HTML(page).xpath("//form[@class='facets']")
    assert [box.get("value") for box in form.xpath(".//li//input")] == ["money", "work", "law"]
    assert form.xpath(".//li//a") == []
    assert form.xpath("string(.//label[@for='category-money'])") == "Money, 2 found"
    assert form.xpath("string(.//label[@for='category-work'])") == "Work, 0 found"


def test_a_category_without_results_is_shown_and_cannot_be_chosen(client: FlaskClient) -> None:
    def disabled(path: str) -> list[str]:
        return etree.HTML(client.get(path).text).xpath("//form[@class='facets']//li/input[@disabled]/@value")

    assert disabled("/search?q=plan&category=money") == ["work"]
    assert disabled("/search?q=plan&category=work") == []  # a chosen one can be removed


def test_the_form_keeps_the_order(client: FlaskClient) -> None:
    page = client.get("/search?q=plan&category=money&sort=name").text
    assert 'value="money" checked' in page
    assert '<input type="hidden" name="sort" value="name">' in page


def test_an_old_link_with_odd_values_gets_a_page(client: FlaskClient) -> None:
    assert client.get("/search?q=plan&page=minus&sort=best&category=gone").status_code == 200
    assert "Page" not in client.get("/search?q=plan&page=9").get_data(as_text=True)


def test_a_bad_value_in_a_link_leaves_the_others_as_they_are(client: FlaskClient) -> None:
    page = client.get("/search?q=plan&sort=best&category=money&exact=1").get_data(as_text=True)
    assert 'value="money" checked' in page
    assert 'href="/search?q=plan&amp;category=money&amp;sort=name&amp;exact=1"' in page


def test_a_bad_sort_order_does_not_lead_back_to_the_first_page(real_index: Path) -> None:
    good = client_of(real_index).get("/search?q=pay&page=2").get_data(as_text=True)
    odd = client_of(real_index).get("/search?q=pay&page=2&sort=best").get_data(as_text=True)
    assert "page 2 of" in good
    assert "page 2 of" in odd


def test_a_correction_offers_the_way_back(client: FlaskClient) -> None:
    page = client.get("/search?q=deductable").get_data(as_text=True)
    assert 'Showing results for <strong dir="auto">deductible</strong>' in page
    assert 'href="/search?q=deductable&amp;exact=1"' in page


def test_a_cut_query_says_so(client: FlaskClient) -> None:
    assert "only its first part was used" in client.get("/search?q=" + "word " * 50).get_data(as_text=True)


def test_without_an_index_the_page_is_calm(tmp_path: Path) -> None:
    response = client_of(tmp_path).get("/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "being prepared" in response.get_data(as_text=True)


def test_the_accessibility_statement_is_dated_and_says_where_to_complain(client: FlaskClient) -> None:
    page = client.get("/accessibility").get_data(as_text=True)
    assert f'datetime="{ACCESSIBILITY_REVIEWED}">' in page
    assert 'href="mailto:' in page or "answer “No” to “Was this helpful?”" in page
    assert '<a href="/accessibility">' in client.get("/").get_data(as_text=True)  # in the footer


def test_the_heading_of_the_front_page_is_the_promise_or_else_the_tagline(client: FlaskClient, tmp_path: Path) -> None:
    assert etree.HTML(client.get("/").text).xpath("//main//h1/text()") == ["Three words."]
    terms = write_terms(tmp_path / "terms", site='headline = "Know your fees"\n' + SITE)
    build(terms, tmp_path / "index")
    page = etree.HTML(client_of(tmp_path / "index").get("/").text)
    assert page.xpath("//main//h1/text() | //main//h1/following-sibling::p[@class='lead']/text()") == [
        "Know your fees", "Three words.",
    ]  # fmt: skip
