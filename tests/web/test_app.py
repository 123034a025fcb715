"""The application: its routes by audience, its services, and the order of its middleware."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search_app.config import load_settings
from search_app.web.app import create_app
from search_app.web.runtime.services import services_of
from tests.conftest import client_of


@pytest.fixture
def app(client: FlaskClient) -> Flask:
    return client.application


def test_every_route_belongs_to_an_audience(app: Flask) -> None:
    owners = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}
    assert owners == {"site", "api", "feedback", "insights", "embed", "feeds", "health", "static"}


def test_applications_share_no_services(tiny_index: Path) -> None:
    settings = load_settings({"GLOSSARY_INDEX": str(tiny_index)})
    one, other = services_of(create_app(settings)), services_of(create_app(settings))
    assert one.settings is other.settings
    assert (one.database is other.database, one.live is other.live) == (False, False)
    assert one.code_version == other.code_version


def test_a_click_is_known_before_the_answer_is_304_or_cached(app: Flask) -> None:
    hooks = [hook.__name__ for hook in app.before_request_funcs[None]]
    assert hooks.index("log_click") < hooks.index("answer_not_modified")


def test_a_cached_response_is_compressed_and_has_all_headers(client: FlaskClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "br"})
    again = client.get("/", headers={"Accept-Encoding": "br"})
    for response in (first, again):
        assert response.headers["Content-Encoding"] == "br"
        assert response.headers["ETag"].endswith(':br"')
        assert "Content-Security-Policy" in response.headers
    assert again.data == first.data


def test_the_cache_knows_the_public_host(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_TRUSTED_PROXIES="1", GLOSSARY_TRUSTED_HEADERS="for proto host")
    for host in ("one.example", "two.example"):
        page = client.get("/api/v1/search?q=plan", headers={"X-Forwarded-Host": host}).get_data(as_text=True)
        assert f"http://{host}/terms/" in page


def test_a_refusal_has_the_security_headers_too(tiny_index: Path) -> None:
    client = client_of(tiny_index, GLOSSARY_RATELIMIT="1 per hour")
    responses = [client.post("/requests", data={"query": "gym"}) for _ in range(2)]
    assert [response.status_code for response in responses] == [303, 429]
    assert all("Content-Security-Policy" in response.headers for response in responses)
