"""Security headers, conditional requests, compression, static files, operations."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.search import build
from tests.conftest import client_of, write_terms

PATHS = [
    "/",
    "/search?q=tips",
    "/terms/copayment",
    "/nope",
    "/api/v1/search?q=tips",
    "/api/v1/nope",
    "/healthz",
    "/static/site.css",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_security_headers_and_no_cookie(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/search?q=tips", "/terms/copayment", "/api/v1/search?q=tips"])
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_who_has_the_current_version_gets_304(client: FlaskClient, path: str, encoding: str) -> None:
    first = client.get(path, headers={"Accept-Encoding": encoding})
    assert first.headers.get("Content-Encoding", "") == (encoding if len(first.data) and encoding else "")
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_etag_changes_with_the_address_and_the_generation(tmp_path: Path) -> None:
    terms = write_terms(tmp_path / "terms")
    build(terms, tmp_path / "index")
    before = client_of(tmp_path / "index").get("/about").headers["ETag"]
    assert client_of(tmp_path / "index").get("/about").headers["ETag"] == before
    assert client_of(tmp_path / "index").get("/about?x").headers["ETag"] != before
    build(terms, tmp_path / "index")
    assert client_of(tmp_path / "index").get("/about").headers["ETag"] != before


def test_errors_are_not_kept(client: FlaskClient) -> None:
    response = client.get("/nope")
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_a_fingerprinted_file_is_kept_for_a_year(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/site.css?v=old").headers["Cache-Control"] == "no-cache"


def test_health_and_readiness(client: FlaskClient, tmp_path: Path) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["terms"]) == ("ok", 3)
    empty = client_of(tmp_path)
    assert empty.get("/healthz").status_code == 200
    assert empty.get("/readyz").status_code == 503


def test_addresses_follow_the_setting_or_the_host(tiny_index: Path) -> None:
    path = "/api/v1/suggest?q=co"
    assert "http://localhost/terms" in client_of(tiny_index).get(path).get_data(as_text=True)
    fixed = client_of(tiny_index, GLOSSARY_BASE_URL="https://glossary.example.org/")
    assert "https://glossary.example.org/terms" in fixed.get(path).get_data(as_text=True)


def test_proxies_are_believed_only_when_named(tiny_index: Path) -> None:
    told = {"X-Forwarded-Host": "public.example", "X-Forwarded-Proto": "https"}
    path = "/api/v1/suggest?q=co"
    assert "public.example" not in client_of(tiny_index).get(path, headers=told).get_data(as_text=True)
    trusting = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1")
    assert "https://public.example/terms" in trusting.get(path, headers=told).get_data(as_text=True)
