"""A client that has the current version gets 304; the ETag covers URL, host and generation."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.search import build
from tests.conftest import client_of, write_terms


@pytest.mark.parametrize("path", ["/", "/search?q=tips", "/terms/copayment", "/api/v1/search?q=tips"])
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_client_that_has_the_current_version_gets_304(client: FlaskClient, path: str, encoding: str) -> None:
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


def test_errors_must_not_be_stored(client: FlaskClient) -> None:
    response = client.get("/nope")
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
