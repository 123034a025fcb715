"""Identifiers of requests: a sane one is kept, any other is replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import client_of


@pytest.mark.parametrize("given", ["a", "Az09._-", "x" * 64])
def test_a_sane_identifier_is_kept(client: FlaskClient, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers.getlist("X-Request-ID") == [given]


@pytest.mark.parametrize("given", ["", " ", "x" * 65, "a b", "a,b", "<b>", "é", "a\tb", "a/b"])
def test_any_other_is_replaced(client: FlaskClient, given: str) -> None:
    found = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", found)


@pytest.mark.parametrize("path", ["/", "/search?q=plan", "/api/v1/search?q=plan", "/nope", "/api/v1/nope", "/static/x"])
def test_every_response_has_one_of_its_own(client: FlaskClient, path: str) -> None:
    first, cached = client.get(path), client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers.get("ETag", "")})
    found = {response.headers["X-Request-ID"] for response in (first, cached, again)}
    assert len(found) == 3


def test_errors_name_it(tmp_path: Path, client: FlaskClient) -> None:
    headers = {"X-Request-ID": "abc.1"}
    for path in ("/api/v1/terms/nope", "/api/v1/search?page=0"):
        assert client.get(path, headers=headers).get_json()["request_id"] == "abc.1"
    assert "<code>abc.1</code>" in client.get("/nope", headers=headers).text
    assert client_of(tmp_path).get("/api/v1/terms", headers=headers).get_json()["request_id"] == "abc.1"
