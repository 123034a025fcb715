"""The media types of a term's address."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


def content_type(client: FlaskClient, accept: str | None, slug: str = "copayment") -> str:
    headers = {"Accept": accept} if accept is not None else {}
    response = client.get(f"/terms/{slug}", headers=headers)
    assert response.status_code == 200
    assert "Accept" in response.vary
    return response.mimetype


@pytest.mark.parametrize(
    "accept",
    [None, "", "*/*", "text/*", CHROME, "image/png", "application/json;q=0.5,text/html", "application/*,text/html",
     "application/xhtml+xml", "nonsense", "text/turtle;q=0"],
)  # fmt: skip
def test_browsers_and_whoever_accepts_anything_get_the_page(accept: str | None, client: FlaskClient) -> None:
    assert content_type(client, accept) == "text/html"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/markdown", "text/markdown"),
        ("application/json", "application/json"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("application/rdf+xml;q=0.9, text/html;q=0.3", "application/rdf+xml"),
        ("text/turtle;q=0.4, application/json;q=0.8", "application/json"),
    ],
)
def test_programs_get_what_they_prefer(accept: str, wanted: str, client: FlaskClient) -> None:
    assert content_type(client, accept) == wanted


def test_caches_keep_the_types_apart(client: FlaskClient) -> None:
    for _ in range(2):  # the second answer is a cached one
        for accept in (CHROME, "text/turtle", "application/json"):
            assert content_type(client, accept) == accept.split(",")[0]
    page = client.get("/terms/copayment", headers={"Accept": CHROME})
    tag = {"If-None-Match": page.headers["ETag"]}
    assert client.get("/terms/copayment", headers={"Accept": CHROME, **tag}).status_code == 304
    assert client.get("/terms/copayment", headers={"Accept": "text/turtle", **tag}).status_code == 200


@pytest.mark.parametrize("accept", [CHROME, "text/turtle", "application/json"])
def test_aliases_redirect_and_unknown_terms_are_not_found(accept: str, client: FlaskClient) -> None:
    moved = client.get("/terms/co-pay", headers={"Accept": accept})
    assert moved.status_code == 301
    assert "Accept" in moved.vary
    assert client.get("/terms/nothing-here", headers={"Accept": accept}).status_code == 404
