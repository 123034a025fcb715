"""A wrong spelling of an address redirects permanently to its page; a term that does not exist offers the nearest."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import etree

MOVED = {
    "/terms/deductible/": "/terms/deductible",
    "/terms/Deductible": "/terms/deductible",
    "/Terms/DEDUCTIBLE/": "/terms/deductible",
    "/terms/deductible/?utm=1&q=a+b": "/terms/deductible?utm=1&q=a+b",
    "/terms/copay/": "/terms/copayment",
    "/terms/Co-Pay/": "/terms/copayment",
    "/terms/Tip%20Pooling": "/terms/tip-pooling",
    "/terms/tip_pooling": "/terms/tip-pooling",
    "/terms/deductible.": "/terms/deductible",
    "/terms/Deductible.md": "/terms/deductible.md",
    "/terms/Copay.json/": "/terms/copayment.json",
    "/terms/Deductible/feedback/": "/terms/deductible/feedback",
    "/search/?q=copay&category=money": "/search?q=copay&category=money",
    "/Search?q=copay": "/search?q=copay",
    "/search/?q=%C3%A9%26": "/search?q=%C3%A9%26",
    "/browse/D": "/browse/d",
    "/browse/d/": "/browse/d",
    "/browse/": "/browse",
    "/categories/Money/": "/categories/money",
    "/about/": "/about",
    "/embed/": "/embed",
    "/oembed/?url=http://localhost/terms/copay": "/oembed?url=http://localhost/terms/copay",
}


@pytest.mark.parametrize(("asked", "target"), MOVED.items())
def test_another_spelling_redirects_permanently_to_the_page(client: FlaskClient, asked: str, target: str) -> None:
    response = client.get(asked)
    assert (response.status_code, response.location) == (301, target)
    assert client.get(target).status_code == 200


def test_head_requests_are_redirected_and_posts_are_not(client: FlaskClient) -> None:
    assert client.head("/terms/Deductible").location == "/terms/deductible"
    assert client.post("/terms/deductible/feedback/", data={"helpful": "yes"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/terms/zzz/",
        "/api/v1/terms/Deductible",
        "/api/v1/search/",
        "/browse/DD",
        "/categories/Nope/",
        "/nope/",
        "/static/Nope.js",
        "/%5Cevil.example/",
        "/terms/",
    ],
)
def test_an_address_without_a_page_stays_missing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_redirect_leaves_the_site(client: FlaskClient) -> None:
    for path in ("//evil.example/terms/deductible/", "/terms//deductible/", "//terms/Deductible"):
        location = client.get(path).location or "/"
        assert location.removeprefix("http://localhost").startswith("/")
        assert not location.startswith("//")


@pytest.mark.parametrize("path", ["/terms/deductibel", "/terms/deductable-amount", "/terms/Deductible_Plans/"])
def test_a_missing_term_offers_the_nearest(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    page = etree.HTML(response.text)
    assert response.status_code == 404
    assert "/terms/deductible" in page.xpath("//section[@aria-labelledby='nearest-heading']//a/@href")


def test_the_words_of_a_missing_term_can_be_searched(client: FlaskClient) -> None:
    (box,) = etree.HTML(client.get("/terms/%3Cb%3Ebad-deductible").text).xpath("//input[@name='q']/@value")
    assert box == "<b>bad deductible"


def test_other_missing_pages_offer_no_terms(client: FlaskClient) -> None:
    assert "nearest-heading" not in client.get("/nope").text
    assert "nearest-heading" not in client.get("/terms/zzzzqx").text
