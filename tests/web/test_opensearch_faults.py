"""The site while no node of the cluster answers: what needs no full text goes on."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from search_app.config import load_settings
from search_app.search.back_ends import replica_of
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from search_app.web.app import create_app
from tests.conftest import free_port
from tests.opensearch.node import Node


@pytest.fixture(scope="module")
def environ(opensearch: Node, tiny_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings of a web machine that has copied what is published."""
    folder = tmp_path_factory.mktemp("web")
    found = {
        "GLOSSARY_ENGINE": "opensearch",
        "GLOSSARY_OPENSEARCH_URL": opensearch.url,
        "GLOSSARY_OPENSEARCH_PREFIX": f"test-{uuid4().hex[:8]}",
        "GLOSSARY_INDEX": str(folder),
        "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/audience.db",
    }
    replica = replica_of(load_settings(found))
    assert replica
    publish_in_cluster(replica.cluster, tiny_index)
    replica.start()
    return found


@pytest.fixture(scope="module")
def cut_off(environ: dict[str, str]) -> FlaskClient:
    """A machine that reaches no node."""
    url = f"http://127.0.0.1:{free_port()}"
    return create_app(load_settings({**environ, "GLOSSARY_OPENSEARCH_URL": url})).test_client()


def test_the_site_searches_in_the_cluster(environ: dict[str, str]) -> None:
    client = create_app(load_settings(environ)).test_client()
    assert client.get("/api/v1/search?q=broken+arm").json["results"][0]["slug"] == "deductible"
    assert "Deductible" in client.get("/search?q=broken+arm").text


def test_a_search_says_that_it_cannot_be_answered(cut_off: FlaskClient) -> None:
    answer = cut_off.get("/api/v1/search?q=broken+arm")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert "not available at the moment" in answer.json["detail"]
    assert cut_off.get("/search?q=broken+arm").status_code == 503


@pytest.mark.parametrize("path", ["/", "/terms/copayment", "/api/v1/terms/copayment", "/healthz", "/readyz"])
def test_what_needs_no_full_text_is_read(cut_off: FlaskClient, path: str) -> None:
    assert cut_off.get(path).status_code == 200


def test_names_are_suggested(cut_off: FlaskClient) -> None:
    answer = cut_off.get("/api/v1/suggest?q=ded")
    assert answer.status_code == 200
    assert "Deductible" in answer.text
    assert cut_off.get("/api/v1/suggest?q=broken+a").status_code == 200


def test_feedback_is_kept(cut_off: FlaskClient) -> None:
    vote = {"helpful": True}
    assert cut_off.post("/api/v1/terms/copayment/feedback", json=vote).status_code == 201
