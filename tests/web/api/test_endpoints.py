"""The endpoints that read: their JSON, and the parameters each of them has."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient


def get(client: FlaskClient, path: str) -> Any:
    response = client.get("/api/v1" + path)
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.get_json()


def test_search(client: FlaskClient) -> None:
    found = get(client, "/search?q=deductable&category=law&per_page=1")
    assert set(found) == {
        "query",
        "total",
        "page",
        "per_page",
        "pages",
        "took_ms",
        "generation",
        "correction",
        "results",
        "facets",
        "related",
        "more",
        "total_unfiltered",
        "confidence",
        "compared",
        "closest",
        "elsewhere",
    }
    assert found["correction"] == {
        "from": "deductable",
        "to": "deductible",
        "applied": True,
        "url_exact": "http://localhost/search?q=deductable&category=law&exact=1",
        "url_corrected": "http://localhost/search?q=deductible&category=law",
    }
    hit = found["results"][0]
    assert set(hit) == {
        "slug",
        "name",
        "name_html",
        "url",
        "categories",
        "summary",
        "snippet_html",
        "matched",
        "updated",
        "score",
    }
    assert (hit["slug"], hit["url"], hit["updated"]) == (
        "deductible",
        "http://localhost/terms/deductible",
        "2026-02-20",
    )
    assert hit["matched"] == {"field": "spelling", "text": "Deductible", "anchor": ""}
    assert found["facets"]["category"][2] == {
        "slug": "law",
        "name": "Law",
        "count": 1,
        "selected": True,
        "url": "http://localhost/search?q=deductable",
    }
    assert set(found["related"][0]) == {"slug", "name", "url"}


def test_compare(client: FlaskClient) -> None:
    found = get(client, "/compare?term=co-pay&term=tip-pooling")
    assert found["url"] == "http://localhost/compare?term=copayment&term=tip-pooling"
    assert found["terms"] == [get(client, "/terms/copayment"), get(client, "/terms/tip-pooling")]
    assert found["common"] == [{"slug": "deductible", "name": "Deductible", "url": "http://localhost/terms/deductible"}]


def test_suggest(client: FlaskClient) -> None:
    found = get(client, "/suggest?q=co&limit=1")
    assert found["query"] == "co"
    assert found["suggestions"] == [
        {
            "slug": "copayment",
            "name": "Copayment",
            "name_html": "<mark>Co</mark>payment",
            "url": "http://localhost/terms/copayment",
            "category": "money",
            "category_name": "Money",
            "summary": "A copayment is a fixed fee for a visit.",
            "matched": {"field": "name", "text": "Copayment"},
        }
    ]


def test_terms_by_category_and_letter(client: FlaskClient) -> None:
    assert [term["slug"] for term in get(client, "/terms")["terms"]] == ["copayment", "deductible", "tip-pooling"]
    assert get(client, "/terms?category=law")["total"] == 2
    assert get(client, "/terms?letter=C")["terms"] == [
        {
            "slug": "copayment",
            "name": "Copayment",
            "url": "http://localhost/terms/copayment",
            "categories": ["money"],
            "summary": "A copayment is a fixed fee for a visit.",
            "updated": "2026-01-10",
        }
    ]
    assert get(client, "/terms?page=2") == {"total": 3, "page": 2, "pages": 1, "terms": []}


def test_a_whole_term(client: FlaskClient) -> None:
    term = get(client, "/terms/copayment")
    assert [section["anchor"] for section in term["sections"]][:2] == ["definition", "example-1"]
    assert term["sections"][0]["html"].startswith("<p>A copayment")
    assert term["sections"][0]["markdown"].startswith("A copayment")
    assert term["related"][0]["source"] == "curated"


def test_related_and_categories(client: FlaskClient) -> None:
    assert get(client, "/terms/copayment/related?limit=1")["related"][0]["slug"] == "deductible"
    assert get(client, "/categories")[0] == {
        "slug": "money",
        "name": "Money",
        "description": "What it costs.",
        "count": 2,
        "url": "http://localhost/categories/money",
    }


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/search?all=2", 400, "it must be one of 0, 1"),
        ("/compare", 400, "it must be two to four slugs of different terms"),
        ("/compare?term=copay&term=copayment", 400, "it must be two to four slugs of different terms"),
        ("/compare?term=copay&term=gone", 404, "There is no term with the slug 'gone'."),
        ("/search?page=0", 400, "The parameter 'page' is '0'; it must be a whole number from 1 to 10,000."),
        ("/search?category=nope", 400, "one of money, work, law"),
        ("/suggest?limit=99", 400, "from 1 to 20"),
        ("/suggest?limit=", 400, "from 1 to 20"),
        ("/search?category=", 400, "one of money, work, law"),
        ("/search?sort=", 400, "one of relevance"),
        ("/terms?letter=ab", 400, "one letter"),
        ("/terms/nope", 404, "no term with the slug 'nope'"),
        ("/terms/nope/related", 404, "no term with the slug 'nope'"),
        ("/nope", 404, "no page"),
    ],
)
def test_errors_are_problem_documents(client: FlaskClient, path: str, status: int, detail: str) -> None:
    response = client.get("/api/v1" + path)
    problem = response.get_json()
    assert response.status_code == problem["status"] == status
    assert response.content_type == "application/problem+json"
    assert detail in problem["detail"]
    assert set(problem) >= {"type", "title", "status", "detail"}


@pytest.mark.parametrize(
    "path",
    [
        "/suggest?q=co&page=0&sort=best&exact=7", "/vocabulary?exact=7&limit=x", "/terms?sort=best&limit=0",
        "/terms/copayment/related?page=x", "/search?q=plan&limit=x", "/categories?page=0",
    ],
)  # fmt: skip
def test_a_parameter_that_an_endpoint_does_not_have_is_not_read(client: FlaskClient, path: str) -> None:
    get(client, path)


@pytest.mark.parametrize(
    "path", ["/suggest?limit=0", "/vocabulary?category=nope", "/terms?page=0", "/search?sort=best", "/search?exact=7"]
)
def test_a_bad_value_of_its_own_parameter_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get("/api/v1" + path).status_code == 400


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.post("/api/v1/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert response.content_type == "application/problem+json"
