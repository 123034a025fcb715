"""Small glossaries for the tests of search: rows of JSON lines, published as a generation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

from search_app.search import build
from search_app.search.index import generations
from search_app.search.index.reader import CatalogueReader, IndexReader
from search_app.search.indexer.opensearch_writer import write_texts
from search_app.search.opensearch.cluster import Cluster
from search_app.search.retrieval.opensearch import OpenSearchTextIndex

Row = Mapping[str, object]


def publish(folder: Path, rows: Sequence[Row], site: str = "") -> Path:
    """Publish terms and return their index; row 0 has the slug `e0` and the category `law` unless it has its own."""
    folder.mkdir(parents=True, exist_ok=True)
    numbered = [{"slug": f"e{number}", "categories": ["law"], **row} for number, row in enumerate(rows)]
    (folder / "terms.jsonl").write_text("\n".join(map(json.dumps, numbered)), encoding="utf-8")
    if site:
        (folder / "glossary.toml").write_text(site, encoding="utf-8")
    build(folder / "terms.jsonl", folder / "index")
    return folder / "index"


def open_reader(index: Path) -> IndexReader:
    """Return the reader of the published generation."""
    return IndexReader(next(generations.candidates(index)))


def in_opensearch(cluster: Cluster, index: Path) -> OpenSearchTextIndex:
    """Write the texts of the published generation into a new index of the cluster, and return them."""
    folder = next(generations.candidates(index))
    name = f"{cluster.prefix}-{uuid4().hex[:8]}"
    write_texts(cluster, name, folder)
    return OpenSearchTextIndex(cluster, name, CatalogueReader(folder))
