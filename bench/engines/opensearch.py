"""OpenSearch with its own ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.engines.base import BOOSTS, SHOWN, SUGGESTED, BenchmarkQuery, EngineResult, Row, Shape
from bench.engines.cluster import bytes_in, cluster_to_measure, remove_indexes, version_of
from search_app.urls import term_path

BATCH = 2_000  # entries of a bulk request
MAX_CATEGORIES = 1_000  # buckets of the aggregation

_STEMMED = {"type": "text", "analyzer": "stemmed"}
_INDEX: dict[str, Any] = {
    "settings": {
        "index": {
            "number_of_shards": 1,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "analysis": {
                "filter": {
                    "possessive": {"type": "stemmer", "language": "possessive_english"},
                    "english": {"type": "stemmer", "language": "english"},
                },
                "analyzer": {"stemmed": {"tokenizer": "standard", "filter": ["possessive", "lowercase", "english"]}},
            },
        }
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            **dict.fromkeys(BOOSTS, _STEMMED),
            "slug": {"type": "keyword", "index": False, "doc_values": False},
            "category": {"type": "keyword"},
            "typed": {"type": "text", "analyzer": "standard"},
        },
    },
}


class OpenSearch:
    """OpenSearch: English stems, boosts on names, `cross_fields`, an aggregation by category, the unified highlighter.

    One shard, merged into one segment. If no entry matches all words, names are searched for fuzzy ones. Times include
    HTTP over the loopback interface, and JSON.
    """

    title = "OpenSearch"

    def __init__(self) -> None:
        self._cluster = cluster_to_measure()
        self._index = f"{self._cluster.prefix}-peer"

    @property
    def version(self) -> str:
        return version_of(self._cluster)

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        self._cluster.build_request("PUT", f"/{self._index}", _INDEX)
        for lines in _bulk(rows):
            answer = self._cluster.build_request("POST", f"/{self._index}/_bulk", lines, {"filter_path": "errors"})
            if answer["errors"]:
                raise ValueError("OpenSearch refuses rows of the collection")
        self._cluster.build_request("POST", f"/{self._index}/_refresh")
        self._cluster.build_request("POST", f"/{self._index}/_forcemerge", None, {"max_num_segments": 1})

    def remote_bytes(self) -> int:
        return bytes_in(self._cluster)

    def close(self) -> None:
        remove_indexes(self._cluster)

    def search(self, query: BenchmarkQuery) -> EngineResult:
        found = self._found(_matching(query))
        if query.shape is Shape.PLAIN and not found.hits:
            found = self._found(
                {"match": {"typed": {"query": " ".join(query.words), "fuzziness": 1, "operator": "and"}}}
            )
        if query.shape is Shape.PLAIN and len(found.hits) < SHOWN and len(query.words) > 1:
            found = self._found(_words(query.words, "or"))
        return found

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        prefix = {"match_bool_prefix": {"typed": {"query": " ".join(query.words), "operator": "and"}}}
        body = {"query": prefix, "size": SUGGESTED, "_source": ["name", "slug"], "track_total_hits": False}
        hits = self._cluster.request("POST", f"/{self._index}/_search", body)["hits"]["hits"]
        return EngineResult([(hit["_source"]["name"], term_path(hit["_source"]["slug"]), "") for hit in hits])

    def _found(self, matching: dict[str, Any]) -> EngineResult:
        body = {
            "query": matching,
            "size": SHOWN,
            "_source": ["name", "slug"],
            "track_total_hits": True,
            "aggs": {"category": {"terms": {"field": "category", "size": MAX_CATEGORIES}}},
            "highlight": {
                "fields": {"definition": {"number_of_fragments": 1, "fragment_size": 200, "no_match_size": 200}}
            },
        }
        answer = self._cluster.request("POST", f"/{self._index}/_search", body)
        hits = [
            (hit["_source"]["name"], term_path(hit["_source"]["slug"]), "".join(hit["highlight"]["definition"][:1]))
            for hit in answer["hits"]["hits"]
        ]
        buckets = answer["aggregations"]["category"]["buckets"]
        return EngineResult(hits, {bucket["key"]: bucket["doc_count"] for bucket in buckets})


def _matching(query: BenchmarkQuery) -> dict[str, Any]:
    if query.shape is Shape.PHRASE:
        return {"multi_match": {"query": " ".join(query.words), "type": "phrase", "fields": _fields()}}
    if query.shape is Shape.WITHOUT:
        wanted, *unwanted = query.words
        others = [_words([word], "or") for word in unwanted]
        return {"bool": {"must": [_words([wanted], "and")], "must_not": others}}
    return _words(query.words, "or" if query.shape is Shape.EITHER else "and")


def _words(words: Iterable[str], operator: str) -> dict[str, Any]:
    asked = {"query": " ".join(words), "type": "cross_fields", "operator": operator, "fields": _fields()}
    return {"multi_match": asked}


def _fields() -> list[str]:
    return [f"{name}^{boost}" for name, boost in BOOSTS.items()]


def _bulk(rows: Sequence[Row]) -> Iterator[bytes]:
    """Yield bulk requests with the rows."""
    for start in range(0, len(rows), BATCH):
        lines: list[bytes] = []
        for row in rows[start : start + BATCH]:
            document = {
                "slug": row["id"], "category": row["category"] or "none", "name": row["name"],
                "aliases": row["aliases"], "definition": row["definition"], "examples": row["examples"],
                "typed": [row["name"], *row["aliases"]],
            }  # fmt: skip
            lines += [b'{"index":{}}', msgspec.json.encode(document)]
        yield b"\n".join([*lines, b""])
