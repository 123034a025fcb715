"""A built glossary, published in a cluster and opened from a copy of its vocabulary."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from search_app.search import SearchRequest, build
from search_app.search.index import generations
from search_app.search.indexer.opensearch_publisher import is_published, publish_in_cluster
from search_app.search.opening import open_newest
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.replica import Replica
from tests.glossary.translation.spanish import write_spanish
from tests.opensearch.node import Node


@pytest.fixture
def cluster(opensearch: Node) -> Cluster:
    return Cluster(Address.of(opensearch.url, prefix=f"test-{uuid4().hex[:8]}"))


def test_a_copy_answers_with_the_texts_of_its_own_generation(cluster: Cluster, terms: Path, tmp_path: Path) -> None:
    build(terms, tmp_path / "built")
    publish_in_cluster(cluster, tmp_path / "built")
    assert is_published(cluster, tmp_path / "built")
    replica = Replica(cluster, tmp_path / "web")
    replica.start()
    first = open_newest(replica.folder, cluster=cluster).engine
    documents = {file.name for file in replica.folder.glob("*/documents.*")}
    assert documents == {"documents.msgpack", "documents.ends"}  # the texts of pages, but no words or positions

    file = terms / "money" / "copayment.md"
    file.write_text(file.read_text().replace("A driver pays", "A plumber pays"), encoding="utf-8")
    build(terms, tmp_path / "built")
    assert not is_published(cluster, tmp_path / "built")
    publish_in_cluster(cluster, tmp_path / "built")
    replica.start()
    second = open_newest(replica.folder, cluster=cluster).engine
    assert second.generation == generations.current_name(tmp_path / "built") != first.generation
    for engine, word, other in ((first, "driver", "plumber"), (second, "plumber", "driver")):
        assert [hit.slug for hit in engine.search(SearchRequest(word)).hits] == ["copayment"]
        assert engine.search(SearchRequest(other, exact=True)).total == 0


@pytest.mark.parametrize("query", ["copago", "deducible anual", "robo de un cocinero", "maestra brazo roto"])
def test_every_language_has_its_texts_in_the_cluster(cluster: Cluster, tmp_path: Path, query: str) -> None:
    built = tmp_path / "built"
    build(write_spanish(tmp_path / "terms"), built)
    publish_in_cluster(cluster, built)
    replica = Replica(cluster, tmp_path / "web")
    replica.start()
    copied, local = open_newest(replica.folder, cluster=cluster).engine, open_newest(built).engine
    assert list(copied.languages) == ["en", "es"]
    for code, engine in copied.languages.items():
        found, expected = engine.search(SearchRequest(query)), local.languages[code].search(SearchRequest(query))
        assert [(hit.slug, hit.matched) for hit in found.hits] == [(hit.slug, hit.matched) for hit in expected.hits]
        assert (found.total, found.more, found.confidence) == (expected.total, expected.more, expected.confidence)
        assert [hit.slug for each in found.elsewhere for hit in each.hits] == [
            hit.slug for each in expected.elsewhere for hit in each.hits
        ]
    assert copied.languages["es"].address("copayment") == "copago"
