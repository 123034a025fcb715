"""This product's engine with its texts in OpenSearch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.engines.base import BenchmarkQuery, EngineResult, Row
from bench.engines.cluster import bytes_in, cluster_to_measure, remove_indexes
from bench.engines.glossary import Glossary, write_terms
from search_app.search import build
from search_app.search.opening import open_newest
from search_app.search.replica import Replica


class GlossaryInOpenSearch:
    """This engine over a cluster: the vocabulary in this process, the texts in the node. Ranks as the embedded one."""

    title = "this engine, in OpenSearch"
    version = "checkout"

    def __init__(self) -> None:
        self._cluster = cluster_to_measure()
        self._engine = Glossary()

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        from search_app.search.indexer.opensearch_publisher import publish_in_cluster  # noqa: PLC0415  an extra

        terms, built = folder.with_suffix(".jsonl"), folder.with_name(f"{folder.name}-built")
        write_terms(rows, terms)
        build(terms, built)
        publish_in_cluster(self._cluster, built)
        replica = Replica(self._cluster, folder)
        replica.start()
        self._engine.serve(open_newest(replica.folder, cluster=self._cluster).engine)

    def remote_bytes(self) -> int:
        return bytes_in(self._cluster)

    def close(self) -> None:
        remove_indexes(self._cluster)

    def search(self, query: BenchmarkQuery) -> EngineResult:
        return self._engine.search(query)

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        return self._engine.suggest(query)
