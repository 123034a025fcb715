"""The back end of the settings."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from search_app.config import load_settings
from search_app.errors import IndexUnavailable, SettingError
from search_app.search import SearchRequest
from search_app.search.back_ends import open_by_settings, replica_of
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from tests.conftest import free_port
from tests.opensearch.node import Node


def settings(index: Path, url: str, **more: str) -> dict[str, str]:
    return {
        "GLOSSARY_ENGINE": "opensearch",
        "GLOSSARY_OPENSEARCH_URL": url,
        "GLOSSARY_INDEX": str(index),
        "GLOSSARY_OPENSEARCH_PREFIX": f"test-{uuid4().hex[:8]}",
        **more,
    }


def test_the_embedded_back_end_has_no_copy(tiny_index: Path) -> None:
    assert replica_of(load_settings({"GLOSSARY_INDEX": str(tiny_index)})) is None
    assert len(open_by_settings(load_settings({"GLOSSARY_INDEX": str(tiny_index)}))) == 3


def test_what_was_copied_is_opened_while_no_node_answers(opensearch: Node, tiny_index: Path, tmp_path: Path) -> None:
    environ = settings(tmp_path, opensearch.url)
    replica = replica_of(load_settings(environ))
    assert replica
    publish_in_cluster(replica.cluster, tiny_index)
    assert open_by_settings(load_settings(environ)).search(SearchRequest("tips")).hits[0].slug == "tip-pooling"
    gone = {**environ, "GLOSSARY_OPENSEARCH_URL": f"http://127.0.0.1:{free_port()}"}
    assert open_by_settings(load_settings(gone)).entry("copayment").name == "Copayment"


def test_nothing_to_serve_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        open_by_settings(load_settings(settings(tmp_path, f"http://127.0.0.1:{free_port()}")))


@pytest.mark.parametrize("url", ["", "search.example.org:9200", "ftp://a", "http://a,,http://b", "http://[a"])
def test_a_url_that_leads_nowhere_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="GLOSSARY_OPENSEARCH_URL"):
        load_settings(settings(tmp_path, url))


def test_passwords_are_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as error:
        load_settings(settings(tmp_path, "http://me:geheim@a,ftp://me:geheim@b"))
    assert "geheim" not in str(error.value)
