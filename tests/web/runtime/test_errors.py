"""Errors are a page for readers and a problem document for programs, and nothing inside them leaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import client_of


def test_an_error_is_a_page_outside_the_api_and_a_problem_document_inside(client: FlaskClient) -> None:
    page, problem = client.get("/terms/nope"), client.get("/api/v1/terms/nope")
    assert page.status_code == problem.status_code == 404
    assert "<h1" in page.text
    assert problem.get_json() == {
        "request_id": problem.headers["X-Request-ID"],
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no term with the slug 'nope'.",
    }


def test_a_bad_parameter_is_named_in_a_key(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?page=0").get_json()["parameter"] == "page"


@pytest.mark.parametrize("path", ["/", "/api/v1/search?q=plan"])
def test_without_an_index_clients_learn_when_to_try_again(tmp_path: Path, path: str) -> None:
    response = client_of(tmp_path).get(path)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert str(tmp_path) not in response.text


@pytest.mark.parametrize("path", ["/search?q=plan", "/api/v1/search?q=plan"])
def test_an_unexpected_error_is_logged_and_not_shown(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("search_app.search.glossary_engine.GlossaryEngine.search", fail)
    response = client.get(path)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "ZeroDivisionError" not in response.text
    assert "a secret" in caplog.text
