"""Tantivy, a search library in Rust."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.engines.base import BOOSTS, SHOWN, SUGGESTED, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path

MAX_CATEGORIES = 10_000  # buckets of the aggregation


class Tantivy:
    """Tantivy (Rust) through its Python package: en_stem, boosts on names, SnippetGenerator, a default writer.

    Facets are its terms aggregation over a fast field. If no entry matches all words, names are searched for fuzzy
    terms of edit distance one. Suggestions are its phrase-prefix query over unstemmed names, which expands a prefix to
    the first fifty words only.
    """

    title = "Tantivy"

    def __init__(self) -> None:
        self._package: Any = importlib.import_module("tantivy")

    @property
    def version(self) -> str:
        return importlib.metadata.version("tantivy")

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        schema = self._package.SchemaBuilder()
        for each in BOOSTS:
            schema.add_text_field(each, stored=each in ("name", "definition"), tokenizer_name="en_stem")
        schema.add_text_field("slug", stored=True, tokenizer_name="raw")
        schema.add_text_field("category", fast=True, tokenizer_name="raw")
        schema.add_text_field("typed", tokenizer_name="default")
        self._schema = schema.build()
        self._index = self._package.Index(self._schema, path=str(folder))
        writer = self._index.writer()
        for row in rows:
            document = self._package.Document(slug=row["id"], category=row["category"] or "none", name=row["name"])
            document.add_text("definition", row["definition"])
            for key, texts in (("aliases", row["aliases"]), ("examples", row["examples"])):
                for text in texts:
                    document.add_text(key, text)
            for text in (row["name"], *row["aliases"]):
                document.add_text("typed", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: BenchmarkQuery) -> EngineResult:
        parsed = self._query(query)
        found = self._searcher.search(parsed, SHOWN)
        if query.shape is Shape.PLAIN and not found.hits:
            parsed = self._fuzzy(query.words)
            found = self._searcher.search(parsed, SHOWN)
        if query.shape is Shape.PLAIN and len(found.hits) < SHOWN and len(query.words) > 1:
            parsed = self._parsed(" ".join(query.words), every=False)
            found = self._searcher.search(parsed, SHOWN)
        snippets = self._package.SnippetGenerator.create(self._searcher, parsed, self._schema, "definition")
        snippets.set_max_num_chars(200)
        hits = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            text = snippets.snippet_from_doc(document).to_html() or document.get_first("definition")[:200]
            hits.append((document.get_first("name"), term_path(document.get_first("slug")), text))
        return EngineResult(hits, self._facets(parsed))

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        parsed = self._package.Query.phrase_prefix_query(self._schema, "typed", list(query.words))
        found = [
            self._searcher.doc(address) for _, address in self._searcher.search(parsed, SUGGESTED, count=False).hits
        ]
        return EngineResult([(one.get_first("name"), term_path(one.get_first("slug")), "") for one in found])

    def _query(self, query: BenchmarkQuery) -> Any:
        text = " ".join(query.words)
        if query.shape is Shape.PHRASE:
            return self._parsed(f'"{text}"', every=True)
        if query.shape is Shape.WITHOUT:
            return self._parsed(" -".join(query.words), every=True)
        return self._parsed(text, every=query.shape is not Shape.EITHER)

    def _parsed(self, text: str, *, every: bool) -> Any:
        return self._index.parse_query(text, list(BOOSTS), field_boosts=BOOSTS, conjunction_by_default=every)

    def _fuzzy(self, words: Sequence[str]) -> Any:
        query, must = self._package.Query, self._package.Occur.Must
        return query.boolean_query([(must, query.fuzzy_term_query(self._schema, "typed", word)) for word in words])

    def _facets(self, parsed: Any) -> dict[str, int]:
        wanted = {"category": {"terms": {"field": "category", "size": MAX_CATEGORIES}}}
        buckets = self._searcher.aggregate(parsed, wanted)["category"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
